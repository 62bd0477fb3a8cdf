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
from typing import Literal

from truceline.model import Article, Statement, StatementGroup
from truceline.statements import Likeness

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
    scores = _scores(items, likeness)
    groups = [sorted(numbers) for numbers in _linked(len(items), scores) if len(numbers) > 1]
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


def _scores(items: list[_Item], likeness: Likeness) -> dict[tuple[int, int], float]:
    """The likeness of the pairs that share a telling word; -1 for those that cannot be the same, and nothing
    above 0 for those that have too little in common."""
    having: dict[str, list[int]] = defaultdict(list)
    scores: dict[tuple[int, int], float] = {}
    for number in range(len(items)):
        for term in likeness.telling(number, _TELLING):
            having[term].append(number)
    for numbers in having.values():
        if len(numbers) > _CROWD:
            continue
        for at, other in enumerate(numbers):
            for one in numbers[:at]:
                if (one, other) in scores:
                    continue
                first, second = items[one], items[other]
                if _is_nested(first, second) or _are_apart(first.article, second.article):
                    score = -1.0
                elif _is_possible(first, second, likeness):
                    score = _score(first, second, likeness.between(one, other))
                else:
                    score = min(_score(first, second, 0.0), 0.0)
                scores[one, other] = score
    return scores


def _is_possible(one: _Item, other: _Item, likeness: Likeness) -> bool:
    """Whether two statements have enough words in common to be one, whatever else is at hand: among many
    reports a single rare word would otherwise outweigh all the rest.

    It takes more of two speakers in reports of which one has no date.
    """
    common, share = likeness.shared(one.order, other.order)
    actors = likeness.profiles[one.order].actors & likeness.profiles[other.order].actors
    first = one.statement.actor
    near = one.article is other.article or (one.article.published and other.article.published)
    if near or (first is not None and first == other.statement.actor):
        by_words = share >= _SHARED and common >= _FEWEST_SHARED
        return by_words or share == 1.0 or (common > 0 and len(actors) >= _CAST)
    by_words = share >= _SHARED_BY_STRANGERS and common > _FEWEST_SHARED
    return by_words or share == 1.0 or (share >= _SHARED and common >= _FEWEST_SHARED <= len(actors))


def _score(one: _Item, other: _Item, alike: float) -> float:
    """The likeness of words, set right by who speaks and by the days named."""
    first, second = one.statement.actor, other.statement.actor
    if first is not None and second is not None:
        alike += _SAME_ACTOR if first == second else _OTHER_ACTOR
    if one.days and other.days:
        alike += _SAME_DAY if one.days & other.days else -_SAME_DAY
    return alike


def _is_nested(one: _Item, other: _Item) -> bool:
    """Whether one stands in the words of the other: that is a quotation within a quotation, not a
    repetition."""
    if one.article is not other.article:
        return False
    first, second = one.statement, other.statement
    return any(a.overlaps(b) for a in first.content for b in second.content)


def _are_apart(one: Article, other: Article) -> bool:
    """Whether the reports were published at times too far apart; what is not known is never too far."""
    if one.published is None or other.published is None:
        return False
    return any(
        a.latest is not None and b.earliest is not None and b.earliest - a.latest > _APART
        for a, b in ((one.published, other.published), (other.published, one.published))
    )


def _linked(count: int, scores: dict[tuple[int, int], float]) -> list[list[int]]:
    """Clusters by average linkage over the scored pairs; a pair without a score counts as 0."""
    members: dict[int, list[int]] = {n: [n] for n in range(count)}
    links: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), score in scores.items():
        links[one][other] = links[other][one] = score
    heap = [(-score, one, other) for (one, other), score in scores.items() if score >= _TOGETHER]
    heapq.heapify(heap)
    following = count
    while heap:
        _, one, other = heapq.heappop(heap)
        if one not in members or other not in members:
            continue
        members[following] = members.pop(one) + members.pop(other)
        for near, total in _merged(links, one, other).items():
            links[following][near] = links[near][following] = total
            average = total / (len(members[following]) * len(members[near]))
            if average >= _TOGETHER:
                heapq.heappush(heap, (-average, near, following))
        following += 1
    return list(members.values())


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
