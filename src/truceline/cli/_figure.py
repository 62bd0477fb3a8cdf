"""`truceline figure`."""

from __future__ import annotations

import sys
from pathlib import Path

from truceline.cli._taken import print_kinds, read_book, the_book
from truceline.errors import UsageError
from truceline.figures import draw, kinds
from truceline.terms import read_incidents

__all__ = ["figure_command"]


def figure_command(
    kind: str | None,
    book: str | None,
    *,
    out: Path | None,
    ceasefire: str | None,
    conflict: str | None,
    incidents: Path | None,
    dark: bool,
) -> int:
    """Draw one kind of figure of a casebook into a file, or list the kinds; the exit status."""
    if kind is None:
        print_kinds(kinds())
        return 0
    if kind not in kinds():
        raise UsageError(f"there is no figure called {kind!r}", cure=f"choose one of: {', '.join(kinds())}")
    book = the_book(book)
    if out is None:
        raise UsageError("nothing says where the figure goes", cure="name a file with --out NAME.svg or .png")
    reading, wanted = read_book(book, ceasefire)
    data = read_incidents(incidents) if incidents is not None else None
    drawing = draw(reading, kind, ceasefire=wanted, conflict=conflict, incidents=data, dark=dark)
    drawing.save(out)
    print(f"{drawing.title}: written to {out}", file=sys.stderr)
    return 0
