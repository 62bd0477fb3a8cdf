"""Third parties held against the sides: who cannot play the part that some words gave him.

No army mediates, nor does the state in whose war the truce is made; those who watch over a truce from
outside are not its sides; what an organisation or a mediator makes known, it does not declare.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from truceline.actors import home
from truceline.model import Actor, Claim, Finding
from truceline.records._infer import Fields
from truceline.records._topics import Topic, main_place, root
from truceline.records._weight import EXPLICIT

__all__ = ["settle_third"]

_PASSING = "said only in passing, while others are named outright"
_A_SIDE = "it is a side of the ceasefire"
_BY_ITS_MISSION = "its mission is named"
_BODY = re.compile(
    r"\b(?:commissions?|committees?|groups?|mechanisms?|panels?|teams?|councils?|bod(?:y|ies)|boards?"
    r"|joint|mixed|together)\b",
    re.I,
)
"""Bodies on which sides sit together, and so watch over their own truce."""
_NAMED_ELSEWHERE = "those who watch are named"
_SITS = "inferred: the sides of the ceasefire sit in the body that watches over it"
_ALL_SIDES = re.compile(
    r"(?:(?:each|both|either|all) of the|both|all(?: the)?|the|each|every|either)\s[\w\s]+", re.I
)
"""Words for the sides of the ceasefire in the value of a claim."""
_NOT_ITS_OWN = "it makes known what others agreed on"


def settle_third(
    fields: Fields, cluster: Sequence[Topic], actors: Mapping[str, Actor], claims: Sequence[Claim]
) -> Fields:
    """The findings on mediators, monitors and declarers, those that cannot be so no longer preferred.

    Args:
        fields: the findings by field, parties settled.
        cluster: the topics of the ceasefire.
        actors: every actor by id.
        claims: its claims.

    Returns:
        The fields that changed.
    """
    sides = _roots([f for f in fields.get("parties", ()) if f.preferred], actors)
    changed: Fields = {}
    if "mediators" in fields:
        kept = _not_sides(fields["mediators"], cluster, actors, sides)
        changed["mediators"] = _outright(kept, {c.id: c.confidence for c in claims})
    if "monitors" in fields:
        beside = _beside_others(claims, actors, sides)
        kept = tuple(
            _set_aside(f, _A_SIDE)
            if root(actors, str(f.value)) in sides
            and (f.value not in beside or _fights(str(f.value), claims, actors))
            else f
            for f in fields["monitors"]
        )
        kept = _with_all_sides(kept, fields.get("parties", ()), claims, actors)
        changed["monitors"] = _by_name(_without_owners(kept, actors), actors)
    if "declared_by" in fields and len(sides) > 1:
        own = any(root(actors, str(f.value)) in sides for f in fields["declared_by"])
        changed["declared_by"] = tuple(
            _set_aside(f, _NOT_ITS_OWN) if _is_herald(f, fields, actors, sides, own=own) else f
            for f in fields["declared_by"]
        )
    return changed


def _not_sides(
    found: Sequence[Finding], cluster: Sequence[Topic], actors: Mapping[str, Actor], sides: set[str]
) -> tuple[Finding, ...]:
    """Mediators without armies, armed groups that are a side, and the state of the war itself."""
    home = main_place(cluster)
    kept: list[Finding] = []
    for finding in found:
        actor = actors.get(str(finding.value))
        fights = actor is not None and actor.kind == "armed_group"
        army = fights and actor is not None and actor.of is not None
        at_war = (
            actor is not None and actor.kind in {"state", "government"} and root(actors, actor.id) == home
        )
        named = str(finding.value) in sides or (at_war and root(actors, str(finding.value)) in sides)
        kept.append(
            _set_aside(finding, _A_SIDE) if army or (fights and named) or (at_war and named) else finding
        )
    return tuple(kept)


def _outright(found: Sequence[Finding], confidence: Mapping[str, float]) -> tuple[Finding, ...]:
    """Where somebody is said outright to have mediated, those who only gave the talks a roof do not count."""
    firm = [f for f in found if f.preferred and any(confidence.get(c, 0) >= EXPLICIT for c in f.support)]
    if not firm:
        return tuple(found)
    return tuple(
        f if f in firm or f.why.startswith("inferred") or not f.preferred else _set_aside(f, _PASSING)
        for f in found
    )


def _fights(value: str, claims: Sequence[Claim], actors: Mapping[str, Actor]) -> bool:
    """Whether a side is an armed group that no words name together with others who watch; states sit on joint
    committees."""
    told = [c for c in claims if c.field == "monitors"]
    bodies = {c.evidence[-1] for c in told if c.value != value}
    actor = actors.get(value)
    armed = actor is not None and actor.kind == "armed_group"
    return armed and not any(c.value == value and c.evidence[-1] in bodies for c in told)


def _with_all_sides(
    found: Sequence[Finding], parties: Sequence[Finding], claims: Sequence[Claim], actors: Mapping[str, Actor]
) -> tuple[Finding, ...]:
    """Monitors with the parties for "both sides", where others sit beside these or watch alone."""
    words = {c.evidence[-1] for c in claims if c.field == "monitors" and c.value in actors}
    outside = any(f.preferred and f.value in actors for f in found)
    kept: list[Finding] = []
    for finding in found:
        if not _ALL_SIDES.fullmatch(str(finding.value)):
            kept.append(finding)
            continue
        body = {c.evidence[-1] for c in claims if c.id in finding.support}
        sides = [p for p in parties if p.preferred and p.value not in {f.value for f in kept}]
        kept.append(_set_aside(finding, _NAMED_ELSEWHERE) if sides else finding)
        if not outside or body & words:
            kept += [
                Finding(value=p.value, state="single", preferred=True, why=_SITS, support=finding.support)
                for p in sides
            ]
    return tuple(kept)


def _by_name(found: Sequence[Finding], actors: Mapping[str, Actor]) -> tuple[Finding, ...]:
    """Monitors without bodies that are told only by what they are, where somebody is named who watches."""
    if not any(f.preferred and f.value in actors for f in found):
        return tuple(found)
    return tuple(
        _set_aside(f, _NAMED_ELSEWHERE) if f.preferred and _is_common(str(f.value), actors) else f
        for f in found
    )


def _is_common(value: str, actors: Mapping[str, Actor]) -> bool:
    """Whether a body has no name of its own: "joint commission"."""
    named = any(c.isdigit() for c in value) or not (value.islower() or value.isupper())
    return value not in actors and not named


def _beside_others(claims: Sequence[Claim], actors: Mapping[str, Actor], sides: set[str]) -> set[object]:
    """The sides that watch in a body, or that the same words name together with others who watch."""
    told = [c for c in claims if c.field == "monitors"]
    others = {c.evidence[-1] for c in told if root(actors, str(c.value)) not in sides}
    return {c.value for c in told if c.evidence[-1] in others or _BODY.search(c.evidence[-1].text)}


def _without_owners(found: Sequence[Finding], actors: Mapping[str, Actor]) -> tuple[Finding, ...]:
    """Monitors without the organisation whose own mission is named: "the U.N. force UNIFIL" is UNIFIL."""
    owners = {
        owner
        for f in found
        if f.preferred and str(f.value) in actors and actors[str(f.value)].kind == "organisation"
        for owner in (*home(str(f.value)), actors[str(f.value)].of)
    }
    return tuple(_set_aside(f, _BY_ITS_MISSION) if f.value in owners and f.preferred else f for f in found)


def _is_herald(
    finding: Finding, fields: Fields, actors: Mapping[str, Actor], sides: set[str], *, own: bool
) -> bool:
    """Whether a declarer is none of several sides, but an organisation, a mediator, or one beside a side."""
    value = str(finding.value)
    if root(actors, value) in sides:
        return False
    actor = actors.get(root(actors, value))
    mediators = _roots([f for f in fields.get("mediators", ()) if f.preferred], actors)
    body = actor is not None and actor.kind == "organisation"
    return own or body or root(actors, value) in mediators


def _set_aside(finding: Finding, why: str) -> Finding:
    return msgspec.structs.replace(finding, preferred=False, state="superseded", why=why)


def _roots(found: Sequence[Finding], actors: Mapping[str, Actor]) -> set[str]:
    return {root(actors, str(f.value)) for f in found}
