"""`truceline check`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
from rich.text import Text

from truceline.cli._page import Page, join
from truceline.cli._progress import Progress
from truceline.cli._terms import find_terms
from truceline.model import Terms, ViolationClaim, dump
from truceline.terms import (
    Change,
    Check,
    check,
    compare,
    phases,
    read_incidents,
    read_table,
    write_table,
)

__all__ = ["check_command"]

REASONS = 6
ROWS = 12
STYLE = {
    "prohibited": "bold red",
    "indeterminate": "bold yellow",
    "excluded": "bold",
    "permitted": "bold green",
}
DATA_LIMIT = (
    "No verdict says who broke the terms: event data list sides, not attackers. A verdict says whether an "
    "incident is of a kind that the terms forbid."
)


def check_command(
    path: Path,
    against: Sequence[str],
    *,
    mapping: Path | None,
    dataset: str | None,
    tables: Sequence[Path],
    figures: Path | None,
    since: Path | None,
    headlines: bool,
    as_json: bool,
    everything: bool,
) -> int:
    """Test, print and write; the exit status: 1 where rows could not be read."""
    with Progress() as progress:
        progress.at(0, str(path))
        terms = find_terms(against)
        incidents = read_incidents(path, mapping=mapping, version=dataset)
        done = check(incidents, terms, headlines=headlines)
        changes = _changes(done, since, mapping, headlines=headlines) if since is not None else None
        for file in tables:
            progress.at(1, str(file))
            write_table(done, file)
        drawn = _draw(done, figures) if figures is not None else []
    if as_json:
        _print_json(done, changes)
    else:
        page = Page(everything=everything)
        _print_summary(done, page)
        if changes is not None:
            _print_changes(changes, since, page)
        for file in (*tables, *drawn):
            page.text(join((f"written: {file}", "dim")))
    return 1 if incidents.failures else 0


def _draw(done: Check, folder: Path) -> list[Path]:
    from truceline.figures import draw_check  # noqa: PLC0415 - drawing takes a second to load

    return draw_check(done, folder)


def _changes(done: Check, since: Path, mapping: Path | None, *, headlines: bool) -> list[Change]:
    """What changed since an earlier table of verdicts, or since an earlier import tested against the same
    terms.
    """
    before = read_table(since)
    if before is None:
        earlier = read_incidents(since, mapping=mapping)
        before = check(earlier, [one.terms for one in done.tested], headlines=headlines).table()
    return compare(before, done.table())


def _print_json(done: Check, changes: list[Change] | None) -> None:
    incidents = done.incidents
    told = {
        "dataset": incidents.dataset,
        "version": incidents.version,
        "sha256": incidents.sha256,
        "incidents": len(incidents),
        "notes": incidents.notes,
        "failures": [{"line": one.line, "reason": one.reason} for one in incidents.failures],
        "terms": [one.terms for one in done.tested],
        "counts": done.counts().to_dicts(),
        "phases": phases(done).to_dicts(),
        "changes": changes,
        "verdicts": list(done.verdicts()),
    }
    sys.stdout.buffer.write(dump(told, indent=2) + b"\n")


def _print_summary(done: Check, page: Page) -> None:
    page.hint("--all shows them")
    incidents = done.incidents
    against = _count(len(done.tested), "ceasefire")
    page.text(Text(f"{len(incidents):,} incidents of {incidents.cited}, {against}"))
    counts, reasons, stretches = done.counts(), done.reasons(), phases(done)
    for one in done.tested:
        name = one.terms.ceasefire
        page.heading(join((one.terms.label or name, "bold")))
        page.text(join((f"id {name}", "dim")))
        _print_counts(counts.filter(pl.col("ceasefire") == name), page)
        if stretches.width:
            _print_phases(stretches.filter(pl.col("ceasefire") == name), page)
        _print_reasons(reasons.filter(pl.col("ceasefire") == name), page)
        _print_notes(one.terms, page)
        _print_claims(one.terms, page)
    _print_unread(done, page)
    page.blank()
    page.text(join((DATA_LIMIT, "dim")))


def _print_counts(counts: pl.DataFrame, page: Page) -> None:
    page.section("Verdicts")
    page.text(join((f"{'':16}{'incidents':>10}{'deaths':>10}  (low to high)", "dim")), 2)
    for row in counts.iter_rows(named=True):
        page.text(_counted(row), 2)


def _print_phases(rows: pl.DataFrame, page: Page) -> None:
    """Before, during and after, as if the ceasefire had been in force throughout."""
    if not rows.height:
        return
    page.section("Before, during and after, had it been in force throughout")
    for (phase,), part in rows.group_by("phase", maintain_order=True):
        days = part["days"][0]
        title = f"{phase}, {days:,} days" if days is not None else "across the start or the end"
        page.text(join((title, "cyan")), 2)
        for row in part.iter_rows(named=True):
            page.text(_counted(row), 4)


def _counted(row: dict[str, Any]) -> Text:
    """A verdict with its incidents and deaths, in columns."""
    deaths = f"{row['best'] or 0:>10,}  ({row['low'] or 0:,} to {row['high'] or 0:,})"
    name = row["verdict"].replace("_", " ")
    return join((f"{name:16}", STYLE.get(row["verdict"], "")), f"{row['incidents']:>10,}{deaths}")


def _print_notes(terms: Terms, page: Page) -> None:
    if terms.notes:
        page.section("How the terms were read")
        for note in page.some(terms.notes, REASONS, "notes"):
            page.text(note, 2)


def _print_changes(changes: list[Change], since: Path | None, page: Page) -> None:
    page.section(f"Changed since {since.name if since else 'before'}")
    page.text(_count(len(changes), "change") if changes else "nothing", 2)
    for one in page.some(changes, ROWS, "changes"):
        verdicts = " to ".join((told or "none").replace("_", " ") for told in (one.before, one.after))
        same = one.before == one.after
        told = f"{one.kind}: {one.ceasefire}, {f'still {one.after}' if same else verdicts}".replace("_", " ")
        page.row(
            Text(one.incident, style="dim"), told + (f" ({', '.join(one.columns)})" if one.columns else "")
        )


def _print_reasons(reasons: pl.DataFrame, page: Page) -> None:
    page.section("Why")
    for (verdict,), part in reasons.group_by("verdict", maintain_order=True):
        page.text(join((str(verdict).replace("_", " "), STYLE.get(str(verdict), "cyan"))), 2)
        rows = list(part.iter_rows(named=True))
        for row in page.some(rows, REASONS, "reasons", indent=4):
            page.row(Text(f"{row['incidents']:,}", style="dim", justify="right"), row["reason"])


def _print_claims(terms: Terms, page: Page) -> None:
    if not terms.violation_claims:
        return
    page.section("Breaches that others count (claims: no verdict rests on them)")
    for claim in page.some(terms.violation_claims, ROWS, "claims"):
        page.row(Text(f"{claim.count:,}" if claim.count is not None else "", justify="right"), _claim(claim))


def _claim(claim: ViolationClaim) -> str:
    days = " to ".join(dict.fromkeys(filter(None, (claim.from_, claim.until))))
    against = f" by {', '.join(claim.against)}" if claim.against else ""
    told = ", ".join(filter(None, (claim.what + against, days)))
    return f"{claim.by}: {told} [{claim.source}]"


def _print_unread(done: Check, page: Page) -> None:
    incidents = done.incidents
    for note in incidents.notes:
        page.text(join((note, "dim")))
    if not incidents.failures:
        return
    page.section(f"{_count(len(incidents.failures), 'row')} could not be used")
    for failure in page.some(incidents.failures, ROWS, "rows"):
        page.row(Text(f"line {failure.line}", style="dim"), failure.reason)


def _count(many: int, noun: str) -> str:
    return f"{many:,} {noun}{'' if many == 1 else 's'}"
