"""Searching a casebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample import SAMPLE
from truceline.casebook import Casebook
from truceline.errors import UsageError


@pytest.fixture(scope="module")
def book(places: Callable[[], str]) -> Iterator[Casebook]:
    with Casebook.open(places()) as casebook:
        casebook.keep(SAMPLE)
        yield casebook


def test_statements_come_before_articles_with_who_said_it(book: Casebook) -> None:
    """What somebody said about the words is the better answer than a page on which they stand."""
    first, *rest = book.search("prisoners")
    assert (first.kind, first.speaker, first.line) == ("statement", "Sergei Lavrov", 4)
    assert [hit.kind for hit in rest] == ["article"]


def test_a_hit_names_the_line_in_the_file(book: Casebook) -> None:
    """The line is the one on which the words stand, so that an editor can be opened there."""
    [hit] = [hit for hit in book.search("France") if hit.kind == "article"]
    lines = next(a for a in SAMPLE.articles if a.id == hit.article).text.split("\n")
    assert "France" in lines[hit.line - 1]


def test_marks_show_the_words_found(book: Casebook) -> None:
    """The marks of a snippet cover exactly the words that matched."""
    for hit in book.search("truce"):
        assert {hit.snippet[start:end].lower() for start, end in hit.marks} == {"truce"}


def test_phrases_and_beginnings(book: Casebook) -> None:
    """Quotation marks ask for neighbours, an asterisk for any ending."""
    assert {hit.article for hit in book.search('"truce from noon"')} == {"wire"}
    assert book.search('"noon truce"') == []
    assert {hit.article for hit in book.search("humanit*")} == {"wire", "diary", "second"}


def test_a_query_without_words_is_refused(book: Casebook) -> None:
    """Marks alone cannot be looked up."""
    with pytest.raises(UsageError, match="no word to search for"):
        book.search(' "" - ')


@given(query=st.text(max_size=20))
def test_no_query_breaks_the_search(book: Casebook, query: str) -> None:
    """Whatever a person types is words to be found, never an error of the database."""
    with suppress(UsageError):
        assert book.search(query) is not None


def test_beginnings_of_a_letter_or_two_are_refused(book: Casebook) -> None:
    """They stand for too many words."""
    with pytest.raises(UsageError, match=r"ma\* stands for too many words; give at least 3 letters"):
        book.search("truce ma*")
