"""The reports and records that truceline is measured against are sound in themselves.

Each law here guards the measure: a value that cannot be read out of a report, or a clock time that disagrees
with its own zone, would count right answers as wrong ones.
"""

from __future__ import annotations

import html
import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

ROOT = Path(__file__).resolve().parent.parent
SETS = sorted([*ROOT.glob("examples/*/expected.json"), *ROOT.glob("tests/gold/*/*/expected.json")])
STATUSES = {
    "proposed", "reported", "denied", "rejected", "agreed", "declared", "accepted", "in_force", "extended",
    "suspended", "broken", "ended", "replaced", "never_in_force",
}  # fmt: skip
KINDS = {
    "weekday_mismatch", "zone_mismatch", "impossible_date", "order", "date_conflict", "duration_mismatch",
    "name_variant", "headline_conflict", "count_conflict",
}  # fmt: skip
PURPOSES = {None, "humanitarian", "peace_process", "holiday", "election", "other"}
SCOPES = {None, "unilateral", "bilateral", "multilateral"}
LINKS = {"extends", "renews", "replaces", "accedes_to", "part_of"}
SET_KEYS = {"about", "reports", "ceasefires", "anomalies", "facts_from"}
CEASEFIRE_KEYS = {
    "key", "label", "reports", "status", "status_in", "declared", "effective", "ends", "duration", "parties",
    "excluded", "mediators", "guarantors", "monitors", "declared_by", "area", "purpose", "scope", "linked",
}  # fmt: skip
NAME_LISTS = ("parties", "excluded", "mediators", "guarantors", "monitors", "declared_by")
DURATION = re.compile(r"P(\d+[YMWD])*(T(\d+[HMS])+)?")


def _load(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def _text(folder: Path, report: str) -> str:
    """The text of a report: a file's, or with `file#id` that of one JSON line with its title."""
    name, _, line_id = report.partition("#")
    raw = (folder / name).read_text("utf-8")
    if not line_id:
        return html.unescape(re.sub(r"<[^<>]*>", " ", raw)) if name.endswith(".html") else raw
    records = [json.loads(line) for line in raw.splitlines()]
    chosen = [record for record in records if record["id"] == line_id]
    assert len(chosen) == 1, f"{name} has {len(chosen)} records with the id {line_id}"
    return f"{chosen[0].get('title') or ''}\n{chosen[0]['text']}"


def _moment(value: str) -> datetime:
    """An ISO day, local minute or UTC minute, as a datetime."""
    return datetime.fromisoformat(value.replace("Z", "+00:00"))


def _day(value: str) -> date:
    """An ISO day, or the first of an ISO month."""
    return date.fromisoformat(value[:10] if len(value) > len("YYYY-MM") else f"{value}-01")


def _check_time(value: dict[str, Any] | None) -> None:
    if value is None:
        return
    local = value["local"]
    if local is None:
        assert value["readings"], "a time without a value needs its readings"
    elif "T" not in local:
        assert set(value) == {"local"}, f"a day has no zone and no clock time: {value}"
        _day(local)
        return
    assert {"local", "zone", "utc"} <= set(value)
    if local is not None and value["zone"]:
        moment = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(value["zone"]))
        assert moment == _moment(value["utc"]), f"{local} in {value['zone']} is not {value['utc']}"
    for reading in value.get("readings") or ():
        _check_time(reading)


@pytest.fixture(params=SETS, ids=lambda path: f"{path.parent.parent.name}/{path.parent.name}")
def gold(request: pytest.FixtureRequest) -> tuple[Path, dict[str, Any]]:
    return request.param.parent, _load(request.param)


Gold = tuple[Path, dict[str, Any]]


def test_layout_is_the_described_one(gold: Gold) -> None:
    _, expected = gold
    assert set(expected) == SET_KEYS
    for report in expected["reports"].values():
        assert set(report) == {"is_report", "published", "outlet"}
    for ceasefire in expected["ceasefires"]:
        assert set(ceasefire) == CEASEFIRE_KEYS
        assert ceasefire["status"] in STATUSES
        assert ceasefire["purpose"] in PURPOSES
        assert ceasefire["scope"] in SCOPES
    for anomaly in expected["anomalies"]:
        assert set(anomaly) == {"file", "kind", "words", "right"}
        assert anomaly["kind"] in KINDS


