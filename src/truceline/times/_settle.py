"""Stage 4b: expressions that settle one another.

A second clock gets the day on which it comes nearest to the first; a clock whose zone is unstated gets it
from the second; a dated second clock or a stated length says which midnight is meant.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from truceline.model import Basis
from truceline.times._extent import Extent
from truceline.times._resolve import Resolved
from truceline.times._sun import sun_at
from truceline.times._zones import settle, to_utc, tz, zone_of_place

__all__ = ["Placed", "place_all"]


@dataclass(slots=True)
class Placed:
    """A resolved expression with the zone in which its clock is read, and what that rests on."""

    resolved: Resolved
    zone: str | None
    stated: bool
    basis: Basis
    why: str
    seconds: list[Placed] = field(default_factory=list)


def place_all(
    resolved: list[Resolved],
    place: str | None,
    elsewhere: frozenset[str] | None = None,
    *,
    sure: bool = True,
) -> list[Placed]:
    """Every expression with its zone, its second clocks settled against it.

    `elsewhere` are the zones of other places in the report. Where it is given, a clock without a zone whose
    second clock fits neither the place of the event nor one of these keeps the place's zone, and the two
    stand against each other. `sure` is False where the place was guessed from the text: then "local time" is
    no more certain than no zone at all.
    """
    placed = [_placed(one, place, sure=sure) for one in resolved]
    for one in placed:
        for second in one.seconds:
            _settle_second(one, second, elsewhere)
    for first, second in pairwise(placed):
        _settle_end(first, second)
        _settle_moon(first, second)
        _settle_moon(second, first)
    _settle_by_length(placed)
    return placed


def _placed(resolved: Resolved, place: str | None, *, sure: bool) -> Placed:
    zone = None if resolved.wrong else settle(resolved.found.slots.zone, place)
    stated = zone is not None and (sure or resolved.found.slots.zone != "local")
    basis: Basis = "stated" if stated or zone is None else "inferred"
    why = resolved.why
    if zone is None and place is not None:
        zone = zone_of_place(place)
        if zone is not None and resolved.type == "TIME":
            basis = "inferred"
            why = _also(why, f"the zone is not stated: that of {place} is taken")
    if zone is not None and resolved.found.slots.part in {"SS", "SR"}:
        why = _also(why, _by_the_sun(resolved, zone))
    seconds = [_placed(second, place, sure=sure) for second in resolved.seconds]
    return Placed(resolved, zone, stated, basis, why, seconds)


def _by_the_sun(resolved: Resolved, zone: str) -> str:
    """Give "sundown" and "sunrise" half an hour around the sun's own time at the place; say so."""
    extent = resolved.extent
    if extent is None or extent.start is None or extent.precision != "part_of_day":
        return ""
    rising = resolved.found.slots.part == "SR"
    moment = sun_at(zone, extent.start.date(), rising=rising)
    if moment is None:
        return ""
    local = moment.astimezone(tz(zone)).replace(tzinfo=None)
    margin = timedelta(minutes=30)
    resolved.extent = replace(extent, start=local - margin, end=local + margin)
    deed = "rises" if rising else "sets"
    return f"the sun {deed} there at {local:%H:%M}, taken with half an hour on either side"


def _also(why: str, more: str) -> str:
    return f"{why}; {more}" if why and more else why or more


def _moment(extent: Extent | None) -> datetime | None:
    """The local time of an instant; None for a stretch."""
    return (
        extent.start
        if extent is not None and extent.start is not None and extent.start == extent.end
        else None
    )


# ---------------------------------------------------------------------- second clocks


