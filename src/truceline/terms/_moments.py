"""Times as terms write them, into bounds in microseconds since 1970 in UTC.

A bound is a pair: the earliest and the latest that is meant, equal for an instant. What is counted from
another moment is counted on the clock of the zone, as people do: seven days later is the same hour.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]

from truceline.errors import UsageError
from truceline.model import length_parts

__all__ = ["ALWAYS", "NEVER", "Moment", "Reader", "length_of", "say", "to_us", "zone_named"]

ALWAYS = -(2**62)
"""Before everything."""
NEVER = 2**62
"""After everything."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)\s*(Z|[+-]\d\d:?\d\d)?(?:\s+([A-Za-z_]+/[A-Za-z_/]+|UTC))?"
)
_COUNTED = re.compile(r"(?P<from>[\w.]+?)\s*(?P<sign>[+-])\s*(?P<length>P\S+)|(?P<bare>[a-z_][\w.]*)")
_NUMBERED = re.compile(r"day (\d+)")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, or an interval within which it lies, in microseconds since 1970 in UTC."""

    earliest: int
    latest: int


def to_us(at: datetime) -> int:
    """An aware datetime as microseconds since 1970 in UTC."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def say(us: int, zone: str) -> str:
    """An instant on the clock of a zone: `Sat 27 Feb 2016, 00:00 (Damascus)`."""
    local = (_EPOCH + timedelta(microseconds=us)).astimezone(zone_named(zone, "") if zone else UTC)
    place = zone.rsplit("/", 1)[-1].replace("_", " ") if zone else "UTC"
    return f"{local:%a} {local.day} {local:%b %Y}, {local:%H:%M} ({place})"


def zone_named(name: str, where: str) -> tzinfo:
    """A zone by its IANA name, or by its offset (`+03:00`).

    Raises:
        UsageError: there is no such zone.
    """
    offset = re.fullmatch(r"([+-])(\d\d):?(\d\d)", name)
    if offset:
        sign = -1 if offset[1] == "-" else 1
        return timezone(sign * timedelta(hours=int(offset[2]), minutes=int(offset[3])))
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        cure = "give an IANA name such as Asia/Damascus, or an offset such as +03:00"
        raise UsageError(f"there is no time zone {name!r}", where=where, cure=cure) from error


def length_of(text: str, where: str) -> relativedelta:
    """An ISO 8601 duration.

    Raises:
        UsageError: it is none.
    """
    parts = length_parts(text)
    if parts is None:
        raise UsageError(
            f"{text!r} is no ISO 8601 duration", where=where, cure="write for instance P7D or PT48H"
        )
    years, months, weeks, days, hours, minutes, seconds = (part or 0 for part in parts)
    return relativedelta(
        years=years, months=months, weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds
    )


@dataclass(frozen=True)
class Reader:
    """Reads the times of one set of terms: `zone` is the one that is meant where none stands, `where` names
    the terms, `named` gives the moments from which others are counted (`start`, `end`, `truce.start`).
    """

    zone: str
    where: str
    named: Callable[[str], Moment | None] = lambda name: None

    def moment(self, text: str, *, zone: str = "") -> Moment:
        """A time in any form of `truceline.model.terms`.

        Raises:
            UsageError: it is none of them.
        """
        told = text.strip()
        try:
            return self._read(told, text, zone)
        except ValueError as error:
            cure = "check the day and the clock"
            raise UsageError(f"there is no time {text!r}: {error}", where=self.where, cure=cure) from error

    def _read(self, told: str, text: str, zone: str) -> Moment:
        one, slash, other = told.partition("/")
        if slash and one[:4].isdigit() and other[:4].isdigit():
            return Moment(self.moment(one, zone=zone).earliest, self.moment(other, zone=zone).latest)
        if _DAY.fullmatch(told):
            return self._day(date.fromisoformat(told), zone)
        if (match := _CLOCK.fullmatch(told)) is not None:
            return self._clock(match, zone)
        if (match := _NUMBERED.fullmatch(told)) is not None:
            first = self._local(self._named("start", text).earliest, zone).date()
            return self._day(first + timedelta(days=int(match[1]) - 1), zone)
        if (match := _COUNTED.fullmatch(told)) is not None:
            return self._counted(match, text, zone)
        cure = "write 2016-02-27, 2016-02-27T00:00, start+P7D or day 16"
        raise UsageError(f"cannot read the time {text!r}", where=self.where, cure=cure)

    def add(self, us: int, length: relativedelta, *, zone: str = "") -> int:
        """An instant and a length on the clock of the zone."""
        if us in {ALWAYS, NEVER}:
            return us
        hours = relativedelta(hours=length.hours, minutes=length.minutes, seconds=length.seconds)
        local = self._local(us, zone).replace(tzinfo=None) + (length - hours)
        there = local.replace(tzinfo=self._zone(zone)).astimezone(UTC) + timedelta(
            hours=hours.hours, minutes=hours.minutes, seconds=hours.seconds
        )
        return to_us(there)

    def _counted(self, match: re.Match[str], text: str, zone: str) -> Moment:
        base = self._named(match["from"] or match["bare"], text)
        if match["length"] is None:
            return base
        length = length_of(match["length"], self.where)
        length = -length if match["sign"] == "-" else length
        return Moment(self.add(base.earliest, length, zone=zone), self.add(base.latest, length, zone=zone))

    def _named(self, name: str, text: str) -> Moment:
        found = self.named(name)
        if found is None:
            cure = "give the ceasefire's start, or write a date"
            raise UsageError(
                f"{text!r} is counted from {name!r}, which is not known", where=self.where, cure=cure
            )
        return found

    def _zone(self, zone: str) -> tzinfo:
        return zone_named(zone or self.zone or "UTC", self.where)

    def _local(self, us: int, zone: str) -> datetime:
        return (_EPOCH + timedelta(microseconds=us)).astimezone(self._zone(zone))

    def _day(self, day: date, zone: str) -> Moment:
        if not (zone or self.zone):
            # A day somewhere on earth: from where it begins first to where it ends last.
            first = datetime.combine(day, time(), timezone(timedelta(hours=14)))
            last = datetime.combine(day + timedelta(days=1), time(), timezone(timedelta(hours=-12)))
            return Moment(to_us(first), to_us(last))
        first = datetime.combine(day, time(), self._zone(zone))
        return Moment(to_us(first), to_us(datetime.combine(day + timedelta(days=1), time(), first.tzinfo)))

    def _clock(self, match: re.Match[str], zone: str) -> Moment:
        day, clock, offset, name = match.groups()
        written = "+00:00" if offset == "Z" else offset
        where = name or written or zone
        if not (where or self.zone):
            cure = "give the terms a zone, or the time an offset"
            raise UsageError(f"the time {match[0]!r} has no zone", where=self.where, cure=cure)
        at = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), self._zone(where or ""))
        return Moment(to_us(at), to_us(at))
