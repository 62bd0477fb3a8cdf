"""Where the reports of `truceline read` come from: read now, read in shards, or landed before."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from truceline.errors import UsageError
from truceline.sources import FirstPass, Tally, Told

if TYPE_CHECKING:
    from truceline.corpus import Shelf

__all__ = ["Asked", "check_landing", "shelf_of"]


@dataclass(frozen=True)
class Asked:
    """What is to be read, and how. `jobs` are processes, None for one on each core."""

    paths: Sequence[str]
    told: Told
    first_pass: FirstPass
    jobs: int | None

    @property
    def workers(self) -> int:
        """Processes."""
        return self.jobs or os.cpu_count() or 1


def check_landing(paths: Sequence[str], out: Path | None, engine: str | None) -> None:
    """Refuse what does not go together.

    Raises:
        UsageError: an engine has nowhere to let reports land; what has landed is read with other things, or
            into another folder.
    """
    if engine is not None and out is None:
        cure = "add --out DIR, a folder that every worker sees"
        raise UsageError("reports read by an engine land in a folder", where="--engine", cure=cure)
    if engine is not None and engine != "dask" and "://" not in engine:
        cure = "write dask, or the address of a Dask scheduler (tcp://host:8786)"
        raise UsageError(f"{engine!r} is not known", where="--engine", cure=cure)
    landed = [path for path in paths if _is_landed(path)]
    if landed and (len(paths) > 1 or out is not None):
        what = "reports that have landed here are joined by themselves"
        raise UsageError(what, where=landed[0], cure="name this folder alone, without --out")


def _is_landed(path: str) -> bool:
    return (Path(path) / "manifest.json").is_file() and (Path(path) / "done").is_dir()


def shelf_of(
    asked: Asked, tally: Tally, progress: Callable[[int, str], None], *,
    out: Path | None, engine: str | None, journal: Path | None, book: str | None,
) -> Shelf:  # fmt: skip
    """The reports that are asked for, read as far as they have not been read before."""
    from truceline import corpus  # noqa: PLC0415 - the language pipeline is slow to import

    if out is None and not _is_landed(asked.paths[0]):
        return corpus.gather(
            asked.paths,
            told=asked.told,
            first_pass=asked.first_pass,
            workers=asked.workers,
            journal=journal or _beside(book, asked),
            tally=tally,
            stdin=sys.stdin.buffer,
            progress=progress,
        )
    if out is not None:
        manifest = corpus.plan(asked.paths, out, asked.told, asked.first_pass)
        if engine is None:
            corpus.read_shards(out, manifest, asked.workers, tally=tally, progress=progress)
        else:
            corpus.read_on_dask(engine, out, manifest, asked.workers, tally=tally, progress=progress)
    shelf, numbers = corpus.open_landed(out or Path(asked.paths[0]))
    tally.documents, tally.skipped = numbers.documents, numbers.skipped
    return shelf


def _beside(book: str | None, asked: Asked) -> Path | None:
    """Where a run that is kept in a casebook keeps what it has read until then; None where there is none, or
    it is no file.
    """
    if book is None or "://" in book:
        return None
    from truceline.corpus import run_name  # noqa: PLC0415

    return Path(f"{book}.{run_name(asked.paths, asked.told, asked.first_pass)}.journal")
