"""`truceline export` and `truceline compare`, as they are typed."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from sample import SAMPLE
from truceline.casebook import Casebook
from truceline.cli._app import run


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A casebook with the sample."""
    path = tmp_path / "k.book"
    with Casebook.open(path) as casebook:
        casebook.keep(SAMPLE)
    return path


def test_one_ceasefire_is_exported_on_its_own(book: Path, tmp_path: Path) -> None:
    """With an id only that ceasefire's rows are written."""
    wanted = SAMPLE.ceasefires[0].id
    out = tmp_path / "one.csv"
    assert run(["export", "findings", "--book", str(book), "--out", str(out), "--ceasefire", wanted]) == 0
    with out.open(encoding="utf-8", newline="") as file:
        assert {row["ceasefire"] for row in csv.DictReader(file)} == {wanted}


def test_without_a_file_the_table_goes_to_standard_output(
    book: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """So that it can be piped."""
    assert run(["export", "statements", "--book", str(book)]) == 0
    assert capfdbinary.readouterr().out.startswith(b"statement,group,")


def test_the_kinds_are_listed_without_a_casebook(capsys: pytest.CaptureFixture[str]) -> None:
    """Who does not know the names is told them."""
    assert run(["export"]) == 0
    assert "ethprio" in capsys.readouterr().out
    assert run(["export", "ethprio"]) == 2
    assert "--book FILE" in capsys.readouterr().err


def test_a_comparison_prints_matches_counts_and_what_is_wrong(
    book: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A coder sees at a glance what agrees; the same as JSON for programs."""
    table = tmp_path / "coded.csv"
    run(["export", "ethprio", "--book", str(book), "--out", str(table)])
    text = table.read_text(encoding="utf-8").replace(",2020,10,18,", ",2020,10,17,", 1)
    table.write_text(text, encoding="utf-8", newline="")
    capfd.readouterr()
    assert run(["compare", "--book", str(book), "--with", str(table)]) == 0
    printed = capfd.readouterr().out
    assert "Field by field" in printed
    assert "agrees" in printed
    assert run(["compare", "--book", str(book), "--with", str(table), "--json"]) == 0
    told = json.loads(capfd.readouterr().out)
    assert told["counts"]["effective"]["same"] >= 1
    assert {m["ceasefire"] for m in told["matches"]} <= {c.id for c in SAMPLE.ceasefires}
