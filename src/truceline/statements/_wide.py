"""Candidates that no rule trusts: only a judge that was trained on a corpus can tell which of them report
speech."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from truceline.statements._contents import pieces_of
from truceline.statements._cue import CueVerb
from truceline.statements._draft import Draft
from truceline.statements._lexicon import Frame, lexicon
from truceline.statements._page import Page
from truceline.statements._passives import Passive, passive_of
from truceline.statements._speakers import agent_of, speaker_of
from truceline.statements._tree import children, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["wide_drafts"]

_TAKES = frozenset({"clause", "object", "infinitive"})
_PREPOSITIONS = frozenset({"about", "for", "of", "on", "to", "with", "as", "against"})
_CONTENT = {"for", "about", "of", "on", "to", "over", "against"}
_NOUNS = frozenset(
    {"criticism", "question", "attack", "endorsement", "support", "charge", "refrain", "message"}
)
_ASKING = frozenset({"ask", "press", "question", "query"})
"""Whoever is "asked whether ..." does not ask."""
_CONFIDENCE = 0.6


def wide_drafts(page: Page) -> Iterator[Draft]:
    """Every verb with a clause of its own or a frame of saying, every noun of saying with a complement."""
    nouns = lexicon()["noun_cues"] | _NOUNS
    for token in page.each:
        if token.tag_[:1] == "V":
            draft = _verb(page, token)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in nouns:
            draft = _noun(page, token)
        else:
            continue
        if draft is not None:
            yield draft


def _verb(page: Page, token: Token) -> Draft | None:
    frames = lexicon().verbs.get(token.lemma_.lower())
    if frames is None and not _has_clause(token):
        return None
    known = (
        frames[-1] if frames else Frame(token.lemma_.lower(), "", "speech", "asserts", _TAKES, frozenset())
    )
    hearer = known.takes & {"hearer"}
    frame = replace(known, takes=_TAKES | hearer, prepositions=_PREPOSITIONS | known.prepositions)
    first, last = verb_group(token)
    passive = passive_of(page, token, frame.takes)
    if passive is None and token.tag_ == "VBN" and token.lemma_.lower() in _ASKING:
        passive = Passive(agent_of(page, token), None)
    cue = CueVerb(page, token, frame, first, last, passive.speaker if passive else speaker_of(page, token))
    pieces = passive.content if passive and passive.content else pieces_of(cue)[0]
    speaker = page.place(*cue.speaker) if cue.speaker else None
    if not pieces or speaker in pieces:
        return None
    return Draft(
        page.index, page.place(first, last), speaker, pieces, frame.verb, frame.act, "wide", _CONFIDENCE,
        lemma=token.lemma_.lower(), token=token.i,
    )  # fmt: skip


def _has_clause(token: Token) -> bool:
    return any(
        c.i > token.i and any(True for _ in children(c, "nsubj", "nsubjpass", "expl"))
        for c in children(token, "ccomp")
    )


def _noun(page: Page, token: Token) -> Draft | None:
    """ "Calls for a pause", "the king's promise to go", "criticism of the deal"."""
    said = next((c for c in token.children if c.i > token.i and c.dep_ in {"acl", "ccomp", "relcl"}), None)
    towards = (c for c in children(token, "prep") if c.lower_ in _CONTENT)
    said = said or next((o for c in towards for o in children(c, "pobj", "pcomp")), None)
    if said is None or page.inside[token.i] != page.inside[said.i]:
        return None
    place, cue = page.place(int(said.left_edge.i), int(said.right_edge.i)), page.place(token.i, token.i)
    owner = next(iter(children(token, "poss")), None) or next(iter(children(token, "compound", "amod")), None)
    who = None
    if owner is not None and (owner.dep_ == "poss" or owner.ent_type_):
        last = owner.i if owner.right_edge.tag_ == "POS" else int(owner.right_edge.i)
        who = page.place(int(owner.left_edge.i), last)
    if place is None or cue is None or place == who:
        return None
    return Draft(
        page.index, cue, who, (place,), rule="wide", lemma=token.lemma_.lower(), token=token.i,
        confidence=_CONFIDENCE,
    )  # fmt: skip
