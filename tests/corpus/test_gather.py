"""Long runs: the same result whatever the number of workers, a kill at any moment costs nothing."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import made_corpus
import made_files as made
import pytest

from truceline import language
from truceline._account import Account, Desk
from truceline.corpus import _batch, _gather, _journal, gather
from truceline.errors import SourceError, UsageError
from truceline.model import Article, dump
from truceline.reader import read
from truceline.sources import Tally

FOLDER = Path(__file__).parent


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """See `made_corpus`."""
    return made_corpus.make(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def whole(corpus: Path) -> bytes:
    """What all documents say, read at once and in one process."""
    return as_json(corpus)


def as_json(corpus: Path, **options: Any) -> bytes:
    """What was read and joined, in bytes."""
    with gather([corpus], first_pass="always", **options) as shelf:
        return dump(shelf.whole().reading)


def test_it_reads_what_the_library_reads(corpus: Path, whole: bytes) -> None:
    """The same reading as from `truceline.read`, but for documents without a word of a ceasefire."""
    plain = read([corpus])
    with gather([corpus]) as shelf:
        assert dump(shelf.whole().reading) == dump(plain)
    told = {c.id for c in plain.ceasefires}
    assert len(told) > 3
    assert whole.count(b'"effective"') > 3


@pytest.mark.parametrize("workers", [2, 4])
def test_the_number_of_workers_changes_nothing(corpus: Path, whole: bytes, workers: int) -> None:
    """Byte for byte, in the same order, and the same is counted."""
    one, many = Tally(), Tally()
    assert as_json(corpus, workers=workers, tally=many) == whole
    with gather([corpus], first_pass="always", tally=one):
        pass
    assert (one.documents, one.skipped, one.failed) == (many.documents, many.skipped, many.failed)
    assert (one.documents, one.failed) == (123, 3)
    assert one.skipped == 123 - 3 - 20 - 1 - 14 - 6 - 1


def test_two_files_may_give_their_reports_the_same_id(corpus: Path) -> None:
    """None is lost; the later one gets an id of its own, and everything read from it goes by that."""
    with gather([corpus], first_pass="always") as shelf:
        found = shelf.whole().reading
    texts = [article.text for article in found.articles]
    assert made_corpus.report(700) in texts
    assert len(set(texts)) == len(texts) == len({article.id for article in found.articles})
    [late] = [article for article in found.articles if "a2.jsonl" in article.source.uri]
    assert late.id != "k0"
    assert all(said.id.startswith(late.id) for said in late.statements)
    assert any(claim.article == late.id for claim in found.claims)
    with gather([corpus / "a.jsonl", corpus / "a2.jsonl"]) as shelf:
        assert dump(shelf.whole().reading) == dump(read([corpus / "a.jsonl", corpus / "a2.jsonl"]))


def test_parts_hold_all_reports_and_whole_matters(
    corpus: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Part by part the ceasefires come out as at once; the failures come once."""
    monkeypatch.setattr("truceline.corpus._shelf.PART", 5)
    with gather([corpus], first_pass="always") as shelf:
        at_once = shelf.whole().reading
        parts = list(shelf.parts())
    assert len(parts) >= 3
    assert sorted(a.id for p in parts for a in p.reading.articles) == sorted(a.id for a in at_once.articles)
    found = {(c.label, c.articles): c.fields for p in parts for c in p.reading.ceasefires}
    assert found == {(c.label, c.articles): c.fields for c in at_once.ceasefires}
    assert [f for p in parts for f in p.reading.failures] == list(at_once.failures)
    assert all(set(p.accounts) == {a.id for a in p.reading.articles} for p in parts)


def test_progress_reaches_its_end(corpus: Path) -> None:
    """The share of bytes grows from nothing to one."""
    tally = Tally()
    tally.weigh([corpus])
    shares: list[float | None] = []
    gather([corpus], tally=tally, progress=lambda *_: shares.append(tally.share)).close()
    assert shares == sorted(shares)  # type: ignore[type-var]
    assert tally.share == 1.0


