"""Tables in files, as text: CSV (also gzip), Parquet, XLSX. Rows that cannot be read are listed with their
line.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import polars as pl

from truceline.errors import SourceError

__all__ = ["LINE", "RowFailure", "Rows", "read_rows"]

LINE = "__line__"
"""The column that keeps the line of the file (from 1) on which a row begins."""
GZIP = b"\x1f\x8b"
XLSX = b"PK\x03\x04"
PARQUET = b"PAR1"
DELIMITERS = ",;\t|"
LARGEST_FIELD = 1 << 24


@dataclass(frozen=True, slots=True)
class RowFailure:
    """A row that could not be used: its line in the file (for Parquet and XLSX: its row, from 1), and why."""

    line: int
    reason: str


@dataclass(frozen=True)
class Rows:
    """A table as text, with the column `LINE`; what could not be read, and what was passed over on
    purpose.
    """

    frame: pl.DataFrame
    failures: tuple[RowFailure, ...]
    notes: tuple[str, ...]
    sha256: str


def read_rows(path: Path, *, delimiter: str = "") -> Rows:
    """Read a table; every cell becomes text, and empty cells null.

    Raises:
        SourceError: the file is not there, or is no table.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SourceError(f"cannot read it: {error.strerror}", where=str(path)) from error
    try:
        if head == PARQUET:
            return _whole(pl.read_parquet(path), digest, first=1)
        if head == XLSX:
            return _whole(pl.read_excel(path, infer_schema_length=None), digest, first=2)
        return _csv(path, delimiter, digest)
    except (pl.exceptions.PolarsError, UnicodeDecodeError, csv.Error, EOFError, gzip.BadGzipFile) as error:
        cure = "save it as CSV in UTF-8, Parquet or XLSX"
        raise SourceError(
            f"this is no table that can be read: {error}", where=str(path), cure=cure
        ) from error


def _whole(frame: pl.DataFrame, digest: str, first: int) -> Rows:
    lines = pl.int_range(first, first + frame.height, dtype=pl.UInt32, eager=True).alias(LINE)
    texts = frame.select(pl.all().cast(pl.String).str.strip_chars()).with_columns(lines)
    return _without_tags(Rows(texts, (), (), digest))


@dataclass(frozen=True)
class _Shape:
    """A CSV file walked once: its header, the lines on which good rows begin, and the bad ones."""

    header: list[str]
    lines: array[int]
    failures: list[RowFailure]


def _csv(path: Path, delimiter: str, digest: str) -> Rows:
    mark = delimiter or _delimiter(path)
    encoding = _encoding(path)
    shape = _walk(path, mark, encoding)
    # Polars fills up rows that are too short without a word, so rows are counted and measured first.
    frame = None if shape.failures or encoding != "utf-8-sig" else _fast(path, mark, shape)
    if frame is None:
        frame = _slow(path, mark, encoding, shape)
    named = frame.with_columns(pl.Series(LINE, shape.lines, dtype=pl.UInt32))
    notes = () if encoding == "utf-8-sig" else (f"the file is not in UTF-8; it was read as {encoding}",)
    return _without_tags(Rows(named, tuple(shape.failures), notes, digest))


@contextmanager
def _opened(path: Path, encoding: str) -> Iterator[IO[str]]:
    with path.open("rb") as raw:
        packed = raw.read(2) == GZIP
        raw.seek(0)
        with (
            gzip.GzipFile(fileobj=raw) if packed else raw as inner,
            io.TextIOWrapper(inner, encoding=encoding, newline="") as text,
        ):
            yield text


def _encoding(path: Path) -> str:
    try:
        with _opened(path, "utf-8-sig") as text:
            while text.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _delimiter(path: Path) -> str:
    with _opened(path, "latin-1") as text:
        head = text.readline()
    return max(DELIMITERS, key=head.count)


def _walk(path: Path, mark: str, encoding: str) -> _Shape:
    csv.field_size_limit(LARGEST_FIELD)
    with _opened(path, encoding) as text:
        rows = csv.reader(text, delimiter=mark)
        header = [name.strip() for name in next(rows, [])]
        shape = _Shape(header, array("L"), [])
        before = rows.line_num
        for row in rows:
            line, before = before + 1, rows.line_num
            if len(row) == len(header):
                shape.lines.append(line)
            elif row:
                reason = f"{len(row)} cells where the header has {len(header)}"
                shape.failures.append(RowFailure(line, reason))
    return shape


def _fast(path: Path, mark: str, shape: _Shape) -> pl.DataFrame | None:
    frame = pl.read_csv(path, separator=mark, infer_schema=False)
    if frame.height != len(shape.lines):
        return None
    return frame.rename(dict(zip(frame.columns, shape.header, strict=True)))


def _slow(path: Path, mark: str, encoding: str, shape: _Shape) -> pl.DataFrame:
    """The good rows alone, by way of Python's own reader."""
    good = io.StringIO()
    writer = csv.writer(good)
    with _opened(path, encoding) as text:
        rows = csv.reader(text, delimiter=mark)
        next(rows, None)
        writer.writerow(shape.header)
        writer.writerows(row for row in rows if len(row) == len(shape.header))
    return pl.read_csv(good.getvalue().encode(), infer_schema=False)


def _without_tags(rows: Rows) -> Rows:
    """Without the row of HXL tags that copies from the Humanitarian Data Exchange have under the header."""
    if not rows.frame.height:
        return rows
    first = [cell for name, cell in rows.frame.row(0, named=True).items() if name != LINE and cell]
    if not first or not all(str(cell).startswith("#") for cell in first):
        return rows
    line = rows.frame[LINE][0]
    note = f"line {line} holds HXL tags, not an incident"
    return Rows(rows.frame.slice(1), rows.failures, (*rows.notes, note), rows.sha256)
