"""Cue verbs: who is the subject, and what is the content, over the dependency parse and the quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from truceline.statements._draft import Draft, Place
from truceline.statements._lexicon import Frame, lexicon
from truceline.statements._page import Page
from truceline.statements._tree import children, governor, is_negated, subject, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["frame_of", "speaker_reach", "verb_drafts"]

_GAP = re.compile(r"[\s,;:–—―-]*\Z")
_LEAD = re.compile(r"(?:[^.!?:\"“”«»]|\.(?=\w)|\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|St|Jan|Feb|Aug|Sept|Oct|Nov|Dec|[A-Z])\.){0,160}[,:]\s*(?:that\s)?\Z")
_NEXT = re.compile(r"(?:[^.!?\"“”«»]|\.(?=\w)){0,120}[.,;:–—-]\s*(?:[–—-]\s*)?\Z")
_AFTER_CONTENT = {"dative", "punct", "cc", "prt", "aux", "auxpass", "neg", "agent", "mark", "expl"}
_STOP = {"conj", "cc", "parataxis"}
_CLAUSAL = {"ccomp", "xcomp"}
_NOMINAL = {"dobj", "attr", "oprd", "dep"}


@dataclass(frozen=True)
class _Cue:
    page: Page
    token: Token
    frame: Frame
    first: int
    last: int
    subject: Token | None
    speaker: tuple[int, int] | None

    @property
    def region(self) -> int:
        return self.page.inside[self.token.i]


def frame_of(token: Token) -> Frame | None:
    """The frame of a token that may be a cue verb, None for any other word."""
    if token.pos_ not in {"VERB", "AUX"} and not token.tag_.startswith("VB"):
        return None
    frames = lexicon().verbs.get(token.lemma_.lower())
    if frames is None:
        return None
    near = {c.lower_ for c in token.children if c.i > token.i} | {
        t.lower_ for t in token.doc[token.i + 1 : token.i + 2]
    }
    return next((f for f in frames if not f.particle or f.particle in near), None)


def verb_drafts(page: Page) -> Iterator[Draft]:
    """The statements that cue verbs of one paragraph introduce."""
    for token in page.doc:
        frame = frame_of(token)
        if frame is None:
            continue
        draft = _draft(page, token, frame)
        if draft is not None:
            yield draft


def _draft(page: Page, token: Token, frame: Frame) -> Draft | None:
    first, last = verb_group(token)
    head = _subject(page, token)
    cue = _Cue(page, token, frame, first, last, head, speaker_reach(page, token, head))
    pieces, rule = _content(cue)
    if not pieces:
        return None
    place = page.place(first, last)
    who = page.place(*cue.speaker) if cue.speaker else None
    return Draft(
        page.index, place, who, pieces, frame.verb, frame.act, rule, lemma=token.lemma_.lower(),
        clause=_clause(cue),
    )


def _subject(page: Page, verb: Token) -> Token | None:
    head = subject(verb)
    if head is None or head.i > verb.i or verb.dep_ in {"relcl", "acl"}:
        return head if head is not None else _inverted(page, verb)
    if page.inside[head.i] != page.inside[verb.i]:
        return _inverted(page, verb)
    return head


def _inverted(page: Page, verb: Token) -> Token | None:
    """The noun right after "said" where the parser gave it no subject."""
    following = verb.i + 1
    if following >= len(page.doc) or page.inside[following] != page.inside[verb.i]:
        return None
    token = page.doc[following]
    for _ in range(8):
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.dep_ not in {"compound", "poss", "nmod", "amod"}:
            return token
        if token.head.i <= verb.i or token.head is token:
            return None
        token = token.head
    return None


def speaker_reach(page: Page, verb: Token, head: Token | None) -> tuple[int, int] | None:
    """The token range of the speaker: the noun phrase, cut before the cue verb and at quotation marks."""
    if head is None or head.lower_ in {"there"} or (head.lower_ == "it" and head.dep_ == "expl"):
        return None
    first, last = head.left_edge.i, head.right_edge.i
    if first < verb.i <= last and verb.i > head.i:
        last = verb.i - 1
        for child in head.children:
            if child.dep_ in {"relcl", "acl"} and child.left_edge.i > head.i and verb in child.subtree:
                last = min(last, child.left_edge.i - 1)
    if last >= verb.i > first:
        first = verb.i + 1
    region = page.inside[head.i]
    while first < head.i and (page.inside[first] == -1) != (region == -1):
        first += 1
    stop = head.i
    while stop < last and (page.inside[stop + 1] == region or region == -1 and _short(page, stop + 1)):
        stop += 1
    return first, stop


def _short(page: Page, token: int) -> bool:
    return page.words(page.quotes[page.inside[token]]) <= 4


def _clause(cue: _Cue) -> Place:
    """Offsets in `raw` of cue and speaker together, when they stand side by side."""
    doc, first, last = cue.page.doc, cue.first, cue.last
    if cue.speaker:
        if cue.speaker[1] < first and first - cue.speaker[1] <= 6:
            first = cue.speaker[0]
        elif cue.speaker[0] > last and cue.speaker[0] - last <= 3:
            last = cue.speaker[1]
    while first > 0 and doc[first - 1].pos_ in {"ADV"} and cue.page.inside[first - 1] == cue.region:
        first -= 1
    return doc[first].idx, doc[last].idx + len(doc[last])


def _content(cue: _Cue) -> tuple[tuple[Place, ...], str]:
    """The pieces of content in text order, and the rule that found them."""
    if "quote" in cue.frame.takes and cue.region == -1:
        pieces = _quoted(cue)
        if pieces:
            return pieces, "quote"
    pieces = _complement(cue)
    if pieces:
        return _widen(cue.page, pieces), "clause"
    pieces = _parenthetical(cue)
    return (pieces, "parenthesis") if pieces else ((), "")


def _quoted(cue: _Cue) -> tuple[Place, ...]:
    page = cue.page
    start, end = _clause(cue)
    pieces: list[Place] = []
    before = page.quote_before(start)
    if before is not None and _GAP.match(page.raw, page.quotes[before].end, start) and _speaks(page, before):
        pieces += _joined(page, before)
    following = page.quote_after(end)
    if following is None or page.quotes[following].start - end > 200:
        return tuple(pieces)
    between = page.raw[end : page.quotes[following].start]
    if pieces:
        if _NEXT.match(between) and _speaks(page, following):
            pieces += _inner(page, following)
        return tuple(pieces)
    if _GAP.match(between) or (_LEAD.match(between) and not between.rstrip().endswith("that")):
        lead = _complement(cue)
        if lead and ":" in between and lead[0][1] - lead[0][0] > 25 and lead[0][0] < page.paragraph.start + page.quotes[following].start:
            return ()
        rest = _sentence_end(page, cue, page.quotes[following].end)
        if rest is None:
            return tuple(_inner(page, following))
        whole = page.trimmed(page.quotes[following].start, rest)
        return (whole,) if whole else ()
    return ()


def _sentence_end(page: Page, cue: _Cue, offset: int) -> int | None:
    """Where the clause that began in quotation marks goes on after them; None if the quotation ends it."""
    quote = page.raw[offset - 2 : offset - 1]
    rest = page.raw[offset : offset + 200]
    if quote in ".!?,;" or not rest.strip() or rest.lstrip()[0] in ".,;!?–—-(":
        return None
    for child in page.doc:
        if child.idx >= offset:
            end = child.sent.end_char
            return end if end > offset else None
    return None


def _speaks(page: Page, number: int) -> bool:
    """Whether a quotation is speech rather than a name or a term: two words or more, or a sentence's punctuation."""
    quote = page.quotes[number]
    return page.words(quote) >= 2 or page.raw[quote.inner_end - 1 : quote.inner_end] in ",.!?" or page.raw[quote.end : quote.end + 1] == ","


