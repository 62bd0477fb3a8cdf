"""Stage 4: whole expressions to places in the calendar.

Explicit beats inherited; a missing part comes from a neighbour in the sentence, else from the anchor (the
time of writing), else from the date mentioned before. Everything here is local wall-clock time; `_write`
puts it into a zone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from truceline.times import _extent as calendar
from truceline.times._direction import AHEAD, BACK, NEAREST, OPEN, direction, sentence_of
from truceline.times._extent import Extent
from truceline.times._join import TO_EVENT
from truceline.times._lengths import SIMPLE
from truceline.times._reckon import reckon
from truceline.times._slots import Found, Slots
from truceline.times._story import Anchor, Resolved, Story
from truceline.times._tokens import Token
from truceline.times._zones import NO_ZONE

__all__ = ["Anchor", "Resolved", "resolve"]


def resolve(
    tokens: list[Token], whole: list[Found], anchor: Anchor | None, *, yearless: bool = False
) -> list[Resolved]:
    """Every expression with its place in the calendar, in order. Without an anchor the text dates itself,
    unless its day of writing is known but for the year (`yearless`).
    """
    return _run(Story(tokens, anchor, yearless=yearless), whole)


def _run(story: Story, whole: list[Found]) -> list[Resolved]:
    story.note_years(whole)
    for found in whole:
        resolved = _one(story, found)
        if resolved is not None:
            story.done.append(resolved)
            for second in found.seconds:
                inner = _one(story, second, primary=resolved)
                if inner is not None:
                    resolved.seconds.append(inner)
    return story.done


def _one(story: Story, found: Found, primary: Resolved | None = None) -> Resolved | None:
    slots = found.slots
    bounds = sentence_of(story.numbers, found.first)
    ahead = direction(story.tokens, found.first, found.last, bounds, timed=slots.hour is not None)
    if found.name == "in_units_time" and ahead == BACK:
        found = replace(found, kind="duration")
    if found.name in TO_EVENT and _of_an_event(story, found):
        if found.slots.number is None:
            return None
        found = replace(found, kind="duration", last=found.last - 1)
    simple = SIMPLE.get(found.kind)
    if simple is not None:
        resolved = simple(story, found, ahead)
    else:
        resolved = _placed(story, found, slots, ahead, primary)
    if resolved is None:
        return None
    resolved.ahead, resolved.sentence = ahead, story.numbers[found.first]
    if resolved.extent is not None and resolved.extent.start is not None and _moves_on(story, found):
        story.last = resolved.extent
        if (
            slots.quarter
            and slots.relation != "year_ago"
            and resolved.value[4:6] == "-Q"
            and "XX" not in resolved.value
        ):
            story.quarter = int(resolved.value[:4]), int(resolved.value[6])
    return resolved


def _of_an_event(story: Story, found: Found) -> bool:
    """ "Two days before the vote", "a day after it began": reckoned from what follows."""
    last, after = story.tokens[found.last - 1].text, story.after(found)
    return last in {"before", "after", "prior"} and after.isalpha() and after not in _NO_EVENT


_NO_EVENT = frozenset(
    {"and", "but", "on", "in", "at", "during", "when", "while", "of", "for", "by", "with", "or"}
)
"""Words after "two days before" that begin no event: "two days before on the road"."""


def _moves_on(story: Story, found: Found) -> bool:
    """Whether the story goes on from this time: not from an aside, a decade, "since May" or
    "twenty years earlier", nor from a feast behind the day of the news ("ordered on Saturday a halt over
    Easter, from 6 p.m. the same day").
    """
    slots = found.slots
    if slots.holiday is not None and story.sibling(found) is not None:
        return False
    if found.first in story.asides or slots.decade or slots.century is not None or slots.ref:
        return False
    if "since" in {t.text for t in story.tokens[max(0, found.first - 2) : found.first]}:
        return False
    return not (slots.relation in {"ago", "hence"} and slots.unit in {"Y", "DE", "CE"})


def _placed(
    story: Story, found: Found, slots: Slots, ahead: int, primary: Resolved | None
) -> Resolved | None:
    base, why, wrong = reckon(story, found, slots, ahead)
    dated = base is not None
    if wrong is not None and (slots.hour is not None or slots.part is not None):
        return Resolved(found, "TIME", "XXXX-XX-XX", wrong=wrong)
    if slots.hour is not None:
        return _clock(story, found, ahead, base, why, primary=primary)
    if slots.part is not None:
        return _part(story, found, ahead, base, why)
    if base is None:
        return Resolved(found, "DATE", "XXXX-XX-XX", wrong=wrong) if wrong else None
    mod = slots.mod or base.mod
    shaped = _modified(base, slots)
    return Resolved(found, "DATE", base.value, shaped, mod=mod, why=why, dated=dated, wrong=wrong)


def _clock(
    story: Story, found: Found, ahead: int, base: Extent | None, why: str, *, primary: Resolved | None
) -> Resolved | None:
    """A clock on its day, in the reading that its words make likeliest, with the others beside it."""
    slots = found.slots
    wrong = _impossible(slots)
    if wrong is not None:
        return Resolved(found, "TIME", "XXXX-XX-XX", wrong=wrong)
    own_day = base.first_day if base is not None and base.precision == "day" else None
    at = own_day or _day_of_clock(story, found, primary)
    if at is None or (base is not None and base.start is None):
        return _undated(found, base)
    if not why and own_day is None and story.sibling(found):
        why = "the day is that of the date beside it"
    if slots.midnight and slots.day_to is not None and base is not None and base.end is not None:
        return _at(found, (base.end - timedelta(days=1)).date(), "the midnight between two days", dated=True)
    if slots.midnight:
        return _midnight(story, found, ahead, at, own_day, why=why)
    if own_day is None and primary is None and _of_the_coming_night(story, found, ahead, at):
        at, why = at + timedelta(days=1), "an hour of the night that lies ahead is one of the coming night"
    resolved = _at(found, at, why or _said(at, own_day), dated=own_day is not None)
    if resolved.extent is not None and _approximate(story, found):
        resolved.extent, resolved.mod = replace(resolved.extent, mod="APPROX"), "APPROX"
    if slots.half_day and 1 <= (slots.hour or 0) <= 11:
        resolved.others = [calendar.instant(at, (slots.hour or 0) + 12, slots.minute or 0)]
        resolved.choice = "", "a clock of twelve hours can be one after noon"
    return resolved


def _of_the_coming_night(story: Story, found: Found, ahead: int, at: date) -> bool:
    """ "Signed on Thursday, to take effect at one minute past midnight": what lies ahead is not that morning.

    A day that itself lies ahead keeps its hours: "on Saturday it begins at 4 a.m.".
    """
    slots, anchor = found.slots, story.near_day()
    if ahead != AHEAD or (slots.hour or 0) > NIGHT_ENDS or slots.half_day or anchor is None or at > anchor:
        return False
    beside = [one for one in story.done if one.sentence == story.numbers[found.first] and one.dated]
    return not beside or beside[-1].ahead != AHEAD


NIGHT_ENDS = 4
"""The last hour of the night: from five it is morning, of which a report of the day before may tell."""


def _impossible(slots: Slots) -> str | None:
    """What no clock shows: 25:61, an offset of 26 hours."""
    hour, minute = slots.hour or 0, slots.minute or 0
    if slots.wrong == "date":
        return "no calendar has that date"
    if slots.wrong == "clock" or hour > 24 or minute > 59:
        return f"there is no {hour:02d}:{minute:02d}"
    if (slots.zone or "").startswith(NO_ZONE):
        return f"no clock on earth is {(slots.zone or '')[len(NO_ZONE) :]} hours off UTC"
    return None


def _at(found: Found, day: date, why: str, *, dated: bool) -> Resolved:
    """The clock of an expression on a day."""
    slots = found.slots
    extent = calendar.instant(day, slots.hour or 0, slots.minute or 0, slots.second)
    return Resolved(found, "TIME", extent.value, extent, why=why, dated=dated, written_day=day)


def _undated(found: Found, base: Extent | None) -> Resolved:
    """A clock whose day, or the year of whose day, nothing tells."""
    clock = f"T{found.slots.hour or 0:02d}:{found.slots.minute or 0:02d}"
    value = f"{base.value if base is not None else 'XXXX-XX-XX'}{clock}"
    extent = Extent(None, None, value, "minute", "TIME") if base is not None else None
    return Resolved(
        found, "TIME", value, extent, why="no day is known for this clock", dated=base is not None
    )


_CLOSING = frozenset({"until", "till", "to", "through", "by", "before"})
_CLOSES = re.compile(r"\b(?:expir\w+|laps(?:es?|ed|ing)|r[ua]n(?:s|ning)? out|ends?|ended)(?: at| on)?$")
"""What a midnight closes: a truce that "ran out at midnight on Tuesday" was good for all of Tuesday."""


def _midnight(
    story: Story, found: Found, ahead: int, at: date, own_day: date | None, *, why: str
) -> Resolved:
    """Either end of the day: the words before it and the order of the words say which is likelier."""
    slots = found.slots
    before = [t.text for t in story.tokens[max(0, found.first - 3) : found.first]]
    closing = bool(set(before[-2:]) & _CLOSING) or _CLOSES.search(" ".join(before)) is not None
    if own_day is None:
        end = ahead in {AHEAD, OPEN, NEAREST} or (closing and ahead != BACK)
        reason = (
            "a midnight without a date that lies ahead is the end of the day of writing"
            if end
            else ("a midnight without a date that is past is the start of the day of writing")
        )
    else:
        day_first = bool(found.parts) and not found.parts[0].endswith("midnight")
        tonight = slots.shift is not None and slots.unit == "D" and slots.relation is None
        over = (
            story.anchor is not None
            and own_day == story.anchor.day
            and ahead == AHEAD
            and not _says_on(story, found)
        )
        end = closing or day_first or tonight or over or slots.part in {"NI", "EV"}
        reason = (
            "midnight as a deadline is the end of the day"
            if closing
            else (
                "midnight that lies ahead of a report of that day is the day's end"
                if over
                else "midnight named after its day is the day's end"
                if end
                else "midnight on a day is the day's start"
            )
        )
    if before[-1:] == ["before"] and set(before) & {"shortly", "just", "minutes", "moments"}:
        late = replace(calendar.instant(at, 23, 59), mod="APPROX")
        return Resolved(
            found,
            "TIME",
            late.value,
            late,
            mod="APPROX",
            why="short of the midnight that ends the day",
            dated=own_day is not None,
            written_day=at,
        )
    start_of, end_of = calendar.instant(at, 0, 0), calendar.instant(at, 24, 0)
    first, other = (end_of, start_of) if end else (start_of, end_of)
    tonight = any(token.text == "tonight" for token in story.tokens[found.first : found.last])
    others = [] if tonight and end else [other]
    resolved = Resolved(found, "TIME", first.value, first, others, why=why + ("; " if why else "") + reason)
    resolved.choice = reason, f"midnight can also be the day's {'start' if end else 'end'}"
    resolved.dated, resolved.written_day = own_day is not None, at
    resolved.today = story.anchor is not None and own_day == story.anchor.day and ahead != BACK
    return resolved


def _says_on(story: Story, found: Found) -> bool:
    return any(token.text == "on" for token in story.tokens[found.first : found.last])


def _day_of_clock(story: Story, found: Found, primary: Resolved | None) -> date | None:
    """The day of a clock without a date: its neighbour's in the sentence, else the anchor's."""
    if primary is not None and primary.written_day is not None:
        return primary.written_day
    near = story.sibling(found)
    if near is not None:
        return near
    return story.near_day() or story.narrated()


def _approximate(story: Story, found: Found) -> bool:
    before = [t.text for t in story.tokens[max(0, found.first - 2) : found.first]]
    return bool(
        set(before)
        & {"around", "about", "approximately", "roughly", "circa", "past", "shortly", "nearly", "~"}
    )


def _part(story: Story, found: Found, ahead: int, base: Extent | None, why: str) -> Resolved | None:
    """A part of a day."""
    slots = found.slots
    part = slots.part or "DT"
    at = base.first_day if base is not None else None
    if at is None:
        at = story.sibling(found) or story.near_day() or story.narrated()
        why = why or "the part of the day is that of the day mentioned beside it or of writing"
    if at is None or (base is not None and base.start is None):
        value = f"{base.value if base is not None else 'XXXX-XX-XX'}T{calendar.PART_TIMEX.get(part, part)}"
        extent = Extent(None, None, value, "part_of_day", "TIME") if base is not None else None
        return Resolved(found, "TIME", value, extent, dated=base is not None)
    extent = calendar.hours(at, part)
    if part == "NI" and slots.mod == "END" and extent.start is not None:
        extent = replace(
            extent, start=extent.start + timedelta(hours=2), end=extent.start + timedelta(hours=6)
        )
    if slots.overnight and extent.start is not None:
        extent = replace(extent, start=extent.start - timedelta(hours=2))
    mod = slots.mod if slots.mod in {"START", "END"} else None
    return Resolved(found, "TIME", extent.value, extent, mod=mod, why=why, dated=base is not None)


def _said(at: date, own_day: date | None) -> str:
    return "stated" if own_day is not None else "the day is that of writing"


def _modified(extent: Extent, slots: Slots) -> Extent:
    """Early, mid and late as thirds; "end of" as the last day of a month or year is left to who asks."""
    if (
        slots.mod not in {"START", "MID", "END"}
        or extent.start is None
        or extent.end is None
        or slots.half is not None
    ):
        return extent
    if (extent.precision == "day" and slots.weekday is not None) or slots.shift is not None:
        hours = {"START": (0, 6), "MID": (6, 18), "END": (20, 24)}[slots.mod]
        start = extent.start
        return replace(
            extent, start=start + timedelta(hours=hours[0]), end=start + timedelta(hours=hours[1]),
            precision="part_of_day", type="TIME", mod=slots.mod,
        )  # fmt: skip
    third = (extent.end - extent.start) / 3
    k = {"START": 0, "MID": 1, "END": 2}[slots.mod]
    day = timedelta(days=1)
    first = extent.start + (third * k // day) * day
    last = extent.end if k == 2 else extent.start + (third * (k + 1) // day) * day
    return replace(extent, start=first, end=max(last, first + day), mod=slots.mod, edtf=None)
