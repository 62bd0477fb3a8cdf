"""Looking where a truce is named finds what looking everywhere finds."""

from __future__ import annotations

import pytest

from truceline.claims._lexicon import _lists, compose, matches, words

TEMPLATES = [t for name in _lists()["fates"] if name != "source" for t in words(f"fates.{name}")]
TEXTS = (
    "The ceasefire agreement collapsed, and the truce is over; the accord ran out on Monday.",
    "The truce, which had been holding, now exists only on paper. The cease-fire was extended for a week.",
    "A truce that is still in force expired. The accord's collapse came as the pact lapsed and ran out.",
    "the pact has three days left to run, the deal was put on hold and the agreement is in tatters",
    "Nobody spoke of shops.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_matches_are_those_of_the_whole_text(text: str) -> None:
    """Each template of the lists, in each text: the same places in the same order."""
    for template in TEMPLATES:
        wanted = [match.span() for match in compose(template).finditer(text)]
        assert [match.span() for match in matches(template, text)] == wanted, template


def test_the_texts_are_matched() -> None:
    """So that the comparison above is not one of nothing with nothing."""
    assert sum(bool(list(matches(t, text))) for t in TEMPLATES for text in TEXTS) > 8
