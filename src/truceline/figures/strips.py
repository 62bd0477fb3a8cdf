"""Times drawn on one axis: where they lie, how unsure they are, and what the axis says.

Everything is in hundredths of the axis, so that the drawing is as wide as the page allows. An instant is a
point; an interval a bar; what is only about known fades out at its ends; two readings are two hollow points
tied by a line; an open bound runs to the end of the axis and fades.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from truceline.model import When

__all__ = ["Axis", "Shape", "Tick", "draw", "make_axis"]

_MARGIN = 0.03
_STEPS = (
    timedelta(hours=1), timedelta(hours=3), timedelta(hours=6), timedelta(hours=12), timedelta(days=1),
    timedelta(days=2), timedelta(days=7), timedelta(days=14),
)  # fmt: skip
_MOST = 7
"""Ticks that an axis has room for."""


@dataclass(frozen=True)
class Tick:
    """A line across the drawing, and what stands above it."""

    at: float
    label: str


@dataclass(frozen=True)
class Axis:
    """From `first` to `last`, with ticks in local time."""

    first: datetime
    last: datetime
    zone: str
    ticks: tuple[Tick, ...]

    def place(self, at: datetime) -> float:
        """Where a moment lies, from 0 to 100."""
        part = (at - self.first) / (self.last - self.first)
        return round(min(1.0, max(0.0, part)) * 100, 2)

    def in_zone(self, zone: str) -> Axis:
        """The same stretch of time with the ticks of another zone."""
        local = _zone(zone)
        ticks = tuple(Tick(self.place(at), label) for at, label in _ticks(self.first, self.last, local))
        return replace(self, zone=zone, ticks=ticks)

    @property
    def place_name(self) -> str:
        """What people call the zone: `Yerevan`, `UTC`."""
        return self.zone.rsplit("/", 1)[-1].replace("_", " ")

    @property
    def years(self) -> str:
        """What the ticks leave unsaid: the years of the axis (`2020`, `2023 to 2024`), or its day where they
        name hours only.
        """
        local = _zone(self.zone)
        first, last = (at.astimezone(local) for at in (self.first, self.last))
        if all(":" in tick.label for tick in self.ticks):
            return f"{first.day} {first:%B %Y}"
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"

    @property
    def is_fine(self) -> bool:
        """Whether hours can be told apart on it."""
        return self.last - self.first <= timedelta(days=4)


@dataclass(frozen=True)
class Shape:
    """Something drawn: `kind` is point, hollow, bar or tie; `fades` says at which of its ends it fades."""

    kind: str
    start: float
    end: float
    fades: str = ""

    @property
    def width(self) -> float:
        """How long it is."""
        return round(max(self.end - self.start, 0.6), 2)


def make_axis(
    whens: Iterable[When], zone: str | None, *, room: timedelta = timedelta(hours=6)
) -> Axis | None:
    """An axis on which all times have room, in a zone; None where nothing is dated.

    Args:
        whens: what is to be drawn.
        zone: an IANA name; None or an offset gives an axis in UTC.
        room: what is left on either side of times that lie less than twice that apart.
    """
    bounds = sorted(bound for when in whens for bound in (when.earliest, when.latest) if bound)
    if not bounds:
        return None
    first, last = bounds[0], bounds[-1]
    if last - first < 2 * room:
        first, last = first - room, last + room
    margin = (last - first) * _MARGIN
    first, last = first - margin, last + margin
    local = _zone(zone)
    told = zone if isinstance(local, ZoneInfo) and zone else "UTC"
    return Axis(first, last, told, ()).in_zone(told)


def draw(when: When, axis: Axis) -> tuple[Shape, ...]:
    """A time on an axis."""
    if when.readings:
        parts = [_one(reading, axis, hollow=True) for reading in when.readings]
        tie = Shape("tie", min(p.start for p in parts), max(p.end for p in parts))
        return (tie, *parts)
    return (_one(when, axis),)


def _one(when: When, axis: Axis, *, hollow: bool = False) -> Shape:
    start = axis.place(when.earliest) if when.earliest else 0.0
    end = axis.place(when.latest) if when.latest else 100.0
    if when.is_instant:
        return Shape("hollow" if hollow else "point", start, end)
    left = when.earliest is None or _unsure(when)
    right = when.latest is None or _unsure(when)
    return Shape(
        "bar", start, end, "both" if left and right else "left" if left else "right" if right else ""
    )


def _unsure(when: When) -> bool:
    """Whether the ends of an interval are themselves uncertain: "about", or a day in an unknown zone."""
    return when.zone is None or any(mark in when.edtf for mark in "~?%X")


def _zone(name: str | None) -> tzinfo:
    try:
        return ZoneInfo(name) if name and name[0].isalpha() else UTC
    except (KeyError, ValueError, OSError):
        return UTC


def _ticks(first: datetime, last: datetime, zone: tzinfo) -> Sequence[tuple[datetime, str]]:
    length = last - first
    for step in _STEPS:
        if length / step <= _MOST:
            return _even(first, last, zone, step)
    months = next((m for m in (1, 2, 3, 6) if length / timedelta(days=30 * m) <= _MOST), 0)
    years = next((y for y in (1, 2, 5, 10, 20, 50) if length / timedelta(days=365 * y) <= _MOST), 100)
    return _by_month(first, last, zone, months or 12 * years)


def _even(first: datetime, last: datetime, zone: tzinfo, step: timedelta) -> list[tuple[datetime, str]]:
    local = first.astimezone(zone).replace(tzinfo=None)
    at = local.replace(hour=0, minute=0, second=0, microsecond=0)
    while at < local:
        at += step
    found = []
    while (moment := at.replace(tzinfo=zone).astimezone(UTC)) <= last:
        whole = step >= timedelta(days=1) or at.hour == 0
        found.append((moment, f"{at.day} {at:%b}" if whole else f"{at:%H:%M}"))
        at += step
    return found


def _by_month(first: datetime, last: datetime, zone: tzinfo, step: int) -> list[tuple[datetime, str]]:
    start = first.astimezone(zone)
    month = start.year * 12 + start.month - 1
    month += -month % step
    found = []
    while (at := datetime(month // 12, month % 12 + 1, 1, tzinfo=zone).astimezone(UTC)) <= last:
        if at >= first:
            year, number = divmod(month, 12)
            name = f"{datetime(year, number + 1, 1):%b}"
            found.append((at, str(year) if step % 12 == 0 else f"{name} {year}" if not number else name))
        month += step
    if found and step % 12 and not any(label[-1].isdigit() for _, label in found):
        at, label = found[0]
        found[0] = at, f"{label} {at.astimezone(zone).year}"
    return found
