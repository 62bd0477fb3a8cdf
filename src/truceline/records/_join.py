"""Which topics are about the same ceasefire.

Two topics join when they are about the same conflict and nothing in their dates keeps them apart:

1. starts that agree (within START_SLACK) join; starts that differ keep apart;
2. where a start is missing, reports of the same days (PUBLISHED_SLACK) join;
3. a statement that both carry joins undated reports;
4. a report on what became of a ceasefire (it holds, broke down, ended) joins the latest one before it.

What a report says of an older ceasefire joins the record of that one, or makes its own where it is dated. The
numbers were chosen on the reports in `tests/gold/records`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from datetime import UTC, datetime, timedelta
from typing import Literal

from truceline.model import Claim, StatementGroup, When
from truceline.records._duration import ends_after
from truceline.records._topics import Topic

__all__ = ["attach", "join", "overlap"]

START_SLACK = timedelta(hours=40)
"""How far two starts of one ceasefire may differ: a day and the midnights around it."""
PUBLISHED_SLACK = timedelta(days=9)
"""How far apart reports on one ceasefire may be published where one gives no start."""
AFTERMATH = timedelta(days=550)
"""How long after a ceasefire's start a report on its fate is still taken to be about it."""
SHARED_NAMES = 0.4
"""Share of actors in common from which it counts for two reports that they name the same people."""
_OLDER_SLACK = timedelta(days=45)
"""How far an older ceasefire may lie from the date that a later report gives to it."""
_MONTH_DAY = re.compile(r"(?:\d{4}|XXXX)-(\d\d-\d\d)")
_TOPIC_DAY = re.compile(r"/(\d{4})-\d\d-\d\d$")
TOLD_SLACK = timedelta(days=2)
"""How far the day that a report gives to a step may lie from the report that announced it."""
_FRESH = frozenset({"agreed", "declared", "accepted"})
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
    """Add what reports say of older ceasefires: to the record of each, or as a record of its own where it is
    dated.

    Args:
        older: topics that are not their article's main one.
        clusters: from `join`.

    Returns:
        New clusters; the given ones are left as they are.
    """
    result = [list(c) for c in clusters]
    for topic in older:
        moments = _moments(topic)
        best: tuple[int, int] | None = None
        for index, cluster in enumerate(result):
            gap = _gap_to(topic, moments, cluster)
            if gap is not None and (best is None or gap.days < best[0]):
                best = (gap.days, index)
        if best is not None:
            result[best[1]].append(topic)
        elif moments and topic.statuses & _MADE and _is_fine(topic):
            result.append([topic])
    return result


def _gap_to(topic: Topic, moments: Sequence[When], cluster: Sequence[Topic]) -> timedelta | None:
    """How far an older ceasefire is from that of a cluster; None where it cannot be the same."""
    if any(t.article.id == topic.article.id for t in cluster) or not any(
        _likeness(topic, t) > 0 for t in cluster
    ):
        return None
    gaps = [_gap(a, b) for t in cluster for a in moments for b in _moments(t)]
    gaps += [
        gap for a in _ends(topic) for t in cluster for b in _ends(t) if (gap := _gap(a, b)) <= START_SLACK
    ]
    nearest = min((gap for gap in gaps if gap <= _OLDER_SLACK), default=None)
    return _recalled(topic, cluster) if nearest is None and not moments and not _ends(topic) else nearest


def _recalled(topic: Topic, cluster: Sequence[Topic]) -> timedelta | None:
    """How long before a report that recalls an undated older truce the reports of a cluster lie.

    None where one is not earlier, or where they share no party or place.
    """
    mine = topic.published
    if mine is None or topic.published_span > timedelta(days=3):
        return None
    gaps = [mine - t.published for t in cluster if t.is_main and t.published is not None]
    near = max(_likeness(topic, t) for t in cluster)
    if not gaps or near < 1.0 or min(gaps) < timedelta(days=1) or min(gaps) > AFTERMATH:
        return None
    return timedelta(days=1000) + min(gaps)


def _ends(topic: Topic) -> list[When]:
    """When a topic's ceasefire ends: as it is said, else its starts and lengths added up."""
    ends = [c.value for c in topic.claims if c.field == "ends" and isinstance(c.value, When)]
    lengths = [str(c.value) for c in topic.claims if c.field == "duration"]
    ends += [
        end for start in topic.starts for length in lengths if (end := ends_after(start, length)) is not None
    ]
    return [end for end in ends if end.bounds is not None]


def _is_fine(topic: Topic) -> bool:
    """Whether a ceasefire is dated to the month at least."""
    dates = (_dated(c) for c in topic.claims)
    return any(when is not None and when.precision not in {"year", "season"} for when in dates)


def _moments(topic: Topic) -> list[When]:
    """When a topic's ceasefire was declared or began; else the year in its key, else its publication."""
    dates = (_dated(c) for c in topic.claims)
    found = [w for w in dates if w is not None and w.earliest is not None and w.latest is not None]
    if found:
        return found
    day = _TOPIC_DAY.search(topic.key)
    if day:
        start = datetime(int(day.group(1)), 1, 1, tzinfo=UTC)
        end = start.replace(year=start.year + 1)
        return [When(earliest=start, latest=end, edtf=day.group(1), precision="year")]
    moment = topic.published
    if topic.is_main and moment is not None and not topic.statuses & _AFTER:
        return [When(earliest=moment, latest=moment, edtf=f"{moment:%Y-%m-%d}")]
    return []


def _dated(claim: Claim) -> When | None:
    """The time that a claim gives to a ceasefire: its start, its declaration, or the date of a step."""
    value = claim.when if claim.field == "status" else claim.value
    return value if claim.field in {"effective", "declared", "status"} and isinstance(value, When) else None


