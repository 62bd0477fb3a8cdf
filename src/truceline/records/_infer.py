"""What follows from the findings of a ceasefire though no report says it: its end, its sides, its scope.

Each function takes the findings by field and gives those of one field anew; what is inferred says so in
`why`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from truceline.model import Actor, Claim, Finding, When
from truceline.records._duration import ends_after
from truceline.records._topics import Topic, main_place, root
from truceline.records._weight import EXPLICIT

__all__ = ["Fields", "infer_end", "infer_scope", "settle_parties", "start_of"]

Fields = dict[str, tuple[Finding, ...]]
"""Findings by field."""
_FINE_ENOUGH = frozenset({"second", "minute", "hour", "day"})


def start_of(fields: Mapping[str, tuple[Finding, ...]]) -> When | None:
    """The preferred start."""
    return next(
        (f.value for f in fields.get("effective", ()) if f.preferred and isinstance(f.value, When)), None
    )


def infer_end(fields: Fields, claims: Iterable[Claim]) -> tuple[Finding, ...]:
    """The end; where none is stated, the day on which it was ended, or the start and the length added up."""
    if "ends" in fields:
        return fields["ends"]
    for ended in fields["status"]:
        if ended.preferred and ended.value == "ended" and ended.when is not None:
            return (_inferred(ended.when, "inferred: the day on which it was ended", ended.support),)
    start = start_of(fields)
    length = next((f for f in fields.get("duration", ()) if f.preferred and isinstance(f.value, str)), None)
    sure = any(c.field == "duration" and c.confidence >= EXPLICIT for c in claims)
    if start is None or length is None or not sure or start.precision not in _FINE_ENOUGH:
        return ()
    end = ends_after(start, str(length.value))
    if end is None:
        return ()
    support = length.support + fields["effective"][0].support
    return (_inferred(end, "inferred: its start and its length added up", support),)


def _inferred(value: When, why: str, support: tuple[str, ...]) -> Finding:
    marked = msgspec.structs.replace(value, basis="inferred", why=why)
    return Finding(value=marked, state="single", preferred=True, why=why, support=support)


def settle_parties(fields: Fields, cluster: Sequence[Topic], actors: Mapping[str, Actor]) -> Fields:
    """Tell parties from sponsors, and settle who is a party where nobody is called one outright.

    States that agree on a truce in a third state are those who declared it, not its parties. Mediators are no
    parties. A ceasefire that one side declares has that side as its party. Groups that are only named beside
    the truce count where fewer than two parties are named outright.

    Returns:
        The findings on `parties`, and on `declared_by` where sponsors were found.
    """
    firm, weak = _candidates(fields, cluster, actors)
    declared = fields.get("declared_by", ())
    changed: Fields = {}
    if "accepted" not in fields and _are_sponsors(firm, cluster, actors):
        known = _roots(declared, actors)
        declared += tuple(f for f in firm if root(actors, str(f.value)) not in known)
        changed["declared_by"] = declared
        firm = []
    agreed = {str(f.value) for f in fields["status"] if f.stance == "asserted"} & {"agreed", "accepted"}
    if len(_roots(declared, actors)) == 1 and not agreed:
        chosen = list(declared)
    else:
        chosen = firm if len(_roots(firm, actors)) >= 2 else [*firm, *weak]
    kept: dict[str, Finding] = {}
    for finding in chosen:
        kept.setdefault(root(actors, str(finding.value)), msgspec.structs.replace(finding, preferred=True))
    return changed | {"parties": tuple(kept.values())}


def _candidates(
    fields: Fields, cluster: Sequence[Topic], actors: Mapping[str, Actor]
) -> tuple[list[Finding], list[Finding]]:
    """Those named as parties outright and those named in passing, without mediators and those left out."""
    confidence = {c.id: c.confidence for t in cluster for c in t.claims}
    mediators = _roots((f for f in fields.get("mediators", ()) if f.preferred), actors)
    left_out = {str(f.value) for f in fields.get("excluded", ())}
    firm: list[Finding] = []
    weak: list[Finding] = []
    for finding in fields.get("parties", ()):
        if root(actors, str(finding.value)) in mediators or str(finding.value) in left_out:
            continue
        outright = max(confidence[c] for c in finding.support) >= EXPLICIT
        (firm if outright else weak).append(finding)
    return firm, weak


def _are_sponsors(found: Sequence[Finding], cluster: Sequence[Topic], actors: Mapping[str, Actor]) -> bool:
    """Whether those who agreed (none accepted it for itself) are outside states, for a truce in another."""
    place = main_place(cluster)
    if not found or place is None or not _is_state(actors.get(place)):
        return False
    sides = _roots(found, actors)
    foreign = (actors.get(side) for side in sides)
    return place not in sides and all(a is not None and a.kind == "state" and _is_state(a) for a in foreign)


def _is_state(actor: Actor | None) -> bool:
    """Whether an actor has a country code."""
    return actor is not None and "iso3" in actor.ids


def infer_scope(fields: Fields, actors: Mapping[str, Actor]) -> tuple[Finding, ...]:
    """Unilateral, bilateral or multilateral, from how many agreed or declared (ETH/PRIO variable `side`)."""
    if "scope" in fields:
        return fields["scope"]
    parties = [f for f in fields.get("parties", ()) if f.preferred]
    declared = [f for f in fields.get("declared_by", ()) if f.preferred]
    status = {str(f.value) for f in fields["status"]}
    if "declared" in status and not status & {"agreed", "accepted"} and len(declared) == 1:
        value, basis, why = "unilateral", declared, "inferred from the 1 side named as declaring it"
    else:
        count = len(_roots(parties, actors))
        if count < 2:
            return ()
        value = "bilateral" if count == 2 else "multilateral"
        basis, why = parties, f"inferred from the {count} sides named as parties"
    support = tuple(c for f in basis for c in f.support)
    return (Finding(value=value, state="single", preferred=True, why=why, support=support),)


def _roots(found: Iterable[Finding], actors: Mapping[str, Actor]) -> set[str]:
    return {root(actors, str(f.value)) for f in found}
