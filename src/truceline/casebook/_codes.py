"""Rounds of blind coding and what was coded in them, as they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, func, insert, select

from truceline.casebook import _tables as t
from truceline.casebook._decision import now
from truceline.errors import UsageError
from truceline.model import Value, dump, load

__all__ = [
    "Code", "Round", "Unit", "append_codes", "closed_round", "code_of", "codes_in", "latest", "one_round",
    "rounds_in",
]  # fmt: skip

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


def rounds_in(connection: Connection) -> list[Round]:
    """All rounds, the oldest first."""
    rows = connection.execute(select(t.rounds.c.packed).order_by(t.rounds.c.seq)).scalars()
    return [load(packed, Round) for packed in rows]


def one_round(connection: Connection, name: str) -> Round:
    """The round of a name.

    Raises:
        UsageError: there is none; the message lists what there is.
    """
    held = rounds_in(connection)
    for one in held:
        if one.name == name:
            return one
    told = ", ".join(one.name for one in held)
    cure = f"choose one of: {told}" if told else "begin one with truceline coding open"
    raise UsageError(f"there is no round {name!r}", cure=cure)


def closed_round(connection: Connection, name: str) -> Round:
    """The round of a name, which is over.

    Raises:
        UsageError: it is open, and nobody is to know yet.
    """
    about = one_round(connection, name)
    if not about.closed:
        what = f"round {about.name!r} is still being coded, and nobody is to see what others code"
        raise UsageError(what, cure="close it first")
    return about


def codes_in(connection: Connection, name: str, coder: str | None = None) -> list[Code]:
    """All that was coded in a round, or what one coder did, in order."""
    c = t.codes.c
    query = select(c.packed).where(c.round == name).order_by(c.number)
    rows = connection.execute(query if coder is None else query.where(c.coder == coder)).scalars()
    found = [load(packed, Code) for packed in rows]
    return found if coder is None else [one for one in found if not one.settles]


def latest(codes: Iterable[Code]) -> dict[Unit, Code]:
    """The last code on each unit."""
    return {one.unit: one for one in codes}


def code_of(
    about: Round, unit: Unit, values: tuple[Value, ...], *, by: str, note: str, at: str | None,
    settles: bool = False,
) -> Code:  # fmt: skip
    """What somebody codes, not yet kept."""
    return Code(
        number=0, round=about.name, coder=by, ceasefire=unit[0], field=unit[1], values=values,
        note=" ".join(note.split()), at=at or now(), settles=settles,
    )  # fmt: skip


def append_codes(connection: Connection, codes: Sequence[Code]) -> list[Code]:
    """Keep what was coded; it comes back with its numbers."""
    first = (connection.execute(select(func.max(t.codes.c.number))).scalar() or 0) + 1
    kept = [replace(one, number=number) for number, one in enumerate(codes, first)]
    rows = [
        {"number": one.number, "round": one.round, "coder": one.coder, "packed": dump(one).decode()}
        for one in kept
    ]
    if rows:
        connection.execute(insert(t.codes), rows)
    return kept
