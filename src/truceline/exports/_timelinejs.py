"""The timelines of a reading's ceasefires for TimelineJS (Knight Lab): one JSON object.

A time that is uncertain keeps its bounds as start and end of the slide; what has no calendar date is left
out, and counted in the title.
"""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import Any

from truceline.exports._index import Index
from truceline.model import Ceasefire, TimelineEntry, When
from truceline.wording import Wording, say_contact

__all__ = ["timelinejs"]

_CLOCK = frozenset({"second", "minute", "hour"})


def timelinejs(index: Index) -> dict[str, Any]:
    """`{"title", "events", "eras"}`; an era is a ceasefire from its start to its end where both are dated."""
    events, undated = [], 0
    for ceasefire in index.reading.ceasefires:
        for number, entry in enumerate(ceasefire.timeline, start=1):
            event = _event(ceasefire, entry, index, number)
            undated += event is None
            events += [event] if event is not None else []
    eras = [era for ceasefire in index.reading.ceasefires if (era := _era(ceasefire)) is not None]
    count = len(index.reading.ceasefires)
    told = f"{count} {'ceasefire' if count == 1 else 'ceasefires'}"
    if undated:
        told += f"; {undated} undated {'step is' if undated == 1 else 'steps are'} not shown"
    return {"title": {"text": {"headline": "Ceasefires", "text": told}}, "events": events, "eras": eras}


def _event(ceasefire: Ceasefire, entry: TimelineEntry, index: Index, number: int) -> dict[str, Any] | None:
    if entry.when is None or entry.when.earliest is None:
        return None
    passages = [e for claim in index.claims(entry.claims) for e in claim.evidence]
    quotes = "".join(
        f"<blockquote>{escape(' '.join(e.text.split()))}</blockquote><p>{escape(index.source(e.article))}</p>"
        for e in dict.fromkeys(passages)
    )
    headline = _headline(entry, index)
    event: dict[str, Any] = {
        "unique_id": f"{ceasefire.id}-{number}-{entry.kind}-{entry.when.edtf}",
        "group": ceasefire.label,
        "start_date": _date(entry.when.earliest, entry.when),
        "display_date": entry.when.edtf,
        "text": {"headline": escape(headline), "text": quotes},
    }
    if not entry.when.is_instant and entry.when.latest is not None and entry.when.precision != "day":
        event["end_date"] = _date(entry.when.latest, entry.when)
    return event


def _headline(entry: TimelineEntry, index: Index) -> str:
    """A step with who took it; of a contact what it was, who met, and where."""
    if entry.contact is not None:
        told = say_contact(entry.contact, Wording(index.reading.actors))
        return f"{'Planned: ' if entry.contact.planned else ''}{told}"
    who = ", ".join(index.name(actor) for actor in entry.actors)
    return f"{entry.text}{f' ({who})' if who else ''}"


def _era(ceasefire: Ceasefire) -> dict[str, Any] | None:
    start, end = (Index.preferred(ceasefire, field) for field in ("effective", "ends"))
    if start is None or end is None or not isinstance(start.value, When) or not isinstance(end.value, When):
        return None
    if start.value.earliest is None or end.value.latest is None or end.value.latest < start.value.earliest:
        return None
    return {
        "start_date": _date(start.value.earliest, start.value),
        "end_date": _date(end.value.latest, end.value),
        "text": {"headline": escape(ceasefire.label)},
    }


def _date(at: datetime, when: When) -> dict[str, int]:
    """An instant in UTC, as fine as the time is known."""
    parts = {"year": at.year, "month": at.month, "day": at.day}
    return {**parts, "hour": at.hour, "minute": at.minute} if when.precision in _CLOCK else parts
