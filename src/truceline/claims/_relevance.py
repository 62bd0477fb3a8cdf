"""Whether a text is about a ceasefire between armed parties at all.

A truce can be a figure of speech (in trade, sport, families, on stage), a name (a programme, a play) or
history. What decides is who makes the truce and what it is about, where its own clause says that; else the
words of war and diplomacy in the text against those of other walks of life. Life goes on beside wars: shops,
schools and matches elsewhere in a text say little against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from truceline.actors import Mention
from truceline.claims._drafts import OUTRIGHT, Draft
from truceline.claims._lexicon import pattern, verb_classes
from truceline.claims._parties import party
from truceline.claims._sentences import LAST_OF_NEWS, Sentence, Truce
from truceline.claims._theme import is_object
from truceline.model import Article

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_history", "is_relevant"]

# Weights and threshold: chosen on the looked-at reports of tests/gold and on the texts of
# tests/claims/test_relevance.py, with and without a ceasefire in them.
_STRONG, _WEAK, _GROUP, _STATE = 2.0, 0.5, 2.0, 0.5
_CIVIL, _MOST_CIVIL = -1.5, -2.0
_ARMED_SIDES, _PLACED, _UNMISTAKEN, _HARDLY_MISTAKEN, _OF_ANOTHER = 4.0, 2.5, 2.0, 1.0, -5.0
_ENOUGH = 1.0
_MOST_STATES = 4
"""States beyond this many add no weight: news of trade and sport names many."""
_STALE = timedelta(days=730)
"""What lies further than this before the time of telling is history."""
# It lasts still: what holds at the time of telling is no history, however old.
_LASTS = re.compile(
    r"\b(?:this one|it|truce|cease-?fire|armistice|calm)\s+(?:is|has been|remains|still)\s+(?:\w+\s+){0,2}?"
    r"(?:observed|respected|kept|honou?red|in (?:force|place|effect)|holding|holds|stands)\b",
    re.I,
)
_OWN_PARTS = frozenset({"body", "headline", "subhead"})
_UNMISTAKABLE = re.compile(r"cease-?fire|armistice|hostilities|cease fire", re.I)
"""Names of a truce that stand for nothing else where its clause does not say so."""
_LAST_WORDS = re.compile(r"([\w-]+(?:\s[\w-]+)?)$")
_AMONG = frozenset({"between", "with", "among"})
_ABOUT = frozenset({"over", "about", "on", "in", "for", "ahead"})
_MAKING = frozenset({"agreed", "declared", "accepted", "extended", "suspended", "broken", "kept", "ended"})
"""Classes of verbs whose subject is a side of the truce that is their object."""
_SIGNING = frozenset({
    "agree", "sign", "initial", "declare", "announce", "accept", "conclude", "break", "keep",
})  # fmt: skip
"""Verbs whose doer behind "by" is a side; behind "brokered by" stands a mediator."""
_WHERE = frozenset({"in", "on", "across", "around"})
_NOUN_PHRASE = frozenset({"compound", "amod", "nmod"})
_ARMED = frozenset({"armed_group", "coalition", "faction", "army"})
_SOVEREIGN = frozenset({"state", "government"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def is_relevant(article: Article, views: Iterable[Sentence]) -> bool:
    """Whether an article's own text speaks of a truce between armed parties, and in no figure of speech."""
    views = list(views)
    named = [(view, truce) for view in views for truce in view.truces_of("name", "act")]
    if not named and not any(view.truces_of("peace") for view in views):
        return False
    figurative = sum(_is_figurative(article.text, truce.start) for _, truce in named)
    if named and figurative * 2 > len(named):
        return False
    own = [one for one in named if not _is_of_another(*one)]
    weight, civil = _weigh(article, views)
    if any(_is_between_armed(*one) for one in own):
        return weight + _ARMED_SIDES + max(civil, _MOST_CIVIL) >= _ENOUGH
    if any(_is_placed(*one) for one in own):
        return weight + _PLACED + max(civil, _MOST_CIVIL) >= _ENOUGH
    if any(_UNMISTAKABLE.search(truce.text) for _, truce in own):
        sure = not civil or _has_group(views)
        weight += _UNMISTAKEN if sure else _HARDLY_MISTAKEN if civil >= _CIVIL else 0.0
    doubted = len(own) < len(named) and (civil or not own)
    return weight + civil + (_OF_ANOTHER if doubted else 0.0) >= _ENOUGH


def _weigh(article: Article, views: Sequence[Sentence]) -> tuple[float, float]:
    """How much the words and actors of a text speak for war and diplomacy, and (negative) for another walk of
    life."""
    text = " ".join(article.text[s.start : s.end] for s in article.segments if s.role in _OWN_PARTS)
    strong, weak, other = (
        {m.group().lower() for m in pattern(f"figurative.{name}").finditer(text)}
        for name in ("strong", "armed", "context")
    )
    actors = {party(v.cast, m.actor): _kind(v, m) for v in views for m in v.mentions}
    groups = sum(kind in {"armed_group", "coalition"} for kind in actors.values())
    states = sum(kind in _SOVEREIGN for kind in actors.values())
    words = _STRONG * len(strong) + _WEAK * len(weak - strong)
    return words + _GROUP * groups + _STATE * min(_MOST_STATES, states), _CIVIL * len(other)


def _has_group(views: Sequence[Sentence]) -> bool:
    return any(_kind(v, m) == "armed_group" for v in views for m in v.mentions)


def _kind(view: Sentence, mention: Mention) -> str:
    """What the party is for which a mention stands: that of a leader is his group."""
    found = view.cast.actors.get(party(view.cast, mention.actor))
    return found.kind if found is not None else ""


