"""Which articles are copies of one story: republished, cut, under another headline, lightly edited.

1. Articles that share whole sentences, three or more, are compared: so are found stories with a header added,
   cut ones, and those that another outlet's sentences surround.
2. Articles whose runs of three words are alike (MinHash) are compared too: so are found edited copies.
3. Two of them are copies if most of the shorter one stands in the longer, sentence by sentence, and the same
   sentences do not give other numbers and dates: a monitor's daily report repeats itself word for word, and
   is news every day.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

from msgspec.structs import replace

from truceline.model import Article

__all__ = ["mark_copies"]

_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[\"“‘'(]?[A-Z0-9])|\n+")
_WORD = re.compile(r"\w+")
_SLOT = re.compile(
    r"\d+|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|april|june|july|august|september|october"
    r"|november|december|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
)
"""What a sentence says that may differ from one day's report to the next."""
LEAST_WORDS = 7
"""Words from which a sentence is one's own. Shorter ones are set phrases."""
SHARED = 3
"""Sentences that articles share before they are compared; or all, where one has fewer."""
CONTAINED = 0.6
"""The share of the shorter article's words that the longer one must hold."""
COVERED = 0.25
"""The share of the longer article's words that the shorter one must cover: a digest of the day is no copy of
each story in it.
"""
ALIKE = 0.5
"""The share of words in common from which two sentences are the same one, edited."""
COMMON = 40
"""Articles beyond which a sentence is a set phrase, such as a paper's own notice."""
PERMUTATIONS, BANDS, SEED = 126, 42, 7


Sentence = tuple[str, ...]
"""Its words, in lower case."""


@dataclass(frozen=True)
class _Story:
    """An article's reporting, sentence by sentence, each but once."""

    sentences: tuple[Sentence, ...]
    size: int

    @cached_property
    def having(self) -> dict[str, list[tuple[int, int]]]:
        """Where each word stands: the number of the sentence, and how often."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, sentence in enumerate(self.sentences):
            for word, count in Counter(sentence).items():
                found[word].append((number, count))
        return found

    @cached_property
    def numbers(self) -> dict[Sentence, int]:
        """Which sentence it is."""
        return {sentence: number for number, sentence in enumerate(self.sentences)}

    def nearest(self, sentence: Sentence, taken: Container[int]) -> Sentence | None:
        """The sentence that is this one, edited, if there is one beside those that are taken."""
        shared: dict[int, int] = defaultdict(int)
        for word, count in Counter(sentence).items():
            for number, there in self.having.get(word, ()):
                shared[number] += count if count < there else there
        alike = {
            number: 2 * words / (len(sentence) + len(self.sentences[number]))
            for number, words in shared.items()
            if number not in taken
        }
        best = min(alike, key=lambda number: (-alike[number], number), default=None)
        return self.sentences[best] if best is not None and alike[best] >= ALIKE else None


def mark_copies(articles: Sequence[Article]) -> list[Article]:
    """Set `copies_of` on the articles that carry another's text.

    Args:
        articles: with their segments marked. Translations are not compared: they share no words.

    Returns:
        The same articles in the same order. Of each group the one that was published first, as far as that is
        told, else the longest, is the original, and the others copy it.
    """
    stories = [_story(article) for article in articles]
    parent = list(range(len(articles)))

    def root(index: int) -> int:
        while parent[index] != index:
            index = parent[index] = parent[parent[index]]
        return index

    for one, other in sorted(set(_sharing(stories)) | set(_alike(stories))):
        if root(one) != root(other) and _are_copies(stories[one], stories[other]):
            parent[root(other)] = root(one)
    groups: dict[int, list[int]] = defaultdict(list)
    for index in range(len(articles)):
        groups[root(index)].append(index)
    origin: dict[int, str] = {}
    for members in groups.values():
        first = min(members, key=lambda index: _precedence(articles[index], stories[index]))
        origin |= {index: articles[first].id for index in members if index != first}
    return [
        article if article.copies_of == origin.get(index) else replace(article, copies_of=origin.get(index))
        for index, article in enumerate(articles)
    ]


def _precedence(article: Article, story: _Story) -> tuple[str, int, str]:
    told = min(
        (d.value for d in article.metadata if d.name == "published" and d.value[:4].isdigit()), default="9"
    )
    return told, -story.size, article.id


def _story(article: Article) -> _Story:
    lines = (article.text[s.start : s.end] for s in article.segments if s.role == "body")
    found = (tuple(_WORD.findall(sentence.lower())) for line in lines for sentence in _SENTENCE.split(line))
    sentences = tuple(dict.fromkeys(words for words in found if len(words) >= LEAST_WORDS))
    return _Story(sentences, sum(map(len, sentences)))


def _sharing(stories: Sequence[_Story]) -> Iterator[tuple[int, int]]:
    """The pairs that share enough whole sentences."""
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, story in enumerate(stories):
        for sentence in story.sentences:
            where[sentence].append(index)
    pairs = Counter(pair for held in where.values() if len(held) <= COMMON for pair in combinations(held, 2))
    for (one, other), shared in pairs.items():
        if shared >= min(SHARED, len(stories[one].sentences), len(stories[other].sentences)):
            yield one, other


def _alike(stories: Sequence[_Story]) -> Iterator[tuple[int, int]]:
    """The pairs whose runs of three words are alike by MinHash."""
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]  # noqa: PLC0415 - not for a single report

    told = [index for index, story in enumerate(stories) if story.size >= 3 * LEAST_WORDS]
    if len(told) < 2:
        return
    runs = [sorted(set(_runs(stories[index]))) for index in told]
    prints = RMinHash.from_token_sets(runs, PERMUTATIONS, SEED)
    index = RMinHashLSH(ALIKE, PERMUTATIONS, BANDS)
    for place, print_ in enumerate(prints):
        yield from ((told[other], told[place]) for other in sorted(index.query(print_))[:COMMON])
        index.insert(place, print_)


def _runs(story: _Story) -> Iterable[str]:
    for words in story.sentences:
        for start in range(len(words) - 2):
            yield " ".join(words[start : start + 3])


def _are_copies(one: _Story, other: _Story) -> bool:
    """Whether most of the shorter story stands in the longer, and does not say something else there."""
    shorter, longer = sorted((one, other), key=lambda story: story.size)
    if shorter.size < COVERED * longer.size:
        return False
    same = [sentence for sentence in shorter.sentences if sentence in longer.numbers]
    taken = {longer.numbers[sentence] for sentence in same}
    held = sum(map(len, same))
    open_ = shorter.size - held
    changed = 0
    for sentence in shorter.sentences:
        if sentence in longer.numbers:
            continue
        open_ -= len(sentence)
        nearest = longer.nearest(sentence, taken)
        if nearest is not None:
            held += len(sentence)
            mine, theirs = _slots(sentence), _slots(nearest)
            changed += bool(mine - theirs and theirs - mine)
        if held + open_ < CONTAINED * shorter.size or 4 * changed > len(same) + (changed == 0):
            return False
    return shorter.size > 0 and held >= max(CONTAINED * shorter.size, COVERED * longer.size)


@lru_cache(maxsize=20_000)
def _slots(sentence: Sentence) -> Counter[str]:
    return Counter(word for word in sentence if _SLOT.fullmatch(word))
