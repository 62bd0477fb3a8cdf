"""What people code and settle on, as values of a field, and as decisions that go into the log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from truceline.casebook._codes import Round, Unit
from truceline.casebook._deciding import Wanted
from truceline.casebook._decision import read_value, same_value, say_value
from truceline.casebook._load import load_actors, load_ceasefires
from truceline.errors import UsageError
from truceline.model import Ceasefire, Finding, Value
from truceline.records import LIST_FIELDS

__all__ = ["Known", "decisions_for"]


class Known:
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


def decisions_for(ceasefire: Ceasefire, field: str, values: Sequence[Value]) -> list[Wanted]:
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
