"""The casebook that is being read, and lists of what is in it, made once for each state of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from truceline.casebook import Casebook, Counts, Outline, Standing, View
from truceline.errors import CasebookError

__all__ = ["Desk", "Lists"]

PATIENCE = 2.0
"""Seconds that a page waits for another program that has locked the casebook."""
SPEAKERS = 400
"""Speakers that are offered to choose from."""


@dataclass(frozen=True)
class Lists:
    """What is asked for on most pages and takes a pass over whole tables."""

    revision: tuple[int, int]
    decided: list[Standing]
    outlines: dict[str, Outline]
    speakers: list[tuple[str, str, int]]
    outlets: list[tuple[str, int]]
    counts: Counts


class Desk:
    """A casebook as the pages see it. Safe to use from several threads."""

    def __init__(self, book: Path) -> None:
        """`book` need not exist, nor be a casebook: the pages say so until it is one."""
        self.book = book
        self._casebook: Casebook | None = None
        self._lists: Lists | None = None
        self._making = threading.Lock()

    @property
    def name(self) -> str:
        """What the casebook is called."""
        return self.book.name

    @contextmanager
    def look(self) -> Iterator[View]:
        """A look into the casebook.

        Raises:
            CasebookError: it is not there, locked, damaged or something else.
        """
        with ExitStack() as open_files:
            try:
                view = open_files.enter_context(self._opened().look())
            except CasebookError:
                # Another file may have been put in its place: what it is now is found out by opening it.
                self.close()
                view = open_files.enter_context(self._opened().look())
            yield view

    def _opened(self) -> Casebook:
        if self._casebook is None:
            self._casebook = Casebook.open(self.book, create=False, patience=PATIENCE)
        return self._casebook

    def lists(self, view: View) -> Lists:
        """The lists of the casebook in the state that is looked at."""
        revision = view.revision
        with self._making:
            if self._lists is None or self._lists.revision != revision:
                decided = view.decisions()
                outlines = {outline.id: outline for outline in view.outlines(decided)}
                self._lists = Lists(
                    revision, decided, outlines, view.speakers(SPEAKERS), view.outlets(), view.counts()
                )
            return self._lists

    def close(self) -> None:
        """Let go of the file."""
        if self._casebook is not None:
            self._casebook.close()
            self._casebook = None
