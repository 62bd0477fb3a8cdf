"""The model's types as rows of the casebook's tables.

Each function takes one thing of the model and yields `(table, row)` pairs, the row of the thing itself first,
so that parts are always written after their whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Table

from truceline.casebook import _tables as t
from truceline.model import Actor, Article, Ceasefire, Claim, Evidence, Finding, Statement, StatementGroup

__all__ = ["Row", "actor_rows", "article_rows", "ceasefire_rows", "claim_rows", "group_rows"]

Row = tuple[Table, dict[str, Any]]


def article_rows(article: Article, truceline: str) -> Iterator[Row]:
    """An article with everything marked in it; `truceline` is the version that read it."""
    yield (
        t.articles,
        {
            **_take(
                article, "id text title outlet byline place language translated_from published copies_of"
            ),
            **_take(article.source, "uri sha256 media_type"),
            "truceline": truceline,
            "digest": hashlib.sha256(article.text.encode()).hexdigest(),
        },
    )
    own = {"article": article.id}
    for n, item in enumerate(article.metadata):
        yield t.article_metadata, {**own, "n": n, **_take(item, "name value origin")}
    for n, segment in enumerate(article.segments):
        yield t.segments, {**own, "n": n, "start": segment.start, "stop": segment.end, "role": segment.role}
    for n, time in enumerate(article.times):
        place = {"start": time.start, "stop": time.end, "dated": time.when}
        yield t.times, {**own, "n": n, **place, **_take(time, "text type timex mod")}
    for n, one in enumerate(article.constraints):
        place = {"start": one.start, "stop": one.end, "solved": one.when}
        yield t.constraints, {**own, "n": n, **place, **_take(one, "text event offset bound dated why")}
    for statement in article.statements:
        yield t.statements, {**own, **_statement(statement, article.text)}
    for n, anomaly in enumerate(article.anomalies):
        yield t.anomalies, {**own, "n": n, **_take(anomaly, "kind message suggestion")}
        yield from _evidence(anomaly.evidence, anomaly_of=article.id, owner_n=n)


def actor_rows(actor: Actor) -> Iterator[Row]:
    """An actor with its other names."""
    yield t.actors, _take(actor, "id name kind ids of")
    for n, alias in enumerate(actor.aliases):
        row = {"actor": actor.id, "n": n, "name": alias.name}
        yield t.actor_names, {**row, "valid_from": alias.from_, "valid_until": alias.until}


def claim_rows(claim: Claim) -> Iterator[Row]:
    """A claim with the words it was read from."""
    yield (
        t.claims,
        {
            **_take(claim, "id article ceasefire field value stance by chain statement confidence contact"),
            "dated": claim.when,
        },
    )
    yield from _evidence(claim.evidence, claim=claim.id)


def ceasefire_rows(ceasefire: Ceasefire) -> Iterator[Row]:
    """A ceasefire with its findings, timeline, rules and links."""
    yield t.ceasefires, {**_take(ceasefire, "id label conflict"), "fields": tuple(ceasefire.fields)}
    own = {"ceasefire": ceasefire.id}
    for n, article in enumerate(ceasefire.articles):
        yield t.ceasefire_articles, {**own, "n": n, "article": article}
    for field, findings in ceasefire.fields.items():
        for n, finding in enumerate(findings):
            yield from _finding(finding, {**own, "field": field}, n)
    for n, entry in enumerate(ceasefire.timeline):
        row = _take(entry, "kind text actors claims contact")
        yield t.timeline, {**own, "n": n, "dated": entry.when, **row}
    for n, rule in enumerate(ceasefire.rules):
        yield t.rules, {**own, "n": n, "id": rule.id, "rule": replace(rule, evidence=())}
        yield from _evidence(rule.evidence, rule_of=ceasefire.id, owner_n=n)
    for n, link in enumerate(ceasefire.linked):
        yield t.links, {**own, "n": n, "other": link.ceasefire, "how": link.how}


def group_rows(group: StatementGroup) -> Iterator[Row]:
    """A group of statements that say the same."""
    yield t.statement_groups, _take(group, "id first alike")
    for n, statement in enumerate(group.statements):
        yield t.group_statements, {"group": group.id, "n": n, "statement": statement}


def _take(thing: object, names: str) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names.split()}


def _finding(finding: Finding, own: dict[str, Any], n: int) -> Iterator[Row]:
    row = _take(finding, "value state why stance by review")
    yield t.findings, {**own, "n": n, **row, "dated": finding.when, "preferred": int(finding.preferred)}
    for side in ("support", "against"):
        for m, claim in enumerate(getattr(finding, side)):
            yield t.finding_claims, {**own, "finding": n, "side": side, "n": m, "claim": claim}


def _statement(statement: Statement, text: str) -> dict[str, Any]:
    names = "id actor why content mode act verb part said chain addressee nested_in confidence"
    speaker, cue = statement.speaker, statement.cue
    return {
        **_take(statement, names),
        "start": statement.start,
        "stop": statement.end,
        "words": " ".join(text[piece.start : piece.end] for piece in statement.content),
        "speaker_start": speaker.start if speaker else None,
        "speaker_stop": speaker.end if speaker else None,
        "speaker_text": speaker.text if speaker else None,
        "speaker_actor": speaker.actor if speaker else None,
        "speaker_why": speaker.why if speaker else None,
        "cue_start": cue.start if cue else None,
        "cue_stop": cue.end if cue else None,
        "cue_text": cue.text if cue else None,
    }


def _evidence(pieces: Iterable[Evidence], **owner: Any) -> Iterator[Row]:
    nobody = {"claim": None, "anomaly_of": None, "rule_of": None, "owner_n": None}
    for n, piece in enumerate(pieces):
        place = {"article": piece.article, "start": piece.start, "stop": piece.end, "text": piece.text}
        yield t.evidence, {**nobody, **owner, "n": n, **place}
