"""`truceline show`."""

from __future__ import annotations

import sys

from msgspec.structs import replace

from truceline.casebook import Casebook
from truceline.cli._brief import print_brief
from truceline.cli._page import Page
from truceline.cli._why import find_field, print_why
from truceline.model import Reading, dump
from truceline.records import about

__all__ = ["show_command"]


def show_command(book: str, name: str | None, *, as_json: bool, why: str | None, everything: bool) -> int:
    """Print a casebook, one of its ceasefires, or where a field of these was read; the exit status."""
    with Casebook.open(book, create=False) as casebook:
        wanted = casebook.find(name).id if name else None
        reading = casebook.reading()
    if wanted:
        reading = about(reading, [wanted])
    if why:
        field = find_field(reading, why)
        if not as_json:
            print_why(Page(everything=everything), reading, field)
            return 0
        reading = _of_field(reading, field)
    if as_json:
        sys.stdout.buffer.write(dump(reading, indent=2) + b"\n")
    else:
        print_brief(reading, everything=everything, book=casebook.where)
    return 0


def _of_field(reading: Reading, field: str) -> Reading:
    return replace(
        reading,
        claims=tuple(c for c in reading.claims if c.field == field),
        ceasefires=tuple(
            replace(c, fields={field: c.fields[field]}) for c in reading.ceasefires if field in c.fields
        ),
    )
