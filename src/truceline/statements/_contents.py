"""What was said: the pieces of content that belong to a cue verb.

The quotation marks next to the cue come first, then what the verb takes in the tree, then a cue set into the sentence
("the talks, he said, go on"), and at last, for plain verbs of saying, the rest of the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from truceline.statements._draft import Place
from truceline.statements._lexicon import Frame, lexicon
from truceline.statements._page import Page
from truceline.statements._tree import children, is_negated
from truceline.statements._trim import next_report

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["CueVerb", "pieces_of"]

_STOP = {"conj", "cc", "parataxis"}
_CLAUSAL = {"ccomp", "xcomp"}
_CASES = {"as", "for", "of", "to", "with", "from", "against", "about", "into", "between", "including"}
"""Prepositions that go on with an object; after others ("on Sunday", "in Hartford") stands where and when it was said."""
_NOMINAL = {"dobj", "attr", "oprd"}
_SKIP = {"punct", "prt", "neg", "aux", "auxpass", "dative", "agent", "expl", "nsubj", "nsubjpass", "mark", "intj"}
_ADJUNCTS = {"npadvmod", "prep", "advmod", "dative", "dobj", "punct", "advcl", "agent", "nsubj", "prt", "aux", "neg"}
_FAR = 240
"""Characters between a cue and a quotation that it introduces."""


@dataclass(frozen=True)
class CueVerb:
    """A verb that may introduce a statement: its frame, the tokens of its group, and those of its speaker."""

    page: Page
    token: Token
    frame: Frame
    first: int
    last: int
    speaker: tuple[int, int] | None

    @property
    def region(self) -> int:
        """The quotation in which the cue itself stands, -1 for none."""
        return self.page.inside[self.token.i]

    def clause(self) -> tuple[int, int]:
        """Offsets in `raw` of cue and speaker together, as far as they stand side by side."""
        doc, first, last = self.page.doc, self.first, self.last
        if self.speaker:
            if self.speaker[1] < first and first - self.speaker[1] <= 8 and self._is_open(self.speaker[1] + 1, first):
                first = self.speaker[0]
            elif self.speaker[0] > last and self.speaker[0] - last <= 2:
                last = self.speaker[1]
        while first > 0 and doc[first - 1].pos_ == "ADV" and self.page.inside[first - 1] == self.region:
            first -= 1
        return doc[first].idx, doc[last].idx + len(doc[last])

    def _is_open(self, first: int, stop: int) -> bool:
        """Whether no quotation stands between speaker and cue."""
        return all(self.page.inside[i] == self.region for i in range(first, stop))


def pieces_of(cue: CueVerb) -> tuple[tuple[Place, ...], str]:
    """The pieces of content in text order, and the name of the rule that found them; no pieces, no statement."""
    inverted = cue.speaker is not None and cue.speaker[0] > cue.last
    for name in _ORDER_INVERTED if inverted else _ORDER:
        pieces = _RULES[name](cue)
        if pieces:
            return pieces, name
    return (), ""


# 1. Quotation marks next to the cue.


def _quoted(cue: CueVerb) -> tuple[Place, ...]:
    if "quote" not in cue.frame.takes or cue.region >= 0:
        return ()
    page = cue.page
    start, end = cue.clause()
    before = page.quote_before(start)
    left = _left(cue, before, start) if before is not None else []
    following = page.quote_after(end)
    if following is None or page.quotes[following].start - end > _FAR:
        return tuple(left)
    if left:
        return (*left, *_continued(cue, following, end))
    return _right(cue, following, end)


def _left(cue: CueVerb, number: int, start: int) -> list[Place]:
    """A quotation that ends right before the cue, with the words of its sentence that stand before the marks."""
    page, quote = cue.page, cue.page.quotes[number]
    gap, last = page.raw[quote.end : start], page.raw[quote.inner_end - 1]
    if gap.strip(" \u00a0,;–—-―.") or (cue.token.tag_ == "VBG" and _has_own(cue)):
        return []
    if last == "." and "," not in gap and page.raw[start].isupper():
        return []
    if not gap.strip() and last not in ",.!?…;" and page.words(quote) < 4:
        return []
    if not _speaks(page, number) or ("." in gap and page.raw[start].isupper()):
        return []
    if page.raw[quote.inner_start].isupper() or quote.start == page.sentence(max(quote.start - 1, 0))[0]:
        return _inner(page, number)
    lead = page.raw[: quote.start].rstrip()
    if not lead or lead[-1] in ".!?:;\"”»":
        return _inner(page, number)
    whole = page.trimmed(page.sentence(quote.start - 1)[0], quote.end)
    return [whole] if whole else []


def _has_own(cue: CueVerb) -> bool:
    """Whether a participle ("adding that ...") has content of its own to its right."""
    return any(c.i > cue.token.i and c.dep_ in {"ccomp", "dobj", "xcomp"} for c in cue.token.children)


def _continued(cue: CueVerb, number: int, end: int) -> list[Place]:
    """The quotation after the cue that goes on with the one before it."""
    page = cue.page
    between = page.raw[end : page.quotes[number].start]
    if not _speaks(page, number) or re.search(r"[.!?]\s+\w", between) or _is_led(page, number):
        return []
    if (between.strip() and between.rstrip()[-1] not in ".,;:–—-") or _holds_cue(cue, end, page.quotes[number].start):
        return []
    return _inner(page, number)


def _is_led(page: Page, number: int) -> bool:
    """Whether right after this quotation a cue of its own follows."""
    tail = page.raw[page.quotes[number].inner_end - 1 : page.quotes[number].end + 1]
    return "," in tail


def _holds_cue(cue: CueVerb, start: int, end: int) -> bool:
    """Whether another verb of saying stands in a stretch outside quotation marks."""
    verbs = lexicon().verbs
    for token in cue.page.doc[cue.last + 1 :]:
        if token.idx >= end:
            return False
        if token.idx >= start and token.pos_ == "VERB" and token.i != cue.token.i:
            frames = verbs.get(token.lemma_.lower())
            if frames and "quote" in frames[0].takes and token.tag_ != "VBN":
                return True
    return False


def _right(cue: CueVerb, number: int, end: int) -> tuple[Place, ...]:
    """A quotation after the cue: right behind it, or behind its adjuncts and a comma or colon."""
    page, quote = cue.page, cue.page.quotes[number]
    between = page.raw[end : quote.start]
    bare = between.strip(" \u00a0,;:–—-―")
    if re.search(r"[.!?]\s+\w", between) or not _speaks(page, number):
        return ()
    if bare and (between.rstrip()[-1:] not in {",", ":"} or not _is_adjunct(cue, quote.start)):
        return ()
    return _to_the_end(page, number)


def _is_adjunct(cue: CueVerb, start: int) -> bool:
    """Whether what stands between the cue and the quotation only says to whom, when and where it was said."""
    for child in cue.token.children:
        if child.i <= cue.last or child.idx >= start:
            continue
        if child.dep_ in {"ccomp", "xcomp"} and child.left_edge.idx < start and child.left_edge.dep_ != "punct":
            return False
        if child.dep_ == "conj" and child.right_edge.idx < start:
            return False
        if child.dep_ not in _ADJUNCTS and child.dep_ not in {"ccomp", "xcomp", "parataxis", "conj", "cc", "oprd", "attr"}:
            return False
        if child.dep_ in {"dobj", "oprd"} and child.idx < start and "object" in cue.frame.takes:
            return False
        if child.dep_ == "dobj" and child.idx < start and "hearer" not in cue.frame.takes:
            return child.lemma_.lower() in lexicon()["artifacts"] or child.right_edge.i - child.left_edge.i < 8
    return not _holds_cue(cue, cue.page.doc[cue.last].idx + 1, start)


def _to_the_end(page: Page, number: int) -> tuple[Place, ...]:
    """A quotation, with the words after it where the sentence that it begins goes on outside the marks."""
    quote = page.quotes[number]
    rest = page.raw[quote.end : quote.end + 2]
    if page.raw[quote.inner_end - 1] in ".!?,;…" or not rest.strip() or rest.strip()[0] in ".,;!?–—-(":
        return tuple(_inner(page, number))
    whole = page.trimmed(quote.start, page.sentence(quote.end)[1])
    return (whole,) if whole else ()


def _speaks(page: Page, number: int) -> bool:
    """Whether a quotation is speech rather than a name: two words or more, or a sentence's mark at its end."""
    quote = page.quotes[number]
    near = page.raw[quote.inner_end - 1 : quote.end + 1]
    return page.words(quote) >= 2 or any(mark in near for mark in ",.!?")


