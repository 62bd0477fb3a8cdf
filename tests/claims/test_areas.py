"""Where a truce is said to hold: the land in words that report it, never the place of the talks."""

from __future__ import annotations

import pytest

from claims.told import named, only, reading


def areas(text: str) -> set[str]:
    """The areas of the one record of a text."""
    found = reading(text)
    return named(found, only(found), "area")


@pytest.mark.parametrize(
    ("text", "area"),
    [
        (
            "Sudan's army and the Justice and Equality Movement agreed on Tuesday to stop fighting for "
            "two weeks in Darfur.",
            "Darfur",
        ),
        (
            "A ceasefire between Armenia and Azerbaijan took effect on Thursday in Nagorno-Karabakh.",
            "Nagorno-Karabakh",
        ),
        (
            "Yemen's government and the Houthi movement agreed on a truce. It covers the city and the port "
            "of Hodeidah.",
            "the city and the port of Hodeidah",
        ),
        ("Thailand and Cambodia agreed on Friday to cease fire along their border.", "along their border"),
        (
            "The Philippine government declared a truce with the Moro Islamic Liberation Front on Monday to "
            "end six weeks of fighting in southern Mindanao.",
            "southern Mindanao",
        ),
    ],
)
def test_the_land_behind_a_truce_is_its_area(text: str, area: str) -> None:
    """A region is told by its own words, whether or not a list knows it."""
    assert any(area in found or found in area for found in areas(text)), areas(text)


@pytest.mark.parametrize(
    "text",
    [
        "Chad's government and the rebels of the United Front for Democratic Change reached a ceasefire in "
        "Bamako on Monday after talks in Bamako that lasted a week.",
        "Congo's government and the March 23 Movement agreed on a truce throughout the period of the vote.",
        "Sudan's army and the Rapid Support Forces agreed on a truce signed in Manama on Friday.",
    ],
)
def test_where_it_was_agreed_is_no_area(text: str) -> None:
    """Talks and signatures have a place of their own; a stretch of time is no land."""
    assert areas(text) == set()


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("The truce in Idlib between Syria's army and the rebels of Ahrar al-Sham began on Friday.", "Idlib"),
        ("A ceasefire in Western Sahara between Morocco and the Polisario Front holds.", "western-sahara"),
        (
            "Syria's army began a daily humanitarian pause in Eastern Ghouta on Tuesday.",
            "Eastern Ghouta",
        ),
        (
            "Chad's army and the rebels of FACT declared a truce in flood-hit areas.",
            "flood-hit areas",
        ),
        (
            "Iran and Iraq stopped all fire on Friday along the whole of the 700-mile front under a truce.",
            "along the whole of the 700-mile front",
        ),
        (
            "The truce between Saudi Arabia and the Houthis covers all the national territory from Monday.",
            "all the national territory",
        ),
    ],
)
def test_names_that_begin_like_another_word_are_land(text: str, area: str) -> None:
    """Idlib is not “I”, Western Sahara not “We”, Eastern Ghouta not Easter; wholes are told in many words."""
    found = reading(text)
    assert area in {str(f.value) for f in only(found).fields["area"]}


@pytest.mark.parametrize(
    "text",
    [
        "ACCRA, June 17 (Gulf Agency) - Liberia's government and the rebels of LURD signed a truce in Ghana.",
        "The truce between Liberia's government and the rebels of LURD will end fighting in Liberia's war.",
        "Russia and Ukraine agreed on Friday to an Easter truce.",
        "The rebels of ETA ended their truce with Spain and would be active on all fronts.",
    ],
)
def test_what_is_told_of_other_land_is_no_area(text: str) -> None:
    """Where it was signed, whose war it is, a feast, and where the war will be fought."""
    assert areas(text) == set()
