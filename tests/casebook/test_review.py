"""What people decide on a record holds, says who decided it, and hides nothing of what was read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy.exc import DBAPIError

from byhand import by_hand, locked
from sample import SAMPLE
from truceline.casebook import Casebook, Overtaken, Wanted, _engine, say_value
from truceline.casebook import _book as book_module
from truceline.cli._app import run
from truceline.errors import CasebookError, UsageError
from truceline.model import Ceasefire, Finding, Reading, When, dump

CEASEFIRE = "karabakh-2020-10-10"
WHO = {"by": "A. Analyst", "reason": "the official text says so", "at": "2024-05-01T10:00:00Z"}


@pytest.fixture
def book(place: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Casebook]:
    monkeypatch.setattr(book_module, "join_with", lambda reading, kept, accounts: (reading, ()))
    with Casebook.open(place) as casebook:
        casebook.keep(SAMPLE)
        yield casebook


def _field(book: Casebook, field: str, ceasefire: str = CEASEFIRE) -> tuple[Finding, ...]:
    [found] = (c for c in book.ceasefires() if c.id == ceasefire)
    return found.fields.get(field, ())


def _holding(book: Casebook, field: str) -> list[object]:
    return [f.value for f in _field(book, field) if f.preferred]


def test_a_correction_holds_and_what_was_read_stays_beside_it(book: Casebook) -> None:
    """The value of the reports is set aside with author and reason, its claims with it; none is lost."""
    before = _field(book, "effective")
    book.decide(CEASEFIRE, "effective", "correct", value="2020-10-10T12:30+04:00", **WHO)
    holding, *others = _field(book, "effective")
    assert isinstance(holding.value, When)
    assert holding.value.edtf == "2020-10-10T12:30:00+04:00"
    assert holding.preferred
    assert holding.review is not None
    assert holding.review.by == WHO["by"]
    assert (holding.review.at, holding.review.note) == (WHO["at"], WHO["reason"])
    assert holding.review.machine == before[0].value
    assert [f.value for f in others] == [f.value for f in before]
    assert [f.support for f in others] == [f.support for f in before]
    assert not any(f.preferred for f in others)


def test_the_machine_s_reading_is_kept_as_it_was(book: Casebook) -> None:
    """Decisions stand beside the reading: without them it is byte for byte what was kept."""
    book.decide(CEASEFIRE, "effective", "correct", value="2020-10-11", **WHO)
    book.decide(CEASEFIRE, "guarantors", "add", value="Russia", **WHO)
    assert dump(book.reading(as_read=True)) == dump(SAMPLE)


def test_what_follows_from_a_corrected_start_is_told_anew(book: Casebook) -> None:
    """Label and timeline go with the value that holds."""
    book.decide(CEASEFIRE, "effective", "correct", value="2020-10-14", **WHO)
    found = book.find(CEASEFIRE)
    assert "14 October 2020" in found.label
    assert "2020-10-14" in {entry.when.edtf for entry in found.timeline if entry.when is not None}


def test_a_value_that_no_report_gives_can_be_added(book: Casebook) -> None:
    """A record is completed without touching what was read."""
    book.decide(CEASEFIRE, "guarantors", "add", value="Russia", **WHO)
    [added] = _field(book, "guarantors")
    assert (added.value, added.support, added.preferred) == ("russia", (), True)


def test_one_of_several_values_is_rejected(book: Casebook) -> None:
    """The others stand as they did."""
    values = [f.value for f in _field(book, "parties")]
    book.decide(CEASEFIRE, "parties", "reject", of=str(values[0]), **WHO)
    assert _holding(book, "parties") == values[1:]
    assert [f.value for f in _field(book, "parties")] == values


def test_a_decision_is_taken_back(book: Casebook) -> None:
    """After it is withdrawn the record is as it was read, and the log holds both entries."""
    before = book.ceasefires()
    number = book.decide(CEASEFIRE, "effective", "correct", value="2020-10-11", **WHO).number
    book.withdraw(number, by="B. Second", reason="misread")
    assert book.ceasefires() == before
    assert [one.decision.decision for one in book.decisions()] == ["correct", "withdraw"]
    with pytest.raises(UsageError, match=f"decision {number} does not hold any more"):
        book.withdraw(number, by="B. Second", reason="again")


def test_the_later_of_two_decisions_on_a_value_holds(book: Casebook) -> None:
    """A second thought takes the place of the first, which stays in the log."""
    old = _field(book, "effective")[0].value
    assert isinstance(old, When)
    book.decide(CEASEFIRE, "effective", "correct", value="2020-10-11", of=old.edtf, **WHO)
    book.decide(CEASEFIRE, "effective", "correct", value="2020-10-12", of=old.edtf, **WHO)
    [holding] = _holding(book, "effective")
    assert isinstance(holding, When)
    assert holding.edtf == "2020-10-12"
    assert [one.holds for one in book.decisions()] == [False, True]


def _again(change: dict[str, object], *, version: str = "9.9") -> Reading:
    """The sample read again, with another value of a field of its first ceasefire."""

    def changed(ceasefire: Ceasefire) -> Ceasefire:
        if ceasefire.id != CEASEFIRE:
            return ceasefire
        fields = {
            name: tuple(replace(f, value=change[name]) for f in found) if name in change else found
            for name, found in ceasefire.fields.items()
        }
        return replace(ceasefire, fields=fields)

    return replace(SAMPLE, truceline=version, ceasefires=tuple(map(changed, SAMPLE.ceasefires)))


def test_a_new_reading_overwrites_no_decision(book: Casebook) -> None:
    """What was decided holds though the same sources are read anew and now say something else; that it may
    be out of date is told."""
    book.decide(CEASEFIRE, "effective", "correct", value="2020-10-11", **WHO)
    other = When(earliest=None, latest=None, edtf="XXXX-10-13")
    book.keep(_again({"effective": other}))
    holding = _field(book, "effective")[0]
    assert isinstance(holding.value, When)
    assert holding.value.edtf == "2020-10-11"
    assert holding.review is not None
    assert "the reports now give XXXX-10-13" in holding.review.obsolete


def test_a_changed_source_makes_a_decision_obsolete_and_leaves_it(book: Casebook) -> None:
    """A value was accepted as read from certain bytes; when these are others, it is to be looked at again."""
    book.decide(CEASEFIRE, "effective", "accept", of=_edtf(book), **WHO)
    changed = tuple(
        replace(a, source=replace(a.source, sha256="0" * 64)) if a.id == "wire" else a
        for a in SAMPLE.articles
    )
    assert not any(one.obsolete for one in book.decisions())
    book.keep(replace(SAMPLE, articles=changed))
    [stands] = book.decisions()
    assert stands.holds
    assert stands.obsolete == "reports/wire.txt has changed since"
    assert _field(book, "effective")[0].preferred


def _edtf(book: Casebook) -> str:
    value = next(f.value for f in _field(book, "effective") if f.preferred)
    assert isinstance(value, When)
    return value.edtf


def test_a_decision_outlives_the_record_it_was_made_on(book: Casebook) -> None:
    """Where no report tells of the ceasefire any more, the decision is still there and says so."""
    book.decide(CEASEFIRE, "guarantors", "add", value="Russia", **WHO)
    book.keep(replace(SAMPLE, truceline="9.9", ceasefires=(), claims=(), statement_groups=()))
    [stands] = book.decisions()
    assert stands.ceasefire is None
    assert "no report in this casebook tells of this ceasefire" in stands.obsolete


def test_the_log_only_grows(book: Casebook, place: str) -> None:
    """Not even by hand is an entry changed or removed."""
    book.decide(CEASEFIRE, "guarantors", "add", value="Russia", **WHO)
    for sql in ("UPDATE decisions SET reason = 'C'", "DELETE FROM decisions"):
        with pytest.raises(DBAPIError, match="the log of decisions only grows"):
            by_hand(place, sql)


def test_the_log_is_replayed_on_a_fresh_casebook(
    book: Casebook, places: Callable[[], str], place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Export, then replay on the same sources: the same records. A second replay changes nothing."""
    book.decide(CEASEFIRE, "effective", "correct", value="2020-10-11", **WHO)
    number = book.decide(CEASEFIRE, "guarantors", "add", value="Russia", **WHO).number
    book.decide(CEASEFIRE, "parties", "reject", of=str(_field(book, "parties")[0].value), **WHO)
    book.withdraw(number, by="B. Second", reason="no guarantor", at="2024-05-02T10:00:00Z")
    log, other = tmp_path / "log.jsonl", places()
    with Casebook.open(other) as fresh:
        fresh.keep(SAMPLE)
    assert run(["review", "--book", place, "--export", str(log)]) == 0
    for told in ("4 of 4 decisions taken over", "0 of 4 decisions taken over, 4 held already"):
        assert run(["review", "--book", other, "--replay", str(log)]) == 0
        assert told in capsys.readouterr().out
    with Casebook.open(other) as fresh:
        assert dump(fresh.reading()) == dump(book.reading())
        assert [s.decision for s in fresh.decisions()] == [s.decision for s in book.decisions()]


