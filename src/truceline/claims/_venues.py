"""Where a contact took place, in the words of the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.claims._gatherings import Gathering
from truceline.claims._lexicon import lemmas
from truceline.claims._sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["venue"]

_AT = frozenset({"in", "at", "near", "aboard", "outside", "inside", "on", "to"})
_NESTED = frozenset({"in", "at", "near", "of", "outside", "on"})
_NEXT = 9
"""Characters between two places of which the second says where the first is: " near the "."""
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_TOPICS = frozenset({"about", "over", "on"})
_TIMES = frozenset({"DATE", "TIME"})
_LINKS = frozenset({"prep", "pobj", "dobj", "conj", "appos", "nsubj", "nsubjpass", "compound", "attr", "acl"})
_NAMES = frozenset({"place", "name", "metonym"})


def venue(sentence: Sentence, found: Gathering) -> str:
    """Where it took place: "the Hotel Metropol in Sochi"; "" where the sentence does not say."""
    goal = found.kind == "visit"
    named = [w for w in _behind(sentence, found) if goal or w.head.lower_ != "to"]
    if found.cue.lemma_.lower() in lemmas("contacts.visit"):
        named = [c for c in found.cue.children if c.dep_ == "dobj" and _is_place(sentence, c)] or named
    if not named:
        named = [c for c in found.cue.children if c.dep_ in {"compound", "nmod"} and _is_seat(sentence, c)]
    if not named:
        return ""
    start, end = _extent(sentence, named[0])
    for word in named[1:]:
        # The parser may hang the town of a hotel on the verb: "opened at the hotel in Geneva".
        left, right = _extent(sentence, word)
        start, end = (start, right) if end < left <= end + _NEXT else (start, end)
    return " ".join(sentence.article.text[start:end].split())


def _behind(sentence: Sentence, found: Gathering) -> Iterator[Token]:
    """The places that hang on the words of a contact, or on those who took part, in the order of the text."""
    heads = set(found.heads)
    ways = _AT | {"between"} if found.cue.lemma_.lower() in lemmas("contacts.shuttle") else _AT
    for prep in sentence.span:
        if prep.lower_ not in ways or prep.dep_ not in {"prep", "advmod"}:
            continue
        for word in prep.children:
            if word.dep_ == "pobj" and _is_place(sentence, word) and _leads_to(sentence, prep, heads):
                yield word


def _leads_to(sentence: Sentence, prep: Token, heads: set[Token]) -> bool:
    """Whether a preposition hangs on one of the heads, through nothing but people, places and times: the
    war in a country is no place of the talks on it.
    """
    word = prep.head
    while word not in heads:
        passes = (
            word.pos_ in {"PROPN", "ADP", "PRON"}
            or word.lower_ in {"face", "person"}
            or word.ent_type_ in _TIMES
            or _is_people(word)
        )
        if not (passes or word.lemma_.lower() in lemmas("contacts.venues")) or word.dep_ not in _LINKS:
            return False
        timed = any(c.ent_type_ in _TIMES for c in word.children)
        if word.dep_ == "prep" and word.lower_ in _TOPICS and not timed:
            return False
        if word.head == word:
            return False
        word = word.head
    return True


def _is_people(word: Token) -> bool:
    return word.lemma_.lower() in lemmas("contacts.people")


def _is_place(sentence: Sentence, word: Token) -> bool:
    if word.ent_type_ in _TIMES or word.pos_ == "NUM":
        return False
    if word.lemma_.lower() in lemmas("contacts.venues"):
        return True
    at = sentence.place(word)
    if any(
        m.start <= at < m.end and m.kind in _NAMES and _is_land(sentence, m.actor) for m in sentence.mentions
    ):
        return True
    return word.pos_ == "PROPN" and (word.ent_type_ in _PLACES or word.ent_type_ in {"", "ORG", "PERSON"})


def _is_land(sentence: Sentence, actor: str) -> bool:
    found = sentence.cast.actors.get(actor)
    return found is not None and found.kind in {"state", "place"}


def _is_seat(sentence: Sentence, word: Token) -> bool:
    """Whether a name before "talks" is where they are: a city ("the Geneva talks"), not a war."""
    at = sentence.place(word)
    for mention in sentence.mentions:
        if mention.start <= at < mention.end:
            return mention.kind in {"metonym", "place"} and _is_land(sentence, mention.actor)
    return word.ent_type_ == "GPE" and word.pos_ == "PROPN"


def _extent(sentence: Sentence, word: Token) -> tuple[int, int]:
    """The offsets of a place with what locates it ("the village near the border"), without article."""
    start = next(
        (t for t in word.subtree if t.i <= word.i and t.dep_ not in {"det", "punct", "preconj"}), word
    )
    end = word
    pending = [word]
    while pending:
        current = pending.pop()
        for child in current.children:
            if child.dep_ == "prep" and child.lower_ in _NESTED:
                inner = [c for c in child.children if c.dep_ == "pobj" and _is_place(sentence, c)]
                pending += inner
                end = max([end, *inner], key=lambda t: t.i)
            elif child.dep_ in {"appos", "conj"} and child.i > current.i and _is_place(sentence, child):
                pending.append(child)
                end = max(end, child, key=lambda t: t.i)
    return sentence.place(start), sentence.place(end) + len(end)
