"""Verdicts as files, and what changed in them since an earlier import."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from truceline.errors import UsageError
from truceline.terms._check import Check
from truceline.terms._rows import LINE, read_rows

__all__ = ["Change", "compare", "read_table", "write_table"]

SHEET = 1_048_575
"""Rows of an Excel sheet below its header."""
KEYS = ("incident", "ceasefire")
ABOUT = ("verdict", "reasons", "possible", "rules", "dataset")
"""Columns that tell of the verdict; all others tell of the incident."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an incident between two imports: `added`, `deleted`, `changed` (its row, with the
    columns), or `retested` (the row stands, the terms changed). Verdicts are None where there was none.
    """

    incident: str
    ceasefire: str
    kind: str
    before: str | None
    after: str | None
    columns: tuple[str, ...] = ()


def write_table(done: Check, path: str | Path) -> None:
    """Write one row per incident and ceasefire, by the ending of the file: .csv, .parquet or .xlsx.

    Raises:
        UsageError: the ending is another, or the rows are too many for a sheet.
    """
    file = Path(path)
    table = done.table()
    try:
        if file.suffix == ".csv":
            table.write_csv(file)
        elif file.suffix == ".parquet":
            texts = pl.col(pl.Categorical, pl.Enum).cast(pl.String)
            table.with_columns(texts).write_parquet(file)
        elif file.suffix == ".xlsx":
            _write_workbook(table, file)
        else:
            cure = "end the name in .csv, .parquet or .xlsx"
            raise UsageError(
                f"{file.suffix or 'no ending'!r} is no format of tables", where=str(file), cure=cure
            )
    except OSError as error:
        raise UsageError(f"cannot write the table: {error.strerror}", where=str(file)) from error


def _write_workbook(table: pl.DataFrame, file: Path) -> None:
    if table.height > SHEET:
        cure = "write .csv or .parquet"
        raise UsageError(f"{table.height:,} rows do not fit a sheet of {SHEET:,}", where=str(file), cure=cure)
    texts = pl.col(pl.Categorical, pl.Enum).cast(pl.String)
    # Text of a dataset is never taken for a formula or a link.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    from xlsxwriter import Workbook  # noqa: PLC0415 - only workbooks need it

    with Workbook(str(file), options) as book:
        table.with_columns(texts).write_excel(book, "verdicts", autofilter=True, freeze_panes=(1, 0))


def read_table(path: str | Path) -> pl.DataFrame | None:
    """A table of verdicts that was written earlier, as text; None where the file is another table.

    Raises:
        SourceError: it cannot be read.
    """
    frame = read_rows(Path(path)).frame.drop(LINE)
    return frame if {*KEYS, "verdict", "reasons"} <= set(frame.columns) else None


def compare(before: pl.DataFrame, after: pl.DataFrame) -> list[Change]:
    """What changed between two tables of verdicts, in the order of the later one, what was deleted last."""
    first, second = _as_text(before), _as_text(after)
    told = [name for name in second.columns if name in first.columns and name not in {*KEYS, *ABOUT}]
    both = second.join(first, on=KEYS, how="left", suffix=" before", maintain_order="left")
    found = []
    for row in both.iter_rows(named=True):
        if row["verdict before"] is None:
            found.append(Change(row["incident"], row["ceasefire"], "added", None, row["verdict"]))
            continue
        columns = tuple(name for name in told if row[name] != row[f"{name} before"])
        verdicts = (row["verdict before"], row["verdict"])
        if columns or verdicts[0] != verdicts[1]:
            kind = "changed" if columns else "retested"
            found.append(Change(row["incident"], row["ceasefire"], kind, *verdicts, columns))
    ceasefires = second["ceasefire"].unique().to_list()
    gone = first.filter(pl.col("ceasefire").is_in(ceasefires)).join(second, on=KEYS, how="anti")
    rows = gone.select(*KEYS, "verdict").iter_rows()
    return found + [
        Change(incident, ceasefire, "deleted", verdict, None) for incident, ceasefire, verdict in rows
    ]


def _as_text(frame: pl.DataFrame) -> pl.DataFrame:
    """All columns as text, numbers in one way of writing, so that tables of different formats compare."""
    numbers = [name for name in ("latitude", "longitude", "best", "low", "high") if name in frame.columns]
    days = [name for name in ("start", "end") if name in frame.columns]
    return frame.with_columns(
        pl.all().exclude(numbers).cast(pl.String).fill_null("").str.strip_chars(),
        *(
            pl.col(name).cast(pl.Float64, strict=False).round(6).cast(pl.String).fill_null("")
            for name in numbers
        ),
    ).with_columns(*(pl.col(name).str.slice(0, 10) for name in days))
