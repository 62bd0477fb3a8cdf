"""Codings made by hand: their defects are found, and a reading is laid beside them field by field."""

from __future__ import annotations

import csv
from pathlib import Path

import msgspec
import pytest

from sample import SAMPLE
from truceline.errors import UsageError
from truceline.exports import compare, export, read_codings

ROW = {
    "cc": "373", "cf_id": "1", "uniq_id": "373001", "location": "Azerbaijan", "region": "1",
    "actor_name": "Armenia", "cf_dec_yr": "2020", "cf_dec_month": "10", "cf_dec_day": "10",
    "cf_effect_yr": "2020", "cf_effect_month": "10", "cf_effect_day": "10", "side": "2", "ended": "-1",
    "pax_id": "-1",
}  # fmt: skip


def table(path: Path, *changes: dict[str, str], separator: str = ",", encoding: str = "utf-8") -> Path:
    """A table of codings, a row per change to one that is sound."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(ROW), delimiter=separator)
        writer.writeheader()
        writer.writerows({**ROW, **change} for change in changes)
    return path


@pytest.mark.parametrize(
    ("change", "kind", "says"),
    [
        ({"cf_effect_month": "11", "cf_effect_day": "31"}, "impossible_date", "2020-11-31"),
        ({"cf_effect_month": "13"}, "impossible_date", "does not exist"),
        ({"cf_effect_month": "6", "cf_effect_day": "31"}, "impossible_date", "2020-06-31"),
        ({"cf_effect_day": "9"}, "order", "before it was declared on 2020-10-10"),
        ({"cf_effect_month": "9", "cf_effect_day": "-1"}, "order", "in effect on 2020-09"),
        ({"side": "4"}, "unknown_code", "from 1 to 3"),
        ({"ended": "x"}, "unknown_code", "'x'"),
    ],
)
def test_a_row_that_cannot_be_right_is_named_with_its_line(
    change: dict[str, str], kind: str, says: str, tmp_path: Path
) -> None:
    """The coder is told line and reason, and the table is read all the same."""
    codings, defects = read_codings(table(tmp_path / "c.csv", {"uniq_id": "1"}, {"uniq_id": "2", **change}))
    assert [(d.rows, d.kind) for d in defects] == [((3,), kind)]
    assert says in defects[0].message
    assert len(codings) == 2


def test_a_month_without_its_day_contradicts_no_day_in_it(tmp_path: Path) -> None:
    """What is only less precise is no defect."""
    _, defects = read_codings(
        table(tmp_path / "c.csv", {"cf_effect_day": "-1"}, {"uniq_id": "2", "cf_effect_yr": "0"})
    )
    assert defects == []


def test_what_is_wrong_in_the_rows_of_all_actors_is_told_once(tmp_path: Path) -> None:
    """A ceasefire has a row for each of its actors; a slip in its dates is one slip."""
    change = {"cf_effect_day": "9"}
    path = table(tmp_path / "c.csv", change, {"actor_name": "Azerbaijan", **change})
    [defect] = read_codings(path)[1]
    assert (defect.kind, defect.rows) == ("order", (2, 3))


def test_rows_of_one_ceasefire_that_differ_in_what_they_share_are_shown(tmp_path: Path) -> None:
    """An end or an agreement that stands in half of the rows only is a slip of coding."""
    path = table(tmp_path / "c.csv", {"pax_id": "7"}, {"actor_name": "Azerbaijan"})
    [defect] = read_codings(path)[1]
    assert (defect.kind, defect.rows, defect.ceasefire) == ("rows_differ", (2, 3), "373001")


def test_the_known_defects_of_real_codings_are_found(shared: Path) -> None:
    """The rows for Syria hold two misspelt governments and an agreement that stands in two of four rows."""
    codings, defects = read_codings(shared / "data/field/ethprio_cf/syria_all.csv")
    assert len(codings) == 140
    assert sorted(d.kind for d in defects) == ["name_variant", "name_variant", "rows_differ"]
    assert sum(c.days is not None or bool(c.length) for c in codings) >= 87


@pytest.mark.parametrize("separator", [",", ";"])
def test_spreadsheets_of_either_half_of_europe_are_read(separator: str, tmp_path: Path) -> None:
    """A semicolon between columns and a byte order mark at the head are what spreadsheet programs write."""
    path = table(tmp_path / "c.csv", {}, separator=separator, encoding="utf-8-sig")
    [coding] = read_codings(path)[0]
    assert coding.effective == (2020, 10, 10)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "check its name"),
        (b"a,b\n1,2\n", "no column location"),
        (b"", "no column"),
        ("location,\xe9t\xe9".encode("latin-1"), "not in UTF-8"),
    ],
)
def test_what_is_no_table_of_codings_is_refused_with_the_reason(
    content: bytes | None, says: str, tmp_path: Path
) -> None:
    """A wrong file ends in one sentence."""
    path = tmp_path / "c.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError) as told:
        read_codings(path)
    assert says in str(told.value)


def test_a_reading_agrees_with_its_own_export(tmp_path: Path) -> None:
    """What is written in the columns of the dataset and read back is the same ceasefires, field by field."""
    export(SAMPLE, "ethprio", tmp_path / "e.csv")
    codings, defects = read_codings(tmp_path / "e.csv")
    found = compare(SAMPLE, codings)
    dated = [c for c in codings if c.effective or c.declared]
    assert defects == []
    assert {m.ceasefire for m in found.matches} == {c.truceline_id for c in dated}
    assert {f.verdict for m in found.matches for f in m.fields} == {"same"}


def test_a_difference_is_shown_with_the_words_that_the_reading_rests_on(tmp_path: Path) -> None:
    """A coder who disagrees sees the passage, not only the value."""
    export(SAMPLE, "ethprio", tmp_path / "e.csv")
    rows = list(csv.DictReader((tmp_path / "e.csv").open(encoding="utf-8")))
    for row in rows:
        row["cf_effect_day"] = str(int(row["cf_effect_day"]) + 3) if row["cf_effect_day"] != "-1" else "-1"
    with (tmp_path / "d.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    found = compare(SAMPLE, read_codings(tmp_path / "d.csv")[0])
    [field] = [f for f in found.matches[0].fields if f.field == "effective"]
    assert (field.verdict, field.coded, field.read) == ("differs", "2020-10-13", "2020-10-10")
    assert "“" in field.passages


@pytest.mark.parametrize(
    ("coded", "verdict"), [("10", "one_reading"), ("11", "one_reading"), ("12", "differs")]
)
def test_a_coded_day_is_held_against_both_readings_of_a_time(
    tmp_path: Path, coded: str, verdict: str
) -> None:
    """Where the words leave two days open, a coder who chose one of them has not been contradicted."""
    first = next(
        c for c in SAMPLE.ceasefires if str(c.fields["effective"][0].value.edtf)[:10] == "2020-10-10"
    )
    known = first.fields["effective"][0].value
    later = msgspec.structs.replace(known, edtf=known.edtf.replace("2020-10-10", "2020-10-11"))
    open_ = msgspec.structs.replace(known, readings=(known, later))
    finding = msgspec.structs.replace(first.fields["effective"][0], value=open_)
    record = msgspec.structs.replace(first, fields={**first.fields, "effective": (finding,)})
    reading = msgspec.structs.replace(SAMPLE, ceasefires=(record,))
    export(SAMPLE, "ethprio", tmp_path / "e.csv")
    rows = [
        {**row, "cf_effect_day": coded}
        for row in csv.DictReader((tmp_path / "e.csv").open(encoding="utf-8"))
        if row["truceline_id"] == first.id
    ]
    with (tmp_path / "d.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    found = compare(reading, read_codings(tmp_path / "d.csv")[0])
    [field] = [f for f in found.matches[0].fields if f.field == "effective"]
    assert (field.verdict, field.read) == (verdict, "2020-10-10 or 2020-10-11")


def test_ceasefires_of_another_country_or_week_are_not_taken_for_the_same(tmp_path: Path) -> None:
    """A likeness of dates alone, or of names alone, makes no match."""
    codings, _ = read_codings(
        table(
            tmp_path / "c.csv",
            {"location": "Armenia"},
            {"uniq_id": "2", "cf_dec_day": "20", "cf_effect_day": "20"},
        )
    )
    found = compare(SAMPLE, codings)
    assert found.matches == ()
    assert len(found.only_coded) == 2
    assert set(found.only_read) == {c.id for c in SAMPLE.ceasefires}
