"""Finding known names in a stretch of words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from truceline.actors._gazetteer import Gazetteer, Name
from truceline.actors._lexicon import lexicon
from truceline.actors._words import Word

__all__ = ["Hit", "hits"]

_GAP = re.compile(r"[\s\-–‐‑'’ʼ`./\"“”&]{0,4}(?:['’]\s?s\b)?[\s\-–‐‑'’./\"“”]{0,3}")
_STOP = re.compile(r"[.]\s|\n")


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name at words `first` to `last` (excluded) of a paragraph; `names` are those it may be."""

    first: int
    last: int
    names: tuple[Name, ...]


def hits(found: Sequence[Word], text: str, offset: int, case: str, known: Gazetteer) -> Iterator[Hit]:
    """The longest known names, left to right, without overlap.

    Args:
        found: the words of the paragraph.
        text: the paragraph; its character 0 stands at `offset`.
        case: what `case_of` says of it. Where all is in capitals, or nothing is, names are matched without regard to
            case and single words that are ordinary English words are left out.
        known: the names.
    """
    place, index = 0, known.index
    while place < len(found):
        candidates = index.get(found[place].key)
        length = 0
        if candidates:
            length, names = _longest(found, place, candidates, text, offset, case)
            if (
                length
                and found[place].key == "the"
                and _beyond(found, place, length, text, offset, case, known)
            ):
                length = 0
            if length:
                yield Hit(place, place + length, names)
        place += length or 1


def _beyond(
    found: Sequence[Word], place: int, length: int, text: str, offset: int, case: str, known: Gazetteer
) -> bool:
    """Whether a name that begins after "the" reaches further than the one that "the" belongs to ("The National")."""
    inner = known.index.get(found[place + 1].key, [])
    size, names = _longest(found, place + 1, inner, text, offset, case)
    return bool(names) and size >= length or not found[place].capital


def _longest(
    found: Sequence[Word],
    place: int,
    candidates: list[tuple[tuple[str, ...], Name]],
    text: str,
    offset: int,
    case: str,
) -> tuple[int, tuple[Name, ...]]:
    best = 0
    names: list[Name] = []
    for rest, name in candidates:
        size = len(rest) + 1
        if size < best:
            break
        if rest and not _follows(found, place, rest, text, offset):
            continue
        if _cased(found[place : place + size], name, case, found, place):
            best = size
            names.append(name)
    return best, tuple(names)


def _follows(found: Sequence[Word], place: int, rest: tuple[str, ...], text: str, offset: int) -> bool:
    if place + len(rest) >= len(found):
        return False
    previous = found[place]
    for step, key in enumerate(rest, 1):
        word = found[place + step]
        if word.key != key:
            return False
        gap = text[previous.end - offset : word.start - offset]
        if gap != " " and not _joins(gap, previous):
            return False
        previous = word
    return True


def _joins(gap: str, previous: Word) -> bool:
    """Whether the characters between two words can stand inside a name (a comma can, before `D.C.` alone)."""
    if gap == ", " and previous.key == "washington":
        return True
    return bool(_GAP.fullmatch(gap)) and (len(previous.text) <= 2 or not _STOP.search(gap))


def _cased(match: Sequence[Word], name: Name, case: str, found: Sequence[Word], place: int) -> bool:
    single = len(match) == 1
    if case == "mixed":
        if _acronym(name.text):
            return match[0].text.isupper() and match[-1].text.isupper()
        if name.text.islower():
            return True
        if single and len(name.text) <= 4 and not name.text[1:].islower():
            return match[0].text == name.text
        return match[0].capital if single else any(word.capital for word in match)
    if not single or match[0].key not in lexicon("wordlike"):
        return not (single and len(match[0].key) < 3 and case == "lower")
    return match[0].key == "us" and case == "upper" and _stately(found, place)


def _stately(found: Sequence[Word], place: int) -> bool:
    """Whether `US` in a text of capitals is the country and not the pronoun."""
    before = found[place - 1].key if place else ""
    after = found[place + 1].key if place + 1 < len(found) else ""
    return before == "the" or after in lexicon("stately")


def _acronym(name: str) -> bool:
    return len(name) <= 8 and name.isupper()
