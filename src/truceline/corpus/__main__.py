"""One shard, for whatever engine runs it: `python -m truceline.corpus DIR NUMBER [PROCESSES]`.

The exit status is 0 when the shard has landed. A message on standard error says why it has not.
"""

import sys
from pathlib import Path

from truceline import language
from truceline.corpus._landed import read_manifest
from truceline.corpus._shards import read_shard
from truceline.errors import TrucelineError, UsageError


def main(folder: Path, shard: int, processes: int = 1) -> None:
    """Read a shard of the manifest in a folder, in so many processes."""
    manifest = read_manifest(folder)
    if manifest is None or shard not in range(len(manifest.shards)):
        raise UsageError(
            f"there is no shard {shard}", where=str(folder), cure="plan it by truceline read --out"
        )
    language.use_model(manifest.head.model)
    read_shard(folder, manifest, shard, processes, apart=True)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), *map(int, sys.argv[2:4]))
    except TrucelineError as error:
        sys.exit(f"truceline: {error}")
