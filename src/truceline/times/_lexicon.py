"""The word lists of `data/words.toml`, as one look-up from a word to its classes and values."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["Lexicon", "data_table", "lexicon"]


@dataclass(frozen=True)
class Lexicon:
    """`classes[word]` are the classes of a lower-case word; `values[class][word]` is what it means there."""

    classes: dict[str, frozenset[str]]
    values: dict[str, dict[str, Any]] = field(repr=False)

    def value(self, kind: str, word: str) -> Any:
        """What a lower-case word means as a member of the class `kind`; None where it has no value."""
        return self.values.get(kind, {}).get(word)


@cache
def data_table(name: str) -> dict[str, Any]:
    """A TOML file of this room's data folder, parsed once."""
    return tomllib.loads(files("truceline.times").joinpath("data", name).read_text("utf-8"))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of time, loaded once."""
    classes: dict[str, set[str]] = {}
    values: dict[str, dict[str, Any]] = {}
    for kind, table in data_table("words.toml").items():
        words = table.get("words") if isinstance(table.get("words"), list) else None
        entries = dict.fromkeys(words) if words is not None else table
        values[kind] = dict(entries)
        for word in entries:
            classes.setdefault(word, set()).add(kind)
    return Lexicon({word: frozenset(kinds) for word, kinds in classes.items()}, values)
