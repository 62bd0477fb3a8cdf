"""A batch of documents into accounts: the pure function that every process and engine runs."""

from __future__ import annotations

import hashlib
import multiprocessing
import signal
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import msgspec

from truceline import language
from truceline._account import Account, Desk
from truceline._matters import Ties, ties
from truceline.errors import SourceError, TrucelineError
from truceline.model import Article, Failure
from truceline.sources import Documents, FirstPass, read_document

__all__ = ["Outcome", "Packed", "account_of_packed", "pack", "read_batch", "read_batch_apart"]

T = TypeVar("T")
PATIENCE = 120
"""Seconds for one document in a process of its own. The slowest real report takes five."""

_PACK = msgspec.msgpack.Encoder()
_UNPACK = msgspec.msgpack.Decoder(Account)


class Packed(msgspec.Struct, frozen=True):
    """An account in few bytes, with what must be known of it without unpacking: the id of its report, the
    digest of the report's text, and what ties it to others.
    """

    id: str
    digest: str
    ties: Ties
    data: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a batch: documents met and passed over, the last of them; accounts and failures, each in
    the order of the documents.
    """

    met: int
    skipped: int
    last: str
    accounts: tuple[Packed, ...]
    failures: tuple[Failure, ...]


def read_batch(batch: Documents, first_pass: FirstPass, desk: Desk) -> Outcome:
    """Read the documents of a batch in depth, each by itself.

    Args:
        batch: from `truceline.sources.batches`.
        first_pass: as the batch was made with.
        desk: what reads articles.
    """
    found: list[Article | Failure] = []
    skipped = batch.skipped
    for document in batch.wanted:
        read = _guarded(document.uri, partial(read_document, document, first_pass))
        items = [read] if isinstance(read, Failure) else read
        skipped += not items
        found += items
    articles = [item for item in found if isinstance(item, Article)]
    accounts = iter(_accounts(articles, desk))
    outcome = [item if isinstance(item, Failure) else next(accounts) for item in found]
    return Outcome(
        batch.met,
        skipped,
        batch.last,
        tuple(pack(item) for item in outcome if isinstance(item, Account)),
        tuple(item for item in outcome if isinstance(item, Failure)),
    )


def _accounts(articles: Sequence[Article], desk: Desk) -> list[Account | Failure]:
    """The accounts of articles: all at once, which is faster, or one by one, if any of them does harm."""
    together = _guarded("", partial(desk.accounts, articles))
    if not isinstance(together, Failure):
        return list(together)
    found: list[Account | Failure] = []
    for article in articles:
        alone = _guarded(article.source.uri, partial(desk.accounts, [article]))
        found += [alone] if isinstance(alone, Failure) else alone
    return found


def _guarded(uri: str, work: Callable[[], T]) -> T | Failure:
    """What some work gives; a failure if it breaks down, or takes too long."""
    try:
        with _alarm():
            return work()
    except SourceError as error:
        return Failure(uri=uri, reason=f"{error.what}; {error.cure}")
    except TrucelineError:
        raise
    except Exception as error:  # noqa: BLE001 - a fault in reading one document must not end the run
        return Failure(uri=uri, reason=_fault(error))


def read_batch_apart(batch: Documents, first_pass: FirstPass, model: str) -> Outcome:
    """`read_batch` where others have been read before: with the pipeline of the run, and what that learns of
    words is let go at the end.
    """
    if model != language.model_name():
        language.use_model(model)
    with language.passing():
        return read_batch(batch, first_pass, Desk())


def pack(account: Account) -> Packed:
    """An account in few bytes."""
    digest = hashlib.sha256(account.alone.text.encode("utf-8", "surrogatepass")).hexdigest()
    return Packed(account.id, digest, ties(account), zlib.compress(_PACK.encode(account), 1))


def account_of_packed(data: bytes) -> Account:
    """The account in the `data` of a `Packed`."""
    return _UNPACK.decode(zlib.decompress(data))


def _fault(error: Exception) -> str:
    """What is told of a document on which the rules themselves failed."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    place = f" in {at.tb_frame.f_globals.get('__name__')}, line {at.tb_lineno}" if at is not None else ""
    told = " ".join(f"{type(error).__name__}: {error}".split())
    return f"reading it in depth failed ({told}{place}); report this with the document, and read it by hand"


@contextmanager
def _alarm() -> Iterator[None]:
    """In a worker, a SourceError if what is done within takes minutes."""
    if multiprocessing.parent_process() is None or not _can_ring():
        yield
        return

    def ring(*_: object) -> None:
        raise SourceError(
            f"reading it took more than {PATIENCE} seconds",
            cure="save its report as .txt and read that",
        )

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _can_ring() -> bool:
    """Whether this thread can be interrupted by a clock: only the main one of a process can."""
    return hasattr(signal, "SIGALRM") and threading.current_thread() is threading.main_thread()
