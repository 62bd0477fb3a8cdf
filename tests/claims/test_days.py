"""The days of a ceasefire in the many ways in which reports tell them: when it was agreed, when it begins and
ends, how long it lasts. Each list holds several wordings of one kind, on invented wars.
"""

from __future__ import annotations

import pytest

from claims.told import only, reading
from truceline.model import Ceasefire, When


def told(record: Ceasefire, name: str) -> str | None:
    """The preferred day or length of a field, None where there is none."""
    value = next((f.value for f in record.fields.get(name, ()) if f.preferred), None)
    return value.edtf[:10] if isinstance(value, When) else str(value) if value is not None else None


def check(published: str, text: str, **expected: str | None) -> None:
    record = only(reading(text, published=published))
    assert {name: told(record, name) for name in expected} == expected


AGREED = [
    (
        "2019-05-08",
        "The agreement, signed on Tuesday by the government and the rebels, provides for fighting to stop"
        " at dawn on Friday.",
        "2019-05-07",
        "2019-05-10",
    ),
    (
        "2019-05-08",
        "Under the ceasefire deal, which the government and the rebels signed in Lomé on Monday, guns are"
        " to fall silent on Thursday.",
        "2019-05-06",
        "2019-05-09",
    ),
    (
        "2011-10-04",
        "A truce between the army and the insurgents, agreed on Sunday after a week of talks, will enter "
        "into force on Wednesday.",
        "2011-10-02",
        "2011-10-05",
    ),
    (
        "2001-07-05",
        "Government forces and the rebels on Thursday signed an open-ended ceasefire due to come into "
        "force at one minute past midnight.",
        "2001-07-05",
        "2001-07-06",
    ),
    (
        "1991-12-31",
        "The government and the guerrillas agreed in New York shortly before midnight on Tuesday to a "
        "ceasefire to begin on February 1.",
        "1991-12-31",
        "1992-02-01",
    ),
]


@pytest.mark.parametrize(("published", "text", "declared", "effective"), AGREED)
def test_the_day_of_signing_is_told_from_the_day_of_effect(
    published: str, text: str, declared: str, effective: str
) -> None:
    """Two days in one sentence: one is that of the agreement, one that of which it provides."""
    check(published, text, declared=declared, effective=effective)


SAID = [
    (
        "2017-04-01",
        "The defence minister told reporters on Friday the army would cease operations against the rebels"
        " from 5 April.",
        "2017-03-31",
        "2017-04-05",
    ),
    (
        "2006-03-23",
        "The separatist group said in a video on Wednesday that a permanent ceasefire would take effect "
        "on March 24.",
        "2006-03-22",
        "2006-03-24",
    ),
    (
        "1988-08-08",
        "A ceasefire between the two armies will begin at dawn on August 20, the secretary-general "
        "announced on Monday.",
        "1988-08-08",
        "1988-08-20",
    ),
    (
        "2015-02-13",
        "Leaders agreed on Thursday that the ceasefire between the army and the separatists would start "
        "at 00:00 Kiev time on 15 February.",
        "2015-02-12",
        "2015-02-15",
    ),
    (
        "2017-04-01",
        "In a statement dated March 30, the rebels declared an interim ceasefire beginning at 6 p.m. on "
        "March 31.",
        "2017-03-30",
        "2017-03-31",
    ),
    (
        "2016-08-29",
        "Under a decree signed on Thursday, the bilateral ceasefire with the guerrillas took effect at "
        "00:00 on Monday.",
        "2016-08-25",
        "2016-08-29",
    ),
]


@pytest.mark.parametrize(("published", "text", "declared", "effective"), SAID)
def test_the_day_on_which_it_is_made_known_is_no_start(
    published: str, text: str, declared: str, effective: str
) -> None:
    """ "Said on Monday they would stop": the day belongs to the verb of saying."""
    check(published, text, declared=declared, effective=effective)


UNTIL = [
    (
        "2010-11-01",
        "Rebel leaders said on Monday they would hold their fire until the election next June.",
        "2011-06",
    ),
    (
        "2014-06-28",
        "The president extended until 10 p.m. on Monday a unilateral ceasefire that had been due to "
        "expire on Friday.",
        "2014-06-30",
    ),
    (
        "2023-11-28",
        "The four-day truce between the army and the militants, which was to expire on Tuesday morning, "
        "has been extended by two days until Thursday morning.",
        "2023-11-30",
    ),
    (
        "2016-09-20",
        "A seven-day truce with the rebels that began on September 12 ended on Monday at 7 p.m., the army"
        " said.",
        "2016-09-19",
    ),
    (
        "1993-06-09",
        "The guerrillas called off on Tuesday a unilateral ceasefire that they declared on March 20.",
        "1993-06-08",
    ),
    (
        "2020-03-30",
        "The guerrillas said they would observe a ceasefire with the army for one month from April 1 to 30.",
        "2020-04-30",
    ),
]