def _inner(page: Page, number: int) -> list[Place]:
    quote = page.quotes[number]
    place = page.within(quote.inner_start, quote.inner_end)
    return [place] if place else []


# 2. What the verb takes.


def _clause(cue: CueVerb) -> tuple[Place, ...]:
    """The that-clause, infinitive, object or prepositional phrase of the verb, or the clause in front of it."""
    chosen = _chosen(cue)
    that = _that(cue)
    if that is not None and not (chosen and chosen[0].dep_ == "ccomp" and int(chosen[0].left_edge.i) == that.i):
        end = cue.page.sentence(cue.token.idx)[1]
        return _reported(cue, that.i, _last_before(cue.page, that.i, end), chosen)
    if chosen:
        first = _first(cue, chosen[0])
        last = max(int(c.right_edge.i) for c in chosen)
        if "document" in cue.frame.takes:
            last = max(last, _last_before(cue.page, first, cue.page.sentence(cue.token.idx)[1]))
        return _reported(cue, first, last, chosen)
    before = [c for c in children(cue.token, "ccomp") if c.i < cue.first and _is_whole(c)]
    own = any(c.i > cue.last for c in children(cue.token, "dobj", "xcomp", "oprd")) and "hearer" not in cue.frame.takes
    if before and not own and "clause" in cue.frame.takes and cue.frame.verb != "position":
        return _around(cue, int(before[-1].left_edge.i), int(before[-1].right_edge.i))
    return ()


