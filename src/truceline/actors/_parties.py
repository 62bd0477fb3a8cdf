"""What belongs to a state: "Syrian government", "the army of Sudan"; and where a capital is no more than a
place."""

from __future__ import annotations

import re

from truceline.actors._gazetteer import Gazetteer
from truceline.actors._lexicon import lexicon
from truceline.actors._scan import Piece, Scan

__all__ = ["parties", "places"]

_CLOCK = re.compile(r"\d[:.]\d\d|\b(?:time|local|noon|midnight)\b", re.IGNORECASE)
_LINKS = " '’ʼ`-–\u00a0"


def parties(seen: Scan, known: Gazetteer) -> None:
    """Join states, their adjectives and the party that belongs to them into one piece.

    Of two that share one noun each has its own party: "Senegalese and Guinean troops".
    """
    for owner in reversed(seen.pieces):
        if seen.at(owner.first) is not owner or owner.sort != "known":
            continue
        state = any(
            known.entries[name.actor].kind == "state" and name.use not in ("seat", "region")
            for name in owner.names
        )
        if state and not _after(seen, owner) and not _shared(seen, owner):
            _before(seen, owner)


def _after(seen: Scan, owner: Piece) -> bool:
    """ "Syrian (legitimate) government", "Israel's army"; "pro-Russian separatists" are a group apart."""
    found = _owned(seen, owner) or _paired(seen, owner)
    if found is None:
        return False
    place, noun, last = found
    between = {seen.key(step) for step in range(owner.last, place)}
    if noun == "rebels" and (between | {seen.key(owner.first - 1)}) & lexicon("warring").keys():
        return True  # several sides at once: "Sudan's rival factions", "warring Somali militias"
    if between & lexicon("ethnic").keys() and noun not in ("rebels", "opposition"):
        return False
    led = seen.key(owner.first - 1) == "pro" or bool(between & lexicon("backed").keys())
    if led and (noun not in ("rebels", "army", "opposition") or seen.key(place) == "government"):
        return False
    if led:
        first = owner.first - (seen.key(owner.first - 1) == "pro")
        seen.put(Piece(first, last, "group", noun="armed_group"))
        return True
    if noun == "government" and last < len(seen.words) and seen.between(last - 1, last) in (" ", "-"):
        following, end = _noun(seen, last)
        noun, last = (following, end) if following in ("army", "side", "media") else (noun, last)
    seen.put(Piece(owner.first, last, "party", noun=noun, owner=owner))
    return True


def _shared(seen: Scan, owner: Piece) -> bool:
    """ "Syrian" in "Syrian and Iranian officials": the noun stands behind the adjective that follows."""
    step, gap = owner.last, ""
    if step < len(seen.words):
        gap = seen.between(step - 1, step).strip()
    if seen.key(step) == "and" and gap == "":
        step += 1
    elif gap not in (",", "-", "–", "/"):
        return False
    after = seen.at(step)
    if after is None or after.first != step or after.sort != "party" or after.owner is None:
        return False
    adjectives = all(
        {name.use for name in one.names} <= {"adjective", "people"} for one in (owner, after.owner)
    )
    if not adjectives or after.owner.first != after.first:
        return False
    seen.put(Piece(owner.first, owner.last, "party", noun=after.noun, owner=owner))
    return True


def _paired(seen: Scan, owner: Piece) -> tuple[int, str, int] | None:
    """The noun that the last of several adjectives shares with those before: "Georgian and Abkhaz sides"."""
    noun = lexicon("paired").get(seen.key(owner.last))
    other = seen.at(owner.first - 2) if owner.first > 1 and seen.key(owner.first - 1) == "and" else None
    joined = owner.last < len(seen.words) and seen.between(owner.last - 1, owner.last) == " "
    if noun is None or not joined or other is None or other.sort != "known":
        return None
    if not all({name.use for name in one.names} <= {"adjective", "people"} for one in (owner, other)):
        return None
    return owner.last, noun, owner.last + 1


