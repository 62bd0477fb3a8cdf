"""Times in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given

from readings import whens
from truceline.model import When
from truceline.wording import say_duration, say_published, say_when


def _when(
    earliest: str | None,
    latest: str | None,
    edtf: str,
    zone: str | None = None,
    precision: str = "day",
    **more: object,
) -> When:
    bounds = [datetime.fromisoformat(b).replace(tzinfo=UTC) if b else None for b in (earliest, latest)]
    return When(earliest=bounds[0], latest=bounds[1], edtf=edtf, zone=zone, precision=precision, **more)  # type: ignore[arg-type]


def _at(moment: str, zone: str | None) -> When:
    return _when(moment, moment, "", zone, "minute")


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (_at("2020-10-10T08:00", "Asia/Yerevan"), "Sat 10 Oct 2020, 12:00 Yerevan (UTC+4) = 08:00 UTC"),
        (_at("2023-05-22T19:45", "+02:00"), "Mon 22 May 2023, 21:45 UTC+2 = 19:45 UTC"),
        (
            _at("2020-10-17T20:00", "Asia/Baku"),
            "Sun 18 Oct 2020, 00:00 Baku (UTC+4) = Sat 17 Oct 2020, 20:00 UTC",
        ),
        (_at("2008-08-12T21:00", None), "Tue 12 Aug 2008, 21:00 UTC"),
        (_at("2010-01-05T00:30", "Asia/Kolkata"), "Tue 5 Jan 2010, 06:00 Kolkata (UTC+5:30) = 00:30 UTC"),
        (_at("2010-01-05T00:30", "-03:30"), "Mon 4 Jan 2010, 21:00 UTC-3:30 = Tue 5 Jan 2010, 00:30 UTC"),
        (_at("1999-06-10T12:00", "Europe/London"), "Thu 10 Jun 1999, 13:00 London (UTC+1) = 12:00 UTC"),
        (_at("1999-12-10T12:00", "Europe/London"), "Fri 10 Dec 1999, 12:00 UTC (London)"),
        (_when("2014-09-04T21:00", "2014-09-05T21:00", "2014-09-05", "Europe/Kyiv"), "Fri 5 Sep 2014"),
        (_when("2014-09-01T00:00", "2014-10-01T00:00", "2014-09", None, "month"), "September 2014"),
        (_when("2014-01-01T00:00", "2015-01-01T00:00", "2014~", None, "year"), "about 2014"),
        (_when("2014-06-01T00:00", "2014-09-01T00:00", "2014-22", None, "season"), "summer 2014"),
        (
            _when("2017-01-16T00:00", "2017-02-01T00:00", "2017-01-16~/2017-01-31"),
            "about Mon 16 Jan 2017 to Tue 31 Jan 2017",
        ),
        (_when(None, "2017-02-01T00:00", "../2017-01-31"), "until Tue 31 Jan 2017"),
        (_when("2017-01-16T00:00", None, "2017-01-16/.."), "from Mon 16 Jan 2017 on"),
        (_when(None, None, "XXXX-02-27"), "27 February, year unknown"),
        (_when(None, None, "XXXX-WXX-6"), "a Saturday, date unknown"),
        (_when(None, None, "XXXX-WXX-6TNI", None, "part_of_day"), "the night of a Saturday, date unknown"),
        (_when(None, None, "XXXX-10-09TEV", None, "part_of_day"), "the evening of 9 October, year unknown"),
        (
            _when(None, None, "XXXX-WXX-1T06:00", None, "minute"),
            "a Monday, date unknown, 06:00, zone not told",
        ),
        (
            _when("2016-10-03T00:00", "2016-10-10T00:00", "2016-W40", None, "week"),
            "the week of Mon 3 Oct 2016",
        ),
        (
            _when("2020-10-09T22:00", "2020-10-11T00:00", "2020-10-10T12:00:00", None, "minute"),
            "Sat 10 Oct 2020, 12:00, zone not told",
        ),
        (
            _when("2014-09-05T15:00", "2014-09-05T21:00", "", "Europe/Kyiv", "part_of_day"),
            "Fri 5 Sep 2014, 18:00 to 24:00 Kyiv",
        ),
    ],
)
def test_times_are_told_as_people_say_them(when: When, told: str) -> None:
    """The local time comes first, UTC beside it; what is vague stays vague."""
    assert say_when(when) == told


def test_two_readings_are_both_told() -> None:
    """A midnight that can be either end of a day is told as either."""
    first, second = _at("2024-08-03T22:00", "+02:00"), _at("2024-08-04T22:00", "+02:00")
    both = _when("2024-08-03T22:00", "2024-08-04T22:00", "", "+02:00", "minute", readings=(first, second))
    assert say_when(both, briefly=True) == "either Sun 4 Aug 2024, 00:00 UTC+2 or Mon 5 Aug 2024, 00:00 UTC+2"


@given(when=whens())
def test_no_time_is_too_odd_to_be_told(when: When) -> None:
    """Whatever a report makes of a time, the brief has words for it."""
    assert say_when(when)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("P7D", "7 days"),
        ("PT72H", "72 hours"),
        ("P1M", "1 month"),
        ("P1DT12H", "1 day 12 hours"),
        ("PXD", "PXD"),
        ("P", "P"),
    ],
)
def test_durations_are_told_in_their_own_units(text: str, told: str) -> None:
    """Three days and seventy-two hours are told as they were put."""
    assert say_duration(text) == told


def test_a_year_that_was_worked_out_is_told_apart() -> None:
    """A dateline without a year dates a report only with an inference, and the reader is told which."""
    why = "the dateline; the year is that of the dates in the text"
    when = _when("1999-07-02T00:00", "1999-07-03T00:00", "1999-07-02", basis="dateline", why=why)
    assert say_published(when) == "Fri 2 Jul 1999, by the dateline; year: that of the dates in the text"
    assert say_published(None) == "publication not dated"
