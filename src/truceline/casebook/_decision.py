"""What a person decided on a record: the type of the log, and values written by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal

import msgspec

from truceline.errors import UsageError
from truceline.model import Actor, Evidence, Value, When
from truceline.records import LIST_FIELDS, SINGLE_FIELDS

__all__ = ["FIELDS", "Decision", "Kind", "Origin", "now", "read_value", "same_value", "say_value"]

FIELDS = ("status", *SINGLE_FIELDS, *LIST_FIELDS)
"""The fields on which anything can be decided."""
_TIMES = frozenset({"declared", "effective", "acceptance_deadline", "ends"})
_ACTORS = frozenset({
    "accepted", "declared_by", "parties", "bound", "excluded", "mediators", "guarantors", "monitors",
})  # fmt: skip
_CHOICES = {
    "status": (
        "proposed", "reported", "denied", "rejected", "agreed", "declared", "accepted", "in_force",
        "extended", "suspended", "broken", "ended", "replaced", "never_in_force",
    ),
    "class": ("cessation_of_hostilities", "preliminary", "definitive"),
    "scope": ("unilateral", "bilateral", "multilateral"),
    "purpose": ("humanitarian", "peace_process", "holiday", "election", "other"),
}  # fmt: skip
_ISO_LENGTH = re.compile(r"P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?")

Kind = Literal["accept", "correct", "reject", "add", "withdraw"]


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """A source as it was when something was decided on what it says."""

    uri: str
    sha256: str


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the log.

    `machine` is the value that was read, where there was one; `value` the one that holds by this decision.
    `rests_on` are the sources of the words that the value was read from, `sources` those of the whole record,
    by which it is found again in another casebook. `words` are what the decision itself cites. `withdraws` is
    the number of an earlier decision that no longer holds. Those that were decided at once bear the
    number of the first of them as `step`.
    """

    number: int
    ceasefire: str
    field: str
    decision: Kind
    by: str
    at: str
    reason: str
    value: Value | None = None
    machine: Value | None = None
    rests_on: tuple[Origin, ...] = ()
    sources: tuple[Origin, ...] = ()
    words: Evidence | None = None
    withdraws: int | None = None
    step: int | None = None


def now() -> str:
    """This second, as an ISO instant in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def same_value(one: Value | None, other: Value | None) -> bool:
    """Whether two values are the same, however they were worked out and however they are capitalised."""
    if isinstance(one, When) and isinstance(other, When):
        return (one.earliest, one.latest, one.edtf) == (other.earliest, other.latest, other.edtf)
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold() == other.casefold()
    return type(one) is type(other) and one == other


def say_value(value: Value | None) -> str:
    """A value in a message: times in EDTF."""
    return value.edtf if isinstance(value, When) else str(value)


def read_value(field: str, text: str, actors: Mapping[str, Actor]) -> Value:
    """A value that a person wrote for a field.

    Args:
        field: of FIELDS.
        text: a time in words or ISO 8601 ("2020-10-10T12:00+04:00", "noon on 10 October 2020, Yerevan time"),
            a length ("72 hours", "P3D"), a name or id of an actor, one of the field's words, or free text.
        actors: those of the casebook, by id; names that neither they nor the lists know stay names.

    Raises:
        UsageError: the text is no value of that field; the message says what is.
    """
    plain = " ".join(text.split())
    if not plain:
        raise UsageError(f"the value of {field!r} is empty", cure="write what it is to be")
    if field in _CHOICES:
        return _one_of(field, plain)
    if field in _TIMES:
        return _time(field, plain)
    if field == "duration":
        return _length(plain)
    if field == "written":
        return _yes_or_no(plain)
    return _actor(plain, actors) if field in _ACTORS else plain


def _one_of(field: str, text: str) -> str:
    word = text.lower().replace(" ", "_").replace("-", "_")
    if word not in _CHOICES[field]:
        raise UsageError(f"{text!r} is no {field}", cure=f"choose one of: {', '.join(_CHOICES[field])}")
    return word


def _time(field: str, text: str) -> When:
    from truceline import times  # noqa: PLC0415 - its lists are only needed here

    found = [e for e in times.find(text) if e.when is not None and e.when.earliest is not None]
    whole = [e for e in found if not (text[: e.start] + text[e.end :]).strip(" .,")]
    if len(whole) != 1 or whole[0].when is None:
        cure = "write a day (2020-10-10), an instant (2020-10-10T12:00+04:00), or the same in words"
        raise UsageError(f"{text!r} is no time that {field!r} could be", cure=cure)
    return msgspec.structs.replace(whole[0].when, why="given by hand")


def _length(text: str) -> str:
    from truceline import times  # noqa: PLC0415

    if _ISO_LENGTH.fullmatch(text.upper()):
        return text.upper()
    lengths = [e.timex for e in times.find(text) if e.type == "DURATION" and e.text == text]
    if len(lengths) != 1:
        raise UsageError(f"{text!r} is no length of time", cure="write for instance 72 hours, or PT72H")
    return lengths[0]


def _yes_or_no(text: str) -> bool:
    if text.lower() not in {"yes", "no", "true", "false"}:
        raise UsageError(f"{text!r} is neither yes nor no", cure="write yes or no")
    return text.lower() in {"yes", "true"}


def _actor(text: str, actors: Mapping[str, Actor]) -> str:
    if text in actors:
        return text
    named = [
        actor.id
        for actor in actors.values()
        if text.casefold() in {actor.name.casefold(), *(alias.name.casefold() for alias in actor.aliases)}
    ]
    if len(named) == 1:
        return named[0]
    from truceline.actors import lookup  # noqa: PLC0415 - the lists are only needed for names not in the book

    listed = lookup(text)
    return listed.id if listed is not None and listed.id in actors else text
