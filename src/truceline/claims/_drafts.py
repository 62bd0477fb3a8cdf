"""Claims in the making, with how a report puts them: their stance, and who vouches for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from truceline.claims._lexicon import pattern
from truceline.claims._sentences import Sentence
from truceline.model import Contact, Evidence, Stance, Statement, Value, When

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["OUTRIGHT", "Draft", "draft"]

OUTRIGHT = 0.8
"""Weight from which something is told outright."""

_ACT_STANCE: dict[str, Stance] = {
    "denies": "denied", "rejects": "denied", "declines": "declined", "evades": "unsaid",
    "proposes": "proposed", "asks": "proposed",
}  # fmt: skip
_REPORT_CUE = re.compile(
    r"\b(report|reports|reported|reporting|claim(?:s|ed)?|cit(?:es|ed|ing)|quot\w+|leak\w*)\b", re.I
)
_WHEN = frozenset({"after", "since", "when", "before", "as", "once"})
_CONDITION = frozenset({"if", "once", "unless", "provided"})


@dataclass(frozen=True)
class Draft:
    """A claim before it has its id: a field, its value, and how and where the report says it.

    `topic` tells the ceasefires of one article apart: "" is its main one. `weight` below 1 marks a value that
    counts only where nothing firmer is said. `by` and `when` are who took a step and when.
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
    contact: Contact | None = None

    @property
    def date(self) -> When | None:
        """The time that the claim gives: of a status the date of the step, else its value."""
        value = self.when if self.field == "status" else self.value
        return value if isinstance(value, When) else None

    def on(self, topic: str) -> Draft:
        """The same, about another ceasefire of the article."""
        return replace(self, topic=topic)


def draft(
    sentence: Sentence, field: str, value: Value, *spans: tuple[int, int],
    by: tuple[str, ...] = (), when: When | None = None, stance: Stance | None = None, weight: float = 1.0,
    contact: Contact | None = None,
) -> Draft:  # fmt: skip
    """A claim read from the words at `spans` (article offsets; the whole sentence where none is given).

    The stance, where none is given, is that of the first span: by the statement in which it stands, by hedges
    ("allegedly") and by conditions ("once ...").
    """
    evidence = tuple(sentence.evidence(*span) for span in spans) or (sentence.evidence(),)
    offset = spans[0][0] if spans else sentence.start
    found, chain, statement = _vouched(sentence, offset)
    return Draft(
        field, value, evidence, stance or found, sentence,
        by=by, when=when, chain=chain, statement=statement, weight=weight, contact=contact,
    )  # fmt: skip


def _vouched(sentence: Sentence, offset: int) -> tuple[Stance, tuple[str, ...], str | None]:
    """The stance at an offset, who vouches for it (the outermost first), the id of the statement there."""
    statement = sentence.statement_at(offset)
    stance: Stance = "asserted"
    chain: tuple[str, ...] = ()
    if statement is not None:
        stance = _stance_of(sentence, statement)
        if stance == "reported" and _is_presupposed(sentence, offset):
            stance = "asserted"
        chain = statement.chain + ((statement.actor,) if statement.actor else ())
    if stance == "asserted" and _is_hedged(sentence, offset):
        stance = "reported"
    if stance in {"asserted", "reported"} and _is_conditional(sentence, offset):
        stance = "conditional"
    return stance, chain, statement.id if statement else None


def _is_hedged(sentence: Sentence, offset: int) -> bool:
    """Whether a hedge stands over the words: not in another clause than the time that they give.

    "Guns are reported to have gone silent after a ceasefire took effect": it did.
    """
    hedge = pattern("phrases.hedge").search(sentence.text)
    if hedge is None:
        return False
    clause = sentence.clause_at(offset)
    if clause is None or clause.dep_ != "advcl" or not _is_of_time(clause):
        return True
    start, end = sentence.extent(clause)
    return start <= sentence.start + hedge.start() < end


def _is_of_time(clause: Token) -> bool:
    """Whether a clause tells when: "after a ceasefire took effect"."""
    return any(c.lower_ in _WHEN and c.i < clause.i for c in clause.children)


def _stance_of(sentence: Sentence, statement: Statement) -> Stance:
    """The stance of what is said in a statement: the act of the outermost one around it decides."""
    stance = _ACT_STANCE.get(statement.act, "asserted")
    outer = statement
    while outer.nested_in is not None:
        parent = next((s for s in sentence.statements if s.id == outer.nested_in), None)
        if parent is None:
            break
        outer = parent
        stance = _ACT_STANCE.get(outer.act, stance)
    cue = statement.cue.text if statement.cue else ""
    if stance == "proposed" and statement.speaker and pattern("nouns.agreed").search(statement.speaker.text):
        stance = "asserted"  # what a deal demands is one of its terms
    if stance == "asserted" and (_REPORT_CUE.search(cue) or _is_press(sentence, statement.actor)):
        return "reported"
    return stance


def _is_presupposed(sentence: Sentence, offset: int) -> bool:
    """Whether words give the time or the ground of what is told: "reported shots after it took effect"."""
    clause = sentence.clause_at(offset)
    if clause is None:
        return False
    if clause.dep_ == "advcl":
        return _is_of_time(clause)
    return clause.dep_ == "relcl" and clause.head.dep_ == "pobj"


def _is_press(sentence: Sentence, actor: str | None) -> bool:
    known = sentence.cast.actors.get(actor or "")
    return known is not None and known.kind == "outlet"


def _is_conditional(sentence: Sentence, offset: int) -> bool:
    """Whether the words stand in the conditional half of a sentence ("once it has held for a week")."""
    token = sentence.token_at(offset)
    while token is not None and token.head != token:
        if any(c.dep_ in {"mark", "advmod"} and c.lower_ in _CONDITION for c in token.children):
            return True
        token = token.head
    return False
