"""The stages in a row: tokens, pieces, whole expressions, places in the calendar, `TimeExpression`s."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from truceline.model import Basis, TimeExpression, When
from truceline.times._extent import Extent
from truceline.times._find import pieces
from truceline.times._join import join
from truceline.times._resolve import Anchor, Resolved, resolve
from truceline.times._tokens import normalise, tokenise
from truceline.times._write import as_when, one_of
from truceline.times._zones import settle, tz, zone_of_place

__all__ = ["Traced", "find", "trace"]

AnchorLike = When | datetime | date | None


@dataclass(frozen=True)
class Traced:
    """An expression with what was worked out on the way to it; the checks read this."""

    expression: TimeExpression
    resolved: Resolved
    zone: str | None
    zone_stated: bool
    second_of: int | None = None


def find(
    text: str, *, anchor: AnchorLike = None, place: str | None = None, spans: Sequence[tuple[int, int]] | None = None
) -> list[TimeExpression]:
    """Every expression of time in `text`, resolved.

    Args:
        text: any text; it is read as it stands, offsets count its code points.
        anchor: when the text was written. Without it the text dates itself: an expression is reckoned from the date
            mentioned before, and what nothing decides stays open ("XXXX-02-24").
        place: the city, country or IANA zone of what is reported, for "local time" and for clocks without a zone.
        spans: read only these stretches of the text, as (start, end).

    Returns:
        Expressions in the order of their start. A clock that restates another in brackets is an expression of its own,
        and may lie inside the one that it restates.
    """
    return [traced.expression for traced in trace(text, anchor=anchor, place=place, spans=spans)]


def trace(
    text: str, *, anchor: AnchorLike = None, place: str | None = None, spans: Sequence[tuple[int, int]] | None = None
) -> list[Traced]:
    """As `find`, with the steps that led to each expression."""
    tokens = tokenise(normalise(text))
    if spans is not None:
        tokens = _within(tokens, spans)
    reckoned = resolve(tokens, join(tokens, pieces(tokens)), anchor_of(anchor, place))
    out: list[Traced] = []
    for resolved in reckoned:
        main = _traced(text, tokens, resolved, place)
        index = len(out)
        out.append(main)
        out += [_traced(text, tokens, second, place, second_of=index) for second in resolved.seconds]
    return out


def _within(tokens: list, spans: Sequence[tuple[int, int]]) -> list:  # type: ignore[type-arg]
    """The tokens that lie in one of the spans."""
    ordered = sorted(spans)
    starts = [start for start, _ in ordered]
    kept = []
    for token in tokens:
        i = bisect_left(starts, token.start + 1) - 1
        if i >= 0 and token.end <= ordered[i][1]:
            kept.append(token)
    return kept


def anchor_of(anchor: AnchorLike, place: str | None) -> Anchor | None:
    """The local day of writing. Of an interval of several days the second day counts: reports follow what they report;
    an interval of more than forty days decides nothing."""
    if anchor is None:
        return None
    if isinstance(anchor, datetime):
        return Anchor(anchor.date(), anchor.hour)
    if isinstance(anchor, date):
        return Anchor(anchor)
    if anchor.earliest is None or anchor.latest is None:
        return None
    zone = anchor.zone or (zone_of_place(place) if place else None)
    days = (anchor.latest - anchor.earliest).total_seconds() / 86400
    if anchor.zone is None and anchor.edtf[:10].count("-") == 2 and anchor.edtf[:4].isdigit() and "/" not in anchor.edtf:
        return Anchor(date.fromisoformat(anchor.edtf[:10]))
    if days > 40:
        return None
    first = anchor.earliest.astimezone(tz(zone or "UTC"))
    if anchor.is_instant:
        return Anchor(first.date(), first.hour)
    if days <= 1.1:
        return Anchor(first.date())
    second = date.fromordinal(first.date().toordinal() + 1)
    return Anchor(second)


def _traced(text: str, tokens: list, resolved: Resolved, place: str | None, second_of: int | None = None) -> Traced:  # type: ignore[type-arg]
    found = resolved.found
    start, end = tokens[found.first].start, tokens[found.last - 1].end
    zone = settle(found.slots.zone, place)
    stated = zone is not None
    basis: Basis = "stated"
    why = resolved.why
    if zone is None and place is not None:
        zone = zone_of_place(place)
        if zone is not None and resolved.extent is not None and resolved.extent.type == "TIME":
            basis = "inferred"
            why = "; ".join(filter(None, [why, f"the zone is not stated: that of {place} is taken"]))
    when = _when(resolved, zone, basis, why)
    kind = resolved.type if resolved.type in {"DATE", "TIME", "DURATION", "SET"} else "DATE"
    expression = TimeExpression(
        start=start, end=end, text=text[start:end], type=kind, timex=resolved.value, mod=resolved.mod, when=when  # type: ignore[arg-type]
    )
    return Traced(expression, resolved, zone, stated, second_of)


def _when(resolved: Resolved, zone: str | None, basis: Basis, why: str) -> When | None:
    extent = resolved.extent
    if extent is None:
        return None
    extents: list[Extent] = [extent, *resolved.others]
    readings = [as_when(e, zone, basis, why) for e in extents]
    if len(readings) > 1:
        return one_of(readings, why)
    return readings[0]


