"""Terms as the command line names them: a file of terms, a record's JSON, or `CASEBOOK:ID`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from truceline.errors import UsageError
from truceline.model import Reading, Terms, load
from truceline.terms import complete, from_record, load_terms

__all__ = ["find_terms"]

_DATABASE = re.compile(r"postgres(?:ql)?://[^/]*/[^/:]+")
"""The address of a casebook on a server, perhaps with more behind it."""


def find_terms(names: Sequence[str]) -> list[Terms]:
    """The terms that are named; entries that complete a record named beside them become one with it.

    Raises:
        UsageError: something named is not there, or holds no terms.
        CasebookError: a casebook cannot be read.
    """
    found = [_find(name) for name in names]
    entries = {one.completes: one for one in found if one.completes}
    records = [one for one in found if not one.completes]
    known = {one.ceasefire for one in records}
    alone = [one for one in found if one.completes and one.completes not in known]
    return [
        complete(one, entries[one.ceasefire]) if one.ceasefire in entries else one for one in records
    ] + alone


def _find(name: str) -> Terms:
    path = Path(name)
    if path.suffix == ".toml":
        return load_terms(path)
    if path.is_file() and path.suffix == ".json":
        return _from_json(path, None)
    place, colon, ceasefire = name.rpartition(":")
    if _DATABASE.match(name):
        return _from_book(place, ceasefire) if _DATABASE.match(place) else _from_book(name, None)
    if colon and Path(place).is_file():
        return _from_json(Path(place), ceasefire) if place.endswith(".json") else _from_book(place, ceasefire)
    if path.is_file():
        return _from_book(name, None)
    cure = "give a file of terms (.toml, .json), the JSON of a reading, or CASEBOOK:ID"
    raise UsageError("there are no terms here", where=name, cure=cure)


def _from_json(path: Path, ceasefire: str | None) -> Terms:
    """A reading's JSON (`truceline read --json`), or terms in JSON."""
    try:
        reading = load(path.read_bytes(), Reading)
    except msgspec.ValidationError:
        if ceasefire is not None:
            raise
        return load_terms(path)
    except msgspec.DecodeError as error:
        raise UsageError(f"this is no JSON: {error}", where=str(path)) from error
    return from_record(reading, ceasefire)


def _from_book(place: str, ceasefire: str | None) -> Terms:
    from truceline.casebook import Casebook  # noqa: PLC0415 - terms in a file need no database

    with Casebook.open(place, create=False) as book:
        wanted = book.find(ceasefire).id if ceasefire else None
        return from_record(book.reading(), wanted)
