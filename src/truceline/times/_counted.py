"""A counted day against the start of its count: "9 May, the third day of a truce begun on 5 May"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from truceline.model import Anomaly, Constraint, Evidence, Span, TimeExpression, When
from truceline.times._tokens import normalise

__all__ = ["check_counted"]

CUSTOM = 1
"""Days by which a count may differ: some call the day of the start the first, some the day after it."""
OTHER_START = 10
"""Days from which on the count is rather one from another start than a slip."""

_COUNTED = re.compile(r"(?:on\s+)?(?:the\s+)?(?:[\w-]+\s+day|day\s+\d+)\s+of\b", re.IGNORECASE)
_DAY_THEN_COUNT = re.compile(
    r"\s*(?:[,(-]\s*)?(?:(?:which\s+)?(?:is|was|marks|marked|being)\s+)?(?:already\s+|now\s+|only\s+)?(?:on\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_COUNT_THEN_DAY = re.compile(
    r"(?:,?\s+(?:that|which)\s[^.;:\n]{1,60}?,)?(?:\s*[,(-]\s*(?:on\s+)?|\s+(?:was|is|fell\s+on)\s+)",
    re.IGNORECASE,
)


def check_counted(
    text: str, times: Sequence[TimeExpression], found: Sequence[Constraint], article: str
) -> list[Anomaly]:
    """The counted days that stand beside a date which is not that day.

    Args:
        text: the text that was read.
        times: its expressions.
        found: its constraints; those count that are solved by a date of the text.
        article: the article's id, for the evidence.
    """
    plain = normalise(text)
    anomalies = []
    for one in found:
        counted = _day(one.when)
        if one.bound != "at" or one.dated is None or counted is None or not _COUNTED.match(one.text):
            continue
        for beside in _beside(plain, one, one.dated, times):
            named = _day(beside.when)
            apart = abs((named - counted).days) if named is not None else 0
            if named is not None and CUSTOM < apart < OTHER_START:
                anomalies.append(_anomaly(text, one, one.dated, beside, (named, counted), article))
                break
    return anomalies


def _day(when: When | None) -> date | None:
    """The single day that a time names."""
    if when is None or when.precision not in {"day", "part_of_day", "minute"}:
        return None
    shown = (when.readings[0] if when.readings else when).edtf[:10]
    single = when.precision != "day" or len(when.edtf.rstrip("~")) == len(shown)
    return date.fromisoformat(shown) if single and re.fullmatch(r"\d{4}-\d\d-\d\d", shown) else None


def _beside(
    plain: str, one: Constraint, start: Span, times: Sequence[TimeExpression]
) -> Iterator[TimeExpression]:
    """The dates that stand in apposition to a counted day, the start of the count apart."""
    for time in times:
        if time.type not in {"DATE", "TIME"} or time.start == start.start:
            continue
        form = _DAY_THEN_COUNT if time.end <= one.start else _COUNT_THEN_DAY
        between = plain[time.end : one.start] or plain[one.end : time.start]
        if (time.end <= one.start or time.start >= one.end) and form.fullmatch(between):
            yield time


def _anomaly(  # noqa: PLR0917 - the two values with where each stands
    text: str, one: Constraint, start: Span, beside: TimeExpression, days: tuple[date, date], article: str
) -> Anomaly:
    named, counted = days
    apart = abs((named - counted).days)
    began = text[start.start : start.end]
    message = (
        f"{one.text!r}, counted from {began!r}, is {counted.isoformat()}, but {beside.text!r} is "
        f"{named.isoformat()}: {apart} days apart; the date is kept"
    )
    spans = sorted(((one.start, one.end), (beside.start, beside.end), (start.start, start.end)))
    evidence = tuple(Evidence(article=article, start=a, end=b, text=text[a:b]) for a, b in spans)
    return Anomaly(kind="duration_mismatch", message=message, evidence=evidence, suggestion=beside.when)
