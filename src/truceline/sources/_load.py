"""Paths into articles, one by one."""

from __future__ import annotations

import glob
import io
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from truceline.errors import SourceError
from truceline.model import Article, Failure, Metadatum
from truceline.sources._article import article_from_text
from truceline.sources._decode import LARGEST, LONGEST_LINE, decode, require_text
from truceline.sources._records import (
    articles_from_json,
    articles_from_lines,
    articles_from_table,
    looks_like_records,
)

__all__ = ["load"]

_LINES = frozenset({".jsonl", ".ndjson"})
_TABLES = {".csv": ",", ".tsv": "\t"}
_PAGES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_HEAD = 4_096
_DOCUMENT = re.compile(
    r"^[ \t]*(?:(?:Document|Article|Item|Record) \d{1,4} of \d{1,4}"
    r"|\d{1,4} of \d{1,4} DOCUMENTS)[ \t\r]*$",
    re.MULTILINE,
)


def load(
    paths: Iterable[str | Path],
    *,
    published: str | None = None,
    outlet: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | Failure]:
    """Read documents, one after the other.

    Args:
        paths: files, folders (with everything below them, in the order of their names; hidden files, and
            the folder of pictures and styles that a browser saves beside a page, are left out), patterns
            with `*`, `?`, `[...]` or `**`, and `-` for standard input. Plain text, HTML, JSON lines, JSON
            and tables are told by name or content.
        published: when these documents were published, as the user knows it.
        outlet: the outlet of these documents, as the user knows it.
        stdin: what `-` reads from; the process's standard input if None.

    Yields:
        An article or a failure per document, in order. A failure says what happened, where, and what to do
        about it.
    """
    known = tuple(
        Metadatum(name=name, value=value, origin="user")
        for name, value in (("published", published), ("outlet", outlet))
        if value
    )
    for path in paths:
        if str(path) == "-":
            yield from _from_stream(stdin or sys.stdin.buffer, known)
            continue
        found = False
        for file in _files(path):
            found = True
            yield from _from_file(file, known, named=file == Path(path))
        if not found:
            yield _nothing(path)


def _nothing(path: str | Path) -> Failure:
    if Path(path).is_dir():
        return Failure(
            uri=str(path),
            reason="no readable file in this folder; name one that holds texts, pages or JSON lines",
        )
    if glob.has_magic(str(path)):
        return Failure(
            uri=str(path), reason="no file fits this pattern; check it, and quote it if the shell expands it"
        )
    return Failure(uri=str(path), reason="no such file or folder; check the path")


def _files(path: str | Path) -> Iterator[Path]:
    here = Path(path)
    if here.is_dir():
        yield from _below(here)
    elif os.path.lexists(here):
        yield here
    elif glob.has_magic(str(path)):
        for name in sorted(glob.glob(str(path), recursive=True)):
            if not Path(name).is_dir() or "**" not in str(path):
                yield from _files(name)


