"""Decisions by hand going into the log: one, several as one step, taking back, another log.

All of a step is written in one transaction. Who decides says up to which entry they have seen the log; what
somebody else has decided on since is told instead of being passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from msgspec.structs import replace
from sqlalchemy import Connection

from truceline.casebook._decision import Decision, Kind, now, say_value
from truceline.casebook._load import load_actors, load_ceasefires
from truceline.casebook._log import append, draft, load_decisions, sources_of
from truceline.casebook._overlay import holding, located
from truceline.errors import UsageError
from truceline.model import Value

__all__ = ["Overtaken", "Wanted", "decide", "replay", "withdraw"]


class Overtaken(UsageError):
    """Somebody else has decided on the same meanwhile: `decision` is theirs."""

    def __init__(self, decision: Decision) -> None:
        what = f"{decision.by} has decided on {decision.field!r} of {decision.ceasefire} meanwhile"
        super().__init__(f"{what} (decision {decision.number})", cure="look at the log, then decide again")
        self.decision = decision


@dataclass(frozen=True)
class Wanted:
    """What is to be decided, as `Casebook.decide` takes it. `ceasefire` is its whole id."""

    ceasefire: str
    field: str
    decision: Kind
    value: Value | None = None
    of: str | None = None
    words: str | None = None
    reason: str = ""


def decide(
    connection: Connection,
    wanted: Sequence[Wanted],
    *,
    by: str,
    reason: str,
    at: str | None,
    seen: int | None,
) -> list[Decision]:
    """Add decisions to the log, several as one step.

    Args:
        connection: in a transaction that the caller ends.
        wanted: what is decided.
        by: who decides.
        reason: why, where what is wanted gives no reason of its own.
        at: when, as an ISO instant; now, if left out.
        seen: the number of the last entry that who decides has seen; None passes nothing over.

    Raises:
        Overtaken: there is a later entry on the same.
        UsageError: something does not fit; the message says what would.
    """
    if seen is not None:
        on = {(one.ceasefire, one.field) for one in wanted}
        for entry in reversed(load_decisions(connection)):
            if entry.number > seen and (entry.ceasefire, entry.field) in on:
                raise Overtaken(entry)
    names = sorted({one.ceasefire for one in wanted})
    about = {one.id: one for one in load_ceasefires(connection, names)}
    actors = {actor.id: actor for actor in load_actors(connection)}
    moment = at or now()
    entries = []
    for one in wanted:
        if one.ceasefire not in about:
            raise UsageError(f"there is no ceasefire {one.ceasefire!r} any more", cure="load the page anew")
        entries.append(
            draft(
                connection, about[one.ceasefire], one.field, one.decision, actors, by=by,
                reason=one.reason or reason, at=moment, value=one.value, of=one.of, words=one.words,
            )
        )  # fmt: skip
    return append(connection, entries)


def withdraw(
    connection: Connection, number: int, *, by: str, reason: str, at: str | None, step: bool, where: str
) -> list[Decision]:
    """Take back a decision, or with `step` all that were made in one step with it.

    Raises:
        UsageError: there is no such decision, or it does not hold any more.
    """
    log = load_decisions(connection)
    holds = holding(log)
    meant = next((one for one in log if one.number == number), None)
    if meant is None or number not in holds:
        what = f"decision {number} does not hold any more" if meant else f"there is no decision {number}"
        told = ", ".join(str(n) for n in sorted(holds)[-12:])
        raise UsageError(what, where=where, cure=f"choose one of: {told}" if told else "none holds here")
    if not by.strip() or not reason.strip():
        raise UsageError("a decision has an author and a reason", cure="say who decided, and why")
    moment = at or now()
    return append(
        connection,
        [
            replace(
                one, decision="withdraw", by=by, reason=reason, at=moment, withdraws=one.number, step=None
            )
            for one in (_of_step(log, meant, holds) if step else [meant])
        ],
    )


def _of_step(log: Iterable[Decision], meant: Decision, holds: frozenset[int]) -> list[Decision]:
    if meant.step is None:
        return [meant]
    return [one for one in log if one.step == meant.step and one.number in holds]


def replay(connection: Connection, log: Sequence[Decision]) -> tuple[int, list[str]]:
    """Add the decisions of another log; how many were taken over, and what could not be."""
    ceasefires, sources = {c.id: c for c in load_ceasefires(connection)}, sources_of(connection)
    held = {_same(d, located(d, ceasefires, sources)): d.number for d in load_decisions(connection)}
    numbers: dict[int, int] = {}
    troubles: list[str] = []
    taken = 0
    for entry in log:
        about = located(entry, ceasefires, sources)
        if _same(entry, about) in held:
            numbers[entry.number] = held[_same(entry, about)]
        elif about is None:
            troubles.append(f"decision {entry.number}: no record shares a source with {entry.ceasefire}")
        elif entry.withdraws is not None and entry.withdraws not in numbers:
            troubles.append(f"decision {entry.number}: it withdraws {entry.withdraws}, which is not here")
        else:
            earlier = None if entry.withdraws is None else numbers[entry.withdraws]
            step = None if entry.step is None else numbers.get(entry.step)
            here = replace(entry, ceasefire=about, withdraws=earlier, step=step)
            [kept] = append(connection, [here], begins_step=entry.step == entry.number)
            numbers[entry.number] = kept.number
            taken += 1
    return taken, troubles


def _same(entry: Decision, about: str | None) -> tuple[str | None, ...]:
    """What makes two entries of two logs one decision; `about` is the record here that an entry is about."""
    values = say_value(entry.value), say_value(entry.machine)
    return about, entry.field, entry.decision, entry.by, entry.at, entry.reason, *values
