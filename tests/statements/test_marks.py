"""Quotation marks of every kind, well and badly set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.statements._quotes import find_quotes


def inner(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “yes” and “no”.", ["yes", "no"]),
        ("“We keep to plan “A”, and to no other,” he said.", ["We keep to plan “A”, and to no other,"]),
        ("„Ja“, sagte er, »nein« sie.", ["Ja", "nein"]),
        ("«Да», - и «нет».", ["Да", "нет"]),
        ('"One" and "two"', ["One", "two"]),
        ('" One , " he said , " two . "', [" One , ", " two . "]),
        ("`` One , '' he said .", [" One , "]),
        ("''One,'' he said.", ["One,"]),
        ("The rebels’ leader said it’s ‘not over yet,’ and left.", ["not over yet,"]),
        ('The U.N. \'s man said " yes " .', [" yes "]),
        ("“It goes on and on", ["It goes on and on"]),
        ("It's the soldiers' road.", []),
    ],
)
def test_marks_are_paired_as_a_reader_would(text: str, found: list[str]) -> None:
    """Nested, straight, tokenised, unclosed: the outermost stretches, apostrophes left alone."""
    assert inner(text) == found


@given(st.text(alphabet="\"“”„«»‘’'` a.b\n", max_size=200))
def test_quotations_are_in_order_and_do_not_overlap(text: str) -> None:
    """Whatever the marks, the stretches lie in the text, in order, inner within outer."""
    last = 0
    for quote in find_quotes(text):
        assert last <= quote.start <= quote.inner_start <= quote.inner_end <= quote.end <= len(text)
        last = quote.end
