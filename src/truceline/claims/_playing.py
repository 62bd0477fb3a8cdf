"""For whom those who are named play a part: the state behind an office, a mediator and his organisation."""

from __future__ import annotations

import re
from dataclasses import replace

from truceline.actors import Mention
from truceline.claims._sentences import Sentence

__all__ = ["may_call", "playing"]

_FORMER = re.compile(r"\b(?:former|ex-?|retired|late)\b", re.I)
_FORMER_BEFORE = re.compile(r"\b(?:former|ex-?|retired)\s*(?:\w+\s+)?$", re.I)
# A bishop mediates and watches in person.
_CHURCH = re.compile(r"\bchurch(?:es)?\b", re.I)
_FORMER_REACH = 24
"""Characters before a name in which its office is said to be past."""


def playing(sentence: Sentence, mention: Mention, field: str) -> tuple[str, ...]:
    """The actors that play the part.

    Whoever holds an office plays it for whom the office is held; an organisation's envoy mediates in person
    too, a man of the church in person alone.
    """
    actors = sentence.cast.actors
    members = sentence.cast.members.get(mention.actor)
    if members:
        each = (playing(sentence, replace(mention, actor=member), field) for member in members)
        return tuple(dict.fromkeys(a for found in each for a in found))
    actor = actors.get(mention.actor)
    if actor is None or actor.kind in {"outlet", "place"}:
        return ()
    home = actors.get(actor.of or "") if actor.kind in {"person", "office"} else None
    before = sentence.article.text[max(sentence.start, mention.start - _FORMER_REACH) : mention.start]
    former = _FORMER.search(mention.text) or _FORMER_BEFORE.search(before)
    if home is None or (field == "mediators" and former):
        return (actor.id,) if actor.kind != "office" else ()
    if actor.kind == "person" and _CHURCH.search(home.name):
        return (actor.id,)
    if field == "mediators" and actor.kind == "person" and home.kind == "organisation":
        return actor.id, home.id
    return (home.id,)


def may_call(sentence: Sentence, actor_id: str) -> bool:
    """Whether a truce that somebody calls is one for others: an organisation's; all others call their own."""
    actor = sentence.cast.actors.get(actor_id)
    return actor is not None and actor.kind == "organisation"