def _settle_second(first: Placed, second: Placed, elsewhere: frozenset[str] | None) -> None:
    here, there = _moment(first.resolved.extent), _moment(second.resolved.extent)
    if here is None or there is None or second.zone is None:
        return
    if not first.stated:
        _zone_from(first, second, here, there, elsewhere)
    if first.zone is None:
        return
    target = to_utc(here, first.zone)
    slots = second.resolved.found.slots
    if slots.weekday is not None and slots.month is None and slots.relation is None:
        weeks = round((target - to_utc(there, second.zone)).total_seconds() / 604800)
        if weeks:
            _move_on(second, 7 * weeks, "its weekday is the one nearest to the clock that it restates")
    if second.resolved.dated and not first.resolved.dated and not first.resolved.others:
        apart = to_utc(_moment(second.resolved.extent) or there, second.zone) - target
        days = round(apart.total_seconds() / 86400)
        if days and abs(days) <= 7:
            _move_on(first, days, "its day is that of the dated second clock")
        return
    if second.resolved.dated:
        _midnight_from(first, to_utc(_moment(second.resolved.extent) or there, second.zone))
        return
    shared = _shares_day(first, second)
    if first.resolved.others and (first.resolved.today or shared):
        _midnight_shown(first, second.zone, settled=shared)
        target = to_utc(_moment(first.resolved.extent) or here, first.zone)
    days = min(
        (-1, 0, 1), key=lambda d: abs(to_utc(there + timedelta(days=d), second.zone or "UTC") - target)
    )
    if days:
        _move_on(second, days, "its day is the one on which it comes nearest to the clock that it restates")


def _shares_day(first: Placed, second: Placed) -> bool:
    """Whether the day is named behind both clocks, and holds for both: "midnight (2000 GMT) on Saturday"."""
    found = first.resolved.found
    return first.resolved.dated and second.resolved.found.last < found.last - 1


def _midnight_shown(first: Placed, zone: str, *, settled: bool) -> None:
    """ "Midnight (2200 GMT) on Monday": that end of Monday at which the second clock shows Monday too.

    `settled`: the words leave no doubt, and the other end falls away.
    """
    resolved = first.resolved
    if first.zone is None:
        return
    for extent in [resolved.extent, *resolved.others]:
        local = _moment(extent)
        if local is None or extent is None:
            continue
        if to_utc(local, first.zone).astimezone(tz(zone)).date() == resolved.written_day:
            rest = [e for e in (resolved.extent, *resolved.others) if e is not None and e is not extent]
            if extent is not resolved.extent:
                shown = "the second clock shows that day only at this end of it"
                first.why = _also(first.why, f"but {shown}")
                resolved.choice = f"; but {shown}", ""
            resolved.extent, resolved.value, resolved.others = extent, extent.value, [] if settled else rest
            return


def _moved(extent: Extent | None, days: int) -> Extent | None:
    """An instant some days on, its TIMEX3 value with it."""
    if extent is None or extent.start is None:
        return extent
    start = extent.start + timedelta(days=days)
    written, _, clock = extent.value.partition("T")
    day = (date.fromisoformat(written) + timedelta(days=days)).isoformat()
    return replace(extent, start=start, end=start, value=f"{day}T{clock}")


def _zone_from(
    first: Placed, second: Placed, here: datetime, there: datetime, elsewhere: frozenset[str] | None
) -> None:
    """The offset at which the first clock shows its time when the second shows its own."""
    moment = to_utc(there, second.zone or "UTC").replace(tzinfo=None)
    shifts = (0,) if second.resolved.dated else (-1, 0, 1)
    offsets = [round((here - moment - timedelta(days=d)).total_seconds() / 60) for d in shifts]
    fitting = [minutes for minutes in offsets if -720 <= minutes <= 840 and minutes % 15 == 0]
    if not fitting or (first.zone is not None and to_utc(here, first.zone).replace(tzinfo=None) == moment):
        return
    minutes = min(fitting, key=lambda m: (abs(m), -m))
    known = to_utc(here, first.zone).replace(tzinfo=None) if first.zone is not None else None
    if known is not None and round((here - known).total_seconds() / 60) == minutes:
        first.stated, first.basis = True, "stated"
        return
    if first.zone is not None and elsewhere is not None:
        offsets_known = {
            round((tz(z).utcoffset(here) or timedelta()).total_seconds() / 60) for z in elsewhere
        }
        if minutes not in offsets_known:
            return
    first.zone = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
    first.stated, first.basis = True, "stated"
    first.why = _also(first.resolved.why, "its zone follows from the second clock")


