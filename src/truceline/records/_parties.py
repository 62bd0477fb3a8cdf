"""Who the sides of a ceasefire are and who mediated it, as far as that follows from the findings on both; by
how many sides it was made.

Each function takes the findings by field and gives those of one field anew; what is inferred says so in
`why`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from truceline.actors import home
from truceline.model import Actor, Finding
from truceline.records._infer import Fields
from truceline.records._topics import Topic, main_place, root
from truceline.records._weight import EXPLICIT

__all__ = ["infer_mediators", "infer_scope", "settle_parties"]

_REBELS = re.compile(r"(?:rebels|fighters|insurgents|separatists)-of-")
"""Ids of groups that are told only by what they are."""
_CONVENES = re.compile(
    r"\b(?:contact group|commission|committee|red cross|nations|co-operation|security council|union)\b", re.I
)
"""Organisations that bring sides together and never are one."""
_TWO = 2
"""Sides from which the parties of a ceasefire are known."""


def settle_parties(fields: Fields, cluster: Sequence[Topic], actors: Mapping[str, Actor]) -> Fields:
    """Tell parties from sponsors, and settle who is a party where nobody is called one outright.

    States that agree on a truce in a third state are those who declared it, not its parties. Mediators are no
    parties. A ceasefire that one side declares has that side as its party. Groups that are only named beside
    the truce count where fewer than two parties are named outright.

    Returns:
        The findings on `parties`, and on `declared_by` where sponsors were found.
    """
    fields = dict(fields)
    changed: Fields = {}
    for name in ("parties", "declared_by"):
        named = _by_name(fields.get(name, ()), actors)
        if len(named) < len(fields.get(name, ())):
            fields[name] = named
            changed[name] = named
    firm, weak = _candidates(fields, cluster, actors)
    declared = fields.get("declared_by", ())
    sponsored = False
    if "accepted" not in fields and _are_sponsors(firm, cluster, actors):
        known = _roots(declared, actors)
        declared += tuple(f for f in firm if root(actors, str(f.value)) not in known)
        changed["declared_by"] = declared
        firm, sponsored = [], True
    several = len(_roots(firm, actors)) >= _TWO
    alone = (
        not several and not _is_agreed(cluster, _roots(declared, actors), actors) and not _is_mutual(cluster)
    )
    heralds = all(a is not None and a.kind == "organisation" for a in map(_actor_of(actors), declared))
    if len(_roots(declared, actors)) == 1 and alone and not (heralds and (firm or weak)):
        chosen = list(declared)
    else:
        if not firm and not sponsored and len(_roots(declared, actors)) >= _TWO:
            firm = list(declared)
        chosen = _bearing_arms(_filled(firm, weak, cluster, actors), actors)
    kept: dict[str, Finding] = {}
    for finding in chosen:
        kept.setdefault(root(actors, str(finding.value)), msgspec.structs.replace(finding, preferred=True))
    return changed | {"parties": tuple(kept.values())}


def _by_name(found: Sequence[Finding], actors: Mapping[str, Actor]) -> tuple[Finding, ...]:
    """The findings without "the rebels of X" where a group of X is named: they are the same."""
    groups = {
        place
        for f in found
        if (a := actors.get(str(f.value))) is not None and a.kind == "armed_group" and not _REBELS.match(a.id)
        for place in (*home(a.id), a.of)
    }
    return tuple(f for f in found if not _REBELS.match(str(f.value)) or actors[str(f.value)].of not in groups)


def _actor_of(actors: Mapping[str, Actor]) -> Callable[[Finding], Actor | None]:
    """What tells the actor behind a finding: that for whom a person or an office acts."""
    return lambda finding: actors.get(root(actors, str(finding.value)))


def _filled(
    firm: Sequence[Finding], weak: Sequence[Finding], cluster: Sequence[Topic], actors: Mapping[str, Actor]
) -> list[Finding]:
    """Those named outright, and where that is fewer than two the others, the more firmly named first; those
    told only by what they are ("Sunni tribes") last of all. One side alone is called so outright."""
    claims = {c.id: c for t in cluster for c in t.claims}
    if firm and any(c.field == "scope" and c.value == "unilateral" for c in claims.values()):
        return list(firm)
    ranks: dict[tuple[bool, float], list[Finding]] = {}
    for finding in weak:
        told = max(claims[c].confidence for c in finding.support)
        ranks.setdefault((str(finding.value) not in actors, -told), []).append(finding)
    chosen = list(firm)
    for rank in sorted(ranks):
        if len(_roots(chosen, actors)) >= _TWO:
            break
        chosen += ranks[rank]
    return chosen


def _is_mutual(cluster: Sequence[Topic]) -> bool:
    """Whether reports call the truce mutual, and not as often one-sided."""
    told = [c.value != "unilateral" for t in cluster for c in t.claims if c.field == "scope"]
    return sum(told) * 2 > len(told)


def _is_agreed(cluster: Sequence[Topic], declarers: set[str], actors: Mapping[str, Actor]) -> bool:
    """Whether it is asserted outright that sides agreed, and oftener than that one declared it."""
    told = [
        c
        for t in cluster
        for c in t.claims
        if c.field == "status" and c.stance == "asserted" and c.confidence >= EXPLICIT
    ]
    agreed = [c for c in told if c.value in {"agreed", "accepted"}]
    alone = [c for c in told if c.value == "declared" and {root(actors, b) for b in c.by} & declarers]
    both = any(len({root(actors, b) for b in c.by} - declarers) > 1 for c in agreed)
    joined = any(
        c.field == "accepted" and not {root(actors, b) for b in c.by} & declarers
        for t in cluster
        for c in t.claims
    )
    return len(agreed) > len(alone) or both or joined or any(c.value == "accepted" for c in agreed)


def _bearing_arms(found: Sequence[Finding], actors: Mapping[str, Actor]) -> list[Finding]:
    """Parties without international organisations, single persons and "the rebels of X", where two others are
    left: the first bear no arms, the second sign for a side, the third are likely one of the others."""
    kinds = {f.value: a.kind for f in found if (a := actors.get(str(f.value))) is not None}
    sides = [
        f
        for f in found
        if kinds.get(f.value) not in {"organisation", "person"} and not str(f.value).startswith("rebels-of-")
    ]
    if len(_roots(sides, actors)) >= _TWO:
        return sides
    return [
        f
        for f in found
        if kinds.get(f.value) != "organisation" or not _CONVENES.search(actors[str(f.value)].name)
    ]


def infer_mediators(
    fields: Fields, cluster: Sequence[Topic], actors: Mapping[str, Actor]
) -> tuple[Finding, ...]:
    """Those who put a truce forward or made it known for others: mediators where they are no party of it.

    Whoever proposed it counts always, whoever only announced it where no mediator is named. States and
    organisations alone; of two sides at least one must be known.
    """
    named = fields.get("mediators", ())
    sides = _roots((f for f in fields.get("parties", ()) if f.preferred), actors)
    sides |= {root(actors, b) for f in fields.get("accepted", ()) for b in f.by}
    if not sides:
        return named
    warring = sides | _roots((*fields.get("parties", ()), *fields.get("declared_by", ())), actors)
    place = main_place(cluster)
    warring |= {place} if place is not None else set()
    steps = [c for t in cluster for c in t.claims if c.field == "status" and c.confidence >= EXPLICIT]
    tabled = [(b, c) for c in steps if c.value == "proposed" for b in c.by]
    made = [c for c in steps if c.value in {"agreed", "declared"} and c.stance in {"asserted", "reported"}]
    told = [(b, c) for c in made for b in (*c.by, *c.chain[-1:])] if len(sides) >= _TWO else []
    found: dict[str, Finding] = {}
    known = _roots(named, actors)
    helps = _roots((*fields.get("guarantors", ()), *fields.get("monitors", ())), actors)
    told = [
        (b, c) for b, c in told if root(actors, b) not in helps or not _is_state(actors.get(root(actors, b)))
    ]
    for actor_id, claim in [*tabled, *([] if named or found else told)]:
        base = root(actors, actor_id)
        actor = actors.get(base)
        if actor is None or base in warring | known or not (actor.kind == "organisation" or _is_state(actor)):
            continue
        why = "inferred: it put the ceasefire forward or made it known, and is no party of it"
        found.setdefault(
            base, Finding(value=base, state="single", preferred=True, why=why, support=(claim.id,))
        )
    return (*named, *found.values())


def _candidates(
    fields: Fields, cluster: Sequence[Topic], actors: Mapping[str, Actor]
) -> tuple[list[Finding], list[Finding]]:
    """Those named as parties outright and those named in passing, without mediators and those left out."""
    confidence = {c.id: c.confidence for t in cluster for c in t.claims}
    third = [*fields.get("mediators", ()), *fields.get("guarantors", ())]
    mediators = _roots((f for f in third if f.preferred), actors)
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
