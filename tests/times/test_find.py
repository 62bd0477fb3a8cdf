"""What `find` must get right, one law a test."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.errors import UsageError
from truceline.model import TimeExpression, When
from truceline.times import find


def one(text: str, written: str | None = None, place: str | None = None) -> TimeExpression:
    """The first expression of a text written on a day."""
    return find(text, anchor=date.fromisoformat(written) if written else None, place=place)[0]


def when(text: str, written: str | None = None, place: str | None = None) -> When:
    found = one(text, written, place).when
    assert found is not None
    return found


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def test_the_time_of_writing_may_be_given_as_text() -> None:
    """As a day or an instant in ISO 8601; anything else is refused with what to give instead."""
    for written in ("2016-02-22", "2016-02-22T14:08", "2016-02-22T14:08:00+03:00"):
        [found] = find("They met yesterday.", anchor=written)
        assert found.timex == "2016-02-21"
    with pytest.raises(UsageError, match="2016-02-22"):
        find("They met yesterday.", anchor="last Monday")


def test_a_city_in_brackets_is_the_zone_of_the_clock_before_it() -> None:
    """A clock, its city in brackets and its date are one expression and one instant."""
    found = one("Guns fall silent at 18:00 (Tripoli) March 3, 2019.", "2019-03-01")
    assert found.text == "18:00 (Tripoli) March 3, 2019"
    assert found.when is not None
    assert found.when.earliest == found.when.latest == utc(2019, 3, 3, 16)
    assert found.when.zone == "Africa/Tripoli"


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("at 7 p.m. (1600 GMT) on 2 April", 16),
        ("at 7pm local time on 2 April", 16),
        ("at 19:00 time of Sanaa on 2 April", 16),
        ("at 7 o'clock in the evening Yemen time on 2 April", 16),
        ("at 19.00 (Aden time) on 2 April", 16),
        ("at 1900 hours, Yemeni time, on 2 April", 16),
        ("AT 7 P.M. LOCAL TIME ON 2 APRIL", 16),
        ("at 7 p . m . local time on 2 April", 16),
        ("on 2 April at 1900 UTC+3", 16),
        ("at ١٩:٠٠ local time on 2 April", 16),
    ],
)
def test_one_instant_however_its_zone_is_named(words: str, hour: int) -> None:
    """By second clock, place, country, offset, adjective, in capitals, cut into tokens, in Arabic digits."""
    assert when(f"The halt begins {words}.", "2022-03-30", "Yemen").earliest == utc(2022, 4, 2, hour)


@pytest.mark.parametrize(
    ("month", "place", "offset"),
    [
        (date(2016, 2, 27), "Damascus", 2),
        (date(2016, 7, 1), "Damascus", 3),
        (date(2023, 2, 1), "Damascus", 3),
        (date(2014, 10, 1), "Moscow", 4),
        (date(2014, 11, 1), "Moscow", 3),
        (date(2016, 8, 1), "Istanbul", 3),
        (date(2017, 1, 5), "Istanbul", 3),
        (date(2016, 1, 5), "Istanbul", 2),
        (date(2017, 10, 1), "Khartoum", 3),
        (date(2017, 12, 1), "Khartoum", 2),
        (date(2020, 1, 1), "Juba", 3),
        (date(2022, 1, 1), "Juba", 2),
    ],
)
def test_a_zone_is_that_of_the_place_on_that_day(month: date, place: str, offset: int) -> None:
    """Summer time and changes of the law come from the zone database, never from a fixed table of offsets."""
    found = when(f"The truce begins at noon {place} time on {month:%d %B %Y}.", month.isoformat())
    assert found.earliest == datetime(month.year, month.month, month.day, 12, tzinfo=UTC) - timedelta(
        hours=offset
    )


def test_an_unstated_zone_is_never_taken_for_utc() -> None:
    """Without a place the instant may be that of any wall clock on earth; with one it is marked as
    inferred.
    """
    open_ = when("The halt begins at 12:00 on 10 October 2020.", "2020-10-10")
    assert open_.zone is None
    assert open_.earliest == utc(2020, 10, 9, 22)
    assert open_.latest == utc(2020, 10, 11)
    known = when("The halt begins at 12:00 on 10 October 2020.", "2020-10-10", "Yerevan")
    assert (known.earliest, known.basis) == (utc(2020, 10, 10, 8), "inferred")
    assert "not stated" in known.why


def test_a_second_clock_gives_the_first_its_zone() -> None:
    """A local clock whose place is unknown is as far from UTC as the clock in brackets says."""
    found = when("The pause starts at 4.30 a.m. (2300 GMT) on 7 May.", "1999-05-05")
    assert (found.zone, found.earliest) == ("+05:30", utc(1999, 5, 6, 23))


@pytest.mark.parametrize(
    ("words", "day", "readings"),
    [
        ("from midnight on May 4", 4, True),
        ("until midnight on May 4", 5, True),
        ("at 24:00 on May 4", 5, False),
        ("at 12 a.m. on May 4", 4, False),
        ("on May 4 at midnight", 5, True),
        ("by midnight on May 4", 5, True),
    ],
)
def test_midnight_has_two_sides(words: str, day: int, readings: bool) -> None:
    """A start is 00:00 of its day, a deadline 24:00; the other side is kept where the words leave it open."""
    found = when(f"The army will hold its fire {words}.", "2011-05-02", "UTC")
    preferred = found.readings[0] if found.readings else found
    assert preferred.earliest == utc(2011, 5, day)
    assert bool(found.readings) == readings


def test_a_second_clock_on_the_day_of_writing_says_which_midnight() -> None:
    """Midnight at UTC+2 with 2200 GMT after it, announced that Monday, is Monday's end; both are kept."""
    text = "They agreed to hold their fire, beginning at midnight on Monday (2200 GMT)."
    found = when(text, "2023-04-24", "Khartoum")
    assert found.readings is not None
    assert [r.earliest for r in found.readings] == [utc(2023, 4, 24, 22), utc(2023, 4, 23, 22)]


