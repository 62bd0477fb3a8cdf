"""One paragraph cut into pieces that may be actors: known names, people, groups, offices, and parties of a state."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import lru_cache

from truceline.actors._gazetteer import Gazetteer, Name, rows
from truceline.actors._match import hits
from truceline.actors._roles import Role, roles
from truceline.actors._words import Word, case_of, words
from truceline.language import Paragraph

__all__ = ["Piece", "Scan", "lexicon", "scan"]

_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "del",
        "della",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "ben",
        "al",
        "el",
        "ag",
        "ould",
        "abu",
        "abd",
        "d",
        "di",
        "du",
        "la",
        "le",
        "st",
    ]
)
_JOINTS = frozenset(
    [
        "of",
        "for",
        "the",
        "de",
        "del",
        "la",
        "des",
        "du",
        "pour",
        "para",
        "dos",
        "da",
        "do",
        "e",
        "y",
        "et",
        "'for",
    ]
)


@lru_cache(maxsize=1)
def lexicon() -> dict[str, dict[str, str]]:
    """The word lists of `lexicon.tsv`: list name to {word: what it stands for}."""
    lists: dict[str, dict[str, str]] = {}
    for row in rows("lexicon.tsv"):
        meaning = row[2] if len(row) > 2 else ""
        for word in row[1].split("|"):
            lists.setdefault(row[0], {})[word] = meaning
    return lists


@dataclass(slots=True)
class Piece:
    """Words `first` to `last` (excluded). `sort` is known, person, group, organisation, party or office.

    `names` are the known names it may be, `noun` the kind of party ("army"), `owner` the piece that it belongs to,
    `holder` the person piece that an office stands with, `acronym` the short name that the text gives it.
    """

    first: int
    last: int
    sort: str
    names: tuple[Name, ...] = ()
    noun: str = ""
    owner: Piece | None = None
    holder: Piece | None = None
    acronym: Word | None = None
    role: Role | None = None
    several: bool = False
    core: tuple[int, int] | None = None


@dataclass
class Scan:
    """A paragraph with its words, its case and its pieces in order."""

    paragraph: Paragraph
    text: str
    words: list[Word]
    case: str
    pieces: list[Piece] = field(default_factory=list)

    def between(self, left: int, right: int) -> str:
        """The characters between the word `left` and the word `right`."""
        offset = self.paragraph.start
        return self.text[self.words[left].end - offset : self.words[right].start - offset]

    def reads(self, piece: Piece) -> str:
        """What stands at a piece."""
        offset = self.paragraph.start
        return self.text[self.words[piece.first].start - offset : self.words[piece.last - 1].end - offset]

    def piece_at(self, place: int) -> Piece | None:
        """The piece that covers a word."""
        for piece in self.pieces:
            if piece.first <= place < piece.last:
                return piece
        return None

    def replace(self, piece: Piece) -> None:
        """Put a piece in, and take out whatever it covers."""
        self.pieces = [old for old in self.pieces if old.last <= piece.first or piece.last <= old.first]
        self.pieces.append(piece)
        self.pieces.sort(key=lambda one: one.first)


def scan(paragraph: Paragraph, text: str, known: Gazetteer) -> Scan:
    """All pieces of a paragraph; `text` is its own text."""
    found = words(text, paragraph.start)
    seen = Scan(paragraph, text, found, case_of(text))
    for hit in hits(found, text, paragraph.start, seen.case, known):
        sort = "person" if all(known.entries[name.actor].kind == "person" for name in hit.names) else "known"
        seen.pieces.append(Piece(hit.first, hit.last, sort, hit.names))
    _people(seen, known)
    _groups(seen, known)
    _organisations(seen)
    _parties(seen, known)
    _offices(seen)
    return seen


def _entities(seen: Scan, *labels: str) -> list[tuple[int, int]]:
    """The recogniser's entities as word ranges."""
    if not seen.words:
        return []
    starts = [word.start for word in seen.words]
    ends = [word.end for word in seen.words]
    found = []
    for entity in seen.paragraph.doc.ents:
        if entity.label_ in labels:
            start, end = seen.paragraph.offsets(entity)
            first, last = bisect_right(ends, start), bisect_left(starts, end)
            if first < last:
                found.append((first, last))
    return found


