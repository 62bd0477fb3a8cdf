"""The word lists of `data/lexicon.toml`, compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["compose", "pattern", "verb_classes", "verb_lists", "words"]


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(files("truceline.claims").joinpath("data/lexicon.toml").read_text("utf-8"))


def words(name: str) -> list[str]:
    """The entries of a list, as `section.key`, or of a list that is a section's only one, as `section`."""
    section, _, key = name.partition(".")
    entries = _lists()[section][key] if key else _lists()[section]
    return list(entries)


@cache
def pattern(*names: str) -> re.Pattern[str]:
    """One case-blind pattern for all entries of the lists, longest first, at word boundaries.

    A space in an entry stands for any run of white space.
    """
    entries = sorted({_filled(entry) for name in names for entry in words(name)}, key=lambda e: (-len(e), e))
    body = "|".join(re.sub(r" (?![?*+{])", r"\\s+", entry) for entry in entries)
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)


@cache
def compose(template: str) -> re.Pattern[str]:
    """A case-blind pattern in which `<named>` stands for any name of a ceasefire and `<acts>` for any act of one."""
    filled = template
    for mark, name in (("<named>", "nouns.named"), ("<acts>", "nouns.acts")):
        if mark in filled:
            filled = filled.replace(mark, f"(?:{pattern(name).pattern})")
    return re.compile(filled, re.IGNORECASE)


def _filled(entry: str) -> str:
    """An entry with the lists of `[parts]` that it names put in."""
    return re.sub(r"\{([a-z]+)\}", lambda m: "(?:" + "|".join(words(f"parts.{m.group(1)}")) + ")", entry)


@cache
def verb_classes() -> dict[str, frozenset[str]]:
    """Verb lemma to the classes it belongs to (agreed, declared, proposed, ...)."""
    found: dict[str, set[str]] = {}
    for name, lemmas in _lists()["verbs"].items():
        if name != "source":
            for lemma in lemmas:
                found.setdefault(lemma, set()).add(name)
    return {lemma: frozenset(names) for lemma, names in found.items()}


@cache
def verb_lists(name: str) -> frozenset[str]:
    """The lemmas of one class of verbs."""
    return frozenset(words(f"verbs.{name}"))
