"""`truceline compare`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from rich.text import Text

from truceline.casebook import Casebook
from truceline.cli._page import Page, join
from truceline.exports import Comparison, Defect, Difference, Match, compare, read_codings
from truceline.wording import counted

__all__ = ["compare_command"]

DEFECTS = 8
CEASEFIRES = 10
_STYLE = {"same": "green", "one_reading": "green", "differs": "bold red", "other_account": "yellow"}
_SAID = {
    "same": "agrees",
    "one_reading": "agrees with one of the readings",
    "differs": "differs",
    "only_coded": "the reports do not say",
    "only_read": "not coded",
    "other_account": "the record prefers another account",
}


_SEVERAL = {
    "same": "agree", "one_reading": "agree with one of the readings", "differs": "differ",
    "only_coded": "not told in the reports", "only_read": "not coded",
    "other_account": "where the record prefers another account",
}  # fmt: skip
"""The same of several."""


def compare_command(book: str, codings: Path, *, as_json: bool, everything: bool) -> int:
    """Print a casebook beside codings made by hand; the exit status."""
    coded, defects = read_codings(codings)
    with Casebook.open(book, create=False) as casebook:
        comparison = compare(casebook.reading(), coded)
    if as_json:
        told = {**asdict(comparison), "counts": comparison.counts(), "defects": [asdict(d) for d in defects]}
        sys.stdout.buffer.write(
            json.dumps(told, ensure_ascii=False, indent=2, default=sorted).encode() + b"\n"
        )
        return 0
    page = Page(everything=everything)
    page.hint("--all lists them")
    page.text(_summary(comparison, len(coded), len(defects), codings))
    for match in comparison.matches:
        _write_match(page, match)
    _write_counts(page, comparison)
    _write_unmatched(page, comparison)
    _write_defects(page, defects)
    return 0


def _summary(comparison: Comparison, coded: int, defects: int, file: Path) -> Text:
    read = len(comparison.matches) + len(comparison.only_read)
    return join(
        (f"{len(comparison.matches)} of {counted(coded, 'coded ceasefire')}", "bold"),
        f" in {file.name} found among {counted(read, 'ceasefire')} of the casebook",
        f"; {counted(defects, 'thing')} in the codings cannot be right" if defects else "",
        ". Each row: what was coded | what was read." if comparison.matches else "",
    )


def _write_match(page: Page, match: Match) -> None:
    page.heading(join((match.label, "bold"), f"  {match.ceasefire} = coding {match.coded.id}"))
    page.text(f"taken for the same: {match.why}")
    for field in match.fields:
        page.row(Text(field.field), _told(page, field))


def _told(page: Page, field: Difference) -> Text:
    words = f"{field.coded or '-'}  |  {field.read or '-'}  "
    told = join(words, (_SAID[field.verdict], _STYLE.get(field.verdict, "dim")))
    if field.verdict in {"differs", "other_account"} and field.passages:
        told.append("\n" + page.cut(field.passages), style="dim")
    return told


def _write_counts(page: Page, comparison: Comparison) -> None:
    if not comparison.matches:
        return
    page.section("Field by field")
    for name, counts in comparison.counts().items():
        page.row(
            Text(name),
            ", ".join(
                f"{n} {(_SAID if n == 1 else _SEVERAL)[verdict]}" for verdict, n in sorted(counts.items())
            ),
        )


def _write_unmatched(page: Page, comparison: Comparison) -> None:
    if comparison.only_coded:
        page.section("Coded, not in the casebook")
        for one in page.some(comparison.only_coded, CEASEFIRES, "ceasefires"):
            day = one.effective or one.declared
            when = "-".join(f"{part:02}" for part in day if part) if day else "undated"
            page.row(Text(one.id), f"{one.location}, {when}: {', '.join(a.name for a in one.actors)}")
    if comparison.only_read:
        page.section("In the casebook, not coded")
        page.text(", ".join(comparison.only_read), 2)


def _write_defects(page: Page, defects: list[Defect]) -> None:
    if not defects:
        return
    page.section("Cannot be right in the codings")
    for defect in page.some(defects, DEFECTS, "defects"):
        lines = ", ".join(map(str, defect.rows[:4])) + (", ..." if len(defect.rows) > 4 else "")
        place = f"line {lines}" if len(defect.rows) == 1 else f"lines {lines}"
        page.row(Text(place), f"{defect.ceasefire + ': ' if defect.ceasefire else ''}{defect.message}")
