"""A casebook survives that its writer is killed at any moment.

`TRUCELINE_KILLS=300 pytest tests/casebook/test_kills.py` kills more often than the suite does.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from truceline.casebook import Casebook

KILLS = int(os.environ.get("TRUCELINE_KILLS", "8"))
REPORTS = 30
"""Reports that are kept one after the other, each in a transaction of its own."""

WRITER = """
    import sys
    sys.path.insert(0, sys.argv[2])
    from msgspec.structs import replace
    from sample import SAMPLE, make_article
    from truceline.casebook import Casebook, _book
    from truceline.model import Reading

    # What is joined is not what is tried here: only the writing.
    _book._joined = lambda reading, kept, accounts: (
        replace(kept, articles=(*kept.articles, *(a for a in reading.articles if a not in kept.articles))), ()
    )
    with Casebook.open(sys.argv[1], patience=60) as book:
        if not book.reading().articles:
            book.keep(SAMPLE)
        kept = {article.id for article in book.reading().articles}
        for n in range(int(sys.argv[3])):
            name = f"report-{n}"
            if name not in kept:
                text = f"Report {n}\\n" + "The guns fell silent at noon, the mediator said.\\n" * 200
                book.keep(Reading(truceline="0.1.0", articles=(make_article(name, text),)))
            print(name, flush=True)
"""


def test_a_writer_that_is_killed_at_any_moment(place: str, tmp_path: Path) -> None:
    """Each time the casebook opens, is whole, and holds every report that was told to be kept, once. Reading
    again after the last kill completes it.
    """
    script, chance = tmp_path / "writer.py", random.Random(7)
    script.write_text(textwrap.dedent(WRITER))
    told: set[str] = set()
    for _ in range(KILLS):
        told |= _killed(script, place, chance)
        with Casebook.open(place, patience=60) as book:
            assert book.faults() == []
            names = [article.id for article in book.reading().articles]
        assert len(names) == len(set(names))
        assert told <= set(names)
    subprocess.run(
        [sys.executable, str(script), place, _tests(), str(REPORTS)], check=True, capture_output=True
    )
    with Casebook.open(place) as book:
        assert book.faults() == []
        assert len(book.reading().articles) == 3 + REPORTS


def _killed(script: Path, place: str, chance: random.Random) -> set[str]:
    """The reports that a writer says it has kept until it is killed, a moment after it began to keep them."""
    writer = subprocess.Popen(
        [sys.executable, str(script), place, _tests(), str(REPORTS)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    first = writer.stdout.readline()
    time.sleep(chance.random() * 0.2)
    os.kill(writer.pid, signal.SIGKILL)
    rest = writer.stdout.read()
    writer.wait()
    assert first
    return {line for line in (first + rest).splitlines(keepends=False) if line}


def _tests() -> str:
    return str(Path(__file__).parent.parent)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files")
def test_a_disk_that_fills_up(tmp_path: Path) -> None:
    """What was kept before stays, and the writer says that the disk is full."""
    path, script = tmp_path / "a.book", tmp_path / "writer.py"
    Casebook.open(path).close()
    limit = """
        import resource, signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))
    """
    script.write_text(textwrap.dedent(limit) + textwrap.dedent(WRITER))
    ended = subprocess.run(
        [sys.executable, str(script), str(path), _tests(), str(REPORTS * 10)],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert ended.returncode == 1
    assert "the disk is full" in ended.stderr or "cannot be read from or written to its disk" in ended.stderr
    told = set(ended.stdout.splitlines())
    assert told
    with Casebook.open(path) as book:
        assert book.faults() == []
        assert told <= {article.id for article in book.reading().articles}
