"""The day that a weekday names: by what stands before it, by the words that point back or ahead, by the same
weekday named before.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from truceline.times import _extent as calendar
from truceline.times._direction import AHEAD, BACK, NEAREST
from truceline.times._extent import Extent
from truceline.times._slots import Found, Slots
from truceline.times._story import Story

__all__ = ["weekday_day"]


_ENDING = frozenset({
    "until", "till", "through", "expire", "expires", "end", "ends", "lapse", "lapses", "last", "lasts",
    "run", "runs", "extend", "extended", "prolong", "prolonged",
})  # fmt: skip
_END_REACH = 5
"""Tokens between a word of ending and its weekday: "expires at midnight on"."""


def weekday_day(story: Story, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
    """The day of a weekday without a month, and why it is that one."""
    if slots.weekday is None or slots.month is not None:
        return None
    anchor = story.near_or_last()
    if anchor is None:
        return Extent(None, None, f"XXXX-WXX-{slots.weekday}", "day"), "nothing says which week"
    at, why = _weekday_near(anchor, slots.weekday, slots.relation, ahead)
    told = None
    if slots.relation is None and at > anchor and not _of_an_end(story, found):
        told = _told_before(story, slots.weekday)
    if told is not None:
        at, why = told, "the same weekday as just before, which was that of the day or two before writing"
    if slots.relation is None and at == story.near_day() and found.first and _since(story, found):
        at, why = at - timedelta(days=7), "what has been since that weekday began on the last one"
    if slots.relation == "ago":
        at, why = _weekday_near(anchor, slots.weekday, "last", ahead)
        at -= timedelta(days=7 * (int(slots.number or 1) - 1))
    extent = calendar.day(at)
    if slots.weekday_to is not None:
        other = at + timedelta(days=(slots.weekday_to - slots.weekday) % 7)
        joint = f"[{at},{other}]" if slots.either else f"{at}/{other}"
        return replace(extent, end=calendar.day(other).end, edtf=joint), why
    return extent, why


def _told_before(story: Story, weekday: int) -> date | None:
    """The day of a weekday that the text named just before, at most two days before the time of writing:
    "they signed on Friday. It begins at midnight on Friday", in the paper of Saturday.
    """
    anchor = story.near_day()
    if anchor is None:
        return None
    for one in reversed(story.done):
        slots, day = one.found.slots, one.extent.first_day if one.extent is not None else None
        if slots.weekday == weekday and slots.relation is None and day is not None:
            return day if timedelta(0) < anchor - day <= timedelta(days=2) else None
    return None


def _of_an_end(story: Story, found: Found) -> bool:
    """Whether a weekday is that of an end ahead, which no day told before can be: "runs until Friday"."""
    near = story.tokens[max(0, found.first - _END_REACH) : found.first]
    return any(token.text in _ENDING for token in near)


def _since(story: Story, found: Found) -> bool:
    """Whether "since" stands right before a weekday, and no part of a day with it ("since
    Monday morning").
    """
    return story.tokens[found.first - 1].text == "since" and found.slots.part is None


def _weekday_near(  # noqa: PLR0911 - one rule a line
    anchor: date, weekday: int, relation: str | None, ahead: int
) -> tuple[date, str]:
    """docs/times.md, rule 2: the anchor's own weekday is the anchor's day; else the governing words say
    back or ahead.
    """
    delta = (weekday - anchor.isoweekday()) % 7
    if relation is not None and relation.startswith("week"):
        monday = anchor - timedelta(days=anchor.weekday())
        return monday + timedelta(days=7 * int(relation[4:]) + weekday - 1), "that day of the week named"
    if relation in {"last", "before_last"}:
        earlier = anchor - timedelta(days=(7 - delta) if delta else 7)
        if relation == "before_last":
            return earlier - timedelta(days=7), "a week before the last one"
        return earlier, "the last one before the time of writing"
    if relation == "plus7":
        return anchor + timedelta(days=(delta or 7) + 7), "a week after the next one"
    if relation == "next":
        return anchor + timedelta(days=delta or 7), "the next one after the time of writing"
    if delta == 0:
        return anchor, "the weekday of writing is the day of writing"
    if ahead == AHEAD or (relation == "this" and ahead != BACK):
        return anchor + timedelta(days=delta), "it lies ahead, so the next one after the time of writing"
    if ahead == NEAREST and delta <= 3:
        return anchor + timedelta(days=delta), "the one nearest to the time of writing"
    return anchor - timedelta(days=7 - delta), "it is past, so the last one before the time of writing"
