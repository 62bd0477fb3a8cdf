"""Where a report contradicts itself."""

from __future__ import annotations

from truceline.model import Anomaly, Metadatum
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
