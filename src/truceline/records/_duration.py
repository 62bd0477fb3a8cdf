"""Adding an ISO 8601 duration to a start, in the local time in which both were meant."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from truceline.model import When, months_on

__all__ = ["begins_before", "ends_after", "hours"]

_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")


def hours(duration: str) -> float | None:
    """A duration without years and months in hours ("P7D" and "PT168H" are both 168), else None."""
    match = _DURATION.fullmatch(duration)
    if match is None or not any(match.groups()) or match.group(1) or match.group(2):
        return None
    weeks, days, clock, minutes = (int(g or 0) for g in match.groups()[2:])
    return weeks * 168 + days * 24 + clock + minutes / 60


def ends_after(start: When, duration: str) -> When | None:
    """The end of a ceasefire that begins at `start` and lasts `duration` (ISO 8601).

    A start with a clock gives an end with a clock, a day gives a day; months are calendar months. None where
    the duration cannot be added: it is no duration, or it has hours and the start has none.
    """
    return _moved(start, duration, 1)


def begins_before(end: When, duration: str) -> When | None:
    """The start of a ceasefire that lasts `duration` and is over at `end`, as `ends_after` the other way."""
    return _moved(end, duration, -1)


def _moved(when: When, duration: str, sign: int) -> When | None:
    """A time moved by a duration, on (1) or back (-1), in the local time in which it was meant; None too
    where that leaves the calendar.
    """
    try:
        return _reckoned(when, duration, sign)
    except OverflowError:
        return None


def _reckoned(when: When, duration: str, sign: int) -> When | None:
    match = _DURATION.fullmatch(duration)
    if match is None or not any(match.groups()) or when.earliest is None:
        return None
    zone = _zone(when)
    years, months, weeks, days, clock, minutes = (sign * int(g or 0) for g in match.groups())
    if not when.is_instant:
        moment = _local_day(when)
        if moment is None or clock % 24 or minutes:
            return None
        clock_days = timedelta(hours=clock).days
        moved = months_on(moment, years * 12 + months) + timedelta(weeks=weeks, days=days + clock_days)
        low = moved.replace(tzinfo=zone).astimezone(UTC)
        high = low + timedelta(days=1)
        return When(earliest=low, latest=high, edtf=f"{moved:%Y-%m-%d}", zone=when.zone, precision="day")
    local = when.earliest.astimezone(zone).replace(tzinfo=None)
    length = timedelta(weeks=weeks, days=days, hours=clock, minutes=minutes)
    instant = (months_on(local, years * 12 + months) + length).replace(tzinfo=zone)
    moment = instant.astimezone(UTC)
    return When(
        earliest=moment, latest=moment, edtf=instant.isoformat(), zone=when.zone, precision=when.precision
    )


def _local_day(start: When) -> datetime | None:
    """The day on which a start lies in its own zone, at midnight without a zone."""
    try:
        return datetime.fromisoformat(start.edtf[:10])
    except ValueError:
        return None


def _zone(start: When) -> tzinfo:
    """The zone in which a start was meant; UTC where it is unknown."""
    name = start.zone or "UTC"
    offset = _OFFSET.fullmatch(name)
    if offset:
        delta = timedelta(hours=int(offset.group(2)), minutes=int(offset.group(3)))
        return timezone(delta if offset.group(1) == "+" else -delta)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