def test_every_report_exists_and_every_file_is_expected(gold: Gold) -> None:
    folder, expected = gold
    on_disk = {path.name for path in folder.iterdir()} - {"expected.json"}
    assert {report.partition("#")[0] for report in expected["reports"]} == on_disk
    for report in expected["reports"]:
        assert len(_text(folder, report).split()) >= 60, f"{report} is too short to be a report"


def test_outlets_can_be_read_in_the_report(gold: Gold) -> None:
    folder, expected = gold
    for name, report in expected["reports"].items():
        outlet = report["outlet"]
        file = folder / name.partition("#")[0]
        assert outlet is None or outlet.lower() in file.read_text("utf-8").lower(), f"{name} has no {outlet}"


def test_gold_is_broad_enough() -> None:
    sets = [_load(path) for path in SETS if path.parent.parent.name == "records"]
    reports = [report for expected in sets for report in expected["reports"].values()]
    assert len(reports) >= 60
    assert sum(not report["is_report"] for report in reports) >= 12
    assert sum(bool(expected["ceasefires"]) for expected in sets) >= 25
    assert {ceasefire["scope"] for expected in sets for ceasefire in expected["ceasefires"]} >= SCOPES


def test_ceasefires_stand_in_reports_that_are_reports(gold: Gold) -> None:
    _, expected = gold
    reports = expected["reports"]
    named = {report for ceasefire in expected["ceasefires"] for report in ceasefire["reports"]}
    assert named == {report for report, entry in reports.items() if entry["is_report"]}
    for ceasefire in expected["ceasefires"]:
        assert set(ceasefire["status_in"]) == set(ceasefire["reports"])
        assert set(ceasefire["status_in"].values()) <= STATUSES


def test_keys_are_unique_and_links_lead_somewhere(gold: Gold) -> None:
    _, expected = gold
    keys = [ceasefire["key"] for ceasefire in expected["ceasefires"]]
    assert len(keys) == len(set(keys))
    for ceasefire in expected["ceasefires"]:
        for link in ceasefire["linked"]:
            assert link["to"] in set(keys) - {ceasefire["key"]}
            assert link["how"] in LINKS


def test_names_are_given_once_and_not_on_both_sides(gold: Gold) -> None:
    _, expected = gold
    for ceasefire in expected["ceasefires"]:
        for field in NAME_LISTS:
            assert all(name.strip() == name and name for name in ceasefire[field])
            assert len(ceasefire[field]) == len(set(ceasefire[field]))
        assert not set(ceasefire["parties"]) & set(ceasefire["excluded"])


def test_times_parse_and_agree_with_their_zones(gold: Gold) -> None:
    _, expected = gold
    for ceasefire in expected["ceasefires"]:
        _check_time(ceasefire["effective"])
        _check_time(ceasefire["ends"])
        if ceasefire["declared"]:
            _day(ceasefire["declared"])
        if ceasefire["duration"]:
            assert DURATION.fullmatch(ceasefire["duration"])
    for report in expected["reports"].values():
        if report["published"]:
            earliest, latest = (report["published"][end][:10] for end in ("earliest", "latest"))
            assert _day(earliest) <= _day(latest)


def test_a_ceasefire_ends_after_it_began(gold: Gold) -> None:
    _, expected = gold
    for ceasefire in expected["ceasefires"]:
        begin, end = ceasefire["effective"], ceasefire["ends"]
        if begin and end and begin["local"] and end["local"]:
            assert _day(begin["local"]) <= _day(end["local"])


def test_words_of_anomalies_stand_in_the_report(gold: Gold) -> None:
    folder, expected = gold
    for anomaly in expected["anomalies"]:
        text = " ".join(_text(folder, anomaly["file"]).split())
        assert anomaly["words"] in text, f"{anomaly['words']!r} is not in {anomaly['file']}"
        assert anomaly["right"]


def test_weekday_mismatches_name_a_day_and_a_date_that_do_not_meet(gold: Gold) -> None:
    _, expected = gold
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    for anomaly in expected["anomalies"]:
        if anomaly["kind"] == "weekday_mismatch":
            words = re.findall(r"\w+", anomaly["words"].lower())
            right = date.fromisoformat(anomaly["right"])
            assert any(day in words for day in days)
            assert days[right.weekday()] not in words or str(right.day) not in words
