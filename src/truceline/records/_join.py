"""Which topics are about the same ceasefire.

Two topics join when they are about the same conflict and nothing in their dates keeps them apart:

1. starts that agree (within START_SLACK) join; starts that differ keep apart;
2. where a start is missing, reports of the same days (PUBLISHED_SLACK) join;
3. a statement that both carry joins undated reports.

The numbers were chosen on the reports in `tests/gold/records`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Literal

from truceline.model import StatementGroup, When
from truceline.records._topics import Topic

__all__ = ["join"]

START_SLACK = timedelta(hours=40)
PUBLISHED_SLACK = timedelta(days=9)
_AFTER = frozenset({"extended", "broken", "ended", "suspended", "in_force"})


def join(found: Sequence[Topic], groups: Sequence[StatementGroup]) -> list[list[Topic]]:
    """Topics in clusters, one a ceasefire, in the order of publication."""
    shared = _shared(groups)
    clusters: list[list[Topic]] = []
    for topic in found:
        best: tuple[float, int] | None = None
        for index, cluster in enumerate(clusters):
            score = _score(topic, cluster, shared)
            if score > 0 and (best is None or score > best[0]):
                best = (score, index)
        if best is None:
            clusters.append([topic])
        else:
            clusters[best[1]].append(topic)
    return clusters


def _shared(groups: Sequence[StatementGroup]) -> set[tuple[str, str]]:
    """Pairs of articles that carry the same statement."""
    pairs: set[tuple[str, str]] = set()
    for group in groups:
        articles = sorted({s.rsplit(".s", 1)[0] for s in group.statements})
        pairs.update((a, b) for i, a in enumerate(articles) for b in articles[i + 1 :])
    return pairs


def _score(topic: Topic, cluster: Sequence[Topic], shared: set[tuple[str, str]]) -> float:
    """How well a topic fits a cluster; 0 where something keeps them apart."""
    if any(t.article.id == topic.article.id for t in cluster):
        return 0.0
    scores = [_pair(topic, other, shared) for other in cluster]
    if any(s < 0 for s in scores):
        return 0.0
    return max(scores)


def _pair(one: Topic, two: Topic, shared: set[tuple[str, str]]) -> float:
    told = tuple(sorted((one.article.id, two.article.id))) in shared
    near = _likeness(one, two)
    if near <= 0:
        return 0.0
    if (one.key != one.article.id) != (two.key != two.article.id) and not told and _starts(one, two) != "same":
        return 0.0
    starts = _starts(one, two)
    if starts == "apart":
        return -1.0
    days = _days_apart(one, two)
    if starts == "same":
        return 3.0 + near if days is None or days < timedelta(days=400) else 0.0
    if days is None:
        return 1.0 + near if told else 0.0
    if days <= PUBLISHED_SLACK:
        return 1.0 + near + (1.0 if told else 0.0)
    if told:
        return 1.0 + near
    if _follows(one, two) and days <= timedelta(days=30):
        return 0.5 + near
    return 0.0 if days <= timedelta(days=30) else -1.0


def _likeness(one: Topic, two: Topic) -> float:
    """How much two topics share of place and parties, 0 to 2."""
    parties = len(one.parties & two.parties) / max(1, min(len(one.parties), len(two.parties)))
    places = set(_main(one)) & set(_main(two))
    crossing = (set(_main(one)) & two.parties) | (set(_main(two)) & one.parties)
    return parties + (1.0 if places else 0.5 if crossing else 0.0)


def _main(topic: Topic) -> list[str]:
    return [name for name, _ in topic.places.most_common(3)]


def _starts(one: Topic, two: Topic) -> Literal["same", "apart", "unknown"]:
    pairs = [(a, b) for a in one.starts for b in two.starts if _firm(a) and _firm(b)]
    if not pairs:
        return "unknown"
    return "same" if any(_close(a, b) for a, b in pairs) else "apart"


def _firm(when: When) -> bool:
    return when.earliest is not None and when.latest is not None and when.latest - when.earliest <= timedelta(days=3)


def _close(one: When, two: When) -> bool:
    assert one.earliest and one.latest and two.earliest and two.latest
    return one.earliest - START_SLACK <= two.latest and two.earliest - START_SLACK <= one.latest


def _days_apart(one: Topic, two: Topic) -> timedelta | None:
    """The gap between two publication intervals, or between one and the start that the other speaks of."""
    gaps: list[timedelta] = []
    for a in (one, two):
        if a.published is None or a.published_span > timedelta(days=60):
            return None
    assert one.published and two.published
    gaps.append(abs(one.published - two.published))
    for a, b in ((one, two), (two, one)):
        for start in a.starts:
            if _firm(start) and start.earliest and b.published and start.earliest - timedelta(days=3) <= b.published:
                gaps.append(max(timedelta(0), abs(b.published - start.earliest)))
    return min(gaps)


def _follows(one: Topic, two: Topic) -> bool:
    """Whether one of two tells what became of a ceasefire that the other announces."""
    return bool((one.statuses & _AFTER) or (two.statuses & _AFTER))


def by_article(clusters: Sequence[Sequence[Topic]]) -> Mapping[str, int]:
    """The cluster of each topic key."""
    return {topic.key: index for index, cluster in enumerate(clusters) for topic in cluster}
