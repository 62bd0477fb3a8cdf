"""Topics that belong together become one ceasefire: its fields, its label, its timeline.

Stages: (1) the claims on each field become findings; (2) what no report says is inferred from them; (3) the
ceasefire gets its conflict, id and label; (4) its dated steps become its timeline.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from truceline.actors import slug
from truceline.model import Actor, Article, Ceasefire, Claim, Finding, When
from truceline.records._findings import LIST_FIELDS, SINGLE_FIELDS, findings
from truceline.records._infer import (
    Fields,
    declarations,
    infer_declared,
    infer_end,
    infer_lapse,
    infer_running,
    infer_start,
    start_of,
)
from truceline.records._parties import infer_mediators, infer_scope, settle_parties
from truceline.records._status import status_findings
from truceline.records._third import settle_third
from truceline.records._timeline import in_order, timeline
from truceline.records._topics import Topic, main_place, root
from truceline.records._worded import worded
from truceline.wording import say_when

__all__ = ["assemble", "retold"]

_ORDER = ("status", SINGLE_FIELDS[0], LIST_FIELDS[0], *SINGLE_FIELDS[1:], *LIST_FIELDS[1:])
"""The order in which a record shows its fields."""
_LABELS = {
    "proposed": "Proposed ceasefire",
    "reported": "Reported ceasefire",
    "denied": "Denied ceasefire",
    "rejected": "Rejected ceasefire",
}


def assemble(
    cluster: Sequence[Topic], actors: Mapping[str, Actor], taken: set[str]
) -> tuple[Ceasefire, list[Claim]]:
    """One ceasefire from its topics.

    Args:
        cluster: the topics of the ceasefire, in the order of publication.
        actors: every actor by id.
        taken: the ids of the records made so far; the new one is added.

    Returns:
        The record, and its claims with their `ceasefire` set.
    """
    articles = {t.article.id: t.article for t in cluster}
    claims = [c for t in cluster for c in t.claims]
    fields = _fields(claims, articles, actors)
    fields["effective"] = infer_start(fields, claims)
    fields["declared"] = infer_declared(fields, cluster)
    fields["status"] = infer_running(fields, cluster)
    fields["ends"] = infer_end(fields, claims)
    fields["status"] = infer_lapse(fields, cluster)
    fields["status"] = worded(fields, cluster)
    fields.update(settle_parties(fields, cluster, actors))
    fields["mediators"] = infer_mediators(fields, cluster, actors)
    fields.update(settle_third(fields, cluster, actors, claims))
    fields["scope"] = infer_scope(fields, actors)
    ordered = {name: fields[name] for name in _ORDER if fields.get(name)}
    conflict = _conflict(cluster, ordered, actors)
    identity = _identify(conflict, start_of(ordered), cluster, taken)
    record = Ceasefire(
        id=identity,
        label=_label(conflict, ordered),
        conflict=conflict,
        articles=tuple(articles),
        fields=ordered,
        timeline=timeline(ordered, claims),
    )
    return record, [msgspec.structs.replace(c, ceasefire=identity) for c in claims]


def retold(ceasefire: Ceasefire) -> Ceasefire:
    """A record with the label and timeline that go with its findings, after these were changed by hand."""
    contacts = [entry for entry in ceasefire.timeline if entry.kind == "contact"]
    entries = (*timeline(ceasefire.fields, ()), *contacts)
    return msgspec.structs.replace(
        ceasefire,
        label=_label(ceasefire.conflict, ceasefire.fields),
        timeline=tuple(sorted(entries, key=in_order)),
    )


def _fields(claims: Sequence[Claim], articles: Mapping[str, Article], actors: Mapping[str, Actor]) -> Fields:
    """The findings of every field on which there are claims."""
    by_field: dict[str, list[Claim]] = {}
    for claim in claims:
        by_field.setdefault(claim.field, []).append(claim)
    by_field.setdefault("declared", []).extend(declarations(by_field.get("status", [])))
    steps = status_findings(by_field.get("status", []), articles, _neutral(by_field, actors))
    fields: Fields = {
        "status": tuple(msgspec.structs.replace(f, by=_one_a_side(f.by, actors)) for f in steps)
    }
    for name in (*SINGLE_FIELDS, *LIST_FIELDS):
        found = findings(name, by_field.get(name, []), articles, actors)
        if found:
            fields[name] = found
    return fields


def _neutral(by_field: Mapping[str, Sequence[Claim]], actors: Mapping[str, Actor]) -> frozenset[str]:
    """Who speaks of the status without being a side, where the sides are known; organisations in any case."""
    told = [c for name in ("parties", "declared_by", "accepted") for c in by_field.get(name, ())]
    sides = {root(actors, str(c.value)) for c in told} | {
        root(actors, b) for c in by_field.get("status", ()) for b in c.by
    }
    speakers = {name for c in by_field.get("status", ()) for name in c.chain}
    known = len(sides) > 1
    return frozenset(
        s for s in speakers
        if (top := root(actors, s)) not in sides
        and (known or "organisation" in _kinds(s, top, actors))
    )  # fmt: skip


def _kinds(name: str, top: str, actors: Mapping[str, Actor]) -> set[str]:
    """What an actor, the one over it and the one whom it serves are."""
    of = actors[name].of if name in actors else None
    return {actors[a].kind for a in (name, top, of) if a is not None and a in actors}


def _one_a_side(ids: Sequence[str], actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """The first named of each side: a state and its government are one."""
    first: dict[str, str] = {}
    for name in ids:
        first.setdefault(root(actors, name), name)
    return tuple(first.values())


def _conflict(cluster: Sequence[Topic], fields: Fields, actors: Mapping[str, Actor]) -> str | None:
    """The name of the conflict: the place to which the ceasefire belongs most, else its first two parties."""
    place = main_place(cluster)
    if place is not None:
        return actors[place].name if place in actors else place
    parties = [str(f.value) for f in fields.get("parties", ()) if f.preferred]
    return "–".join([actors[p].name for p in parties if p in actors][:2]) or None


def _identify(conflict: str | None, start: When | None, cluster: Sequence[Topic], taken: set[str]) -> str:
    """A new id of place and start ("yemen-2015-05-12"); without a start, of the month of the first report."""
    day = start.edtf[:10].rstrip("~T") if start is not None and _named(start) else ""
    if not day:
        known = [t.published for t in cluster if t.published is not None]
        day = min(known).strftime("%Y-%m") if known else "undated"
    base = identity = slug(f"{conflict or 'ceasefire'}-{day}")
    number = 2
    while identity in taken:
        identity = f"{base}-{number}"
        number += 1
    taken.add(identity)
    return identity


def _label(conflict: str | None, fields: Mapping[str, tuple[Finding, ...]]) -> str:
    """A title for people: "Proposed ceasefire, Yemen, from 12 May 2015"."""
    status = next((str(f.value) for f in fields.get("status", ()) if f.preferred), "")
    start = start_of(fields)
    where = f", {conflict}" if conflict else ""
    when = f", from {_day(start)}" if start is not None and _named(start) else ""
    return _LABELS.get(status, "Ceasefire") + where + when


def _named(when: When) -> bool:
    """Whether a time names a day at all: "Saturday" in a report that nothing dates names none."""
    return not when.edtf.startswith("XXXX-W")


def _day(when: When) -> str:
    """A time as a day for people, or in words where it is no single day."""
    try:
        day = datetime.fromisoformat(when.edtf[:10])
    except ValueError:
        return say_when(when, briefly=True)
    return f"{day.day} {day:%B %Y}"
