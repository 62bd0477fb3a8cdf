"""Claims on one field into findings: what counts as the same, what as a dispute, and who is believed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.made import ACTORS, claim, day, instant, report
from truceline.model import Anomaly, Article, Claim, Finding, When
from truceline.records._findings import findings

ONE, TWO, THREE = report("one"), report("two"), report("three")
NOON, SIX = instant("2023-05-22T12:00"), instant("2023-05-22T18:00")


def found(
    name: str, *claims: Claim, articles: tuple[Article, ...] = (ONE, TWO, THREE)
) -> tuple[Finding, ...]:
    return findings(name, claims, {a.id: a for a in articles}, ACTORS)


def test_a_day_and_an_instant_within_it_are_one_finding() -> None:
    """The day does not contradict the clock; the more precise value is shown."""
    [only] = found("effective", claim(ONE, "effective", day("2023-05-22")), claim(TWO, "effective", SIX))
    assert only.value == SIX
    assert only.state == "agreed"
    assert set(only.support) == {"one.effective.2023-05-22", f"two.effective.{SIX.edtf}"}


def test_two_instants_that_differ_are_a_dispute_with_both_kept() -> None:
    """The majority is preferred, the other account stays beside it, and each names the other's claims."""
    first, second = found(
        "effective",
        claim(ONE, "effective", NOON),
        claim(TWO, "effective", SIX),
        claim(THREE, "effective", SIX),
    )
    assert (first.value, first.preferred, first.state) == (SIX, True, "disputed")
    assert (second.value, second.preferred, second.state) == (NOON, False, "disputed")
    assert first.against == second.support
    assert second.against == first.support
    assert first.why == "2 independent reports against 1"
    assert second.why.startswith("one report against 2 independent reports")


def test_copies_count_as_one_source() -> None:
    """Three outlets that print one dispatch do not outvote two that reported themselves."""
    copies = tuple(report(name, copies_of="one") for name in ("copy", "echo"))
    articles = (ONE, TWO, THREE, *copies)
    said = [claim(a, "effective", NOON) for a in (ONE, *copies)]
    said += [claim(a, "effective", SIX) for a in (TWO, THREE)]
    assert found("effective", *said, articles=articles)[0].value == SIX
    [only] = found("effective", *said[:3], articles=articles)
    assert (only.state, only.why) == ("single", "one report gives it and none contradicts")


def test_a_denial_stands_in_against() -> None:
    """Who denies a value supports it in no count."""
    [only] = found(
        "parties", claim(ONE, "parties", "rsf"), claim(TWO, "parties", "rsf", id="no", stance="denied")
    )
    assert only.state == "disputed"
    assert (only.support, only.against) == (("one.parties.rsf",), ("no",))


def test_what_is_only_denied_is_no_value_of_a_list() -> None:
    """A list holds what somebody says."""
    assert found("mediators", claim(ONE, "mediators", "chad", stance="denied")) == ()


def test_an_assertion_goes_before_hearsay() -> None:
    """What the report says itself is preferred to what it has heard."""
    first, _ = found(
        "effective", claim(ONE, "effective", NOON, stance="reported"), claim(TWO, "effective", SIX)
    )
    assert first.value == SIX


def test_a_date_that_cannot_be_right_is_believed_less() -> None:
    """A weekday that does not fit its date makes the other account the preferred one."""
    wrong = Anomaly(
        kind="weekday_mismatch",
        message="22 May is no Sunday",
        evidence=claim(ONE, "effective", NOON).evidence,
    )
    doubted = report("one", anomalies=(wrong,))
    said = (claim(doubted, "effective", NOON), claim(TWO, "effective", SIX))
    assert found("effective", *said)[0].value == NOON
    assert found("effective", *said, articles=(doubted, TWO))[0].value == SIX


def test_the_same_length_in_other_units_is_one_finding() -> None:
    """Seven days are 168 hours."""
    [only] = found("duration", claim(ONE, "duration", "P7D"), claim(TWO, "duration", "PT168H"))
    assert only.state == "agreed"


def test_an_army_and_its_state_are_one_party() -> None:
    """Who acts for a state is not another side beside it."""
    sides = found(
        "parties",
        claim(ONE, "parties", "sudan"),
        claim(ONE, "parties", "sudanese-army"),
        claim(ONE, "parties", "rsf"),
    )
    assert {f.value for f in sides} == {"sudan", "rsf"}


def test_a_name_in_passing_does_not_count_beside_two_outright() -> None:
    """It is kept, and the record says why it is not preferred."""
    said = [claim(ONE, "parties", name) for name in ("sudan", "rsf")]
    passing = found("parties", *said, claim(ONE, "parties", "chad", confidence=0.4))[-1]
    assert (passing.value, passing.preferred) == ("chad", False)
    assert passing.why == "said only in passing, while others are named outright"


SAID = [
    claim(article, "effective", when, stance=stance)
    for article, when, stance in (
        (ONE, NOON, "asserted"),
        (ONE, day("2023-05-22"), "reported"),
        (TWO, SIX, "asserted"),
        (TWO, day("2023-05-25"), "proposed"),
        (THREE, SIX, "reported"),
    )
]


@given(st.lists(st.sampled_from(SAID), min_size=1, unique_by=lambda c: c.id), st.randoms())
def test_every_claim_stands_in_one_finding_whatever_their_order(said: list[Claim], random: object) -> None:
    """Nothing that was read is lost, one value is preferred, and the order of reading decides nothing."""
    told = found("effective", *said)
    assert sorted(c for f in told for c in f.support) == sorted(c.id for c in said)
    assert [f.preferred for f in told].count(True) == 1
    shuffled = list(said)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert found("effective", *shuffled) == told


MONDAY = instant("2023-05-22T00:00")


@pytest.mark.parametrize(
    ("told", "known", "same"),
    [
        ("XXXX-WXX-7T24:00", MONDAY, True),
        ("XXXX-WXX-7T00:00", MONDAY, True),
        ("XXXX-05-22", MONDAY, True),
        ("XXXX-05-22T12:00", NOON, True),
        ("XXXX-WXX-1", day("2023-05-22"), True),
        ("XXXX-WXX-2", day("2023-05-22"), False),
        ("XXXX-WXX-1T18:00", NOON, False),
        ("XXXX-06-22", MONDAY, False),
    ],
)
def test_a_day_without_its_year_joins_the_known_day_that_it_can_be(
    told: str, known: When, same: bool
) -> None:
    """And it never goes before a time that is known, however many reports leave it open."""
    undated = When(earliest=None, latest=None, edtf=told, precision=known.precision)
    first, *others = found(
        "effective",
        claim(ONE, "effective", undated),
        claim(TWO, "effective", undated),
        claim(THREE, "effective", known),
    )
    assert (first.value, first.preferred) == (known, True)
    assert bool(others) is not same
