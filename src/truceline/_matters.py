"""Which reports may have to do with each other at all.

Reports are held against each other only within a matter: reports that are tied by a place of the truce, a
party or an armed group, and by time. Two are tied by a name where no more than REACH lies between the days of
which they speak; what is tied to one of a matter belongs to it. So what a report changes is found in its own
matter, however many reports there are of other conflicts, and reports give the same records whether they come
at once or one by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

import msgspec

from truceline import claims as claims_room
from truceline import records
from truceline._account import Account, is_dated
from truceline.model import When

__all__ = ["Ties", "matters", "tied_to", "ties"]

REACH = timedelta(days=550)
"""How far apart two reports on one ceasefire may speak: the longest time after its start at which a report is
still taken to tell what became of it (`truceline.records`)."""
_PLACES = 3
_BELONGS = 1.0
"""Weight from which a place belongs to a report's truce."""


class Ties(msgspec.Struct, frozen=True, gc=False):
    """What ties a report to others: names, and the days (counted from the year 1) of which it speaks; None
    where it may speak of any day.
    """

    names: tuple[str, ...]
    days: tuple[int, ...] | None


def ties(account: Account) -> Ties:
    """What ties a report to others, by what it says itself."""
    actors = {actor.id: actor for actor in account.actors}
    first = sorted(account.places.items(), key=lambda item: (-item[1], item[0]))
    names = {name for name, weight in first[:_PLACES] if weight >= _BELONGS} | {n for n, _ in first[:1]}
    for claim in account.claims:
        parties = {*claim.by}
        if isinstance(claim.value, str) and claims_room.names_party(claim):
            parties.add(claim.value)
        names |= {records.root(actors, party) for party in parties if party in actors}
    names |= {name for name in account.names if name in actors and actors[name].kind == "armed_group"}
    return Ties(tuple(sorted(names or set(account.names) or {account.id})), _days(account))


def _days(account: Account) -> tuple[int, ...] | None:
    """The days of which a report speaks; None where one of them is open."""
    if not is_dated(account.alone):
        return None
    found: set[int] = set()
    times = [claim.value for claim in account.claims if isinstance(claim.value, When)]
    times += [claim.when for claim in account.claims if claim.when is not None]
    for when in (account.alone.published, *times):
        if when is None or when.bounds is None:
            return None
        found.update(bound.toordinal() for bound in when.bounds)
    return tuple(sorted(found))


def matters(tied: Sequence[Ties]) -> list[list[int]]:
    """Reports, by their numbers, in matters, each in order; the matter of the first report comes first."""
    over = list(range(len(tied)))
    at: dict[str, list[tuple[int, int]]] = defaultdict(list)
    anytime: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(tied):
        for name in one.names:
            if one.days is None:
                anytime[name].append(number)
            else:
                at[name] += [(day, number) for day in one.days]
    for name, numbers in anytime.items():
        _unite(over, [*numbers, *(number for _, number in at.pop(name, ()))])
    for points in at.values():
        points.sort()
        for (day, number), (following, other) in pairwise(points):
            if following - day <= REACH.days:
                _unite(over, (number, other))
    found: dict[int, list[int]] = defaultdict(list)
    for number in range(len(tied)):
        found[_top(over, number)].append(number)
    return list(found.values())


def tied_to(
    wanted: Iterable[str], known: Mapping[str, Ties], named: Callable[[set[str]], Mapping[str, Ties]]
) -> set[str]:
    """The reports of the matters of some reports, themselves among them; only what these share names with is
    looked at.

    Args:
        wanted: the ids of reports.
        known: their ties, and maybe those of others.
        named: the ties of all other reports that have one of some names.
    """
    held, start = dict(known), set(wanted)
    asked: set[str] = set()
    while True:
        ids = list(held)
        found = {
            ids[number]
            for matter in matters(list(held.values()))
            if any(ids[number] in start for number in matter)
            for number in matter
        }
        # A name ties the same reports among all that have it, whoever else is at hand: once those are here
        # that have the names of the matter, it is whole.
        if not (new := {name for one in found for name in held[one].names} - asked):
            return found
        asked |= new
        held |= {one: ties for one, ties in named(new).items() if one not in held}


def _unite(over: list[int], numbers: Sequence[int]) -> None:
    first = _top(over, numbers[0])
    for number in numbers[1:]:
        other = _top(over, number)
        first, other = min(first, other), max(first, other)
        over[other] = first


def _top(over: list[int], number: int) -> int:
    while over[number] != number:
        over[number] = over[over[number]]
        number = over[number]
    return number
