"""How far several people who code the same agree: Krippendorff's alpha.

Alpha is 1 where all agree and 0 where they agree as often as by chance; it takes any number of coders, values
that are missing, and any measure of how far two values lie apart (K. Krippendorff, "Computing Krippendorff's
Alpha-Reliability", 2011). He asks for 0.8, and for 0.667 where conclusions are tentative ("Content Analysis",
2004, p. 241).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from truceline.casebook import Code, Round
from truceline.model import Value, When
from truceline.records import LIST_FIELDS

__all__ = ["Agreement", "agreements", "alpha", "differing", "masi", "nominal"]

V = TypeVar("V", bound=Hashable)
Key = Hashable


@dataclass(frozen=True)
class Agreement:
    """How far coders agree on a field.

    `units` counts what two of them or more have coded, `alike` on how many of these all said the same.
    `alpha` is None where all values are one, which tells nothing of whether coders could tell others apart.
    `to` is "" for values as they were coded, "the day" for times of which only the day counts.
    """

    field: str
    to: str
    units: int
    alike: int
    alpha: float | None


def alpha(units: Iterable[Sequence[V]], distance: Callable[[V, V], float]) -> float | None:
    """Krippendorff's alpha.

    Args:
        units: for each thing that was coded the values that it was given; those with fewer than two do not
            count.
        distance: how far two values lie apart, squared where the measure is metric; 0 for the same value.

    Returns:
        At most 1; below 0 where coders differ more than by chance. None where nothing varies.
    """
    paired = [list(values) for values in units if len(values) > 1]
    total = sum(map(len, paired))
    observed = sum(
        2 * distance(a, b) / (len(values) - 1) for values in paired for a, b in combinations(values, 2)
    )
    counts = Counter(value for values in paired for value in values)
    expected = sum(
        2 * counts[a] * counts[b] * distance(a, b) for a, b in combinations(sorted(counts, key=repr), 2)
    )
    if not expected:
        return None
    return 1 - (total - 1) * observed / expected


def nominal(one: Hashable, other: Hashable) -> float:
    """0 for the same value, 1 for another."""
    return float(one != other)


def masi(one: frozenset[Hashable], other: frozenset[Hashable]) -> float:
    """How far two sets lie apart: less where they share members, least where one holds the other (R.
    Passonneau, "Measuring Agreement on Set-valued Items (MASI)", 2006).
    """
    if one == other:
        return 0.0
    shared = one & other
    if not shared:
        return 1.0
    monotony = 2 / 3 if shared in (one, other) else 1 / 3
    return 1 - monotony * len(shared) / len(one | other)


def agreements(about: Round, codes: Mapping[str, Mapping[tuple[str, str], Code]]) -> list[Agreement]:
    """How far the coders of a round agree, field by field; for times also to the day.

    Args:
        about: the round.
        codes: from `Rounds.codes`: by coder, then by unit.
    """
    found = []
    for field in about.fields:
        given = [
            [own[name, field].values for own in codes.values() if (name, field) in own]
            for name in about.ceasefires
        ]
        timed = any(isinstance(value, When) for unit in given for values in unit for value in values)
        for to, key in (("", _key), *((("the day", _day),) if timed else ())):
            keyed = [[frozenset(map(key, values)) for values in unit] for unit in given if len(unit) > 1]
            measure = masi if field in LIST_FIELDS else nominal
            alike = sum(1 for unit in keyed if len(set(unit)) == 1)
            found.append(Agreement(field, to, len(keyed), alike, alpha(keyed, measure)))
    return found


def differing(
    about: Round, codes: Mapping[str, Mapping[tuple[str, str], Code]]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The units on which all coders who coded them, two at least, agree, and those on which they do not."""
    alike: list[tuple[str, str]] = []
    apart: list[tuple[str, str]] = []
    for unit in about.units:
        keys = [frozenset(map(_key, own[unit].values)) for own in codes.values() if unit in own]
        if len(keys) > 1:
            (alike if len(set(keys)) == 1 else apart).append(unit)
    return alike, apart


def _key(value: Value) -> Key:
    """What makes two values the same: for times the same bounds, for words whatever their capitals."""
    if isinstance(value, When):
        return (value.earliest, value.latest) if value.earliest or value.latest else value.edtf
    return value.casefold() if isinstance(value, str) else value


def _day(value: Value) -> Key:
    return value.edtf.split("T")[0] if isinstance(value, When) else _key(value)
