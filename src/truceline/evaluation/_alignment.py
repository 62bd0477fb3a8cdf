"""Which ceasefire of truceline is which of gold, and how well reports were joined."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

__all__ = ["align", "b_cubed"]

Sets = Sequence[frozenset[str]]


def align(gold: Sets, got: Sets, closeness: Callable[[int, int], float]) -> dict[int, int]:
    """Pair clusters of reports one to one, the best overlap first (Jaccard), ties by `closeness` (below 1).

    Returns:
        The number of the cluster in `got` for each in `gold` that has one.
    """
    pairs = sorted(
        (-(overlap + 0.1 * closeness(g, s)), g, s)
        for g, one in enumerate(gold)
        for s, two in enumerate(got)
        if (overlap := len(one & two) / len(one | two) if one | two else 0.0)
    )
    paired: dict[int, int] = {}
    for _, g, s in pairs:
        if g not in paired and s not in paired.values():
            paired[g] = s
    return paired


def b_cubed(gold: Sets, got: Sets) -> tuple[float, float, int]:
    """Extended B-cubed precision and recall of overlapping clusters (Amigó et al. 2009), summed over items.

    Returns:
        The sum of precisions over the items that `got` clusters, the sum of recalls over those of `gold`, and
        the number of items in `gold`.
    """
    theirs, ours = _clusters_of(gold), _clusters_of(got)
    precision = sum(_share(item, ours, theirs) for item in ours)
    recall = sum(_share(item, theirs, ours) for item in theirs)
    return precision, recall, len(theirs)


def _clusters_of(sets: Sets) -> dict[str, frozenset[int]]:
    items = sorted({item for one in sets for item in one})
    return {item: frozenset(n for n, one in enumerate(sets) if item in one) for item in items}


def _share(item: str, one: Mapping[str, frozenset[int]], two: Mapping[str, frozenset[int]]) -> float:
    """Of the pairings of `item` in `one`, the share that `two` has as often."""
    shares = []
    for other, clusters in one.items():
        together = len(one[item] & clusters)
        if together:
            also = len(two.get(item, frozenset()) & two.get(other, frozenset()))
            shares.append(min(together, also) / together)
    return sum(shares) / len(shares)
