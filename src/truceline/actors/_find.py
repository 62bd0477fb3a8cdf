"""From the parse of an article to its cast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from truceline.actors._cast import Cast
from truceline.actors._gazetteer import Gazetteer, Name, gazetteer
from truceline.actors._lookup import day_of, valid_first
from truceline.actors._match import hits
from truceline.actors._mention import Mention, MentionKind
from truceline.actors._people import People, Person
from truceline.actors._scan import Piece, Scan, lexicon, scan
from truceline.actors._words import case_of, fold, slug, words
from truceline.language import Parsed
from truceline.model import Actor, ActorKind, Alias, Anomaly, Article, When

__all__ = ["find"]

_OUTLET_ROLES = frozenset({"dateline", "byline", "published", "section"})
_PARTY_KIND: dict[str, tuple[str, ActorKind]] = {
    "government": ("government of {0}", "government"),
    "army": ("armed forces of {0}", "armed_group"),
    "opposition": ("opposition of {0}", "coalition"),
    "rebels": ("rebels of {0}", "armed_group"),
    "foreign ministry": ("foreign ministry of {0}", "office"),
    "defence ministry": ("defence ministry of {0}", "office"),
    "media": ("media of {0}", "outlet"),
}


def find(parsed: Parsed, *, at: When | None = None) -> Cast:
    """Every mention of an actor in an article.

    Args:
        parsed: the article's parse (its prose); outlets in datelines and bylines are read from the article's segments.
        at: when it was published, as far as known: it decides between holders of one office and dated names. Without it
            `parsed.article.published` is taken.

    Returns:
        The cast: actors, mentions in the order of the text, anomalies of the kind `name_variant`.
    """
    known = gazetteer()
    article = parsed.article
    scans = [scan(one, article.text[one.start : one.end], known) for one in parsed.paragraphs]
    return _Reading(article, scans, known, day_of(at or article.published)).cast()


class _Reading:
    """The article while it is read: what was found so far."""

    def __init__(self, article: Article, scans: list[Scan], known: Gazetteer, day: str | None) -> None:
        self.article = article
        self.scans = scans
        self.known = known
        self.day = day
        self.people = People(known, day)
        self.actors: dict[str, Actor] = {}
        self.members: dict[str, tuple[str, ...]] = {}
        self.anomalies: list[Anomaly] = []
        self.states: Counter[str] = Counter()
        self.acronyms: dict[str, str] = {}

    def cast(self) -> Cast:
        self._introduce()
        mentions = sorted(
            [*self._mentions(), *self._outlets()], key=lambda mention: (mention.start, -mention.end)
        )
        kept: list[Mention] = []
        for mention in mentions:
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        self.actors.update({person.id: person.actor() for person in self.people.all.values()})
        named = {mention.actor for mention in kept} | {m for ids in self.members.values() for m in ids}
        owners = {actor.of for actor in self.actors.values() if actor.id in named and actor.of}
        return Cast(
            text=self.article.text,
            actors={key: actor for key, actor in self.actors.items() if key in named | owners},
            mentions=tuple(kept),
            anomalies=tuple(self.anomalies),
            members=self.members,
            genders={key: person.sex for key, person in self.people.all.items() if person.sex},
            roles={key: tuple(dict.fromkeys(person.offices)) for key, person in self.people.all.items()},
        )

    # first pass: states, full names, acronyms

    def _introduce(self) -> None:
        for seen in self.scans:
            for piece in seen.pieces:
                for name in piece.names:
                    if self.known.entries[name.actor].kind == "state":
                        self.states[name.actor] += 1
        for seen in self.scans:
            for piece in seen.pieces:
                if piece.sort == "person" and (full := self._full(seen, piece)):
                    person = self.people.introduce(full)
                    self._sex(seen, piece, person)
                if piece.sort in ("group", "organisation") and piece.acronym:
                    self.acronyms[piece.acronym.key] = self._group(seen, piece)

    def _full(self, seen: Scan, piece: Piece) -> str | None:
        first, last = piece.core or (piece.first, piece.last)
        if last - first < 2:
            return None
        name = seen.reads(Piece(first, last, ""))
        return _titled(name) if seen.case != "mixed" else name

    def _sex(self, seen: Scan, piece: Piece, person: Person) -> None:
        first = (piece.core or (piece.first, piece.last))[0]
        before = seen.words[first - 1].key if first else ""
        if before in ("mr", "sir", "king", "prince"):
            person.sex = person.sex or "m"
        elif before in ("mrs", "ms", "queen", "princess", "spokeswoman", "chairwoman", "lady"):
            person.sex = person.sex or "f"

    # second pass: mentions

    def _mentions(self) -> Iterator[Mention]:
        for seen in self.scans:
            for piece in seen.pieces:
                if mention := self._mention(seen, piece):
                    yield mention
            yield from self._leftover(seen)

    def _mention(self, seen: Scan, piece: Piece) -> Mention | None:
        if piece.sort == "known":
            return self._known(seen, piece)
        if piece.sort == "person":
            return self._person(seen, piece)
        if piece.sort in ("group", "organisation"):
            actor = self._group(seen, piece)
            kind: MentionKind = "unknown_group" if piece.sort == "group" else "name"
            return self._made(seen, piece, actor, kind, "a name with the form of a group’s, in no list")
        if piece.sort == "party":
            return self._party(seen, piece)
        return self._office(seen, piece)

    def _made(
        self, seen: Scan, piece: Piece, actor: str, kind: MentionKind, why: str, of: str | None = None
    ) -> Mention:
        start, end = seen.words[piece.first].start, seen.words[piece.last - 1].end
        name = None
        if piece.core:
            name = seen.words[piece.core[0]].start, seen.words[piece.core[1] - 1].end
        return Mention(start, end, self.article.text[start:end], actor, kind, why, name, of)

    def _known(self, seen: Scan, piece: Piece) -> Mention:
        name = self._choose(piece.names)
        if piece.last - piece.first == 1 and (own := self.acronyms.get(seen.words[piece.first].key)):
            return self._made(seen, piece, own, "unknown_group", "the short name that this text gave it")
        entry = self.known.entries[name.actor]
        self.actors.setdefault(entry.id, entry.actor())
        said = seen.reads(piece)
        kind: MentionKind = "name"
        why = f"“{said}” is a name of {entry.name}"
        if name.use in ("capital", "seat"):
            kind, why = "metonym", f"“{said}” stands for {entry.name}, whose {name.use} of government it is"
        elif name.use == "adjective":
            kind, why = "demonym", f"“{said}” is the adjective of {entry.name}"
        elif entry.kind == "outlet":
            kind = "outlet"
        if not name.valid(self.day):
            why += (
                f", though not at the time of the report (in use {name.from_ or '…'} to {name.until or '…'})"
            )
        return self._made(seen, piece, entry.id, kind, why)

    def _choose(self, names: tuple[Name, ...]) -> Name:
        """The likeliest of the actors that share a name: in use then, at home in a state of the text, first listed."""

        def at_home(name: Name) -> int:
            entry = self.known.entries[name.actor]
            return max((self.states[state] for state in entry.where), default=self.states[name.actor])

        return sorted(
            valid_first(names, self.day), key=lambda name: (not name.valid(self.day), -at_home(name))
        )[0]

    def _owner(self, seen: Scan, piece: Piece | None) -> str | None:
        if piece is None:
            return None
        if piece.sort == "known":
            return self._known(seen, piece).actor
        if piece.sort in ("group", "organisation"):
            return self._group(seen, piece)
        if piece.sort == "party":
            mention = self._party(seen, piece)
            return mention.actor if mention else None
        return None

    def _group(self, seen: Scan, piece: Piece) -> str:
        said = seen.reads(piece)
        key = slug(said)
        if key not in self.actors:
            kind: ActorKind = (
                "organisation"
                if piece.sort == "organisation" or piece.noun == "organisation"
                else "armed_group"
            )
            aliases = (Alias(name=piece.acronym.text),) if piece.acronym else ()
            self.actors[key] = Actor(id=key, name=said, kind=kind, aliases=aliases)
        return key

    def _party(self, seen: Scan, piece: Piece) -> Mention | None:
        state = self._owner(seen, piece.owner)
        if state is None:
            return None
        said, of = seen.reads(piece), self.actors[state]
        if piece.noun == "side":
            return self._made(seen, piece, state, "collective", f"“{said}” speaks for {of.name}", state)
        pattern, kind = _PARTY_KIND.get(piece.noun, ("", "office"))
        if not pattern:
            key, name = slug(said), said
        else:
            name = pattern.format(of.name)
            key = slug(name)
        if key not in self.actors:
            belongs = state if piece.noun not in ("rebels", "opposition") else None
            self.actors[key] = Actor(id=key, name=name[0].upper() + name[1:], kind=kind, of=belongs)
        return self._made(seen, piece, key, "collective", f"“{said}” is the {piece.noun} of {of.name}", state)

    def _person(self, seen: Scan, piece: Piece) -> Mention:
        first, last = piece.core or (piece.first, piece.last)
        name = seen.reads(Piece(first, last, ""))
        full = self._full(seen, piece)
        if full:
            person, why = self.people.introduce(full), f"“{name}” is a person’s full name"
        else:
            person, why = self.people.refer(name)
        if piece.role:
            self._hold(seen, person, piece)
        return self._made(seen, piece, person.id, "name", why, person.of)

    def _hold(self, seen: Scan, person: Person, piece: Piece) -> None:
        assert piece.role is not None
        person.offices.append(piece.role.office)
        owner = self._owner(seen, piece.owner)
        if owner and person.entry is None:
            person.of = person.of or self._state_of(owner)

    def _state_of(self, actor: str) -> str:
        found = self.actors.get(actor)
        return found.of if found and found.of and found.kind in ("government", "office") else actor

    def _office(self, seen: Scan, piece: Piece) -> Mention | None:
        assert piece.role is not None
        said, office = seen.reads(piece), piece.role.office
        if piece.holder is not None:
            holder = piece.holder
            mention = self._person(seen, holder)
            self._hold(
                seen,
                self.people.all[mention.actor],
                Piece(piece.first, piece.last, "office", owner=piece.owner, role=piece.role),
            )
            return self._made(
                seen, piece, mention.actor, "office", f"“{said}” stands beside the name {mention.text}"
            )
        owner = self._owner(seen, piece.owner)
        if owner is None:
            return None
        owner = self._state_of(owner)
        if piece.several or (
            office in ("official", "officer", "leader", "politician") and piece.owner is not None
        ):
            return self._made(
                seen, piece, self._unnamed(office, owner, said), "office", f"“{said}”, not named", owner
            )
        for person in self.people.all.values():
            if person.of == owner and office in person.offices:
                return self._made(
                    seen, piece, person.id, "office", f"{person.name} holds that office here", owner
                )
        if holder_id := self.known.holder(office, owner, self.day):
            person = self.people.known_person(holder_id, self.known.entries[holder_id].name)
            return self._made(
                seen, piece, person.id, "office", f"{person.name} held that office on {self.day}", owner
            )
        return self._made(
            seen, piece, self._unnamed(office, owner, said), "office", f"“{said}”, not named", owner
        )

    def _unnamed(self, office: str, owner: str, said: str) -> str:
        key = slug(f"{office} of {owner}")
        self.actors.setdefault(
            owner,
            self.known.entries[owner].actor()
            if owner in self.known.entries
            else Actor(id=owner, name=owner, kind="organisation"),
        )
        if key not in self.actors:
            name = f"{office} of {self.actors[owner].name}"
            self.actors[key] = Actor(id=key, name=name[0].upper() + name[1:], kind="office", of=owner)
        return key

    def _leftover(self, seen: Scan) -> Iterator[Mention]:
        """Surnames and short names of the text that stand where no piece was seen."""
        covered = {place for piece in seen.pieces for place in range(piece.first, piece.last)}
        common = lexicon()["common"]
        for place, word in enumerate(seen.words):
            if place in covered or word.key in common or (seen.case == "mixed" and not word.capital):
                continue
            piece = Piece(place, place + 1, "person")
            if word.key in self.acronyms:
                yield self._made(
                    seen,
                    piece,
                    self.acronyms[word.key],
                    "unknown_group",
                    "the short name that this text gave it",
                )
            elif len(word.key) > 2 and self.people.has(word.key):
                person, why = self.people.refer(word.text)
                yield self._made(seen, piece, person.id, "name", why, person.of)

    def _outlets(self) -> Iterator[Mention]:
        """Outlets and agencies in datelines and bylines."""
        for segment in self.article.segments:
            if segment.role not in _OUTLET_ROLES:
                continue
            text = self.article.text[segment.start : segment.end]
            found = words(text, segment.start)
            for hit in hits(found, text, segment.start, case_of(text), self.known):
                outlet = next((n for n in hit.names if self.known.entries[n.actor].kind == "outlet"), None)
                if outlet is not None:
                    entry = self.known.entries[outlet.actor]
                    self.actors.setdefault(entry.id, entry.actor())
                    start, end = found[hit.first].start, found[hit.last - 1].end
                    yield Mention(
                        start,
                        end,
                        self.article.text[start:end],
                        entry.id,
                        "outlet",
                        f"the {segment.role} names {entry.name}",
                    )


def _titled(name: str) -> str:
    """A name in capitals or small letters as it is usually written."""
    return "".join(part.capitalize() if fold(part) else part for part in _split(name))


def _split(name: str) -> list[str]:
    parts, start = [], 0
    for place, letter in enumerate(name):
        if not letter.isalnum():
            parts += [name[start:place], letter]
            start = place + 1
    return [*parts, name[start:]]
