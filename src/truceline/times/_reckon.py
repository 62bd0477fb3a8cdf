"""Stage 4a: the day or longer stretch of the calendar that an expression names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from truceline.model import months_on
from truceline.times import _extent as calendar
from truceline.times._direction import AHEAD, BACK
from truceline.times._extent import Extent
from truceline.times._feasts import hijri, holiday
from truceline.times._slots import Found, Slots
from truceline.times._story import Story
from truceline.times._weekdays import weekday_day

__all__ = ["reckon"]

_MONTHS = 12


def reckon(story: Story, found: Found, slots: Slots, ahead: int) -> tuple[Extent | None, str, str | None]:
    """The day or longer stretch that the words name, why, and what is impossible about them."""
    try:
        for step in _STEPS:
            hit = step(story, found, slots, ahead)
            if hit is not None:
                return hit[0], hit[1], None
    except _ImpossibleError as error:
        return None, "", str(error)
    except OverflowError:
        return None, "", None
    return None, "", None


def _explicit(story: Story, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:  # noqa: PLR0911 - one rule a line
    if slots.month is None or slots.day is None:
        return None
    if slots.year is not None:
        chosen = _day_first(story, slots) if slots.either and slots.weekday_to is None else slots
        return _days(story, chosen, slots.year), "stated"
    base = story.base_day(slots)
    if slots.relation is not None and slots.unit == "Y" and base is not None:
        step = {"last": -1, "next": 1}.get(slots.relation, 0)
        return _days(story, slots, base.year + step), "reckoned from the year of writing"
    if slots.relation in {"last", "next"} and story.anchor:
        wanted = BACK if slots.relation == "last" else AHEAD
        year = story.year_by_direction(slots.month, slots.day, wanted)
        return _days(story, slots, year), f"the {slots.relation} one before or after the time of writing"
    year_, why = story.year_for(found, slots.month, slots.day, ahead)
    if year_ is None:
        _check_day(2000, slots.month, slots.day)
        value = f"XXXX-{slots.month:02d}-{slots.day:02d}"
        return Extent(None, None, value, "day"), "nothing says which year"
    _check_day(2000, slots.month, slots.day)
    if story.anchor is None and slots.weekday is not None and not _near_another(story, year_, slots.month):
        year_, why = _year_of_weekday(slots, year_, why)
    if slots.either and slots.weekday is not None:
        slots = _fitting_weekday(slots, year_)
    if slots.month == 2 and slots.day == 29 and not calendar.is_leap(year_):
        return Extent(None, None, "XXXX-02-29", "day"), "nothing says which leap year"
    return _days(story, slots, year_), why


def _day_first(story: Story, slots: Slots) -> Slots:
    """ "05/08/2014": the order that falls on the weekday beside it; else of both the one nearer to the time
    of writing; without one, the custom of the zone's country.
    """
    month, day = slots.month or 1, slots.day or 0
    if not 1 <= day <= 12:
        return slots
    swapped = replace(slots, month=day, day=month)
    if slots.weekday is not None and slots.year is not None and slots.year > 1:
        falls = [
            date(slots.year, m, d).isoweekday() == slots.weekday for m, d in ((month, day), (day, month))
        ]
        if falls[0] != falls[1]:
            return slots if falls[0] else swapped
    if story.anchor is not None:
        here, there = (
            abs(date(slots.year or 1, m, d) - story.anchor.day) for m, d in ((month, day), (day, month))
        )
        return swapped if there < here else slots
    elsewhere = slots.zone is not None and not (
        slots.zone.startswith("America") or slots.zone in {"abbr:est", "abbr:cst", "abbr:pst"}
    )
    return swapped if elsewhere else slots


def _fitting_weekday(slots: Slots, year: int) -> Slots:
    """ "Friday 3/4": day and month, unless only the other order falls on that weekday."""
    month, day = slots.month or 1, slots.day or 1
    if day > 12 or date(year, month, day).isoweekday() == slots.weekday:
        return slots
    fits = date(year, day, month).isoweekday() == slots.weekday
    return replace(slots, month=day, day=month) if fits else slots


def _near_another(story: Story, year: int, month: int) -> bool:
    """Whether the text names that year in a date of about the same time."""
    named = (known for found in story.years.values() for known in found)
    return any(known == year and near is not None and abs(near - month) <= 2 for known, near in named)


def _year_of_weekday(slots: Slots, year: int, why: str) -> tuple[int, str]:
    """In a text that dates itself: the year, or one beside it, in which the date falls on the weekday
    named.
    """
    for candidate in (year, year - 1, year + 1):
        try:
            at = date(candidate, slots.month or 1, slots.day or 1)
        except ValueError:
            continue
        if at.isoweekday() == slots.weekday:
            return candidate, why if candidate == year else f"{why}, moved to where the weekday fits"
    return year, why


def _days(story: Story, slots: Slots, year: int) -> Extent:
    month, day = slots.month or 1, 1 if slots.day is None else slots.day
    _check_day(year, month, day)
    extent = calendar.day(date(year, month, day))
    if slots.day_to is not None and slots.day_to > day:
        _check_day(year, month, slots.day_to)
        end = date(year, month, slots.day_to)
        last = calendar.day(end)
        return replace(extent, end=last.end, edtf=f"{extent.value}/{last.value}")
    return extent


def _half(story: Story, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
    if slots.half is None:
        return None
    whole = _whole(story, found, replace(slots, half=None), ahead)
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
    edtf = (
        f"{edge[0]}/{edge[1]}~"
        if number == 1
        else f"{edge[0]}~/{edge[1]}" + ("" if number == pieces else "~")
    )
    shaped = replace(whole, start=first, end=last, mod=mod, edtf=edtf)
    return shaped, "half of a month is its 1st to 15th day or the rest of it, as a convention"


def _edge(story: Story, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
    """ "the first Monday of March", "the last ten days of June", "the second week of May"."""
    if slots.which is None:
        return None
    rest = replace(slots, which=None, weekday=None, part_of=None, number=None)
    whole = _whole(story, found, rest, ahead)
    if whole is None or whole.start is None or whole.end is None:
        return (whole, "") if whole else None
    first, last = whole.start.date(), whole.end.date() - timedelta(days=1)
    if slots.weekday is not None:
        at = _nth_weekday(first, last, slots.weekday, slots.which)
        return replace(
            calendar.day(at), mod=whole.mod, edtf=f"{at}~" if whole.mod == "APPROX" else None
        ), "stated"
    count = 7 if slots.part_of == "week" else int(slots.number or 1)
    begin = (
        first + timedelta(days=count * (slots.which - 1))
        if slots.which > 0
        else last - timedelta(days=count - 1)
    )
    end = min(begin + timedelta(days=count - 1), last)
    if not first <= begin <= last:
        raise _ImpossibleError(f"{whole.value} has no such part")
    if count == 1:
        return calendar.day(begin), "stated"
    fuzzy = "~" if slots.part_of == "week" else ""
    shaped = replace(whole, start=calendar.day(begin).start, end=calendar.day(end).end, precision="day")
    why = "the weeks of a month are counted from its first day" if fuzzy else "counted within the month"
    return replace(shaped, edtf=f"{begin}{fuzzy}/{end}{fuzzy}"), why


def _nth_weekday(first: date, last: date, weekday: int, which: int) -> date:
    """The weekday's first, second ... or last occurrence within a stretch of days."""
    if which < 0:
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    at = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))
    if at > last:
        raise _ImpossibleError(f"there is no such weekday between {first} and {last}")
    return at


