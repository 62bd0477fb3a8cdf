"""When the ceasefire that a report is about was made and began.

The first start and the first other step that the text dates, and that are neither an older ceasefire's nor
history.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from truceline.claims._beside import closest
from truceline.claims._drafts import Draft
from truceline.claims._lexicon import pattern
from truceline.claims._older import is_indefinite, is_recalled, older_words, own_date
from truceline.claims._sentences import LAST_OF_NEWS, Sentence
from truceline.claims._yearless import days_behind, is_placed
from truceline.model import When

__all__ = [
    "FAR", "FRESH", "NEAR", "OLD", "OVER", "STILL", "Main", "Read", "date_of", "gap_between", "is_historic",
    "is_long_ago", "lies_ahead", "main_dates", "names_older", "tells",
]  # fmt: skip

FAR = timedelta(days=25)
"""A start that lies further than this from the main one is another ceasefire's, whatever is said of it."""
OLD = timedelta(days=75)
"""A ceasefire dated further than this before publication is history, unless the text says that it holds."""
LEAD = timedelta(days=21)
"""How long before its start a ceasefire that is spoken of as "a truce" a second time may have been agreed."""
NEAR = timedelta(days=2)
"""Dates at most this far apart are of the same ceasefire."""
OVER = frozenset({"broken", "ended"})
STILL = re.compile(r"\b(?:since|extend\w*|renew\w*|prolong\w*|expir\w*|still|remain\w*|continu\w*)\b", re.I)
_OWN = re.compile(r"\b(?:of|on) (?:its|their|his) own\b|\bseparate\b|['’]s? own\b", re.I)
FRESH = frozenset({"agreed", "declared", "accepted"})
_DATED = frozenset({"effective", "declared", "status"})

_YEAR = 365
_WEEKDAY = "XXXX-W"
"""How the date of a weekday begins that nothing places."""

Read = tuple[Sentence, bool, list[Draft]]
"""A sentence, whether the text just before it speaks of a truce, and the claims read from it."""


@dataclass(frozen=True)
class Main:
    """The times at which the main ceasefire was made and began, as far as they are known; `over` where its
    end is the news, `dated` where the words of that news date it.
    """

    dates: tuple[When, ...]
    known: bool = True
    start: When | None = None
    extended: bool = False
    over: bool = False
    dated: bool = False

    def is_recent(self, sentence: Sentence) -> bool:
        """Whether a date of it is known that lies near publication."""
        published = sentence.article.published
        if not self.known or published is None:
            return False
        gaps = [gap_between(date, published) for date in self.dates]
        return any(gap is not None and gap <= FAR for gap in gaps)

    def gap(self, when: When) -> timedelta | None:
        """How far a time lies from the nearest of them, None where none is known."""
        gaps = [gap for date in self.dates if (gap := gap_between(date, when)) is not None]
        return min(gaps, default=None)


def main_dates(sentences: Sequence[Read]) -> Main:
    """The first start and the first other step that are neither an older ceasefire's nor history."""
    ended = _ended(sentences)
    main = next((found for one in ended if (found := _dates_of_end(*one)) is not None), None)
    main = main or _dates_of(sentences, strict=True) or _dates_of(sentences, strict=False)
    return replace(main or _published(sentences), over=bool(ended))


def _ended(sentences: Sequence[Read]) -> list[tuple[Sentence, list[Draft]]]:
    """The first sentences that tell the end of a ceasefire as news; none where a new one is told before."""
    found: list[tuple[Sentence, list[Draft]]] = []
    for sentence, _, drafts in sentences:
        if sentence.index > LAST_OF_NEWS:
            break
        if not found and any(d.value in FRESH and not is_long_ago(sentence, d) for d in drafts):
            break
        if any(map(_is_end, drafts)):
            found.append((sentence, drafts))
    return found


def _is_end(found: Draft) -> bool:
    """Whether a claim tells as news that a ceasefire is over."""
    return found.field == "status" and found.value in OVER and found.stance in {"asserted", "reported"}


def _dates_of_end(sentence: Sentence, drafts: Sequence[Draft]) -> Main | None:
    """The dates of a ceasefire whose end is the news, however long ago it began: those beside that news."""
    truces = sentence.truces_of("name", "act", "peace")
    if not truces:
        return None
    truce = closest(next(d for d in drafts if _is_end(d)), truces)
    told = [d for d in drafts if d.value not in OVER and closest(d, truces) == truce]
    begun = [when for d in told if d.field == "effective" and (when := date_of(d)) is not None]
    dates = begun + [when for d in told if d.field != "effective" and (when := date_of(d)) is not None]
    known_by = own_date(sentence, truce)
    dates += [known_by[1]] if known_by is not None and not dates else []
    dates = [when for when in dates if not lies_ahead(sentence, when)]
    return Main(tuple(dates), start=begun[0] if begun else None, dated=True) if dates else None


def _published(sentences: Sequence[Read]) -> Main:
    """The day of publication, as the only date that a ceasefire without one has."""
    published = sentences[0][0].article.published if sentences else None
    return Main((published,) if published is not None else (), known=False)


