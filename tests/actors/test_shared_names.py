"""Names that groups of several countries bear, and names that no list has."""

from __future__ import annotations

import pytest

from truceline.actors import Cast, find
from truceline.actors._gazetteer import gazetteer
from truceline.language import parse_text


def _cast(text: str) -> Cast:
    return find(parse_text(text))


def _armed(cast: Cast) -> dict[str, str]:
    """The armed groups of a cast: how each is written, and its actor."""
    return {m.text: m.actor for m in cast.mentions if cast.actors[m.actor].kind == "armed_group"}


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("The Eastern Front agreed in Asmara to stop the fighting in eastern Sudan.", "sudan"),
        ("The National Liberation Army said in Bogota that its truce with Colombia would begin.", "colombia"),
        ("The National Liberation Army and Macedonia ended the fighting around Tetovo.", "north-macedonia"),
        ("The People's Liberation Army of China held its fire on the Galwan.", "china"),
        ("In Manipur, India, the People's Liberation Army turned the offer down.", "india"),
    ],
)
def test_a_shared_name_is_the_one_at_home_in_a_state_of_the_text(text: str, home: str) -> None:
    """The country of the report decides between groups of one name."""
    actors = [actor for words, actor in _armed(_cast(text)).items() if "Army" in words or "Front" in words]
    assert actors
    entries = gazetteer().entries
    assert all(home in entries[actor].where for actor in actors)


@pytest.mark.parametrize(
    "text",
    [
        "The Eastern Front laid down its arms, the president of Chad said.",
        "In Estonia the National Liberation Army promised a pause of a week.",
        "A truce with the Popular Front was read out in Mongolia.",
        "The Liberation Front offered to stop its attacks.",
        "The People's Liberation Army wrote from Fiji that it would hold its fire.",
    ],
)
def test_a_shared_name_is_nobody_listed_where_none_is_at_home(text: str) -> None:
    """A group of this name in another country is somebody else: no identity is better than a wrong one."""
    cast = _cast(text)
    unknown = [m for m in cast.mentions if m.kind == "unknown_group"]
    assert [cast.actors[m.actor].kind for m in unknown] == ["armed_group"]
    assert unknown[0].actor not in gazetteer().entries


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Elders said the Karwan Defence Front would leave the bridge.", "Karwan Defence Front"),
        ("Fighters of the Storm Hawks agreed with the army to stop shooting.", "Storm Hawks"),
        ("A deal with the Sons of the Valley was read out on Friday.", "Sons of the Valley"),
        ("The Sand River Brigades signed before noon.", "Sand River Brigades"),
        (
            "The Ostin faction of the Karwan Defence Front did not sign.",
            "Ostin faction of the Karwan Defence Front",
        ),
    ],
)
def test_a_group_that_no_list_has_is_read_from_its_form(text: str, words: str) -> None:
    """Nobody needs to have heard of a group before."""
    assert words in _armed(_cast(text))


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("The Houthi rebels agreed, Abdul-Malik al-Houthi said in Sanaa.", "Houthi rebels", "houthis"),
        ("Haitian police held their fire.", "Haitian police", "haitian-police"),
        (
            "The military government in Rangoon signed.",
            "military government in Rangoon",
            "government-of-myanmar",
        ),
        ("The junta in Ouagadougou agreed to it.", "junta in Ouagadougou", "government-of-burkina-faso"),
    ],
)
def test_parties_are_read_with_what_stands_beside_their_name(text: str, words: str, actor: str) -> None:
    """A noun for fighters or rulers beside a name says who is meant."""
    assert actor in {m.actor for m in _cast(text).mentions if words.endswith(m.text) or m.text in words}


def test_half_of_an_adjective_is_no_party() -> None:
    """ "Hamas-run" says whose the ministry is, not that Hamas acts."""
    cast = _cast("The Hamas-run ministry in Gaza gave a number. A Houthi-held port was reopened.")
    assert {m.kind for m in cast.mentions if m.text in {"Hamas", "Houthi"}} == {"demonym"}


def test_a_short_name_in_brackets_stands_for_the_listed_group_before_it() -> None:
    """What a text says an acronym means is what it means there."""
    text = "The Movement for Democracy and Justice in Chad (MDJT) agreed. The MDJT then left Tibesti."
    cast = _cast(text)
    [actor] = {m.actor for m in cast.mentions if m.text == "MDJT"}
    assert actor == cast.mentions[0].actor
