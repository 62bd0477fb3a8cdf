"""What a report says on its own, against gold: each report is read alone, and its main ceasefire is scored.

- `text_status`: the status as of the report (`status_in`).
- `text_effective_date`, `text_parties`: only where no other report speaks of the ceasefire, since gold gives
  these for all reports of a ceasefire together.

The main ceasefire of a report in gold is its newest, in a reading the one with most claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from truceline.evaluation._names import names_of, pair
from truceline.evaluation._record_values import (
    days,
    gold_days,
    one_status,
    plain,
    preferred,
    some_day,
    value_of,
)
from truceline.evaluation._tally import Tally
from truceline.model import Ceasefire, Reading

__all__ = ["TEXT_MEASURES", "score_text", "status_in_gold", "status_read"]

TEXT_MEASURES = ("text_status", "text_effective_date", "text_parties")
"""The measures by text, in the order of their rows."""


def score_text(
    gold: Sequence[Mapping[str, Any]], name: str, where: str, alone: Reading, tallies: Mapping[str, Tally]
) -> None:
    """Count what is right in the reading of one report.

    Args:
        gold: the ceasefires of its set.
        name: the report's name in gold.
        where: how misses call it.
        alone: the reading of this report and no other.
        tallies: by measure; those of `TEXT_MEASURES` are added to.
    """
    expected = _main_of_gold(gold, name)
    got = _main_of_reading(alone)
    if expected is None:
        return
    _one(
        tallies["text_status"],
        where,
        one_status(expected["status_in"][name]),
        one_status(value_of(got, "status")),
    )
    tallies["text_status"].confuse(
        one_status(expected["status_in"][name]), one_status(value_of(got, "status"))
    )
    if expected["reports"] != [name]:
        return
    wanted = gold_days(expected["effective"])
    _one(tallies["text_effective_date"], where, wanted or None, days(value_of(got, "effective")) or None)
    actors = {actor.id: actor for actor in alone.actors}
    given = [names_of(str(f.value), actors) for f in preferred(got, "parties")]
    found, missed, wrong = pair(expected["parties"], given)
    misses = [_miss(where, "text_parties", one, None) for one in missed]
    misses += [_miss(where, "text_parties", None, names[0]) for names in wrong]
    tallies["text_parties"].add(found, len(expected["parties"]), found + len(wrong), misses)


def status_in_gold(gold: Sequence[Mapping[str, Any]], name: str) -> str | None:
    """The status of the ceasefire that a report is about by gold, None where it is about none."""
    expected = _main_of_gold(gold, name)
    return None if expected is None else str(expected["status_in"][name])


def status_read(alone: Reading) -> str | None:
    """The status of the ceasefire that a report is about as it was read, None where none was found."""
    value = value_of(_main_of_reading(alone), "status")
    return None if value is None else str(value)


def _main_of_gold(gold: Sequence[Mapping[str, Any]], name: str) -> Mapping[str, Any] | None:
    """The newest ceasefire of a report, of equals the one of which gold says most."""
    own = [c for c in gold if name in c["reports"]]
    return max(own, key=lambda c: (_newest(c), sum(bool(value) for value in c.values())), default=None)


def _newest(ceasefire: Mapping[str, Any]) -> str:
    """The last day on which a ceasefire was declared or began, "" where gold gives none."""
    return max([*gold_days(ceasefire["effective"]), *(some_day(ceasefire["declared"]) or ())], default="")


def _main_of_reading(alone: Reading) -> Ceasefire | None:
    """The record with most claims, the first of equals."""
    counts = Counter(claim.ceasefire for claim in alone.claims)
    return max(alone.ceasefires, key=lambda c: counts[c.id], default=None)


def _one(tally: Tally, where: str, expected: Any, got: Any) -> None:
    if expected is None and got is None:
        return
    right = expected == got
    misses = [] if right else [_miss(where, "by text", plain(expected), plain(got))]
    tally.add(right, expected is not None, got is not None, misses)


def _miss(where: str, what: str, expected: Any, got: Any) -> dict[str, Any]:
    return {"file": where, "field": what, "expected": expected, "got": got}
