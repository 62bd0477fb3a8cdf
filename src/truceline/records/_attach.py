"""What reports say of older ceasefires: to the record of each, or as a record of its own if it is dated."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from truceline.model import Actor, Claim, When
from truceline.records._duration import ends_after
from truceline.records._likeness import AFTERMATH, SAME_START, are_alone, kinship
from truceline.records._topics import Topic
from truceline.records._traits import AFTER, Interval, Traits, gap, interval, traits
from truceline.records._weight import EXPLICIT

__all__ = ["attach"]

OLDER_SLACK = 31.0
"""How many days an older ceasefire may lie from the month or season that a later report gives to it."""
DAY_SLACK = 6.0
"""The same, where the report gives a day or a part of a month."""
_A_PART = 16.0
"""How many days a day, a week or a part of a month ("early in May") has at most."""
RECALLED = 1000.0
"""What an older ceasefire that is recalled without a date lies behind those that are dated."""
_CLOSE_KIN = 1.2
"""Kinship from which an undated older ceasefire is taken to be one of the same war."""
_TOPIC_DAY = re.compile(r"/(\d{4})-\d\d-\d\d$")
_YEARDAY = re.compile(r"(?:\d{4}|XXXX)-(\d\d-\d\d)")
_TOLD = frozenset({
    "agreed", "declared", "accepted", "in_force", "extended", "broken", "ended", "suspended", "replaced",
    "rejected",
})  # fmt: skip
"""Statuses of an older ceasefire, or of a refused offer of one, that has a record of its own."""


def attach(
    older: Sequence[Topic], clusters: Sequence[Sequence[Topic]], actors: Mapping[str, Actor]
) -> list[list[Topic]]:
    """Add what reports say of older ceasefires: to the record of each, or as a record of its own where it is
    dated.

    Args:
        older: topics that are not their article's main one.
        clusters: from `join`.
        actors: every actor by id.

    Returns:
        New clusters; the given ones are left as they are.
    """
    result = [list(c) for c in clusters]
    seen = {topic.key: traits(topic, actors) for cluster in result for topic in cluster}
    for topic in older:
        seen[topic.key] = traits(topic, actors)
        moments = _moments(topic)
        best: tuple[float, int] | None = None
        for index, cluster in enumerate(result):
            days = _days_to(topic, moments, cluster, seen)
            if days is not None and (best is None or days < best[0]):
                best = (days, index)
        if best is not None:
            result[best[1]].append(topic)
        elif topic.statuses & _TOLD and (
            topic.is_of_a_side or (_is_dated(topic) and (moments or _ends(topic) or _yeardays(topic)))
        ):
            result.append([topic])
    return result


def _days_to(
    topic: Topic, moments: Sequence[Interval], cluster: Sequence[Topic], seen: Mapping[str, Traits]
) -> float | None:
    """How many days an older ceasefire is from that of a cluster; None where it cannot be the same."""
    if any(t.article.id == topic.article.id for t in cluster):
        return None
    if any(are_alone(seen[topic.key], seen[t.key]) for t in cluster):
        return None
    near = max(kinship(seen[topic.key], seen[t.key]) for t in cluster)
    if near <= 0:
        return None
    ends = _ends(topic)
    if _begins_elsewhere(seen[topic.key], [seen[t.key] for t in cluster]):
        return None
    gaps = [
        days
        for t in cluster
        for a in moments
        for b in _moments(t)
        if (days := gap(a, b)) <= (DAY_SLACK if a[1] - a[0] <= _A_PART else OLDER_SLACK)
    ]
    gaps += [days for a in ends for t in cluster for b in _ends(t) if (days := gap(a, b)) <= SAME_START]
    if not moments and _yeardays(topic) & {day for t in cluster for day in _yeardays(t)}:
        gaps.append(0.0)
    nearest = min(gaps, default=None)
    if nearest is None and not moments and near >= _CLOSE_KIN:
        return _recalled(seen[topic.key], [seen[t.key] for t in cluster if t.is_main])
    return nearest


def _begins_elsewhere(topic: Traits, cluster: Sequence[Traits]) -> bool:
    """Whether an older ceasefire and that of a cluster have starts known to the day, and none in common."""
    gaps = [gap(a, b) for a in topic.starts for t in cluster for b in t.starts]
    return bool(gaps) and min(gaps) > SAME_START


def _recalled(topic: Traits, cluster: Sequence[Traits]) -> float | None:
    """How long before a report that recalls an undated older truce the reports of a cluster lie.

    None where one is not earlier.
    """
    gaps = [topic.published - t.published for t in cluster if topic.published and t.published]
    if not gaps or not topic.closely or min(gaps) < 1 or min(gaps) > AFTERMATH:
        return None
    return RECALLED + min(gaps)


def _yeardays(topic: Topic) -> frozenset[str]:
    """Month and day of the days that a topic gives to its ceasefire, in whatever year: "05-27"."""
    dates = (when.edtf for c in topic.claims if (when := _dated(c)) is not None)
    return frozenset(found[1] for edtf in dates if (found := _YEARDAY.match(edtf)) is not None)


def _ends(topic: Topic) -> list[Interval]:
    """When a topic's ceasefire ends: as it is said, else its starts and lengths added up."""
    ends = [c.value for c in topic.claims if c.field == "ends" and isinstance(c.value, When)]
    lengths = [str(c.value) for c in topic.claims if c.field == "duration"]
    ends += [
        end for start in topic.starts for length in lengths if (end := ends_after(start, length)) is not None
    ]
    return [found for end in ends if (found := interval(end)) is not None]


def _is_dated(topic: Topic) -> bool:
    """Whether a ceasefire is dated to the month at least, or to the year and its fate told outright."""
    dates = [when for c in topic.claims if (when := _dated(c) or _ended(c)) is not None]
    if any(when.precision not in {"year", "season"} for when in dates):
        return True
    outright = any(c.field == "status" and c.confidence >= EXPLICIT for c in topic.claims)
    return outright and bool(dates)


def _moments(topic: Topic) -> list[Interval]:
    """When a topic's ceasefire was declared or began; else the year in its key, else its publication."""
    dates = (_dated(c) for c in topic.claims)
    found = [span for w in dates if w is not None and (span := interval(w)) is not None]
    said = interval(topic.article.published) if topic.article.published is not None else None
    if said is not None and not topic.is_main:
        found = [span for span in found if span[0] <= said[1]]
    if found:
        return found
    day = _TOPIC_DAY.search(topic.key)
    ends = [when for c in topic.claims if (when := _ended(c)) is not None and when.earliest is not None]
    if day and any(f"{when.earliest:%Y-%m-%d}" == day.group()[1:] for when in ends):
        return []
    if day:
        first = float(date(int(day.group(1)), 1, 1).toordinal() - 1)
        return [(first, first + 366)]
    if (
        (topic.is_main or topic.is_of_a_side)
        and not topic.statuses & AFTER
        and topic.article.published is not None
    ):
        at = interval(topic.article.published)
        return [((at[0] + at[1]) / 2,) * 2] if at is not None else []
    return []


def _dated(claim: Claim) -> When | None:
    """The time that a claim gives to a ceasefire: its start, its declaration, or the date of a step."""
    value = claim.when if claim.field == "status" else claim.value
    return value if claim.field in {"effective", "declared", "status"} and isinstance(value, When) else None


def _ended(claim: Claim) -> When | None:
    """The day on which a ceasefire is told to have ended."""
    return claim.value if claim.field == "ends" and isinstance(claim.value, When) else None
