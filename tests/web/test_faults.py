"""Casebooks that are missing, damaged, locked, or that change while they are served."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from byhand import locked
from sample import SAMPLE
from served import Guest, keep, serving
from truceline.casebook import Casebook
from truceline.cli._app import run


def test_a_change_of_the_casebook_is_seen_at_once(tmp_path: Path) -> None:
    """Whoever reads more reports into a casebook that is served finds them on the next page."""
    book = keep(
        replace(SAMPLE, articles=SAMPLE.articles[:1], claims=(), ceasefires=(), statement_groups=()),
        tmp_path / "b",
    )
    with serving(book) as site:
        assert site.get("/ceasefires.json").json["total"] == 0
        before = site.get("/articles.json").json["citation"]
        with Casebook.open(book) as casebook:
            casebook.keep(SAMPLE, again=True)
        assert len(site.get("/articles.json").json["articles"]) == 3
        assert site.get("/articles.json").json["citation"] != before


def test_a_casebook_that_goes_and_comes_back(tmp_path: Path) -> None:
    """While the file is away every page says so; once it is back it is served again."""
    book = keep(SAMPLE, tmp_path / "b")
    with serving(book) as site:
        assert site.get("/ceasefires").status == 200
        away = book.rename(tmp_path / "away")
        gone = site.get("/ceasefires")
        assert gone.status == 503
        assert "The casebook cannot be read" in gone.text
        assert "there is no casebook here" in gone.text.lower()
        assert not book.exists()
        away.rename(book)
        assert site.get("/ceasefires").status == 200


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"no database at all", "is not a casebook"), (b"SQLite format 3\0" + b"\xff" * 2000, "casebook")],
)
def test_something_else_in_its_place_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    """A file that is no casebook is called that, and is not written to."""
    book = keep(SAMPLE, tmp_path / "b")
    with serving(book) as site:
        book.write_bytes(content)
        page = site.get("/ceasefires")
        assert page.status == 503
        assert told in page.text
        assert book.read_bytes() == content


def test_a_newer_casebook_in_its_place_is_told(tmp_path: Path) -> None:
    """Tables of a version that is not known are not guessed at."""
    book = keep(SAMPLE, tmp_path / "b")
    newer = shutil.copy(book, tmp_path / "newer")
    with sqlite3.connect(newer) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9000'")
    connection.close()
    with serving(book) as site:
        assert site.get("/ceasefires").status == 200
        newer.replace(book)
        assert "9000" in site.get("/ceasefires").text
        assert "written by a newer truceline" in site.get("/ceasefires").text


def test_a_locked_casebook_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program that holds the file is named as the reason, with what to do."""
    monkeypatch.setattr("truceline.web._desk.PATIENCE", 0.1)
    book = keep(SAMPLE, tmp_path / "b")
    with serving(book) as site:
        holder = sqlite3.connect(book, isolation_level=None)
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        page = site.get("/ceasefires")
        holder.close()
        assert page.status == 503
        assert "another program is writing to this casebook" in page.text.lower()
        assert site.get("/ceasefires").status == 200


def test_a_decision_that_a_locked_casebook_did_not_take(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages are shown while another program writes; what is sent then is said not to be kept, and can be sent
    again.
    """
    monkeypatch.setattr("truceline.web._desk.PATIENCE", 0.1)
    book = keep(SAMPLE, tmp_path / "b")
    with serving(book, reviewer="Ada") as site:
        guest = Guest(site)
        form = {**guest.form("/review"), "decision": "accept"}
        with locked(str(book)):
            sent = guest.post("/review", form)
        assert sent.status == 503
        assert "What you sent was not kept" in sent.text
        assert guest.post("/review", form).status == 303


def test_serving_what_is_not_there_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`truceline serve` ends with a message where there is nothing to serve, or no port to serve it at."""
    assert run(["serve", "--book", str(tmp_path / "none")]) == 2
    assert "there is no casebook here" in capsys.readouterr().err
    book = keep(SAMPLE, tmp_path / "b")
    with serving(book) as site:
        port = site.address.rsplit(":", 1)[1]
        assert run(["serve", "--book", str(book), "--port", port]) == 2
    assert f"nothing can listen at 127.0.0.1, port {port}" in capsys.readouterr().err
