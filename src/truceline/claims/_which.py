"""Which ceasefire a word for a truce means: the one that the report is about, or another one.

A topic is "" for the first, else the date of the other one, or EARLIER where it is only called older.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from truceline.claims._drafts import Draft
from truceline.claims._main import (
    FAR,
    FRESH,
    NEAR,
    OLD,
    OVER,
    STILL,
    Main,
    date_of,
    gap_between,
    is_historic,
    is_long_ago,
    lies_ahead,
)  # fmt: skip
from truceline.claims._older import (
    clause_date,
    is_aged,
    is_indefinite,
    is_over,
    is_recalled,
    is_replaced,
    older_words,
    own_date,
)
from truceline.claims._sentences import LAST_OF_NEWS, Sentence, Truce
from truceline.claims._theme import is_plural
from truceline.claims._yearless import key_of
from truceline.model import When

__all__ = ["EARLIER", "spoken_of", "topic_of", "topic_of_date"]

EARLIER = "earlier"
"""The topic of ceasefires that are only called older."""
_LEDE = 1
"""Number of the sentence behind the headline: what it tells as made is the news."""
SOON = timedelta(days=4)
"""How far a start behind the report may lie from the main one where nothing is said of an extension."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# What lasts, where the truce is called older: an older one may expire, but not be extended by this report.
_LASTING = re.compile(r"\b(?:since|extend\w*|renew\w*|prolong\w*|still|remain\w*|continu\w*)\b", re.I)
# Words that call a truce older whatever its date.
_BY_AGE = re.compile(
    r"\b(?:previous|earlier|prior|past|former|failed|short-lived|collapsed|preceding|defunct|last|first|initial"
    r"|years?|follow\w*|c[ao]me|t(?:akes?|ook|aking)|in place|replac\w*|supersed\w*|succeed\w*|instead)\b",
    re.I,
)
_SINCE_IT = re.compile(r"\bsince\s+(?:the|its|their|an?)\s+(?:[\w-]+\s+){0,3}$", re.I)
_DEALS = re.compile(
    r"(?:agreement|deal|accord|pact|arrangement|pause|understanding|undertaking|commitment)s?|calm|moratorium",
    re.I,
)
"""What stands for a truce and can be an older one; a protocol of 1942 is none."""


def spoken_of(sentence: Sentence) -> list[Truce]:
    """The words for truces in a sentence; of what stands for one ("the deal"), the indefinite and older."""
    return [
        t
        for t in sentence.truces
        if t.kind != "anaphor" or (_DEALS.fullmatch(t.text) and _is_told_apart(sentence, t))
    ]


def _is_told_apart(sentence: Sentence, truce: Truce) -> bool:
    """Whether what stands for a truce may be another one: "a deal", "the former deal", "the January deal"."""
    return bool(is_indefinite(sentence, truce) or older_words(sentence, truce) or own_date(sentence, truce))


@dataclass(frozen=True)
class _Look:
    """What the words around a truce say of it: `older` calls it so, `vague` speaks of one not known yet,
    `moved` where nothing says that it lasts, `lost` where it is over, `told` where a status of the main one
    has been read before, `fresh` where it is told to be made, and the day of that is none of long ago.
    """

    older: str | None
    vague: bool
    moved: bool
    lost: bool
    told: bool
    fresh: bool


def topic_of(sentence: Sentence, truce: Truce, drafts: Sequence[Draft], main: Main, told: bool) -> str:
    """The topic of one truce: "" where nothing points away from the main one.

    `told` says whether a status of the main one has been read before.
    """
    dates = [(d, when) for d in drafts if (when := date_of(d)) is not None]
    if is_plural(truce):
        # "Dozens of truces agreed between 2014 and 2021": a year dates none of several.
        dates = [(d, when) for d, when in dates if when.precision not in {"year", "season"}]
    told = told and sentence.role == "body"
    lost = any(d.field == "status" and d.value in OVER for d in drafts)
    vague = told and (is_indefinite(sentence, truce) or is_recalled(sentence, truce))
    replaced = is_replaced(sentence, truce)
    moved = lost or replaced or not STILL.search(sentence.text)
    made = [d for d in drafts if d.field == "status" and d.value in FRESH]
    fresh = bool(made) and not any(is_long_ago(sentence, d) for d in made)
    look = _Look(older_words(sentence, truce), vague, moved, lost, told, fresh)
    known_by = own_date(sentence, truce)
    found = _by_own_date(sentence, truce, (known_by[1], dates), look, main) if known_by is not None else None
    found = found if found is not None else _by_claims(sentence, truce, dates, look, main)
    if found is not None:
        return found
    if told and _is_over_before(drafts, main):
        return EARLIER
    if look.older and (replaced or is_aged(sentence, truce) or not _is_lasting(sentence, truce)):
        year = _YEAR.search(look.older)
        return f"{year.group()}-01-01" if year else EARLIER
    set_in = clause_date(sentence, truce) if vague else None
    if set_in is not None and _is_before(set_in[1], sentence, main):
        return key_of(set_in[1])
    several = is_plural(truce) and truce.kind == "name"
    many = vague and (lost or several) and not any(main.gap(when) == timedelta(0) for _, when in dates)
    news = main.over and sentence.index <= LAST_OF_NEWS
    return EARLIER if many and not news else ""


