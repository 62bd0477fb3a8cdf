"""Adding an ISO 8601 duration to a start, in the local time in which both were meant."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from truceline.model import When

__all__ = ["ends_after", "hours"]

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

    A start with a clock gives an end with a clock, a day gives a day; months are calendar months. None where the
    duration cannot be added or the start has readings that differ by more than a day.
    """
    match = _DURATION.fullmatch(duration)
    if match is None or not any(match.groups()) or start.earliest is None:
        return None
    zone = _zone(start)
    years, months, weeks, days, clock, minutes = (int(g or 0) for g in match.groups())
    if not start.is_instant:
        moment = _local_day(start)
        if moment is None or clock % 24 or minutes:
            return None
        end = _months_on(moment, years * 12 + months) + timedelta(weeks=weeks, days=days + clock // 24)
        low = end.replace(tzinfo=zone).astimezone(UTC)
        return When(earliest=low, latest=low + timedelta(days=1), edtf=f"{end:%Y-%m-%d}", zone=start.zone, precision="day")
    local = start.earliest.astimezone(zone)
    end = _months_on(local.replace(tzinfo=None), years * 12 + months) + timedelta(weeks=weeks, days=days, hours=clock, minutes=minutes)
    instant = end.replace(tzinfo=zone)
    return When(
        earliest=instant.astimezone(UTC), latest=instant.astimezone(UTC), edtf=instant.isoformat(), zone=start.zone,
        precision=start.precision,
    )  # fmt: skip


def _local_day(start: When) -> datetime | None:
    try:
        return datetime.fromisoformat(start.edtf[:10])
    except ValueError:
        return None


def _zone(start: When) -> tzinfo:
    name = start.zone or "UTC"
    offset = re.fullmatch(r"([+-])(\d\d):(\d\d)", name)
    if offset:
        delta = timedelta(hours=int(offset.group(2)), minutes=int(offset.group(3)))
        return timezone(delta if offset.group(1) == "+" else -delta)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def _months_on(moment: datetime, months: int) -> datetime:
    """The same day some months later, or that month's last day."""
    if not months:
        return moment
    index = moment.month - 1 + months
    year, month = moment.year + index // 12, index % 12 + 1
    return moment.replace(year=year, month=month, day=min(moment.day, calendar.monthrange(year, month)[1]))
