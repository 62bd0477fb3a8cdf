"""What many texts hold, as rows of numbers, and how much any pairs of them have in common: thousands of pairs
at a time, because one by one most of the time goes into the asking.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

__all__ = ["Floats", "Ints", "Rows", "pairs_within"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_PAIRS = 8_192
"""Pairs that are compared at once, at most."""
_SPREAD = 1_000_000
"""Numbers that the rows of these pairs take when they are laid out side by side, at most."""


class Rows:
    """Rows of things, each with how often it holds which.

    Args:
        rows: the things of each row, in any order; their places in the sequence are their numbers.

    Attributes:
        kinds: all things there are, in the order in which they were met.
        row, item, count: for each thing of each row its row, its place in `kinds`, and how often it is there.
    """

    def __init__(self, rows: Sequence[Iterable[Hashable]]) -> None:
        places: dict[Hashable, int] = {}
        held = [[places.setdefault(thing, len(places)) for thing in row] for row in rows]
        self.kinds = list(places)
        self._width = max(1, len(places))
        sizes = np.fromiter(map(len, held), np.int64, len(held))
        flat = np.fromiter(chain.from_iterable(held), np.int64, int(sizes.sum()))
        keys, self.count = np.unique(
            np.repeat(np.arange(len(held)), sizes) * self._width + flat, return_counts=True
        )
        self.row, self.item = np.divmod(keys, self._width)
        self._starts = np.searchsorted(self.row, np.arange(len(held) + 1))

    def present(self, counts: Callable[[Hashable], bool] = lambda _: True) -> Floats:
        """A weight of 1 for each thing of each row, and 0 for those that do not count."""
        counted = np.fromiter(map(counts, self.kinds), np.float64, len(self.kinds))
        return counted[self.item] if len(self.kinds) else np.zeros(0)

    def rarity(self) -> Floats:
        """Weights that make each row a unit vector: (1 + log count) times (1 + log of the inverse share of
        rows that have the thing)."""
        total = len(self._starts) - 1
        having = np.bincount(self.item, minlength=self._width)
        weights = (1 + np.log(self.count)) * (1 + np.log((1 + total) / (1 + having)))[self.item]
        sizes = np.sqrt(np.bincount(self.row, weights * weights, minlength=total))
        return np.asarray(weights / sizes[self.row])

    def sums(self, weights: Floats) -> Floats:
        """The sum of the weights of each row."""
        return np.asarray(np.bincount(self.row, weights, minlength=len(self._starts) - 1), np.float64)

    def products(self, weights: Floats, first: Ints, second: Ints) -> Floats:
        """The inner products of pairs of rows.

        Args:
            weights: of each thing of each row.
            first: the one row of each pair, rising.
            second: the other.
        """
        found = np.zeros(len(first))
        reach = max(1, _SPREAD // self._width)
        at = 0
        while at < len(first):
            low = first[at]
            end = min(at + _PAIRS, int(np.searchsorted(first, low + reach)))
            found[at:end] = self._products(weights, first[at:end], second[at:end])
            at = end
        return found

    def _products(self, weights: Floats, first: Ints, second: Ints) -> Floats:
        low, high = first[0], first[-1] + 1
        mine = slice(self._starts[low], self._starts[high])
        spread = np.zeros((high - low, self._width))
        spread[self.row[mine] - low, self.item[mine]] = weights[mine]
        starts = self._starts[second]
        sizes = self._starts[second + 1] - starts
        pair = np.repeat(np.arange(len(second)), sizes)
        theirs = np.arange(len(pair)) + np.repeat(starts - np.cumsum(sizes) + sizes, sizes)
        products = spread[first[pair] - low, self.item[theirs]] * weights[theirs]
        return np.asarray(np.bincount(pair, products, minlength=len(second)), np.float64)

    def heaviest(self, weights: Floats, most: int) -> Iterable[Ints]:
        """For each thing that is among the heaviest of some row (`most` of each, by name where they weigh the
        same), those rows, rising."""
        names = np.argsort(np.argsort(np.array([str(kind) for kind in self.kinds])))
        order = np.lexsort((names[self.item], -weights, self.row)) if len(weights) else np.zeros(0, np.int64)
        # Rows stay where they were, so the place within one is the distance from its start.
        order = order[np.arange(len(order)) - self._starts[self.row] < most]
        order = order[np.argsort(self.item[order], kind="stable")]
        return np.split(self.row[order], np.flatnonzero(np.diff(self.item[order])) + 1)


def pairs_within(groups: Iterable[Ints], most: int) -> tuple[Ints, Ints]:
    """The pairs of numbers that stand together in a group of at most `most`, each once, in order.

    Args:
        groups: rising numbers.
        most: groups of more say nothing.
    """
    by_size: dict[int, list[Ints]] = {}
    for group in groups:
        if 2 <= len(group) <= most:
            by_size.setdefault(len(group), []).append(group)
    found = [np.zeros((0, 2), np.int64)]
    for size, alike in by_size.items():
        table = np.stack(alike)
        one, other = np.triu_indices(size, 1)
        found.append(np.column_stack((table[:, one].ravel(), table[:, other].ravel())))
    every = np.concatenate(found)
    width = int(every.max(initial=0)) + 1
    first, second = np.divmod(np.unique(every[:, 0] * width + every[:, 1]), width)
    return first, second
