"""Spoilt names of an article: taken for what they stand for, and shown."""

from __future__ import annotations

from rapidfuzz import fuzz

from truceline.actors._lexicon import lexicon
from truceline.actors._reading import Reading
from truceline.actors._scan import Piece, Scan
from truceline.actors._spoilt import begins, heard, labels, translated, translated_names
from truceline.model import Anomaly, Evidence

__all__ = ["spoilt_names"]


def spoilt_names(reading: Reading) -> list[Anomaly]:
    """Put the people and groups behind spoilt names into the reading.

    Returns:
        One anomaly of the kind `name_variant` for each, with the likely name as its suggestion.
    """
    text, marked = reading.article.text, reading.article.translated_from is not None
    found = []
    people, states = (
        reading.people,
        {*(state for state, count in reading.states.items() if count), *reading.groups},
    )
    named = list(translated_names(reading.scans, people, text, states, marked=marked))
    for one in (*named, *translated(reading.scans, people, text, marked=marked)):
        entry = reading.known.entries.get(one.person)
        person = people.all.get(one.person) or people.known_person(
            one.person, entry.name if entry else one.word
        )
        people.mistake(one.word, person.id, one.why)
        evidence = tuple(_evidence(reading, start, end) for start, end in one.places)
        found.append(_anomaly(one.why, evidence, person.name))
    for seen in reading.scans:
        found += _heard(reading, seen)
    for start, end, word, letter in labels(text):
        why = f"“{word}” is what a machine makes of the label {letter}; the text labels others by letter"
        found.append(_anomaly(why, (_evidence(reading, start, end),), letter))
    return found


def _heard(reading: Reading, seen: Scan) -> list[Anomaly]:
    """Groups whose names are known by their sound only."""
    found, place = [], 0
    while place < len(seen.words):
        step = 1
        for size in (4, 3, 2, 1) if begins(seen.key(place)) else ():
            last = place + size
            if last > len(seen.words) or not _open(seen, place, last):
                continue
            name = heard(seen, place, last, reading.at_home)
            if name is None or _another(reading, seen, place, last, name.actor):
                continue
            said = seen.reads(place, last)
            known = reading.known.entries[name.actor]
            seen.put(Piece(place, last, "known", (name,)))
            if fuzz.ratio(said.lower(), name.text.lower()) < 90:
                why = f"“{said}” sounds like {name.text}, a name of {known.name}"
                found.append(_anomaly(why, (_evidence(reading, *seen.span(place, last)),), known.name))
            step = size
            break
        place += step
    return found


def _open(seen: Scan, first: int, last: int) -> bool:
    """Whether words can be a spoilt group name: one capital at least, no ordinary word, not yet known as a
    whole."""
    if seen.case == "mixed" and not any(word.capital for word in seen.words[first:last]):
        return False
    if any(seen.key(place) in lexicon("common") for place in (first, last - 1)):
        return False
    if any(seen.key(place) in lexicon("ethnic") for place in range(first, last)):
        return False  # a people named as it should be: "the Hutu movement"
    if any(seen.between(place, place + 1).strip(" -–'’\u00a0") for place in range(first, last - 1)):
        return False
    inside = seen.over(first, last)
    if not inside:
        return True
    whole = any(
        piece.first <= first and last <= piece.last and piece.sort in ("known", "party") for piece in inside
    )
    return not whole and all(
        first <= piece.first and piece.last <= last and piece.sort != "party" for piece in inside
    )


def _another(reading: Reading, seen: Scan, first: int, last: int, actor: str) -> bool:
    """Whether a part of the words is the name of some other group, as it stands."""
    known = reading.known.entries
    named = {name.actor for piece in seen.over(first, last) if piece.sort == "known" for name in piece.names}
    groups = {one for one in named if known[one].kind in ("armed_group", "coalition", "organisation")}
    return bool(groups) and actor not in groups


def _anomaly(why: str, evidence: tuple[Evidence, ...], suggestion: str) -> Anomaly:
    return Anomaly(
        kind="name_variant", message=why[0].upper() + why[1:], evidence=evidence, suggestion=suggestion
    )


def _evidence(reading: Reading, start: int, end: int) -> Evidence:
    return Evidence(start=start, end=end, article=reading.article.id, text=reading.article.text[start:end])