def _is_whole(clause: Token) -> bool:
    """Whether a clause in front of the cue has a subject: "Asked who leads, he said ..." sets no content in front."""
    if any(m.lower_ in {"after", "when", "as", "while", "because", "before"} for m in children(clause, "mark", "advmod")):
        return False
    return any(True for _ in children(clause, "nsubj", "nsubjpass", "expl", "csubj"))


def _reported(cue: CueVerb, first: int, last: int, chosen: list[Token]) -> tuple[Place, ...]:
    """The tokens as content, cut before the next report of the same speaker and kept to whole quotations."""
    following = next_report(cue.page, cue.token, first, last)
    if following is not None and following > first + 1:
        stop = following - 1
        while stop > first and (cue.page.doc[stop].dep_ == "cc" or cue.page.doc[stop].text == "," or cue.page.doc[stop].pos_ in {"ADV", "ADP", "SCONJ"}):
            stop -= 1
        return _widened(cue.page, _piece(cue, first, stop))
    return _widened(cue.page, _prolonged(cue, chosen, _piece(cue, first, last)))


def _that(cue: CueVerb) -> Token | None:
    """The "that" behind the verb and its hearer or time: a sign that holds also where the parse does not."""
    if "clause" not in cue.frame.takes:
        return None
    for token in cue.page.doc[cue.last + 1 : cue.last + 12]:
        if token.text in {",", ".", ":", ";", "“", '"', "”"} or (token.dep_ == "mark" and token.lower_ != "that"):
            return None
        if token.lower_ == "that":
            plain = token.dep_ == "mark" or token.head.i <= cue.token.i
            return token if plain and token.i + 1 < len(cue.page.doc) else None
        if token.pos_ in {"VERB", "AUX"}:
            return None
    return None


def _last_before(page: Page, first: int, end: int) -> int:
    last = first
    while last + 1 < len(page.doc) and page.doc[last + 1].idx < end:
        last += 1
    return last


def _prolonged(cue: CueVerb, chosen: list[Token], pieces: tuple[Place, ...]) -> tuple[Place, ...]:
    """ "said that Russia will ..., and expects ...": a verb in the present joined to a cue in the past is content."""
    if not pieces or not chosen or cue.token.tag_ != "VBD" or chosen[-1].dep_ != "ccomp":
        return pieces
    page, doc = cue.page, cue.page.doc
    last = max(int(c.right_edge.i) for c in chosen)
    at = last + 1
    while at < len(doc) and (doc[at].text == "," or doc[at].dep_ == "cc"):
        at += 1
    if at == last + 1 or at >= len(doc) or doc[at].tag_ not in {"VBZ", "VBP"} or page.inside[at] != cue.region:
        return pieces
    return _piece(cue, doc.char_span(*_doc_span(page, pieces[0]), alignment_mode="expand").start, int(doc[at].right_edge.i))


def _doc_span(page: Page, place: Place) -> Place:
    return place[0] - page.paragraph.start, place[1] - page.paragraph.start


def _chosen(cue: CueVerb) -> list[Token]:
    chosen: list[Token] = []
    if "predicate" in cue.frame.takes and not _has_predicate(cue):
        return chosen
    for child in cue.token.children:
        if child.i <= cue.token.i or child.dep_ in {"punct", "prt"}:
            continue
        if chosen and (child.dep_ in _STOP or _is_aside(child)):
            if child.dep_ == "cc" or (child.dep_ == "conj" and _is_more(cue, chosen, child)):
                continue
            break
        if _starts(cue, child) or (chosen and _goes_on(chosen, child)):
            chosen.append(child)
    return chosen


