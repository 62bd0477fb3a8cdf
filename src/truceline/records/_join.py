"""Which topics are about the same ceasefire.

Topics are taken in the order of publication, those without a date last. Each goes to the cluster that it is
likeliest to belong to (`truceline.records._likeness`), or begins one of its own where none is likelier than
not. Then each is taken out once more and put where it fits best now that all are there.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping, Sequence

from truceline.model import Actor, StatementGroup
from truceline.records._likeness import AFTERMATH, NEVER, begin_alike, likeness
from truceline.records._topics import Topic
from truceline.records._traits import Traits, traits

__all__ = ["join"]

_ROUNDS = 2
"""How often topics are taken out and put back; few move in the first round, hardly any in the second."""
_WITNESSES = 12
"""How many topics of a cluster a new one is held against: the first few, and the nearest by publication."""
APART = -2.5
"""Likeness below which two topics keep apart whatever others of a cluster say."""
_BEST = 0.6
"""Share of the best fit beside that of the mean one: one close match outweighs some that say little."""


def join(
    found: Sequence[Topic], groups: Sequence[StatementGroup], actors: Mapping[str, Actor],
    older: Sequence[Topic] = (),
) -> list[list[Topic]]:  # fmt: skip
    """Topics in clusters, one a ceasefire, in the order of publication.

    Args:
        found: the topics, in the order of publication.
        groups: the same statements across the articles.
        actors: every actor by id.
        older: what the same articles say of other ceasefires.
    """
    asides: dict[str, list[Topic]] = {}
    for topic in older:
        asides.setdefault(topic.article.id, []).append(topic)
    seen = [traits(topic, actors, asides.get(topic.article.id, ())) for topic in found]
    return [[found[number] for number in cluster] for cluster in _Sorter(seen, _shared(groups)).sorted()]


class _Sorter:
    """Puts topics, by their numbers, into clusters."""

    def __init__(self, seen: Sequence[Traits], shared: set[tuple[str, str]]) -> None:
        self.seen = seen
        self.shared = shared
        self.clusters: list[list[int]] = []
        self.place: dict[int, list[int]] = {}
        self.known: dict[tuple[int, int], float] = {}

    def sorted(self) -> list[list[int]]:
        """The clusters, each in order, that of the first topic first."""
        for number in range(len(self.seen)):
            self.place[number] = self.put(number)
        for _ in range(_ROUNDS):
            if not self.moved():
                break
        return sorted((cluster for cluster in self.clusters if cluster), key=lambda c: c[0])

    def put(self, number: int) -> list[int]:
        """Add a topic to the cluster that it fits best, the latest of equals, or to a new one."""
        best: list[int] | None = None
        most = 0.0
        for cluster in self.clusters:
            score = self.fit(number, cluster)
            if score > 0 and score >= most:
                best, most = cluster, score
        if best is None:
            best = []
            self.clusters.append(best)
        insort(best, number)
        return best

    def moved(self) -> bool:
        """Take each topic out and put it back where it fits best; whether any is elsewhere now."""
        moved = False
        for number, before in list(self.place.items()):
            before.remove(number)
            if not before:
                self.clusters = [cluster for cluster in self.clusters if cluster is not before]
            self.place[number] = self.put(number)
            after = self.place[number]
            moved = moved or (after is not before and (bool(before) or len(after) > 1))
        return moved

    def fit(self, number: int, cluster: Sequence[int]) -> float:
        """How well a topic fits a cluster: `NEVER` where one of its topics must not be on the same ceasefire.

        Where dated topics can be compared, those without a date say nothing: they are no bridge.
        """
        mine = self.seen[number]
        if _is_far(mine, self.seen[cluster[0]], self.seen[cluster[-1]]) and not any(
            begin_alike(mine, self.seen[other]) for other in _witnesses(number, cluster)
        ):
            return NEVER
        dated = [other for other in cluster if self.seen[other].published is not None]
        scores = []
        for other in _witnesses(number, dated if dated and mine.published is not None else cluster):
            scores.append(self.likeness(number, other))
            if scores[-1] < APART:
                return NEVER
        return _BEST * max(scores) + (1 - _BEST) * sum(scores) / len(scores)

    def likeness(self, one: int, two: int) -> float:
        """The likeness of two topics, worked out once."""
        pair = (one, two) if one < two else (two, one)
        if pair not in self.known:
            first, second = self.seen[pair[0]], self.seen[pair[1]]
            articles = min(first.article, second.article), max(first.article, second.article)
            self.known[pair] = likeness(first, second, told=articles in self.shared)
        return self.known[pair]


def _witnesses(number: int, cluster: Sequence[int]) -> Sequence[int]:
    """The topics of a cluster that a new one is held against."""
    if len(cluster) <= _WITNESSES:
        return cluster
    nearest = sorted(cluster, key=lambda other: (abs(other - number), other))
    return sorted({*cluster[:4], *nearest[: _WITNESSES - 4]})


def _is_far(topic: Traits, first: Traits, last: Traits) -> bool:
    """Whether a topic was published years from a cluster."""
    if topic.published is None or first.published is None or last.published is None:
        return False
    reach = 2 * AFTERMATH
    return topic.published < first.published - reach or topic.published > last.published + reach


def _shared(groups: Sequence[StatementGroup]) -> set[tuple[str, str]]:
    """Pairs of articles that carry the same statement."""
    pairs: set[tuple[str, str]] = set()
    for group in groups:
        articles = sorted({s.rsplit(".s", 1)[0] for s in group.statements})
        pairs.update((a, b) for i, a in enumerate(articles) for b in articles[i + 1 :])
    return pairs
