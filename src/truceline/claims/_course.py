"""Statuses of one report held against each other: what cannot stand beside its news is left out.

A truce that was extended was about to end, or had just run out, as is told by the way; one whose start lies
ahead is not in force because somebody has stopped attacks.
"""

from __future__ import annotations

from collections.abc import Iterable

from truceline.claims._drafts import OUTRIGHT, Draft
from truceline.claims._lexicon import pattern
from truceline.claims._main import lies_ahead
from truceline.claims._reality import MADE
from truceline.claims._sentences import LAST_OF_NEWS

__all__ = ["fitting"]

_SUBORDINATE = frozenset({"relcl", "acl", "advcl", "pcomp"})


def fitting(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts of a report without the statuses that its other statuses rule out."""
    found = list(drafts)
    own = [d for d in found if not d.topic]
    out = [*_before_extension(own), *_before_start(own)]
    return [d for d in found if not any(d is one for one in out)]


def _before_extension(own: list[Draft]) -> list[Draft]:
    """The ends that an extension told in the same report has overtaken."""
    steps = [d for d in own if d.field == "status" and d.stance == "asserted"]
    extended = [d for d in steps if d.value == "extended" and d.weight >= OUTRIGHT and not _is_aside(d)]
    if not extended:
        return []
    first = min(extended, key=lambda d: (d.sentence.index, d.evidence[0].start))
    return [d for d in steps if d.value == "ended" and _is_overtaken(d, first)]


def _is_overtaken(end: Draft, extension: Draft) -> bool:
    """Whether an end is told by the way, or behind the news that the truce was extended."""
    if end.sentence is extension.sentence:
        return _is_aside(end)
    return extension.sentence.index <= LAST_OF_NEWS and end.sentence.index > extension.sentence.index


def _is_aside(found: Draft) -> bool:
    """Whether words stand in a clause by the way: "which ran out on Friday", "hours after it lapsed"."""
    last = found.evidence[0].end - 1
    clause = found.sentence.clause_at(last)
    return clause is not None and clause.dep_ in _SUBORDINATE


def _before_start(own: list[Draft]) -> list[Draft]:
    """What is said to be in force by the deeds of one side, of a truce that has yet to begin."""
    ahead = any(
        d.weight >= OUTRIGHT and d.date is not None and lies_ahead(d.sentence, d.date)
        for d in own
        if d.field == "effective"
    )
    steps = [d for d in own if d.field == "status"]
    made = any(d.value in MADE and d.weight >= OUTRIGHT for d in steps)
    if not ahead or not made or any(d.value == "extended" for d in steps):
        return []
    running = (d for d in steps if d.value == "in_force" and d.sentence.role == "body")
    return [d for d in running if d.weight < 1 or pattern("nouns.acts").search(d.evidence[0].text)]
