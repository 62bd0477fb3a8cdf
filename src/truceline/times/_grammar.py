"""Patterns over classes of tokens: `data/patterns.toml`, compiled.

A token's set of classes is written as one character, and a pattern becomes a regular expression over such
characters. So a pattern neither sees spaces, dots and capitals nor can run away: it has no repetition, only
options.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from truceline.times._lexicon import data_table
from truceline.times._tokens import Token

__all__ = ["Grammar", "Pattern", "grammar"]


@dataclass(frozen=True)
class Pattern:
    """One named pattern: what it finds, its constant slots, and its items."""

    name: str
    kind: str
    constants: dict[str, Any]
    items: tuple[_Item, ...]


@dataclass(frozen=True)
class _Item:
    """A class alternative (`classes`, maybe with a slot's `name`) or a group (`items`)."""

    classes: tuple[str, ...] = ()
    name: str = ""
    items: tuple[_Item, ...] = ()
    optional: bool = False


def _parse(text: str) -> tuple[_Item, ...]:
    """The items of a pattern's text."""
    stack: list[list[_Item]] = [[]]
    for word in text.replace("(", " ( ").replace(")", " ) ").replace(" ) ?", " )? ").split():
        if word == "(":
            stack.append([])
        elif word in {")", ")?"}:
            inner = tuple(stack.pop())
            stack[-1].append(_Item(items=inner, optional=word == ")?"))
        else:
            stack[-1].append(_item(word))
    return tuple(stack[0])


def _item(word: str) -> _Item:
    """`name=A|B?`: a question mark at the very end makes it optional, unless it belongs to a weak class
    ("MONTH?").
    """
    name, _, rest = word.rpartition("=")
    parts = rest.split("|")
    last = parts[-1]
    optional = last.endswith("?") and last not in _WEAK
    if last.endswith("??"):
        optional, parts[-1] = True, last[:-1]
    elif optional:
        parts[-1] = last[:-1]
    return _Item(tuple(parts), name, (), optional)


_WEAK = {"MONTH?", "WEEKDAY?", "SEASON?"}
"""Classes of words that count only beside others; in a pattern their mark is no option."""


class Grammar:
    """All patterns, ready to match at a place in a list of tokens."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self._codes: dict[tuple[frozenset[str], str], str] = {}
        self._literals = frozenset(
            c.strip("'")
            for p in self.patterns
            for item in _flat(p.items)
            for c in item.classes
            if c.startswith("'")
        )
        self._used = frozenset(c for p in self.patterns for item in _flat(p.items) for c in item.classes)
        self._starts: dict[str, list[tuple[Pattern, re.Pattern[str]]]] = {}
        self._compiled = 0

    def encode(self, tokens: list[Token]) -> str:
        """The tokens as one string, a character each, that tells which classes of the patterns each
        belongs to.
        """
        out = []
        codes, literals = self._codes, self._literals
        for token in tokens:
            key = (token.classes, token.text if token.text in literals else "")
            code = codes.get(key)
            if code is None:
                code = codes[key] = chr(0x100 + len(codes))
            out.append(code)
        if len(codes) != self._compiled:
            self._compile()
        return "".join(out)

    def longest(self, encoded: str, at: int) -> tuple[Pattern, re.Match[str]] | None:
        """The longest match that begins at token `at`."""
        best: tuple[Pattern, re.Match[str]] | None = None
        reach = at
        for pattern, compiled in self._starts.get(encoded[at], ()):
            match = compiled.match(encoded, at)
            if match is not None and match.end() > reach:
                best, reach = (pattern, match), match.end()
        return best

    def _compile(self) -> None:
        """Compile all patterns for the codes known so far (new combinations of classes appear rarely)."""
        members: dict[str, list[str]] = {}
        for (classes, literal), code in self._codes.items():
            for kind in classes & self._used:
                members.setdefault(kind, []).append(code)
            if literal:
                members.setdefault(f"'{literal}'", []).append(code)
        self._starts = {}
        for pattern in self.patterns:
            compiled = re.compile(_regex(pattern.items, members))
            for code in _first(pattern.items, members):
                self._starts.setdefault(code, []).append((pattern, compiled))
        self._compiled = len(self._codes)


def _flat(items: tuple[_Item, ...]) -> list[_Item]:
    return [leaf for item in items for leaf in (_flat(item.items) if item.items else [item])]


def _codes_of(item: _Item, members: dict[str, list[str]]) -> list[str]:
    return sorted({code for kind in item.classes for code in members.get(kind, ())})


def _regex(items: tuple[_Item, ...], members: dict[str, list[str]]) -> str:
    """The regular expression for items; a class that no token has yet matches nothing."""
    out = []
    for item in items:
        if item.items:
            inner = f"(?:{_regex(item.items, members)})"
        else:
            codes = _codes_of(item, members)
            inner = f"[{''.join(codes)}]" if codes else "(?!)"
            if item.name:
                inner = f"(?P<{item.name}>{inner})"
            elif not codes:
                inner = f"(?:{inner})"
        out.append(inner + ("?" if item.optional else ""))
    return "".join(out)


def _first(items: tuple[_Item, ...], members: dict[str, list[str]]) -> set[str]:
    """The codes with which a match can begin."""
    first: set[str] = set()
    for item in items:
        first |= _first(item.items, members) if item.items else set(_codes_of(item, members))
        if not item.optional:
            break
    return first


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The grammar of `data/patterns.toml`, built once."""
    return Grammar(
        Pattern(name, table["kind"], table.get("set", {}), _parse(table["pattern"]))
        for name, table in data_table("patterns.toml").items()
    )
