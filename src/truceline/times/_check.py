"""Stage 5: what cannot be right as it stands, each with both values, the difference and the value taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from truceline.model import Anomaly, AnomalyKind, Evidence, TimeExpression, When
from truceline.times._engine import Traced
from truceline.times._extent import add
from truceline.times._relate import Relation, relate
from truceline.times._tokens import normalise

__all__ = ["check"]

TOLERANCE = timedelta(minutes=9)
"""Two clocks of one event may be rounded differently ("just after 7", "6:59"); more apart is a mismatch."""

ROUGHLY = 0.15
"""Part by which a length in months may be off: "three months" from 1 October to 9 January."""

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def check(text: str, traced: Sequence[Traced], article: str) -> list[Anomaly]:
    """The anomalies of one text's expressions, in the order of the text.

    Args:
        text: the text that was read.
        traced: its expressions as the engine gives them.
        article: the article's id, for the evidence.
    """
    relations = relate(text, [t.expression for t in traced])
    found = [
        *_weekdays(traced, article), *_impossible(traced, article), *_clocks(relations, article),
        *_durations(text, traced, relations, article), *_backwards(normalise(text), traced, article),
    ]  # fmt: skip
    return sorted(found, key=lambda a: a.evidence[0].start)


def _evidence(article: str, *expressions: TimeExpression) -> tuple[Evidence, ...]:
    return tuple(Evidence(article=article, start=e.start, end=e.end, text=e.text) for e in expressions)


def _anomaly(
    kind: AnomalyKind, message: str, evidence: tuple[Evidence, ...], suggestion: When | str | None
) -> Anomaly:
    return Anomaly(kind=kind, message=message, evidence=evidence, suggestion=suggestion)


def _weekdays(traced: Sequence[Traced], article: str) -> Iterator[Anomaly]:
    """A weekday beside a date of another weekday: the date is kept."""
    for item in traced:
        slots, at = item.resolved.found.slots, _own_day(item)
        if slots.weekday is None or slots.month is None or slots.day is None or at is None:
            continue
        if at.isoweekday() == slots.weekday:
            continue
        apart = min((slots.weekday - at.isoweekday()) % 7, (at.isoweekday() - slots.weekday) % 7)
        message = (
            f"{at.isoformat()} was a {DAYS[at.weekday()]}, not a {DAYS[slots.weekday - 1]} "
            f"({apart} day{'s' if apart > 1 else ''} apart); the date is kept"
        )
        yield _anomaly("weekday_mismatch", message, _evidence(article, item.expression), item.expression.when)


def _own_day(item: Traced) -> date | None:
    if item.resolved.written_day is not None:
        return item.resolved.written_day
    extent = item.resolved.extent
    return extent.first_day if extent is not None else None


def _impossible(traced: Sequence[Traced], article: str) -> Iterator[Anomaly]:
    for item in traced:
        if item.resolved.wrong:
            message = f"{item.expression.text!r} cannot be: {item.resolved.wrong}; no time is taken from it"
            yield _anomaly("impossible_date", message, _evidence(article, item.expression), None)


def _clocks(relations: Sequence[Relation], article: str) -> Iterator[Anomaly]:
    """Two clocks of one instant that are not the same instant."""
    for relation in relations:
        if relation.kind != "same" or relation.difference is None or abs(relation.difference) <= TOLERANCE:
            continue
        first, second = relation.first, relation.second
        if first.when is None or second.when is None:
            continue
        kept = relation.when
        shown = kept.readings[0] if kept.readings else kept
        message = (
            f"{first.text!r} is {_utc(shown)}, {second.text!r} is {_utc(second.when)}: "
            f"{_length(relation.difference)} apart; the first is kept"
        )
        yield _anomaly("zone_mismatch", message, _evidence(article, first, second), kept)


def _utc(when: When) -> str:
    return f"{when.earliest:%Y-%m-%d %H:%M} UTC" if when.earliest else "unknown"


def _length(span: timedelta) -> str:
    minutes = round(abs(span).total_seconds() / 60)
    days, rest = divmod(minutes, 1440)
    hours, minutes = divmod(rest, 60)
    parts = [(days, "day"), (hours, "hour"), (minutes, "minute")]
    return " ".join(f"{n} {word}{'s' if n != 1 else ''}" for n, word in parts if n) or "nothing"


def _durations(
    text: str, traced: Sequence[Traced], relations: Sequence[Relation], article: str
) -> Iterator[Anomaly]:
    """A stated length against the ends of a range in the same sentence."""
    ranges = [r for r in relations if r.kind == "range" and (_exact(r) or _whole_days(r))]
    for relation in ranges:
        place = next((t.resolved.sentence for t in traced if t.expression is relation.first), None)
        for item in traced:
            stated = _hours(item) or _months(item, relation)
            if stated is None or item.resolved.sentence != place or relation.difference is None:
                continue
            slack = timedelta(days=2) if _whole_days(relation) else TOLERANCE
            if _hours(item) is None:
                slack = max(slack, stated * ROUGHLY)
            if abs(relation.difference - stated) <= slack or _daily(text, item, relation):
                continue
            if _far(item, relation) or abs(relation.difference - stated) > max(
                stated * 1.5, timedelta(hours=6)
            ):
                continue
            message = (
                f"{item.expression.text!r} is {_length(stated)}, but from {relation.first.text!r} to "
                f"{relation.second.text!r} is {_length(relation.difference)}: "
                f"{_length(relation.difference - stated)} apart; the two ends are kept"
            )
            evidence = _evidence(article, item.expression, relation.first, relation.second)
            yield _anomaly("duration_mismatch", message, evidence, relation.when)


def _exact(relation: Relation) -> bool:
    ends = (relation.first.when, relation.second.when)
    return all(
        w is not None and w.precision in {"minute", "second"} and (w.is_instant or w.readings or not w.zone)
        for w in ends
    )


def _whole_days(relation: Relation) -> bool:
    """Whether both ends are single days."""
    ends = (relation.first.when, relation.second.when)
    return relation.second.type == "DATE" and all(w is not None and w.precision == "day" for w in ends)


def _far(item: Traced, relation: Relation) -> bool:
    """Whether the length stands too far from the range to be its length."""
    start, end = item.expression.start, item.expression.end
    return start > relation.second.end + 40 or end < relation.first.start - 60


def _months(item: Traced, relation: Relation) -> timedelta | None:
    """The length of months or years from the start of a range."""
    slots, start = item.resolved.found.slots, relation.first.when
    if (
        item.expression.type != "DURATION"
        or slots.unit not in {"M", "Y"}
        or not slots.number
        or slots.number_to
    ):
        return None
    if start is None or start.earliest is None or slots.number != int(slots.number) or slots.number > 1200:
        return None
    first = start.earliest.date()
    return add(first, int(slots.number), slots.unit) - first


def _hours(item: Traced) -> timedelta | None:
    """The length of a duration in hours, days or weeks; None for anything vaguer."""
    slots = item.resolved.found.slots
    if item.expression.type != "DURATION" or slots.vague or not slots.number or slots.number_to:
        return None
    unit = {"TM": 1 / 60, "H": 1, "D": 24, "W": 168, "N": 24}.get(slots.unit or "")
    return timedelta(hours=slots.number * unit) if unit and slots.number < 10_000 else None


def _daily(text: str, item: Traced, relation: Relation) -> bool:
    """A length in days beside a range of clocks of one day: a recurring pause, no contradiction."""
    assert relation.difference is not None
    return relation.difference < timedelta(hours=24) <= (_hours(item) or timedelta())


_FROM = re.compile(r"\b(?P<word>from|between)\s+(?:the\s+|midnight\s+on\s+)?$", re.IGNORECASE)
_TO = re.compile(r"\s*(?:,\s*)?(?:to|until|till|through|up\s+to|-)\s*(?:the\s+)?", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:the\s+)?", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:mov|shift|chang|postpon|delay|advanc|reschedul|switch|revis|amend|correct|push|bring|brought|put|defer)"
    r"\w*\b[^.;\n]{0,80}$",
    re.IGNORECASE,
)
"""Before "from 20 May to 12 May": the date itself was moved, and nothing lasts from one to the other."""


_TURN = 14
"""Days of a range in one named month that may lie across its turn: "from 28 to 3 May" begins in April."""
_MONTH = 30


def _backwards(plain: str, traced: Sequence[Traced], article: str) -> Iterator[Anomaly]:
    """A range of days that ends before it begins. Clocks alone pass midnight, months the turn of the year."""
    for i, item in enumerate(traced):
        before = plain[max(0, item.expression.start - 120) : item.expression.start]
        opened = _FROM.search(before)
        if opened is None or _MOVED.search(before):
            continue
        joined = _AND if opened["word"].lower() == "between" else _TO
        if item.resolved.found.slots.day_to is not None:
            yield from _backwards_in_one(plain, item, joined, article)
        for other in traced[i + 1 : i + 3]:
            if joined.fullmatch(plain[item.expression.end : other.expression.start]):
                yield from _backwards_in_two(item, other, article)


def _backwards_in_one(plain: str, item: Traced, joined: re.Pattern[str], article: str) -> Iterator[Anomaly]:
    """ "20 to 12 May": both days in one month."""
    slots, own = item.resolved.found.slots, item.expression
    first, last = slots.day or 0, slots.day_to or 0
    if _MONTH - first + last <= _TURN:
        return
    between = re.search(r"\d\w*(\D+?)\d", plain[own.start : own.end])
    if slots.hour is None and last < first and between is not None and joined.match(between.group(1)):
        message = (
            f"{own.text!r} ends on day {last} of a month and begins on day {first}, "
            f"{_length(timedelta(days=first - last))} later; only the start is kept"
        )
        yield _anomaly("order", message, _evidence(article, own), own.when)


def _backwards_in_two(item: Traced, other: Traced, article: str) -> Iterator[Anomaly]:
    """ "20 May to 12 May": each end with its own month."""
    first, last = _own_day(item), _own_day(other)
    if first is None or last is None or first <= last or not _same_calendar(item, other):
        return
    message = (
        f"the end {other.expression.text!r} is {last.isoformat()}, but the start {item.expression.text!r} is "
        f"{first.isoformat()}, {_length(first - last)} later; only the start is kept"
    )
    yield _anomaly(
        "order", message, _evidence(article, item.expression, other.expression), item.expression.when
    )


def _same_calendar(first: Traced, second: Traced) -> bool:
    """Whether both ends name their day and month, and no turn of the year can lie between them."""
    a, b = first.resolved.found.slots, second.resolved.found.slots
    if None in {a.month, a.day, b.month, b.day} or a.day_to is not None or b.day_to is not None:
        return False
    return b.year is not None if a.year is not None else a.month == b.month
