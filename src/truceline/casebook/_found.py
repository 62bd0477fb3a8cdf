"""Places where words were found: which come first, and how they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import takewhile
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, select, text

from truceline.casebook import _tables as t
from truceline.casebook._sql import Letters
from truceline.casebook._words import Term, places

__all__ = ["Hit", "best_of", "hits", "texts_of"]

_BEFORE, _AFTER, _WORD = 90, 180, 40
"""Characters shown before the first words found and after them, and how far to look for the end of a word."""

# Weights of a place among all where all the words stand: BM25 without the rarity of words, which is the same
# for each of them (Robertson and Zaragoza 2009, https://doi.org/10.1561/1500000019, with usual constants).
_K, _B = 1.2, 0.75
_USUAL = {"statements": 150, "articles": 2_500}
"""Characters of a statement and of an article."""

_TEXT = {"statements": t.statements.c.words, "articles": t.articles.c.text}

_ROWS = {
    "statements": """
        SELECT s.seq, a.id AS article, a.uri, a.outlet, a.text, s.id AS statement,
               coalesce(p.name, s.speaker_text) AS speaker, s.act, s.start AS base, s.words AS told
        FROM statements s JOIN articles a ON a.id = s.article LEFT JOIN actors p ON p.id = s.actor
        WHERE s.seq IN :wanted
    """,
    "articles": """
        SELECT a.seq, a.id AS article, a.uri, a.outlet, a.text, NULL AS statement, NULL AS speaker,
               NULL AS act, 0 AS base, a.text AS told
        FROM articles a WHERE a.seq IN :wanted
    """,
}


@dataclass(frozen=True)
class Hit:
    """A place where the words of a query were found.

    `kind` says whether it is a statement or an article's text; a statement has its id, its `speaker`'s name
    and its act. `start` and `end` are the place of the first words found in the article's text, `line` is
    their line (from 1). `snippet` is the text around them, and `marks` are the words found, as pairs of start
    and end (exclusive) in the snippet.
    """

    kind: Literal["statement", "article"]
    article: str
    uri: str
    outlet: str | None
    start: int
    end: int
    line: int
    snippet: str
    marks: tuple[tuple[int, int], ...]
    statement: str | None = None
    speaker: str | None = None
    act: str | None = None


def texts_of(connection: Connection, table: str, seqs: Sequence[int]) -> dict[int, str]:
    """The texts of rows, by their numbers."""
    column, seq = _TEXT[table], t.metadata.tables[table].c.seq
    query = select(seq, column).where(seq.in_(seqs))
    return {row[0]: row[1] for row in connection.execute(query)}


def best_of(
    connection: Connection, table: str, terms: Sequence[Term], seqs: Sequence[int], limit: int
) -> list[int]:
    """Of rows in which all terms stand, those in which they stand most, in the fewest words."""
    found = texts_of(connection, table, seqs)
    ranked = ((-_weight(told, terms, _USUAL[table]), seq) for seq, told in found.items())
    return [seq for _, seq in nsmallest(limit, ranked)]


def _weight(told: str, terms: Sequence[Term], usual: int) -> float:
    length = _K * (1 - _B + _B * len(told) / usual)
    counts = (sum(1 for _ in places(told, [term])) for term in terms)
    return sum(count / (count + length) for count in counts)


def hits(connection: Connection, table: str, terms: Sequence[Term], seqs: Sequence[int]) -> list[Hit]:
    """Rows as they are shown, by their numbers, in that order."""
    query = text(_ROWS[table]).bindparams(bindparam("wanted", expanding=True))
    typed = query.columns(text=Letters, told=Letters, uri=Letters, outlet=Letters, speaker=Letters)
    rows = {row.seq: row for row in connection.execute(typed, {"wanted": list(seqs)})}
    return [_hit(rows[seq], terms) for seq in seqs]


def _hit(row: Row[Any], terms: Sequence[Term]) -> Hit:
    told: str = row.told
    found = places(told, terms)
    first = next(found, (0, 0))
    start, stop = _around(told, first)
    marks = [first, *takewhile(lambda place: place[0] < stop, found)] if first[1] else []
    snippet, shown = _on_one_line(told, start, stop, marks)
    words = told[first[0] : first[1]]
    place = row.text.find(words, row.base) if row.statement else first[0]
    place = max(place, row.base)
    return Hit(
        kind="statement" if row.statement else "article",
        article=row.article,
        uri=row.uri,
        outlet=row.outlet,
        start=place,
        end=place + len(words),
        line=row.text.count("\n", 0, place) + 1,
        snippet=snippet,
        marks=shown,
        statement=row.statement,
        speaker=row.speaker,
        act=row.act,
    )


def _around(told: str, first: tuple[int, int]) -> tuple[int, int]:
    """Where to begin and end what is shown, between words where there is a space near."""
    start, stop = max(0, first[0] - _BEFORE), min(len(told), first[0] + _AFTER)
    if start:
        space = told.rfind(" ", max(0, start - _WORD), start + 1)
        start = space + 1 if space >= 0 else start
    if stop < len(told):
        space = told.find(" ", stop, stop + _WORD)
        stop = space if space >= 0 else stop
    return start, stop


def _on_one_line(
    told: str, start: int, stop: int, marks: Sequence[tuple[int, int]]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A piece of a text, its runs of white space as one space each, and the places of marks in it."""
    pieces: list[str] = []
    at: dict[int, int] = {}
    length = 0
    for n in range(start, stop):
        at[n] = length
        blank = told[n].isspace()
        if not blank or (pieces and pieces[-1] != " "):
            pieces.append(" " if blank else told[n])
            length += 1
    at[stop] = length
    before, after = "… " if start else "", " …" if stop < len(told) else ""
    shown = tuple((at[a] + len(before), at[min(b, stop)] + len(before)) for a, b in marks)
    return before + "".join(pieces).rstrip() + after, shown