def _below(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in the order of names. Links to folders are not followed, so circles do no
    harm.
    """
    for place, folders, names in os.walk(folder):
        pages = {Path(name).stem for name in names if Path(name).suffix.lower() in _PAGES}
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and f.removesuffix("_files") not in pages - {f}
        )
        yield from (Path(place) / name for name in sorted(names) if not name.startswith("."))


def _from_stream(stream: BinaryIO, known: tuple[Metadatum, ...]) -> Iterator[Article | Failure]:
    try:
        raw = stream.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise _too_large("-", len(raw))
        yield from _from_bytes(raw, "-", "", known)
    except SourceError as error:
        yield _failure("-", error)


def _from_file(path: Path, known: tuple[Metadatum, ...], *, named: bool) -> Iterator[Article | Failure]:
    uri, suffix = os.fsdecode(path), path.suffix.lower()
    try:
        if not named and not stat.S_ISREG(path.stat().st_mode):
            raise SourceError(
                "this is no regular file (a pipe, socket or device)",
                where=uri,
                cure="name it by itself to read it",
            )
        with path.open("rb") as file:
            if suffix in _LINES:
                require_text(file.read(_HEAD), uri)
                file.seek(0)
                yield from articles_from_lines(file, uri, known)
                return
            size = os.fstat(file.fileno()).st_size
            if size > LARGEST:
                raise _too_large(uri, size)
            yield from _from_bytes(file.read(LARGEST + 1), uri, suffix, known)
    except FileNotFoundError:
        yield Failure(
            uri=uri, reason="the file has gone, or the link leads nowhere; check the path and read it again"
        )
    except OSError as error:
        yield Failure(
            uri=uri,
            reason=f"it cannot be opened ({error.strerror or error}); check its permissions and the disk",
        )
    except SourceError as error:
        yield _failure(uri, error)


def _too_large(uri: str, size: int) -> SourceError:
    return SourceError(
        f"{size / 2**20:.0f} MB is too large for one document (the limit is {LARGEST >> 20} MB)",
        where=uri,
        cure="split it, or turn it into JSON lines with one article a line",
    )


def _failure(uri: str, error: SourceError) -> Failure:
    return Failure(uri=uri, reason=f"{error.what}; {error.cure}" if error.cure else error.what)


def _from_bytes(
    raw: bytes, uri: str, suffix: str, known: tuple[Metadatum, ...]
) -> Iterator[Article | Failure]:
    decoded = decode(raw, uri)
    text = decoded.text
    mended = (Metadatum(name="mended", value=decoded.mended, origin="file"),) if decoded.mended else ()
    if suffix == ".json":
        yield from articles_from_json(text, uri, known)
    elif suffix in _TABLES:
        yield from articles_from_table(text, uri, known, delimiter=_TABLES[suffix])
    elif suffix in _PAGES or _is_html(text):
        from truceline.sources._html import article_from_html  # noqa: PLC0415 - half a second of imports

        yield article_from_html(text, uri=uri, metadata=(*known, *mended), raw=raw)
    elif not suffix and looks_like_records(text[:20_000]):
        yield from articles_from_lines(io.BytesIO(raw), uri, known)
    else:
        _require_lines(text, uri)
        yield from _from_text(text, uri, (*known, *mended), raw)


def _from_text(text: str, uri: str, known: tuple[Metadatum, ...], raw: bytes) -> Iterator[Article]:
    """The article of a text; or its articles, where it holds several."""
    starts = [match.start() for match in _DOCUMENT.finditer(text)][1:]
    whole = article_from_text(text, uri=uri, metadata=known, raw=raw)
    starts = starts or _further_reports(whole)
    if not starts:
        yield whole
        return
    for number, (start, end) in enumerate(pairwise([0, *starts, len(text)]), 1):
        piece = text[start:end]
        yield article_from_text(piece, uri=f"{uri}#{number}", metadata=known, raw=piece.encode())


def _further_reports(article: Article) -> list[int]:
    """Where further reports begin in the text of one: at a headline below the body, with a dateline of its
    own between it and its first paragraph.
    """
    starts: list[int] = []
    headline: int | None = None
    begun = False
    for part in article.segments:
        if part.role == "headline" and begun:
            headline = part.start if headline is None else headline
        elif part.role == "dateline" and headline is not None:
            starts.append(headline)
            headline = None
        elif part.role == "body":
            begun, headline = True, None
    return starts


def _require_lines(text: str, uri: str) -> None:
    """Raise SourceError where a line is so long that the text cannot be reporting."""
    start = 0
    while len(text) - start > LONGEST_LINE:
        end = text.find("\n", start)
        if (len(text) if end < 0 else end) - start > LONGEST_LINE:
            raise SourceError(
                f"line {text.count(chr(10), 0, start) + 1} is longer than {LONGEST_LINE >> 20} MB",
                where=uri,
                cure="check what it is, and break it into paragraphs",
            )
        start = end + 1


def _is_html(text: str) -> bool:
    head = text[:_HEAD].lstrip("\ufeff \t\r\n").lower()
    return head.startswith(("<!doctype html", "<html", "<head", "<body")) or (
        "<html" in head and "<head" in head
    )
