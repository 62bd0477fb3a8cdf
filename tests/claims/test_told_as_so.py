"""What became of a ceasefire, in more of the ways in which ordinary news tells it."""

from __future__ import annotations

import pytest

from claims.told import only, preferred, reading

TOLD = [
    ("in_force", "Officials spoke of a ceasefire of the army and rebels that had gone into effect at dawn."),
    ("in_force", "The truce between the army and the rebels, having gone into force at noon, is holding."),
    ("in_force", "The ceasefire between the army and the rebels became operational at 6 a.m. on Monday."),
    ("in_force", "The power plant of Gaza restarted on Monday, 14 hours into a truce of Israel and Hamas."),
    ("in_force", "Planes brought flour to Aden a week into the truce between the army and the rebels."),
    ("in_force", "Observers said that both armies had respected the truce between Chad and Libya so far."),
    ("in_force", "The rebels have kept to the ceasefire with the army, the general said."),
    ("in_force", "With the ceasefire between Hezbollah and Israel hours old, thousands headed south."),
    ("in_force", "Since the start on Sunday of a truce of the army and the rebels, six people have died."),
    ("broken", "The latest truce between the army and the rebels lasted barely three hours."),
    ("broken", "Fresh fighting has put an end to a month-long truce between the army and the rebels."),
    ("broken", "The truce between rebels and government was swept aside by an attack on the capital."),
    ("broken", "The ceasefire between the army and the rebels was blown apart on Monday by an air raid."),
    ("broken", "Fighting between the army and rebels resumed within hours of their ceasefire."),
    ("ended", "The truce of Israel and Hamas began on Friday. By Sunday noon the 48 hours were up."),
    ("ended", "The rebels said that there would be no renewal of the truce with the army."),
    ("ended", "The rebels took themselves out of the truce with the government on Monday."),
    ("extended", "Israel and Hamas agreed to a seventh day of truce."),
    ("extended", "The truce between Israel and Hamas will last two days longer, Qatar said."),
    ("rejected", "Rebels snubbed a ceasefire that the government had offered."),
    ("agreed", "India and Pakistan settled that all firing on land, at sea and in the air will cease soon."),
    ("agreed", "Talks of the army and the rebels from 26 till 28 May produced a ceasefire."),
]  # fmt: skip


@pytest.mark.parametrize(("status", "text"), TOLD)
def test_a_status_is_told_in_many_ways(status: str, text: str) -> None:
    assert preferred(only(reading(text)), "status") == [status]


@pytest.mark.parametrize(
    "text",
    [
        "The plant reopened on Monday, a day into the truce between the army and the rebels.",
        "Planes landed again on Monday, a day into the truce between the army and the rebels.",
    ],
)
def test_plants_and_planes_plan_nothing(text: str) -> None:
    assert preferred(only(reading(text)), "status") == ["in_force"]


def test_the_days_of_talks_are_not_those_of_the_truce() -> None:
    record = only(reading("Talks of the army and the rebels from 26 till 28 May produced a ceasefire."))
    assert "effective" not in record.fields
    assert "ends" not in record.fields
