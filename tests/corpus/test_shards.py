"""Reading in shards, on this machine and on a cluster: the same bytes land whoever read them."""

from __future__ import annotations

import json
import multiprocessing
import random
from collections.abc import Iterator
from pathlib import Path

import made_corpus
import made_files as made
import polars as pl
import pytest
from distributed import LocalCluster

from truceline import language
from truceline.casebook import Casebook
from truceline.cli._app import run
from truceline.corpus import _dask, _shards, gather, open_landed, plan, read_on_dask, read_shards
from truceline.errors import SourceError, UsageError
from truceline.model import dump
from truceline.sources import Told


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """See `made_corpus`."""
    return made_corpus.make(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the corpus has several."""
    monkeypatch.setattr(_shards, "SHARD_FILES", 6)


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a scheduler with two workers."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as here:
        yield here.scheduler_address


@pytest.fixture(scope="module")
def landed(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What lands when one process reads."""
    out = tmp_path_factory.mktemp("landed") / "out"
    with pytest.MonkeyPatch.context() as patch:
        small_shards.__wrapped__(patch)  # type: ignore[attr-defined]
        read(corpus, out)
    return files(out)


def read(corpus: Path, out: Path, workers: int = 1) -> None:
    read_shards(out, plan([corpus], out, Told(), "always"), workers)


def files(out: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_workers_change_nothing(corpus: Path, landed: dict[str, bytes], tmp_path: Path) -> None:
    """The files are the same to the byte; nothing else is left behind."""
    read(corpus, tmp_path / "out", workers=2)
    assert files(tmp_path / "out") == landed
    assert {name.split("/")[0] for name in landed} == {
        "accounts", "articles", "failures", "done", "manifest.json",
    }  # fmt: skip
    assert sum(name.startswith("done/") for name in landed) == 4


def test_a_cluster_lands_the_same(
    corpus: Path, landed: dict[str, bytes], cluster: str, tmp_path: Path
) -> None:
    """Two workers of Dask, in processes that know nothing of this one."""
    out = tmp_path / "out"
    read_on_dask(cluster, out, plan([corpus], out, Told(), "always"), 2)
    assert files(out) == landed


def test_a_large_file_is_read_in_as_many_processes_as_there_are(cluster: str, tmp_path: Path) -> None:
    """A file is never parted: alone in its shard it has the whole cluster, and lands the same bytes."""
    lines = "".join(json.dumps({"text": made_corpus.report(n)}) + "\n" for n in range(20))
    large = made.write(tmp_path, "large.jsonl", lines.encode())
    manifest = plan([large], tmp_path / "out", Told(), "never")
    assert read_on_dask(cluster, tmp_path / "out", manifest, 2).reports == 20
    read(large, tmp_path / "alone")
    at_once, alone = files(tmp_path / "out"), files(tmp_path / "alone")
    assert {n: d for n, d in at_once.items() if "/" in n} == {n: d for n, d in alone.items() if "/" in n}


def test_processes_are_shared_out_by_size() -> None:
    """What is most of the bytes has most of the processes and begins first; each shard has one at least."""
    assert list(_dask._shares({0: 10, 1: 900, 2: 90}, 16).items()) == [(1, 14), (2, 1), (0, 1)]
    assert _dask._shares({4: 0}, 16) == {4: 1}
    assert set(_dask._shares(dict.fromkeys(range(100), 64), 16).values()) == {1}


@pytest.mark.parametrize("seed", range(6))
def test_kills_at_any_moment_cost_nothing(
    corpus: Path, landed: dict[str, bytes], tmp_path: Path, seed: int
) -> None:
    """SIGKILL at random moments: what has landed stays, and in the end it is as if there had been none."""
    out, dice = tmp_path / "out", random.Random(seed)
    language.load()
    for _ in range(3):
        going = multiprocessing.get_context("fork").Process(target=read, args=(corpus, out))
        going.start()
        going.join(dice.uniform(0.1, 1.8))
        before = {n: d for n, d in files(out).items() if n.startswith("done/") and "/." not in n}
        going.kill()
        going.join()
        assert before.items() <= files(out).items()
    read(corpus, out)
    assert files(out) == landed


def test_a_casebook_of_what_landed_is_that_of_the_documents(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the command line, on Dask, with relative paths: the same to the byte as read at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(corpus.parent)
        base = [corpus.name, "--first-pass", "always"]
        out, book, direct = (str(tmp_path / name) for name in ("out", "a.book", "b.book"))
        assert run(["read", *base, "--out", out, "--engine", "dask", "--jobs", "2"]) == 1
        told = capsys.readouterr()
        assert "42 reports of 123 documents" in told.out
        assert "78 of 123 documents were passed over" in told.err
        assert run(["read", out, "--book", book, "--quiet"]) == 1
        assert run(["read", *base, "--book", direct, "--quiet", "--jobs", "1"]) == 1
    with Casebook.open(book) as one, Casebook.open(direct) as other:
        assert dump(one.reading()) == dump(other.reading())


def test_the_articles_are_a_table_for_any_tool(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Text, day and outlet in columns, one row a report, in files of bounded size."""
    monkeypatch.setattr("truceline.corpus._landed.PIECE", 15)
    read(corpus, tmp_path / "out")
    assert len(list(tmp_path.glob("out/articles/00000-*"))) == 3
    with open_landed(tmp_path / "out")[0] as there, gather([corpus], first_pass="always") as here:
        assert dump(there.whole().reading) == dump(here.whole().reading)
    table = pl.read_parquet(tmp_path / "out/articles/*.parquet")
    assert table.height == 42
    [row] = table.filter(pl.col("uri").str.ends_with("118.txt")).iter_rows(named=True)
    assert row["text"] == made_corpus.report(60)
    assert row["id"].startswith("a")
    found = table.filter(pl.col("outlet") == "Nile Wire", pl.col("published_earliest").dt.year() == 2014)
    assert found.height > 0


def test_what_fails_again_and_again_is_told(
    corpus: Path, landed: dict[str, bytes], cluster: str, tmp_path: Path
) -> None:
    """The other shards land; the message says what happened; the same command goes on."""
    out = tmp_path / "out"
    manifest = plan([corpus], out, Told(), "always")
    (out / "failures/00002.parquet").mkdir(parents=True)
    with pytest.raises(SourceError, match=r"1 shards failed \(shard 2: .*cannot be written"):
        read_on_dask(cluster, out, manifest, 2)
    (out / "failures/00002.parquet").rmdir()
    with pytest.raises(UsageError, match="1 of 4 shards have not landed"):
        open_landed(out)
    assert read_on_dask(cluster, out, manifest, 2).documents == 123


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["x", "--engine", "dask"], "land in a folder"), (["x", "--out", "o", "--engine", "spark"], "spark"),
        (["-", "--out", "o"], "shards are files"), (["https://a.b/", "--out", "o"], "shards are files"),
        (["x", "--out", "full"], "holds other things"), (["out", "x"], "joined by themselves"),
        (["x", "--out", "out"], "another run has"), (["in", "--out", "out"], "files came or went"),
        (["in2", "--out", "o", "--engine", "tcp://127.0.0.1:9"], "no scheduler answers"),
        (["old", "--book", "b"], "read by truceline 0.0.1"), (["broken"], "manifest cannot be read"),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_told(
    tmp_path: Path, arguments: list[str], told: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Before anything is read, in one line that names the option, path or address."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(_dask, "PATIENCE", 1)
    made.write(tmp_path, "in/a.txt", made_corpus.report(1).encode())
    made.write(tmp_path, "in2/a.txt", made_corpus.report(1).encode())
    made.write(tmp_path, "full/notes.txt", b"mine")
    for out in ("out", "old", "broken"):
        plan(["in"], tmp_path / out, Told(), "auto")
        (tmp_path / out / "done").mkdir()
    manifest = tmp_path / "old/manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"truceline":"0.1.0"', b'"truceline":"0.0.1"'))
    (tmp_path / "broken/manifest.json").write_bytes(b"{")
    made.write(tmp_path, "in/b.txt", made_corpus.report(2).encode())
    assert run(["read", *arguments]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1
    assert (tmp_path / "full/notes.txt").read_bytes() == b"mine"
