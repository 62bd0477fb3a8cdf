"""When a ceasefire was declared, begins and ends, and until when it may be accepted.

What each time expression dates is settled by its office (`_office`). A time has an office only where the
sentence, or the one before it, names a truce. A range or a feast gives a start and an end. What "was to" be
counts for less than what came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import msgspec

from truceline.claims._drafts import Draft, draft
from truceline.claims._governor import before, governor_of
from truceline.claims._lengths import read_length
from truceline.claims._lexicon import verb_classes
from truceline.claims._office import Office, is_feast, office_of
from truceline.claims._reckoned import read_reckoned
from truceline.claims._sentences import Sentence
from truceline.claims._settled import settled
from truceline.claims._theme import is_plural
from truceline.model import Constraint, TimeExpression, When

__all__ = ["read_timing"]

_FIELDS: dict[Office, str] = {
    "start": "effective",
    "end": "ends",
    "declared": "declared",
    "deadline": "acceptance_deadline",
    "period": "effective",
}
_NAMES_DAY = re.compile(
    r"day\b|to-?day|tomorrow|tonight|midnight|noon|morning|evening|dawn|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\d{4}-\d\d",
    re.I,
)
_RANGE = re.compile(r"\d.*?(?:\b(?:to|until|till|through|and)\b|[–—-]).*\d", re.I)
# What had been the plan: "was to expire on Friday", "had been due to begin at noon".
_PLANNED = re.compile(
    r"\b(?:(?:was|were) (?:\w+ )?(?:to|due|set|scheduled|supposed|meant|originally)"
    r"|had been (?:due|set|scheduled|supposed)|should have|would have"
    r"|(?:originally|initially|first) (?:to|due|set|scheduled|agreed|planned))\b[^.;,]{0,60}$",
    re.I,
)
_PLAN = 0.7
_COVERED = 0.7
"""Confidence of a time that was a plan, and of the days of a feast that a truce is to cover."""
_AGREED = frozenset({"signing", "announcement", "acceptance"})
"""Events whose day is that on which a truce was agreed or declared."""
_DAY = timedelta(days=1)


def read_timing(sentence: Sentence, context: bool) -> Iterator[Draft]:
    """The claims on times in a sentence; `context` says whether the text just before it speaks of a truce."""
    if not context and not sentence.truces_of("name", "act"):
        return
    hung = [one for one in sentence.article.constraints if sentence.start <= one.start < sentence.end]
    yield from read_reckoned(sentence, hung)
    for one in hung:
        yield from _by_event(sentence, one, context)
    for time in sentence.times:
        if any(time in one and one.offset.endswith(time.timex) and one.bound != "during" for one in hung):
            continue
        if _is_restated_by_date(sentence, time) or any(_is_clock_of(sentence, time, one) for one in hung):
            continue
        if _COUNTED_DAY.search(time.text) and _KEPT.search(before(sentence, time.start, 60)):
            continue
        if time.type in {"DURATION", "SET"}:
            yield from read_length(sentence, time)
        elif time.when is not None and not time.timex.endswith("_REF") and not _is_of_many(sentence, time):
            yield from _by_office(sentence, time, time.when, context)


def _is_of_many(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a time is that since which several truces are counted: "11 ceasefires since 2010"."""
    last = next((t for t in reversed(sentence.truces) if t.end <= time.start), None)
    if last is None or not is_plural(last):
        return False
    return _SINCE.fullmatch(sentence.article.text, last.end, time.start) is not None


_SINCE = re.compile(r"\s+(?:[\w-]+\s+){0,3}since\s+", re.I)
_COUNTED_DAY = re.compile(r"\b(?:second|third|fourth|fifth|sixth|seventh|\d+th)\b.*\bday\b", re.I)
_KEPT = re.compile(
    r"\b(?:held|kept|observed|respected|holding|silent|quiet|calm)\b[^.;]*\bfor\s+(?:an?|the)?\s*$", re.I
)


def _is_clock_of(sentence: Sentence, time: TimeExpression, one: Constraint) -> bool:
    """Whether a clock is that of an event told by its distance: "a day after it took effect at sunset"."""
    gap = sentence.article.text[one.end : time.start]
    return one.event == "effective" and time.type == "TIME" and gap.strip().lower() == "at"


