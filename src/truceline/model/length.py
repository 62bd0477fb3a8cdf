"""Lengths of time: the values of the field `duration`, in ISO 8601."""

from __future__ import annotations

import calendar
import re
from datetime import MAXYEAR, MINYEAR, date
from typing import TypeVar

__all__ = ["length_parts", "months_on"]

Day = TypeVar("Day", bound=date)

_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")


def length_parts(text: str) -> tuple[int | None, ...] | None:
    """The years, months, weeks, days, hours, minutes and seconds of a length ("PT72H"), None for each that it
    does not name; None for anything that is no ISO 8601 length of whole numbers.
    """
    found = _LENGTH.fullmatch(text)
    if found is None or not any(found.groups()):
        return None
    return tuple(int(part) if part else None for part in found.groups())


def months_on(at: Day, months: int) -> Day:
    """The same day of the calendar so many months on (back, where negative), the last of the month where that
    is shorter; a moment keeps its clock.

    Raises:
        OverflowError: outside the years 1 to 9999.
    """
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(f"no year {year}")
    return at.replace(year=year, month=month + 1, day=min(at.day, calendar.monthrange(year, month + 1)[1]))
