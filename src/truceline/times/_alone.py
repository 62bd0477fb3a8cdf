"""Stage 3a: which words and numbers mean a time by themselves.

"1700", "6" and "0200" are clocks only beside a zone or a date (the join saw to that); "2016" is a year only
in company; "March", "spring" and "the 29th" need a preposition.
"""

from __future__ import annotations

from functools import lru_cache

from truceline.times._lexicon import data_table
from truceline.times._slots import Found
from truceline.times._tokens import Token

__all__ = ["company", "stands_alone"]

GLUED = frozenset({"/", ":", "-"})
"""Marks that make a number part of something else ("12/2016", "S-2016") when they touch it."""


@lru_cache(maxsize=1)
def _company() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in data_table("joins.toml")["company"].items()}


def company(name: str) -> frozenset[str]:
    """The words of one list of `data/joins.toml`, by which a word or number is known for a time."""
    return _company()[name]


def stands_alone(tokens: list[Token], found: Found) -> bool:  # noqa: PLR0911 - one kind a line
    """Whether what was found is a time, and no number or word that only looks like one."""
    before = tokens[found.first - 1] if found.first else None
    after = tokens[found.last] if found.last < len(tokens) else None
    word = before.text if before is not None else ""
    match found.kind:
        case "weak_clock" | "weak_ref":
            return False
        case "year":
            if (
                word == "."
                and found.first > 1
                and tokens[found.first - 2].text in company("never_before_year")
            ):
                return False
            return _is_year(tokens[found.first], before, after, found.slots.year or 0)
        case "bare_day":
            return _is_day(tokens[found.last - 1], word, after)
        case "season":
            return _is_season(tokens[found.last - 1], word, after, found.name)
    if found.name in {"end_of_the_day", "first_light"}:
        return word in company(f"before_{found.name}")
    if found.name == "weekday_week":
        return after is None or after.text not in {"-", "of"}
    if found.name == "month" and "WEAK" in tokens[found.first].classes and not found.parts:
        return word in company("before_month")
    if found.slots.wrong == "clock":
        return word in company("before_clock")
    if (found.parts or (found.name,))[0] in _SLASHED and not _is_slashed_day(found, word, after):
        return False
    return found.slots.wrong != "number"


_SLASHED = frozenset({"day_slash_month", "month_slash_day"})


def _is_slashed_day(found: Found, before: str, after: Token | None) -> bool:
    """ "on 22/9" is a day, "9/11", "24/7 alert" and "won 6/3" are not: alone only one above 12 does."""
    if before not in company("before_slashed_day"):
        return False
    ends = after is None or bool(after.classes & {"PUNCT", "BREAK"}) or after.text in company("after_day")
    return bool(found.parts) or (ends and (found.slots.day or 0) > 12)


def _is_year(number: Token, before: Token | None, after: Token | None, year: int) -> bool:
    """A number of four digits is a year after a preposition, or by its size where no counted thing
    follows.
    """
    if before is not None and ("MONEY" in before.classes or before.text in company("never_before_year")):
        return False
    if before is not None and before.text in GLUED and before.end == number.start:
        return False
    if after is not None and (
        "PERCENT" in after.classes or after.text in {"/", ":"} or _counted(after, number)
    ):
        return False
    if before is not None and before.text in company("before_year"):
        return 1400 <= year <= 2100
    return 1900 <= year <= 2050 and "SPELLED" not in number.classes


def _counted(after: Token, number: Token) -> bool:
    """Whether a plural noun follows at once ("2000 people"): then the number counts."""
    if after.start - number.end != 1 or "WORD" not in after.classes or after.upper:
        return False
    plural = (
        after.text.endswith("s")
        and not after.text.endswith(("ss", "us", "is", "was"))
        and len(after.text) > 4
    )
    return after.text in company("counted_after_year") or (plural and (number.value or 0) % 50 == 0)


def _is_day(number: Token, before: str, after: Token | None) -> bool:
    """ "on the 29th," is a day, "the 29th division" is not."""
    ends = after is None or bool(after.classes & {"PUNCT", "BREAK"}) or after.text in company("after_day")
    return ends and before in company("before_day")


def _is_season(word: Token, before: str, after: Token | None, name: str) -> bool:
    """ "in summer" is a season; "spring" and "fall" need the article as well ("in the spring")."""
    if word.text in {"spring", "fall"}:
        known = before in company("before_ambiguous_season")
        return name == "season" and known and (after is None or after.text != "of")
    return "SEASON" in word.classes and before in company("before_season")
