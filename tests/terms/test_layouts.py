"""Tables of incidents in the layouts that people have, and what is said of rows that cannot be used."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from terms.tables import terms
from truceline.errors import SourceError, UsageError
from truceline.terms import check, read_incidents

GED = {
    "id": "1",
    "type_of_violence": "1",
    "side_a": "Government of Ukraine",
    "side_b": "DPR",
    "where_prec": "1",
    "where_coordinates": "Avdiivka town",
    "adm_1": "Donetsk oblast",
    "adm_2": "",
    "latitude": "48.14",
    "longitude": "37.75",
    "country": "Ukraine",
    "date_prec": "1",
    "date_start": "2015-03-01",
    "date_end": "2015-03-01",
    "best": "3",
    "low": "2",
    "high": "5",
}
ACLED = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
)


def _csv(*rows: dict[str, str], mark: str = ",") -> str:
    names = list(rows[0])
    lines = [mark.join(names), *(mark.join(row.get(name, "") for name in names) for row in rows)]
    return "\n".join(lines) + "\n"


def _file(folder: Path, text: str, name: str = "events.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def test_older_and_newer_columns_of_ged(tmp_path: Path) -> None:
    """Early releases write best_est, later ones more columns; numbers may have come through a spreadsheet."""
    old = {("best_est" if name == "best" else name): value for name, value in GED.items()}
    more = {
        **GED,
        "id": "147997.0",
        "type_of_violence": "1.0",
        "where_prec": "2.0",
        "gwnoa": "369.0",
        "relid": "x",
        "date_start": "2015-03-01 00:00:00.000",
        "date_end": "2015-03-02 00:00:00.000",
    }
    for row, name, level in ((old, "1", "exact"), (more, "147997", "near")):
        [got] = read_incidents(_file(tmp_path, _csv(row))).frame.iter_rows(named=True)
        assert (got["id"], got["best"], got["acts"], got["level"]) == (name, 3, "attack", level)


def test_a_row_of_hxl_tags_is_no_incident(tmp_path: Path) -> None:
    """Copies from the Humanitarian Data Exchange have a row of tags under the header."""
    tags = {name: f"#{name}" if n % 2 else "" for n, name in enumerate(GED)}
    done = read_incidents(_file(tmp_path, _csv(tags, GED)))
    assert len(done) == 1
    assert not done.failures
    assert "HXL" in done.notes[0]


def test_gzip_and_parquet_and_workbooks_read_alike(tmp_path: Path) -> None:
    """The same table in four formats gives the same incidents."""
    text = _csv(GED, {**GED, "id": "2"})
    plain = _file(tmp_path, text)
    packed = tmp_path / "events.csv.gz"
    packed.write_bytes(gzip.compress(text.encode()))
    frame = pl.read_csv(plain)
    frame.write_parquet(tmp_path / "events.parquet")
    frame.write_excel(tmp_path / "events.xlsx")
    first = read_incidents(plain).frame.drop("line")
    for name in ("events.csv.gz", "events.parquet", "events.xlsx"):
        other = read_incidents(tmp_path / name).frame.drop("line")
        assert first.equals(other), name


def test_the_release_is_known_by_the_name_of_the_file(tmp_path: Path) -> None:
    """GEDEvent_v23_1.csv is release 23.1; what the user says comes first."""
    path = _file(tmp_path, _csv(GED), "GEDEvent_v23_1.csv")
    assert read_incidents(path).version == "23.1"
    assert read_incidents(path, version="23.1 corrected").version == "23.1 corrected"
    assert read_incidents(_file(tmp_path, _csv(GED), "ged191.csv")).version == "191"


def test_rows_that_cannot_be_used_are_listed_with_their_lines(tmp_path: Path) -> None:
    """Nothing is dropped in silence: line and reason for each, and the others are read."""
    rows = [
        GED,
        {**GED, "id": "2", "date_start": "soon"},
        {**GED, "id": "3", "date_end": "2015-02-01"},
        {**GED, "id": "4", "latitude": "north"},
        {**GED, "id": "5", "best": "-3"},
        {**GED, "id": "6", "type_of_violence": "9"},
        {**GED, "id": "1"},
        {**GED, "id": ""},
        {**GED, "id": "9"},
    ]
    lines = _csv(*rows).splitlines()
    lines.insert(3, "too,few,cells")
    done = read_incidents(_file(tmp_path, "\n".join(lines) + "\n"))
    assert done.frame["id"].to_list() == ["1", "9"]
    assert [failure.line for failure in done.failures] == [3, 4, 5, 6, 7, 8, 9, 10]
    told = " / ".join(failure.reason for failure in done.failures)
    for words in ("'soon'", "3 cells", "before it begins", "latitude", "best", "'9'", "came before", "no id"):
        assert words in told


def test_a_cell_with_line_breaks_does_not_shift_the_lines(tmp_path: Path) -> None:
    """Lines are those of the file, also behind a cell that runs over several."""
    text = _csv({**GED, "where_coordinates": '"Avdiivka\ntown"'}, {**GED, "id": "2", "latitude": "x"})
    done = read_incidents(_file(tmp_path, text))
    assert [failure.line for failure in done.failures] == [4]


def test_a_file_in_an_old_encoding_is_read_and_said(tmp_path: Path) -> None:
    """Not UTF-8: read as Windows-1252, with a note."""
    path = tmp_path / "events.csv"
    path.write_bytes(_csv({**GED, "where_coordinates": "Málaga"}).encode("cp1252"))
    done = read_incidents(path)
    assert done.frame["place"].to_list() == ["Málaga"]
    assert "cp1252" in done.notes[0]


def test_acled_exports(tmp_path: Path) -> None:
    """31 columns; sub-events are acts, a week's precision widens the day, a side of civilians is not
    armed.
    """
    base = dict.fromkeys(ACLED, "") | {
        "event_id_cnty": "SUD1",
        "event_date": "25 May 2023",
        "time_precision": "1",
        "sub_event_type": "Armed clash",
        "actor1": "Military Forces of Sudan (2019-)",
        "actor2": "Rapid Support Forces",
        "country": "Sudan",
        "admin1": "Khartoum",
        "location": "Khartoum",
        "latitude": "15.55",
        "longitude": "32.53",
        "geo_precision": "1",
        "fatalities": "4",
    }
    rows = [
        base,
        {**base, "event_id_cnty": "SUD2", "event_date": "2 June 2023", "time_precision": "2"},
        {
            **base,
            "event_id_cnty": "SUD3",
            "sub_event_type": "Peaceful protest",
            "actor1": "Protesters (Sudan)",
            "actor2": "",
        },
        {
            **base,
            "event_id_cnty": "SUD4",
            "sub_event_type": "Attack",
            "actor2": "Civilians (Sudan)",
            "civilian_targeting": "Civilian targeting",
        },
        {**base, "event_id_cnty": "SUD5", "sub_event_type": "Looting/property destruction", "actor2": ""},
        {
            **base,
            "event_id_cnty": "SUD6",
            "sub_event_type": "Air/drone strike",
            "actor1": "Unidentified Armed Group (Sudan)",
        },
    ]
    done = check(read_incidents(_file(tmp_path, _csv(*rows))), [terms("sudan-2023")])
    assert done.incidents.dataset == "ACLED"
    assert done.table()["verdict"].to_list() == [
        "prohibited",
        "indeterminate",
        "not_covered",
        "prohibited",
        "prohibited",
        "indeterminate",
    ]
    assert done.table()["high"].to_list()[0] == 4


def test_any_table_by_a_mapping(tmp_path: Path) -> None:
    """A mapping file names the columns and says what codes mean."""
    text = _csv(
        {"Nr": "7", "Tag": "25.05.2023", "Art": "Luftangriff", "Wer": "SAF", "Gegen": "RSF"}, mark=";"
    )
    mapping = _file(
        tmp_path,
        """
