"""Part of a casebook as a reading that stands on its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from truceline.casebook import _tables as t
from truceline.casebook._load import load_actors, load_articles, load_ceasefires, load_claims, load_groups
from truceline.casebook._sql import ids_among
from truceline.model import Article, Claim, Failure, Reading

__all__ = ["articles_about", "load_part"]


def load_part(connection: Connection, articles: Sequence[str]) -> Reading:
    """What is kept of some articles and of the ceasefires of which they speak, in the order in which it was
    first kept.

    Args:
        connection: to a casebook.
        articles: their ids; with an article belong all others that speak of the same ceasefires.
    """
    found = load_articles(connection, articles)
    claims = load_claims(connection, articles, "article")
    failures = connection.execute(select(t.failures).order_by(t.failures.c.seq))
    version = select(t.about.c.value).where(t.about.c.name == "truceline")
    return Reading(
        truceline=connection.execute(version).scalar() or "",
        articles=found,
        actors=load_actors(connection, _with_owners(connection, _referred(found, claims))),
        claims=claims,
        ceasefires=load_ceasefires(connection, _ceasefires_of(connection, articles)),
        statement_groups=load_groups(connection, _groups_of(connection, articles)),
        failures=tuple(Failure(uri=row.uri, reason=row.reason) for row in failures),
    )


def articles_about(connection: Connection, articles: Sequence[str]) -> list[str]:
    """Articles, with all others that speak of the same ceasefires, in the order in which they were kept."""
    about = t.ceasefire_articles.c
    ceasefires = _ceasefires_of(connection, articles)
    others = select(about.article).where(about.ceasefire.in_(ids_among(ceasefires)))
    wanted = t.articles.c.id.in_(others) | t.articles.c.id.in_(ids_among(articles))
    return list(
        connection.execute(select(t.articles.c.id).where(wanted).order_by(t.articles.c.seq)).scalars()
    )


def _ceasefires_of(connection: Connection, articles: Sequence[str]) -> list[str]:
    about = t.ceasefire_articles.c
    query = select(about.ceasefire).where(about.article.in_(ids_among(articles))).distinct()
    return sorted(connection.execute(query).scalars())


def _groups_of(connection: Connection, articles: Sequence[str]) -> list[str]:
    said = select(t.statements.c.id).where(t.statements.c.article.in_(ids_among(articles)))
    group = t.group_statements.c.group
    query = select(group).where(t.group_statements.c.statement.in_(said)).distinct()
    return sorted(connection.execute(query).scalars())


def _referred(articles: Iterable[Article], claims: Iterable[Claim]) -> set[str]:
    """The actors to which articles and claims refer."""
    found: set[str] = set()
    for statement in (s for article in articles for s in article.statements):
        found.update(filter(None, (statement.actor, statement.addressee, *statement.chain)))
    for claim in claims:
        found.update(claim.by, claim.chain, [claim.value] if isinstance(claim.value, str) else ())
    return found


def _with_owners(connection: Connection, ids: Iterable[str]) -> list[str]:
    """Actors, with all those to whom they belong."""
    found: set[str] = set()
    pending = set(ids)
    while pending:
        found |= pending
        owners = select(t.actors.c.of).where(t.actors.c.id.in_(ids_among(sorted(pending))))
        pending = {owner for owner in connection.execute(owners).scalars() if owner} - found
    return sorted(found)
