"""What is known: one row per ceasefire, field and value, with its sources."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.exports._columns import Column, Row, Table
from truceline.exports._index import Index
from truceline.exports._values import VALUE_COLUMNS, value_cells

__all__ = ["FINDINGS"]

_COLUMNS = (
    Column("ceasefire", "text", "id of the ceasefire in the casebook"),
    Column("label", "text", "what the ceasefire is called"),
    Column("conflict", "text", "the country or area of the conflict"),
    *VALUE_COLUMNS,
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
                yield {
                    "ceasefire": ceasefire.id,
                    "label": ceasefire.label,
                    "conflict": ceasefire.conflict,
                    **value_cells(field, finding, index),
                    "preferred": finding.preferred,
                    "state": finding.state,
                    "stance": finding.stance,
                    "why": finding.why,
                    "sources": index.origins(finding),
                    "passages": index.quoted(finding),
                }


FINDINGS = Table("findings", "every value of every field, with its sources and their words", _COLUMNS, _rows)
