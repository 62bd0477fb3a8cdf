"""A casebook as FollowTheMoney statements, one JSON object a line: who is in it, what is said, by whom.

A statement is one value of one property of one entity, with where it comes from, as OpenSanctions keeps them
(https://www.opensanctions.org/docs/statements/). Ceasefires are `Event`, armed groups and organisations
`Organization`, states and governments `PublicBody`, people `Person`, reports `Article`. What `Event`
has no property for (mediator, guarantor, monitor, excluded) is an `UnknownLink`, its role in words. `origin`
names the reports that a value was read from. Values that the record does not stand by are left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from truceline.exports._index import ACTOR_FIELDS, Index, say_value
from truceline.figures.places import two_letters
from truceline.model import Actor, Article, Ceasefire, Finding, When
from truceline.wording import FIELDS

__all__ = ["ftm_statements"]

DATASET = "truceline"
_SCHEMAS = {"person": "Person", "state": "PublicBody", "government": "PublicBody", "office": "PublicBody"}
_SIDES = ("parties", "bound", "declared_by")
_TIMES = {"declared": "date", "effective": "startDate", "ends": "endDate"}
_LINKED = ("mediators", "guarantors", "monitors", "excluded")
_BASE = "id"
"""The property of a statement that says no more than that an entity is there."""
_DATE_LENGTH = {"year": 4, "season": 4, "month": 7}
"""Characters of an ISO date that a precision vouches for; a full date otherwise."""

_Told = Iterator[tuple[str, str, str]]
"""Property, value, origin."""


def ftm_statements(index: Index) -> Iterator[dict[str, Any]]:
    """Statements on the actors, the reports and the ceasefires of a reading, in this order."""
    named = _named(index)
    for actor in index.reading.actors:
        if actor.id in named:
            yield from _entity(actor.id, _schema(actor), _actor(actor, index))
    for article in index.reading.articles:
        yield from _entity(article.id, "Article", _article(article))
    for ceasefire in index.reading.ceasefires:
        yield from _entity(ceasefire.id, "Event", _ceasefire(ceasefire, index))
        for field in _LINKED:
            for finding in _actors(ceasefire, field, index):
                link = f"{ceasefire.id}-{field}-{finding.value}"
                yield from _entity(link, "UnknownLink", _link(ceasefire, field, finding, index))


def _named(index: Index) -> set[str]:
    """The actors that a ceasefire names, and those to which they belong."""
    fields = (*_SIDES, *_LINKED)
    used = {
        str(f.value) for c in index.reading.ceasefires for name in fields for f in _actors(c, name, index)
    }
    owners = {index.actors[one].of for one in used}
    return used | {one for one in owners if one is not None and one in index.actors}


def _actors(ceasefire: Ceasefire, field: str, index: Index) -> list[Finding]:
    return [f for f in index.kept(ceasefire, field) if isinstance(f.value, str) and f.value in index.actors]


def _schema(actor: Actor) -> str:
    return _SCHEMAS.get(actor.kind, "Organization")


def _actor(actor: Actor, index: Index) -> _Told:
    yield "name", actor.name, ""
    for alias in actor.aliases:
        yield ("previousName" if alias.until else "alias"), alias.name, ""
    if "wikidata" in actor.ids:
        yield "wikidataId", actor.ids["wikidata"], ""
    owner = index.actors.get(actor.of or "")
    state = actor if actor.kind == "state" else owner
    if state is not None and (code := two_letters(state.id)):
        yield "country", code.lower(), ""
    if owner is not None and _schema(actor) != "Person":
        yield "parent", owner.id, ""


def _article(article: Article) -> _Told:
    yield "title", article.title or article.source.uri, ""
    yield "contentHash", article.source.sha256, ""
    if article.outlet:
        yield "publisher", article.outlet, ""
    if article.source.uri.startswith(("http://", "https://")):
        yield "sourceUrl", article.source.uri, ""
    if article.published is not None and (date := _date(article.published)):
        yield "publishedAt", date, ""


def _ceasefire(ceasefire: Ceasefire, index: Index) -> _Told:
    yield "name", ceasefire.label, ""
    yield "keywords", "ceasefire", ""
    for field, prop in _TIMES.items():
        finding = index.preferred(ceasefire, field)
        if finding is not None and isinstance(finding.value, When) and (date := _date(finding.value)):
            yield prop, date, _origin(finding, index)
    for field in _SIDES:
        for finding in _actors(ceasefire, field, index):
            yield "involved", str(finding.value), _origin(finding, index)
    for finding in index.kept(ceasefire, "area"):
        yield "location", index.value(finding.value), _origin(finding, index)
    for field, findings in ceasefire.fields.items():
        if field in _TIMES or field in ACTOR_FIELDS or field == "area":
            continue
        for finding in findings:
            if finding.preferred:
                told = f"{FIELDS.get(field, field)}: {say_value(finding.value)}"
                yield "summary", told, _origin(finding, index)
    for article in ceasefire.articles:
        yield "proof", article, ""


def _link(ceasefire: Ceasefire, field: str, finding: Finding, index: Index) -> _Told:
    origin = _origin(finding, index)
    yield "subject", str(finding.value), origin
    yield "object", ceasefire.id, origin
    yield "role", FIELDS[field].removesuffix("s"), origin


def _origin(finding: Finding, index: Index) -> str:
    return " ".join(dict.fromkeys(one.article for one in index.evidence(finding)))


def _date(when: When) -> str:
    """An ISO date no finer than the time is known; empty where there are two readings or a range."""
    if when.readings is not None or "/" in when.edtf or when.precision == "week":
        return ""
    return when.edtf.partition("T")[0].rstrip("~?%")[: _DATE_LENGTH.get(when.precision, 10)]


def _entity(entity: str, schema: str, told: Iterable[tuple[str, str, str]]) -> Iterator[dict[str, Any]]:
    """The statements on one entity, each once; the one of its id last, as a digest of the others."""
    digests: list[str] = []
    for prop, value, origin in dict.fromkeys(told):
        digests.append(_digest(f"{DATASET}.{entity}.{prop}.{value}"))
        yield _statement(entity, schema, (prop, value, origin), digests[-1])
    whole = _digest("".join(sorted(digests)))
    yield _statement(entity, schema, (_BASE, whole, ""), _digest(f"{DATASET}.{entity}.{_BASE}"))


def _digest(text: str) -> str:
    return hashlib.sha1(text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def _statement(entity: str, schema: str, told: tuple[str, str, str], digest: str) -> dict[str, Any]:
    prop, value, origin = told
    return {
        "canonical_id": entity,
        "entity_id": entity,
        "prop": prop,
        "schema": schema,
        "value": value,
        "dataset": DATASET,
        "lang": None,
        "original_value": None,
        "first_seen": None,
        "last_seen": None,
        "external": False,
        "origin": origin or None,
        "id": digest,
    }
