"""Parquet tables: one article per row, read in slices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.errors import SourceError
from truceline.model import Failure
from truceline.sources._document import Document, Expand, Found
from truceline.sources._records import columns_of, document_of, required

if TYPE_CHECKING:
    import polars

__all__ = ["documents_in_parquet"]

_SLICE = 2_000
"""Rows in memory at once."""


def documents_in_parquet(found: Found, expand: Expand) -> Iterator[Document | Failure]:
    """One document or failure per row.

    Args:
        found: the table. Within an archive it is held in memory.
        expand: not needed: a row is one document.
    """
    import polars as pl  # noqa: PLC0415 - only for Parquet

    source = found.stream if found.depth else found.name
    try:
        table = pl.scan_parquet(source)
        names = table.collect_schema().names()
        columns = columns_of(names, found.told.columns)
        required(columns, names, found.uri)
        taken: set[str] = set()
        for number, row in enumerate(_rows(table.select(sorted(set(columns.values())))), 1):
            yield document_of(row, columns, f"{found.uri}#{number}", found.known, taken)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise SourceError(
            f"this Parquet file is damaged ({str(error).splitlines()[0]})",
            where=found.uri,
            cure="write or fetch it again",
        ) from error


def _rows(table: polars.LazyFrame) -> Iterator[dict[str, object]]:
    start = 0
    while True:
        piece = table.slice(start, _SLICE).collect()
        yield from piece.iter_rows(named=True)
        start += _SLICE
        if piece.height < _SLICE:
            return
