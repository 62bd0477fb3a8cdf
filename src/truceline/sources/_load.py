"""Paths into documents and articles, one by one."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Generator, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, cast

from truceline.errors import SourceError
from truceline.model import Article, Failure, Metadatum
from truceline.sources._document import Budget, Document, Found, Told, as_failure, legible
from truceline.sources._formats import documents_in
from truceline.sources._read import articles_of
from truceline.sources._tally import Tally
from truceline.sources._walk import files_of, nothing

__all__ = ["documents", "load", "told_by_user"]


def load(
    paths: str | Path | Iterable[str | Path],
    *,
    published: str | None = None,
    outlet: str | None = None,
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | Failure]:
    """Read documents, one after the other.

    Args:
        paths: one, or several: files, folders (with everything below them, in the order of their names;
            hidden files, and the folder of pictures and styles that a browser saves beside a page, are left
            out), patterns with `*`, `?`, `[...]` or `**`, addresses of pages (http, https), and `-` for
            standard input.
            What a file is, is told by its first bytes and its name (docs/sources.md lists the formats).
        published: when these documents were published, as the user knows it.
        outlet: the outlet of these documents, as the user knows it.
        columns: which column of tables and key of JSON lines holds `text`, `title`, `published`, `outlet`,
            `byline`, `url`, `language`, `id`; where it is not told, the usual names are tried.
        stdin: what `-` reads from; the process's standard input if None.

    Yields:
        An article or a failure per document, in order. A failure says what happened, where, and what to do
        about it.
    """
    for item in documents(each_path(paths), told=told_by_user(published, outlet, columns), stdin=stdin):
        if isinstance(item, Failure):
            yield item
        else:
            yield from articles_of(item)


def each_path(paths: str | Path | Iterable[str | Path]) -> Iterable[str | Path]:
    """One path or several as several, so that a text is never taken for a row of letters."""
    return [paths] if isinstance(paths, str | Path) else paths


def told_by_user(
    published: str | None = None, outlet: str | None = None, columns: Mapping[str, str] | None = None
) -> Told:
    """What the user says of the documents, in the form in which it travels with them."""
    known = tuple(
        Metadatum(name=name, value=value, origin="user")
        for name, value in (("published", published), ("outlet", outlet))
        if value
    )
    return Told(known, dict(columns or {}))


def documents(
    paths: Iterable[str | Path],
    *,
    told: Told | None = None,
    stdin: BinaryIO | None = None,
    tally: Tally | None = None,
    pipes: bool = True,
) -> Generator[Document | Failure, None, None]:
    """The documents under the given paths, unread, in order: what `load` reads.

    Args:
        paths: as for `load`.
        told: what the user says of them.
        stdin: what `-` reads from.
        tally: where to say how many bytes of the files are done.
        pipes: whether a path that is a pipe or device is read; those below folders never are.
    """
    known, count = told or Told(), tally or Tally()
    for path in paths:
        if str(path) == "-":
            stream = cast("BinaryIO", stdin or sys.stdin.buffer)
            yield from documents_in(_found(stream, "-", "", known))
        elif str(path).startswith(("http://", "https://")):
            yield from _from_address(str(path), known)
        else:
            found = False
            for file in files_of(path):
                found = True
                yield from documents_in_file(file, known, named=pipes and file == Path(path), tally=count)
            if not found:
                yield nothing(path)


def documents_in_file(path: Path, told: Told, *, named: bool, tally: Tally) -> Iterator[Document | Failure]:
    """The documents of one file. `named`: it was named by itself, so that a pipe may be read."""
    uri, before = legible(path), tally.done
    try:
        if not named and not stat.S_ISREG(path.stat().st_mode):
            raise SourceError(
                "this is no regular file (a pipe, socket or device)",
                where=uri,
                cure="name it by itself to read it",
            )
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            for item in documents_in(_found(file, uri, os.fspath(path), told)):
                tally.done = before + (min(size, file.tell()) if file.seekable() else 0)
                yield item
            tally.done = before + size
    except FileNotFoundError:
        yield Failure(
            uri=uri, reason="the file has gone, or the link leads nowhere; check the path and read it again"
        )
    except OSError as error:
        reason = f"it cannot be read ({error.strerror or error}); check its permissions and the disk"
        yield Failure(uri=uri, reason=reason)
    except SourceError as error:
        yield as_failure(uri, error)


def _from_address(address: str, told: Told) -> Iterator[Document | Failure]:
    from truceline.sources._web import fetch  # noqa: PLC0415 - nothing is fetched unless asked for

    try:
        page = fetch(address)
    except SourceError as error:
        yield as_failure(address, error)
        return
    known = (Metadatum(name="url", value=page.url, origin="file"),)
    found = _found(
        io.BytesIO(page.data), address, page.name, told, metadata=known, media_type=page.media_type
    )
    yield from documents_in(found)


def _found(
    stream: BinaryIO,
    uri: str,
    name: str,
    told: Told,
    *,
    metadata: tuple[Metadatum, ...] = (),
    media_type: str = "",
) -> Found:
    reader = (
        stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))
    )
    return Found(reader, uri, name, told, Budget.of(_size(stream)), metadata=metadata, media_type=media_type)


def _size(stream: BinaryIO) -> int:
    try:
        return os.fstat(stream.fileno()).st_size
    except (OSError, AttributeError, ValueError):
        return len(stream.getbuffer()) if isinstance(stream, io.BytesIO) else 2**30
