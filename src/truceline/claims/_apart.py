"""Which ceasefire of an article a claim is about.

A report is about one ceasefire, its main one, and mentions others: the one that failed last year, the first
of two.
Stages: (1) the start (or the declaration) of the main ceasefire is the first that the text dates near its
publication; (2) a sentence whose own words or dates point elsewhere ("the 1991 ceasefire", "an earlier
truce", a start two months before) is about another one, named by its date; (3) sentences that go on about it
("It collapsed within days") follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from truceline.claims._drafts import Draft
from truceline.claims._sentences import Sentence

__all__ = ["set_apart"]

FAR = timedelta(days=25)
"""A start that lies further than this from the main one is another ceasefire's."""
OLD = timedelta(days=75)
"""A ceasefire dated further than this before publication is history, unless the text says that it holds."""
NEAR = timedelta(days=2)
"""Dates at most this far apart are of the same ceasefire."""

_NOUN = (
    r"(?:truces?|cease[- ]?fires?|armistices?|deals?|agreements?|accords?|pauses?|lulls?|hudnas?|calm|pacts?"
    r"|cessations?)"
)
# "The failed 1991 truce", "the accord of 3 May 1991", "a truce, previous to this".
_OLDER = re.compile(
    r"\b(?:previous|earlier|prior|past|former|failed|short-lived|collapsed|preceding"
    r"|last (?:year|month|week)['’]s"
    rf"|(?:19|20)\d\d|first|initial)\s+(?:[\w-]+\s+){{0,3}}{_NOUN}\b"
    rf"|\b{_NOUN}\s+(?:of|in|from|signed in|signed on|reached in|reached on|agreed in|agreed on|brokered in"
    r"|concluded in|declared in)\s+(?:\w+\s+)?(?:\d\d?\s+)?(?:\w+\s+)?(?:19|20)\d\d\b"
    rf"|\b{_NOUN}\s*,?\s+(?:previous|former|earlier)\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_STILL = re.compile(r"\b(?:since|extend\w*|renew\w*|prolong\w*|expir\w*|still|remain\w*|continu\w*)\b", re.I)
_GOES_ON = re.compile(
    r"^\W*(?:it|this|that|which|the (?:truce|cease-?fire|deal|agreement|pause|calm)|but it|however)\b", re.I
)
_SOME = re.compile(rf"\W*(?:an?|two|three|several|many|all|other)\s+(?:[\w-]+\s+){{0,3}}{_NOUN}", re.I)
_DATED = frozenset({"effective", "declared", "status"})

Read = tuple[Sentence, bool, list[Draft]]
"""A sentence, whether the text just before it speaks of a truce, and the claims read from it."""


def set_apart(read: Iterable[Read]) -> list[Draft]:
    """An article's drafts with their topics: "" for the main ceasefire, a date or "earlier" for others."""
    sentences = list(read)
    main = _main_date(sentences)
    found: list[Draft] = []
    topic = ""
    paragraph = None
    for sentence, context, drafts in sentences:
        own = _topic(sentence, drafts, main)
        same_paragraph = sentence.paragraph is paragraph
        follows = own is None and same_paragraph and context and _GOES_ON.match(sentence.text)
        topic = own or (topic if follows else "")
        paragraph = sentence.paragraph
        found += [_placed(d, topic, main) for d in drafts]
    found = _with_main(found)
    dated = sorted({d.topic for d in found if d.topic not in {"", "earlier"}})
    if len(dated) == 1:
        found = [d.on(dated[0]) if d.topic == "earlier" else d for d in found]
    return found


def _with_main(found: list[Draft]) -> list[Draft]:
    """Where nothing is said of a main ceasefire, the one of which most is said is it."""
    if any(d.field == "status" and not d.topic for d in found):
        return found
    counts: dict[str, int] = {}
    for d in found:
        if d.topic:
            counts[d.topic] = counts.get(d.topic, 0) + 1 + 3 * (d.field == "status")
    if not counts:
        return found
    best = max(counts, key=lambda t: (counts[t], t))
    return [d.on("") if d.topic == best else d for d in found]


def _date(found: Draft) -> datetime | None:
    """The earliest moment of the time that a claim gives."""
    return found.date.earliest if found.date is not None else None


def _main_date(sentences: list[Read]) -> datetime | None:
    """The first start that is neither an older ceasefire's nor history, else the first other step."""
    for fields in (("effective",), ("declared", "status")):
        for sentence, _, drafts in sentences:
            if _OLDER.search(sentence.text):
                continue
            for found in drafts:
                moment = _date(found) if found.field in fields else None
                if moment is not None and not _is_historic(sentence, moment):
                    return moment
    return None


def _is_historic(sentence: Sentence, moment: datetime) -> bool:
    """Whether a moment lies so long before publication that it is another ceasefire's."""
    published = sentence.article.published
    return (
        published is not None
        and published.earliest is not None
        and published.earliest - moment > OLD
        and not _STILL.search(sentence.text)
    )


def _topic(sentence: Sentence, drafts: list[Draft], main: datetime | None) -> str | None:
    """The topic that a sentence sets, or None where it sets none."""
    lost = any(f.field == "status" and f.value in {"broken", "ended"} for f in drafts)
    older = _OLDER.search(sentence.text)
    dates = [(f.field, d) for f in drafts if f.field in _DATED and (d := _date(f)) is not None]
    starts = {d for field, d in dates if field == "effective"}
    moved = lost or not _STILL.search(sentence.text)
    for _, moment in dates:
        gap = abs(moment - main) if main is not None else timedelta(0)
        far = moved and moment in starts and gap > FAR
        if far or ((older or lost) and gap > NEAR) or _is_historic(sentence, moment):
            return f"{moment:%Y-%m-%d}"
    if older and not _STILL.search(sentence.text):
        return _topic_of_words(sentence, older)
    if lost and main is not None and not dates and _SOME.match(sentence.text):
        return "earlier"
    return None


def _topic_of_words(sentence: Sentence, older: re.Match[str]) -> str | None:
    """The topic that "the 1991 ceasefire" sets, unless the sentence names another truce beside it."""
    start, end = sentence.offsets(older)
    if not all(start <= t.start < end + 12 for t in sentence.truces_of("name")):
        return None
    year = _YEAR.search(older.group())
    return f"{year.group()}-01-01" if year else "earlier"


def _placed(found: Draft, topic: str, main: datetime | None) -> Draft:
    """A draft of a sentence about another ceasefire, unless its own date is the main one's."""
    if not topic:
        return found
    moment = _date(found) if found.field in _DATED else None
    if moment is not None and main is not None and abs(moment - main) <= NEAR:
        return found
    return found.on(topic)
