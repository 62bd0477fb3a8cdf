"""From one state of a casebook to the next: the part that a reading bears on, joined with it, and written.

Joining can take long; nothing is locked meanwhile. A `Step` is taken only where the casebook is still in the
state that it was worked out for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import structs
from sqlalchemy import Connection, select

from truceline.casebook import _tables as t
from truceline.casebook._accounts import are_kept, keep_accounts, load_accounts, reach, with_accounts
from truceline.casebook._change import Change
from truceline.casebook._developments import note_developments
from truceline.casebook._load import load_actors, load_reading
from truceline.casebook._part import load_part
from truceline.casebook._write import revision_of, write
from truceline.model import Reading

if TYPE_CHECKING:
    from truceline._account import Account

__all__ = ["Part", "Step", "join_with", "part_for", "with_views"]


@dataclass(frozen=True)
class Part:
    """The part of a casebook that a reading may bear on (or the whole of it): what is kept of it, the ids of
    all other ceasefires, what the reports of both say by themselves, and how much of that is kept already.
    """

    whole: bool
    before: Reading
    others: tuple[str, ...]
    accounts: dict[str, Account]
    kept: dict[str, Account]


def part_for(
    connection: Connection, reading: Reading, accounts: Mapping[str, Account], stale: frozenset[str]
) -> Part:
    """The part that a reading may bear on.

    Args:
        connection: to the casebook.
        reading: the new reports.
        accounts: what they say by themselves.
        stale: the ids of those that are kept otherwise.
    """
    if connection.execute(select(t.articles.c.seq).limit(1)).first() is None:
        return Part(True, load_reading(connection), (), dict(accounts), {})
    new = dict(accounts)
    partly = are_kept(connection, reading.truceline)
    if partly:
        new = with_accounts(reading, accounts)
        before = load_part(connection, reach(connection, reading, new, stale))
    else:
        before = load_reading(connection)
    held = load_accounts(connection, [article.id for article in before.articles], reading.truceline)
    inside = {ceasefire.id for ceasefire in before.ceasefires}
    every = connection.execute(select(t.ceasefires.c.id).order_by(t.ceasefires.c.seq)).scalars()
    kept = {name: account for name, account in held.items() if name not in new}
    others = tuple(name for name in every if name not in inside)
    return Part(not partly, before, others, kept | new, kept)


def with_views(connection: Connection, after: Reading, before: Reading) -> tuple[Reading, Reading]:
    """A part as it is to be and as it is kept, with what other reports call its actors."""
    from truceline.actors import unite  # noqa: PLC0415 - with the rooms that read

    ids = {actor.id for reading in (after, before) for actor in reading.actors}
    held = {actor.id: actor for actor in load_actors(connection, sorted(ids))}
    united = tuple(unite(held[actor.id], actor) if actor.id in held else actor for actor in after.actors)
    return structs.replace(after, actors=united), structs.replace(before, actors=tuple(held.values()))


@dataclass(frozen=True)
class Step:
    """From one state of a casebook, told by its revision, to the next."""

    after: Reading
    before: Reading
    reading: Reading
    stale: frozenset[str]
    revision: int
    accounts: Sequence[Account]
    at: str

    def take(self, connection: Connection) -> Change | None:
        """Write it; None where the casebook is not in that state any more."""
        if revision_of(connection) != self.revision:
            return None
        change = write(connection, self.after, self.before, self.reading, self.stale)
        keep_accounts(connection, self.accounts, self.reading.truceline)
        revision = revision_of(connection)
        note_developments(connection, self.before, self.after, revision=revision, at=self.at)
        return change


def join_with(
    reading: Reading, kept: Reading, accounts: Mapping[str, Account]
) -> tuple[Reading, tuple[Account, ...]]:
    """A reading joined with what is kept, and what its reports say by themselves."""
    if not kept.articles:
        return reading, tuple(accounts[a.id] for a in reading.articles if a.id in accounts)
    from truceline.reader import join  # noqa: PLC0415 - reading brings the language pipeline

    return join(reading, kept, accounts)
