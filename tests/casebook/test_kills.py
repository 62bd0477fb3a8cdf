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
"""Reports that are kept one after the other, each in a transaction of its own; by each writer in another
version, so that there is something to be written at every kill."""

WRITER = """
    import sys
    sys.path.insert(0, sys.argv[2])
    from msgspec.structs import replace
    from sample import SAMPLE, make_article
    from truceline.casebook import Casebook, _book
    from truceline.model import Reading

    # What is joined is not what is tried here: only the writing.
    _book.join_with = lambda reading, kept, accounts: (
        replace(kept, articles=(*kept.articles, *(a for a in reading.articles if a not in kept.articles))), ()
    )
    with Casebook.open(sys.argv[1], patience=60) as book:
        if not book.reading().articles:
            book.keep(SAMPLE)
        for n in range(int(sys.argv[3])):
            text = f"Version {sys.argv[4]}\\n" + "The guns fell silent at noon, the mediator said.\\n" * 200
            book.keep(Reading(truceline="0.1.0", articles=(make_article(f"report-{n}", text),)))
            print(f"report-{n}", flush=True)
"""


def test_a_writer_that_is_killed_at_any_moment(place: str, tmp_path: Path) -> None:
    """Each time the casebook opens, is whole, and holds every report once, in the version that was last told
    to be kept or one written after it. Reading again after the last kill completes it.
    """
    script, chance = tmp_path / "writer.py", random.Random(7)
    script.write_text(textwrap.dedent(WRITER))
    told: dict[str, int] = {}
    for version in range(1, KILLS + 1):
        told |= dict.fromkeys(_killed(script, place, version, chance), version)
        with Casebook.open(place, patience=60) as book:
            assert book.faults() == []
            found = [(article.id, _version(article.text)) for article in book.reading().articles]
        held = dict(found)
        assert len(found) == len(held)
        assert told.keys() <= held.keys()
        assert all(last <= held[name] <= version for name, last in told.items())
    subprocess.run(_writer(script, place, KILLS + 1), check=True, capture_output=True)
    with Casebook.open(place) as book:
        assert book.faults() == []
        versions = [_version(article.text) for article in book.reading().articles]
    assert versions.count(KILLS + 1) == REPORTS
    assert len(versions) == 3 + REPORTS


def _version(text: str) -> int:
    first = text.split("\n", 1)[0]
    return int(first.split()[1]) if first.startswith("Version ") else 0


def _writer(script: Path, place: str, version: int) -> list[str]:
    return [sys.executable, str(script), place, _tests(), str(REPORTS), str(version)]


def _killed(script: Path, place: str, version: int, chance: random.Random) -> set[str]:
    """The reports that a writer says it has kept until it is killed, a moment after it began to keep them."""
    writer = subprocess.Popen(_writer(script, place, version), stdout=subprocess.PIPE, text=True)
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
    room = path.stat().st_size + 500_000
    limit = f"""
        import resource, signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))
    """
    script.write_text(textwrap.dedent(limit) + textwrap.dedent(WRITER))
    ended = subprocess.run(
        [sys.executable, str(script), str(path), _tests(), str(REPORTS * 10), "1"],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert ended.returncode == 1
    assert "the disk is full" in ended.stderr or "cannot be read from or written to its disk" in ended.stderr
    told = set(ended.stdout.splitlines())
    assert told
    with Casebook.open(path) as book:
        assert book.faults() == []
        assert told <= {article.id for article in book.reading().articles}
