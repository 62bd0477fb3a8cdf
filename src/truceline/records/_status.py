"""The status of a ceasefire: its history, and where it stands.

The latest stage that is told in a report's own voice, or by a named speaker of a party, stands. A stage that is only
hearsay makes the ceasefire "reported"; one that its own parties deny makes it "denied".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from truceline.model import Actor, Article, Claim, Finding, FindingState
from truceline.records._findings import origin, weight

__all__ = ["status_findings"]

STAGE = {
    "proposed": 1, "rejected": 2, "denied": 2, "reported": 2, "declared": 3, "accepted": 3, "agreed": 4, "in_force": 5,
    "extended": 6, "suspended": 7, "broken": 8, "ended": 8, "replaced": 9,
}  # fmt: skip
_MADE = frozenset({"declared", "accepted", "agreed", "in_force", "extended"})
_OVER = frozenset({"suspended", "broken", "ended", "replaced"})
FIRM = 0.45
EXPLICIT = 0.8
"""Confidence from which a claim says outright that a ceasefire was made (rather than that it will begin)."""


def status_findings(claims: Sequence[Claim], articles: Mapping[str, Article], actors: Mapping[str, Actor]) -> tuple[Finding, ...]:
    """The history of a ceasefire's status, the stage at which it stands first.

    Args:
        claims: the claims on `status`, in the order of publication.
        articles: the articles by id.
        actors: the actors by id (whose denial counts).
    """
    by_value: dict[str, list[Claim]] = {}
    for claim in claims:
        by_value.setdefault(_stage_of(claim), []).append(claim)
    current, why = _current(by_value, articles)
    if current not in by_value:
        by_value[current] = [c for v in _MADE for c in by_value.get(v, [])] or list(claims)
    ordered = sorted(by_value, key=lambda v: (v != current, STAGE.get(v, 0), v))
    return tuple(_finding(value, by_value[value], current, why, articles) for value in ordered)


def _stage_of(claim: Claim) -> str:
    """The stage that a claim speaks of; a made ceasefire that is only proposed is proposed."""
    value = str(claim.value)
    if claim.stance == "proposed" and value in _MADE:
        return "proposed"
    return value


def _strength(claims: Sequence[Claim], articles: Mapping[str, Article]) -> float:
    best: dict[str, float] = {}
    for claim in claims:
        key = origin(articles[claim.article])
        best[key] = max(best.get(key, -1.0), weight(claim, articles[claim.article]))
    return sum(best.values())


def _own_voice(claims: Sequence[Claim]) -> bool:
    return any(not c.chain for c in claims)


def _current(by_value: Mapping[str, Sequence[Claim]], articles: Mapping[str, Article]) -> tuple[str, str]:
    over = [v for v in _OVER if v in by_value and _own_voice(by_value[v]) and _asserted(by_value[v])]
    hearsay = [v for v in _MADE if any(c.stance in {"reported", "declined"} and c.confidence >= EXPLICIT for c in by_value.get(v, []))]
    made = [v for v in _MADE if v in by_value and _asserted(by_value[v]) and _strength(by_value[v], articles) >= FIRM]
    if hearsay and not any(c.stance == "asserted" and c.confidence >= EXPLICIT for v in made for c in by_value[v]):
        made = []
    if over:
        value = max(over, key=lambda v: (_latest(by_value[v], articles), STAGE[v], v))
        later = [v for v in made if STAGE[v] >= 5 and _latest(by_value[v], articles) > _latest(by_value[value], articles)]
        if not later:
            return value, "the last stage that the reports tell in their own voice"
    turned_down = [c for c in by_value.get("rejected", []) if c.stance == "asserted" and c.confidence >= EXPLICIT]
    if turned_down and not set(made) - {"accepted"}:
        return "rejected", "one side made or took the offer, the other turned it down"
    if made == ["accepted"] and "proposed" in by_value and len({b for c in by_value["accepted"] for b in c.by}) < 2:
        return "proposed", "one side accepts the proposal; of the other nothing is said"
    outright = [v for v in made if any(c.confidence >= EXPLICIT and c.stance == "asserted" for c in by_value[v])]
    made = outright or made
    if made:
        value = max(made, key=lambda v: (STAGE[v], v))
        return value, "the furthest stage that is asserted"
    denied = [c for v in _MADE for c in by_value.get(v, []) if c.stance == "denied"] + list(by_value.get("denied", []))
    if denied and not hearsay:
        return "denied", "it is denied, and nobody asserts it"
    if hearsay:
        return "reported", "it is reported at second hand, and no party confirms it"
    if "rejected" in by_value and _asserted(by_value["rejected"]):
        return "rejected", "the proposal was turned down"
    if "proposed" in by_value:
        return "proposed", "it is spoken of as a proposal only"
    weak = [v for v in _MADE if v in by_value]
    if weak:
        value = max(weak, key=lambda v: (_strength(by_value[v], articles), STAGE[v], v))
        return value, "mentioned in passing; nothing firmer is said"
    return next(iter(sorted(by_value))), "the only stage mentioned"


def _asserted(claims: Sequence[Claim]) -> bool:
    return any(c.stance == "asserted" for c in claims)


def _latest(claims: Sequence[Claim], articles: Mapping[str, Article]) -> float:
    moments = [articles[c.article].published for c in claims]
    known = [m.latest.timestamp() for m in moments if m is not None and m.latest is not None]
    return max(known, default=0.0)


def _finding(value: str, claims: Sequence[Claim], current: str, why: str, articles: Mapping[str, Article]) -> Finding:
    count = len({origin(articles[c.article]) for c in claims})
    state: FindingState = "agreed" if count > 1 else "single"
    if value != current and STAGE.get(value, 0) < STAGE.get(current, 0):
        state = "superseded"
    return Finding(
        value=value, state=state, preferred=value == current,
        why=why if value == current else "another step in its history",
        stance=max(claims, key=lambda c: c.confidence).stance,
        support=tuple(c.id for c in claims),
        by=tuple(dict.fromkeys(b for c in claims for b in c.by)),
        when=next((c.when for c in claims if c.when is not None), None),
    )  # fmt: skip
