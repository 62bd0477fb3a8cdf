"""Days and lengths of a report that contradict each other: its headline against its text, the length of a
truce against its two ends, sentences apart.

A length beside its two ends in one sentence is checked in `truceline.times`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from truceline.claims._drafts import OUTRIGHT
from truceline.model import Anomaly, AnomalyKind, Article, Claim, Value, When, length_parts

__all__ = ["day_conflicts"]

_MADE = frozenset({"asserted", "reported"})
_CHANGED = frozenset({"extended", "ended", "broken", "suspended", "replaced", "never_in_force"})
"""Steps after which a truce does not last from its start as long as was agreed."""
_MOVED = re.compile(
    r"\b(?:postpon|delay|put (?:off|back)|brought forward|push(?:ed)? back|reschedul|moved (?:to|from|up)"
    r"|original|initially|(?:was|were|had been) (?:to|due|set|scheduled|supposed)\b|instead of|later than)",
    re.I,
)
"""Words of a text whose truce was put off: its headline may tell another day."""
_ROUNDED = timedelta(minutes=9)
_CUSTOM = timedelta(days=1)
"""A length in days may count its first day or not."""
_LONG = timedelta(days=13)
"""From here on a length is rounded: "two weeks" may be off by a day more."""
_NEAR = 400
"""Characters within which a start, an end and a length are said of one truce."""
_FARTHEST = timedelta(days=10)
"""How far the headline's day may lie off; farther, it is rather another step's."""


def day_conflicts(article: Article, claims: Sequence[Claim]) -> Iterator[Anomaly]:
    """What the claims of an article on the days of its own ceasefire say against each other."""
    own = [c for c in claims if c.ceasefire == article.id and c.stance in _MADE]
    told = [c for c in own if article.role_at(c.evidence[0].start) == "body" and c.confidence >= OUTRIGHT]
    above = [c for c in own if article.role_at(c.evidence[0].start) == "headline"]
    if not _MOVED.search(article.text):
        yield from _headline_days(above, told)
    if not any(a.kind == "duration_mismatch" for a in article.anomalies):
        yield from _length(own, told)


def _headline_days(above: Sequence[Claim], told: Sequence[Claim]) -> Iterator[Anomaly]:
    """A start or an end whose day in the headline is none of those in the text."""
    for field in ("effective", "ends"):
        text = [c for c in told if c.field == field and _days(c.value)]
        for claim in above:
            days = _days(claim.value) if claim.field == field else set()
            if not text or not days:
                continue
            known = {day for c in text for day in _days(c.value)}
            gap = min(abs(a - b) for a in days for b in known)
            if timedelta(0) < gap <= _FARTHEST:
                yield _anomaly(
                    "headline_conflict",
                    f"the headline has it on {_shown(days)}, the text on {_shown(known)}; the text is taken",
                    claim, text[0], text[0].value,
                )  # fmt: skip


def _length(own: Sequence[Claim], told: Sequence[Claim]) -> Iterator[Anomaly]:
    """A start, an end and a length, one of each, that do not add up."""
    if any(c.field == "extended_by" or (c.field == "status" and c.value in _CHANGED) for c in own):
        return
    one = {field: _only(told, field) for field in ("effective", "ends", "duration")}
    start, end, length = one["effective"], one["ends"], one["duration"]
    if start is None or end is None or length is None:
        return
    places = [c.evidence[0].start for c in (start, end, length)]
    if max(places) - min(places) > _NEAR:
        return
    span, found = _span(str(length.value)), _apart(start.value, end.value)
    if span is None or found is None or not isinstance(start.value, When):
        return
    apart, exact = found
    slack = _ROUNDED if exact else _CUSTOM + (_CUSTOM if span > _LONG else timedelta(0))
    if abs(apart - span) <= slack or (not exact and span % timedelta(days=1)):
        return
    if abs(apart - span) > max(span * 1.5, timedelta(days=2)):
        return
    yield _anomaly(
        "duration_mismatch",
        f"{length.evidence[0].text!r} does not fit {start.evidence[0].text!r} to {end.evidence[0].text!r}, "
        f"which is {_told(apart)}; the start and the length are kept",
        length, start, _end(start.value, span, exact=exact), end,
    )  # fmt: skip


def _span(length: str) -> timedelta | None:
    """A length of weeks, days, hours and minutes; those of months are told too roughly."""
    parts = length_parts(length)
    if parts is None or parts[0] or parts[1]:
        return None
    weeks, days, hours, minutes, _ = (part or 0 for part in parts[2:])
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)


def _only(told: Sequence[Claim], field: str) -> Claim | None:
    """The claim on a field, where all in the text say the same."""
    found = [c for c in told if c.field == field]
    values = {c.value.edtf if isinstance(c.value, When) else str(c.value) for c in found}
    return found[0] if len(values) == 1 else None


def _apart(start: object, end: object) -> tuple[timedelta, bool] | None:
    """How far an end lies after a start, and whether to the minute; None where it is not told."""
    if not isinstance(start, When) or not isinstance(end, When) or start.readings or end.readings:
        return None
    clocks = "T" in start.edtf and "T" in end.edtf
    if clocks and start.is_instant and end.is_instant and start.earliest and end.earliest:
        return end.earliest - start.earliest, True
    if clocks and start.precision == end.precision == "minute" and start.zone is None and end.zone is None:
        return datetime.fromisoformat(end.edtf) - datetime.fromisoformat(start.edtf), True
    first, last = _days(start), _days(end)
    if len(first) != 1 or len(last) != 1:
        return None
    return max(last) - min(first), False


def _days(value: object) -> set[date]:
    """The local days on which a time may be, none where it is coarser than a day."""
    if not isinstance(value, When) or value.precision in {"week", "month", "season", "year"}:
        return set()
    shown = [w.edtf[:10] for w in (value.readings or (value,)) if "/" not in w.edtf and "~" not in w.edtf]
    return {date.fromisoformat(day) for day in shown if re.fullmatch(r"\d{4}-\d\d-\d\d", day)}


def _end(start: When, span: timedelta, *, exact: bool) -> When:
    """The end that a start and a length give."""
    assert start.earliest is not None
    moment = start.earliest + span
    if exact and start.is_instant:
        edtf = (datetime.fromisoformat(start.edtf) + span).isoformat()
        return When(
            earliest=moment, latest=moment, edtf=edtf, zone=start.zone, precision="minute", basis="inferred"
        )
    day = (date.fromisoformat(start.edtf[:10]) + span).isoformat()
    latest = (start.latest or start.earliest) + span
    return When(earliest=moment, latest=latest, edtf=day, zone=start.zone, precision="day", basis="inferred")


def _told(span: timedelta) -> str:
    hours = round(span.total_seconds() / 3600)
    days, rest = divmod(hours, 24)
    parts = [(days, "day"), (rest, "hour")]
    return " ".join(f"{n} {word}{'s' if n != 1 else ''}" for n, word in parts if n) or "nothing"


def _shown(days: set[date]) -> str:
    return " or ".join(day.isoformat() for day in sorted(days))


def _anomaly(
    kind: AnomalyKind, message: str, claim: Claim, other: Claim, right: Value, *more: Claim
) -> Anomaly:
    evidence = tuple(c.evidence[0] for c in (claim, other, *more))
    ordered = tuple(sorted(evidence, key=lambda e: e.start))
    suggestion = right if isinstance(right, When) else str(right)
    return Anomaly(kind=kind, message=message, evidence=ordered, suggestion=suggestion)
