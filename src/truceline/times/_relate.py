"""Which expressions state the same instant, and which are the two ends of a range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from truceline.model import TimeExpression, When
from truceline.times._tokens import normalise
from truceline.times._zones import tz

__all__ = ["Relation", "length_of", "relate"]


@dataclass(frozen=True)
class Relation:
    """Two expressions of one text that belong together.

    `same`: `second` restates `first` (another zone's clock in brackets); `when` is the one to use,
    `difference` how far the second lies after the first. `range`: from `first` to `second`; `when` is the
    interval between them. `why` says how `when` was chosen.
    """

    kind: Literal["same", "range"]
    first: TimeExpression
    second: TimeExpression
    when: When
    difference: timedelta | None
    why: str


_SAME = re.compile(
    r"""
    \s* (?: [.,]?\s*[(\[]\s* (?:or|i\.e\.|that\ is|at|about|around|which\ is)?
          | ,?\s+or | / | ,?\s*(?:that\ is|i\.e\.|which\ is|meaning),? | \s- )
    \s* (?:at\s+|from\s+)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_RANGE = re.compile(
    r"""
    (?: \s*[(\[][^()\[\]]{1,40}[)\])] )? \s*,?\s*
    (?: to|until|till|through|up\ to|-|and|and\ ends?|and\ until|into|and\ lasts?\ until
      | and\ (?:will\ )?(?:run|last|continue|end|expire)s?(?:\ until|\ till|\ to|\ at|\ on)? )
    \s+ (?:the\s+|at\s+|on\s+|about\s+)?
    | \s*-\s*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_AND = re.compile(r"\s+and\s+(?:the\s+|at\s+|on\s+)?", re.IGNORECASE)
LONGEST_GAP = 70
"""Characters between the ends of a range, a bracketed clock included."""


def relate(text: str, times: Sequence[TimeExpression]) -> list[Relation]:
    """Links between the expressions of `text`, in the order of the text.

    Args:
        text: the text that `times` were read from.
        times: expressions as `find` or `read` gives them.

    Returns:
        One `Relation` per pair. Of two clocks that should be one instant and are not, the first (the event's
        own) is preferred unless its zone was only inferred.
    """
    plain = normalise(text)
    ordered = sorted((t for t in times if t.type != "SET"), key=lambda t: (t.start, -t.end))
    found: list[Relation] = []
    for i, first in enumerate(ordered):
        for second in ordered[i + 1 : i + 4]:
            if second.start - first.end > LONGEST_GAP:
                break
            if "DURATION" in {first.type, second.type}:
                relation = _with_length(plain, first, second)
            else:
                relation = _pair(plain, first, second)
            if relation is not None:
                found.append(relation)
    return found


_THEN = re.compile(
    r"""
    [^.;:\n]{0,60}?
    \b (?: from|starting|beginning|effective|commencing|as\ of|to\ start|to\ begin|begins?|starts?
          | takes?\ effect ) \b
    (?: \s+(?:on|at|from|with|the|around|about|as|of|effect|next) ){0,3} \s*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_FOR = re.compile(
    r"""
    (?: \s*[(\[][^()\[\]]{1,40}[)\])] )? ,?\s+ (?:and\s+)?
    (?: (?:would|will|to|should)?\s*(?:last|run|hold|continue|lasting|holding|remain\ in\ force)s?\s+ )?
    (?: [^.;:\n]{0,40}\b(?:extended|renewed|prolonged)\s+ )?
    for\s+ (?:an?\s+)? (?:initial\s+|first\s+|further\s+)?
    (?: period\s+of\s+ | total\s+of\s+ | at\s+least\s+ | the\s+next\s+ )?
    """,
    re.IGNORECASE | re.VERBOSE,
)


def _with_length(plain: str, first: TimeExpression, second: TimeExpression) -> Relation | None:
    """A start and how long it lasts, in either order: "72 hours from 1 a.m.", "from noon on Friday for
    ten days".
    """
    between = plain[first.end : second.start] if second.start >= first.end else ""
    if first.type == "DURATION" and second.when is not None and _THEN.fullmatch(between):
        return _lasting(second, first)
    if second.type == "DURATION" and first.when is not None and _FOR.fullmatch(between):
        return _lasting(first, second)
    return None


def _lasting(start: TimeExpression, length: TimeExpression) -> Relation | None:
    when = start.when.readings[0] if start.when is not None and start.when.readings else start.when
    span = length_of(length.timex)
    if (
        when is None
        or when.earliest is None
        or span is None
        or when.precision in {"week", "month", "season", "year"}
    ):
        return None
    try:
        latest = when.earliest + span
        local = latest.astimezone(tz(when.zone or "UTC"))
    except OverflowError:
        return None
    day = when.precision == "day"
    shown = (
        (date.fromisoformat(when.edtf[:10]) + span - timedelta(days=1)).isoformat()
        if day
        else local.isoformat()
    )
    if when.zone is None and not day:
        shown = (datetime.fromisoformat(when.edtf[:19]) + span).isoformat()
    whole = When(
        earliest=when.earliest, latest=latest, edtf=f"{_first(when.edtf)}/{shown}", zone=when.zone,
        precision=when.precision, basis=when.basis, why=f"{length.text!r} from {start.text!r}",
    )  # fmt: skip
    return Relation("range", start, length, whole, span, "the length is counted from the start")


def length_of(period: str) -> timedelta | None:
    """The TIMEX3 value of a duration in minutes, hours, days or weeks; None for months, years and X."""
    match = re.fullmatch(r"P(?:(\d+(?:\.\d+)?)([DW])|T(\d+(?:\.\d+)?)([HM]))", period)
    if match is None:
        return None
    number, unit = float(match[1] or match[3]), match[2] or match[4]
    hours = {"D": 24.0, "W": 168.0, "H": 1.0, "M": 1 / 60}[unit]
    return timedelta(hours=number * hours) if number < 100_000 else None


def _pair(plain: str, first: TimeExpression, second: TimeExpression) -> Relation | None:
    if second.end <= first.end:
        return _same(first, second)
    if second.start < first.end:
        return None
    between = plain[first.end : second.start]
    if _clock(first) and _clock(second) and _SAME.fullmatch(between) and _other_zone(first, second):
        return _same(first, second)
    if _RANGE.fullmatch(between) and (
        not _AND.fullmatch(between)
        or re.search(r"\bbetween\s+(?:the\s+)?$", plain[max(0, first.start - 12) : first.start], re.I)
    ):
        return _range(first, second)
    return None


def _clock(expression: TimeExpression) -> bool:
    return expression.when is not None and expression.when.precision in {"minute", "second", "hour"}


def _other_zone(first: TimeExpression, second: TimeExpression) -> bool:
    a, b = first.when, second.when
    return a is not None and b is not None and (a.zone != b.zone or a.basis != b.basis)


def _same(first: TimeExpression, second: TimeExpression) -> Relation | None:
    a, b = first.when, second.when
    if a is None or b is None or not (_clock(first) and _clock(second)):
        return None
    difference = None
    if a.zone and (a.is_instant or a.readings) and (b.is_instant or b.readings):
        pairs = [(one, other) for one in a.readings or (a,) for other in b.readings or (b,)]
        gaps = [other.earliest - one.earliest for one, other in pairs if one.earliest and other.earliest]
        difference = min(gaps, key=abs) if gaps else None
    if difference is None or not difference:
        return Relation("same", first, second, a, difference, "both clocks give the same instant")
    return Relation(
        "same",
        first,
        second,
        a,
        difference,
        "the clocks differ; the first, which names the place's own time, is kept",
    )


def _range(first: TimeExpression, second: TimeExpression) -> Relation | None:
    a, b = first.when, second.when
    if a is None or b is None or a.earliest is None or b.latest is None:
        return None
    start = a.readings[0] if a.readings else a
    end = b.readings[0] if b.readings else b
    if start.earliest is None or end.latest is None or start.earliest > end.latest:
        return None
    when = When(
        earliest=start.earliest, latest=end.latest, edtf=f"{_first(start.edtf)}/{_last(end.edtf)}",
        zone=end.zone or start.zone,
        precision=start.precision, basis=start.basis, why="from the first to the second",
    )  # fmt: skip
    return Relation("range", first, second, when, _between(start, end), "a range")


def _between(start: When, end: When) -> timedelta:
    """How far the end lies after the start; two days, or two clocks without a zone, as they are told."""
    assert start.earliest is not None and end.latest is not None  # noqa: PT018 - both are known to be
    if start.zone is None and end.zone is None and _is_local(start) and _is_local(end):
        return datetime.fromisoformat(end.edtf) - datetime.fromisoformat(start.edtf)
    if _DAY.fullmatch(start.edtf) and _DAY.fullmatch(end.edtf):
        return date.fromisoformat(end.edtf) - date.fromisoformat(start.edtf) + timedelta(days=1)
    return end.latest - start.earliest


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _is_local(when: When) -> bool:
    """Whether a time is a clock on a day, in a zone that nothing tells."""
    return re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?", when.edtf) is not None


def _first(edtf: str) -> str:
    return edtf.split("/", maxsplit=1)[0]


def _last(edtf: str) -> str:
    return edtf.rsplit("/", maxsplit=1)[-1]
