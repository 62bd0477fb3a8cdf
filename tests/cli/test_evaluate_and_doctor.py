"""Measuring, and checking an installation, from the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from sample import SAMPLE
from truceline.cli._app import run
from truceline.cli._progress import Progress

GOLD = {
    "reports": {
        "wire.txt": {"is_report": True},
        "diary.txt": {"is_report": False},
        "second.txt": {"is_report": True},
    },
    "ceasefires": [],
    "anomalies": [],
}


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "karabakh"
    folder.mkdir()
    (folder / "expected.json").write_text(json.dumps(GOLD))
    room = SimpleNamespace(read=lambda paths, **options: SAMPLE, read_articles=lambda articles: SAMPLE)
    monkeypatch.setitem(sys.modules, "truceline.reader", room)  # type: ignore[arg-type]
    return folder


def test_figures_are_a_table(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One row per measure, with counts beside shares."""
    assert run(["evaluate", "records", str(gold)]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[2] == ["karabakh", "report", "0.667", "1.000", "0.800", "2", "2"]


def test_every_miss_can_be_listed(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A developer sees which report was misjudged, and what was made of it."""
    assert run(["evaluate", "records", str(gold), "--misses"]) == 0
    assert "karabakh/diary.txt report: expected False, got True" in capsys.readouterr().out


def test_figures_as_json_hold_the_misses(gold: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A program gets rows with everything in them."""
    assert run(["evaluate", "records", str(gold), "--json"]) == 0
    rows = {row["measure"]: row for row in json.loads(capsysbinary.readouterr().out)}
    assert rows["report"]["misses"] == [
        {"file": "karabakh/diary.txt", "field": "report", "expected": False, "got": True}
    ]


def test_a_sound_installation_is_told_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    """What is needed is there where the tests run, down to reading a sentence."""
    assert run(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith("ok ") for line in lines)
    assert any("FTS5" in line for line in lines)


def test_what_is_missing_is_told_with_the_cure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pipeline that is not installed is named, the other checks go on, and the status is 1."""
    monkeypatch.setenv("TRUCELINE_MODEL", "xx_no_such_pipeline")
    assert run(["doctor"]) == 1
    lines = capsys.readouterr().out.splitlines()
    [wrong, *_] = [line for line in lines if line.startswith("WRONG")]
    assert "xx_no_such_pipeline" in wrong
    assert "unset TRUCELINE_MODEL" in wrong
    assert any(line.startswith("ok     casebook") for line in lines)


def test_a_pipe_sees_no_progress(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar is for people at a terminal; in a log it would be noise."""
    monkeypatch.setattr("truceline.cli._progress.PATIENCE", 0.0)
    with Progress() as progress:
        progress.at(1, "a.txt")
    assert capsys.readouterr().err == ""
