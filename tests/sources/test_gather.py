"""Long runs: the same result whatever the number of workers, a kill at any moment costs nothing."""

from __future__ import annotations

import gzip
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import made_files as made
import pytest

from truceline.errors import SourceError, UsageError
from truceline.model import Article, Failure, Reading, dump
from truceline.sources import Tally, gather
from truceline.sources import _read as reading


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with 300 documents of every kind, some broken, most about other things."""
    folder = tmp_path_factory.mktemp("corpus")
    lines = [
        json.dumps({"text": made.TEXT if n % 9 == 0 else f"The shop sold {n} loaves of bread."})
        for n in range(150)
    ]
    made.write(folder, "a.jsonl", ("\n".join([*lines[:70], "{broken", *lines[70:]])).encode())
    records = [
        made.warc_record("response", made.http(page(n)), url=f"https://news.example/{n}") for n in range(100)
    ]
    made.write(folder, "b.warc.gz", b"".join(map(gzip.compress, records)))
    for n in range(50):
        made.write(folder, f"c/{n:02}.html", page(n))
    made.write(folder, "d.pdf", made.pdf())
    made.write(folder, "e.pdf", made.pdf(password="x"))
    return folder


def page(number: int) -> bytes:
    """A page, one in three of them on a truce."""
    whole = made.page(number)
    if number % 3 == 0:
        return whole
    return whole.replace(b"ceasefire", b"fair").replace(b"Truce", b"Fair").replace(b"guns", b"tents")


def as_json(found: Iterator[Article | Failure]) -> bytes:
    """What was read, in bytes."""
    items = list(found)
    return dump(
        Reading(
            truceline="test",
            articles=tuple(i for i in items if isinstance(i, Article)),
            failures=tuple(i for i in items if isinstance(i, Failure)),
        )
    )


@pytest.mark.parametrize("first_pass", ["never", "auto", "always"])
def test_the_number_of_workers_changes_nothing(corpus: Path, first_pass: str) -> None:
    """Byte for byte, in the same order."""
    one, two, three = Tally(), Tally(), Tally()
    tallies = {1: one, 2: two, 3: three}
    found = {
        n: as_json(gather([corpus], workers=n, first_pass=first_pass, tally=tally))  # type: ignore[arg-type]
        for n, tally in tallies.items()
    }
    assert found[1] == found[2] == found[3]
    assert (one.documents, one.skipped, one.failed) == (two.documents, two.skipped, two.failed)
    assert one.documents == 303


def test_the_first_pass_drops_only_what_it_counts(corpus: Path) -> None:
    """`auto` spares files that were named one by one; every document is read, failed or counted as passed."""
    for first_pass, singles in (("auto", 50), ("always", 17)):
        tally = Tally()
        found = list(gather([corpus], first_pass=first_pass, tally=tally))  # type: ignore[arg-type]
        assert sum("/c/" in i.source.uri for i in found if isinstance(i, Article)) == singles
        assert tally.skipped + len(found) == tally.documents == 303
        corpora = [i for i in found if isinstance(i, Article) and "#" in i.source.uri]
        assert all("ceasefire" in article.text for article in corpora)


def test_progress_reaches_its_end(corpus: Path) -> None:
    """The share of bytes grows from nothing to one."""
    tally = Tally()
    tally.weigh([corpus])
    shares = [tally.share for _ in gather([corpus], tally=tally)]
    assert shares == sorted(shares)  # type: ignore[type-var]
    assert tally.share == 1.0


def test_a_run_goes_on_where_it_stopped(corpus: Path, tmp_path: Path) -> None:
    """However often it stops: nothing is lost, nothing is read twice."""
    whole = as_json(gather([corpus]))
    journal = tmp_path / "journal"
    for stop in (1, 40, 41, 130, 200):
        run = gather([corpus], journal=journal)
        list(islice(run, stop))
        run.close()
    assert as_json(gather([corpus], journal=journal)) == whole
    size = journal.stat().st_size
    assert as_json(gather([corpus], journal=journal)) == whole
    assert journal.stat().st_size == size


SCRIPT = """
import sys
from pathlib import Path
from truceline.sources import gather
if __name__ == "__main__":
    for item in gather([sys.argv[1]], journal=Path(sys.argv[2]), workers=int(sys.argv[3])):
        pass
