"""How long a ceasefire lasts, when it ends and what becomes of its end when it is extended; the start that
follows from both. Invented wars; each list holds several wordings of one kind.
"""

from __future__ import annotations

import pytest

from claims.test_days import check

EXTENDED = [
    (
        "2022-06-03",
        "The truce between the army and the rebels, which was to expire on 2 June, was renewed for another "
        "two weeks, the envoy announced. It first took effect on 19 May.",
        "2022-06-16",
    ),
    (
        "2018-06-16",
        "The government said it was extending its ceasefire with the rebels, which was to end on 20 June, by "
        "ten days.",
        "2018-06-30",
    ),
    (
        "2023-11-27",
        "The four-day truce between the army and the rebels, which started on 24 November, has been extended "
        "by two days, mediators said.",
        "2023-11-30",
    ),
    (
        "2021-02-28",
        "The army has extended its unilateral ceasefire for another month, from 1 to 31 March 2021, its "
        "headquarters said.",
        "2021-03-31",
    ),
]


@pytest.mark.parametrize(("published", "text", "ends"), EXTENDED)
def test_an_extended_truce_ends_so_much_later(published: str, text: str, ends: str) -> None:
    """The length of an extension is added to the end that the truce had."""
    check(published, text, ends=ends)


@pytest.mark.parametrize(("published", "text", "ends"), EXTENDED[:2])
def test_the_length_of_an_extension_is_not_that_of_the_truce(published: str, text: str, ends: str) -> None:
    """A truce that is extended by ten days was not made for ten days."""
    check(published, text, duration=None)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (
            "The army said a 72-hour truce with the rebels that runs out at 8 a.m. (0500 GMT) on Friday "
            "would not be prolonged.",
            "2014-08-05",
        ),
        ("A 48-hour truce between the army and the rebels expires at noon on Thursday.", "2014-08-05"),
    ],
)
def test_a_start_is_counted_back_from_the_end(text: str, start: str) -> None:
    """A length and an end give the start, where nothing else does."""
    check("2014-08-06", text, effective=start)


def test_a_truce_that_was_called_off_began_at_no_reckoned_time() -> None:
    """What is cut short did not last its length."""
    text = "The army called off its 72-hour truce with the rebels at 8 a.m. (0500 GMT) on Wednesday."
    check("2014-08-06", text, effective=None)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("The army and the rebels began a week-long truce on Monday.", "P1W"),
        ("The army and the rebels began a weeklong truce on Monday.", "P1W"),
        ("A one-day truce between the army and the rebels begins on Thursday.", "P1D"),
        ("The army and the rebels agreed on Monday to a truce of a fortnight.", "P2W"),
    ],
)
def test_lengths_in_words(text: str, length: str) -> None:
    """Lengths are read from words as from figures."""
    check("2014-08-06", text, duration=length)


@pytest.mark.parametrize(
    "text",
    [
        "The government and two rebel groups signed a ceasefire on Tuesday. It took effect at once.",
        "The government and the rebels signed a ceasefire on Tuesday. The agreement takes immediate effect.",
    ],
)
def test_at_once_is_the_day_that_was_told_before(text: str) -> None:
    """ "It took effect at once" says nothing of the day of the report."""
    check("2013-06-20", text, declared="2013-06-18", effective="2013-06-18")


def test_who_met_and_agreed_did_so_on_one_day() -> None:
    """The day of a meeting is that of what was agreed there."""
    text = (
        "The chiefs of staff met in the capital on Tuesday and agreed to cease hostilities with the rebels "
        "from noon on Thursday."
    )
    check("2016-04-06", text, declared="2016-04-05", effective="2016-04-07")


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("The truce between the army and the rebels will lapse 14 days later, on 16 January.", "2008-01-16"),
        (
            "The army halted its attacks on the rebels for Ramadan, that is from 3 to 19 January.",
            "2008-01-19",
        ),
    ],
)
def test_a_date_says_what_a_distance_comes_to(text: str, ends: str) -> None:
    """A date in apposition is the end, not what the sum gives."""
    check("2008-01-03", text, ends=ends)
