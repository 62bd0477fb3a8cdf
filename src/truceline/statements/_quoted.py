"""Content in quotation marks next to its cue: before it, after it, or on both sides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from truceline.statements._cue import CueVerb
from truceline.statements._draft import Place
from truceline.statements._lexicon import lexicon
from truceline.statements._page import Page
from truceline.statements._tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_title", "quoted"]

# fmt: off
_ADJUNCTS = {
    "npadvmod", "prep", "advmod", "dative", "dobj", "punct", "advcl", "agent", "nsubj", "prt", "aux", "neg",
}
# fmt: on
_MEANWHILE = {"as", "while", "when", "after", "before"}
_CONCEDING = {"although", "though", "while", "if", "because", "since", "unless", "once"}
_FEW = 5
_LONGEST_HEAD = 8
_AIRED = {"on", "with", "of", "in", "for"}
_LONGEST_TITLE = 10
"""Words."""
_SMALL = {"a", "an", "the", "of", "in", "on", "and", "or", "to", "for", "with", "by", "at", "from", "as"}
_FEW_WORDS = 7
"""Within so many words behind "and" the verb of another's report stands."""
_FAR = 240
"""Characters between a cue and a quotation that it introduces."""


def quoted(cue: CueVerb) -> tuple[Place, ...]:
    """The quotations that belong to a cue outside quotation marks, in text order; empty where none does."""
    if "quote" not in cue.frame.takes or cue.region >= 0:
        return ()
    page = cue.page
    start, end = cue.clause()
    before = page.quote_before(start)
    left = _left(cue, before, start) if before is not None and not _has_clause(cue, before) else []
    following = page.quote_after(end)
    while following is not None and is_title(page, following):
        following = following + 1 if following + 1 < len(page.quotes) else None
    if left and following is not None and _has_its_own(page, before, end, following):
        return _right(cue, following, end)
    resumed = _resumed(cue, end) if left else None
    if resumed is not None:
        return (*left, resumed)
    if following is None or page.quotes[following].start - end > _FAR:
        return tuple(left)
    if left:
        return (*left, *_continued(cue, following, end))
    return _with_head(cue, start, _right(cue, following, end))


def _resumed(cue: CueVerb, end: int) -> Place | None:
    """What goes on outside the marks behind an inserted cue: "“it is better,” he added, to wait a year",
    "“we are worried,” they wrote to the king, that the army ..."."""
    page = cue.page
    for child in cue.token.children:
        first = child.left_edge
        if first.idx < end or child.dep_ not in {"ccomp", "xcomp", "advcl"} or page.inside[first.i] >= 0:
            continue
        opens = first.tag_ == "TO" or (first.lower_ == "that" and first.dep_ == "mark")
        if opens and first.i and page.doc[first.i - 1].text == ",":
            return page.trimmed(first.idx, page.sentence(cue.token.idx)[1])
    return None


def _is_announced(page: Page, end: int, number: int) -> bool:
    """Whether a colon leads from the cue to the quotation behind it, and the one in front is part of a lead:
    "On pupils in “weaker schools,” he said: “...”"."""
    return page.raw[end : page.quotes[number].start].strip() == ":"


def _has_its_own(page: Page, before: int | None, end: int, following: int) -> bool:
    """Whether the quotation behind the cue is its content, and the one in front is not."""
    named = before is not None and _is_mention(page, before, end, following)
    return named or _is_announced(page, end, following)


def _is_mention(page: Page, number: int, end: int, following: int) -> bool:
    """Whether a few words in capitals that stand within a sentence are a name, and what was said stands right
    behind the cue: "Under the flag of the “Valley Front,” the crowd chanted “...”"."""
    quote = page.quotes[number]
    words = page.raw[quote.inner_start : quote.inner_end].split()
    named = len(words) <= _FEW and all(w[:1].isupper() or w in _SMALL for w in words)
    within = page.sentence(max(quote.start - 1, 0))[0] < quote.start
    behind = page.raw[end : page.quotes[following].start].strip(" ,:\u00a0")
    return named and within and page.raw[: quote.start].rstrip()[-1:].isalnum() and not behind


def _has_clause(cue: CueVerb, number: int) -> bool:
    """Whether a clause with a subject of its own follows the cue at once, so that a few quoted words in front
    belong to the speaker: "Noor, who calls it “a trap,” said he ..."."""
    if cue.speaker is None or cue.speaker[0] > cue.last or cue.page.words(cue.page.quotes[number]) > _FEW:
        return False
    return any(
        c.left_edge.i in {cue.last + 1, cue.last + 2}
        and cue.page.doc[max(int(c.left_edge.i), cue.last + 1)].lower_ not in _MEANWHILE
        and any(True for _ in children(c, "nsubj", "nsubjpass", "expl"))
        for c in children(cue.token, "ccomp")
        if c.i > cue.last and cue.page.inside[c.i] == cue.region
    )


