"""The word lists of this room, from `data/lexicon.tsv`."""

from __future__ import annotations

from functools import lru_cache

from truceline.actors._gazetteer import rows

__all__ = ["lexicon"]


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
