"""The dated steps of a ceasefire and of its negotiation, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from truceline.model import Claim, Contact, Finding, TimelineEntry, When

__all__ = ["in_order", "timeline"]

_LAST = datetime.max.replace(tzinfo=UTC)
_TIMES = {
    "declared": "declared",
    "effective": "takes effect",
    "ends": "ends",
    "acceptance_deadline": "last moment to accept",
}
_STEPS = {"rejected": "turned down", "in_force": "in force", "broken": "broken down"}
"""Statuses whose words are not their own."""


def timeline(fields: Mapping[str, tuple[Finding, ...]], claims: Iterable[Claim]) -> tuple[TimelineEntry, ...]:
    """The dated steps, each once, in order; contacts whose date nobody gives come last.

    Args:
        fields: the findings of the ceasefire.
        claims: its claims, whose contacts are steps of the negotiation.
    """
    merged: dict[tuple[str, str, str, Contact | None], TimelineEntry] = {}
    for entry in (*_of_times(fields), *_of_status(fields), *_of_contacts(claims)):
        when = entry.when.edtf if entry.when else ""
        merged.setdefault((entry.kind, entry.text, when, entry.contact), entry)
    return tuple(sorted(merged.values(), key=in_order))


def in_order(entry: TimelineEntry) -> tuple[datetime, str, str]:
    """What a timeline is sorted by: its time, those without one last."""
    known = entry.when.earliest if entry.when else None
    return known or _LAST, entry.kind, entry.text


def _of_times(fields: Mapping[str, tuple[Finding, ...]]) -> Iterator[TimelineEntry]:
    for name, text in _TIMES.items():
        for found in fields.get(name, ()):
            if isinstance(found.value, When) and found.state != "superseded":
                told = text if found.preferred else f"{text} (disputed)"
                yield TimelineEntry(when=found.value, kind=name, text=told, claims=found.support)


def _of_status(fields: Mapping[str, tuple[Finding, ...]]) -> Iterator[TimelineEntry]:
    for found in fields.get("status", ()):
        if found.when is not None:
            kind = str(found.value)
            text = _STEPS.get(kind, kind)
            yield TimelineEntry(when=found.when, kind=kind, text=text, actors=found.by, claims=found.support)


def _of_contacts(claims: Iterable[Claim]) -> Iterator[TimelineEntry]:
    for claim in claims:
        if claim.field == "contact":
            text = str(claim.value)
            yield TimelineEntry(
                when=claim.when, kind="contact", text=text, actors=claim.by, claims=(claim.id,),
                contact=claim.contact,
            )  # fmt: skip
