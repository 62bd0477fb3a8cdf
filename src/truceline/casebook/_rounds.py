"""Rounds of blind coding: several people say by themselves what reports tell, before anybody compares.

While a round is open nobody is told what another has coded. Once it is closed, what all agree on and what
somebody settles goes into the log of decisions. Codes are never changed: a later one of the same coder on the
same field of the same ceasefire takes the place of the earlier.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, Engine, func, insert, select, update

from truceline.casebook import _deciding as deciding
from truceline.casebook import _tables as t
from truceline.casebook._deciding import Wanted
from truceline.casebook._decision import FIELDS, Decision, now, read_value, same_value, say_value
from truceline.casebook._engine import explained, in_one_step
from truceline.casebook._load import load_actors, load_ceasefires
from truceline.errors import UsageError
from truceline.model import Ceasefire, Finding, Value, dump, load
from truceline.records import LIST_FIELDS

__all__ = ["CODED", "Code", "Round", "Rounds", "Unit"]

T = TypeVar("T")
CODED = ("status", "declared", "effective", "ends", "parties", "declared_by", "mediators", "excluded")
"""The fields that are coded where nothing else is asked for."""
Unit = tuple[str, str]
"""What is coded: a ceasefire and one of its fields."""


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """A round: who codes which fields of which ceasefires; who opened it when, and who closed it when."""

    name: str
    coders: tuple[str, ...]
    fields: tuple[str, ...]
    ceasefires: tuple[str, ...]
    by: str
    at: str
    closed: str = ""
    closed_by: str = ""

    @property
    def units(self) -> list[Unit]:
        """What is coded, in order."""
        return [(ceasefire, field) for ceasefire in self.ceasefires for field in self.fields]


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody coded: the values of a field, none where no report tells any. `settles` says that it is
    what was settled on after the round.
    """

    number: int
    round: str
    coder: str
    ceasefire: str
    field: str
    values: tuple[Value, ...]
    at: str
    note: str = ""
    settles: bool = False

    @property
    def unit(self) -> Unit:
        """What was coded."""
        return self.ceasefire, self.field


class Rounds:
    """The rounds of one casebook. From `Casebook.rounds`."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self._where = where

    def all(self) -> list[Round]:
        """All rounds, the oldest first."""
        return self._read(_rounds)

    def one(self, name: str) -> Round:
        """The round of a name.

        Raises:
            UsageError: there is none; the message lists what there is.
        """
        return self._read(lambda connection: _one(connection, name))

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
            if any(one.name == title for one in _rounds(connection)):
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
            about = _one(connection, name)
            if about.closed:
                raise UsageError(f"round {about.name!r} is closed", cure="settle what is open in it")
            if by not in about.coders:
                told = " and ".join(about.coders)
                raise UsageError(f"{by!r} does not code in this round", cure=f"those who do are {told}")
            read = _Known(connection, about, {ceasefire}).read((ceasefire, field), values)
            return _append(connection, [_code(about, (ceasefire, field), read, by=by, note=note, at=at)])[0]

        return self._write(work)

    def own(self, name: str, coder: str) -> dict[Unit, Code]:
        """What a coder has coded, the last on each unit. For the coder's own eyes while the round is open."""
        return self._read(lambda connection: _latest(_codes(connection, name, coder)))

    def progress(self, name: str) -> dict[str, int]:
        """How many units each coder has coded."""

        def work(connection: Connection) -> dict[str, int]:
            counts = Counter(
                coder
                for _, coder in {(one.unit, one.coder) for one in _codes(connection, name) if not one.settles}
            )
            return {coder: counts[coder] for coder in _one(connection, name).coders}

        return self._read(work)

    def close(self, name: str, *, by: str, at: str | None = None) -> Round:
        """End a round: from now on all see what was coded, and nobody codes.

        Raises:
            UsageError: it is closed.
        """

        def work(connection: Connection) -> Round:
            about = _one(connection, name)
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
            about = _closed(connection, name)
            found = [one for one in _codes(connection, about.name) if not one.settles]
            return {coder: _latest(one for one in found if one.coder == coder) for coder in about.coders}

        return self._read(work)

    def settled(self, name: str) -> dict[Unit, Code]:
        """What was settled on after a round."""
        return self._read(lambda connection: _latest(one for one in _codes(connection, name) if one.settles))

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
            about = _closed(connection, name)
            known = _Known(connection, about, {unit[0] for unit, _ in units})
            wanted: list[Wanted] = []
            codes = []
            for unit, values in units:
                read = known.read(unit, values)
                codes.append(_code(about, unit, read, by=by, note=reason, at=at, settles=True))
                wanted += _decisions(known.ceasefires[unit[0]], unit[1], read)
            _append(connection, codes)
            return (
                deciding.decide(connection, wanted, by=by, reason=reason, at=at, seen=None) if wanted else []
            )

        return self._write(work)

    def _read(self, work: Callable[[Connection], T]) -> T:
        with explained(self._where), self._engine.connect() as connection:
            return work(connection)

    def _write(self, work: Callable[[Connection], T]) -> T:
        return in_one_step(self._engine, self._where, work)


