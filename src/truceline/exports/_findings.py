"""What is known: one row per ceasefire, field and value, with its sources."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.exports._columns import Column, Row, Table
from truceline.exports._index import Index
from truceline.model import When

__all__ = ["FINDINGS"]

_COLUMNS = (
    Column("ceasefire", "text", "id of the ceasefire in the casebook"),
    Column("label", "text", "what the ceasefire is called"),
    Column("conflict", "text", "the country or area of the conflict"),
    Column("field", "text", "the field, by its name in docs/reference.md"),
    Column("value", "text", "the value: names for actors, EDTF (ISO 8601-2) for times, ISO 8601 for lengths"),
    Column("actor", "text", "id of the actor, where the value is one"),
    Column("earliest", "text", "for times: the first instant that it can be, UTC"),
    Column("latest", "text", "for times: the last instant that it can be, UTC"),
    Column("zone", "text", "for times: the zone in which it was meant"),
    Column("by", "text", "for steps: who took it"),
    Column("on", "text", "for steps: when it was taken, EDTF"),
    Column("preferred", "boolean", "whether this is the value that the record stands by"),
    Column(
        "state",
        "text",
        "how the accounts stand",
        "agreed: several sources; single: one; disputed: others differ; superseded: things moved on",
    ),
    Column(
        "stance",
        "text",
        "how it was put: asserted, reported, proposed, denied, declined, conditional, unsaid",
    ),
    Column("why", "text", "why it is preferred, or not"),
    Column("sources", "integer", "independent reports that carry it; copies of one story count once"),
    Column("passages", "text", "each source with the words that the value was read from"),
)


def _rows(index: Index) -> Iterator[Row]:
    for ceasefire in index.reading.ceasefires:
        for field, findings in ceasefire.fields.items():
            for finding in findings:
                value = finding.value
                when = value if isinstance(value, When) else None
                yield {
                    "ceasefire": ceasefire.id,
                    "label": ceasefire.label,
                    "conflict": ceasefire.conflict,
                    "field": field,
                    "value": index.value(value),
                    "actor": value if isinstance(value, str) and value in index.actors else None,
                    "earliest": when.earliest.isoformat() if when and when.earliest else None,
                    "latest": when.latest.isoformat() if when and when.latest else None,
                    "zone": when.zone if when else None,
                    "by": "; ".join(index.name(a) for a in finding.by) or None,
                    "on": finding.when.edtf if finding.when else None,
                    "preferred": finding.preferred,
                    "state": finding.state,
                    "stance": finding.stance,
                    "why": finding.why,
                    "sources": index.origins(finding),
                    "passages": index.quoted(finding),
                }


FINDINGS = Table("findings", "every value of every field, with its sources and their words", _COLUMNS, _rows)
