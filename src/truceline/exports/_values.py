"""The columns that tell a value of a field: of a claim as of a finding."""

from __future__ import annotations

from truceline.exports._columns import Column, Row
from truceline.exports._index import Index
from truceline.model import Claim, Finding, When

__all__ = ["VALUE_COLUMNS", "value_cells"]

VALUE_COLUMNS = (
    Column("field", "text", "the field, by its name in docs/reference.md"),
    Column("value", "text", "the value: names for actors, EDTF (ISO 8601-2) for times, ISO 8601 for lengths"),
    Column("actor", "text", "id of the actor, where the value is one"),
    Column("earliest", "text", "for times: the first instant that it can be, UTC"),
    Column("latest", "text", "for times: the last instant that it can be, UTC"),
    Column("zone", "text", "for times: the zone in which it was meant"),
    Column("by", "text", "for steps: who took it"),
    Column("on", "text", "for steps: when it was taken, EDTF"),
)


def value_cells(field: str, told: Claim | Finding, index: Index) -> Row:
    """The cells of `VALUE_COLUMNS` for a claim or a finding on a field."""
    value = told.value
    when = value if isinstance(value, When) else None
    return {
        "field": field,
        "value": index.value(value),
        "actor": value if isinstance(value, str) and value in index.actors else None,
        "earliest": when.earliest.isoformat() if when and when.earliest else None,
        "latest": when.latest.isoformat() if when and when.latest else None,
        "zone": when.zone if when else None,
        "by": "; ".join(index.name(a) for a in told.by) or None,
        "on": told.when.edtf if told.when else None,
    }
