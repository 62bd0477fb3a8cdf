"""Negotiation: who met, called or talked with whom, when and where, and what round is to come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from truceline.claims._drafts import Draft, draft
from truceline.claims._roles import PARTY_KINDS
from truceline.claims._sentences import Sentence

__all__ = ["read_contacts"]

_CONTACT = re.compile(
    r"\b(?:met(?: with)?|meets?(?: with)?|meeting (?:between|with|of)|(?:held|hold|holds|holding|conducted?|conducting) (?:[\w-]+ ){0,3}(?:talks|meetings?|consultations|conversations?|negotiations|calls?|rounds?)|"
    r"(?:tele)?phoned|(?:telephone|phone) (?:call|conversation)s?|spoke (?:by|on the) (?:tele)?phone|rounds? of (?:[\w-]+ ){0,3}(?:talks|negotiations|consultations)|"
    r"discussed|conferred|consulted with|shuttled|trilateral|contacted|will (?:also )?meet|talks (?:between|with|in))\b", re.I)  # fmt: skip


def read_contacts(sentence: Sentence) -> Iterator[Draft]:
    """The contacts that a sentence tells of, as `contact` claims: who (`by`), when, and the sentence as value."""
    if sentence.role != "body":
        return
    match = _CONTACT.search(sentence.text)
    if match is None:
        return
    who: list[str] = []
    for mention in sentence.mentions:
        actor = sentence.cast.actors.get(mention.actor)
        if actor is not None and (actor.kind in PARTY_KINDS or actor.kind in {"person", "office"}) and mention.kind != "demonym" and actor.id not in who:
            who.append(actor.id)
    times = [t.when for t in sentence.times if t.when is not None and t.type in {"DATE", "TIME"}]
    if len(who) < 2 and not times:
        return
    yield draft(
        sentence, "contact", " ".join(sentence.text.split()), (sentence.start, sentence.end),
        by=tuple(who), when=times[0] if times else None,
    )  # fmt: skip