def test_a_replayed_decision_whose_record_is_missing_is_named(
    book: Casebook, places: Callable[[], str]
) -> None:
    """A decision on reports that a casebook does not hold is told, and the others are taken over."""
    book.decide(CEASEFIRE, "guarantors", "add", value="Russia", **WHO)
    with Casebook.open(places()) as empty:
        taken, troubles = empty.replay([one.decision for one in book.decisions()])
    assert taken == 0
    assert troubles == [f"decision 1: no record shares a source with {CEASEFIRE}"]


@pytest.mark.parametrize(
    ("field", "decision", "given", "told"),
    [
        ("weather", "accept", {}, "a ceasefire has no field 'weather'"),
        ("guarantors", "accept", {}, "no report says anything of 'guarantors'"),
        ("effective", "correct", {}, "no value is given"),
        ("effective", "correct", {"value": "soon"}, "'soon' is no time that 'effective' could be"),
        ("effective", "add", {"value": "2020-10-10"}, "correct or accept that"),
        ("status", "correct", {"value": "merry"}, "'merry' is no status; choose one of: proposed"),
        ("duration", "add", {"value": "a while"}, "is no length of time"),
        ("parties", "reject", {}, "'parties' has several values"),
        ("parties", "reject", {"of": "france"}, "'parties' is nowhere given as 'france'"),
        ("guarantors", "add", {"value": "Russia", "words": "of no report"}, "holds the words"),
        ("guarantors", "add", {"value": "Russia", "by": " "}, "a decision has no author"),
        ("guarantors", "add", {"value": "Russia", "reason": ""}, "a decision has no reason"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_would(
    book: Casebook, field: str, decision: str, given: dict[str, str], told: str
) -> None:
    """Nothing enters the log that could not be laid over a record."""
    with pytest.raises(UsageError, match=told):
        book.decide(CEASEFIRE, field, decision, **{**WHO, **given})  # type: ignore[arg-type]
    assert book.decisions() == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--accept"], "--accept needs a ceasefire and a field"),
        (["karabakh-2020-10-10", "weather", "--accept"], "no field 'weather'"),
        (["karabakh-2020-10-10", "weather"], "no field 'weather'"),
        (["nowhere", "parties", "--accept"], "no ceasefire is called 'nowhere'"),
        (["karabakh-2020-10-10", "parties", "--accept", "--reject"], "--accept and --reject are asked for"),
        (["karabakh-2020-10-10", "written", "--add", "yes"], "a decision has an author; give --by NAME"),
        (["karabakh-2020-10-10", "written", "--add", "yes", "--by", "A"], "a decision has a reason"),
        (["--withdraw", "7", "--by", "A", "--reason", "b"], "there is no decision 7"),
        (["--replay", "no/such/file"], "the log cannot be read"),
    ],
)
def test_wrong_use_of_the_command_is_told(
    book: Casebook, place: str, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says what is missing and how to give it."""
    assert run(["review", *arguments, "--book", place]) == 2
    assert told in capsys.readouterr().err


def test_a_line_that_is_no_decision_stops_the_replay(book: Casebook, place: str, tmp_path: Path) -> None:
    """Its place is told, and nothing was taken over."""
    log = tmp_path / "log.jsonl"
    log.write_text('{"number": 1}\n')
    assert run(["review", "--book", place, "--replay", str(log)]) == 2
    assert book.decisions() == []


def test_show_and_why_tell_of_a_decision(
    book: Casebook, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who reads a record sees which of its values come from a person, from whom, and why."""
    book.decide(CEASEFIRE, "effective", "correct", value="2020-10-11", **WHO)
    assert run(["show", CEASEFIRE, "--book", place]) == 0
    assert "corrected by A. Analyst" in capsys.readouterr().out
    assert run(["show", CEASEFIRE, "--book", place, "--why", "effective"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "decision 1: correct by A. Analyst, 2024-05-01T10:00:00Z: the official text says so" in told
    assert "Read by machine: Sat 10 Oct 2020, 12:00 Yerevan" in told


_TOGETHER = ("codes", "developments", "rounds", "sessions", "users", "tied")
SINCE = {
    "0001": ("accounts", "constraints", "decisions", *_TOGETHER),
    "0002": ("accounts", "constraints", *_TOGETHER),
    "0003": ("accounts", *_TOGETHER),
    "0004": ("accounts", *_TOGETHER),
    "0005": _TOGETHER,
    "0006": ("tied",),
    "0007": ("tied",),
    "0008": ("tied",),
}
"""The tables that came after each version."""


@pytest.mark.parametrize("version", SINCE)
def test_a_casebook_of_an_older_version_is_brought_up_to_date(tmp_path: Path, version: str) -> None:
    """It gets what it lacks, and keeps what it holds."""
    path = tmp_path / "old.book"
    with Casebook.open(path) as new:
        new.keep(SAMPLE)
    with sqlite3.connect(path) as connection:
        for table in SINCE[version]:
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DROP INDEX IF EXISTS ix_accounts_truceline")
        if version < "0007":
            connection.execute("ALTER TABLE articles DROP COLUMN digest")
        for table in ("claims", "timeline"):
            if version < "0008":
                connection.execute(f"ALTER TABLE {table} DROP COLUMN contact")
        connection.execute(f"UPDATE alembic_version SET version_num = '{version}'")
    with Casebook.open(path, create=False) as migrated:
        assert dump(migrated.reading()) == dump(SAMPLE)
        migrated.decide(CEASEFIRE, "guarantors", "add", value="Russia", **WHO)
        assert migrated.faults() == []
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (_engine.HEAD,)


def test_nothing_can_be_decided_in_a_casebook_that_is_being_written_to(book: Casebook, place: str) -> None:
    """A locked casebook is named as locked; the log is as it was."""
    with (
        locked(place),
        Casebook.open(place, patience=0.05) as impatient,
        pytest.raises(CasebookError, match="another program is writing"),
    ):
        impatient.decide(CEASEFIRE, "guarantors", "add", value="Russia", **WHO)
    assert book.decisions() == []


def _all(book: Casebook) -> list[Wanted]:
    """Every preferred value of every ceasefire, accepted."""
    return [
        Wanted(c.id, name, "accept", of=say_value(f.value))
        for c in book.ceasefires()
        for name, found in c.fields.items()
        for f in found
        if f.preferred
    ]


def test_several_decisions_are_one_step(book: Casebook) -> None:
    """They are written together or not at all, bear the number of the first, and are taken back together."""
    wanted = _all(book)
    with pytest.raises(UsageError, match="nowhere given"):
        book.decide_all([*wanted, Wanted(CEASEFIRE, "status", "accept", of="denied")], **WHO)
    assert book.decisions() == []
    kept = book.decide_all(wanted, **WHO)
    assert [one.number for one in kept] == list(range(1, len(wanted) + 1))
    assert {one.step for one in kept} == {1}
    assert len(book.withdraw(2, by="B", reason="again")) == 1
    assert len(book.withdraw(3, by="B", reason="again", step=True)) == len(wanted) - 1
    assert not any(one.holds for one in book.decisions())


def test_who_has_not_seen_a_decision_is_told_of_it(book: Casebook) -> None:
    """On the same value of the same ceasefire; what others decided on elsewhere is in nobody's way."""
    book.decide(CEASEFIRE, "effective", "accept", **WHO)
    with pytest.raises(Overtaken, match="Analyst has decided on 'effective'") as told:
        book.decide(CEASEFIRE, "effective", "reject", by="B", reason="no", seen=0)
    assert told.value.decision.number == 1
    with pytest.raises(Overtaken):
        book.decide_all(_all(book), by="B", reason="no", seen=0)
    assert len(book.decisions()) == 1
    book.decide(CEASEFIRE, "status", "accept", by="B", reason="yes", seen=0)
    book.decide(CEASEFIRE, "effective", "reject", by="B", reason="no", seen=1)


def test_a_step_is_carried_over_whole(book: Casebook, tmp_path: Path) -> None:
    """Replayed elsewhere a step is a step, under numbers of its own; twice changes nothing."""
    book.decide_all(_all(book), **WHO)
    log = [one.decision for one in book.decisions()]
    with Casebook.open(tmp_path / "other.book") as other:
        other.keep(SAMPLE)
        other.decide(CEASEFIRE, "guarantors", "add", value="Russia", **WHO)
        assert other.replay(log) == (len(log), [])
        assert {one.decision.step for one in other.decisions()[1:]} == {2}
        assert other.replay(log) == (0, [])
        assert len(other.withdraw(5, by="B", reason="again", step=True)) == len(log)
