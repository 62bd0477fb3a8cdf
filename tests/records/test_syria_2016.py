"""Five scraped reports on the Syrian ceasefires of 2016, which hold nearly every difficulty there is.

The reports are not part of the project; the tests are skipped where they are absent. What is asserted are
public facts of the three ceasefires, and that the slips of the reports are found.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.model import Article, Ceasefire, Reading, When
from truceline.reader import read


@pytest.fixture(scope="module")
def syria(shared: Path) -> Reading:
    return read(sorted((shared / "seeds").glob("*.txt")))


def article(found: Reading, name: str) -> Article:
    return next(a for a in found.articles if Path(a.source.uri).name.startswith(name))


def record_of(found: Reading, name: str) -> Ceasefire:
    wanted = article(found, name).id
    return next(c for c in found.ceasefires if wanted in c.articles)


def preferred(record: Ceasefire, name: str) -> list[object]:
    return [f.value for f in record.fields.get(name, ()) if f.preferred]


def test_three_ceasefires_are_three_records(syria: Reading) -> None:
    """One record from the three reports of February, one each for September and December."""
    assert len(syria.ceasefires) == 3
    assert len(record_of(syria, "000").articles) == 3
    assert record_of(syria, "000").id == record_of(syria, "001").id == record_of(syria, "003").id


def test_february_is_agreed_and_begins_at_midnight_in_damascus(syria: Reading) -> None:
    """27 February 2016, 00:00 in Damascus, is 22:00 UTC of the day before."""
    record = record_of(syria, "000")
    assert preferred(record, "status") == ["agreed"]
    [start] = preferred(record, "effective")
    assert isinstance(start, When)
    assert start.earliest is not None
    assert start.earliest.isoformat() == "2016-02-26T22:00:00+00:00"
    assert start.zone == "Asia/Damascus"
    [declared] = preferred(record, "declared")
    assert isinstance(declared, When)
    assert declared.edtf == "2016-02-22"
    assert {"russia", "united-states"} <= set(preferred(record, "declared_by"))
    assert {"islamic-state", "jabhat-al-nusra"} <= set(preferred(record, "excluded"))


def test_september_is_proposed_and_december_reported(syria: Reading) -> None:
    """A plan that was only proposed, and one that was reported and not confirmed."""
    assert preferred(record_of(syria, "004"), "status") == ["proposed"]
    december = record_of(syria, "002")
    assert preferred(december, "status") == ["reported"]
    [start] = preferred(december, "effective")
    assert isinstance(start, When)
    assert start.readings is not None
    assert [r.edtf[:10] for r in start.readings] == ["2016-12-29", "2016-12-30"]
    assert set(preferred(december, "guarantors")) == {"russia", "turkey"}


def test_the_slips_are_found_with_the_right_value(syria: Reading) -> None:
    """The wrong weekday, the two wrong conversions, the page clock a year off."""
    kinds = {name: {a.kind for a in article(syria, name).anomalies} for name in ("000", "001", "003")}
    assert {"weekday_mismatch", "zone_mismatch"} <= kinds["000"]
    assert "zone_mismatch" in kinds["001"]
    assert "date_conflict" in kinds["003"]
    for name in ("000", "001"):
        [wrong] = [a for a in article(syria, name).anomalies if a.kind == "zone_mismatch"]
        assert isinstance(wrong.suggestion, When)
        assert wrong.suggestion.earliest is not None
        assert wrong.suggestion.earliest.isoformat() == "2016-02-26T22:00:00+00:00"


def test_undated_reports_are_dated_by_what_they_share(syria: Reading) -> None:
    """A day without a year and a page without a date take theirs from reports with the same remarks."""
    second = article(syria, "001").published
    assert second is not None
    assert second.edtf == "2016-02-24"
    third = article(syria, "003").published
    assert third is not None
    assert third.earliest is not None
    assert third.latest is not None
    assert "2016-02-20" <= f"{third.earliest:%Y-%m-%d}" <= f"{third.latest:%Y-%m-%d}" <= "2016-02-28"


def test_a_name_spoilt_by_translation_belongs_to_its_bearer(syria: Reading) -> None:
    """A surname rendered as a common noun speaks with its bearer's voice, and the reason is given."""
    spoilt = [
        s for s in article(syria, "001").statements if s.speaker is not None and s.speaker.text == "Sands"
    ]
    assert len(spoilt) == 2
    assert {s.actor for s in spoilt} == {"dmitry-peskov"}
    assert any(
        a.kind == "name_variant" and a.suggestion == "Dmitry Peskov" for a in article(syria, "001").anomalies
    )


def test_comments_and_related_headlines_feed_nothing(syria: Reading) -> None:
    """No claim rests on words of readers, link titles or page furniture."""
    for claim in syria.claims:
        found = next(a for a in syria.articles if a.id == claim.article)
        roles = {found.role_at(e.start) for e in claim.evidence}
        assert roles <= {"headline", "subhead", "body", "caption"}


def test_one_remark_in_several_translations_is_one_group(syria: Reading) -> None:
    """What a spokesman and a president said stands in several translations; each is one statement group."""
    uri = {a.id: Path(a.source.uri).name[:3] for a in syria.articles}
    across = [{uri[s.rsplit(".s", 1)[0]] for s in g.statements} for g in syria.statement_groups]
    assert sum({"000", "001", "003"} <= found for found in across) >= 2
    assert sum({"000", "003"} <= found for found in across) >= 3
