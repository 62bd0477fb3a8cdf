"""Many documents into articles: on all cores, in bounded memory, to be taken up again after a kill.

1. The documents of all paths are met one by one, in order, in this process: unpacking and cutting is cheap.
2. The first pass drops those that have no word of a ceasefire in them.
3. The others go to worker processes in batches; their articles come back in the order of the documents.
4. Each batch is written into the journal before its articles are handed on. A run that is killed begins again
   behind the last whole batch there.

What comes out is the same whatever the number of workers and however often the run was killed.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import BinaryIO

from truceline.model import Article, Failure
from truceline.sources._batch import Batch, FirstPass, Outcome, batches_of, read_batch
from truceline.sources._document import Told
from truceline.sources._journal import Journal
from truceline.sources._load import documents
from truceline.sources._tally import Tally

__all__ = ["gather"]

FEW = 40
"""Documents up to which no other process is started: that takes longer than reading them."""


def gather(
    paths: Iterable[str | Path],
    *,
    told: Told | None = None,
    first_pass: FirstPass = "never",
    workers: int = 1,
    journal: Path | None = None,
    tally: Tally | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | Failure]:
    """Read documents, as `load` does, on several cores.

    Args:
        paths: as for `load`.
        told: what the user says of them.
        first_pass: whether documents without a word of a ceasefire are passed over: `auto` those of web
            archives and tables, `always` all, `never` none.
        workers: processes. The result does not depend on it.
        journal: a file in which what was read is kept, so that a run that was killed goes on where it was.
        tally: where to count what was met, passed over and read.
        stdin: what `-` reads from.

    Yields:
        An article or a failure per document that was not passed over, in order.

    Raises:
        UsageError: the journal belongs to another run.
        SourceError: the journal cannot be written, because the disk is full.
    """
    paths, known, count = list(paths), told or Told(), tally or Tally()
    with ExitStack() as stack:
        kept = stack.enter_context(closing(Journal.open(journal, paths, known, first_pass)))
        met = stack.enter_context(closing(documents(paths, told=known, stdin=stdin, tally=count)))
        for outcome in kept.outcomes():
            yield from _counted(outcome, count)
        read = stack.enter_context(
            closing(_read_all(batches_of(kept.behind(met), first_pass), first_pass, workers))
        )
        for outcome in read:
            kept.write(outcome)
            yield from _counted(outcome, count)


def _counted(outcome: Outcome, tally: Tally) -> Iterator[Article | Failure]:
    tally.documents += outcome.met
    tally.skipped += outcome.skipped
    tally.last = outcome.last
    for item in outcome.items:
        tally.failed += isinstance(item, Failure)
        yield item


def _read_all(
    batches: Iterator[Batch], first_pass: FirstPass, workers: int
) -> Generator[Outcome, None, None]:
    """The outcomes of all batches, in order: the first few here, the others on several cores."""
    read = 0
    for batch in batches:
        yield read_batch(batch, first_pass)
        read += len(batch.wanted)
        if workers > 1 and read >= FEW:
            break
    else:
        return
    from truceline.sources._workers import Workers  # noqa: PLC0415 - not for a handful of files

    pool = Workers(workers, first_pass)
    try:
        yield from pool.outcomes(batches)
    finally:
        pool.close()
