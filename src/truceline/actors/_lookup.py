"""A name to an actor, without a text."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.actors._gazetteer import Name, gazetteer
from truceline.model import Actor, When

__all__ = ["day_of", "home", "known_actor", "lookup", "valid_first"]


def day_of(at: When | None) -> str | None:
    """The ISO day of a time, for asking what was valid then."""
    bound = at.earliest or at.latest if at else None
    return bound.date().isoformat() if bound else None


def valid_first(names: Sequence[Name], day: str | None) -> list[Name]:
    """The names in use on a day before the others, those in use for a time only before those of all times;
    the order is kept otherwise."""
    return sorted(names, key=lambda name: (not name.valid(day), not (day and name.dated)))


def lookup(name: str, *, at: When | None = None) -> Actor | None:
    """The known actor of a name, an acronym, a capital or an adjective; None where no list has it.

    Args:
        name: in any case, with or without accents.
        at: a time; a name that was in use then comes before one that was not.
    """
    known = gazetteer()
    found = valid_first(known.called(name), day_of(at))
    return known.entries[found[0].actor].actor() if found else None


def known_actor(actor: str) -> Actor | None:
    """The known actor with an id; None where no list has it."""
    entry = gazetteer().entries.get(actor)
    return entry.actor() if entry is not None else None


def home(actor: str) -> tuple[str, ...]:
    """The states (ids) where a known group is at home, by its id; none for other actors and unknown ones."""
    entry = gazetteer().entries.get(actor)
    return entry.where if entry is not None else ()
