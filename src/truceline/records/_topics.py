"""What an article says of one ceasefire, with all by which it can be told from others: place, parties, dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from truceline.model import Actor, Article, Claim, When

__all__ = ["Topic", "root", "topics"]

_PARTY_FIELDS = frozenset({"parties", "declared_by", "accepted"})
_THIRD_FIELDS = frozenset({"mediators", "guarantors", "monitors"})


@dataclass
class Topic:
    """The claims of one article on one ceasefire."""

    key: str
    article: Article
    claims: list[Claim] = field(default_factory=list)
    places: Counter[str] = field(default_factory=Counter)
    parties: set[str] = field(default_factory=set)
    third: set[str] = field(default_factory=set)
    names: frozenset[str] = frozenset()
    declarers: set[str] = field(default_factory=set)

    @property
    def published(self) -> datetime | None:
        """The middle of the time in which the article was published."""
        when = self.article.published
        if when is None or when.earliest is None or when.latest is None:
            return None
        return when.earliest + (when.latest - when.earliest) / 2

    @property
    def published_span(self) -> timedelta:
        """How wide the publication interval is."""
        when = self.article.published
        if when is None or when.earliest is None or when.latest is None:
            return timedelta(days=36525)
        return when.latest - when.earliest

    @property
    def starts(self) -> list[When]:
        """The times at which the ceasefire is said to begin."""
        return [c.value for c in self.claims if c.field == "effective" and isinstance(c.value, When)]

    @property
    def statuses(self) -> set[str]:
        """The statuses that the article asserts."""
        return {str(c.value) for c in self.claims if c.field == "status" and c.stance == "asserted"}

    @property
    def concrete(self) -> bool:
        """Whether the article speaks of an arrangement (not only of a wish for one)."""
        return any(c.field == "status" for c in self.claims)


def root(actors: Mapping[str, Actor], actor_id: str) -> str:
    """The state or group to which an actor belongs in the end: an army, office or person leads to its state or group."""
    seen: set[str] = set()
    current = actor_id
    while current in actors and current not in seen:
        seen.add(current)
        actor = actors[current]
        if actor.of is None or actor.kind in {"state"}:
            break
        if actor.kind == "armed_group" and actors.get(actor.of) is not None and actors[actor.of].kind == "place":
            break
        current = actor.of
    return current


def topics(articles: Sequence[Article], claims: Iterable[Claim], actors: Mapping[str, Actor], places: Mapping[str, Mapping[str, float]], names: Mapping[str, frozenset[str]]) -> list[Topic]:
    """The topics of all articles, in the order of their publication.

    Args:
        articles: the articles of the run.
        claims: their claims, with the local key of the ceasefire in `ceasefire`.
        actors: every actor by id.
        places: for each article, how much each state or place belongs to its truce.
        names: for each article, the ids of all actors that it names.
    """
    by_id = {a.id: a for a in articles}
    found: dict[str, Topic] = {}
    for claim in claims:
        key = claim.ceasefire or claim.article
        topic = found.setdefault(key, Topic(key, by_id[claim.article]))
        topic.claims.append(claim)
        if claim.field in _PARTY_FIELDS and isinstance(claim.value, str) and claim.value in actors and claim.confidence >= 0.5:
            topic.parties.add(root(actors, claim.value))
        if claim.field == "declared_by" and isinstance(claim.value, str):
            topic.declarers.add(root(actors, claim.value))
        if claim.field in _THIRD_FIELDS and isinstance(claim.value, str):
            topic.third.add(root(actors, claim.value))
        for actor_id in claim.by:
            if actor_id in actors:
                topic.parties.add(root(actors, actor_id))
    for topic in found.values():
        topic.places.update(dict(places.get(topic.article.id, {})))
        topic.names = names.get(topic.article.id, frozenset())
    late = datetime.max.replace(tzinfo=UTC)
    return sorted(found.values(), key=lambda t: (t.published or late, t.article.source.uri, t.key))


def slug(text: str) -> str:
    """Lower-case letters, digits and hyphens."""
    from anyascii import anyascii  # noqa: PLC0415 - a table of names that most calls do without

    return re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower()).strip("-") or "unknown"
