"""Days of a ceasefire told by how long ago they lie: "fired again on Tuesday, a day after the truce began".

The day that the sentence dates, or that of the report, less the distance, is the day of the event: its start,
or its declaration. "The third day of the truce" is counted from its first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from truceline.claims._drafts import Draft, draft
from truceline.claims._sentences import Sentence
from truceline.model import Constraint, TimeExpression, When
from truceline.times import span_when

__all__ = ["read_reckoned"]

_FIELDS = {
    "effective": "effective", "signing": "declared", "announcement": "declared", "acceptance": "declared",
}  # fmt: skip
_DAYS = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?")
_JUST = r"(?:\s+(?:just|only|barely|some|about|nearly|more than|less than|a little over|fully))?\s*"
_BESIDE = re.compile(rf"\s*[,–—-]?{_JUST}$", re.I)
_OPENS = re.compile(rf"\W*(?:but|and|yet)?{_JUST}$", re.I)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NTH_DAY = re.compile(
    r"\b(?:truce|cease-?\s?fire|pause|lull|armistice|cessation of hostilities|deal|agreement|calm)\b"
    r"[^.;]{0,80}?\b(?:enter(?:s|ed|ing)?|in(?:to)?|on|for|through|beg[aiu]n(?:ning)?|reache[sd]|held)\s+"
    r"(?:on\s+)?(?:an?|its|the|their)\s+"
    rf"(?P<nth>{'|'.join(_ORDINALS)})\s+(?:full\s+|straight\s+)?day\b",
    re.I,
)
_INTO = re.compile(
    r"\b(?P<number>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+(?P<unit>days?|weeks?)\s+into\s+"
    r"(?:the|a|an|this|their)\s+(?:[\w'-]+\s+){0,4}?(?:truce|cease-?\s?fire|pause|lull|armistice|cessation)\b",
    re.I,
)
_NUMBERS = {"a": 1, "an": 1} | {
    word: n + 1
    for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))
}
_LONGEST = 60
"""Days up to which a distance is told exactly; "months after" is not."""
_FINE = frozenset({"second", "minute", "hour", "part_of_day", "day"})
_WIDEST = timedelta(hours=51)
"""A day in an unknown zone, which spans that day in every zone on earth."""
_SURE, _ROUGH = 0.8, 0.6
_WHY = "reckoned back from the day of which the sentence tells"


def read_reckoned(sentence: Sentence, hung: Sequence[Constraint]) -> Iterator[Draft]:
    """The claims on start and declaration that a distance from another day gives.

    Args:
        sentence: the sentence to read.
        hung: its times that hang on events.
    """
    for one in hung:
        field = _FIELDS.get(one.event)
        days = _length(one.offset)
        if field is None or days is None or one.bound != "at":
            continue
        told = _aside(sentence, one)
        if told is not None:
            yield from _claim(sentence, field, _Reckoned(told, days, (one.start, one.end), _SURE))
    for pattern, weight in ((_NTH_DAY, _SURE), (_INTO, _ROUGH)):
        for match in pattern.finditer(sentence.text):
            at = sentence.offsets(match)
            if "nth" in match.groupdict():
                days = _ORDINALS.index(match["nth"].lower())
            else:
                days = _number(match["number"]) * (7 if match["unit"].lower().startswith("week") else 1)
            told = _day_of(sentence, at)
            if told is not None:
                yield from _claim(sentence, "effective", _Reckoned(told, days, at, weight))


@dataclass(frozen=True)
class _Reckoned:
    """The day from which is counted, how many days back, the words that say so, and how sure that is."""

    told: TimeExpression | When
    days: int
    span: tuple[int, int]
    weight: float


def _claim(sentence: Sentence, field: str, found: _Reckoned) -> Iterator[Draft]:
    told = found.told
    when = told if isinstance(told, When) else told.when
    moved = _back(when, found.days) if when is not None else None
    if moved is not None:
        also = [(told.start, told.end)] if isinstance(told, TimeExpression) else []
        yield draft(sentence, field, moved, found.span, *also, weight=found.weight)


def _aside(sentence: Sentence, one: Constraint) -> TimeExpression | When | None:
    """The day from which a distance counts back: that beside it, or that of the sentence that it opens."""
    days = [t for t in sentence.times if _names_day(t) and not (one.start <= t.start < one.end)]
    for time in days:
        if time.end <= one.start and _BESIDE.fullmatch(sentence.article.text[time.end : one.start]):
            return time
    led = sentence.article.text[sentence.start : one.start]
    after = sentence.article.text[one.end : sentence.end]
    if _OPENS.fullmatch(led) and "," in after[:80]:
        return _day_of(sentence, (one.start, one.end))
    if re.search(r",\s*$", led) and re.match(r"\s*[.,]", after):
        return _day_of(sentence, (one.start, one.end))
    return None


def _day_of(sentence: Sentence, span: tuple[int, int]) -> TimeExpression | When | None:
    """The one day that a sentence names outside a span; where it names none, that of the report."""
    days = [t for t in sentence.times if _names_day(t) and not (span[0] <= t.start < span[1])]
    if days:
        return days[0] if len({t.when.edtf[:10] for t in days if t.when is not None}) == 1 else None
    published = sentence.article.published
    return published if sentence.role == "body" and published is not None and _is_day(published) else None


def _names_day(time: TimeExpression) -> bool:
    when = time.when
    dated = time.type in {"DATE", "TIME"} and not time.timex.endswith("_REF")
    return dated and when is not None and _is_day(when)


def _is_day(when: When) -> bool:
    """Whether a time lies within one day of the calendar, or is one."""
    bounds = when.bounds
    whole = re.match(r"\d{4}-\d\d-\d\d", when.edtf) is not None and when.precision in _FINE
    return whole and bounds is not None and bounds[1] - bounds[0] <= _WIDEST


def _back(when: When, days: int) -> When | None:
    """The day so many days before a time, in its own zone."""
    if days > _LONGEST:
        return None
    day = date.fromisoformat(when.edtf[:10]) - timedelta(days=days)
    return span_when(day, day, when.zone, _WHY)


def _length(offset: str) -> int | None:
    match = _DAYS.fullmatch(offset)
    if match is None or not any(match.groups()):
        return None
    return int(match[1] or 0) * 7 + int(match[2] or 0)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]
