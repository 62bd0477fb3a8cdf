"""The tables of a reading as polars frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from truceline.exports._claims import CLAIMS
from truceline.exports._columns import Table
from truceline.exports._findings import FINDINGS
from truceline.exports._index import Index
from truceline.exports._statements import STATEMENTS
from truceline.model import Reading

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Frames", "frame_of", "frames"]


class Frames(NamedTuple):
    """A reading as three frames of polars; `to_pandas()` on each gives the same for pandas.

    `findings` has a row per value of a field of a ceasefire, `statements` one per statement, `claims` one per
    thing that a report says of a field. They are joined by the columns `ceasefire`, `article` and
    `statement`. What each column holds is told in docs/exports.md and in the codebook of `truceline export`.
    """

    findings: pl.DataFrame
    statements: pl.DataFrame
    claims: pl.DataFrame


def frames(reading: Reading) -> Frames:
    """A reading as frames, in the order of the reading.

    Args:
        reading: from `truceline.read` or `Casebook.reading`.
    """
    index = Index(reading)
    return Frames(*(frame_of(table, index) for table in (FINDINGS, STATEMENTS, CLAIMS)))


def frame_of(table: Table, index: Index) -> pl.DataFrame:
    """One kind of table as a frame, typed as its codebook says, also where it has no row."""
    import polars as pl  # noqa: PLC0415 - only where a frame is wanted

    kinds = {"text": pl.String, "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean}
    schema = {c.name: kinds[c.kind] for c in table.columns}
    return pl.DataFrame(list(table.rows(index)), schema=schema, orient="row")
