"""The people of one article: full names, surnames, offices, sexes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from truceline.actors._gazetteer import Entry, Gazetteer, gazetteer
from truceline.actors._lexicon import lexicon
from truceline.actors._sound import sound_key
from truceline.actors._words import fold_name, slug
from truceline.model import Actor, Alias

__all__ = ["People", "Person"]


@dataclass(slots=True)
class Person:
    """A person of the article. `keys` are the words of the fullest name seen."""

    id: str
    name: str
    keys: tuple[str, ...]
    entry: Entry | None = None
    of: str | None = None
    sex: str = ""
    offices: list[str] = field(default_factory=list)
    spellings: set[str] = field(default_factory=set)

    def actor(self) -> Actor:
        """The person as the type that leaves this room."""
        known = self.entry.actor() if self.entry else Actor(id=self.id, name=self.name, kind="person")
        has = {alias.name for alias in known.aliases} | {known.name}
        more = tuple(Alias(name=name) for name in sorted(self.spellings - has))
        return Actor(
            id=known.id, name=known.name, kind="person", aliases=known.aliases + more, ids=known.ids,
            of=self.of,
        )  # fmt: skip


@lru_cache(maxsize=1)
def _sounds() -> dict[str, set[str]]:
    """The known people by how their full names sound, where that is long enough to tell them apart."""
    found: dict[str, set[str]] = {}
    for entry in gazetteer().entries.values():
        if entry.kind == "person":
            for name in entry.names:
                key = sound_key(name.text)
                if " " in key and len(key) > 6:
                    found.setdefault(key, set()).add(entry.id)
    return found


class People:
    """A register that full names enter first and surnames are looked up in."""

    def __init__(self, known: Gazetteer, day: str | None) -> None:
        """`day` is the ISO day of the report, for telling holders of offices apart."""
        self.known = known
        self.day = day
        self.all: dict[str, Person] = {}
        self._by_part: dict[str, list[str]] = {}
        self.spoilt: dict[str, tuple[str, str]] = {}

    def introduce(self, name: str) -> Person:
        """The person of a full name (two words or more), new or already met under this or a near spelling."""
        if name.lower() in self.spoilt:
            return self.all[self.spoilt[name.lower()][0]]
        keys = fold_name(name)
        found = self._entry(name) or self._near(keys)
        if found:
            found.spellings.add(name)
            return found
        return self._add(Person(slug(name), name, keys))

    def refer(self, name: str) -> tuple[Person, str]:
        """The person of a surname or another part of a name, and why."""
        if name.lower() in self.spoilt:
            actor, why = self.spoilt[name.lower()]
            return self.all[actor], why
        keys = fold_name(name)
        if owners := self._owners(keys):
            person = self.all[owners[0]]
            if len(owners) == 1:
                return person, f"“{name}” is part of the name {person.name}"
            return person, f"“{name}” fits {len(owners)} people here; {person.name} is named first"
        if known := self.known_surname(name):
            return known, f"“{name}” is the surname of one known holder of an office, {known.name}"
        if close := self._misspelt(keys):
            return close, f"“{name}” is one letter or two away from {close.name}"
        return self._add(Person(slug(name), name, keys)), f"“{name}” is named without more"

    def mistake(self, said: str, person: str, why: str) -> None:
        """Take a name, and its last word where it stands alone, for that person from now on."""
        self.spoilt[said.lower()] = self.spoilt[said.rsplit(maxsplit=1)[-1].lower()] = (person, why)
        self.all[person].spellings.add(said)
        wrong = self.all.get(slug(said))
        if wrong is not None and wrong.id != person:
            del self.all[wrong.id]
            for owners in self._by_part.values():
                if wrong.id in owners:
                    owners.remove(wrong.id)

    def has(self, key: str) -> bool:
        """Whether a word is the surname (or whole name) of somebody here."""
        return key in self.spoilt or bool(self._owners((key,)))

    def surname(self, key: str) -> bool:
        """Whether somebody introduced here by a full name has this surname."""
        return any(
            len(self.all[one].keys) > 1 and self.all[one].keys[-1] == key for one in self._owners((key,))
        )

    def _add(self, person: Person) -> Person:
        self.all[person.id] = person
        for key in set(person.keys):
            if key not in lexicon("particle") and len(key) > 1:
                self._by_part.setdefault(key, []).append(person.id)
        return person

    def _owners(self, keys: tuple[str, ...]) -> list[str]:
        """Who has all of these words in the name; those whose last word it is come before the others."""
        core = [key for key in keys if key not in lexicon("particle")] or list(keys)
        owners = [
            owner for owner in self._by_part.get(core[-1], ()) if set(core) <= set(self.all[owner].keys)
        ]
        last = [owner for owner in owners if self.all[owner].keys[-1] == core[-1]]
        return last or owners

    def _entry(self, name: str) -> Person | None:
        found = {
            one.actor for one in self.known.called(name) if self.known.entries[one.actor].kind == "person"
        }
        if not found:
            found = {one for one in _sounds().get(sound_key(name), ()) if self._like(name, one)}
        return self.known_person(found.pop(), name) if len(found) == 1 else None

    def _like(self, name: str, actor: str) -> bool:
        """Whether a name that sounds like a known person's is also written much like it."""
        return (
            max(fuzz.ratio(name.lower(), one.text.lower()) for one in self.known.entries[actor].names) >= 75
        )

    def known_person(self, actor: str, name: str) -> Person:
        """The person of an entry of the lists."""
        if actor in self.all:
            return self.all[actor]
        entry = self.known.entries[actor]
        person = Person(
            entry.id, entry.name, fold_name(name if " " in name else entry.name), entry, entry.of, entry.sex
        )
        begun = [one for one in entry.tenures if not (self.day and one.from_ and one.from_ > self.day)]
        current = [tenure for tenure in begun if tenure.valid(self.day)] or begun
        person.offices = [tenure.office for tenure in current]
        person.of = current[-1].of if current else None
        return self._add(person)

    def _near(self, keys: tuple[str, ...]) -> Person | None:
        """Somebody with the same surname and a given name that is the same, an initial, or a near
        spelling."""
        for owner in self._by_part.get(keys[-1], ()):
            person = self.all[owner]
            if person.keys == keys:
                return person
            if person.keys[-1] == keys[-1] and len(person.keys) > 1:
                one, other = person.keys[0], keys[0]
                if one[0] == other[0] and (min(len(one), len(other)) == 1 or fuzz.ratio(one, other) >= 70):
                    return person
        for person in self.all.values():
            if len(person.keys) == len(keys) > 1 and fuzz.ratio(" ".join(person.keys), " ".join(keys)) >= 88:
                return person
        return None

    def known_surname(self, name: str) -> Person | None:
        """The one known holder of an office with this surname, where the day (or the lists) leave one."""
        key = fold_name(name)[-1]
        found = self.known.surnames.get(key, ())
        current = [
            actor for actor in found if any(t.valid(self.day) for t in self.known.entries[actor].tenures)
        ]
        chosen = current if len(current) == 1 else found if len(found) == 1 else ()
        if len(chosen) != 1 or key in lexicon("common") or key in lexicon("wordlike"):
            return None
        return self.known_person(chosen[0], name)

    def _misspelt(self, keys: tuple[str, ...]) -> Person | None:
        if len(keys[-1]) < 6:
            return None
        close = [
            person for person in self.all.values()
            if len(person.keys) > 1 and person.keys[-1][0] == keys[-1][0]
            and fuzz.ratio(person.keys[-1], keys[-1]) >= 86
        ]  # fmt: skip
        return close[0] if len(close) == 1 else None
