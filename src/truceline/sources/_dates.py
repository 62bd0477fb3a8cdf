"""Lines that hold a date and little else: when a page was published, or when somebody saved it."""

from __future__ import annotations

import re

from truceline.sources._dateline import MONTH, WEEKDAY
from truceline.sources._words import begins, words

__all__ = ["date_line"]

_LONGEST = 140
_ZONE = r"(?:utc|gmt|msk|[ceamp][sde]?t|bst|ist|eest|eet|cest|cet|pkt|trt|z)"
_OFFSET = r"[+-] ?\d{1,2}(?::?[0-5]0)?"
_CLOCK = (
    rf"\d{{1,2}}[:.h][0-5]\d(?::[0-5]\d)?(?: ?[ap]\.?m\.?)?(?: ?\(?{_ZONE}\)?)?(?: ?{_OFFSET})??(?![\d:])"
    rf"|\d{{1,2}} ?[ap]\.?m\.?(?: {_ZONE})?"
)
_PARTS = re.compile(
    rf"(?P<iso>(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.][0-3]?\d(?:t[\d:.]+z?)?)"
    rf"|(?P<slash>\b[0-3]?\d[./-][0-3]?\d[./-](?:(?:19|20)\d\d|\d\d)\b)"
    rf"|(?P<named>\b(?:{MONTH} {{0,2}}[0-3]?\d(?:st|nd|rd|th)?\b(?:,? {{0,2}}(?:19|20)\d\d)?"
    rf"|[0-3]?\d(?:st|nd|rd|th)?[ -]{{0,2}}(?:of )?{MONTH},?(?:[ -]{{0,2}}(?:19|20)\d\d)?))"
    rf"|(?P<ago>\b(?:\d{{1,2}}|an?|one|two|few) (?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?"
    rf"|years?) ago\b|\byesterday\b)"
    rf"|(?P<clock>{_CLOCK})"
    rf"|(?P<zone>\b{_ZONE}\b(?: ?{_OFFSET})?)"
    rf"|(?P<weekday>\b{WEEKDAY}(?!\w))",
    re.IGNORECASE,
)
_HAS_DIGIT = re.compile(r"\d|yesterday|ago\b", re.IGNORECASE)
_FILLER = re.compile(
    r"[\s,.;:|/()\[\]·•–—-]+|\b(?:at|on|of|the|am|pm|local|time|hours|hrs|edt|est)\b", re.IGNORECASE
)
_GLUE = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_LABELS = frozenset(
    {
        "published",
        "updated",
        "posted",
        "last",
        "modified",
        "about",
        "first",
        "created",
        "update",
        "entrance",
        "entry",
    }
)
_SMALL = frozenset({"by", "in", "from", "editor", "source", "said", "says", "hours", "today", "date"})
_GLUED = re.compile(
    rf"^(?P<clock>\d{{1,2}}:\d\d) ?(?P<zone>{_ZONE} ?[+-]\d)(?=[0-3]?\d {MONTH})", re.IGNORECASE
)


def date_line(line: str) -> str | None:  # noqa: PLR0911 - one return per kind of evidence, in its order
    """Which kind of date line a line is: `published`, `crawl_date`, or None where it is no date line.

    A line is one if, without its dates, clock times, zones and labels, no more than three words are left.
    It is the date of saving if it says so, or if it is a running page clock: the time with its zone before
    the day.
    """
    if len(line) > _LONGEST or not _HAS_DIGIT.search(line):
        return None
    glued = _GLUED.match(line)
    if glued:
        return "crawl_date"
    found = {match.lastgroup for match in _PARTS.finditer(line)}
    low = _GLUE.sub(" ", line).lower().strip()
    if not found & {"iso", "slash", "named", "ago"}:
        return None
    if any(mark in low for mark in words("crawl_mark")):
        return "crawl_date"
    rest = _FILLER.sub(" ", _PARTS.sub(" ", low))
    label = begins(rest.strip(), "published_start")
    left = [
        word
        for word in rest.replace(label or "", "", 1).split()
        if any(c.isalpha() for c in word) and word not in _LABELS
    ]
    if (
        found & {"named", "iso", "slash"}
        and len(left) <= 10
        and ("|" in low or " / " in low or " comment" in low or low.startswith("by "))
        and low[-1] not in ".?!"
    ):
        return "published"
    named = {
        word.strip(",.:()").lower()
        for word in re.split(r"[\s-]+", _GLUE.sub(" ", line))
        if word[:1].isupper()
    }
    user = line[0].islower() and "clock" in found
    if (
        not label
        and not user
        and any(word.strip(",.:()") not in named for word in left if word not in _SMALL)
    ):
        return None
    allowed = (
        3
        if label or not _LABELS.isdisjoint(rest.split()) or "clock" in found or found & {"iso", "slash"}
        else 2
    )
    return "published" if len(left) <= allowed and not low.endswith(("said.", "?", "!")) else None
