"""`truceline check`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import polars as pl
from rich.text import Text

from truceline.cli._page import Page, join
from truceline.cli._progress import Progress
from truceline.cli._terms import find_terms
from truceline.model import Terms, ViolationClaim, dump
from truceline.terms import Check, check, read_incidents

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
    if as_json:
        _print_json(done)
    else:
        _print_summary(done, Page(everything=everything))
    return 1 if incidents.failures else 0


def _print_json(done: Check) -> None:
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
        "verdicts": list(done.verdicts()),
    }
    sys.stdout.buffer.write(dump(told, indent=2) + b"\n")


def _print_summary(done: Check, page: Page) -> None:
    page.hint("--all shows them")
    incidents = done.incidents
    dataset = " ".join(filter(None, (incidents.dataset, incidents.version)))
    page.text(Text(f"{len(incidents):,} incidents of {dataset}, {_count(len(done.tested), 'ceasefire')}"))
    counts, reasons = done.counts(), done.reasons()
    for one in done.tested:
        name = one.terms.ceasefire
        page.heading(join((one.terms.label or name, "bold")))
        page.text(join((f"id {name}", "dim")))
        _print_counts(counts.filter(pl.col("ceasefire") == name), page)
        _print_reasons(reasons.filter(pl.col("ceasefire") == name), page)
        _print_claims(one.terms, page)
    _print_unread(done, page)
    page.blank()
    page.text(join((DATA_LIMIT, "dim")))


def _print_counts(counts: pl.DataFrame, page: Page) -> None:
    page.section("Verdicts")
    page.text(join((f"{'':16}{'incidents':>10}{'deaths':>10}  (low to high)", "dim")), 2)
    for row in counts.iter_rows(named=True):
        verdict = row["verdict"].replace("_", " ")
        deaths = f"{row['best'] or 0:>10,}  ({row['low'] or 0:,} to {row['high'] or 0:,})"
        page.text(
            join((f"{verdict:16}", STYLE.get(row["verdict"], "")), f"{row['incidents']:>10,}{deaths}"), 2
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
