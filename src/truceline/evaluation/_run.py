"""Choosing the evaluation of a kind, and running it over the gold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from truceline.errors import UsageError

__all__ = ["KINDS", "evaluate"]

KINDS = ("parts", "records", "statements", "times", "verdicts")


def evaluate(kind: str, paths: Iterable[str | Path]) -> list[dict[str, Any]]:
    """Measure truceline on gold.

    Args:
        kind: one of `KINDS`; each reads gold in the layouts that its module (`truceline.evaluation.<kind>`)
            names.
        paths: gold files or folders.

    Returns:
        Rows with `set`, `measure`, and where they apply `precision`, `recall`, `f1` (0 to 1), `right`, `of`
        (counts) and `misses` (what was expected and what came instead).

    Raises:
        UsageError: there is no such kind or no such path, or the gold is of another layout.
    """
    if kind not in KINDS:
        raise UsageError(f"there is no evaluation of {kind!r}", cure=f"choose one of: {', '.join(KINDS)}")
    wanted = [Path(path) for path in paths]
    for path in wanted:
        if not path.exists():
            raise UsageError(
                "there is no gold here", where=str(path), cure="give a gold file or a folder of gold"
            )
    measure: Callable[[Path], list[dict[str, Any]]] = import_module(f"truceline.evaluation.{kind}").evaluate
    return [row for path in wanted for row in measure(path)]
