"""The same statement in several places: across reports, outlets and translations.

Cheap likeness of the words proposes; who speaks, when the reports were published and whether one statement
stands in the other decide. Statements are joined by average linkage (Sokal and Michener 1958): a group takes
in another only if the two are alike on average, so that a chain of half-likenesses joins nothing. Pairs are
looked up by their rarest words, so the cost grows with the number of statements, not with its square. Same
input, same groups.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import nan
from typing import Literal

import numpy as np
import numpy.typing as npt

from truceline.model import Article, Statement, StatementGroup
from truceline.statements import Floats, Ints, Likeness, Rows

__all__ = ["group_statements"]

_PARTS = {"body", "headline", "subhead", "caption"}
_FEWEST = 4
"""Words. Shorter contents ("the agreement") say too little to be found again."""
_TELLING = 14
_CROWD = 150
"""A word that more statements than this have in common brings none of them together."""
_TOGETHER = 0.33
"""Average likeness from which groups are joined; fitted on the project's own groups
(`tests/statements/groups.json`)."""
_SHARED, _SHARED_BY_STRANGERS = 0.28, 0.4
_FEWEST_SHARED = 2
_CAST = 2
"""Share of all their terms, and their number, that two statements have in common to be one at all; where they
name as many actors as `_CAST` together, one term is enough. The groups of `tests/statements/groups.json` keep
these."""
_SAME_ACTOR, _OTHER_ACTOR = 0.03, -0.06
_SAME_DAY = 0.05
_APART = timedelta(days=21)
"""Reports further apart than this do not carry the same statement; agencies quote for days, not for
months."""
_LAST = datetime.max.replace(tzinfo=UTC)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Bools = npt.NDArray[np.bool_]

Alike = Literal["exact", "trimmed", "paraphrase", "translation"]
_WEAKEST: tuple[Alike, ...] = ("translation", "paraphrase", "trimmed", "exact")


@dataclass(frozen=True)
class _Item:
    """A statement with what decides on it: its words, its days and its place in the order of the input."""

    statement: Statement
    article: Article
    text: str
    days: frozenset[str]
    order: int

    def earliest(self) -> datetime:
        """When it was said or published, as early as it can have been; far in the future where nothing is
        known."""
        for when in (self.statement.said, self.article.published):
            if when is not None and when.earliest is not None:
                return when.earliest
        return _LAST


def group_statements(articles: Sequence[Article]) -> tuple[StatementGroup, ...]:
    """Group what is the same statement in several places.

    Args:
        articles: with their `statements`; `published`, `times` and the speakers' actors make the groups
            better.

    Returns:
        Groups of two statements or more, in the order of their first. `first` is the earliest by time of
        saying or publication (by the order of the input where no time is known), `alike` the weakest
        likeness within the group. Statements in related links and comments, and thoughts, are in no group.
    """
    items = list(_items(articles))
    if len(items) < 2:
        return ()
    likeness = Likeness([item.text for item in items])
    linked = _linked(len(items), *_scores(items, likeness))
    groups = [sorted(numbers) for numbers in linked if len(numbers) > 1]
    return tuple(_group([items[n] for n in numbers], likeness, numbers) for numbers in sorted(groups))


def _items(articles: Sequence[Article]) -> Iterator[_Item]:
    order = 0
    for article in articles:
        for statement in article.statements:
            text = " ".join(article.text[span.start : span.end] for span in statement.content)
            if statement.part in _PARTS and statement.verb != "thought" and len(text.split()) >= _FEWEST:
                yield _Item(statement, article, text, _days(article, statement), order)
                order += 1


def _days(article: Article, statement: Statement) -> frozenset[str]:
    """The calendar days of which the content speaks, however it names them."""
    return frozenset(
        time.when.edtf[:10]
        for time in article.times
        if time.when is not None
        and time.when.precision in {"second", "minute", "hour", "part_of_day", "day"}
        and len(time.when.edtf) >= 10
        and any(time.overlaps(span) for span in statement.content)
    )


class _Facts:
    """What decides on pairs of statements beside their words, as columns, one entry a statement."""

    def __init__(self, items: Sequence[_Item]) -> None:
        self.items = items
        self.article = _numbered([item.article.id for item in items])
        self.actor = _numbered([item.statement.actor for item in items])
        published = [item.article.published for item in items]
        self.is_dated = np.array([when is not None for when in published])
        self.earliest = np.array([_seconds(when.earliest if when else None) for when in published])
        self.latest = np.array([_seconds(when.latest if when else None) for when in published])
        self.days = Rows([item.days for item in items])

    def are_apart(self, one: Ints, other: Ints) -> Bools:
        """Whether the reports were published at times too far apart; what is not known is never too far."""
        reach = _APART.total_seconds()
        after = self.earliest[other] - self.latest[one] > reach
        return np.asarray(after | (self.earliest[one] - self.latest[other] > reach))

    def are_nested(self, one: Ints, other: Ints) -> Bools:
        """Whether one stands in the words of the other: that is a quotation within a quotation, not a
        repetition."""
        found = self.article[one] == self.article[other]
        for pair in np.flatnonzero(found):
            first, second = self.items[one[pair]].statement, self.items[other[pair]].statement
            found[pair] = any(a.overlaps(b) for a in first.content for b in second.content)
        return np.asarray(found)

    def are_near(self, one: Ints, other: Ints) -> Bools:
        """Whether it takes less of two statements to be one: of one speaker, or in reports that are dated
        both."""
        said = self.article[one] == self.article[other]
        dated = self.is_dated[one] & self.is_dated[other]
        return np.asarray(said | dated | self.are_of_one(one, other))

    def are_of_one(self, one: Ints, other: Ints) -> Bools:
        """Whether the same known actor speaks."""
        return np.asarray((self.actor[one] == self.actor[other]) & (self.actor[one] >= 0))

    def set_right(self, one: Ints, other: Ints, alike: Floats) -> Floats:
        """The likeness of words, set right by who speaks and by the days named."""
        both = (self.actor[one] >= 0) & (self.actor[other] >= 0)
        alike = alike + np.where(both, np.where(self.are_of_one(one, other), _SAME_ACTOR, _OTHER_ACTOR), 0.0)
        there = self.days.present()
        named = self.days.sums(there) > 0
        same = self.days.products(there, one, other) > 0
        return np.where(named[one] & named[other], alike + np.where(same, _SAME_DAY, -_SAME_DAY), alike)


def _numbered(names: Sequence[str | None]) -> Ints:
    """A number for each name, the same for the same; -1 where there is none."""
    places: dict[str, int] = {}
    return np.array([-1 if name is None else places.setdefault(name, len(places)) for name in names])


def _seconds(moment: datetime | None) -> float:
    return nan if moment is None else (moment - _EPOCH).total_seconds()


def _scores(items: Sequence[_Item], likeness: Likeness) -> tuple[Ints, Ints, Floats]:
    """The pairs that share a telling word, with their likeness: -1 for those that cannot be the same, and
    nothing above 0 for those that have too little in common."""
    facts = _Facts(items)
    one, other = likeness.pairs(_TELLING, _CROWD)
    never = facts.are_nested(one, other) | facts.are_apart(one, other)
    possible = ~never & _are_possible(one, other, facts, likeness)
    alike = np.zeros(len(one))
    alike[possible] = likeness.between(one[possible], other[possible])
    scores = facts.set_right(one, other, alike)
    return one, other, np.where(never, -1.0, np.where(possible, scores, np.minimum(scores, 0.0)))


def _are_possible(one: Ints, other: Ints, facts: _Facts, likeness: Likeness) -> Bools:
    """Whether two statements have enough words in common to be one, whatever else is at hand: among many
    reports a single rare word would otherwise outweigh all the rest.

    It takes more of two speakers in reports of which one has no date.
    """
    common, share = likeness.shared(one, other)
    actors = likeness.cast(one, other)
    by_words = (share >= _SHARED) & (common >= _FEWEST_SHARED)
    near = by_words | ((common > 0) & (actors >= _CAST))
    far = (share >= _SHARED_BY_STRANGERS) & (common > _FEWEST_SHARED)
    far |= by_words & (actors >= _FEWEST_SHARED)
    return np.asarray(np.where(facts.are_near(one, other), near, far) | (share == 1.0))


def _linked(count: int, one: Ints, other: Ints, scores: Floats) -> list[list[int]]:
    """Clusters by average linkage over the scored pairs; a pair without a score counts as 0."""
    members: dict[int, list[int]] = {n: [n] for n in range(count)}
    links: dict[int, dict[int, float]] = defaultdict(dict)
    heap: list[tuple[float, int, int]] = []
    decides = _decides(count, one, other, scores >= _TOGETHER)
    for first, second, score in zip(*(each[decides].tolist() for each in (one, other, scores)), strict=True):
        links[first][second] = links[second][first] = score
        if score >= _TOGETHER:
            heap.append((-score, first, second))
    heapq.heapify(heap)
    following = count
    while heap:
        _, first, second = heapq.heappop(heap)
        if first not in members or second not in members:
            continue
        members[following] = members.pop(first) + members.pop(second)
        for near, total in _merged(links, first, second).items():
            links[following][near] = links[near][following] = total
            average = total / (len(members[following]) * len(members[near]))
            if average >= _TOGETHER:
                heapq.heappush(heap, (-average, near, following))
        following += 1
    return list(members.values())


def _decides(count: int, one: Ints, other: Ints, close: Bools) -> Bools:
    """Whether a pair can matter: two clusters are joined only if some of their members are close, so a pair
    says nothing if no chain of close ones leads from the one to the other."""
    over = list(range(count))

    def top(number: int) -> int:
        while over[number] != number:
            over[number] = over[over[number]]
            number = over[number]
        return number

    for first, second in zip(one[close].tolist(), other[close].tolist(), strict=True):
        over[top(second)] = top(first)
    tops = np.array([top(number) for number in range(count)])
    return np.asarray(tops[one] == tops[other])


def _merged(links: dict[int, dict[int, float]], one: int, other: int) -> dict[int, float]:
    """The summed links of two clusters to all others, which forget the two."""
    totals: dict[int, float] = defaultdict(float)
    for old in (one, other):
        for near, total in links.pop(old, {}).items():
            if near not in {one, other}:
                totals[near] += total
                links[near].pop(old, None)
    return totals


def _group(items: list[_Item], likeness: Likeness, numbers: list[int]) -> StatementGroup:
    first = min(items, key=lambda item: (item.earliest(), item.order))
    pairs = [(a, b) for b in range(len(items)) for a in range(b)]
    alike = min(
        (
            _alike(
                items[a], items[b], likeness.profiles[numbers[a]].words, likeness.profiles[numbers[b]].words
            )
            for a, b in pairs
        ),
        key=_WEAKEST.index,
    )
    return StatementGroup(
        id=f"group.{first.statement.id}",
        statements=tuple(item.statement.id for item in items),
        first=first.statement.id,
        alike=alike,
    )


def _alike(one: _Item, other: _Item, first: tuple[str, ...], second: tuple[str, ...]) -> Alike:
    """How two statements of a group differ: not at all, by length alone, by wording, or by translation."""
    plain, more = (
        (_plain(first), _plain(second)) if len(first) <= len(second) else (_plain(second), _plain(first))
    )
    if plain == more:
        return "exact"
    if f" {plain} " in f" {more} ":
        return "trimmed"
    if (
        one.article.translated_from
        or other.article.translated_from
        or one.article.language != other.article.language
    ):
        return "translation"
    return "paraphrase"


def _plain(words: tuple[str, ...]) -> str:
    """The words without the "that" before a clause."""
    return " ".join(words[1:] if words[:1] == ("that",) else words)
