"""Which ceasefire a word for a truce means: the one that the report is about, or another one.

A topic is "" for the first, else the date of the other one, or EARLIER where it is only called older.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from truceline.claims._drafts import Draft
from truceline.claims._main import (
    FAR,
    NEAR,
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
    is_aged,
    is_indefinite,
    is_over,
    is_recalled,
    is_replaced,
    older_words,
    own_date,
)
from truceline.claims._sentences import Sentence, Truce
from truceline.claims._theme import is_plural
from truceline.model import When

__all__ = ["EARLIER", "key_of", "spoken_of", "topic_of", "topic_of_date"]

EARLIER = "earlier"
"""The topic of ceasefires that are only called older."""
SOON = timedelta(days=4)
"""How far a start behind the report may lie from the main one where nothing is said of an extension."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# What lasts, where the truce is called older: an older one may expire, but not be extended by this report.
_LASTING = re.compile(r"\b(?:since|extend\w*|renew\w*|prolong\w*|still|remain\w*|continu\w*)\b", re.I)
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


def topic_of(sentence: Sentence, truce: Truce, drafts: Sequence[Draft], main: Main, told: bool) -> str:
    """The topic of one truce: "" where nothing points away from the main one.

    `told` says whether a status of the main one has been read before.
    """
    dates = [(d, when) for d in drafts if (when := date_of(d)) is not None]
    if is_plural(truce):
        # "Dozens of truces agreed between 2014 and 2021": a year dates none of several.
        dates = [(d, when) for d, when in dates if when.precision not in {"year", "season"}]
    older = older_words(sentence, truce)
    lost = any(d.field == "status" and d.value in OVER for d in drafts)
    vague = is_indefinite(sentence, truce) or is_recalled(sentence, truce)
    vague = vague and told and sentence.role == "body"
    replaced = is_replaced(sentence, truce)
    moved = lost or replaced or not STILL.search(sentence.text)
    known_by = own_date(sentence, truce) if told and sentence.role == "body" else None
    loose = vague or truce.other
    if known_by is not None and _is_another(known_by[1], sentence, main, loose=loose, moved=moved):
        return key_of(known_by[1])
    if known_by is not None and main.gap(known_by[1]) and _failed_before(sentence, truce, known_by[1], main):
        return key_of(known_by[1])
    for found, when in dates:
        if older and found.value in OVER:
            continue
        gap = main.gap(when)
        near = timedelta(0) if older or (vague and _failed_before(sentence, truce, when, main)) else NEAR
        beyond = gap is not None and gap > near and not lies_ahead(sentence, when)
        far = moved and found.field == "effective" and gap is not None and gap > FAR
        far = far or (moved and found.weight >= 1 and _began_before(sentence, found, when, main))
        named = older or vague or (lost and found.value not in OVER)
        itself = main.known and gap == timedelta(0)
        long_ago = is_historic(sentence, when) or (is_long_ago(sentence, found) and main.is_recent(sentence))
        if far or (named and beyond) or (long_ago and not itself and found.value not in OVER):
            return key_of(when)
    if older and (replaced or is_aged(sentence, truce) or not _LASTING.search(sentence.text)):
        year = _YEAR.search(older)
        return f"{year.group()}-01-01" if year else EARLIER
    several = is_plural(truce) and truce.kind == "name"
    if vague and (lost or several) and not any(main.gap(when) == timedelta(0) for _, when in dates):
        return EARLIER
    return ""


def _failed_before(sentence: Sentence, truce: Truce, when: When, main: Main) -> bool:
    """Whether a truce of before the start of the main one is said to be over."""
    if main.start is None or main.start.earliest is None or when.earliest is None:
        return False
    return when.earliest < main.start.earliest and is_over(sentence, truce)


def _is_another(when: When, sentence: Sentence, main: Main, *, loose: bool, moved: bool) -> bool:
    """Whether a truce that is known by a date is another than the main one.

    `loose` says that its words take it for another already, `moved` that nothing says that it lasts.
    """
    gap = main.gap(when)
    if gap is None or lies_ahead(sentence, when):
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


def key_of(when: When) -> str:
    assert when.earliest is not None
    return f"{when.earliest:%Y-%m-%d}"
