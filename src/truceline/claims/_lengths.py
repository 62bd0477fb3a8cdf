"""How long a ceasefire is to last: "72-hour truce", "a truce of seven days", "it is good for two weeks"; and
by how much it was extended: "for another 72 hours", "by ten days".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from truceline.claims._drafts import Draft, draft
from truceline.claims._governor import before
from truceline.claims._lexicon import compose
from truceline.claims._sentences import Sentence
from truceline.model import TimeExpression

__all__ = ["read_length"]

_LENGTH = re.compile(r"^P(?!X)\w+$")
_NAMED = r"(?:<named>|pause|calm|halt|moratorium|freeze)"
_LENGTH_OF = rf"[-\s,]*(?:long\s+)?(?:(?!and\b|of\b|in\b)[\w'’-]+\s+){{0,4}}(?P<truce>{_NAMED})"
_OF_LENGTH = (
    rf"(?:{_NAMED}|<acts>)(?:(?:\s+\([^()]*\)|\s+[\w'’-]+){{0,3}}?\s+of"
    r"|(?:[^.;]{0,150}?)\b(?:for|last(?:s|ing)?(?: for)?|initial(?:ly)?(?: for)?|period of|valid for"
    r"|duration of))\s*"
    r"(?:an? |the |a further |another |at least |about |up to |(?:an )?initial |no more than )*$"
)
_LASTING = re.compile(
    r"\b(?:last(?:s|ing)?|appl(?:y|ies)|first (?:phase|stage) of|run|hold|be in (?:force|effect|place)"
    r"|(?:remain|stay) in (?:force|effect|place)|(?:is|are|be|remains?) (?:good|valid)"
    r"|extend(?:ed|s|ing)?(?: it)?)"
    r"\s+(?:for\s+)?(?:an? |another |a further |the |at least |up to |(?:an )?initial (?:period of )?)*$",
    re.I,
)
_LAST = re.compile(r"last\s+", re.I)
_PART_OF = re.compile(r"\b(?:first|second|third|\d+th|minutes|hours) (?:hours|days) of\b", re.I)
_FROM_EVENT = re.compile(
    r"\s*(?:before|after|prior|ahead|following|earlier|later|into|ago)\b|-?\s*old\b", re.I
)
_EXTENDS = re.compile(
    r"\b(?:extend|prolong|renew|lengthen|roll(?:ed|s|ing)? over)\w*\b[^.;]{0,120}?"
    r"\b(?:by|for)\s+(?:an?\s+)?(?:(?:another|additional|further|extra|second|third|more|the next|some"
    r"|at least|up to|about)\s+|the same\s+|(?:initial\s+)?period of\s+){0,3}$",
    re.I,
)
"""Before a length: it is that by which a truce is extended, not that for which it was made."""
_MORE = re.compile(r"\b(?:more|further|additional|extra)\b|\banother\b", re.I)
_GIVEN = r"(?:<named>|calm|quiet)\s+(?:an?\s+)?$"
_MORE_OF = r"\s+(?:of|for)\s+(?:[\w'’-]+\s+){0,2}?(?:<named>|calm|quiet)\b"
_TO_TOTAL = re.compile(r"\b(?:to|total of)\s+(?:an?\s+)?$", re.I)
_ATTRIBUTES = frozenset({"amod", "compound", "nmod", "nummod"})
_SPANS = frozenset({
    "period", "term", "window", "span", "duration", "stretch", "phase", "stage", "interval", "extension",
    "basis", "renewal", "limit",
})  # fmt: skip
"""Nouns of time: their length may be that of the truce."""
_AGE = re.compile(r"P(?:[2-9]|\d\d+)Y$")
"""Years for which a truce is seldom made: mostly they tell how long one held, or how old a war is."""
_OFFER = re.compile(
    r"\b(?:offer\w*|propos\w*|agreed? (?:to|on)|signed an?|declar\w*|announc\w*|accept\w*|ready|willing"
    r"|renewable)\b",
    re.I,
)
_JOINS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV", "PUNCT", "DET", "PART", "SYM", "X"})
"""What stands between a length and the truce that it measures; a verb or a preposition parts them."""


def read_length(sentence: Sentence, time: TimeExpression) -> Iterator[Draft]:
    """The claim on a truce's duration, or on that of its extension, in an expression of length."""
    if not _LENGTH.match(time.timex):
        return
    if _AGE.match(time.timex) and not _OFFER.search(sentence.text):
        return
    verb = _LAST.match(time.text)
    led = before(sentence, time.start + (verb.end() if verb else 0), 190)
    after = sentence.article.text[time.end : min(sentence.end, time.end + 70)].replace("\u00a0", " ")
    measures = _measures(sentence, time, after)
    if not measures and _measures_other(sentence, time):
        return
    of_truce = measures or compose(_OF_LENGTH).search(led) or _LASTING.search(led)
    if _FROM_EVENT.match(after) or _PART_OF.search(led[-30:] + time.text):
        return
    longer = not measures and _EXTENDS.search(led) and not _TO_TOTAL.search(led)
    if longer or _adds(time, led, after):
        yield draft(sentence, "extended_by", time.timex, (time.start, time.end))
    elif of_truce:
        yield draft(sentence, "duration", time.timex, (time.start, time.end))


def _adds(time: TimeExpression, led: str, after: str) -> bool:
    """Whether a length is told as more of a truce: "give truce two more months", "four more days of calm"."""
    if _MORE.search(time.text) is None and _MORE.search(led[-12:]) is None:
        return False
    return bool(compose(_GIVEN).search(led) or compose(_MORE_OF).match(after))


def _measures_other(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a length stands before the noun that it measures, and that is no span of time: "a three-day
    meeting", "the ten-day siege"."""
    last = sentence.token_at(time.end - 1)
    head = last.head if last is not None else None
    while head is not None and head.dep_ == "compound" and head.head.i > head.i:
        head = head.head
    if last is None or head is None or head.i <= last.i or last.dep_ not in _ATTRIBUTES:
        return False
    return head.pos_ in {"NOUN", "PROPN"} and head.lemma_.lower() not in _SPANS


def _measures(sentence: Sentence, time: TimeExpression, after: str) -> bool:
    """Whether a truce follows a length in the same noun phrase: "72-hour humanitarian truce"."""
    match = compose(_LENGTH_OF).match(after)
    if match is None:
        return False
    reached = time.end + match.start("truce")
    between = [t for t in sentence.span if time.end <= sentence.place(t) < reached]
    return all(t.pos_ in _JOINS or t.tag_ in {"VBN", "VBG"} for t in between)
