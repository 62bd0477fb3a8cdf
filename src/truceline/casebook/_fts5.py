"""Finding words with SQLite's FTS5 (https://www.sqlite.org/fts5.html)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.sql.selectable import FromClause

from truceline.casebook import _tables as t
from truceline.casebook._words import Term

__all__ = ["Fts5"]

_LAST = "SELECT rowid FROM {0}_search WHERE {0}_search MATCH :words ORDER BY rowid DESC LIMIT :most"

_CHECK = "INSERT INTO {0}_search({0}_search, rank) VALUES ('integrity-check', 1)"
_REBUILD = "INSERT INTO {0}_search({0}_search) VALUES ('rebuild')"


class Fts5:
    """See `_search.Index`. Nothing here ranks: FTS5 would walk through all places of each word to do so."""

    def last(self, connection: Connection, table: str, terms: Sequence[Term], most: int) -> list[int]:
        asked = {"words": _expression(terms), "most": most}
        return list(connection.execute(text(_LAST.format(table)), asked).scalars())

    def holds(self, terms: Sequence[Term], statements: FromClause, common: bool) -> ColumnElement[bool]:
        found = "SELECT rowid FROM statements_search WHERE statements_search MATCH :words"
        words = _expression(terms)
        if not common:
            return statements.c.seq.in_(text(found).bindparams(words=words).columns(t.statements.c.seq))
        here = text(f"EXISTS ({found} AND rowid = {statements.name}.seq)")  # type: ignore[attr-defined]
        return here.bindparams(words=words)  # type: ignore[return-value]

    def fill(self, connection: Connection, table: str, texts: Mapping[str, str]) -> None:
        """Nothing is to be done: triggers do it."""

    def amiss(self, connection: Connection, table: str) -> Iterator[str]:
        try:
            connection.exec_driver_sql(_CHECK.format(table))
        except DatabaseError as error:
            if not getattr(error.orig, "sqlite_errorname", "").startswith("SQLITE_CORRUPT"):
                raise
            yield f"{table}_search"

    def rebuild(self, connection: Connection, table: str) -> None:
        connection.exec_driver_sql(_REBUILD.format(table))


def _expression(terms: Sequence[Term]) -> str:
    """Terms in the language of FTS5."""
    return " ".join(f'"{" ".join(term.words)}"{"*" if term.open else ""}' for term in terms)
