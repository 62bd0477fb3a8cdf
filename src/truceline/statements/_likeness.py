"""How alike the words of two statements are, cheaply, across translations.

Three likenesses are joined: of words (stemmed, with the words that translators choose between made one), of
character sequences (which forgive spelling and inflection), and of the actors that are named (capitals,
adjectives and names made one by the list of known actors). Weights of rare words are higher, by the
statements at hand. All of it is counting.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np

from truceline.statements._rows import Floats, Ints, Rows, pairs_within

__all__ = ["Likeness", "Profile", "profile"]

_WORD = re.compile(r"\d+(?:[:.]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SUFFIXES = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "edly",
    "ies",
    "ied",
    "ers",
    "ed",
    "es",
    "ly",
    "s",
    "e",
)
_LONGEST = 4_000
"""Characters of a statement that are compared."""
_WEIGHTS = (0.55, 0.25, 0.2)
"""Of words, character sequences and actors; fitted on groups of the project's own
(`tests/statements/groups.json`)."""
_GRAM = 4


@dataclass(frozen=True)
class Profile:
    """What is compared of one statement: `words` as they stand, `terms` stemmed and joined (with the actors,
    each behind an "@"), `actors`, `numbers`."""

    words: tuple[str, ...]
    terms: tuple[str, ...]
    actors: frozenset[str]
    numbers: frozenset[str]


class Likeness:
    """The likeness of any two of a number of statements, for many pairs at a time.

    Pairs come as two arrays of numbers, the first of them rising.

    Args:
        texts: the contents of the statements; their places in the sequence are their numbers.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.profiles = [profile(text) for text in texts]
        self._words = Rows([p.terms for p in self.profiles])
        self._grams = Rows([[gram for term in p.terms for gram in _grams(term)] for p in self.profiles])
        self._actors = Rows([p.actors for p in self.profiles])
        self._by_word, self._by_gram = self._words.rarity(), self._grams.rarity()
        self._own = self._words.present(lambda term: not str(term).startswith("@"))

    def between(self, first: Ints, second: Ints) -> Floats:
        """From 0 (nothing in common) to 1 (the same words), for pairs."""
        words = self._words.products(self._by_word, first, second)
        grams = self._grams.products(self._by_gram, first, second)
        named = self._actors.sums(self._actors.present())
        either = named[first] + named[second]
        shared = 2 * self.cast(first, second) / np.maximum(either, 1)
        values = (words, grams, np.where(either > 0, shared, words))
        return np.asarray(sum(weight * value for weight, value in zip(_WEIGHTS, values, strict=True)))

    def cast(self, first: Ints, second: Ints) -> Floats:
        """How many actors the statements of pairs both name."""
        return self._actors.products(self._actors.present(), first, second)

    def shared(self, first: Ints, second: Ints) -> tuple[Floats, Floats]:
        """How many terms the statements of pairs have in common, actors apart, and what share that is of all
        their terms (Dice). Unlike `between` it does not hang on what other statements are at hand."""
        common = self._words.products(self._own, first, second)
        size = self._words.sums(self._own)
        return common, 2 * common / np.maximum(1, size[first] + size[second])

    def pairs(self, telling: int, most: int) -> tuple[Ints, Ints]:
        """The pairs that have one of their `telling` heaviest terms in common, of terms that are such for at
        most so many statements."""
        return pairs_within(self._words.heaviest(self._by_word, telling), most)


def profile(text: str) -> Profile:
    """What is compared of one text."""
    plain = text[:_LONGEST].replace("’", "'").replace("\u00a0", " ")
    found = [m.group() for m in _WORD.finditer(plain)]
    words = tuple(word.lower() for word in found)
    actors, spent = _actors(found)
    terms = _terms([w if n not in spent else "" for n, w in enumerate(words)])
    numbers = frozenset(w for w in words if w[0].isdigit())
    return Profile(words, (*terms, *sorted(f"@{a}" for a in actors)), actors, numbers)


def _terms(words: Sequence[str]) -> tuple[str, ...]:
    """Words stemmed, without the empty ones, and with what means the same made one; longest phrases first."""
    same, _, opening = _concepts()
    terms: list[str] = []
    at = 0
    while at < len(words):
        for length in (5, 4, 3, 2) if words[at] in opening else ():
            phrase = " ".join(words[at : at + length])
            if length <= len(words) - at and phrase in same:
                terms.append(same[phrase])
                at += length
                break
        else:
            term = _term(words[at])
            if term:
                terms.append(term)
            at += 1
    return tuple(terms)


@lru_cache(maxsize=50_000)
def _term(word: str) -> str:
    """What a word by itself is compared as; nothing where it says nothing."""
    same, empty, _ = _concepts()
    word = word.removesuffix("'s")
    return "" if not word or word in empty else same.get(word) or same.get(_stem(word)) or _stem(word)


def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


@lru_cache(maxsize=1)
def _concepts() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    """What stands for each word and phrase that means the same as others; the words that say nothing; and the
    words with which phrases begin."""
    data = tomllib.loads(resources.files(__package__).joinpath("data", "concepts.toml").read_text("utf-8"))
    same: dict[str, str] = {}
    for group in data["same"]:
        for phrase in group:
            same.setdefault(phrase, f"={group[0]}")
            if " " not in phrase:
                same.setdefault(_stem(phrase), f"={group[0]}")
    opening = frozenset(phrase.split()[0] for phrase in same if " " in phrase)
    return same, frozenset(data["empty"]), opening


def _actors(words: Sequence[str]) -> tuple[frozenset[str], set[int]]:
    """The known actors named in a text, and the numbers of the words that name them."""
    actors: set[str] = set()
    spent: set[int] = set()
    for at, word in enumerate(words):
        if not word[:1].isupper() or at in spent:
            continue
        for length in (3, 2, 1):
            name = " ".join(w.removesuffix("'s") for w in words[at : at + length])
            found = _actor(name) if len(name) > 1 else None
            if found is not None:
                actors.add(found)
                spent.update(range(at, at + length))
                break
    return frozenset(actors), spent


@lru_cache(maxsize=20_000)
def _actor(name: str) -> str | None:
    from truceline.actors import lookup  # noqa: PLC0415 - the list of actors is only needed where statements are grouped

    found = lookup(name)
    return found.id if found is not None else None


@lru_cache(maxsize=50_000)
def _grams(term: str) -> tuple[str, ...]:
    padded = f" {term} "
    return tuple(padded[i : i + _GRAM] for i in range(max(1, len(padded) - _GRAM + 1)))
