"""The word lists of this room, from `data/lexicon.tsv`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

__all__ = ["lexicon", "rows"]


def rows(file: str) -> Iterator[list[str]]:
    """The lines of a data file, cut at tabs, without comments and blank lines."""
    text = resources.files("truceline.actors").joinpath("data", file).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield [column.strip() for column in line.split("\t")]


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[str, str]]:
    lists: dict[str, dict[str, str]] = {}
    for row in rows("lexicon.tsv"):
        meaning = row[2] if len(row) > 2 else ""
        for word in row[1].split("|"):
            lists.setdefault(row[0], {})[word] = meaning
    return lists


def lexicon(name: str) -> dict[str, str]:
    """One list: its words in folded form, each with what it stands for (or nothing)."""
    return _lists()[name]
