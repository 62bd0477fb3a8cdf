"""What an expression of time says, before anything is known about when it was said."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

__all__ = ["Found", "Slots", "merged"]


@dataclass(frozen=True, slots=True)
class Slots:
    """The parts of an expression, each None where the words do not give it.

    `relation` places a weekday, month, season or unit against its anchor (last, next, this, ago, hence,
    week-1 ...); `base` is "last" where that anchor is the date mentioned before, not the time of writing.
    `mod` is the TIMEX3 modifier. `zone` is a key of `_zones`. `half` of `part_of`: "second half" is 2 of
    "half". `which` weekday, week or days of a month: 1 is the first, -1 the last. `number_2` and `unit_2`
    are the second part of a length ("six days and five hours").
    """

    year: int | None = None
    year_to: int | None = None
    decade: str | None = None
    century: int | None = None
    month: int | None = None
    month_to: int | None = None
    day: int | None = None
    day_to: int | None = None
    weekday: int | None = None
    weekday_to: int | None = None
    either: bool | None = None
    overnight: bool | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    part_of: str | None = None
    relation: str | None = None
    base: str | None = None
    shift: int | None = None
    unit: str | None = None
    week_of: bool | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    half_day: bool | None = None
    midnight: bool | None = None
    noon: bool | None = None
    part: str | None = None
    zone: str | None = None
    number: float | None = None
    number_to: int | None = None
    number_2: int | None = None
    unit_2: str | None = None
    vague: bool | None = None
    plus_half: bool | None = None
    reach: str | None = None
    ordinal: int | None = None
    frequency: str | None = None
    ref: str | None = None
    mod: str | None = None
    holiday: str | None = None
    nth: int | None = None
    which: int | None = None
    hijri_month: int | None = None
    hijri_year: int | None = None
    wrong: str | None = None


_NAMES = tuple(item.name for item in fields(Slots))


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of tokens that matched the pattern `name`: `first` to `last` (exclusive) in the list of
    tokens.

    `seconds` are clocks that restate this one in brackets; `parts` are the pieces that were joined.
    """

    name: str
    kind: str
    first: int
    last: int
    slots: Slots
    seconds: tuple[Found, ...] = field(default=())
    parts: tuple[str, ...] = field(default=())


def merged(left: Slots, right: Slots) -> Slots | None:
    """Both together; None if they contradict each other or give the same slot twice."""
    given = {}
    for name in _NAMES:
        value = getattr(right, name)
        if value is None:
            continue
        if getattr(left, name) is not None and getattr(left, name) != value:
            return None
        given[name] = value
    return replace(left, **given)
