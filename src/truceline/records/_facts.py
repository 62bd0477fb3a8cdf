"""What a translator leaves as it is: the names, numbers and days of each sentence, and the meaning of its
words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from truceline.actors import sound
from truceline.model import Article
from truceline.statements import profile

__all__ = ["Piece", "Story", "story"]

_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[\"“‘'(]?[A-Z0-9])|\n+")
_WORD = re.compile(r"\d+(?:[.,\s]\d{3})+\b|\d+|[^\W\d_]+(?:['’][^\W\d_]+)*")
_FEWEST = 4
"""Words of a sentence. Shorter ones are joined to the next."""
_COUNTED = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred")
_NUMBERS = {word: n for n, word in enumerate(_COUNTED, 1)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})

Fact = tuple[str, str]
"""`number`, `day` or `name`, and which."""


@dataclass(frozen=True)
class Piece:
    """A sentence, or several: its facts, what its other words mean, and how many words it has."""

    facts: Counter[Fact]
    terms: Counter[str]
    size: int

    def __add__(self, other: Piece) -> Piece:
        return Piece(self.facts + other.facts, self.terms + other.terms, self.size + other.size)

    @cached_property
    def values(self) -> dict[str, frozenset[str]]:
        """Its numbers and its days."""
        return {kind: frozenset(w for k, w in self.facts if k == kind) for kind in ("number", "day")}


@dataclass(frozen=True)
class Story:
    """What an article reports, sentence by sentence."""

    pieces: tuple[Piece, ...]

    @cached_property
    def size(self) -> int:
        """Its words."""
        return sum(piece.size for piece in self.pieces)

    @cached_property
    def facts(self) -> frozenset[Fact]:
        """All facts that it gives."""
        return frozenset(fact for piece in self.pieces for fact in piece.facts)


def story(article: Article) -> Story:
    """What an article's body reports. A capital at the head of a sentence makes no name, unless the word has
    one elsewhere too."""
    lines = [article.text[s.start : s.end] for s in article.segments if s.role == "body"]
    sentences = list(_sentences(lines))
    words = [_WORD.findall(sentence) for sentence in sentences]
    inside = {sound(word) for row in words for word in row[1:] if word[0].isupper()}
    pieces = []
    for sentence, row in zip(sentences, words, strict=True):
        facts = Counter(fact for n, word in enumerate(row) if (fact := _fact(word, n == 0, inside)))
        terms = Counter(term for term in profile(sentence).terms if not term.startswith("@"))
        pieces.append(Piece(facts, terms, len(row)))
    return Story(tuple(pieces))


def _sentences(lines: Sequence[str]) -> Iterator[str]:
    held = ""
    for sentence in (sentence for line in lines for sentence in _SENTENCE.split(line)):
        held = f"{held} {sentence}".strip()
        if len(held.split()) >= _FEWEST:
            yield held
            held = ""


def _fact(word: str, is_first: bool, inside: set[str]) -> Fact | None:
    low = word.lower()
    if word[0].isdigit():
        number = re.sub(r"\D", "", word).lstrip("0")
        return ("number", number) if number else None
    if low in _NUMBERS:
        return "number", str(_NUMBERS[low])
    if low in _DAYS:
        return "day", low
    if word[0].isupper() and len(word) > 1 and not (is_first and sound(word) not in inside):
        return "name", sound(word)
    return None
