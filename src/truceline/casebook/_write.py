"""Writing the difference between what is kept and what is to be kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from truceline.casebook import _tables as t
from truceline.casebook._change import Change
from truceline.casebook._rows import Row, actor_rows, article_rows, ceasefire_rows, claim_rows, group_rows
from truceline.casebook._search import fill_index
from truceline.casebook._sql import ids_among
from truceline.model import Failure, Metadatum, Reading

__all__ = ["revision_of", "stale_articles", "write", "write_nothing"]

# What goes and is written anew when its whole changed; what hangs on these in turn goes with them.
_PARTS: dict[Table, tuple[tuple[Table, str], ...]] = {
    t.articles: (
        (t.article_metadata, "article"), (t.segments, "article"), (t.times, "article"),
        (t.constraints, "article"),
        (t.statements, "article"), (t.anomalies, "article"),
    ),
    t.actors: ((t.actor_names, "actor"),),
    t.claims: ((t.evidence, "claim"),),
    t.ceasefires: (
        (t.ceasefire_articles, "ceasefire"), (t.findings, "ceasefire"), (t.timeline, "ceasefire"),
        (t.rules, "ceasefire"), (t.links, "ceasefire"),
    ),
    t.statement_groups: ((t.group_statements, "group"),),
}  # fmt: skip


def write(
    connection: Connection, after: Reading, before: Reading, read: Reading, fresh: frozenset[str]
) -> Change:
    """Bring the tables from `before` to `after`; articles are never removed.

    Args:
        connection: in a transaction that the caller ends.
        after: the whole that is to be kept, or a part of it to which nothing outside refers.
        before: what is kept of the same.
        read: what was read in this run, for its failures and to count what it did not change.
        fresh: ids of the articles that are to be written under the version that read them now.
    """
    articles = _Difference(t.articles, before.articles, after.articles, fresh)
    ceasefires = _Difference(t.ceasefires, before.ceasefires, after.ceasefires)
    groups = _Difference(t.statement_groups, before.statement_groups, after.statement_groups)
    claims = _Difference(t.claims, before.claims, after.claims)
    actors = _Difference(t.actors, before.actors, after.actors)
    actors.gone = tuple(name for name in actors.gone if not _is_used(connection, name, before))
    for difference in (groups, ceasefires, claims, actors):
        difference.remove(connection)
    actors.write(connection, actor_rows)
    articles.write(connection, lambda article: article_rows(article, read.truceline))
    ceasefires.write(connection, ceasefire_rows)
    claims.write(connection, claim_rows)
    groups.write(connection, group_rows)
    _stamp(connection, read)
    seen = {article.id for article in read.articles}
    touched = {c.id for c in after.ceasefires if seen.intersection(c.articles)}
    return Change(
        articles_new=articles.new,
        articles_changed=articles.changed,
        articles_unchanged=tuple(a for a in articles.same if a in seen),
        ceasefires_new=ceasefires.new,
        ceasefires_changed=ceasefires.changed,
        ceasefires_removed=ceasefires.gone,
        ceasefires_unchanged=tuple(c for c in ceasefires.same if c in touched),
        failures_new=_write_failures(connection, before.failures, read),
    )


def write_nothing(connection: Connection, read: Reading) -> Change:
    """Keep only the failures of a reading whose articles are all known; what it would have been about is
    unchanged.
    """
    if connection.execute(select(t.about)).first() is None:
        _stamp(connection, read)
    ids = [article.id for article in read.articles]
    about = t.ceasefire_articles.c
    touched: set[str] = set()
    for these in _batches(ids):
        touched.update(connection.execute(select(about.ceasefire).where(about.article.in_(these))).scalars())
    held = connection.execute(select(t.ceasefires.c.id).order_by(t.ceasefires.c.seq)).scalars()
    failures = [Failure(uri=row.uri, reason=row.reason) for row in connection.execute(select(t.failures))]
    return Change(
        articles_unchanged=tuple(ids),
        ceasefires_unchanged=tuple(name for name in held if name in touched),
        failures_new=_write_failures(connection, failures, read),
    )


def stale_articles(connection: Connection, read: Reading) -> frozenset[str]:
    """The ids of the articles of a reading that are not kept, or were kept of other bytes, with other
    metadata given, or by another version of truceline.
    """
    ids = [article.id for article in read.articles]
    given: dict[str, list[Metadatum]] = defaultdict(list)
    told, a = t.article_metadata, t.articles.c
    for row in connection.execute(select(told).where(told.c.article.in_(ids_among(ids))).order_by(told.c.n)):
        given[row.article].append(Metadatum(name=row.name, value=row.value, origin=row.origin))
    rows = connection.execute(select(a.id, a.sha256, a.truceline).where(a.id.in_(ids_among(ids))))
    held = {row.id: (row.sha256, tuple(given[row.id]), row.truceline) for row in rows}
    now = {a.id: (a.source.sha256, a.metadata, read.truceline) for a in read.articles}
    return frozenset(name for name, how in now.items() if held.get(name) != how)


def revision_of(connection: Connection) -> int:
    """How often the casebook has been written to."""
    found = connection.execute(select(t.about.c.value).where(t.about.c.name == "revision")).scalar()
    return int(found) if found else 0


def _stamp(connection: Connection, read: Reading) -> None:
    revision = revision_of(connection) + 1
    connection.execute(delete(t.about))
    rows = [{"name": "truceline", "value": read.truceline}, {"name": "revision", "value": str(revision)}]
    connection.execute(insert(t.about), rows)


class _Difference:
    """What is new, changed, gone and the same between two lists of things with ids."""

    def __init__(
        self, table: Table, before: Iterable[Any], after: Iterable[Any], fresh: frozenset[str] = frozenset()
    ) -> None:
        self.table = table
        self.after = {thing.id: thing for thing in after}
        held = {thing.id: thing for thing in before}
        self.new = tuple(i for i in self.after if i not in held)
        self.changed = tuple(i for i, a in self.after.items() if i in held and (a != held[i] or i in fresh))
        changed = set(self.changed)
        self.same = tuple(i for i in self.after if i in held and i not in changed)
        self.gone = tuple(i for i in held if i not in self.after)

    def remove(self, connection: Connection) -> None:
        for ids in _batches(self.gone):
            connection.execute(delete(self.table).where(self.table.c.id.in_(ids)))

    def write(self, connection: Connection, rows: Callable[[Any], Iterator[Row]]) -> None:
        for ids in _batches(self.changed):
            for part, owner in _PARTS[self.table]:
                connection.execute(delete(part).where(part.c[owner].in_(ids)))
        waiting: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        for i in (*self.new, *self.changed):
            for table, row in rows(self.after[i]):
                if table is self.table and i in self.changed:
                    connection.execute(update(table).where(table.c.id == i).values(row))
                else:
                    waiting[table].append(row)
        for table, these in waiting.items():
            connection.execute(insert(table), these)
            if table is t.statements:
                fill_index(connection, "statements", {row["id"]: row["words"] for row in these})
        if self.table is t.articles:
            texts = {i: self.after[i].text for i in (*self.new, *self.changed)}
            fill_index(connection, "articles", texts)


def _is_used(connection: Connection, actor: str, before: Reading) -> bool:
    """Whether an actor is named outside a part of the casebook."""
    mark = f'%"{actor}"%'
    inside = {article.id for article in before.articles}
    claims, said = t.claims.c, t.statements.c
    queries = (
        select(claims.article).where(
            (claims.value == actor)
            | claims.by.like(mark)
            | claims.chain.like(mark)
            | claims.contact.like(mark)
        ),
        select(said.article).where((said.actor == actor) | (said.addressee == actor) | said.chain.like(mark)),
    )
    return any(article not in inside for query in queries for article in connection.execute(query).scalars())


def _batches(ids: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def _write_failures(connection: Connection, held: Iterable[Failure], read: Reading) -> int:
    """Keep failures that are not kept yet, and forget those whose source has now been read. How many are
    new.
    """
    uris = {article.source.uri for article in read.articles}
    cured = [failure.uri for failure in held if failure.uri in uris]
    for these in _batches(cured):
        connection.execute(delete(t.failures).where(t.failures.c.uri.in_(these)))
    known = {(row.uri, row.reason) for row in connection.execute(select(t.failures))}
    rows = [{"uri": f.uri, "reason": f.reason} for f in read.failures if (f.uri, f.reason) not in known]
    if rows:
        connection.execute(insert(t.failures), rows)
    return len(rows)
