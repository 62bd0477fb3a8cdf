"""Training a judge: candidates of marked texts, and two sets of weights fitted to them.

Both are log-linear models fitted by AdaGrad (Duchi, Hazan and Singer 2011): one for "reports speech", one for
the choice among ends. Sparse weights in plain Python need no library and give the same bytes for the same
input everywhere.
"""

from __future__ import annotations

import math
import random
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from truceline.language import Parsed
from truceline.statements._draft import Draft, Place
from truceline.statements._ends import other_ends
from truceline.statements._extract import candidates, opened
from truceline.statements._features import features, is_clausal
from truceline.statements._judge import Judge, is_within
from truceline.statements._page import Page

__all__ = ["Lesson", "fit"]

_WORD = re.compile(r"\w+")
_EPOCHS = 5
_RATE = 0.03
_DECAY = 0.0004
_FEWEST = 3
"""Times that a property must occur to get a weight."""
_RIGHT, _OTHER = 0.5, 0.3
"""Overlap from which a candidate is the marked statement, and below which it is another."""

Options = list[tuple[str, ...]]
_Item = TypeVar("_Item")


@dataclass(frozen=True)
class Lesson:
    """A parsed text and what is marked in it.

    `marked` are the contents, each with whether it is speech (True) or a thought or plan (False).
    `clauses_only` says that the corpus marks no noun phrases as content, so that such candidates teach
    nothing.
    """

    parsed: Parsed
    marked: tuple[tuple[tuple[Place, ...], bool], ...]
    clauses_only: bool = False


@dataclass
class _Examples:
    """`kept` are properties of candidates with whether each reports speech; `ended` the properties of the
    ends of one content with the number of the best."""

    kept: list[tuple[tuple[str, ...], bool]] = field(default_factory=list)
    ended: list[tuple[Options, int]] = field(default_factory=list)


def fit(lessons: Iterable[Lesson], *, about: str) -> Judge:
    """A judge trained on these lessons; the same lessons in the same order give the same judge.

    Args:
        lessons: read one by one; only the properties of their candidates are kept.
        about: what they were taken from, for whoever reads the file.
    """
    examples = _Examples()
    for lesson in lessons:
        _add(examples, lesson)
    keep = _fitted_odds(examples.kept)
    ends = _fitted_choice(examples.ended)
    return Judge(about=about, keep=_rounded(keep), ends=_rounded(ends))


def _add(examples: _Examples, lesson: Lesson) -> None:
    text = lesson.parsed.article.text
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    marked = [_words(words, places) for places, _ in lesson.marked]
    pages = opened(lesson.parsed)
    drafts = [d for d in _outermost(candidates(pages, wide=True)) if d.content]
    pairs = _paired(marked, [_words(words, d.content) for d in drafts])
    for number, draft in enumerate(drafts):
        page = pages[draft.paragraph]
        gold, overlap = pairs.get(number, (-1, 0.0))
        if overlap >= _OTHER and not lesson.marked[gold][1]:
            continue
        if not lesson.clauses_only or is_clausal(page, draft):
            examples.kept.append((features(page, draft), overlap >= _RIGHT))
        if overlap > 0:
            _add_ends(examples, page, draft, words, marked[gold])


def _add_ends(
    examples: _Examples, page: Page, draft: Draft, words: list[Place], gold: frozenset[int]
) -> None:
    ends = other_ends(page, draft)
    if len(ends) < 2:
        return
    overlaps = [_overlap(_words(words, other.content), gold) for other, _ in ends]
    best = max(range(len(ends)), key=lambda n: (overlaps[n], -n))
    if overlaps[best] >= _RIGHT:
        examples.ended.append(([properties for _, properties in ends], best))


def _outermost(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Without what stands in the content of a rule's draft: corpora mark no statements within statements."""
    last: list[Draft] = []
    for draft in drafts:
        if any(is_within(draft, other) for other in last[-12:]):
            continue
        if draft.rule != "wide" and draft.content:
            last.append(draft)
        yield draft


def _words(words: list[Place], places: Iterable[Place]) -> frozenset[int]:
    chosen: set[int] = set()
    for start, end in places:
        at = bisect_left(words, (start, start))
        if at and words[at - 1][1] > start:
            at -= 1
        while at < len(words) and words[at][0] < end:
            chosen.add(at)
            at += 1
    return frozenset(chosen)


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def _paired(
    marked: Sequence[frozenset[int]], found: Sequence[frozenset[int]]
) -> dict[int, tuple[int, float]]:
    """Candidate to (marked, overlap), one to one, the best overlap first."""
    having: dict[int, list[int]] = defaultdict(list)
    for number, words in enumerate(found):
        for word in words:
            having[word].append(number)
    options = sorted(
        (-_overlap(words, found[n]), gold, n)
        for gold, words in enumerate(marked)
        for n in {n for word in words for n in having.get(word, ())}
    )
    pairs: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for overlap, gold, number in options:
        if gold not in used and number not in pairs:
            used.add(gold)
            pairs[number] = (gold, -overlap)
    return pairs


class _Weights:
    """Weights by name with AdaGrad's step sizes; names seen too seldom have none."""

    def __init__(self, names: Iterable[str]) -> None:
        counted = Counter(names)
        self.values = {name: 0.0 for name, count in counted.items() if count >= _FEWEST}
        self._squares = dict.fromkeys(self.values, 1e-6)

    def known(self, names: Iterable[str]) -> list[str]:
        return [name for name in names if name in self.values]

    def step(self, names: Iterable[str], error: float) -> None:
        for name in names:
            gradient = error + _DECAY * self.values[name]
            self._squares[name] += gradient * gradient
            self.values[name] -= _RATE * gradient / math.sqrt(self._squares[name])


def _fitted_odds(examples: list[tuple[tuple[str, ...], bool]]) -> dict[str, float]:
    """Weights whose sum is the log odds of being right."""
    weights = _Weights(name for names, _ in examples for name in ("", *names))
    known = [(weights.known(("", *names)), float(right)) for names, right in examples]
    for names, right in _in_turn(known):
        value = sum(weights.values[name] for name in names)
        weights.step(names, 1 / (1 + math.exp(-max(-30.0, min(30.0, value)))) - right)
    return weights.values


def _fitted_choice(examples: list[tuple[Options, int]]) -> dict[str, float]:
    """Weights by which the best of several ends has the largest sum (a conditional logit)."""
    weights = _Weights(name for options, _ in examples for names in options for name in names)
    known = [([weights.known(names) for names in options], best) for options, best in examples]
    for options, best in _in_turn(known):
        values = [sum(weights.values[name] for name in names) for names in options]
        top = max(values)
        parts = [math.exp(value - top) for value in values]
        total = sum(parts)
        for number, names in enumerate(options):
            error = parts[number] / total - (number == best)
            if abs(error) > 1e-3:
                weights.step(names, error)
    return weights.values


def _in_turn(examples: list[_Item]) -> Iterator[_Item]:
    """All examples, as many times as there are epochs, each time in another order."""
    turn = random.Random(0)
    order = list(range(len(examples)))
    for _ in range(_EPOCHS):
        turn.shuffle(order)
        yield from (examples[number] for number in order)


def _rounded(weights: dict[str, float]) -> dict[str, float]:
    """Four digits, without what weighs next to nothing, by name."""
    return {name: round(value, 4) for name, value in sorted(weights.items()) if abs(value) >= 0.01}
