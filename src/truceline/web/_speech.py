"""Who said what: statements by speaker, act, outlet and time; one statement in several reports compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from truceline.casebook import Asked, Head, Said, View
from truceline.web._desk import Lists
from truceline.web._pages import Missing, Page
from truceline.web._quotes import outlet_of, published_at
from truceline.web._variants import differences
from truceline.wording import ACTS, Wording, say_act, say_when

__all__ = ["Line", "lines_of", "statement_page", "statements_page"]

LISTED = 40
ALIKE = {
    "exact": "word for word", "trimmed": "one of them shortened", "paraphrase": "in other words",
    "translation": "as two translations of the same words would be",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A statement in words: who, how, what, when, where it stands, and how many reports tell it."""

    said: Said
    speaker: str
    called: str
    act: str
    words: str
    when: str
    head: Head
    outlet: str
    chain: str
    versions: int


def statements_page(view: View, lists: Lists, asked: Asked, query: dict[str, Any], number: int) -> Page:
    """The `number`th page (from 1) of the statements that are wanted; `query` is how they were asked for."""
    found = view.statements(asked, LISTED + 1, (number - 1) * LISTED)
    lines = lines_of(view, found[:LISTED])
    return Page(
        template="statements.html",
        title="Who said what",
        about="List of statements",
        data=lambda: {"page": number, "statements": [_told(line) for line in lines]},
        context={
            "lines": lines,
            "more": len(found) > LISTED,
            "number": number,
            "asked": query,
            "acts": ACTS,
            "speakers": lists.speakers,
            "outlets": sorted(name for name, _ in lists.outlets),
            "about_ceasefire": lists.outlines.get(asked.ceasefire),
        },
    )


def statement_page(view: View, name: str) -> Page:
    """One statement with all its versions, the first told at the top.

    Raises:
        Missing: there is no such statement.
    """
    found = view.said([name])
    if not found:
        raise Missing(f"no statement is called {name!r}", cure="choose one on the page of who said what")
    groups = view.groups([found[0].group] if found[0].group else [])
    versions = view.said(groups[0].statements) if groups else found
    lines = sorted(
        lines_of(view, versions), key=lambda line: _order(line, groups[0].first if groups else name)
    )
    texts = [line.words for line in lines]
    # What differs is told against the first; the first shows what differs from the second.
    compared = [
        differences(text, texts[0] if n else texts[min(1, len(texts) - 1)]) for n, text in enumerate(texts)
    ]
    return Page(
        template="statement.html",
        title=f"{lines[0].speaker} {lines[0].act}",
        about=f"Statement {lines[0].said.statement.id}, {lines[0].speaker}, in {lines[0].outlet}",
        data=lambda: {"groups": groups, "statements": [_told(line) for line in lines]},
        context={
            "versions": list(zip(lines, compared, strict=True)),
            "alike": ALIKE[groups[0].alike] if groups else "",
        },
    )


def lines_of(view: View, found: Sequence[Said]) -> list[Line]:
    """Statements in words."""
    heads = view.heads({said.article for said in found})
    ids = {a for said in found for a in (said.statement.actor, *said.statement.chain) if a}
    wording = Wording(view.actors(ids))
    sizes = {g.id: len(g.statements) for g in view.groups(said.group for said in found if said.group)}
    return [_line(said, heads[said.article], wording, sizes.get(said.group or "", 1)) for said in found]


def _line(said: Said, head: Head, wording: Wording, versions: int) -> Line:
    statement, outlet = said.statement, outlet_of(head)
    called = " ".join(statement.speaker.text.split()) if statement.speaker else ""
    name = wording.title(statement.actor) if statement.actor else ""
    chain = [n for a in statement.chain if (n := wording.name(a)).casefold() != outlet.casefold()]
    return Line(
        said=said,
        speaker=name or (f"“{called}”" if called else "Somebody who is not named"),
        called=called if name and called and called.casefold() not in name.casefold() else "",
        act=say_act(statement, several=wording.are_several(statement.actor)),
        words=" ".join(said.words.split()).strip(" ,;") or "(nothing more)",
        when=say_when(statement.said) if statement.said else "",
        head=head,
        outlet=outlet,
        chain=", ".join(chain),
        versions=versions,
    )


def _order(line: Line, first: str) -> tuple[bool, str]:
    at = published_at(line.head)
    return line.said.statement.id != first, at.isoformat() if at else "9"


def _told(line: Line) -> dict[str, Any]:
    return {
        "statement": line.said.statement,
        "words": line.said.words,
        "speaker": line.speaker,
        "article": line.said.article,
        "outlet": line.head.outlet,
        "published": line.head.published,
        "group": line.said.group,
        "versions": line.versions,
    }


def day_after(asked: Any) -> Any:
    """The midnight after a day, so that "until" takes the day itself in."""
    return asked + timedelta(days=1) if asked else None
