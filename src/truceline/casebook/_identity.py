"""Keeping a ceasefire's id when it is read again.

A record that was cited, exported or reviewed under an id must stay under it. A ceasefire of a new reading
takes the id of the kept one with which it shares the most: claims read from the same words, and articles. It
needs at least half of the kept one's articles. When two kept ceasefires turn out to be one, the first kept
gives its id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from truceline.model import Ceasefire, Claim, Reading
from truceline.records import renamed

__all__ = ["Places", "places_of", "settle"]

Places = frozenset[tuple[str, str, int, int]]
"""Where claims stand: article, field, start and end."""


def settle(reading: Reading, kept: Reading, others: Iterable[str] = ()) -> tuple[Reading, dict[str, str]]:
    """The reading with the ids of kept ceasefires, and the ids that changed (of the reading: kept).

    Args:
        reading: the new whole, or part of one.
        kept: what is kept of the same reports.
        others: the ids of further ceasefires that are kept, which no new one may have.
    """
    names = _names(reading, kept, set(others))
    changed = {old: new for old, new in names.items() if old != new}
    return renamed(reading, changed), changed


def _names(reading: Reading, kept: Reading, others: set[str]) -> dict[str, str]:
    new_words, kept_words = places_of(reading.claims), places_of(kept.claims)
    pairs = sorted(
        (-likeness, k, n, old.id, new.id)
        for k, old in enumerate(kept.ceasefires)
        for n, new in enumerate(reading.ceasefires)
        if (likeness := _likeness(old, new, kept_words[old.id], new_words[new.id]))
    )
    names: dict[str, str] = {}
    for _, _, _, old_id, new_id in pairs:
        if new_id not in names and old_id not in names.values():
            names[new_id] = old_id
    taken = {*names.values(), *(old.id for old in kept.ceasefires), *others}
    for new in reading.ceasefires:
        if new.id not in names:
            names[new.id] = _free(new.id, taken)
            taken.add(names[new.id])
    return names


def places_of(claims: Iterable[Claim]) -> defaultdict[str | None, Places]:
    """Where the claims on each ceasefire stand."""
    found: defaultdict[str | None, set[tuple[str, str, int, int]]] = defaultdict(set)
    for claim in claims:
        found[claim.ceasefire].update((e.article, claim.field, e.start, e.end) for e in claim.evidence)
    return defaultdict(frozenset, {ceasefire: frozenset(words) for ceasefire, words in found.items()})


def _likeness(old: Ceasefire, new: Ceasefire, old_words: Places, new_words: Places) -> float:
    shared = len(set(old.articles) & set(new.articles))
    if not shared or 2 * shared < len(set(old.articles)):
        return 0.0
    articles = shared / len({*old.articles, *new.articles})
    claims = len(old_words & new_words) / len(old_words | new_words) if old_words or new_words else 0.0
    return articles + claims + 0.5 * (old.id == new.id)


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name
