"""Reading in shards: each a few files, read by whoever has time, landing as Parquet.

A shard is a pure, restartable piece of work: everything it needs stands in the manifest, it keeps a journal
of its own, and what it writes does not depend on who runs it or when. So an engine has to run no more than
`python -m truceline.corpus DIR NUMBER [PROCESSES]`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import cast

import msgspec

from truceline.corpus._gather import gather
from truceline.corpus._journal import Head, head_of
from truceline.corpus._landed import Manifest, Numbers, land, numbers_of, read_manifest, write_whole
from truceline.errors import UsageError
from truceline.sources import FirstPass, Tally, Told, files_of, told_by_user

__all__ = ["plan", "read_shard", "read_shards", "undone"]

SHARD_BYTES = 64 * 2**20
"""Files are put into one shard up to this size; a larger file is one by itself."""
SHARD_FILES = 1_000


def plan(paths: Sequence[str | Path], folder: Path, told: Told, first_pass: FirstPass) -> Manifest:
    """The shards of a run, written into its folder; or those of before, where the same run has begun there.

    Raises:
        UsageError: another run lands there, files came or went, or what is named is no file.
    """
    for path in paths:
        if str(path) == "-" or "://" in str(path):
            cure = "save it to a file first; shards are files, which can be read again"
            raise UsageError("it cannot be read in shards", where=str(path), cure=cure)
    head = head_of(paths, told, first_pass)
    base = "" if all(os.path.isabs(path) for path in paths) else os.getcwd()
    manifest = Manifest(head, base, list(_shards(head.paths)))
    before = read_manifest(folder)
    if before == manifest:
        return manifest
    if before is not None or (folder.exists() and any(folder.iterdir())):
        what = "another run has landed here" if before else "this folder holds other things"
        if before is not None and before.head == head:
            what = "files came or went since this run was begun"
        raise UsageError(what, where=str(folder), cure="name another folder, or delete this one")
    write_whole(folder / "manifest.json", msgspec.json.encode(manifest))
    return manifest


def _shards(paths: Iterable[str]) -> Iterator[list[str]]:
    """The files under some paths, in order, in shards."""
    row: list[str] = []
    size = 0
    for path in paths:
        # What is not there is told by the shard that looks for it.
        for file in list(files_of(path)) or [Path(path)]:
            more = file.stat().st_size if file.is_file() else 0
            if row and (size + more > SHARD_BYTES or len(row) >= SHARD_FILES):
                yield row
                row, size = [], 0
            row.append(os.fspath(file))
            size += more
    if row:
        yield row


def undone(folder: Path, manifest: Manifest) -> tuple[list[int], Numbers]:
    """The shards that have not landed yet, and what those that have come to."""
    left, numbers = [], Numbers()
    for shard in range(len(manifest.shards)):
        done = numbers_of(folder, shard)
        if done is None:
            left.append(shard)
        else:
            numbers += done
    return left, numbers


def read_shards(
    folder: Path, manifest: Manifest, workers: int, *, tally: Tally | None = None,
    progress: Callable[[int, str], None] | None = None,
) -> Numbers:  # fmt: skip
    """Read all shards that have not landed, one after the other, each on several cores of this machine."""
    left, numbers = undone(folder, manifest)
    for shard in left:
        numbers += read_shard(folder, manifest, shard, workers, tally=tally, progress=progress)
    return numbers


def read_shard(
    folder: Path, manifest: Manifest, shard: int, workers: int = 1, *, apart: bool = False,
    tally: Tally | None = None, progress: Callable[[int, str], None] | None = None,
) -> Numbers:  # fmt: skip
    """Read one shard, and let it land.

    Args:
        folder: where it lands.
        manifest: of that folder.
        shard: its number, from 0.
        workers: processes.
        apart: read in a process apart even if that is one only.
        tally: where to count.
        progress: as for `gather`.
    """
    count = tally or Tally()
    before = count.documents, count.skipped
    journal = folder / f"journals/{shard:05}.journal"
    journal.parent.mkdir(exist_ok=True)
    head = manifest.head
    shelf = gather(
        manifest.shards[shard], told=_told(head), first_pass=_gate(head), workers=workers, journal=journal,
        tally=count, progress=progress, pipes=False, apart=apart,
    )  # fmt: skip
    met = count.documents - before[0], count.skipped - before[1]
    with shelf:
        numbers = land(shelf, folder, shard, met)
        for half in folder.glob(f"*/.{shard:05}*"):  # of runs that were killed
            half.unlink()
        shelf.close(done=True)
    return numbers


def _told(head: Head) -> Told:
    given = dict(head.told)
    return told_by_user(given.get("published"), given.get("outlet"), head.columns)


def _gate(head: Head) -> FirstPass:
    return cast("FirstPass", head.first_pass)
