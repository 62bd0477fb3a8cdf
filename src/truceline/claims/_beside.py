"""Which word for a truce a claim goes with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from truceline.claims._drafts import Draft
from truceline.claims._sentences import Truce

__all__ = ["beside", "closest", "nearest"]


def beside(truce: Truce, truces: Sequence[Truce], drafts: Iterable[Draft]) -> list[Draft]:
    """The claims of a sentence that go with one of its truces."""
    return [d for d in drafts if closest(d, truces) == truce]


def closest(found: Draft, truces: Sequence[Truce]) -> Truce:
    """The word for a truce within a claim's own words, else the nearest to them."""
    spans = [(e.start, e.end) for e in found.evidence]
    for truce in truces:
        if any(start <= truce.start and truce.end <= end for start, end in spans):
            return truce
    start, end = spans[0]
    text = found.sentence.article.text

    def away(truce: Truce) -> tuple[bool, int, bool]:
        """Across a semicolon, how many characters away, and behind the claim."""
        between = text[min(end, truce.end) : max(start, truce.start)]
        return ";" in between, max(start - truce.end, truce.start - end, 0), truce.start > start

    return min(truces, key=away)


def nearest(found: Draft, own: Sequence[tuple[Truce, str]]) -> str:
    """The topic of the truce that a claim goes with."""
    with_it = closest(found, [truce for truce, _ in own])
    if _is_aside(found, with_it):
        return ""
    return next(topic for truce, topic in own if truce == with_it)


def _is_aside(found: Draft, truce: Truce) -> bool:
    """Whether a claim stands outside the relative clause of a truce: "X, which broke past ones, mediated"."""
    clause = found.sentence.clause_at(truce.start)
    said = found.sentence.clause_at(found.evidence[-1].start)
    return (
        clause is not None
        and clause.dep_ == "relcl"
        and said is not None
        and said != clause
        and (said in clause.ancestors and found.field != "status")
    )
