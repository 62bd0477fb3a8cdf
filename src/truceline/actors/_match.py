"""Finding known names in a stretch of words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from truceline.actors._gazetteer import Gazetteer, Name, is_shared
from truceline.actors._lexicon import lexicon
from truceline.actors._words import Word

__all__ = ["Hit", "hits"]

_GAP = re.compile(r"[\s\-–‐‑'’ʼ`./\"“”&]{0,4}(?:['’]\s?s\b)?[\s\-–‐‑'’./\"“”]{0,3}")
_SPELT = 4
"""Letters up to which an acronym may also be an ordinary word or name where it is written as one."""
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
        case: what `case_of` says of it. Where all is in capitals, or nothing is, names are matched without
        regard to
            case and single words that are ordinary English words are left out.
        known: the names.
    """
    stretch = _Stretch(found, text, offset, case)
    place = 0
    while place < len(found):
        length, names = _longest(stretch, place, known)
        if length and found[place].key == "the" and _beyond(stretch, place, length, known):
            length = 0
        if length and not _goes_on(stretch, place + length, names):
            yield Hit(place, place + length, names)
        place += length or 1


def _goes_on(stretch: _Stretch, last: int, names: Sequence[Name]) -> bool:
    """Whether a name that groups of many countries bear is but the head of a longer one that no list has:
    "the National Democratic Front of Karwan"."""
    if stretch.case != "mixed" or last + 1 >= len(stretch.words) or not all(is_shared(n.text) for n in names):
        return False
    link, after = stretch.words[last], stretch.words[last + 1]
    gap = stretch.text[stretch.words[last - 1].end - stretch.offset : link.start - stretch.offset]
    return gap == " " and link.key in ("of", "for") and after.capital and not names[0].text.isupper()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A paragraph's words with its text, which stands at `offset`, and its case."""

    words: Sequence[Word]
    text: str
    offset: int
    case: str


def _beyond(stretch: _Stretch, place: int, length: int, known: Gazetteer) -> bool:
    """Whether a name that begins after "the" reaches further than the one that "the" belongs to."""
    size, _ = _longest(stretch, place + 1, known) if place + 1 < len(stretch.words) else (0, ())
    return size >= length or not stretch.words[place].capital


def _longest(stretch: _Stretch, place: int, known: Gazetteer) -> tuple[int, tuple[Name, ...]]:
    """The longest known name that begins at a word: how many words it has, and which names it may be."""
    best = 0
    names: list[Name] = []
    for rest, name in known.index.get(stretch.words[place].key, ()):
        size = len(rest) + 1
        if size < best:
            break
        if rest and not _follows(stretch, place, rest, listed="," in name.text):
            continue
        if _cased(stretch, place, size, name):
            best = size
            names.append(name)
    return best, tuple(names)


def _follows(stretch: _Stretch, place: int, rest: tuple[str, ...], *, listed: bool) -> bool:
    found = stretch.words
    if place + len(rest) >= len(found):
        return False
    previous = found[place]
    for step, key in enumerate(rest, 1):
        word = found[place + step]
        if word.key != key:
            return False
        gap = stretch.text[previous.end - stretch.offset : word.start - stretch.offset]
        if gap != " " and not _joins(gap, previous, listed=listed):
            return False
        previous = word
    return True


def _joins(gap: str, previous: Word, *, listed: bool) -> bool:
    """Whether the characters between two words can stand inside a name (a comma can, before `D.C.` and in
    a name that has one itself)."""
    if gap == ", " and (previous.key == "washington" or listed):
        return True
    return bool(_GAP.fullmatch(gap)) and (len(previous.text) <= 2 or not _STOP.search(gap))


def _cased(stretch: _Stretch, place: int, size: int, name: Name) -> bool:
    """Whether the words are written as a name is, for the case that the stretch is in."""
    match = stretch.words[place : place + size]
    if stretch.case == "mixed":
        return _capitalised(match, name.text)
    if size > 1 or match[0].key not in lexicon("wordlike"):
        return size > 1 or len(match[0].key) > 2 or stretch.case == "upper"
    if place + 1 < len(stretch.words) and stretch.words[place + 1].key in (
        *lexicon("fighters"),
        *lexicon("led"),
    ):
        return True
    return match[0].key == "us" and stretch.case == "upper" and _stately(stretch.words, place)


def _capitalised(match: Sequence[Word], name: str) -> bool:
    if _acronym(name):
        return (match[0].text.isupper() and match[-1].text.isupper()) or _read_out(match, name)
    if name.islower():
        return True
    if len(match) == 1 and len(name) <= 4 and not name[1:].islower():
        return match[0].text == name
    return match[0].capital if len(match) == 1 else any(word.capital for word in match)


def _read_out(match: Sequence[Word], name: str) -> bool:
    """Whether a long acronym is written as it is spoken: "Unifil", "Minurso"."""
    word = match[0].text
    told = word.istitle() and match[0].key not in lexicon("wordlike")
    return told and len(match) == 1 and len(name) > _SPELT


def _stately(found: Sequence[Word], place: int) -> bool:
    """Whether `US` in a text of capitals is the country and not the pronoun."""
    before = found[place - 1].key if place else ""
    after = found[place + 1].key if place + 1 < len(found) else ""
    return before == "the" or after in lexicon("stately")


def _acronym(name: str) -> bool:
    return len(name) <= 8 and name.isupper()
