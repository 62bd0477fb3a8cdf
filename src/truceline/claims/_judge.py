"""A judge of wording: how likely each status is by the words of a report as a whole, learnt from marked ones.

Rules read what is told of a truce outright, each in its sentence; how a report on a truce that holds is
worded differs all through from one on a truce that was signed or has broken down. `data/wording.json` holds
the weights (`scripts/train_wording.py` makes them, `docs/wording-card.md` tells of them).
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files

import msgspec

from truceline.claims._drafts import Draft, draft
from truceline.claims._sentences import Sentence
from truceline.claims._wording import of_report
from truceline.model import Article

__all__ = ["WordingJudge", "digest_of", "read_wording", "without_wording"]

_WHOLE = 4
"""Sentences, the headline one of them, from which a report has a wording to judge."""
_LEAST = 0.1
"""Likelihood from which a status is named at all."""
_left_out: ContextVar[str] = ContextVar("left_out", default="")


class WordingJudge(msgspec.Struct, frozen=True, kw_only=True):
    """Weights by the names of properties, one per status, of a multinomial logistic regression.

    `statuses` are those it tells apart; "agreed" is for every truce that is made and has not begun. `taught`
    are the digests (`digest_of`) of the reports that it learnt from, `about` says what these were.
    """

    about: str
    statuses: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]
    taught: frozenset[str] = frozenset()

    def beliefs(self, properties: Iterable[str]) -> dict[str, float]:
        """How likely each status is, from 0 to 1, together 1; the same in whatever order they come."""
        known = [self.weights[name] for name in properties if name in self.weights]
        sums = [math.fsum(column) for column in zip(self.bias, *known, strict=True)]
        top = max(sums)
        parts = [math.exp(value - top) for value in sums]
        return {status: part / sum(parts) for status, part in zip(self.statuses, parts, strict=True)}

    def speaks_for(self, properties: Iterable[str], status: str) -> float:
        """How much properties speak for a status, against the others on average."""
        own = self.statuses.index(status)
        known = (self.weights[name] for name in properties if name in self.weights)
        return math.fsum(weights[own] - math.fsum(weights) / len(weights) for weights in known)


def digest_of(article: Article) -> str:
    """Twelve hexadecimal digits for an article's text."""
    return hashlib.sha256(article.text.encode()).hexdigest()[:12]


@contextmanager
def without_wording(*, everything: bool = False) -> Iterator[None]:
    """Within this, reports that the judge learnt from are read without it, as they must be to be measured;
    where `everything`, all reports are.
    """
    token = _left_out.set("all" if everything else "taught")
    try:
        yield
    finally:
        _left_out.reset(token)


def read_wording(article: Article, sentences: Sequence[Sentence], drafts: Iterable[Draft]) -> Iterator[Draft]:
    """How likely each status of a report's own ceasefire is by its wording: claims on `wording`, each resting
    on the sentence that speaks for it most, its weight the likelihood. None for a note of a few sentences.

    Args:
        article: the report.
        sentences: its sentences.
        drafts: what has been read from them.
    """
    left_out = _left_out.get()
    if left_out == "all" or (left_out and digest_of(article) in _judge().taught):
        return
    judge = _judge()
    told = of_report(sentences, drafts)
    if sum(map(bool, told[:-1])) < _WHOLE:
        return
    whole = frozenset().union(*told)
    for status, likelihood in judge.beliefs(whole).items():
        if likelihood >= _LEAST:
            place = max(range(len(sentences)), key=lambda i: judge.speaks_for(told[i], status))
            yield draft(sentences[place], "wording", status, stance="asserted", weight=round(likelihood, 2))


@cache
def _judge() -> WordingJudge:
    data = files("truceline.claims").joinpath("data/wording.json").read_bytes()
    return msgspec.json.decode(data, type=WordingJudge)