@pytest.mark.parametrize(
    ("words", "place", "utc_time"),
    [
        ("A truce took effect at midnight (2000 GMT) on Saturday.", "Yerevan", utc(2020, 10, 17, 20)),
        ("A truce took effect at midnight, 2000 GMT, on Saturday.", "Yerevan", utc(2020, 10, 17, 20)),
        ("A truce took effect at midnight (0500 GMT) on Saturday.", "Bogota", utc(2020, 10, 17, 5)),
    ],
)
def test_a_day_behind_both_clocks_holds_for_both(words: str, place: str, utc_time: datetime) -> None:
    """ "Midnight (2000 GMT) on Saturday" is the end of Saturday at which GMT shows Saturday too."""
    found = when(words, "2020-10-18", place)
    assert found.readings is None
    assert found.earliest == utc_time


def test_a_stated_length_says_which_midnight() -> None:
    """36 hours from noon on the 6th can only end at the close of the 7th."""
    times = find(
        "It lasts 36 hours, from noon on May 6 to midnight on May 7.", anchor=date(2011, 5, 5), place="UTC"
    )
    last = times[-1].when
    assert last is not None
    assert last.readings is None
    assert last.earliest == utc(2011, 5, 8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels said on Wednesday they would talk.", "2016-09-07"),
        ("The truce is set to take effect on Wednesday.", "2016-09-14"),
        ("The truce is set to take effect on Thursday.", "2016-09-08"),
        ("They met last Thursday.", "2016-09-01"),
        ("They meet next Thursday.", "2016-09-15"),
        ("It holds until Tuesday.", "2016-09-13"),
        ("It has held since Tuesday.", "2016-09-06"),
        ("He spoke ahead of Friday's meeting.", "2016-09-09"),
        ("The truce was to begin on Wednesday.", "2016-09-07"),
        ("Talks resume on Monday, he announced.", "2016-09-12"),
    ],
)
def test_a_weekday_goes_where_its_verb_points(text: str, expected: str) -> None:
    """Back after "said", ahead after "set to" and "until"; the weekday of writing is the day of writing."""
    assert one(text, "2016-09-08").timex == expected


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("Talks begin on February 8.", "2016-12-28", "2017-02-08"),
        ("It was signed on December 20.", "2017-01-04", "2016-12-20"),
        ("It has been in force since August 3.", "2024-02-06", "2023-08-03"),
        ("The lines agreed in September apply.", "2015-02-12", "2014-09"),
    ],
)
def test_a_missing_year_is_the_nearest_that_the_words_allow(text: str, written: str, expected: str) -> None:
    """The year turns where the direction says so."""
    assert one(text, written).timex == expected


