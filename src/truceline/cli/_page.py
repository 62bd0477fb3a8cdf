"""The sheet that a brief is written on: headings, labelled rows and lists, as wide as the terminal allows."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import IO, TypeVar, cast

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

__all__ = ["Page", "join"]

T = TypeVar("T")
LONGEST = 240
"""Characters of a text that is told in a brief before it is cut."""
PIPED = 100
"""Columns where the output is no terminal."""
WIDEST = 112
"""Columns that are read with ease; a wider terminal is left free on its right."""
LABEL = 16
"""Columns of a row's label."""


def join(*parts: tuple[str, str] | str) -> Text:
    """Pieces of text, each plain or with a style, as one; empty pieces are left out."""
    return Text.assemble(*(part for part in parts if (part if isinstance(part, str) else part[0])))


class Page:
    """Writes to `file` (standard output by default); with `everything` no list is cut short."""

    def __init__(
        self, *, everything: bool = False, file: IO[str] | None = None, console: Console | None = None
    ) -> None:
        self.console = console or _console(file or sys.stdout)
        self.everything = everything
        self._hint = ""

    @property
    def plain(self) -> bool:
        """Whether the output goes elsewhere than to a terminal."""
        return not self.console.is_terminal

    def hint(self, text: str) -> None:
        """What to say beside the count of what was cut."""
        self._hint = text

    def heading(self, text: Text) -> None:
        """The title of a ceasefire or of a part of the brief, with a line under it."""
        self.blank()
        self.console.print(text)
        self.console.print(
            ("-" if self.plain else "─") * min(self.console.width, max(text.cell_len, 40)), style="dim"
        )

    def section(self, title: str) -> None:
        """The title of a section."""
        self.blank()
        self.console.print(Text(title, style="bold cyan"))

    def blank(self) -> None:
        """An empty line."""
        self.console.print()

    def text(self, text: Text | str, indent: int = 0) -> None:
        """A paragraph."""
        self.console.print(Padding(text, (0, 0, 0, indent)))

    def row(self, label: Text | str, value: Text | str, *, width: int = LABEL, indent: int = 2) -> None:
        """A label, and beside it a value that wraps under itself."""
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=min(width, max(4, self.console.width // 3)), overflow="fold")
        grid.add_column(ratio=1, overflow="fold")
        grid.add_row(label, value)
        self.console.print(Padding(grid, (0, 0, 0, indent)))

    def cut(self, text: str, most: int = LONGEST) -> str:
        """A text on one line, cut at a word where it is longer than a brief has room for."""
        line = " ".join(text.split())
        if self.everything or len(line) <= most:
            return line
        return line[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + " ..."

    def some(self, things: Sequence[T], most: int, noun: str, *, indent: int = 2) -> Iterator[T]:
        """The first `most` things, and how many there are more where the list was cut."""
        shown = things if self.everything or len(things) <= most + 1 else things[:most]
        yield from shown
        if len(shown) < len(things):
            told = f"... and {len(things) - len(shown)} more {noun}"
            self.text(Text(told + (f" ({self._hint})" if self._hint else ""), style="dim"), indent)


class _Trimmed:
    """A file that gets no white space at the ends of lines."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self.encoding = getattr(file, "encoding", None) or "utf-8"

    def write(self, text: str) -> int:
        self._file.write("\n".join(line.rstrip() for line in text.split("\n")))
        return len(text)

    def flush(self) -> None:
        self._file.flush()


def _console(file: IO[str]) -> Console:
    console = Console(file=file, highlight=False, markup=False, emoji=False)
    if console.is_terminal:
        console.width = min(console.width, WIDEST)
        return console
    # What is piped is read by programs and pasted into notes: no marks of a terminal, no padding.
    width = int(os.environ["COLUMNS"]) if os.environ.get("COLUMNS", "").isdigit() else PIPED
    trimmed = cast(IO[str], _Trimmed(file))
    return Console(file=trimmed, width=width, highlight=False, markup=False, emoji=False, no_color=True)
