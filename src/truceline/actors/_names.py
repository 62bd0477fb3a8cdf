"""Names into actors, in one article: which bearer of a name is meant, and who a name in no list is."""

from __future__ import annotations

import re
from collections import Counter

from truceline.actors._gazetteer import Gazetteer, Name, bag, is_shared
from truceline.actors._lexicon import lexicon
from truceline.actors._people import People
from truceline.actors._scan import Piece, Scan
from truceline.actors._words import fold, fold_name, slug
from truceline.model import Actor, ActorKind, Alias, Article

__all__ = ["Names", "state_of", "with_article", "written"]

_PARTY_KIND: dict[str, tuple[str, ActorKind]] = {
    "government": ("government of {0}", "government"),
    "army": ("armed forces of {0}", "armed_group"),
    "opposition": ("opposition of {0}", "coalition"),
    "rebels": ("rebels of {0}", "armed_group"),
    "body": ("{1}", "office"),
    "foreign ministry": ("foreign ministry of {0}", "office"),
    "defence ministry": ("defence ministry of {0}", "office"),
    "media": ("media of {0}", "outlet"),
    "coalition": ("{0}-led coalition", "coalition"),
}
_TAKES_ARTICLE = re.compile(
    r"^(?:Central|Czech|Democratic|Dominican|Islamic|Federal|Soviet|United)\b.*\w"
    r"|\b(?:Islands|Philippines|Netherlands|Maldives|Comoros|Bahamas|Gambia|Seychelles)$"
)
"""States whose names stand with "the" in running text."""
_UNNAMED = frozenset(
    {"official", "officer", "leader", "politician", "commander", "ambassador", "deputy foreign minister"}
)
"""Offices that several people hold at once: one who is named does not stand for another who is not."""


