"""The dates with which texts open though nothing marks them: behind a place, on a line of their own, behind
the name of a paper, in the slug of a wire story.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from truceline.model import Article, Basis, TimeExpression, When
from truceline.times._engine import Traced, trace
from truceline.times._zones import zone_of_place

__all__ = [
    "SAVED",
    "Dating",
    "dateline_zone",
    "finest",
    "names_day",
    "opening_dates",
    "sent_date",
    "with_basis",
]


@dataclass(frozen=True)
class Dating:
    """A candidate for the time of publication, and where it stands (None for metadata).

    `weekday` (1 is Monday) is the one that stands beside its date. `words` say the date where its own words
    are figures that say it to a machine.
    """

    when: When
    expression: TimeExpression | None
    source: str
    weekday: int | None = None
    words: str = ""


def opening_dates(article: Article) -> list[Dating]:
    """The date with which a text opens, where nothing marks it as one; empty where there is none."""
    return _unmarked(article) or _coded(article)


def with_basis(when: When, basis: Basis, why: str) -> When:
    return msgspec.structs.replace(when, basis=basis, why=why)


def finest(traced: Sequence[Traced]) -> Traced | None:
    """The expression that names a day, the finest of them first."""
    ranks = {"second": 0, "minute": 1, "part_of_day": 2, "day": 3}
    days = [
        (ranks.get(t.expression.when.precision, 4), t.expression.start, t)
        for t in traced
        if t.expression.when is not None and names_day(t)
    ]
    return min(days, key=lambda d: d[:2])[2] if days else None


def names_day(item: Traced) -> bool:
    slots = item.resolved.found.slots
    return item.expression.when is not None and slots.day is not None and slots.month is not None


_OPENING = re.compile(r"(?:[^\n]{0,60}[.:]\s)?(?:[\"'“«„]?[A-Z][\w' -]{1,30}[\"'”»“]?\s?[,.]\s+){0,2}")
_CLOSING = re.compile(r"\s*(?:[.:—–\n]|-\s|\(|/|$|,\s*[A-Z][\w' -]{1,30}[.:])")
_LABEL = re.compile(
    r"\b(?:date|dated|published|posted|updated|issued|released|filed)\s*(?:on|at)?\s*[:.–—-]?\s*$", re.I
)
_APART = re.compile(r"(?:^|[,;|/(\[–—-]|\s-)\s*$")
_TO_LINE_END = re.compile(r"[^\w\n]*(?:\d{1,2}[:.]\d\d[^\w\n]*)?(?:\n|$)")
_MASTHEAD = re.compile(
    r"(?:(?:[\w'’.-]+\s+){1,6}?[\w'’-]+\s*[,.–—-]\s*){1,2}(?:edition\s+of\s+(?:the\s+)?|number\s+of\s+)?"
    r"(?:(?:\w+day\s+)?\d{1,2}\s+\w+\s+\d{4}\s*[/=]\s*)?",
    re.I,
)
_PAST_DATE = re.compile(
    r"[\s,]*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)?[\s,]*(?:\d{1,2}[:.]\d\d)?\s*(?:[.(|/–—-]|$)", re.I
)
_SPEAKS = re.compile(
    r"\b(?:the|an?|has|have|had|was|were|is|are|will|said|says|signed|agreed|declared|announced|since|until)\b"
)
LONGEST_LINE = 130
"""Characters of a line at the head of a text that is no sentence: a byline, a place and a date."""
LINES = 1200
"""Characters at the head of a text in which a date line may stand."""


def _unmarked(article: Article) -> list[Dating]:
    """A date that opens a paragraph of the text's head, after a place at most, and is closed by a full stop
    or dash ("Baku, 5 April 2016 12:55. The chiefs ..."); that stands on a line of its own; that closes a
    short line, set off from what stands before ("From our correspondent, Lima, Monday 2 May 1988"); that
    stands with its year behind the name of a paper in a line that is no sentence ("Sol de Lima - Monday 2 May
    1988 - translated"); or that is called one ("Section: World  Date: 2. 5. 1988").
    """
    found = []
    zone = dateline_zone(article)
    for item in trace(article.text[:LINES], place=zone):
        start, end = item.expression.start, item.expression.end
        line = article.text.rfind("\n", 0, start) + 1
        role = article.role_at(start) if article.segments else "body"
        if role in {"caption", "comment", "related", "crawl_date"} or not names_day(item):
            continue
        before = article.text[line:start]
        opens = len(before) <= 90 and _OPENING.fullmatch(before) and _CLOSING.match(article.text, end)
        apart = len(before) <= LONGEST_LINE and (
            _LABEL.search(before) or (_APART.search(before) and _TO_LINE_END.match(article.text, end))
        )
        dates = opens or apart or _heads(article.text, line, item)
        if dates and not SAVED.search(before) and item.expression.when is not None:
            alone = (
                None if item.resolved.found.slots.year else finest(trace(item.expression.text, place=zone))
            )
            told = alone.expression.when if alone is not None else None
            when = with_basis(told or item.expression.when, "dateline", "the date that opens the text")
            found.append(Dating(when, item.expression, "dateline", item.resolved.found.slots.weekday))
    return found[:1]


_CODED = re.compile(
    r"^(?:[A-Z] ){0,3}[A-Z]{2}-[A-Z][A-Z0-9,&-]*(?: {1,3}[A-Z0-9,&-]+){0,6} {1,3}"
    r"(?P<date>(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])) {1,3}\d{3,4}\s*$",
    re.M,
)
"""The slug of a wire story with its month and day and its count of words: "AM-RATES 2NDLD 09-16 0388"."""


_SENT = re.compile(
    r"^\W*[A-Z]{2,5}-[A-Z]{2,3}-(?P<date>(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])-(?P<year>\d\d)"
    r"(?: +(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?P<zone>[A-Z]{2,4})\b)?)\W*$",
    re.M,
)
"""The line with which a wire closes a story: bureau, month, day, year, hour ("XW-NY-09-16-87 1748EDT")."""
_CENTURY = 70
"""Years of two figures from which on the last century is meant: no wire closed its stories so before."""


def sent_date(article: Article) -> list[Dating]:
    """The date in the line with which a wire closes a story; its month stands before its day."""
    match = _SENT.search(article.text)
    if match is None:
        return []
    year = int(match["year"])
    words = f"{_named(match)} {year + (1900 if year >= _CENTURY else 2000)}"
    if match["hour"]:
        words += f", {match['hour']}:{match['minute']} {match['zone']}"
    return _in_words(article, match, words, "the line that closes the story")


def _coded(article: Article) -> list[Dating]:
    """The date in the slug of a wire story, which has no year."""
    match = _CODED.search(article.text[:LINES])
    return _in_words(article, match, _named(match), "the slug of the story") if match is not None else []


def _named(match: re.Match[str]) -> str:
    return f"{match['day']} {month_name[int(match['month'])]}"


def _in_words(article: Article, match: re.Match[str], words: str, why: str) -> list[Dating]:
    """A date in figures, read as the words that it stands for."""
    named = finest(trace(words, anchor=None, place=dateline_zone(article)))
    if named is None or named.expression.when is None:
        return []
    start, end = match.span("date")
    expression = msgspec.structs.replace(named.expression, start=start, end=end, text=match["date"])
    return [Dating(with_basis(named.expression.when, "dateline", why), expression, "dateline", words=words)]


def _heads(text: str, line: int, item: Traced) -> bool:
    """Whether a date with its year stands behind a paper's name in a line of its own that is no sentence."""
    end = text.find("\n", line)
    whole = text[line : end if end >= 0 else len(text)]
    start, stop = item.expression.start - line, item.expression.end - line
    return (
        len(whole) <= LONGEST_LINE
        and item.resolved.found.slots.year is not None
        and _MASTHEAD.fullmatch(whole[:start]) is not None
        and _PAST_DATE.match(whole[stop:]) is not None
        and _SPEAKS.search(whole[:start] + whole[stop:]) is None
    )


SAVED = re.compile(
    r"\b(?:saved|archived|captured|retrieved|accessed|crawled|cached|snapshot|printed|downloaded)\b[^|\n]*$",
    re.IGNORECASE,
)
"""Before a date: it tells when a copy of the page was made."""


def dateline_zone(article: Article) -> str | None:
    """The zone of the city in the dateline ("MOSCOW, February 24")."""
    for segment in article.segments:
        if segment.role == "dateline":
            words = article.text[segment.start : segment.end].replace("(", ",").split(",")[0].strip()
            zone = zone_of_place(words.title())
            if zone:
                return zone
    return zone_of_place(article.place) if article.place else None
