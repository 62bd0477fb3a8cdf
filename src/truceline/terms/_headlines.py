"""Whom a source's own words name where a dataset writes an umbrella.

A headline decides only where one clause says of the place of the incident that a group which the umbrella is
known to hold fought the other side: "clashes between the army and G near P". A group that is mentioned in
passing, in another part of a headline that sums up a day, or without the other side, decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from truceline.actors import lookup
from truceline.model import Actor
from truceline.terms._labels import Who, fold
from truceline.terms._taxonomy import data

__all__ = ["told_actors"]

LONGEST = 4
"""Words of the longest name that is looked for."""
SHORTEST = 4
"""Letters of a word that can tell a place."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_GENERAL = frozenset({
    "airport", "area", "between", "camp", "city", "countryside", "district", "east", "eastern", "governorate",
    "jabal", "mintaqat", "mount", "near", "neighborhood", "neighbourhood", "north", "northern", "oblast",
    "province", "raion", "region", "road", "south", "southern", "subdistrict", "town", "village", "west",
    "western",
})  # fmt: skip
"""Words in names of places that tell no place."""


def told_actors(
    headline: str, places: Iterable[str], umbrella: Who, others: tuple[Who, ...]
) -> tuple[str, ...]:
    """The groups of an umbrella that a headline gives as fighting the other side at one of the places.

    Args:
        headline: one headline, or several joined by semicolons.
        places: names of the place, its district and its province, as the dataset writes them.
        umbrella: the side that may be any of several groups.
        others: those on the other side.

    Returns:
        Their names, in the order of the text; empty where the headline decides nothing.
    """
    words = {word for place in places for word in fold(place).split()}
    here = {word for word in words if len(word) >= SHORTEST and word not in _GENERAL}
    found: dict[str, None] = {}
    for clause in _clauses(headline):
        folded = fold(clause)
        if (
            not (here & set(folded.split()))
            or not _says(folded, "fighting")
            or not _names(clause, folded, others)
        ):
            continue
        found.update(dict.fromkeys(name for actor, name in _groups(clause) if actor in umbrella.members))
    return tuple(found)


def _clauses(headline: str) -> list[str]:
    return [part for part in _cut().split(headline) if part and part.strip()]


@lru_cache(maxsize=1)
def _cut() -> re.Pattern[str]:
    """Between clauses: marks, and an "and" before a word of fighting."""
    words = "|".join(re.escape(word) for word in data("labels.toml")["headlines"]["fighting"])
    return re.compile(rf"[;,.]\s+|\s+and\s+(?=(?:\w+\s+)?(?:{words}))", re.I)


def _says(folded: str, kind: str) -> bool:
    listed = data("labels.toml")["headlines"][kind]
    return any(f" {word}" in f" {folded}" for word in listed)


def _names(clause: str, folded: str, others: tuple[Who, ...]) -> bool:
    """Whether a clause names the other side: by a word for state forces, or by its name."""
    if any(who.kind == "state" for who in others) and _says(folded, "state"):
        return True
    wanted = {who.id for who in others}
    return any(actor in wanted for actor, _ in _groups(clause))


@lru_cache(maxsize=16384)
def _groups(clause: str) -> tuple[tuple[str, str], ...]:
    """The known actors that a clause names: id and name, the longest name at each place."""
    words = [match.group() for match in _WORD.finditer(clause)]
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(words):
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            name = " ".join(words[at : at + length])
            actor = lookup(name) if any(letter.isupper() for letter in name) else None
            if actor is not None and _called(actor, name):
                found.append((actor.of or actor.id if actor.kind == "government" else actor.id, actor.name))
                at += length - 1
                break
        at += 1
    return tuple(found)


def _called(actor: Actor, name: str) -> bool:
    """Whether a word is an actor's name, and not a place or people that stand for it."""
    return fold(name) in {fold(one) for one in (actor.name, *(alias.name for alias in actor.aliases))}
