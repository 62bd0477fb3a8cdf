"""Decisions laid over what was read.

What was read is kept as it was read; decisions stand in a log of their own and are laid over it whenever it
is looked at. So a new reading never overwrites a decision, and no decision hides what a report says: the
machine's value stays beside it. A decision whose grounds have changed since still holds, and says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from truceline.casebook._decision import Decision, Origin, same_value, say_value
from truceline.model import Ceasefire, Finding, Review, Value
from truceline.records import LIST_FIELDS, retold

__all__ = ["Standing", "holding", "laid_over", "located", "standing"]


@dataclass(frozen=True)
class Standing:
    """A decision and how it stands: the ceasefire that it is about now (None where none is left), whether it
    holds, and what has changed since it was made (in a clause; empty where nothing has).
    """

    decision: Decision
    ceasefire: str | None
    holds: bool
    obsolete: str = ""


def standing(
    decisions: Sequence[Decision], ceasefires: Sequence[Ceasefire], kept: Iterable[tuple[str, Origin]]
) -> list[Standing]:
    """How every decision of a log stands.

    Args:
        decisions: the log.
        ceasefires: the records as they were read.
        kept: the id and source of every article, in the order in which they were first kept.
    """
    sources = dict(kept)
    by_id = {c.id: c for c in ceasefires}
    held = holding(decisions)
    found = []
    for one in decisions:
        about = located(one, by_id, sources)
        holds = one.number in held
        changed = _changed(one, by_id[about] if about else None, sources) if holds else ""
        found.append(Standing(one, about, holds, changed))
    return found


def holding(decisions: Sequence[Decision]) -> frozenset[int]:
    """The numbers of the decisions of a log that hold: the last on each matter that was not taken back."""
    gone = {d.withdraws for d in decisions if d.withdraws is not None}
    latest = {_matter(d): d.number for d in decisions if d.number not in gone and d.withdraws is None}
    return frozenset(latest.values())


def located(
    decision: Decision, ceasefires: Mapping[str, Ceasefire], sources: Mapping[str, Origin]
) -> str | None:
    """The record that a decision is about, of those given by their ids: of the same id, else the one that
    shares most of its sources.
    """
    known = {origin.sha256 for origin in decision.sources} | {origin.uri for origin in decision.sources}

    def shared(ceasefire: Ceasefire) -> int:
        own = (sources[a] for a in ceasefire.articles if a in sources)
        return sum(o.sha256 in known or o.uri in known for o in own)

    same = ceasefires.get(decision.ceasefire)
    if same is not None and (shared(same) or not decision.sources):
        return same.id
    best = max(ceasefires.values(), key=shared, default=None)
    return best.id if best is not None and shared(best) else None


def laid_over(ceasefires: Sequence[Ceasefire], stands: Iterable[Standing]) -> tuple[Ceasefire, ...]:
    """The records with all decisions that hold."""
    waiting: dict[str, list[Standing]] = defaultdict(list)
    for one in stands:
        if one.holds and one.ceasefire is not None:
            waiting[one.ceasefire].append(one)
    return tuple(_decided(c, waiting[c.id]) if c.id in waiting else c for c in ceasefires)


def _matter(decision: Decision) -> tuple[str, str, str]:
    """What a later decision on the same takes the place of: the one on a field's machine value, or on a value
    that was added."""
    if decision.withdraws is not None:
        return "", "", str(decision.number)
    value = decision.value if decision.machine is None else decision.machine
    return decision.ceasefire, decision.field, say_value(value).casefold()


def _changed(decision: Decision, ceasefire: Ceasefire | None, sources: Mapping[str, Origin]) -> str:
    """What has changed since a decision was made."""
    if ceasefire is None:
        return "no report in this casebook tells of this ceasefire any more"
    latest = {origin.uri: origin.sha256 for origin in sources.values()}
    there = {origin.sha256 for origin in sources.values()}
    for origin in decision.rests_on:
        if origin.sha256 not in there or latest.get(origin.uri, origin.sha256) != origin.sha256:
            return f"{origin.uri} has changed since"
    given = [f.value for f in ceasefire.fields.get(decision.field, ())]
    if decision.machine is not None and not any(same_value(decision.machine, v) for v in given):
        told = ", ".join(map(say_value, given)) or "nothing"
        return f"the reports now give {told} where they gave {say_value(decision.machine)}"
    return ""


def _decided(ceasefire: Ceasefire, stands: Sequence[Standing]) -> Ceasefire:
    fields = dict(ceasefire.fields)
    for one in stands:
        fields[one.decision.field] = _taken(fields.get(one.decision.field, ()), one)
    return retold(replace(ceasefire, fields={name: found for name, found in fields.items() if found}))


def _taken(findings: tuple[Finding, ...], one: Standing) -> tuple[Finding, ...]:
    """The findings of a field after a decision: the value that holds first."""
    decision = one.decision
    review = Review(
        by=decision.by,
        at=decision.at,
        decision=decision.decision if decision.decision != "withdraw" else "reject",
        value=decision.value,
        note=decision.reason,
        machine=decision.machine,
        number=decision.number,
        obsolete=one.obsolete,
    )
    if decision.decision == "reject":
        return tuple(_set_aside(f, review) if same_value(f.value, decision.machine) else f for f in findings)
    holding = _holding(findings, decision.value, review)
    others = [f for f in findings if not same_value(f.value, decision.value)]
    alone = decision.field not in LIST_FIELDS
    kept = [
        _set_aside(f, review)
        if decision.decision == "correct" and same_value(f.value, decision.machine)
        else replace(f, preferred=False, state="superseded" if f.state == "disputed" else f.state)
        if alone
        else f
        for f in others
    ]
    return (holding, *kept)


def _holding(findings: Iterable[Finding], value: Value | None, review: Review) -> Finding:
    """The finding with the value that holds: that of the reports where one gives it, else a new one."""
    why = {"accept": "accepted", "correct": "corrected", "add": "added"}[review.decision]
    told = f"{why} by {review.by}: {review.note}"
    for found in findings:
        if same_value(found.value, value):
            state = "single" if found.state in {"disputed", "superseded"} else found.state
            why = f"{told} (before: {found.why})"
            return replace(found, preferred=True, state=state, why=why, review=review)
    assert value is not None
    return Finding(value=value, state="single", preferred=True, why=told, support=(), review=review)


def _set_aside(found: Finding, review: Review) -> Finding:
    how = "rejected" if review.decision == "reject" else "corrected"
    why = f"{how} by {review.by}: {review.note} (before: {found.why})"
    return replace(found, preferred=False, state="superseded", why=why, review=review)
