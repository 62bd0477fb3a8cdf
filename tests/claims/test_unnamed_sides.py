"""Sides that agree under no name ("both camps", "two rebel movements") and are named elsewhere."""

from __future__ import annotations

import pytest

from claims.told import named, only, reading

NAMED_ELSEWHERE = [
    (
        "Chad and two rebel movements signed a ceasefire on Tuesday. The Sand Valley Front and the Karo "
        "Liberation Army had fought the army since spring. The Hill Brigade, a splinter group, mocked it.",
        {"Chad", "Sand Valley Front", "Karo Liberation Army"},
    ),
    (
        "Kenya's two feuding militias agreed to a truce on Friday. The Sand Valley Front and the Karo "
        "Liberation Army will free each other's prisoners.",
        {"Sand Valley Front", "Karo Liberation Army"},
    ),
    (
        "The three factions agreed to a ceasefire in Bamako. The Sand Valley Front, the Karo Liberation Army "
        "and the Hill Brigade will keep to their trenches.",
        {"Sand Valley Front", "Karo Liberation Army", "Hill Brigade"},
    ),
    (
        "Both camps have agreed to a truce of ten days. The Sand Valley Front besieges the town. The army of "
        "Chad holds the airfield.",
        {"Sand Valley Front", "Armed forces of Chad"},
    ),
    (
        "A truce with Dakar was signed on Monday. The Movement of Democratic Forces took up arms in 1982.",
        {"Senegal", "Movement of Democratic Forces of Casamance"},
    ),
    (
        "Angola and UNITA exchanged letters on a formal ceasefire that starts on 1 July.",
        {"Angola", "UNITA"},
    ),
    (
        "The Sand Valley Front signed a ceasefire with the army of Chad. The Hill Brigade has also "
        "signed, an official said.",
        {"Sand Valley Front", "Armed forces of Chad", "Hill Brigade"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), NAMED_ELSEWHERE)
def test_sides_are_found_where_they_are_named(text: str, expected: set[str]) -> None:
    """By their number, as the one group that there is, beside a group, or because they did likewise."""
    found = reading(text)
    assert named(found, only(found), "parties") == expected


BYSTANDERS = [
    "The army of Chad and the Sand Valley Front agreed to a truce. The Hill Brigade, another group, did not.",
    "The army of Chad and the Sand Valley Front signed a ceasefire for the Central African Republic.",
]


@pytest.mark.parametrize("text", BYSTANDERS)
def test_nobody_else_becomes_a_side(text: str) -> None:
    """Another group, the state for which a truce is signed, and whoever makes it known are no sides."""
    found = reading(text)
    assert named(found, only(found), "parties") == {"Armed forces of Chad", "Sand Valley Front"}
