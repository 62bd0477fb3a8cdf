"""What has become of a ceasefire, told in a noun, a figure of speech or a clause by the way.

"The truce exists on paper alone", "left it in shreds", "gave themselves another five days", "has two weeks
left to run": the truce is neither subject nor object of a verb that tells a status. Such ways of speaking
(`data/fates.toml`) are searched on the surface, within one sentence. What is feared, planned, conditional or
denied is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from truceline.claims._drafts import Draft, draft
from truceline.claims._lexicon import matches, pattern, words
from truceline.claims._parties import agents
from truceline.claims._sentences import Sentence
from truceline.claims._theme import is_plural

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["first_told", "read_course", "read_fate", "read_offer"]

WEIGHT = 0.9
"""What is told so weighs a little less than what a predicate says."""
_CONCLUDED, _IMPLIED = 0.8, 0.6
"""That it runs, where only is told how long ago it was made; where only its end ahead is told."""
_DEEDS = frozenset({"ended", "suspended", "extended", "rejected"})
"""Steps of which it is asked who took them."""
_OWN = frozenset({"i", "we", "it", "they", "our", "its", "their", "his", "her", "my"})
"""Words for who speaks, or for what is theirs."""
_FATES = ("suspended", "broken", "ended", "extended", "rejected")
_CLAUSE = re.compile(r"[;:—]|,\s+(?:and|but|while|as|after|when)\b|\bbut\b|\bsaid\b|\bthat\b|\s[-–]\s")
_SPACES = re.compile(r"\s")
_AFTERWARDS = re.compile(r"^[^;:.]{0,40}?\b(?:if|unless)\b", re.I)
_DOUBTFUL = re.compile(
    r"\b(?:verge|brink|risk|danger|threat|edge|prevent\w*|avert\w*|avoid\w*|stave|imminent|possible|earlier"
    r"|previous|former|past|neither|nor|nobody|none|refus\w+)\b[^.;]{0,40}$",
    re.I,
)


def read_fate(sentence: Sentence, context: bool) -> Iterator[Draft]:
    """Broken, ended, suspended, extended or rejected: the first way of speaking that tells it as so.

    `context` says whether the text before the sentence speaks of a truce.
    """
    for value in _FATES:
        match = _first(sentence, context, value)
        if match is not None:
            yield _told(sentence, value, match)
            return
    if _first(sentence, context, "put_off") is None:
        return
    text = _SPACES.sub(" ", sentence.text)
    found = (m for template in words("fates.goes_on") for m in matches(template, text))
    for match in found:
        # Until when it was to last stands before the comma.
        if not pattern("attendant.open").search(text[: match.start()].rpartition(",")[2]):
            yield _told(sentence, "extended", match)
            return


def read_course(sentence: Sentence, context: bool) -> Iterator[Draft]:
    """In force: that it stands and is kept, how long it has still to run, or on which day it ends."""
    match = _first(sentence, context, "in_force")
    if match is not None:
        yield _told(sentence, "in_force", match)
        return
    for name, weight in (("made_ago", _CONCLUDED), ("runs_till", _IMPLIED)):
        match = _first(sentence, context, name)
        if match is not None:
            yield draft(sentence, "status", "in_force", sentence.offsets(match), weight=weight)
            return


def read_offer(sentence: Sentence, context: bool) -> Iterator[Draft]:
    """Proposed or declared: that it lies on the table, or that there will be one."""
    for value in ("proposed", "declared"):
        match = _first(sentence, context, value)
        if match is not None:
            yield _told(sentence, value, match)
            return


def first_told(sentence: Sentence, name: str) -> re.Match[str] | None:
    """The first match of a list in a sentence that is told as so, whatever it is told of."""
    return next(_matches(sentence, name), None)


def _first(sentence: Sentence, context: bool, name: str) -> re.Match[str] | None:
    """The same, of one truce and not of several."""
    return next((m for m in _matches(sentence, name) if _is_of_one(sentence, context, m)), None)


def _matches(sentence: Sentence, name: str) -> Iterator[re.Match[str]]:
    text = _SPACES.sub(" ", sentence.text)
    for template in words(f"fates.{name}"):
        yield from (m for m in matches(template, text) if _is_so(sentence, m))


def _is_of_one(sentence: Sentence, context: bool, match: re.Match[str]) -> bool:
    """Whether the words speak of a truce: named in them, in their sentence or right before it."""
    start, end = sentence.offsets(match)
    named = [t for t in sentence.truces_of("name") if t.start < end and t.end > start]
    if named:
        return not all(is_plural(t) for t in named)
    return context or bool(sentence.truces_of("name", "act"))


def _is_so(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether nothing around the words takes them back."""
    lead = _CLAUSE.split(sentence.text[: match.start()])[-1]
    return not (
        pattern("attendant.open").search(lead)
        or _DOUBTFUL.search(lead)
        or _AFTERWARDS.match(sentence.text[match.end() :])
    )


def _told(sentence: Sentence, value: str, match: re.Match[str]) -> Draft:
    start = sentence.start + match.start()
    verb = sentence.clause_at(start) if value in _DEEDS else None
    by = agents(sentence, verb, pronouns=False) if verb is not None else ()
    found = draft(sentence, "status", value, sentence.offsets(match), by=by, weight=WEIGHT)
    if not by and verb is not None and found.chain and _is_of_speaker(sentence, verb):
        return replace(found, by=found.chain[-1:])
    return found


def _is_of_speaker(sentence: Sentence, verb: Token) -> bool:
    """Whether who speaks tells of a deed of their own: "said that his party no longer felt bound by it"."""
    subject = sentence.subject(verb)
    if subject is None:
        return False
    words_of = {subject.lower_, *(c.lower_ for c in subject.children)}
    return bool(words_of & _OWN)