def _inner(page: Page, number: int) -> list[Place]:
    quote = page.quotes[number]
    place = _inside_marks(page, quote.inner_start, quote.inner_end)
    return [place] if place else []


def _inside_marks(page: Page, start: int, end: int) -> Place | None:
    raw = page.raw
    while start < end and (raw[start].isspace() or raw[start] in "–—-,"):
        start += 1
    while end > start and (raw[end - 1].isspace() or raw[end - 1] in "–—-,"):
        end -= 1
    return (page.paragraph.start + start, page.paragraph.start + end) if start < end else None


def _joined(page: Page, number: int) -> list[Place]:
    """A quotation before its cue: whole sentences, or the end of a sentence that began outside the marks."""
    quote = page.quotes[number]
    token = next((t for t in page.doc if t.idx >= quote.inner_start), None)
    lead = page.raw[: quote.start].rstrip()
    if not lead or lead[-1] in ".!?:;\"”»–—-" or token is None or not page.raw[quote.inner_start].islower():
        return _inner(page, number)
    start = max(lead.rfind(". "), lead.rfind("! "), lead.rfind("? "), lead.rfind("” "), lead.rfind('" '))
    whole = page.trimmed(start + 1 if start >= 0 else 0, quote.end)
    return [whole] if whole else _inner(page, number)


def _complement(cue: _Cue) -> tuple[Place, ...]:
    """The that-clause, infinitive, object or prepositional phrase that the verb takes."""
    verb, takes = cue.token, cue.frame.takes
    left = [c for c in children(verb, "ccomp") if c.i < cue.first]
    if left and "clause" in takes:
        return _preposed(cue, left[-1])
    chosen: list[Token] = []
    for child in verb.children:
        if child.i <= cue.last and child.dep_ != "prep" or child.i < verb.i:
            continue
        if chosen and (child.dep_ in _STOP or _is_aside(child)):
            break
        if chosen or _starts(cue, child):
            chosen.append(child)
    if not chosen:
        return ()
    first = _content_start(cue, chosen[0])
    last = max(c.right_edge.i for c in chosen if c.dep_ != "punct") if any(c.dep_ != "punct" for c in chosen) else first
    return _pieces(cue, first, last)


