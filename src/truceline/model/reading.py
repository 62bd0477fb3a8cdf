"""The whole of what a run has read: the contract of `truceline read --json`."""

from __future__ import annotations

from typing import Any

import msgspec

from truceline.model.actor import Actor
from truceline.model.article import Article
from truceline.model.record import Ceasefire, Claim
from truceline.model.statement import StatementGroup

__all__ = ["Failure", "Reading", "dump", "load", "schema"]


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A document that could not be read: where it is, and what happened with what to do about it."""

    uri: str
    reason: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was read in one run, or everything that a casebook holds. `truceline` is the
    version.
    """

    truceline: str
    articles: tuple[Article, ...] = ()
    actors: tuple[Actor, ...] = ()
    claims: tuple[Claim, ...] = ()
    ceasefires: tuple[Ceasefire, ...] = ()
    statement_groups: tuple[StatementGroup, ...] = ()
    failures: tuple[Failure, ...] = ()


_ENCODER = msgspec.json.Encoder()


def dump(value: Any, *, indent: int | None = None) -> bytes:
    """Any type of this package as UTF-8 JSON, keys in the order of the types; `indent` in spaces, None for
    one line.
    """
    packed = _ENCODER.encode(value)
    return packed if indent is None else msgspec.json.format(packed, indent=indent)


def load(data: bytes | str, kind: type[Any] = Reading) -> Any:
    """JSON back into `kind`, validated.

    Raises:
        msgspec.ValidationError: the JSON does not have that shape; the message names the path.
    """
    return msgspec.json.decode(data, type=kind)


def schema(kind: type[Any] = Reading) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a type of this package."""
    return msgspec.json.schema(kind)
