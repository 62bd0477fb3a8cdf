"""What is taken out for other programs is what these programs take in."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pyreadstat
import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from readings import readings
from sample import OTHER, SAMPLE, TENTH
from truceline.exports import export
from truceline.exports._brief import brief
from truceline.exports._brief_pdf import write_brief_pdf
from truceline.exports._findings import FINDINGS
from truceline.exports._ftm import ftm_statements
from truceline.exports._geojson import write_geojson
from truceline.exports._index import Index
from truceline.exports._plover import plover_events
from truceline.exports._statements import STATEMENTS
from truceline.exports._write import write_stata
from truceline.model import Claim, Contact, Finding, Reading, TimelineEntry

CATEGORIES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "SANCTION", "THREATEN", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
"""PLOVER Manual, the event categories."""


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def with_status(value: str, **more: Any) -> Reading:
    """The sample, whose first ceasefire has only this status."""
    first = SAMPLE.ceasefires[0]
    claim = Claim(
        id="wire-c99", article="wire", ceasefire=first.id, field="status", value=value,
        evidence=SAMPLE.claims[0].evidence,
    )  # fmt: skip
    found = Finding(value=value, state="single", preferred=True, why="", support=(claim.id,), **more)
    changed = replace(first, fields={**first.fields, "status": (found,)}, timeline=())
    return replace(SAMPLE, claims=(*SAMPLE.claims, claim), ceasefires=(changed,))


def test_stata_reads_what_was_written(tmp_path: Path) -> None:
    """Another reader of the format finds the same rows, texts in full, and what each column holds."""
    long = "said " * 2000
    told = replace(SAMPLE, ceasefires=tuple(replace(c, label=long) for c in SAMPLE.ceasefires))
    count = export(told, "findings", tmp_path / "f.dta")
    frame, meta = pyreadstat.read_dta(str(tmp_path / "f.dta"))
    rows = list(FINDINGS.rows(Index(told)))
    assert len(frame) == count == len(rows)
    assert list(frame["label"]) == [row["label"] for row in rows]
    assert list(frame["passages"]) == [row["passages"] for row in rows]
    assert list(frame["sources"]) == [row["sources"] for row in rows]
    assert meta.column_labels == [c.what[:80] for c in FINDINGS.columns]
    assert (tmp_path / "f.codebook.csv").read_text(encoding="utf-8").startswith("name,kind,what,codes")


@given(readings())
@settings(max_examples=30)
def test_any_reading_makes_a_stata_file(reading: Reading) -> None:
    """No character that a report holds breaks the file."""
    file = io.BytesIO()
    assert write_stata(STATEMENTS, Index(reading), file) == sum(len(a.statements) for a in reading.articles)


def test_plover_events_have_what_the_manual_asks_for(tmp_path: Path) -> None:
    """An id of its own, a day, a category with its quad code, actors as objects."""
    count = export(SAMPLE, "plover", tmp_path / "p.jsonl")
    events = lines(tmp_path / "p.jsonl")
    assert count == len(events) > 0
    assert len({e["id"] for e in events}) == len(events)
    for event in events:
        date.fromisoformat(event["date"])
        assert set(event["event"]) <= CATEGORIES
        assert event["quad_code"] in {1, 2, 3, 4}
        assert all(one["entity_text"] for one in event["actor"])
        assert event["event_text"]
    agreed = next(e for e in events if e["event"] == ["AGREE"])
    assert {one.get("code") for one in agreed["actor"]} == {"ARM", None}
    assert agreed["date"] == "2020-10-10"


@pytest.mark.parametrize(
    ("status", "category", "mode"),
    [("declared", "CONCEDE", []), ("in_force", "RETREAT", ["ceasefire"]), ("rejected", "REJECT", ["yield"])],
)
def test_plover_tells_a_ceasefire_declared_from_one_observed(
    status: str, category: str, mode: list[str]
) -> None:
    """The manual's ladder: words are CONCEDE, deeds RETREAT."""
    told = with_status(status, when=TENTH, by=("armenia",))
    (event,) = [e for e in plover_events(Index(told)) if "accept" not in e["event_text"][0]]
    assert (event["event"], event["mode"]) == ([category], mode)


