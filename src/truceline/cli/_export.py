"""`truceline export`."""

from __future__ import annotations

import sys
from pathlib import Path

from truceline.casebook import Casebook
from truceline.errors import UsageError
from truceline.exports import export, kinds
from truceline.records import about

__all__ = ["export_command"]


def export_command(kind: str | None, book: str | None, *, out: Path | None, ceasefire: str | None) -> int:
    """Write one kind of table or document of a casebook, or list the kinds; the exit status."""
    if kind is None:
        known = kinds()
        width = max(map(len, known))
        for name, what in known.items():
            print(f"{name:<{width}}  {what}")
        return 0
    if book is None:
        raise UsageError("nothing says which casebook is meant", cure="name it with --book FILE")
    with Casebook.open(book, create=False) as casebook:
        wanted = casebook.find(ceasefire).id if ceasefire else None
        reading = casebook.reading()
    if wanted:
        reading = about(reading, [wanted])
    rows = export(reading, kind, out)
    if out is not None:
        print(f"{rows} {'row' if rows == 1 else 'rows'} written to {out}", file=sys.stderr)
    return 0