def _owned(seen: Scan, owner: Piece) -> tuple[int, str, int] | None:
    """The party noun after a state, some adjectives allowed between: its beginning, kind and end."""
    passed = {*lexicon("filler"), *lexicon("ethnic"), *lexicon("backed"), *lexicon("warring")}
    for place in range(owner.last, min(owner.last + 4, len(seen.words))):
        gap = seen.between(place - 1, place)
        if gap.strip(_LINKS + "sS") or " - " in gap:
            return None
        noun, last = _noun(seen, place)
        if noun:
            return place, noun, last
        if seen.key(place) not in passed or seen.at(place) is not None:
            return None
    return None


def _before(seen: Scan, owner: Piece) -> None:
    """ "the (legitimate) government of Syria", "the army in Sudan" left aside."""
    place = owner.first - 1
    if seen.key(place) == "the":
        place -= 1
    seated = seen.key(place) == "in" and any(name.use == "capital" for name in owner.names)
    if seen.key(place) != "of" and not seated:
        return
    for size in (3, 2, 1):
        first = place - size
        if first >= 0:
            noun, last = _noun(seen, first)
            fits = noun == "government" if seated else noun not in ("", "side", "media")
            if fits and last == place:
                seen.put(Piece(first, owner.last, "party", noun=noun, owner=owner))
                return


def _noun(seen: Scan, place: int) -> tuple[str, int]:
    """The party noun that begins at a word, the longest first, and its end; ("", place) where there is
    none."""
    nouns = lexicon("party")
    for size in (4, 3, 2, 1):
        phrase = " ".join(word.key for word in seen.words[place : place + size])
        if place + size <= len(seen.words) and phrase in nouns and _free(seen, place, place + size):
            return nouns[phrase], place + size
    return "", place


def _free(seen: Scan, first: int, last: int) -> bool:
    """Whether no piece covers the words, or one covers exactly them (a council that is the United Nations'
    or not)."""
    over = seen.over(first, last)
    return not over or (
        len(over) == 1 and (over[0].first, over[0].last) == (first, last) and over[0].sort == "known"
    )


def places(seen: Scan, known: Gazetteer) -> None:
    """Mark the states and capitals that are places here; take out names that only begin another thing's."""
    for piece in seen.pieces:
        if piece.sort != "known" or not any(
            known.entries[name.actor].kind == "state" for name in piece.names
        ):
            continue
        uses = {name.use for name in piece.names}
        if not uses & {"adjective", "seat", "region"} or "name" in uses:
            piece.place = _placed(seen, piece, "capital" in uses)


def _placed(seen: Scan, piece: Piece, capital: bool) -> bool:
    before, after = seen.key(piece.first - 1), seen.key(piece.last)
    if before == "the":
        before = seen.key(piece.first - 2)
    parted = piece.first > 0 and "," in seen.between(piece.first - 1, piece.first)
    if before in lexicon("inplace") and not parted:  # "to let aid in, Norway said"
        return True
    if not capital:
        return False
    gap = seen.between(piece.last - 1, piece.last) if piece.last < len(seen.words) else ""
    if after in lexicon("venue") and not gap.strip():
        return True
    if before == "of" and seen.key(piece.first - 2) in lexicon("partof") | {"time": ""}:
        return True
    left = seen.text[: seen.words[piece.first].start - seen.paragraph.start]
    if left.endswith("(") and _CLOCK.search(left[-16:]):
        return True
    return _numbered(seen, piece) or (piece.first == 0 and _dateline(seen, piece))


def _numbered(seen: Scan, piece: Piece) -> bool:
    """Whether a numeral makes it an agreement's name: "Minsk-2", "Sochi II"."""
    tail = seen.text[seen.words[piece.last - 1].end - seen.paragraph.start :][:6]
    return re.match(r"\s?[-–]?\s?(?:\d\b|I{1,3}\b)", tail) is not None


def _dateline(seen: Scan, piece: Piece) -> bool:
    """Whether a capital at the head of a paragraph opens a dateline: "MOSCOW, December 28. /TASS/."."""
    tail = seen.text[seen.words[piece.last - 1].end - seen.paragraph.start :][:40]
    return bool(
        re.match(r"\s*(?:\(|/|[–—-]{1,2}\s|,\s*(?:\d|[A-Z][a-z]{2,8}\.?,?\s*\d|[A-Z]{3,9}\.?\s*\d))", tail)
    )
