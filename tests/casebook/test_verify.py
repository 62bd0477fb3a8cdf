"""`truceline verify` finds what is not as it was written, and nothing in a casebook that is whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from byhand import by_hand, locked
from readings import readings
from sample import SAMPLE
from truceline.casebook import Casebook, _sqlite
from truceline.cli._app import run
from truceline.errors import CasebookError
from truceline.model import Reading

WHO = {"by": "A. Analyst", "reason": "the official text says so", "at": "2024-05-01T10:00:00Z"}


@pytest.fixture
def kept(place: str) -> str:
    with Casebook.open(place) as book:
        book.keep(SAMPLE)
        book.decide("karabakh-2020-10-10", "guarantors", "add", value="Russia", **WHO)
    return place


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(reading=readings())
def test_whatever_was_kept_is_whole(places: Callable[[], str], reading: Reading) -> None:
    """A casebook in which nothing was tampered with has no fault."""
    with Casebook.open(places()) as book:
        book.keep(reading)
        assert book.faults() == []


def test_a_whole_casebook_is_told_to_be(kept: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, and the status 0."""
    assert run(["verify", "--book", kept]) == 0
    assert "is whole: 3 reports, 5 statements, 2 ceasefires" in capsys.readouterr().out


FAULTS = {
    "UPDATE articles SET text = replace(text, 'Yerevan', 'Teheran') WHERE id = 'diary'":
        ("articles diary", "the text is not the one that was kept"),
    "UPDATE segments SET stop = 9999 WHERE article = 'wire' AND n = 0":
        ("segments of wire", "is no place in a text"),
    "UPDATE times SET start = start + 1 WHERE article = 'wire'": ("times of wire", "does not stand at"),
    "UPDATE evidence SET text = 'another' WHERE claim = 'wire-c1'":
        ("claims of wire-c1", "does not stand at"),
    "UPDATE evidence SET start = 1 WHERE rule_of IS NOT NULL": ("rules of karabakh", "does not stand at"),
    "UPDATE evidence SET start = 1 WHERE anomaly_of IS NOT NULL": ("anomalies of diary", "does not stand at"),
    "DELETE FROM evidence WHERE claim = 'wire-c1'": ("claims wire-c1", "no words behind this claim"),
    "UPDATE statements SET cue_text = 'denied' WHERE id = 'wire-s1'":
        ("statements of wire-s1", "does not stand at"),
    "DELETE FROM claims WHERE id = 'wire-c5'":
        ("finding_claims", "claim refers to wire-c5, which is not there"),
    "UPDATE findings SET value = '{}' WHERE field = 'parties'": ("records", "what is stored cannot be read"),
    "UPDATE claims SET chain = 'x' WHERE id = 'wire-c1'": ("records", "what is stored cannot be read"),
    "INSERT INTO decisions SELECT 7, ceasefire, field, decision, \"by\", at, reason, packed FROM decisions":
        ("decisions 2", "the log was changed"),
    "DROP TABLE timeline": ("timeline", "this table is missing"),
    "ALTER TABLE failures DROP COLUMN reason": ("failures.reason", "this column is missing"),
}  # fmt: skip


@pytest.mark.parametrize("sql", FAULTS)
def test_each_fault_is_found_and_named(kept: str, sql: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What was changed behind the casebook's back is told with its place and what to do."""
    by_hand(kept, sql, unchecked=True)
    where, what = FAULTS[sql]
    assert run(["verify", "--book", kept, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert any(fault["where"].startswith(where) and what in fault["what"] for fault in found), found
    assert all(fault["cure"] for fault in found)
    assert run(["verify", "--book", kept]) == 1
    told = capsys.readouterr()
    assert what in told.out
    assert "is not whole" in told.err


def test_words_that_are_no_more_in_the_index(kept: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An index that has lost words is told, and made anew on request."""
    lost = (
        "DELETE FROM statements_search"
        if kept.startswith("postgresql")
        else "DELETE FROM statements_search_data WHERE id > 10"
    )
    by_hand(kept, lost, unchecked=True)
    assert run(["verify", "--book", kept]) == 1
    assert "--reindex" in capsys.readouterr().out
    assert run(["verify", "--book", kept, "--reindex"]) == 0
    with Casebook.open(kept) as book:
        assert [hit.statement for hit in book.search("mediator") if hit.statement] == ["wire-s2"]


def test_a_damaged_file_is_found(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Bytes that were overwritten are found, even where no row is missed."""
    path = tmp_path_factory.mktemp("books") / "a.book"
    with Casebook.open(path) as book:
        book.keep(SAMPLE)
    by_hand(str(path), "PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    [(root,)] = by_hand(str(path), "SELECT rootpage FROM sqlite_master WHERE name = 'ix_claims_article'")
    [(page,)] = by_hand(str(path), "PRAGMA page_size")
    content[(root - 1) * page + 8 : root * page] = bytes(page - 8)
    path.write_bytes(content)
    with Casebook.open(path) as book:
        assert any("the file is damaged" in fault.what for fault in book.faults())


def test_a_casebook_is_judged_as_it_is_at_one_moment(kept: str) -> None:
    """Half of a reading is no fault, and nobody is kept from writing; but for the index of words of a file
    who writes is waited for."""
    with locked(kept), Casebook.open(kept, patience=0.05) as book:
        if "://" in kept:
            assert book.faults() == []
            return
        with pytest.raises(CasebookError, match="another program is writing"):
            book.faults()


def test_a_casebook_that_may_only_be_read_is_not_called_broken(
    kept: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """SQLite compares its index of words only for who may write; who may not is told that, not of a fault."""

    def connect(path: Path, create: bool, patience: float) -> sqlite3.Connection:
        connection = make(path, create, patience)
        connection.execute("PRAGMA query_only = 1")
        return connection

    make = _sqlite._connect
    monkeypatch.setattr(_sqlite, "_connect", connect)
    assert run(["verify", "--book", kept]) == (0 if "://" in kept else 2)
    told = capsys.readouterr()
    assert "not whole" not in told.err
    assert "://" in kept or "cannot be written to" in told.err
