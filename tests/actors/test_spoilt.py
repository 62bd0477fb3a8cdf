"""Names spoilt by translation or spelling: recognised by reasoning, shown as anomalies, never invented."""

from __future__ import annotations

import pytest

from truceline.actors import Cast, find
from truceline.language import parse_text

TRANSLATED = (
    "This was stated to journalists the foreign Ministry's press Secretary {name}.\n"
    '"Consultations will go on", - said {surname}. - "There is no other way".\n'
    "{noun} added that the truce holds.\n"
    '"We count on it", - stressed {noun}.'
)
CLEAN = (
    "Foreign ministry spokesman {name} briefed reporters on the truce.\n"
    "{noun} said that it held.\n"
    '"We count on it," {noun} added.'
)


def cast_of(text: str) -> Cast:
    return find(parse_text(text))


def suggested(cast: Cast) -> list[object]:
    assert all(anomaly.kind == "name_variant" for anomaly in cast.anomalies)
    return [anomaly.suggestion for anomaly in cast.anomalies]


@pytest.mark.parametrize(
    ("name", "noun"),
    [
        ("Viktor Zaitsev", "Hares"),
        ("Andrei Volkov", "Wolves"),
        ("Oleh Kovalenko", "Blacksmith"),
        ("Irina Sokolova", "Falcon"),
        ("Pavel Gribov", "Mushrooms"),
        ("Mykola Bondarenko", "Cooper"),
        ("Elif Demirci", "Blacksmith"),
        ("Hasan Yildiz", "Star"),
    ],
)
def test_a_surname_given_as_a_common_noun_is_its_bearer(name: str, noun: str) -> None:
    """A bare noun that speaks is the person whose surname it is the stem of, in translated text."""
    text = TRANSLATED.format(name=name, surname=name.rsplit(maxsplit=1)[-1], noun=noun)
    cast = cast_of(text)
    speakers = {mention.actor for mention in cast.mentions if mention.text == noun}
    assert speakers == {"-".join(name.lower().split())}
    assert suggested(cast) == [name]
    assert cast.anomalies[0].evidence[0].text == noun
    place = text.index(noun)
    found = cast.who(place, place + len(noun))
    assert found is not None
    assert "translation" in found.why


@pytest.mark.parametrize(
    ("name", "noun"),
    [("Viktor Zaitsev", "Hares"), ("Andrei Volkov", "Wolf"), ("Pavel Peskov", "Sands")],
)
def test_without_marks_of_translation_a_noun_is_nobody_else(name: str, noun: str) -> None:
    assert suggested(cast_of(CLEAN.format(name=name, noun=noun))) == []


@pytest.mark.parametrize(
    "introduced",
    ["Philippe Sands", "Christa Wolf", "Condoleezza Rice", "George Bush", "Jonathan Frost", "Peter Fox"],
)
def test_people_whose_name_is_a_noun_keep_it(introduced: str) -> None:
    """A real Sands, Wolf, Rice or Bush is introduced: nothing is suspected, even beside a Peskov."""
    surname = introduced.rsplit(maxsplit=1)[-1]
    text = (
        f"The foreign Ministry's lawyer {introduced} met Andrei Volkov and Dmitry Peskov in the RF.\n"
        f'"It is so", - said {surname}.\n{surname} added nothing. {surname} explained the rest.'
    )
    cast = cast_of(text)
    assert suggested(cast) == []
    assert {mention.actor for mention in cast.mentions if mention.text == surname} == {slugged(introduced)}


def slugged(name: str) -> str:
    return {"George Bush": "george-bush"}.get(name, "-".join(name.lower().split()))


def test_a_noun_that_fits_two_people_is_left_open() -> None:
    text = (
        TRANSLATED.format(name="Ivan Volkov", surname="Volkov", noun="Wolves")
        + " Semyon Volchenko left the room."
    )
    assert suggested(cast_of(text)) == []


@pytest.mark.parametrize(
    ("written", "actor"),
    [
        ("dzhebhat EN-Nusra", "jabhat-al-nusra"),
        ("Dzhaysh al-Islyam", "jaysh-al-islam"),
        ("Khizballakh", "hezbollah"),
        ("Akhrar ash-Sham", "ahrar-al-sham"),
        ("Faylak ar-Rakhman", "faylaq-al-rahman"),
    ],
)
def test_a_group_is_known_by_its_sound(written: str, actor: str) -> None:
    cast = cast_of(f"The regime of silence does not apply to “Islamic state” and “{written}” in Syria.")
    assert actor in {mention.actor for mention in cast.mentions if mention.text == written}


def test_a_label_read_as_a_word_is_shown_with_the_letter_beside_its_neighbour() -> None:
    cast = cast_of("In Moscow they work on the plan “And”, and know of no plan “B”.")
    assert suggested(cast) == ["A"]
    assert suggested(cast_of("The plan “And” was a film. Nobody saw it.")) == []


def test_a_president_under_a_translated_surname_is_found_by_office_and_state() -> None:
    """The given name or the office must fit as well as the noun."""
    cast = cast_of("Translated from Spanish. The president Saints ordered the high the fire with the FARC.")
    assert suggested(cast) == ["Juan Manuel Santos"]
    assert suggested(cast_of("President Saints ordered the ceasefire with the FARC.")) == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Mevlut Cavusoglu", "Mevlüt Çavuşoğlu"),
        ("Sergey Lavrov", "Sergei Lavrov"),
        ("Abdel Fattah al-Burhan", "Abdel-Fattah Burhan"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Ban Ki-moon", "ban Ki-moon"),
    ],
)
def test_spellings_of_one_name_are_one_person(one: str, two: str) -> None:
    actors = {
        mention.actor for mention in cast_of(f"Reporters asked {one} about it. Later {two} left.").mentions
    }
    assert len(actors) == 1