@pytest.mark.parametrize(("published", "text", "ends"), UNTIL)
def test_the_end_that_came_or_holds_now_goes_before_the_one_planned(
    published: str, text: str, ends: str
) -> None:
    """ "Was to expire" was the plan; "until" may stand words before its day; what is past was the end."""
    check(published, text, ends=ends)


BACKWARD = [
    (
        "2022-08-08",
        "A ceasefire between the army and the militants was holding on Monday, a day after it came into "
        "force.",
        "effective",
        "2022-08-07",
    ),
    (
        "2022-08-10",
        "The ceasefire between the army and the rebels entered its third day on Wednesday.",
        "effective",
        "2022-08-08",
    ),
    (
        "2022-08-10",
        "Two days into a ceasefire, residents between the lines of the army and the rebels buried their "
        "dead on Wednesday.",
        "effective",
        "2022-08-08",
    ),
    (
        "2001-06-12",
        "Government forces and ethnic rebels traded fire on Tuesday, a day after the government declared "
        "a halt to its offensive.",
        "declared",
        "2001-06-11",
    ),
]


@pytest.mark.parametrize(("published", "text", "field", "day"), BACKWARD)
def test_a_day_told_by_how_long_ago_it_was_is_reckoned(
    published: str, text: str, field: str, day: str
) -> None:
    """The day of which the sentence tells, less the distance, is the day of the event."""
    check(published, text, **{field: day})


def test_a_feast_that_a_truce_is_to_cover_is_no_day_of_declaration() -> None:
    """ "Declares truce for Ramadan" tells its span, and neither who declared it when nor that it was then."""
    check(
        "2013-07-09",
        "The army and the rebels declared a truce for the holy month of Ramadan, which begins on Wednesday.",
        declared="2013-07-09",
        effective="2013-07-10",
    )


@pytest.mark.parametrize(
    "text",
    [
        "The army extended its truce with the rebels from Friday for a further week. It began on 3 June.",
        "The army on Thursday prolonged until 30 June the truce with the rebels that began on 3 June.",
        "The army said on Thursday that its truce with the rebels, in force since 3 June, was prolonged.",
    ],
)
def test_the_day_of_an_extension_is_no_start(text: str) -> None:
    """A truce that is extended began before."""
    check("2021-06-11", text, effective="2021-06-03")


@pytest.mark.parametrize(
    "text",
    [
        "First airliner in six months lands as the truce between the army and the rebels holds.",
        "The ceasefire between army and rebels held on Monday in the group's campaign of three decades.",
        "The ceasefire between army and rebels, a week old on Monday, is holding.",
    ],
)
def test_another_length_in_the_sentence_is_not_that_of_the_truce(text: str) -> None:
    """A length measures a truce only where it hangs on it."""
    check("2021-06-11", text, duration=None)


def test_what_was_broken_did_not_last_its_length() -> None:
    """No end is added up from the start and length of a truce that failed."""
    check(
        "2014-08-01",
        "A 72-hour ceasefire between the army and the militants that began at 8 a.m. on Friday collapsed.",
        effective="2014-08-01",
        duration="PT72H",
        ends=None,
    )


def test_a_start_told_by_its_distance_is_dated_by_another_report() -> None:
    """ "48 hours after signing": the report that dates the signing gives the start."""
    signed = "The army and the Liberation Front rebels of Norland signed a truce in Lomé on Saturday."
    hung = "The truce between the army and the Liberation Front rebels of Norland comes into force 48 hours after its signing."  # noqa: E501
    record = only(reading(signed, hung, published="2023-05-21"))
    assert (told(record, "declared"), told(record, "effective")) == ("2023-05-20", "2023-05-22")


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (
            "The rebels said on Wednesday that they would end their ceasefire with the army, in place since "
            "28 May, with effect from 20 June.",
            "2021-06-20",
        ),
        (
            "The army and the rebels stopped fighting on 3 June for 48 hours over the holiday of Pentecost.",
            "2021-06-05",
        ),
    ],
)
def test_the_end_that_is_told_outright_goes_before_what_it_covers(text: str, ends: str) -> None:
    """A day from which a truce is to be over is its end; a stated length says more than a feast."""
    check("2021-06-11", text, ends=ends)


