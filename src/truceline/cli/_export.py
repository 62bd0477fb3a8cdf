"""`truceline export`."""

from __future__ import annotations

import sys
from pathlib import Path

from truceline.cli._taken import print_kinds, read_book, the_book
from truceline.exports import export, kinds
from truceline.records import about
from truceline.wording import counted

__all__ = ["export_command"]


def export_command(kind: str | None, book: str | None, *, out: Path | None, ceasefire: str | None) -> int:
    """Write one kind of table or document of a casebook, or list the kinds; the exit status."""
    if kind is None:
        print_kinds(kinds())
        return 0
    reading, wanted = read_book(the_book(book), ceasefire)
    if wanted:
        reading = about(reading, [wanted])
    rows = export(reading, kind, out)
    if out is not None:
        what = "ceasefire" if kind == "brief" else "row"
        print(f"{counted(rows, what)} written to {out}", file=sys.stderr)
    return 0
