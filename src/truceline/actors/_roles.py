"""Words that name people by their office: "foreign minister", "special envoy for", "the spokesman"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from truceline.actors._lexicon import rows
from truceline.actors._words import Word, fold_name

__all__ = ["Role", "office_names", "role_at", "roles"]


@dataclass(frozen=True, slots=True)
class Role:
    """An office or kind of work at words `first` to `last` (excluded); `several` where it names more than
    one person."""

    first: int
    last: int
    office: str
    several: bool


@lru_cache(maxsize=1)
def _index() -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
    index: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for spellings, office, number in rows("roles.tsv"):
        for spelling in spellings.split("|"):
            first, *rest = fold_name(spelling)
            index.setdefault(first, []).append((tuple(rest), office, number == "2"))
    for listed in index.values():
        listed.sort(key=lambda item: -len(item[0]))
    return index


def office_names() -> set[str]:
    """Every office or kind of work that the list knows."""
    return {office for listed in _index().values() for _, office, _ in listed}


def role_at(found: Sequence[Word], place: int) -> Role | None:
    """The longest role that begins at a word, if any."""
    for rest, office, several in _index().get(found[place].key, ()):
        if len(found) - place > len(rest) and all(
            found[place + step].key == key for step, key in enumerate(rest, 1)
        ):
            return Role(place, place + 1 + len(rest), office, several)
    return None


def roles(found: Sequence[Word]) -> list[Role]:
    """Every role in a stretch of words, the longest at each place, without overlap."""
    listed, place = [], 0
    while place < len(found):
        role = role_at(found, place)
        if role:
            listed.append(role)
        place = role.last if role else place + 1
    return listed
