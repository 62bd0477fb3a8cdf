"""Stage 3b: what one end of a range says, the other end shares.

In "from 10am to 3pm local time on Friday" the zone and the day stand once and hold for both clocks; in
"10-11 p.m." so does the half of the day; "9 a.m. to 2 p.m. starting Tuesday" gives both clocks their day
afterwards; in "from March 3 to June 4, 2012" the year holds for both days.
"""

from __future__ import annotations

from dataclasses import replace

from truceline.times._slots import Found, Slots
from truceline.times._tokens import Token

__all__ = ["RANGE_WORDS", "share"]

RANGE_WORDS = frozenset(
    {
        "to",
        "until",
        "till",
        "til",
        "-",
        "and",
        "through",
        "up",
        ",",
        "ending",
        "the",
        "at",
        "on",
        "same",
        "day",
    }
)
_STARTS = {"starting", "beginning", "from", "commencing", "effective"}
_DATE_SLOTS = ("year", "month", "day", "weekday", "relation", "shift", "unit", "base", "holiday")
_UNTIL = frozenset({"to", "until", "till", "til", "-", "through", "and"})
_HALF_YEAR = 6
AFTER = 10
"""Tokens between two clocks and a later "starting Tuesday" that dates them."""


def share(tokens: list[Token], whole: list[Found]) -> list[Found]:
    """The expressions with zone, day and half of the day passed between the ends of each range."""
    shared = list(whole)
    for i in range(len(shared) - 1):
        if _is_range(tokens, shared[i], shared[i + 1]):
            shared[i] = replace(shared[i], slots=_lent(shared[i].slots, shared[i + 1].slots))
            shared[i + 1] = replace(shared[i + 1], slots=_zoned(shared[i + 1].slots, shared[i].slots))
        elif _is_stretch(tokens, shared[i], shared[i + 1]):
            shared[i] = replace(shared[i], slots=_in_year(shared[i].slots, shared[i + 1].slots))
    return [_dated_later(tokens, shared, i) for i in range(len(shared))]


def _is_range(tokens: list[Token], first: Found, second: Found) -> bool:
    between = _between(tokens, first, second)
    if between is None or first.slots.hour is None or second.slots.hour is None:
        return False
    if between == ["and"]:
        return first.first > 0 and tokens[first.first - 1].text == "between"
    return (
        bool(between)
        and set(between) <= RANGE_WORDS
        and bool(set(between) & {"to", "until", "till", "til", "-", "and", "through"})
    )


def _is_stretch(tokens: list[Token], first: Found, second: Found) -> bool:
    """Whether two days or months, the second with its year, bound a stretch: "March 3 to June 4, 2012"."""
    between = _between(tokens, first, second)
    if not between or len(set(between) & _UNTIL) != 1 or not set(between) <= _UNTIL | {"the", "and", "up"}:
        return False
    opened = tokens[first.first - 1].text if first.first else ""
    return (opened == "between") == ("and" in between) and all(
        found.slots.month is not None and found.slots.hour is None for found in (first, second)
    )


def _in_year(slots: Slots, other: Slots) -> Slots:
    """A day or month with the year of the end of its stretch: the year before where that end lies within half
    a year of it over New Year; else one that ends before it begins is left to stand."""
    if slots.year is not None or other.year is None or slots.month is None or other.month is None:
        return slots
    over_new_year = slots.month > other.month and other.month + 12 - slots.month <= _HALF_YEAR
    return replace(slots, year=other.year - over_new_year)


def _between(tokens: list[Token], first: Found, second: Found) -> list[str] | None:
    """The words between two expressions, a clock in brackets left out; None if they are far apart."""
    words: list[str] = []
    depth = 0
    for token in tokens[first.last : second.first]:
        depth += (token.text in "([") - (token.text in ")]")
        if not depth and token.text not in ")]":
            words.append(token.text)
    return words if len(words) <= 4 else None


def _lent(slots: Slots, other: Slots) -> Slots:
    """`slots` with the zone, the day and the half of the day of the range's other end where it has none. The
    midnight at the end of a day lends no day: what ends then may have begun the day before.
    """
    out = _zoned(slots, other)
    if slots.half_day and other.half_day is False and other.hour is not None and slots.hour is not None:
        hour = slots.hour % 12 + (12 if other.hour >= 12 and slots.hour % 12 < other.hour - 12 else 0)
        out = replace(out, hour=hour, half_day=False)
    if not _has_date(out) and _has_date(other) and other.hour != 24:
        out = replace(out, **{name: getattr(other, name) for name in _DATE_SLOTS})
    return out


def _zoned(slots: Slots, other: Slots) -> Slots:
    return replace(slots, zone=other.zone) if slots.zone is None and other.zone is not None else slots


def _has_date(slots: Slots) -> bool:
    return any(getattr(slots, name) is not None for name in ("month", "day", "weekday", "shift", "holiday"))


def _dated_later(tokens: list[Token], whole: list[Found], i: int) -> Found:
    """A clock without a day, with that of a later "starting Tuesday" in its sentence."""
    found = whole[i]
    if (
        found.slots.hour is None
        or _has_date(found.slots)
        or (i and _has_date(whole[i - 1].slots) and not _far(whole[i - 1], found))
    ):
        return found
    for later in whole[i + 1 : i + 4]:
        if later.first - found.last > AFTER or any(
            t.text in {".", "\n"} for t in tokens[found.last : later.first]
        ):
            return found
        before = {t.text for t in tokens[max(0, later.first - 2) : later.first]}
        if later.slots.hour is None and later.kind == "date" and _has_date(later.slots) and before & _STARTS:
            return replace(
                found, slots=replace(found.slots, **{n: getattr(later.slots, n) for n in _DATE_SLOTS})
            )
    return found


def _far(first: Found, second: Found) -> bool:
    return second.first - first.last > AFTER
