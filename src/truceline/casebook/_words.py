"""A text as words to be found, as SQLite's full-text index sees it.

A word is a run of letters and digits of any script, in lower case; Latin letters stand without their marks
("é" is found as "e"). Source: the tokenizer `unicode61` with `remove_diacritics 2`
(https://www.sqlite.org/fts5.html#unicode61_tokenizer).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import merge

__all__ = ["Term", "folded", "places", "terms_of", "tokens"]

_OWN = "\ue000-\uf8ff\U000f0000-\U0010fffd"
# Marks that stand after a letter and do not end a word: those of Latin scripts.
_MARKED = "\u0300-\u0304\u0306-\u030c\u030f\u0311\u031b\u0323-\u0328\u032d\u032e\u0330\u0331"
_TOKEN = re.compile(rf"(?:[^\W_]|[{_OWN}])(?:[^\W_]|[{_OWN}{_MARKED}])*")
_ASKED = re.compile(r'"([^"]*)"|(\S+)')
_PLAIN = re.compile(r"[A-Za-z0-9]*")


@dataclass(frozen=True)
class Term:
    """Words that are to stand side by side; with `open` the last may go on."""

    words: tuple[str, ...]
    open: bool = False


def terms_of(query: str) -> list[Term]:
    """What a query asks for: words, "words side by side", and `word*` for all words that begin so."""
    found = []
    for phrase, word in _ASKED.findall(query):
        words = tuple(told for told, _, _ in tokens(phrase or word))
        if words:
            found.append(Term(words, word.endswith("*")))
    return found


def tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text, folded, with their start and end in it."""
    for match in _TOKEN.finditer(text):
        yield folded(match[0]), match.start(), match.end()


def folded(word: str) -> str:
    """A word as it is looked up."""
    if _PLAIN.fullmatch(word):
        return word.lower()
    return "".join(_fold(character) for character in word if not _is_mark(character))


def _is_mark(character: str) -> bool:
    return "\u0300" <= character <= "\u0331"


def _fold(character: str) -> str:
    low = character.casefold()
    low = low if len(low) == 1 else character
    apart = unicodedata.normalize("NFD", low)
    latin = "a" <= apart[0] <= "z" and all(map(unicodedata.combining, apart[1:]))
    return apart[0] if latin else low


def places(text: str, terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """Where terms stand in a text, in its order; places that overlap are one."""
    plain = text.lower() if text.isascii() else text.translate(_FOLDED)
    marked = not text.isascii() and _MARK.search(text) is not None
    held: tuple[int, int] | None = None
    for place in merge(
        *(_pattern(term, marked).finditer(plain) for term in terms), key=lambda found: found.span(1)
    ):
        start, end = place.span(1)
        if held is not None and start < held[1]:
            held = held[0], max(held[1], end)
            continue
        if held is not None:
            yield held
        held = start, end
    if held is not None:
        yield held


class _Folded(dict[int, int]):
    """Characters as they are looked up, each worked out once; there are as many as there were."""

    def __missing__(self, code: int) -> int:
        self[code] = ord(_fold(chr(code)))
        return self[code]


_FOLDED = _Folded()
_MARK = re.compile(f"[{_MARKED}]")
_PART = rf"(?:[^\W_]|[{_OWN}{_MARKED}])"
_BETWEEN = rf"(?:(?!{_PART})[\s\S])+"


@lru_cache(maxsize=256)
def _pattern(term: Term, marked: bool) -> re.Pattern[str]:
    """What a term looks like in folded text; `marked` if there are marks between letters."""
    between = f"[{_MARKED}]*" if marked else ""
    words = ["".join(re.escape(letter) + between for letter in word) for word in term.words]
    end = f"{_PART}*" if term.open else f"(?!{_PART})"
    # Looking ahead, so that places which overlap are all found.
    return re.compile(f"(?<!{_PART})(?=({_BETWEEN.join(words)}{end}))")