def _gap(one: When, two: When) -> timedelta:
    """The time between two intervals whose bounds are known; 0 where they meet."""
    assert one.earliest is not None
    assert one.latest is not None
    assert two.earliest is not None
    assert two.latest is not None
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
    near = _likeness(one, two)
    if near <= 0:
        return 0.0
    starts = _starts(one, two)
    if starts == "apart" or _other_declarer(one, two):
        return -1.0
    days = _days_apart(one, two)
    if starts == "same":
        return 3.0 + near if days is None or days < AFTERMATH else 0.0
    if _tells_of(one, two) or _tells_of(two, one):
        return 2.0 + near
    told = tuple(sorted((one.article.id, two.article.id))) in shared
    if days is not None:
        return _by_days(one, two, near, days, told=told)
    return 1.0 + near if told or (near >= 1.0 and _month_days_meet(one, two)) else 0.0


def _tells_of(one: Topic, two: Topic) -> bool:
    """Whether a report dates its ceasefire to the day on which another announced one."""
    announced = two.published
    if announced is None or two.published_span > timedelta(days=3) or not two.statuses & _FRESH:
        return False
    day = When(earliest=announced - TOLD_SLACK, latest=announced + TOLD_SLACK, edtf="")
    declared = [w for c in one.claims if c.field == "declared" and (w := _dated(c)) is not None]
    return any(w.bounds is not None and _gap(w, day) == timedelta(0) and _is_monthly(w) for w in declared)


def _is_monthly(when: When) -> bool:
    """Whether a time is known to the month at least."""
    return when.bounds is not None and when.bounds[1] - when.bounds[0] <= timedelta(days=32)


def _by_days(one: Topic, two: Topic, near: float, days: timedelta, *, told: bool) -> float:
    """How well two topics fit of which one lacks a start, by the days between them."""
    if days <= PUBLISHED_SLACK:
        return 1.0 + near + (1.0 if told else 0.0)
    if told:
        return 1.0 + near
    if _follows(one, two) and days <= AFTERMATH and near >= 1.0:
        return 0.8 * near * (1 - days / (AFTERMATH * 2))
    return 0.0 if days <= timedelta(days=30) else -1.0


def _other_declarer(one: Topic, two: Topic) -> bool:
    """Whether two sides each declared a ceasefire of their own."""
    alone = len(one.declarers) == 1 and len(two.declarers) == 1 and one.declarers != two.declarers
    return alone and not (one.statuses | two.statuses) & {"agreed", "accepted"}


def _likeness(one: Topic, two: Topic) -> float:
    """How much two topics share of place, parties and all actors, 0 to 3."""
    mine, theirs = _main_places(one), _main_places(two)
    crossing = mine & two.parties or theirs & one.parties
    places = 1.0 if mine & theirs else 0.5 if crossing else 0.0
    common = overlap(one.names, two.names)
    return overlap(one.parties, two.parties) + places + (common if common >= SHARED_NAMES else 0.0)


def overlap(one: Set[str], two: Set[str]) -> float:
    """How much of the smaller of two sets stands in the other, 0 to 1."""
    return len(one & two) / max(1, min(len(one), len(two)))


def _main_places(topic: Topic) -> set[str]:
    """The three places that belong to a topic most, as far as they belong to it at all."""
    first = sorted(topic.places.items(), key=lambda item: -item[1])[:3]
    return {name for name, value in first if value >= 1.0}


def _starts(one: Topic, two: Topic) -> Literal["same", "apart", "unknown"]:
    """Whether two topics begin at the same time, as far as they say when."""
    pairs = [(a, b) for a in one.starts for b in two.starts if _is_firm(a) and _is_firm(b)]
    if not pairs:
        coarse = [
            (a, b)
            for a in one.starts
            for b in two.starts
            if (_is_firm(a) or _is_firm(b)) and _is_monthly(a) and _is_monthly(b)
        ]
        meet = any(_gap(a, b) == timedelta(0) for a, b in coarse)
        return "same" if meet or _month_days_meet(one, two) else "unknown"
    return "same" if any(_gap(a, b) <= START_SLACK for a, b in pairs) else "apart"


def _month_days_meet(one: Topic, two: Topic) -> bool:
    """Whether two starts fall on the same day of the same month, whatever the year."""
    return bool(_month_days(one) & _month_days(two))


def _month_days(topic: Topic) -> set[str]:
    return {match.group(1) for start in topic.starts if (match := _MONTH_DAY.match(start.edtf))}


def _is_firm(when: When) -> bool:
    """Whether a start is known to three days."""
    return when.bounds is not None and when.bounds[1] - when.bounds[0] <= timedelta(days=3)


def _days_apart(one: Topic, two: Topic) -> timedelta | None:
    """The gap between two publications, or between one and the start that the other speaks of.

    None where a publication is not known to two months.
    """
    if one.published is None or two.published is None:
        return None
    if max(one.published_span, two.published_span) > timedelta(days=60):
        return None
    gaps = [abs(one.published - two.published)]
    for starts, published in ((one.starts, two.published), (two.starts, one.published)):
        for start in starts:
            early = start.earliest if _is_firm(start) else None
            if early is not None and early - timedelta(days=3) <= published:
                gaps.append(abs(published - early))
    return min(gaps)


def _follows(one: Topic, two: Topic) -> bool:
    """Whether the later of two tells what became of a ceasefire that the earlier announces."""
    early, late = sorted((one, two), key=lambda t: t.published or datetime.max.replace(tzinfo=UTC))
    fate = late.statuses & _AFTER and not any(_is_firm(s) for s in late.starts)
    return bool(fate and early.statuses & _MADE)
