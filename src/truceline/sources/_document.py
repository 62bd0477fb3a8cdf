"""Documents as they are found: bytes with what their file says of them, not yet read."""

from __future__ import annotations

import io
import lzma
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import BinaryIO, Literal

from truceline.errors import SourceError
from truceline.model import Failure, Metadatum
from truceline.sources._decode import LARGEST

__all__ = [
    "HEAD", "UNPACKING", "Budget", "Document", "Expand", "Found", "Kind", "Told", "as_failure", "legible",
    "read_whole", "too_large",
]  # fmt: skip

Kind = Literal["text", "html", "record", "pdf", "docx", "odt", "rtf"]

HEAD = 4_096
"""Bytes from the front of a file by which its format is told."""

_RATIO = 250
"""How many times larger than its file what was packed may be. Text packs to a tenth, tables full of the same
to a fiftieth; a gzip bomb reaches a thousand.
"""
_FREE = 64 * 2**20
"""Bytes that every file may unpack to, however small it is."""
_CHUNK = 2**16
UNPACKING = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError,
    NotImplementedError, RuntimeError, KeyError, ValueError,
)  # fmt: skip
"""What the standard library raises on archives that are damaged, locked, or packed in an unknown way."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its bytes (`record`: UTF-8 of a bare text), what they are, and what its file says of it.

    `corpus` is whether it was one of many in a web archive or table, most of which are about other things.
    """

    uri: str
    data: bytes
    kind: Kind
    metadata: tuple[Metadatum, ...] = ()
    id: str | None = None
    media_type: str = "text/plain"
    corpus: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What the user says: about all documents, and which column of a table or key of a line holds what."""

    metadata: tuple[Metadatum, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Budget:
    """How many bytes a file may still unpack to: with all that is packed within it."""

    left: int

    @classmethod
    def of(cls, size: int) -> Budget:
        """The budget of a file of `size` bytes."""
        return cls(_FREE + _RATIO * size)

    def spend(self, count: int, uri: str) -> None:
        """Take `count` bytes off.

        Raises:
            SourceError: it unpacks to more than any file of reports does.
        """
        self.left -= count
        if self.left < 0:
            raise SourceError(
                "it unpacks to far more than it holds (a decompression bomb)",
                where=uri,
                cure="do not trust it; if it is sound, unpack it by hand and read that",
            )


@dataclass(frozen=True, slots=True)
class Found:
    """A file on its way to its documents. `stream` can be peeked into; `name` gives the suffix; `depth`
    counts the archives around it.
    """

    stream: io.BufferedReader
    uri: str
    name: str
    told: Told
    budget: Budget
    depth: int = 0
    metadata: tuple[Metadatum, ...] = ()
    media_type: str = ""

    @property
    def suffix(self) -> str:
        """The ending of the name, in lower case, with its dot."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def known(self) -> tuple[Metadatum, ...]:
        """What the user and the file around it say."""
        return (*self.told.metadata, *self.metadata)

    def head(self) -> bytes:
        """The first bytes, which stay to be read."""
        return self.stream.peek(HEAD)[:HEAD]

    def within(self, stream: BinaryIO, uri: str, name: str, *, metadata: tuple[Metadatum, ...] = ()) -> Found:
        """A file that was found in this one."""
        return replace(
            self,
            stream=io.BufferedReader(_Counted(stream, self.budget, uri), HEAD * 16),
            uri=uri,
            name=name,
            depth=self.depth + 1,
            metadata=(*self.metadata, *metadata),
            media_type="",
        )


Expand = Callable[[Found], Iterator[Document | Failure]]


class _Counted(io.RawIOBase):
    """An unpacked stream whose bytes are counted against a budget."""

    def __init__(self, inner: BinaryIO, budget: Budget, uri: str) -> None:
        # What was unpacked before a cut must not be lost: read1 gives it out, read throws it away.
        self._read = getattr(inner, "read1", inner.read)
        self._budget, self._uri = budget, uri

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        import zstandard  # noqa: PLC0415

        try:
            data = self._read(min(len(buffer), _CHUNK))
        except EOFError as error:
            raise SourceError(
                "it breaks off (the file is cut short)", where=self._uri, cure=_AGAIN
            ) from error
        except (OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, zstandard.ZstdError) as error:
            raise SourceError(f"it is damaged ({error})", where=self._uri, cure=_AGAIN) from error
        except (RuntimeError, NotImplementedError) as error:
            raise SourceError(
                f"it cannot be unpacked ({str(error).split(',')[0]})",
                where=self._uri,
                cure="unpack it by hand and read that",
            ) from error
        self._budget.spend(len(data), self._uri)
        buffer[: len(data)] = data
        return len(data)


_AGAIN = "what came before was read; fetch or copy the file again to have the rest"


def read_whole(found: Found, most: int = LARGEST) -> tuple[bytes, SourceError | None]:
    """All bytes of a file that is one document; with the error at which it breaks off, if it does.

    Raises:
        SourceError: it is larger than `most` bytes.
    """
    pieces, size = [], 0
    try:
        while piece := found.stream.read1(_CHUNK * 16):
            size += len(piece)
            if size > most:
                raise too_large(found.uri, size, most)
            pieces.append(piece)
    except SourceError as error:
        if not pieces or size > most:
            raise
        return b"".join(pieces), error
    return b"".join(pieces), None


def too_large(uri: str, size: int, most: int = LARGEST) -> SourceError:
    """The error for a document of more than `most` bytes."""
    return SourceError(
        f"{size / 2**20:.0f} MB is too large for one document (the limit is {most >> 20} MB)",
        where=uri,
        cure="split it, or turn it into JSON lines with one article a line",
    )


def as_failure(uri: str, error: SourceError) -> Failure:
    """The line that is told of a document that could not be read."""
    return Failure(uri=uri, reason=f"{error.what}; {error.cure}" if error.cure else error.what)


def legible(path: str | os.PathLike[str]) -> str:
    """A path as text that can be printed and kept: bytes that are no UTF-8 are written out."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