def _is_aside(child: Token) -> bool:
    """A participle clause that goes on speaking for itself: "adding that ...", "citing ..."."""
    return child.dep_ == "advcl" and child.tag_ == "VBG" and frame_of(child) is not None


def _starts(cue: _Cue, child: Token) -> bool:
    takes = cue.frame.takes
    if child.dep_ == "ccomp":
        return bool(takes & {"clause", "object"}) 
    if child.dep_ == "advcl":
        return "clause" in takes and any(m.lower_ in {"if", "whether", "that"} for m in children(child, "mark")) and child.left_edge.i <= cue.last + 2
    if child.dep_ == "xcomp":
        return bool(takes & {"infinitive", "object"})
    if child.dep_ in _NOMINAL:
        return "object" in takes or ("infinitive" in takes and any(True for _ in children(cue.token, "xcomp"))) 
    if child.dep_ == "prep":
        return child.lower_ in cue.frame.prepositions or child.lower_ == cue.frame.particle
    return False


def _content_start(cue: _Cue, child: Token) -> int:
    if child.dep_ == "prep":
        return min(child.i + 1, child.right_edge.i)
    return max(int(child.left_edge.i), cue.last + 1)


def _preposed(cue: _Cue, head: Token) -> tuple[Place, ...]:
    return _around(cue, head.left_edge.i, max(int(head.right_edge.i), cue.last))


def _around(cue: _Cue, first: int, last: int) -> tuple[Place, ...]:
    """Everything from `first` to `last` but the clause of the cue in its midst."""
    page = cue.page
    start, end = _clause(cue)
    pieces = [page.trimmed(page.doc[first].idx, start)] if page.doc[first].idx < start else []
    if page.doc[last].idx > end:
        pieces.append(page.trimmed(end, page.doc[last].idx + len(page.doc[last])))
    return tuple(p for p in pieces if p)


def _pieces(cue: _Cue, first: int, last: int) -> tuple[Place, ...]:
    page = cue.page
    if cue.region >= 0:
        while last > first and page.inside[last] != cue.region:
            last -= 1
        stop = page.quotes[cue.region].inner_end
        start = page.doc[first].idx
        place = page.trimmed(start, min(stop, page.doc[last].idx + len(page.doc[last])))
        return (place,) if place else ()
    place = page.place(first, last)
    return (place,) if place else ()


def _widen(page: Page, pieces: tuple[Place, ...]) -> tuple[Place, ...]:
    """Content that begins a quotation holds it to its end, also where the parser cut the sentence within it."""
    widened = []
    for start, end in pieces:
        stop = end
        number = page.quote_before(start - page.paragraph.start)
        number = 0 if number is None else number + 1
        while number < len(page.quotes) and page.paragraph.start + page.quotes[number].start <= end + 2:
            quote = page.quotes[number]
            opened = page.paragraph.start + quote.start
            gap = page.raw[end - page.paragraph.start : quote.start]
            if start <= opened < end or (opened >= end and gap.strip() in {":", ""}):
                stop = max(stop, page.paragraph.start + quote.end)
            number += 1
        widened.append((start, stop))
    return tuple(widened)


def _parenthetical(cue: _Cue) -> tuple[Place, ...]:
    """ "X, he said" and "X, he said, Y" where the parser hung the cue below the content."""
    verb, page = cue.token, cue.page
    if "clause" not in cue.frame.takes or cue.subject is None or verb.dep_ not in {"parataxis", "ccomp", "advcl", "conj", "ROOT", "dep"}:
        return ()
    if is_negated(verb) or governor(verb) is not None and verb.dep_ == "xcomp":
        return ()
    start, end = _clause(cue)
    before, after = page.raw[:start].rstrip(), page.raw[end:].lstrip()
    sentence = verb.sent
    own = any(True for _ in children(verb, "nsubj", "nsubjpass")) 
    if not own:
        return ()
    if any(c.lower_ == "as" for c in children(verb, "mark")) and sentence.start_char == start - 3 and after[:1] == ",":
        return _around(cue, sentence.start, sentence.end - 1)
    if before[-1:] not in {",", "-", "–", "—"} or (after and after[0] not in ",.;–—-"):
        return () if not (before[-1:] == "," and _only_adjuncts(cue, sentence)) else _around(cue, sentence.start, cue.first)
    if start <= sentence.start_char + 1:
        return ()
    return _around(cue, sentence.start, sentence.end - 1)


def _only_adjuncts(cue: _Cue, sentence: object) -> bool:
    return all(c.dep_ in {"npadvmod", "prep", "advmod", "dative", "punct", "nsubj", "dobj", "aux", "advcl"} for c in cue.token.children)