def _people(seen: Scan, known: Gazetteer) -> None:
    """People whom the recogniser sees, and whoever is named after an office."""
    if seen.case == "mixed":
        for first, last in _entities(seen, "PERSON"):
            _person(seen, first, last, known)
    for role in roles(seen.words):
        if not role.several:
            _titled(seen, role)


def _person(seen: Scan, first: int, last: int, known: Gazetteer) -> None:
    first, last = _trimmed(seen, first, last)
    if last - first < 1 or last - first > 6:
        return
    if any(not seen.between(place, place + 1).strip(" -.'’\u00a0") == "" for place in range(first, last - 1)):
        return
    inside = [piece for piece in seen.pieces if piece.first < last and first < piece.last]
    if any(piece.sort == "person" and piece.last - piece.first >= last - first for piece in inside):
        return
    if last - first == 1 and (
        inside or seen.words[first].key in lexicon()["common"] or seen.words[first].text.isupper()
    ):
        return
    if any(piece.sort == "known" and (piece.last - piece.first > 1 or not _first_name(seen, piece, first, known))
           for piece in inside):  # fmt: skip
        return
    seen.replace(Piece(first, last, "person"))


def _first_name(seen: Scan, piece: Piece, first: int, known: Gazetteer) -> bool:
    """Whether a known one-word name can be part of a person's name: "Chad Smith", "Israel Katz", "George Washington"."""
    uses = {name.use for name in piece.names}
    kinds = {known.entries[name.actor].kind for name in piece.names}
    return (
        kinds == {"state"} and not uses & {"adjective", "seat"} and not seen.words[piece.first].text.isupper()
    )


def _trimmed(seen: Scan, first: int, last: int) -> tuple[int, int]:
    """An entity without the titles and lower-case words at its ends."""
    skip = lexicon()["title"]
    office = {
        place
        for role in roles(seen.words[first:last])
        for place in range(first + role.first, first + role.last)
    }
    while first < last and (
        first in office
        or seen.words[first].key in skip
        or (not seen.words[first].capital and seen.words[first].key not in _PARTICLES)
        or (last - first > 1 and (piece := seen.piece_at(first)) is not None and piece.sort == "known"
            and {name.use for name in piece.names} & {"adjective", "seat"})
    ):  # fmt: skip
        first += 1
    while first < last and (not seen.words[last - 1].capital or seen.words[last - 1].key in skip):
        last -= 1
    return first, last


def _titled(seen: Scan, role: Role) -> None:
    """The name directly after an office, which the recogniser may have missed."""
    first = last = role.last
    common, title = lexicon()["common"], lexicon()["title"]
    while (
        first < len(seen.words)
        and seen.words[first].key in title
        and seen.between(first - 1, first).strip(" .") == ""
    ):
        first = last = first + 1
    while last < len(seen.words) and last - first < 4:
        word = seen.words[last]
        if (
            seen.between(last - 1, last).strip("-'’") not in (" ", "")
            and seen.between(last - 1, last) != ". "
        ):
            break
        if seen.between(last - 1, last) == ". " and len(seen.words[last - 1].text) > 4:
            break
        if (piece := seen.piece_at(last)) is not None and (piece.sort == "person" or piece.first == first):
            return
        named = word.capital if seen.case == "mixed" else word.key not in common
        if not named and not (word.key in _PARTICLES and last > first):
            break
        if word.key in common or word.text.isdigit():
            break
        last += 1
    while last > first and seen.words[last - 1].key in _PARTICLES and not seen.words[last - 1].capital:
        last -= 1
    if last > first and not roles(seen.words[first:last]):
        seen.replace(Piece(first, last, "person"))


def _groups(seen: Scan, known: Gazetteer) -> None:
    """Names with a head word such as Front or Army that no list holds, and "the X rebels"."""
    heads, common = lexicon()["head"], lexicon()["common"]
    place = 0
    while place < len(seen.words):
        last = _run(seen, place)
        first = place
        place = max(last, place + 1)
        while first < last and seen.words[first].key in common and seen.words[first].key not in heads:
            first += 1
        if last - first < 2 or not any(word.key in heads for word in seen.words[first:last]):
            continue
        _group(seen, first, last, known)
    _bands(seen)


