"""What was said: the pieces of content that belong to a cue verb.

The quotation marks next to the cue come first, then what the verb takes in the tree, then a cue set into the
sentence ("the talks, he said, go on"), and at last, for plain verbs of saying, the rest of the sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from truceline.statements._clauses import clause
from truceline.statements._cue import CueVerb
from truceline.statements._draft import Place
from truceline.statements._lexicon import lexicon
from truceline.statements._page import Page
from truceline.statements._quoted import quoted
from truceline.statements._tree import SUBJECTS, children, is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["pieces_of"]


def pieces_of(cue: CueVerb) -> tuple[tuple[Place, ...], str]:
    """The pieces of content in text order, and the name of the rule that found them; no pieces, no
    statement."""
    inverted = cue.speaker is not None and cue.speaker[0] > cue.last
    for name in _ORDER_INVERTED if inverted else _ORDER:
        pieces = _RULES[name](cue)
        if pieces:
            return pieces, name
    return (), ""


def _parenthesis(cue: CueVerb) -> tuple[Place, ...]:
    """ "X, he said.", "X, he said, Y." and "As he said, X." where the parser hung the cue below the
    content."""
    page = cue.page
    if not _is_parenthetical(cue):
        return ()
    start, end = cue.clause()
    end = _behind_hearer(cue, end)
    low, high = page.sentence(cue.token.idx)
    before, after = page.raw[low:start].rstrip(), page.raw[end:high].lstrip(" \u00a0")
    if re.search(r"(?:\A|[,–—\s])[Aa]s\Z", before):
        return _as_said(cue, low, high, start - 2, end)
    if before[-1:] not in {",", "–", "—", "-", "?", "!"} or _relative(cue) or _has_object(cue, end):
        return ()
    head = page.trimmed(low, start)
    whole = head is not None and any(
        t.pos_ in {"VERB", "AUX"} for t in page.tokens(low, page.doc[cue.first].idx)
    )
    tail = (
        page.trimmed(end, high)
        if after[:1] in {",", "–", "—"} and not (whole and _is_aside_after(after))
        else None
    )
    if tail is None and _is_fronted(page, low, start):
        return ()
    pieces = tuple(p for p in (head, tail) if p)
    return pieces if whole or (tail is not None and _says_something(page, tail)) else ()


def _behind_hearer(cue: CueVerb, end: int) -> int:
    """The end of those who were told, where they stand right behind the cue: "the road, he told the paper, is
    open"."""
    if "hearer" not in cue.frame.takes:
        return end
    told = next((c for c in children(cue.token, "dobj", "dative") if c.left_edge.i == cue.last + 1), None)
    return end if told is None else cue.page.span(told.i, int(told.right_edge.i))[1]


def _is_parenthetical(cue: CueVerb) -> bool:
    """Whether the verb can be set into a sentence: a finite verb of saying with a subject, not negated."""
    if "clause" not in cue.frame.takes or cue.frame.verb == "position" or cue.speaker is None:
        return False
    helped = any(c.dep_ in {"aux", "auxpass"} for c in cue.token.children)
    return not is_negated(cue.token) and (helped or cue.token.tag_ not in {"VBG", "VB", "VBN"})


def _has_object(cue: CueVerb, end: int) -> bool:
    """Whether the verb goes on with an object or clause right behind it, so that what stands in front only
    says when or why: "After the talks, he called the delegates"."""
    right = [c for c in cue.token.children if c.i > cue.last and c.idx >= end]
    if "hearer" in cue.frame.takes:
        right = [c for c in right if c.dep_ != "dobj"]
    bound = [c for c in right if c.dep_ in {"dobj", "xcomp", "ccomp", "acomp", "attr", "oprd"}]
    return not _is_inverted(cue) and any(not _is_comma_before(cue, c) for c in bound)


def _is_comma_before(cue: CueVerb, child: Token) -> bool:
    return any(t.text in {",", "–", "—"} for t in cue.page.doc[cue.last + 1 : child.left_edge.i + 1])


def _is_inverted(cue: CueVerb) -> bool:
    return cue.speaker is not None and cue.speaker[0] > cue.last


