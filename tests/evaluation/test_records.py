"""The measures of records measure what they say."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sample import SAMPLE
from truceline.errors import UsageError
from truceline.evaluation._alignment import align, b_cubed
from truceline.evaluation._names import alike, pair
from truceline.evaluation._tally import Tally
from truceline.evaluation.records import find_sets, score_reading
from truceline.model import Reading

BARE = {
    "declared": None,
    "effective": None,
    "ends": None,
    "duration": None,
    "parties": [],
    "excluded": [],
    "mediators": [],
    "guarantors": [],
    "monitors": [],
    "declared_by": [],
    "area": None,
    "purpose": None,
    "scope": None,
    "linked": [],
}
NOON = {"local": "2020-10-10T12:00", "zone": "Asia/Baku", "utc": "2020-10-10T08:00Z", "readings": None}
MIDNIGHT = {"local": "2020-10-18T00:00", "zone": "Asia/Baku", "utc": "2020-10-17T20:00Z", "readings": None}
GOLD: dict[str, Any] = {
    "reports": {name: {"is_report": True} for name in ("wire.txt", "diary.txt", "second.txt")},
    "ceasefires": [
        {
            **BARE,
            "key": "tenth",
            "label": "10 October",
            "reports": ["wire.txt", "diary.txt"],
            "status": "declared",
            "effective": NOON,
            "parties": ["Armenia", "Azerbaijan"],
            "mediators": ["Red Cross"],
            "purpose": "humanitarian",
        },
        {
            **BARE,
            "key": "eighteenth",
            "label": "18 October",
            "reports": ["second.txt"],
            "status": "declared",
            "effective": MIDNIGHT,
            "linked": [{"to": "tenth", "how": "renews"}],
        },
    ],
    "anomalies": [
        {
            "file": "diary.txt",
            "kind": "weekday_mismatch",
            "words": "Sunday, October 10",
            "right": "2020-10-10",
        }
    ],
}


def _score(gold: dict[str, Any], reading: Reading) -> dict[str, dict[str, Any]]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    score_reading(gold, reading, Path("karabakh"), tallies)
    return {name: tally.row("karabakh", name) for name, tally in tallies.items()}


def test_a_reading_that_says_what_gold_says_is_right_throughout() -> None:
    """Full marks are possible, and given for the same facts under other names ("Red Cross")."""
    rows = _score(GOLD, SAMPLE)
    assert {name: row["misses"] for name, row in rows.items() if row["misses"]} == {
        "mediators": [
            {
                "file": "karabakh/tenth (wire.txt, diary.txt)",
                "field": "mediators",
                "expected": "Red Cross",
                "got": None,
            },
            {
                "file": "karabakh/tenth (wire.txt, diary.txt)",
                "field": "mediators",
                "expected": None,
                "got": "International Committee of the Red Cross",
            },
        ]
    }
    gold = {**GOLD, "ceasefires": [{**GOLD["ceasefires"][0], "mediators": ["ICRC"]}, GOLD["ceasefires"][1]]}
    for name, row in _score(gold, SAMPLE).items():
        assert (row["precision"], row["recall"]) in {(1.0, 1.0), (None, None)}, name


def test_what_gold_does_not_say_is_wrong_to_say() -> None:
    """Unknown stays unknown: a value that gold has not costs precision, not recall."""
    gold = {
        **GOLD,
        "ceasefires": [
            {**GOLD["ceasefires"][0], "purpose": None, "parties": ["Armenia"]},
            GOLD["ceasefires"][1],
        ],
    }
    rows = _score(gold, SAMPLE)
    assert (rows["purpose"]["right"], rows["purpose"]["of"], rows["purpose"]["precision"]) == (0, 0, 0.0)
    assert (rows["parties"]["precision"], rows["parties"]["recall"]) == (0.5, 1.0)


def test_the_right_day_at_the_wrong_hour_is_half_a_success() -> None:
    """Day and instant are measured apart."""
    late = {**NOON, "local": "2020-10-10T13:00", "utc": "2020-10-10T09:00Z"}
    gold = {**GOLD, "ceasefires": [{**GOLD["ceasefires"][0], "effective": late}, GOLD["ceasefires"][1]]}
    rows = _score(gold, SAMPLE)
    assert (rows["effective_date"]["right"], rows["effective_utc"]["right"], rows["effective_utc"]["of"]) == (
        2,
        1,
        2,
    )


EITHER = {"local": None, "zone": None, "utc": None, "readings": [NOON, MIDNIGHT]}


@pytest.mark.parametrize(
    ("expected", "right"),
    [
        (NOON, 1),
        ({**NOON, "readings": [NOON, MIDNIGHT]}, 1),
        ({**MIDNIGHT, "readings": [NOON, MIDNIGHT]}, 0),
        (EITHER, 0),
    ],
)
def test_a_time_is_what_gold_prefers_or_all_that_it_leaves_open(expected: dict[str, Any], right: int) -> None:
    """One reading is not enough where gold leaves two open, and is enough where gold prefers it."""
    gold = {**GOLD, "ceasefires": [{**GOLD["ceasefires"][0], "effective": expected}, GOLD["ceasefires"][1]]}
    assert _score(gold, SAMPLE)["effective_utc"]["right"] == right + 1


def test_keeping_both_readings_is_right_where_gold_keeps_both() -> None:
    """A midnight that nothing decides is to be kept as two."""
    first, second = SAMPLE.ceasefires
    [found, *_] = first.fields["effective"]
    both = replace(found.value, readings=(found.value, second.fields["effective"][0].value))
    kept = replace(first, fields={**first.fields, "effective": (replace(found, value=both),)})
    for expected in (EITHER, {**MIDNIGHT, "readings": [NOON, MIDNIGHT]}):
        gold = {
            **GOLD,
            "ceasefires": [{**GOLD["ceasefires"][0], "effective": expected}, GOLD["ceasefires"][1]],
        }
        assert _score(gold, replace(SAMPLE, ceasefires=(kept, second)))["effective_utc"]["right"] == 2


def test_two_ceasefires_made_one_cost_joining_and_every_field_of_the_lost_one() -> None:
    """A merged record finds one ceasefire, loses the other, and is seen in the joining."""
    first, _ = SAMPLE.ceasefires
    merged = replace(SAMPLE, ceasefires=(replace(first, articles=("wire", "diary", "second")),))
    rows = _score(GOLD, merged)
    assert (rows["ceasefire"]["right"], rows["ceasefire"]["of"]) == (1, 2)
    assert (rows["effective_date"]["right"], rows["effective_date"]["of"]) == (1, 2)
    gold = [frozenset(c["reports"]) for c in GOLD["ceasefires"]]
    precision, recall, items = b_cubed(gold, [frozenset().union(*gold)])
    assert precision / items == pytest.approx(5 / 9)
    assert recall / items == 1.0


def test_an_anomaly_is_right_only_once() -> None:
    """Telling the same slip twice is a false alarm."""
    [wire, diary, second] = SAMPLE.articles
    twice = replace(diary, anomalies=diary.anomalies * 2)
    rows = _score(GOLD, replace(SAMPLE, articles=(wire, twice, second)))
    assert (rows["anomaly"]["precision"], rows["anomaly"]["recall"]) == (0.5, 1.0)
    assert rows["anomaly_value"]["right"] == 1


def test_a_report_with_nothing_to_report_must_not_be_taken_for_one() -> None:
    """A truce in a trade dispute that is read as a ceasefire costs precision."""
    gold = {**GOLD, "reports": {**GOLD["reports"], "second.txt": {"is_report": False}}}
    row = _score(gold, SAMPLE)["report"]
    assert (row["precision"], row["recall"]) == (pytest.approx(2 / 3), 1.0)


SETS = st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1), min_size=1, max_size=4)


@given(sets=SETS)
def test_the_same_clusters_score_full_marks(sets: list[frozenset[str]]) -> None:
    """B-cubed of anything against itself is one, however the clusters overlap."""
    precision, recall, items = b_cubed(sets, sets)
    assert precision == recall == items
    assert len(align(sets, sets, lambda g, s: 0.0)) == len(sets)


@given(gold=SETS, got=SETS)
def test_precision_and_recall_are_mirror_images(
    gold: list[frozenset[str]], got: list[frozenset[str]]
) -> None:
    """What is precision one way is recall the other way."""
    one, two = b_cubed(gold, got), b_cubed(got, gold)
    assert one[:2] == (two[1], two[0])


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Government of Nepal", "Nepal"),
        ("Côte d'Ivoire", "Cote d'Ivoire"),
        ("Rapid Support Forces (RSF)", "Rapid Support Forces"),
        ("RSF", "Rapid Support Forces"),
        ("the Polisario Front", "Polisario Front"),
        ("Government of the Philippines", "Philippines' government"),
    ],
)
def test_the_same_name_otherwise_written(one: str, two: str) -> None:
    """Accents, articles, acronyms and words for "government" make no other actor."""
    assert alike(one, two)
    assert alike(two, one)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Sudan", "South Sudan"),
        ("National Liberation Army", "National Liberation Front"),
        ("Sudan Liberation Movement", "Sudan Liberation Army"),
        ("Kurdistan Workers' Party", "Kurdistan Democratic Party"),
        ("Congo", "Republic of the Congo (Brazzaville)"),
    ],
)
def test_another_name(one: str, two: str) -> None:
    """Names that only look alike are not the same."""
    assert not alike(one, two)


def test_a_country_and_its_president_are_one_party() -> None:
    """Naming both is not a mistake, and is not two successes."""
    found, missed, wrong = pair(["Russia", "Turkey"], [("Russia",), ("Some President", "Russia"), ("Iran",)])
    assert (found, missed, wrong) == (1, ["Turkey"], [("Iran",)])


def test_gold_is_found_in_folders_of_folders(tmp_path: Path) -> None:
    """A folder of many sets is as good as one set; a folder without gold is wrong use."""
    for name in ("a/one", "b"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "expected.json").write_text("{}")
    assert find_sets(tmp_path) == [tmp_path / "a/one", tmp_path / "b"]
    assert find_sets(tmp_path / "b" / "expected.json") == [tmp_path / "b"]
    (tmp_path / "c").mkdir()
    with pytest.raises(UsageError, match=r"there is no expected\.json here or below"):
        find_sets(tmp_path / "c")
