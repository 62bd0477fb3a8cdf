"""Paths into articles, one by one."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from truceline.errors import SourceError
from truceline.model import Article, Failure, Metadatum
from truceline.sources._article import article_from_text
from truceline.sources._decode import LARGEST, LONGEST_LINE, decode
from truceline.sources._records import articles_from_json

__all__ = ["load"]

_RECORDS = frozenset({".jsonl", ".ndjson", ".json"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})


def load(
    paths: Iterable[str | Path],
    *,
    published: str | None = None,
    outlet: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | Failure]:
    """Read documents, one after the other.

    Args:
        paths: files, folders (with everything below them, in the order of their names, hidden ones left out), patterns
            with `*`, `?` or `[...]`, and `-` for standard input.
        published: when these documents were published, as the user knows it.
        outlet: the outlet of these documents, as the user knows it.
        stdin: what `-` reads from; the process's standard input if None.

    Yields:
        One article or failure per document, in order. A failure says what happened, where, and what to do about it.
    """
    known = tuple(
        Metadatum(name=name, value=value, origin="user")
        for name, value in (("published", published), ("outlet", outlet))
        if value
    )
    for path in paths:
        yield from _document(path, known, stdin)


def _document(path: str | Path, known: tuple[Metadatum, ...], stdin: BinaryIO | None) -> Iterator[Article | Failure]:
    if str(path) == "-":
        yield from _read("-", lambda: (stdin or sys.stdin.buffer).read(LARGEST + 1), known)
        return
    found = list(_files(path))
    if not found:
        yield _nothing(path)
    for file in found:
        yield from _read(str(file), lambda file=file: _bytes(file), known)  # type: ignore[misc]


def _nothing(path: str | Path) -> Failure:
    if Path(path).is_dir():
        return Failure(uri=str(path), reason="no readable file in this folder; name a folder that holds texts, pages or JSON lines")
    return Failure(uri=str(path), reason="no such file; check the path or the pattern")


def _files(path: str | Path) -> Iterator[Path]:
    here = Path(path)
    if here.is_dir():
        yield from (p for p in sorted(here.rglob("*")) if p.is_file() and not _hidden(p.relative_to(here)))
    elif here.exists() or not glob.has_magic(str(path)):
        yield here
    else:
        for name in sorted(glob.glob(str(path), recursive=True)):
            yield from _files(name)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _bytes(path: Path) -> bytes:
    size = path.stat().st_size
    if size > LARGEST and path.suffix.lower() not in _RECORDS:
        raise SourceError(f"{size / 2**20:.0f} MB is too large for one document", where=str(path), cure="split it, or turn it into JSON lines")
    return path.read_bytes()


def _read(uri: str, get: object, known: tuple[Metadatum, ...]) -> Iterator[Article | Failure]:
    try:
        raw = get()  # type: ignore[operator]
        suffix = Path(uri).suffix.lower()
        if max(map(len, raw.split(b"\n"))) > LONGEST_LINE and suffix not in _RECORDS | _PAGES:
            raise SourceError("a single line of more than 1 MB, which no report has", where=uri, cure="check what it is, or break it into lines")
        text = decode(raw, uri)
    except FileNotFoundError:
        yield Failure(uri=uri, reason="the file is not there (any more); check the path and read it again")
        return
    except OSError as error:
        yield Failure(uri=uri, reason=f"cannot be read ({error.strerror}); check its permissions")
        return
    except SourceError as error:
        yield Failure(uri=uri, reason=_line(error))
        return
    if suffix in _RECORDS:
        yield from articles_from_json(text, uri, known)
    elif suffix in _PAGES or _looks_like_html(text):
        from truceline.sources._html import article_from_html  # noqa: PLC0415 - half a second of imports

        try:
            yield article_from_html(raw, text, uri, known)
        except SourceError as error:
            yield Failure(uri=uri, reason=_line(error))
    else:
        yield article_from_text(text, uri=uri, metadata=known, raw=raw)


def _line(error: SourceError) -> str:
    return f"{error.what}; {error.cure}"


def _looks_like_html(text: str) -> bool:
    head = text[:2000].lstrip().lower()
    return head.startswith(("<!doctype html", "<html", "<head", "<body")) or ("<html" in head and "<head" in head)
