"""The casebook that is being read, and lists of what is in it, made once for each state of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from fastapi import Request

from truceline.casebook import Casebook, Counts, Doubt, Origin, Outline, Standing, View
from truceline.errors import CasebookError

__all__ = ["Desk", "Lists"]

T = TypeVar("T")
PATIENCE = 2.0
"""Seconds that a page waits for another program that has locked the casebook."""
SPEAKERS = 400
"""Speakers that are offered to choose from."""


@dataclass(frozen=True)
class Lists:
    """What is asked for on most pages and takes a pass over whole tables.

    `sources` is where each report comes from. `read` are the ceasefires as they were read, `outlines` the
    same with what people decided on them.
    `doubts` are the values that somebody should look at, the most urgent first.
    """

    revision: tuple[int, int]
    sources: dict[str, Origin]
    decided: list[Standing]
    read: dict[str, Outline]
    outlines: dict[str, Outline]
    speakers: list[tuple[str, str, int]]
    outlets: list[tuple[str, int]]
    counts: Counts
    doubts: list[Doubt]


def desk_of(request: Request) -> Desk:
    """The desk of the app that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


class Desk:
    """A casebook as the pages see it. Safe to use from several threads."""

    def __init__(self, book: str | Path) -> None:
        """`book` need not exist, nor be a casebook: the pages say so until it is one."""
        self.book = book
        self._casebook: Casebook | None = None
        self._lists: Lists | None = None
        self._making = threading.Lock()

    @property
    def name(self) -> str:
        """What the casebook is called."""
        return Path(str(self.book).partition("?")[0]).name

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

    def ask(self, question: Callable[[Casebook], T]) -> T:
        """What the casebook answers.

        Raises:
            CasebookError: as `look`.
        """
        try:
            return question(self._opened())
        except CasebookError:
            self.close()
            return question(self._opened())

    def _opened(self) -> Casebook:
        if self._casebook is None:
            self._casebook = Casebook.open(self.book, create=False, patience=PATIENCE)
        return self._casebook

    def lists(self, view: View) -> Lists:
        """The lists of the casebook in the state that is looked at."""
        with self._making:
            if self._lists is None or self._lists.revision[0] != view.revision[0]:
                read = view.outlines()
                self._lists = Lists(
                    revision=(view.revision[0], 0), sources=view.sources(), decided=[], read=read,
                    outlines=read,
                    speakers=view.speakers(SPEAKERS), outlets=view.outlets(), counts=view.counts(),
                    doubts=view.doubts(),
                )  # fmt: skip
            if self._lists.revision != view.revision:
                self._lists = _brought_up(self._lists, view)
            return self._lists

    @contextmanager
    def casebook(self) -> Iterator[Casebook]:
        """The casebook itself, to write to.

        Raises:
            CasebookError: it cannot be opened.
        """
        with Casebook.open(self.book, create=False, patience=PATIENCE) as opened:
            yield opened

    def close(self) -> None:
        """Let go of the file."""
        if self._casebook is not None:
            self._casebook.close()
            self._casebook = None


def _brought_up(lists: Lists, view: View) -> Lists:
    """The lists with what was decided since. Only what the new decisions are about is looked at again: after
    a step of thousands the next one alone does not wait for all of them.
    """
    decided = view.decisions(lists.decided, lists.sources)
    known = {one.decision.number for one in lists.decided}
    touched = {one.ceasefire for one in decided if one.decision.number not in known}
    read = {name: outline for name, outline in lists.read.items() if name in touched}
    redrawn = view.redrawn(read, [one for one in decided if one.ceasefire in touched])
    outlines = {**lists.outlines, **read, **redrawn}
    return replace(lists, revision=view.revision, decided=decided, outlines=outlines)
