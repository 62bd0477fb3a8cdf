"""`truceline read`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

from msgspec.structs import replace

from truceline.cli._corpus import Asked, check_landing, shelf_of
from truceline.cli._progress import Progress
from truceline.errors import CasebookError, UsageError
from truceline.model import Reading, dump
from truceline.sources import COLUMNS, FirstPass, Tally, told_by_user

if TYPE_CHECKING:
    from truceline.casebook import Casebook
    from truceline.corpus import Shelf

__all__ = ["only", "read_command"]

NAMED = 5
"""How many reports without a ceasefire are named one by one before they are only counted."""


def read_command(
    paths: list[str],
    book: str | None,
    *,
    as_json: bool,
    published: str | None,
    outlet: str | None,
    columns: Sequence[str],
    first_pass: str,
    jobs: int | None,
    journal: Path | None,
    out: Path | None,
    engine: str | None,
    everything: bool,
    again: bool,
    quiet: bool,
) -> int:
    """Read, keep if asked to, print; the exit status."""
    from truceline.casebook import Casebook  # noqa: PLC0415 - the database is slow to import

    _check_time(published)
    asked = Asked(paths, told_by_user(published, outlet, _columns(columns)), _first_pass(first_pass), jobs)
    check_landing(paths, out, engine)
    # A casebook that cannot be used is better known before the work than after it.
    casebook = Casebook.open(book) if book else None
    tally = Tally()
    with ExitStack() as stack:
        if casebook is not None:
            stack.enter_context(casebook)
        with Progress(tally, paths, quiet=quiet) as progress:
            shelf = stack.enter_context(
                shelf_of(asked, tally, progress.at, out=out, engine=engine, journal=journal, book=book)
            )
        if out is not None and book is None:
            return _tell_landed(shelf, tally, out, quiet=quiet)
        status = _tell(
            shelf, tally, casebook, as_json=as_json, everything=everything, again=again, quiet=quiet
        )
        shelf.close(done=journal is None)
    return status


def _tell_landed(shelf: Shelf, tally: Tally, out: Path, *, quiet: bool) -> int:
    """Say what has landed; the exit status."""
    failed = _tell_failures(shelf)
    _tell_skipped(tally)
    if not quiet:
        print(f"{out}: {len(shelf):,} reports of {tally.documents:,} documents")
        print(f"truceline read {out} --book FILE makes a casebook of them")
    return 1 if failed else 0


def _tell(
    shelf: Shelf, tally: Tally, casebook: Casebook | None,
    *, as_json: bool, everything: bool, again: bool, quiet: bool,
) -> int:  # fmt: skip
    """Keep what was read, and print what the reports say together; the exit status."""
    failed = _tell_failures(shelf)
    _tell_skipped(tally)
    if not len(shelf):
        _say("nothing could be read" if not tally.skipped else "no document has a word of a ceasefire in it")
        return 2 if not tally.skipped else 1
    book = casebook.where if casebook is not None else None
    if casebook is None or as_json or not shelf.is_large:
        whole = shelf.whole()
        shown, change, trouble = whole.reading, "", None
        if casebook is not None:
            try:
                change = (
                    f"{casebook.where}: {casebook.keep(whole.reading, again=again, accounts=whole.accounts)}"
                )
                shown = only(casebook.about(shelf.ids), set(shelf.ids), whole.reading)
            except CasebookError as error:
                trouble = error
        if not quiet:
            _print(shown, as_json=as_json, everything=everything, book=book, change=change)
        if trouble is not None:
            # What was read has been printed all the same: a full disk must not cost an hour of reading.
            raise trouble
        return 1 if failed or not _tell_without(shown, whole.reading, quiet=quiet) else 0
    return 1 if _keep_in_parts(shelf, casebook, again=again, quiet=quiet) or failed else 0


def _keep_in_parts(shelf: Shelf, casebook: Casebook, *, again: bool, quiet: bool) -> bool:
    """Keep more reports than are well printed at once; whether no ceasefire was found."""
    changes = [casebook.keep(part.reading, again=again, accounts=part.accounts) for part in shelf.parts()]
    change = sum(changes[1:], changes[0])
    if not quiet:
        print(f"{casebook.where}: {change}")
        print(f"truceline show --book {casebook.where} prints the ceasefires")
    return not (change.ceasefires_new or change.ceasefires_changed or change.ceasefires_unchanged)


def only(kept: Reading, articles: set[str], read: Reading) -> Reading:
    """The part of a casebook that these articles bear on: the ceasefires they speak of, and all reports of
    those.
    """
    ceasefires = tuple(c for c in kept.ceasefires if articles.intersection(c.articles))
    wanted = articles.union(*(c.articles for c in ceasefires))
    ids = {c.id for c in ceasefires} | {None}
    said = {s.id for a in kept.articles if a.id in wanted for s in a.statements}
    return replace(
        kept,
        articles=tuple(a for a in kept.articles if a.id in wanted),
        claims=tuple(c for c in kept.claims if c.article in wanted and c.ceasefire in ids),
        ceasefires=ceasefires,
        statement_groups=tuple(g for g in kept.statement_groups if said.intersection(g.statements)),
        failures=read.failures,
    )


def _check_time(published: str | None) -> None:
    """Refuse a publication time that is no ISO 8601 day, month, year or instant."""
    if published is None:
        return
    day = (
        f"{published}-01-01"
        if len(published) == 4
        else f"{published}-01"
        if len(published) == 7
        else published
    )
    try:
        datetime.fromisoformat(day)
    except ValueError as error:
        cure = "write a day (2016-02-22) or an instant (2016-02-22T14:08+03:00)"
        raise UsageError(f"{published!r} is no time", where="--published", cure=cure) from error


def _columns(told: Sequence[str]) -> dict[str, str]:
    """What the user says that the columns hold: `text=body_en`."""
    named = {}
    for entry in told:
        meaning, sign, name = entry.partition("=")
        if not sign or not name or meaning not in COLUMNS:
            cure = f"write WHAT=NAME, where WHAT is one of {', '.join(COLUMNS)}"
            raise UsageError(f"{entry!r} names no column", where="--column", cure=cure)
        named[meaning] = name
    return named


def _first_pass(when: str) -> FirstPass:
    if when not in get_args(FirstPass):
        cure = f"write one of {', '.join(get_args(FirstPass))}"
        raise UsageError(f"{when!r} is not known", where="--first-pass", cure=cure)
    return cast("FirstPass", when)


def _print(reading: Reading, *, as_json: bool, everything: bool, book: str | None, change: str) -> None:
    if as_json:
        sys.stdout.buffer.write(dump(reading, indent=2) + b"\n")
        return
    from truceline.cli._brief import print_brief  # noqa: PLC0415

    print_brief(reading, everything=everything, book=book)
    if change:
        print(change)


def _tell_failures(shelf: Shelf) -> bool:
    """A line for each document that could not be read; whether there is any."""
    failed = False
    for failure in shelf.failures():
        failed = True
        _say(f"{failure.uri}: {failure.reason}")
    return failed


def _tell_skipped(tally: Tally) -> None:
    if tally.skipped:
        _say(
            f"{tally.skipped:,} of {tally.documents:,} documents were passed over: there is no word of a"
            " ceasefire in them (--first-pass never reads them too)"
        )


def _tell_without(shown: Reading, read: Reading, *, quiet: bool) -> bool:
    """Name the reports of this run that speak of no ceasefire; whether there is any that does."""
    told = {article for ceasefire in shown.ceasefires for article in ceasefire.articles}
    without = [article for article in read.articles if article.id not in told]
    if not quiet or len(without) == len(read.articles):
        for article in without[:NAMED]:
            _say(f"{article.source.uri}: speaks of no ceasefire")
        if len(without) > NAMED:
            _say(f"and {len(without) - NAMED} more reports speak of no ceasefire")
    return len(without) < len(read.articles)


def _say(message: str) -> None:
    print(f"truceline: {' '.join(message.split())}", file=sys.stderr)
