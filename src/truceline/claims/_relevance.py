"""Whether a text is about a ceasefire between armed parties at all.

A truce can be a figure of speech (in trade, sport, families, on stage), a name (a programme, a play), a wish (a call for
one) or history. The words around decide: those of war and diplomacy against those of other walks of life, and the
actors that the text names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from truceline.claims._drafts import Draft
from truceline.claims._lexicon import pattern
from truceline.claims._sentences import Sentence
from truceline.model import Article, When

__all__ = ["is_history", "is_relevant"]

# Weights and threshold: chosen on the reports in tests/gold/records (those with and without a ceasefire in them).
STRONG, WEAK, GROUP, STATE, OTHER = 2.0, 0.5, 2.0, 0.5, -1.5
ENOUGH = 1.0
STALE = timedelta(days=730)


def is_relevant(article: Article, views: Iterable[Sentence]) -> bool:
    """Whether an article's own text speaks of a truce between armed parties rather than in a figure of speech."""
    views = list(views)
    names = [t for view in views for t in view.truces_of("name", "act")]
    if not names and not any(view.truces_of("peace") for view in views):
        return False
    figurative = sum(1 for t in names if _is_figurative(article.text, t.start))
    if names and figurative * 2 > len(names):
        return False
    return weigh(article, views) >= ENOUGH


def weigh(article: Article, views: Sequence[Sentence]) -> float:
    """How much the words and actors of a text speak for war and diplomacy (positive) or another walk of life."""
    text = " ".join(article.text[s.start : s.end] for s in article.segments if s.role in {"body", "headline", "subhead"})
    strong = {m.group().lower() for m in pattern("figurative.strong").finditer(text)}
    weak = {m.group().lower() for m in pattern("figurative.armed").finditer(text)}
    other = {m.group().lower() for m in pattern("figurative.context").finditer(text)}
    groups = {m.actor for v in views for m in v.mentions if v.cast.actors[m.actor].kind in {"armed_group", "coalition"}}
    states = {m.actor for v in views for m in v.mentions if v.cast.actors[m.actor].kind in {"state", "government"}}
    return STRONG * len(strong) + WEAK * len(weak - strong) + GROUP * len(groups) + STATE * min(4, len(states)) + OTHER * len(other)


def is_history(article: Article, drafts: Iterable[Draft]) -> bool:
    """Whether everything that a text says of a ceasefire lies years behind the time from which it is told."""
    dates = [w for d in drafts if d.field in {"status", "effective", "declared"} and (w := _when(d)) is not None]
    latest = [w.latest for w in dates if w.latest is not None]
    told = [t.when.earliest for t in article.times if t.when is not None and t.when.earliest is not None and t.type == "DATE"]
    published = article.published.earliest if article.published is not None else None
    now = max([*told, *([published] if published else [])], default=None)
    return bool(latest) and now is not None and now - max(latest) > STALE


def _when(found: Draft) -> When | None:
    value = found.when if found.field == "status" else found.value
    return value if isinstance(value, When) else None


def _is_figurative(text: str, start: int) -> bool:
    before = text[max(0, start - 25) : start].rstrip(" -\u00a0")
    last = re.search(r"([\w-]+(?:\s[\w-]+)?)$", before)
    return last is not None and pattern("figurative.before").search(last.group()) is not None
