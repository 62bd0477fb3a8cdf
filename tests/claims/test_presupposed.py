"""A ceasefire that a report takes for granted without telling how it came about."""

from __future__ import annotations

import pytest

from claims.test_claims import only, preferred, reading

TAKEN_FOR_GRANTED = [
    "Traders went back to Kandara for the first time since the ceasefire between the army and the rebels.",
    "Lorries of the Red Cross used the truce in Kandara to bring flour to villages behind the rebels' lines.",
    "Officers of the army met commanders of the rebels to go over complaints about their armistice.",
    "THE REBELS' TRUCE WITH THE ARMY IS NOT WORTH THE PAPER, SOLDIERS AT THE FRONT SAID.",
]
NOT_THERE = [
    "Generals of the army and envoys of the rebels have not yet agreed on the ceasefire, mediators said.",
    "Ministers of the region discussed the ceasefire talks between the army and the rebels.",
    "Aid agencies called for the ceasefire that villages between the army and the rebels need.",
    "No truce between the army and the rebels is in sight, and shells fell on the town again.",
    "If the ceasefire comes, soldiers said, the rebels will use it to bring up guns.",
]


@pytest.mark.parametrize("text", TAKEN_FOR_GRANTED)
def test_a_definite_name_speaks_of_a_ceasefire_that_exists(text: str) -> None:
    """The report makes a record, though none of its predicates says what became of the truce."""
    assert preferred(only(reading(text)), "status") == ["agreed"]


@pytest.mark.parametrize("text", NOT_THERE)
def test_what_is_wished_for_denied_or_conditional_is_not_taken_for_granted(text: str) -> None:
    """A name alone does not make a record."""
    assert reading(text).ceasefires == ()


def test_a_predicate_goes_before_a_bare_mention() -> None:
    """Where one sentence says what became of it, the mentions say nothing more."""
    text = (
        "Traders went back to Kandara after the ceasefire between the army and the rebels. "
        "The rebels rejected a second offer of a truce on Monday."
    )
    assert "agreed" not in preferred(only(reading(text)), "status")
