"""The brief: what the reports say, what they dispute, what looks wrong in them, and who said what."""

from __future__ import annotations

from typing import IO

from rich.console import Console
from rich.text import Text

from truceline.cli._ceasefire import STATUS_STYLE, write_ceasefire, write_slips
from truceline.cli._page import Page, join
from truceline.cli._speech import count_statements, write_speech
from truceline.model import Article, Ceasefire, Reading
from truceline.wording import MOST, Sources, Wording, counted, current_status, say_published

__all__ = ["print_brief", "write_index"]

IN_FULL = 8
"""Ceasefires told in full; of more than this, the others are one line each."""
LISTED = 60
DOCUMENTS = 24


def print_brief(
    reading: Reading,
    *,
    everything: bool = False,
    book: str | None = None,
    file: IO[str] | None = None,
    console: Console | None = None,
) -> None:
    """Print a reading for people.

    Args:
        reading: what was read, or what a casebook holds.
        everything: cut no list short.
        book: the casebook, named where a list was cut.
        file: where to print; standard output by default.
        console: instead of `file`, a console of rich.
    """
    page = Page(everything=everything, file=file, console=console)
    page.hint("--all shows them")
    sources = Sources(reading, most=None if everything else MOST)
    wording = Wording(reading.actors)
    _head(page, reading)
    told: set[int] = set()
    if len(reading.ceasefires) > 3:
        write_index(page, reading.ceasefires, wording)
    full = (
        reading.ceasefires
        if everything or len(reading.ceasefires) <= IN_FULL
        else reading.ceasefires[:IN_FULL]
    )
    for number, ceasefire in enumerate(full, start=1):
        several = len(reading.ceasefires) > 1
        told |= write_ceasefire(page, ceasefire, sources, wording, number=number if several else None)
    if len(full) < len(reading.ceasefires):
        one = f"truceline show ID --book {book}" if book else "--all shows them"
        page.blank()
        page.text(Text(f"... and {len(reading.ceasefires) - len(full)} more ceasefires ({one})", style="dim"))
    write_slips(page, "Looks wrong elsewhere", _other_slips(reading, full, told), sources, wording)
    write_speech(page, reading, sources, wording)
    _documents(page, reading, sources)


def write_index(page: Page, ceasefires: tuple[Ceasefire, ...], wording: Wording) -> None:
    """One line per ceasefire: its number, status, label and id."""
    page.section("Ceasefires")
    for number, ceasefire in enumerate(page.some(ceasefires, LISTED, "ceasefires"), start=1):
        status = current_status(ceasefire)
        line = join(ceasefire.label, ("  " + ceasefire.id, "dim"))
        page.row(
            join(f"{number:>3}  ", (status.replace("_", " "), STATUS_STYLE.get(status, ""))), line, width=20
        )


def _head(page: Page, reading: Reading) -> None:
    slips = sum(len(article.anomalies) for article in reading.articles)
    parts = [
        counted(len(reading.articles), "report"),
        counted(len(reading.ceasefires), "ceasefire"),
        counted(count_statements(reading), "statement"),
        f"{counted(slips, 'thing')} that look{'s' if slips == 1 else ''} wrong" if slips else "",
        f"{counted(len(reading.failures), 'document')} set aside" if reading.failures else "",
    ]
    page.text(join(", ".join(part for part in parts if part)))
    if not reading.ceasefires:
        page.blank()
        page.text("No ceasefire is spoken of in these reports.")


def _other_slips(reading: Reading, full: tuple[Ceasefire, ...], told: set[int]) -> list[tuple[Article, int]]:
    cut = {article for c in reading.ceasefires[len(full) :] for article in c.articles}
    return [
        (article, n)
        for article in reading.articles
        if article.id not in cut
        for n, anomaly in enumerate(article.anomalies)
        if id(anomaly) not in told
    ]


def _documents(page: Page, reading: Reading, sources: Sources) -> None:
    page.section("Reports")
    width = max((len(sources.mark(article.id)) for article in reading.articles), default=0)
    for article in page.some(reading.articles, DOCUMENTS, "reports"):
        page.row(Text(sources.mark(article.id), style="bold"), _about(article, sources), width=max(8, width))
    if reading.failures:
        page.section("Set aside")
        failed = list(dict.fromkeys((failure.uri, failure.reason) for failure in reading.failures))
        width = min(max(len(uri) for uri, _ in failed), 44)
        for uri, reason in page.some(failed, DOCUMENTS, "documents"):
            page.row(uri, reason, width=width)


def _about(article: Article, sources: Sources) -> Text:
    given = any(m.name == "published" and m.origin == "user" for m in article.metadata)
    published = say_published(article.published) + (", as given" if given else "")
    translated = f"translated from {article.translated_from}" if article.translated_from else ""
    copied = f"carries the text of {sources.mark(article.copies_of)}" if article.copies_of else ""
    facts = "; ".join(part for part in (article.outlet or "", published, translated, copied) if part)
    return join(article.title or "(no title)", f" ({facts})", ("  " + _uri(article), "dim"))


def _uri(article: Article) -> str:
    return "standard input" if article.source.uri == "-" else article.source.uri
