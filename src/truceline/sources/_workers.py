"""Batches of documents on several cores."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from truceline.model import Article, Failure
from truceline.sources._batch import Batch, FirstPass, Outcome, read_batch

__all__ = ["Workers"]

_PRELOADED = ["truceline.sources._workers", "truceline.sources._html", "trafilatura"]


class Workers:
    """Worker processes. If one dies (a library that reads a broken file may take its process with it), the
    documents of its batch are read again one by one, and the one that kills becomes a failure.
    """

    def __init__(self, count: int, first_pass: FirstPass) -> None:
        self._count, self._first_pass = count, first_pass
        self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        methods = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if "forkserver" in methods:
            context.set_forkserver_preload(_PRELOADED)
        return ProcessPoolExecutor(self._count, mp_context=context)

    def _submit(self, batch: Batch) -> Future[Outcome]:
        return self._pool.submit(read_batch, batch, self._first_pass)

    def outcomes(self, batches: Iterator[Batch]) -> Iterator[Outcome]:
        """The outcomes in the order of the batches; at most two batches per worker wait in memory."""
        pending: deque[tuple[Batch, Future[Outcome]]] = deque()
        for batch in batches:
            pending.append((batch, self._submit(batch)))
            if len(pending) > 2 * self._count:
                yield self._next(pending)
        while pending:
            yield self._next(pending)

    def _next(self, pending: deque[tuple[Batch, Future[Outcome]]]) -> Outcome:
        batch, future = pending.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self._restart()
            outcome = self._one_by_one(batch)
            again = [(later, self._submit(later)) for later, _ in pending]
            pending.clear()
            pending.extend(again)
            return outcome

    def _one_by_one(self, batch: Batch) -> Outcome:
        items: list[Article | Failure] = []
        skipped = batch.skipped
        for document in batch.wanted:
            try:
                outcome = self._submit(Batch(met=1, last=document.uri, wanted=[document])).result()
            except BrokenProcessPool:
                self._restart()
                reason = "reading it brought the reading process down; save its text as .txt and read that"
                items.append(Failure(uri=document.uri, reason=reason))
                continue
            items += outcome.items
            skipped += outcome.skipped
        return Outcome(batch.met, skipped, batch.last, tuple(items))

    def _restart(self) -> None:
        self.close()
        self._pool = self._start()

    def close(self) -> None:
        """End all workers."""
        self._pool.shutdown(wait=True, cancel_futures=True)
