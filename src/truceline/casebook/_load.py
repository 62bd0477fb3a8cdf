"""Rows of the casebook's tables as the model's types."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from msgspec.structs import replace
from sqlalchemy import Connection, Row, Select, Table, select

from truceline.casebook import _tables as t
from truceline.casebook._sql import ids_among
from truceline.model import (
    Actor,
    Alias,
    Anomaly,
    Article,
    Ceasefire,
    Claim,
    Constraint,
    Cue,
    Evidence,
    Failure,
    Finding,
    Link,
    Metadatum,
    Reading,
    Rule,
    Segment,
    Source,
    Speaker,
    Statement,
    StatementGroup,
    TimeExpression,
    TimelineEntry,
)

__all__ = [
    "load_actors", "load_anomalies", "load_articles", "load_ceasefires", "load_claims", "load_groups",
    "load_reading", "statement_of",
]  # fmt: skip

T = TypeVar("T")
Ids = Sequence[str] | None
"""The ids of what is wanted, or None for all."""


def load_reading(connection: Connection) -> Reading:
    """Everything in the casebook, in the order in which it was first kept."""
    failures = connection.execute(select(t.failures).order_by(t.failures.c.seq))
    return Reading(
        truceline=connection.execute(select(t.about.c.value).where(t.about.c.name == "truceline")).scalar()
        or "",
        articles=load_articles(connection),
        actors=load_actors(connection),
        claims=load_claims(connection),
        ceasefires=load_ceasefires(connection),
        statement_groups=load_groups(connection),
        failures=tuple(Failure(uri=row.uri, reason=row.reason) for row in failures),
    )


def load_ceasefires(connection: Connection, only: str | Ids = None) -> tuple[Ceasefire, ...]:
    """All ceasefires, or the one or those with the id or ids `only`."""
    ids = (only,) if isinstance(only, str) else only

    def some(table: Table, owner: str = "ceasefire") -> Select[Any]:
        return _some(table, owner, ids)

    sides = _Parts(connection, some(t.finding_claims), "ceasefire field finding side", lambda row: row.claim)
    findings = _Parts(connection, some(t.findings), "ceasefire field", lambda row: _finding(row, sides))
    evidence = _Parts(connection, some(t.evidence, "rule_of"), "rule_of owner_n", _evidence)
    rules = _Parts(connection, some(t.rules), "ceasefire", lambda row: _rule(row, evidence))
    timeline = _Parts(connection, some(t.timeline), "ceasefire", _entry)
    links = _Parts(connection, some(t.links), "ceasefire", lambda row: Link(ceasefire=row.other, how=row.how))
    articles = _Parts(connection, some(t.ceasefire_articles), "ceasefire", lambda row: row.article)
    return tuple(
        Ceasefire(
            id=row.id,
            label=row.label,
            conflict=row.conflict,
            articles=articles.of(row.id),
            fields={field: findings.of(row.id, field) for field in row.fields},
            timeline=timeline.of(row.id),
            rules=rules.of(row.id),
            linked=links.of(row.id),
        )
        for row in connection.execute(some(t.ceasefires, "id").order_by(t.ceasefires.c.seq))
    )


class _Parts(Generic[T]):
    """The rows of one table as parts of their wholes, in order."""

    def __init__(
        self, connection: Connection, query: Select[Any], owner: str, make: Callable[[Row[Any]], T]
    ) -> None:
        names = owner.split()
        order = "seq" if "seq" in query.selected_columns else "n"
        self._parts: dict[tuple[Any, ...], list[T]] = defaultdict(list)
        for row in connection.execute(query.order_by(query.selected_columns[order])):
            self._parts[tuple(getattr(row, name) for name in names)].append(make(row))

    def of(self, *owner: object) -> tuple[T, ...]:
        return tuple(self._parts.get(owner, ()))


def load_articles(connection: Connection, only: Ids = None) -> tuple[Article, ...]:
    """All articles, or those with the ids `only`, with everything marked in them."""
    metadata = _Parts(connection, _some(t.article_metadata, "article", only), "article", _metadatum)
    segments = _Parts(connection, _some(t.segments, "article", only), "article", _segment)
    times = _Parts(connection, _some(t.times, "article", only), "article", _time)
    constraints = _Parts(connection, _some(t.constraints, "article", only), "article", _constraint)
    statements = _Parts(connection, _some(t.statements, "article", only), "article", statement_of)
    slips: dict[str, list[Anomaly]] = defaultdict(list)
    for name, anomaly in load_anomalies(connection, only):
        slips[name].append(anomaly)
    return tuple(
        Article(
            id=row.id,
            source=Source(uri=row.uri, sha256=row.sha256, media_type=row.media_type),
            text=row.text,
            title=row.title,
            outlet=row.outlet,
            byline=row.byline,
            place=row.place,
            language=row.language,
            translated_from=row.translated_from,
            published=row.published,
            metadata=metadata.of(row.id),
            segments=segments.of(row.id),
            times=times.of(row.id),
            constraints=constraints.of(row.id),
            statements=statements.of(row.id),
            anomalies=tuple(slips.get(row.id, ())),
            copies_of=row.copies_of,
        )
        for row in connection.execute(_some(t.articles, "id", only).order_by(t.articles.c.seq))
    )


def load_anomalies(connection: Connection, only: Ids = None) -> list[tuple[str, Anomaly]]:
    """What looks wrong in all articles, or in those with the ids `only`, with these ids."""
    owned = _some(t.evidence, "anomaly_of", only).where(t.evidence.c.anomaly_of.is_not(None))
    evidence = _Parts(connection, owned, "anomaly_of owner_n", _evidence)
    rows = connection.execute(_some(t.anomalies, "article", only).order_by(t.anomalies.c.n))
    return [(row.article, _anomaly(row, evidence)) for row in rows]


def load_actors(connection: Connection, only: Ids = None) -> tuple[Actor, ...]:
    """All actors, or those with the ids `only`, with their other names."""
    names = _Parts(
        connection,
        _some(t.actor_names, "actor", only),
        "actor",
        lambda row: Alias(name=row.name, from_=row.valid_from, until=row.valid_until),
    )
    return tuple(
        Actor(id=row.id, name=row.name, kind=row.kind, aliases=names.of(row.id), ids=row.ids, of=row.of)
        for row in connection.execute(_some(t.actors, "id", only).order_by(t.actors.c.seq))
    )


def load_claims(connection: Connection, only: Ids = None, by: str = "id") -> tuple[Claim, ...]:
    """All claims, or those whose column `by` (id, article, ceasefire) is one of `only`, with their words."""
    meant = _some(t.claims, by, only)
    whose = t.evidence.c.claim
    owned = whose.is_not(None) if only is None else whose.in_(meant.with_only_columns(t.claims.c.id))
    evidence = _Parts(connection, select(t.evidence).where(owned), "claim", _evidence)
    return tuple(
        Claim(
            id=row.id,
            article=row.article,
            ceasefire=row.ceasefire,
            field=row.field,
            value=row.value,
            stance=row.stance,
            by=row.by,
            when=row.dated,
            chain=row.chain,
            statement=row.statement,
            evidence=evidence.of(row.id),
            confidence=row.confidence,
            contact=row.contact,
        )
        for row in connection.execute(meant.order_by(t.claims.c.seq))
    )


def load_groups(connection: Connection, only: Ids = None) -> tuple[StatementGroup, ...]:
    """All groups of statements, or those with the ids `only`."""
    members = _Parts(connection, _some(t.group_statements, "group", only), "group", lambda row: row.statement)
    return tuple(
        StatementGroup(id=row.id, statements=members.of(row.id), first=row.first, alike=row.alike)
        for row in connection.execute(
            _some(t.statement_groups, "id", only).order_by(t.statement_groups.c.seq)
        )
    )


def _some(table: Table, column: str, only: Ids) -> Select[Any]:
    return select(table) if only is None else select(table).where(table.c[column].in_(ids_among(only)))


def _metadatum(row: Row[Any]) -> Metadatum:
    return Metadatum(name=row.name, value=row.value, origin=row.origin)


def _segment(row: Row[Any]) -> Segment:
    return Segment(start=row.start, end=row.stop, role=row.role)


def _constraint(row: Row[Any]) -> Constraint:
    return Constraint(
        start=row.start,
        end=row.stop,
        text=row.text,
        event=row.event,
        offset=row.offset,
        bound=row.bound,
        when=row.solved,
        dated=row.dated,
        why=row.why,
    )


def _time(row: Row[Any]) -> TimeExpression:
    return TimeExpression(
        start=row.start,
        end=row.stop,
        text=row.text,
        type=row.type,
        timex=row.timex,
        mod=row.mod,
        when=row.dated,
    )


def statement_of(row: Row[Any]) -> Statement:
    """A row of the statements."""
    speaker = cue = None
    if row.speaker_start is not None:
        speaker = Speaker(
            start=row.speaker_start,
            end=row.speaker_stop,
            text=row.speaker_text,
            actor=row.speaker_actor,
            why=row.speaker_why,
        )
    if row.cue_start is not None:
        cue = Cue(start=row.cue_start, end=row.cue_stop, text=row.cue_text)
    return Statement(
        start=row.start,
        end=row.stop,
        id=row.id,
        speaker=speaker,
        actor=row.actor,
        why=row.why,
        cue=cue,
        content=row.content,
        mode=row.mode,
        act=row.act,
        verb=row.verb,
        part=row.part,
        said=row.said,
        chain=row.chain,
        addressee=row.addressee,
        nested_in=row.nested_in,
        confidence=row.confidence,
    )


def _anomaly(row: Row[Any], evidence: _Parts[Evidence]) -> Anomaly:
    words = evidence.of(row.article, row.n)
    return Anomaly(kind=row.kind, message=row.message, evidence=words, suggestion=row.suggestion)


def _evidence(row: Row[Any]) -> Evidence:
    return Evidence(start=row.start, end=row.stop, article=row.article, text=row.text)


def _finding(row: Row[Any], sides: _Parts[str]) -> Finding:
    return Finding(
        value=row.value,
        state=row.state,
        preferred=bool(row.preferred),
        why=row.why,
        support=sides.of(row.ceasefire, row.field, row.n, "support"),
        against=sides.of(row.ceasefire, row.field, row.n, "against"),
        stance=row.stance,
        by=row.by,
        when=row.dated,
        review=row.review,
    )


def _entry(row: Row[Any]) -> TimelineEntry:
    return TimelineEntry(
        when=row.dated, kind=row.kind, text=row.text, actors=row.actors, claims=row.claims,
        contact=row.contact,
    )  # fmt: skip


def _rule(row: Row[Any], evidence: _Parts[Evidence]) -> Rule:
    rule: Rule = row.rule
    return replace(rule, evidence=evidence.of(row.ceasefire, row.n))
