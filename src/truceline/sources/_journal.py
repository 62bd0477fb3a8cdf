"""What a long run has read so far, in a file, so that a kill costs little.

The file holds one line of JSON per batch of documents, behind a line that says what is read. A line counts
once its end is on the disk; a line that was cut off by a kill is cut away.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from truceline.errors import SourceError, UsageError
from truceline.model import Article, Failure
from truceline.sources._batch import Outcome
from truceline.sources._document import Document, Told

__all__ = ["Journal"]

_CURE = "delete the journal to begin anew, or name another"


class _Head(msgspec.Struct, frozen=True):
    """What a journal belongs to."""

    paths: list[str]
    told: list[tuple[str, str]]
    columns: dict[str, str]
    first_pass: str
    layout: int = 1


class _Line(msgspec.Struct, frozen=True):
    """One batch: documents met and passed over, the last of them, articles and failures in order (`order` has
    `a` for an article and `f` for a failure).
    """

    met: int
    skipped: int
    last: str
    order: str
    articles: list[Article]
    failures: list[Failure]


class Journal:
    """A journal that is open for a run; without a file it keeps nothing."""

    def __init__(self, file: BinaryIO | None, path: Path | None, lines: int) -> None:
        self._file, self._path, self._start = file, path, lines
        self._met, self._last = 0, ""

    @classmethod
    def open(cls, path: Path | None, paths: Iterable[str | Path], told: Told, first_pass: str) -> Journal:
        """The journal at `path`, made if there is none.

        Raises:
            UsageError: it belongs to another run, or is no journal.
        """
        if path is None:
            return cls(None, None, 0)
        head = _Head(
            [str(p) for p in paths],
            [(d.name, d.value) for d in told.metadata],
            dict(told.columns),
            first_pass,
        )
        try:
            file = path.open("r+b" if path.exists() else "x+b")
        except OSError as error:
            raise UsageError(
                f"the journal cannot be written ({error.strerror})", where=str(path), cure=_CURE
            ) from error
        first = file.readline()
        if not first.endswith(b"\n"):
            file.seek(0)
            file.truncate()
            journal = cls(file, path, 0)
            journal._append(msgspec.json.encode(head))
            journal._start = file.tell()
            return journal
        try:
            before = msgspec.json.decode(first, type=_Head)
        except msgspec.MsgspecError as error:
            raise UsageError("this is no journal", where=str(path), cure="name another file") from error
        if before != head:
            raise UsageError("this journal belongs to another run", where=str(path), cure=_CURE)
        return cls(file, path, file.tell())

    def outcomes(self) -> Iterator[Outcome]:
        """What earlier runs read."""
        if self._file is None:
            return
        self._file.seek(self._start)
        end = self._start
        while (raw := self._file.readline()).endswith(b"\n"):
            try:
                line = msgspec.json.decode(raw, type=_Line)
            except msgspec.MsgspecError:
                break
            end = self._file.tell()
            self._met += line.met
            self._last = line.last
            articles, failures = iter(line.articles), iter(line.failures)
            items = tuple(next(articles) if kind == "a" else next(failures) for kind in line.order)
            yield Outcome(line.met, line.skipped, line.last, items)
        self._file.seek(end)
        self._file.truncate()

    def behind(self, met: Iterator[Document | Failure]) -> Iterator[Document | Failure]:
        """The documents behind those that the journal holds.

        Raises:
            UsageError: the last that it holds is another one now.
        """
        last = ""
        for _ in range(self._met):
            item = next(met, None)
            last = item.uri if item is not None else ""
        if last != self._last:
            raise UsageError(
                "what is read has changed since the journal was begun", where=str(self._path), cure=_CURE
            )
        yield from met

    def write(self, outcome: Outcome) -> None:
        """Keep what came of a batch. When this returns, it is on the disk.

        Raises:
            SourceError: the disk is full; the batches before are whole.
        """
        if self._file is None:
            return
        items = outcome.items
        order = "".join("f" if isinstance(item, Failure) else "a" for item in items)
        articles = [item for item in items if isinstance(item, Article)]
        failures = [item for item in items if isinstance(item, Failure)]
        line = _Line(outcome.met, outcome.skipped, outcome.last, order, articles, failures)
        self._append(msgspec.json.encode(line))

    def _append(self, line: bytes) -> None:
        assert self._file is not None
        try:
            self._file.write(line + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise SourceError(
                f"the journal cannot be written on ({error.strerror})", where=str(self._path),
                cure="make room on the disk and run the same command again: it goes on from here",
            ) from error  # fmt: skip

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
