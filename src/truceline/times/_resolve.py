"""Stage 4: whole expressions to places in the calendar.

Explicit beats inherited; a missing part comes from a neighbour in the sentence, else from the anchor (the time of
writing), else from the date mentioned before. Everything here is local wall-clock time; `_write` puts it into a zone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from truceline.model import TimexType
from truceline.times import _extent as calendar
from truceline.times._calendars import Feast, falls, hijri_day
from truceline.times._direction import AHEAD, BACK, NEAREST, OPEN, direction, length_words, office_holders, saying_verbs, sentence_of, sentences
from truceline.times._extent import Extent
from truceline.times._slots import Found, Slots
from truceline.times._tokens import Token
from truceline.times._zones import NO_ZONE

__all__ = ["Anchor", "Resolved", "resolve"]

NEAR = timedelta(days=100)
"""A date without a year that lies this close to its anchor is in the anchor's year (TIMES rule 1)."""


ASIDE = 5
"""Years by which a year must differ from those named around it to be an aside."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The local day (and, where known, hour) of writing."""

    day: date
    hour: int | None = None


@dataclass(slots=True)
class Resolved:
    """An expression with its place in the calendar.

    `extent` is None for durations, sets and references. `others` are competing readings of the same words. `why` says
    how the place was found; `dated` whether the words themselves gave the day.
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


def resolve(tokens: list[Token], whole: list[Found], anchor: Anchor | None) -> list[Resolved]:
    """Every expression with its place in the calendar, in order; without an anchor the text dates itself."""
    return _Resolver(tokens, anchor).run(whole)


class _Resolver:
    def __init__(self, tokens: list[Token], anchor: Anchor | None) -> None:
        self.tokens = tokens
        self.anchor = anchor
        self.numbers = sentences(tokens)
        self.done: list[Resolved] = []
        self.last: Extent | None = None
        self.quarter: tuple[int, int] | None = None
        self.asides: set[int] = set()
        self.years: dict[int, list[tuple[int, int | None]]] = {}

    def run(self, whole: list[Found]) -> list[Resolved]:
        self._note_years(whole)
        for found in whole:
            resolved = self._one(found)
            if resolved is not None:
                self.done.append(resolved)
                for second in found.seconds:
                    inner = self._one(second, primary=resolved)
                    if inner is not None:
                        resolved.seconds.append(inner)
        return self.done

    def _note_years(self, whole: list[Found]) -> None:
        """The years that the words name, by sentence; those that leave the story for a moment (TIMES rule 3) apart."""
        named = [one for found in whole for one in (found, *found.seconds) if one.slots.year and one.slots.year > 0]
        for one in named:
            self.years.setdefault(self.numbers[one.first], []).append((one.slots.year or 0, one.slots.month))
        years = [one.slots.year or 0 for one in named]
        for i, one in enumerate(named):
            around = years[max(0, i - 2) : i] + years[i + 1 : i + 3]
            if len(around) >= 3 and sum(abs(y - years[i]) > ASIDE for y in around) == len(around):
                self.asides.add(one.first)

    # ------------------------------------------------------------------ one expression

    def _one(self, found: Found, primary: Resolved | None = None) -> Resolved | None:
        slots = found.slots
        bounds = sentence_of(self.numbers, found.first)
        ahead = direction(self.tokens, found.first, found.last, bounds, timed=slots.hour is not None)
        simple = _SIMPLE.get(found.kind)
        if simple is not None:
            resolved = simple(self, found, ahead)
        else:
            resolved = self._placed(found, slots, ahead, primary)
        if resolved is None:
            return None
        resolved.ahead, resolved.sentence = ahead, self.numbers[found.first]
        if resolved.extent is not None and resolved.extent.start is not None and self._moves_on(found):
            self.last = resolved.extent
            if slots.quarter and slots.relation != "year_ago" and resolved.value[4:6] == "-Q" and "XX" not in resolved.value:
                self.quarter = int(resolved.value[:4]), int(resolved.value[6])
        return resolved

    def _moves_on(self, found: Found) -> bool:
        """Whether the story goes on from this time: not from an aside, a decade, or "twenty years earlier"."""
        slots = found.slots
        if found.first in self.asides or slots.decade or slots.century is not None or slots.ref:
            return False
        return not (slots.relation in {"ago", "hence"} and slots.unit in {"Y", "DE", "CE"})

    def _placed(self, found: Found, slots: Slots, ahead: int, primary: Resolved | None) -> Resolved | None:
        base, why, wrong = self._calendar(found, slots, ahead, primary)
        dated = base is not None
        if slots.hour is not None:
            return self._clock(found, slots, ahead, base, why, primary)
        if slots.part is not None:
            return self._part(found, slots, ahead, base, why)
        if base is None:
            return Resolved(found, "DATE", "XXXX-XX-XX", wrong=wrong) if wrong else None
        mod = slots.mod or base.mod
        shaped = _modified(base, slots)
        return Resolved(found, "DATE", base.value, shaped, mod=mod, why=why, dated=dated, wrong=wrong)

    # ------------------------------------------------------------------ clocks and parts of the day

    def _clock(
        self, found: Found, slots: Slots, ahead: int, base: Extent | None, why: str, primary: Resolved | None
    ) -> Resolved | None:
        hour, minute = slots.hour or 0, slots.minute or 0
        if slots.wrong == "clock" or hour > 24 or minute > 59:
            return Resolved(found, "TIME", f"T{hour:02d}:{minute:02d}", wrong=f"there is no {hour:02d}:{minute:02d}")
        if (slots.zone or "").startswith(NO_ZONE):
            return Resolved(found, "TIME", "XXXX-XX-XX", wrong=f"no clock on earth is {(slots.zone or '')[len(NO_ZONE):]} hours off UTC")
        own_day = base.first_day if base is not None and base.precision == "day" else None
        at = own_day or self._day_of_clock(found, primary)
        if at is None or base is not None and base.start is None:
            clock = f"{hour:02d}:{minute:02d}"
            value = f"{base.value if base is not None else 'XXXX-XX-XX'}T{clock}"
            extent = Extent(None, None, value, "minute", "TIME") if base is not None else None
            return Resolved(found, "TIME", value, extent, why="no day is known for this clock", dated=base is not None)
        if not why:
            why = "the day is that of the date beside it" if own_day is None and self._sibling(found) else ""
        if slots.midnight and slots.day_to is not None and base is not None and base.end is not None:
            last = (base.end - timedelta(days=1)).date()
            extent = calendar.instant(last, 0, 0)
            return Resolved(found, "TIME", extent.value, extent, why="the midnight between two days", dated=True, written_day=last)
        if slots.midnight:
            return self._midnight(found, slots, ahead, at, own_day, why)
        extent = calendar.instant(at, hour, minute, slots.second)
        if self._approximate(found):
            extent = replace(extent, mod="APPROX")
        mod = extent.mod
        resolved = Resolved(
            found, "TIME", extent.value, extent, mod=mod, why=why or _said(at, own_day), dated=own_day is not None
        )
        resolved.written_day = at
        if slots.half_day and 1 <= hour <= 11:
            resolved.others = [calendar.instant(at, hour + 12, minute)]
        return resolved

    def _midnight(
        self, found: Found, slots: Slots, ahead: int, at: date, own_day: date | None, why: str
    ) -> Resolved:
        """Either end of the day: the words before it and the order of the words say which is likelier."""
        before = [t.text for t in self.tokens[max(0, found.first - 3) : found.first]]
        closing = bool(set(before[-2:]) & {"until", "till", "to", "through", "by", "before"}) or "expire" in " ".join(before)
        if own_day is None:
            end = ahead in {AHEAD, OPEN, NEAREST} or closing and ahead != BACK
            reason = "a midnight without a date that lies ahead is the end of the day of writing" if end else (
                "a midnight without a date that is past is the start of the day of writing"
            )
        else:
            day_first = bool(found.parts) and not found.parts[0].endswith("midnight")
            tonight = slots.shift is not None and slots.unit == "D" and slots.relation is None
            over = self.anchor is not None and own_day == self.anchor.day and ahead == AHEAD and not self._says_on(found)
            end = closing or day_first or tonight or over or slots.part in {"NI", "EV"}
            reason = "midnight as a deadline is the end of the day" if closing else (
                "midnight that lies ahead of a report of that day is the day's end" if over else
                "midnight named after its day is the day's end" if end else "midnight on a day is the day's start"
            )
        start_of, end_of = calendar.instant(at, 0, 0), calendar.instant(at, 24, 0)
        first, other = (end_of, start_of) if end else (start_of, end_of)
        resolved = Resolved(found, "TIME", first.value, first, [other], why=why + ("; " if why else "") + reason)
        resolved.dated, resolved.written_day = own_day is not None, at
        return resolved

    def _says_on(self, found: Found) -> bool:
        return any(token.text == "on" for token in self.tokens[found.first : found.last])

    def _day_of_clock(self, found: Found, primary: Resolved | None) -> date | None:
        """The day of a clock without a date: its neighbour's in the sentence, else the anchor's."""
        if primary is not None and primary.written_day is not None:
            return primary.written_day
        near = self._sibling(found)
        if near is not None:
            return near
        if self.anchor is not None:
            return self.anchor.day
        return self._narrated()

    def _narrated(self) -> date | None:
        """The day mentioned before, in a text that dates itself."""
        if self.last is None or self.last.precision not in {"day", "minute", "part_of_day"}:
            return None
        return self.last.first_day

    def _sibling(self, found: Found) -> date | None:
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

    def _approximate(self, found: Found) -> bool:
        before = [t.text for t in self.tokens[max(0, found.first - 2) : found.first]]
        return bool(set(before) & {"around", "about", "approximately", "roughly", "circa", "past", "shortly", "nearly", "~"})

    def _part(self, found: Found, slots: Slots, ahead: int, base: Extent | None, why: str) -> Resolved | None:
        part = slots.part or "DT"
        at = base.first_day if base is not None else None
        if at is None:
            at = self._sibling(found) or (self.anchor.day if self.anchor else self._narrated())
            why = why or "the part of the day is that of the day mentioned beside it or of writing"
        if at is None or base is not None and base.start is None:
            value = f"{base.value if base is not None else 'XXXX-XX-XX'}T{calendar.PART_TIMEX.get(part, part)}"
            extent = Extent(None, None, value, "part_of_day", "TIME") if base is not None else None
            return Resolved(found, "TIME", value, extent, dated=base is not None)
        extent = calendar.hours(at, part)
        if part == "NI" and slots.mod == "END" and extent.start is not None:
            extent = replace(extent, start=extent.start + timedelta(hours=2), end=extent.start + timedelta(hours=6))
        if slots.overnight and extent.start is not None:
            extent = replace(extent, start=extent.start - timedelta(hours=2))
        mod = slots.mod if slots.mod in {"START", "END"} else None
        return Resolved(found, "TIME", extent.value, extent, mod=mod, why=why, dated=base is not None)

    # ------------------------------------------------------------------ the calendar

    def _calendar(
        self, found: Found, slots: Slots, ahead: int, primary: Resolved | None
    ) -> tuple[Extent | None, str, str | None]:
        """The day or longer stretch that the words name, why, and what is impossible about them."""
        try:
            for step in _STEPS:
                hit = step(self, found, slots, ahead)
                if hit is not None:
                    return hit[0], hit[1], None
        except _ImpossibleError as error:
            return None, "", str(error)
        except OverflowError:
            return None, "", None
        return None, "", None

    def _explicit(self, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
        if slots.month is None or slots.day is None:
            return None
        if slots.year is not None:
            extent = self._days(slots, slots.year)
            return extent, "stated"
        if slots.relation in {"last", "next"} and self.anchor:
            if slots.unit == "Y":
                year = self.anchor.day.year + (-1 if slots.relation == "last" else 1)
                return self._days(slots, year), "reckoned from the year of writing"
            wanted = BACK if slots.relation == "last" else AHEAD
            year = self._year_by_direction(slots.month, slots.day, wanted)
            return self._days(slots, year), f"the {slots.relation} one before or after the time of writing"
        year_, why = self._year_for(found, slots.month, slots.day, ahead)
        if year_ is None:
            _check_day(2000, slots.month, slots.day)
            value = f"XXXX-{slots.month:02d}-{slots.day:02d}"
            return Extent(None, None, value, "day"), "nothing says which year"
        _check_day(2000, slots.month, slots.day)
        if slots.month == 2 and slots.day == 29 and not calendar.is_leap(year_):
            return Extent(None, None, "XXXX-02-29", "day"), "nothing says which leap year"
        return self._days(slots, year_), why

    def _days(self, slots: Slots, year: int) -> Extent:
        month, day = slots.month or 1, slots.day or 1
        _check_day(year, month, day)
        extent = calendar.day(date(year, month, day))
        if slots.day_to is not None and slots.day_to > day:
            _check_day(year, month, slots.day_to)
            end = date(year, month, slots.day_to)
            last = calendar.day(end)
            return replace(extent, end=last.end, edtf=f"{extent.value}/{last.value}")
        return extent

    def _year_for(self, found: Found, month: int, day: int | None, ahead: int) -> tuple[int | None, str]:
        """The year of a date without one, and why (TIMES rule 1)."""
        siblings = self.years.get(self.numbers[found.first], [])
        anchor = self.anchor.day if self.anchor else None
        if siblings:
            year, near_month = siblings[0]
            if near_month is None or abs(near_month - month) <= 6 or anchor is None:
                if anchor is None or abs((_safe(year, month, day) - anchor).days) < 400:
                    return year, "the year is that of another date in the sentence"
            elif near_month - month > 6:
                return year + 1, "the year turns between this date and another in the sentence"
            else:
                return year - 1, "the year turns between this date and another in the sentence"
        if anchor is None:
            return self._year_from_last(month, day)
        return self._year_by_direction(month, day, ahead), "the year is reckoned from the time of writing"

    def _year_from_last(self, month: int, day: int | None) -> tuple[int | None, str]:
        last = self.last.first_day if self.last else None
        if last is None:
            ahead = [known for _, named in sorted(self.years.items()) for known in named]
            if not ahead:
                return None, ""
            return ahead[0][0], "the year is that of the first date in the text that names one"
        year = last.year
        if month < last.month - 8 and self.last is not None and self.last.precision in {"day", "month"}:
            year += 1
        return year, "the year is that of the date mentioned before"

    def _year_by_direction(self, month: int, day: int | None, ahead: int) -> int:
        assert self.anchor is not None
        anchor = self.anchor.day
        candidates = [(_safe(anchor.year + k, month, day), anchor.year + k) for k in (-1, 0, 1)]
        nearest = min(candidates, key=lambda c: abs(c[0] - anchor))
        span = timedelta(days=28) if day is None else timedelta()
        if abs(nearest[0] - anchor) <= NEAR and not (day is None and ahead == BACK and nearest[0] > anchor + NEAR):
            return nearest[1]
        if ahead == AHEAD:
            return next((y for d, y in candidates if d + span >= anchor), anchor.year)
        if ahead == BACK:
            return next((y for d, y in reversed(candidates) if d <= anchor), anchor.year)
        return nearest[1] if abs(nearest[0] - anchor) < timedelta(days=150) else anchor.year

    def _holiday(self, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
        """A feast: that of the year named, else the one that the words and the time of writing point to."""
        if slots.holiday is None:
            return None
        base = self._base_day(slots)
        if base is None and slots.year is None:
            return Extent(None, None, "XXXX-XX-XX", "day"), "nothing says which year"
        if base is not None and slots.year is None:
            feasts = [feast for k in (-1, 0, 1) for feast in falls(slots.holiday, base.year + k)]
        else:
            feasts = list(falls(slots.holiday, slots.year or 0))
        if not feasts:
            return Extent(None, None, f"{slots.year or 'XXXX'}-XX-XX", "day"), "outside the tables of that calendar"
        feast = feasts[0] if base is None or slots.year is not None else _feast_near(feasts, base, slots.relation, ahead)
        why = "moon sighting may move it by a day" if feast.approximate else "by its calendar"
        return _feast_extent(feast, slots), why

    def _hijri(self, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
        if slots.hijri_month is None or slots.day is None:
            return None
        base = self._base_day(slots)
        if base is None and slots.hijri_year is None:
            return Extent(None, None, "XXXX-XX-XX", "day"), "nothing says which year"
        at = hijri_day(slots.hijri_year, slots.hijri_month, slots.day, base or date(2000, 1, 1))
        if at is None:
            return None
        extent = calendar.day(at)
        return replace(extent, mod="APPROX", edtf=f"{extent.value}~"), "moon sighting may move it by a day"

    def _weekday(self, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
        if slots.weekday is None or slots.month is not None:
            return None
        anchor = self.anchor.day if self.anchor else (self.last.first_day if self.last else None)
        if anchor is None:
            return Extent(None, None, f"XXXX-WXX-{slots.weekday}", "day"), "nothing says which week"
        at, why = _weekday_near(anchor, slots.weekday, slots.relation, ahead, slots.mod)
        extent = calendar.day(at)
        if slots.weekday_to is not None:
            other = at + timedelta(days=(slots.weekday_to - slots.weekday) % 7)
            joint = f"[{at},{other}]" if slots.either else f"{at}/{other}"
            return replace(extent, end=calendar.day(other).end, edtf=joint), why
        return extent, why

    def _half(self, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
        if slots.half is None:
            return None
        whole = self._whole(found, replace(slots, half=None), ahead)
        if whole is None or whole.start is None or whole.end is None:
            return (whole, "") if whole else None
        pieces = 3 if slots.part_of == "third" else 2
        number = slots.half or pieces
        first = whole.start + (whole.end - whole.start) * (number - 1) / pieces
        last = whole.start + (whole.end - whole.start) * number / pieces
        if whole.precision == "month":
            length = 15 if pieces == 2 else 10
            first = whole.start + timedelta(days=length * (number - 1))
            last = whole.end if number == pieces else whole.start + timedelta(days=length * number)
        elif whole.precision == "year" and pieces == 2:
            return calendar.half(whole.start.year, number), "half of a year"
        mod = "START" if number == 1 else ("END" if number == pieces else "MID")
        edge = (first.date().isoformat(), (last - timedelta(days=1)).date().isoformat())
        edtf = f"{edge[0]}/{edge[1]}~" if number == 1 else f"{edge[0]}~/{edge[1]}" + ("" if number == pieces else "~")
        shaped = replace(whole, start=first, end=last, mod=mod, edtf=edtf)
        return shaped, "half of a month is its 1st to 15th day or the rest of it, as a convention"

    def _whole(self, found: Found, slots: Slots, ahead: int) -> Extent | None:
        for step in _STEPS:
            hit = step(self, found, slots, ahead)
            if hit is not None:
                return hit[0]
        return None

    def _quarter(self, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
        if slots.quarter is None:
            return None
        number = slots.quarter
        if not 1 <= number <= 4:
            raise _ImpossibleError(f"there is no quarter {number} of a year")
        if slots.year is not None:
            return calendar.quarter(slots.year, number), "stated"
        anchor = self._base_day(slots)
        if anchor is None:
            return Extent(None, None, f"XXXX-Q{number}", "season"), "nothing says which year"
        year = anchor.year + {"last": -1, "next": 1}.get(slots.relation or "", 0)
        if slots.relation is None and slots.unit is None:
            middles = [(abs(date(y, 3 * number - 1, 15) - anchor), y) for y in (year - 1, year, year + 1)]
            year = min(middles)[1]
        return calendar.quarter(year, number), "the quarter nearest to the time of writing"

    def _season(self, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
        if slots.season is None:
            return None
        if slots.year is not None:
            return calendar.season(slots.year, slots.season), "stated"
        anchor = self._base_day(slots)
        if anchor is None:
            return Extent(None, None, f"XXXX-{slots.season}", "season"), "nothing says which year"
        year = anchor.year
        begins = date(year, calendar.SEASON_MONTH[slots.season], 1)
        if slots.unit == "Y":
            year += {"last": -1, "next": 1}.get(slots.relation or "", 0)
        elif slots.relation == "last":
            year -= 1 if begins + timedelta(days=60) > anchor else 0
        elif slots.relation == "next":
            year += 1 if begins <= anchor else 0
        elif slots.relation is None and ahead == BACK and begins > anchor:
            year -= 1
        elif slots.relation is None and ahead == AHEAD and begins + timedelta(days=91) < anchor:
            year += 1
        return calendar.season(year, slots.season), "reckoned from the time of writing"

    def _month_or_year(self, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
        if slots.month is not None and slots.relation in {"last", "next", "this"} and slots.year is None:
            return self._related_month(slots)
        if slots.month is not None:
            year, why = (slots.year, "stated") if slots.year is not None else self._year_for(found, slots.month, None, ahead)
            if year is None:
                return Extent(None, None, f"XXXX-{slots.month:02d}", "month"), "nothing says which year"
            months = (slots.month_to - slots.month + 1) if slots.month_to and slots.month_to > slots.month else 1
            return calendar.month(year, slots.month, months), why
        if slots.year is not None:
            return self._years(slots), "stated"
        if slots.decade is not None:
            return calendar.decade(slots.decade), "stated"
        if slots.century is not None:
            return calendar.century(slots.century), "stated"
        return None

    def _years(self, slots: Slots) -> Extent:
        year = slots.year or 0
        if slots.year_to is not None and year < slots.year_to < year + 150:
            return replace(calendar.year(year, slots.year_to - year + 1), edtf=f"{year:04d}/{slots.year_to:04d}")
        return calendar.year(year)

    def _related_month(self, slots: Slots) -> tuple[Extent, str] | None:
        anchor = self._base_day(slots)
        month = slots.month or 1
        if anchor is None:
            return Extent(None, None, f"XXXX-{month:02d}", "month"), "nothing says which year"
        year = anchor.year
        if slots.unit == "Y":
            year += {"last": -1, "next": 1}.get(slots.relation or "", 0)
            return calendar.month(year, month), "reckoned from the year of writing"
        if slots.relation == "last" and month >= anchor.month - 1:
            year -= 1
        if slots.relation == "next" and month <= anchor.month:
            year += 1
        return calendar.month(year, month), "reckoned from the time of writing"

    def _shifted(self, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
        if slots.shift is None or slots.unit != "D":
            return None
        base = self._base_day(slots)
        if base is None:
            return Extent(None, None, "XXXX-XX-XX", "day"), "nothing says which day"
        reason = "the date mentioned before" if slots.base == "last" and self.last else "the time of writing"
        return calendar.day(base + timedelta(days=slots.shift)), f"reckoned from {reason}"

    def _base_day(self, slots: Slots) -> date | None:
        """The day to reckon from: the date mentioned before, or the time of writing."""
        last = self.last.first_day if self.last else None
        if slots.base == "last" and last is not None:
            return last
        if self.anchor is not None:
            return self.anchor.day
        return last

    def _related(self, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
        """"last week", "this year", "the weekend", "three months ago", "two days later"."""
        if slots.relation == "this_q" or slots.relation == "year_ago":
            return self._quarter_mentioned(slots)
        if slots.unit is None or (slots.relation is None and slots.unit != "WE"):
            return None
        if slots.relation in {"ago", "hence"}:
            return self._reckoned(slots)
        base = self._base_day(slots)
        step = {"last": -1, "next": 1}.get(slots.relation or "", 0)
        if slots.relation is None:
            step = self._weekend_step(base, ahead)
        if base is None:
            return Extent(None, None, _blank(slots.unit), "year"), "nothing says when this was written"
        if slots.day is not None:
            _check_day(base.year, base.month, slots.day)
            return calendar.day(base.replace(day=slots.day)), "the month of writing"
        at = calendar.add(base, step, slots.unit)
        return _unit_extent(at, slots.unit), "reckoned from the time of writing"

    def _quarter_mentioned(self, slots: Slots) -> tuple[Extent, str] | None:
        """"the quarter": the one mentioned before, else the one that ended last; "year-ago": the same, a year before."""
        base = self._base_day(slots)
        if base is None:
            return None
        if self.quarter is not None:
            year, number = self.quarter
        else:
            year, number = (base.year, (base.month - 1) // 3) if base.month > 3 else (base.year - 1, 4)
        if slots.relation == "year_ago":
            return calendar.quarter(year - 1, number), "the same quarter a year before"
        return calendar.quarter(year, number), "the quarter mentioned before, or the last one ended"

    def _weekend_step(self, base: date | None, ahead: int) -> int:
        return -1 if base is not None and ahead != AHEAD and base.isoweekday() < 6 else 0

    def _reckoned(self, slots: Slots) -> tuple[Extent, str] | None:
        base = self._base_day(slots)
        sign = -1 if slots.relation == "ago" else 1
        if slots.vague or slots.number is None:
            value = "PAST_REF" if sign < 0 else "FUTURE_REF"
            return Extent(None, None, value, "day"), "no number is given"
        if base is None:
            return Extent(None, None, _blank(slots.unit or "D"), "day"), "nothing says when this was written"
        if slots.unit in {"S", "TM", "H"}:
            return None
        if slots.unit == "Y" and slots.number == 1 and self.quarter is not None and sign < 0:
            return calendar.quarter(self.quarter[0] - 1, self.quarter[1]), "the quarter mentioned before, a year earlier"
        at = calendar.add(base, sign * int(slots.number), slots.unit or "D")
        return _ago_extent(at, slots.unit or "D"), "reckoned from the time of writing"

    def _bare(self, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
        """"on the 29th": the month of the date before, or the one that fits the direction."""
        if slots.day is None or slots.month is not None:
            return None
        base = self.anchor.day if self.anchor else (self.last.first_day if self.last else None)
        if base is None:
            return Extent(None, None, f"XXXX-XX-{slots.day:02d}", "day"), "nothing says which month"
        candidates = []
        for k in (-1, 0, 1):
            first = calendar.add_months(base.replace(day=1), k)
            try:
                candidates.append(first.replace(day=slots.day))
            except ValueError:
                continue
        fitting = [c for c in candidates if (c >= base if ahead == AHEAD else c <= base)] or candidates
        if not fitting:
            raise _ImpossibleError(f"no month near {base} has a day {slots.day}")
        return calendar.day(min(fitting, key=lambda c: abs(c - base))), "the month nearest to the time of writing"

    # ------------------------------------------------------------------ durations, recurrences, references

    def _duration(self, found: Found, ahead: int) -> Resolved | None:
        after = self._after(found)
        if after in {"old", "-old"} or after == "-" and self._after(found, 1) == "old" or after == "of" and found.slots.unit == "Q":
            return None
        if found.slots.unit == "D" and self.tokens[found.first].text == "one" and not self._lasting(found):
            return None
        return Resolved(found, "DURATION", _period(found.slots))

    def _after(self, found: Found, skip: int = 0) -> str:
        at = found.last + skip
        return self.tokens[at].text if at < len(self.tokens) else ""

    def _lasting(self, found: Found) -> bool:
        before = self.tokens[found.first - 1].text if found.first else ""
        return before in length_words() or "-" in self._after(found) or self._after(found) in {"after", "before", "later"}

    def _a_unit(self, found: Found, ahead: int) -> Resolved | None:
        """"a year" is a length after "for", "within" and the like; after a sum or a number of things it is a rate."""
        if found.slots.unit in {"S", "Q"}:
            return None
        alone = found.first == 0 or "BREAK" in self.tokens[found.first - 1].classes or "PUNCT" in self.tokens[found.first - 1].classes
        if not (alone or self._lasting(found)):
            return None
        return Resolved(found, "DURATION", _period(found.slots))

    def _bare_units(self, found: Found, ahead: int) -> Resolved | None:
        token = self.tokens[found.first]
        before = self.tokens[found.first - 1].text if found.first else ""
        if "PLURAL" not in token.classes or before in {"-", "of", "first", "early", "the"} | {"these", "those", "all"}:
            return None
        if before not in {"for", "in", "over", "within", "after", "last", "take", "took", "lasted", "several", "many", "recent"}:
            return None
        return Resolved(found, "DURATION", _period(replace(found.slots, vague=True)))

    def _set(self, found: Found, ahead: int) -> Resolved | None:
        slots = found.slots
        if slots.frequency:
            return Resolved(found, "SET", slots.frequency)
        if slots.weekday:
            return Resolved(found, "SET", f"XXXX-WXX-{slots.weekday}")
        if slots.part:
            return Resolved(found, "SET", f"XXXX-XX-XXT{slots.part}")
        if found.name == "weekday_and_weekends":
            return Resolved(found, "SET", "XXXX-WXX")
        return Resolved(found, "SET", _period(replace(slots, number=slots.number or 1)))

    def _ref(self, found: Found, ahead: int) -> Resolved | None:
        value = found.slots.ref or "PRESENT_REF"
        if self.tokens[found.first].text == "soon" and self._after(found) in {"as", "after", "to", "became", "was"}:
            return None
        extent = calendar.day(self.anchor.day) if value == "PRESENT_REF" and self.anchor else None
        resolved = Resolved(found, "DATE", value, why="the time of writing" if extent else "")
        if extent is not None:
            resolved.extent = extent
        return resolved

    def _ordinal_day(self, found: Found, ahead: int) -> Resolved | None:
        slots = found.slots
        before = self.tokens[found.first - 1].text if found.first else ""
        after = self.tokens[found.last].text if found.last < len(self.tokens) else ""
        if slots.unit != "D" or (before not in {"for", "its", "on", "their", "entered", "into"} and after not in {"of", "in"}):
            return None
        if self.anchor is None or after == "of" and ahead == AHEAD:
            return Resolved(found, "DURATION", f"P{slots.ordinal}D")
        extent = calendar.day(self.anchor.day)
        return Resolved(found, "DATE", extent.value, extent, why="a count of days up to the time of writing")

    def _eve(self, found: Found, ahead: int) -> Resolved | None:
        """"On the eve" without what it is the eve of is a translated word for "the day before"."""
        after = self.tokens[found.last].text if found.last < len(self.tokens) else ""
        if after == "of" and not (self._verb_follows(found.last + 1) or self._person_follows(found.last + 1)):
            return None
        base = self._base_day(found.slots)
        if base is None:
            return Resolved(found, "DATE", "XXXX-XX-XX")
        extent = calendar.day(base - timedelta(days=1))
        why = '"on the eve" with nothing that it is the eve of means the day before'
        return Resolved(found, "DATE", extent.value, extent, why=why, dated=True)

    def _verb_follows(self, at: int) -> bool:
        """Whether a verb of saying comes before the next comma: then "of" only links a subject to it."""
        for token in self.tokens[at : at + 14]:
            if token.text in {",", ";", ":", "\n"}:
                return False
            if token.text in saying_verbs():
                return True
        return False

    def _person_follows(self, at: int) -> bool:
        """Whether office-holders come next ("of the presidents of"): a person has no eve."""
        nouns = [t for t in self.tokens[at : at + 3] if t.text not in {"the", "a", "an"}]
        return bool(nouns) and nouns[0].text in office_holders()


def _feast_near(feasts: list[Feast], base: date, relation: str | None, ahead: int) -> Feast:
    """The occurrence that "last", "next", the direction or the least distance points to."""
    past = [f for f in feasts if f.first + timedelta(days=f.days) <= base]
    coming = [f for f in feasts if f.first + timedelta(days=f.days) > base]
    nearest = min(feasts, key=lambda f: min(abs(f.first - base), abs(f.first + timedelta(days=f.days - 1) - base)))
    if relation == "last" and past:
        return past[-1]
    if relation == "next" and coming:
        return coming[0] if coming[0].first > base else coming[-1]
    if relation == "this":
        return next((f for f in feasts if f.first.year == base.year), nearest)
    if abs(nearest.first - base) <= NEAR or ahead not in {AHEAD, BACK}:
        return nearest
    return (coming[0] if coming else nearest) if ahead == AHEAD else (past[-1] if past else nearest)


def _feast_extent(feast: Feast, slots: Slots) -> Extent:
    """All its days, or the one that is counted: the eve, the third, the last."""
    tilde = "~" if feast.approximate else ""
    mod = "APPROX" if feast.approximate else None
    if slots.nth is not None:
        offset = slots.nth - 1 if slots.nth >= 0 else feast.days - 1
        at = calendar.day(feast.first + timedelta(days=offset))
        if slots.number_to is not None and slots.number_to > slots.nth:
            last = calendar.day(feast.first + timedelta(days=slots.number_to - 1))
            return replace(at, end=last.end, mod=mod, edtf=f"{at.value}{tilde}/{last.value}{tilde}")
        return replace(at, mod=mod, edtf=at.value + tilde)
    first, last = calendar.day(feast.first), calendar.day(feast.first + timedelta(days=feast.days - 1))
    edtf = first.value + tilde if feast.days == 1 else f"{first.value}{tilde}/{last.value}{tilde}"
    return replace(first, end=last.end, mod=mod, edtf=edtf)


class _ImpossibleError(ValueError):
    """A date that no calendar has."""


Step = Callable[[_Resolver, Found, Slots, int], "tuple[Extent, str] | None"]
_STEPS: tuple[Step, ...] = (
    _Resolver._holiday, _Resolver._hijri, _Resolver._half, _Resolver._explicit, _Resolver._weekday, _Resolver._quarter, _Resolver._season,
    _Resolver._shifted, _Resolver._month_or_year, _Resolver._related, _Resolver._bare,
)  # fmt: skip

_SIMPLE: dict[str, Callable[[_Resolver, Found, int], Resolved | None]] = {
    "duration": _Resolver._duration,
    "a_unit": _Resolver._a_unit,
    "none": lambda _resolver, _found, _ahead: None,
    "bare_units": _Resolver._bare_units,
    "set": _Resolver._set,
    "ref": _Resolver._ref,
    "ordinal_day": _Resolver._ordinal_day,
    "eve": _Resolver._eve,
}


def _check_day(year: int, month: int, day: int) -> None:
    """Raises _ImpossibleError for 31 June, 29 February 2015, year 0."""
    try:
        date(max(year, 1), month, day)
    except ValueError as error:
        raise _ImpossibleError(f"there is no {year:04d}-{month:02d}-{day:02d}") from error
    if year < 1:
        raise _ImpossibleError(f"there is no year {year}")


def _safe(year: int, month: int, day: int | None) -> date:
    """The day, or the first of its month where the month has no such day that year."""
    try:
        return date(min(max(year, 1), 9999), month, day or 1)
    except ValueError:
        return date(min(max(year, 1), 9999), month, 28)


def _one_day(extent: Extent) -> bool:
    start, end = extent.start, extent.end
    return start is not None and end is not None and extent.precision == "day" and end - start == timedelta(days=1)


def _said(at: date, own_day: date | None) -> str:
    return "stated" if own_day is not None else "the day is that of writing"


def _weekday_near(anchor: date, weekday: int, relation: str | None, ahead: int, mod: str | None) -> tuple[date, str]:
    """TIMES rule 2: the anchor's own weekday is the anchor's day; else the governing words say back or ahead."""
    delta = (weekday - anchor.isoweekday()) % 7
    if relation is not None and relation.startswith("week"):
        monday = anchor - timedelta(days=anchor.weekday())
        return monday + timedelta(days=7 * int(relation[4:]) + weekday - 1), "that day of the week named"
    if relation == "last":
        return anchor - timedelta(days=(7 - delta) if delta else 7), "the last one before the time of writing"
    if relation == "next":
        return anchor + timedelta(days=delta or 7), "the next one after the time of writing"
    if delta == 0:
        return anchor, "the weekday of writing is the day of writing"
    if ahead == AHEAD or relation == "this" and ahead != BACK:
        return anchor + timedelta(days=delta), "it lies ahead, so the next one after the time of writing"
    if ahead == NEAREST and delta <= 3:
        return anchor + timedelta(days=delta), "the one nearest to the time of writing"
    return anchor - timedelta(days=7 - delta), "it is past, so the last one before the time of writing"


def _unit_extent(at: date, unit: str) -> Extent:
    match unit:
        case "W" | "FN":
            return calendar.week(at)
        case "WE":
            return calendar.weekend(at)
        case "M":
            return calendar.month(at.year, at.month)
        case "Q":
            return calendar.quarter(at.year, (at.month + 2) // 3)
        case "Y":
            return calendar.year(at.year)
        case "DE":
            return calendar.decade(f"{at.year // 10:03d}")
        case "CE":
            return calendar.century(at.year // 100)
        case _:
            return calendar.day(at)


def _ago_extent(at: date, unit: str) -> Extent:
    """"three days ago" is a day, "two weeks ago" a day taken roughly, "four months ago" a month, "ten years ago" a year."""
    if unit in {"D", "N"}:
        return calendar.day(at)
    if unit in {"W", "FN", "WE"}:
        return replace(calendar.day(at), mod="APPROX")
    return _unit_extent(at, unit if unit in {"M", "Y", "DE", "CE"} else "M")


def _blank(unit: str) -> str:
    return {"W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "D": "XXXX-XX-XX"}.get(unit, "XXXX")


def _modified(extent: Extent, slots: Slots) -> Extent:
    """Early, mid and late as thirds; "end of" as the last day of a month or year is left to who asks."""
    if slots.mod not in {"START", "MID", "END"} or extent.start is None or extent.end is None or slots.half is not None:
        return extent
    if extent.precision == "day" and slots.weekday is not None or slots.shift is not None:
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
    return replace(extent, start=first, end=max(last, first + day), mod=slots.mod)


_PERIOD = {"S": "PT{}S", "TM": "PT{}M", "H": "PT{}H", "D": "P{}D", "N": "P{}D", "W": "P{}W", "M": "P{}M", "Y": "P{}Y"}
_MULTIPLE = {"WE": ("P{}D", 2), "FN": ("P{}W", 2), "Q": ("P{}M", 3), "HY": ("P{}M", 6), "DE": ("P{}Y", 10), "CE": ("P{}Y", 100), "ML": ("P{}Y", 1000)}


def _period(slots: Slots) -> str:
    """The ISO 8601 duration; X where no number is given."""
    unit = slots.unit or "D"
    number: float | None = None if slots.vague else slots.number
    if unit in _MULTIPLE:
        form, factor = _MULTIPLE[unit]
        if number is None:
            return {"DE": "PXDE", "CE": "PXCE"}.get(unit, form.format("X"))
        number = number * factor
    else:
        form = _PERIOD[unit]
    if number is None:
        return form.format("X")
    if slots.plus_half:
        number += 0.5
    if number == 0.5 and unit == "H":
        return "PT30M"
    if number == 0.5 and unit == "Y":
        return "P6M"
    return form.format(f"{number:g}" if number < 1e6 else f"{int(number)}")
