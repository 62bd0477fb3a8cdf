"""Truces that talks brought about, and what ends where no truce does."""

from __future__ import annotations

import pytest

from claims.told import reading
from truceline.reader import read_articles
from truceline.sources import article_from_text

LEDE = "Ukraine and Russia have been at war since January. Fighting raged near the coast. "


def told(sentence: str) -> dict[str, set[str]]:
    """What is claimed outright in a sentence, by field."""
    found: dict[str, set[str]] = {}
    for claim in reading(LEDE + sentence, published="2025-04-10").claims:
        if claim.evidence[0].start >= len(LEDE) and claim.confidence >= 0.8:
            found.setdefault(claim.field, set()).add(str(getattr(claim.value, "edtf", claim.value)))
    return found


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks in Varna produced a truce on Monday.",
        "A meeting of the two ministers ended in Varna on Monday with the signing of a ceasefire.",
        "Mediation by a bishop led to a truce on Monday.",
        "Months of shuttle diplomacy culminated on Monday in an agreement to stop the fighting.",
    ],
)
def test_what_talks_bring_about_is_agreed_that_day(sentence: str) -> None:
    """It is agreed on the day of the talks, which is not its end."""
    found = told(sentence)
    assert found["status"] == {"agreed"}
    assert found["declared"] == {"2025-04-07"}
    assert "ends" not in found


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks failed to produce a truce.",
        "The talks could lead to a ceasefire.",
        "The envoy hopes the talks will produce a truce.",
        "The talks ended without a ceasefire.",
    ],
)
def test_what_talks_may_bring_is_not(sentence: str) -> None:
    """Hoped for, possible or missed."""
    assert "status" not in told(sentence)


def test_a_truce_that_is_brought_to_its_end_is_over() -> None:
    """What brings a truce to an end does not bring it about."""
    assert told("The clashes brought the truce to an end.")["status"] == {"ended"}


def test_a_day_of_an_older_truce_gives_the_year() -> None:
    """The year of a report without one is that in which another has the day of the truce that it recalls."""
    reports = (
        "VARNA, May 27, 1996 - The army of Ukraine and the Coast Front signed a truce on Monday.",
        "VARNA, Aug. 22 - The army of Ukraine and the Coast Front signed a cease-fire Thursday. A previous "
        "truce, signed on May 27, crumbled on July 9.",
    )

    found = read_articles([article_from_text(text, uri=f"r{n}") for n, text in enumerate(reports)])
    assert {a.published.edtf for a in found.articles if a.published} == {"1996-05-27", "1996-08-22"}
