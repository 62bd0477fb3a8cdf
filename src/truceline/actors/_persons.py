"""People in a paragraph: whom the recogniser sees, and whoever is named after an office or a title."""

from __future__ import annotations

from truceline.actors._gazetteer import Gazetteer
from truceline.actors._lexicon import lexicon
from truceline.actors._roles import roles
from truceline.actors._scan import Piece, Scan

__all__ = ["persons", "titled"]

_LONGEST = 6


def persons(seen: Scan, known: Gazetteer) -> None:
    """Put in the people of a paragraph."""
    listed = roles(seen.words)
    if seen.case == "mixed":
        offices = {place for role in listed for place in range(role.first, role.last)}
        for first, last in seen.entities("PERSON"):
            _entity(seen, first, last, known, offices)
        for place in range(len(seen.words) - 1):
            if seen.key(place) in lexicon("given") and seen.words[place].capital and _widens(seen, place + 1):
                _entity(seen, place, place + 2, known, offices)
    for role in listed:
        if not role.several:
            titled(seen, role.last)
    for place, word in enumerate(seen.words):
        if word.key in lexicon("address") and (word.capital or seen.case != "mixed"):
            titled(seen, place + 1)


def _entity(seen: Scan, first: int, last: int, known: Gazetteer, offices: set[int]) -> None:
    first, last = _trimmed(seen, first, last, offices)
    if first < last:
        last = _widened(seen, last, offices)
        if (
            not _broken(seen, first, last)
            and not _taken(seen, first, last, known)
            and _human(seen, first, last)
        ):
            seen.put(Piece(first, last, "person"))


def _broken(seen: Scan, first: int, last: int) -> bool:
    """Whether the words are too many, or parted by more than a space, a hyphen or an initial's stop."""
    gaps = (seen.between(place, place + 1) for place in range(first, last - 1))
    return last - first > _LONGEST or any(gap.strip(" -.'’ʼ`\u00a0") for gap in gaps)


def _taken(seen: Scan, first: int, last: int, known: Gazetteer) -> bool:
    """Whether a known name, a person already seen, or an ordinary word stands there."""
    inside, word = seen.over(first, last), seen.words[first]
    if any(piece.sort == "person" and piece.last - piece.first >= last - first for piece in inside):
        return True
    acronym = word.text.isupper() and len(word.text) < 5
    if last - first == 1 and (inside or word.key in lexicon("common") or acronym):
        return True
    return any(piece.sort == "known" and not _given_name(seen, piece, known) for piece in inside)


def _human(seen: Scan, first: int, last: int) -> bool:
    """Whether what stands around a name lets it be a person's. Headlines need a known given name."""
    if seen.title:
        return last - first > 1 and seen.key(first) in lexicon("given")
    if _elsewhere(seen, first, last) or _located(seen, first, last):
        return False
    return last - first > 1 or _acts(seen, first, last)


def _elsewhere(seen: Scan, first: int, last: int) -> bool:
    """Whether what the recogniser takes for a person is a place, a paper or a feast, by what stands around
    it."""
    before = seen.key(first - 1)
    if before == "the":
        before = seen.key(first - 2)
    endings = lexicon("notperson").keys() | lexicon("outlethead").keys() | lexicon("head").keys()
    return before in lexicon("inplace") or before in ("at", "from") or seen.key(last - 1) in endings


def _located(seen: Scan, first: int, last: int) -> bool:
    """Whether a name without a known given name is the object of a preposition of place, also in a list."""
    if seen.key(first) in lexicon("given"):
        return False
    start, end = (edge - seen.paragraph.start for edge in seen.span(first, last))
    span = seen.paragraph.doc.char_span(start, end, alignment_mode="expand")
    token = span.root if span is not None else None
    while token is not None and token.dep_ == "conj" and token.head is not token:
        token = token.head
    return token is not None and token.dep_ == "pobj" and token.head.lower_ in lexicon("placing")


def _acts(seen: Scan, first: int, last: int) -> bool:
    """Whether a single word stands where people stand: beside a verb of speech, a title, or after a verb's
    object."""
    verbs = lexicon("speech").keys() | lexicon("deeds").keys()
    beside = {seen.key(first - 1), seen.key(last)}
    return bool(beside & verbs) or seen.key(first - 1) in lexicon("address") or seen.key(first - 1) == "to"


