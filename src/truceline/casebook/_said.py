"""Finding statements by who made them, when, where and how."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select
from sqlalchemy.sql.selectable import FromClause

from truceline.casebook import _tables as t
from truceline.casebook._load import statement_of
from truceline.casebook._search import asked_terms, holds, is_common
from truceline.casebook._sql import earliest
from truceline.model import Statement
from truceline.wording import ASIDE

__all__ = ["Asked", "Said", "find_said", "published", "said_in", "speakers", "stamp"]

Words = Callable[[FromClause], ColumnElement[bool]]


@dataclass(frozen=True)
class Asked:
    """Which statements are wanted; what is left out is not asked.

    `speaker` is the id of an actor, `ceasefire` that of a ceasefire in whose reports the statement stands.
    `tied` leaves out, of these, what is about another ceasefire of the same report: `surely` keeps a
    statement in whose words something was read on this one, and all of a report that tells of no other;
    `perhaps` keeps also those in whose words nothing was read on any. Of
    several `acts` any will do. `since` and `until` bound when the report was published (the latter excluded).
    `words` are as in `Casebook.search`. `alike` wants only what several reports tell.
    """

    speaker: str = ""
    act: str = ""
    outlet: str = ""
    ceasefire: str = ""
    since: datetime | None = None
    until: datetime | None = None
    words: str = ""
    alike: bool = False
    acts: tuple[str, ...] = ()
    tied: Literal["", "surely", "perhaps"] = ""


@dataclass(frozen=True)
class Said:
    """A statement with its words, the article that it stands in, and the group of those that say the same."""

    statement: Statement
    words: str
    article: str
    group: str | None


def find_said(connection: Connection, asked: Asked, limit: int, offset: int) -> list[Said]:
    """Statements that fit, those of the last published reports first.

    Of statements that say the same, the first that fits stands for all.
    """
    s, a, g = t.statements, t.articles, t.group_statements
    words = _words(connection, asked)
    query = (
        select(s, g.c.group)
        .join(a, a.c.id == s.c.article)
        .outerjoin(g, g.c.statement == s.c.id)
        .where(*_fits(asked, s, a, words), or_(g.c.group.is_(None), ~_told_before(asked, words)))
        .order_by(published(a).desc().nulls_last(), s.c.seq)
        .limit(limit)
        .offset(offset)
    )
    if asked.alike:
        query = query.where(g.c.group.is_not(None))
    return _load(connection, query)


def said_in(connection: Connection, ids: Iterable[str]) -> list[Said]:
    """Statements by their ids, in that order."""
    s, g = t.statements, t.group_statements
    wanted = list(ids)
    query = select(s, g.c.group).outerjoin(g, g.c.statement == s.c.id).where(s.c.id.in_(wanted))
    found = {said.statement.id: said for said in _load(connection, query)}
    return [found[name] for name in wanted if name in found]


def speakers(connection: Connection, limit: int) -> list[tuple[str, str, int]]:
    """Who speaks most: id, name, and how many statements."""
    count = func.count()
    most = (
        select(t.statements.c.actor, count.label("n"))
        .where(t.statements.c.actor.is_not(None))
        .group_by(t.statements.c.actor)
        .order_by(count.desc(), t.statements.c.actor)
        .limit(limit)
        .subquery()
    )
    query = select(most.c.actor, t.actors.c.name, most.c.n).join(t.actors, t.actors.c.id == most.c.actor)
    rows = connection.execute(query.order_by(t.actors.c.name, most.c.actor))
    return [(row.actor, row.name, row.n) for row in rows]


def _words(connection: Connection, asked: Asked) -> Words | None:
    """The test whether the words that are asked for stand in a statement."""
    if not asked.words:
        return None
    terms = asked_terms(asked.words)
    common = is_common(connection, terms)
    return lambda statements: holds(connection, terms, statements, common)


def _load(connection: Connection, query: Select[Any]) -> list[Said]:
    return [Said(statement_of(row), row.words, row.article, row.group) for row in connection.execute(query)]


def published(articles: FromClause) -> ColumnElement[Any]:
    """The earliest time at which an article was published, as it stands in the packed times."""
    return earliest(articles.c.published)


def _fits(asked: Asked, s: FromClause, a: FromClause, words: Words | None) -> list[ColumnElement[bool]]:
    tests: list[ColumnElement[bool]] = [s.c.part.not_in(ASIDE), s.c.verb != "thought"]
    for column, wanted in ((s.c.actor, asked.speaker), (s.c.act, asked.act), (a.c.outlet, asked.outlet)):
        if wanted:
            tests.append(column == wanted)
    if asked.acts:
        tests.append(s.c.act.in_(asked.acts))
    if asked.ceasefire:
        own = t.ceasefire_articles.c
        tests.append(s.c.article.in_(select(own.article).where(own.ceasefire == asked.ceasefire)))
        tests += _tied(asked, s)
    if asked.since:
        tests.append(published(a) >= stamp(asked.since))
    if asked.until:
        tests.append(published(a) < stamp(asked.until))
    if words is not None:
        tests.append(words(s))
    return tests


def _tied(asked: Asked, s: FromClause) -> list[ColumnElement[bool]]:
    """The test whether a statement in the reports on a ceasefire is about it."""
    if not asked.tied:
        return []
    claims, words, other = t.claims, t.evidence, t.ceasefire_articles.alias("other")

    def carries(test: ColumnElement[bool]) -> ColumnElement[bool]:
        inside = (words.c.article == s.c.article, words.c.start < s.c.stop, words.c.stop > s.c.start)
        read = select(words.c.key).join(claims, claims.c.id == words.c.claim).where(test, *inside)
        return read.correlate(s).exists()

    own = carries(claims.c.ceasefire == asked.ceasefire)
    if asked.tied == "perhaps":
        return [or_(own, ~carries(claims.c.ceasefire != asked.ceasefire))]
    elsewhere = (other.c.article == s.c.article, other.c.ceasefire != asked.ceasefire)
    return [or_(own, ~select(other.c.article).where(*elsewhere).correlate(s).exists())]


def _told_before(asked: Asked, words: Words | None) -> ColumnElement[bool]:
    """Whether another statement of the same group fits and was kept before."""
    s, a, g = t.statements.alias("earlier"), t.articles.alias("report"), t.group_statements.alias("same")
    return (
        select(s.c.seq)
        .join(g, g.c.statement == s.c.id)
        .join(a, a.c.id == s.c.article)
        .where(
            and_(
                g.c.group == t.group_statements.c.group,
                s.c.seq < t.statements.c.seq,
                *_fits(asked, s, a, words),
            )
        )
        .correlate(t.group_statements, t.statements)
        .exists()
    )


def stamp(at: datetime) -> str:
    """An instant as it stands in the packed times."""
    return at.isoformat().replace("+00:00", "Z")
