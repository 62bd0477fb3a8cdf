"""A progress bar for anything that takes longer than a second, on standard error, for people only."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Timer
from types import TracebackType

from truceline.sources import Tally

__all__ = ["Progress"]

PATIENCE = 1.0
"""Seconds before anything is shown: what is done by then needs no bar."""


class Progress:
    """Shows how many documents were read, which was the last, and how long the rest will take; nothing where
    standard error is no terminal.
    """

    def __init__(
        self, tally: Tally | None = None, paths: Sequence[str | Path] = (), *, quiet: bool = False
    ) -> None:
        """`tally` is what the reading of `paths` counts on, if one does."""
        self._shown = not quiet and sys.stderr.isatty()
        self._tally, self._paths = tally, paths
        self._done, self._what = 0, ""
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
        if self._tally is not None:
            self._tally.weigh(self._paths)

    def _tell(self) -> None:
        if self._bar is not None:
            share = self._tally.share if self._tally is not None else None
            self._bar.update(0, told=self.told(), total=share and 1.0, completed=share)  # type: ignore[attr-defined]

    def told(self) -> str:
        """The line beside the bar."""
        tally = self._tally
        documents = max(self._done, tally.documents if tally is not None else 0)
        if not documents:
            return ""
        told = f"{documents:,} documents"
        if tally is not None and tally.skipped:
            told += f" ({tally.skipped:,} passed over)"
        left = tally.seconds_left if tally is not None else None
        if left:
            told += f", {_rounded(left)} left"
        return f"{told}, {self._what.rsplit('/', 1)[-1][:40]}"


def _rounded(seconds: float) -> str:
    """A length of time as one says it."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min" if seconds < 5_400 else f"{seconds / 3600:.1f} h"
