"""Which reports are one story in two translations, or a story and its translation.

They share no sentences, so that `truceline.sources` does not take them for copies. They share what they say:
sentence after sentence, in the same order, with the same names, numbers and days. Two reports of one event
that were written apart share some of it, each in an order of its own and beside much that is theirs alone; a
later report by the same agency begins with something else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations

from msgspec.structs import replace

from truceline.model import Article
from truceline.records._facts import Fact, Piece, Story, story

__all__ = ["mark_translations"]

_ALIKE = 0.4
"""Likeness from which two sentences may be one, translated."""
_COVERED = 0.66
"""The share of the words of each of two stories that must stand in sentences of the other. The translations
of `tests/records/stories/fit.txt` reach 0.73 and more, other reports on the same events at most 0.56."""
_BY_FACTS, _BY_TERMS = 0.7, 0.6
"""Weights of the facts that two sentences share, and of the words of the same meaning."""
_GAIN = 0.05
"""How much more alike a sentence must be to two together than to one of them."""
_LONGER = 2.2
"""How many times as long a translated sentence may be."""
_REACH = timedelta(days=3)
"""Translations come within so many days."""
_SHARED = 5
"""Facts that two reports share before they are compared."""
_COMMON = 40
"""Reports beyond which a fact tells nothing of one story."""
_LEAST = 40
"""Words below which a report says too little to be known again."""


def mark_translations(articles: Sequence[Article]) -> list[Article]:
    """Set `copies_of` on the articles that tell another's story in a translation.

    Args:
        articles: dated as well as can be, with `copies_of` set where one carries another's words.

    Returns:
        The same articles in the same order. The original is the one published first; of one time, the
        one that was not translated, as far as it is known.
    """
    first = {a.id: a.id for a in articles}
    own = [(n, story(a)) for n, a in enumerate(articles) if a.copies_of is None]
    kept = {n: told for n, told in own if told.size >= _LEAST}
    order = sorted(kept, key=lambda n: _precedence(articles[n], n))
    place = {n: rank for rank, n in enumerate(order)}
    for one, other in sorted(_candidates(kept), key=lambda pair: sorted(place[n] for n in pair)):
        before, after = sorted((one, other), key=place.__getitem__)
        free = first[articles[after].id] == articles[after].id
        if free and not _are_apart(articles[one], articles[other]) and is_retold(kept[one], kept[other]):
            first[articles[after].id] = first[articles[before].id]
    origins = ((article, first.get(article.copies_of or article.id)) for article in articles)
    return [
        replace(article, copies_of=origin) if origin not in {None, article.id} else article
        for article, origin in origins
    ]


def _precedence(article: Article, number: int) -> tuple[float, bool, int]:
    known = article.published.bounds if article.published is not None else None
    return known[0].timestamp() if known else float("inf"), article.translated_from is not None, number


def _are_apart(one: Article, other: Article) -> bool:
    """Whether two were published on days too far apart; what is not known is never too far."""
    known = [a.published.bounds for a in (one, other) if a.published is not None and a.published.bounds]
    return len(known) == 2 and max(low for low, _ in known) - min(high for _, high in known) > _REACH


def _candidates(stories: dict[int, Story]) -> Iterator[tuple[int, int]]:
    """The pairs that share enough facts which not everybody has."""
    having: dict[Fact, list[int]] = defaultdict(list)
    for number, told in stories.items():
        for fact in told.facts:
            having[fact].append(number)
    pairs = Counter(
        pair for held in having.values() if len(held) <= _COMMON for pair in combinations(held, 2)
    )
    for (one, other), shared in pairs.items():
        if shared >= _SHARED and 3 * shared >= min(len(stories[one].facts), len(stories[other].facts)):
            yield one, other


def is_retold(one: Story, other: Story) -> bool:
    """Whether two stories say the same, sentence by sentence, from the first on."""
    found = list(_aligned(one.pieces, other.pieces))
    if not found or found[0][:2] != (0, 0):
        return False
    mine, theirs = sum(bead[2].size for bead in found), sum(bead[3].size for bead in found)
    return mine >= _COVERED * one.size and theirs >= _COVERED * other.size


Bead = tuple[int, int, Piece, Piece]
"""Where the sentences begin in both stories, and what they say."""


def _aligned(one: Sequence[Piece], other: Sequence[Piece]) -> list[Bead]:
    """The sentences that say the same, in the order of both: one and one, or one and two (Gale and Church
    1993, with likeness in place of length). The most words that are most alike."""
    rarity = _rarity((*one, *other))
    alone = {
        (i, j): _likeness(a, b, rarity) for i, a in enumerate(one) for j, b in enumerate(other)
    }  # fmt: skip
    best: dict[tuple[int, int], tuple[float, tuple[Bead, ...]]] = defaultdict(lambda: (0.0, ()))
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            options = [best[i - 1, j], best[i, j - 1]]
            for wide, deep in ((1, 1), (1, 2), (2, 1)):
                if i < wide or j < deep:
                    continue
                first, second = _joined(one[i - wide : i]), _joined(other[j - deep : j])
                alike = alone[i - 1, j - 1]
                if wide + deep > 2:
                    alike = _likeness(first, second, rarity)
                    if alike < _GAIN + max(
                        alone[a, b] for a in range(i - wide, i) for b in range(j - deep, j)
                    ):
                        continue
                if alike >= _ALIKE:
                    score, beads = best[i - wide, j - deep]
                    score += alike * (first.size + second.size)
                    options.append((score, (*beads, (i - wide, j - deep, first, second))))
            best[i, j] = max(options, key=lambda option: option[0])
    return list(best[len(one), len(other)][1])


def _joined(pieces: Sequence[Piece]) -> Piece:
    return pieces[0] if len(pieces) == 1 else pieces[0] + pieces[1]


def _rarity(pieces: Sequence[Piece]) -> dict[Fact, float]:
    """What a fact weighs: less, if more sentences have it than one in each story."""
    having = Counter(fact for piece in pieces for fact in piece.facts)
    return {fact: 1 / (1 + 0.35 * max(0, count - 2)) for fact, count in having.items()}


def _likeness(one: Piece, other: Piece, rarity: dict[Fact, float]) -> float:
    """How alike two sentences are; 0 where both give numbers, or days, and not one of them is the same."""
    if max(one.size, other.size) > _LONGER * min(one.size, other.size):
        return 0.0
    if any(
        mine and (theirs := other.values[kind]) and not mine & theirs for kind, mine in one.values.items()
    ):
        return 0.0
    terms = 2 * (one.terms & other.terms).total() / max(1, one.terms.total() + other.terms.total())
    there = sum(rarity[fact] * count for facts in (one.facts, other.facts) for fact, count in facts.items())
    if not there:
        return terms
    shared = sum(rarity[fact] * count for fact, count in (one.facts & other.facts).items())
    return _BY_FACTS * 2 * shared / there + _BY_TERMS * terms