dataset = "Diary"
version = "May"
zone = "Africa/Khartoum"
date_formats = ["%d.%m.%Y"]
[columns]
id = "Nr"
start = "Tag"
acts = "Art"
side_a = "Wer"
side_b = "Gegen"
[values.acts]
Luftangriff = "air_strike"
""",
        "map.toml",
    )
    done = read_incidents(_file(tmp_path, text), mapping=mapping)
    [row] = done.frame.iter_rows(named=True)
    assert (done.dataset, done.version) == ("Diary", "May")
    assert (row["start"], row["acts"], row["side_a"]) == (date(2023, 5, 25), "air_strike", "SAF")


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ("dataset = 'x'\n[columns]\nid = 'id'\n", "no day"),
        ("dataset = 'x'\n[columns]\nstart = 'day'\nwho = 'x'\n", "'who'"),
        ("dataset = 'x'\n[columns]\nstart = 'absent'\n", "absent"),
        (
            "dataset = 'x'\n[columns]\nstart = 'day'\nacts = 'act'\n[values.acts]\nraid = 'a raid'\n",
            "'a raid'",
        ),
        ("dataset = x", "no mapping"),
    ],
)
def test_a_mapping_that_does_not_fit_says_why(tmp_path: Path, mapping: str, told: str) -> None:
    """Every slip in a mapping is told with its cure."""
    table = _file(tmp_path, "id,day,act\n1,2020-01-01,raid\n")
    with pytest.raises(UsageError, match=told):
        read_incidents(table, mapping=_file(tmp_path, mapping, "map.toml"))


def test_days_and_months_that_cannot_be_told_apart(tmp_path: Path) -> None:
    """03/04/2015 alone is refused; a column with a 25th decides it."""
    row = {**GED, "date_start": "03/04/2015", "date_end": "03/04/2015"}
    with pytest.raises(UsageError, match="two ways"):
        read_incidents(_file(tmp_path, _csv(row)))
    other = {**row, "id": "2", "date_start": "25/04/2015", "date_end": "25/04/2015"}
    days = read_incidents(_file(tmp_path, _csv(row, other))).frame["start"].to_list()
    assert days == [date(2015, 4, 3), date(2015, 4, 25)]


def test_an_unknown_layout_says_what_to_do(tmp_path: Path) -> None:
    """A table that is neither GED nor ACLED asks for a mapping; a file that is no table says so."""
    with pytest.raises(UsageError, match="--map"):
        read_incidents(_file(tmp_path, "a,b\n1,2\n"))
    with pytest.raises(SourceError, match="cannot read"):
        read_incidents(tmp_path / "absent.csv")


@given(st.lists(st.dates(date(1990, 1, 1), date(2030, 1, 1)), min_size=1, max_size=6))
def test_a_day_is_a_day_on_the_clocks_of_the_place(days: list[date]) -> None:
    """A dated incident spans one local day: 23 to 25 hours, midnight to midnight."""
    import tempfile  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        rows = [
            {**GED, "id": str(n), "date_start": str(day), "date_end": str(day)} for n, day in enumerate(days)
        ]
        frame = read_incidents(_file(Path(folder), _csv(*rows))).frame
    hours = ((frame["t1"] - frame["t0"]) / 3_600_000_000).to_list()
    assert all(hour in {23, 24, 25} for hour in hours)
    local = pl.from_epoch(frame["t0"], "us").dt.replace_time_zone("UTC").dt.convert_time_zone("Europe/Kyiv")
    assert local.dt.date().to_list() == days
