"""Slips of arithmetic worked out for drawing: readings of one time on an axis of UTC with the gap between
them, or a weekday and a date in a strip of seven days.

In go an anomaly and what was read in its article, out comes a `Sum`, or None where there is nothing to reckon
with (a name that was mistranslated, a date that cannot be). `slip_svg` draws it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]

from truceline.figures.strips import Axis, Shape, draw, make_axis
from truceline.model import Anomaly, Article, Evidence, TimeExpression, When, length_parts
from truceline.wording import say_length, say_when

__all__ = ["PUBLISHED", "Day", "Mark", "Sum", "work_out"]

PUBLISHED = "the report's own day"

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(
    r"\b(?:(mon)|(tue)s?|(wed)(?:nes)?|(thu)(?:rs?)?|(fri)|(sat)(?:ur)?|(sun))(?:day)?\b", re.IGNORECASE
)
_ROOM = timedelta(minutes=90)
"""What an axis of clocks shows on either side, at least."""


@dataclass(frozen=True)
class Mark:
    """One reading of a slip: the words of the report ("" for its day of publication), what they come to at
    their place and on the clock in UTC ("" for what is no clock), where that lies on the axis, and whether
    truceline keeps it.
    """

    words: str
    local: str
    utc: str
    kept: bool
    when: When
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Day:
    """A day of a strip. `told` is the one of the weekday that the report names, `kept` that of its date."""

    day: date
    told: bool
    kept: bool


@dataclass(frozen=True)
class Sum:
    """A slip worked out. Either `marks` on an `axis`, or `days` of a strip; `gap` is what lies between in
    words ("2 hours apart"), from `start` to `end` in hundredths of the drawing. `text` says it all in words.
    """

    gap: str
    start: float
    end: float
    text: str
    axis: Axis | None = None
    marks: tuple[Mark, ...] = ()
    days: tuple[Day, ...] = ()
    words: str = ""


def work_out(anomaly: Anomaly, article: Article) -> Sum | None:
    """The arithmetic of a slip; None where there is none, or where what was read is not at hand.

    Args:
        anomaly: what looks wrong.
        article: the report in which it stands.
    """
    try:
        return _worked(anomaly, article)
    except OverflowError:
        # An axis leaves room on either side, and there is none before the year 1 and after 9999.
        return None


def _worked(anomaly: Anomaly, article: Article) -> Sum | None:
    if anomaly.kind == "weekday_mismatch":
        return _strip(anomaly)
    read = [_read(place, article) for place in anomaly.evidence]
    known = [(one.text, one.when) for one in read if one and one.when]
    if anomaly.kind == "date_conflict" and isinstance(anomaly.suggestion, When) and len(known) == 1:
        return _on_axis([*known, ("", anomaly.suggestion)], anomaly, said=0, kept=1)
    if anomaly.kind in {"zone_mismatch", "order"} and len(known) == 2:
        return _on_axis(known, anomaly, said=1, kept=0)
    if anomaly.kind == "duration_mismatch":
        counted = _counted(anomaly, article)
        return counted or _length_beside_ends(anomaly, read)
    return None


def _read(place: Evidence, article: Article) -> TimeExpression | None:
    """What was read at a place: exactly there, else the longest that overlaps it."""
    here = [one for one in article.times if one.overlaps(place)]
    return max(
        here,
        key=lambda one: (one.start == place.start and one.end == place.end, one.end - one.start),
        default=None,
    )


def _strip(anomaly: Anomaly) -> Sum | None:
    """The seven days around a date, in which each weekday stands once."""
    words = " ".join(" ".join(e.text for e in anomaly.evidence).split())
    found = _WEEKDAY.search(words)
    when = anomaly.suggestion
    if found is None or found.lastindex is None or not isinstance(when, When):
        return None
    try:
        kept = date.fromisoformat((when.readings or (when,))[0].edtf[:10])
        days = [kept + timedelta(days=n) for n in range(-3, 4)]
    except (ValueError, OverflowError):
        return None
    told = next(day for day in days if day.isoweekday() == found.lastindex)
    if told == kept:
        return None
    gap = f"{say_length(told - kept)} apart"
    text = (
        f"Told: {words}. {_long(kept)} is a {WEEKDAYS[kept.weekday()]}; the {WEEKDAYS[told.weekday()]} next "
        f"to it is {_long(told)}, {gap}. The date is kept."
    )
    at = sorted((days.index(day) + 0.5) * 100 / 7 for day in (told, kept))
    marked = tuple(Day(day, told=day == told, kept=day == kept) for day in days)
    return Sum(gap, round(at[0], 2), round(at[1], 2), text, days=marked, words=words)


def _on_axis(read: Sequence[tuple[str, When]], anomaly: Anomaly, *, said: int, kept: int) -> Sum | None:
    """Times on one axis of UTC with the gap between the one that is `said` and the one that is `kept`."""
    ends = [_nearest(read[said][1], read[kept][1]), _nearest(read[kept][1], read[said][1])]
    if ends[0] is None or ends[1] is None or ends[0] == ends[1]:
        return None
    room = max(abs(ends[0] - ends[1]), _ROOM)
    axis = make_axis([when for _, when in read], None, room=room)
    if axis is None:
        return None
    marks = tuple(_mark(words, when, n == kept, axis) for n, (words, when) in enumerate(read))
    first, last = sorted(at for at in ends if at)
    gap = f"{say_length(last - first)} apart"
    return Sum(gap, axis.place(first), axis.place(last), _in_words(marks, gap), axis, marks)


def _nearest(one: When, other: When) -> datetime | None:
    """The end of a time that faces another: its first instant where the other lies before it."""
    one, other = (time.readings[0] if time.readings else time for time in (one, other))
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return one.earliest or one.latest
    if one.precision == other.precision:
        return one.earliest
    return one.earliest if other.latest <= one.earliest else one.latest


def _counted(anomaly: Anomaly, article: Article) -> Sum | None:
    """ "9 May, the third day of a truce begun on 5 May": the named day, and the counted one."""
    for place in anomaly.evidence:
        for one in article.constraints:
            if (
                (one.start, one.end) == (place.start, place.end)
                and one.when
                and isinstance(anomaly.suggestion, When)
            ):
                others = [_read(p, article) for p in anomaly.evidence if p is not place]
                known = [(o.text, o.when) for o in others if o and o.when]
                kept = next((n for n, (_, when) in enumerate(known) if when == anomaly.suggestion), None)
                if kept is not None:
                    return _on_axis([*known, (one.text, one.when)], anomaly, said=len(known), kept=kept)
    return None


def _length_beside_ends(anomaly: Anomaly, read: Sequence[TimeExpression | None]) -> Sum | None:
    """ "72 hours, from noon on Friday to noon on Sunday": the stretch told, and one of that length."""
    if len(read) != 3 or read[0] is None or read[1] is None or read[2] is None:
        return None
    stated, first, last = read[0], read[1].when, read[2].when
    begins = first.earliest if first else None
    end = _after(begins, stated.timex)
    if first is None or last is None or begins is None or end is None or end < begins:
        return None
    whole = first.precision == last.precision == "day"
    stops = last.latest if whole else last.earliest
    if stops is None or stops < begins or stops == end:
        return None
    told = When(
        earliest=begins, latest=stops, edtf=f"{first.edtf}/{last.edtf}", zone=first.zone,
        precision=first.precision,
    )  # fmt: skip
    by_length = When(earliest=begins, latest=end, edtf="", zone=first.zone, precision=first.precision)
    words = f"{' '.join(read[1].text.split())} to {' '.join(read[2].text.split())}"
    axis = make_axis([told, by_length], None, room=_ROOM)
    if axis is None:
        return None
    gap = f"{say_length(stops - end)} apart"
    lasts = f"lasts {say_length(stops - begins)}"
    marks = (
        Mark(words, lasts, "", True, told, draw(told, axis)),
        Mark(
            " ".join(stated.text.split()), "told as its length", "", False, by_length, draw(by_length, axis)
        ),
    )
    start, stop = sorted((stops, end))
    return Sum(gap, axis.place(start), axis.place(stop), _in_words(marks, gap), axis, marks)


def _after(start: datetime | None, length: str) -> datetime | None:
    parts = length_parts(length)
    if start is None or parts is None or max(n or 0 for n in parts) > 10_000:
        return None
    years, months, weeks, days, hours, minutes, seconds = (n or 0 for n in parts)
    try:
        end: datetime = start + relativedelta(
            years=years, months=months, weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds
        )
    except (OverflowError, ValueError):
        return None
    return end


def _mark(words: str, when: When, kept: bool, axis: Axis) -> Mark:
    shown = when.readings[0] if when.readings else when
    clock = f"{shown.earliest:%H:%M} UTC" if shown.is_instant and shown.earliest else ""
    local = say_when(when).partition(" = ")[0] if not when.readings else say_when(when, briefly=True)
    return Mark(" ".join(words.split()), local, clock, kept, when, draw(when, axis))


def _in_words(marks: Sequence[Mark], gap: str) -> str:
    """The drawing for who cannot see it."""
    told = []
    for one in marks:
        words = f"“{one.words}”" if one.words else PUBLISHED
        utc = f" = {one.utc}" if one.utc and not one.local.endswith(one.utc) else ""
        told.append(f"{words}: {one.local}{utc}{' (kept)' if one.kept else ''}")
    return f"{'; '.join(told)}; {gap}."


def _long(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
