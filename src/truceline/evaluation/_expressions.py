"""Expressions of ceasefire reports, each with its context, against the field's own measures: start date,
start clock, both ends, instant in UTC, and whether a time that hangs on an event is solved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from truceline.model import Constraint, EventKind, TimeExpression, When
from truceline.times import Relation, constraints, events, find, relate, solve

__all__ = ["Row", "judge", "score_expressions", "share_row"]

Row = dict[str, Any]
"""One line of a table: set, measure, precision, recall, f1, right, of, and what was missed."""


def share_row(name: str, measure: str, right: int, of: int, misses: Sequence[str] = ()) -> Row:
    """A measure that is a share: precision, recall and F1 are the same."""
    share = round(right / of, 4) if of else 0.0
    return {
        "set": name,
        "measure": measure,
        "precision": share,
        "recall": share,
        "f1": share,
        "right": right,
        "of": of,
        "misses": list(misses),
    }


def _relative(item: dict[str, Any]) -> bool:
    """Whether an expression is reckoned from an event, and has a measure of its own."""
    return bool(item["kind"] == "constraint")


_MEASURES: dict[str, Callable[[dict[str, Any]], bool]] = {
    "start date": lambda item: bool(item["start_local"] or item["end_local"]) and not _relative(item),
    "clock start": lambda item: "T" in (item["start_local"] or "") and not _relative(item),
    "both ends": lambda item: item["kind"] == "interval",
    "UTC instant": lambda item: item["kind"] == "instant" and bool(item["utc_start"]),
    "solved": _relative,
}


def score_expressions(name: str, items: Sequence[dict[str, Any]]) -> list[Row]:
    """The field's own measures over a list of expressions with context, anchor, zone and both ends (local
    and UTC).

    The items of one day of writing and one zone are taken for one report: an event that one of them dates
    ("the truce starts on 15 February") is known where another is reckoned from it ("on its second day").

    Args:
        name: of the set, for the table.
        items: with `expr`, `context`, `anchor`, `zone`, `kind`, `start_local`, `end_local`, `utc_start`.
    """
    counts = {measure: [0, 0] for measure in _MEASURES}
    missed: dict[str, list[str]] = {measure: [] for measure in _MEASURES}
    reports = _reports(items)
    for item in items:
        judged = judge(item, reports[item["anchor"], item["zone"]])
        for measure, applies in _MEASURES.items():
            if applies(item):
                counts[measure][1] += 1
                counts[measure][0] += judged[measure]
                if not judged[measure]:
                    missed[measure].append(f"{item['id']} {item['expr']!r}, written {item['anchor']}")
    return [
        share_row(name, measure, right, of, missed[measure]) for measure, (right, of) in counts.items() if of
    ]


def _reports(items: Sequence[dict[str, Any]]) -> dict[tuple[str, str | None], dict[EventKind, When]]:
    """By day of writing and zone: the events that the items date, those left out that they date in several
    ways.
    """
    known: dict[tuple[str, str | None], dict[EventKind, When]] = {}
    for key in dict.fromkeys((item["anchor"], item["zone"]) for item in items):
        contexts = dict.fromkeys(i["context"] for i in items if (i["anchor"], i["zone"]) == key)
        dated = [events(text, _found(text, *key)) for text in contexts]
        kinds = dict.fromkeys(kind for one in dated for kind in one)
        told = {kind: {one[kind].edtf: one[kind] for one in dated if kind in one} for kind in kinds}
        known[key] = {kind: next(iter(whens.values())) for kind, whens in told.items() if len(whens) == 1}
    return known


def _found(text: str, written: str, zone: str | None) -> list[TimeExpression]:
    place = zone if zone and "?" not in zone else None
    return find(text, anchor=date.fromisoformat(written), place=place)


def judge(item: dict[str, Any], known: Mapping[EventKind, When] | None = None) -> dict[str, bool]:
    """Which measures hold for one expression; `known` are the events that the rest of its report dates."""
    text = item["context"]
    times = _found(text, item["anchor"], item["zone"])
    hung = _hung(item, times, known or {})
    if _relative(item):
        return dict.fromkeys(_MEASURES, False) | {"solved": _is_solved(item, hung)}
    first, last, instant = _ends(text, item["expr"], times)
    if first is None and hung is not None and hung.when is not None:
        edges = hung.when.edtf.split("/")
        first, last = _local(edges[0]), _local(edges[-1], end=True)
    start, end = _local(item["start_local"]), _local(item["end_local"])
    wanted = start or end
    shown = first if start else (last or first)
    return {
        "start date": bool(
            wanted
            and shown
            and (shown.date() == wanted.date() or (not start and _same_end(shown, end, item)))
        ),
        "clock start": first is not None and first == start,
        "both ends": first is not None and last is not None and first == start and _same_end(last, end, item),
        "UTC instant": instant is not None and instant == _utc(item["utc_start"]),
        "solved": False,
    }


def _hung(
    item: dict[str, Any], times: Sequence[TimeExpression], known: Mapping[EventKind, When]
) -> Constraint | None:
    """The constraint that the expression is, its event dated by its context or by `known`."""
    text = item["context"]
    start = text.find(item["expr"])
    end = start + len(item["expr"])
    found = solve(constraints(text, times), known)
    return next((one for one in found if one.start < end and start < one.end), None)


def _is_solved(item: dict[str, Any], hung: Constraint | None) -> bool:
    """Whether a constraint is found, and has the time that it should have, or none if it should have none."""
    start, end = _local(item["start_local"]), _local(item["end_local"])
    if hung is None or hung.when is None or (start is None and end is None):
        return hung is not None and hung.when is None and start is None and end is None
    edges = hung.when.edtf.split("/")
    if start is not None:
        return _local(edges[0]) == start
    return end is not None and (_local(edges[-1], end=True) or end).date() == end.date()


def _same_end(last: datetime, end: datetime | None, item: dict[str, Any]) -> bool:
    """A day as an end is met by that day's end."""
    if end is None:
        return str(item["value"]).endswith("..")
    if "T" not in (item["end_local"] or "") or (item["end_local"] or "").endswith("T24:00"):
        return end.date() in {last.date(), last.date() + timedelta(days=1)}
    return last == end