class Names:
    """The actors of an article, and what has been found in it that tells whom a name means."""

    def __init__(self, article: Article, scans: list[Scan], known: Gazetteer, day: str | None) -> None:
        """`day` is the ISO day of publication, as far as known."""
        self.article = article
        self.scans = scans
        self.known = known
        self.day = day
        self.people = People(known, day)
        self.actors: dict[str, Actor] = {}
        self.members: dict[str, tuple[str, ...]] = {}
        self.states: Counter[str] = Counter()
        self.served: Counter[str] = Counter()
        self.acronyms: dict[str, str] = {}
        self.groups: dict[str, set[str]] = {}
        self.met: set[str] = set()
        self.dateline: str | None = None
        self.paired: set[str] = set()

    def unlisted(self, said: str) -> str:
        """A group that no list has, under an id that no listed one has."""
        key = slug(said)
        if key in self.known.entries:
            home = max(self.states, key=lambda state: self.states[state], default="")
            key = f"{key}-{home or 'unplaced'}"
        self.actors.setdefault(key, Actor(id=key, name=said, kind="armed_group"))
        return key

    def choose(self, seen: Scan, piece: Piece) -> Name | None:
        """The likeliest of the actors that share a name: in use then, at home in a state of the text,
        in use for a time only, listed first.

        A short acronym of a group that is at home in none of the text's states is somebody else's.
        """

        def at_home(name: Name) -> int:
            where = self.known.entries[name.actor].where or (name.actor,)
            return max(self.states[state] + self.served[state] for state in where)

        best = min(piece.names, key=lambda name: (not name.valid(self.day), -at_home(name), not name.dated))
        entry = self.known.entries[best.actor]
        short = len(best.text) <= 3 and best.text.isupper() and entry.kind in ("armed_group", "coalition")
        foreign = short and entry.where and self.states and not at_home(best)
        if foreign and not self._spelt_out(best) and not self._armed(seen, piece):
            return None
        return best

    def _armed(self, seen: Scan, piece: Piece) -> bool:
        """Whether a short acronym stands beside a word for fighters, or comes back again and again."""
        fighters = lexicon("fighters")
        if seen.key(piece.first - 1) in fighters or seen.key(piece.last) in fighters:
            return True
        key = seen.key(piece.first)
        return sum(word.key == key and word.text.isupper() for one in self.scans for word in one.words) > 2

    def _spelt_out(self, name: Name) -> bool:
        """Whether a longer name of the same actor stands in the text."""
        return any(
            other.actor == name.actor and len(other.text) > len(name.text)
            for seen in self.scans
            for piece in seen.pieces
            for other in piece.names
        )

    def is_elsewhere(self, piece: Piece) -> bool:
        """Whether a name that groups of many countries bear belongs to none that is at home in this text."""
        return not any(self._fits(name) for name in piece.names)

    def _fits(self, name: Name) -> bool:
        """Whether a name can be taken for the actor that bears it: it says whose it is, or a state of the
        text is that actor's home, or the text spells the actor out."""
        entry = self.known.entries[name.actor]
        if not entry.where or entry.kind not in ("armed_group", "coalition") or not is_shared(name.text):
            return True
        if name.text.isupper() and not self.states and not entry.id.startswith("ucdp-"):
            return True
        return self.at_home(name.actor) > 0 or self._spelt_out(name)

    def group(self, seen: Scan, piece: Piece) -> str:
        said = seen.reads(piece.first, piece.last)
        said = said if seen.case == "mixed" else written(said)
        if listed := self._otherwise(said, piece):
            self.actors.setdefault(listed, self.known.entries[listed].actor())
            return listed
        key = slug(said)
        if key in self.known.entries and self.known.entries[key].kind == "armed_group" and is_shared(said):
            return self.unlisted(said)
        if key not in self.actors:
            organisation = "organisation" in (piece.sort, piece.noun)
            aliases = [Alias(name=piece.acronym.text)] if piece.acronym else []
            if piece.last - piece.first > 1 and seen.words[piece.last - 1].text.islower():
                aliases.append(Alias(name=seen.reads(piece.first, piece.last - 1)))
            kind: ActorKind = "organisation" if organisation else "armed_group"
            if piece.noun == "outlet":
                kind = "outlet"
            self.actors[key] = Actor(id=key, name=said, kind=kind, aliases=tuple(aliases))
        return key

    def _otherwise(self, said: str, piece: Piece) -> str | None:
        """The known group of a name whose words stand in another order, or whose acronym the text gives
        beside it."""
        names = self.known.bags.get(bag(said), ())
        if is_shared(said):
            names = tuple(one for one in names if self.at_home(one) or not self.known.entries[one].where)
        if not names:
            short = self.known.short.get(tuple(fold_name(said)), ())
            names = tuple(one for one in short if self.at_home(one))
        if not names and piece.acronym is not None:
            given = self.known.called(piece.acronym.text)
            names = tuple(
                name.actor for name in given if self.at_home(name.actor) and self._related(said, name.actor)
            )
        return names[0] if len(set(names)) == 1 else None

    def _related(self, said: str, actor: str) -> bool:
        """Whether a name shares the beginning of a word of five letters or more with a name of an actor."""
        stems = {word[:5] for word in fold_name(said) if len(word) > 4}
        return any(
            word[:5] in stems for name in self.known.entries[actor].names for word in fold_name(name.text)
        )

    def at_home(self, actor: str) -> int:
        """How often the text names the state in which a group is at home, or people who served it."""
        where = self.known.entries[actor].where
        return max((self.states[state] + self.served[state] for state in where), default=0)

    def party(self, state: str, noun: str, said: str) -> str:
        """The actor that is the government, army, opposition, ... of a state."""
        if noun == "army" and (listed := self.known.armies.get(state)):
            self.actors.setdefault(listed, self.known.entries[listed].actor())
            return listed
        if noun == "rebels" and self.breakaway(state):
            return state
        if noun == "rebels" and len(self.groups.get(state, ())) == 1:
            (group,) = self.groups[state]
            self.actors.setdefault(group, self.known.entries[group].actor())
            return group
        if noun == "rebels" and state in lexicon("diaspora") and (abroad := self.only_group()):
            return abroad
        if noun == "coalition" and (listed := self._listed_coalition(said)):
            return listed
        pattern, kind = _PARTY_KIND.get(noun, ("{1}", "office"))
        key = slug(pattern.format(self.actors[state].name, said))
        if key not in self.actors:
            name = pattern.format(with_article(self.actors[state].name), said)
            of = None if noun in ("rebels", "opposition") else state
            others = tuple(Alias(name=other) for other in self._also(state, pattern))
            self.actors[key] = Actor(
                id=key, name=name[0].upper() + name[1:], kind=kind, of=of, aliases=others
            )
        return key

    def _also(self, state: str, pattern: str) -> list[str]:
        """What else a party of a state is called: "Syrian armed forces", "Armed forces of Cote d'Ivoire"."""
        entry = self.known.entries.get(state)
        if entry is None or entry.kind != "state" or not pattern.endswith(" of {0}"):
            return []
        what = pattern.removesuffix(" of {0}")
        adjectives = [f"{name.text} {what}" for name in entry.names if name.use == "adjective"]
        others = [
            f"{what} of {with_article(name.text)}"
            for name in entry.names
            if name.use == "name" and not name.text.isupper() and name.text != entry.name
        ]
        return [name[0].upper() + name[1:] for name in (*adjectives, *others)]

    def of_people(self, people: str) -> str | None:
        """The one group of the text called after a people or region: the NDFB for "Bodo militants"."""
        if len(people) < 4 or people in lexicon("shared"):
            return None
        entries = self.known.entries
        named = [entries[one] for one in self.met if entries[one].kind in ("armed_group", "coalition")]
        words = {
            entry.id: {word for name in entry.names for word in fold_name(name.text) if len(word) > 3}
            for entry in named
            if not entry.of and (not entry.where or self.at_home(entry.id))
        }
        fitting = [one for one, own in words.items() if people in own] or [
            one for one, own in words.items() if any(_stem(word, people) for word in own)
        ]
        if len(fitting) != 1:
            return None
        self.actors.setdefault(fitting[0], entries[fitting[0]].actor())
        return fitting[0]

    def only_group(self) -> str | None:
        """The one known armed group of the text."""
        named = {group for groups in self.groups.values() for group in groups}
        if len(named) != 1:
            return None
        (group,) = named
        self.actors.setdefault(group, self.known.entries[group].actor())
        return group

    def _listed_coalition(self, said: str) -> str | None:
        """The known coalition that "the Saudi-led alliance" is another name of."""
        listed = [name.actor for name in self.known.called(said.partition("-")[0] + "-led coalition")]
        for actor in listed:
            self.actors.setdefault(actor, self.known.entries[actor].actor())
        return listed[0] if listed else None

    def breakaway(self, state: str) -> bool:
        """Whether an actor is listed as a state without having a code: its separatists and it are one
        party."""
        entry = self.known.entries.get(state)
        return entry is not None and entry.kind == "state" and not entry.ids

    def together(self, members: tuple[str, ...]) -> str:
        """The actor that several actors are together."""
        members = tuple(dict.fromkeys(members))
        if len(members) == 1:
            return members[0]
        key = "-and-".join(sorted(members))
        if key not in self.actors:
            names = [self.name(member) for member in members]
            name = ", ".join(names[:-1]) + " and " + names[-1]
            self.actors[key] = Actor(id=key, name=name, kind="coalition")
            self.members[key] = members
        return key

    def name(self, actor: str) -> str:
        """The name under which an actor of this article goes."""
        return self.people.all[actor].name if actor in self.people.all else self.actors[actor].name

    def held(
        self, office: str, owner: str, said: str, *, several: bool = False, sole: bool = False
    ) -> tuple[str, str]:
        """Who holds an office of an actor, as the text or the lists say; else the office itself; and why.

        `several` people are meant, or the `sole` one who can be called so ("the leader of the Front"): the
        one leader of it whom the text names.
        """
        if sole and office == "leader":
            led = [one for one in self.people.all.values() if one.of == owner and office in one.offices]
            if len(led) == 1:
                return led[0].id, f"{led[0].name} holds that office here"
        if not several and office not in _UNNAMED:
            for person in self.people.all.values():
                if person.of == owner and office in person.offices:
                    return person.id, f"{person.name} holds that office here"
            if holder := self.known.holder(office, owner, self.day):
                person = self.people.known_person(holder, self.known.entries[holder].name)
                return person.id, f"{person.name} held that office on {self.day}"
        title = f"{office}s" if several else office
        key = slug(f"{title} of {owner}")
        if owner not in self.actors and owner in self.known.entries:
            self.actors[owner] = self.known.entries[owner].actor()
        if key not in self.actors:
            name = f"{title} of {with_article(self.name(owner))}"
            self.actors[key] = Actor(id=key, name=name[0].upper() + name[1:], kind="office", of=owner)
        return key, f"“{said}”, not named"


def state_of(actors: dict[str, Actor], actor: str) -> str:
    """The state or group behind a government, an army or an office; the actor itself where there is none."""
    found = actors.get(actor)
    made = found is not None and (found.kind == "office" or found.id.startswith("government-of-"))
    return found.of if made and found is not None and found.of else actor


def _stem(word: str, people: str) -> bool:
    """Whether one of two words goes on from the other: Aceh and Acehnese, Bodo and Bodoland."""
    short, long = sorted((word, people), key=len)
    return word not in lexicon("shared") and long.startswith(short)


def with_article(name: str) -> str:
    """A state's name as it stands behind "of": the Philippines, the Central African Republic."""
    return f"the {name}" if _TAKES_ARTICLE.search(name) and not name.startswith("the ") else name


def written(name: str) -> str:
    """A name in capitals or small letters as it is usually written."""
    small = {"al", "de", "of", "the", "for", "and", "bin", "ibn", "der", "van", "von", "la", "del"}
    parts: list[str] = []
    current = ""
    for letter in name + " ":
        if letter.isalnum():
            current += letter
            continue
        parts += [current.lower() if parts and fold(current) in small else current.capitalize(), letter]
        current = ""
    return "".join(parts)[:-1]
