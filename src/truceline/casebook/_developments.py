"""What changed in the records, and when: told for each reading that was kept.

When a report came into a casebook is no part of what the report says: it stands in no reading and in no
export, and the same sources give the same reading whenever they are kept. It is noted beside the records, as
decisions are. The clock is asked in one place (`Casebook.keep`), and can be told instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

import msgspec
from sqlalchemy import Connection, func, insert, select

from truceline.casebook import _tables as t
from truceline.casebook._identity import places_of
from truceline.model import Ceasefire, Reading, Value, dump, load

__all__ = ["Development", "Shift", "developments", "note_developments"]


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """The values of a field that held before and that hold after."""

    field: str
    before: tuple[Value, ...]
    after: tuple[Value, ...]


class Development(msgspec.Struct, frozen=True, kw_only=True):
    """What a reading changed in one record.

    `revision` is how often the casebook had been written to, `at` when that was (ISO instant). `reports`
    counts the reports that were not among those of the ceasefire before; `shifts` are told of records that
    were there already. A record is "removed" when no report speaks of it any more, or when it turned out to
    be one with another: `into` are the ids of those that hold now what had been read on it, the one with the
    most first. `label` is what a removed record was called.
    """

    revision: int
    at: str
    ceasefire: str
    kind: Literal["new", "changed", "removed"]
    reports: int = 0
    shifts: tuple[Shift, ...] = ()
    into: tuple[str, ...] = ()
    label: str = ""


def note_developments(
    connection: Connection, before: Reading, after: Reading, *, revision: int, at: str
) -> None:
    """Note what changed from the records of one reading to those of another, in the transaction that changes
    them.
    """
    held, now = ({one.id: one for one in reading.ceasefires} for reading in (before, after))
    gone = [one for name, one in held.items() if name not in now]
    found = _gone(gone, before, after, revision, at) if gone else []
    found += [_come(held.get(name), one, revision, at) for name, one in now.items() if held.get(name) != one]
    first = (connection.execute(select(func.max(t.developments.c.number))).scalar() or 0) + 1
    rows = [
        {
            "number": number, "revision": revision, "at": at, "ceasefire": one.ceasefire,
            "packed": dump(one).decode(),
        }
        for number, one in enumerate(found, first)
    ]  # fmt: skip
    if rows:
        connection.execute(insert(t.developments), rows)


def developments(connection: Connection, since: datetime, ceasefire: str | None = None) -> list[Development]:
    """What changed since an instant, the first change first; of all records or of one."""
    c = t.developments.c
    query = select(c.packed).where(c.at >= f"{since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}").order_by(c.number)
    query = query if ceasefire is None else query.where(c.ceasefire == ceasefire)
    return [load(packed, Development) for packed in connection.execute(query).scalars()]


def _gone(
    gone: Iterable[Ceasefire], before: Reading, after: Reading, revision: int, at: str
) -> list[Development]:
    places, kept = places_of(before.claims), places_of(after.claims)
    found = []
    for one in gone:
        shared = {new.id: len(places[one.id] & kept[new.id]) for new in after.ceasefires}
        into = sorted((name for name, many in shared.items() if many), key=lambda name: -shared[name])
        found.append(
            Development(
                revision=revision, at=at, ceasefire=one.id, kind="removed", into=tuple(into), label=one.label
            )
        )
    return found


def _come(before: Ceasefire | None, after: Ceasefire, revision: int, at: str) -> Development:
    known = set(before.articles) if before else set()
    return Development(
        revision=revision, at=at, ceasefire=after.id, kind="changed" if before else "new",
        reports=sum(1 for article in after.articles if article not in known),
        shifts=tuple(_shifts(before, after)) if before else (),
    )  # fmt: skip


def _shifts(before: Ceasefire, after: Ceasefire) -> Iterable[Shift]:
    for field in dict.fromkeys([*before.fields, *after.fields]):
        held, now = (
            tuple(f.value for f in one.fields.get(field, ()) if f.preferred) for one in (before, after)
        )
        if held != now:
            yield Shift(field=field, before=held, after=now)
