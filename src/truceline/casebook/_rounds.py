"""Rounds of blind coding: several people say by themselves what reports tell, before anybody compares.

While a round is open nobody is told what another has coded. Once it is closed, what all agree on and what
somebody settles goes into the log of decisions. Codes are never changed: a later one of the same coder on the
same field of the same ceasefire takes the place of the earlier.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec.structs import replace
from sqlalchemy import Connection, Engine, insert, select, update

from truceline.casebook import _deciding as deciding
from truceline.casebook import _tables as t
from truceline.casebook._codes import (
    Code,
    Round,
    Unit,
    append_codes,
    closed_round,
    code_of,
    codes_in,
    latest,
    one_round,
    rounds_in,
)
from truceline.casebook._deciding import Wanted
from truceline.casebook._decision import FIELDS, Decision, now
from truceline.casebook._engine import explained, in_one_step
from truceline.casebook._settling import Known, decisions_for
from truceline.errors import UsageError
from truceline.model import Value, dump

__all__ = ["CODED", "Rounds"]

T = TypeVar("T")
CODED = ("status", "declared", "effective", "ends", "parties", "declared_by", "mediators", "excluded")
"""The fields that are coded where nothing else is asked for."""


class Rounds:
    """The rounds of one casebook. From `Casebook.rounds`."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self._where = where

    def all(self) -> list[Round]:
        """All rounds, the oldest first."""
        return self._read(rounds_in)

    def one(self, name: str) -> Round:
        """The round of a name.

        Raises:
            UsageError: there is none; the message lists what there is.
        """
        return self._read(lambda connection: one_round(connection, name))

    def open(
        self, name: str, *, coders: Sequence[str], fields: Sequence[str] = (), ceasefires: Sequence[str] = (),
        by: str, at: str | None = None,
    ) -> Round:  # fmt: skip
        """Begin a round.

        Args:
            name: by which it is found again.
            coders: who codes, two at least; on a shared server the names of users.
            fields: what is coded of each ceasefire; CODED, if left out.
            ceasefires: which, by their ids; all, if left out.
            by: who begins it.
            at: when, as an ISO instant; now, if left out.

        Raises:
            UsageError: something does not fit; the message says what would.
        """
        who = tuple(dict.fromkeys(" ".join(one.split()) for one in coders if one.strip()))
        wrong = sorted(set(fields) - set(FIELDS))
        title = " ".join(name.split())
        if not title or len(title) > 80 or "/" in title:
            raise UsageError(f"{name!r} is no name for a round", cure="write up to 80 characters without /")
        if len(who) < 2:
            raise UsageError("one coder alone agrees with everybody", cure="name two coders at least")
        if wrong:
            raise UsageError(f"a ceasefire has no field {wrong[0]!r}", cure=f"choose of: {', '.join(FIELDS)}")

        def work(connection: Connection) -> Round:
            if any(one.name == title for one in rounds_in(connection)):
                raise UsageError(f"there is a round {title!r} already", cure="choose another name")
            held = list(connection.execute(select(t.ceasefires.c.id).order_by(t.ceasefires.c.seq)).scalars())
            unknown = sorted(set(ceasefires) - set(held))
            if unknown or not held:
                what = (
                    f"no ceasefire is called {unknown[0]!r}" if unknown else "there is no ceasefire to code"
                )
                raise UsageError(what, cure="truceline show lists what there is")
            made = Round(
                name=title, coders=who, fields=tuple(dict.fromkeys(fields)) or CODED, by=by, at=at or now(),
                ceasefires=tuple(one for one in held if not ceasefires or one in ceasefires),
            )  # fmt: skip
            connection.execute(insert(t.rounds), [{"name": title, "packed": dump(made).decode()}])
            return made

        return self._write(work)

    def code(
        self, name: str, ceasefire: str, field: str, values: Sequence[str], *, by: str, note: str = "",
        at: str | None = None,
    ) -> Code:  # fmt: skip
        """Say what the reports tell of a field.

        Args:
            name: of the round.
            ceasefire: its id.
            field: one of the round's.
            values: as a person writes them, or as `say_value` says one that was read; none where no report
                tells any.
            by: who codes.
            note: whatever the coder wants to remember.
            at: when, as an ISO instant; now, if left out.

        Raises:
            UsageError: something does not fit; the message says what would.
        """

        def work(connection: Connection) -> Code:
            about = one_round(connection, name)
            if about.closed:
                raise UsageError(f"round {about.name!r} is closed", cure="settle what is open in it")
            if by not in about.coders:
                told = " and ".join(about.coders)
                raise UsageError(f"{by!r} does not code in this round", cure=f"those who do are {told}")
            read = Known(connection, about, {ceasefire}).read((ceasefire, field), values)
            return append_codes(
                connection, [code_of(about, (ceasefire, field), read, by=by, note=note, at=at)]
            )[0]

        return self._write(work)

    def own(self, name: str, coder: str) -> dict[Unit, Code]:
        """What a coder has coded, the last on each unit. For the coder's own eyes while the round is open."""
        return self._read(lambda connection: latest(codes_in(connection, name, coder)))

    def progress(self, name: str) -> dict[str, int]:
        """How many units each coder has coded."""

        def work(connection: Connection) -> dict[str, int]:
            counts = Counter(
                coder
                for _, coder in {
                    (one.unit, one.coder) for one in codes_in(connection, name) if not one.settles
                }
            )
            return {coder: counts[coder] for coder in one_round(connection, name).coders}

        return self._read(work)

    def close(self, name: str, *, by: str, at: str | None = None) -> Round:
        """End a round: from now on all see what was coded, and nobody codes.

        Raises:
            UsageError: it is closed.
        """

        def work(connection: Connection) -> Round:
            about = one_round(connection, name)
            if about.closed:
                raise UsageError(
                    f"round {about.name!r} was closed on {about.closed}", cure="look at what agrees"
                )
            done = replace(about, closed=at or now(), closed_by=by)
            held = update(t.rounds).where(t.rounds.c.name == about.name)
            connection.execute(held.values(packed=dump(done).decode()))
            return done

        return self._write(work)

    def codes(self, name: str) -> dict[str, dict[Unit, Code]]:
        """What each coder has coded, the last on each unit.

        Raises:
            UsageError: the round is open, and nobody is to know yet.
        """

        def work(connection: Connection) -> dict[str, dict[Unit, Code]]:
            about = closed_round(connection, name)
            found = [one for one in codes_in(connection, about.name) if not one.settles]
            return {coder: latest(one for one in found if one.coder == coder) for coder in about.coders}

        return self._read(work)

    def settled(self, name: str) -> dict[Unit, Code]:
        """What was settled on after a round."""
        return self._read(lambda connection: latest(one for one in codes_in(connection, name) if one.settles))

    def settle(
        self, name: str, units: Sequence[tuple[Unit, Sequence[Value]]], *, by: str, reason: str,
        at: str | None = None,
    ) -> list[Decision]:  # fmt: skip
        """Settle on values: they go into the log of decisions, as one step.

        Args:
            name: of a closed round.
            units: what is settled, with its values as for `code`, or as they were coded.
            by: who settles.
            reason: why.
            at: when, as an ISO instant; now, if left out.

        Raises:
            UsageError: something does not fit; the message says what would.
        """

        def work(connection: Connection) -> list[Decision]:
            about = closed_round(connection, name)
            known = Known(connection, about, {unit[0] for unit, _ in units})
            wanted: list[Wanted] = []
            codes = []
            for unit, values in units:
                read = known.read(unit, values)
                codes.append(code_of(about, unit, read, by=by, note=reason, at=at, settles=True))
                wanted += decisions_for(known.ceasefires[unit[0]], unit[1], read)
            append_codes(connection, codes)
            return (
                deciding.decide(connection, wanted, by=by, reason=reason, at=at, seen=None) if wanted else []
            )

        return self._write(work)

    def _read(self, work: Callable[[Connection], T]) -> T:
        with explained(self._where), self._engine.connect() as connection:
            return work(connection)

    def _write(self, work: Callable[[Connection], T]) -> T:
        return in_one_step(self._engine, self._where, work)
