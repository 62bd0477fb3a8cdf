"""The word lists of `data/lexicon.toml`, `data/fates.toml` and `data/contacts.toml`, compiled once.

A list is named `section.key`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["compose", "lemmas", "matches", "pattern", "verb_classes", "words"]


@cache
def _lists() -> dict[str, Any]:
    """All lists by section; what the files have of a section is one."""
    lists: dict[str, Any] = {}
    for file in ("lexicon.toml", "fates.toml", "contacts.toml"):
        found = tomllib.loads(files("truceline.claims").joinpath(f"data/{file}").read_text("utf-8"))
        for section, entries in found.items():
            lists.setdefault(section, {}).update(entries)
    return lists


def words(name: str) -> list[str]:
    """The entries of a list as they stand in the file."""
    section, _, key = name.partition(".")
    return list(_lists()[section][key])


@cache
def pattern(*names: str) -> re.Pattern[str]:
    """One case-blind pattern for all entries of the lists, longest first, at word boundaries.

    A space in an entry stands for any run of white space.
    """
    entries = sorted({_filled(entry) for name in names for entry in words(name)}, key=lambda e: (-len(e), e))
    body = "|".join(re.sub(r" (?![?*+{])", r"\\s+", entry) for entry in entries)
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)


_MARKS = {"<named>": ["nouns.named"], "<acts>": ["nouns.acts"], "<pact>": ["nouns.named", "nouns.deals"]}


@cache
def compose(template: str) -> re.Pattern[str]:
    """A case-blind pattern in which `<named>` stands for any name of a truce, `<acts>` for any act of one,
    `<pact>` for a name or for what stands for one ("accord"), and `{name}` for a list of `[parts]`.
    """
    filled = _filled(template)
    for mark, names in _MARKS.items():
        if mark in filled:
            filled = filled.replace(mark, f"(?:{pattern(*names).pattern})")
    return re.compile(filled, re.IGNORECASE)


def matches(template: str, text: str) -> Iterator[re.Match[str]]:
    """All matches of `compose(template)` in a text, in order.

    One that begins with a mark is tried only where what the mark stands for begins: these places are looked
    for once for many templates, and most sentences have none. Such a template has no choice at its top.
    """
    mark = next((mark for mark in _MARKS if template.startswith(mark)), None)
    whole = compose(template)
    if mark is None:
        yield from whole.finditer(text)
        return
    end = 0
    for start in _places(mark, text):
        match = whole.match(text, start) if start >= end else None
        if match is not None:
            yield match
            end = match.end()


@lru_cache(maxsize=64)
def _places(mark: str, text: str) -> tuple[int, ...]:
    """Where what a mark stands for begins in a text, also within another."""
    ahead = _ahead(mark)
    return tuple(match.start() for match in ahead.finditer(text))


@cache
def _ahead(mark: str) -> re.Pattern[str]:
    return re.compile(rf"(?={compose(mark).pattern})", re.IGNORECASE)


def _filled(entry: str) -> str:
    """An entry with the lists of `[parts]` that it names put in."""
    return re.sub(r"\{([a-z]+)\}", lambda m: "(?:" + "|".join(words(f"parts.{m.group(1)}")) + ")", entry)


@cache
def _classes() -> dict[str, frozenset[str]]:
    """Verb lemma to the lists of `[verbs]` in which it stands."""
    found: dict[str, set[str]] = {}
    for name, verbs in _lists()["verbs"].items():
        if name != "source":
            for lemma in verbs:
                found.setdefault(lemma, set()).add(name)
    return {lemma: frozenset(names) for lemma, names in found.items()}


def verb_classes(verb: Token) -> frozenset[str]:
    """The classes that a verb belongs to by its lemma: agreed, declared, proposed, ..."""
    return _classes().get(verb.lemma_.lower(), frozenset())


@cache
def lemmas(*names: str) -> frozenset[str]:
    """The lemmas of one list, or of several together."""
    return frozenset(word for name in names for word in words(name))