def _with_head(cue: CueVerb, start: int, pieces: tuple[Place, ...]) -> tuple[Place, ...]:
    """Quoted words that end a sentence which began before the cue: "There was, he said, “a bargain”"."""
    page, offset = cue.page, cue.page.paragraph.start
    low = page.sentence(cue.token.idx)[0]
    lead = page.raw[low:start].rstrip()
    if not pieces or not lead.endswith(",") or not page.raw[pieces[0][0] - offset].islower():
        return pieces
    head = page.trimmed(low, start)
    tokens = page.tokens(low, start)
    begun = any(t.pos_ in {"VERB", "AUX"} or t.dep_ == "nsubj" for t in tokens)
    whole = len(tokens) > _LONGEST_HEAD or tokens[0].lower_ in _CONCEDING or _holds_cue(cue, low, start)
    return (head, *pieces) if head and begun and not whole else pieces


def _left(cue: CueVerb, number: int, start: int) -> list[Place]:
    """A quotation that ends right before the cue, with the words of its sentence that stand before the
    marks."""
    page, quote = cue.page, cue.page.quotes[number]
    if not _belongs(cue, number, start):
        return []
    if page.raw[quote.inner_start].isupper() or quote.start == page.sentence(max(quote.start - 1, 0))[0]:
        return _inner(page, number)
    lead = page.raw[: quote.start].rstrip()
    if not lead or lead[-1] in '.!?:;"”»':
        return _inner(page, number)
    whole = page.trimmed(page.sentence(quote.start - 1)[0], quote.end)
    return [whole] if whole else []


def _belongs(cue: CueVerb, number: int, start: int) -> bool:
    """Whether a quotation before the cue is its content: nothing but commas and dashes between, and no full
    stop after which the cue opens a new sentence, and no name in marks that is part of the subject."""
    page, quote = cue.page, cue.page.quotes[number]
    gap, last = page.raw[quote.end : start], page.raw[quote.inner_start : quote.inner_end].rstrip()[-1:]
    new_sentence = page.raw[start].isupper() and ("." in gap or (last == "." and "," not in gap))
    new_sentence = new_sentence and not ("." not in gap and _says_no_more(cue))
    name = not gap.strip() and last not in ",.!?…;" and page.words(quote) < 4
    aside = cue.token.tag_ == "VBG" and _has_own(cue)
    aside = aside or (last not in ",.!?…" and _has_own_object(cue))
    return not (gap.strip(" \u00a0,;–—-―.") or aside or new_sentence or name) and _speaks(page, number)


def _has_own_object(cue: CueVerb) -> bool:
    """Whether an infinitive goes with the verb itself, so that a quotation in front may be a name: "With the
    help of “The Night Watch”, she asked two friends to act"."""
    return "infinitive" in cue.frame.takes and any(
        c.i > cue.last and any(a.lower_ == "to" for a in children(c, "aux"))
        for c in children(cue.token, "xcomp", "ccomp")
    )


def _says_no_more(cue: CueVerb) -> bool:
    """Whether a sentence is over with its plain cue ("Roth said."), which then belongs to the words before
    it even if these end in a full stop."""
    plain = cue.token.lemma_.lower() in lexicon()["plain"] and cue.token.tag_ in {"VBD", "VBZ"}
    start, end = cue.clause()
    sentence = cue.page.sentence(cue.token.idx)
    return plain and start == sentence[0] and cue.page.raw[end : sentence[1]].strip() in {".", ""}


def _has_own(cue: CueVerb) -> bool:
    """Whether a participle ("adding that ...") has content of its own to its right."""
    return any(c.i > cue.token.i and c.dep_ in {"ccomp", "dobj", "xcomp"} for c in cue.token.children)


def _continued(cue: CueVerb, number: int, end: int) -> list[Place]:
    """The quotation after the cue that goes on with the one before it."""
    page = cue.page
    stop = page.sentence(cue.token.idx)[1]
    if (
        page.quotes[number].end <= stop
        and number + 1 < len(page.quotes)
        and not _ends_clause(page, end, number)
    ):
        behind = page.quotes[number + 1]
        starts = behind.start >= stop and not page.raw[stop : behind.start].strip()
        number = number + 1 if starts and page.words(page.quotes[number]) <= _FEW else number
    between = page.raw[end : page.quotes[number].start].rstrip(" \"”'’»")
    if not _speaks(page, number) or _is_broken(page, end, page.quotes[number].start) or _is_led(page, number):
        return []
    if between.strip() and between.rstrip()[-1] not in ".,;:–—-":
        return []
    ended = between.rstrip().endswith(".")
    return [] if _is_interrupted(cue, end, page.quotes[number].start, ended=ended) else _inner(page, number)