def _midnight_from(first: Placed, target: datetime) -> None:
    """The reading of the first clock that is the instant of a dated second clock; the others fall away."""
    resolved = first.resolved
    for extent in [resolved.extent, *resolved.others]:
        local = _moment(extent)
        if resolved.others and local is not None and first.zone and to_utc(local, first.zone) == target:
            resolved.extent, resolved.others = extent, []
            resolved.value = extent.value if extent else resolved.value
            first.why = _also(first.why, "the dated second clock says which")


# ---------------------------------------------------------------------- ends of ranges


def _settle_end(first: Placed, second: Placed) -> None:
    """ "from 10 p.m. on Friday to 6 a.m.": an undated end that would come before its start is on the next
    day.
    """
    here, there = _moment(first.resolved.extent), _moment(second.resolved.extent)
    if here is None or there is None or second.resolved.sentence != first.resolved.sentence:
        return
    slots = second.resolved.found.slots
    if slots.weekday is not None and slots.month is None and slots.relation is None and there < here:
        if second.resolved.found.first - first.resolved.found.last <= 3 and (here - there).days < 7:
            _move_on(second, 7, "the end of a range lies after its start")
        return
    if second.resolved.dated:
        return
    if (
        second.resolved.found.first - first.resolved.found.last <= 3
        and there < here
        and here.date() == there.date()
    ):
        _move_on(second, 1, "an end before its start is on the next day")


MOON = timedelta(days=1)
"""By how much the sighting of the moon may move a feast."""


def _settle_moon(feast: Placed, near: Placed) -> None:
    """ "Ashura on Tuesday", "on Friday, the first day of Eid": a day beside a feast of the moon, and within a
    day of it, is its day.
    """
    here, there = feast.resolved.extent, near.resolved.extent
    gap = max(
        near.resolved.found.first - feast.resolved.found.last,
        feast.resolved.found.first - near.resolved.found.last,
    )
    if feast.resolved.found.slots.holiday is None or here is None or there is None or gap > BESIDE:
        return
    named = near.resolved.found.slots
    if here.mod != "APPROX" or here.start is None or here.end is None or there.start is None:
        return
    if near.resolved.sentence != feast.resolved.sentence or there.precision != "day" or named.holiday:
        return
    shift = there.start - here.start
    if abs(shift) != MOON or (named.weekday is None and named.day is None):
        return
    moved = replace(
        here, start=here.start + shift, end=here.end + shift, mod=None, edtf=None, value=there.value
    )
    feast.resolved.extent, feast.resolved.value, feast.resolved.mod = moved, moved.value, None
    feast.why = _also(feast.why, "the day named beside it says which")


BESIDE = 5
"""Tokens between a feast and the day on which it is said to fall."""


def _move_on(placed: Placed, days: int, why: str) -> None:
    """An instant and its other readings, some days on."""
    resolved = placed.resolved
    resolved.extent = _moved(resolved.extent, days)
    resolved.others = [moved for other in resolved.others if (moved := _moved(other, days)) is not None]
    resolved.value = resolved.extent.value if resolved.extent else resolved.value
    placed.why = _also(placed.why, why)


def _settle_by_length(placed: list[Placed]) -> None:
    """A length stated in the sentence decides between the two midnights of a range's end or start."""
    for i, one in enumerate(placed):
        if not one.resolved.others:
            continue
        near = [
            p
            for p in placed[max(0, i - 3) : i + 3]
            if p.resolved.sentence == one.resolved.sentence and p is not one
        ]
        lengths = [length for p in near if (length := _length(p.resolved)) is not None]
        ends = [m for p in near if (m := _moment(p.resolved.extent)) is not None and p.zone == one.zone]
        for extent in [one.resolved.extent, *one.resolved.others]:
            local = _moment(extent)
            if local is not None and any(abs(local - end) in lengths for end in ends):
                one.resolved.extent, one.resolved.others = extent, []
                one.resolved.value = extent.value if extent else one.resolved.value
                one.why = _also(one.why, "the stated length says which")
                break


def _length(resolved: Resolved) -> timedelta | None:
    """A duration in hours, days or weeks."""
    slots = resolved.found.slots
    if resolved.type != "DURATION" or slots.vague or not slots.number or slots.number > 10_000:
        return None
    unit = {"H": 1, "D": 24, "W": 168}.get(slots.unit or "")
    return timedelta(hours=slots.number * unit) if unit else None
