"""Bodies that watch over a truce, and whose they are: those who sit in one, else who leads or sends it, else
the body by its own noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.actors import Mention, home
from truceline.claims._bodies import (
    all_bodies,
    bears_arms,
    bodies_of,
    is_elsewhere,
    is_standing,
    named_beside,
)
from truceline.claims._drafts import Draft, draft
from truceline.claims._lexicon import pattern
from truceline.claims._lists import beside_whom
from truceline.claims._members import members_of
from truceline.claims._playing import playing
from truceline.claims._sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["read_bodies", "watching"]

_LED = re.compile(r"^.*-(?:led|chaired|headed|run|sponsored)\s")
"""Who leads a body, in front of its noun: no part of its name."""


def read_bodies(sentence: Sentence, seen: set[str], speaks: bool) -> Iterator[Draft]:
    """Bodies that watch by what they are ("a joint commission"), by who sits in them (the sides of the
    truce), or by what they do ("will hear complaints").

    Args:
        sentence: the sentence to read.
        seen: the values read before, in lower case, to which those found are added.
        speaks: whether the sentence or the text before it names a truce.
    """
    for head, body in all_bodies(sentence):
        members = members_of(sentence, body, head)
        standing = is_standing(head, plain=speaks) and not is_elsewhere(sentence, head, body)
        if bears_arms(head):
            standing = standing and bool(members.sitting)
        if standing or (speaks and members.is_mixed):
            yield from watching(sentence, body, body, seen)
    if not speaks:
        return
    for match in pattern("roles.body_tasks").finditer(sentence.article.text, sentence.start, sentence.end):
        token = sentence.token_at(match.start())
        if token is None:
            continue
        for body in _doing(sentence, token):
            yield from watching(sentence, body, match.span(), seen)
        for mention in _missions(sentence, token):
            if mention.actor not in seen:
                seen.add(mention.actor)
                words = (mention.start, mention.end)
                yield draft(sentence, "monitors", mention.actor, words, match.span(), weight=1.0)


def _missions(sentence: Sentence, token: Token) -> list[Mention]:
    """The missions of organisations, by their names, that do what a word says: "UNPROFOR will report"."""
    subject = sentence.subject(sentence.clause(token))
    left, right = sentence.extent(subject) if subject is not None else (0, 0)
    found = sentence.actors_in(left, min(right, sentence.place(token)))
    return [m for m in found if home(m.actor) and _is_organisation(sentence, m)]


def _is_organisation(sentence: Sentence, mention: Mention) -> bool:
    actor = sentence.cast.actors.get(mention.actor)
    return actor is not None and actor.kind == "organisation"


def _doing(sentence: Sentence, token: Token) -> list[tuple[int, int]]:
    """The bodies that do what a word says; of a relative clause the one before it, whatever it is tied to."""
    found = bodies_of(sentence, token)
    if not found and sentence.clause(token).dep_ == "relcl":
        found = [body for _, body in all_bodies(sentence) if body[1] <= sentence.place(token)][-1:]
    return found


def watching(
    sentence: Sentence, body: tuple[int, int], role: tuple[int, int], seen: set[str], weight: float = 1.0
) -> Iterator[Draft]:
    """Who watches in a body.

    Args:
        sentence: its sentence.
        body: the article offsets of its noun with what describes it.
        role: those of the words that say that it watches.
        seen: the values read before.
    """
    text = " ".join(sentence.article.text[slice(*body)].split())
    words_of = _LED.sub("", text).split()
    is_name = sum(word[:1].isupper() for word in words_of) > 1 and not sentence.text.isupper()
    own = named_beside(sentence, body)
    head = sentence.token_at(body[1] - 1)
    members = members_of(sentence, body, head)
    told = members.outside or not is_name
    leading = (m for m in members.leading if _is_power(sentence, m))
    found = own or (*members.sitting, *leading) * told
    beside = beside_whom(sentence, max(role[1], body[1]))
    players = [p for m in found for p in _playing(sentence, m)]
    if not players and " " in text and not (head is not None and is_elsewhere(sentence, head, body)):
        players = [(text, body)]
    for value, words in [*players, *(p for m in beside for p in _playing(sentence, m))]:
        if value.lower() not in seen:
            seen.add(value.lower())
            yield draft(sentence, "monitors", value, words, role, weight=weight)


def _playing(sentence: Sentence, mention: Mention) -> list[tuple[str, tuple[int, int]]]:
    """Whom a mention stands for, with its words; "both sides" by these."""
    known = mention.actor in sentence.cast.actors or mention.actor in sentence.cast.members
    actors = playing(sentence, mention, "monitors") if known else (mention.actor,)
    return [(actor, (mention.start, mention.end)) for actor in actors]


def _is_power(sentence: Sentence, mention: Mention) -> bool:
    """Whether a leader stands for a state or organisation: "chaired by the Arab League envoy"."""
    actors = (sentence.cast.actors.get(a) for a in playing(sentence, mention, "monitors"))
    return any(a is not None and a.kind != "person" for a in actors)