def _is_between_armed(view: Sentence, truce: Truce) -> bool:
    """Whether sides that bear arms make a truce: an armed group named in its sentence, or in its clause two
    states or a kind of armed group."""
    if _has_group([view]):
        return True
    sides = _sides(view, truce)
    kinds = [_kind(view, m) for side in sides for m in view.actors_in(*side)]
    if any(kind in _ARMED for kind in kinds) or sum(kind in _SOVEREIGN for kind in kinds) > 1:
        return True
    words = " ".join(view.article.text[start:end] for start, end in sides)
    return pattern("figurative.strong", "figurative.fighting_side").search(words) is not None


def _is_placed(view: Sentence, truce: Truce) -> bool:
    """Whether a truce is said to hold in some place: "a truce in Yemen"."""
    top = _top(view, truce)
    found = () if top is None else _behind(top, _WHERE)
    return any(_is_place(t) and not any(x.start <= view.place(t) < x.end for x in view.times) for t in found)


def _is_place(token: Token) -> bool:
    """Whether a noun names where a truce holds."""
    unknown = token.pos_ == "PROPN" and token.head.lower_ == "in" and token.ent_type_ not in {"PERSON", "ORG"}
    return token.ent_type_ in _PLACES or unknown


def _is_of_another(view: Sentence, truce: Truce) -> bool:
    """Whether a truce's sides or its matter are of another walk of life: "a ceasefire between the airline and
    its pilots", "a truce over the budget"."""
    other = pattern("figurative.context", "figurative.civil_side")
    sides = _sides(view, truce)
    armed = any(_kind(view, m) in _ARMED for side in sides for m in view.actors_in(*side))
    if not armed and any(other.search(view.article.text[start:end]) for start, end in sides):
        return True
    for token in _matters(view, truce):
        left, right = view.extent(token)
        words = view.article.text[left:right]
        if any(_is_place(t) for t in token.subtree):
            continue
        if pattern("figurative.context", "figurative.matter").search(words):
            return True
        if token.head.lower_ in {"over", "about"} and token.ent_type_ == "":
            return not pattern("figurative.strong").search(view.text)
    return False


def _top(view: Sentence, truce: Truce) -> Token | None:
    """The noun that heads the phrase of a truce."""
    token = view.token_at(truce.start)
    while token is not None and token.dep_ in _NOUN_PHRASE and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    return token


def _sides(view: Sentence, truce: Truce) -> tuple[tuple[int, int], ...]:
    """The article offsets of the phrases that say who makes a truce: "between ...", "with ...", its owner,
    and the subject of the verb whose object it is."""
    top = _top(view, truce)
    if top is None:
        return ()
    verb = view.clause(top)
    found = [child for child in top.children if child.dep_ == "poss"]
    found += _behind(top, _AMONG)
    if verb != top:
        found += _behind(verb, _AMONG | _by(verb))
        subject = view.subject(verb)
        made = verb_classes(verb) & _MAKING and is_object(view, verb, truce, through=True)
        if made and subject is not None and not subject.left_edge.i <= top.i <= subject.right_edge.i:
            found.append(subject)
    for clause in (child for child in top.children if child.dep_ in {"relcl", "acl"}):
        found += [child for child in clause.children if child.dep_ == "nsubj"]
        found += _behind(clause, _AMONG | _by(clause))
    return tuple(dict.fromkeys(view.phrase(t) for t in found if t.ent_type_ not in {"DATE", "TIME"}))


def _by(verb: Token) -> frozenset[str]:
    """ "By" behind a verb whose doer is a side."""
    return frozenset({"by"}) if verb.lemma_.lower() in _SIGNING else frozenset()


def _matters(view: Sentence, truce: Truce) -> Iterator[Token]:
    """The nouns that say where a truce holds or what it is about: "in Yemen", "over the hedge"."""
    top = _top(view, truce)
    if top is None:
        return
    verb = view.clause(top)
    for head in (top,) if verb == top else (top, verb):
        for token in _behind(head, _ABOUT):
            if token.ent_type_ not in {"DATE", "TIME"}:
                yield token


def _behind(head: Token, prepositions: frozenset[str]) -> list[Token]:
    """The nouns behind these prepositions of a word."""
    return [
        noun
        for child in head.children
        if child.dep_ in {"prep", "agent"} and child.lower_ in prepositions
        for noun in child.children
        if noun.dep_ == "pobj"
    ]


def is_history(article: Article, drafts: Iterable[Draft]) -> bool:
    """Whether all that a text says of a ceasefire lies years behind the time from which it is told.

    That time is the publication or the latest date in the text. What a headline or the first sentences tell
    without a date is news, and what is said to last still is no history.
    """
    found = list(drafts)
    news = (
        d
        for d in found
        if d.field == "status" and not d.topic and d.stance == "asserted" and d.weight >= OUTRIGHT
    )
    if any(d.when is None and d.sentence.index <= LAST_OF_NEWS for d in news):
        return False
    own = (article.text[s.start : s.end] for s in article.segments if s.role == "body")
    if any(_LASTS.search(text) for text in own):
        return False
    dates = [w for d in found if d.field in {"status", "effective", "declared"} and (w := d.date) is not None]
    latest = max((w.latest for w in dates if w.latest is not None), default=None)
    told = [t.when.earliest for t in article.times if t.type == "DATE" and t.when and t.when.earliest]
    published = article.published.earliest if article.published is not None else None
    now = max([*told, published] if published else told, default=None)
    return latest is not None and now is not None and now - latest > _STALE


def _is_figurative(text: str, start: int) -> bool:
    """Whether the words right before a truce are of another walk of life: "tariff truce"."""
    last = _LAST_WORDS.search(text[max(0, start - 25) : start].rstrip(" -\u00a0"))
    return last is not None and pattern("figurative.before").search(last.group()) is not None
