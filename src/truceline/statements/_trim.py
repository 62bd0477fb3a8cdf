"""Where indirect content ends: at the next report of the same speaker, and before what the reporter adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from truceline.statements._lexicon import Frame, lexicon
from truceline.statements._page import Page
from truceline.statements._tree import SUBJECTS, children, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["next_report"]

_LONGEST = 150
"""Tokens. A content that goes on longer without a full stop is no sentence and is not read to its end."""
_BEFORE = {"before", "after", "while", "when", "by", "without"}
_CLOSED = {",”", ',"', ",'", ",’"}


def next_report(page: Page, cue: Token, first: int, last: int) -> int | None:
    """The token within the tokens `first` to `last` with which the content of `cue` is over, None for none.

    It is a participle after a comma or after "before" (", adding that ..."); a cue verb joined by "and" that
    goes on with the report (see `_goes_back`); or the report of somebody else (", and the minister said").
    """
    verbs = lexicon().verbs
    for token in page.doc[first + 1 : min(last, first + _LONGEST) + 1]:
        if page.inside[token.i] != page.inside[cue.i] or token.dep_ == "prep":
            continue
        if token.tag_ == "VBG" and _follows_marks(page, token):
            return token.i
        frames = verbs.get(token.lemma_.lower())
        if frames is None or frames[0].verb == "thought":
            continue
        if token.tag_ == "VBG" and _opens_aside(token):
            return token.i
        if token.dep_ == "conj" and _goes_back(cue, token, frames[0]):
            return verb_group(token)[0]
        if token.dep_ in {"conj", "advcl"} and token.tag_ == cue.tag_ and _is_anothers(token):
            return int(token.left_edge.i)
    return None


def _follows_marks(page: Page, token: Token) -> bool:
    """A participle after quoted words that end in a comma: "... “real,” linking to a story"."""
    return page.raw[max(0, token.idx - 3) : token.idx].rstrip()[-2:] in _CLOSED


def _opens_aside(token: Token) -> bool:
    before = token.nbor(-1)
    while before.pos_ == "ADV" and before.i > 0:
        before = before.nbor(-1)
    opens = before.text in {",", "—", "–"} or before.lower_ in _BEFORE
    return opens and token.dep_ not in {"csubj", "pobj", "dobj"}


def _is_anothers(token: Token) -> bool:
    """Another's report joined by a comma: "..., and the minister said ..."."""
    edge = token.left_edge
    joined = token.dep_ == "advcl" and any(
        m.lower_ in {"while", "although", "though"} for m in children(token, "mark")
    )
    if token.dep_ == "conj":
        joined = edge.i > 1 and any(t.text == "," for t in token.doc[edge.i - 2 : edge.i])
    has_clause = any(c.i > token.i for c in children(token, "ccomp"))
    return joined and has_clause and _has_subject(token)


def _has_subject(token: Token) -> bool:
    return any(True for _ in children(token, *SUBJECTS))


def _goes_back(cue: Token, token: Token, frame: Frame) -> bool:
    """Whether a cue verb joined by "and" or "but" has the speaker of the cue as its subject.

    It has no subject of its own, and it is in the tense of the cue while the content is in another ("said he
    will go and insisted"), or a comma stands before it ("said he was tired, and accused"), or a that-clause
    follows "but".
    """
    if cue.tag_ not in {"VBD", "VBZ"} or _has_subject(token):
        return cue.tag_ == token.tag_ == "VBG" and token.head.tag_ != "VBG" and not _has_subject(token)
    before = token.nbor(-1)
    while before.pos_ == "ADV" and before.i > 0:
        before = before.nbor(-1)
    comma = before.dep_ == "cc" and before.i > 0 and before.nbor(-1).text in {",", "”", '"'}
    that = any(c.dep_ == "mark" and c.lower_ == "that" for v in children(token, "ccomp") for c in v.children)
    if _tense(token) != cue.tag_:
        return before.lower_ == "but" and that and token.tag_ in {"VBD", "VBZ"}
    quote = token.doc[token.i + 1 : token.i + 3].text.lstrip(", ")[:1]
    if quote and quote in "“\"„«'" and before.dep_ == "cc":
        return True
    said = any(True for _ in children(token, "ccomp", "xcomp"))
    if frame.verb == "speech" and before.dep_ == "cc" and said:
        return True
    return comma or (bool(frame.takes & {"clause", "quote"}) and _shifts(cue, token))


def _tense(verb: Token) -> str:
    """The tag of the verb, or of the "did" and "does" before it ("but did not say")."""
    return next((c.tag_ for c in children(verb, "aux") if c.lemma_ == "do"), verb.tag_)


def _shifts(cue: Token, token: Token) -> bool:
    """Whether the verb that `token` is joined to is in another tense than the cue."""
    head = token.head
    while head.dep_ == "conj" and head.head is not head:
        head = head.head
    helpers = ["had" if c.lower_ == "had" else c.tag_ for c in head.children if c.dep_ in {"aux", "auxpass"}]
    return head.i != cue.i and (helpers[0] if helpers else head.tag_) != cue.tag_
