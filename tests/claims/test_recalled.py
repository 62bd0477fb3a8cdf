"""What became of a truce long over, told in one clause beside the news of another."""

from __future__ import annotations

import pytest

from claims.told import preferred, reading

NEWS = (
    "The government and the Northern Front signed a ceasefire in Nairobi on Tuesday that is to take effect on"
    " November 20.\n\n"
)
BROKEN = [
    "The last truce between the two, signed in March 2012, was violated from the first day by either army.",
    "A pause agreed in March 2012 quickly fell by the wayside.",
    "The ill-fated ceasefire of March 2012 had been arranged by Kenya.",
    "Fighting resumed weeks after the two sides signed a ceasefire in March 2012.",
    "War flared up again in 2013 in spite of a truce signed in March 2012.",
    "The two sides signed a ceasefire in March 2012, but were at war again by June.",
    "They signed a truce in March 2012, only for it to collapse in May.",
    "In June 2012 they signed a truce. Fighting broke out again two weeks later.",
    "In June 2012 they signed a truce. Neither side kept to it.",
    "Both sides repeatedly violated the Nakuru truce of June 2012.",
    "The Nakuru truce of June 2012 fell victim to the army's summer offensive.",
    "A truce reached in June 2012 held not a week.",
]
ENDED = [
    "The rebels called off a truce in May 2012 after two months.",
    "The truce, which ran out in May 2012, had been arranged by Kenya.",
    "A truce was in force from March to June 2012.",
    "The two sides observed a ten-day Christmas truce in December 2012.",
    "The government declared a one-week unilateral ceasefire in June 2013.",
    "The Front's withdrawal from the ceasefire in May 2012 came as a surprise.",
    "A Christmas truce in December 2012 was allowed to lapse.",
]
OTHERS = [
    ("The Nakuru truce of June 2012 with the Southern Front remains in force.", "in_force"),
    ("In June 2012 they signed a truce in Nakuru, and delegates met for talks held on a ship.", "agreed"),
    ("A truce of June 2012 was checked by a short-lived team of officers.", "agreed"),
    ("The army accused the Front of violating the Nakuru truce of June 2012.", "in_force"),
]


def _told(text: str) -> list[object]:
    """The status of what a text recalls beside the news."""
    records = reading(NEWS + text, published="2014-11-12").ceasefires
    found = [preferred(record, "status") for record in records]
    assert ["agreed"] in found
    found.remove(["agreed"])
    return found


@pytest.mark.parametrize("text", BROKEN)
def test_war_after_an_older_truce_is_its_end(text: str) -> None:
    assert _told(text) == [["broken"]]


@pytest.mark.parametrize("text", ENDED)
def test_an_older_truce_that_ran_out_or_was_called_off_is_over(text: str) -> None:
    assert _told(text) == [["ended"]]


@pytest.mark.parametrize(("text", "status"), OTHERS)
def test_what_tells_no_fate_of_an_older_truce_makes_none(text: str, status: str) -> None:
    """Words of other nouns, and one side's charge, are no fate."""
    assert _told(text) == [[status]]
