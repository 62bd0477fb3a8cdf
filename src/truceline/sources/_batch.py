"""Documents in rows, as they go to a worker and come back."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from truceline.errors import SourceError
from truceline.model import Article, Failure
from truceline.sources._document import Document, as_failure
from truceline.sources._first_pass import may_concern
from truceline.sources._read import articles_of

__all__ = ["Batch", "FirstPass", "Outcome", "batches_of", "read_batch"]

FirstPass = Literal["auto", "always", "never"]
"""Which documents are passed over if they have no word of a ceasefire: those of web archives and tables
(`auto`), all, or none.
"""
BATCH = 32
"""Documents that a worker reads at once."""
BATCH_BYTES = 4 * 2**20
IDLE = 16
"""So many times larger is a row in which nothing is to be read."""
PATIENCE = 120
"""Seconds for one document in a worker. The slowest real page takes two."""

_PLAIN = frozenset({"text", "html", "record"})


@dataclass(slots=True)
class Batch:
    """Documents in a row: how many were met, how many passed over, and those that are to be read."""

    met: int = 0
    skipped: int = 0
    size: int = 0
    last: str = ""
    wanted: list[Document | Failure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a batch."""

    met: int
    skipped: int
    last: str
    items: tuple[Article | Failure, ...]


def batches_of(found: Iterable[Document | Failure], first_pass: FirstPass) -> Iterator[Batch]:
    """Documents in rows, without those that the first pass drops. Where a row ends depends on its documents
    alone, so that a run that begins again ends them at the same places.
    """
    batch = Batch()
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
            batch = Batch()
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


def read_batch(batch: Batch, first_pass: FirstPass) -> Outcome:
    """The articles of a batch. Now that the text of pages and packed files is at hand, those that have no
    word of a ceasefire in it are dropped too.
    """
    items: list[Article | Failure] = []
    skipped = batch.skipped
    for document in batch.wanted:
        read = [document] if isinstance(document, Failure) else _articles(document, first_pass)
        skipped += not read
        items += read
    return Outcome(batch.met, skipped, batch.last, tuple(items))


def _articles(document: Document, first_pass: FirstPass) -> list[Article | Failure]:
    try:
        with _alarm(document.uri):
            read = list(articles_of(document))
    except SourceError as error:
        return [as_failure(document.uri, error)]
    if not _is_gated(document, first_pass):
        return read
    return [item for item in read if isinstance(item, Failure) or may_concern(_whole(item))]


def _whole(article: Article) -> bytes:
    return f"{article.title}\n{article.text}".encode("utf-8", "replace")


@contextmanager
def _alarm(uri: str) -> Iterator[None]:
    """In a worker, a SourceError if what is done within takes minutes."""
    if multiprocessing.parent_process() is None or not hasattr(signal, "SIGALRM"):
        yield
        return

    def ring(*_: object) -> None:
        raise SourceError(
            f"reading it took more than {PATIENCE} seconds",
            where=uri,
            cure="save its text as .txt and read that",
        )

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
