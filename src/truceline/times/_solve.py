"""A constraint with its time, once its event has one: the arithmetic of "24 hours after the signing".

Hours and minutes are counted from the instant, days, weeks and months on the calendar of the place. Nothing
is made up: where the event has no date, or several that cannot be one, the constraint stays open and says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import msgspec

from truceline.model import Constraint, Precision, Span, When, months_on
from truceline.times._events import Dated, apart
from truceline.times._write import instant_when, span_when

__all__ = ["solved"]


def solved(plain: str, one: Constraint, known: Sequence[Dated], given: When | None = None) -> Constraint:
    """The constraint with `when`, `dated` and `why`.

    Args:
        plain: the normalised text.
        one: the constraint.
        known: the events that the text dates.
        given: when the event is, from elsewhere; it counts where the text dates no such event.
    """
    own = [event for event in known if event.kind == one.event]
    chosen = _chosen(plain, one, own)
    if chosen is None and (own or given is None):
        why = "the text dates that event in several ways" if own else "no date of that event is known"
        return msgspec.structs.replace(one, why=why)
    event, by = (chosen.when, chosen.by) if chosen is not None else (given, None)
    assert event is not None
    source = f"dated {event.edtf}" if by is not None else f"dated {event.edtf} elsewhere"
    when = _reckoned(one, event, f"reckoned from the {_NAMES.get(one.event, one.event)}, {source}")
    if when is None:
        return msgspec.structs.replace(one, why="the event's date is too vague to reckon from")
    return msgspec.structs.replace(one, when=when, dated=by, why=when.why)


_NAMES = {"effective": "entry into force", "outbreak": "outbreak of the war"}


def _chosen(plain: str, one: Constraint, own: Sequence[Dated]) -> Dated | None:
    """The date of the event: the finest, if all can be one; else that of the same sentence."""
    if not own:
        return None
    near = [event for event in own if plain and not apart(_between(plain, one, event.by))]
    for candidates in (own, near):
        if candidates and _agree(candidates):
            return min(candidates, key=lambda event: _width(event.when))
    return None


def _between(plain: str, one: Constraint, by: Span) -> str:
    first, second = sorted(((one.start, one.end), (by.start, by.end)))
    return plain[first[1] : max(first[1], second[0])]


def _agree(found: Sequence[Dated]) -> bool:
    """Whether one moment lies in all of the times, by local clocks; a clock lies in its day."""
    starts, ends = [], []
    for event in found:
        when = _one(event.when)
        if when.bounds is None:
            return False
        starts.append(_local(_first(when.edtf)))
        ends.append(max(starts[-1], _local(_last(when.edtf, end=True)) - timedelta(seconds=1)))
    return max(starts) <= min(ends)


def _one(when: When) -> When:
    return when.readings[0] if when.readings else when


def _width(when: When) -> timedelta:
    bounds = _one(when).bounds
    return bounds[1] - bounds[0] if bounds is not None else timedelta.max


# ---------------------------------------------------------------------- arithmetic


@dataclass(frozen=True)
class _Offset:
    """A signed distance: months and days on the calendar, `exact` in hours and minutes."""

    months: int
    days: int
    exact: timedelta

    @classmethod
    def of(cls, text: str) -> _Offset | None:
        match = re.fullmatch(
            r"(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+(?:\.\d+)?)D)?"
            r"(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+)S)?)?",
            text,
        )
        if match is None:
            return None
        sign = -1 if match[1] else 1
        parts = (float(part or 0) for part in match.groups()[1:])
        years, months, weeks, days, hours, minutes, seconds = parts
        if max(years * 12 + months, weeks * 7 + days, hours, minutes / 60) > 100_000:
            return None
        whole = int(days)
        exact = timedelta(days=days - whole, hours=hours, minutes=minutes, seconds=seconds)
        return cls(sign * int(years * 12 + months), sign * int(weeks * 7 + whole), sign * exact)


def _reckoned(one: Constraint, event: When, why: str) -> When | None:
    """The time that a constraint sets, its event being at `event`."""
    offset, base = _Offset.of(one.offset), _one(event)
    if offset is None or base.earliest is None or base.latest is None:
        return None
    try:
        target = _shifted(base, offset, why, exact=one.bound == "during")
    except OverflowError:
        return None
    if one.bound == "at":
        return target
    if one.bound in {"after", "before"}:
        return _open(target, one.bound, why)
    if target.latest is None or target.latest < base.earliest:
        return None
    return When(
        earliest=base.earliest, latest=target.latest, edtf=f"{_first(base.edtf)}/{_last(target.edtf)}",
        zone=base.zone, precision=target.precision, basis="inferred", why=why,
    )  # fmt: skip


def _shifted(base: When, offset: _Offset, why: str, *, exact: bool) -> When:
    """The event's time, moved. A clock moved by whole days is a day, unless `exact`.

    Raises:
        OverflowError: outside the years 1 to 9999.
    """
    assert base.earliest is not None
    assert base.latest is not None
    if not (offset.months or offset.days or offset.exact):
        return msgspec.structs.replace(base, basis="inferred", why=why, readings=None)
    whole, rest = divmod(offset.exact, timedelta(days=1))
    by_hours = bool(offset.exact)
    if "T" not in base.edtf or (not by_hours and not exact):
        if rest:
            return _exactly(base, offset, why)
        first, last = (_day(part, offset, whole) for part in (_first(base.edtf), _last(base.edtf)))
        return span_when(first, last, base.zone, why)
    return _exactly(base, offset, why)


def _exactly(base: When, offset: _Offset, why: str) -> When:
    """An instant, or a stretch, moved by hours and days."""
    assert base.earliest is not None
    assert base.latest is not None
    days = timedelta(days=offset.days + 30.4375 * offset.months)
    by = offset.exact + days
    if base.is_instant and base.zone is not None:
        moved = instant_when(base.earliest + by, zone=base.zone, basis="inferred", why=why)
        return msgspec.structs.replace(moved, precision=base.precision)
    local = [_local(part) + by for part in (_first(base.edtf), _last(base.edtf, end=True))]
    precision: Precision = base.precision if base.precision != "day" else "part_of_day"
    shown = [moment.isoformat() for moment in local]
    return When(
        earliest=base.earliest + by, latest=base.latest + by, zone=base.zone, precision=precision,
        edtf=shown[0] if shown[0] == shown[1] else "/".join(shown), basis="inferred", why=why,
    )  # fmt: skip


def _day(part: str, offset: _Offset, more: int) -> date:
    return months_on(date.fromisoformat(part[:10]), offset.months) + timedelta(days=offset.days + more)


def _local(part: str) -> datetime:
    return datetime.fromisoformat(part[:19])


def _first(edtf: str) -> str:
    return edtf.split("/", maxsplit=1)[0].rstrip("~")


def _last(edtf: str, *, end: bool = False) -> str:
    part = edtf.rsplit("/", maxsplit=1)[-1].rstrip("~")
    if end and "T" not in part:
        return (date.fromisoformat(part[:10]) + timedelta(days=1)).isoformat()
    return part


def _open(target: When, side: str, why: str) -> When:
    """Not before a time, or not after it."""
    after = side == "after"
    edtf = f"{_first(target.edtf)}/.." if after else f"../{_last(target.edtf)}"
    return When(
        earliest=target.earliest if after else None, latest=None if after else target.latest, edtf=edtf,
        zone=target.zone, precision=target.precision, basis="inferred", why=why,
    )  # fmt: skip
