"""`truceline check` as a person runs it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from truceline.cli._app import run
from truceline.model import Reading, dump, load
from truceline.terms import from_record, load_terms

HOME = Path(__file__).parent.parent.parent
GOLD = HOME / "tests" / "gold" / "verdicts" / "syria-2016" / "incidents.csv"
FEBRUARY = str(HOME / "terms" / "syria-2016-02.toml")


def test_the_summary_tells_verdicts_reasons_and_claims(capsys: pytest.CaptureFixture[str]) -> None:
    """Counts, deaths, why, and what others count apart from them; nobody is named as a violator."""
    assert run(["check", str(GOLD), "--against", FEBRUARY]) == 0
    told = " ".join(capsys.readouterr().out.split())
    for words in ("this group out: Islamic State", "claims: no verdict rests on them", "312", "before, "):
        assert words in told
    assert "No verdict says who broke the terms" in told


def test_tables_figures_and_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One run writes the table and the figures and prints every verdict as JSON."""
    table, figures = tmp_path / "v.parquet", tmp_path / "figures"
    command = [
        "check",
        str(GOLD),
        "--against",
        FEBRUARY,
        "--table",
        str(table),
        "--figures",
        str(figures),
        "--json",
    ]
    assert run(command) == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told["verdicts"]) == told["incidents"] == 40
    assert {"incident", "ceasefire", "verdict", "reasons", "possible", "rules", "evidence"} <= set(
        told["verdicts"][0]
    )
    assert table.is_file()
    assert (figures / "syria-2016-02-27-days.png").is_file()
    assert run(["check", str(GOLD), "--against", FEBRUARY, "--since", str(table)]) == 0
    assert "Changed since v.parquet\n  nothing" in capsys.readouterr().out


def test_rows_that_cannot_be_used_end_with_status_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A row with another number of cells is listed with its line."""
    path = tmp_path / "events.csv"
    path.write_text(GOLD.read_text("utf-8") + "1,2,3\n", "utf-8")
    assert run(["check", str(path), "--against", FEBRUARY]) == 1
    assert "line 42" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "ceasefire = 'x'\n[[rules]]\nid = 'r'\nactors = ['A']\ndeed = 'prohibit'\nacts = ['atack']\n",
            "'atack'",
        ),
        ("ceasefire = 'x'\narea = 'nowhere'\n", "nowhere"),
        ("ceasefire = 'x'\n[[periods]]\nid = 'ceasefire'\nstart = '2016-02-30'\n", "2016-02-30"),
        ("ceasefire = 'x'\n[[periods]]\nid = 'ceasefire'\nstart = '2016-02-27T00:00'\n", "no zone"),
        (
            "ceasefire = 'x'\nzone = 'Asia/Damaskus'\n[[periods]]\nid = 'ceasefire'\nstart = '2016-02-27'\n",
            "Damaskus",
        ),
        ("ceasfire = 'x'\n", "no terms"),
    ],
)
def test_a_slip_in_the_terms_is_told(
    tmp_path: Path, text: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line: what is wrong, in which file, and what to do."""
    path = tmp_path / "terms.toml"
    path.write_text(text, "utf-8")
    assert run(["check", str(GOLD), "--against", str(path)]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert told in line
    assert "terms.toml" in line


def test_terms_of_a_record_and_the_entries_that_complete_it(
    example_readings: dict[str, Reading], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A record alone gives rules with the words that they were read from; a file completes it."""
    reading = example_readings["sudan-2023"]
    record = tmp_path / "sudan.json"
    record.write_bytes(dump(reading))
    name = next(one.id for one in reading.ceasefires if one.fields.get("effective"))
    told = from_record(load(record.read_bytes()), name)
    assert told.ceasefire == name
    assert told.rules
    assert any(rule.evidence for rule in told.rules)
    entries = load_terms(HOME / "terms" / "sudan-2023.toml")
    file = tmp_path / "more.json"
    file.write_bytes(dump(replace(entries, completes=name, notes=())))
    table = tmp_path / "events.csv"
    table.write_text(GOLD.read_text("utf-8"), "utf-8")
    command = ["check", str(table), "--against", f"{record}:{name}", "--against", str(file), "--json"]
    assert run(command) == 0
    [one] = json.loads(capsys.readouterr().out)["terms"]
    assert one["ceasefire"] == name
    assert {rule["id"] for rule in one["rules"]} == {rule.id for rule in entries.rules}


def test_the_mapping_in_the_documentation_works(tmp_path: Path) -> None:
    """The mapping file of docs/terms.md reads a table of that shape."""
    [mapping] = re.findall(r"```toml\n(.*?)```", (HOME / "docs" / "terms.md").read_text("utf-8"), re.S)
    (tmp_path / "map.toml").write_text(mapping, "utf-8")
    table = tmp_path / "t.csv"
    table.write_text("No,Day,Type,Side 1,Side 2\n1,25.05.2023,Air raid,SAF,RSF\n", "utf-8")
    terms = str(HOME / "terms" / "sudan-2023.toml")
    assert run(["check", str(table), "--map", str(tmp_path / "map.toml"), "--against", terms]) == 0
