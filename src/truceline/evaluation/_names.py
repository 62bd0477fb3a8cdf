"""Whether two names mean the same actor, place or thing, for scoring.

Gold names are common English names; truceline's are those of its gazetteer or of the report. They are the
same when, case, accents, articles and words for "government" set aside, they are equal, one is the other's
initials, or one is an alias of the other. A person or office speaks for whom it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from anyascii import anyascii

from truceline.model import Actor

__all__ = ["alike", "names_of", "pair", "share_words"]

_WORD = re.compile(r"[a-z0-9]+")
_EMPTY = frozenset(
    [
        "the",
        "of",
        "and",
        "a",
        "an",
        "in",
        "for",
        "government",
        "governments",
        "authorities",
        "republic",
        "federal",
        "s",
    ]
)
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z-]{1,9})\)")
HALF = 0.5
"""The share of words from which two descriptions of an area or an amount of text are taken for the same."""


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    plain = anyascii(name).lower().replace("'s", "").replace("’s", "")
    words = tuple(_WORD.findall(plain))
    return tuple(word for word in words if word not in _EMPTY) or words


def alike(one: str, two: str) -> bool:
    """Whether two names are the same name."""
    a, b = _words(_bare(one)), _words(_bare(two))
    if not a or not b:
        return False
    return sorted(a) == sorted(b) or _initials(one, two) or _initials(two, one)


def names_of(value: str, actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """The names under which a value of truceline may stand in gold: its own, and those of whom it speaks
    for.
    """
    names: list[str] = []
    seen: set[str] = set()
    at: str | None = value
    while at and at in actors and at not in seen:
        seen.add(at)
        actor = actors[at]
        names += [actor.name, *(alias.name for alias in actor.aliases)]
        at = actor.of
    return tuple(dict.fromkeys(names or [value]))


def pair(
    expected: Iterable[str], got: Iterable[tuple[str, ...]]
) -> tuple[int, list[str], list[tuple[str, ...]]]:
    """Pair names of gold with values of truceline, each once.

    Args:
        expected: names of gold.
        got: per value of truceline, its names, its own first.

    Returns:
        How many pairs there are, the names of gold that were missed, and the values that pair with nothing. A
        value that names a gold name's actor twice (a country and its president) counts once and is not wrong
        the second time.
    """
    waiting, left = list(expected), list(got)
    found: list[str] = []
    for depth in (1, None):
        for name in list(waiting):
            match = next((names for names in left if any(alike(name, n) for n in names[:depth])), None)
            if match is not None:
                left.remove(match)
                waiting.remove(name)
                found.append(name)
    wrong = [names for names in left if not any(alike(name, n) for name in found for n in names)]
    return len(found), waiting, wrong


def share_words(one: str, two: str) -> bool:
    """Whether two descriptions share half of the words of the shorter one."""
    a, b = set(_words(one)), set(_words(two))
    return bool(a and b) and len(a & b) >= HALF * min(len(a), len(b))


def _bare(name: str) -> str:
    return _ACRONYM.sub("", name)


def _initials(short: str, long: str) -> bool:
    """Whether `short` is the acronym of `long` or stands in brackets behind it."""
    if short in _ACRONYM.findall(long):
        return True
    letters = "".join(
        word[0] for word in re.findall(r"[A-Za-z]+", long) if word.lower() not in {"the", "of", "and", "for"}
    )
    return len(short) > 2 and short.isupper() and letters.upper() == short
