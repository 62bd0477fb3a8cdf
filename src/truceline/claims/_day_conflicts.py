"""Days and lengths of a report that contradict each other: its headline against its text, the length of a
truce against its two ends, sentences apart.

A length beside its two ends in one sentence is checked in `truceline.times`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from truceline.claims._drafts import OUTRIGHT
from truceline.model import Anomaly, AnomalyKind, Article, Claim, Value, When, length_parts, months_on

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
_ROUGHLY = 0.15
"""Part by which two lengths may differ, or one in months: "three months" from 1 October to 9 January."""
_NEAR = 400
"""Characters within which a start, an end and a length are said of one truce."""
_ANNOUNCED = re.compile(r"\b(?:announc|declar|proclaim|order)\w*\b[^.;]*$", re.I)
_AGAIN = re.compile(r"\b(?:again|formal\w*|official\w*|exten\w*|prolong\w*|renew\w*|end\w*|over)\b", re.I)
"""Words by which something else than the truce itself, or not for the first time, is announced."""
_MONTH = re.compile(r"\d{4}-\d\d")
_LED = 60
"""Characters before a day in which the verb stands that it dates."""
_STOP = re.compile(r"[.!?]\s+[A-Z\"“‘']|\n")
_OLD_AND_NEW = 2
_TURN = timedelta(days=60)
"""Days from which on an end before its start is rather that of the year before."""
_FARTHEST = timedelta(days=10)
"""How far the headline's day may lie off; farther, it is rather another step's."""


def day_conflicts(article: Article, claims: Sequence[Claim]) -> Iterator[Anomaly]:
    """What the claims of an article on the days of its own ceasefire say against each other."""
    own = [c for c in claims if c.ceasefire == article.id and c.stance in _MADE]
    told = [c for c in own if article.role_at(c.evidence[0].start) == "body" and c.confidence >= OUTRIGHT]
    above = [c for c in own if article.role_at(c.evidence[0].start) == "headline"]
    if not _MOVED.search(article.text):
        yield from _headline_days(above, told)
    yield from _headline_lengths(above, told)
    if not any(a.kind == "duration_mismatch" for a in article.anomalies):
        yield from _length(own, told)
        yield from _extension(article, own)
    if not any(a.kind == "order" for a in article.anomalies):
        yield from _order(article, told)


def _headline_days(above: Sequence[Claim], told: Sequence[Claim]) -> Iterator[Anomaly]:
    """A start or an end whose day in the headline is none of those in the text."""
    for field in ("effective", "ends"):
        text = [c for c in told if c.field == field and _days(c.value)]
        for claim in above:
            days = _days(claim.value) or _days_of_month(claim.value) if claim.field == field else set()
            if not text or not days:
                continue
            known = {day for c in text for day in _days(c.value)}
            gap = min(abs(a - b) for a in days for b in known)
            if timedelta(0) < gap <= _FARTHEST:
                yield _anomaly(
                    "headline_conflict",
                    f"the headline has it {_on(claim.value, days)}, the text on {_shown(known)}; the text is "
                    "taken",
                    claim, text[0], text[0].value,
                )  # fmt: skip


def _headline_lengths(above: Sequence[Claim], told: Sequence[Claim]) -> Iterator[Anomaly]:
    """A length, or that of an extension, in the headline that is none of those in the text.

    One that is more than twice the other is rather that of another truce.
    """
    for field in ("duration", "extended_by"):
        text = [c for c in told if c.field == field]
        known = [span for c in text if (span := _rough(str(c.value))) is not None]
        for claim in above:
            span = _rough(str(claim.value)) if claim.field == field else None
            if span is None or not known or len(known) < len(text):
                continue
            if all(_ROUGHLY * max(span, other) < abs(span - other) <= min(span, other) for other in known):
                yield _anomaly(
                    "headline_conflict",
                    f"the headline has {claim.evidence[0].text!r}, the text {text[0].evidence[0].text!r}; "
                    "the text is taken",
                    claim, text[0], text[0].value,
                )  # fmt: skip


def _rough(length: str) -> timedelta | None:
    """A length with months of 30 and years of 365 days, to compare two that are told of one truce."""
    parts = length_parts(length)
    if parts is None:
        return None
    years, months, weeks, days, hours, minutes, _ = (part or 0 for part in parts)
    return timedelta(days=365 * years + 30 * months, weeks=weeks) + timedelta(
        days=days, hours=hours, minutes=minutes
    )


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
    found = _apart(start.value, end.value)
    span = _span(str(length.value), start.value) if isinstance(start.value, When) else None
    if found is None or span is None or not isinstance(start.value, When):
        return
    apart, exact = found
    slack = _ROUNDED if exact else _CUSTOM + (_CUSTOM if span > _LONG else timedelta(0))
    if "M" in str(length.value).partition("T")[0]:
        slack = max(slack, span * _ROUGHLY)
    if not slack < abs(apart - span) <= max(span * 1.5, timedelta(days=2)):
        return
    if not exact and span % timedelta(days=1):
        return
    yield _anomaly(
        "duration_mismatch",
        f"{length.evidence[0].text!r} does not fit {start.evidence[0].text!r} to {end.evidence[0].text!r}, "
        f"which is {_told(apart)}; the start and the length are kept",
        length, start, _end(start.value, span, exact=exact), end,
    )  # fmt: skip


def _extension(article: Article, own: Sequence[Claim]) -> Iterator[Anomaly]:
    """The end that a truce had, the length by which it was extended and its new end, that do not add up."""
    told = [c for c in own if article.role_at(c.evidence[0].start) == "body"]
    length = _only(told, "extended_by")
    ends = [c for c in told if c.field == "ends" and len(_days(c.value)) == 1]
    if length is None or len({min(_days(c.value)) for c in ends}) != _OLD_AND_NEW:
        return
    old, new = sorted(ends, key=lambda c: min(_days(c.value)))[:: len(ends) - 1]
    if not isinstance(old.value, When) or not _in_one_sentence(article, length, new):
        return
    span = _span(str(length.value), old.value)
    apart = min(_days(new.value)) - min(_days(old.value))
    if span is None or span % timedelta(days=1):
        return
    slack = span * _ROUGHLY if "M" in str(length.value) else timedelta(0)
    if not slack < max(apart - span, span - apart - _CUSTOM) <= span:
        return
    yield _anomaly(
        "duration_mismatch",
        f"{length.evidence[0].text!r} from {old.evidence[0].text!r} on is not {new.evidence[0].text!r}, "
        f"which is {_told(apart)} later; the length is kept",
        length, new, _end(old.value, span, exact=False), old,
    )  # fmt: skip


def _order(article: Article, told: Sequence[Claim]) -> Iterator[Anomaly]:
    """An end before its start, and a start before it was announced, each in one sentence.

    A truce may be signed after the guns fell silent; it is not announced then.
    """
    start, end, made = (_only(told, field) for field in ("effective", "ends", "declared"))
    if start is None or not _days(start.value):
        return
    begins = min(_days(start.value))
    if end is not None and _days(end.value) and _in_one_sentence(article, start, end):
        over = max(_days(end.value))
        if timedelta(0) < begins - over < _TURN:
            yield _anomaly(
                "order",
                f"it begins on {begins.isoformat()}, but is over on {over.isoformat()}; the start is kept",
                start, end, start.value,
            )  # fmt: skip
    if made is not None and _days(made.value) and _in_one_sentence(article, start, made):
        day = min(_days(made.value))
        led = article.text[max(0, made.evidence[0].start - _LED) : made.evidence[0].start]
        if _CUSTOM < day - begins < _TURN and _ANNOUNCED.search(led) and not _AGAIN.search(led):
            yield _anomaly(
                "order",
                f"it begins on {begins.isoformat()} and is announced on {day.isoformat()}, which is later",
                start, made, start.value,
            )  # fmt: skip


def _in_one_sentence(article: Article, one: Claim, other: Claim) -> bool:
    first, last = sorted((one.evidence[0].start, other.evidence[0].start))
    return last - first < _NEAR and _STOP.search(article.text, first, last) is None


def _span(length: str, start: When) -> timedelta | None:
    """A length from a start on, months as the calendar has them; None for years, which are told roughly."""
    parts = length_parts(length)
    if parts is None or parts[0] or not _days(start):
        return None
    months, weeks, days, hours, minutes, _ = (part or 0 for part in parts[1:])
    first = min(_days(start))
    return months_on(first, months) - first + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)


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


def _days_of_month(value: object) -> set[date]:
    """The days of a month that is told by its name."""
    if not isinstance(value, When) or not _MONTH.fullmatch(value.edtf):
        return set()
    first = date.fromisoformat(f"{value.edtf}-01")
    return {first + timedelta(days=n) for n in range((months_on(first, 1) - first).days)}


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


def _on(value: object, days: set[date]) -> str:
    return f"in {value.edtf}" if isinstance(value, When) and not _days(value) else f"on {_shown(days)}"


def _shown(days: set[date]) -> str:
    return " or ".join(day.isoformat() for day in sorted(days))


def _anomaly(
    kind: AnomalyKind, message: str, claim: Claim, other: Claim, right: Value, *more: Claim
) -> Anomaly:
    evidence = tuple(c.evidence[0] for c in (claim, other, *more))
    ordered = tuple(sorted(evidence, key=lambda e: e.start))
    suggestion = right if isinstance(right, When) else str(right)
    return Anomaly(kind=kind, message=message, evidence=ordered, suggestion=suggestion)
