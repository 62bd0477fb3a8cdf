"""Spreadsheets (XLSX, XLS, ODS): one article per row, under the columns that the first row names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.errors import SourceError
from truceline.model import Failure
from truceline.sources._document import Document, Expand, Found, read_whole
from truceline.sources._office import require_parts
from truceline.sources._records import columns_of, document_of, required

if TYPE_CHECKING:
    import fastexcel

__all__ = ["documents_in_sheets"]

_LARGEST = 128 * 2**20
_AGAIN = "open it and save it again, or save its sheet as CSV"


def documents_in_sheets(found: Found, expand: Expand) -> Iterator[Document | Failure]:
    """One document or failure per row of the sheets that have a column for the text.

    Args:
        found: the workbook. It is held in memory.
        expand: not needed: a row is one document.
    """
    import fastexcel  # noqa: PLC0415 - only for spreadsheets

    data, cut = read_whole(found, _LARGEST)
    if cut is not None:
        raise cut
    if data.startswith(b"PK"):
        require_parts(data, found.uri, "spreadsheet")
    try:
        book = fastexcel.read_excel(data)
        sheets = {name: _rows(book, name) for name in book.sheet_names}
    except fastexcel.FastExcelError as error:
        what = str(error).splitlines()[0].removeprefix("calamine error: ")
        raise SourceError(
            f"this spreadsheet is damaged or locked ({what})", where=found.uri, cure=_AGAIN
        ) from error
    told = found.told.columns
    held = {
        name: (names, rows)
        for name, (names, rows) in sheets.items()
        if columns_of(names, told).get("text") in names
    }
    taken: set[str] = set()
    for name, (names, rows) in (held or dict(list(sheets.items())[:1])).items():
        columns = columns_of(names, told)
        required(columns, names, found.uri)
        where = found.uri if len(sheets) == 1 else f"{found.uri}#{name}"
        for number, row in enumerate(rows, 2):
            if any(row):
                entry = dict(zip(names, row, strict=True))
                yield document_of(entry, columns, f"{where}#{number}", found.known, taken)


def _rows(book: fastexcel.ExcelReader, name: str) -> tuple[list[str], list[tuple[str | None, ...]]]:
    """The names of a sheet's columns, and its rows as texts."""
    table = book.load_sheet(name, dtypes="string", skip_whitespace_tail_rows=True).to_polars()
    return table.columns, table.rows()