def _has_predicate(cue: CueVerb) -> bool:
    """Whether "called" says what something was called, rather than whom somebody telephoned or what "he calls" it."""
    right = [c for c in cue.token.children if c.i > cue.last]
    if any(c.lower_ in {"himself", "herself", "themselves", "itself"} for c in right):
        return False
    if any(c.lower_ in {"what", "which"} for c in cue.token.children):
        return False
    return any(c.dep_ in {"oprd", "xcomp", "ccomp", "acomp", "attr"} for c in right) or len(right) > 2


def _is_more(cue: CueVerb, chosen: list[Token], child: Token) -> bool:
    """Whether a clause joined to the cue is rather joined to its content: it has a subject and says nothing itself."""
    if chosen[-1].dep_ != "ccomp" or child.lemma_.lower() in lexicon().verbs:
        return False
    own = next(iter(children(child, "nsubj", "nsubjpass")), None)
    if own is None or "," in cue.page.raw[chosen[-1].right_edge.idx : child.left_edge.idx + 1]:
        return False
    chosen.append(child)
    return True


def _goes_on(chosen: list[Token], child: Token) -> bool:
    """What is hung on the verb though it belongs to the content before it."""
    if chosen[0].dep_ == "prep" and child.dep_ == "advcl" and any(c.lower_ == "to" for c in children(child, "aux")):
        return True
    if chosen[0].dep_ not in _CLAUSAL and chosen[0].dep_ != "advcl":
        return child.dep_ in {"oprd", "xcomp", "acl", "relcl", "dobj"} or (child.dep_ == "prep" and child.lower_ in _CASES)
    return child.dep_ in {"ccomp", "xcomp", "dobj", "advcl", "prep", "relcl", "acl", "oprd", "dep", "advmod", "npadvmod"}


def _is_aside(child: Token) -> bool:
    """A participle that goes on reporting by itself: "adding that ...", "citing ..."."""
    return child.dep_ == "advcl" and child.tag_ == "VBG" and child.lemma_.lower() in lexicon().verbs


def _starts(cue: CueVerb, child: Token) -> bool:
    """Whether a child of the verb is what its frame takes."""
    takes = cue.frame.takes
    if child.dep_ == "ccomp":
        return bool(takes & {"clause", "object"})
    if child.dep_ == "xcomp":
        return bool(takes & {"infinitive", "object"}) or (
            "clause" in takes and any(c.dep_ in {"nsubj", "mark"} for c in child.children)
        )
    if child.dep_ == "advcl":
        asks = any(m.lower_ in {"if", "whether", "that"} for m in children(child, "mark"))
        return "clause" in takes and asks and child.left_edge.i <= cue.last + 3
    if child.dep_ in _NOMINAL:
        if "hearer" in takes and child.dep_ == "dobj":
            return False
        return "object" in takes or ("infinitive" in takes and any(True for _ in children(cue.token, "xcomp")))
    if child.dep_ == "prep":
        return child.lower_ in cue.frame.prepositions or (bool(cue.frame.particle) and child.lower_ == cue.frame.particle)
    return False


def _first(cue: CueVerb, child: Token) -> int:
    if child.dep_ == "prep":
        return min(child.i + 1, int(child.right_edge.i))
    return max(int(child.left_edge.i), cue.last + 1)


def _piece(cue: CueVerb, first: int, last: int) -> tuple[Place, ...]:
    """The tokens as one place, kept within the quotation and the sentence of the cue."""
    page = cue.page
    start, end = page.span(first, max(first, last))
    low, high = page.sentence(cue.token.idx)
    if cue.region == -1:
        for number in page.overlapped(max(low, start), max(high, start + 1)):
            high = max(high, page.quotes[number].end if page.quotes[number].start < high else high)
    place = page.trimmed(max(start, low), min(end, high))
    return (place,) if place else ()


def _widened(page: Page, pieces: tuple[Place, ...]) -> tuple[Place, ...]:
    """Content that begins a quotation holds it to its end, also where the parser cut the sentence within it."""
    widened = []
    offset = page.paragraph.start
    for start, end in pieces:
        stop = end
        for number in page.overlapped(start - offset, min(end - offset + 4, len(page.raw))):
            quote = page.quotes[number]
            gap = page.raw[end - offset : quote.start]
            if quote.start >= start - offset and (quote.start < end - offset or gap.strip() in {":", ""}):
                stop = max(stop, offset + quote.end)
        if stop != end:
            fixed = page.trimmed(start - offset, stop - offset)
            stop = fixed[1] if fixed else end
        widened.append((start, stop))
    return tuple(widened)


