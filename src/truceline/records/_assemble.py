"""Topics that belong together become one ceasefire: its fields, its label, its timeline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

import msgspec

from truceline.model import Actor, Ceasefire, Claim, Finding, TimelineEntry, When
from truceline.records._duration import ends_after
from truceline.records._findings import LIST_FIELDS, SINGLE_FIELDS, findings
from truceline.records._status import status_findings
from truceline.records._topics import Topic, root, slug

__all__ = ["assemble"]

OUTRIGHT = 0.8
"""Confidence from which a claim names somebody as a party outright."""
_FINE_ENOUGH = frozenset({"second", "minute", "hour", "day"})
_STEP_WORDS = {
    "proposed": "proposed", "rejected": "turned down", "denied": "denied", "declared": "declared", "accepted": "accepted",
    "agreed": "agreed", "in_force": "in force", "extended": "extended", "suspended": "suspended", "broken": "broken down",
    "ended": "ended", "replaced": "replaced", "reported": "reported",
}  # fmt: skip


def assemble(cluster: Sequence[Topic], actors: Mapping[str, Actor], taken: set[str]) -> tuple[Ceasefire, list[Claim]]:
    """One ceasefire from its topics, and its claims with their `ceasefire` set; its new id is added to `taken`."""
    articles = {t.article.id: t.article for t in cluster}
    claims = [c for t in cluster for c in t.claims]
    fields: dict[str, tuple[Finding, ...]] = {"status": status_findings(_of(claims, "status"), articles, actors)}
    for name in (*SINGLE_FIELDS, *LIST_FIELDS):
        found = findings(name, _of(claims, name), articles, actors)
        if found:
            fields[name] = found
    _infer_end(fields, claims)
    _settle_parties(fields, cluster, actors)
    _infer_scope(fields, actors)
    conflict = _conflict(cluster, fields, actors)
    identity = _identify(conflict, fields, cluster, taken)
    joined = [_bound_to(c, identity) for c in claims]
    label = _label(conflict, fields)
    ordered = {name: fields[name] for name in sorted(fields, key=_field_order) if fields[name]}
    record = Ceasefire(
        id=identity, label=label, conflict=conflict, articles=tuple(articles), fields=ordered,
        timeline=tuple(_timeline(ordered, claims, actors)),
    )  # fmt: skip
    return record, joined


def _of(claims: Iterable[Claim], name: str) -> list[Claim]:
    return [c for c in claims if c.field == name]


def _bound_to(claim: Claim, identity: str) -> Claim:
    return msgspec.structs.replace(claim, ceasefire=identity)


def _field_order(name: str) -> int:
    order = ("status", *SINGLE_FIELDS[:1], "accepted", *SINGLE_FIELDS[1:], *LIST_FIELDS[1:])
    return order.index(name) if name in order else len(order)


def _infer_end(fields: dict[str, tuple[Finding, ...]], claims: Sequence[Claim]) -> None:
    """The end, where no report states it: the day on which it was ended, or the start and the length added up."""
    if "ends" in fields:
        return
    over = [f for f in fields["status"] if f.preferred and f.value == "ended" and f.when is not None]
    if over:
        fields["ends"] = (_inferred(over[0].when, "inferred: the day on which it was ended", over[0].support),)
        return
    start = _start(fields)
    lengths = [f for f in fields.get("duration", ()) if f.preferred and isinstance(f.value, str)]
    sure = any(c.field == "duration" and c.confidence >= OUTRIGHT for c in claims)
    if start is None or not lengths or not sure or start.earliest is None or start.precision not in _FINE_ENOUGH:
        return
    end = ends_after(start, str(lengths[0].value))
    if end is not None:
        fields["ends"] = (_inferred(end, "inferred: its start and its length added up", lengths[0].support + fields["effective"][0].support),)


def _inferred(value: When | None, why: str, support: tuple[str, ...]) -> Finding:
    assert value is not None
    return Finding(value=msgspec.structs.replace(value, basis="inferred", why=why), state="single", preferred=True, why=why, support=support)


def _settle_parties(fields: dict[str, tuple[Finding, ...]], cluster: Sequence[Topic], actors: Mapping[str, Actor]) -> None:
    """Tell parties from sponsors, and settle who is a party where nobody is called one outright.

    States that agree on a truce in a third state are those who declared it, not its parties. Mediators are no parties.
    A ceasefire that one side declares has that side as its party. Groups that are only named beside the truce count
    where fewer than two parties are named outright.
    """
    claims = {c.id: c for t in cluster for c in t.claims}
    mediators = {root(actors, str(f.value)) for f in fields.get("mediators", ()) if f.preferred}
    left_out = {str(f.value) for f in fields.get("excluded", ())}
    found = [f for f in fields.get("parties", ()) if root(actors, str(f.value)) not in mediators and str(f.value) not in left_out]
    firm = [f for f in found if max(claims[c].confidence for c in f.support) >= OUTRIGHT]
    weak = [f for f in found if f not in firm]
    declared = tuple(fields.get("declared_by", ()))
    if _sponsors(firm, cluster, actors):
        known = {root(actors, str(f.value)) for f in declared}
        fields["declared_by"] = declared + tuple(f for f in firm if root(actors, str(f.value)) not in known)
        firm = []
    status = {str(f.value) for f in fields["status"] if f.stance == "asserted"}
    alone = len({root(actors, str(f.value)) for f in declared}) == 1 and not status & {"agreed", "accepted"}
    if alone:
        firm, weak = list(declared), []
    chosen = firm if len({root(actors, str(f.value)) for f in firm}) >= 2 or alone else [*firm, *weak]
    roots: set[str] = set()
    kept: list[Finding] = []
    for finding in chosen:
        base = root(actors, str(finding.value))
        if base not in roots:
            roots.add(base)
            kept.append(msgspec.structs.replace(finding, preferred=True))
    if kept:
        fields["parties"] = tuple(kept)
    else:
        fields.pop("parties", None)


def _sponsors(found: Sequence[Finding], cluster: Sequence[Topic], actors: Mapping[str, Actor]) -> bool:
    """Whether those who agreed are outside states, agreeing on a truce in another state."""
    places = Counter[str]()
    for topic in cluster:
        places.update(topic.places)
    main = places.most_common(1)
    if not found or not main or main[0][0] not in actors or "iso3" not in actors[main[0][0]].ids:
        return False
    sides = {root(actors, str(f.value)) for f in found}
    return main[0][0] not in sides and all(s in actors and actors[s].kind == "state" and "iso3" in actors[s].ids for s in sides)


def _infer_scope(fields: dict[str, tuple[Finding, ...]], actors: Mapping[str, Actor]) -> None:
    """Unilateral, bilateral or multilateral, from how many parties agreed or declared (ETH/PRIO variable `side`)."""
    if "scope" in fields:
        return
    preferred = [f for f in fields.get("parties", ()) if f.preferred]
    status = {str(f.value) for f in fields["status"]}
    declared = [f for f in fields.get("declared_by", ()) if f.preferred]
    count = len({root(actors, str(f.value)) for f in preferred})
    basis = preferred
    if "declared" in status and not status & {"agreed", "accepted"} and len(declared) == 1:
        count, basis = 1, declared
    elif count < 2:
        return
    value = {1: "unilateral", 2: "bilateral"}.get(count, "multilateral")
    support = tuple(c for f in basis for c in f.support)
    fields["scope"] = (
        Finding(value=value, state="single", preferred=True, why=f"inferred from the {count} side{'s' * (count > 1)} named as {'declaring it' if count == 1 else 'parties'}", support=support),
    )  # fmt: skip


def _conflict(cluster: Sequence[Topic], fields: Mapping[str, tuple[Finding, ...]], actors: Mapping[str, Actor]) -> str | None:
    places = Counter[str]()
    for topic in cluster:
        places.update(topic.places)
    if places:
        best = places.most_common(1)[0][0]
        return actors[best].name if best in actors else best
    parties = [actors[str(f.value)].name for f in fields.get("parties", ()) if f.preferred and str(f.value) in actors]
    return "–".join(parties[:2]) or None


def _start(fields: Mapping[str, tuple[Finding, ...]]) -> When | None:
    found = [f.value for f in fields.get("effective", ()) if f.preferred and isinstance(f.value, When)]
    return found[0] if found else None


def _identify(conflict: str | None, fields: Mapping[str, tuple[Finding, ...]], cluster: Sequence[Topic], taken: set[str]) -> str:
    start = _start(fields)
    day = start.edtf[:10].rstrip("~T") if start is not None else ""
    if not day:
        known = [t.published for t in cluster if t.published is not None]
        day = min(known).strftime("%Y-%m") if known else "undated"
    identity = slug(f"{conflict or 'ceasefire'}-{day}")
    number = 2
    base = identity
    while identity in taken:
        identity = f"{base}-{number}"
        number += 1
    taken.add(identity)
    return identity


def _label(conflict: str | None, fields: Mapping[str, tuple[Finding, ...]]) -> str:
    status = next((str(f.value) for f in fields["status"] if f.preferred), "")
    kind = {"proposed": "Proposed ceasefire", "reported": "Reported ceasefire", "denied": "Denied ceasefire", "rejected": "Rejected ceasefire"}.get(status, "Ceasefire")
    start = _start(fields)
    where = f", {conflict}" if conflict else ""
    return f"{kind}{where}" + (f", from {_day(start)}" if start is not None else "")


def _day(when: When) -> str:
    try:
        day = datetime.fromisoformat(when.edtf[:10])
    except ValueError:
        return when.edtf
    return f"{day.day} {day.strftime('%B %Y')}"


def _timeline(fields: Mapping[str, tuple[Finding, ...]], claims: Sequence[Claim], actors: Mapping[str, Actor]) -> list[TimelineEntry]:
    """The dated steps, in order; steps whose date nobody gives come last."""
    entries: list[TimelineEntry] = []
    for name, text in (("declared", "declared"), ("effective", "takes effect"), ("ends", "ends"), ("acceptance_deadline", "last moment to accept")):
        for found in fields.get(name, ()):
            if isinstance(found.value, When) and found.state != "superseded":
                entries.append(TimelineEntry(when=found.value, kind=name, text=text if found.preferred else f"{text} (disputed)", claims=found.support))
    for found in fields.get("status", ()):
        if found.when is not None:
            entries.append(TimelineEntry(when=found.when, kind=str(found.value), text=_STEP_WORDS.get(str(found.value), str(found.value)), actors=found.by, claims=found.support))
    for claim in claims:
        if claim.field == "contact":
            entries.append(TimelineEntry(when=claim.when, kind="contact", text=str(claim.value), actors=claim.by, claims=(claim.id,)))
    late = datetime.max.replace(tzinfo=UTC)
    merged: dict[object, TimelineEntry] = {}
    for entry in entries:
        key = (entry.kind, entry.text, entry.when.edtf if entry.when else "")
        if key not in merged:
            merged[key] = entry
    return sorted(merged.values(), key=lambda e: (e.when.earliest if e.when and e.when.earliest else late, e.kind, e.text))
