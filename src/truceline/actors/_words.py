"""Words of a text with their places, folded so that spellings of one name meet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

__all__ = ["Word", "case_of", "fold", "fold_name", "slug", "words"]

_WORD = re.compile(r"[^\W_]+(?:['’ʼʿ‘`][^\W_]+)*")
_MARKS = re.compile(r"['’ʼʿ‘`\"]")
_APOSTROPHES = "'’ʼ‘`"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: its offsets, its letters, and `key`, the folded form without a possessive
    ending."""

    start: int
    end: int
    text: str
    key: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Small letters without accents, apostrophes or another script: `Sana’a` and `Sanaa` are one."""
    plain = word if word.isascii() else anyascii(word)
    return _MARKS.sub("", plain).lower()


def words(text: str, offset: int = 0) -> list[Word]:
    """The words of `text`, a possessive `'s` left out of each; `offset` is added to every place."""
    found = []
    for match in _WORD.finditer(text):
        piece, start = match.group(), match.start()
        if len(piece) > 2 and piece[-1] in "sS" and piece[-2] in _APOSTROPHES:
            piece = piece[:-2]
        elif piece in ("s", "S") and start and text[start - 1] in _APOSTROPHES:
            continue
        found.append(Word(offset + start, offset + start + len(piece), piece, fold(piece)))
    return found


def fold_name(name: str) -> tuple[str, ...]:
    """A name as the keys of its words."""
    return tuple(word.key for word in words(name))


def slug(name: str) -> str:
    """A stable identifier made of a name: `Jabhat al-Nusra` becomes `jabhat-al-nusra`."""
    return "-".join(fold_name(name)) or "unnamed"


def case_of(text: str) -> str:
    """Whether a stretch is in `upper`, `lower` or `mixed` case, by its letters."""
    upper = sum(map(str.isupper, text))
    lower = sum(map(str.islower, text))
    if upper + lower < 12:
        return "mixed"
    if upper > 0.75 * (upper + lower):
        return "upper"
    return "lower" if upper == 0 and lower > 60 else "mixed"
