"""Full-text search over articles and statements (SQLite FTS5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, TextClause, text

from truceline.errors import UsageError

__all__ = ["Hit", "expression", "find_words", "is_common"]

# Private-use characters around what was found, so that its place in the text can be told from the answer
# alone.
_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
_MARGIN = 90
_MARKS = re.compile(r"[^\w]+")
_TERM = re.compile(r'"([^"]*)"|(\S+)')

MANY = 20_000
"""Places from which on nobody reads all: they are not ranked, and the last kept come first."""

# The best are found first, without the texts that they stand in: a sort of these would take most of the time.
# CROSS JOIN keeps SQLite to that order.
_STATEMENTS = """
    WITH best AS MATERIALIZED (
        SELECT rowid AS seq, {rank} AS place FROM statements_search WHERE statements_search MATCH :query
        ORDER BY {order} LIMIT :limit
    )
    SELECT a.id AS article, a.uri, a.outlet, a.text, s.id AS statement, coalesce(p.name, s.speaker_text) AS
           speaker, s.act, s.start AS base, highlight(statements_search, 0, :open, :close) AS marked
    FROM best CROSS JOIN statements_search ON statements_search.rowid = best.seq
    JOIN statements s ON s.seq = best.seq JOIN articles a ON a.id = s.article
    LEFT JOIN actors p ON p.id = s.actor
    WHERE statements_search MATCH :query ORDER BY best.place, s.seq
"""
_ARTICLES = """
    WITH best AS MATERIALIZED (
        SELECT rowid AS seq, {rank} AS place FROM articles_search WHERE articles_search MATCH :query
        ORDER BY {order} LIMIT :limit
    )
    SELECT a.id AS article, a.uri, a.outlet, a.text, NULL AS statement, NULL AS speaker, NULL AS act,
           0 AS base, highlight(articles_search, 0, :open, :close) AS marked
    FROM best CROSS JOIN articles_search ON articles_search.rowid = best.seq
    JOIN articles a ON a.seq = best.seq
    WHERE articles_search MATCH :query ORDER BY best.place, a.seq
"""


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


def find_words(connection: Connection, query: str, limit: int) -> list[Hit]:
    """The statements, then the articles, in which all words of the query stand; the best first.

    Of words that stand at MANY places the last kept come first.

    Args:
        connection: to a casebook.
        query: words; "words in quotation marks" are found side by side, and `word*` finds longer words too.
        limit: the most hits of each kind.

    Raises:
        UsageError: there is no word in the query.
    """
    asked = {"query": expression(query), "limit": limit, "open": _OPEN, "close": _CLOSE}
    statements = connection.execute(_query(connection, "statements", asked["query"]), asked).all()
    articles = connection.execute(_query(connection, "articles", asked["query"]), asked).all()
    return [_hit(row) for row in (*statements, *articles)]


def is_common(connection: Connection, table: str, words: str) -> bool:
    """Whether an expression of FTS5 is found at so many places of a table that ranking takes too long."""
    found = f"SELECT 1 FROM {table}_search WHERE {table}_search MATCH :words LIMIT :most"
    some = f"SELECT count(*) FROM ({found})"
    return connection.execute(text(some), {"words": words, "most": MANY}).scalar() == MANY


def _query(connection: Connection, table: str, words: Any) -> TextClause:
    query = _STATEMENTS if table == "statements" else _ARTICLES
    if is_common(connection, table, words):
        return text(query.format(rank="-rowid", order="rowid DESC"))
    return text(query.format(rank="rank", order="rank"))


def expression(query: str) -> str:
    """What is asked for, in the language of FTS5.

    Raises:
        UsageError: there is no word in the query.
    """
    terms = []
    for phrase, word in _TERM.findall(query):
        plain = _MARKS.sub(" ", phrase or word).strip()
        if any(c.isalnum() for c in plain):
            terms.append(f'"{plain}"{"*" if word.endswith("*") else ""}')
    if not terms:
        raise UsageError(f"there is no word to search for in {query!r}", cure="give at least one word")
    return " ".join(terms)


def _hit(row: Row[Any]) -> Hit:
    marked: str = row.marked
    first = marked.find(_OPEN)
    snippet, marks = _cut(marked, max(first, 0))
    words = marked[first + 1 : marked.find(_CLOSE, first)] if first >= 0 else ""
    place = row.text.find(words, row.base) if row.statement else first
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
        marks=marks,
        statement=row.statement,
        speaker=row.speaker,
        act=row.act,
    )


def _cut(marked: str, first: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text around the first mark, on one line, with the places of all marks in it."""
    start, stop = max(0, first - _MARGIN), min(len(marked), first + 2 * _MARGIN)
    if start:
        start = marked.rfind(" ", 0, start + 1) + 1 if " " in marked[:start] else start
    if stop < len(marked):
        stop = marked.find(" ", stop) if " " in marked[stop:] else len(marked)
    piece = " ".join(marked[start:stop].split())
    piece = ("… " if start else "") + piece + (" …" if stop < len(marked) else "")
    plain, marks, opened = "", [], -1
    for character in piece:
        if character == _OPEN:
            opened = len(plain)
        elif character == _CLOSE:
            if opened >= 0:
                marks.append((opened, len(plain)))
            opened = -1
        else:
            plain += character
    return plain, tuple(marks)
