"""A report whose dateline names no year."""

from __future__ import annotations

from datetime import date

import pytest

from truceline.model import Article, Segment, Source
from truceline.times import find, read


def report(dateline: str, body: str) -> Article:
    """A report of one paragraph after its dateline."""
    text = f"{dateline}\n{body}"
    segments = (
        Segment(start=0, end=len(dateline), role="dateline"),
        Segment(start=len(dateline) + 1, end=len(text), role="body"),
    )
    return Article(id="a", source=Source(uri="memory", sha256=""), text=text, segments=segments)


@pytest.mark.parametrize(
    ("dateline", "body", "values"),
    [
        (
            "KAMPALA, April 19",
            "The truce begins at midnight on Tuesday. The war since 1983 has cost thousands of lives.",
            ["XXXX-04-19", "XXXX-WXX-2T24:00", "1983"],
        ),
        (
            "LIMA, Oct 3",
            "Rebels, who took up arms in 1980, will hold their fire from October 9. They met on Monday.",
            ["XXXX-10-03", "1980", "XXXX-10-09", "XXXX-WXX-1"],
        ),
        (
            "DILI, June 7",
            "Since 1975 there was no such halt. It starts on Friday at noon and ends on June 20.",
            ["XXXX-06-07", "1975", "XXXX-WXX-5T12:00", "XXXX-06-20"],
        ),
        (
            "MAPUTO, July 30",
            "A pact of 16 March 1984 failed. Talks on Saturday go on until August 4.",
            ["XXXX-07-30", "1984-03-16", "XXXX-WXX-6", "XXXX-08-04"],
        ),
    ],
)
def test_a_year_of_the_background_is_not_that_of_the_report(
    dateline: str, body: str, values: list[str]
) -> None:
    """Weekdays and dates without a year stay open; a year that the text names stays its own."""
    found = [t.timex for t in read(report(dateline, body)).times]
    assert [v.replace("T24:00", "T00:00") for v in found] == [v.replace("T24:00", "T00:00") for v in values]


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("The truce of 27 February 2016 replaced that of 3 February.", "2016-02-03"),
        ("They signed on 5 May 1999 and left on 9 June.", "1999-06-09"),
        ("They met on 3 May 1999. The next day shells fell.", "1999-05-04"),
    ],
)
def test_what_the_sentence_dates_keeps_its_year(body: str, value: str) -> None:
    """A full date lends its year to its neighbour, and "the next day" is reckoned from it."""
    assert read(report("OSLO, April 19", body)).times[-1].timex == value


def test_a_narrative_without_a_dateline_goes_on_from_date_to_date() -> None:
    """Without any day of writing the text dates itself."""
    assert find("On 5 May 1920 they met. On 9 June they parted.")[-1].timex == "1920-06-09"
    assert find("They met on Tuesday.", anchor=date(1984, 4, 19))[0].timex == "1984-04-17"


@pytest.mark.parametrize(
    ("dateline", "body", "published"),
    [
        (
            "KAMPALA, April 19",
            "Since 1983 there is war. It will stop on April 25. Talks began in March 1995.",
            "1995",
        ),
        (
            "LIMA, Oct 3",
            "They took up arms in 1980. A halt will begin on October 9, a pact of August 1991 says.",
            "1991",
        ),
        (
            "DILI, June 7",
            "Since 1975 there was none. It will start on June 20. They met in May 1999.",
            "1999",
        ),
    ],
)
def test_a_date_ahead_bounds_no_report_by_a_year_of_the_background(
    dateline: str, body: str, published: str
) -> None:
    """The year of a dateline comes from a month close to it, whatever year stands before a date ahead."""
    found = read(report(dateline, body)).published
    assert found is not None
    assert found.edtf.startswith(published)


@pytest.mark.parametrize(
    ("dateline", "body", "day"),
    [
        (
            "BANGKOK, April 3",
            "They stopped on Saturday, March 29, for two weeks from Sunday, March 30. The coup was in 2021.",
            "2025-04-03",
        ),
        ("LIMA, Jan 2", "The halt of Monday, December 30, holds. The war began in 1980.", "1986-01-02"),
        ("DILI, May 6", "The truce begins on Friday, 9 May. It is the first since 1999.", "2003-05-06"),
        ("DILI, May 6", "It begins on Friday, 9 May, and ends on Sunday, 12 May. It is 1999.", "XXXX-05-06"),
        ("DILI, May 6", "The truce begins on Friday, 9 May.", "XXXX-05-06"),
    ],
)
def test_weekdays_beside_days_tell_the_year(dateline: str, body: str, day: str) -> None:
    """The first year after the last one named in which they all fit; none where they never do."""
    found = read(report(dateline, body)).times
    assert found[0].timex == day
