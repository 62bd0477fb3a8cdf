"""What cannot be a time is an anomaly or nothing: never an exception, never a date that nobody gave."""

from __future__ import annotations

import unicodedata
from datetime import date
from itertools import product
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.sources import article_from_text
from truceline.times import constraints, find, read, relate

SPACES = [chr(c) for c in range(0x20, 0x3001) if unicodedata.category(chr(c)) == "Zs"]
DASHES = [chr(c) for c in range(0x2D, 0x10000) if unicodedata.category(chr(c)) == "Pd"] + ["\u2212"]


@pytest.mark.parametrize(
    "words",
    [
        "31 June",
        "30 February 2016",
        "29 February 2015",
        "31 April",
        "0 May 2016",
        "32 May 2016",
        "31 September 2020",
    ],
)
def test_a_day_that_no_calendar_has_gives_no_time(words: str) -> None:
    """31 June: nothing is moved to the nearest day that there is."""
    article = read(article_from_text(f"GENEVA, May 2, 2016 - It ends on {words}."))
    said = [t for t in article.times if t.start > 22 and t.when is not None and t.when.precision == "day"]
    assert said == []
    assert all(a.kind == "impossible_date" for a in article.anomalies)


@pytest.mark.parametrize(
    "clock", ["25:61", "25:00", "12:61", "24:30", "99:99", "7:75 p.m.", "13 p.m.", "2561 hours"]
)
def test_a_clock_that_no_dial_shows_gives_no_instant(clock: str) -> None:
    """25:61 is no time, and not 02:01 of the next day."""
    found = find(f"It starts at {clock} on 4 May 2016.", anchor=date(2016, 5, 2))
    assert [t.text for t in found if t.when is not None and t.when.is_instant] == []


@pytest.mark.parametrize("offset", ["UTC+26", "GMT+15", "UTC-13", "GMT +99", "UTC+15:30"])
def test_an_offset_that_no_clock_has_is_told(offset: str) -> None:
    """Offsets lie between -12 and +14 hours."""
    article = read(article_from_text(f"GENEVA, May 2, 2016 - It starts at 10:00 {offset} on 4 May."))
    assert [a.kind for a in article.anomalies] == ["impossible_date"]
    assert all(t.when is None or not t.when.is_instant for t in article.times)


@pytest.mark.parametrize("words", ["year 0", "4 May 0000", "0000-05-04", "4 May 99999", "4.5.0000"])
def test_the_year_nought_and_years_out_of_range_give_no_day(words: str) -> None:
    """There was no year 0, and the calendar of computers ends in 9999."""
    for found in find(f"It began in {words}.", anchor=date(2016, 5, 2)):
        when = found.when
        assert when is None or when.earliest is None or abs(when.earliest.year - 2016) <= 1


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\n\n\n", "\u200b", "\ufeff", "\x00", ".", "(", "'", "\ud7ff"]
)
def test_texts_with_nothing_in_them_hold_no_time(text: str) -> None:
    """Empty, blank, one mark."""
    assert find(text, anchor=date(2016, 5, 2)) == []
    assert constraints(text, []) == []
    assert read(article_from_text(text)).times == ()


@pytest.mark.parametrize(("space", "dash"), [*product(SPACES, ["-"]), *product([" "], DASHES)])
def test_every_space_and_every_dash_of_unicode_reads_alike(space: str, dash: str) -> None:
    """Offsets stay those of the raw text."""
    text = f"The 72{dash}hour truce begins at 6{space}p.m.{space}on{space}12{space}May{space}2014."
    found = find(text, anchor=date(2014, 5, 10), place="Kyiv")
    assert [t.timex for t in found] == ["PT72H", "2014-05-12T18:00"]
    assert all(text[t.start : t.end] == t.text for t in found)


