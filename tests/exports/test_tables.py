"""What is taken out can be read back, whatever a report says, and says what its columns hold."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from readings import readings
from sample import SAMPLE
from truceline.errors import UsageError
from truceline.exports import export, kinds
from truceline.exports._contacts import CONTACTS
from truceline.exports._ethprio import ETHPRIO
from truceline.exports._findings import FINDINGS
from truceline.exports._index import Index
from truceline.exports._statements import STATEMENTS
from truceline.exports._write import write_csv
from truceline.model import Claim, Contact, Reading

TABLES = [FINDINGS, STATEMENTS, CONTACTS, ETHPRIO]


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@given(readings())
@settings(max_examples=60)
def test_any_reading_makes_tables_that_read_back_cell_by_cell(reading: Reading) -> None:
    """Quotation marks, commas, line ends and control characters in a report never shift a column."""
    index = Index(reading)
    for table in TABLES:
        file = io.BytesIO()
        count = write_csv(table, index, file)
        rows = list(csv.reader(io.StringIO(file.getvalue().decode(), newline="")))
        expected = [
            ["" if row[c.name] is None else row[c.name] for c in table.columns] for row in table.rows(index)
        ]
        assert rows[0] == [c.name for c in table.columns]
        assert rows[1:] == [[str(int(x) if isinstance(x, bool) else x) for x in row] for row in expected]
        assert count == len(expected)


def test_a_finding_keeps_its_words_its_source_and_both_instants(tmp_path: Path) -> None:
    """An analyst who only has the table still sees what a value rests on."""
    export(SAMPLE, "findings", tmp_path / "f.csv")
    rows = read_csv(tmp_path / "f.csv")
    effective = next(r for r in rows if r["field"] == "effective" and r["preferred"] == "1")
    claims = {c.id: c for c in SAMPLE.claims}
    finding = next(f for c in SAMPLE.ceasefires for f in c.fields.get("effective", ()) if f.preferred)
    for claim in finding.support:
        for evidence in claims[claim].evidence:
            assert " ".join(evidence.text.split()) in effective["passages"]
    assert effective["earliest"] == finding.value.earliest.isoformat()  # type: ignore[union-attr]


def test_every_statement_of_the_reading_is_a_row_with_true_offsets(tmp_path: Path) -> None:
    """No statement is lost on the way out, and its place in the article holds."""
    export(SAMPLE, "statements", tmp_path / "s.csv")
    rows = read_csv(tmp_path / "s.csv")
    told = {(s.id, s.start, s.end) for a in SAMPLE.articles for s in a.statements}
    assert {(r["statement"], int(r["start"]), int(r["end"])) for r in rows} == told


@pytest.mark.parametrize("kind", ["findings", "statements", "claims", "ethprio"])
def test_all_formats_of_a_table_hold_the_same_rows_and_a_codebook(kind: str, tmp_path: Path) -> None:
    """Who opens the spreadsheet and who loads the Parquet file work on the same data."""
    formats = (".csv", ".xlsx", ".parquet", ".jsonl", ".dta")
    counts = {s: export(SAMPLE, kind, tmp_path / f"t{s}") for s in formats}
    assert len(set(counts.values())) == 1
    frame = pl.read_parquet(tmp_path / "t.parquet")
    lines = [json.loads(line) for line in (tmp_path / "t.jsonl").read_text(encoding="utf-8").splitlines()]
    assert frame.to_dicts() == lines
    beside = read_csv(tmp_path / "t.codebook.csv")
    assert [row["name"] for row in beside] == frame.columns
    assert all(row["what"] for row in beside)
    assert pl.read_parquet_metadata(tmp_path / "t.parquet")["codebook"].startswith("name,kind,what,codes")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as book:
        assert 'name="codebook"' in book.read("xl/workbook.xml").decode()


def test_a_report_cannot_plant_a_formula_in_a_workbook(tmp_path: Path) -> None:
    """A headline that begins with an equals sign stays text."""
    from msgspec.structs import replace  # noqa: PLC0415

    hostile = replace(SAMPLE, articles=tuple(replace(a, outlet='=HYPERLINK("x")') for a in SAMPLE.articles))
    export(hostile, "statements", tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as book:
        sheets = "".join(book.read(n).decode() for n in book.namelist() if n.startswith("xl/worksheets/"))
    assert "HYPERLINK" in sheets
    assert "<f>" not in sheets


def test_ethprio_rows_know_what_is_known_and_leave_the_rest_at_minus_one(tmp_path: Path) -> None:
    """Codes are those of the dataset, and nothing that the reports do not say is coded as said."""
    export(SAMPLE, "ethprio", tmp_path / "e.csv")
    rows = read_csv(tmp_path / "e.csv")
    first = [r for r in rows if r["truceline_id"] == SAMPLE.ceasefires[0].id]
    assert {(r["cf_effect_yr"], r["cf_effect_month"], r["cf_effect_day"]) for r in first} == {
        ("2020", "10", "10")
    }
    assert all(int(r["uniq_id"]) == int(r["cc"]) * 1000 + int(r["cf_id"]) or r["cc"] == "-1" for r in rows)
    assert {r["ucdp_dyad"] for r in rows} == {"-1"}
    assert all(r["written"] in {"-1", "0", "1"} for r in rows)


def test_ethprio_columns_are_those_of_the_dataset(shared: Path) -> None:
    """The layout that coders know comes first, in its order; one column of our own stands at the end."""
    with (shared / "data/field/ethprio_cf/syria_2016.csv").open(encoding="utf-8") as file:
        layout = next(csv.reader(file))
    assert [c.name for c in ETHPRIO.columns] == [*layout, "truceline_id"]


def test_a_web_annotation_points_at_the_very_words() -> None:
    """Position and quotation agree with the article, with context on either side."""
    from truceline.exports._annotations import web_annotations  # noqa: PLC0415

    articles = {a.source.uri: a for a in SAMPLE.articles}
    found = list(web_annotations(Index(SAMPLE)))
    assert len(found) == len(SAMPLE.claims)
    for one in found:
        targets = one["target"] if isinstance(one["target"], list) else [one["target"]]
        for target in targets:
            place, quote = target["selector"]
            text = articles[target["source"]].text
            assert text[place["start"] : place["end"]] == quote["exact"]
            assert (quote["prefix"] + quote["exact"] + quote["suffix"]) in text


def test_a_timeline_shows_only_what_is_dated_and_says_what_is_not(tmp_path: Path) -> None:
    """Nothing is put on a day that no report gives."""
    export(SAMPLE, "timelinejs", tmp_path / "t.json")
    told = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    dated = [e for c in SAMPLE.ceasefires for e in c.timeline if e.when and e.when.earliest]
    undated = sum(len(c.timeline) for c in SAMPLE.ceasefires) - len(dated)
    assert len(told["events"]) == len(dated)
    assert (str(undated) in told["title"]["text"]["text"]) == bool(undated)


@pytest.mark.parametrize(
    ("kind", "name", "says"),
    [
        ("finding", "x.csv", "choose one of"),
        ("findings", "x.docx", ".csv or .xlsx"),
        ("findings", "x", "without an ending"),
        ("findings", "no/such/folder/x.csv", "choose another folder"),
    ],
)
def test_what_cannot_be_written_is_said_with_what_to_do(
    kind: str, name: str, says: str, tmp_path: Path
) -> None:
    """A wrong name of a kind, format or folder ends in one sentence, and leaves no file."""
    with pytest.raises(UsageError) as told:
        export(SAMPLE, kind, tmp_path / name)
    assert says in str(told.value)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    """An export that fails half-way takes nothing away."""
    import resource  # noqa: PLC0415
    import signal  # noqa: PLC0415

    target = tmp_path / "f.csv"
    target.write_text("as it was")
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))
        try:
            export(SAMPLE, "findings", target)
        except UsageError:
            os._exit(7)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert target.read_text() == "as it was"
    assert [path.name for path in tmp_path.iterdir()] == ["f.csv"]


def test_every_kind_is_listed_with_what_it_holds() -> None:
    """`truceline export` without a kind says what there is."""
    assert set(kinds()) == {
        "findings", "statements", "claims", "contacts", "ethprio", "annotations", "timelinejs", "brief",
        "geojson", "plover", "followthemoney",
    }  # fmt: skip
    assert all(kinds().values())


def test_the_table_of_contacts_says_who_met_whom_where(tmp_path: Path) -> None:
    """A negotiation as a table: what it was, who took part, who is only named, and where."""
    met = Contact(kind="talks", participants=("armenia", "azerbaijan"), venue="Hotel Metropol", round=2)
    claim = Claim(
        id="wire-c77", article="wire", ceasefire=SAMPLE.ceasefires[0].id, field="contact", value="x",
        by=("armenia", "azerbaijan", "russia"), evidence=SAMPLE.claims[0].evidence, contact=met,
    )  # fmt: skip
    export(replace(SAMPLE, claims=(*SAMPLE.claims, claim)), "contacts", tmp_path / "c.csv")
    row = next(row for row in read_csv(tmp_path / "c.csv") if row["claim"] == "wire-c77")
    assert (row["kind"], row["round"], row["venue"]) == ("talks", "2", "Hotel Metropol")
    assert (row["participants"], row["named"]) == ("Armenia; Azerbaijan", "Armenia; Azerbaijan; Russia")
    assert row["words"] == " ".join(SAMPLE.claims[0].evidence[0].text.split())