def _is_broken(page: Page, start: int, end: int) -> bool:
    """Whether a sentence begins and goes on for a word or more between two offsets."""
    return any(start < b < end and any(c.isalnum() for c in page.raw[b:end]) for b in page.breaks)


def _ends_clause(page: Page, end: int, number: int) -> bool:
    """Whether nothing but commas stands between a cue and a quotation."""
    return not page.raw[end : page.quotes[number].start].strip(" ,:;–—-\u00a0")


_OCCASION = re.compile(
    r"\s(?:after|before|when|while|during|following|(?:moments|hours|days|shortly|soon) (?:after|before)"
    r"|last|earlier|late|later|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|to (?:reporters|journalists))\b"
)
_AFTERWARDS = re.compile(
    r"[”\"'’»,\s]*(?:after|when|while|as|before|during|in|at|on|to|for|from|with|which|who|whose|where|because|since"
    r"|adding|referring|noting|citing|according)\b"
)


def _is_led(page: Page, number: int) -> bool:
    """Whether right after this quotation a cue of its own follows, rather than an occasion ("after ...")."""
    quote = page.quotes[number]
    tail = page.raw[quote.inner_end - 1 : quote.end + 1]
    return "," in tail and _AFTERWARDS.match(page.raw, quote.end) is None


def _is_interrupted(cue: CueVerb, start: int, end: int, *, ended: bool) -> bool:
    """Whether somebody else takes the word between a cue and the quotation after it.

    A verb of saying in a clause that hangs on something else ("a point he makes when callers ask") takes it
    only for a quotation that goes on with the same sentence; a verb joined to the cue with a subject of its
    own ("said, and her husband cut in") always does.
    """
    verbs = lexicon().verbs
    for token in cue.page.tokens(start, end):
        if token.pos_ != "VERB" or token.i == cue.token.i or token.tag_ in {"VBN", "VBG"}:
            continue
        frames = verbs.get(token.lemma_.lower())
        speaks = frames is not None and "quote" in frames[0].takes
        if token.dep_ in {"conj", "ROOT", "parataxis"} and _has_subject(token):
            return True
        if speaks and not (ended and token.dep_ in {"relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp"}):
            return True
    return False


def _holds_cue(cue: CueVerb, start: int, end: int) -> bool:
    """Whether another verb of saying stands in a stretch outside quotation marks."""
    verbs = lexicon().verbs
    for token in cue.page.tokens(start, end):
        if token.pos_ == "VERB" and token.i != cue.token.i:
            frames = verbs.get(token.lemma_.lower())
            if frames and "quote" in frames[0].takes and token.tag_ != "VBN":
                return True
    return False


def _right(cue: CueVerb, number: int, end: int) -> tuple[Place, ...]:
    """A quotation after the cue: right behind it, or behind its adjuncts and a comma or colon."""
    page, quote = cue.page, cue.page.quotes[number]
    between = page.raw[end : quote.start]
    first = _begins_unquoted(cue, end, quote.start)
    if first is not None:
        whole = page.trimmed(first, quote.end)
        return (whole,) if whole else ()
    bare = between.strip(" \u00a0,;:–—-―")
    if re.search(r"[.!?]\s+\w", between) or not _speaks(page, number):
        return ()
    if bare and not (_introduces(cue, number, between) and _is_adjunct(cue, quote.start)):
        return ()
    return _to_the_end(page, number)


def _introduces(cue: CueVerb, number: int, between: str) -> bool:
    """Whether what stands between leads over to the quotation: a comma, a colon, or the full stop of a plain
    "X said in a statement." that holds nothing said."""
    page = cue.page
    if between.rstrip()[-1:] in {",", ":"}:
        return True
    ended = between.rstrip()[-1:] == "." and cue.token.lemma_.lower() in lexicon()["plain"]
    nothing = not any(c.i > cue.last for c in children(cue.token, "ccomp", "xcomp", "dobj"))
    starts = page.raw[page.quotes[number].inner_start].isupper() and page.words(page.quotes[number]) > 3
    if not (ended and nothing and starts) or _is_led(page, number):
        return False
    lead = page.tokens(page.sentence(cue.token.idx)[0], cue.clause()[0])
    return not any(t.pos_ in {"VERB", "AUX"} or page.inside[t.i] >= 0 for t in lead)