def _group(seen: Scan, first: int, last: int, known: Gazetteer) -> None:
    inside = [piece for piece in seen.pieces if piece.first < last and first < piece.last]
    if any(piece.first <= first and last <= piece.last for piece in inside):
        return
    covered = sum(piece.last - piece.first for piece in inside)
    if any(piece.last - piece.first > 1 for piece in inside) or any(
        piece.sort == "person" for piece in inside
    ):
        return
    nouns = lexicon()["party"]
    rest = [
        word
        for word in seen.words[first:last]
        if (piece := seen.piece_at(seen.words.index(word))) is None or piece not in inside
    ]
    if covered and all(word.key in nouns or word.key in lexicon()["filler"] for word in rest):
        return
    head = next(
        (lexicon()["head"][word.key] for word in seen.words[first:last] if word.key in lexicon()["head"]),
        "armed_group",
    )
    seen.replace(Piece(first, last, "group", noun=head, acronym=_acronym(seen, last)))


def _acronym(seen: Scan, last: int) -> Word | None:
    """The short name in brackets after a long one."""
    if last < len(seen.words):
        word = seen.words[last]
        gap = seen.between(last - 1, last)
        if (
            gap.strip(" \"“”'’") == "("
            and 2 <= len(word.text) <= 10
            and sum(map(str.isupper, word.text)) >= 2
        ):
            return word
    return None


def _run(seen: Scan, place: int) -> int:
    """The end of the run of capitalised words, joints allowed inside, that begins at a word."""
    if seen.case != "mixed" or not seen.words[place].capital:
        return place
    last, joined = place + 1, False
    step = last
    while step < len(seen.words):
        gap = seen.between(step - 1, step)
        if gap.strip("-–'’/\"“”") not in (" ", ""):
            break
        word = seen.words[step]
        if word.capital:
            last = step + 1
        elif word.key in _JOINTS:
            joined = True
        elif not (word.key == "and" and joined) and word.key not in _PARTICLES:
            break
        step += 1
        if step - last > 2:
            break
    return last


def _bands(seen: Scan) -> None:
    """ "the Zandu rebels": an unknown name before a word for fighters."""
    fighters, common = lexicon()["fighters"], lexicon()["common"]
    if seen.case != "mixed":
        return
    for place, word in enumerate(seen.words):
        if word.key not in fighters or place == 0 or word.capital:
            continue
        before = seen.words[place - 1]
        if seen.between(place - 1, place) not in (" ", "-") or not before.capital or before.key in common:
            continue
        if seen.piece_at(place - 1) is None and not roles([before]):
            sentence_start = place < 2 or seen.between(place - 2, place - 1).strip() in (".", "!", "?")
            if not sentence_start:
                seen.replace(Piece(place - 1, place + 1, "group", noun="armed_group"))


def _organisations(seen: Scan) -> None:
    """Organisations that only the recogniser sees, where their form supports it."""
    if seen.case != "mixed":
        return
    common = lexicon()["common"]
    for first, last in _entities(seen, "ORG"):
        while first < last and (seen.words[first].key in common or not seen.words[first].capital):
            first += 1
        while first < last and not seen.words[last - 1].capital:
            last -= 1
        if first >= last or any(seen.piece_at(place) for place in range(first, last)):
            continue
        named = last - first > 1 or (seen.words[first].text.isupper() and len(seen.words[first].text) > 2)
        if named and not roles(seen.words[first:last]):
            seen.replace(Piece(first, last, "organisation", acronym=_acronym(seen, last)))


def _parties(seen: Scan, known: Gazetteer) -> None:
    """ "Syrian government", "the government of Syria", "Israel's army": what belongs to a known actor."""
    nouns, fillers = lexicon()["party"], lexicon()["filler"]
    for owner in list(seen.pieces):
        if owner.sort != "known" or owner not in seen.pieces:
            continue
        if not any(known.entries[name.actor].kind == "state" and name.use != "seat" for name in owner.names):
            continue
        _owned_party(seen, owner, nouns, fillers) or _party_of(seen, owner, nouns)


def _owned_party(seen: Scan, owner: Piece, nouns: dict[str, str], fillers: dict[str, str]) -> bool:
    place = owner.last
    while place < len(seen.words) and place - owner.last < 4:
        gap = seen.between(place - 1, place)
        if gap.strip("'’sS-–\u00a0") not in (" ", ""):
            return False
        for size in (3, 2, 1):
            phrase = " ".join(word.key for word in seen.words[place : place + size])
            if phrase in nouns and seen.piece_at(place) is None:
                noun, last = nouns[phrase], place + size
                if noun == "government" and last < len(seen.words) and seen.between(last - 1, last) == " ":
                    following = nouns.get(seen.words[last].key)
                    if following == "army":
                        noun, last = following, last + 1
                seen.replace(Piece(owner.first, last, "party", noun=noun, owner=owner))
                return True
        if seen.words[place].key not in fillers:
            return False
        place += 1
    return False