def _whole(story: Story, found: Found, slots: Slots, ahead: int) -> Extent | None:
    for step in _STEPS:
        hit = step(story, found, slots, ahead)
        if hit is not None:
            return hit[0]
    return None


def _quarter(story: Story, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
    if slots.quarter is None:
        return None
    number = slots.quarter
    if not 1 <= number <= 4:
        raise _ImpossibleError(f"there is no quarter {number} of a year")
    if slots.year is not None:
        return calendar.quarter(slots.year, number), "stated"
    anchor = story.base_day(slots)
    if anchor is None:
        return Extent(None, None, f"XXXX-Q{number}", "season"), "nothing says which year"
    year = anchor.year + {"last": -1, "next": 1}.get(slots.relation or "", 0)
    if slots.relation is None and slots.unit is None:
        middles = [(abs(date(y, 3 * number - 1, 15) - anchor), y) for y in (year - 1, year, year + 1)]
        year = min(middles)[1]
    return calendar.quarter(year, number), "the quarter nearest to the time of writing"


def _season(story: Story, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
    if slots.season is None:
        return None
    if slots.year is not None:
        return calendar.season(slots.year, slots.season), "stated"
    anchor = story.base_day(slots)
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


def _month_or_year(story: Story, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:  # noqa: PLR0911 - one rule a line
    if slots.month is not None and slots.relation in {"last", "next", "this"} and slots.year is None:
        return _related_month(story, slots)
    if slots.month is not None:
        year, why = (
            (slots.year, "stated")
            if slots.year is not None
            else story.year_for(found, slots.month, None, ahead)
        )
        if year is None:
            return Extent(None, None, f"XXXX-{slots.month:02d}", "month"), "nothing says which year"
        months = (slots.month_to - slots.month) % _MONTHS + 1 if slots.month_to else 1
        if slots.year is not None and slots.month + months - 1 > _MONTHS:
            year -= 1  # "November to March 2008" begins the year before
        return calendar.month(year, slots.month, months), why
    if slots.year is not None:
        return _years(story, slots), "stated"
    if slots.decade is not None:
        return calendar.decade(slots.decade), "stated"
    if slots.century is not None:
        return calendar.century(slots.century), "stated"
    return None


def _years(story: Story, slots: Slots) -> Extent:
    year = slots.year or 0
    if slots.year_to is not None and year < slots.year_to < year + 150:
        return replace(calendar.year(year, slots.year_to - year + 1), edtf=f"{year:04d}/{slots.year_to:04d}")
    return calendar.year(year)


def _related_month(story: Story, slots: Slots) -> tuple[Extent, str] | None:
    anchor = story.base_day(slots)
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


def _shifted(story: Story, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
    if slots.shift is None or slots.unit != "D":
        return None
    base = story.base_day(slots)
    if base is None:
        return Extent(None, None, "XXXX-XX-XX", "day"), "nothing says which day"
    reason = "the date mentioned before" if slots.base == "last" and story.last else "the time of writing"
    return calendar.day(base + timedelta(days=slots.shift)), f"reckoned from {reason}"


def _related(story: Story, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
    """ "last week", "this year", "the weekend", "three months ago", "two days later"."""
    if slots.relation in {"this_q", "year_ago"}:
        return _quarter_mentioned(story, slots)
    if slots.unit is None or (slots.relation is None and slots.unit != "WE"):
        return None
    if slots.relation in {"ago", "hence"}:
        return _reckoned(story, slots)
    base = story.base_day(slots)
    step = {"last": -1, "next": 1, "before_last": -2, "after_next": 2}.get(slots.relation or "", 0)
    if slots.relation is None:
        step = _weekend_step(story, base, ahead)
    if base is None:
        return Extent(None, None, _blank(slots.unit), "year"), "nothing says when this was written"
    if slots.day is not None:
        _check_day(base.year, base.month, slots.day)
        return calendar.day(base.replace(day=slots.day)), "the month of writing"
    at = calendar.add(base, step, slots.unit)
    return _unit_extent(at, slots.unit), "reckoned from the time of writing"


def _quarter_mentioned(story: Story, slots: Slots) -> tuple[Extent, str] | None:
    """ "the quarter": the one mentioned before, else the one that ended last; "year-ago": the same, a
    year before.
    """
    base = story.base_day(slots)
    if base is None:
        return None
    if story.quarter is not None:
        year, number = story.quarter
    else:
        year, number = (base.year, (base.month - 1) // 3) if base.month > 3 else (base.year - 1, 4)
    if slots.relation == "year_ago":
        return calendar.quarter(year - 1, number), "the same quarter a year before"
    return calendar.quarter(year, number), "the quarter mentioned before, or the last one ended"


def _weekend_step(story: Story, base: date | None, ahead: int) -> int:
    return -1 if base is not None and ahead != AHEAD and base.isoweekday() < 6 else 0


def _reckoned(story: Story, slots: Slots) -> tuple[Extent, str] | None:
    base = story.base_day(slots)
    sign = -1 if slots.relation == "ago" else 1
    if slots.vague or slots.number is None:
        value = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return Extent(None, None, value, "day"), "no number is given"
    if base is None:
        return Extent(None, None, _blank(slots.unit or "D"), "day"), "nothing says when this was written"
    if slots.unit == "H" and slots.number % 24 == 0:
        at = base + sign * timedelta(days=int(slots.number) // 24)
        return replace(calendar.day(at), mod="APPROX"), "whole days from the time of writing"
    if slots.unit in {"S", "TM", "H"}:
        return None
    if slots.unit == "Y" and slots.number == 1 and story.quarter is not None and sign < 0:
        return calendar.quarter(
            story.quarter[0] - 1, story.quarter[1]
        ), "the quarter mentioned before, a year earlier"
    at = calendar.add(base, sign * int(slots.number), slots.unit or "D")
    if slots.mod == "BEFORE" and slots.unit in {"D", "W"}:
        at -= timedelta(days=1)  # "over a week ago" is before that day
    return _ago_extent(at, slots.unit or "D"), "reckoned from the time of writing"


def _bare(story: Story, found: Found, slots: Slots, ahead: int) -> tuple[Extent, str] | None:
    """ "on the 29th": the month of the date before, or the one that fits the direction."""
    if slots.day is None or slots.month is not None:
        return None
    base = story.near_or_last()
    if base is None:
        return Extent(None, None, f"XXXX-XX-{slots.day:02d}", "day"), "nothing says which month"
    candidates = []
    for k in (-1, 0, 1):
        first = months_on(base.replace(day=1), k)
        try:
            candidates.append(first.replace(day=slots.day))
        except ValueError:
            continue
    fitting = [c for c in candidates if (c >= base if ahead == AHEAD else c <= base)] or candidates
    if not fitting:
        raise _ImpossibleError(f"no month near {base} has a day {slots.day}")
    return calendar.day(min(fitting, key=lambda c: abs(c - base))), "the month nearest to the time of writing"


class _ImpossibleError(ValueError):
    """A date that no calendar has."""


Step = Callable[[Story, Found, Slots, int], "tuple[Extent, str] | None"]


_STEPS: tuple[Step, ...] = (
    _edge, holiday, hijri, _half, _explicit, weekday_day, _quarter, _season,
    _shifted, _month_or_year, _related, _bare,
)  # fmt: skip


def _check_day(year: int, month: int, day: int) -> None:
    """Raises _ImpossibleError for 31 June, 29 February 2015, year 0."""
    try:
        date(max(year, 1), month, day)
    except ValueError as error:
        raise _ImpossibleError(f"there is no {year:04d}-{month:02d}-{day:02d}") from error
    if year < 1:
        raise _ImpossibleError(f"there is no year {year}")


def _unit_extent(at: date, unit: str) -> Extent:  # noqa: PLR0911 - one rule a line
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
    """ "three days ago" is a day, "two weeks ago" a day taken roughly, "four months ago" a month, "ten
    years ago" a year.
    """
    if unit in {"D", "N"}:
        return calendar.day(at)
    if unit in {"W", "FN", "WE"}:
        return replace(calendar.day(at), mod="APPROX")
    return _unit_extent(at, unit if unit in {"M", "Y", "DE", "CE"} else "M")


def _blank(unit: str) -> str:
    return {"W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "D": "XXXX-XX-XX"}.get(unit, "XXXX")
