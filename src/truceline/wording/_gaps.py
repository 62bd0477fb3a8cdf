"""How far accounts lie apart, in words: the arithmetic that is laid out beside a dispute."""

from __future__ import annotations

import re
from datetime import timedelta

from truceline.model import Ceasefire, Finding, Value, When
from truceline.wording._times import say_when
from truceline.wording._words import and_list

__all__ = ["apart", "backwards", "say_length"]

_LENGTH = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_ORDER = ("declared", "effective", "ends")
_PAST = {"declared": "declared", "effective": "in force", "ends": "over"}


def say_length(length: timedelta) -> str:
    """`1 day and 3 hours`."""
    minutes = round(abs(length).total_seconds() / 60)
    parts = [(minutes // 1440, "day"), (minutes % 1440 // 60, "hour"), (minutes % 60, "minute")]
    if parts[0][0] > 60:
        parts = parts[:1]
    return and_list([f"{n:,} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n]) or "no time"


def apart(one: Value, other: Value) -> str:
    """How far another account lies from the preferred one; "" where that cannot be reckoned."""
    if isinstance(one, When) and isinstance(other, When):
        return _when_apart(one, other)
    lengths = [_length(value) for value in (one, other)]
    if lengths[0] is None or lengths[1] is None or lengths[0] == lengths[1]:
        return ""
    return f"{say_length(lengths[1] - lengths[0])} {'longer' if lengths[1] > lengths[0] else 'shorter'}"


def backwards(ceasefire: Ceasefire) -> list[str]:
    """Stages that come in the wrong order, in a sentence each: in force before declared, for instance."""
    found = []
    held = {name: _held(ceasefire.fields.get(name, ())) for name in _ORDER}
    for n, first in enumerate(_ORDER):
        for second in _ORDER[n + 1 :]:
            one, other = held[first], held[second]
            if one and other and one.earliest and other.latest and other.latest < one.earliest:
                gap = say_length(one.earliest - other.latest)
                found.append(
                    f"By these accounts it was {_PAST[second]} {gap} before it was {_PAST[first]}: "
                    f"{say_when(other)}, and only then {say_when(one)}."
                )
    return found


def _held(findings: tuple[Finding, ...]) -> When | None:
    return next((f.value for f in findings if f.preferred and isinstance(f.value, When)), None)


def _when_apart(one: When, other: When) -> str:
    if one.earliest is None or other.earliest is None or one.readings or other.readings:
        return ""
    if (one.is_instant and other.is_instant) or (one.precision == other.precision == "day"):
        length = other.earliest - one.earliest
        return f"{say_length(length)} {'later' if length > timedelta() else 'earlier'}" if length else ""
    if one.latest and other.latest and one.earliest <= other.latest and other.earliest <= one.latest:
        return "the two overlap, and can both be right"
    return ""


def _length(value: Value) -> timedelta | None:
    found = _LENGTH.fullmatch(value) if isinstance(value, str) else None
    if not found or not any(found.groups()):
        return None
    weeks, days, hours, minutes, seconds = (int(n or 0) for n in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
