"""What of a topic tells its ceasefire from others, taken out once so that many topics can be compared.

Times are in days since the year 1, as intervals of two numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from truceline.model import Actor, Claim, When
from truceline.records._topics import Topic
from truceline.records._weight import EXPLICIT

__all__ = ["AFTER", "FRESH", "Interval", "Traits", "gap", "interval", "overlap", "traits"]

Interval = tuple[float, float]
FRESH = frozenset({"agreed", "declared", "accepted"})
"""Statuses by which a ceasefire comes about."""
AFTER = frozenset({"extended", "broken", "ended", "suspended", "in_force"})
"""Statuses that presuppose one made before."""
_MONTH_DAY = re.compile(r"(?:\d{4}|XXXX)-(\d\d)-(\d\d)")
_BELONGS = 1.0
"""Weight from which a place belongs to a topic."""
_PLACES = 3
_FIRM = 3.0
"""A start is known firmly where it is known to so many days."""
_A_YEAR = 368.0
_WELL_DATED = 60.0
"""A publication that is known less closely than to so many days says nothing of when."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a topic can be compared.

    `top` is the place to which it belongs most, `places` those to which it belongs at all. `starts` and
    `made` are the firm times at which its ceasefire began and was made, `loose` the starts known to a month,
    `spans` the times of its beginning and making, known to a year at least.
    `others` are the times of other ceasefires from which its article tells it, `recalls` whether the article
    recalls one without a time. `rivals` are those who by its article declared a ceasefire of their own.
    `rebels` are the armed groups among its parties, `groups` all that are named.
    `published` is the middle of the publication, `yearday` its day of the year: that may be all that is told.
    """

    article: str
    top: str | None
    places: frozenset[str]
    parties: frozenset[str]
    groups: frozenset[str]
    rebels: frozenset[str]
    people: frozenset[str]
    names: frozenset[str]
    areas: frozenset[str]
    mediators: frozenset[str]
    declarers: frozenset[str]
    rivals: frozenset[str]
    lengths: frozenset[str]
    starts: tuple[Interval, ...]
    loose: tuple[Interval, ...]
    spans: tuple[Interval, ...]
    made: tuple[Interval, ...]
    others: tuple[Interval, ...]
    recalls: bool
    month_days: frozenset[tuple[int, int]]
    published: float | None
    closely: bool
    yearday: int | None
    statuses: frozenset[str]

    @property
    def news(self) -> Interval | None:
        """About when the ceasefire was made, where it is news: the day of its making, or of the report."""
        if self.made:
            return self.made[0]
        fresh = self.statuses & (FRESH | {"proposed", "rejected"}) and not self.statuses & AFTER
        return (self.published - 2, self.published) if fresh and self.closely and self.published else None

    @property
    def is_fate(self) -> bool:
        """Whether it tells what became of a ceasefire, and not when that began."""
        return bool(self.statuses & AFTER) and not self.starts


def traits(topic: Topic, actors: Mapping[str, Actor], older: Sequence[Topic] = ()) -> Traits:
    """What of a topic can be compared.

    Args:
        topic: what an article says of one ceasefire.
        actors: every actor by id.
        older: what the same article says of other ceasefires, which it tells from this one.
    """
    kinds: dict[str, set[str]] = {}
    for name in topic.names | topic.parties:
        if name in actors:
            kinds.setdefault(actors[name].kind, set()).add(name)
    starts = [found for when in topic.starts if (found := interval(when)) is not None]
    published = topic.published if topic.published_span <= timedelta(days=_WELL_DATED) else None
    when = topic.article.published
    return Traits(
        article=topic.article.id,
        top=max(topic.places, key=lambda place: (topic.places[place], place), default=None),
        places=frozenset(_main_places(topic)),
        parties=frozenset(topic.parties),
        groups=frozenset(kinds.get("armed_group", ())),
        rebels=frozenset(kinds.get("armed_group", set()) & topic.parties),
        people=frozenset(kinds.get("person", set()) | kinds.get("office", set())),
        names=topic.names,
        areas=frozenset(str(c.value) for c in topic.claims if c.field == "area" and c.confidence >= EXPLICIT),
        mediators=frozenset(str(c.value) for c in topic.claims if c.field == "mediators"),
        declarers=frozenset(topic.declarers),
        rivals=frozenset(name for other in older if other.is_of_a_side for name in other.declarers),
        lengths=frozenset(str(c.value) for c in topic.claims if c.field == "duration"),
        starts=tuple(s for s in starts if s[1] - s[0] <= _FIRM),
        loose=tuple(s for s in starts if s[1] - s[0] <= 32),
        spans=tuple(s for s in (*starts, *_steps(topic.claims)) if s[1] - s[0] <= _A_YEAR),
        made=tuple(s for s in _steps(topic.claims) if s[1] - s[0] <= _FIRM),
        others=tuple(span for other in older for span in _told(other)),
        recalls=any(not _told(other) for other in older),
        month_days=frozenset(_month_days(topic.starts)),
        published=_days(published) if published is not None else None,
        closely=published is not None and topic.published_span <= timedelta(days=4),
        yearday=_yearday(when.edtf if when is not None else ""),
        statuses=frozenset(topic.statuses),
    )


def interval(when: When) -> Interval | None:
    """A time as an interval; None where an end is open."""
    return (_days(when.bounds[0]), _days(when.bounds[1])) if when.bounds is not None else None


def gap(one: Interval, two: Interval) -> float:
    """The days between two intervals; 0 where they meet."""
    return max(one[0] - two[1], two[0] - one[1], 0.0)


def overlap(one: Set[str], two: Set[str]) -> float:
    """How much of the smaller of two sets stands in the other, 0 to 1."""
    return len(one & two) / max(1, min(len(one), len(two)))


def _main_places(topic: Topic) -> list[str]:
    """The three places that belong to a topic most, as far as they belong to it at all."""
    first = sorted(topic.places.items(), key=lambda item: (-item[1], item[0]))[:_PLACES]
    return [name for name, value in first if value >= _BELONGS]


def _steps(claims: Iterable[Claim]) -> Iterable[Interval]:
    """The times at which a ceasefire was declared or agreed."""
    for claim in claims:
        when = claim.when if claim.field == "status" and claim.value in FRESH else claim.value
        if claim.field in {"status", "declared"} and isinstance(when, When):
            found = interval(when)
            if found is not None:
                yield found


def _told(topic: Topic) -> list[Interval]:
    """The firm times at which a topic's ceasefire began or was made."""
    starts = [found for when in topic.starts if (found := interval(when)) is not None]
    return [s for s in (*starts, *_steps(topic.claims)) if s[1] - s[0] <= _FIRM]


def _month_days(starts: Iterable[When]) -> Iterable[tuple[int, int]]:
    for start in starts:
        match = _MONTH_DAY.match(start.edtf)
        if match is not None:
            yield int(match.group(1)), int(match.group(2))


def _yearday(edtf: str) -> int | None:
    """The day of the year of a date, with or without a year, in months of thirty days."""
    match = _MONTH_DAY.match(edtf)
    return (int(match.group(1)) - 1) * 30 + int(match.group(2)) if match is not None else None


def _days(moment: datetime) -> float:
    return (moment - datetime(1, 1, 1, tzinfo=UTC)) / timedelta(days=1)
