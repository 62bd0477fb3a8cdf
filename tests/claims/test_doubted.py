"""A truce that somebody says was made, and others doubt or deny. Invented wars."""

from __future__ import annotations

import pytest

from claims.told import only, preferred, reading
from truceline.model import When

ANNOUNCED = [
    "Gunmen killed 25 people in Kandara at the weekend, residents said, casting doubt on a ceasefire that "
    "the government announced with the rebels on Monday.",
    "The killings put in question a truce with the rebels declared by the army on Monday.",
    "The raids on two villages raised doubts over a truce the army announced on Monday with the rebels.",
    "Rebels shelled the port, defying those who trusted a ceasefire that the army claims it "
    "announced on Monday.",
]
REACHED = [
    "The raid raised questions about a truce that the government says it reached with the rebels on Monday.",
    "Villagers laughed at the ceasefire which the army insists it agreed with the rebels on Monday.",
    "The attack undermined the truce that officials maintain they concluded with the rebels on Monday.",
]
LENGTHS_OF_OTHER_THINGS = [
    "The army announced a truce with the rebels at the close of a three-day meeting of its commanders.",
    "The army and the rebels agreed on a truce at the end of a ten-day siege of Kandara.",
    "The army and the rebels signed a ceasefire in the course of a two-week conference.",
    "Rebels and army made a truce of honour after a five-day battle.",
]
OWN_LENGTHS = [
    "The army and the rebels agreed on a truce for a three-day period.",
    "The army and the rebels signed a three-day ceasefire.",
    "The army and the rebels agreed on a truce for an initial three-day period.",
]


@pytest.mark.parametrize(
    ("text", "status"), [*((t, "declared") for t in ANNOUNCED), *((t, "agreed") for t in REACHED)]
)
def test_a_truce_in_doubt_was_made_by_whom_it_was_announced(text: str, status: str) -> None:
    """What makes the news is the doubt; the truce and its day stand in a clause behind it."""
    record = only(reading(text))
    assert preferred(record, "status") == [status]
    [declared] = preferred(record, "declared")
    assert isinstance(declared, When)
    assert declared.edtf == "2021-06-07"


def test_the_days_of_an_attack_are_not_those_of_the_truce_that_it_breaks() -> None:
    """ "Over the weekend" says when people were killed."""
    record = only(
        reading("Rebels killed 25 people over the weekend, mocking a truce that the army announced.")
    )
    assert not preferred(record, "effective")
    assert not preferred(record, "ends")


@pytest.mark.parametrize("text", LENGTHS_OF_OTHER_THINGS)
def test_how_long_something_else_lasted_is_no_length_of_the_truce(text: str) -> None:
    """A meeting, a siege or a battle is measured, not the truce beside it."""
    assert not preferred(only(reading(text)), "duration")


@pytest.mark.parametrize("text", OWN_LENGTHS)
def test_a_length_before_a_word_for_time_is_that_of_the_truce(text: str) -> None:
    """ "For a three-day period" measures the truce."""
    assert preferred(only(reading(text)), "duration") == ["P3D"]


def test_a_denial_is_of_the_truce_that_the_report_dates() -> None:
    """ "There is no truce" speaks of the one that the other side announced a week ago."""
    record = only(
        reading(
            "The rebels said on Wednesday that there was no ceasefire with the government and that they were "
            'moving on the capital.\n\n"Nobody has signed anything," their spokesman said.\n\nThe government '
            "had announced a truce on 2 June."
        )
    )
    steps = {f.value for f in record.fields["status"]}
    assert {"denied", "declared"} <= steps


def test_what_one_side_announced_as_agreed_and_the_other_denies_is_denied() -> None:
    """Days on, it does not run by the calendar; who says what stays to be seen."""
    army = (
        "The army of Nigeria said on Wednesday that it had agreed a ceasefire with Boko Haram, to take "
        "effect at once."
    )
    rebels = (
        "Boko Haram denied on Thursday that there was a ceasefire with the army of Nigeria.\n\nThe army "
        "announced a ceasefire on 9 June."
    )
    assert preferred(only(reading(army, rebels)), "status") == ["denied"]