def _ends(
    text: str, expression: str, times: Sequence[TimeExpression]
) -> tuple[datetime | None, datetime | None, datetime | None]:
    """Local start and end and the UTC start of what stands in `expression`: of the range in it, else of
    its first dated expression."""
    at = text.find(expression)
    inside = [t for t in times if t.start < at + len(expression) and at < t.end]
    related: list[Relation] = [
        r for r in relate(text, times) if r.kind == "range" and (r.first in inside or r.second in inside)
    ]
    dated = [t for t in inside if t.when is not None and t.when.earliest is not None]
    when = related[0].when if related else (dated[0].when if dated else None)
    if when is None or when.earliest is None:
        return None, None, None
    chosen = when.readings[0] if when.readings else when
    edges = chosen.edtf.strip("[]").replace(",", "/").split("/")
    close = (dated[-1].when or chosen).edtf.split("/")[-1] if not related and len(dated) > 1 else edges[-1]
    return _local(edges[0]), _local(close, end=True), chosen.earliest


def _local(value: str | None, *, end: bool = False) -> datetime | None:
    """The wall-clock time that an ISO date or date-time writes; 24:00 is the next day's midnight."""
    match = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d))?", value or "")
    if match is None:
        return None
    day = datetime(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    if end and match[3] is None:
        day = datetime(day.year + (day.month == 12 or not match[2]), day.month % 12 + 1 if match[2] else 1, 1)
        return day - timedelta(days=1)
    return day + timedelta(hours=int(match[4] or 0), minutes=int(match[5] or 0))


def _utc(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value.replace("Z", "+00:00")) if value else None
