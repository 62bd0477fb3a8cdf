"""Tables and documents into files, row by row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from truceline.errors import UsageError
from truceline.exports._columns import Cell, Column, Table
from truceline.exports._frames import frame_of
from truceline.exports._index import Index

__all__ = ["codebook", "write_csv", "write_json_lines", "write_parquet", "write_stata", "write_xlsx"]

CODEBOOK = ("name", "kind", "what", "codes")
WIDEST = 60
"""Characters of the widest column of a spreadsheet; longer texts wrap."""


def codebook(table: Table) -> str:
    """The columns of a table, one a line: name, kind, what it holds, its codes (CSV)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(CODEBOOK)
    writer.writerows((c.name, c.kind, c.what, c.codes) for c in table.columns)
    return out.getvalue()


def write_csv(table: Table, index: Index, file: IO[bytes]) -> int:
    """UTF-8, quoted and ended as RFC 4180 has it; true and false as 1 and 0. The rows written."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([c.name for c in table.columns])
    rows = 0
    for rows, row in enumerate(table.rows(index), start=1):  # noqa: B007 - the number of rows is the result
        writer.writerow([_flat(row[c.name]) for c in table.columns])
    text.detach()
    return rows


def _flat(cell: Cell) -> Cell:
    return int(cell) if isinstance(cell, bool) else cell


def write_json_lines(lines: Iterator[dict[str, Any]], file: IO[bytes]) -> int:
    """One JSON object a line. The lines written."""
    count = 0
    for line in lines:
        file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        count += 1
    return count


def write_xlsx(table: Table, index: Index, file: IO[bytes]) -> int:
    """A workbook with the table, and its codebook on a second sheet. Text stays text: nothing that a report
    says is taken for a formula or a link. The rows written.
    """
    import xlsxwriter  # noqa: PLC0415 - only for this format

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "in_memory": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"comments": table.what})
        book.set_calc_mode("manual")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"valign": "top"})
        sheet = book.add_worksheet(table.name)
        sheet.freeze_panes(1, 0)
        for n, column in enumerate(table.columns):
            sheet.set_column(n, n, _width(column))
            sheet.write_string(0, n, column.name, bold)
        rows = 0
        for rows, row in enumerate(table.rows(index), start=1):
            for n, column in enumerate(table.columns):
                _write_cell(sheet, rows, n, row[column.name], plain)
        sheet.autofilter(0, 0, max(rows, 1), len(table.columns) - 1)
        key = book.add_worksheet("codebook")
        for n, (name, width) in enumerate(zip(CODEBOOK, (24, 10, WIDEST, WIDEST), strict=True)):
            key.set_column(n, n, width)
            key.write_string(0, n, name, bold)
        for n, column in enumerate(table.columns, start=1):
            for m, text in enumerate((column.name, column.kind, column.what, column.codes)):
                key.write_string(n, m, text, plain)
    return rows


LONGEST_CELL = 32_767
"""Characters that a cell of a workbook can hold (ECMA-376)."""


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, style: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, style)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell, style)
    else:
        cut = cell if len(cell) <= LONGEST_CELL else cell[: LONGEST_CELL - 4] + " ..."
        sheet.write_string(row, column, cut, style)


def _width(column: Column) -> int:
    return max(10, min(len(column.name) + 2, 24)) if column.kind != "text" else 24


def write_parquet(table: Table, index: Index, file: IO[bytes]) -> int:
    """A Parquet file whose schema carries the codebook as metadata (`codebook`). The rows written."""
    frame = frame_of(table, index)
    frame.write_parquet(file, metadata={"codebook": codebook(table)})
    return frame.height


STATA_LABEL = 80
"""Characters of a label in Stata's format (Stata 18, [U] 12.6)."""
STATA_NAMES = {"end": "end_"}
"""Columns whose names are words of Stata's languages."""


def write_stata(table: Table, index: Index, file: IO[bytes]) -> int:
    """A Stata file (version 118, Stata 14 or later): texts of any length, true and false as 1 and 0, what a
    column holds as its label. The rows written.

    Raises:
        UsageError: pandas, which writes the format, is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415 - only for this format
    except ImportError as error:
        cure = "install it with: pip install 'truceline[stata]'; or export as .csv"
        raise UsageError("a Stata file needs pandas, which is not installed", cure=cure) from error

    kinds = {"text": "object", "integer": "float64", "number": "float64", "boolean": "float64"}
    rows = list(table.rows(index))
    names = {c.name: STATA_NAMES.get(c.name, c.name) for c in table.columns}
    columns = {
        names[c.name]: pd.Series([_stata_cell(row[c.name], c) for row in rows], dtype=kinds[c.kind])
        for c in table.columns
    }
    pd.DataFrame(columns).to_stata(
        file,
        write_index=False,
        version=118,
        time_stamp=datetime(2000, 1, 1),  # no clock goes into the file
        data_label=table.what[:STATA_LABEL],
        variable_labels={names[c.name]: c.what[:STATA_LABEL] for c in table.columns},
        convert_strl=[names[c.name] for c in table.columns if c.kind == "text"],
    )
    return len(rows)


def _stata_cell(cell: Cell, column: Column) -> str | float | None:
    """Stata has no missing text but the empty one, and its texts hold no NUL."""
    if column.kind == "text":
        return "" if cell is None else str(cell).replace("\x00", "\N{REPLACEMENT CHARACTER}")
    return None if cell is None else float(cell)
