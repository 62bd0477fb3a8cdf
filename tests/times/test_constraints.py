"""Times that hang on events: found with their kind, solved where the event is dated, open where it is not."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model import Constraint, When, dump, load
from truceline.sources import article_from_text
from truceline.times import constraints, events, find, read, solve


def hung(text: str, written: str = "2019-05-06", place: str | None = None) -> list[Constraint]:
    """The constraints of a text written on a day."""
    return constraints(text, find(text, anchor=date.fromisoformat(written), place=place))


def day(text: str) -> When:
    """A day in UTC."""
    start = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return When(earliest=start, latest=start.replace(hour=23, minute=59), edtf=text, zone="UTC")


@pytest.mark.parametrize(
    ("words", "event", "offset", "bound"),
    [
        ("It starts 72 hours after signing.", "signing", "PT72H", "at"),
        ("It starts 24 hours from the signature.", "signing", "PT24H", "at"),
        ("It binds them from the moment of the signing.", "signing", "PT0S", "at"),
        ("The order is effective on signature.", "signing", "PT0S", "at"),
        ("They disarm within 48 hours of the entry into force.", "effective", "PT48H", "within"),
        ("They leave no later than 30 days from the date of signing.", "signing", "P30D", "within"),
        ("They stop two days before the vote.", "vote", "-P2D", "at"),
        ("It must start at least a week before the election.", "vote", "-P1W", "before"),
        ("Roads open once the last prisoner is freed.", "release", "PT0S", "after"),
        ("Roads open as soon as the withdrawal is complete.", "withdrawal", "PT0S", "after"),
        ("It holds until the vote is held.", "vote", "PT0S", "before"),
        ("Once the road is clear, convoys move.", "other", "PT0S", "after"),
        ("On the second day of the truce shells fell.", "effective", "P1D", "at"),
        ("It was day 47 of the war.", "outbreak", "P46D", "at"),
        ("On the third day after the signing they met.", "signing", "P3D", "at"),
        ("It ends the day after the signing.", "signing", "P1D", "at"),
        ("Weapons are to be withdrawn within 14 days.", "effective", "P14D", "within"),
        ("They praised the four-day pause.", "effective", "P4D", "during"),
    ],
)
def test_the_relation_to_the_event_is_read(words: str, event: str, offset: str, bound: str) -> None:
    """Kind of event, signed distance, and side; without a date of the event nothing is made up."""
    [found] = hung(words)
    assert (found.event, found.offset, found.bound, found.when) == (event, offset, bound, None)
    assert found.why


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("Signed at 6 p.m. on 3 May. It starts 24 hours after the signing.", "2019-05-04T18:00:00+02:00"),
        ("They signed on 3 May. It starts 72 hours after the signing.", "2019-05-06"),
        ("Signed on 3 May. It starts 12 hours after signing.", "2019-05-03T12:00:00/2019-05-04T12:00:00"),
        ("It starts within five days of the signing. They signed on 3 May.", "2019-05-03/2019-05-08"),
        ("The vote is on 20 May. They stop two days before the vote.", "2019-05-18"),
        ("A week after the truce took effect on 1 May, it broke.", "2019-05-08"),
        ("The truce began on 1 May. On the third day of the truce shells fell.", "2019-05-03"),
        ("The war began on 4 April. It was day 30 of the war.", "2019-05-03"),
        ("The pact was signed on 31 January 2019. It ends one month after the signing.", "2019-02-28"),
        ("The last captive was freed on 3 May. Once the last captive is freed, it holds.", "2019-05-03/.."),
        ("The vote is on 20 May. It holds until the vote.", "../2019-05-20"),
        ("The pause began at 7 a.m. on 3 May. They praised the four-day pause.",
         "2019-05-03T07:00:00+02:00/2019-05-07T07:00:00+02:00"),
    ],
)  # fmt: skip
def test_a_dated_event_solves_what_hangs_on_it(words: str, edtf: str) -> None:
    """Hours from the instant, days on the calendar; the result is inferred and says from what."""
    place = "Libya" if "+02:00" in edtf else None
    found = hung(words, place=place)[-1]
    assert found.when is not None
    assert (found.when.edtf, found.when.basis) == (edtf, "inferred")
    assert found.dated is not None
    assert "reckoned from" in found.why


def test_what_is_solved_solves_the_next() -> None:
    """Signing, entry into force, withdrawal: one after the other."""
    text = (
        "They signed on 3 May. The truce takes effect two days after the signing. "
        "Troops leave ten days after the entry into force."
    )
    assert [one.when.edtf for one in hung(text) if one.when] == ["2019-05-05", "2019-05-15"]


@pytest.mark.parametrize(
    "words",
    [
        "The pact was not signed on 3 May. It starts 24 hours after the signing.",
        "They signed on 3 May. The others signed on 5 May. All stop a week after the signing.",
        "They met on 3 May. It starts 24 hours after the signing.",
        "On 3 May, two days after the signing, shells fell.",
    ],
)
def test_nothing_is_made_up(words: str) -> None:
    """What did not happen, what has two dates, and what is not dated leave the time open."""
    assert [one.when for one in hung(words)] == [None]


def test_the_date_of_an_event_can_be_given() -> None:
    """What the text leaves open is solved from elsewhere; what it solves itself stays."""
    found = hung(
        "It starts 24 hours after the signing. The vote is on 20 May. It ends a week before the vote."
    )
    given = solve(found, {"signing": day("2019-05-01"), "vote": day("2020-01-01")})
    assert [one.when.edtf for one in given if one.when] == ["2019-05-02", "2019-05-13"]
    assert "elsewhere" in given[0].why


def test_the_events_that_a_text_dates() -> None:
    """By kind; one that has two dates is left out."""
    text = "They signed on 3 May. The vote is on 20 May. The vote in the north is on 27 May."
    dated = events(text, find(text, anchor=date(2019, 5, 6)))
    assert {kind: when.edtf for kind, when in dated.items()} == {"signing": "2019-05-03"}


def test_a_time_before_an_event_is_no_date_of_its_own() -> None:
    """ "Two days before the vote" is not two days before the date mentioned last."""
    text = "They met on 3 May. They stop two days before the vote. The day after the vote they meet."
    assert [t.timex for t in find(text, anchor=date(2019, 5, 6))] == ["2019-05-03", "P2D"]


def test_constraints_stand_in_the_article_and_survive_json() -> None:
    """`read` fills them, solved or open; comments feed none."""
    article = read(article_from_text("TUNIS, May 6, 2019 - They stop 24 hours after the signing."))
    [one] = article.constraints
    assert one.when is None
    assert load(dump(article), type(article)).constraints == article.constraints


WORDS = st.sampled_from(
    [f"{word} " for word in ("once", "the", "truce", "starts", "within", "five days", "after", "before")]
    + [
        f"{word} "
        for word in ("signing", "signed", "on 3 May", "day 5", "of", "war", ".", ",", "is", "freed")
    ]
    + [f"{word} " for word in ("until", "vote", "24 hours", "last", "second day", "9999 years", "effective")]
    + ["9 December 9999 ", "1 January 1 ", "\n"]
)


@given(st.lists(WORDS, max_size=30).map("".join))
def test_no_heap_of_events_breaks_the_solving(text: str) -> None:
    """Whatever the words: no exception, spans inside the text, none inside another."""
    last = 0
    for one in hung(text):
        assert text[one.start : one.end] == one.text
        assert one.start >= last
        last = one.end
