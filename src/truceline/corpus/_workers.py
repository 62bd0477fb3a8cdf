"""Batches of documents on several cores."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from threading import Thread

from truceline import language
from truceline.corpus._batch import Outcome, Packed, read_batch_apart
from truceline.model import Failure
from truceline.sources import Documents, FirstPass

__all__ = ["Workers"]

_PRELOADED = ["truceline.corpus._preloaded"]


class Workers:
    """Worker processes. If one dies (a library that reads a broken file may take its process with it), the
    documents of its batch are read again one by one, and the one that kills becomes a failure.
    """

    def __init__(self, count: int, first_pass: FirstPass) -> None:
        self._count, self._first_pass = count, first_pass
        self._model = language.model_name()
        self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        # From a server that has loaded the pipeline once: its memory is shared by all workers.
        methods = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if "forkserver" in methods:
            context.set_forkserver_preload(_PRELOADED)
        return ProcessPoolExecutor(self._count, mp_context=context, initializer=_leave_with_parent)

    def _submit(self, batch: Documents) -> Future[Outcome]:
        return self._pool.submit(read_batch_apart, batch, self._first_pass, self._model)

    def outcomes(self, batches: Iterator[Documents]) -> Iterator[Outcome]:
        """The outcomes in the order of the batches; at most two batches per worker wait in memory."""
        pending: deque[tuple[Documents, Future[Outcome]]] = deque()
        for batch in batches:
            pending.append((batch, self._submit(batch)))
            if len(pending) > 2 * self._count:
                yield self._next(pending)
        while pending:
            yield self._next(pending)

    def _next(self, pending: deque[tuple[Documents, Future[Outcome]]]) -> Outcome:
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

    def _one_by_one(self, batch: Documents) -> Outcome:
        accounts: list[Packed] = []
        failures: list[Failure] = []
        skipped = batch.skipped
        for document in batch.wanted:
            try:
                outcome = self._submit(Documents(met=1, last=document.uri, wanted=[document])).result()
            except BrokenProcessPool:
                self._restart()
                reason = "reading it brought the reading process down; save its text as .txt and read that"
                failures.append(Failure(uri=document.uri, reason=reason))
                continue
            accounts += outcome.accounts
            failures += outcome.failures
            skipped += outcome.skipped
        return Outcome(batch.met, skipped, batch.last, tuple(accounts), tuple(failures))

    def _restart(self) -> None:
        self.close()
        self._pool = self._start()

    def close(self) -> None:
        """End all workers."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _leave_with_parent() -> None:
    """End this worker when the run that it works for is killed: nobody else would."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_wait_and_leave, args=(parent.sentinel,), daemon=True).start()


def _wait_and_leave(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