"""


@pytest.mark.parametrize("workers", [1, 2])
def test_kills_at_any_moment_cost_nothing(corpus: Path, tmp_path: Path, workers: int) -> None:
    """SIGKILL at random moments, also in the middle of a line of the journal."""
    whole = as_json(gather([corpus]))
    journal, dice = tmp_path / "journal", random.Random(workers)
    script = made.write(tmp_path, "run.py", SCRIPT.encode())
    for _ in range(6):
        run = subprocess.Popen(
            [sys.executable, script, corpus, journal, str(workers)],
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(dice.uniform(0.1, 2.5))
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        if journal.exists() and dice.random() < 0.5:
            with journal.open("ab") as file:
                file.write(b'{"met":3,"skipped":0,"last":"x')
    assert as_json(gather([corpus], journal=journal)) == whole


def test_a_journal_of_another_run_is_refused(corpus: Path, tmp_path: Path) -> None:
    """Other paths, other options, other files, and what is no journal at all."""
    journal = tmp_path / "journal"
    list(islice(gather([corpus], journal=journal), 60))
    with pytest.raises(UsageError, match="another run"):
        list(gather([corpus / "c"], journal=journal))
    with pytest.raises(UsageError, match="another run"):
        list(gather([corpus], journal=journal, first_pass="always"))
    other = made.write(tmp_path, "notes.txt", b"my notes\n")
    with pytest.raises(UsageError, match="no journal"):
        list(gather([corpus], journal=other))
    assert other.read_bytes() == b"my notes\n"


def test_files_that_changed_since_are_noticed(tmp_path: Path) -> None:
    """A file that came in before the others would shift everything."""
    for n in range(60):
        made.write(tmp_path, f"in/{n:02}.txt", made.TEXT.encode())
    journal = tmp_path / "journal"
    list(islice(gather([tmp_path / "in"], journal=journal), 40))
    made.write(tmp_path, "in/00a.txt", made.TEXT.encode())
    with pytest.raises(UsageError, match="has changed"):
        list(gather([tmp_path / "in"], journal=journal))


def test_a_full_disk_leaves_a_journal_that_goes_on(corpus: Path, tmp_path: Path) -> None:
    """The message says what to do; with room again the run ends as if nothing had been."""
    whole = as_json(gather([corpus]))
    journal = tmp_path / "journal"
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
        with pytest.raises(SourceError, match="make room"):
            list(gather([corpus], journal=journal))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert journal.stat().st_size > 0
    assert as_json(gather([corpus], journal=journal)) == whole


def test_a_document_that_kills_its_reader_is_one_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The documents around it are read; it is named."""
    for n in range(120):
        made.write(tmp_path, f"{n:03}.txt", made.TEXT.encode())
    made.write(tmp_path, "077.txt", b"kill the reader " + made.TEXT.encode())
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parent), *sys.path]))
    script = made.write(tmp_path.parent, "killer.py", KILLER.encode())
    told = subprocess.run(
        [sys.executable, script, tmp_path], capture_output=True, text=True, check=True, timeout=120
    )
    names = told.stdout.split()
    assert [name for name in names if name.startswith("failed:")] == [f"failed:{tmp_path / '077.txt'}"]
    assert len(names) == 120
    assert reading.articles_of


KILLER = """
import os, sys
from truceline.sources import _batch, gather

read = _batch.articles_of

def deadly(document):
    if document.data.startswith(b"kill"):
        os.abort()
    return read(document)

_batch.articles_of = deadly

if __name__ == "__main__":
    for item in gather([sys.argv[1]], workers=2):
        print("failed:" + item.uri if hasattr(item, "reason") else item.source.uri)
"""
