"""Who watches over a truce: those who sit in a body, who lead or send it, to whom the watching is left."""

from __future__ import annotations

import pytest

from claims.told import named, only, reading

SIDES = "The army of Chad and the Sand Valley Front signed a ceasefire on Tuesday"
BOTH = {"Armed forces of Chad", "Sand Valley Front"}

BODIES = [
    ("It will be checked by a committee of six: two officers of each side and two of the African Union.",
     {"African Union", *BOTH}),
    ("Complaints go to a panel of four, Belgium, Gabon, Kenya and Peru, which rules on violations.",
     {"Belgium", "Gabon", "Kenya", "Peru"}),
    ("A team led by ECOWAS and made up of the two parties and the United Nations sets out.",
     {"Economic Community of West African States", "United Nations", *BOTH}),
    ("A monitoring group under a general of that bloc, with men from Benin, is on its way.", {"Benin"}),
    ("Togo chairs a panel, with Peru and Kenya, to which breaches are reported.", {"Togo", "Peru", "Kenya"}),
    ("Gabon and Togo sit on the commission that is to keep an eye on it.", {"Gabon", "Togo"}),
    ("Officers of Kenya and Peru are to join the monitors.", {"Kenya", "Peru"}),
    ("Peru, Kenya and Gabon will send 60 soldiers to watch it.", {"Peru", "Kenya", "Gabon"}),
    ("Monitoring was left to the African Union.", {"African Union"}),
    ("The observers, men from Kenya and Peru, are under the orders of the African Union.", {"African Union"}),
    ("The truce is supervised by the mission known as Minurcat.",
     {"UN Mission in the Central African Republic and Chad"}),
    ("The OSCE mission, with soldiers of Peru, is to verify that the guns stay silent.",
     {"OSCE Special Monitoring Mission"}),
]  # fmt: skip


@pytest.mark.parametrize(("told", "expected"), BODIES)
def test_who_sits_in_a_body_watches(told: str, expected: set[str]) -> None:
    """By name, or as "each side" of the truce; a mission with a name stands for those who send men to it."""
    found = reading(f"{SIDES}. {told}")
    assert named(found, only(found), "monitors") == expected


NONE = [
    "A joint police force will look after the markets.",
    "They had reached it at a session of the joint commission.",
    "A monitoring group in another country reported two dead.",
]


@pytest.mark.parametrize("told", NONE)
def test_what_only_bears_such_a_name_does_not(told: str) -> None:
    """Police, the place of the talks, and those who count from afar."""
    found = reading(f"{SIDES}. {told}")
    assert named(found, only(found), "monitors") == set()


def test_a_body_without_a_name_gives_way_to_those_who_are_named() -> None:
    """A joint commission of the sides alone is told where nobody else watches."""
    joint = f"{SIDES}. A joint commission will watch over it."
    alone, beside = reading(joint), reading(f"{joint} The African Union will send observers.")
    assert named(alone, only(alone), "monitors") == {"joint commission"}
    assert named(beside, only(beside), "monitors") == {"African Union"}


def test_missions_watch_under_any_of_their_names() -> None:
    """In the words of agencies, by what the mission does, and under who leads its body; clergy in person."""
    for told, expected in (
        ("Observers of the U.N. Iran-Iraq Military Observer Group watch the truce.", "UNIIMOG"),
        ("MINURSO will investigate violations.", "MINURSO"),
        ("An African Union-led ceasefire commission is to verify compliance.", "African Union"),
        ("The truce is to be watched by Togo.", "Togo"),
        ("Cardinal Miguel Obando y Bravo will verify compliance.", "Miguel Obando y Bravo"),
    ):
        found = reading(f"Mali and the Sand Valley Front signed a ceasefire on Tuesday. {told}")
        assert named(found, only(found), "monitors") == {expected}, told
