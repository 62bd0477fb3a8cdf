"""Stage 6: what was resolved, written as `When` (ISO 8601-2, UTC bounds) and as TIMEX3."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from truceline.model import Basis, Precision, When
from truceline.times._extent import Extent
from truceline.times._zones import to_utc, tz

__all__ = ["as_when", "edtf_of", "instant_when", "one_of", "span_when"]

EAST, WEST = "+14:00", "-12:00"
"""The first and the last wall clocks on earth: a day without a zone lies somewhere between them."""


def as_when(extent: Extent, zone: str | None, basis: Basis, why: str) -> When:
    """A local stretch of time in its zone; without a zone its bounds cover every zone on earth."""
    if extent.start is None or extent.end is None:
        return When(
            earliest=None, latest=None, edtf=extent.edtf or extent.value, zone=zone,
            precision=extent.precision, basis=basis, why=why,
        )  # fmt: skip
    earliest = to_utc(extent.start, zone or EAST)
    latest = to_utc(extent.end, zone or WEST)
    return When(
        earliest=earliest, latest=max(earliest, latest), edtf=edtf_of(extent, zone), zone=zone,
        precision=extent.precision, basis=basis, why=why,
    )  # fmt: skip


def edtf_of(extent: Extent, zone: str | None) -> str:
    """The local time in ISO 8601-2: a date, a date and time with offset, or an interval."""
    if extent.edtf is not None:
        return extent.edtf
    start, end = extent.start, extent.end
    if start is None or end is None:
        return extent.value
    if extent.type == "TIME":
        if start == end:
            return _clock(start, zone) + ("~" if extent.mod == "APPROX" else "")
        return f"{_clock(start, zone)}/{_clock(end, zone)}"
    fuzzy = "~" if extent.mod else ""
    return _dates(start, end, extent, fuzzy)


def _dates(start: datetime, end: datetime, extent: Extent, fuzzy: str) -> str:
    last = end - timedelta(days=1)
    first_day, last_day = start.date().isoformat(), last.date().isoformat()
    if extent.precision == "day" and first_day == last_day:
        return first_day + fuzzy
    if extent.precision == "month" and not fuzzy and len(extent.value) == 7 and "W" not in extent.value:
        return extent.value
    if extent.precision == "year" and not fuzzy and len(extent.value) == 4:
        return extent.value
    return f"{first_day}{fuzzy}/{last_day}{fuzzy}" if fuzzy else f"{first_day}/{last_day}"


def _clock(moment: datetime, zone: str | None) -> str:
    text = moment.replace(microsecond=0).isoformat()
    if zone is None:
        return text
    offset = tz(zone).utcoffset(moment) or timedelta()
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{text}{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def instant_when(
    moment: datetime, *, zone: str | None = "UTC", basis: Basis = "stated", why: str = ""
) -> When:
    """An aware instant as a `When`, to the minute."""
    at = moment.astimezone(UTC)
    local = at.astimezone(tz(zone or "UTC")).replace(tzinfo=None)
    return When(
        earliest=at,
        latest=at,
        edtf=_clock(local, zone or "UTC"),
        zone=zone,
        precision="minute",
        basis=basis,
        why=why,
    )


def span_when(first: date, last: date, zone: str | None, why: str) -> When:
    """The days from the first to the last, inferred."""
    start = datetime(first.year, first.month, first.day)
    end = datetime(last.year, last.month, last.day) + timedelta(days=1)
    edtf = first.isoformat() if first == last else f"{first}/{last}"
    return as_when(Extent(start, end, edtf, "day", edtf=edtf), zone, "inferred", why)


def one_of(readings: list[When], why: str, precision: Precision | None = None) -> When:
    """Several readings as one `When`: the first is preferred, the bounds cover all of them."""
    if len(readings) == 1:
        return readings[0]
    starts = [r.earliest for r in readings if r.earliest is not None]
    ends = [r.latest for r in readings if r.latest is not None]
    first = readings[0]
    return When(
        earliest=min(starts) if len(starts) == len(readings) else None,
        latest=max(ends) if len(ends) == len(readings) else None,
        edtf=first.edtf, zone=first.zone, precision=precision or first.precision, basis=first.basis,
        readings=tuple(readings), why=why,
    )  # fmt: skip
