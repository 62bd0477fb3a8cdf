"""A corpus that is kept: part by part, to be taken up again after a kill, the same in the end."""

from __future__ import annotations

import multiprocessing
import random
import sys
from pathlib import Path

import made_corpus
import pytest

from truceline import language
from truceline.casebook import Casebook, Change
from truceline.cli._app import run
from truceline.corpus import _shelf
from truceline.model import Reading, dump


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """See `made_corpus`."""
    return made_corpus.make(tmp_path_factory.mktemp("corpus"))


def kept(book: Path) -> bytes:
    """All that a casebook holds, in bytes; nothing yet where a kill came before its first table."""
    with Casebook.open(book) as casebook:
        return dump(casebook.reading())


def keep(corpus: Path, book: Path, part: int) -> int:
    """`truceline read` with parts of so many reports."""
    _shelf.PART = part
    return run(["read", str(corpus), "--book", str(book), "--first-pass", "always", "--jobs", "1", "--quiet"])


@pytest.fixture(scope="module")
def whole(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[int, bytes]:
    """What is kept of the corpus, by the number of reports of a part."""
    folder = tmp_path_factory.mktemp("books")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_shelf, "PART", _shelf.PART)
        books = {part: folder / f"{part}.book" for part in (4, 500)}
        assert [keep(corpus, book, part) for part, book in books.items()] == [1, 1]
    assert sorted(path.name for path in folder.iterdir() if "journal" in path.name) == []
    return {part: kept(book) for part, book in books.items()}


def test_parts_are_kept_as_the_whole_is(whole: dict[int, bytes]) -> None:
    """Every report and ceasefire, under the same ids; only the order is by matter."""
    from truceline.model import load  # noqa: PLC0415

    parts, once = load(whole[4]), load(whole[500])
    assert whole[4] != whole[500]
    assert by_id(parts) == by_id(once)
    assert len(once.articles) == 42


def by_id(reading: Reading) -> dict[str, dict[str, object]]:
    """What a reading holds, by its ids."""
    kinds = ("articles", "actors", "claims", "ceasefires", "statement_groups")
    found: dict[str, dict[str, object]] = {kind: {x.id: x for x in getattr(reading, kind)} for kind in kinds}
    found["failures"] = {failure.uri: failure.reason for failure in reading.failures}
    return found


@pytest.mark.parametrize("seed", range(8))
def test_kills_leave_a_casebook_that_goes_on(
    corpus: Path, whole: dict[int, bytes], tmp_path: Path, seed: int
) -> None:
    """SIGKILL at random moments of reading, joining and keeping: in the end it is as if none had been."""
    book, dice = tmp_path / "a.book", random.Random(seed)
    part = 4 if seed % 2 else 500
    language.load()
    fork = multiprocessing.get_context("fork")
    for _ in range(4):
        going = fork.Process(target=keep, args=(corpus, book, part))
        going.start()
        going.join(dice.uniform(0.2, 2.5))
        going.kill()
        going.join()
        if book.exists():
            kept(book)
    last = fork.Process(target=lambda: sys.exit(keep(corpus, book, part)))
    last.start()
    last.join()
    assert last.exitcode == 1  # some documents cannot be read
    assert kept(book) == whole[part]
    assert [path.name for path in tmp_path.iterdir() if "journal" in path.name] == []


def test_what_parts_change_adds_up() -> None:
    """Each report and ceasefire is told once: what one part made and another changed is new."""
    first = Change(articles_new=("a",), ceasefires_new=("x", "y"), ceasefires_changed=("k",))
    second = Change(
        articles_new=("b",), articles_changed=("c",), ceasefires_changed=("x", "m"),
        ceasefires_unchanged=("k", "n"), ceasefires_removed=("y",), failures_new=2,
    )  # fmt: skip
    both = first + second
    assert both == Change(
        articles_new=("a", "b"), articles_changed=("c",), ceasefires_new=("x",),
        ceasefires_changed=("k", "m"), ceasefires_unchanged=("n",), ceasefires_removed=(), failures_new=2,
    )  # fmt: skip
    assert Change() + first == first