def _around(cue: CueVerb, first: int, last: int) -> tuple[Place, ...]:
    """Everything from token `first` to `last` but the clause of the cue in its midst, within the cue's sentence."""
    page = cue.page
    low, high = page.sentence(cue.token.idx)
    start, end = cue.clause()
    begin, stop = max(low, page.doc[first].idx), min(high, page.doc[last].idx + len(page.doc[last]))
    pieces = [page.trimmed(begin, start)] if begin < start else []
    if stop > end:
        pieces.append(page.trimmed(end, stop))
    return tuple(p for p in pieces if p)


# 3. A cue set into the sentence.


def _parenthesis(cue: CueVerb) -> tuple[Place, ...]:
    """ "X, he said.", "X, he said, Y." and "As he said, X." where the parser hung the cue below the content."""
    page = cue.page
    if "clause" not in cue.frame.takes or cue.frame.verb == "position" or cue.speaker is None or is_negated(cue.token):
        return ()
    if cue.token.tag_ in {"VBG", "VB", "VBN"} and not any(c.dep_ in {"aux", "auxpass"} for c in cue.token.children):
        return ()
    start, end = cue.clause()
    low, high = page.sentence(cue.token.idx)
    before, after = page.raw[low:start].rstrip(), page.raw[end:high].lstrip(" \u00a0")
    if re.search(r"(?:\A|[,–—\s])[Aa]s\Z", before):
        return _as_said(cue, low, high, start - 2, end)
    if before[-1:] not in {",", "–", "—", "-", "?", "!"}:
        return ()
    if _relative(cue):
        return ()
    head = page.trimmed(low, start)
    whole = head is not None and any(t.pos_ in {"VERB", "AUX"} for t in page.doc[: cue.first] if t.idx >= low)
    tail = page.trimmed(end, high) if after[:1] in {",", "–", "—"} and not (whole and _is_aside_after(after)) else None
    return tuple(p for p in (head, tail) if p)


def _is_aside_after(after: str) -> bool:
    """Whether what follows the inserted cue is no longer content: a participle, a relative clause, an occasion."""
    return bool(re.match(r"[,–—-]\s*(?:\w+ing\b|who\b|which\b|while\b|citing\b|after\b|in\b|on\b|at\b)", after))


def _relative(cue: CueVerb) -> bool:
    return any(c.lower_ in {"who", "which", "that"} for c in cue.token.children) or cue.token.dep_ in {"relcl", "acl"}


def _as_said(cue: CueVerb, low: int, high: int, start: int, end: int) -> tuple[Place, ...]:
    page = cue.page
    comma = page.raw.find(",", end, high)
    if any(t.pos_ in {"VERB", "AUX"} for t in page.doc[: cue.first] if low <= t.idx < start):
        head = page.trimmed(low, start - 1)
        return (head,) if head else ()
    rest = page.trimmed(comma + 1, high) if comma >= 0 and comma - end < 80 else None
    return (rest,) if rest else ()


# 4. The rest of the sentence.


def _rest(cue: CueVerb) -> tuple[Place, ...]:
    """Where the parse of what follows a plain "said" failed: all that follows it in its sentence."""
    page = cue.page
    plain = cue.token.lemma_.lower() in lexicon()["plain"]
    if not plain or cue.speaker is None or cue.speaker[0] > cue.last or is_negated(cue.token):
        return ()
    start = page.doc[cue.last].idx + len(page.doc[cue.last])
    low, high = page.sentence(cue.token.idx)
    text = page.raw[start:high]
    verbs = any(t.pos_ in {"VERB", "AUX"} for t in page.doc[cue.last + 1 :] if t.idx < high)
    if len(text.split()) < 4 or text.lstrip()[:1] in {",", ".", ":", ";"} or not (verbs or _is_heading(page)):
        return ()
    place = page.trimmed(start, high)
    return (place,) if place else ()


def _is_heading(page: Page) -> bool:
    """Whether the paragraph is set like a headline, where verbs of being are left out."""
    return page.role != "body" or page.raw.rstrip()[-1:] not in ".!?”\""


_RULES = {"quote": _quoted, "clause": _clause, "parenthesis": _parenthesis, "rest": _rest}
_ORDER = ("quote", "clause", "parenthesis", "rest")
_ORDER_INVERTED = ("quote", "parenthesis", "clause")
"""Where the speaker stands behind the verb ("..., said Mauer, ..."), what follows is hardly ever its object."""
