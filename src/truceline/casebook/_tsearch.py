"""Finding words with PostgreSQL's text search (https://www.postgresql.org/docs/15/textsearch.html).

What a word is, is decided here and not by the server, so that both databases find the same. A row of the
index holds the words of a text with their places as far as the server keeps these: 16,383 words of a text,
255 places of a word, a megabyte in all. Beyond that (`exact` is 1: words without places; 0: not even all
words) what the server finds is looked at again here.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, text
from sqlalchemy.sql.selectable import FromClause

from truceline.casebook import _tables as t
from truceline.casebook._found import texts_of
from truceline.casebook._words import Term, places, tokens

__all__ = ["Tsearch", "vector"]

MOST_PLACES, MOST_OF_A_WORD, MOST_BYTES, MOST_LETTERS = 16_383, 255, 1_000_000, 500
BATCH = 500

NEAR = {"articles": 2_000, "statements": 5_000}
"""Rows at the end of the index that are looked through for common words before the lists of places are asked.
The server cannot tell how many rows hold two words side by side, or a common and a rare one, and may look
through all rows for the last hundred."""

FAR = {"articles": 25_000, "statements": 200_000}
"""Rows at the end that are looked through where those that are near let expect enough among them. The lists
of places of common words are long, and each row that they name is fetched: the last hundred of 70,000 took
a quarter of a second so, and a few milliseconds from the end."""
SURE = 1.2
"""So many times as many as are asked for must be expected there."""

_FITS = """
    (i.words @@ CAST(:strict AS tsquery)
     OR i.exact < 2 AND (i.exact = 0 OR i.words @@ CAST(:loose AS tsquery)))
"""
_ALL = "(i.words @@ CAST(:loose AS tsquery) OR i.exact = 0)"
_LAST = """
    SELECT i.seq, i.exact FROM {table}_search i WHERE {fits} ORDER BY i.seq DESC LIMIT :most OFFSET :skip
"""
_NEWEST = """
    SELECT i.seq, i.exact FROM (SELECT * FROM {table}_search ORDER BY seq DESC LIMIT {near}) i WHERE {fits}
    ORDER BY i.seq DESC LIMIT :most
"""
_FOUND = """
    WITH i AS MATERIALIZED (SELECT i.seq, i.exact FROM {table}_search i WHERE {fits})
    SELECT i.seq, i.exact FROM i ORDER BY i.seq DESC LIMIT :most OFFSET :skip
"""
_FILL = """
    INSERT INTO {table}_search (seq, words, exact)
    SELECT o.seq, CAST(v.words AS tsvector), v.exact
    FROM json_to_recordset(CAST(:rows AS json)) AS v(id text, words text, exact integer)
    JOIN {table} o ON o.id = v.id
    ON CONFLICT (seq) DO UPDATE SET words = excluded.words, exact = excluded.exact
"""

_AMISS = """
    SELECT o.id FROM json_to_recordset(CAST(:rows AS json)) AS v(seq bigint, words text, exact integer)
    JOIN {table} o ON o.seq = v.seq LEFT JOIN {table}_search i ON i.seq = v.seq
    WHERE i.seq IS NULL OR i.exact <> v.exact OR i.words <> CAST(v.words AS tsvector) ORDER BY v.seq
