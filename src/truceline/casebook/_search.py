"""Full-text search over articles and statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from sqlalchemy import ColumnElement, Connection
from sqlalchemy.sql.selectable import FromClause

from truceline.casebook._found import Hit, best_of, hits
from truceline.casebook._fts5 import Fts5
from truceline.casebook._tsearch import Tsearch
from truceline.casebook._words import Term, terms_of
from truceline.errors import UsageError

__all__ = [
    "Hit",
    "asked_terms",
    "fill_index",
    "find_unindexed",
    "find_words",
    "holds",
    "is_common",
    "rebuild_index",
]

RANKED = 100
"""Places up to which the best are looked for. Of more, those that were kept last come first: nobody reads
all, and to weigh each would take longer than anybody waits."""

MANY = 20_000
"""Places from which on it is faster to look whether words stand in a statement than to find all that hold
them."""

LEAST = 3
"""Letters before an asterisk: what begins with fewer is found almost everywhere, and slowly."""


def find_words(connection: Connection, query: str, limit: int) -> list[Hit]:
    """The statements, then the articles, in which all words of the query stand; the best first.

    The best are those in which the words stand most often for their length. Of words that stand at RANKED
    places or more the last kept come first.

    Args:
        connection: to a casebook.
        query: words; "words in quotation marks" are found side by side, and `word*` finds longer words too.
        limit: the most hits of each kind.

    Raises:
        UsageError: there is no word in the query, or too short a beginning.
    """
    terms, index = asked_terms(query), _index_of(connection)
    found: list[Hit] = []
    for table in ("statements", "articles"):
        seqs = index.last(connection, table, terms, max(RANKED, limit))
        few = len(seqs) < RANKED
        best = best_of(connection, table, terms, seqs, limit) if few else seqs[:limit]
        found += hits(connection, table, terms, best)
    return found


def asked_terms(query: str) -> list[Term]:
    """What a query asks for.

    Raises:
        UsageError: there is no word in the query, or too short a beginning.
    """
    terms = terms_of(query)
    if not terms:
        raise UsageError(f"there is no word to search for in {query!r}", cure="give at least one word")
    short = next((term.words[-1] for term in terms if term.open and len(term.words[-1]) < LEAST), None)
    if short is not None:
        cure = f"give at least {LEAST} letters before the asterisk"
        raise UsageError(f"{short}* stands for too many words", cure=cure)
    return terms


def is_common(connection: Connection, terms: Sequence[Term]) -> bool:
    """Whether terms stand in so many statements that it takes too long to find all."""
    return len(_index_of(connection).last(connection, "statements", terms, MANY)) == MANY


def holds(
    connection: Connection, terms: Sequence[Term], statements: FromClause, common: bool
) -> ColumnElement[bool]:
    """Whether terms stand in a statement: looked up one by one where they are common, else found at once."""
    return _index_of(connection).holds(terms, statements, common)


def fill_index(connection: Connection, table: str, texts: Mapping[str, str]) -> None:
    """Make what was just written to a table (its ids, each with its text) to be found by its words."""
    _index_of(connection).fill(connection, table, texts)


def find_unindexed(connection: Connection, table: str) -> Iterator[str]:
    """Where the index of words does not agree with the texts of a table."""
    return _index_of(connection).amiss(connection, table)


def rebuild_index(connection: Connection, table: str) -> None:
    """Make the index of words of a table anew."""
    _index_of(connection).rebuild(connection, table)


def _index_of(connection: Connection) -> Index:
    return _INDEXES[connection.dialect.name]


class Index(Protocol):
    """How a database finds words."""

    def last(self, connection: Connection, table: str, terms: Sequence[Term], most: int) -> list[int]:
        """The numbers of rows in which all terms stand, `most` at most, the last kept first."""

    def holds(self, terms: Sequence[Term], statements: FromClause, common: bool) -> ColumnElement[bool]:
        """Whether terms stand in a statement."""

    def fill(self, connection: Connection, table: str, texts: Mapping[str, str]) -> None:
        """Take in the texts of rows, by their ids, in place of what was there of them."""

    def amiss(self, connection: Connection, table: str) -> Iterator[str]:
        """Where the index does not agree with the texts of a table."""

    def rebuild(self, connection: Connection, table: str) -> None:
        """Make the index of a table anew from its texts."""


_INDEXES: dict[str, Index] = {"sqlite": Fts5(), "postgresql": Tsearch()}
