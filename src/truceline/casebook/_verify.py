"""Whether a casebook is whole: everything that it holds is what was written, and leads where it should."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, ForeignKeyConstraint, and_, func, inspect, select
from sqlalchemy.exc import DBAPIError

from truceline.casebook import _tables as t
from truceline.casebook._load import load_actors, load_articles, load_ceasefires, load_claims, load_groups
from truceline.casebook._log import load_decisions, sources_of
from truceline.casebook._overlay import laid_over, standing
from truceline.casebook._search import find_unindexed
from truceline.model import Article

__all__ = ["Fault", "find_faults"]

BATCH = 200
"""Articles that are looked at together."""
TOLD = 20
"""Faults of one kind that are told one by one."""

READ_AGAIN = "read the sources of the report again, with --again"
REINDEX = "truceline verify --reindex makes it anew"
RESTORE = "restore a copy, or read the sources into a new casebook"
REPLAY = "restore a copy, or replay an exported log on a casebook read anew"


@dataclass(frozen=True)
class Fault:
    """Something in a casebook that is not as it was written: `what`, `where` (a table and the row in it), and
    the `cure`.
    """

    what: str
    where: str
    cure: str


Check = Callable[[Connection], Iterable["Fault"]]


def find_faults(
    connection: Connection, writing: Callable[[Callable[[Connection], list[Fault]]], list[Fault]]
) -> list[Fault]:
    """Everything that is wrong in a casebook; nothing, if it is whole. At most TOLD of each kind.

    Looked at are: the file and its indexes, the tables, what refers to what, every value against its type,
    every text against its digest, every span against the words stored with it, the index of words against the
    texts, and the log of decisions, which is laid over the records. It takes about as long as reading the
    whole casebook.

    Args:
        connection: to the casebook as it is at one moment; others may write to it meanwhile.
        writing: runs a check with the right to write, which SQLite asks for before it compares its index of
            words with the texts.
    """
    found: list[Fault] = []
    for check in (_file, _schema, _references, _evidence, _articles, _records, _ties, _log):
        found += _told(check, connection)
        if found and check in (_file, _schema):
            return found
    if connection.dialect.name == "sqlite":
        return found + writing(lambda own: _told(_words, own))
    return found + _told(_words, connection)


def _told(check: Check, connection: Connection) -> list[Fault]:
    """What a check finds, or that it could not read what is stored."""
    found: list[Fault] = []
    try:
        found += islice(check(connection), TOLD)
    except (DBAPIError, msgspec.MsgspecError, ValueError, TypeError, AttributeError) as error:
        told = getattr(error, "orig", None) or error
        if getattr(told, "sqlite_errorname", "").startswith("SQLITE_READONLY"):
            # No fault of the casebook: SQLite asks for the right to write before it compares its index.
            raise
        found.append(Fault(f"what is stored cannot be read ({told})", check.__name__.strip("_"), RESTORE))
    return found


def _file(connection: Connection) -> Iterator[Fault]:
    if connection.dialect.name == "sqlite":
        for told in connection.exec_driver_sql(f"PRAGMA integrity_check({TOLD})").scalars():
            if told != "ok":
                yield Fault(f"the file is damaged ({told})", "file", RESTORE)


def _schema(connection: Connection) -> Iterator[Fault]:
    seen = inspect(connection)
    there = set(seen.get_table_names())
    for table in t.metadata.sorted_tables:
        if table.name not in there:
            yield Fault("this table is missing", str(table.name), RESTORE)
            continue
        columns = {column["name"] for column in seen.get_columns(table.name)}
        for name in sorted({column.name for column in table.columns} - columns):
            yield Fault("this column is missing", f"{table.name}.{name}", RESTORE)


def _references(connection: Connection) -> Iterator[Fault]:
    for table in t.metadata.sorted_tables:
        for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.name)):
            for row in connection.execute(_dangling(table, key)):
                what = (
                    f"{', '.join(key.column_keys)} refers to {', '.join(map(str, row))}, which is not there"
                )
                yield Fault(what, str(table.name), READ_AGAIN)


def _dangling(table: Any, key: ForeignKeyConstraint) -> Any:
    other = key.referred_table.alias("other")
    own = [table.c[name] for name in key.column_keys]
    same = [other.c[element.column.name] == column for element, column in zip(key.elements, own, strict=True)]
    missing = ~select(other).where(and_(*same)).exists()
    return select(*own).where(*(column.is_not(None) for column in own), missing).limit(TOLD)


def _articles(connection: Connection) -> Iterator[Fault]:
    query = select(t.articles.c.id, t.articles.c.digest).order_by(t.articles.c.seq)
    digests = {row.id: row.digest for row in connection.execute(query)}
    words = _stored_words(connection)
    for ids in _batches(digests):
        for article in load_articles(connection, ids):
            digest = hashlib.sha256(article.text.encode()).hexdigest()
            if digests[article.id] != digest:
                yield Fault("the text is not the one that was kept", f"articles {article.id}", READ_AGAIN)
            yield from _spans(article)
            yield from _statements(article, words(article.id))
    counted = connection.execute(select(func.count()).select_from(t.articles)).scalar()
    if counted != len(digests):
        yield Fault("an article is there twice", "articles", RESTORE)


def _stored_words(connection: Connection) -> Callable[[str], dict[str, str]]:
    s = t.statements.c

    def of(article: str) -> dict[str, str]:
        return {
            row.id: row.words for row in connection.execute(select(s.id, s.words).where(s.article == article))
        }

    return of


def _spans(article: Article) -> Iterator[Fault]:
    text, length = article.text, len(article.text)
    for segment in article.segments:
        if not 0 <= segment.start <= segment.end <= length:
            yield _outside("segments", article, segment.start, segment.end)
    for table, pieces in (("times", article.times), ("constraints", article.constraints)):
        for piece in pieces:
            if text[piece.start : piece.end] != piece.text:
                yield _changed(table, article.id, piece.start, piece.text)


def _statements(article: Article, words: dict[str, str]) -> Iterator[Fault]:
    text, length = article.text, len(article.text)
    for said in article.statements:
        if not 0 <= said.start <= said.end <= length:
            yield _outside("statements", article, said.start, said.end)
        for piece in (said.speaker, said.cue):
            if piece is not None and text[piece.start : piece.end] != piece.text:
                yield _changed("statements", said.id, piece.start, piece.text)
        if words.get(said.id) != " ".join(text[piece.start : piece.end] for piece in said.content):
            yield Fault("its words are not those of the text", f"statements {said.id}", READ_AGAIN)


def _outside(table: str, article: Article, start: int, end: int) -> Fault:
    what = f"{start} to {end} is no place in a text of {len(article.text):,} characters"
    return Fault(what, f"{table} of {article.id}", READ_AGAIN)


def _changed(table: str, owner: str, start: int, told: str) -> Fault:
    return Fault(f"{told!r} does not stand at {start} in the text", f"{table} of {owner}", READ_AGAIN)


def _evidence(connection: Connection) -> Iterator[Fault]:
    e = t.evidence.c
    for ids in _batches(_ids(connection, t.articles)):
        held = select(t.articles.c.id, t.articles.c.text).where(t.articles.c.id.in_(ids))
        texts = {row.id: row.text for row in connection.execute(held)}
        for row in connection.execute(select(t.evidence).where(e.article.in_(ids)).order_by(e.key)):
            if texts[row.article][row.start : row.stop] != row.text:
                kind = "claims" if row.claim else "anomalies" if row.anomaly_of else "rules"
                yield _changed(kind, row.claim or row.anomaly_of or row.rule_of, row.start, row.text)
    bare = select(t.claims.c.id).where(~select(e.key).where(e.claim == t.claims.c.id).exists())
    for name in connection.execute(bare.order_by(t.claims.c.seq)).scalars():
        yield Fault("there are no words behind this claim", f"claims {name}", READ_AGAIN)


def _ids(connection: Connection, table: Any) -> list[str]:
    return list(connection.execute(select(table.c.id).order_by(table.c.seq)).scalars())


def _records(connection: Connection) -> Iterator[Fault]:
    for ids in _batches(_ids(connection, t.claims)):
        load_claims(connection, ids)
    load_actors(connection)
    load_ceasefires(connection)
    load_groups(connection)
    yield from ()


def _ties(connection: Connection) -> Iterator[Fault]:
    for ids in _batches(_ids(connection, t.articles)):
        accounts, tied = t.accounts.c, t.tied.c
        names: dict[str, set[str]] = defaultdict(set)
        for row in connection.execute(select(t.tied).where(tied.article.in_(ids))):
            names[row.article].add(row.name)
        query = select(accounts.article, accounts.ties).where(accounts.article.in_(ids))
        for row in connection.execute(query.order_by(accounts.article)):
            if names[row.article] != {*msgspec.json.decode(row.ties)["names"]}:
                what = "it is not kept by which names this report is tied to others"
                yield Fault(what, f"accounts {row.article}", READ_AGAIN)


def _words(connection: Connection) -> Iterator[Fault]:
    for table in ("articles", "statements"):
        for where in islice(find_unindexed(connection, table), TOLD):
            yield Fault(
                "the index of words does not agree with the text", where, "truceline verify --reindex"
            )


def _log(connection: Connection) -> Iterator[Fault]:
    columns = [column for column in t.decisions.columns if column.name != "packed"]
    rows = {row.number: row for row in connection.execute(select(*columns).order_by(t.decisions.c.number))}
    log = load_decisions(connection)
    for n, decision in enumerate(log, start=1):
        row, where = rows.get(n), f"decisions {n}"
        told = tuple(getattr(decision, column.name) for column in columns)
        if row is None or decision.number != n or told != tuple(row):
            yield Fault("the log was changed: this is not the entry that was written", where, REPLAY)
        if decision.withdraws is not None and not 1 <= decision.withdraws < n:
            yield Fault(f"it withdraws decision {decision.withdraws}, which is not there", where, REPLAY)
    ceasefires = load_ceasefires(connection)
    laid_over(ceasefires, standing(log, ceasefires, sources_of(connection).items()))


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        yield batch
