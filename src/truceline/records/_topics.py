"""What an article says of one ceasefire, with what tells it from others: place, parties, dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from truceline import claims
from truceline.model import Actor, Article, Claim, When

__all__ = ["Topic", "main_place", "root", "topics"]


@dataclass
class Topic:
    """The claims of one article on one ceasefire, with what tells it from others.

    `key` is the article's id for its main ceasefire, `<id>/<topic>` for another. `places` weighs states and
    places by how much they belong to it; `parties` and `declarers` are roots of actors; `names` are all that
    it names.
    """

    key: str
    article: Article
    claims: list[Claim] = field(default_factory=list)
    places: dict[str, float] = field(default_factory=dict)
    parties: set[str] = field(default_factory=set)
    names: frozenset[str] = frozenset()
    declarers: set[str] = field(default_factory=set)

    @property
    def published(self) -> datetime | None:
        """The middle of the time in which the article was published."""
        bounds = self._publication()
        return bounds[0] + (bounds[1] - bounds[0]) / 2 if bounds is not None else None

    @property
    def published_span(self) -> timedelta:
        """How wide the publication interval is; a century where it is open."""
        bounds = self._publication()
        return bounds[1] - bounds[0] if bounds is not None else timedelta(days=36525)

    def _publication(self) -> tuple[datetime, datetime] | None:
        when = self.article.published
        return when.bounds if when is not None else None

    @property
    def starts(self) -> list[When]:
        """The times at which the ceasefire is said to begin."""
        return [c.value for c in self.claims if c.field == "effective" and isinstance(c.value, When)]

    @property
    def statuses(self) -> set[str]:
        """The statuses that the article asserts."""
        return {str(c.value) for c in self.claims if c.field == "status" and c.stance == "asserted"}

    @property
    def is_main(self) -> bool:
        """Whether this is the ceasefire that the article is about."""
        return self.key == self.article.id

    @property
    def is_of_a_side(self) -> bool:
        """Whether this is one that another side of the same report declared for itself: it is news too."""
        return "/by-" in self.key

    @property
    def is_concrete(self) -> bool:
        """Whether the article speaks of an arrangement (not only of a wish for one)."""
        return any(c.field == "status" for c in self.claims)


def root(actors: Mapping[str, Actor], actor_id: str) -> str:
    """The state or group to which an actor belongs in the end: an army, office or person leads to its own.

    An armed group that belongs to a place is its own root.
    """
    seen: set[str] = set()
    current = actor_id
    while current in actors and current not in seen:
        seen.add(current)
        actor = actors[current]
        if actor.of is None or actor.kind == "state":
            break
        over = actors.get(actor.of)
        if actor.kind == "armed_group" and over is not None and over.kind == "place":
            break
        current = actor.of
    return current


def topics(
    articles: Sequence[Article],
    claims: Iterable[Claim],
    *,
    actors: Mapping[str, Actor],
    places: Mapping[str, Mapping[str, float]],
    names: Mapping[str, frozenset[str]],
) -> list[Topic]:
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
        _note_actors(topic, claim, actors)
    for topic in found.values():
        topic.places.update(places.get(topic.article.id, {}))
        topic.names = names.get(topic.article.id, frozenset())
    late = datetime.max.replace(tzinfo=UTC)
    return sorted(found.values(), key=lambda t: (t.published or late, t.article.source.uri, t.key))


def _note_actors(topic: Topic, claim: Claim, actors: Mapping[str, Actor]) -> None:
    """Add the actors of a claim to the sides of its topic."""
    topic.parties.update(root(actors, a) for a in claim.by if a in actors)
    if not isinstance(claim.value, str):
        return
    base = root(actors, claim.value)
    if claims.names_party(claim) and claim.value in actors:
        topic.parties.add(base)
    if claim.field == "declared_by":
        topic.declarers.add(base)


def main_place(cluster: Iterable[Topic]) -> str | None:
    """The state or place to which the topics of one ceasefire belong most, by actor id."""
    weights: dict[str, float] = {}
    for topic in cluster:
        for place, weight in topic.places.items():
            weights[place] = weights.get(place, 0.0) + weight
    return max(weights, key=weights.__getitem__, default=None)
