"""Which topics are about the same ceasefire.

Two topics join when they are about the same conflict and nothing in their dates keeps them apart:

1. starts that agree (within START_SLACK) join; starts that differ keep apart;
2. where a start is missing, reports of the same days (PUBLISHED_SLACK) join;
3. a statement that both carry joins undated reports;
4. a report on what became of a ceasefire (it holds, was extended, broke down, ended) joins the latest one before it.

What a report says of an older ceasefire joins the record of that one, or makes its own where it is dated. The numbers
were chosen on the reports in `tests/gold/records`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal

from truceline.model import Claim, StatementGroup, When
from truceline.records._topics import Topic

__all__ = ["attach", "join"]

START_SLACK = timedelta(hours=40)
PUBLISHED_SLACK = timedelta(days=9)
AFTERMATH = timedelta(days=550)
"""How long after a ceasefire's start a report on its fate is still taken to be about it."""
SHARED_NAMES = 0.4
"""Share of actors in common from which it counts for two reports that they name the same people."""
_AFTER = frozenset({"extended", "broken", "ended", "suspended", "in_force"})
_MADE = frozenset({"agreed", "declared", "accepted", "in_force", "extended", "broken", "ended"})


def join(found: Sequence[Topic], groups: Sequence[StatementGroup]) -> list[list[Topic]]:
    """Topics in clusters, one a ceasefire, in the order of publication."""
    shared = _shared(groups)
    clusters: list[list[Topic]] = []
    for topic in found:
        best: tuple[float, int] | None = None
        for index, cluster in enumerate(clusters):
            score = _score(topic, cluster, shared)
            if score > 0 and (best is None or score >= best[0]):
                best = (score, index)
        if best is None:
            clusters.append([topic])
        else:
            clusters[best[1]].append(topic)
    return clusters


def attach(older: Sequence[Topic], clusters: list[list[Topic]]) -> list[list[Topic]]:
    """The clusters with what reports say of older ceasefires added: to their own record, or as one where it is dated."""
    result = [list(c) for c in clusters]
    for topic in older:
        moments = _moments(topic)
        best: tuple[float, int] | None = None
        for index, cluster in enumerate(result):
            if any(t.article.id == topic.article.id for t in cluster):
                continue
            likeness = max(_likeness(topic, t) for t in cluster)
            gap = min((_gap(a, b) for t in cluster for a in moments for b in _moments(t)), default=None)
            if likeness > 0 and gap is not None and gap <= timedelta(days=45) and (best is None or -gap.days > best[0]):
                best = (-gap.days, index)
        if best is not None:
            result[best[1]].append(topic)
        elif moments and topic.statuses & _MADE and _fine(topic):
            result.append([topic])
    return result


def _fine(topic: Topic) -> bool:
    """Whether an older ceasefire is dated to the month at least and has a status in the report's own voice."""
    return any(
        isinstance(v := (c.when if c.field == "status" else c.value), When) and v.precision not in {"year", "season"}
        for c in topic.claims if c.field in {"effective", "declared", "status"}
    )  # fmt: skip


def _moments(topic: Topic) -> list[When]:
    """The times at which a topic's ceasefire was declared or began; for a main topic its publication too."""
    found = [w for c in topic.claims if (w := _dated(c)) is not None and w.earliest is not None and w.latest is not None]
    year = re.search(r"/(\d{4})-(\d\d)-(\d\d)$", topic.key)
    if year and not found:
        start = datetime(int(year.group(1)), 1, 1, tzinfo=UTC)
        found.append(When(earliest=start, latest=start.replace(year=start.year + 1), edtf=year.group(1), precision="year"))
    if topic.key == topic.article.id and topic.published is not None and not found and not topic.statuses & _AFTER:
        found.append(When(earliest=topic.published, latest=topic.published, edtf=f"{topic.published:%Y-%m-%d}"))
    return found


def _dated(claim: Claim) -> When | None:
    value = claim.when if claim.field == "status" else claim.value
    return value if claim.field in {"effective", "declared", "status"} and isinstance(value, When) else None


