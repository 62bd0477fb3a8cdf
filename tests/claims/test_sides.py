"""Whose truce it is: sides told outright, through those who signed, through whom they fight, by what they
have in common. Each list holds several wordings of one kind, on conflicts of different times and places.
"""

from __future__ import annotations

import pytest

from claims.told import named, only, reading


def parties(text: str) -> set[str]:
    """The parties of the one ceasefire of a text."""
    found = reading(text)
    return named(found, only(found), "parties")


SIGNED_FOR = [
    (
        "Norway and Peru watched as a ceasefire was signed in Lome on Tuesday. Colonel Ali Sow signed for "
        "the government of Mali and Ibrahim Ag Sidi on behalf of the Karwan Defence Front.",
        {"Government of Mali", "Karwan Defence Front"},
    ),
    (
        "The truce was signed on Monday by General Ivan Horvat of the Army of the North River, Marta Silva "
        "of the Sand Valley Front and Josip Kovac of the Red Hill Brigades.",
        {"Army of the North River", "Sand Valley Front", "Red Hill Brigades"},
    ),
    (
        "A two-week truce begins on Friday. It commits the Congolese army and the rebels of the Movement of "
        "23 March to silence their weapons.",
        {"FARDC", "March 23 Movement"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), SIGNED_FOR)
def test_those_for_whom_it_was_signed_are_its_parties(text: str, expected: set[str]) -> None:
    """Not the men who held the pen, nor those who looked on."""
    assert parties(text) == expected


FIGHTING = [
    (
        "A ceasefire took hold at noon on Tuesday. The fighting between the Ethiopian army and the Oromo "
        "Liberation Army had killed 200 people.",
        {"Armed forces of Ethiopia", "Oromo Liberation Army"},
    ),
    (
        "The truce began on Friday at dawn after a month in which Chad and Libya shelled each other.",
        {"Chad", "Libya"},
    ),
    ("Peru-Ecuador ceasefire takes effect\n\nThe ceasefire took effect on Monday.", {"Peru", "Ecuador"}),
]


@pytest.mark.parametrize(("text", "expected"), FIGHTING)
def test_those_who_fight_are_the_sides_where_nobody_is_named_outright(text: str, expected: set[str]) -> None:
    """A report of the second day seldom says again who agreed."""
    assert parties(text) == expected


NOT_PARTIES = [
    ("Liberia's warring parties signed a ceasefire on Tuesday, the Ghanaian mediator said.", "Liberia"),
    ("Somalia's rival militias agreed on a truce on Monday, elders said.", "Somalia"),
    ("India and Pakistan agreed on a ceasefire on Monday at a New Zealand army camp.", "New Zealand"),
    (
        "India and Pakistan agreed on a ceasefire on Monday. Groups with ties to al-Qaeda ignored the truce.",
        "al-Qaeda",
    ),
    (
        "The U.S.-backed rebels of the Sand Valley Front and the army of Chad signed a ceasefire on Monday.",
        "United States",
    ),
]


@pytest.mark.parametrize(("text", "wrong"), NOT_PARTIES)
def test_whose_the_sides_are_or_what_they_are_like_is_no_side(text: str, wrong: str) -> None:
    """Owners, backers and places of meeting take no part."""
    assert not any(wrong in name for name in parties(text))


SHARED_NOUN = [
    ("The Ninja and Cocoye militias signed a truce in Brazzaville on Monday.", {"Ninjas", "Cocoyes"}),
    ("The Tagali and Liwi clans agreed to a ceasefire on Sunday.", {"Tagali", "Liwi clans"}),
    (
        "Senegalese and Gambian troops agreed to a ceasefire on Monday after a day of clashes.",
        {"Armed forces of Senegal", "Armed forces of the Gambia"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), SHARED_NOUN)
def test_two_names_may_share_one_noun(text: str, expected: set[str]) -> None:
    """Each of the two is a side."""
    assert parties(text) == expected


OF_THE_DATELINE = [
    (
        "FREETOWN, Nov 11, 2000 (Coast Agency) - The government and the Revolutionary United Front signed a "
        "ceasefire in Abuja.",
        {"Government of Sierra Leone", "Revolutionary United Front"},
    ),
    (
        "BUJUMBURA, June 2, 2004 (Coast Agency) - President Jean Hakiza and the rebels of the Karwan Defence "
        "Front signed a ceasefire on Tuesday. Kenya and Gabon cheered.",
        {"Burundi", "Karwan Defence Front"},
    ),
    (
        "PHNOM PENH, May 2, 1991 (Coast Agency) - A truce between the army and the Karwan Defence Front "
        "began on Wednesday, diplomats of France and Indonesia said.",
        {"Armed forces of Cambodia", "Karwan Defence Front"},
    ),
    (
        "GENEVA, May 2, 1991 (Coast Agency) - The government of Mali and the Karwan Defence Front signed a "
        "ceasefire. The army will withdraw.",
        {"Government of Mali", "Karwan Defence Front"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), OF_THE_DATELINE)
def test_the_government_is_that_of_the_dateline(text: str, expected: set[str]) -> None:
    """Where a report names no state, or several as often, it is sent from the war; not from talks."""
    assert parties(text) == expected


OF_BOTH = [
    ("The Georgian and Abkhaz sides signed a ceasefire on Tuesday.", {"Georgia", "Abkhazia"}),
    (
        "The Honduran and Salvadoran armies signed a ceasefire on Tuesday.",
        {"Armed forces of Honduras", "Armed forces of El Salvador"},
    ),
    ("The guns of Iran and Iraq fell silent at dawn.", {"Iran", "Iraq"}),
    ("Guns fell silent at dawn along the border between Iran and Iraq.", {"Iran", "Iraq"}),
    (
        "Iranian and Iraqi guns fell silent at dawn.",
        {"Armed forces of Iran", "Armed forces of Iraq"},
    ),
    (
        "India and Pakistan shelled each other. India blamed Pakistan and Pakistan India. On Saturday the "
        "two sides agreed to a ceasefire, Norway said.",
        {"India", "Pakistan"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), OF_BOTH)
def test_sides_that_share_a_noun(text: str, expected: set[str]) -> None:
    """Two adjectives with one noun, two owners of the guns, the two states that a text is about."""
    assert parties(text) == expected


STANDING_FOR_OTHERS = [
    "The Karwan Command, which speaks for the Red Front and the Sand Valley Army, declared a ceasefire.",
    "The Karwan Command, speaking for the Red Front and the Sand Valley Army, declared a ceasefire.",
]


@pytest.mark.parametrize("text", STANDING_FOR_OTHERS)
def test_those_in_whose_name_an_umbrella_declares(text: str) -> None:
    """Its members are sides, and it alone declares."""
    found = reading(text)
    assert parties(text) >= {"Red Front", "Sand Valley Army"}
    assert named(found, only(found), "declared_by") == {"Karwan Command"}


def test_a_group_that_declares_alone_declared_its_older_truces() -> None:
    """Where a report says of them nothing but that they were."""
    found = reading(
        "ETA declared a permanent ceasefire on Wednesday. An indefinite truce declared in September 1998 was "
        "called off 14 months later.",
        published="2006-03-23",
    )
    assert [named(found, one, "declared_by") for one in found.ceasefires] == [{"ETA"}, {"ETA"}]


def test_who_calls_a_truce_declares_it() -> None:
    """An organisation calls one for others."""
    own = reading("The truce called by the IRA began on Monday.")
    assert named(own, only(own), "declared_by") == {"Irish Republican Army"}
    others = reading("A ceasefire called by the African Union took hold between Chad and Libya on Friday.")
    assert named(others, only(others), "mediators") == {"African Union"}
    assert named(others, only(others), "declared_by") == set()


def test_who_said_that_it_accepted() -> None:
    """The other side, in a sentence that names no truce."""
    text = "Mali's army declared a truce on Friday. The Sand Valley Front said it accepted."
    assert parties(text) == {"Armed forces of Mali", "Sand Valley Front"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The Yemeni army and Houthi rebels fought near Aden. They had agreed on a ceasefire on Sunday.",
            {"Armed forces of Yemen", "Ansar Allah"},
        ),
        (
            "Clashes of Armenia and Azerbaijan killed nine people. They had agreed on a truce on Sunday.",
            {"Armenia", "Azerbaijan"},
        ),
        (
            "Sudan's army and the Rapid Support Forces traded fire. They agreed on a ceasefire on Sunday.",
            {"Sudanese Armed Forces", "Rapid Support Forces"},
        ),
    ],
)  # fmt: skip
def test_they_are_the_two_sides_named_side_by_side_before(text: str, names: set[str]) -> None:
    found = reading(text)
    assert named(found, only(found), "parties") == names


def test_they_are_not_two_who_met_a_side() -> None:
    found = reading("Qatar and Egypt met the envoys of Hamas. They agreed on a truce with Israel on Sunday.")
    assert not named(found, only(found), "parties") & {"Qatar", "Egypt"}
