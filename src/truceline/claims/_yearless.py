"""Days and months whose year no report tells: "on May 27", in a report of "Aug. 22"."""

from __future__ import annotations

import re

from truceline.model import When

__all__ = ["days_behind", "is_placed", "key_of"]

_MONTH_DAY = re.compile(r"(\d{4}|XXXX)-(0[1-9]|1[0-2])(?:-(\d\d))?")
_YEAR = 365


def is_placed(when: When) -> bool:
    """Whether a time can be told from others: by its bounds, or by its place within a year."""
    return when.bounds is not None or _MONTH_DAY.match(when.edtf) is not None


def days_behind(when: When, now: When) -> int | None:
    """How many days a day or month lies behind another, as if both were of one year or of two that follow
    each other: 0 to 364. None where one of them has no place in a year.
    """
    first, second = _MONTH_DAY.match(when.edtf), _MONTH_DAY.match(now.edtf)
    return None if first is None or second is None else (_yearday(second) - _yearday(first)) % _YEAR


def key_of(when: When) -> str:
    """What names an older ceasefire of a report: its day, "XXXX" for a year that is not told."""
    if when.earliest is not None:
        return f"{when.earliest:%Y-%m-%d}"
    found = _MONTH_DAY.match(when.edtf)
    assert found is not None, when.edtf
    return f"{found[1]}-{found[2]}-{found[3] or '01'}"


def _yearday(match: re.Match[str]) -> int:
    return round((int(match[2]) - 1) * 30.4) + int(match[3] or 15)
