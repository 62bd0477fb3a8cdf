"""Looking into a casebook finds what reading all of it would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from readings import readings
from sample import SAMPLE
from truceline.casebook import Asked, Casebook, _search
from truceline.model import Claim, Evidence, Reading


@settings(max_examples=30)
@given(readings())
def test_parts_are_those_of_the_whole(places: Callable[[], str], reading: Reading) -> None:
    """Whatever is looked at by id, page or filter is exactly what is kept."""
    with Casebook.open(places()) as book:
        book.keep(reading)
        whole = book.reading()
        with book.look() as view:
            assert view.articles(a.id for a in whole.articles) == whole.articles
            assert view.texts(a.id for a in whole.articles) == {a.id: a.text for a in whole.articles}
            assert {h.id for h in view.newest(1000)} == {a.id for a in whole.articles}
            for ceasefire in whole.ceasefires:
                assert view.ceasefire(ceasefire.id) == ceasefire
                told = view.claims_of(ceasefire.id)
                assert told == tuple(c for c in whole.claims if c.ceasefire == ceasefire.id)
            for article in whole.articles:
                told = view.claims_in(article.id)
                assert told == tuple(c for c in whole.claims if c.article == article.id)
            slips = view.slips(a.id for a in whole.articles)
            assert sorted(map(repr, slips)) == sorted(
                repr((a.id, n)) for a in whole.articles for n in a.anomalies
            )
            said = {s.id: s for a in whole.articles for s in a.statements}
            assert [one.statement for one in view.said(said)] == list(said.values())
            assert view.groups(g.id for g in whole.statement_groups) == whole.statement_groups
            assert list(view.outlines()) == [c.id for c in whole.ceasefires]


@pytest.mark.parametrize("many", [20_000, 1])
def test_common_words_are_found_as_rare_ones_are(
    place: str, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    """Words that stand at so many places that these are not ranked are found all the same."""
    monkeypatch.setattr(_search, "MANY", many)
    monkeypatch.setattr(_search, "RANKED", many)
    with Casebook.open(place) as book:
        book.keep(SAMPLE)
        assert {hit.article for hit in book.search("truce")} >= {"wire", "diary", "second"}
        assert {hit.statement for hit in book.search("mediator")} >= {"wire-s2"}
        with book.look() as view:
            found = view.statements(Asked(words="mediator"), 10)
            assert [one.statement.id for one in found] == ["wire-s2"]
            assert view.statements(Asked(words="mediator", speaker="armenia"), 10) == []


def test_of_statements_that_say_the_same_the_first_that_fits_is_told(place: str) -> None:
    """A group is told once; where a filter leaves only a later version, that one is told."""
    with Casebook.open(place) as book:
        book.keep(SAMPLE)
        with book.look() as view:
            assert "diary-s1" not in {s.statement.id for s in view.statements(Asked(), 50)}
            day = datetime(2021, 1, 1, tzinfo=UTC)
            assert view.statements(Asked(since=day), 50) == []
            rest = view.statements(Asked(words="humanity"), 50)
            assert [s.statement.id for s in rest] == ["diary-s1"]


def test_a_statement_of_a_report_on_two_ceasefires_is_told_with_its_own(place: str) -> None:
    """What somebody says of one truce does not stand in the dossier of another that the report names."""
    first, second = (ceasefire.id for ceasefire in SAMPLE.ceasefires[:2])
    [wire] = [article for article in SAMPLE.articles if article.id == "wire"]
    said = {statement.id: statement for statement in wire.statements}
    words = {name: wire.text[one.content[0].start : one.content[0].end] for name, one in said.items()}

    def claim(name: str, ceasefire: str, statement: str) -> Claim:
        at = said[statement].content[0].start
        span = Evidence(article="wire", start=at, end=at + 9, text=words[statement][:9])
        return Claim(
            id=name, article="wire", ceasefire=ceasefire, field="status", value="agreed", evidence=(span,)
        )

    bare = {"articles": ("wire",), "fields": {}, "timeline": (), "linked": (), "rules": ()}
    both = tuple(replace(c, **bare) for c in SAMPLE.ceasefires[:2])
    claims = (claim("c1", first, "wire-s1"), claim("c2", second, "wire-s2"))
    shared = Reading(truceline="0", articles=(wire,), actors=SAMPLE.actors, claims=claims, ceasefires=both)
    with Casebook.open(place) as book:
        book.keep(shared)
        with book.look() as view:

            def told(**how: Any) -> set[str]:
                return {one.statement.id for one in view.statements(Asked(ceasefire=first, **how), 10)}

            assert told() == {"wire-s1", "wire-s2", "wire-s3"}
            assert told(tied="perhaps") == {"wire-s1", "wire-s3"}
            assert told(tied="surely") == {"wire-s1"}
            assert view.shares_reports(first)


def test_a_report_on_one_ceasefire_tells_of_it_whatever_is_said(place: str) -> None:
    """All that is said in a report that speaks of no other ceasefire belongs to it."""
    with Casebook.open(place) as book:
        book.keep(SAMPLE)
        with book.look() as view:
            for ceasefire in SAMPLE.ceasefires:
                asked = view.statements(Asked(ceasefire=ceasefire.id), 50)
                assert view.statements(Asked(ceasefire=ceasefire.id, tied="surely"), 50) == asked
                assert not view.shares_reports(ceasefire.id)
