"""Blind coding: nobody sees another's codes before the end, and what is settled on becomes the record."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sample import SAMPLE
from truceline.casebook import Casebook
from truceline.errors import UsageError
from truceline.evaluation.agreement import agreements, differing

CEASEFIRE = "karabakh-2020-10-10"
FIELDS = ("status", "effective", "parties", "mediators")


@pytest.fixture
def book(place: str) -> Iterator[Casebook]:
    with Casebook.open(place) as casebook:
        casebook.keep(SAMPLE)
        casebook.rounds.open("first", coders=["Ada", "Ben"], fields=FIELDS, ceasefires=[CEASEFIRE], by="Cleo")
        yield casebook


def _code(book: Casebook, by: str, **values: list[str]) -> None:
    for field, given in values.items():
        book.rounds.code("first", CEASEFIRE, field, given, by=by)


def test_nobody_sees_the_codes_of_another_before_the_end(book: Casebook) -> None:
    """While the round is open there are one's own codes and how many others have; then all."""
    _code(book, "Ada", status=["in force"], parties=["Armenia", "Azerbaijan"])
    _code(book, "Ben", status=["broken"])
    with pytest.raises(UsageError, match="still being coded"):
        book.rounds.codes("first")
    assert {unit[1] for unit in book.rounds.own("first", "Ben")} == {"status"}
    assert book.rounds.progress("first") == {"Ada": 2, "Ben": 1}
    book.rounds.close("first", by="Cleo")
    told = book.rounds.codes("first")
    assert told["Ada"][CEASEFIRE, "status"].values == ("in_force",)
    assert told["Ben"][CEASEFIRE, "status"].values == ("broken",)


def test_a_later_code_takes_the_place_of_an_earlier(book: Casebook) -> None:
    """A coder may think again while the round is open."""
    _code(book, "Ada", status=["in force"])
    _code(book, "Ada", status=[])
    book.rounds.close("first", by="Cleo")
    assert book.rounds.codes("first")["Ada"][CEASEFIRE, "status"].values == ()


def test_what_does_not_fit_is_refused(book: Casebook) -> None:
    """Strangers, other fields, two values for one, a closed round, a round of one."""
    for by, field, values, told in (
        ("Zoe", "status", ["broken"], "does not code in this round"),
        ("Ada", "class", ["preliminary"], "is not coded in this round"),
        ("Ada", "status", ["broken", "ended"], "has one value, not 2"),
        ("Ada", "status", ["lukewarm"], "is no status"),
    ):
        with pytest.raises(UsageError, match=told):
            book.rounds.code("first", CEASEFIRE, field, values, by=by)
    book.rounds.close("first", by="Cleo")
    with pytest.raises(UsageError, match="is closed"):
        _code(book, "Ada", status=["broken"])
    for coders in ([], ["Ada"], ["Ada", " Ada "]):
        with pytest.raises(UsageError, match="one coder alone"):
            book.rounds.open("second", coders=coders, by="Cleo")
    with pytest.raises(UsageError, match="already"):
        book.rounds.open("first", coders=["Ada", "Ben"], by="Cleo")


def test_agreement_is_told_field_by_field(book: Casebook) -> None:
    """Times agree to the instant or to the day; sets agree the more the more they share."""
    rounds = book.rounds
    rounds.open("all", coders=["Ada", "Ben"], fields=("effective", "parties"), by="Cleo")
    other = next(c.id for c in SAMPLE.ceasefires if c.id != CEASEFIRE)
    given = {
        "Ada": (["2020-10-10T12:00+04:00"], ["Armenia"], ["2020-11-01"], ["Russia"]),
        "Ben": (["2020-10-10T13:00+04:00"], ["Armenia", "Azerbaijan"], ["2020-11-01"], ["Russia"]),
    }
    for by, (start, parties, later, third) in given.items():
        rounds.code("all", CEASEFIRE, "effective", start, by=by)
        rounds.code("all", CEASEFIRE, "parties", parties, by=by)
        rounds.code("all", other, "effective", later, by=by)
        rounds.code("all", other, "parties", third, by=by)
    about, codes = rounds.close("all", by="Cleo"), rounds.codes("all")
    told = {(one.field, one.to): one for one in agreements(about, codes)}
    assert (told["effective", ""].units, told["effective", ""].alike) == (2, 1)
    assert told["effective", "the day"].alpha == 1
    assert told["effective", ""].alpha < told["parties", ""].alpha < 1  # type: ignore[operator]
    assert differing(about, codes)[1] == [(CEASEFIRE, "effective"), (CEASEFIRE, "parties")]


def test_what_is_settled_on_becomes_the_record(book: Casebook) -> None:
    """Accepted where it was read, corrected, added and rejected where it was not; all as one step."""
    book.rounds.close("first", by="Cleo")
    units = {
        "status": ["broken"], "effective": ["2020-10-10T12:30+04:00"], "parties": ["Armenia", "Karabakh"],
        "mediators": [],
    }  # fmt: skip
    done = book.rounds.settle(
        "first",
        [((CEASEFIRE, field), values) for field, values in units.items()],
        by="Cleo",
        reason="talked over",
    )
    assert {one.step for one in done} == {1}
    assert {one.by for one in done} == {"Cleo"}
    fields = book.find(CEASEFIRE).fields
    held = {name: [f.value for f in fields.get(name, ()) if f.preferred] for name in units}
    assert held["status"] == ["broken"]
    assert [v.edtf for v in held["effective"]] == ["2020-10-10T12:30:00+04:00"]  # type: ignore[union-attr]
    assert {str(v).casefold() for v in held["parties"]} >= {"armenia"}
    assert len(held["parties"]) == 2
    assert held["mediators"] == []
    assert set(book.rounds.settled("first")) == {(CEASEFIRE, field) for field in units}
    book.withdraw(done[0].number, by="Cleo", reason="too early", step=True)
    assert book.find(CEASEFIRE) == SAMPLE.ceasefires[0]
