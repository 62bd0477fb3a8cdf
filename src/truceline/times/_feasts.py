"""Feasts and Hijri dates as stretches of the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from truceline.times import _extent as calendar
from truceline.times._calendars import Feast, falls, hijri_day, hijri_length, hijri_year
from truceline.times._direction import AHEAD, BACK
from truceline.times._extent import Extent
from truceline.times._slots import Found, Slots
from truceline.times._story import NEAR, Story

__all__ = ["hijri", "holiday"]


def holiday(story: Story, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
    """A feast: that of the year named, else the one that the words and the time of writing point to."""
    if slots.holiday is None:
        return None
    base = story.base_day(slots)
    if base is None and slots.year is None:
        return Extent(None, None, "XXXX-XX-XX", "day"), "nothing says which year"
    name = _of_another_calendar(slots, base)
    if slots.year is not None and 1300 <= slots.year <= 1600:
        feasts = _in_hijri_year(name, slots.year)
    elif base is not None and slots.year is None:
        feasts = [feast for k in (-1, 0, 1) for feast in falls(name, base.year + k)]
    else:
        feasts = list(falls(name, slots.year or 0))
    if not feasts:
        return Extent(
            None, None, f"{slots.year or 'XXXX'}-XX-XX", "day"
        ), "outside the tables of that calendar"
    feast = (
        feasts[0]
        if base is None or slots.year is not None
        else _feast_near(feasts, base, slots.relation, ahead)
    )
    why = "moon sighting may move it by a day" if feast.approximate else "by its calendar"
    return _feast_extent(feast, slots), why


_NEW_YEARS = ("thingyan", "nowruz")
"""New years of other calendars that lie months from the first of January."""
_AT_HAND = timedelta(days=10)


def _of_another_calendar(slots: Slots, base: date | None) -> str:
    """ "The New Year", written in the middle of April: that of the calendar whose new year it then is."""
    if slots.holiday != "new_year" or slots.year is not None or slots.relation is not None or base is None:
        return slots.holiday or ""
    near = (
        key for key in _NEW_YEARS for feast in falls(key, base.year) if abs(feast.first - base) <= _AT_HAND
    )
    return next(near, slots.holiday)


def _in_hijri_year(key: str, year: int) -> list[Feast]:
    """The feast of an Islamic year, which is about 354.37 days long."""
    middle = int(622.5 + (year - 0.5) * 354.367 / 365.2425)
    near = [feast for k in (-1, 0, 1) for feast in falls(key, middle + k)]
    return [feast for feast in near if feast.approximate and hijri_year(feast.first) == year]


def hijri(story: Story, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
    """A day or a whole month of the Islamic calendar."""
    if slots.hijri_month is None:
        return None
    base = story.base_day(slots)
    if base is None and slots.hijri_year is None:
        return Extent(None, None, "XXXX-XX-XX", "day"), "nothing says which year"
    near = base or date(2000, 1, 1)
    at = hijri_day(slots.hijri_year, slots.hijri_month, slots.day or 1, near)
    if at is None:
        return None
    if slots.day is None:
        last = at + timedelta(days=hijri_length(at) - 1)
        whole = replace(calendar.day(at), end=calendar.day(last).end, mod="APPROX", precision="month")
        return replace(whole, edtf=f"{at}~/{last}~"), "moon sighting may move it by a day"
    extent = calendar.day(at)
    return replace(extent, mod="APPROX", edtf=f"{extent.value}~"), "moon sighting may move it by a day"


def _feast_near(feasts: list[Feast], base: date, relation: str | None, ahead: int) -> Feast:
    """The occurrence that "last", "next", the direction or the least distance points to."""
    past = [f for f in feasts if f.first + timedelta(days=f.days) <= base]
    coming = [f for f in feasts if f.first + timedelta(days=f.days) > base]
    nearest = min(
        feasts, key=lambda f: min(abs(f.first - base), abs(f.first + timedelta(days=f.days - 1) - base))
    )
    if relation == "last" and past:
        return past[-1]
    if relation == "next" and coming:
        return coming[0] if coming[0].first > base else coming[-1]
    if relation == "this":
        return next((f for f in feasts if f.first.year == base.year), nearest)
    if abs(nearest.first - base) <= NEAR or ahead not in {AHEAD, BACK}:
        return nearest
    return (coming[0] if coming else nearest) if ahead == AHEAD else (past[-1] if past else nearest)


def _feast_extent(feast: Feast, slots: Slots) -> Extent:
    """All its days, or the one that is counted: the eve, the third, the last."""
    tilde = "~" if feast.approximate else ""
    mod = "APPROX" if feast.approximate else None
    if slots.nth is not None:
        offset = slots.nth - 1 if slots.nth >= 0 else feast.days - 1
        at = calendar.day(feast.first + timedelta(days=offset))
        if slots.number_to is not None and slots.number_to > slots.nth:
            last = calendar.day(feast.first + timedelta(days=slots.number_to - 1))
            return replace(at, end=last.end, mod=mod, edtf=f"{at.value}{tilde}/{last.value}{tilde}")
        return replace(at, mod=mod, edtf=at.value + tilde)
    first, last = calendar.day(feast.first), calendar.day(feast.first + timedelta(days=feast.days - 1))
    edtf = first.value + tilde if feast.days == 1 else f"{first.value}{tilde}/{last.value}{tilde}"
    return replace(first, end=last.end, mod=mod, edtf=edtf)
