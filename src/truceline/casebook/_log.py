"""The log of decisions in the casebook's file."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from sqlalchemy import Connection, func, insert, select

from truceline.casebook import _tables as t
from truceline.casebook._decision import (
    FIELDS,
    Decision,
    Kind,
    Origin,
    now,
    read_value,
    same_value,
    say_value,
)
from truceline.errors import UsageError
from truceline.model import Actor, Ceasefire, Evidence, Finding, Value, dump, load
from truceline.records import LIST_FIELDS

__all__ = ["append", "articles_of", "draft", "load_decisions", "sources_of"]


_COLUMNS = ("number", "ceasefire", "field", "decision", "by", "at", "reason")


def load_decisions(connection: Connection) -> tuple[Decision, ...]:
    """The whole log, the oldest entry first."""
    rows = connection.execute(select(t.decisions.c.packed).order_by(t.decisions.c.number))
    return tuple(load(packed, Decision) for packed in rows.scalars())


def append(
    connection: Connection, entries: Sequence[Decision], *, begins_step: bool = False
) -> list[Decision]:
    """Add entries, several as one step; they come back with their numbers. `begins_step`: a single entry is
    the first of a step, of which the others follow.
    """
    first = (connection.execute(select(func.max(t.decisions.c.number))).scalar() or 0) + 1
    at_once = begins_step or len(entries) > 1
    kept = [
        replace(one, number=n, step=first if at_once else one.step) for n, one in enumerate(entries, first)
    ]
    rows = [{**{c: getattr(one, c) for c in _COLUMNS}, "packed": dump(one).decode()} for one in kept]
    if rows:
        connection.execute(insert(t.decisions), rows)
    return kept


def sources_of(connection: Connection, articles: Sequence[str] | None = None) -> dict[str, Origin]:
    """The source of every article, or of some, in the order in which they were first kept."""
    columns = t.articles.c
    query = select(columns.id, columns.uri, columns.sha256).order_by(columns.seq)
    rows = connection.execute(query if articles is None else query.where(columns.id.in_(articles)))
    return {row.id: Origin(uri=row.uri, sha256=row.sha256) for row in rows}


def articles_of(connection: Connection, claims: Sequence[str]) -> list[str]:
    """The articles of claims, each once."""
    rows = connection.execute(select(t.claims.c.id, t.claims.c.article).where(t.claims.c.id.in_(claims)))
    held: dict[str, str] = {row.id: row.article for row in rows}
    return list(dict.fromkeys(held[claim] for claim in claims if claim in held))


def draft(
    connection: Connection, ceasefire: Ceasefire, field: str, decision: Kind, actors: dict[str, Actor], *,
    by: str, reason: str, at: str | None, value: Value | None, of: str | None, words: str | None,
) -> Decision:  # fmt: skip
    """An entry for the log, not yet numbered; see `Casebook.decide`."""
    if field not in FIELDS:
        raise UsageError(f"a ceasefire has no field {field!r}", cure=f"choose one of: {', '.join(FIELDS)}")
    for name, text in (("author", by), ("reason", reason)):
        if not text.strip():
            raise UsageError(f"a decision has no {name}", cure="say who decided, and why")
    findings = ceasefire.fields.get(field, ())
    new = read_value(field, value, actors) if isinstance(value, str) else value
    meant = None if decision == "add" else _meant(findings, field, of, actors)
    _check(field, decision, findings, new, meant)
    support = meant.support if meant is not None else ()
    behind = articles_of(connection, support)
    sources = sources_of(connection, [*ceasefire.articles, *behind])
    machine = meant.value if meant is not None else None
    return Decision(
        number=0,
        ceasefire=ceasefire.id,
        field=field,
        decision=decision,
        by=by.strip(),
        at=at or now(),
        reason=" ".join(reason.split()),
        value=new if decision in {"correct", "add"} else machine if decision == "accept" else None,
        machine=machine,
        rests_on=tuple(sources[a] for a in behind),
        sources=tuple(sources[a] for a in ceasefire.articles if a in sources),
        words=_quoted(connection, ceasefire, words) if words else None,
    )


def _check(
    field: str, decision: Kind, findings: Sequence[Finding], new: Value | None, meant: Finding | None
) -> None:
    if decision in {"correct", "add"} and new is None:
        raise UsageError(f"no value is given for {field!r}", cure="say what it is to be")
    if decision == "add" and field not in LIST_FIELDS and findings:
        told = ", ".join(say_value(f.value) for f in findings)
        raise UsageError(f"the reports give {field!r} as {told}", cure="correct or accept that")
    if decision == "add" and any(same_value(f.value, new) for f in findings):
        raise UsageError(f"{say_value(new)} is there already", cure="accept it")
    if decision == "correct" and meant is not None and same_value(meant.value, new):
        raise UsageError(f"{field!r} is {say_value(new)} already", cure="accept it")


def _meant(findings: Sequence[Finding], field: str, of: str | None, actors: dict[str, Actor]) -> Finding:
    """The finding that is decided on: the one named, else the only one that is preferred."""
    told = ", ".join(say_value(f.value) for f in findings)
    if not findings:
        raise UsageError(f"no report says anything of {field!r}", cure="add a value")
    if of is None:
        preferred = [f for f in findings if f.preferred]
        if len(preferred) != 1:
            raise UsageError(f"{field!r} has several values: {told}", cure="say which one is meant (--of)")
        return preferred[0]
    for found in findings:
        if say_value(found.value).casefold() == of.strip().casefold():
            return found
    wanted = read_value(field, of, actors)
    for found in findings:
        if same_value(found.value, wanted):
            return found
    raise UsageError(f"{field!r} is nowhere given as {of!r}", cure=f"choose one of: {told}")


def _quoted(connection: Connection, ceasefire: Ceasefire, words: str) -> Evidence:
    """The place of words that a decision cites, in one of the reports of its ceasefire."""
    for article in ceasefire.articles:
        text = connection.execute(select(t.articles.c.text).where(t.articles.c.id == article)).scalar() or ""
        start = text.find(words)
        if start >= 0:
            return Evidence(start=start, end=start + len(words), article=article, text=words)
    cure = "copy them from a report exactly, or leave them out"
    raise UsageError(f"no report of {ceasefire.id} holds the words {words!r}", cure=cure)
