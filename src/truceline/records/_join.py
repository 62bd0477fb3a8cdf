"""Which topics are about the same ceasefire.

Topics are taken in the order of publication, those without a date last. Each goes to the cluster that it is
likeliest to belong to (`truceline.records._likeness`), or begins one of its own where none is likelier than
not. Then each is taken out once more and put where it fits best now that all are there.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping, Sequence

from truceline.model import Actor, StatementGroup
from truceline.records._likeness import AFTERMATH, NEVER, likeness
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
    shared = _shared(groups)
    seen = [traits(topic, actors, asides.get(topic.article.id, ())) for topic in found]
    clusters: list[list[int]] = []
    place: dict[int, list[int]] = {}
    for number in range(len(found)):
        place[number] = _put(number, clusters, seen, shared)
    for _ in range(_ROUNDS):
        if not _moved(clusters, place, seen, shared):
            break
    clusters = sorted((sorted(c) for c in clusters if c), key=lambda c: c[0])
    return [[found[number] for number in cluster] for cluster in clusters]


def _put(
    number: int, clusters: list[list[int]], seen: Sequence[Traits], shared: set[tuple[str, str]]
) -> list[int]:
    """Add a topic to the cluster that it fits best, the latest of equals, or to a new one."""
    best: list[int] | None = None
    most = 0.0
    for cluster in clusters:
        score = _fit(number, cluster, seen, shared)
        if score > 0 and score >= most:
            best, most = cluster, score
    if best is None:
        best = []
        clusters.append(best)
    insort(best, number)
    return best


def _moved(
    clusters: list[list[int]], place: dict[int, list[int]], seen: Sequence[Traits],
    shared: set[tuple[str, str]],
) -> bool:  # fmt: skip
    """Take each topic out and put it back where it fits best; whether any is elsewhere now."""
    moved = False
    for number, before in list(place.items()):
        before.remove(number)
        place[number] = _put(number, clusters, seen, shared)
        moved = moved or place[number] is not before
        if not before:
            clusters.remove(before)
    return moved


def _fit(number: int, cluster: Sequence[int], seen: Sequence[Traits], shared: set[tuple[str, str]]) -> float:
    """How well a topic fits a cluster: `NEVER` where one of its topics cannot be on the same ceasefire."""
    mine = seen[number]
    if not cluster or _is_far(mine, seen[cluster[0]], seen[cluster[-1]]):
        return NEVER
    scores = []
    dated = [other for other in cluster if seen[other].published is not None]
    for other in _witnesses(number, dated if dated and mine.published is not None else cluster):
        theirs = seen[other]
        told = (min(mine.article, theirs.article), max(mine.article, theirs.article)) in shared
        scores.append(likeness(mine, theirs, told=told))
        if scores[-1] < APART:
            return NEVER
    return _BEST * max(scores) + (1 - _BEST) * sum(scores) / len(scores)


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
