"""Where indirect content ends: at the next report of the same speaker, and before what the reporter adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from truceline.statements._lexicon import lexicon
from truceline.statements._page import Page
from truceline.statements._tree import SUBJECTS, children

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["next_report"]

_LONGEST = 150
"""Tokens. A content that goes on longer without a full stop is no sentence and is not read to its end."""
_BEFORE = {"before", "after", "while", "when", "by", "without"}


def next_report(page: Page, cue: Token, first: int, last: int) -> int | None:
    """The token of a cue verb within the tokens `first` to `last` that goes on with the report of `cue`.

    Three kinds: a participle after a comma or after "before" (", adding that ..."), and a verb joined by
    "and" in the tense of the cue when the content itself is in another ("said he will go and insisted that
    ...").
    """
    verbs = lexicon().verbs
    for token in page.doc[first + 1 : min(last, first + _LONGEST) + 1]:
        if page.inside[token.i] != page.inside[cue.i]:
            continue
        frames = verbs.get(token.lemma_.lower())
        if (
            frames is None
            or not frames[0].takes & {"clause", "quote"}
            or frames[0].verb == "thought"
            or token.dep_ == "prep"
        ):
            continue
        if token.tag_ == "VBG" and _opens_aside(token) and token.dep_ not in {"csubj", "pobj", "dobj"}:
            return token.i
        if token.dep_ == "conj" and _shifts_back(cue, token):
            return token.i
        if token.dep_ in {"conj", "advcl"} and token.tag_ == cue.tag_ and _has_own_subject(token):
            return int(token.left_edge.i)
    return None


def _opens_aside(token: Token) -> bool:
    before = token.nbor(-1)
    while before.pos_ in {"ADV"} and before.i > 0:
        before = before.nbor(-1)
    return before.text == "," or before.lower_ in _BEFORE


def _has_own_subject(token: Token) -> bool:
    """Another's report joined by a comma: "..., and the minister said ..."."""
    edge = token.left_edge
    joined = token.dep_ == "advcl" and any(
        m.lower_ in {"while", "although", "though"} for m in children(token, "mark")
    )
    if token.dep_ == "conj":
        joined = edge.i > 1 and any(t.text == "," for t in token.doc[edge.i - 2 : edge.i])
    has_clause = any(c.i > token.i for c in children(token, "ccomp"))
    return joined and has_clause and any(True for _ in children(token, *SUBJECTS))


def _shifts_back(cue: Token, token: Token) -> bool:
    """Whether a joined verb has the tense of the cue, which the verb that it is joined to has not."""
    if (
        token.tag_ != cue.tag_
        or cue.tag_ not in {"VBD", "VBZ"}
        or any(True for _ in children(token, *SUBJECTS))
    ):
        return False
    head = token.head
    while head.dep_ == "conj" and head.head is not head:
        head = head.head
    helpers = ["had" if c.lower_ == "had" else c.tag_ for c in head.children if c.dep_ in {"aux", "auxpass"}]
    tense = helpers[0] if helpers else head.tag_
    return head.i != cue.i and tense != cue.tag_
