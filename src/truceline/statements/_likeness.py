"""How alike the words of two statements are, cheaply, across translations.

Three likenesses are joined: of words (stemmed, with the words that translators choose between made one), of
character sequences (which forgive spelling and inflection), and of the actors that are named (capitals,
adjectives and names made one by the list of known actors). Weights of rare words are higher, by the
statements at hand. All of it is counting.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from math import log, sqrt

__all__ = ["Likeness", "Profile"]

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

Vector = dict[str, float]


@dataclass(frozen=True)
class Profile:
    """What is compared of one statement: `words` as they stand, `terms` stemmed and joined, `actors`,
    `numbers`."""

    words: tuple[str, ...]
    terms: tuple[str, ...]
    actors: frozenset[str]
    numbers: frozenset[str]

    @cached_property
    def own_terms(self) -> frozenset[str]:
        """The terms that name no actor."""
        return frozenset(term for term in self.terms if not term.startswith("@"))


class Likeness:
    """The likeness of any two of a number of statements.

    Args:
        texts: the contents of the statements; their places in the sequence are their numbers.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.profiles = [profile(text) for text in texts]
        self._words = _vectors([Counter(p.terms) for p in self.profiles])
        self._grams = _vectors([_grams(p.terms) for p in self.profiles])

    def between(self, one: int, other: int) -> float:
        """From 0 (nothing in common) to 1 (the same words), for two numbers."""
        first, second = self.profiles[one], self.profiles[other]
        words = _cosine(self._words[one], self._words[other])
        grams = _cosine(self._grams[one], self._grams[other])
        actors = _overlap(first.actors, second.actors)
        values = (words, grams, actors if actors is not None else words)
        return sum(weight * value for weight, value in zip(_WEIGHTS, values, strict=True))

    def shared(self, one: int, other: int) -> tuple[int, float]:
        """How many terms two statements have in common, actors apart, and what share that is of all their
        terms (Dice). Unlike `between` it does not hang on what other statements are at hand."""
        first, second = self.profiles[one].own_terms, self.profiles[other].own_terms
        common = len(first & second)
        return common, 2 * common / max(1, len(first) + len(second))

    def telling(self, number: int, count: int = 12) -> list[str]:
        """The terms of a statement that weigh most, for finding others that may be like it."""
        vector = self._words[number]
        return sorted(vector, key=lambda term: (-vector[term], term))[:count]


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
    same, empty = _concepts()
    terms: list[str] = []
    at = 0
    while at < len(words):
        for length in (5, 4, 3, 2):
            phrase = " ".join(words[at : at + length])
            if length <= len(words) - at and phrase in same:
                terms.append(same[phrase])
                at += length
                break
        else:
            word = words[at].removesuffix("'s")
            if word and word not in empty:
                terms.append(same.get(word) or same.get(_stem(word)) or _stem(word))
            at += 1
    return tuple(terms)


def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


@lru_cache(maxsize=1)
def _concepts() -> tuple[dict[str, str], frozenset[str]]:
    data = tomllib.loads(resources.files(__package__).joinpath("data", "concepts.toml").read_text("utf-8"))
    same: dict[str, str] = {}
    for group in data["same"]:
        for phrase in group:
            same.setdefault(phrase, f"={group[0]}")
            if " " not in phrase:
                same.setdefault(_stem(phrase), f"={group[0]}")
    return same, frozenset(data["empty"])


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


def _grams(terms: Iterable[str]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for term in terms:
        padded = f" {term} "
        counted.update(padded[i : i + _GRAM] for i in range(max(1, len(padded) - _GRAM + 1)))
    return counted


def _vectors(counts: Sequence[Counter[str]]) -> list[Vector]:
    """Unit vectors of (1 + log count) times (1 + log of the inverse share of statements that have the
    term)."""
    having = Counter(term for count in counts for term in count)
    total = len(counts)
    vectors: list[Vector] = []
    for count in counts:
        vector = {t: (1 + log(n)) * (1 + log((1 + total) / (1 + having[t]))) for t, n in count.items()}
        size = sqrt(sum(value * value for value in vector.values())) or 1.0
        vectors.append({term: value / size for term, value in vector.items()})
    return vectors


def _cosine(one: Vector, other: Vector) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(value * other[term] for term, value in one.items() if term in other)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float | None:
    """The share of actors that both name (Dice); None where neither names any."""
    if not one and not other:
        return None
    return 2 * len(one & other) / (len(one) + len(other))