def test_a_year_that_nothing_decides_stays_open() -> None:
    """Without a date of writing and without a year in the text nothing is made up."""
    found = one("The truce begins on 24 February.")
    assert found.timex == "XXXX-02-24"
    assert found.when is not None
    assert (found.when.earliest, found.when.latest) == (None, None)


def test_a_text_without_a_date_of_writing_dates_itself() -> None:
    """Partial dates of a narrative go on from the date before; a year named in passing does not carry
    them off.
    """
    text = "On 5 May 1920 they met. Maps of 1812 were used. On 9 June the front broke. In July they left."
    assert [t.timex for t in find(text)] == ["1920-05-05", "1812", "1920-06-09", "1920-07"]


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("Orthodox Easter will be quiet.", "2022-04-20", "2022-04-24"),
        ("At Easter they met.", "2022-04-20", "2022-04-17"),
        ("It starts on Christmas Eve.", "1990-12-20", "1990-12-24"),
        ("The Tet truce was short.", "1968-02-10", "1968-01-30"),
        ("It begins on the first day of Eid al-Adha.", "2020-07-28", "2020-07-31"),
        ("It begins on the eve of Eid al-Fitr.", "2020-05-20", "2020-05-23"),
        ("On Diwali they paused.", "2018-11-10", "2018-11-07"),
        ("It was signed on 3 Muharram 1446.", "2024-07-20", "2024-07-09"),
        ("Nowruz brought calm.", "2015-03-25", "2015-03-21"),
        ("A truce for New Year's Eve was kept.", "2023-01-02", "2022-12-31"),
    ],
)
def test_feasts_that_truces_are_named_for_are_dates(text: str, written: str, expected: str) -> None:
    """Fixed and movable feasts of five calendars, their eves and their counted days."""
    assert one(text, written).timex == expected


def test_on_the_eve_without_an_event_is_the_day_before() -> None:
    """A translated word for "the day before" stands without what it is the eve of; a person has no eve."""
    for text in ("On the eve the minister said so.", "On the eve of the minister John Doe said talks go on."):
        assert one(text, "2016-02-24").timex == "2016-02-23"
    assert find("On the eve of the summit, calm held.", anchor=date(2016, 2, 24)) == []


def test_a_glued_page_clock_is_cut_where_an_offset_can_end() -> None:
    """Offsets lie between -12 and +14, days between 1 and 31."""
    assert when("09:15 GMT +512 March 2018").edtf == "2018-03-12T09:15:00+05:00"
    assert when("21:40 GMT +1024 May 2019").edtf == "2019-05-24T21:40:00+10:00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It starts on 12 octubre at 18:00.", "2017-10-12T18:00"),
        ("It starts on 12 outubro 2017.", "2017-10-12"),
        ("12 октября 2017", "2017-10-12"),
        ("12 Ekim 2017", "2017-10-12"),
        ("12. Oktober 2017", "2017-10-12"),
        ("le 12 octobre 2017", "2017-10-12"),
        ("12 أكتوبر 2017", "2017-10-12"),
    ],
)
def test_month_names_left_untranslated_are_read(text: str, expected: str) -> None:
    """Russian, Arabic, French, Spanish, Portuguese, Turkish, German."""
    assert one(text, "2017-10-09").timex == expected