def _gap(one: When, two: When) -> timedelta:
    assert one.earliest and one.latest and two.earliest and two.latest
    if one.earliest <= two.latest and two.earliest <= one.latest:
        return timedelta(0)
    return min(abs(one.earliest - two.latest), abs(two.earliest - one.latest))


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
    """How well two topics fit: above 0 they may join, below 0 they must not."""
    told = tuple(sorted((one.article.id, two.article.id))) in shared
    near = _likeness(one, two)
    if near <= 0:
        return 0.0
    starts = _starts(one, two)
    if starts == "apart" or _other_declarer(one, two):
        return -1.0
    days = _days_apart(one, two)
    if starts == "same":
        return 3.0 + near if days is None or days < AFTERMATH else 0.0
    if days is None:
        return 1.0 + near if told or (near >= 1.0 and _month_days_meet(one, two)) else 0.0
    if days <= PUBLISHED_SLACK:
        return 1.0 + near + (1.0 if told else 0.0)
    if told:
        return 1.0 + near
    if _follows(one, two) and days <= AFTERMATH and near >= 1.0:
        return 0.8 * near * (1 - days / (AFTERMATH * 2))
    return 0.0 if days <= timedelta(days=30) else -1.0


def _other_declarer(one: Topic, two: Topic) -> bool:
    """Whether two sides each declared a ceasefire of their own."""
    return (
        len(one.declarers) == 1 and len(two.declarers) == 1 and one.declarers != two.declarers
        and not (one.statuses | two.statuses) & {"agreed", "accepted"}
    )  # fmt: skip


def _likeness(one: Topic, two: Topic) -> float:
    """How much two topics share of place, parties and all actors, 0 to 3."""
    parties = len(one.parties & two.parties) / max(1, min(len(one.parties), len(two.parties)))
    places = set(_main(one)) & set(_main(two))
    crossing = (set(_main(one)) & two.parties) | (set(_main(two)) & one.parties)
    common = len(one.names & two.names) / max(1, min(len(one.names), len(two.names)))
    return parties + (1.0 if places else 0.5 if crossing else 0.0) + (common if common >= SHARED_NAMES else 0.0)


def _main(topic: Topic) -> list[str]:
    return [name for name, value in topic.places.most_common(3) if value >= 1.0]


def _starts(one: Topic, two: Topic) -> Literal["same", "apart", "unknown"]:
    pairs = [(a, b) for a in one.starts for b in two.starts if _firm(a) and _firm(b)]
    if not pairs:
        return "same" if _month_days_meet(one, two) else "unknown"
    return "same" if any(_gap(a, b) <= START_SLACK for a, b in pairs) else "apart"


def _month_days_meet(one: Topic, two: Topic) -> bool:
    """Whether two starts of which one has no year fall on the same day of the same month."""
    def day(when: When) -> str | None:
        match = re.match(r"(?:\d{4}|XXXX)-(\d\d-\d\d)", when.edtf)
        return match.group(1) if match else None

    return any(day(a) is not None and day(a) == day(b) for a in one.starts for b in two.starts)


def _firm(when: When) -> bool:
    return when.earliest is not None and when.latest is not None and when.latest - when.earliest <= timedelta(days=3)


def _days_apart(one: Topic, two: Topic) -> timedelta | None:
    """The gap between two publications, or between one and the start that the other speaks of; None where undated."""
    if any(t.published is None or t.published_span > timedelta(days=60) for t in (one, two)):
        return None
    assert one.published and two.published
    gaps = [abs(one.published - two.published)]
    for a, b in ((one, two), (two, one)):
        for start in a.starts:
            if _firm(start) and start.earliest and b.published and start.earliest - timedelta(days=3) <= b.published:
                gaps.append(max(timedelta(0), abs(b.published - start.earliest)))
    return min(gaps)


def _follows(one: Topic, two: Topic) -> bool:
    """Whether the later of two tells what became of a ceasefire that the earlier announces."""
    early, late = sorted((one, two), key=lambda t: t.published or datetime.max.replace(tzinfo=UTC))
    return bool(late.statuses & _AFTER) and not any(_firm(s) for s in late.starts) and bool(early.statuses & _MADE)