"""
_EXTRA = "SELECT i.seq FROM {table}_search i LEFT JOIN {table} o ON o.seq = i.seq WHERE o.seq IS NULL"


class Tsearch:
    """See `_search.Index`."""

    def last(self, connection: Connection, table: str, terms: Sequence[Term], most: int) -> list[int]:
        return list(islice(_last(connection, table, terms, most), most))

    def holds(self, terms: Sequence[Term], statements: FromClause, common: bool) -> ColumnElement[bool]:
        fits, name = _fits(terms), statements.name  # type: ignore[attr-defined]
        here = f"EXISTS (SELECT 1 FROM statements_search i WHERE i.seq = {name}.seq AND {fits})"
        at_once = f"{name}.seq IN (SELECT i.seq FROM statements_search i WHERE {fits})"
        told = text(here if common else at_once)
        return told.bindparams(**_asked(terms))  # type: ignore[return-value]

    def fill(self, connection: Connection, table: str, texts: Mapping[str, str]) -> None:
        rows = iter(texts.items())
        while batch := list(islice(rows, BATCH)):
            packed = [
                dict(zip(("id", "words", "exact"), (i, *vector(told)), strict=True)) for i, told in batch
            ]
            sent = {"rows": json.dumps(packed, ensure_ascii=False)}
            connection.execute(text(_FILL.format(table=table)), sent)

    def amiss(self, connection: Connection, table: str) -> Iterator[str]:
        extra = text(_EXTRA.format(table=table))
        yield from (f"{table}_search {seq}" for seq in connection.execute(extra).scalars())
        for seqs in _all(connection, table):
            packed = [(seq, *vector(told)) for seq, told in texts_of(connection, table, seqs).items()]
            rows = [dict(zip(("seq", "words", "exact"), row, strict=True)) for row in packed]
            sent = {"rows": json.dumps(rows, ensure_ascii=False)}
            found = connection.execute(text(_AMISS.format(table=table)), sent).scalars()
            yield from (f"{table} {name}" for name in found)

    def rebuild(self, connection: Connection, table: str) -> None:
        connection.execute(text(f"DELETE FROM {table}_search"))
        ids = t.metadata.tables[table].c
        for seqs in _all(connection, table):
            rows = connection.execute(select(ids.seq, ids.id).where(ids.seq.in_(seqs)))
            names = {row.seq: row.id for row in rows}
            texts = texts_of(connection, table, seqs)
            self.fill(connection, table, {names[seq]: told for seq, told in texts.items()})


def _all(connection: Connection, table: str) -> Iterator[list[int]]:
    """The numbers of all rows of a table, some at a time."""
    seq = t.metadata.tables[table].c.seq
    last = 0
    while seqs := list(
        connection.execute(select(seq).where(seq > last).order_by(seq).limit(BATCH)).scalars()
    ):
        yield seqs
        last = seqs[-1]


def _last(connection: Connection, table: str, terms: Sequence[Term], most: int) -> Iterator[int]:
    """What fits; where the server cannot tell for sure, it is looked at here."""
    asked = {**_asked(terms), "most": most}
    near: Sequence[Row[Any]] = ()
    if most <= min(NEAR.values()):
        near = _newest(connection, table, terms, most, NEAR[table])
        if SURE * most <= len(near) * FAR[table] / NEAR[table] and len(near) < most:
            near = _newest(connection, table, terms, most, FAR[table])
    common = len(near) == most or most > min(NEAR.values())
    query = text((_LAST if common else _FOUND).format(table=table, fits=_fits(terms)))
    for skip in range(0, 1 << 62, most):
        known = skip == 0 and len(near) == most
        rows = near if known else connection.execute(query, {**asked, "skip": skip}).all()
        unsure = texts_of(connection, table, [row.seq for row in rows if row.exact < 2])
        for seq in (row.seq for row in rows):
            if seq not in unsure or all(any(places(unsure[seq], [term])) for term in terms):
                yield seq
        if len(rows) < most:
            return


def _newest(
    connection: Connection, table: str, terms: Sequence[Term], most: int, near: int
) -> Sequence[Row[Any]]:
    """What fits among so many rows at the end."""
    newest = text(_NEWEST.format(table=table, near=near, fits=_fits(terms)))
    return connection.execute(newest, {**_asked(terms), "most": most}).all()


def _fits(terms: Sequence[Term]) -> str:
    return _FITS if any(len(term.words) > 1 for term in terms) else _ALL


def _asked(terms: Sequence[Term]) -> dict[str, str]:
    strict = " & ".join(f"({' <-> '.join(_lexemes(term))})" for term in terms)
    loose = " & ".join(f"({' & '.join(_lexemes(term))})" for term in terms)
    return {"strict": strict, "loose": loose} if strict != loose else {"loose": loose}


def _lexemes(term: Term) -> list[str]:
    words = [f"'{_cut(word)}'" for word in term.words]
    return [*words[:-1], words[-1] + ":*"] if term.open else words


def _cut(word: str) -> str:
    return word[:MOST_LETTERS]


def vector(told: str) -> tuple[str, int]:
    """A text as a row of the index: its words, and how exact these are (see above)."""
    at: defaultdict[str, list[int]] = defaultdict(list)
    n = 0
    for n, (word, _, _) in enumerate(tokens(told), start=1):
        at[_cut(word)].append(n)
    exact = n <= MOST_PLACES and all(len(held) <= MOST_OF_A_WORD for held in at.values())
    # A place takes two bytes beside the word, and each word a few of its own.
    if exact and sum(len(word.encode()) + 2 * len(held) + 4 for word, held in at.items()) < MOST_BYTES:
        return " ".join(f"'{word}':{','.join(map(str, held))}" for word, held in at.items()), 2
    if sum(len(word.encode()) for word in at) < MOST_BYTES:
        return " ".join(f"'{word}'" for word in at), 1
    return "", 0
