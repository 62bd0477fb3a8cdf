"""Verdicts as files, changes between imports, before and after, and figures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import polars as pl
import pytest

from terms.tables import run, table, terms
from truceline.errors import UsageError
from truceline.figures import draw_check
from truceline.terms import Check, check, compare, phases, read_table, write_table

FIGHT = {
    "country": "Ukraine",
    "adm_1": "Donetsk oblast",
    "place": "Avdiivka",
    "level": "exact",
    "latitude": 48.14,
    "longitude": 37.75,
    "side_a": "Government of Ukraine",
    "side_b": "DPR",
    "best": 3,
    "low": 2,
    "high": 5,
}


def _rows(*days: str, **more: Any) -> list[dict[str, Any]]:
    return [{**FIGHT, "id": day, "start": day, **more} for day in days]


@pytest.fixture
def done(tmp_path: Path) -> Check:
    """A few incidents before, on and after the start of Minsk II."""
    days = ("2015-02-01", "2015-02-14", "2015-02-15", "2015-02-16", "2015-03-01")
    return run(tmp_path, terms("minsk-2015"), *_rows(*days))


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx"])
def test_a_table_comes_back_as_it_was_written(done: Check, tmp_path: Path, ending: str) -> None:
    """Each format keeps every verdict: nothing has changed since."""
    write_table(done, tmp_path / f"t.{ending}")
    before = read_table(tmp_path / f"t.{ending}")
    assert before is not None
    assert before.height == 5
    assert compare(before, done.table()) == []


def test_a_table_of_another_kind_is_refused(done: Check, tmp_path: Path) -> None:
    """An ending that is no format is told."""
    with pytest.raises(UsageError, match=r"\.parquet"):
        write_table(done, tmp_path / "t.doc")


def test_what_changed_between_two_imports(tmp_path: Path) -> None:
    """Events that were added, deleted, moved, or only recounted, each with its verdicts."""
    first = run(tmp_path, terms("minsk-2015"), *_rows("2015-02-01", "2015-02-20", "2015-02-21", "2015-02-22"))
    later = [*_rows("2015-02-20", best=9, high=9), *_rows("2015-02-22"), *_rows("2015-03-05")]
    moved = [{**row, "start": "2015-02-28"} for row in _rows("2015-02-01")]
    second = run(tmp_path, terms("minsk-2015"), *moved, *later)
    found = {one.incident: one for one in compare(first.table(), second.table())}
    assert {name: one.kind for name, one in found.items()} == {
        "2015-02-01": "changed",
        "2015-02-20": "changed",
        "2015-03-05": "added",
        "2015-02-21": "deleted",
    }
    assert (found["2015-02-01"].before, found["2015-02-01"].after) == ("outside_time", "prohibited")
    assert found["2015-02-20"].columns == ("best", "high")
    assert (found["2015-02-21"].before, found["2015-02-21"].after) == ("prohibited", None)


def test_other_terms_show_as_retested(tmp_path: Path) -> None:
    """The same events under changed terms: the verdict changes, the row does not."""
    about = terms("minsk-2015")
    first = run(tmp_path, about, *_rows("2015-02-20"))
    second = run(tmp_path, msgspec.structs.replace(about, rules=()), *_rows("2015-02-20"))
    [change] = compare(first.table(), second.table())
    assert (change.kind, change.before, change.after) == ("retested", "prohibited", "not_covered")


def test_before_during_and_after_compare_like_with_like(tmp_path: Path) -> None:
    """Each phase has the verdicts that it would have had in force, and the deaths of the range."""
    about = terms("sudan-2023")
    row = {"country": "Sudan", "side_a": "SAF", "side_b": "RSF", "best": 2, "low": 1, "high": 4}
    days = ("2023-05-15", "2023-05-19", "2023-05-25", "2023-06-08")
    counted = phases(run(tmp_path, about, *({**row, "start": day} for day in days)))
    told = {
        (r["phase"], r["verdict"]): (r["incidents"], r["low"], r["best"], r["high"])
        for r in counted.iter_rows(named=True)
    }
    assert told == {
        ("before", "prohibited"): (2, 2, 4, 8),
        ("during", "prohibited"): (1, 1, 2, 4),
        ("after", "prohibited"): (1, 1, 2, 4),
    }


def test_figures_are_drawn_and_the_same_each_time(done: Check, tmp_path: Path) -> None:
    """Days, map and phases, on light and dark ground, as SVG and PNG, byte for byte alike."""
    once, twice = (draw_check(done, tmp_path / name) for name in ("a", "b"))
    names = {path.name for path in once}
    for kind in ("days", "map", "phases"):
        for ending in (".svg", ".png", "-dark.svg", "-dark.png"):
            assert f"ukraine-2015-02-15-{kind}{ending}" in names
    assert [path.read_bytes() for path in once] == [path.read_bytes() for path in twice]


def test_a_figure_tells_the_window_and_its_zone(done: Check, tmp_path: Path) -> None:
    """The start stands in the figure with its hour and the place whose clock it is; no violator is named."""
    draw_check(done, tmp_path)
    drawn = (tmp_path / "ukraine-2015-02-15-days.svg").read_text("utf-8")
    assert "Sun 15 Feb 2015, 00:00 Kyiv time" in drawn
    assert "never who broke them" in drawn


def test_no_verdict_depends_on_the_order_of_the_sides(tmp_path: Path) -> None:
    """Sides change places and nothing else: every verdict stays, and none names who acted."""
    swapped = {**FIGHT, "side_a": FIGHT["side_b"], "side_b": FIGHT["side_a"]}
    rows = [{**FIGHT, "start": "2015-03-01"}, {**swapped, "start": "2015-03-01"}]
    incidents = table(tmp_path, *rows)
    for name in ("minsk-2014", "minsk-2015", "ukraine-energy-2025"):
        one, other = check(incidents, [terms(name)]).table().select("verdict", "reasons", "possible").rows()
        assert one[0] == other[0]
        assert one[2] == other[2]
    assert check(incidents, [terms("minsk-2015")]).table().columns.count("violator") == 0


def test_a_million_rows_need_no_loop_over_incidents(tmp_path: Path) -> None:
    """However often incidents repeat, each distinct case is decided once."""
    incidents = table(tmp_path, *_rows("2015-02-01", "2015-03-01"))
    repeated = pl.concat([incidents.frame] * 500)
    big = check(replace(incidents, frame=repeated), [terms("minsk-2015")])
    assert big.table().height == 1000
    assert len(big.tested[0].found) == 2