def test_a_new_year_in_april_is_not_that_of_january() -> None:
    """The New Year of which a report of mid-April speaks is that of the country's own calendar."""
    check(
        "2009-04-12",
        "The army ordered a two-day halt to its offensive against the rebels for the New Year.",
        effective="2009-04-13",
        ends="2009-04-15",
    )


@pytest.mark.parametrize(
    "text",
    [
        "The army of Norland declared an end to the Easter understanding with the rebels.",
        "The rebels and the army agreed to keep the Easter truce.",
        "Both the army of Norland and the rebels agreed to honour the Easter pact.",
    ],
)
def test_a_time_in_the_name_of_a_deal_dates_no_step(text: str) -> None:
    """ "The Easter deal" tells which deal, not when what is told of it happened."""
    record = only(reading("A truce between army and rebels holds. " + text, published="2021-04-20"))
    assert all(f.when is None or "04-04" not in f.when.edtf for f in record.fields["status"])


@pytest.mark.parametrize(
    "text",
    [
        "The government said that its forces would end all attacks against the rebels from 14 June.",
        "The army said it would end its attacks on the rebels with effect from 14 June.",
        "The rebels will end hostilities against the army as of 14 June, their leader said.",
    ],
)
def test_the_end_of_the_fighting_is_the_start_of_the_truce(text: str) -> None:
    """ "End all attacks from Friday" begins a truce, "end the truce from Friday" ends one."""
    check("2021-06-11", text, effective="2021-06-14", ends=None)


@pytest.mark.parametrize(
    ("text", "declared", "effective"),
    [
        (
            "President Omar Sheikh ordered his forces to hold fire from midnight on Thursday, and the rebels"
            " who have fought them since January told their men to do likewise under the truce.",
            "2010-02-11",
            "2010-02-12",
        ),
        (
            "The army and the rebels agreed on Monday to a truce from this 12 of February. It is the first"
            " thing on which they have agreed since 1980.",
            "2010-02-08",
            "2010-02-12",
        ),
        (
            "The government announced on New Year's Eve a ceasefire with the rebels.",
            "2009-12-31",
            None,
        ),
        (
            "Rebels took Kiwanja on Wednesday while the ceasefire that they declared on February 1 entered"
            " its second week.",
            "2010-02-01",
            None,
        ),
    ],
)
def test_a_day_in_the_sentence_that_dates_something_else_is_left(
    text: str, declared: str | None, effective: str | None
) -> None:
    """Since when they have fought or agreed on nothing, and when something else was done."""
    check("2010-02-11", text, declared=declared, effective=effective)


MIDNIGHTS = [
    (
        "1994-06-07",
        "The army announced on Monday that it would hold its fire as of midnight in its war with the rebels.",
        "1994-06-07",
    ),
    (
        "1994-06-30",
        "Envoys of the government and the rebels signed a deal on Thursday to cease fire from midnight.",
        "1994-07-01",
    ),
    (
        "2010-02-12",
        "A ceasefire between army and rebels was holding on Friday, hours after it started at midnight.",
        "2010-02-12",
    ),
]


@pytest.mark.parametrize(("published", "text", "effective"), MIDNIGHTS)
def test_a_midnight_without_a_day_follows_the_day_of_the_announcement(
    published: str, text: str, effective: str
) -> None:
    """What has begun has begun at the midnight before the day of the report."""
    check(published, text, effective=effective)


def test_the_clock_of_an_event_told_by_its_distance_is_of_that_day() -> None:
    """Sunset was a day ago, not on the day of the report."""
    text = (
        "A ceasefire that the government and the rebels agreed on Friday was largely holding on Tuesday, a"
        " day after it took effect at sunset."
    )
    check("2016-09-13", text, declared="2016-09-09", effective="2016-09-12")


def test_the_year_since_which_truces_are_counted_is_no_start() -> None:
    """ "11 breaches in earlier ceasefires since 2010" dates none of them."""
    text = (
        "The army and the rebels agreed to a truce from Thursday. Monitors counted 11 breaches in earlier "
        "Christmas ceasefires since 2002."
    )
    check("2010-02-09", text, effective="2010-02-11")
