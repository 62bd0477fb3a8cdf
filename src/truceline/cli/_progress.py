"""A progress bar for anything that takes longer than a second, on standard error, for people only."""

from __future__ import annotations

import sys
from threading import Timer
from types import TracebackType

__all__ = ["Progress"]

PATIENCE = 1.0
"""Seconds before anything is shown: what is done by then needs no bar."""


class Progress:
    """Shows how many documents were read and which was the last; nothing where standard error is no
    terminal.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._done = 0
        self._what = ""
        self._timer = Timer(PATIENCE, self._start)
        self._timer.daemon = True
        self._bar: object | None = None

    def __enter__(self) -> Progress:
        if self._shown:
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._timer.cancel()
        if self._bar is not None:
            self._bar.stop()  # type: ignore[attr-defined]

    def at(self, done: int, what: str) -> None:
        """`done` documents were read, `what` the last of them."""
        self._done, self._what = done, what
        self._tell()

    def _start(self) -> None:
        from rich.console import Console  # noqa: PLC0415 - a run that ends at once does not need it
        from rich.progress import BarColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415
        from rich.progress import Progress as Bar  # noqa: PLC0415

        bar = Bar(
            TextColumn("reading"),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[told]}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        bar.add_task("", total=None, told="")
        bar.start()
        self._bar = bar
        self._tell()

    def _tell(self) -> None:
        if self._bar is not None:
            name = self._what.rsplit("/", 1)[-1]
            told = f"{self._done} documents, {name[:40]}" if self._done else ""
            self._bar.update(0, told=told)  # type: ignore[attr-defined]
