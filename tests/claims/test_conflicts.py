"""Where a report contradicts itself."""

from __future__ import annotations

import pytest

from truceline.model import Anomaly, Metadatum, When
from truceline.reader import read_articles
from truceline.sources import article_from_text


def slips(text: str, kind: str, published: str = "2021-06-10") -> list[Anomaly]:
    """The anomalies of a kind in a text that was published on a day."""
    known = (Metadatum(name="published", value=published, origin="user"),)
    [article] = read_articles([article_from_text(text, metadata=known)]).articles
    return [a for a in article.anomalies if a.kind == kind]


def test_a_headline_that_makes_what_the_text_only_proposes() -> None:
    """The text is taken, and both are shown."""
    text = (
        "Army and rebels agree to ceasefire in north\n\n"
        "Mediators have proposed a ceasefire to the army and the rebels in the northern province, and "
        "expect an "
        "answer this week, an official said. Shelling went on during the night.\n"
    )
    [found] = slips(text, "headline_conflict")
    assert found.suggestion == "proposed"
    assert len(found.evidence) == 2


def test_a_headline_that_says_what_the_text_says() -> None:
    """Nothing is wrong with it."""
    text = (
        "Army and rebels agree to ceasefire in north\n\n"
        "The army and the rebels agreed to a ceasefire in the northern province on Wednesday, an official "
        "said.\n"
    )
    assert slips(text, "headline_conflict") == []


def test_a_list_with_another_length_than_announced() -> None:
    """Five are announced, four are named: a count that the reader would have to make by hand."""
    text = (
        "The five guarantor countries, Argentina, Brazil, Chile and the United States, urged Peru and "
        "Ecuador to "
        "keep the ceasefire that their armies agreed to on the border.\n"
    )
    [found] = slips(text, "count_conflict")
    assert found.suggestion == "4"


def test_an_open_list_is_no_conflict() -> None:
    """Names that are only examples do not have to be as many as announced."""
    text = (
        "The army and seven rebel groups, among them the Justice and Equality Movement and the Sudan "
        "Liberation "
        "Movement, agreed to a ceasefire in Darfur on Wednesday.\n"
    )
    assert slips(text, "count_conflict") == []


WRONG_DAY = (
    "Truce to start on Friday\n\nWASHINGTON, Feb 22 - The army and the rebels announced a truce on Monday. "
    "It begins at noon on Saturday, February 27, a joint statement says.\n"
)


def test_a_headline_with_another_day_than_the_text() -> None:
    """The day in the text is taken; a truce that was put off is told by two days rightly."""
    [found] = slips(WRONG_DAY, "headline_conflict", "2016-02-23")
    assert isinstance(found.suggestion, When)
    assert found.suggestion.edtf.startswith("2016-02-27")
    assert slips(WRONG_DAY.replace("Friday", "Saturday"), "headline_conflict", "2016-02-23") == []
    put_off = WRONG_DAY.replace("a joint", "after it was postponed by a day, a joint")
    assert slips(put_off, "headline_conflict", "2016-02-23") == []


LENGTHS = [
    (
        "A thirty-day truce between the government and the rebels came into force on 10 November and expires "
        "on {}.",
        "20 November",
        "10 December",
    ),
    (
        "The army and the rebels cease fire from 6 p.m. on 4 November. The truce remains in force for "
        "seventy-two hours, that is, until 6 p.m. on {}.",
        "8 November",
        "7 November",
    ),
]


@pytest.mark.parametrize(("text", "wrong", "right"), LENGTHS)
def test_a_length_that_does_not_fit_its_two_ends(text: str, wrong: str, right: str) -> None:
    """Start, end and length are held against each other, sentences apart too."""
    assert len(slips(text.format(wrong), "duration_mismatch", "2000-11-11")) == 1
    assert slips(text.format(right), "duration_mismatch", "2000-11-11") == []


def test_names_that_nobody_knows_are_counted_too() -> None:
    """A list is as long as its names, in a gazetteer or not."""
    text = (
        "Six {}, the army of Sudan, the Popular Front of Zarqal, the Barzuk Guard, the Sudan Liberation "
        "Movement, the Umbar Brigade and the Quellan Shield, signed a ceasefire in Darfur on Wednesday.\n"
    )
    assert slips(text.format("groups"), "count_conflict") == []
    [found] = slips(text.format("groups").replace("Six", "Eight"), "count_conflict")
    assert found.suggestion == "6"