def _begins_unquoted(cue: CueVerb, end: int, start: int) -> int | None:
    """Where the content begins, if it begins outside the marks and only then goes on in them, with a clause
    of its own in front: "said although rain fell, “we go on”", "told them that if it rained, “we go on”".
    """
    if "clause" not in cue.frame.takes:
        return None
    page, comma = cue.page, cue.page.raw[:start].rstrip()[-1:] == ","
    behind = page.doc[cue.last + 1 : cue.last + 2]
    if comma and behind.text.lower() in _CONCEDING and end <= behind[0].idx < start:
        return end
    for token in page.tokens(end, start):
        if token.lower_ == "that" and token.i + 1 < len(page.doc) and comma:
            return token.idx if page.doc[token.i + 1].lower_ in _CONCEDING | _MEANWHILE else None
    for child in cue.token.children:
        if child.dep_ == "advcl" and child.left_edge.i == cue.last + 1 and child.right_edge.idx < start:
            return end if any(m.lower_ in _CONCEDING for m in children(child, "mark")) else None
    return None


def _is_adjunct(cue: CueVerb, start: int) -> bool:
    """Whether what stands between the cue and the quotation only says to whom, when and where it was said."""
    for child in cue.token.children:
        if child.i <= cue.last or child.idx >= start:
            continue
        if (
            child.dep_ in {"ccomp", "xcomp"}
            and child.left_edge.idx < start
            and child.left_edge.dep_ != "punct"
        ):
            return False
        if (
            child.dep_ == "conj"
            and child.idx < start
            and (child.right_edge.idx < start or _has_subject(child))
        ):
            return False
        if child.dep_ not in _ADJUNCTS and child.dep_ not in {
            "ccomp",
            "xcomp",
            "parataxis",
            "conj",
            "cc",
            "oprd",
            "attr",
        }:
            return False
        if child.dep_ in {"dobj", "oprd"} and child.idx < start and "object" in cue.frame.takes:
            return False
        if child.dep_ == "dobj" and child.idx < start and "hearer" not in cue.frame.takes:
            return (
                child.lemma_.lower() in lexicon()["artifacts"] or child.right_edge.i - child.left_edge.i < 8
            )
    return not _holds_cue(cue, cue.page.doc[cue.last].idx + 1, start)


def _has_subject(token: Token) -> bool:
    return any(True for _ in children(token, "nsubj", "nsubjpass"))


def _to_the_end(page: Page, number: int) -> tuple[Place, ...]:
    """A quotation, with the words after it where the sentence that it begins goes on outside the marks."""
    quote = page.quotes[number]
    rest = page.raw[quote.end : quote.end + 2]
    closed = page.raw[quote.inner_end - 1] in ".!?,;…" or not rest.strip() or rest.strip()[0] in ".,;!?–—-("
    if closed or _OCCASION.match(page.raw, quote.end) is not None or _is_followed(page, number):
        return tuple(_inner(page, number))
    whole = page.trimmed(quote.start, page.sentence(quote.end)[1])
    return (whole,) if whole else ()


def _is_followed(page: Page, number: int) -> bool:
    """Whether another report is joined right behind a quotation: "... said “not now” and the rest said “no”",
    "... saying: “The work goes on” and vowing to stay"."""
    quote = page.quotes[number]
    tail = page.tokens(quote.end, page.sentence(quote.end)[1])
    if len(tail) < 3 or tail[0].dep_ != "cc":
        return False
    verbs, first = lexicon().verbs, tail[1]
    if first.lemma_.lower() in verbs and first.tag_ in {"VBD", "VBZ", "VBG"}:
        return True
    finite = (t for t in tail[1:_FEW_WORDS] if t.tag_ in {"VBD", "VBZ"})
    verb = next((t for t in finite if t.lemma_.lower() in verbs), None)
    return verb is not None and "quote" in verbs[verb.lemma_.lower()][0].takes and _has_subject(verb)


def _speaks(page: Page, number: int) -> bool:
    """Whether a quotation is speech rather than a name: two words or more, or a sentence's mark at its
    end."""
    quote = page.quotes[number]
    near = page.raw[quote.inner_end - 1 : quote.end + 1]
    return (page.words(quote) >= 2 or any(mark in near for mark in ",.!?")) and not is_title(page, number)


def is_title(page: Page, number: int) -> bool:
    """Whether a quotation is the name of a book, a film or a programme: capitals throughout behind a noun for
    such a work."""
    quote = page.quotes[number]
    words = page.raw[quote.inner_start : min(quote.inner_end, quote.inner_start + 120)].split()
    if not 0 < len(words) <= _LONGEST_TITLE or page.raw[quote.inner_end - 1] in "!?":
        return False
    capital = all(w[:1].isupper() or not w[:1].isalpha() or w.lower() in _SMALL for w in words)
    before = page.raw[max(0, quote.start - 40) : quote.start].lower().replace(",", " ").split()
    if not (capital and words[0][:1].isupper() and before):
        return False
    aired = before[-1] in _AIRED or before[-1].endswith(("'s", "’s"))
    return before[-1] in lexicon()["works"] or (aired and len(words) <= _FEW)


def _inner(page: Page, number: int) -> list[Place]:
    quote = page.quotes[number]
    place = page.within(quote.inner_start, quote.inner_end)
    return [place] if place else []
