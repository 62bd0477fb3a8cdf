"""The names that are known beforehand, read once from the data files of this room.

Every `.tsv` file says in its head which columns it has and where its facts come from. A name may carry the
days of its
use, `NAME@FROM..UNTIL` (ISO days, either side open).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import cast

from truceline.actors._lexicon import lexicon, rows
from truceline.actors._words import fold_name
from truceline.model import Actor, ActorKind, Alias

__all__ = ["Entry", "Gazetteer", "Name", "Tenure", "bag", "gazetteer", "is_shared"]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one actor. `use` is name, adjective, people, capital, seat (a palace) or region."""

    text: str
    actor: str
    use: str
    from_: str | None = None
    until: str | None = None

    @property
    def dated(self) -> bool:
        """Whether the name was in use for a time only."""
        return bool(self.from_ or self.until)

    def valid(self, day: str | None) -> bool:
        """Whether the name was in use on a day (ISO); unknown days fit every name."""
        return day is None or ((self.from_ or "") <= day and (self.until is None or day < self.until))


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person's time in an office of an actor."""

    office: str
    of: str
    from_: str | None
    until: str | None

    def valid(self, day: str | None) -> bool:
        """Whether the office was held on a day (ISO)."""
        return day is not None and (self.from_ or "") <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor with all that the data files say of it. `where` are the states in which a group is at home."""

    id: str
    name: str
    kind: ActorKind
    of: str | None = None
    names: tuple[Name, ...] = ()
    ids: dict[str, str] = field(default_factory=dict)
    where: tuple[str, ...] = ()
    sex: str = ""
    tenures: tuple[Tenure, ...] = ()

    def actor(self) -> Actor:
        """The entry as the type that leaves this room."""
        aliases = tuple(
            Alias(name=name.text, from_=name.from_, until=name.until)
            for name in self.names
            if name.use == "name" and name.text != self.name
        )
        ids = {system: key for system, key in self.ids.items() if system != "army"}
        return Actor(id=self.id, name=self.name, kind=self.kind, aliases=aliases, ids=ids, of=self.of)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All entries, and the names by the key of their first word: (keys of the other words, name), longest
    first."""

    entries: dict[str, Entry]
    index: dict[str, list[tuple[tuple[str, ...], Name]]]
    offices: dict[tuple[str, str], list[tuple[Tenure, str]]]
    surnames: dict[str, list[str]]
    armies: dict[str, str]
    bags: dict[frozenset[str], tuple[str, ...]]
    short: dict[tuple[str, ...], tuple[str, ...]]

    def called(self, name: str) -> list[Name]:
        """Every entry's name that reads like this one."""
        keys = fold_name(name)
        if not keys:
            return []
        return [found for rest, found in self.index.get(keys[0], ()) if rest == keys[1:]]

    def holder(self, office: str, of: str, day: str | None) -> str | None:
        """Who held an office of an actor on a day, if exactly one person is known to have done so."""
        found = {person for tenure, person in self.offices.get((office, of), ()) if tenure.valid(day)}
        return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The data files as one index."""
    entries: dict[str, Entry] = {}
    for entry in (*_states(), *_listed("groups.tsv"), *_listed("organisations.tsv"), *_listed("outlets.tsv"),
                  *_persons()):  # fmt: skip
        entries.setdefault(entry.id, entry)
    for entry in _listed("ucdp.tsv"):
        entries[entry.id] = _completed(entries[entry.id], entry) if entry.id in entries else entry
    index: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
    offices: dict[tuple[str, str], list[tuple[Tenure, str]]] = {}
    for entry in entries.values():
        for name in (*entry.names, *_abbreviated(entry)):
            first, *rest = fold_name(name.text)
            index.setdefault(first, []).append((tuple(rest), name))
        for tenure in entry.tenures:
            offices.setdefault((tenure.office, tenure.of), []).append((tenure, entry.id))
    for names in index.values():
        names.sort(key=lambda item: -len(item[0]))
    surnames: dict[str, list[str]] = {}
    for entry in entries.values():
        if entry.kind == "person":
            for key in {fold_name(name.text)[-1] for name in entry.names}:
                surnames.setdefault(key, []).append(entry.id)
    armies = {entry.ids["army"]: entry.id for entry in entries.values() if "army" in entry.ids}
    return Gazetteer(entries, index, offices, surnames, armies, _bags(entries), _short(entries))


def _abbreviated(entry: Entry) -> Iterator[Name]:
    """The names of an organisation as agencies shorten them: "UN Mission in Nepal"."""
    for name in entry.names if entry.kind == "organisation" else ():
        if name.text.startswith(_UNITED_NATIONS):
            own = name.text.removeprefix(_UNITED_NATIONS)
            yield from (replace(name, text=short + own) for short in ("UN ", "U.N. "))


def _completed(entry: Entry, more: Entry) -> Entry:
    """An entry with the names and identifiers that another list has for it."""
    own = {fold_name(name.text) for name in entry.names}
    names = tuple(name for name in more.names if fold_name(name.text) not in own)
    return replace(
        entry, names=entry.names + names, ids=more.ids | entry.ids, where=entry.where or more.where
    )


def bag(name: str) -> frozenset[str]:
    """The words of a name in no order, without those that only join them."""
    joints = {"of", "the", "for", "and", "de", "in", "to", "faction", "wing"}
    return frozenset(
        word[:-1] if word.endswith("s") else word for word in fold_name(name) if word not in joints
    )


@lru_cache(maxsize=8192)
def is_shared(name: str) -> bool:
    """Whether groups of several countries may bear a name: it is made of words such as "Liberation" and
    "Front" alone, or is an acronym of three letters or fewer."""
    if name.isupper() and len(name) <= 3:
        return True
    return all(word in lexicon("shared") for word in fold_name(name))


def _bags(entries: dict[str, Entry]) -> dict[frozenset[str], tuple[str, ...]]:
    """Groups and organisations by the words of their names, for names whose words a translation has turned
    round."""
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for entry in entries.values():
        if entry.kind in ("armed_group", "organisation", "coalition"):
            for name in entry.names:
                if len(words := bag(name.text)) > 1:
                    found[words] = (*found.get(words, ()), entry.id)
    return found


_UNITED_NATIONS = "United Nations "
_OF = re.compile(r"(.+ .+?) (?:of|for|in) (?:the )?(.+)")


def _short(entries: dict[str, Entry]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Groups by their names without the state or region at the end: "National Patriotic Front" for that of
    Liberia."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for entry in entries.values():
        if entry.kind not in ("armed_group", "coalition"):
            continue
        home = {tuple(fold_name(name.text)) for state in entry.where for name in entries[state].names}
        for name in entry.names:
            match = _OF.fullmatch(name.text)
            if match is not None and tuple(fold_name(match[2])) in home:
                key = tuple(fold_name(match[1]))
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), entry.id)))
    return found


def _names(column: str, actor: str, use: str = "name") -> Iterator[Name]:
    for item in column.split("|"):
        if text := item.strip():
            text, _, span = text.partition("@")
            start, _, end = span.partition("..")
            marked = text.endswith("!")
            yield Name(text.rstrip("!"), actor, "people" if marked else use, start or None, end or None)


def _column(row: list[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _regions() -> dict[str, list[Name]]:
    """The regions and cities of each state, as names that only ever say where."""
    return {row[0]: list(_names(row[1], row[0], "region")) for row in rows("regions.tsv")}


def _states() -> Iterator[Entry]:
    regions = _regions()
    for row in rows("states.tsv"):
        key, iso3, name = row[:3]
        names = (
            *_names(name, key),
            *_names(_column(row, 5), key),
            *_names(_column(row, 3), key, "capital"),
            *_names(_column(row, 6), key, "seat"),
            *_names(_column(row, 4), key, "adjective"),
            *regions.get(key, ()),
        )
        yield Entry(key, name, "state", None, names, {"iso3": iso3} if iso3 else {})


def _listed(file: str) -> Iterator[Entry]:
    """Files with the columns id, kind, name, other names, where or of, identifiers."""
    for row in rows(file):
        key, kind, name = row[:3]
        names = (*_names(name, key), *_names(_column(row, 3), key))
        where = tuple(filter(None, _column(row, 4).split("|")))
        ids = dict(pair.split("=", 1) for pair in _column(row, 5).split("|") if "=" in pair)
        of = where[0] if where and (kind in ("office", "government", "outlet") or "army" in ids) else None
        yield Entry(key, names[0].text, cast(ActorKind, kind), of, names, ids, where)


def _persons() -> Iterator[Entry]:
    """The file of office holders: id, name, sex, other names, offices (`office of actor@from..until`)."""
    for row in rows("persons.tsv"):
        key, name, sex = row[:3]
        tenures = tuple(_tenures(_column(row, 4)))
        names = (*_names(name, key), *_names(_column(row, 3), key))
        yield Entry(key, name, "person", tenures[-1].of if tenures else None, names, {}, (), sex, tenures)


def _tenures(column: str) -> Iterator[Tenure]:
    for item in filter(None, column.split("|")):
        label, _, span = item.strip().partition("@")
        office, _, of = label.rpartition(" of ")
        start, _, end = span.partition("..")
        yield Tenure(office, of, start or None, end or None)
