"""A ceasefire that a report takes for granted: "the truce", "their ceasefire", "the armistice in the north".

A definite name speaks of something that exists, also where what is said of it is negated ("the truce does not
reach the coast"). It says less than any predicate does, so it is read only where no sentence of the report
says what became of the ceasefire, and never where it is wished for, conditional, not reached, or only names
what is talked about ("the ceasefire talks").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from truceline.claims._drafts import Draft, draft
from truceline.claims._lexicon import lemmas, verb_classes
from truceline.claims._reality import MADE, is_future, is_negated, is_real
from truceline.claims._sentences import Sentence, Truce

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["read_presupposed"]

WEIGHT = 0.3
"""What a bare mention weighs beside a predicate."""
_DEFINITE = re.compile(
    r"(?:\b(?:the|this|that|these|those|its|their|his)|[’']s?)(?:\s+[\w-]+){0,3}\s*$", re.I
)
_VAGUE = re.compile(r"\b(?:an?|any|no|some|every|each|such|another)(?:\s+[\w-]+){0,3}\s*$", re.I)
_GREETED = re.compile(
    r"\b(?:welcom|hail|prais|greet|applaud|cheer|celebrat)(?:e[sd]?|ed|s|ing)\s+an?(?:\s+[\w-]+){0,3}\s*$",
    re.I,
)
"""What is welcomed is there: "welcomed a 72-hour ceasefire"."""
_REACH = 45
"""Characters before a name in which its determiner stands."""
_PLACED = re.compile(r"\s+(?:in|between|with|on|of)\s+(?:the\s+)?[A-Z0-9]")
"""After a name: which one it is ("armistice in Slovenia", "truce of 28 June")."""
_GROUND = frozenset({"under", "since", "despite", "during", "amid"})
"""Prepositions by which a truce is the ground of something: it is there whether that comes about or not."""
_STEPS = 12
"""Nodes over a name that are looked at."""


def read_presupposed(sentences: Iterable[Sentence]) -> Iterator[Draft]:
    """A weak claim that a ceasefire was agreed, for each name of one that the text takes for granted."""
    for sentence in sentences:
        if sentence.role not in {"body", "headline"}:
            continue
        for truce in sentence.truces_of("name"):
            if _is_definite(sentence, truce) and _stands(sentence, truce):
                yield draft(sentence, "status", "agreed", (truce.start, truce.end), weight=WEIGHT)


def _is_definite(sentence: Sentence, truce: Truce) -> bool:
    text = sentence.article.text
    before = text[max(sentence.start, truce.start - _REACH) : truce.start]
    if _GREETED.search(before):
        return True
    inside = re.match(r"(?:the|this|that)\b", truce.text, re.I) is not None
    if _VAGUE.search(before) or re.match(r"(?:an?|any)\b", truce.text, re.I):
        return False
    placed = _PLACED.match(text, truce.end) is not None and truce.end < sentence.end
    return inside or placed or _DEFINITE.search(before) is not None


def _stands(sentence: Sentence, truce: Truce) -> bool:
    """Whether nothing over a name takes back that there is such a thing."""
    token = sentence.token_at(truce.end - 1)
    if token is None or token.dep_ in {"compound", "amod", "nmod", "poss"}:
        return False
    unreal = lemmas("governors.unreal")
    for _ in range(_STEPS):
        if token.dep_ == "pobj" and token.head.lower_ in _GROUND:
            return True
        if token.pos_ in {"VERB", "AUX"} and _takes_back(token):
            return False
        head = token.head
        if head == token:
            return True
        if head.lemma_.lower() in unreal and token.dep_ not in {"nsubj", "advcl", "conj"}:
            return False
        token = head
    return True


def _takes_back(verb: Token) -> bool:
    """Whether a predicate over a name leaves it open, or denies, that there is such a thing."""
    if is_negated(verb):
        return bool(verb_classes(verb) & MADE)
    return not is_real(verb) or is_future(verb)
