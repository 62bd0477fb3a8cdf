"""Feasts, fasts and Hijri dates: their names in the text, and the days on which they fall."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from truceline.times._lexicon import data_table
from truceline.times._tokens import Token, tokenise

__all__ = ["Feast", "falls", "hijri_day", "hijri_length", "hijri_year", "merge_names"]


@dataclass(frozen=True)
class Feast:
    """One occurrence: its first day, how many days it lasts, and whether the sighting of the moon may
    move it.
    """

    first: date
    days: int
    approximate: bool


# ---------------------------------------------------------------------- names in the text


@lru_cache(maxsize=1)
def _names() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """By first word: (all words, class, key) of every feast and every Hijri month, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for key, rule in data_table("holidays.toml").items():
        for name in rule.get("names", ()):
            words = _words(name)
            found.setdefault(words[0], []).append((words, "HOLIDAY", key))
    for number, spellings in enumerate(data_table("holidays.toml")["months"]["hijri"], 1):
        for name in spellings:
            words = _words(name)
            if number != 9:
                found.setdefault(words[0], []).append((words, "HIJRIMONTH", str(number)))
    for month, spellings in data_table("holidays.toml")["months"]["levantine"].items():
        for name in spellings:
            words = _words(name)
            found.setdefault(words[0], []).append((words, "MONTH", month))
    return {first: sorted(entries, key=lambda e: -len(e[0])) for first, entries in found.items()}


def _words(name: str) -> tuple[str, ...]:
    """A name as the tokeniser cuts it, without hyphens."""
    return tuple(token.text for token in tokenise(name) if token.text != "-")


def merge_names(tokens: list[Token]) -> list[Token]:
    """The tokens with the name of each feast, and of each month of several words, as one token, whose text is
    its key.
    """
    names = _names()
    if not any(token.text in names for token in tokens):
        return tokens
    merged: list[Token] = []
    i = 0
    while i < len(tokens):
        hit = _name_at(tokens, i, names)
        if hit is None:
            merged.append(tokens[i])
            i += 1
            continue
        end, kind, key = hit
        merged.append(Token(tokens[i].start, tokens[end - 1].end, key, frozenset({kind}), None, True))
        i = end
    return merged


def _name_at(
    tokens: list[Token], i: int, names: dict[str, list[tuple[tuple[str, ...], str, str]]]
) -> tuple[int, str, str] | None:
    for words, kind, key in names.get(tokens[i].text, ()):
        end = _matched(tokens, i, words)
        if end is None or _part_of_name(tokens, end):
            continue
        if tokens[i].upper or tokens[end - 1].upper or not tokens[i].text.isascii():
            return end, kind, key
    return None


def _matched(tokens: list[Token], i: int, words: tuple[str, ...]) -> int | None:
    """The index after `words` from token `i`, hyphens left out; None if they do not stand there."""
    for word in words:
        if i < len(tokens) and tokens[i].text == "-":
            i += 1
        if i >= len(tokens) or tokens[i].text != word:
            return None
        i += 1
    return i


def _part_of_name(tokens: list[Token], end: int) -> bool:
    """Whether a capitalised noun follows ("Easter Rising", "Tet Offensive"): then the feast only names
    something.
    """
    if end >= len(tokens):
        return False
    after = tokens[end]
    return after.upper and "WORD" in after.classes and after.start - tokens[end - 1].end == 1


# ---------------------------------------------------------------------- when they fall


@lru_cache(maxsize=2048)
def falls(key: str, year: int) -> tuple[Feast, ...]:
    """The occurrences of a feast in a Gregorian year (an Islamic one may fall twice), in order; none
    where the tables end.

    Args:
        key: a table of `data/holidays.toml`.
        year: Gregorian.
    """
    rule = data_table("holidays.toml")[key]
    if "any" in rule:
        return tuple(sorted((f for other in rule["any"] for f in falls(other, year)), key=lambda f: f.first))
    days, approximate = rule.get("days", 1), rule.get("approx", False)
    return tuple(
        Feast(first, days, approximate) for first in sorted(_first_days(rule, year)) if first.year == year
    )


def _first_days(rule: dict[str, Any], year: int) -> Iterable[date]:
    if not 1 <= year <= 9998:
        return []
    if "fixed" in rule:
        month, day = (int(part) for part in rule["fixed"].split("-"))
        return [date(year, month, day)]
    if "nth" in rule:
        month, weekday, which = rule["nth"]
        first = date(year, month, 1)
        return [first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))]
    if "easter" in rule:
        return _easter(rule, year)
    return _tabulated(rule["moon"], year)


def _easter(rule: dict[str, Any], year: int) -> list[date]:
    from dateutil.easter import (  # type: ignore[import-untyped] # noqa: PLC0415 - few texts need it
        EASTER_ORTHODOX,
        EASTER_WESTERN,
        easter,
    )

    if not 1583 <= year <= 4099:
        return []
    method = EASTER_ORTHODOX if rule["easter"] == "orthodox" else EASTER_WESTERN
    return [easter(year, method) + timedelta(days=rule.get("offset", 0))]


def _tabulated(method: str, year: int) -> list[date]:
    """The dates of one of the library's lunar calendars, whatever shape it gives them in."""
    import holidays.calendars as library  # noqa: PLC0415 - few texts need it

    if not 1925 <= year <= 2076:
        return []
    name, call = method.split(".")
    reckon: Callable[[int], Any] = getattr(getattr(library, name)(), call)
    return list(_dates(reckon(year)))


def _dates(value: Any) -> Iterable[date]:
    """Dates in what the library returns: a date, (date, estimated), or a collection of either."""
    if isinstance(value, date):
        return [value]
    if value is None or isinstance(value, bool):
        return []
    return [found for item in value for found in _dates(item)]


def hijri_day(year: int | None, month: int, day: int, near: date) -> date | None:
    """The Gregorian day of a Hijri date; without a year the one nearest to `near`. None outside the
    tables (1343-1500 AH) or where there is no such day.

    Umm al-Qura calendar; the sighting of the moon may move it by a day.
    """
    from hijridate import Gregorian, Hijri  # noqa: PLC0415 - few texts need it

    if not date(1925, 1, 1) <= near <= date(2076, 1, 1) and year is None:
        return None
    years = [year] if year is not None else [Gregorian.fromdate(near).to_hijri().year + k for k in (-1, 0, 1)]
    days = []
    for one in years:
        try:
            days.append(Hijri(one, month, day).to_gregorian())
        except (ValueError, OverflowError):
            continue
    return min((date(d.year, d.month, d.day) for d in days), key=lambda d: abs(d - near)) if days else None


def hijri_year(day: date) -> int:
    """The Islamic year in which a day of the tables lies."""
    from hijridate import Gregorian  # noqa: PLC0415 - few texts need it

    return int(Gregorian.fromdate(day).to_hijri().year)


def hijri_length(day: date) -> int:
    """How many days the Islamic month of a day of the tables has."""
    from hijridate import Gregorian  # noqa: PLC0415 - few texts need it

    return int(Gregorian.fromdate(day).to_hijri().month_length())