def _party_of(seen: Scan, owner: Piece, nouns: dict[str, str]) -> bool:
    place = owner.first - 1
    if place > 0 and seen.words[place].key == "the":
        place -= 1
    if place < 1 or seen.words[place].key != "of":
        return False
    for size in (3, 2, 1):
        first = place - size
        if first < 0:
            continue
        phrase = " ".join(word.key for word in seen.words[first:place])
        if phrase in nouns and seen.piece_at(first) is None and nouns[phrase] != "side":
            seen.replace(Piece(first, owner.last, "party", noun=nouns[phrase], owner=owner))
            return True
    return False


def _offices(seen: Scan) -> None:
    """Offices with whom they serve, and the people named with them."""
    for role in roles(seen.words):
        if any(seen.piece_at(place) is not None for place in range(role.first, role.last)):
            continue
        first, owner = _left(seen, role.first)
        last, served = _right(seen, role.last)
        owner = owner or served
        follower = seen.piece_at(last) if last < len(seen.words) else None
        gap = seen.between(last - 1, last) if last < len(seen.words) else "."
        if follower is not None and follower.sort == "person" and follower.first == last and not role.several:
            if gap.strip("\u00a0. ") in ("", "Mr", "Dr"):
                _joined(seen, first, follower, owner, role)
                continue
            if gap.strip() == ",":
                seen.replace(Piece(first, last, "office", owner=owner, holder=follower, role=role))
                continue
        leader = _apposed(seen, first)
        if owner is None and leader is None:
            continue
        seen.replace(
            Piece(first, last, "office", owner=owner, holder=leader, role=role, several=role.several)
        )


def _joined(seen: Scan, first: int, person: Piece, owner: Piece | None, role: Role) -> None:
    merged = replace(person, first=first, owner=owner, role=role, core=(person.first, person.last))
    seen.replace(merged)


def _left(seen: Scan, place: int) -> tuple[int, Piece | None]:
    """Where the phrase of an office begins, and whom it serves as named before it."""
    first, owner, modifiers = place, None, lexicon()["modifier"]
    while first > 0 and seen.between(first - 1, first).strip("'’sS-–\u00a0 ") == "":
        piece = seen.piece_at(first - 1)
        if piece is not None and piece.sort in ("known", "group", "organisation", "party"):
            if owner is not None and piece.sort != "known":
                break
            owner = owner or piece
            first = piece.first
        elif piece is None and seen.words[first - 1].key in modifiers:
            first -= 1
        else:
            break
    return first, owner


def _right(seen: Scan, place: int) -> tuple[int, Piece | None]:
    """Where the phrase of an office ends, and whom it serves as named after it."""
    step, last, owner = place, place, None
    links = ("of", "for", "to", "in", "at", "with")
    while step < len(seen.words) and seen.words[step].key in links and seen.between(step - 1, step) == " ":
        link = seen.words[step].key
        step += 1
        while step < len(seen.words) and seen.words[step].key in ("the", "its", "all"):
            step += 1
        inner = next((role for role in roles(seen.words[step : step + 4]) if role.first == 0), None)
        if inner is not None and link == "of":
            step = last = step + inner.last
            continue
        piece = seen.piece_at(step) if step < len(seen.words) else None
        if piece is None or piece.first != step or piece.sort == "person":
            break
        if link in ("of", "for", "to") or owner is None:
            owner = owner or (piece if link in ("of", "for", "in", "at", "with") else None)
            step = last = piece.last
        else:
            break
    return last, owner


def _apposed(seen: Scan, first: int) -> Piece | None:
    """The person named just before an office in apposition: "Qadri Jamil, leader of ..."."""
    step = first - 1
    while step >= 0 and seen.words[step].key in ("the", "a", "an", "their", "its", "who", "is"):
        step -= 1
    if step < 0 or "," not in seen.between(step, step + 1):
        return None
    piece = seen.piece_at(step)
    return piece if piece is not None and piece.sort == "person" and piece.last == step + 1 else None