def test_plover_tells_an_offer_of_a_party_from_the_call_of_another() -> None:
    """A side that proposes shows intent; one that is no side requests."""
    offers = list(plover_events(Index(with_status("proposed", when=TENTH, by=("armenia",)))))
    calls = list(plover_events(Index(with_status("proposed", when=TENTH, by=("russia",)))))
    assert [e["event"] for e in offers] == [["AGREE"]]
    assert [(e["event"], e["mode"]) for e in calls] == [(["REQUEST"], ["yield"])]


def test_plover_makes_no_event_without_a_day_and_none_of_a_rumour() -> None:
    """What nobody dates is put on no day; what is only reported is no event."""
    assert not list(plover_events(Index(with_status("agreed"))))
    assert not list(plover_events(Index(with_status("reported", when=TENTH))))


def test_followthemoney_statements_fit_its_schema(tmp_path: Path) -> None:
    """Every property is one that the kind of entity has; every entity that is named is there."""
    export(SAMPLE, "followthemoney", tmp_path / "f.jsonl")
    told = lines(tmp_path / "f.jsonl")
    schema = json.loads((Path(__file__).parent / "ftm_schema.json").read_text(encoding="utf-8"))["kinds"]
    entities = {one["entity_id"] for one in told}
    assert len({one["id"] for one in told}) == len(told)
    for one in told:
        if one["prop"] == "id":
            continue
        kind = schema[one["schema"]][one["prop"]]
        if kind == "entity":
            assert one["value"] in entities
        if kind == "date":
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", one["value"])
        if kind == "country":
            assert re.fullmatch(r"[a-z]{2}", one["value"])


def test_followthemoney_keeps_parties_roles_and_the_reports_behind_them(tmp_path: Path) -> None:
    """Who is party and who mediates can be told apart, and traced to the reports."""
    export(SAMPLE, "followthemoney", tmp_path / "f.jsonl")
    told = lines(tmp_path / "f.jsonl")
    first = SAMPLE.ceasefires[0].id
    involved = {o["value"]: o["origin"] for o in told if (o["entity_id"], o["prop"]) == (first, "involved")}
    assert involved == {"armenia": "wire", "azerbaijan": "wire"}
    link = {o["prop"]: o["value"] for o in told if o["schema"] == "UnknownLink" and "icrc" in o["entity_id"]}
    assert (link["subject"], link["object"], link["role"]) == ("icrc", first, "mediator")
    assert {o["value"] for o in told if (o["entity_id"], o["prop"]) == ("armenia", "country")} == {"am"}


