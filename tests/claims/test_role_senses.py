"""Words of a role that give nobody a part in the truce."""

from __future__ import annotations

import pytest

from claims.told import named, only, reading

MADE = "Rwanda's government and the Rwandan Patriotic Front signed a truce on Friday. "


def part(text: str, field: str) -> set[str]:
    """Who plays a part in the one record of a text."""
    found = reading(MADE + text)
    return named(found, only(found), field)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("monitors", "Observers from Belgium and Uganda sat in the hall as the truce was signed."),
        ("monitors", "The truce came a day after French peacekeepers reported clashes in the east."),
        ("mediators", "Norway, which no longer acts as a mediator, welcomed the truce."),
        ("mediators", "Kenya, which mediated earlier truces, sent nobody."),
        ("mediators", "Burundi's Pierre Nkurunziza, who won office promising talks, hailed the truce."),
        ("excluded", "The truce obliges both to withdraw all armed formations, except peacekeepers."),
    ],
)
def test_no_part(field: str, text: str) -> None:
    """Those who look on, have left off, or did it for another truce have no part in this one."""
    assert part(text, field) == set()


def test_peacekeepers_who_are_to_watch_are_monitors() -> None:
    """What is said of them decides, not the noun."""
    assert part("French peacekeepers will monitor the truce.", "monitors") == {"France"}


def test_those_whom_a_side_asks_to_watch_are_monitors() -> None:
    """Not who asks."""
    assert part("The president asked France to watch over the truce.", "monitors") == {"France"}


def test_groups_told_by_an_apposed_list() -> None:
    """The names are who is left out, not "two groups"."""
    text = "The truce does not cover two groups that the army hunts, Abu Sayyaf and Jemaah Islamiyah."
    assert part(text, "excluded") == {"Abu Sayyaf", "Jemaah Islamiyah"}


def test_a_rebel_leader_acts_for_no_state() -> None:
    """ "A Chad rebel general" is not Chad; "the coalition led by X" is not X."""
    found = reading("Chad rebel general Hassan Djamous declared a ceasefire on Friday, residents said.")
    assert "Chad" not in named(found, only(found), "declared_by")
    found = reading("The coalition led by Saudi Arabia declared a ceasefire in Yemen on Friday.")
    assert named(found, only(found), "declared_by") == {"Saudi-led coalition"}


def test_enemies_are_two_groups() -> None:
    """Groups that fought each other were once one entry of the list of groups."""
    found = reading("The Malaita Eagle Force and the Isatabu Freedom Movement signed a ceasefire on Friday.")
    assert named(found, only(found), "parties") == {"Malaita Eagle Force", "Isatabu Freedom Movement"}
