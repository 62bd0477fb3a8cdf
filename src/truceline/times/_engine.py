"""The stages in a row: tokens, pieces, whole expressions, places in the calendar, `TimeExpression`s."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from truceline.errors import UsageError
from truceline.model import TimeExpression, When
from truceline.times._calendars import merge_names
from truceline.times._extent import Extent
from truceline.times._find import pieces
from truceline.times._join import join
from truceline.times._resolve import Anchor, Resolved, resolve
from truceline.times._settle import Placed, place_all
from truceline.times._share import share
from truceline.times._tokens import BREAK, Token, normalise, tokenise
from truceline.times._write import as_when, one_of
from truceline.times._zones import tz, zone_of_place

__all__ = ["Traced", "find", "trace"]

AnchorLike = When | datetime | date | str | None
CLOSE = 8
"""Days within which the day of writing must be known for weekdays and "yesterday" to be reckoned from it."""
OPEN_ENDED = 180
"""Days from which on an interval of publication does not even tell the year of a date."""


@dataclass(frozen=True)
class Traced:
    """An expression with what was worked out on the way to it; the checks read this."""

    expression: TimeExpression
    resolved: Resolved
    zone: str | None
    zone_stated: bool
    second_of: int | None = None


def find(
    text: str,
    *,
    anchor: AnchorLike = None,
    place: str | None = None,
    spans: Sequence[tuple[int, int]] | None = None,
) -> list[TimeExpression]:
    """Every expression of time in `text`, resolved.

    Args:
        text: any text; it is read as it stands, offsets count its code points.
        anchor: when the text was written; a string is an ISO day or instant ("2016-02-22"). Without it the
            text dates itself: an expression is reckoned from the date mentioned before, and what nothing
            decides stays open ("XXXX-02-24").
        place: the city, country or IANA zone of what is reported, for "local time" and for clocks without a
            zone.
        spans: read only these stretches of the text, as (start, end).

    Returns:
        Expressions in the order of their start. A clock that restates another in brackets is an expression
        of its own, and may lie inside the one that it restates.

    Raises:
        UsageError: a string as anchor is no ISO day or instant.
    """
    return [traced.expression for traced in trace(text, anchor=anchor, place=place, spans=spans)]


def trace(
    text: str,
    *,
    anchor: AnchorLike = None,
    place: str | None = None,
    spans: Sequence[tuple[int, int]] | None = None,
    elsewhere: frozenset[str] | None = None,
    sure: bool = True,
) -> list[Traced]:
    """As `find`, with the steps that led to each expression."""
    tokens = list(_tokens(text))
    if spans is not None:
        tokens = _within(tokens, spans)
    whole = share(tokens, join(tokens, pieces(tokens)))
    out: list[Traced] = []
    resolved = resolve(tokens, whole, anchor_of(anchor, place), yearless=_yearless(anchor))
    for placed in place_all(resolved, place, elsewhere, sure=sure):
        index = len(out)
        out.append(_traced(text, tokens, placed))
        out += [_traced(text, tokens, second, second_of=index) for second in placed.seconds]
    return out


@lru_cache(maxsize=4)
def _tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text. An article is gone through several times, part by part."""
    return tuple(merge_names(tokenise(normalise(text))))


def _yearless(anchor: AnchorLike) -> bool:
    """Whether the text was written on a known day of an unknown year ("XXXX-04-19")."""
    return isinstance(anchor, When) and anchor.earliest is None and anchor.edtf.startswith("XXXX-")


def _within(tokens: list[Token], spans: Sequence[tuple[int, int]]) -> list[Token]:
    """The tokens that lie in one of the spans."""
    ordered = sorted(spans)
    starts = [start for start, _ in ordered]
    kept: list[Token] = []
    last = -1
    for token in tokens:
        i = bisect_left(starts, token.start + 1) - 1
        if i < 0 or token.end > ordered[i][1]:
            continue
        if i != last and kept:
            kept.append(Token(token.start, token.start, "\n", BREAK))
        last = i
        kept.append(token)
    return kept


def anchor_of(anchor: AnchorLike, place: str | None) -> Anchor | None:  # noqa: PLR0911 - a kind a line
    """The local day of writing. Of an interval of several days the middle counts; one of more than `CLOSE`
    days decides years only, one of more than `OPEN_ENDED` nothing.
    """
    if anchor is None:
        return None
    if isinstance(anchor, str):
        anchor = _iso(anchor)
    if isinstance(anchor, datetime):
        return Anchor(anchor.date(), anchor.hour)
    if isinstance(anchor, date):
        return Anchor(anchor)
    if anchor.earliest is None or anchor.latest is None:
        return None
    first, last = _days_of(anchor, place)
    length = (last - first).days
    if anchor.is_instant:
        zone = anchor.zone or (zone_of_place(place) if place else None)
        return Anchor(first, anchor.earliest.astimezone(tz(zone or "UTC")).hour)
    if length > OPEN_ENDED:
        return None
    return Anchor(first + timedelta(days=length // 2), loose=length > CLOSE)


def _iso(text: str) -> date:
    try:
        return datetime.fromisoformat(text) if len(text) > len("2016-02-22") else date.fromisoformat(text)
    except ValueError as error:
        cure = "give a day (2016-02-22), an instant (2016-02-22T14:08), or a date"
        raise UsageError(f"{text!r} is no time at which a text was written", cure=cure) from error


def _days_of(anchor: When, place: str | None) -> tuple[date, date]:
    """The first and the last local day of a time, as it is written, else as its bounds fall in its zone."""
    edges = [part.rstrip("~")[:10] for part in anchor.edtf.split("/")]
    if all(re.fullmatch(r"\d{4}-\d\d-\d\d", edge) for edge in edges):
        days = [date.fromisoformat(edge) for edge in edges]
        return days[0], max(days[0], days[-1])
    zone = tz(anchor.zone or (zone_of_place(place) if place else None) or "UTC")
    first = (anchor.earliest or datetime.min.replace(tzinfo=UTC)).astimezone(zone)
    last = (anchor.latest or anchor.earliest or first).astimezone(zone) - timedelta(seconds=1)
    return first.date(), max(first.date(), last.date())


def _traced(text: str, tokens: list[Token], placed: Placed, second_of: int | None = None) -> Traced:
    resolved = placed.resolved
    start, end = tokens[resolved.found.first].start, tokens[resolved.found.last - 1].end
    expression = TimeExpression(
        start=start, end=end, text=text[start:end], type=resolved.type, timex=resolved.value,
        mod=resolved.mod, when=_when(placed),
    )  # fmt: skip
    return Traced(expression, resolved, placed.zone, placed.stated, second_of)


def _when(placed: Placed) -> When | None:
    extent = placed.resolved.extent
    if extent is None:
        return None
    others: list[Extent] = placed.resolved.others
    readings = [as_when(extent, placed.zone, placed.basis, placed.why)]
    readings += [as_when(other, placed.zone, placed.basis, _why_other(placed)) for other in others]
    return one_of(readings, placed.why)


def _why_other(placed: Placed) -> str:
    """How a reading was found that is not the likeliest."""
    likeliest, other = placed.resolved.choice
    if likeliest and likeliest in placed.why:
        return placed.why.replace(likeliest, other)
    return "; ".join(part for part in (placed.why, other) if part)
