"""A table on its way out: columns that say what they hold, and rows made one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from truceline.exports._index import Index

__all__ = ["Cell", "Column", "Row", "Table"]

Cell = str | int | float | bool | None
Row = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its line in the codebook: `what` it holds, and its `codes` where it is coded."""

    name: str
    kind: Literal["text", "integer", "number", "boolean"]
    what: str
    codes: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of table that can be made of any reading. `rows` yields the rows in the order of the reading,
    each with a cell for every column.
    """

    name: str
    what: str
    columns: tuple[Column, ...]
    rows: Callable[[Index], Iterable[Row]]
