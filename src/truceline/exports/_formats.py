"""What can be taken out, and into which kinds of file."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from truceline.errors import UsageError
from truceline.exports._annotations import web_annotations
from truceline.exports._brief_docx import write_brief_docx
from truceline.exports._brief_html import write_brief_html
from truceline.exports._brief_pdf import write_brief_pdf
from truceline.exports._claims import CLAIMS
from truceline.exports._columns import Table
from truceline.exports._contacts import CONTACTS
from truceline.exports._ethprio import ETHPRIO
from truceline.exports._findings import FINDINGS
from truceline.exports._ftm import ftm_statements
from truceline.exports._geojson import write_geojson
from truceline.exports._index import Index
from truceline.exports._plover import plover_events
from truceline.exports._statements import STATEMENTS
from truceline.exports._timelinejs import timelinejs
from truceline.exports._write import (
    codebook,
    write_csv,
    write_json_lines,
    write_parquet,
    write_stata,
    write_xlsx,
)
from truceline.model import Reading

__all__ = ["export", "kinds"]

Write = Callable[[Index, IO[bytes]], int]


def _table(table: Table) -> dict[str, Write]:
    return {
        ".csv": lambda index, file: write_csv(table, index, file),
        ".xlsx": lambda index, file: write_xlsx(table, index, file),
        ".parquet": lambda index, file: write_parquet(table, index, file),
        ".jsonl": lambda index, file: write_json_lines(iter(table.rows(index)), file),
        ".dta": lambda index, file: write_stata(table, index, file),
    }


def _timeline(index: Index, file: IO[bytes]) -> int:
    told = timelinejs(index)
    file.write(json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")
    return len(told["events"])


_TABLES = {table.name: table for table in (FINDINGS, STATEMENTS, CLAIMS, CONTACTS, ETHPRIO)}
_FILES: dict[str, dict[str, Write]] = {
    **{name: _table(table) for name, table in _TABLES.items()},
    "annotations": {".jsonl": lambda index, file: write_json_lines(web_annotations(index), file)},
    "timelinejs": {".json": _timeline},
    "geojson": {".geojson": write_geojson, ".json": write_geojson},
    "plover": {".jsonl": lambda index, file: write_json_lines(plover_events(index), file)},
    "followthemoney": {".jsonl": lambda index, file: write_json_lines(ftm_statements(index), file)},
    "brief": {".html": write_brief_html, ".docx": write_brief_docx, ".pdf": write_brief_pdf},
}


def kinds() -> dict[str, str]:
    """What can be exported: the name of each kind, and what it holds."""
    return {
        **{name: table.what for name, table in _TABLES.items()},
        "annotations": "every passage that a claim was read from, as W3C Web Annotations",
        "timelinejs": "the timelines of the ceasefires, for TimelineJS",
        "geojson": "where ceasefires hold, as points, with status, start and parties",
        "plover": "dated steps and contacts as PLOVER events",
        "followthemoney": "actors, reports and ceasefires as FollowTheMoney statements",
        "brief": "what is known, disputed, wrong and open, with footnoted sources, to hand on",
    }


def export(reading: Reading, kind: str, out: str | Path | None = None) -> int:
    """Write one kind of table or document of a reading.

    Args:
        reading: from `truceline.read` or `Casebook.reading`.
        kind: a name that `kinds` lists.
        out: the file; its ending says the format, such as .csv, .xlsx, .parquet or .docx. None is standard
            output, in the first format of the kind. A CSV or Stata file gets its codebook beside it
            (NAME.codebook.csv); the other tables carry it within.

    Returns:
        How many rows, lines or events were written. A file appears whole or not at all.

    Raises:
        UsageError: there is no such kind, it has no such format, or the file cannot be written.
    """
    if kind not in _FILES:
        raise UsageError(
            f"there is no export called {kind!r}", cure=f"choose one of: {', '.join(sorted(_FILES))}"
        )
    formats = _FILES[kind]
    suffix = next(iter(formats)) if out is None else Path(out).suffix.lower()
    if suffix not in formats:
        cure = f"end the name of the file in {' or '.join(formats)}"
        raise UsageError(
            f"{kind} cannot be written as {suffix or 'a file without an ending'}", where=str(out), cure=cure
        )
    with _replacing(Path(out)) if out is not None else nullcontext(sys.stdout.buffer) as file:
        rows = formats[suffix](Index(reading), file)
    if out is not None and kind in _TABLES and suffix in {".csv", ".dta"}:
        with _replacing(Path(out).with_suffix(".codebook.csv")) as file:
            file.write(codebook(_TABLES[kind]).encode())
    return rows


@contextmanager
def _replacing(out: Path) -> Iterator[IO[bytes]]:
    """A new file beside `out` that takes its place when all of it is written."""
    try:
        with NamedTemporaryFile(dir=out.parent, prefix=f".{out.name}.", delete=False) as file:
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
        Path(file.name).chmod(0o644)
        Path(file.name).replace(out)
    except OSError as error:
        cure = "choose another folder, or make room on the disk"
        raise UsageError(
            f"cannot be written ({error.strerror or error})", where=str(out), cure=cure
        ) from error
