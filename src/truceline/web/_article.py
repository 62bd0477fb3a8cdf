"""A report as it was found, with everything marked that was read in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from truceline.casebook import View
from truceline.model import Anomaly, Article, Claim, Statement, TimeExpression
from truceline.web._desk import Lists
from truceline.web._marks import Mark, Run, Slice, cut, slice_around
from truceline.web._names import named
from truceline.web._pages import Missing, Page, ceasefire_address, statement_address
from truceline.wording import FIELDS, STANCES, Wording, say_act, say_published, say_when

__all__ = ["article_page"]

FURNITURE = frozenset({"related", "comment", "chrome", "tag", "crawl_date", "section"})
"""Roles of what stands on a page and is no reporting."""
ROLES = {
    "headline": "headline", "dateline": "dateline", "published": "date of publication",
    "crawl_date": "date of saving", "byline": "byline", "section": "section", "caption": "caption",
    "subhead": "subheading", "related": "related headlines", "comment": "reader's comment",
    "chrome": "page furniture", "tag": "tag",
}  # fmt: skip
BY_HAND = 400
"""Marks of a page that are explained one by one below the text."""


@dataclass(frozen=True)
class Line:
    """A line of the text: its number, the role of what stands on it, and its runs."""

    number: int
    role: str
    dimmed: bool
    runs: tuple[Run, ...]


def article_page(view: View, lists: Lists, name: str, at: tuple[int, int] | None, part: int) -> Page:
    """The page of an article.

    Args:
        view: a look into the casebook.
        lists: what there is in it.
        name: its id.
        at: the place of the words that are asked for; the part of the text that holds them is shown.
        part: which part of a long text to show where no words are asked for.

    Raises:
        Missing: there is no such article.
    """
    article = view.article(name)
    if article is None:
        raise Missing(f"no report is called {name!r}", cure="find it by search, or in the list of reports")
    claims = view.claims_in(name)
    wording = Wording(view.actors(_actors(article, claims)))
    shown = slice_around(article.text, at[0] if at else None, part)
    marks = [m for m in _marks(article, claims, wording) if m.start < shown.end and m.end > shown.start]
    marks += _actors_named(article, shown, wording, [m for m in marks if m.layer == "actors"])
    about = {claim.ceasefire for claim in claims if claim.ceasefire}
    title = article.title or "(no title)"
    marks.sort(key=lambda m: (m.start, -m.end))
    return Page(
        template="article.html",
        title=title,
        about=f"{title} ({article.outlet or article.source.uri}), report {article.id}",
        data=lambda: {"articles": [article], "actors": list(wording.actors.values()), "claims": claims},
        context={
            "article": article,
            "published": say_published(article.published),
            "lines": list(_lines(article, shown, marks, at)),
            "marks": marks,
            "explained": marks[:BY_HAND],
            "counts": {layer: sum(m.layer == layer for m in marks) for layer in LAYERS},
            "layers": LAYERS,
            "shown": shown,
            "copied": view.heads([article.copies_of] if article.copies_of else []).values(),
            "about": [lists.outlines[name] for name in sorted(about) if name in lists.outlines],
            "roles": ROLES,
        },
    )


LAYERS = {
    "statements": "Statements", "times": "Times", "actors": "Actors", "claims": "On the ceasefire",
    "wrong": "Looks wrong",
}  # fmt: skip


def _actors(article: Article, claims: Iterable[Claim]) -> set[str]:
    found = {a for s in article.statements for a in (s.actor, s.addressee, *s.chain) if a}
    for claim in claims:
        found |= {*claim.by, *claim.chain, *([claim.value] if isinstance(claim.value, str) else [])}
        found |= set(claim.contact.participants) if claim.contact is not None else set()
    return found


def _marks(article: Article, claims: Iterable[Claim], wording: Wording) -> Iterator[Mark]:
    for statement in article.statements:
        yield from _statement(statement, wording)
    for time in article.times:
        yield _time(time)
    for claim in claims:
        if claim.field != "wording":  # it rests on the report as a whole
            yield from _claim(claim, article, wording)
    for anomaly in article.anomalies:
        yield from _anomaly(anomaly, article, wording)


def _statement(statement: Statement, wording: Wording) -> Iterator[Mark]:
    who = wording.title(statement.actor) if statement.actor else "somebody who is not named"
    act = say_act(statement, several=wording.are_several(statement.actor))
    chain = ", ".join(wording.name(a) for a in statement.chain)
    note = [("Statement", f"{who} {act}, {statement.mode} speech")]
    if statement.said:
        note.append(("said", say_when(statement.said)))
    if chain:
        note.append(("through", chain))
    for piece in statement.content:
        yield Mark(piece.start, piece.end, "statements", tuple(note), statement_address(statement.id))
    if statement.speaker:
        why = statement.speaker.why or statement.why
        name = wording.title(statement.actor) if statement.actor else "not known by name"
        told = (("Speaker", name), *((("because", why),) if why else ()))
        yield Mark(statement.speaker.start, statement.speaker.end, "actors", told)


def _actors_named(article: Article, shown: Slice, wording: Wording, spoken: Sequence[Mark]) -> list[Mark]:
    """Marks of actors by their names, where no speaker is marked; nothing in what is no reporting."""
    prose = [
        (max(part.start, shown.start), min(part.end, shown.end))
        for part in article.segments
        if part.role not in FURNITURE and part.start < shown.end and part.end > shown.start
    ]
    taken = {place for mark in spoken for place in range(mark.start, mark.end)}
    return [
        Mark(start, end, "actors", (("Actor", wording.title(actor)), ("because", "it is named so here")))
        for start, end, actor in named(article.text, wording.actors.values(), prose)
        if start not in taken and end - 1 not in taken
    ]


def _time(time: TimeExpression) -> Mark:
    if time.when is None:
        return Mark(time.start, time.end, "times", (("Time", f"{time.timex}, on no calendar day"),))
    note = [("Time", say_when(time.when))]
    if time.when.why:
        note.append(("because", time.when.why))
    return Mark(time.start, time.end, "times", tuple(note))


def _claim(claim: Claim, article: Article, wording: Wording) -> Iterator[Mark]:
    stance = STANCES.get(claim.stance, claim.stance)
    by = f", of {wording.names(claim.by)}" if claim.by else ""
    value = wording.value(claim.value, claim.field) + by + (f" ({stance})" if stance else "")
    note = ((FIELDS.get(claim.field, claim.field).capitalize(), value),)
    address = f"{ceasefire_address(claim.ceasefire)}#{claim.field}" if claim.ceasefire else ""
    for place in claim.evidence:
        if place.article == article.id:
            yield Mark(place.start, place.end, "claims", note, address)


def _anomaly(anomaly: Anomaly, article: Article, wording: Wording) -> Iterator[Mark]:
    note = [("Looks wrong", anomaly.message)]
    if anomaly.suggestion is not None:
        note.append(("taken instead", wording.value(anomaly.suggestion)))
    for place in anomaly.evidence:
        if place.article == article.id:
            yield Mark(place.start, place.end, "wrong", tuple(note))


def _lines(
    article: Article, shown: Slice, marks: Sequence[Mark], at: tuple[int, int] | None
) -> Iterator[Line]:
    """The lines of the part that is shown; each run of a mark lies on one line."""
    number = article.text.count("\n", 0, shown.start) + 1
    roles = _Roles(article)
    pending: list[Run] = []
    offset = start = shown.start
    for run in cut(article.text, shown.start, shown.end, marks, at):
        for n, piece in enumerate(run.text.split("\n")):
            if n:
                yield _line(number, roles, start, pending)
                number, pending = number + 1, []
                offset += 1
                start = offset
            if piece:
                begins = run.begins if n == 0 else ()
                pending.append(Run(piece, run.layers, begins, run.within, run.asked))
            offset += len(piece)
    if pending:
        yield _line(number, roles, start, pending)


class _Roles:
    """Which role the segment has that begins first on a line."""

    def __init__(self, article: Article) -> None:
        self._segments = article.segments
        self._ends = [segment.end for segment in article.segments]

    def of(self, start: int, end: int) -> str:
        n = bisect_right(self._ends, start)
        return self._segments[n].role if n < len(self._ends) and self._segments[n].start < end else ""


def _line(number: int, roles: _Roles, start: int, runs: list[Run]) -> Line:
    role = roles.of(start, start + sum(len(run.text) for run in runs))
    return Line(number, role, role in FURNITURE, tuple(runs))