def _rounds(connection: Connection) -> list[Round]:
    rows = connection.execute(select(t.rounds.c.packed).order_by(t.rounds.c.seq)).scalars()
    return [load(packed, Round) for packed in rows]


def _one(connection: Connection, name: str) -> Round:
    held = _rounds(connection)
    for one in held:
        if one.name == name:
            return one
    told = ", ".join(one.name for one in held) or "none at all"
    raise UsageError(f"there is no round {name!r}", cure=f"choose one of: {told}")


def _closed(connection: Connection, name: str) -> Round:
    about = _one(connection, name)
    if not about.closed:
        what = f"round {about.name!r} is still being coded, and nobody is to see what others code"
        raise UsageError(what, cure="close it first")
    return about


def _codes(connection: Connection, name: str, coder: str | None = None) -> list[Code]:
    c = t.codes.c
    query = select(c.packed).where(c.round == name).order_by(c.number)
    rows = connection.execute(query if coder is None else query.where(c.coder == coder)).scalars()
    found = [load(packed, Code) for packed in rows]
    return found if coder is None else [one for one in found if not one.settles]


def _latest(codes: Iterable[Code]) -> dict[Unit, Code]:
    return {one.unit: one for one in codes}


def _code(
    about: Round, unit: Unit, values: tuple[Value, ...], *, by: str, note: str, at: str | None,
    settles: bool = False,
) -> Code:  # fmt: skip
    return Code(
        number=0, round=about.name, coder=by, ceasefire=unit[0], field=unit[1], values=values,
        note=" ".join(note.split()), at=at or now(), settles=settles,
    )  # fmt: skip


def _append(connection: Connection, codes: Sequence[Code]) -> list[Code]:
    first = (connection.execute(select(func.max(t.codes.c.number))).scalar() or 0) + 1
    kept = [replace(one, number=number) for number, one in enumerate(codes, first)]
    rows = [
        {"number": one.number, "round": one.round, "coder": one.coder, "packed": dump(one).decode()}
        for one in kept
    ]
    if rows:
        connection.execute(insert(t.codes), rows)
    return kept


class _Known:
    """What values are read against: the ceasefires that are coded, as they were read, and the actors."""

    def __init__(self, connection: Connection, about: Round, names: set[str]) -> None:
        self.ceasefires = {one.id: one for one in load_ceasefires(connection, sorted(names))}
        self._actors = {actor.id: actor for actor in load_actors(connection)}
        self._units = set(about.units)

    def read(self, unit: Unit, values: Sequence[Value]) -> tuple[Value, ...]:
        """The values of a unit, as a person writes them or as they were coded."""
        name, field = unit
        if unit not in self._units:
            raise UsageError(f"{field!r} of {name!r} is not coded in this round", cure="look at what is")
        if name not in self.ceasefires:
            raise UsageError(f"there is no ceasefire {name!r} any more", cure="pass it over")
        findings = self.ceasefires[name].fields.get(field, ())
        found: list[Value] = []
        for text in values:
            value = self._value(field, text, findings)
            if not any(same_value(value, one) for one in found):
                found.append(value)
        if len(found) > 1 and field not in LIST_FIELDS:
            raise UsageError(f"{field!r} has one value, not {len(found)}", cure="choose the one that holds")
        return tuple(found)

    def _value(self, field: str, text: Value, findings: Sequence[Finding]) -> Value:
        if not isinstance(text, str):
            return text
        known = next((f.value for f in findings if say_value(f.value) == text), None)
        return read_value(field, text, self._actors) if known is None else known


def _decisions(ceasefire: Ceasefire, field: str, values: Sequence[Value]) -> list[Wanted]:
    """The decisions that make a field what was settled on."""
    findings = ceasefire.fields.get(field, ())

    def among(value: Value, those: Iterable[Finding]) -> Finding | None:
        return next((f for f in those if same_value(f.value, value)), None)

    one_only = field not in LIST_FIELDS
    wanted = []
    for value in values:
        held = among(value, findings)
        if held is not None:
            wanted.append(Wanted(ceasefire.id, field, "accept", of=say_value(held.value)))
        elif one_only and findings:
            first = next((f for f in findings if f.preferred), findings[0])
            wanted.append(Wanted(ceasefire.id, field, "correct", value=value, of=say_value(first.value)))
        else:
            wanted.append(Wanted(ceasefire.id, field, "add", value=value))
    if not one_only or not values:
        gone = [f for f in findings if f.preferred and not any(same_value(f.value, v) for v in values)]
        wanted += [Wanted(ceasefire.id, field, "reject", of=say_value(f.value)) for f in gone]
    return wanted
