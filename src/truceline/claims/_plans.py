"""Whose plan a truce follows: "under an Arab League plan", "accepted a French-Egyptian proposal"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from truceline.actors import Mention
from truceline.claims._drafts import Draft, draft
from truceline.claims._lists import list_before
from truceline.claims._playing import playing
from truceline.claims._sentences import Sentence

__all__ = ["read_plans"]

_WEIGHT = 0.6
"""A plan tells less of who mediated than words for mediation do."""
_FOLLOWED = re.compile(
    r"\b(?:under|based on|on the basis of|in line with|according to|as part of|envisaged (?:by|in)"
    r"|called for (?:by|in)|laid (?:down|out) in|contained in"
    r"|(?:accept|endors|approv|adopt|embrac|welcom)(?:e[sd]?|ing)|agree[sd]? (?:to|on)|said yes to)\s+"
    r"(?:an?|the|its|their)\s+(?:(?!to\b|of\b)[\w'’-]+\s+){0,2}$",
    re.I,
)
_PLAN = re.compile(
    r"(?:['’]s?)?(?:[\s-]+(?!to\b|and\b|of\b)[\w'’-]+){0,4}?[\s-]+"
    r"(?:plan|initiative|proposals?|blueprint|road ?map|formula|package)\b",
    re.I,
)
_REACH = 60
"""Characters in front of the first who made a plan in which it is said that a truce follows it."""


def read_plans(sentence: Sentence, seen: Set[str]) -> Iterator[Draft]:
    """The mediators whose plan it is; `seen` are those of whom more is said."""
    text = sentence.article.text
    for mention in sentence.mentions:
        plan = _PLAN.match(text, mention.end, sentence.end)
        if plan is None or any(m.start < plan.end() and mention.end < m.end for m in sentence.mentions):
            continue
        listed = list_before(sentence, mention)
        before = text[max(sentence.start, listed[0].start - _REACH) : listed[0].start]
        if _FOLLOWED.search(before) is None:
            continue
        for one in listed:
            for actor in _outsiders(sentence, one):
                if actor not in seen:
                    words = (one.start, one.end)
                    yield draft(sentence, "mediators", actor, words, plan.span(), weight=_WEIGHT)


def _outsiders(sentence: Sentence, mention: Mention) -> Iterator[str]:
    """Those whom a mention stands for and who can mediate: states and organisations."""
    for actor in playing(sentence, mention, "mediators"):
        if sentence.cast.actors[actor].kind in {"state", "organisation"}:
            yield actor
