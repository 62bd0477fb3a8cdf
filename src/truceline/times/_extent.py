"""Stretches of the calendar in local wall-clock time, and how TIMEX3 writes them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta

from truceline.model import Precision, TimexType, months_on

__all__ = [
    "Extent",
    "add",
    "day",
    "decade",
    "hours",
    "instant",
    "is_leap",
    "month",
    "quarter",
    "season",
    "week",
    "weekend",
    "year",
]

PART_HOURS: dict[str, tuple[int, int]] = {
    "MO": (5, 12), "AF": (12, 18), "EV": (18, 24), "NI": (20, 30), "MI": (11, 13),
    "DT": (6, 18), "DA": (4, 6),
    "EH": (0, 6), "SR": (4, 8), "SS": (16, 21),
}  # fmt: skip
"""Hours of the parts of a day (morning 05-12, afternoon 12-18, evening 18-24, night 20-06), from the
day's midnight.
"""

PART_TIMEX = {"EH": "MO", "DA": "MO", "SR": "MO", "SS": "EV"}


@dataclass(frozen=True, slots=True)
class Extent:
    """A half-open stretch of naive local time, `start == end` for an instant.

    `value` is its TIMEX3 value. `start` is None where the calendar cannot say (an undecided year, before
    year 1).
    """

    start: datetime | None
    end: datetime | None
    value: str
    precision: Precision
    type: TimexType = "DATE"
    mod: str | None = None
    edtf: str | None = None

    @property
    def first_day(self) -> date | None:
        """The day on which it begins."""
        return self.start.date() if self.start else None


def _span(first: date, days: int, value: str, precision: Precision) -> Extent:
    start = datetime(first.year, first.month, first.day)
    try:
        return Extent(start, start + timedelta(days=days), value, precision)
    except OverflowError:
        return Extent(None, None, value, precision)


def day(value: date) -> Extent:
    """One day."""
    return _span(value, 1, value.isoformat(), "day")


def week(value: date) -> Extent:
    """The ISO week in which a day lies."""
    number = value.isocalendar()
    try:
        monday = value - timedelta(days=value.weekday())
    except OverflowError:
        return Extent(None, None, f"{number.year:04d}-W{number.week:02d}", "week")
    return _span(monday, 7, f"{number.year:04d}-W{number.week:02d}", "week")


def weekend(value: date) -> Extent:
    """Saturday and Sunday of the ISO week in which a day lies."""
    whole = week(value)
    if whole.start is None:
        return whole
    return _span(whole.start.date() + timedelta(days=5), 2, f"{whole.value}-WE", "day")


def month(year_: int, month_: int, months: int = 1) -> Extent:
    """`months` months from one on."""
    if not MINYEAR <= year_ < MAXYEAR:
        return Extent(None, None, f"{_year(year_)}-{month_:02d}", "month")
    last = months_on(date(year_, month_, 1), months)
    return _span(
        date(year_, month_, 1), (last - date(year_, month_, 1)).days, f"{year_:04d}-{month_:02d}", "month"
    )


def quarter(year_: int, number: int) -> Extent:
    """A quarter of a calendar year."""
    whole = month(year_, 3 * number - 2, 3)
    return Extent(whole.start, whole.end, f"{_year(year_)}-Q{number}", "season")


def half(year_: int, number: int) -> Extent:
    """A half of a calendar year."""
    whole = month(year_, 6 * number - 5, 6)
    return Extent(whole.start, whole.end, f"{_year(year_)}-H{number}", "season")


SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def season(year_: int, name: str) -> Extent:
    """A meteorological season of the northern half of the earth; winter runs into the next year."""
    whole = month(year_, SEASON_MONTH[name], 3)
    return Extent(whole.start, whole.end, f"{_year(year_)}-{name}", "season")


def year(year_: int, years: int = 1) -> Extent:
    """One or more calendar years."""
    if not MINYEAR <= year_ <= MAXYEAR - years:
        return Extent(None, None, _year(year_), "year")
    return Extent(datetime(year_, 1, 1), datetime(year_ + years, 1, 1), _year(year_), "year")


def _year(year_: int) -> str:
    return f"{year_:04d}" if year_ >= 0 else f"BC{-year_:04d}"


def decade(digits: str) -> Extent:
    """Ten years by their first three digits (TIMEX3 writes just these)."""
    whole = year(int(digits) * 10, 10)
    return Extent(whole.start, whole.end, digits, "year", edtf=f"{digits}X")


def century(number: int) -> Extent:
    """A century by its first two digits."""
    whole = year(number * 100 or 1, 100)
    return Extent(whole.start, whole.end, f"{number:02d}", "year", edtf=f"{number:02d}XX")


def instant(at: date, hour: int, minute: int, second: int | None = None) -> Extent:
    """A clock time of a day; hour 24 is the day's end."""
    start = datetime(at.year, at.month, at.day)
    tail = f":{second:02d}" if second is not None else ""
    value = f"{at.isoformat()}T{hour:02d}:{minute:02d}{tail}"
    try:
        moment = start + timedelta(hours=hour, minutes=minute, seconds=min(second or 0, 59))
    except OverflowError:
        return Extent(None, None, value, "minute", "TIME")
    return Extent(moment, moment, value, "minute" if second is None else "second", "TIME")


def hours(at: date, part: str) -> Extent:
    """A part of a day by the conventions of `PART_HOURS`."""
    first, last = PART_HOURS.get(part, (0, 24))
    start = datetime(at.year, at.month, at.day)
    value = f"{at.isoformat()}T{PART_TIMEX.get(part, part)}"
    try:
        return Extent(
            start + timedelta(hours=first), start + timedelta(hours=last), value, "part_of_day", "TIME"
        )
    except OverflowError:
        return Extent(None, None, value, "part_of_day", "TIME")


def is_leap(year_: int) -> bool:
    """Whether a year has a 29 February."""
    return calendar.isleap(year_)


def add(at: date, number: int, unit: str) -> date:
    """A day `number` units on.

    Raises:
        OverflowError: outside the years 1 to 9999.
    """
    if unit in {"D", "N"}:
        return at + timedelta(days=number)
    if unit in {"W", "FN", "WE"}:
        return at + timedelta(days=number * (14 if unit == "FN" else 7))
    months = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}.get(unit, 0)
    return months_on(at, number * months)
