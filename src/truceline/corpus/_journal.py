"""What a long run has read so far, in a file: its memory stays small, and a kill costs little.

The file holds a line of JSON that says what is read, then one frame per batch of documents: its length, its
check sum, and the batch's outcome. A frame counts once it is whole on the disk; one that was cut off by a
kill is cut away.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import struct
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from truceline import language
from truceline._matters import Ties
from truceline.corpus._batch import Outcome, Packed
from truceline.errors import SourceError, UsageError
from truceline.model import Failure
from truceline.sources import FirstPass, Told

__all__ = ["Head", "Journal", "Label", "head_of", "run_name"]

_CURE = "delete the journal to begin anew, or name another"
_FRAME = struct.Struct("<II")
_LONGEST = 2**30


class Head(msgspec.Struct, frozen=True):
    """What a journal belongs to: everything on which what is read depends, except the documents."""

    paths: list[str]
    told: list[tuple[str, str]]
    columns: dict[str, str]
    first_pass: str
    model: str
    truceline: str
    layout: int = 2


def head_of(paths: Sequence[str | Path], told: Told, first_pass: FirstPass) -> Head:
    """The head of the journal of a run."""
    from truceline import __version__  # noqa: PLC0415 - the package's front imports this room lazily

    return Head(
        [str(path) for path in paths],
        [(datum.name, datum.value) for datum in told.metadata],
        dict(told.columns),
        first_pass,
        language.model_name(),
        __version__,
    )


def run_name(paths: Sequence[str | Path], told: Told, first_pass: FirstPass) -> str:
    """A short name for a run, which is that of no other: of what is read, how, and by which version."""
    head = msgspec.json.encode(head_of([os.path.abspath(path) for path in paths], told, first_pass))
    return hashlib.sha256(head).hexdigest()[:8]


class Label(NamedTuple):
    """Where an account is, and what must be known of it without reading it."""

    id: str
    digest: str
    ties: Ties
    frame: int
    place: int


class Journal:
    """A journal that is open for a run. Only one run at a time can have it."""

    def __init__(self, file: BinaryIO, where: str, end: int, path: Path | None = None) -> None:
        self._file, self._where, self._end, self._path = file, where, end, path
        self._start = end
        self._met, self._last = 0, ""
        self._cache: tuple[int, Outcome] | None = None
        self._failed: list[int] = []

    @classmethod
    def open(cls, path: Path | None, head: Head) -> Journal:
        """The journal at `path`, made if there is none; without a path one that goes with the run.

        Raises:
            UsageError: it belongs to another run, another run is at it, or it is no journal.
            SourceError: it cannot be begun, because the disk is full.
        """
        if path is None:
            return cls(tempfile.TemporaryFile(prefix="truceline-"), tempfile.gettempdir(), 0)
        where = str(path)
        try:
            file = path.open("r+b" if path.exists() else "x+b")
        except OSError as error:
            what = f"the journal cannot be written ({error.strerror})"
            raise UsageError(what, where=where, cure=_CURE) from error
        try:
            return cls._opened(file, path, head)
        except BaseException:
            file.close()
            raise

    @classmethod
    def _opened(cls, file: BinaryIO, path: Path, head: Head) -> Journal:
        where = str(path)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            cure = "wait until it has ended, or name another journal"
            raise UsageError("another run is at this journal", where=where, cure=cure) from error
        first = file.readline()
        if not first.endswith(b"\n"):
            if first and not msgspec.json.encode(head).startswith(first):
                raise UsageError("this is no journal", where=where, cure="name another file")
            journal = cls(file, where, 0, path)
            journal._put(0, msgspec.json.encode(head) + b"\n")
            journal._start = journal._end
            return journal
        try:
            before = msgspec.json.decode(first, type=Head)
        except msgspec.MsgspecError as error:
            raise UsageError("this is no journal", where=where, cure="name another file") from error
        if before != head:
            raise UsageError("this journal belongs to another run", where=where, cure=_CURE)
        return cls(file, where, file.tell(), path)

    @property
    def read(self) -> tuple[int, str]:
        """How many documents it holds, and the address of the last."""
        return self._met, self._last

    def outcomes(self) -> Iterator[tuple[int, Outcome]]:
        """What earlier runs read, each with the place of its frame. What stands behind the last whole frame
        is cut away.
        """
        at = self._start
        while (frame := self._frame(at)) is not None:
            outcome, following = frame
            self._note(at, outcome)
            yield at, outcome
            at = following
        self._end = at
        self._file.truncate(at)

    def write(self, outcome: Outcome) -> int:
        """Keep what came of a batch, and say where. When this returns, it is on the disk.

        Raises:
            SourceError: the disk is full; the batches before are whole.
        """
        data, at = _ENCODE(outcome), self._end
        self._put(at, _FRAME.pack(len(data), zlib.crc32(data)) + data)
        self._note(at, outcome)
        return at

    def packed(self, label: Label) -> Packed:
        """The packed account with a label."""
        return self._outcome(label.frame).accounts[label.place]

    def failures(self) -> Iterator[Failure]:
        """All failures, in the order of the documents."""
        for at in self._failed:
            yield from self._outcome(at).failures

    def close(self, *, done: bool = False) -> None:
        """Close the file, and remove it if what it holds is kept elsewhere now."""
        if done and self._path is not None:
            self._path.unlink(missing_ok=True)
        # What a full disk did not take was told when it was written, and is no part of the journal.
        with suppress(OSError):
            self._file.close()

    def _note(self, at: int, outcome: Outcome) -> None:
        self._met += outcome.met
        self._last = outcome.last
        if outcome.failures:
            self._failed.append(at)

    def _outcome(self, at: int) -> Outcome:
        if self._cache is None or self._cache[0] != at:
            frame = self._frame(at)
            if frame is None:
                raise SourceError(
                    "the journal has changed under the run",
                    where=self._where,
                    cure="run the same command again",
                )
            self._cache = at, frame[0]
        return self._cache[1]

    def _frame(self, at: int) -> tuple[Outcome, int] | None:
        """The outcome in the frame at a place, and the place behind it; None where no whole frame is."""
        self._file.seek(at)
        head = self._file.read(_FRAME.size)
        if len(head) < _FRAME.size:
            return None
        size, check = _FRAME.unpack(head)
        data = self._file.read(size) if size <= _LONGEST else b""
        if len(data) < size or not size or zlib.crc32(data) != check:
            return None
        return _DECODE(data), at + _FRAME.size + size

    def _put(self, at: int, data: bytes) -> None:
        try:
            self._file.seek(at)
            self._file.write(data)
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise SourceError(
                f"the journal cannot be written on ({error.strerror})", where=self._where,
                cure="make room on the disk and run the same command again: it goes on from here",
            ) from error  # fmt: skip
        self._end = at + len(data)


_ENCODE = msgspec.msgpack.Encoder().encode
_DECODE = msgspec.msgpack.Decoder(Outcome).decode
