"""What can be seen of one unit without its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass

from truceline.sources._dateline import Dateline, find_dateline
from truceline.sources._dates import date_line
from truceline.sources._lines import Unit
from truceline.sources._words import agency_named, begins, words

__all__ = ["Signals", "fold", "look"]

_STOP = re.compile(r"[.!?…。؟।]['\"”’»)\]]*(?:\s*\[\d+\])?$")
_EDGE = " \t\u00a0:.…•·|>»«-–—*#()[]▼▲►▶✕×→←+↓↑"
_COUNT = re.compile(r"^\(?\d[\d,.]*[km]?\)?\s+|\s*\(?\d[\d,.]*[km]?\)?$", re.IGNORECASE)
_SMALL_WORDS = frozenset(
    "the a an of to in on for and that with as at by from is was were are has have had be been it its this which who "
    "said will would not but or their his her they he she after before between under than".split()
)
_CAMEL = re.compile(r"[a-z][A-Z]")
_URL = re.compile(r"(?:https?://|www\.)\S+|\b[\w.]+@[\w.]+\b")
_CREDIT_SIGN = re.compile(r"^(?:©|\(c\)|photo\b|image\b|picture\b|credit\b)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PLAYER = re.compile(r"^[\d:./% ]+$")


@dataclass(frozen=True, slots=True)
class Signals:
    """The features of one unit, and the one kind that its wording alone suggests.

    `words` counts white-space tokens, `small` those that are function words, `capital` the share of the others that
    begin with a capital. `ends` is whether it ends as a sentence does. `kind` is one of chrome, related_label, tag_label,
    comment_label, comment_mark, tags, published, crawl_date, byline, credit, caption, section, related, prose, title, short.
    """

    unit: Unit
    folded: str
    words: int
    small: int
    capital: float
    ends: bool
    kind: str
    dateline: Dateline | None = None


def fold(text: str) -> str:
    """Lower case, white space folded, marks and counts at the ends taken off: the form of the word lists."""
    return _COUNT.sub("", " ".join(text.lower().split())).strip(_EDGE)


def look(unit: Unit, *, all_capitals: bool = False) -> Signals:
    """The signals of one unit. `all_capitals`: the whole text is in capitals."""
    tokens = unit.text.split()
    low = unit.text.lower()
    folded = fold(unit.text) if len(unit.text) < 120 else low
    small = sum(token in _SMALL_WORDS for token in low.split()[:60])
    large = [token for token in tokens[:60] if token.lower() not in _SMALL_WORDS and token[0].isalpha()]
    capital = sum(token[0].isupper() for token in large) / len(large) if large else 0.0
    ends = bool(_STOP.search(unit.text[-8:]))
    dateline = find_dateline(unit.text, all_capitals=all_capitals) if len(tokens) > 2 else None
    kind = _kind(unit.text, low, folded, tokens, small, capital, ends, dateline)
    return Signals(unit, folded, len(tokens), small, capital, ends, kind, dateline)


def _kind(
    text: str, low: str, folded: str, tokens: list[str], small: int, capital: float, ends: bool, dateline: Dateline | None
) -> str:
    count = len(tokens)
    if count <= 12 and (named := _label(low, folded, count)):
        return named
    if dateline and count > 8:
        return "prose"
    if dated := date_line(text):
        return dated
    if _is_credit(text, low, count):
        return "credit"
    if _is_byline(text, low, tokens, ends):
        return "byline"
    if _PLAYER.match(text) or _is_chrome(text, low, count, ends):
        return "chrome"
    if begins(low, "tag_start") and not ends:
        return "tags"
    if begins(low, "related_start") and count > 2 and not (ends and count > 25):
        return "related"
    if _is_caption(low, tokens, ends):
        return "caption"
    if count <= 4 and folded in words("section"):
        return "section"
    return _shape(count, small, capital, ends, text)


def _label(low: str, folded: str, count: int) -> str | None:
    for name in ("comment_label", "related_label", "tag_label"):
        if folded in words(name):
            return name
    if folded in words("chrome"):
        return "chrome"
    if folded in words("comment_mark"):
        return "comment_mark"
    if not folded:
        return "chrome"
    if count <= 4 and folded in words("section"):
        return "section"
    return None


def _is_credit(text: str, low: str, count: int) -> bool:
    if count > 16:
        return False
    if _CREDIT_SIGN.match(text) and not _YEAR.search(text[:24]) and "rights reserved" not in low:
        return True
    return any(mark in low for mark in words("credit_inside")) and count <= 12


def _is_byline(text: str, low: str, tokens: list[str], ends: bool) -> bool:
    if len(tokens) > 16 or (ends and len(tokens) > 12):
        return False
    start = begins(low, "byline_start")
    if start and start != "by ":
        return True
    if start and len(tokens) > 1:
        name = tokens[1]
        return name[0].isupper() and name.lower() not in _NOT_NAMES and (not ends or len(tokens) <= 5)
    return len(tokens) <= 8 and low.endswith(tuple(words("byline_end"))) and text[0].isupper() and len(tokens) > 1


_NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december the then now early late contrast comparison agreement noon midnight".split()
)


def _is_chrome(text: str, low: str, count: int, ends: bool) -> bool:
    begun = begins(low, "chrome_start")
    if begun and (count <= 14 or any(word in words("address") for word in low.split())):
        return True
    if "©" in text and (_YEAR.search(text) or "rights reserved" in low) and count < 60:
        return True
    inside = sum(mark in low for mark in words("chrome_inside")) if count < 120 else 0
    if inside and (count <= 14 or inside > 1 or any(word in words("address") for word in low.split()[:40])):
        return True
    if _URL.fullmatch(text):
        return True
    return count > 3 and len(_CAMEL.findall(text)) >= max(2, count // 4) and not ends


def _is_caption(low: str, tokens: list[str], ends: bool) -> bool:
    if len(tokens) < 4 or len(tokens) > 70:
        return False
    if any(mark in low for mark in words("caption_mark")):
        return True
    return False


def _shape(count: int, small: int, capital: float, ends: bool, text: str) -> str:
    """Prose, a title, or something short, by length, function words and how it ends."""
    if count >= 5 and ends:
        return "prose"
    if count >= 26 and small >= count // 8 and capital < 0.8:
        return "prose"
    if text[-1] == ":" and count >= 6 and capital < 0.7:
        return "prose"
    if count >= 40 and capital < 0.6 and small:
        return "prose"
    if count >= 40:
        return "chrome"
    return "title" if count >= 4 else "short"