def _is_fronted(page: Page, low: int, start: int) -> bool:
    """Whether what stands in front of the cue only leads up to it: "Asked who leads, she said ...", "After
    the raid, he said ..."."""
    tokens = list(page.tokens(low, start))
    first = tokens[0] if tokens else None
    if first is None or page.inside[first.i] >= 0:
        return False
    leads = first.lower_ in _LEADING or first.tag_ in {"VBN", "VBG"}
    told = any(t.tag_ in _FINITE and any(True for _ in children(t, *SUBJECTS)) for t in tokens)
    return leads and not (told and any(t.text == "," for t in tokens[:-2]))


def _says_something(page: Page, place: Place) -> bool:
    """Whether there is a verb in it."""
    offset = page.paragraph.start
    return any(t.pos_ in {"VERB", "AUX"} for t in page.tokens(place[0] - offset, place[1] - offset))


def _is_aside_after(after: str) -> bool:
    """Whether what follows the inserted cue is no longer content: a participle of saying, a relative clause,
    an occasion."""
    match = re.match(r"[,–—-]\s*(?:\w+ly )?(?P<word>\w+)", after)
    word = match["word"].lower() if match else ""
    return word in _ASIDES or (word.endswith("ing") and _is_of_saying(word))


def _is_of_saying(participle: str) -> bool:
    """Whether a verb of saying, or one that tells how something was said, has this participle."""
    stem = participle.removesuffix("ing")
    known = lexicon().verbs.keys() | lexicon()["adjuncts"]
    return bool({stem, f"{stem}e", stem[:-1]} & known)


def _relative(cue: CueVerb) -> bool:
    return any(c.lower_ in {"who", "which", "that"} for c in cue.token.children) or cue.token.dep_ in {
        "relcl",
        "acl",
    }


def _as_said(cue: CueVerb, low: int, high: int, start: int, end: int) -> tuple[Place, ...]:
    page = cue.page
    comma = page.raw.find(",", end, high)
    if any(t.pos_ in {"VERB", "AUX"} for t in page.tokens(low, start)):
        head = page.trimmed(low, start - 1)
        return (head,) if head else ()
    rest = page.trimmed(comma + 1, high) if comma >= 0 and comma - end < 80 else None
    return (rest,) if rest else ()


def _rest(cue: CueVerb) -> tuple[Place, ...]:
    """Where the parse of what follows a plain "said" failed: all that follows it in its sentence."""
    page = cue.page
    plain = cue.token.lemma_.lower() in lexicon()["plain"] and cue.token.dep_ not in {"relcl", "csubj"}
    if not plain or cue.speaker is None or cue.speaker[0] > cue.last or is_negated(cue.token):
        return ()
    start = page.doc[cue.last].idx + len(page.doc[cue.last])
    _, high = page.sentence(cue.token.idx)
    text = page.raw[start:high]
    verbs = any(t.pos_ in {"VERB", "AUX"} for t in page.tokens(start, high))
    if len(text.split()) < 4 or text.lstrip()[:1] in {",", ".", ":", ";"} or not (verbs or _is_heading(page)):
        return ()
    place = page.trimmed(start, high)
    return (place,) if place else ()


def _is_heading(page: Page) -> bool:
    """Whether the paragraph is set like a headline, where verbs of being are left out."""
    return page.role != "body" or page.raw.rstrip()[-1:] not in '.!?”"'


_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_ASIDES = {"who", "which", "while", "after", "in", "on", "at"}
_LEADING = {
    "after", "before", "when", "while", "as", "although", "though", "since", "asked", "during", "in", "on",
    "at", "by", "speaking", "responding", "following", "with", "for", "from", "despite", "until", "once",
    "upon", "under",
}  # fmt: skip
_RULES = {"quote": quoted, "clause": clause, "parenthesis": _parenthesis, "rest": _rest}
_ORDER = ("quote", "clause", "parenthesis", "rest")
_ORDER_INVERTED = ("quote", "parenthesis", "clause")
"""Where the speaker stands behind the verb ("..., said Mauer, ..."), what follows is hardly ever its
object."""
