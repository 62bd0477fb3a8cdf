"""The whole line, from the files of the example reports to JSON, brief and casebook."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace

from truceline.casebook import Casebook
from truceline.cli._app import run
from truceline.cli._brief import print_brief
from truceline.model import Evidence, Reading, dump, load

ROOT = Path(__file__).parents[2]
Readings = dict[str, Reading]


def _evidence(reading: Reading) -> Iterator[Evidence]:
    for claim in reading.claims:
        yield from claim.evidence
    for article in reading.articles:
        for anomaly in article.anomalies:
            yield from anomaly.evidence
    for ceasefire in reading.ceasefires:
        for rule in ceasefire.rules:
            yield from rule.evidence


def test_json_keeps_to_the_published_schema(example_readings: Readings) -> None:
    """Whoever writes a program against docs/schema/reading.json can rely on it."""
    schema = json.loads((ROOT / "docs/schema/reading.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for name, reading in example_readings.items():
        assert list(validator.iter_errors(json.loads(dump(reading)))) == [], name


def test_every_piece_of_evidence_stands_in_its_report(example_readings: Readings) -> None:
    """No value without evidence, and the evidence is the text's own words, to the character."""
    for name, reading in example_readings.items():
        texts = {article.id: article.text for article in reading.articles}
        wrong = [e for e in _evidence(reading) if texts[e.article][e.start : e.end] != e.text]
        assert wrong == [], name
        assert any(True for _ in _evidence(reading)), name


def test_every_id_leads_somewhere(example_readings: Readings) -> None:
    """Nothing refers to what is not in the reading."""
    for name, reading in example_readings.items():
        articles = {article.id for article in reading.articles}
        claims = {claim.id for claim in reading.claims}
        ceasefires = {ceasefire.id for ceasefire in reading.ceasefires}
        said = {statement.id for article in reading.articles for statement in article.statements}
        actors = {actor.id for actor in reading.actors}
        for claim in reading.claims:
            assert claim.article in articles, name
            assert claim.ceasefire is None or claim.ceasefire in ceasefires, name
            assert claim.statement is None or claim.statement in said, name
        for ceasefire in reading.ceasefires:
            assert set(ceasefire.articles) <= articles, name
            for findings in ceasefire.fields.values():
                assert {c for f in findings for c in (*f.support, *f.against)} <= claims, name
        for group in reading.statement_groups:
            assert set(group.statements) <= said, name
        spoken = (s for article in reading.articles for s in article.statements)
        assert {s.actor for s in spoken if s.actor} <= actors, name


def test_every_finding_has_support_and_a_reason(example_readings: Readings) -> None:
    """A value that nothing supports, or that nobody can say why it is preferred, has no place in a record."""
    for name, reading in example_readings.items():
        for ceasefire in reading.ceasefires:
            bare = [
                (field, f.value) for field, found in ceasefire.fields.items() for f in found if not f.support
            ]
            assert bare == [], name
            unsaid = [field for field, found in ceasefire.fields.items() for f in found if not f.why]
            assert unsaid == [], name


def test_briefs_keep_to_the_page(example_readings: Readings) -> None:
    """Whatever is read, the brief of it is plain, and no wider than the page."""
    for name, reading in example_readings.items():
        file = io.StringIO()
        print_brief(reading, file=file)
        text = file.getvalue()
        assert "Who said what" in text, name
        assert max(map(len, text.split("\n"))) <= 100, name


def test_the_same_input_gives_the_same_output(tmp_path: Path) -> None:
    """Byte for byte, whatever the order in which sets and files happen to be gone through."""
    given = []
    for seed in ("1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [
            sys.executable,
            "-c",
            "from truceline.cli import main; main()",
            "read",
            "examples/lebanon-2024",
            "--json",
        ]
        given.append(
            subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False).stdout
        )
    assert given[0]
    assert given[0] == given[1]


@pytest.mark.parametrize("name", sorted(path.parent.name for path in ROOT.glob("examples/*/expected.json")))
def test_reports_that_come_one_by_one_end_as_one_book(
    name: str, tmp_path: Path, example_readings: Readings
) -> None:
    """A casebook that is fed report by report holds every report, and records nothing twice."""
    files = [article.source.uri.partition("#")[0] for article in example_readings[name].articles]
    book = str(tmp_path / "a.book")
    for file in dict.fromkeys(files):
        assert run(["read", file, "--book", book, "--quiet"]) in {0, 1}
    with Casebook.open(book) as casebook:
        kept = casebook.reading()
    assert {a.id for a in kept.articles} == {a.id for a in example_readings[name].articles}
    for thing in (kept.articles, kept.claims, kept.ceasefires, kept.actors, kept.statement_groups):
        assert len({one.id for one in thing}) == len(thing)
    at_once = {(frozenset(c.articles), c.label, c.conflict) for c in example_readings[name].ceasefires}
    assert {(frozenset(c.articles), c.label, c.conflict) for c in kept.ceasefires} == at_once


def test_reading_a_folder_twice_into_a_book(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The second run prints the same record and changes not a byte of it."""
    book = str(tmp_path / "a.book")
    folder = str(ROOT / "examples" / "sudan-2023")
    run(["read", folder, "--book", book, "--json"])
    first = capsysbinary.readouterr().out
    with Casebook.open(book) as casebook:
        kept = dump(casebook.reading())
    run(["read", folder, "--book", book, "--json"])
    assert capsysbinary.readouterr().out == first
    with Casebook.open(book) as casebook:
        assert dump(casebook.reading()) == kept
    assert load(first) == replace(load(kept), failures=load(first).failures)
