"""Whether a text is about a ceasefire between armed parties at all.

A truce can be a figure of speech (in trade, sport, families, on stage), a name (a programme, a play) or
history. The words around decide: those of war and diplomacy against those of other walks of life, and the
actors that the text names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from truceline.claims._drafts import Draft
from truceline.claims._lexicon import pattern
from truceline.claims._sentences import Sentence
from truceline.model import Article

__all__ = ["is_history", "is_relevant"]

# Weights and threshold: chosen on the reports in tests/gold/records, with and without a ceasefire in them.
_STRONG, _WEAK, _GROUP, _STATE, _OTHER = 2.0, 0.5, 2.0, 0.5, -1.5
_ENOUGH = 1.0
_MOST_STATES = 4
"""States beyond this many add no weight: news of trade and sport names many."""
_FIRST_SENTENCES = 2
"""Number of the last sentence in which news is told, the headline being 0."""
_STALE = timedelta(days=730)
"""What lies further than this before the time of telling is history."""
_OUTRIGHT = 0.8
"""Weight from which a step is told outright rather than implied."""
_OWN_PARTS = frozenset({"body", "headline", "subhead"})
_UNMISTAKABLE = re.compile(r"cease-?fire|armistice|hostilities|cease fire", re.I)
"""Names of a truce that stand for nothing else where no other walk of life is spoken of."""
_LAST_WORDS = re.compile(r"([\w-]+(?:\s[\w-]+)?)$")


def is_relevant(article: Article, views: Iterable[Sentence]) -> bool:
    """Whether an article's own text speaks of a truce between armed parties, and in no figure of speech."""
    views = list(views)
    names = [t for view in views for t in view.truces_of("name", "act")]
    if not names and not any(view.truces_of("peace") for view in views):
        return False
    figurative = sum(1 for t in names if _is_figurative(article.text, t.start))
    if names and figurative * 2 > len(names):
        return False
    weight, other = _weigh(article, views)
    kinds = {v.cast.actors[m.actor].kind for v in views for m in v.mentions}
    if any(_UNMISTAKABLE.search(t.text) for t in names) and (not other or "armed_group" in kinds):
        weight += _STRONG
    return weight >= _ENOUGH


def _weigh(article: Article, views: Sequence[Sentence]) -> tuple[float, int]:
    """How much a text speaks for war and diplomacy (positive) or another walk of life, by words and actors.

    With it comes the number of words of other walks of life.
    """
    text = " ".join(article.text[s.start : s.end] for s in article.segments if s.role in _OWN_PARTS)
    strong, weak, other = (
        {m.group().lower() for m in pattern(f"figurative.{name}").finditer(text)}
        for name in ("strong", "armed", "context")
    )
    actors = {m.actor: v.cast.actors[m.actor].kind for v in views for m in v.mentions}
    groups = sum(kind in {"armed_group", "coalition"} for kind in actors.values())
    states = sum(kind in {"state", "government"} for kind in actors.values())
    words = _STRONG * len(strong) + _WEAK * len(weak - strong) + _OTHER * len(other)
    return words + _GROUP * groups + _STATE * min(_MOST_STATES, states), len(other)


def is_history(article: Article, drafts: Iterable[Draft]) -> bool:
    """Whether all that a text says of a ceasefire lies years behind the time from which it is told.

    That time is the publication or the latest date in the text. What a headline or the first sentences tell
    without a date is news.
    """
    found = list(drafts)
    news = (
        d
        for d in found
        if d.field == "status" and not d.topic and d.stance == "asserted" and d.weight >= _OUTRIGHT
    )
    if any(d.when is None and d.sentence.index <= _FIRST_SENTENCES for d in news):
        return False
    dates = [w for d in found if d.field in {"status", "effective", "declared"} and (w := d.date) is not None]
    latest = max((w.latest for w in dates if w.latest is not None), default=None)
    told = [t.when.earliest for t in article.times if t.type == "DATE" and t.when and t.when.earliest]
    published = article.published.earliest if article.published is not None else None
    now = max([*told, published] if published else told, default=None)
    return latest is not None and now is not None and now - latest > _STALE


def _is_figurative(text: str, start: int) -> bool:
    """Whether the words right before a truce are of another walk of life: "tariff truce"."""
    last = _LAST_WORDS.search(text[max(0, start - 25) : start].rstrip(" -\u00a0"))
    return last is not None and pattern("figurative.before").search(last.group()) is not None
