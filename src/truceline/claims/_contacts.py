"""Negotiation: who met, called or talked with whom, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from truceline.claims._drafts import Draft, draft
from truceline.claims._parties import PARTY_KINDS
from truceline.claims._sentences import Sentence

__all__ = ["read_contacts"]

_CONTACT = re.compile(
    r"\b(?:met(?: with)?|meets?(?: with)?|meeting (?:between|with|of)|will (?:also )?meet"
    r"|(?:held|hold|holds|holding|conducted?|conducting) (?:[\w-]+ ){0,3}"
    r"(?:talks|meetings?|consultations|conversations?|negotiations|calls?|rounds?)"
    r"|rounds? of (?:[\w-]+ ){0,3}(?:talks|negotiations|consultations)|talks (?:between|with|in)|trilateral"
    r"|(?:tele)?phoned|(?:telephone|phone) (?:call|conversation)s?|spoke (?:by|on the) (?:tele)?phone"
    r"|discussed|conferred|consulted with|shuttled|contacted)\b",
    re.I,
)
_SPEAKERS = PARTY_KINDS | {"person", "office"}


def read_contacts(sentence: Sentence) -> Iterator[Draft]:
    """The contact that a sentence tells of: who (`by`), when, and the sentence itself as the value.

    A sentence with fewer than two actors and no time tells of none.
    """
    if sentence.role != "body" or not _CONTACT.search(sentence.text):
        return
    who: list[str] = []
    for mention in sentence.mentions:
        actor = sentence.cast.actors.get(mention.actor)
        if actor is None or actor.kind not in _SPEAKERS or mention.kind == "demonym":
            continue
        if actor.id not in who:
            who.append(actor.id)
    times = [t.when for t in sentence.times if t.when is not None and t.type in {"DATE", "TIME"}]
    if len(who) < 2 and not times:
        return
    value = " ".join(sentence.text.split())
    span = (sentence.start, sentence.end)
    yield draft(sentence, "contact", value, span, by=tuple(who), when=times[0] if times else None)