@pytest.mark.parametrize(
    "text",
    [
        "27:19 26:12",
        "The team won 3:2.",
        "It cost 2016 dollars.",
        "Some 300 people came.",
        "He may march on.",
        "Sun Microsystems grew.",
        "a 52-year-old man",
        "Chapter 12.4",
        "No. 2016",
        "$1.76 a share",
        "one of the 29th division",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    """Player positions, scores, sums, ages, names."""
    assert [t.text for t in find(text, anchor=date(2016, 5, 5)) if t.type != "DURATION"] == []


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u3000"])
@pytest.mark.parametrize("dash", ["-", "\u2013", "\u2011", "\u2212"])
def test_every_space_and_dash_reads_alike(space: str, dash: str) -> None:
    """Offsets are those of the raw text."""
    text = f"The 72{dash}hour truce begins on{space}Monday,{space}12{space}May{space}2014."
    assert [t.text for t in find(text, anchor=date(2014, 5, 10))] == [
        f"72{dash}hour",
        f"Monday,{space}12{space}May{space}2014",
    ]


PIECES = st.sampled_from(
    [
        "at ",
        "on ",
        "from ",
        "until ",
        "midnight ",
        "noon ",
        "12 ",
        "31 ",
        "7 ",
        "0500 ",
        "24:00 ",
        "25:61 ",
        "p.m. ",
        "GMT ",
        "GMT +",
        "326 ",
        "local time ",
        "(Damascus) ",
        "(",
        ") ",
        "[",
        "Friday ",
        "Feb. ",
        "June ",
        "2016 ",
        "0000 ",
        "9999 ",
        "the ",
        "of ",
        "day ",
        "last ",
        "next ",
        "week ",
        "years ",
        "ago ",
        "Ramadan ",
        "Eid ",
        "eve ",
        "- ",
        "/ ",
        ", ",
        ". ",
        "\n",
        "century ",
        "decade ",
        "two ",
        "hundred ",
        "thousand ",
        "first ",
        "١٢ ",
        "１２:３０ ",
        "UTC+26 ",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join), st.dates() | st.none())
def test_no_heap_of_time_words_breaks_the_reading(text: str, written: date | None) -> None:
    """Whatever the words and the date of writing: no exception, spans inside the text, no end before its
    start.
    """
    for found in find(text, anchor=written, place="Damascus"):
        assert text[found.start : found.end] == found.text
        assert found.text.strip()


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    """Any characters at all."""
    for found in find(text, anchor=date(2016, 2, 23)):
        assert text[found.start : found.end] == found.text


@given(st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2049, 12, 31)))
def test_what_is_written_in_full_is_read_back(moment: datetime) -> None:
    """A full date and clock with an offset round-trips to the minute."""
    text = f"It began at {moment:%H:%M} UTC+3 on {moment.day} {moment:%B %Y}."
    found = when(text, "2001-01-01")
    assert found.earliest == moment.replace(second=0, microsecond=0, tzinfo=UTC) - timedelta(hours=3)


HEAPS = ("1", "1.", "of the of the ", "12:", "a ", "(", "two hundred ", "May ", "- ", "the first ")


def test_a_heap_of_anything_ends() -> None:
    """No expression can run away: what takes seconds when it is linear would take hours when it is not."""
    code = (
        "import datetime, sys; from truceline.times import find\n"
        "for heap in sys.argv[1:]:\n"
        "    find((heap * 300_000)[:300_000], anchor=datetime.date(2016, 1, 1))\n"
    )
    subprocess.run([sys.executable, "-c", code, *HEAPS], check=True, timeout=300)


@pytest.mark.parametrize(
    ("text", "place", "around"),
    [
        ("It begins at sundown on 12 September 2016.", "Damascus", utc(2016, 9, 12, 15, 47)),
        ("It begins at sunset on 21 June 2020.", "Kabul", utc(2020, 6, 21, 14, 36)),
        ("It begins at sunrise on 21 December 2020.", "Bogota", utc(2020, 12, 21, 11, 4)),
    ],
)
def test_sundown_is_where_the_sun_goes_down(text: str, place: str, around: datetime) -> None:
    """Half an hour on either side of the sun's time at the place (almanac values, to five minutes)."""
    found = when(text, "2016-09-10", place)
    assert found.earliest is not None
    assert abs(found.earliest + timedelta(minutes=30) - around) < timedelta(minutes=6)
    assert found.latest == found.earliest + timedelta(hours=1)


def test_only_the_given_spans_are_read() -> None:
    """Offsets stay those of the whole text."""
    text = "On Monday they met. On Friday they parted."
    assert [t.text for t in find(text, anchor=date(2016, 1, 5), spans=[(20, len(text))])] == ["Friday"]
