"""Rows of an evaluation as a table for people, or as JSON."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import IO, Any

import msgspec

__all__ = ["as_json", "print_misses", "print_table"]

Rows = Sequence[Mapping[str, Any]]
COLUMNS = ("set", "measure", "precision", "recall", "f1", "right", "of")


def print_table(rows: Rows, *, file: IO[str] | None = None) -> None:
    """Print rows under headings, numbers to the right, a blank line between sets; plain text, as wide as it
    needs.
    """
    out = file or sys.stdout
    shown = [name for name in COLUMNS if any(row.get(name) is not None for row in rows)]
    cells = [[_cell(row.get(name)) for name in shown] for row in rows]
    widths = (
        [max(len(name), *(len(line[n]) for line in cells)) for n, name in enumerate(shown)] if cells else []
    )
    before: Any = None
    print(_line(shown, widths), file=out)
    for row, line in zip(rows, cells, strict=True):
        if row.get("set") != before:
            print(_line(["-" * width for width in widths], widths), file=out)
            before = row.get("set")
        print(_line(line, widths), file=out)


def print_misses(rows: Rows, *, file: IO[str] | None = None) -> None:
    """Print every miss of every row: where, what was expected, and what came instead."""
    out = file or sys.stdout
    for row in rows:
        misses = row.get("misses") or ()
        if misses:
            print(f"\n{row.get('set')}: {row.get('measure')}, {len(misses)} missed", file=out)
        for miss in misses:
            print("  " + _miss(miss), file=out)
        for pair in row.get("confusion") or ():
            print(f"  {pair['count']:>4}  {pair['expected']} taken for {pair['got']}", file=out)


def as_json(rows: Rows) -> bytes:
    """The rows as UTF-8 JSON, misses included."""
    return msgspec.json.format(msgspec.json.encode(rows), indent=2)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return (
        f"{value:.3f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)
    )


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [c.ljust(w) if n < 2 else c.rjust(w) for n, (c, w) in enumerate(zip(cells, widths, strict=True))]
    return "  ".join(padded).rstrip()


def _miss(miss: Any) -> str:
    if not isinstance(miss, Mapping):
        return str(miss)
    where = " ".join(str(miss[name]) for name in ("file", "ceasefire", "field") if miss.get(name))
    rest = {k: v for k, v in miss.items() if k not in {"file", "ceasefire", "field", "expected", "got"}}
    more = "".join(f", {name} {value}" for name, value in rest.items() if value)
    told = (
        f"expected {miss.get('expected')!r}, got {miss.get('got')!r}"
        if "expected" in miss or "got" in miss
        else ""
    )
    return f"{where}: {told}{more}"
