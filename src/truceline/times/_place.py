"""Where a report's events happen, as far as their wall clocks go, and which other places it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from truceline.model import Article
from truceline.times._lexicon import data_table
from truceline.times._tokens import Token, normalise, tokenise
from truceline.times._zones import Place, places_in, tz

__all__ = ["event_place", "zones_named"]

SHARE = 0.4
"""Least share of the weight of all places named that the place of the events must have."""
_YEARS = range(1980, 2030, 5)
"""Years in whose Januaries and Julys two zones that agree must show the same."""
NEAR = 6
"""Tokens between a place and a word for fighting or its end that lend it weight."""


def zones_named(article: Article) -> frozenset[str]:
    """The zones of all places that the article names, datelines included."""
    return frozenset(place.zone for _, place in places_in(tokenise(normalise(article.text))))


def event_place(article: Article) -> str | None:
    """The zone of the place that the report's fighting and truces are about; None if no place stands out.

    Places beside a word for fighting or a truce weigh most, those of talks and signatures nothing. A
    dateline counts only where the text itself names no other place.
    """
    weights: Counter[str] = Counter()
    for start, end, factor in _stretches(article):
        tokens = tokenise(normalise(article.text[start:end]))
        for at, place in places_in(tokens):
            weights[place.zone] += _weight(tokens, at, place) * factor
    if not weights:
        return _dateline(article)
    weights = _pooled(weights)
    zone, best = max(weights.items(), key=lambda item: (item[1], item[0]))
    if best >= max(2, SHARE * sum(weights.values())):
        return zone
    return zone if best and len(weights) == 1 and zone == _dateline(article) else None


def _pooled(weights: Counter[str]) -> Counter[str]:
    """Zones whose clocks always agree, as those of two neighbours at war may, weigh together."""
    pooled: Counter[str] = Counter()
    heaviest: dict[str, str] = {}
    for zone, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        pooled[heaviest.setdefault(_clock(zone), zone)] += weight
    return pooled


@lru_cache(maxsize=1024)
def _clock(zone: str) -> str:
    """The offsets of a zone in winter and summer over the years: equal for two zones that agree."""
    return " ".join(
        str(datetime(year, month, 1, tzinfo=tz(zone)).utcoffset()) for year in _YEARS for month in (1, 7)
    )


def _dateline(article: Article) -> str | None:
    """The zone of a dateline's city; None where it names several zones. It is that of the events where the
    text names no other place.
    """
    lines = [article.text[s.start : s.end] for s in article.segments if s.role == "dateline"]
    zones = {place.zone for line in lines for _, place in places_in(tokenise(normalise(line)))}
    return zones.pop() if len(zones) == 1 else None


def _stretches(article: Article) -> Sequence[tuple[int, int, int]]:
    if not article.segments:
        return [(0, len(article.text), 1)]
    factors = {"headline": 2, "subhead": 1, "body": 1}
    return [(s.start, s.end, factors[s.role]) for s in article.segments if s.role in factors]


def _weight(tokens: Sequence[Token], at: int, place: Place) -> int:
    """3 beside a word for fighting or its end, 0 where people only met or spoke, else 1."""
    words = data_table("cues.toml")
    before = {t.text for t in tokens[max(0, at - 4) : at]}
    around = {t.text for t in tokens[max(0, at - NEAR) : at + NEAR]}
    if before & set(words["meeting_words"]):
        return 0
    return 3 if around & set(words["fighting_words"]) else 1