def _by_own_date(
    sentence: Sentence, truce: Truce, told: tuple[When, Sequence[tuple[Draft, When]]], look: _Look, main: Main
) -> str | None:
    """The topic that the date in a truce's own words gives to it; None where it gives none.

    `told` is that date, with the dates of the claims beside it.
    """
    when, dates = told
    loose = look.vague or truce.other
    by_age = look.older is not None and _BY_AGE.search(look.older) is not None
    if not loose and not by_age and _is_dated_as(main, when, dates):
        return ""
    if not look.told:
        return None
    another = _is_another(when, sentence, truce, main, loose=loose, moved=look.moved)
    another = another or bool(main.gap(when) and _failed_before(sentence, truce, when, main))
    return key_of(when) if another else None


def _by_claims(
    sentence: Sentence, truce: Truce, dates: Sequence[tuple[Draft, When]], look: _Look, main: Main
) -> str | None:
    """The topic that the first claim gives whose date lies away from those of the main one."""
    news = sentence.index <= _LEDE and look.fresh and not look.older and not truce.other
    for found, when in dates:
        if (look.older and found.value in OVER) or (news and found.field == "effective"):
            continue
        gap = main.gap(when)
        failed = look.vague and _failed_before(sentence, truce, when, main)
        beyond = gap is not None and gap > (timedelta(0) if look.older or failed else NEAR)
        beyond = beyond and not lies_ahead(sentence, when)
        far = look.moved and found.field == "effective" and gap is not None and gap > FAR
        far = far or (look.moved and found.weight >= 1 and _began_before(sentence, found, when, main))
        named = look.older or look.vague or (look.lost and found.value not in OVER)
        itself = main.known and gap == timedelta(0)
        long_ago = is_historic(sentence, when) or (is_long_ago(sentence, found) and main.is_recent(sentence))
        if far or (named and beyond) or (long_ago and not itself and found.value not in OVER):
            return key_of(when)
    return None


def _is_dated_as(main: Main, when: When, dates: Sequence[tuple[Draft, When]]) -> bool:
    """Whether a date in a truce's own words can be that of the main one: it is the same, or the end of one
    that nothing else dates is the news."""
    if main.over and not main.dated:
        return all((gap := gap_between(when, other)) is not None and gap <= FAR for _, other in dates)
    return main.known and main.gap(when) == timedelta(0)


def _is_before(when: When, sentence: Sentence, main: Main) -> bool:
    """Whether a date lies long before the report, or before all that it dates of its own ceasefire."""
    gap = main.gap(when)
    if gap is None or gap <= FAR or STILL.search(sentence.text):
        return False
    begun = [date.earliest for date in main.dates if date.earliest is not None and main.known]
    return is_historic(sentence, when) or bool(begun and when.earliest and min(begun) - when.earliest > OLD)


def _is_over_before(drafts: Sequence[Draft], main: Main) -> bool:
    """Whether a truce is told to have ended days before all that the report dates of its own."""
    begun = [date.earliest for date in main.dates if date.earliest is not None and main.known]
    over = [
        d.when.latest for d in drafts if d.value in OVER and d.when is not None and d.when.latest is not None
    ]
    return bool(begun and over) and not main.extended and min(begun) - max(over) > FAR


def _is_lasting(sentence: Sentence, truce: Truce) -> bool:
    """Whether words for lasting stand with a truce; "the first since the last truce" are none."""
    text = sentence.article.text
    led = _SINCE_IT.sub("", text[sentence.start : truce.start])
    return (_LASTING.search(led) or _LASTING.search(text[truce.end : sentence.end])) is not None


def _failed_before(sentence: Sentence, truce: Truce, when: When, main: Main) -> bool:
    """Whether a truce of before the start of the main one is said to be over."""
    if main.start is None or main.start.earliest is None or when.earliest is None:
        return False
    return when.earliest < main.start.earliest and is_over(sentence, truce)


def _is_another(
    when: When, sentence: Sentence, truce: Truce, main: Main, *, loose: bool, moved: bool
) -> bool:
    """Whether a truce that is known by a date is another than the main one.

    `loose` says that its words take it for another already, `moved` that nothing says that it lasts.
    """
    gap = main.gap(when)
    if gap is None:
        return truce.other
    if lies_ahead(sentence, when):
        return False
    return gap > NEAR if loose else gap > FAR and moved and main.known and not main.extended


def _began_before(sentence: Sentence, found: Draft, when: When, main: Main) -> bool:
    """Whether a start lies days before that of the main ceasefire, and behind the report."""
    if found.field != "effective" or main.start is None or main.extended or lies_ahead(sentence, when):
        return False
    gap = gap_between(when, main.start)
    first, second = when.earliest, main.start.earliest
    return gap is not None and gap > SOON and first is not None and second is not None and first < second


def topic_of_date(sentence: Sentence, drafts: Sequence[Draft], main: Main) -> str:
    """The topic that a date gives to a sentence without a word for a truce: "It collapsed in 1991"."""
    for found in drafts:
        when = date_of(found)
        if when is not None and found.value not in OVER and is_historic(sentence, when) and main.dates:
            return key_of(when)
    return ""
