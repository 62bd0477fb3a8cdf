"""Counts of days and ranges that contradict themselves."""

from __future__ import annotations

import pytest

from truceline.model import Article, Segment, Source
from truceline.times import read


def report(body: str, published: str = "10 May 2019") -> Article:
    """A report of one paragraph with its date line."""
    text = f"{published}\n{body}"
    segments = (
        Segment(start=0, end=len(published), role="published"),
        Segment(start=len(published) + 1, end=len(text), role="body"),
    )
    return Article(id="a", source=Source(uri="memory", sha256=""), text=text, segments=segments)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "On 9 May, the third day of the truce that began on 5 May, shells fell.",
            ["2019-05-09", "2019-05-07", "2 days"],
        ),
        (
            "The truce began on 1 May. 8 May is the fifth day of the truce.",
            ["2019-05-08", "2019-05-05", "3 days"],
        ),
        (
            "The war began on 4 April. Day 30 of the war, 6 May, was calm.",
            ["2019-05-06", "2019-05-03", "3 days"],
        ),
        (
            "On Thursday, the second day of the ceasefire that took effect on 4 May, guns were heard.",
            ["2019-05-09", "2019-05-05", "4 days"],
        ),
    ],
)
def test_a_counted_day_is_held_against_the_start_of_the_count(body: str, told: list[str]) -> None:
    """Both days, how far they are apart, and the words of all three."""
    found = read(report(body))
    [anomaly] = found.anomalies
    assert anomaly.kind == "duration_mismatch"
    assert all(piece in anomaly.message for piece in told), anomaly.message
    assert len(anomaly.evidence) == 3
    assert all(found.text[e.start : e.end] == e.text for e in anomaly.evidence)


@pytest.mark.parametrize(
    "body",
    [
        "On 7 May, the third day of the truce that began on 5 May, shells fell.",
        "On 8 May, the third day of the truce that began at 11 p.m. on 5 May, shells fell.",
        "On the third day of the truce that began on 5 May, shells fell. On 9 May they met.",
        "The truce began on 1 May. On 9 May, the second day of the talks, they signed.",
        "The war began on 4 April 2014. On 9 May, the second day of the truce, it was calm.",
    ],
)
def test_a_count_that_can_be_right_is_not_disputed(body: str) -> None:
    """The day of the start or the day after it is the first; another count is not compared."""
    assert not read(report(body)).anomalies


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("The truce runs from 20 to 12 May.", ["8 days", "20 to 12 May"]),
        ("It will hold from May 14 to 11.", ["3 days"]),
        ("It will hold from 9 to 2 May.", ["7 days"]),
        ("It will hold from 20 May to 12 May 2019.", ["2019-05-20", "2019-05-12", "8 days"]),
        ("Guns fall silent between 3 June 2019 and 3 June 2018.", ["2019-06-03", "2018-06-03", "365 days"]),
        (
            "Guns fall silent from 6 p.m. on 15 May until 6 a.m. on 14 May.",
            ["2019-05-15", "2019-05-14", "1 day"],
        ),
    ],
)
def test_a_range_that_ends_before_it_begins_is_said(body: str, told: list[str]) -> None:
    """Both ends, and by how much the end comes too early."""
    found = read(report(body))
    [anomaly] = found.anomalies
    assert anomaly.kind == "order"
    assert all(piece in anomaly.message for piece in told), anomaly.message


@pytest.mark.parametrize(
    "body",
    [
        "Fire is held between 18:00 and 06:00 on 12 May.",
        "Fire is held from 10 p.m. to 4 a.m. daily until 12 May.",
        "The truce runs from 20 December to 12 January.",
        "The truce runs from 20 November 2018 to 12 May.",
        "The truce runs from 28 to 3 May.",
        "Fire is held from May 27 to 2.",
        "The school is shut from 25 to 5 May.",
        "They moved the start of the truce from 20 May to 12 May.",
        "The vote was brought forward from 20 to 12 May.",
        "The truce runs from 12 to 20 May.",
        "They voted by 20 to 12 May was the month for it.",
    ],
)
def test_a_range_that_can_be_right_is_not_disputed(body: str) -> None:
    """Clocks pass midnight, months the turn of the year, and a date that is moved is no range."""
    assert not [a for a in read(report(body)).anomalies if a.kind == "order"]


@pytest.mark.parametrize(
    ("last", "day"),
    [
        ("The truce ends on Wednesday.", "2019-05-15"),
        ("It is due to last until Wednesday.", "2019-05-15"),
        ("The pause expires at 6 p.m. on Wednesday.", "2019-05-15"),
        ("It begins at midnight on Wednesday.", "2019-05-08"),
    ],
)
def test_an_end_lies_ahead_of_the_day_of_signing(last: str, day: str) -> None:
    """What was agreed on a weekday and ends on one of that name ends a week later."""
    article = read(report(f"The two sides agreed on Wednesday to a truce. {last}", "9 May 2019"))
    told = [t.when.edtf[:10] for t in article.times if "Wednesday" in t.text and t.when is not None]
    assert told[-1] == day


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("It was declared on Friday and acts from 18:00 on Wednesday.", "2019-05-08"),
        ("The halt, in force from noon on Wednesday, was broken twice.", "2019-05-08"),
        ("It comes into force from Wednesday.", "2019-05-15"),
    ],
)
def test_what_is_in_force_from_a_day_may_have_begun(body: str, day: str) -> None:
    """ "In force from Wednesday" is told on Thursday of the day before; "comes into force" looks ahead."""
    article = read(report(body, "9 May 2019"))
    told = [t.when.edtf[:10] for t in article.times if "Wednesday" in t.text and t.when is not None]
    assert told == [day]


def test_a_day_of_the_month_named_with_its_year_has_that_year() -> None:
    """However long ago: "In January 2013 they ordered a halt from noon on 6 January"."""
    article = read(report("In January 2013 they ordered a halt from noon on 6 January.", "9 May 2019"))
    assert [t.when.edtf[:7] for t in article.times if t.when is not None][-1] == "2013-01"
