"""`truceline evaluate`."""

from __future__ import annotations

import sys
from pathlib import Path

from truceline.cli._progress import Progress
from truceline.evaluation import as_json as rows_as_json
from truceline.evaluation import evaluate, print_misses, print_table

__all__ = ["evaluate_command"]


def evaluate_command(kind: str, gold: list[Path], *, as_json: bool, misses: bool) -> int:
    """Measure, and print the table; the exit status."""
    with Progress():
        rows = evaluate(kind, gold)
    if as_json:
        sys.stdout.buffer.write(rows_as_json(rows) + b"\n")
        return 0
    print_table(rows)
    if misses:
        print_misses(rows)
    return 0
