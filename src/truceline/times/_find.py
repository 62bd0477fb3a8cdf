"""Stage 2: tokens into pieces of time expressions (a date, a clock, a part of the day, a duration ...)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from truceline.times._grammar import Pattern, grammar
from truceline.times._lexicon import lexicon
from truceline.times._slots import Found, Slots
from truceline.times._tokens import Token

__all__ = ["pieces"]


def pieces(tokens: list[Token]) -> list[Found]:
    """The longest match at each place, left to right, none overlapping."""
    rules = grammar()
    encoded = rules.encode(tokens)
    found: list[Found] = []
    i, count = 0, len(tokens)
    while i < count:
        hit = rules.longest(encoded, i)
        if hit is None:
            i += 1
            continue
        pattern, match = hit
        found.append(_read(pattern, match, tokens))
        i = match.end()
    return found


def _read(pattern: Pattern, match: re.Match[str], tokens: list[Token]) -> Found:
    values: dict[str, Any] = {}
    for group, place in match.re.groupindex.items():
        at = match.start(place)
        if at >= 0:
            values |= _READERS[group](tokens[at])
    first, last = match.span()
    ampm = values.pop("ampm", None)
    if ampm is not None:
        values |= _twelve_hours(values, ampm)
    clock_part = values.pop("clock_part", None)
    if clock_part is not None:
        values |= _hour_in_part(values, clock_part)
    constants = dict(pattern.constants)
    slots = Slots(**(constants | values))
    return Found(pattern.name, pattern.kind, first, last, slots)


def _twelve_hours(values: dict[str, Any], ampm: str) -> dict[str, Any]:
    """12 a.m. is midnight, 12 p.m. noon; "15:00 pm" stays 15:00."""
    hour = values.get("hour")
    if hour is None or hour > 12:
        return {}
    return {"hour": hour % 12 + (12 if ampm == "pm" else 0), "half_day": False}


def _hour_in_part(values: dict[str, Any], part: str) -> dict[str, Any]:
    """ "10 in the morning", "one in the afternoon", "9 at night", "2 at night"."""
    hour = values.get("hour")
    if hour is None or hour > 12:
        return {}
    if part in {"AF", "EV", "SS"} or (part == "NI" and 6 <= hour < 12):
        return {"hour": hour % 12 + 12, "half_day": False}
    if part == "MI" and hour == 12:
        return {"hour": 12, "half_day": False}
    return {"hour": hour % 12, "half_day": False}


def _lexical(kind: str, slot: str) -> Callable[[Token], dict[str, Any]]:
    return lambda token: {slot: lexicon().value(kind, token.text)}


def _numeric(slot: str) -> Callable[[Token], dict[str, Any]]:
    return lambda token: {slot: token.value}


def _number(token: Token) -> dict[str, Any]:
    if token.value is not None:
        return {"number": token.value}
    if "COUPLE" in token.classes:
        return {"number": 2}
    if "DECIMAL" in token.classes:
        return {"number": float(token.text.replace(",", "."))}
    return (
        {"number": 1}
        if "A" in token.classes or "VAGUE" not in token.classes
        else {"vague": True, "number": None}
    )


def _short_year(token: Token) -> int:
    """Two digits are 1930 to 2029 (the convention of POSIX moved to the years that news archives cover)."""
    value = int(token.text[-2:])
    return value + (1900 if value >= 30 else 2000)


def _clock(token: Token) -> dict[str, Any]:
    numbers = [int(n) for n in re.findall(r"\d+", token.text)]
    values: dict[str, Any] = {"hour": numbers[0], "minute": numbers[1]}
    if len(numbers) > 2:
        values["second"] = numbers[2]
    if numbers[0] > 24 or (numbers[0] == 24 and any(numbers[1:])):
        values["wrong"] = "clock"
    return values


def _hhmm(token: Token) -> dict[str, Any]:
    value = token.value or 0
    return {"hour": value // 100, "minute": value % 100}


_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?", re.IGNORECASE
)


def _iso(token: Token) -> dict[str, Any]:
    match = _ISO.fullmatch(token.text)
    if match is None:
        return {}
    year, month, day, hour, minute, second, zone = match.groups()
    values: dict[str, Any] = {"year": int(year), "month": int(month), "day": int(day)}
    if hour is not None:
        values |= {"hour": int(hour), "minute": int(minute), "second": int(second) if second else None}
    if zone is not None:
        values["zone"] = "UTC" if zone in "zZ" else f"{zone[:3]}:{zone[-2:]}"
    return values | _month_and_day(int(month), int(day), swap=False)


def _group(token: Token) -> dict[str, Any]:
    """A military date-time group ("170600Z"): day, hour, minute, and the letter of the zone (ACP 121)."""
    text, letter = token.text, token.text[-1]
    east, west = "abcdefghiklm".find(letter) + 1, "nopqrstuvwxy".find(letter) + 1
    zone = "UTC" if letter == "z" else f"+{east:02d}:00" if east else f"-{west:02d}:00"
    day, hour, minute = int(text[:2]), int(text[2:4]), int(text[4:6])
    if not 1 <= day <= 31 or hour > 24 or minute > 59:
        return {"wrong": "number"}
    return {"day": day, "hour": hour, "minute": minute, "zone": zone}


def _unit(token: Token) -> dict[str, Any]:
    """ "Weeks", and the week of "weeklong"."""
    name = "LONG" if "LONG" in token.classes else "UNIT"
    return {"unit": lexicon().value(name, token.text)}


def _slashed(token: Token) -> dict[str, Any]:
    """Day and month in the order that fits; where both fit, the order stays open until the anchor decides."""
    first, second, third = re.split(r" ?[/.-] ?", token.text)
    if len(first) == 4:
        return {"year": int(first)} | _month_and_day(int(second), int(third[-2:]), swap=False)
    if len(first) > 2:
        return {"wrong": "number"}
    year = int(third) if len(third) == 4 else _short_year(Token(0, 0, third, frozenset()))
    return {"year": year} | _month_and_day(int(first), int(second), swap=True, dotted="/" not in token.text)


def _spaced(token: Token) -> dict[str, Any]:
    """ "7. 6. 2001": day, month, year, as those write who put spaces there."""
    day, month, year = (int(n) for n in re.findall(r"\d+", token.text))
    return {"year": year, "month": month, "day": day}


def _month_and_day(month: int, day: int, *, swap: bool, dotted: bool = False) -> dict[str, Any]:
    if swap and (month > 12 >= day >= 1 or (dotted and 1 <= day <= 12)):
        return {"month": day, "day": month, "either": True if month <= 12 else None}
    if not 1 <= month <= 12:
        return {"wrong": "date", "month": None, "day": None}
    return {"month": month, "day": day, "either": True if swap and day <= 12 else None}


def _compact(token: Token) -> dict[str, Any]:
    text = token.text
    return {"year": int(text[:4])} | _month_and_day(int(text[4:6]), int(text[6:]), swap=False)


def _decade(token: Token) -> dict[str, Any]:
    digits = re.sub(r"\D", "", token.text)
    return {"decade": digits[:3] if len(digits) == 4 else f"19{digits[0]}"}


_DECADES = (
    "",
    "",
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
)

_READERS: dict[str, Callable[[Token], dict[str, Any]]] = {
    "iso": _iso,
    "slashed": _slashed,
    "spaced": _spaced,
    "compact": _compact,
    "month": _lexical("MONTH", "month"),
    "month_number": _numeric("month"),
    "month_to": _lexical("MONTH", "month_to"),
    "day": _numeric("day"),
    "day_to": _numeric("day_to"),
    "year": _numeric("year"),
    "year_to": _numeric("year_to"),
    "short_year": lambda token: {"year": _short_year(token)},
    "short_year_to": lambda token: {"year_to": _short_year(token)},
    "bc_year": lambda token: {"year": -(token.value or 1)},
    "decade": _decade,
    "spelled_decade": lambda token: {"decade": f"19{_DECADES.index(token.text)}"},
    "century": lambda token: {"century": (token.value or 1) - 1},
    "weekday": _lexical("WEEKDAY", "weekday"),
    "weekdays": lambda token: {"weekday": lexicon().value("WEEKDAY", token.text[:-1])},
    "weekday_to": _lexical("WEEKDAY", "weekday_to"),
    "modifier": lambda token: {"mod": _modifier(token.text)},
    "deictic": lambda token: (
        {"shift": lexicon().value("DEICTIC", token.text), "unit": "D"}
        | ({"part": "NI"} if token.text.startswith("ton") else {})
    ),
    "part": _lexical("PART", "part"),
    "clock_part": lambda token: {"clock_part": lexicon().value("PART", token.text) or "NI"},
    "unit": _unit,
    "season": _lexical("SEASON", "season"),
    "quarter": _numeric("quarter"),
    "half": lambda token: {"half": token.value if token.value else 0},
    "part_of": lambda token: {"part_of": token.text},
    "number": _number,
    "number_to": _numeric("number_to"),
    "number_2": _numeric("number_2"),
    "unit_2": _lexical("UNIT", "unit_2"),
    "which": lambda token: {"which": token.value or (1 if token.text in {"first", "opening"} else -1)},
    "group": _group,
    "to_hour": lambda token: {"hour": ((token.value or 1) - 2) % 12 + 1},
    "minutes_before": lambda token: {"minute": 60 - (token.value or 1)},
    "hours_shown": lambda token: {"hour": token.value, "number": token.value, "unit": "H"},
    "minutes_shown": lambda token: {"minute": token.value, "number_2": token.value, "unit_2": "TM"},
    "clock": _clock,
    "hhmm": _hhmm,
    "hour": lambda token: {"hour": token.value},
    "minute": _numeric("minute"),
    "minutes_to": lambda token: {"hour": 23, "minute": 60 - min(token.value or 1, 59)},
    "afternoon_hour": lambda token: {"hour": (token.value or 0) % 12 + 12},
    "ampm": lambda token: {"ampm": token.text},
    "ordinal": _numeric("ordinal"),
    "holiday": lambda token: {"holiday": token.text},
    "nth": _numeric("nth"),
    "nth_to": _numeric("number_to"),
    "hijri_month": lambda token: {"hijri_month": int(token.text)},
    "hijri_year": _numeric("hijri_year"),
    "daily": _lexical("DAILY", "frequency"),
}


def _modifier(word: str) -> str | None:
    """The TIMEX3 modifier of "early", "end", "earlier" ..."""
    return {"earlier": "BEFORE", "later": "AFTER"}.get(word) or lexicon().value("EARLY", word)
