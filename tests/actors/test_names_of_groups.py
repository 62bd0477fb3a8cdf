"""Groups under other names than their own: short of their state, after a people, in part a possessive."""

from __future__ import annotations

import pytest

from truceline.actors import find
from truceline.language import parse_text

NAMES = [
    ("Prince Johnson spoke in Monrovia for the Independent National Patriotic Front.", "inpfl"),
    ("The National Patriotic Front signed in Liberia.", "npfl"),
    ("Bodo militants signed in Assam, India. The NDFB and the ULFA are at war with it.", "ndfb"),
    ("Acehnese rebels agreed. The Free Aceh Movement has been at war with Indonesia.", "gam"),
    ("The Kono People's Front agreed to it in Mali.", "kono-people-front"),
    ("THE GOVERNMENT OF KENYA AND THE HIGHLAND PEOPLE'S ARMY (HPA) AGREED.", "highland-people-army"),
    ("Foday Sankoh and Ahmad Tejan Kabbah met. The Revolutionary United Front stays where it is.", "ruf"),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_a_group_is_known_under_other_names(text: str, expected: str) -> None:
    """Where the text leaves one group that can be meant, it is that group; else it has a name of its own."""
    assert expected in {mention.actor for mention in find(parse_text(text)).mentions}


def test_a_people_is_no_spoilt_name() -> None:
    """A Hutu movement sounds like another one and is not."""
    cast = find(parse_text("Bujumbura and the main Hutu movement in Burundi met on Tuesday."))
    assert not cast.anomalies
    assert "houthis" not in cast.actors


ALSO = [
    ("The Syrian army fired.", "Syrian armed forces"),
    ("The Ivorian army fired.", "Armed forces of Cote d'Ivoire"),
    ("Philippine government troops fired at the Philippine government.", "Philippine government"),
    ("Rebels in Chad shot at the Chadian rebels.", "Chadian rebels"),
]


@pytest.mark.parametrize(("text", "also"), ALSO)
def test_what_belongs_to_a_state_goes_by_its_adjective_too(text: str, also: str) -> None:
    """Both forms are names of the one actor."""
    names = [a.name for actor in find(parse_text(text)).actors.values() for a in actor.aliases]
    assert also in names


def test_names_of_states_keep_their_article() -> None:
    """The government of the Philippines, not of Philippines."""
    cast = find(parse_text("The Philippine government and the Central African government met."))
    names = {actor.name for actor in cast.actors.values()}
    assert {"Government of the Philippines", "Government of the Central African Republic"} <= names


def test_who_commands_or_leads_a_group_belongs_to_it() -> None:
    """An adjective before the office, or a clause in its place."""
    text = (
        "Abdul Majid Dar, the operational commander of the Hizbul Mujahideen, spoke. "
        "Ivan Horvat, who commands the Sand Front, did not."
    )
    cast = find(parse_text(text))
    assert cast.actors["abdul-majid-dar"].of == "hizbul-mujahideen"
    assert cast.actors["ivan-horvat"].of == "sand-front"