def test_memory_holds_labels_alone(corpus: Path) -> None:
    """No article stays in memory once it is on the disk, but those of the desk whose date is open."""
    import gc  # noqa: PLC0415

    def held() -> int:
        gc.collect()
        return sum(isinstance(thing, Article) for thing in gc.get_objects())

    before = held()
    with gather([corpus], first_pass="always") as shelf:
        assert len(shelf) == 42
        assert held() - before <= 3 * _gather.FEW + _batch_size()


def _batch_size() -> int:
    from truceline.sources._batch import BATCH  # noqa: PLC0415

    return 2 * BATCH


class Stop(BaseException):
    """A kill, as far as this process is concerned."""


@pytest.mark.parametrize("stop", range(1, 7))
def test_a_run_goes_on_where_it_stopped(
    corpus: Path, whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    """After so many batches, and again after as many: nothing is lost, no document is read twice."""
    journal, met = tmp_path / "journal", []
    real = _batch.read_document
    monkeypatch.setattr(_batch, "read_document", lambda item, gate: met.append(item.uri) or real(item, gate))

    def halt(number: int) -> Callable[[int, str], None]:
        told = iter(range(number - 1))

        def progress(done: int, _: str) -> None:
            if done > before and next(told, None) is None:
                raise Stop

        before = 0
        return progress

    with pytest.raises(Stop):
        gather([corpus], first_pass="always", journal=journal, progress=halt(stop))
    assert as_json(corpus, journal=journal) == whole
    assert len(met) == len(set(met))
    size = journal.stat().st_size
    assert as_json(corpus, journal=journal) == whole
    assert journal.stat().st_size == size
    assert len(met) == len(set(met))


@pytest.mark.parametrize("seed", range(12))
def test_kills_at_any_moment_cost_nothing(corpus: Path, whole: bytes, tmp_path: Path, seed: int) -> None:
    """SIGKILL again and again at random moments, also with half a frame, or garbage, left in the journal."""
    journal, dice = tmp_path / "journal", random.Random(seed)
    language.load()
    fork = multiprocessing.get_context("fork")
    for _ in range(3):
        run = fork.Process(target=as_json, args=(corpus,), kwargs={"journal": journal})
        run.start()
        run.join(dice.uniform(0.0, 1.2))
        run.kill()
        run.join()
        if journal.exists() and dice.random() < 0.6:
            with journal.open("ab") as file:
                file.write(dice.randbytes(dice.choice([1, 7, 8, 9, 500])))
            if dice.random() < 0.5 and (size := journal.stat().st_size) > 600:
                os.truncate(journal, size - dice.randrange(500))
    assert as_json(corpus, journal=journal) == whole


SCRIPT = """
import sys
from pathlib import Path
from truceline.corpus import gather
if __name__ == "__main__":
    gather([sys.argv[1]], first_pass="always", journal=Path(sys.argv[2]), workers=2).close()
    print("done")
"""


def test_workers_go_when_their_run_is_killed(corpus: Path, whole: bytes, tmp_path: Path) -> None:
    """Only the run itself is killed, as the system does when memory is short: no worker stays behind, and
    the journal can be used at once.
    """
    script, journal = made.write(tmp_path, "run.py", SCRIPT.encode()), tmp_path / "journal"
    for seconds in (3.0, 3.6):
        run = subprocess.Popen([sys.executable, script, corpus, journal], start_new_session=True)
        time.sleep(seconds)
        run.kill()
        run.wait()
        for _ in range(100):
            if not _session(run.pid):
                break
            time.sleep(0.1)
        assert _session(run.pid) == []
    assert as_json(corpus, journal=journal) == whole


def _session(leader: int) -> list[int]:
    """The processes of a session that are still there."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                alive = os.getsid(int(entry.name)) == leader and "\nState:\tZ" not in (
                    entry / "status"
                ).read_text("utf-8", "replace")
            except OSError:
                continue
            found += [int(entry.name)] * alive
    return found


def test_a_journal_of_another_run_is_refused(corpus: Path, tmp_path: Path) -> None:
    """Other paths, other options, another pipeline, a run that goes on, and what is no journal at all."""
    journal, part = tmp_path / "journal", corpus / "a2.jsonl"
    with gather([part], journal=journal), pytest.raises(UsageError, match="another run is at"):
        gather([part], journal=journal)
    with pytest.raises(UsageError, match="belongs to another run"):
        gather([corpus / "c"], journal=journal)
    with pytest.raises(UsageError, match="belongs to another run"):
        gather([part], journal=journal, first_pass="always")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_journal.language, "model_name", lambda: "another")
        with pytest.raises(UsageError, match="belongs to another run"):
            gather([part], journal=journal)
    for notes in (b"my notes\n", b"my notes"):
        other = made.write(tmp_path, "notes.txt", notes)
        with pytest.raises(UsageError, match="no journal"):
            gather([corpus], journal=other)
        assert other.read_bytes() == notes


def test_files_that_changed_since_are_noticed(tmp_path: Path) -> None:
    """A file that came in before the others would shift everything."""
    for n in range(9):
        made.write(tmp_path, f"in/{n}.txt", made_corpus.report(n).encode())
    journal = tmp_path / "journal"
    gather([tmp_path / "in"], journal=journal).close()
    made.write(tmp_path, "in/00.txt", made_corpus.report(99).encode())
    with pytest.raises(UsageError, match="has changed"):
        gather([tmp_path / "in"], journal=journal)


@pytest.mark.parametrize("room", [300, 20_000, 40_000])
def test_a_full_disk_leaves_a_journal_that_goes_on(
    corpus: Path, whole: bytes, tmp_path: Path, room: int
) -> None:
    """The message says what to do; with room again the run ends as if nothing had been."""
    journal = tmp_path / "journal"
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))
        with pytest.raises(SourceError, match="make room"):
            as_json(corpus, journal=journal)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert as_json(corpus, journal=journal) == whole


def test_a_fault_of_the_rules_is_one_failure(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong in reading one document, the others are read, and it is told what and where."""
    real = Desk.accounts

    def faulty(desk: Desk, articles: list[Article]) -> list[Account]:
        if any("106" in article.source.uri for article in articles):
            raise IndexError("list index out of range")
        return real(desk, articles)

    monkeypatch.setattr(Desk, "accounts", faulty)
    with gather([corpus / "c"]) as shelf:
        [failure] = shelf.failures()
        assert failure.uri.endswith("106.html")
        assert "IndexError: list index out of range in" in failure.reason
        assert "; report this" in failure.reason
        assert len(shelf) == 18


def test_a_document_that_kills_its_reader_is_one_failure(tmp_path: Path) -> None:
    """Or that takes too long: the documents around it are read; it is named."""
    for n in range(40):
        made.write(tmp_path, f"in/{n:03}.txt", made_corpus.report(n).encode())
    made.write(tmp_path, "in/027.txt", b"kill the reader\n")
    made.write(tmp_path, "in/033.txt", b"sleep on\n")
    script = made.write(tmp_path, "killer.py", KILLER.encode())
    told = subprocess.run(
        [sys.executable, script, tmp_path / "in"], capture_output=True, text=True, check=True, timeout=120
    )
    names = told.stdout.splitlines()
    assert [name for name in names if name.startswith("failed:")] == [
        f"failed:{tmp_path / 'in/027.txt'} reading it brought the reading process down",
        f"failed:{tmp_path / 'in/033.txt'} reading it took more than 8 seconds",
    ]
    assert names[-1] == "38"


KILLER = """
import os, sys, time
from truceline.corpus import _batch, gather

read = _batch.read_document
_batch.PATIENCE = 8

def deadly(document, first_pass):
    if document.data.startswith(b"kill"):
        os.abort()
    if document.data.startswith(b"sleep"):
        time.sleep(60)
    return read(document, first_pass)

_batch.read_document = deadly

if __name__ == "__main__":
    with gather([sys.argv[1]], workers=2) as shelf:
        for failure in shelf.failures():
            print("failed:" + failure.uri, failure.reason.partition(";")[0])
        print(len(shelf))
"""