def _given_name(seen: Scan, piece: Piece, known: Gazetteer) -> bool:
    """Whether a known name of one word can be part of a person's: "Chad Smith", "Israel Katz"."""
    uses = {name.use for name in piece.names}
    kinds = {known.entries[name.actor].kind for name in piece.names}
    upper = seen.words[piece.first].text.isupper()
    return (
        piece.last - piece.first == 1
        and kinds == {"state"}
        and not uses & {"adjective", "seat", "region"}
        and not upper
    )


def _trimmed(seen: Scan, first: int, last: int, offices: set[int]) -> tuple[int, int]:
    """An entity without the titles, adjectives of states and lower-case words at its ends."""
    skip, particles = lexicon("address"), lexicon("particle")
    while first < last and (
        first in offices
        or seen.key(first) in skip
        or (not seen.words[first].capital and seen.key(first) not in particles)
        or (last - first > 2 and seen.words[first].text.isupper() and 1 < len(seen.words[first].text) < 6)
        or (last - first > 1 and (piece := seen.at(first)) is not None and piece.sort == "known"
            and {name.use for name in piece.names} & {"adjective", "seat"})
    ):  # fmt: skip
        first += 1
    while first < last and (
        not seen.words[last - 1].capital
        or seen.key(last - 1) in skip
        or (last - 1 > first and seen.key(last - 1) in lexicon("common"))
    ):
        last -= 1
    return first, last


def _widened(seen: Scan, last: int, offices: set[int]) -> int:
    """The end of a name whose last words the recogniser cut off."""
    while seen.key(last) in lexicon("particle") and _widens(seen, last + 1) and seen.at(last) is None:
        last += 2
    while last not in offices and _widens(seen, last) and seen.key(last) not in lexicon("head"):
        last += 1
    return last


def _widens(seen: Scan, place: int) -> bool:
    """Whether a word goes on with the name before it."""
    return (
        place < len(seen.words)
        and seen.between(place - 1, place) in (" ", "-", " - ")
        and seen.words[place].capital
        and seen.at(place) is None
        and seen.key(place) not in lexicon("common")
    )


def titled(seen: Scan, first: int) -> None:
    """The name that begins at a word after an office or title, where there is one."""
    while first < len(seen.words) and seen.key(first) in lexicon("address") and _close(seen, first):
        first += 1
    last = first
    while last < len(seen.words) and last - first < 4 and _close(seen, last):
        piece = seen.at(last)
        if piece is not None and (piece.sort == "person" or piece.first == first):
            return
        word = seen.words[last]
        if word.key in lexicon("common") or word.text[0].isdigit():
            break
        if (
            seen.case == "mixed"
            and not word.capital
            and not (word.key in lexicon("particle") and last > first)
        ):
            break
        if seen.case != "mixed" and (word.key in lexicon("prose") or _verbal(word.key) or piece is not None):
            break
        last += 1
    while last > first and seen.key(last - 1) in lexicon("particle") and not seen.words[last - 1].capital:
        last -= 1
    if seen.title:
        last = first + 2 if seen.key(first) in lexicon("given") and last - first > 1 else first
    if last > first and not roles(seen.words[first:last]) and not _headed(seen, first, last):
        seen.put(Piece(first, last, "person"))


def _verbal(key: str) -> bool:
    """Whether a word in a text of capitals is a verb by its ending and no name that ends so."""
    return len(key) > 3 and key.endswith(("ed", "ing")) and key not in lexicon("edname")


def _headed(seen: Scan, first: int, last: int) -> bool:
    return any(seen.key(place) in lexicon("head") for place in range(first, last))


def _close(seen: Scan, place: int) -> bool:
    """Whether nothing but a space, a hyphen or the stop of an abbreviation parts a word from the one before
    it."""
    if place < 1:
        return False
    gap = seen.between(place - 1, place)
    if gap.strip("\u00a0 -'’") == "":
        return "  " not in gap or seen.case != "mixed"
    return gap.strip() == "." and len(seen.words[place - 1].text) <= 4
