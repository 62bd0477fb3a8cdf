"""Where the conflict is: the states and places that a report names, by how closely they belong to the truce."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from truceline.actors import Cast, home
from truceline.claims._sentences import READ_ROLES
from truceline.model import Article, Claim

__all__ = ["places"]

_BEFORE = re.compile(
    r"(?:cease-?\s?fire|truce|armistice|hostilities|fighting|war|conflict|violence|pause|fire|combat|crisis|shelling|peace|guns|killed|troops|arms|silence|clashes)"
    r"(?:\s+[\w-]+){0,3}?\s+(?:in|across|throughout|inside|on|along|over|for)\s+(?:and around\s+)?(?:the\s+)?(?:[\w-]+\s+){0,3}$", re.I)  # fmt: skip
_AFTER = re.compile(r"^(?:[’']s?|n|i|an|ese|ian)?[\s-]+(?:\w+\s+){0,2}(?:cease-?\s?fire|truce|conflict|war|crisis|peace|settlement|hostilities|fighting|rebel|insurg|guerril|militant|separatist|front)", re.I)
_VENUE = re.compile(r"\b(?:talks|met|meeting|signed|negotiat\w+|held|summit|gathered|mediat\w+|brokered|capital|hosted|flew|arrived|invited|reached|agreed|delegations?|hotel|round|consultations)\b(?:\s+[\w,’'-]+){0,5}\s+(?:in|at|to|near)\s+(?:the\s+)?(?:\w+\s+){0,2}$", re.I)
_PARTY = 3.0
_GROUP = 0.75
_CLOSE = 4.0
_BARE = 0.25
_THIRD = frozenset({"mediators", "guarantors", "monitors"})


def places(article: Article, cast: Cast, claims: Iterable[Claim]) -> dict[str, float]:
    """How much each state or place (by actor id) belongs to what an article says of its ceasefire.

    Named right beside a word for the truce or the war counts most, then a party's own state, then the home of any group
    that is named, then any mention; where talks were held counts nothing.
    """
    counts: Counter[str] = Counter()
    for mention in cast.mentions:
        actor = cast.actors.get(mention.actor)
        if actor is None or article.role_at(mention.start) not in READ_ROLES:
            continue
        if actor.kind in {"armed_group", "government"}:
            for state in home(actor.id) or ((actor.of,) if actor.of in cast.actors else ()):
                counts[state] += _GROUP
            continue
        if actor.kind not in {"state", "place"} or mention.kind == "metonym":
            continue
        before = article.text[max(0, mention.start - 70) : mention.start]
        if _VENUE.search(before):
            continue
        close = _AFTER.match(article.text[mention.end : mention.end + 30]) or _BEFORE.search(before)
        counts[actor.id] += _CLOSE if close else _BARE
    claims = list(claims)
    third = {str(c.value) for c in claims if c.field in _THIRD}
    for party in {str(c.value) for c in claims if c.field in {"parties", "declared_by", "accepted"} and c.confidence >= 0.5}:
        actor = cast.actors.get(party)
        if actor is None or party in third:
            continue
        base = actor.id if actor.kind == "state" else actor.of or next(iter(home(actor.id)), None)
        if base is not None:
            counts[base] += _PARTY
    for state in third:
        counts[state] *= 0.2
    return {name: value for name, value in counts.items() if value > 0}
