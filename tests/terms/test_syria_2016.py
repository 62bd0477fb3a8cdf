"""The ceasefires of 2016 in Syria against the events of UCDP GED (CC BY 4.0: Sundberg and Melander 2013;
Högbladh 2019), read from the folder of public test data where it is present.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from truceline.terms import Check, check, load_terms, read_incidents

HOME = Path(__file__).parent.parent.parent
TERMS = HOME / "terms"
FEBRUARY = "ged_syria_coh1_20160215_20160430.csv"


@pytest.fixture(scope="session")
def february(shared: Path) -> Check:
    """February's ceasefire against the events around its start."""
    incidents = read_incidents(shared / "data" / "field" / "ucdp_ged" / FEBRUARY)
    return check(incidents, [load_terms(TERMS / "syria-2016-02.toml")])


def _one_day(done: Check, day: str) -> pl.DataFrame:
    return done.table().filter(
        (pl.col("start") == pl.lit(day).str.to_date()) & (pl.col("end") == pl.col("start"))
    )


def test_every_event_gets_a_verdict(february: Check) -> None:
    """Nothing is dropped: as many verdicts as events, each with a reason."""
    table = february.table()
    assert table.height == 1231
    assert not table["verdict"].null_count()
    assert table.filter(pl.col("reasons") == "").height == 0


def test_the_day_before_is_outside_and_the_first_day_within(february: Check) -> None:
    """A ceasefire from midnight cuts between two days of the country's own clocks."""
    assert set(_one_day(february, "2016-02-26")["verdict"]) == {"outside_time"}
    assert "outside_time" not in set(_one_day(february, "2016-02-27")["verdict"])


def test_whoever_is_left_out_is_excluded_under_any_name(february: Check) -> None:
    """Islamic State and Nusra are excluded, also under names that came into use later."""
    table = february.table().filter(pl.col("start") >= pl.date(2016, 2, 27))
    names = r"\bIS\b|Fateh al-Sham|HTS|Nusra"
    sides = pl.concat_str(pl.col("side_a", "side_b").cast(pl.String), separator=" / ")
    named = table.filter(sides.str.contains(names))
    assert named.height > 400
    assert set(named["verdict"]) == {"excluded"}


def test_an_umbrella_is_indeterminate_and_says_so(february: Check) -> None:
    """A side that may be a party or a group left out decides nothing, with that reason."""
    table = february.table().filter(pl.col("start") >= pl.date(2016, 2, 27))
    vague = table.filter(pl.col("side_b") == "Syrian insurgents")
    assert vague.height > 400
    assert vague.filter(pl.col("verdict") == "indeterminate").height / vague.height > 0.9
    open_ones = vague.filter(pl.col("verdict") == "indeterminate")
    assert open_ones["reasons"].str.contains("name for several groups").all()


@pytest.mark.parametrize(
    ("events", "name", "first", "last"),
    [
        ("ged_syria_coh2_20160905_20160930.csv", "syria-2016-09", "2016-09-12", "2016-09-19"),
        ("ged_syria_cf3_20161220_20170131.csv", "syria-2016-12", "2016-12-30", "2017-01-31"),
    ],
)
def test_the_same_holds_of_the_later_ceasefires(
    shared: Path, events: str, name: str, first: str, last: str
) -> None:
    """Within the time: groups left out are excluded, also on the day of the start; umbrellas are
    indeterminate.
    """
    incidents = read_incidents(shared / "data" / "field" / "ucdp_ged" / events)
    table = check(incidents, [load_terms(TERMS / f"{name}.toml")]).table()
    day = pl.col("start").cast(pl.String)
    within = table.filter((day >= first) & (pl.col("end").cast(pl.String) <= last))
    sides = pl.concat_str(pl.col("side_a", "side_b").cast(pl.String), separator=" / ")
    assert set(within.filter(sides.str.contains(r"\bIS\b|Fateh al-Sham|HTS"))["verdict"]) == {"excluded"}
    umbrella = within.filter(sides == "Government of Syria / Syrian insurgents")
    assert umbrella.height > 50
    assert set(umbrella["verdict"]) == {"indeterminate"}


def test_a_headline_decides_whom_an_umbrella_means(february: Check) -> None:
    """Air raids on a meeting of Nusra, said so in the headline, are no longer those on some insurgents."""
    table = february.table().filter(pl.col("incident").is_in(["317176", "218990"]))
    assert set(table["verdict"]) == {"excluded"}
    assert table["reasons"].str.contains("headline names Jabhat al-Nusra").all()
