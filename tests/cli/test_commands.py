"""What the commands do, and the status with which they end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from sample import SAMPLE
from truceline.casebook import Casebook
from truceline.cli._app import run
from truceline.corpus import Part
from truceline.errors import CasebookError, UsageError
from truceline.model import Failure, Reading, load

Reads = Callable[[Reading], None]


class Shelf:
    """A shelf of reports that somebody else has read."""

    def __init__(self, told: Sequence[Part]) -> None:
        self.told = told
        self.is_large = len(told) > 1
        self.ids = [article.id for part in told for article in part.reading.articles]

    def __len__(self) -> int:
        return len(self.ids)

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def failures(self) -> Iterator[Failure]:
        return (failure for part in self.told for failure in part.reading.failures)

    def whole(self) -> Part:
        [part] = self.told
        return part

    def parts(self) -> Iterator[Part]:
        return iter(self.told)

    def close(self, *, done: bool = False) -> None:
        """There is nothing to let go of."""


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """Let `truceline read` read this, whatever it is pointed at."""

    def set_up(reading: Reading) -> None:
        monkeypatch.setattr("truceline.corpus.gather", lambda *_, **__: Shelf([Part(reading, {})]))

    return set_up


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "a.book"
    with Casebook.open(path) as casebook:
        casebook.keep(SAMPLE)
    return path


WHOLE = replace(SAMPLE, failures=())


def test_reading_without_trouble_ends_with_0(reads: Reads, capsys: pytest.CaptureFixture[str]) -> None:
    """All read and ceasefires found: nothing on standard error."""
    reads(WHOLE)
    assert run(["read", "x"]) == 0
    out, err = capsys.readouterr()
    assert "Karabakh truce of 10 October 2020" in out
    assert err == ""


def test_a_document_that_fails_is_told_and_ends_with_1(
    reads: Reads, capsys: pytest.CaptureFixture[str]
) -> None:
    """One bad document does not stop a run, but the status shows that there was one."""
    reads(SAMPLE)
    assert run(["read", "x"]) == 1
    assert capsys.readouterr().err == (
        "truceline: reports/scan.bin: this is no text: the first 1,000 bytes hold 212 zero bytes\n"
    )


def test_nothing_that_can_be_read_ends_with_2(reads: Reads, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing could be done the status is that of wrong use."""
    reads(Reading(truceline="0", failures=(Failure(uri="x", reason="is empty"),)))
    assert run(["read", "x"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.split("\n")[:2] == ["truceline: x: is empty", "truceline: nothing could be read"]


def test_reports_without_a_ceasefire_end_with_1(reads: Reads, capsys: pytest.CaptureFixture[str]) -> None:
    """Like a search that finds nothing."""
    reads(replace(WHOLE, ceasefires=(), claims=(), statement_groups=()))
    assert run(["read", "x"]) == 1
    out, err = capsys.readouterr()
    assert "No ceasefire is spoken of" in out
    assert "truceline: reports/wire.txt: speaks of no ceasefire\n" in err


def test_json_is_the_reading_and_nothing_else(
    reads: Reads, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """What a program reads from standard output is exactly the contract, in UTF-8."""
    reads(WHOLE)
    assert run(["read", "x", "--json"]) == 0
    assert load(capsysbinary.readouterr().out) == WHOLE


def test_quiet_prints_errors_only(reads: Reads, capsys: pytest.CaptureFixture[str]) -> None:
    """For scripts that keep and do not look."""
    reads(SAMPLE)
    assert run(["read", "x", "--quiet"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1


def test_reading_into_a_book_twice(reads: Reads, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second time, the same brief is printed and nothing is written."""
    reads(WHOLE)
    book = tmp_path / "a.book"
    assert run(["read", "x", "--book", str(book)]) == 0
    first = capsys.readouterr().out
    assert first.endswith("reports: 3 new; ceasefires: 2 new\n")
    assert run(["read", "x", "--book", str(book)]) == 0
    second = capsys.readouterr().out
    assert second.endswith("reports: 3 unchanged; ceasefires: 2 unchanged\n")
    assert second.rsplit("\n", 2)[0] == first.rsplit("\n", 2)[0]


def test_a_book_that_cannot_be_used_is_told_before_the_work(
    reads: Reads, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody waits for a long reading to learn that its casebook is a folder."""
    reads(WHOLE)
    assert run(["read", "x", "--book", str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "this is a folder, not a casebook" in err


def test_what_cannot_be_kept_is_printed_all_the_same(
    reads: Reads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A disk that is full at the end does not cost what was read."""
    reads(WHOLE)

    def full(self: Casebook, reading: Reading, **options: Any) -> None:
        raise CasebookError("the disk is full", where="a.book", cure="make room and read again")

    monkeypatch.setattr(Casebook, "keep", full)
    assert run(["read", "x", "--book", str(tmp_path / "a.book")]) == 2
    out, err = capsys.readouterr()
    assert "Karabakh truce of 10 October 2020" in out
    assert err == "truceline: a.book: the disk is full; make room and read again\n"


def test_an_error_of_the_library_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever truceline raises on purpose is told without a traceback."""

    def gather(*_: Any, **__: Any) -> Shelf:
        raise UsageError("there is nothing to read", where="x", cure="name files")

    monkeypatch.setattr("truceline.corpus.gather", gather)
    assert run(["read", "x"]) == 2
    assert capsys.readouterr().err == "truceline: x: there is nothing to read; name files\n"


def test_show_prints_the_brief_of_one_ceasefire(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name can be cut to where it is still the only one that begins so."""
    assert run(["show", "karabakh-2020-10-18", "--book", str(book)]) == 0
    out = capsys.readouterr().out
    assert "Karabakh truce of 18 October 2020" in out
    assert "Karabakh truce of 10 October 2020" not in out


def test_show_json_of_one_ceasefire_stands_on_its_own(
    book: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """All claims of what is shown are there, and the articles that they quote."""
    assert run(["show", "karabakh-2020-10-10", "--book", str(book), "--json"]) == 0
    reading = load(capsysbinary.readouterr().out)
    [ceasefire] = reading.ceasefires
    support = {c for found in ceasefire.fields.values() for f in found for c in f.support}
    assert support <= {claim.id for claim in reading.claims}
    assert {e.article for c in reading.claims for e in c.evidence} <= {a.id for a in reading.articles}


def test_show_of_a_missing_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Looking does not make a casebook."""
    assert run(["show", "--book", str(tmp_path / "none.book")]) == 2
    assert "there is no casebook here; make one with" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_why_leads_from_the_value_to_the_bytes(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Value, reason, words in their line, statement, speaker, outlet, file and digest: the whole chain is
    there.
    """
    assert run(["show", "karabakh-2020-10-10", "--book", str(book), "--why", "effective"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    [wire] = (a for a in SAMPLE.articles if a.id == "wire")
    steps = (
        "Sat 10 Oct 2020, 12:00 Yerevan (UTC+4) = 08:00 UTC (disputed, preferred)",
        "because two reports agree on it",
        "worked out Sat 10 Oct 2020, 12:00 Yerevan (UTC+4) = 08:00 UTC: noon in the zone of the fighting",
        "Northern Wire:3 body, characters",
        '"The ceasefire is declared >>from 12:00 on October 10<< for humanitarian purposes,"',
        "said by Sergei Lavrov (Russia), as “Sergei Lavrov” (named)",
        "told by Northern Wire > Sergei Lavrov",
        f"reports/wire.txt, text/plain, SHA-256 {wire.source.sha256}",
    )
    places = [told.find(step) for step in steps]
    assert -1 not in places, steps[places.index(-1)]
    assert places == sorted(places)


def test_why_takes_the_name_that_the_brief_uses(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the brief calls "takes effect" can be asked for by that name."""
    assert run(["show", "--book", str(book), "--why", "takes effect"]) == 0
    assert run(["show", "--book", str(book), "--why", "weather"]) == 2
    assert "choose one of: status, effective" in capsys.readouterr().err


def test_search_finds_and_says_where(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A hit tells who, in which file, on which line."""
    assert run(["search", "prisoners", "--book", str(book)]) == 0
    assert "Sergei Lavrov says  Northern Wire, reports/wire.txt:4" in capsys.readouterr().out
    assert run(["search", "prisoners", "--book", str(book), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["line"] == 4


def test_search_that_finds_nothing_ends_with_1(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing found is not an error, but a script can tell."""
    assert run(["search", "zeppelin", "--book", str(book)]) == 1
    assert "stands nowhere" in capsys.readouterr().err
