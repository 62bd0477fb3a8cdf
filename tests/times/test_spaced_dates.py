"""Dates in figures: with spaces after the dots, and with a stroke and no year."""

from __future__ import annotations

from datetime import date

import pytest

from truceline.times import find


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It was signed on 10. 7. 1991. in the town hall.", "10. 7. 1991", "1991-07-10"),
        ("On 7. 6. 2001 they met.", "7. 6. 2001", "2001-06-07"),
        ("The lines froze (31. 12. 1999).", "31. 12. 1999", "1999-12-31"),
        ("It ends on 03. 02. 2015 at noon.", "03. 02. 2015 at noon", "2015-02-03T12:00"),
    ],
)
@pytest.mark.parametrize("anchor", [None, date(2016, 2, 20)])
def test_spaces_after_the_dots_mean_day_month_year(
    text: str, words: str, value: str, anchor: date | None
) -> None:
    """Whenever the report was written."""
    [time] = find(text, anchor=anchor)
    assert (time.text, time.timex) == (words, value)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("21 / 06 / 2023 - section of the news", "21 / 06 / 2023", "2023-06-21"),
        ("They met on 14 / 9 / 2019 in the hall.", "14 / 9 / 2019", "2019-09-14"),
        ("Published: 2019 / 03 / 04", "2019 / 03 / 04", "2019-03-04"),
    ],
)
def test_spaces_around_the_strokes_part_no_date(text: str, words: str, value: str) -> None:
    """As pages print it that were put together from fields."""
    [time] = find(text)
    assert (time.text, time.timex) == (words, value)


@pytest.mark.parametrize(
    ("text", "words", "undated", "dated"),
    [
        ("Friday night 22/9 it fell quiet.", "Friday night 22/9", "XXXX-09-22TNI", "2017-09-22TNI"),
        ("It starts on 22/9 at noon.", "22/9 at noon", "XXXX-09-22T12:00", "2017-09-22T12:00"),
        ("It began at 6 p.m. on 14/9.", "6 p.m. on 14/9", "XXXX-09-14T18:00", "2017-09-14T18:00"),
        ("It begins on Monday, 2/10.", "Monday, 2/10", "XXXX-10-02", "2017-10-02"),
        ("It lasts until 30/9.", "30/9", "XXXX-09-30", "2017-09-30"),
        ("They met on Tuesday 8/1.", "Tuesday 8/1", "XXXX-01-08", "2017-08-01"),
    ],
)
def test_a_stroke_without_a_year_is_a_day_beside_a_weekday_or_clock(
    text: str, words: str, undated: str, dated: str
) -> None:
    """The year is that of the anchor, else unknown; a weekday decides which of two numbers is the month."""
    [open_] = find(text)
    [known] = find(text, anchor=date(2017, 9, 25))
    assert (open_.text, open_.timex) == (words, undated)
    assert (known.text, known.timex) == (words, dated)


@pytest.mark.parametrize(
    "text",
    [
        "They are on 24/7 alert.",
        "The motion passed 22/9.",
        "Nobody forgets what happened on 9/11.",
        "About 2/3 of them left.",
        "See sections 3. 4. and 5. of the accord.",
        "The 10. 15. and 20. brigades withdrew.",
    ],
)
def test_other_figures_are_no_dates(text: str) -> None:
    """Shares, votes, names of events and lists stay what they are."""
    assert not find(text, anchor=date(2017, 9, 25))
