"""Kinds of acts and of things that are hit, from `data/acts.toml`: what lies within what."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from truceline.errors import UsageError
from truceline.terms._kleene import NO, UNKNOWN, YES, Truth, either

__all__ = ["Tree", "acts", "data", "known", "may_involve", "means_of", "objects", "words_of"]


@dataclass(frozen=True)
class Tree:
    """Names, and the name within which each lies."""

    within: dict[str, str | None]
    noun: str

    def line(self, name: str) -> tuple[str, ...]:
        """A name with everything that it is a kind of, the nearest first."""
        found = [name]
        while above := self.within.get(found[-1]):
            found.append(above)
        return tuple(found)

    def is_a(self, told: str, asked: str) -> Truth:
        """Whether what is told as `told` is a kind of `asked`.

        Unknown where `asked` is a kind of `told`: an attack may have been an air strike.
        """
        if asked in self.line(told):
            return YES
        return UNKNOWN if told in self.line(asked) else NO

    def any_is(self, told: Iterable[str], asked: Iterable[str]) -> Truth:
        """Whether something that is told is a kind of something that is asked for."""
        wanted = tuple(asked)
        return either(self.is_a(one, name) for one in told for name in wanted)


@lru_cache(maxsize=8)
def data(file: str) -> dict[str, Any]:
    """A data file of this room."""
    text = resources.files("truceline.terms").joinpath("data", file).read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def acts() -> Tree:
    """Kinds of acts."""
    return Tree(
        {name: about.get("within") for name, about in data("acts.toml")["acts"].items()}, "kind of act"
    )


@lru_cache(maxsize=1)
def objects() -> Tree:
    """Kinds of things that are hit."""
    return Tree(
        {n: about.get("within") for n, about in data("acts.toml")["objects"].items()}, "kind of object"
    )


def known(tree: Tree, names: Iterable[str], where: str) -> None:
    """Check that all names are of the tree.

    Raises:
        UsageError: one is not.
    """
    for name in names:
        if name not in tree.within:
            cure = f"use one of: {', '.join(sorted(tree.within))}"
            raise UsageError(f"there is no {tree.noun} {name!r}", where=where, cure=cure)


def may_involve(told: Iterable[str]) -> tuple[str, ...]:
    """Acts that may have come along with those that are told."""
    listed = data("acts.toml")["may_involve"]
    return tuple(dict.fromkeys(more for one in told for more in listed.get(one, ())))


def means_of(told: Iterable[str]) -> frozenset[str]:
    """The weapons and domains that acts imply."""
    about = data("acts.toml")["acts"]
    return frozenset(means for one in told for means in about[one].get("means", ()))


def words_of(text: str) -> tuple[str, ...]:
    """The kinds of acts that a phrase of terms names, the special ones before the general."""
    found = [name for name, pattern in _patterns() if pattern.search(text)]
    above = {name for one in found for name in acts().line(one)[1:]}
    return tuple(name for name in found if name not in above)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    listed = data("acts.toml")["acts"].items()
    return tuple((n, re.compile(rf"\b(?:{about['words']})", re.I)) for n, about in listed if "words" in about)
