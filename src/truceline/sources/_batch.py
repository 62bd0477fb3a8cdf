"""Documents in rows, as they go to whatever reads them: this process, another one, or another machine."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal

from truceline.errors import SourceError, UsageError
from truceline.model import Article, Failure
from truceline.sources._document import Document, Told, as_failure
from truceline.sources._first_pass import may_concern
from truceline.sources._load import documents
from truceline.sources._read import articles_of
from truceline.sources._tally import Tally

__all__ = ["Documents", "FirstPass", "batches", "read_document"]

FirstPass = Literal["auto", "always", "never"]
"""Which documents are passed over if they have no word of a ceasefire: those of web archives and tables
(`auto`), all, or none.
"""
BATCH = 8
"""Documents that are read at once: some seconds of work, which is what a kill may cost each worker."""
BATCH_BYTES = 4 * 2**20
IDLE = 16
"""So many times larger is a row in which nothing is to be read."""

_PLAIN = frozenset({"text", "html", "record"})


@dataclass(slots=True)
class Documents:
    """Documents in a row: how many were met, how many passed over, and those that are to be read."""

    met: int = 0
    skipped: int = 0
    size: int = 0
    last: str = ""
    wanted: list[Document | Failure] = field(default_factory=list)


def batches(
    paths: Iterable[str | Path],
    *,
    told: Told | None = None,
    first_pass: FirstPass = "never",
    after: tuple[int, str] = (0, ""),
    pipes: bool = True,
    tally: Tally | None = None,
    stdin: BinaryIO | None = None,
) -> Generator[Documents, None, None]:
    """The documents under some paths in rows, without those that the first pass drops.

    Args:
        paths: as for `load`.
        told: what the user says of the documents.
        first_pass: whether documents without a word of a ceasefire are passed over: `auto` those of web
            archives and tables, `always` all, `never` none.
        after: how many documents to leave out, because they were read before, and the address of the last
            of them.
        pipes: whether a path that is a pipe or device is read.
        tally: where to say how many bytes of the files are done.
        stdin: what `-` reads from.

    Yields:
        Rows. Where one ends depends on its documents alone, so that a run that begins again behind one ends
        the others at the same places.

    Raises:
        UsageError: the last document that was read before is not where it was.
    """
    with closing(documents(paths, told=told, stdin=stdin, tally=tally, pipes=pipes)) as met:
        read, last = after
        for number in range(read):
            item = next(met, None)
            if item is None or (number == read - 1 and item.uri != last):
                raise UsageError("what is read has changed since it was begun", where=last, cure="begin anew")
        yield from _rows(met, first_pass)


def _rows(found: Iterable[Document | Failure], first_pass: FirstPass) -> Iterator[Documents]:
    batch = Documents()
    for item in found:
        batch.met += 1
        batch.last = item.uri
        if _is_dropped(item, first_pass):
            batch.skipped += 1
        else:
            batch.wanted.append(item)
        batch.size += len(item.data) if isinstance(item, Document) else 0
        if len(batch.wanted) >= BATCH or batch.size >= BATCH_BYTES * (1 if batch.wanted else IDLE):
            yield batch
            batch = Documents()
    if batch.met:
        yield batch


def _is_dropped(item: Document | Failure, first_pass: FirstPass) -> bool:
    """Whether the first pass drops a document unread."""
    return (
        isinstance(item, Document)
        and _is_gated(item, first_pass)
        and item.kind in _PLAIN
        and not may_concern(item.data)
    )


def _is_gated(document: Document, first_pass: FirstPass) -> bool:
    return first_pass == "always" or (first_pass == "auto" and document.corpus)


def read_document(document: Document | Failure, first_pass: FirstPass) -> list[Article | Failure]:
    """The articles of a document of a batch. Now that the text of a page or packed file is at hand, those
    that have no word of a ceasefire in it are dropped too.
    """
    if isinstance(document, Failure):
        return [document]
    try:
        read = list(articles_of(document))
    except SourceError as error:
        return [as_failure(document.uri, error)]
    if not _is_gated(document, first_pass):
        return read
    return [item for item in read if isinstance(item, Failure) or may_concern(_whole(item))]


def _whole(article: Article) -> bytes:
    return f"{article.title}\n{article.text}".encode("utf-8", "replace")