def _dates_of(sentences: Sequence[Read], *, strict: bool) -> Main | None:
    """The dates of the main ceasefire; `strict` leaves out what began long ago and is said to last still."""
    dates: list[When] = []
    start: When | None = None
    for fields in (("effective",), ("declared", "status")):
        told = False
        for sentence, _, drafts in sentences:
            if names_older(sentence):
                continue
            failed = any(d.value in OVER for d in drafts) or pattern("recalled.broken").search(sentence.text)
            lost = bool(dates) and bool(failed)
            leads = dates and not lost and not _OWN.search(sentence.text)
            near = [
                d
                for d in drafts
                if d.field in fields
                and not lost
                and not (strict and is_long_ago(sentence, d))
                and (_may_be_main(sentence, d, told=told) or (leads and _leads_to(d, dates[0])))
            ]
            if near:
                dates += [when for d in near[:1] if (when := date_of(d)) is not None]
                start = dates[0] if fields == ("effective",) else start
                break
            told = told or tells(sentence, drafts)
    extended = any(d.value == "extended" for _, _, drafts in sentences for d in drafts)
    return Main(tuple(dates), start=start, extended=extended) if dates else None


def _may_be_main(sentence: Sentence, found: Draft, *, told: bool) -> bool:
    """Whether a dated claim may date the main ceasefire; `told` says whether that was spoken of before."""
    when = date_of(found)
    if when is None or found.value in OVER or is_historic(sentence, when):
        return False
    truces = sentence.truces_of("name", "act", "peace")
    with_it = closest(found, truces) if truces else None
    vague = told and with_it and (is_indefinite(sentence, with_it) or is_recalled(sentence, with_it))
    return not vague or lies_ahead(sentence, when)


def _leads_to(found: Draft, start: When) -> bool:
    """Whether a step lies so shortly before a start that it can be the one by which it was agreed."""
    when = date_of(found)
    if when is None or found.value in OVER or when.earliest is None or start.earliest is None:
        return False
    return timedelta(0) <= start.earliest - when.earliest <= LEAD


def names_older(sentence: Sentence) -> bool:
    """Whether any truce of a sentence is called older."""
    return any(older_words(sentence, t) is not None for t in sentence.truces_of("name", "peace"))


def tells(sentence: Sentence, drafts: Iterable[Draft]) -> bool:
    """Whether a sentence of the text itself tells a status."""
    return sentence.role == "body" and any(d.field == "status" for d in drafts)


def is_long_ago(sentence: Sentence, found: Draft) -> bool:
    """Whether a claim dates a ceasefire long before publication, whatever is said of its lasting."""
    when = date_of(found)
    return when is not None and _is_old(sentence, when)


def is_historic(sentence: Sentence, when: When) -> bool:
    """Whether a time lies so long before publication that it is another ceasefire's."""
    return _is_old(sentence, when) and not STILL.search(sentence.text)


def _within_year(one: When, two: When) -> timedelta | None:
    """How far two days or months lie apart in the year; None where the one year that is known leaves it open
    whether they are the same.
    """
    days = days_behind(one, two)
    if days is None:
        return None
    gap = timedelta(days=min(days, _YEAR - days))
    return gap if gap > FAR or not (one.bounds or two.bounds) else None


def _is_old(sentence: Sentence, when: When) -> bool:
    published = sentence.article.published
    if published is not None and published.bounds is None and when.bounds is not None:
        # A year is told in a report without one where it is another year.
        return _within_year(when, published) is not None
    if published is not None and published.bounds is None:
        behind = days_behind(when, published)
        return behind is not None and OLD.days < behind <= _YEAR - OLD.days
    return (
        published is not None
        and published.earliest is not None
        and when.earliest is not None
        and published.earliest - when.earliest > OLD
    )


def lies_ahead(sentence: Sentence, when: When) -> bool:
    """Whether a time lies behind the publication: what is to come is no older ceasefire's."""
    published = sentence.article.published
    if published is None:
        return False
    if published.bounds is None and when.bounds is None:
        behind = days_behind(when, published)
        return behind is not None and behind > _YEAR - OLD.days
    return published.latest is not None and when.earliest is not None and when.earliest > published.latest


def date_of(found: Draft) -> When | None:
    """The time that a claim gives to its ceasefire, where it can be told from other times.

    In a report without a year a weekday is as good as its own day: it lies within a week of that.
    """
    when = found.date if found.field in _DATED else None
    published = found.sentence.article.published
    if when is not None and when.edtf.startswith(_WEEKDAY) and published is not None:
        return published if published.bounds is None and is_placed(published) else None
    return when if when is not None and is_placed(when) else None


def gap_between(one: When, two: When) -> timedelta | None:
    """The time between two intervals; 0 where they meet. Where a year is not known, that within any year."""
    first, second = one.bounds, two.bounds
    if first is None or second is None:
        return _within_year(one, two)
    return max(first[0] - second[1], second[0] - first[1], timedelta(0))
