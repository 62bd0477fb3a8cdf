"""Looking into a casebook finds what reading all of it would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from readings import readings
from sample import SAMPLE
from truceline.casebook import Asked, Casebook, _search
from truceline.model import Reading


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
