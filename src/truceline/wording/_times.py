"""Times as a person reads them: the local time first, the instant in UTC beside it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from truceline.model import When, length_parts

__all__ = ["say_duration", "say_when"]

_DAY = re.compile(r"(\d{4}|XXXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?([?~%]?)")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HOUR = re.compile(r"\d\d:\d\d(:\d\d)?")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")
NOT_TOLD = ", zone not told"
_CLOCK = frozenset({"second", "minute", "hour"})
_PARTS = {"MO": "morning", "MI": "noon", "AF": "afternoon", "EV": "evening", "NI": "night"}
"""The parts of a day as TIMEX3 writes them."""


def say_when(when: When, *, briefly: bool = False) -> str:
    """A time in words: `Sat 27 Feb 2016, 00:00 Damascus (UTC+2) = Fri 26 Feb 2016, 22:00 UTC`.

    A day stays a day and a month a month; two readings are told as such; open bounds are "from" and "until".
    `briefly` leaves out what stands behind the place of a local time.
    """
    if when.readings:
        both = [say_when(reading, briefly=briefly) for reading in when.readings]
        shared = NOT_TOLD if all(one.endswith(NOT_TOLD) for one in both) else ""
        return "either " + " or ".join(one.removesuffix(shared) for one in both) + shared
    if when.precision in _CLOCK and when.earliest and when.is_instant:
        told = _instant(when.earliest, when.zone)
        return told.partition(" (" if " (" in told else " =")[0] if briefly else told
    if when.precision in _CLOCK and (told := _somewhere(when.edtf)):
        return told
    if when.precision in _CLOCK or when.precision == "part_of_day":
        return _stretch(when)
    return _calendar(when.edtf) or _stretch(when)


def say_duration(text: str) -> str:
    """An ISO 8601 duration in words (`P7D` is "7 days"), or the text itself where it is none."""
    lengths = length_parts(text)
    if lengths is None:
        return text
    parts = [(n, unit) for n, unit in zip(lengths, _UNITS, strict=True) if n is not None]
    return " ".join(f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts)


@lru_cache(maxsize=64)
def _zone(name: str | None) -> tuple[tzinfo, str]:
    """A zone and what people call it; UTC where none is known."""
    if not name:
        return UTC, ""
    if found := _OFFSET.fullmatch(name):
        sign, hours, minutes = found.groups()
        offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
        return timezone(offset), ""
    try:
        return ZoneInfo(name), name.rsplit("/", 1)[-1].replace("_", " ")
    except (KeyError, ValueError, OSError):
        return UTC, ""


def _instant(at: datetime, name: str | None) -> str:
    zone, place = _zone(name)
    local = at.astimezone(zone)
    offset = local.utcoffset() or timedelta()
    if not offset:
        return f"{_date(local)}, {_clock(local)} UTC" + (
            f" ({place})" if place not in {"", "UTC", "GMT"} else ""
        )
    here = f"{place} ({_utc(offset)})" if place else _utc(offset)
    there = f"{_clock(at)} UTC" if at.date() == local.date() else f"{_date(at)}, {_clock(at)} UTC"
    return f"{_date(local)}, {_clock(local)} {here} = {there}"


def _somewhere(edtf: str) -> str:
    """A clock time of which nothing tells the zone, or the year."""
    day, mark, clock = edtf.partition("T")
    told = _one(day) if mark else ""
    return f"{told}, {clock[:5]}{NOT_TOLD}" if told and _HOUR.fullmatch(clock) else ""


def _stretch(when: When) -> str:
    zone, place = _zone(when.zone)
    bounds = [bound.astimezone(zone) if bound else None for bound in (when.earliest, when.latest)]
    first, last = bounds
    where = place or ("UTC" if zone is UTC else "")
    where = f" {where}" if where else ""
    if first and last and first.date() == (last - timedelta(seconds=1)).date():
        return f"{_date(first)}, {_clock(first)} to {_end_clock(first, last)}{where}"
    if first and last:
        return f"{_date(first)}, {_clock(first)} to {_date(last)}, {_clock(last)}{where}"
    if first:
        return f"from {_date(first)}, {_clock(first)}{where} on"
    if last:
        return f"until {_date(last)}, {_clock(last)}{where}"
    return _part_of_somewhere(when.edtf) or when.edtf or "at a time that is not known"


def _part_of_somewhere(edtf: str) -> str:
    """A part of a day of which nothing tells the date, or the year."""
    day, _, part = edtf.partition("T")
    told = _one(day)
    return f"the {_PARTS[part]} of {told}" if told and part in _PARTS else ""


def _calendar(edtf: str) -> str:
    """Days, months and years written in EDTF, or "" for what is written otherwise."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return _one(first)
    one, two = _one(first), _one(last)
    if first in {"", ".."} and two:
        return f"until {two}"
    if last in {"", ".."} and one:
        return f"from {one} on"
    return f"{one} to {two}" if one and two else ""


def _one(text: str) -> str:
    day = text.partition("T")[0]
    found = _DAY.fullmatch(day)
    if not found:
        return _of_weeks(day)
    year, month, day, mark = (group or "" for group in found.groups())
    told = _year_unknown(month, day) if year == "XXXX" else _with_year(year, month, day)
    return f"about {told}" if told and mark else told


def _of_weeks(text: str) -> str:
    """A weekday of which nothing tells the week, or a whole week; "" for anything else."""
    if named := _WEEKDAY.fullmatch(text):
        return f"a {_DAYS[int(named[1]) - 1]}, date unknown"
    if (week := _WEEK.fullmatch(text)) and 1 <= int(week[2]) <= 52 and int(week[1]):
        return f"the week of {_date(date.fromisocalendar(int(week[1]), int(week[2]), 1))}"
    return ""


def _year_unknown(month: str, day: str) -> str:
    named = month.isdigit() and day.isdigit() and 1 <= int(month) <= len(_MONTHS)
    return f"{int(day)} {_MONTHS[int(month) - 1]}, year unknown" if named else ""


def _with_year(year: str, month: str, day: str) -> str:
    if not month.isdigit():
        return year
    if month in _SEASONS:
        return f"{_SEASONS[month]} {year}"
    try:
        whole = date(int(year), int(month), int(day) if day.isdigit() else 1)
    except ValueError:
        return ""
    return _date(whole) if day.isdigit() else f"{_MONTHS[whole.month - 1]} {year}"


def _date(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b} {day.year}"


def _clock(at: datetime) -> str:
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"


def _end_clock(first: datetime, last: datetime) -> str:
    return "24:00" if last.date() > first.date() else _clock(last)


def _utc(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
