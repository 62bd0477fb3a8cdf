"""An article's times: its date, every expression in it with the right anchor, and what is wrong with them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from truceline.model import Article, Role, Span, TimeExpression, When
from truceline.times._check import check
from truceline.times._constraints import constraints
from truceline.times._counted import check_counted
from truceline.times._dating import date_article
from truceline.times._engine import Traced, trace
from truceline.times._place import event_place, zones_named
from truceline.times._written import day_of_writing

__all__ = ["read"]

S = TypeVar("S", bound=Span)

_GROUPS: tuple[frozenset[Role], ...] = (
    frozenset({"headline", "dateline", "subhead", "body"}),
    frozenset({"related"}),
    frozenset({"caption"}),
    frozenset({"comment"}),
    frozenset({"published", "crawl_date", "byline", "section", "tag"}),
    frozenset({"chrome"}),
)
"""Roles that are read together: a date mentioned in one group is no anchor in another."""


def read(
    article: Article, *, near: When | None = None, place: str | None = None, sure: bool = True,
    dated: Article | None = None,
) -> Article:  # fmt: skip
    """The article dated, with its times and with the anomalies of its times.

    Args:
        article: with its segments marked; without segments all of it is taken for body text.
        near: when reports of the same matter were published (see `date_article`).
        place: the city, country or IANA zone of the event, for "local time" and for clocks without a zone;
            None has it guessed from the places in the text.
        sure: False where `place` is itself a guess. A second clock that shows the time of another place in
            the text ("18:00 local time (14:00 GMT)") then counts for more than the guess.
        dated: what `date_article` gives for the article and `near`, where that is at hand.

    Returns:
        A copy with `published`, `times` (in the order of the text), `constraints` and `anomalies`.
    """
    if dated is None:
        dated = date_article(article, near=near)
    where = place or event_place(article)
    written = day_of_writing(dated)
    elsewhere = zones_named(article)
    traced: list[Traced] = []
    found = []
    for roles in _GROUPS if article.segments else (None,):
        spans = None if roles is None else [(s.start, s.end) for s in article.segments if s.role in roles]
        if spans is not None and not spans:
            continue
        group = trace(
            article.text,
            anchor=written if roles is None or "body" in roles else dated.published,
            place=where,
            spans=spans,
            elsewhere=elsewhere,
            sure=sure and place is not None,
        )
        if roles is not None and "chrome" in roles:
            group = [t for t in group if _is_dated(t)]
        traced += group
        found += check(article.text, group, article.id) if roles is None or "comment" not in roles else []
    times = tuple(sorted((t.expression for t in traced), key=_place))
    told = _in_report(article, times)
    hung = _in_report(article, constraints(article.text, told))
    found += check_counted(article.text, told, hung, article.id)
    anomalies = (*dated.anomalies, *found)
    return msgspec.structs.replace(dated, times=times, constraints=tuple(hung), anomalies=anomalies)


def _in_report(article: Article, found: Sequence[S]) -> list[S]:
    """Those that stand in the report itself."""
    if not article.segments:
        return list(found)
    starts = [segment.start for segment in article.segments]
    places = [(one, bisect_right(starts, one.start) - 1) for one in found]
    return [one for one, i in places if i >= 0 and article.segments[i].role in _GROUPS[0]]


def _is_dated(item: Traced) -> bool:
    """Whether the words themselves name a day: the position of a player ("27:19") does not."""
    slots = item.resolved.found.slots
    return slots.year is not None or slots.month is not None


def _place(expression: TimeExpression) -> tuple[int, int]:
    return expression.start, -expression.end
