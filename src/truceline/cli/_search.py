"""`truceline search`."""

from __future__ import annotations

import sys
from dataclasses import asdict

from rich.text import Text

from truceline.casebook import Casebook, Hit
from truceline.cli._page import Page, join
from truceline.model import dump
from truceline.wording import ACTS

__all__ = ["search_command"]


def search_command(query: list[str], book: str, *, as_json: bool, limit: int) -> int:
    """Print where the words stand; 1 if they stand nowhere."""
    asked = " ".join(query)
    with Casebook.open(book, create=False) as casebook:
        hits = casebook.search(asked, limit=limit)
    if as_json:
        sys.stdout.buffer.write(dump([asdict(hit) for hit in hits], indent=2) + b"\n")
    elif hits:
        page = Page()
        for hit in hits:
            _write(page, hit)
    else:
        print(f"truceline: {asked!r} stands nowhere in {casebook.where}", file=sys.stderr)
    return 0 if hits else 1


def _write(page: Page, hit: Hit) -> None:
    who = (
        f"{hit.speaker or 'somebody'} {ACTS.get(hit.act or '', 'says')}"
        if hit.kind == "statement"
        else "text"
    )
    outlet = f"{hit.outlet}, " if hit.outlet else ""
    page.text(join((who, "bold"), (f"  {outlet}{hit.uri}:{hit.line}", "dim")))
    snippet = Text(hit.snippet)
    for start, end in hit.marks:
        snippet.stylize("bold yellow", start, end)
    page.text(snippet, 2)
    page.blank()