_LATER = re.compile(r"\b(?:later|after(?:wards)?|hence|on|thereafter)$", re.I)
_APPOSED = re.compile(r"\s*,\s*(?:that is,?\s+|i\.e\.,?\s+)?(?:on\s+)?")


def _is_restated_by_date(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a date says what a distance comes to: "14 days later, on 16 January"."""
    if _LATER.search(time.text) is None:
        return False
    gaps = (sentence.article.text[time.end : t.start] for t in sentence.times if t.start > time.end)
    return any(_APPOSED.fullmatch(gap) for gap in gaps)


def _by_office(sentence: Sentence, time: TimeExpression, when: When, context: bool) -> Iterator[Draft]:
    """What a time gives by its office; both ends where it is a range."""
    office = office_of(sentence, time, context)
    field = _FIELDS.get(office)
    if field is None and (last := _end_of_extension(sentence, time, when)) is not None:
        yield draft(sentence, "ends", last, (time.start, time.end))
    if field is None or (sentence.role == "headline" and _is_bare_clock(time)):
        return
    span = (time.start, time.end)
    ends = _ends(when) if office == "period" or (office == "start" and _RANGE.search(time.text)) else None
    weight = _COVERED if office == "period" else _weight(sentence, time, office)
    if ends is not None:
        yield draft(sentence, "effective", ends[0], span, weight=weight)
        yield draft(sentence, "ends", ends[1], span, weight=weight)
    else:
        yield draft(sentence, field, settled(sentence, time, when), span, weight=weight)


def _end_of_extension(sentence: Sentence, time: TimeExpression, when: When) -> When | None:
    """The last day of a stretch for which a truce was extended: "for a month, from 1 to 31 March"."""
    ends = _ends(when) if _RANGE.search(time.text) else None
    verb = governor_of(sentence, time) if ends is not None else None
    return ends[1] if ends is not None and verb is not None and "extended" in verb_classes(verb) else None


def _weight(sentence: Sentence, time: TimeExpression, office: Office) -> float:
    """Less than 1 for a start or an end that was only the plan, unless it is now extended to that day, and
    for a feast that the moon may move.
    """
    if time.when is not None and time.when.edtf.endswith("~") and is_feast(time):
        return _PLAN
    if office not in {"start", "end"} or not _PLANNED.search(before(sentence, time.start, 90)):
        return 1.0
    verb = governor_of(sentence, time)
    return 1.0 if verb is not None and "extended" in verb_classes(verb) else _PLAN


def _ends(when: When) -> tuple[When, When] | None:
    """The first and the last day of a stretch of days, or None where it is none."""
    first, _, last = when.edtf.partition("/")
    if not last or "T" in when.edtf or when.earliest is None or when.latest is None or ".." in when.edtf:
        return None
    start = msgspec.structs.replace(
        when, latest=min(when.latest, when.earliest + _DAY), edtf=first, precision="day", readings=None
    )
    end = msgspec.structs.replace(
        when, earliest=max(when.earliest, when.latest - _DAY), edtf=last, precision="day", readings=None
    )
    return start, end


def _by_event(sentence: Sentence, one: Constraint, context: bool) -> Iterator[Draft]:
    """A time that is reckoned from an event: "comes into force 24 hours after the signing".

    Where the report does not date the event, a start is told by its distance alone (`starts_after`); another
    report may date what was agreed.
    """
    if one.bound != "at" or one.event == "effective":
        return
    time = TimeExpression(
        start=one.start, end=one.end, text=one.text, type="DATE", timex=one.offset, when=one.when
    )
    field = _FIELDS.get(office_of(sentence, time, context))
    if one.when is not None and field is not None:
        told = [(one.dated.start, one.dated.end)] if one.dated is not None else []
        yield draft(sentence, field, one.when, (one.start, one.end), *told)
    elif field == "effective" and one.event in _AGREED and not one.offset.startswith("-"):
        yield draft(sentence, "starts_after", one.offset, (one.start, one.end))


def _is_bare_clock(time: TimeExpression) -> bool:
    """Whether a time names a clock and no day; in a headline, its day is the text's to say."""
    return time.type == "TIME" and not _NAMES_DAY.search(time.text)
