"""An article's text cut where anything begins or ends that is marked in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["LAYERS", "Mark", "Run", "Slice", "cut", "slice_around"]

LAYERS = ("statements", "times", "actors", "claims", "wrong")
SLICE = 60_000
"""Characters of an article on one page."""


@dataclass(frozen=True)
class Mark:
    """Something that was found in a text: where, in which layer, and what it is, in words.

    `note` is a line or two: each a label and what it says.
    """

    start: int
    end: int
    layer: str
    note: tuple[tuple[str, str], ...]
    address: str = ""


@dataclass(frozen=True)
class Run:
    """Characters that all have the same marks.

    `layers` are those of the marks; `begins` are the numbers of the marks that begin here, `within` of all
    that it lies in. `asked` says that the address asks for these words.
    """

    text: str
    layers: tuple[str, ...]
    begins: tuple[int, ...]
    within: tuple[int, ...]
    asked: bool


@dataclass(frozen=True)
class Slice:
    """A part of a text that fits on a page: which (from 1) of how many, and its characters."""

    number: int
    count: int
    start: int
    end: int


def slice_around(text: str, offset: int | None, number: int) -> Slice:
    """The part of a text in which a character stands, or the `number`th.

    Parts end with a line where one does; a line that is longer than a page is cut.
    """
    ends = [0]
    while ends[-1] < len(text):
        end = ends[-1] + SLICE
        line = text.rfind("\n", ends[-1] + SLICE // 2, end)
        ends.append(len(text) if end >= len(text) else line + 1 if line > 0 else end)
    count = max(1, len(ends) - 1)
    if offset is not None:
        number = bisect_right(ends, min(offset, max(0, len(text) - 1)))
    number = min(max(1, number), count)
    return Slice(number, count, ends[number - 1], ends[min(number, len(ends) - 1)])


def cut(
    text: str, start: int, end: int, marks: Sequence[Mark], asked: tuple[int, int] | None
) -> Iterable[Run]:
    """The characters from `start` to `end` as runs; the marks are numbered as they come."""
    spans = [(n, m.start, m.end, m.layer) for n, m in enumerate(marks) if m.start < end and m.end > start]
    edges = {start, end}
    for _, first, last, _ in spans:
        edges |= {max(first, start), min(last, end)}
    if asked:
        edges |= {place for place in asked if start < place < end}
    places = sorted(edges)
    opening: dict[int, list[tuple[int, int, str]]] = {}
    for n, first, last, layer in spans:
        opening.setdefault(max(first, start), []).append((n, last, layer))
    active: list[tuple[int, int, str]] = []
    for here, there in pairwise(places):
        active = [one for one in active if one[1] > here]
        new = [one for one in opening.get(here, ()) if one[1] > here]
        active += new
        yield Run(
            text=text[here:there],
            layers=tuple(dict.fromkeys(layer for _, _, layer in active)),
            begins=tuple(n for n, _, _ in new),
            within=tuple(n for n, _, _ in active),
            asked=asked is not None and asked[0] <= here < asked[1],
        )