def test_geojson_places_what_is_known_and_nothing_else(tmp_path: Path) -> None:
    """Karabakh lies where it lies; a place that no list has stays without a point."""
    first, *rest = SAMPLE.ceasefires
    nowhere = replace(first, id=OTHER, conflict="Zembla", fields={})
    told = replace(SAMPLE, ceasefires=(replace(first, conflict="Nagorno-Karabakh"), nowhere))
    assert export(told, "geojson", tmp_path / "g.geojson") == 2
    collection = json.loads((tmp_path / "g.geojson").read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    known, unknown = collection["features"]
    x, y = known["geometry"]["coordinates"]
    assert 46 < x < 48
    assert 39 < y < 41
    assert known["properties"]["parties"] == ["Armenia", "Azerbaijan"]
    assert unknown["geometry"] is None
    assert unknown["properties"]["located"] is None
    assert rest


@given(readings())
@settings(max_examples=30)
def test_any_reading_makes_geojson_and_events(reading: Reading) -> None:
    """Every ceasefire has a feature, and each line is JSON."""
    file = io.BytesIO()
    index = Index(reading)
    count = write_geojson(index, file)
    features = json.loads(file.getvalue())["features"]
    assert len(features) == count >= len(reading.ceasefires)
    assert {f["properties"]["ceasefire"] for f in features} == {c.id for c in reading.ceasefires}
    json.dumps([*plover_events(index), *ftm_statements(index)])


def test_a_brief_on_paper_says_what_the_brief_says(tmp_path: Path) -> None:
    """Each line and each source stand in the PDF, the source on a page that cites it."""
    export(SAMPLE, "brief", tmp_path / "b.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "b.pdf")
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    whole = " ".join(pages)
    told = brief(Index(SAMPLE))
    for part in told.parts:
        assert part.title in whole
        for line in (line for section in part.sections for line in section.lines):
            assert line.text.split()[0] in whole
    for note in told.notes:
        assert note.digest[:16] in whole
    assert document.get_metadata_value("Title") == told.title
    assert document.is_tagged()


def test_markup_in_a_report_stays_text_on_paper() -> None:
    """What reads as Typst or as a link is printed as it stands."""
    bad = '#import "x.typ" *bold* $x$ <label> @ref \\ #panic("no")'
    hostile = replace(SAMPLE, ceasefires=tuple(replace(c, label=bad) for c in SAMPLE.ceasefires))
    file = io.BytesIO()
    write_brief_pdf(Index(hostile), file)
    page = pypdfium2.PdfDocument(file.getvalue())[0].get_textpage().get_text_range()
    assert '#import "x.typ" *bold* $x$' in " ".join(page.split())


@given(readings())
@settings(max_examples=15, deadline=None)
def test_any_reading_makes_a_pdf_and_the_same_one_twice(reading: Reading) -> None:
    """Whatever a report holds can be printed; two people hold the same file."""
    one, two = io.BytesIO(), io.BytesIO()
    assert write_brief_pdf(Index(reading), one) == len(reading.ceasefires)
    write_brief_pdf(Index(reading), two)
    assert one.getvalue() == two.getvalue()
    assert len(pypdfium2.PdfDocument(one.getvalue())) >= 1


@pytest.mark.parametrize(
    ("name", "country", "x", "y"),
    [("Goma", "CD", 29.2, -1.7), ("Solomon Islands", None, 160, -9.6), ("Abkhazia", "GE", 41.1, 43.0)],
)
def test_a_place_lies_where_maps_have_it(name: str, country: str | None, x: float, y: float) -> None:
    """Cities, countries whose names the map shortens, and regions by hand."""
    from truceline.figures import point_of  # noqa: PLC0415

    point = point_of(name, country)
    assert point is not None
    assert (point.longitude, point.latitude) == (pytest.approx(x, abs=1.5), pytest.approx(y, abs=1.5))


def test_a_name_of_several_places_is_put_on_none_of_them() -> None:
    """Tripoli lies in Libya and in Lebanon: without a country it is not guessed."""
    from truceline.figures import point_of  # noqa: PLC0415

    libya, lebanon = point_of("Tripoli", "LY"), point_of("Tripoli", "LB")
    assert libya is not None
    assert lebanon is not None
    assert libya != lebanon
    assert point_of("Tripoli") is None
    assert point_of("Tripoli", "SY") is None


def test_a_call_is_a_consultation_by_phone_and_a_planned_one_is_no_event(tmp_path: Path) -> None:
    """PLOVER counts what happened, with its mode, and those who took part and not all who are named."""
    first = SAMPLE.ceasefires[0]
    day = next(e.when for e in first.timeline if e.when is not None)
    met = {
        "a": Contact(kind="call", participants=("armenia", "russia")),
        "b": Contact(kind="meeting", participants=("armenia", "azerbaijan", "russia")),
        "c": Contact(kind="visit", participants=("russia",), planned=True),
    }
    told = tuple(
        TimelineEntry(when=day, kind="contact", text=name, actors=("icrc", "armenia"), contact=contact)
        for name, contact in met.items()
    )
    reading = replace(SAMPLE, ceasefires=(replace(first, fields={}, timeline=told),))
    export(reading, "plover", tmp_path / "p.jsonl")
    events = lines(tmp_path / "p.jsonl")
    assert [(e["event"], e["mode"], [a["entity_text"] for a in e["actor"]]) for e in events] == [
        (["CONSULT"], ["phone"], ["Armenia", "Russia"]),
        (["CONSULT"], ["multilateral"], ["Armenia", "Azerbaijan", "Russia"]),
    ]


def test_two_contacts_of_a_day_are_two_slides_that_say_who_met_where(tmp_path: Path) -> None:
    """TimelineJS keeps one slide of an id; a contact is told by what it was and not by its whole sentence."""
    first = SAMPLE.ceasefires[0]
    day = next(e.when for e in first.timeline if e.when is not None)
    met = (
        Contact(kind="call", participants=("armenia", "russia")),
        Contact(kind="talks", round=2, venue="Hotel Metropol", planned=True),
    )
    told = tuple(TimelineEntry(when=day, kind="contact", text="A sentence.", contact=one) for one in met)
    export(replace(SAMPLE, ceasefires=(replace(first, timeline=told),)), "timelinejs", tmp_path / "t.json")
    events = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))["events"]
    assert len({event["unique_id"] for event in events}) == 2
    assert [event["text"]["headline"] for event in events] == [
        "call: Armenia and Russia", "Planned: talks, round 2: Hotel Metropol",
    ]  # fmt: skip
