"""Claims in the making, and how a report puts them: their stance and the chain of those who vouch for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from truceline.claims._lexicon import pattern
from truceline.claims._sentences import Sentence
from truceline.model import Evidence, Stance, Value, When

__all__ = ["Draft", "draft"]

_ACT_STANCE: dict[str, Stance] = {
    "denies": "denied", "rejects": "denied", "declines": "declined", "evades": "unsaid",
    "proposes": "proposed", "asks": "proposed",
}  # fmt: skip
_REPORT_CUE = re.compile(r"\b(report|reports|reported|reporting|claim(?:s|ed)?|cit(?:es|ed|ing)|quot\w+|leak\w*)\b", re.I)
_PROPOSAL = re.compile(r"\b(proposals?|propos(?:es|ed|ing)|drafts?|offer(?:s|ed)?|suggest(?:s|ed|ion)|initiative|road ?map|ideas)\b", re.I)
_CONDITION = frozenset({"if", "once", "unless", "provided", "should", "when", "whenever", "until", "after"})


@dataclass(frozen=True)
class Draft:
    """A claim before it has its id: a field, its value, and how and where the report says it.

    `topic` tells the ceasefires of one article apart: "" is its main one. `weight` below 1 marks a value that counts
    only where nothing firmer is said.
    """

    field: str
    value: Value
    evidence: tuple[Evidence, ...]
    stance: Stance
    sentence: Sentence
    by: tuple[str, ...] = ()
    when: When | None = None
    chain: tuple[str, ...] = ()
    statement: str | None = None
    topic: str = ""
    weight: float = 1.0

    def on(self, topic: str) -> Draft:
        """The same, about another ceasefire of the article."""
        return replace(self, topic=topic)


def draft(
    sentence: Sentence, field: str, value: Value, *spans: tuple[int, int],
    by: tuple[str, ...] = (), when: When | None = None, stance: Stance | None = None, weight: float = 1.0,
) -> Draft:  # fmt: skip
    """A claim read from the words at `spans` (article offsets; the whole sentence where none is given).

    The first span decides the stance: the statement that it stands in, hedges ("allegedly"), conditions ("once ...")
    and the proposal that it is part of.
    """
    evidence = tuple(sentence.evidence(*span) for span in spans) or (sentence.evidence(),)
    offset = spans[0][0] if spans else sentence.start
    found, chain, statement = _vouched(sentence, offset)
    return Draft(
        field, value, evidence, stance or found, sentence,
        by=by, when=when, chain=chain, statement=statement, weight=weight,
    )  # fmt: skip


def _vouched(sentence: Sentence, offset: int) -> tuple[Stance, tuple[str, ...], str | None]:
    statement = sentence.statement_at(offset)
    chain: tuple[str, ...] = ()
    stance: Stance = "asserted"
    if statement is not None:
        chain = statement.chain + ((statement.actor,) if statement.actor else ())
        stance = _ACT_STANCE.get(statement.act, "asserted")
        outer = statement
        while outer.nested_in is not None:
            parents = [s for s in sentence.statements if s.id == outer.nested_in]
            if not parents:
                break
            outer = parents[0]
            stance = _ACT_STANCE.get(outer.act, stance)
        cue = statement.cue.text if statement.cue else ""
        if stance == "asserted" and (_REPORT_CUE.search(cue) or _is_press(sentence, statement.actor)):
            stance = "reported"
    if stance == "asserted" and pattern("phrases.hedge").search(sentence.text):
        stance = "reported"
    if stance in {"asserted", "reported"} and _conditional(sentence, offset):
        stance = "conditional"
    return stance, chain, statement.id if statement else None


def _is_press(sentence: Sentence, actor: str | None) -> bool:
    known = sentence.cast.actors.get(actor or "")
    return known is not None and known.kind == "outlet"


def _conditional(sentence: Sentence, offset: int) -> bool:
    """Whether the words stand in the conditional half of a sentence ("once the truce has held for a week")."""
    token = sentence.token_at(offset)
    while token is not None and token.head != token:
        if any(c.dep_ in {"mark", "advmod"} and c.lower_ in {"if", "once", "unless", "provided"} for c in token.children):
            return True
        token = token.head
    return False


def in_proposal(sentence: Sentence) -> bool:
    """Whether the sentence speaks of what somebody proposes."""
    return bool(_PROPOSAL.search(sentence.text))
