"""Dates with which a text opens: behind the name of a paper, or in the slug of a wire story."""

from __future__ import annotations

from datetime import date

import pytest

from truceline.sources import article_from_text
from truceline.times import date_article, find

BODY = "The army and the rebels agreed on Monday to stop shooting. An accord of 2001 had failed."


def dated(opening: str) -> str | None:
    article = article_from_text(f"Guns fall silent in the hills\n\n{opening}\n\n{BODY}", uri="a")
    published = date_article(article).published
    return published.edtf if published is not None else None


@pytest.mark.parametrize(
    ("line", "when"),
    [
        (
            "Deniz Postasi, 21 January 2016 Thursday, 11:05. Machine translation from Turkish.",
            "2016-01-21T11:05:00",
        ),
        ("Al-Bahr newspaper - Tuesday 3 December 2013 - Tyre - special correspondent", "2013-12-03"),
        ("El Faro - Leon, Saturday 24 of March 2012. (English by automatic translator)", "2012-03-24"),
        ("Hill Journal. 21 January 2013 Monday (Translated by machine)", "2013-01-21"),
        ("Le Phare, edition of Thursday 6 November 2008 (translation automatic)", "2008-11-06"),
    ],
)
def test_a_date_behind_a_papers_name_is_that_of_the_report(line: str, when: str) -> None:
    """Such lines stand over translated pages: the paper, the place, the day, where it stands a clock."""
    assert dated(line) == when


@pytest.mark.parametrize(
    "line",
    [
        "The truce, signed on 21 January 2013, was broken.",
        "Rebels - who signed the accord of 21 January 2013 - have attacked.",
    ],
)
def test_a_short_sentence_with_a_date_is_no_such_line(line: str) -> None:
    """What a sentence tells of a day is not when it was written."""
    assert dated(line) != "2013-01-21"


def test_the_slug_of_a_wire_story_has_a_month_and_a_day() -> None:
    """Its year is not told; the count of words behind it is none."""
    assert dated("R A AM-HILLS 2NDLD-WRITETHRU 09-16 0388") == "XXXX-09-16"
    assert dated("SHELLS FELL 09-16 0388") is None


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("XW-NY-09-16-87 1748EDT", "1987-09-16T17:48:00-04:00"),
        ("NP-WX-12-04-93 0919EST <", "1993-12-04T09:19:00-05:00"),
        ("QW-LON-03-07-03", "2003-03-07"),
    ],
)
def test_the_line_that_closes_a_wire_story_dates_it(line: str, when: str) -> None:
    """Its month stands before its day, and its year has two figures."""
    text = f"Guns fall silent in the hills\n\nHARRAN (XW) - {BODY}\n\n{line}"
    published = date_article(article_from_text(text, uri="a")).published
    assert published is not None
    assert published.edtf == when


def test_the_same_day_is_that_of_the_news_and_not_of_the_feast() -> None:
    """What is ordered on Saturday over a feast begins "the same day": on Saturday."""
    text = (
        "The president on Saturday ordered a halt over Orthodox Easter, from 6 p.m. Moscow time the same day."
    )
    found = [t.when.edtf for t in find(text, anchor=date(2025, 4, 19)) if t.type == "TIME" and t.when]
    assert found == ["2025-04-19T18:00:00+03:00"]
