"""Shards on a Dask cluster: on this machine, or wherever its scheduler is.

Every worker must see the documents and the folder where they land under the same paths, and have truceline
installed. Each shard is a process of its own, so that a library which takes its process down, or memory
that it does not give back, costs the cluster nothing. A shard that is most of what is left, because a file is
never parted, has more processes for its documents.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

import msgspec

from truceline.corpus._landed import Manifest, Numbers
from truceline.corpus._shards import undone
from truceline.errors import SourceError, UsageError
from truceline.sources import Tally

__all__ = ["read_on_dask"]

PATIENCE = 20
"""Seconds to wait for a scheduler."""
RETRIES = 2
"""How often a shard is tried again, on whichever worker, before the run stops."""


def read_on_dask(
    address: str, folder: Path, manifest: Manifest, workers: int, *,
    tally: Tally | None = None, progress: Callable[[int, str], None] | None = None,
) -> Numbers:  # fmt: skip
    """Read all shards that have not landed on a Dask cluster.

    Args:
        address: `dask` for a cluster on this machine, or that of a scheduler (`tcp://host:8786`).
        folder: where they land.
        manifest: of that folder.
        workers: processes of a cluster on this machine.
        tally: where to count, shard by shard.
        progress: called with the number of documents met so far, and the last file of a shard that landed.

    Raises:
        UsageError: Dask is not installed, or no scheduler answers.
        SourceError: a shard failed again and again; the others have landed.
    """
    try:
        from distributed import Client, LocalCluster, as_completed  # noqa: PLC0415 - an extra
    except ImportError as error:
        cure = "install truceline[cluster], or leave out --engine"
        raise UsageError("Dask is not installed", where="--engine", cure=cure) from error
    left, _ = undone(folder, manifest)
    count, trouble = tally or Tally(), []
    with ExitStack() as stack:
        try:
            if address == "dask":
                here = LocalCluster(
                    n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50
                )
                stack.enter_context(here)
                client = stack.enter_context(Client(here))
            else:
                client = stack.enter_context(Client(address, timeout=PATIENCE))
        except (OSError, ValueError) as error:
            cure = "start one with `dask scheduler`, or write --engine dask for this machine alone"
            raise UsageError(f"no scheduler answers ({error})", where=address, cure=cure) from error
        sizes = {shard: _size(manifest, shard) for shard in left}
        shares = _shares(sizes, sum(client.nthreads().values()) or workers)
        asked = [(str(folder.absolute()), manifest.base, shard, share) for shard, share in shares.items()]
        futures = client.map(_run, asked, retries=RETRIES, pure=False)
        shards = dict(zip(futures, shares, strict=True))
        for future in as_completed(futures):
            files = manifest.shards[shards[future]]
            count.done += sizes[shards[future]]
            if future.status != "finished":
                trouble.append(str(future.exception()))
                continue
            came = msgspec.convert(future.result(), Numbers)
            count.documents += came.documents
            count.skipped += came.skipped
            count.failed += came.failed
            if progress is not None:
                progress(count.documents, files[-1])
    if trouble:
        cure = "run the same command again: it goes on with what has not landed"
        raise SourceError(f"{len(trouble)} shards failed ({trouble[0]})", where=str(folder), cure=cure)
    return undone(folder, manifest)[1]


def _size(manifest: Manifest, shard: int) -> int:
    """The bytes of a shard's files."""
    paths = [Path(manifest.base) / file for file in manifest.shards[shard]]
    return sum(path.stat().st_size for path in paths if path.is_file())


def _shares(sizes: Mapping[int, int], threads: int) -> dict[int, int]:
    """How many processes each shard has: its share of the cluster by its bytes, one at least. The largest
    come first, so that none of them is left when all others are done.
    """
    whole = sum(sizes.values()) or 1
    largest = sorted(sizes, key=lambda shard: (-sizes[shard], shard))
    return {shard: max(1, threads * sizes[shard] // whole) for shard in largest}


def _run(asked: tuple[str, str, int, int]) -> dict[str, int]:
    """Read a shard in processes of its own; what it came to. Runs on a worker of the cluster."""
    folder, base, shard, share = asked
    processes = min(share, os.cpu_count() or 1)
    command = [sys.executable, "-m", "truceline.corpus", folder, str(shard), str(processes)]
    told = subprocess.run(command, cwd=base or None, capture_output=True, text=True, check=False)
    if told.returncode:
        lines = told.stderr.strip().splitlines() or [f"it was ended by signal {-told.returncode}"]
        raise RuntimeError(f"shard {shard}: {lines[-1]}")
    found: dict[str, int] = msgspec.json.decode((Path(folder) / f"done/{shard:05}.json").read_bytes())
    return found
