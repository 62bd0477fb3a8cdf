"""Many documents read in depth: on all cores, in bounded memory, to be taken up again after a kill.

1. The documents of all paths are met one by one, in order, in this process: unpacking and cutting is cheap.
   The first pass drops those that have no word of a ceasefire in them.
2. The others go to worker processes in batches, are read there each by itself, and come back as packed
   accounts, in the order of the documents.
3. Each batch is written into the journal; of an account only its label stays in memory. A run that is killed
   begins again behind the last whole batch there.

What comes out is the same whatever the number of workers and however often the run was killed.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from truceline import language
from truceline._account import Desk
from truceline.corpus._batch import Outcome, read_batch, read_batch_apart
from truceline.corpus._journal import Journal, head_of
from truceline.corpus._shelf import Shelf
from truceline.sources import Documents, FirstPass, Tally, Told, batches

__all__ = ["gather"]

FEW = 8
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
    progress: Callable[[int, str], None] | None = None,
    pipes: bool = True,
    apart: bool = False,
) -> Shelf:
    """Read documents in depth, each by itself.

    Args:
        paths: as for `truceline.sources.load`.
        told: what the user says of them.
        first_pass: as for `truceline.sources.batches`.
        workers: processes. The result does not depend on it.
        journal: a file in which what was read is kept, so that a run that was killed goes on where it was.
            Without one, it is kept in a file that goes with the shelf.
        tally: where to count what was met, passed over and read.
        stdin: what `-` reads from.
        progress: called with the number of documents met so far and the address of the last.
        pipes: whether a path that is a pipe or device is read.
        apart: read everything in other processes, even if that is one only.

    Returns:
        The accounts of the reports, to be used in a `with` block.

    Raises:
        UsageError: the journal belongs to another run.
        SourceError: the journal cannot be written, because the disk is full.
        ModelError: the language pipeline cannot be loaded.
    """
    paths, known, count = list(paths), told or Told(), tally or Tally()
    desk = Desk()
    kept = Journal.open(journal, head_of(paths, known, first_pass))
    shelf = Shelf(kept, desk)
    try:
        for place, outcome in kept.outcomes():
            shelf.put(place, outcome)
            _count(outcome, count, progress)
        rows = batches(
            paths, told=known, first_pass=first_pass, after=kept.read, pipes=pipes, tally=count, stdin=stdin
        )
        with closing(rows), closing(_outcomes(rows, first_pass, workers, None if apart else desk)) as read:
            for outcome in read:
                shelf.put(kept.write(outcome), outcome)
                _count(outcome, count, progress)
    except BaseException:
        kept.close()
        raise
    return shelf


def _count(outcome: Outcome, tally: Tally, progress: Callable[[int, str], None] | None) -> None:
    tally.documents += outcome.met
    tally.skipped += outcome.skipped
    tally.failed += len(outcome.failures)
    tally.last = outcome.last
    if progress is not None:
        progress(tally.documents, outcome.last)


def _outcomes(
    rows: Iterator[Documents], first_pass: FirstPass, workers: int, desk: Desk | None
) -> Generator[Outcome, None, None]:
    """The outcomes of all batches, in order: the first few here, with their parses left on the desk, if there
    is one; the others on several cores.
    """
    read = 0
    if desk is not None:
        for batch in rows:
            if read < FEW:
                yield read_batch(batch, first_pass, desk)
            else:
                yield read_batch_apart(batch, first_pass, language.model_name())
            read += len(batch.wanted)
            if workers > 1 and read >= FEW:
                break
        else:
            return
    from truceline.corpus._workers import Workers  # noqa: PLC0415 - not for a handful of files

    pool = Workers(workers, first_pass)
    try:
        yield from pool.outcomes(rows)
    finally:
        pool.close()
