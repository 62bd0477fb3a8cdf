"""What is known while a text is read: its time of writing, what was mentioned before, the years it names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from truceline.model import TimexType
from truceline.times._direction import AHEAD, BACK, OPEN, sentences
from truceline.times._extent import Extent
from truceline.times._slots import Found, Slots
from truceline.times._tokens import Token

__all__ = ["NEAR", "Anchor", "Resolved", "Story"]

NEAR = timedelta(days=100)
"""A date without a year that lies this close to its anchor is in the anchor's year (docs/times.md, rule
1).
"""
SLACK = timedelta(days=45)
"""How far a month that words call past may begin ahead all the same."""


ASIDE = 5
"""Years by which a year must differ from those named around it to be an aside."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The local day (and, where known, hour) of writing. `loose` is true where that day is only known
    roughly: it then decides years, but no weekday and no "yesterday".
    """

    day: date
    hour: int | None = None
    loose: bool = False


@dataclass(slots=True)
class Resolved:
    """An expression with its place in the calendar.

    `extent` is None for durations, sets and references. `others` are competing readings of the same words.
    `why` says how the place was found; `dated` whether the words themselves gave the day; `today` whether
    that is the day of writing, and not said to be past. `choice` is the part of `why` that speaks for the
    likeliest reading, and what stands in its place for the others.
    """

    found: Found
    type: TimexType
    value: str
    extent: Extent | None = None
    others: list[Extent] = field(default_factory=list)
    mod: str | None = None
    why: str = ""
    dated: bool = False
    ahead: int = OPEN
    sentence: int = -1
    seconds: list[Resolved] = field(default_factory=list)
    written_day: date | None = None
    wrong: str | None = None
    today: bool = False
    choice: tuple[str, str] = ("", "")


class Story:
    """The state in which one text's expressions are resolved, in the order of the text.

    `yearless`: the text has a day of writing, but nothing says of which year. It is then no narrative that
    goes on from date to date: what is reckoned from the day of writing stays open.
    """

    def __init__(self, tokens: list[Token], anchor: Anchor | None, *, yearless: bool = False) -> None:
        self.tokens = tokens
        self.anchor = anchor
        self.yearless = yearless
        self.numbers = sentences(tokens)
        self.done: list[Resolved] = []
        self.last: Extent | None = None
        self.quarter: tuple[int, int] | None = None
        self.asides: set[int] = set()
        self.years: dict[int, list[tuple[int, int | None]]] = {}

    def after(self, found: Found, skip: int = 0) -> str:
        """The word after an expression, or some words further on; empty at the end."""
        at = found.last + skip
        return self.tokens[at].text if at < len(self.tokens) else ""

    def note_years(self, whole: list[Found]) -> None:
        """The years that the words name, by sentence; those that leave the story for a moment (TIMES rule
        3) apart.
        """
        named = [
            one for found in whole for one in (found, *found.seconds) if one.slots.year and one.slots.year > 0
        ]
        for one in named:
            self.years.setdefault(self.numbers[one.first], []).append((one.slots.year or 0, one.slots.month))
        years = [one.slots.year or 0 for one in named]
        for i, one in enumerate(named):
            around = years[max(0, i - 2) : i] + years[i + 1 : i + 3]
            alone = len(around) >= 3 and all(abs(y - years[i]) > ASIDE for y in around)
            before = named[i - 1].slots if i else one.slots
            back = (
                one.slots.month is None
                and before.month is not None
                and (before.year or 0) - years[i] > 4 * ASIDE
            )
            if alone or back:
                self.asides.add(one.first)

    def narrated(self) -> date | None:
        """The day mentioned before, in a text that dates itself."""
        if self.yearless or self.last is None or self.last.precision not in {"day", "minute", "part_of_day"}:
            return None
        return self.last.first_day

    def sibling(self, found: Found) -> date | None:
        """The day of the nearest dated expression before this one in its sentence."""
        sentence = self.numbers[found.first]
        for earlier in reversed(self.done):
            if earlier.sentence != sentence:
                return None
            if earlier.written_day is not None:
                return earlier.written_day
            if earlier.extent is not None and earlier.dated and _one_day(earlier.extent):
                return earlier.extent.first_day
        return None

    def year_for(self, found: Found, month: int, day: int | None, ahead: int) -> tuple[int | None, str]:
        """The year of a date without one, and why (docs/times.md, rule 1)."""
        siblings = self.years.get(self.numbers[found.first], [])
        if self.yearless:
            siblings = [known for known in siblings if known[1] is not None]
        anchor = self.anchor.day if self.anchor else None
        if siblings:
            year, near_month = siblings[0]
            if near_month is None or abs(near_month - month) <= 6 or anchor is None:
                same = near_month == month  # "in January 2013 ... on 6 January", however long ago
                if same or anchor is None or abs((_safe(year, month, day) - anchor).days) < 400:
                    return year, "the year is that of another date in the sentence"
            elif near_month - month > 6:
                return year + 1, "the year turns between this date and another in the sentence"
            else:
                return year - 1, "the year turns between this date and another in the sentence"
        if anchor is None:
            return self.year_from_last(month, day)
        year = self.year_by_direction(month, day, ahead)
        if self._says_since(found) and _safe(year, month, day) > anchor:
            return year - 1, "what has been since then began before the time of writing"
        return year, "the year is reckoned from the time of writing"

    def _says_since(self, found: Found) -> bool:
        """Whether "since" stands before an expression: "since late November", "since the 3rd"."""
        before = [t.text for t in self.tokens[max(0, found.first - 3) : found.first]]
        return "since" in before and not set(before[before.index("since") :]) & {".", ",", ";"}

    def year_from_last(self, month: int, day: int | None) -> tuple[int | None, str]:
        last = self.last.first_day if self.last else None
        if self.yearless:
            return None, ""
        if last is None:
            ahead = [known for _, named in sorted(self.years.items()) for known in named]
            if not ahead:
                return None, ""
            return ahead[0][0], "the year is that of the first date in the text that names one"
        year = last.year
        if month < last.month - 8 and self.last is not None and self.last.precision in {"day", "month"}:
            year += 1
        return year, "the year is that of the date mentioned before"

    def year_by_direction(self, month: int, day: int | None, ahead: int) -> int:
        assert self.anchor is not None
        anchor = self.anchor.day
        candidates = [(_safe(anchor.year + k, month, day), anchor.year + k) for k in (-1, 0, 1)]
        nearest = min(candidates, key=lambda c: abs(c[0] - anchor))
        span = timedelta(days=28) if day is None else timedelta()
        if abs(nearest[0] - anchor) <= NEAR and not (
            day is None and ahead == BACK and nearest[0] > anchor + SLACK
        ):
            return nearest[1]
        if ahead == AHEAD:
            return next((y for d, y in candidates if d + span >= anchor), anchor.year)
        if ahead == BACK:
            return next((y for d, y in reversed(candidates) if d <= anchor), anchor.year)
        return nearest[1] if abs(nearest[0] - anchor) < timedelta(days=150) else anchor.year

    def near_day(self) -> date | None:
        """The day of writing, where it is known closely enough to count days from."""
        return self.anchor.day if self.anchor is not None and not self.anchor.loose else None

    def base_day(self, slots: Slots) -> date | None:
        """The day to reckon from: the date mentioned before, or the time of writing."""
        last = self.last.first_day if self.last else None
        if slots.base == "last" and last is not None:
            return last
        return self.near_or_last()

    def near_or_last(self) -> date | None:
        """The day of writing; in a text that dates itself the date mentioned before."""
        last = self.last.first_day if self.last and not self.yearless else None
        return self.near_day() or last


def _safe(year: int, month: int, day: int | None) -> date:
    """The day, or the first of its month where the month has no such day that year."""
    try:
        return date(min(max(year, 1), 9999), month, day or 1)
    except ValueError:
        return date(min(max(year, 1), 9999), month, 28)


def _one_day(extent: Extent) -> bool:
    start, end = extent.start, extent.end
    return (
        start is not None
        and end is not None
        and extent.precision == "day"
        and end - start == timedelta(days=1)
    )
