"""Stage 1: text into tokens, each with the classes that the patterns speak of.

Characters are normalised one for one first (digits of every script, spaces, dashes, quotation marks), so
that offsets stay those of the raw text. The cost is linear: one pass of one expression whose alternatives
cannot overlap a character twice.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from truceline.times._filler import without_filler
from truceline.times._lexicon import lexicon

__all__ = ["BREAK", "Token", "normalise", "tokenise"]

BREAK = frozenset({"BREAK"})
OTHER = frozenset({"WORD"})
WRAPPED = 45
"""A line at least this long whose next line goes on without a full stop is taken for wrapped prose, not
for its end.
"""


@dataclass(slots=True)
class Token:
    """A word, number or mark: its offsets, its text in lower case, its classes, and its number if it is
    one; whether it begins with a capital letter, and whether it is all capitals.
    """

    start: int
    end: int
    text: str
    classes: frozenset[str]
    value: int | None = None
    upper: bool = False
    capitals: bool = False


@lru_cache(maxsize=1)
def _one_for_one() -> dict[int, str]:
    """Every digit, space, dash and quotation mark of Unicode, to its plain counterpart of the same length."""
    table: dict[int, str] = {}
    for code in range(0x80, 0x20000):
        char = chr(code)
        category = unicodedata.category(char)
        if category == "Nd":
            table[code] = str(unicodedata.digit(char))
        elif category == "Zs" or char in "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\x85":
            table[code] = " "
        elif category == "Pd" or char == "\u2212":
            table[code] = "-"
    table.update({ord(c): "'" for c in "‘’ʼ`´"} | {ord(c): '"' for c in "“”„«»‟"})
    table.update({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code not in table})
    table.update({ord("\u2028"): "\n", ord("\u2029"): "\n"})
    table.update({ord(c): " " for c in "\t\r\x0b\x0c"})
    return table


def normalise(text: str) -> str:
    """`text` with its characters made plain one for one, and blanks where it is no prose: the same length,
    the same offsets.
    """
    return without_filler(text.translate(_one_for_one()))


_TOKEN = re.compile(
    r"""
    (?P<group>\b\d{6}[A-IK-Z]\b(?=[ ][A-Za-z]{3}))
  | (?P<stamp>\b(?:19|20)\d{6}T\d{4}(?:\d{2})?(?:Z\b|[+-]\d{2}:?\d{2}\b)?(?!\d))
  | (?P<iso>\b\d{4}-\d{2}-\d{2}
            (?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z\b|[+-]\d{2}:?\d{2}\b)?)?(?![\d/-]))
  | (?P<slash>(?:\b|(?<=:[0-5]\d))(?:\d{1,2}|(?:1[4-9]|2[01])\d\d)
              (?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?:(?!\d)|(?=(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])))
              | \b\d{1,2}[ ]/[ ]\d{1,2}[ ]/[ ](?:19|20)\d\d\b | \b(?:19|20)\d\d[ ]/[ ]\d{1,2}[ ]/[ ]\d{1,2}\b)
  | (?P<spaced>\b(?:0?[1-9]|[12]\d|3[01])\.[ ]{1,2}(?:0?[1-9]|1[0-2])\.[ ]{1,2}(?:1[4-9]|20)\d\d\b)
  | (?P<clock>(?:\b|(?<=(?:19|20)\d\d))(?:[01]?\d|2\d)[ ]?:[ ]?[0-5]\d(?:[ ]?:[ ]?[0-5]\d)?
              (?:(?![\d:])|(?=\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|\d{1,2}[ ](?:MONTHS))))
  | (?P<hclock>\b(?:[01]?\d|2[0-4])[ ]?h[ ]?[0-5]\d\b)
  | (?P<gluedyear>\b(?:19|20)\d\d(?=(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])))
  | (?P<dotclock>\b(?:[01]?\d|2[0-4])\.[0-5]\d(?![\d.%]|,\d))
  | (?P<decade>(?:\b|')(?:1[5-9]|20)?\d0'?s\b)
  | (?P<ordinal>\b\d{1,4}[ ]?(?:st|nd|rd|th)\b)
  | (?P<thousands>\b\d{1,3}(?:,\d{3})+\b)
  | (?P<decimal>\b\d+[.,]\d+)
  | (?P<digits>\d+)
  | (?P<ampm>(?<=[\d ])[ap][ ]?\.[ ]?m\b(?:[ ]?\.(?!\w))?|(?<=\d)[ap]m\b|(?<=\d[ ])(?-i:[AP]M)(?=MONTHS))
  | (?P<abbrev>\b(?:[A-Za-z]\.){2,4})
  | (?P<shortened>\b(?:jan|febr?|mar|apr|jun|jul|aug|sept?|oct|nov|dec
                   |mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)[ ]?\.(?=[ ,\d)]|$))
  | (?P<word>[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)*)
  | (?P<lines>\n[ \n]*)
  | (?P<mark>[^\s\w]|_)
    """.replace("MONTHS", "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"),
    re.VERBOSE | re.IGNORECASE,
)
"""Dates and clocks that a page printed without a space between them are cut where one must end."""


def tokenise(text: str) -> list[Token]:
    """The tokens of normalised `text`, in order, a BREAK token where a paragraph or a line on its own
    ends.
    """
    words = lexicon().classes
    tokens: list[Token] = []
    line_start = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "sep":
            kind = "slash"
        start, end = match.span()
        if kind in {"word", "shortened"}:
            raw = match.group().rstrip(". ")
            lower = raw.lower()
            classes = words.get(lower, OTHER)
            if classes is not OTHER and "WEAK" in classes:
                classes = _strength(raw, classes, dotted=kind == "shortened")
            tokens.append(Token(start, end, lower, classes, None, raw[0].isupper(), raw.isupper()))
        elif kind == "lines":
            if not _wrapped(text, line_start, start, end):
                tokens.append(Token(start, end, "\n", BREAK))
            line_start = end
        elif kind in {"digits", "gluedyear"}:
            tokens.append(_number(match.group(), start, end))
        elif kind == "mark":
            raw = match.group()
            tokens.append(Token(start, end, raw, _mark(raw)))
        else:
            tokens.append(_composite(kind or "", match.group(), start, end))
    return _unglue(_merge_number_words(tokens))


def _wrapped(text: str, line_start: int, start: int, end: int) -> bool:
    """Whether a line end stands inside a paragraph that was wrapped at some width."""
    if end - start > 1 or end >= len(text) or start == 0:
        return False
    return start - line_start >= WRAPPED and text[start - 1] not in ".!?:;\"'"


def _strength(raw: str, classes: frozenset[str], *, dotted: bool) -> frozenset[str]:
    """A month, weekday or season that is also a common word or name counts fully only with a capital
    letter or a full stop; "Sat" and "Sun" alone never do, and "May", "March" or "Jan" keep their mark and
    need a preposition."""
    strong = classes - {"WEAK"}
    if dotted and raw[0].isupper():
        return strong
    if raw[0].isupper() and (len(raw) == 1 or raw[1].islower()) and raw.lower() not in _NEVER_ALONE:
        return strong if raw.lower() in _CAPITAL_IS_ENOUGH else classes
    return frozenset(f"{kind}?" if kind in {"MONTH", "WEEKDAY", "SEASON"} else kind for kind in strong)


_NEVER_ALONE = {"sun", "sat", "mars", "mon", "fri", "wed", "marta", "maya"}
_CAPITAL_IS_ENOUGH = {"april", "june", "august", "second", "fall", "spring"}


_MARKS = {
    ",": "COMMA", "-": "HYPHEN", "/": "SLASH", "(": "OPEN", ")": "CLOSE", "[": "OPEN", "]": "CLOSE",
    ".": "DOT", "+": "PLUS", "'": "APOS", "|": "BAR", ":": "COLON", "$": "MONEY", "£": "MONEY", "€": "MONEY",
    "#": "MONEY",
    "%": "PERCENT", "~": "APPROXMARK",
}  # fmt: skip


@lru_cache(maxsize=256)
def _mark(raw: str) -> frozenset[str]:
    return frozenset({_MARKS.get(raw, "MARK"), "PUNCT"})


@lru_cache(maxsize=4096)
def _digit_classes(raw: str) -> frozenset[str]:
    """What a run of digits may be: a number, a day of a month, an hour, a year, a clock of four digits."""
    value = int(raw[:9])
    kinds = {"DIGITS"}
    if len(raw) <= 5:
        kinds.add("NUM")
    if len(raw) <= 2:
        kinds.update({"TWO"} if len(raw) == 2 else set())
        if 1 <= value <= 31:
            kinds.add("DAY")
        if 1 <= value <= 12:
            kinds.add("HOUR12")
        if value <= 24:
            kinds.add("HOUR24")
        if 1 <= value <= 59:
            kinds.add("MINUTE")
    if len(raw) == 4:
        if 1000 <= value <= 2199:
            kinds.add("YEAR")
        if value // 100 <= 24 and value % 100 < 60:
            kinds.add("HHMM")
    if len(raw) == 3 and value // 100 <= 9 and value % 100 < 60:
        kinds.add("HMM")
    if (
        len(raw) == 8
        and 1900 <= value // 10000 <= 2099
        and 1 <= value // 100 % 100 <= 12
        and 1 <= value % 100 <= 31
    ):
        kinds.add("COMPACT")
    return frozenset(kinds)


def _number(raw: str, start: int, end: int) -> Token:
    return Token(
        start, end, raw, _digit_classes(raw) if len(raw) <= 9 else frozenset({"DIGITS"}), int(raw[:9])
    )


_COMPOSITE = {
    "iso": "ISO", "stamp": "ISO", "group": "GROUP", "slash": "SLASHDATE", "spaced": "SPACEDDATE",
    "clock": "CLOCK", "hclock": "CLOCK", "dotclock": "DOTCLOCK",
    "decade": "DECADE", "thousands": "NUM", "decimal": "DECIMAL", "ampm": "AMPM", "abbrev": "ABBREV",
}  # fmt: skip


def _composite(kind: str, raw: str, start: int, end: int) -> Token:
    lower = raw.lower()
    if kind == "ordinal":
        value = int(re.sub(r"\D", "", raw))
        kinds = {"ORDINAL"} | ({"DAYORD", "DAYNTH"} if 1 <= value <= 31 else set())
        return Token(start, end, lower, frozenset(kinds), value)
    if kind == "ampm":
        return Token(start, end, "am" if lower[0] == "a" else "pm", frozenset({"AMPM"}))
    if kind == "thousands":
        return Token(start, end, lower, frozenset({"NUM", "BIG"}), int(lower.replace(",", "")[:9]))
    classes = lexicon().classes.get(lower.replace(".", ""), frozenset()) if kind == "abbrev" else frozenset()
    return Token(start, end, sys.intern(lower), classes | {_COMPOSITE[kind]}, None, raw[0].isupper(), True)


def _merge_number_words(tokens: list[Token]) -> list[Token]:
    """Runs of number words ("one hundred and eighty", "twenty-first", "nineteen ninety-six") as one
    number token.
    """
    merged: list[Token] = []
    i, count = 0, len(tokens)
    while i < count:
        token = tokens[i]
        if ("NUMBER" not in token.classes and "ORDINAL" not in token.classes) or token.value is not None:
            merged.append(token)
            i += 1
            continue
        j = _end_of_number(tokens, i)
        merged.append(_spelled(tokens[i:j]))
        i = j
    return merged


def _end_of_number(tokens: list[Token], i: int) -> int:
    """The index after the number words that begin at `i`; an ordinal ends the run."""
    if "ORDINAL" in tokens[i].classes:
        return i + 1
    j = i + 1
    while j < len(tokens) and j - i < 12:
        step = 1 if tokens[j].text in {"-", "and"} and j + 1 < len(tokens) else 0
        nxt = tokens[j + step]
        if tokens[j].text == "and" and tokens[j - 1].text not in {"hundred", "thousand"}:
            break
        if (
            "ORDINAL" in nxt.classes
            and nxt.value is None
            and tokens[j - 1].text in _TENS
            and nxt.text in _UNITS_ORDINAL
        ):
            return j + step + 1
        if "NUMBER" not in nxt.classes or nxt.value is not None:
            break
        if step and tokens[j].text == "-" and tokens[j - 1].text not in _TENS:
            break
        if nxt.text in _UNITS and tokens[j - 1].text in _UNITS | _TEENS:  # "two one-week halts"
            break
        j += step + 1
    return j


_TENS = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
_UNITS = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
_TEENS = {
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
}  # fmt: skip
_UNITS_ORDINAL = {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"}


def _spelled(run: list[Token]) -> Token:
    """A run of number words as one token with its value."""
    numbers = lexicon().values["NUMBER"]
    ordinals = lexicon().values["ORDINAL"]
    last = run[-1]
    parts = [int(numbers.get(t.text, ordinals.get(t.text, 0))) for t in run if t.text not in {"-", "and"}]
    value = _add_up(parts)
    start, end = run[0].start, last.end
    text = " ".join(t.text for t in run)
    upper = run[0].upper
    if "ORDINAL" in last.classes:
        kinds = {"ORDINAL"} | ({"DAYORD"} if 1 <= value <= 31 else set())
        kinds |= (last.classes - {"WEAK"}) if len(run) == 1 else set()
        return Token(start, end, text, frozenset(kinds), value, upper)
    kinds = {"NUM", "SPELLED"} | ({"HOUR12"} if 1 <= value <= 12 else set())
    kinds |= {"MINUTE"} if 1 <= value <= 59 else set()
    if 1100 <= value <= 2199 and len(run) > 1:
        kinds.add("YEAR")
    return Token(start, end, text, frozenset(kinds), value, upper)


def _add_up(parts: list[int]) -> int:
    """ "nineteen ninety six" is 1996, "two thousand four" 2004, "one hundred eighty" 180."""
    if len(parts) > 1 and 10 <= parts[0] <= 20 and 10 <= parts[1] <= 99:
        return parts[0] * 100 + sum(parts[1:])
    total = group = 0
    for part in parts:
        if part == 100:
            group = (group or 1) * 100
        elif part == 1000:
            total, group = total + (group or 1) * 1000, 0
        else:
            group += part
    return min(total + group, 10**8)


def _unglue(tokens: list[Token]) -> list[Token]:
    """A page clock glued to a date, "GMT +326 February": an offset lies within -12 and +14, the rest is
    the day.
    """
    out: list[Token] = []
    for i, token in enumerate(tokens):
        if i < 2 or tokens[i - 1].text not in "+-" or "UTC" not in tokens[i - 2].classes:
            out.append(token)
            continue
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        split = _offset_and_day(token.text) if following and "MONTH" in following.classes else None
        if split is None:
            out.append(token)
            continue
        middle = token.start + split
        out += [
            _number(token.text[:split], token.start, middle),
            _number(token.text[split:], middle, token.end),
        ]
    return out


def _offset_and_day(digits: str) -> int | None:
    """Where to cut a run of two to four digits into an offset of whole hours and a day; None if nothing
    fits.
    """
    if not digits.isdigit() or not 2 <= len(digits) <= 4:
        return None
    cuts = [
        k for k in (1, 2)
        if k < len(digits) and int(digits[:k]) <= 14 and 1 <= int(digits[k:]) <= 31 and digits[k] != "0"
        and len(digits) - k <= 2
    ]  # fmt: skip
    return cuts[0] if cuts else None
