"""One article while it is read: pieces into mentions."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.actors._groups import bracketed
from truceline.actors._lexicon import lexicon
from truceline.actors._mention import Mention, MentionKind
from truceline.actors._names import Names, state_of, written
from truceline.actors._people import Person
from truceline.actors._scan import Piece, Scan
from truceline.actors._words import Word

__all__ = ["Reading"]

_ABBREVIATED = frozenset({"armed_group", "coalition", "organisation"})


_APPOSED = 4
"""Words between a comma and the noun of an apposition."""


_REBELLING = frozenset({
    "rebel", "guerrilla", "insurgent", "separatist", "secessionist", "mutinous", "renegade", "breakaway",
})  # fmt: skip
"""Words that make whom they describe no servant of the state."""


class Reading(Names):
    """What has been found in an article so far."""

    # First pass: the states of the text, full names, the short names that the text itself gives.

    def introduce(self) -> None:
        """Collect what later words refer back to, from the whole article."""
        pieces = [(seen, piece) for seen in self.scans for piece in seen.pieces]
        for seen, piece in pieces:
            self._count(seen, piece)
            if piece.sort == "person" and (full := self._full(seen, piece)):
                self.served.update(self._served(full))
        for seen, piece in pieces:
            self._meet(seen, piece)
        for seen, piece in pieces:
            if piece.sort == "person" and (full := self._full(seen, piece)):
                self._sex(seen, piece, self.people.introduce(full))
            if piece.sort in ("group", "organisation") and piece.acronym:
                self.acronyms[piece.acronym.key] = self.group(seen, piece)
            elif piece.sort == "known" and (word := bracketed(seen, piece.last)):
                self._abbreviate(seen, piece, word)
        for seen, piece in pieces:
            if piece.sort == "person" and (piece.role or piece.holder):
                self._person(seen, piece)
            elif piece.sort == "office" and piece.holder is not None:
                self._office(seen, piece)

    def _abbreviate(self, seen: Scan, piece: Piece, word: Word) -> None:
        """Note the short name that a text gives in brackets after a group or organisation."""
        name = self.choose(seen, piece)
        if name is not None and self.known.entries[name.actor].kind in _ABBREVIATED:
            self.actors.setdefault(name.actor, self.known.entries[name.actor].actor())
            self.acronyms[word.key] = name.actor

    def _count(self, seen: Scan, piece: Piece) -> None:
        """Count a state: twice where its government or army is named, never where its capital is a place.

        Who only brought something about, or backs somebody, is no ground of the conflict: "China-brokered".
        """
        for one in (piece, piece.owner, *piece.owners):
            self.met.update(name.actor for name in (one.names if one else ()))
        if seen.key(piece.last) in lexicon("brought") and seen.between(piece.last - 1, piece.last) == "-":
            return
        owner = piece.owner if piece.sort == "party" else piece
        for name in owner.names if owner else ():
            if self.known.entries[name.actor].kind == "state" and not (piece.place and name.use == "capital"):
                self.states[name.actor] += 2 if piece.sort == "party" else 1

    def _served(self, full: str) -> set[str]:
        """The states that a known person held office in, or where the group that he led is at home."""
        entries = self.known.entries
        owners = {tenure.of for name in self.known.called(full) for tenure in entries[name.actor].tenures}
        listed = [entries[owner] for owner in owners if owner in entries]
        states = {entry.id for entry in listed if entry.kind == "state"}
        return states | {state for entry in listed if entry.kind == "armed_group" for state in entry.where}

    def _meet(self, seen: Scan, piece: Piece) -> None:
        """Note a known armed group with the states in which it is at home."""
        if piece.sort == "known" and (name := self.choose(seen, piece)):
            entry = self.known.entries[name.actor]
            for state in entry.where if entry.kind == "armed_group" and not entry.of else ():
                self.groups.setdefault(state, set()).add(entry.id)

    def _full(self, seen: Scan, piece: Piece) -> str | None:
        first, last = piece.core or (piece.first, piece.last)
        if last - first < 2:
            return None
        name = seen.reads(first, last)
        return written(name) if seen.case != "mixed" else name

    def _sex(self, seen: Scan, piece: Piece, person: Person) -> None:
        first = (piece.core or (piece.first, piece.last))[0]
        near = {seen.key(first - 1), seen.key(first - 2)}
        given = lexicon("given").get(person.keys[0], "")
        if near & {
            "mrs",
            "ms",
            "queen",
            "princess",
            "spokeswoman",
            "chairwoman",
            "lady",
            "baroness",
            "miss",
            "sister",
        }:
            person.sex = person.sex or "f"
        elif near & {"mr", "sir", "king", "prince", "lord", "sheikh", "ayatollah", "imam", "pope", "mullah"}:
            person.sex = person.sex or "m"
        person.sex = person.sex or given

    # Second pass: mentions.

    def mentions(self) -> Iterator[Mention]:
        """Every piece that stands for an actor, and what refers back to one by a part of its name."""
        for seen in self.scans:
            for piece in seen.pieces:
                if mention := self._mention(seen, piece):
                    yield mention
            yield from self._leftover(seen)

    def _mention(self, seen: Scan, piece: Piece) -> Mention | None:
        own = self.acronyms.get(seen.key(piece.first)) if piece.last - piece.first == 1 else None
        if own and piece.sort in ("known", "group", "organisation"):
            kind: MentionKind = "name" if own in self.known.entries else "unknown_group"
            return self.made(seen, piece, own, kind, "the short name that this text gave it")
        if piece.sort == "known" and piece.last - piece.first == 1 and self._surname(seen, piece):
            return self._person(seen, piece)
        if piece.sort == "known" and self.is_elsewhere(piece):
            return self._unplaced(seen, piece)
        readers = {
            "known": self._known,
            "person": self._person,
            "group": self._named,
            "organisation": self._named,
            "party": self._party,
        }
        return readers.get(piece.sort, self._office)(seen, piece)

    def _surname(self, seen: Scan, piece: Piece) -> bool:
        """Whether a known outlet, group or organisation of one word is the surname of somebody named here."""
        kinds = {self.known.entries[name.actor].kind for name in piece.names}
        if "state" in kinds or not self.people.surname(seen.key(piece.first)):
            return False
        # "The Houthi rebels" are the group, whoever bears the name in the text.
        group = "armed_group" in kinds and seen.key(piece.last) in lexicon("fighters")
        return not group

    def _unplaced(self, seen: Scan, piece: Piece) -> Mention | None:
        """A group known by its name alone, of which no list says that it is at home here."""
        said = seen.reads(piece.first, piece.last)
        if piece.last - piece.first == 1:
            return None
        actor = self.unlisted(said if seen.case == "mixed" else written(said))
        why = f"“{said}” is a name that groups of several countries bear; none of these is named here"
        return self.made(seen, piece, actor, "unknown_group", why)

    def _named(self, seen: Scan, piece: Piece) -> Mention | None:
        """A name that no list has in this form."""
        band = seen.key(piece.last - 1) in lexicon("fighters") and seen.key(piece.first) in lexicon("ethnic")
        if piece.sort == "group" and (own := self._of_people(seen, piece)) is not None:
            why = f"the group of the text whose name has “{seen.words[piece.first].text}” in it"
            return self.made(seen, piece, own, "collective", why)
        if band and piece.sort == "group" and _apposed(seen, piece):
            return None
        if band and piece.sort == "group" and (only := self.only_group()):
            return self.made(seen, piece, only, "collective", "the one armed group that the text names")
        actor = self.group(seen, piece)
        if actor in self.known.entries:
            return self.made(seen, piece, actor, "name", f"another form of {self.known.entries[actor].name}")
        kind: MentionKind = "unknown_group" if piece.sort == "group" else "name"
        kind = "outlet" if piece.noun == "outlet" else kind
        form = {"outlet": "an outlet’s", "organisation": "an organisation’s"}.get(piece.noun, "a group’s")
        return self.made(seen, piece, actor, kind, f"a name in the place or form of {form}, in no list")

    def _of_people(self, seen: Scan, piece: Piece) -> str | None:
        """The group of the text that "Bodo militants" means; "the Hutu movement" may be any of several."""
        last = seen.words[piece.last - 1]
        if piece.last - piece.first != 2 or last.key not in lexicon("fighters") or not last.text.islower():
            return None
        if last.key in lexicon("bands") and self.only_group() is None:
            return None
        return self.of_people(seen.key(piece.first))

    def made(
        self, seen: Scan, piece: Piece, actor: str, kind: MentionKind, why: str, *, of: str | None = None
    ) -> Mention:
        """A mention at the place of a piece."""
        start, end = seen.span(piece.first, piece.last)
        name = seen.span(*piece.core) if piece.core else None
        return Mention(start, end, self.article.text[start:end], actor, kind, why, name, of)

    def _known(self, seen: Scan, piece: Piece) -> Mention | None:
        name = self.choose(seen, piece)
        if name is None or name.use == "region":
            return None
        entry = self.known.entries[name.actor]
        self.actors.setdefault(entry.id, entry.actor())
        said = seen.reads(piece.first, piece.last)
        kind: MentionKind = "name"
        why = f"“{said}” is a name of {entry.name}"
        if piece.place:
            kind, why = "place", f"“{said}” is a place here, in {entry.name}"
        elif name.use in ("capital", "seat"):
            kind, why = "metonym", f"“{said}” stands for {entry.name}, whose {name.use} of government it is"
        elif name.use == "adjective":
            kind, why = "demonym", f"“{said}” is the adjective of {entry.name}"
        elif entry.kind == "outlet":
            kind = "outlet"
        elif self._bare_attribute(seen, piece):
            kind, why = "demonym", f"“{said}”, a name of {entry.name}, says here whose something else is"
        if not name.valid(self.day):
            why += (
                f", though not at the time of the report (in use {name.from_ or '…'} to {name.until or '…'})"
            )
        return self.made(seen, piece, entry.id, kind, why)

    def _bare_attribute(self, seen: Scan, piece: Piece) -> bool:
        """Whether a name is half of an adjective: "Hamas-run", "rebel-held", not a party itself;
        "the MPLA government" is the government."""
        if piece.last >= len(seen.words):
            return False
        if seen.between(piece.last - 1, piece.last) == " " and seen.key(piece.last) == "government":
            kinds = {self.known.entries[name.actor].kind for name in piece.names}
            return kinds <= {"armed_group", "coalition"}
        if seen.key(piece.last) not in lexicon("held"):
            return False
        return seen.between(piece.last - 1, piece.last).lstrip(".") in ("-", "‑", "–")

    def owner(self, seen: Scan, piece: Piece | None) -> str | None:
        """The actor of a piece that something else belongs to."""
        if piece is None or piece.sort == "person":
            return None
        if piece.sort == "known" and (name := self.choose(seen, piece)):
            entry = self.known.entries[name.actor]
            self.actors.setdefault(entry.id, entry.actor())
            return entry.id
        if piece.sort in ("group", "organisation"):
            return self.acronyms.get(seen.key(piece.first)) or self.group(seen, piece)
        mention = self._party(seen, piece) if piece.sort == "party" else None
        return mention.actor if mention else None

    def _party(self, seen: Scan, piece: Piece) -> Mention | None:
        state = self.owner(seen, piece.owner)
        if state is None:
            return None
        said = seen.reads(piece.first, piece.last)
        if piece.noun == "side":
            why = f"“{said}” speaks for {self.actors[state].name}"
            return self.made(seen, piece, state, "collective", why, of=state)
        key = self.party(state, piece.noun, said)
        why = f"“{said}” is the {piece.noun} of {self.actors[state].name}"
        return self.made(seen, piece, key, "collective", why, of=state)

    def _person(self, seen: Scan, piece: Piece) -> Mention:
        first, last = piece.core or (piece.first, piece.last)
        name = seen.reads(first, last)
        if full := self._full(seen, piece):
            person, why = self.people.introduce(full), f"“{name}” is a person’s full name"
        else:
            person, why = self.people.refer(name if seen.case == "mixed" else written(name))
        if piece.role:
            self._hold(seen, person, piece)
        if piece.holder is not None and (group := self.owner(seen, piece.holder)):
            person.of = person.of or group
            person.offices.append("leader")
        return self.made(seen, piece, person.id, "name", why, of=person.of)

    def _hold(self, seen: Scan, person: Person, piece: Piece) -> None:
        assert piece.role is not None
        person.offices.append(piece.role.office)
        if seen.key(piece.role.last - 1).endswith("woman"):
            person.sex = person.sex or "f"
        if owner := self.owner(seen, piece.owner or self._possessor(seen, piece)):
            person.of = person.of or self._served_by(seen, piece, state_of(self.actors, owner))

    def _served_by(self, seen: Scan, piece: Piece, owner: str) -> str:
        """Whom somebody in an office serves: a state, or the rebels in it ("a Chad rebel commander")."""
        assert piece.role is not None
        said = {seen.key(step) for step in range(piece.first, piece.role.last)}
        found = self.actors.get(owner)
        if found is None or found.kind != "state" or not said & _REBELLING:
            return owner
        return self.party(owner, "rebels", "")

    def _possessor(self, seen: Scan, piece: Piece) -> Piece | None:
        """Whose "its leader X" is: the group or state named last before it in the same sentence."""
        assert piece.role is not None
        if not {seen.key(piece.first - 1), seen.key(piece.first - 2)} & {"its", "their"}:
            return None
        for step in range(piece.first - 1, -1, -1):
            found = seen.at(step)
            if found is not None and found.sort in ("known", "group", "party") and not found.place:
                return found
            if seen.opens(step):
                break
        return None

    def _office(self, seen: Scan, piece: Piece) -> Mention | None:
        assert piece.role is not None
        said, office = seen.reads(piece.first, piece.last), piece.role.office
        if piece.holder is not None:
            beside = self._person(seen, piece.holder)
            self._hold(seen, self.people.all[beside.actor], piece)
            why = f"“{said}” stands beside the name {beside.text}"
            served = self.owner(seen, piece.owner)
            of = (
                self._served_by(seen, piece, state_of(self.actors, served))
                if served is not None
                else beside.of
            )
            return self.made(seen, piece, beside.actor, "office", why, of=of)
        owners = [owner for one in reversed(piece.owners) if (owner := self.owner(seen, one))]
        if piece.role.several and len(owners) > 1:
            return self._several(seen, piece, office, [state_of(self.actors, owner) for owner in owners])
        owner = self.owner(seen, piece.owner)
        if owner is None:
            return None
        served = self._served_by(seen, piece, state_of(self.actors, owner))
        sole = not piece.role.several and _is_sole(seen, piece)
        actor, why = self.held(office, served, said, several=piece.role.several, sole=sole)
        return self.made(seen, piece, actor, "office", why, of=served)

    def _several(self, seen: Scan, piece: Piece, office: str, owners: list[str]) -> Mention:
        """ "The Russian and Turkish foreign ministers"."""
        said = seen.reads(piece.first, piece.last)
        members = tuple(self.held(office, owner, said)[0] for owner in owners)
        return self.made(seen, piece, self.together(members), "list", f"“{said}” are {len(members)}")

    def _leftover(self, seen: Scan) -> Iterator[Mention]:
        """Surnames and short names of the text that stand where no piece was seen."""
        for place, word in enumerate(seen.words):
            if seen.at(place) is not None or word.key in lexicon("common"):
                continue
            if seen.case == "mixed" and not word.capital:
                continue
            piece = Piece(place, place + 1, "person")
            if word.key in self.acronyms:
                why = "the short name that this text gave it"
                yield self.made(seen, piece, self.acronyms[word.key], "unknown_group", why)
            elif len(word.key) > 2 and self.people.has(word.key):
                person, why = self.people.refer(word.text)
                yield self.made(seen, piece, person.id, "name", why, of=person.of)
            elif (seen.title or seen.case == "upper") and (known := self._holder(word)) is not None:
                why = f"“{word.text}” is the surname of one known holder of an office, {known.name}"
                yield self.made(seen, piece, known.id, "name", why, of=known.of)

    def _holder(self, word: Word) -> Person | None:
        """The known holder of an office whose surname is in a headline, where whom he serves is named too."""
        known = self.people.known_surname(written(word.text))
        if known is None or known.entry is None:
            return None
        served = {tenure.of for tenure in known.entry.tenures}
        return known if served & self.met else None


def _apposed(seen: Scan, piece: Piece) -> bool:
    """Whether a description only goes on about the group named before a comma: "the FNL, the second Hutu
    movement"."""
    for step in range(piece.first, max(0, piece.first - _APPOSED), -1):
        if seen.between(step - 1, step).strip() == ",":
            before = seen.at(step - 1)
            return before is not None and before.sort in ("known", "group")
        if seen.words[step - 1].capital:
            return False
    return False


def _is_sole(seen: Scan, piece: Piece) -> bool:
    """Whether an office is said to be one person's: "the leader of the Front", and "Leader of the Front"
    where a sentence begins."""
    if seen.key(piece.first) != "leader":
        return False
    before = seen.between(piece.first - 1, piece.first) if piece.first else "."
    heads = seen.words[piece.first].capital and before.strip()[-1:] in {".", "!", "?", "”", '"', ":"}
    return seen.key(piece.first - 1) == "the" or heads
