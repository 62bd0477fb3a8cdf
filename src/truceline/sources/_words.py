"""The word lists of this room, read once from `data/`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

__all__ = ["Agency", "agencies", "agency_named", "begins", "holds", "words"]

_DATA = files("truceline.sources") / "data"


@lru_cache(maxsize=1)
def _lists() -> dict[str, tuple[str, ...]]:
    with (_DATA / "furniture.toml").open("rb") as file:
        return {name: tuple(entries) for name, entries in tomllib.load(file)["words"].items()}


@lru_cache(maxsize=64)
def words(name: str) -> frozenset[str]:
    """One list of `data/furniture.toml` as a set, in lower case."""
    return frozenset(_lists()[name])


@lru_cache(maxsize=16)
def starts(name: str) -> dict[str, tuple[str, ...]]:
    """One list of beginnings by their first three characters, so that a line meets few of them."""
    found: dict[str, list[str]] = {}
    for entry in _lists()[name]:
        found.setdefault(entry[:3], []).append(entry)
    return {head: tuple(entries) for head, entries in found.items()}


def begins(line: str, name: str) -> str | None:
    """The entry of the list `name` with which `line` (in lower case) begins, at the end of a word; None if
    there is none.
    """
    table = starts(name)
    for size in (3, 2, 1):
        for entry in table.get(line[:size], ()):
            if line.startswith(entry) and not (
                entry[-1].isalnum() and line[len(entry) : len(entry) + 1].isalnum()
            ):
                return entry
    return None


@lru_cache(maxsize=16)
def _anywhere(name: str) -> re.Pattern[str]:
    return re.compile(
        "|".join(re.escape(entry) for entry in sorted(_lists()[name], key=lambda e: (-len(e), e)))
    )


def holds(line: str, name: str) -> int:
    """How many different entries of the list `name` stand in `line` (in lower case)."""
    return len(set(_anywhere(name).findall(line)))


@dataclass(frozen=True)
class Agency:
    """A news agency or another outlet, with the forms in which it names itself."""

    name: str
    forms: tuple[str, ...]
    is_agency: bool


@lru_cache(maxsize=1)
def agencies() -> tuple[Agency, ...]:
    """Every entry of `data/agencies.tsv`, in its order."""
    entries = []
    for line in (_DATA / "agencies.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, others, kind = line.split("\t") if line.count("\t") == 2 else (*line.split("\t"), "outlet")
            entries.append(Agency(name, (name, *filter(None, others.split("|"))), kind == "agency"))
    return tuple(entries)


@lru_cache(maxsize=1)
def _by_form() -> dict[str, Agency]:
    return {form.casefold(): agency for agency in agencies() for form in agency.forms}


def agency_named(form: str) -> Agency | None:
    """The agency or outlet that calls itself `form` (case does not matter), or None."""
    return _by_form().get(form.strip().casefold())
