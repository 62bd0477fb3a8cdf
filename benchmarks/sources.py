"""How fast texts become articles, beside a bare pass over the same characters.

Run: python benchmarks/sources.py [FOLDER]

Prints, for the texts of a folder (default: the examples of this project), megabytes per second of
processor time for finding the parts of plain text, and for the bad input that costs most: a line of
fifty megabytes.
"""

from __future__ import annotations

import io
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from truceline.sources import article_from_text, load

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
MEGABYTE = 2**20


def main(folder: Path) -> None:
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.rglob("*.txt"))]
    if not texts:
        sys.exit(f"{folder}: no .txt file in it; name a folder that holds some")
    size = sum(len(text.encode()) for text in texts)
    rounds = max(1, 2 * MEGABYTE // size)
    article_from_text(texts[0])
    print(f"{len(texts)} texts, {size / 1024:.0f} KB, read {rounds} times")
    _row(
        "lines only (str.splitlines)",
        rounds * size,
        lambda: [t.splitlines() for _ in range(rounds) for t in texts],
    )
    _row("article parts", rounds * size, lambda: [article_from_text(t) for _ in range(rounds) for t in texts])
    _bad_input()


def _row(name: str, size: int, work: Callable[[], object]) -> None:
    start = time.process_time()
    work()
    spent = time.process_time() - start
    print(f"{name:40} {size / MEGABYTE / spent:10.2f} MB/s")


def _bad_input() -> None:
    line = b"truce " * (50 * MEGABYTE // 6)
    with tempfile.TemporaryDirectory() as folder:
        for name, suffix in (
            ("a line of 50 MB in plain text", ".txt"),
            ("a line of 50 MB in JSON lines", ".jsonl"),
        ):
            path = Path(folder) / f"long{suffix}"
            path.write_bytes(line)
            start = time.process_time()
            found = list(load([path]))
            print(f"{name:40} {time.process_time() - start:10.2f} s    {getattr(found[0], 'reason', 'read')}")
        start = time.process_time()
        list(load(["-"], stdin=io.BytesIO(line)))
        print(f"{'the same from standard input':40} {time.process_time() - start:10.2f} s")
    print(f"{'peak memory':40} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:10.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES)
