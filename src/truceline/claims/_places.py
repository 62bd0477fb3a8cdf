"""Where the conflict is: the states and places of a report, by how closely they belong to the truce."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from truceline.actors import Cast, Mention, home
from truceline.claims._sentences import READ_ROLES
from truceline.model import Actor, Article, Claim

__all__ = ["names_party", "places"]

# What stands before a place of the war: "the fighting in and around ...".
_BEFORE = re.compile(
    r"(?:cease-?\s?fire|truce|armistice|hostilities|fighting|war|conflict|violence|pause|fire|combat|crisis|shelling"
    r"|peace|guns|killed|troops|arms|silence|clashes)"
    r"(?:\s+[\w-]+){0,3}?\s+(?:in|across|throughout|inside|on|along|over|for)\s+(?:and around\s+)?(?:the\s+)?"
    r"(?:[\w-]+\s+){0,3}$",
    re.I,
)
# What stands behind one, as an ending of its name or a word of the war: "...'s civil war", "...ese conflict".
_AFTER = re.compile(
    r"^(?:[’']s?|n|i|an|ese|ian)?[\s-]+(?:\w+\s+){0,2}"
    r"(?:cease-?\s?fire|truce|conflict|war|crisis|peace|settlement|hostilities|fighting|rebel|insurg|guerril"
    r"|militant|separatist|front)",
    re.I,
)
# What stands before a place where talks were held.
_VENUE = re.compile(
    r"\b(?:talks|met|meeting|signed|negotiat\w+|held|summit|gathered|mediat\w+|brokered|capital|hosted|flew|arrived"
    r"|invited|reached|agreed|delegations?|hotel|round|consultations)\b"
    r"(?:\s+[\w,’'-]+){0,5}\s+(?:in|at|to|near)\s+(?:the\s+)?(?:\w+\s+){0,2}$",
    re.I,
)

# Weights: chosen on the reports in tests/gold/records.
_CLOSE = 4.0
"""A place right beside a word for the truce or the war."""
_PARTY = 3.0
"""The state of a party."""
_GROUP = 0.75
"""The home of a group or government that is named."""
_BARE = 0.25
"""Any other mention."""
_THIRD_SHARE = 0.2
"""What is left of the weight of a state that mediates, guarantees or watches."""
_LEAST_SURE = 0.5
"""Confidence from which a claim makes somebody a party of the ceasefire."""
_THIRD_FIELDS = frozenset({"mediators", "guarantors", "monitors"})
_PARTY_FIELDS = frozenset({"parties", "declared_by", "accepted"})


def names_party(claim: Claim) -> bool:
    """Whether a claim makes its value a party of the ceasefire: one of its sides, who declared it or accepted
    it, read with enough confidence."""
    return claim.field in _PARTY_FIELDS and claim.confidence >= _LEAST_SURE


def places(article: Article, cast: Cast, claims: Iterable[Claim]) -> dict[str, float]:
    """How much each state or place belongs to what an article says of its ceasefire.

    Named right beside a word for the truce or the war counts most, then a party's own state, then the home of
    any group that is named, then any mention; where talks were held counts nothing.

    Args:
        article: the article, with its segments.
        cast: its actors.
        claims: its claims, as far as they are known already.

    Returns:
        A weight above 0 by actor id.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    for mention in cast.mentions:
        if article.role_at(mention.start) in READ_ROLES:
            for place, weight in _of_mention(article, cast, mention):
                weights[place] += weight
    claims = list(claims)
    third = {str(c.value) for c in claims if c.field in _THIRD_FIELDS}
    named = {str(c.value) for c in claims if names_party(c)}
    for party in sorted(named - third):
        actor = cast.actors.get(party)
        base = _state_of(actor) if actor is not None else None
        if base is not None:
            weights[base] += _PARTY
    for state in third:
        weights[state] *= _THIRD_SHARE
    return {name: value for name, value in weights.items() if value > 0}


def _of_mention(article: Article, cast: Cast, mention: Mention) -> Iterator[tuple[str, float]]:
    """The places for which one mention speaks, each with its weight."""
    actor = cast.actors.get(mention.actor)
    if actor is None:
        return
    if actor.kind == "government" and not actor.id.startswith("government-of-"):
        return
    if actor.kind in {"armed_group", "government"}:
        own = (actor.of,) if actor.of is not None and actor.of in cast.actors else ()
        yield from ((state, _GROUP) for state in home(actor.id) or own)
        return
    before = article.text[max(0, mention.start - 70) : mention.start]
    if actor.kind not in {"state", "place"} or mention.kind == "metonym" or _VENUE.search(before):
        return
    close = _AFTER.match(article.text[mention.end : mention.end + 30]) or _BEFORE.search(before)
    yield actor.id, _CLOSE if close else _BARE


def _state_of(actor: Actor) -> str | None:
    """The state or place that a party comes from."""
    return actor.id if actor.kind == "state" else actor.of or next(iter(home(actor.id)), None)