@pytest.mark.parametrize(
    "digits", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９", "০১২৩৪৫৬৭৮৯", "၀၁၂၃၄၅၆၇၈၉"]
)
def test_the_digits_of_every_script_read_alike(digits: str) -> None:
    """Arabic-Indic, Persian, Devanagari, full-width, Bengali, Burmese; also mixed with others."""
    table = str.maketrans("0123456789", digits)
    for text in ("at 18:30 on 12 May 2014".translate(table), "at 18:30 on 12 May ".translate(table) + "2014"):
        assert [t.timex for t in find(text, anchor=date(2014, 5, 10))] == ["2014-05-12T18:30"]


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99999), st.integers(0, 99), st.integers(0, 99))
def test_whatever_the_numbers_only_real_days_and_clocks_are_read(
    day: int, month: int, year: int, hour: int, minute: int
) -> None:
    """What is read as an instant has the very numbers of the text, and they are real."""
    text = f"It starts at {hour:02d}:{minute:02d} on {day:02d}/{month:02d}/{year:04d}."
    for found in find(text, anchor=date(2016, 5, 2), place="UTC"):
        when = found.when
        if when is None or not when.is_instant or when.earliest is None:
            continue
        assert minute < 60
        assert hour <= 24
        if "/" in found.text:
            assert {day, month} <= set(range(1, 32))
            assert min(day, month) <= 12


@pytest.mark.parametrize(
    "words", ["at 10:00 on 31 June", "on the night of 30 February", "at noon on 29 February 2015"]
)
def test_a_clock_on_a_day_that_does_not_exist_gets_no_other_day(words: str) -> None:
    """Neither that of writing nor that of a neighbour."""
    found = find(f"They met on 3 May. It starts {words}.", anchor=date(2016, 5, 2))
    assert [t.timex for t in found if t.when is not None] == ["2016-05-03"]


WORDS = ["at ", "from ", "to ", "12:00 ", "31 June ", "3 May ", "2016 ", "GMT ", "0 ", "- "]


@given(st.lists(st.sampled_from(WORDS)).map("".join), st.dates())
def test_no_time_ends_before_it_begins(text: str, written: date) -> None:
    """Whatever the order of the words, bounds are in order, and ranges too."""
    found = find(text, anchor=written, place="Kyiv")
    for when in [t.when for t in found] + [r.when for r in relate(text, found)]:
        if when is not None and when.earliest is not None and when.latest is not None:
            assert when.earliest <= when.latest


MEGABYTE = 1_000_000
SECONDS = 5
FILLER = [
    "12:", "1", "1.", ".", "1,", "1/", "1-", "- ", "(", ")(", "[1] ", "12:00 ", "12:00:", "2016 ",
    "2016-", "00", "9" * 50, "of the of the ", "the first ", "May ", "may ", "March April ",
    "two hundred ", "one ", "a.m. ", "p.m. 7 ", "GMT +", "UTC+3 ", "Jan. 5 ", "Friday ", "on on on ",
    "from until ", "midnight ", "last next ", "week ", "Eid al-", "Ramadan ", "New York ", "hora de ",
    "once the ", "within five days of the ", "after the signing ", "day 5 of the ", "' s ", "\u00a0",
    "–", "٣", "１", "é", "x" * 70 + " ", "0600 hours ", "3 May 2016 at 12:00 (1000 GMT) ", "и ", "في ",
]  # fmt: skip


@pytest.mark.parametrize("filler", FILLER, ids=repr)
def test_a_megabyte_on_one_line_does_not_run_away(filler: str) -> None:
    """What is no prose is not read word by word, and no expression looks back for ever.

    It takes under a second (`benchmarks/times.py`); read word by word, or at a cost that grows as the square
    of the length, it would take ten and more, on whatever machine.
    """
    text = (filler * (MEGABYTE // len(filler) + 1))[:MEGABYTE]
    begun = process_time()
    constraints(text, find(text, anchor=date(2016, 1, 1)))
    assert process_time() - begun < SECONDS


def test_a_long_line_of_prose_is_read() -> None:
    """Only what is no prose is blanked: a page without line ends is not."""
    words = " ".join(f"{name}{k}" for k in range(600) for name in ("villages", "bridges", "elders", "wells"))
    letters = "".join(chr(ord("a") + int(c)) if c.isdigit() else c for c in words)
    text = f"{letters}. The truce begins on 4 May 2016. {letters}"
    assert [t.timex for t in find(text)] == ["2016-05-04"]
