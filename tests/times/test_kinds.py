"""Kinds of expressions, several examples of each: what stands in reports must be read, however it is put."""

from __future__ import annotations

from datetime import date

import pytest

from truceline.times import find

CASES: dict[str, list[tuple[str, str, str | None, str]]] = {
    "the month of May in front is no modal verb": [
        ("The pact, signed in May and renewed on Monday, holds.", "2023-05-31", None, "2023-05-29"),
        ("The truce, agreed on May 20 and extended on Monday, was kept.", "2023-05-31", None, "2023-05-29"),
        ("It was drafted last May and published on Friday.", "2023-06-07", None, "2023-06-02"),
    ],
    "what is yet to be done lies ahead": [
        ("The offer, to be answered on Friday, stands.", "2023-05-31", None, "2023-06-02"),
        ("The prisoners, to be freed on Saturday, wait.", "2023-05-31", None, "2023-06-03"),
        ("They left a bridge to be reopened on Sunday.", "2023-05-31", None, "2023-06-04"),
    ],
    "what was put off lies on the day to which it was": [
        ("The talks, postponed to Saturday, will be held.", "2023-05-31", None, "2023-06-03"),
        ("The army's deadline was extended to Monday.", "2023-05-31", None, "2023-06-05"),
        ("The signing was moved to Sunday.", "2023-05-31", None, "2023-06-04"),
    ],
    "a second clock after 'or' is no date of its own": [
        ("Due 4 am Iraq time, or 0100 GMT, on Monday.", "2016-09-11", None, "2016-09-12T04:00:00+03:00"),
        ("Until 6 p.m. Sanaa time, or 1500 GMT, on Friday.", "2022-03-29", None, "2022-04-01T18:00:00+03:00"),
        ("From noon Kabul time or 0730 GMT, this Sunday.", "2018-06-14", None, "2018-06-17T12:00:00+04:30"),
    ],
    "a clock to or past the hour": [
        ("a quarter to seven on the morning of 27 May", "2016-05-22", "Beirut", "2016-05-27T06:45:00+03:00"),
        ("at quarter past 5 pm on 27 May", "2016-05-22", "Beirut", "2016-05-27T17:15:00+03:00"),
        ("at ten minutes to six p.m. on 27 May", "2016-05-22", "Beirut", "2016-05-27T17:50:00+03:00"),
        ("at half past nine p.m. on 27 May", "2016-05-22", "Beirut", "2016-05-27T21:30:00+03:00"),
    ],
    "hours and minutes after 'at' are a clock": [
        ("at 12 hours 00 minutes on 10 October", "2020-10-09", "Yerevan", "2020-10-10T12:00:00+04:00"),
        ("at 23 hours 59 minutes of 19 May", "2016-05-17", "Yemen", "2016-05-19T23:59:00+03:00"),
        ("from 6 hours 30 minutes on 1 May", "2016-04-28", "Yemen", "2016-05-01T06:30:00+03:00"),
        ("at 20 hours on 9 May", "2016-05-01", "Mali", "2016-05-09T20:00:00+00:00"),
        ("at zero hours of 9 May", "2016-05-01", "Mali", "2016-05-09T00:00:00+00:00"),
    ],
    "and a length otherwise": [
        ("It lasted 2 hours 30 minutes.", "2016-05-01", None, "PT2H30M"),
        ("for 12 hours", "2016-05-01", None, "PT12H"),
        ("a halt of six days and five hours", "2016-05-01", None, "P6DT5H"),
        ("for one year and six months", "2016-05-01", None, "P1Y6M"),
        ("a three-and-a-half-hour pause", "2016-05-01", None, "PT3.5H"),
        ("a 24h pause", "2016-05-01", None, "PT24H"),
    ],
    "foreign clocks": [
        ("le 27 mai à 18h GMT", "2016-05-22", None, "2016-05-27T18:00:00+00:00"),
        ("27 mai à 18 heures, heure de Beyrouth", "2016-05-22", None, "2016-05-27T18:00:00+03:00"),
        ("27 de maio às 18h, hora de Brasília", "2016-05-22", None, "2016-05-27T18:00:00-03:00"),
        ("el 27 de mayo a las 6:00 hora de Bogotá", "2016-05-22", None, "2016-05-27T06:00:00-05:00"),
        ("am 27. Mai um 18 Uhr Ortszeit", "2016-05-22", "Mali", "2016-05-27T18:00:00+00:00"),
        ("27 Mayıs saat 18.00'de", "2016-05-22", "Libya", "2016-05-27T18:00:00+02:00"),
        ("27 мая в 00:00 по московскому времени", "2016-05-22", None, "2016-05-27T00:00:00+03:00"),
        ("с 00:00 мск 27 мая", "2016-05-22", None, "2016-05-27T00:00:00+03:00"),
        ("18:00 بتوقيت دمشق", "2016-05-22", None, "2016-05-22T18:00:00+03:00"),
        ("at 18:00 بتوقيت غرينتش on 27 May", "2016-05-22", None, "2016-05-27T18:00:00+00:00"),
    ],
    "months of two words": [
        ("27 Kanun al-Thani 2016", "2016-02-22", None, "2016-01-27"),
        ("5 Tishreen al-Awwal 2016", "2016-11-02", None, "2016-10-05"),
        ("9 تشرين الثاني 2016", "2016-11-02", None, "2016-11-09"),
        ("3 Kanoun al-Awwal 2016", "2016-11-02", None, "2016-12-03"),
    ],
    "months and days of the Islamic calendar": [
        ("in Ramadan 1440", "2019-05-01", None, "2019-05-06~/2019-06-04~"),
        ("since 1 Ramadan 1437", "2016-06-10", None, "2016-06-06~"),
        ("through Muharram 1446", "2024-07-20", None, "2024-07-07~/2024-08-04~"),
        ("on 17 Rabi' al-Thani 1437", "2016-02-01", None, "2016-01-27~"),
        ("during the month of Safar", "2024-08-20", None, "2024-08-05~/2024-09-03~"),
    ],
    "the day beside it moves a feast of the moon": [
        ("They paused for Ashura on Tuesday.", "2019-09-11", None, "2019-09-10"),
        ("On Monday, the first day of Eid al-Adha, calm held.", "2016-09-13", None, "2016-09-12"),
        ("Mawlid, on 28 September, was quiet.", "2023-09-30", None, "2023-09-28"),
    ],
    "feasts": [
        ("over the Easter weekend", "2016-03-20", None, "2016-03-25/2016-03-28"),
        ("on Ascension Day", "1994-05-14", None, "1994-05-12"),
        ("on Boxing Day", "2014-12-20", None, "2014-12-26"),
        ("before Diwali", "2009-10-10", None, "2009-10-17"),
        ("at Epiphany", "2015-01-03", None, "2015-01-06"),
    ],
    "parts of a month": [
        ("in the last ten days of June", "2016-06-01", None, "2016-06-21/2016-06-30"),
        ("in the second week of June 2016", "2016-06-10", None, "2016-06-08~/2016-06-14~"),
        ("on the last day of February", "2020-02-20", None, "2020-02-29"),
        ("on the last day of the month", "2018-02-20", None, "2018-02-28"),
        ("in the second third of June 2016", "2016-06-10", None, "2016-06-11~/2016-06-20~"),
    ],
    "weekdays of a month": [
        ("on the first Monday of March 2018", "2018-02-27", None, "2018-03-05"),
        ("on the last Friday of Ramadan", "2018-05-27", None, "2018-06-08~"),
        ("on the last Thursday of the month", "2018-02-02", None, "2018-02-22"),
        ("on the second Sunday of next month", "2018-02-02", None, "2018-03-11"),
    ],
    "further away than next and last": [
        ("the week after next", "2018-02-27", None, "2018-03-12/2018-03-18"),
        ("the Friday before last", "2018-02-27", None, "2018-02-16"),
        ("two Fridays ago", "2018-02-27", None, "2018-02-16"),
        ("on Friday week", "2018-02-27", None, "2018-03-09"),
        ("in two weeks' time", "2018-02-27", None, "2018-03-13~"),
        ("They meet in ten days.", "2018-02-27", None, "2018-03-09"),
    ],
    "page headers printed without spaces": [
        ("Published: 26 February 201717:45", "2017-02-27", None, "2017-02-26T17:45:00"),
        ("26/02/2017 - 17:4526/02/2017 - 18:10", "2017-02-27", None, "2017-02-26T17:45:00"),
        ("Feb 26, 2017 5:45 PMFeb 26, 2017 6:10 PM", "2017-02-27", None, "2017-02-26T17:45:00"),
        ("Feb 26, 2017Feb 27, 2017", "2017-02-27", None, "2017-02-27"),
        ("17:45 GMT +0326 February 2017", "2017-02-27", None, "2017-02-26T17:45:00+03:00"),
        ("20170226T174500Z", "2017-02-27", None, "2017-02-26T17:45:00+00:00"),
    ],
    "military times": [
        ("170600Z JAN 91", "1991-02-01", None, "1991-01-17T06:00:00+00:00"),
        ("at 0600Z on 17 January 1991", "1991-02-01", None, "1991-01-17T06:00:00+00:00"),
        ("at 0600L on 17 January 1991", "1991-02-01", "Kuwait", "1991-01-17T06:00:00+03:00"),
        ("from 00.01 on 27 May", "2016-05-22", "Beirut", "2016-05-27T00:01:00+03:00"),
    ],
    "zones in words": [
        ("at 3 p.m. (West Africa Time) on 25 May", "2018-05-23", None, "2018-05-25T15:00:00+01:00"),
        ("at 3 p.m. UTC plus 3 on 25 May", "2018-05-23", None, "2018-05-25T15:00:00+03:00"),
        ("at 15:00 UTC−3 on 25 May", "2018-05-23", None, "2018-05-25T15:00:00-03:00"),
        ("at ２２：００ ＧＭＴ on 25 May", "2018-05-23", None, "2018-05-25T22:00:00+00:00"),
        ("at 3 p.m. West Beirut was shelled", "2018-05-23", "Beirut", "2018-05-23T15:00:00+03:00"),
    ],
    "a time that is set for something lies ahead": [
        ("They set Saturday at 9 a.m. for it.", "2018-09-06", "Tripoli", "2018-09-08T09:00:00+02:00"),
        ("They fixed Monday for the signing.", "2018-09-06", None, "2018-09-10"),
        ("The envoy proposed Sunday for a halt.", "2018-09-06", None, "2018-09-09"),
    ],
    "the end of a day": [
        ("by the end of the day", "2020-10-10", None, "2020-10-10T20:00:00/2020-10-11T00:00:00"),
        ("by month's end", "2018-02-20", None, "2018-02-19~/2018-02-28~"),
        ("until midnight between Sunday and Monday", "2018-05-26", "Syria", "2018-05-28T00:00:00+03:00"),
        ("midnight between 26 and 27 May", "2018-05-28", "Syria", "2018-05-27T00:00:00+03:00"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("law", "case"),
    [(law, case) for law, cases in CASES.items() for case in cases],
    ids=lambda x: str(x)[:60],
)
def test_each_kind_is_read(law: str, case: tuple[str, str, str | None, str]) -> None:
    """The expected time is among those read."""
    text, written, place, expected = case
    found = find(text, anchor=date.fromisoformat(written), place=place)
    assert expected in [t.when.edtf if t.when is not None else t.timex for t in found], law


@pytest.mark.parametrize("text", ["At the end of the day, what counts is trust.", "the first light weapons"])
def test_manners_of_speaking_are_no_times(text: str) -> None:
    """Words of time that name none."""
    assert find(text, anchor=date(2016, 5, 5)) == []
