"""Groups and organisations that no list knows, read from the form of their names."""

from __future__ import annotations

import re

from truceline.actors._gazetteer import Gazetteer, bag, gazetteer, is_shared
from truceline.actors._lexicon import lexicon
from truceline.actors._roles import roles
from truceline.actors._scan import Piece, Scan
from truceline.actors._words import Word

__all__ = ["bracketed", "dateline_outlets", "groups", "organisations"]


def groups(seen: Scan, known: Gazetteer) -> None:
    """Names with a head word such as Front or Army, "the X rebels", and factions of either."""
    place = 0
    while place < len(seen.words):
        last = _run(seen, place)
        first, place = _behind_person(seen, place, last), max(last, place + 1)
        while (
            first < last and seen.key(first) in lexicon("common") and seen.key(first) not in lexicon("head")
        ):
            first += 1
        if last - first > 3 and seen.key(first + 1) == "for" and _is_state(seen.at(first), known):
            first += 2 + (seen.key(first + 2) == "the")  # "spoke in Monrovia for the Front"
        if last - first > 3 and seen.key(first) in lexicon("bearers") and seen.key(first + 1) == "of":
            first += 2 + (seen.key(first + 2) == "the")
        if 1 < last - first < 7 and not seen.over(first, last) and bag(seen.reads(first, last)) in known.bags:
            seen.put(Piece(first, last, "organisation", noun="organisation"))
        elif last - first >= 2 and any(seen.key(step) in lexicon("head") for step in range(first, last)):
            _group(seen, first, last)
    _factions(seen)
    if seen.case == "mixed":
        _bands(seen)
        _fighters_of(seen)
    _joint_bodies(seen)


def _is_state(piece: Piece | None, known: Gazetteer) -> bool:
    """Whether a piece names a state, its capital or a region."""
    return piece is not None and any(known.entries[name.actor].kind == "state" for name in piece.names)


def _behind_person(seen: Scan, first: int, last: int) -> int:
    """Where the group's name begins in "Marta Silva of the Sand Valley Front"."""
    people = (piece for piece in seen.over(first, last) if piece.sort == "person")
    leader = next(people, None)
    if leader is not None and seen.key(leader.last) in ("of", "from", "for"):
        first = leader.last + 1
    elif leader is None and first + 3 < last and _is_leader(seen, first):
        first += 3
    while first < last and not seen.words[first].capital:
        first += 1
    return first


def _group(seen: Scan, first: int, last: int) -> None:
    inside = [piece for piece in seen.over(first, last) if not _only_begun(seen, piece, first, last)]
    if any(piece.last - piece.first > 1 or piece.sort != "known" for piece in inside):
        return
    heads = [seen.key(step) for step in range(first, last) if seen.key(step) in lexicon("head")]
    free = [step for step in range(first, last) if seen.at(step) is None]
    generic = (
        lexicon("head").keys() | lexicon("modifier").keys() | lexicon("filler").keys() | {"of", "the", "and"}
    )
    bare = not inside and all(seen.key(step) in generic for step in free) and last - first < 3
    if bare and not _fighting(seen, first, last):
        return
    if inside and (not free or all(seen.key(step) in lexicon("ministry") for step in free)):
        return
    if (
        roles([seen.words[last - 1]])
        or roles([seen.words[first]])
        or (seen.key(last - 1) in lexicon("notperson") and not _armed_of(seen, first))
    ):
        return
    if (
        (seen.case == "upper" or seen.title)
        and not bracketed(seen, last)
        and not _introduced(seen, first, last)
    ):
        return
    seen.put(Piece(first, last, "group", noun=lexicon("head")[heads[0]], acronym=bracketed(seen, last)))


def _only_begun(seen: Scan, piece: Piece, first: int, last: int) -> bool:
    """Whether a listed name of general words is only a part of a longer one."""
    whole = (first, last) == (piece.first, piece.last)
    general = piece.sort == "known" and all(is_shared(name.text) for name in piece.names)
    return general and not whole and piece.last - piece.first > 1 and seen.case == "mixed" and not seen.title


def _armed_of(seen: Scan, first: int) -> bool:
    """Whether a name begins with what the group is: "Sons of the Valley", "Army of the North River"."""
    return lexicon("head").get(seen.key(first)) == "armed_group" and seen.key(first + 1) == "of"


def _fighting(seen: Scan, first: int, last: int) -> bool:
    """Whether two general words are a name all the same: "the Liberation Front", "the Eastern Army"."""
    named = seen.key(first - 1) == "the" and seen.case == "mixed" and not seen.title
    return named and seen.key(first) in lexicon("cause") and seen.key(last - 1) in lexicon("band")


def _introduced(seen: Scan, first: int, last: int) -> bool:
    """Whether a run in a text of capitals is a name: three words after "the" or "of", the head at its end."""
    before = seen.key(first - 1) in ("the", "of", "by", "and", "with", "between")
    whole = all(seen.key(place) != "the" for place in range(first, last))
    return before and whole and last - first > 2 and seen.key(last - 1) in lexicon("head")


def bracketed(seen: Scan, last: int) -> Word | None:
    """The short name in brackets after a long one that ends before word `last`."""
    if last < len(seen.words):
        word, gap = seen.words[last], seen.between(last - 1, last)
        if (
            gap.strip(" \"“”'’") == "("
            and 2 <= len(word.text) <= 10
            and sum(map(str.isupper, word.text)) >= 2
        ):
            return word
    return None


def _run(seen: Scan, place: int) -> int:
    """The end of the run of capitalised words, joints allowed inside, that begins at a word.

    In a text of capitals every word could belong to it: the run then ends at the words of ordinary prose.
    """
    first = seen.words[place]
    if seen.case == "lower" or not first.capital or (seen.case == "upper" and first.key in lexicon("prose")):
        return place
    last, joined, step = place + 1, False, place + 1
    while step < len(seen.words) and step - last < 3:
        gap = seen.between(step - 1, step)
        if gap.strip("-–'’/\"“”") not in (" ", "", "  ") and not _owning(seen, step, gap):
            break
        word = seen.words[step]
        joint = word.key in lexicon("joint")
        if word.capital and not joint and not (seen.case == "upper" and word.key in lexicon("prose")):
            last = step + 1
        elif joint:
            joined = True
        elif word.key == "and" and joined and step + 1 < len(seen.words) and seen.words[step + 1].capital:
            if _is_leader(seen, step + 1) or (seen.case == "upper" and seen.key(step + 1) == "the"):
                break
        elif word.text.isdigit() and len(word.text) < 3 and step + 1 < len(seen.words):
            if seen.key(step + 1) not in lexicon("month"):
                break  # "the Movement of 23 March" is a name, "the Front of 300 men" is none
        elif word.key not in lexicon("particle"):
            break
        step += 1
    return last


def _owning(seen: Scan, step: int, gap: str) -> bool:
    """Whether a possessive is part of a name: "People's Army", "Workers' Front"."""
    return seen.key(step - 1) in lexicon("namesake") and gap.lower() in ("'s ", "’s ", "' ", "’ ")


def _is_leader(seen: Scan, place: int) -> bool:
    """Whether a person of another group follows in a list: "the Sand Front and Jan Kovac of the Hill
    Front"."""
    piece = seen.at(place)
    if piece is not None:
        return piece.sort == "person"
    whole = lexicon("head").keys() | lexicon("shared").keys()
    names = [seen.key(place), seen.key(place + 1)]
    return seen.key(place + 2) == "of" and not whole & set(names) and seen.words[place + 1].capital


def _bands(seen: Scan) -> None:
    """ "the Zandu rebels": an unknown name before a word for fighters."""
    for place in range(1, len(seen.words)):
        word, before = seen.words[place], seen.words[place - 1]
        if word.key not in lexicon("fighters") or word.capital or not before.capital:
            continue
        if seen.between(place - 1, place) not in (" ", "-", " - ") or before.key in lexicon("common"):
            continue
        if seen.key(place - 2) == "and":
            _partner(seen, place - 3)
        piece = seen.at(place - 1)
        region = piece is not None and all(name.use == "region" for name in piece.names) and piece.names
        if region and piece is not None and word.key not in ("group", "army", "forces"):
            seen.put(Piece(piece.first, place + 1, "group", noun="armed_group"))
        elif _is_people(piece, word) and not roles([before]) and not seen.opens(place - 1):
            seen.put(Piece(place - 1, place + 1, "group", noun="armed_group"))


def _is_people(piece: Piece | None, word: Word) -> bool:
    """Whether a name that no list has can be that of a people: what the recogniser takes for a person is one
    before "clans" or "elders"."""
    one = piece is not None and piece.sort == "person" and piece.last - piece.first == 1
    return piece is None or (one and word.key in lexicon("kin"))


def _partner(seen: Scan, place: int) -> None:
    """The first of two unknown names before a word for fighters: "the Gabra and Borana herders"."""
    if place < 0 or seen.at(place) is not None or not seen.words[place].capital:
        return
    ordinary = seen.key(place) in lexicon("common") or roles([seen.words[place]])
    if seen.between(place, place + 1) == " " and not ordinary:
        seen.put(Piece(place, place + 1, "group", noun="armed_group"))


def _factions(seen: Scan) -> None:
    """ "The Isak-Muivah faction of the NSCN", "the SLA's Minnawi wing": a group apart from the whole."""
    for place in range(1, len(seen.words)):
        gap = seen.between(place - 1, place)
        if seen.key(place) not in lexicon("faction") or gap not in (" ", "'s ", "’s "):
            continue
        leader = seen.at(place - 1)
        first = leader.first if leader is not None and leader.sort == "person" else place
        while first > 0 and place - first < 4 and seen.between(first - 1, first) in ("", " ", "-", "–"):
            word = seen.words[first - 1]
            if not word.capital or word.key in lexicon("common") or seen.at(first - 1) is not None:
                break
            first -= 1
        if first == place:
            continue
        whole = _whole(seen, first, place)
        if whole is not None:
            seen.put(Piece(min(first, whole.first), max(place + 1, whole.last), "group", noun="armed_group"))


def _fighters_of(seen: Scan) -> None:
    """ "Fighters of the Storm Hawks": a name that only those who belong to it say is a group's."""
    for place in range(len(seen.words) - 3):
        if seen.key(place) not in lexicon("bearers") or seen.key(place + 1) != "of":
            continue
        first = place + 2 + (seen.key(place + 2) == "the")
        last = _run(seen, first) if first < len(seen.words) else first
        named = first > place + 2 or last - first > 1
        if (
            named
            and last > first
            and seen.key(last - 1) not in lexicon("notperson")
            and not seen.over(first, last)
        ):
            seen.put(Piece(first, last, "group", noun="armed_group"))


def _whole(seen: Scan, first: int, place: int) -> Piece | None:
    """The group of which words `first` to `place` name a faction: after "of (the)", or before them."""
    step = place + 1
    if seen.key(step) == "of":
        step += 1
        while seen.key(step) in lexicon("determiner"):
            step += 1
        after = seen.at(step) if step < len(seen.words) else None
        return after if after is not None and after.first == step and _is_group(after) else None
    before = seen.at(first - 1) if first else None
    return before if before is not None and before.last == first and _is_group(before) else None


def _is_group(piece: Piece) -> bool:
    if piece.sort != "known":
        return piece.sort == "group"
    entries = gazetteer().entries
    return any(entries[name.actor].kind in ("armed_group", "coalition") for name in piece.names)


def _joint_bodies(seen: Scan) -> None:
    """ "A joint military commission": a body that two parties set up, named by common nouns."""
    for place, word in enumerate(seen.words):
        if word.key != "joint":
            continue
        last = place + 1
        while last < len(seen.words) and last - place < 6 and seen.between(last - 1, last) in (" ", "-"):
            if seen.key(last) in lexicon("jointbody") and last > place + 1:
                if not seen.over(place, last + 1):
                    seen.put(Piece(place, last + 1, "organisation", noun="organisation"))
                break
            if seen.key(last) in lexicon("prose") and seen.key(last) != "and":
                break
            last += 1


def organisations(seen: Scan) -> None:
    """Organisations that only the recogniser sees, where their form supports it."""
    if seen.case != "mixed" or seen.title:
        return
    for start, end in seen.entities("ORG"):
        first, last = start, end
        while first < last and (seen.key(first) in lexicon("common") or not seen.words[first].capital):
            first += 1
        while first < last and not seen.words[last - 1].capital:
            last -= 1
        if first >= last or seen.over(first, last):
            continue
        if roles(seen.words[first:last]):
            continue
        given = next((place for place in range(first, last - 1) if seen.key(place) in lexicon("given")), None)
        if given is not None and last - given < 5:
            seen.put(Piece(given, last, "person"))
        elif noun := _sort(seen, first, last):
            seen.put(Piece(first, last, "organisation", noun=noun, acronym=bracketed(seen, last)))


def _sort(seen: Scan, first: int, last: int) -> str:
    """What the form of an organisation's name says it is: outlet, organisation, or nothing that it vouches
    for."""
    text, ending = seen.words[first].text, seen.key(last - 1)
    if ending in lexicon("notperson") and ending not in lexicon("head"):
        return ""
    if last - first > 1 and ending in lexicon("outlethead"):
        return "outlet"
    heads = [seen.key(place) in lexicon("head") for place in range(first, last)]
    if last - first > 1 and any(heads):
        generic = [seen.key(place) in lexicon("modifier") for place in range(first, last)]
        return "" if all(map(max, heads, generic)) else "organisation"
    acronym = (
        last - first == 1 and text.isupper() and 2 < len(text) < 9 and text.lower() not in lexicon("notname")
    )
    opening = first == 0 and last < len(seen.words) and not seen.between(last - 1, last).isspace()
    return "organisation" if acronym and not opening else ""


_DATELINE = re.compile(r"^\W*[A-Z][^()\n/]{2,70}[(/]\s*([^()/\n]{2,40}?)\s*[)/]\s?\.?\s?[-–—.:]")


def dateline_outlets(seen: Scan) -> None:
    """The agency in a dateline at the head of a paragraph: "TEHRAN, Sept 17 (Silk Route News) -", "MOSCOW,
    May 3. /X/."."""
    match = _DATELINE.match(seen.text[:140])
    if match is None:
        return
    offset = seen.paragraph.start
    inside = [
        place
        for place, word in enumerate(seen.words[:24])
        if match.start(1) <= word.start - offset and word.end - offset <= match.end(1)
    ]
    if inside and not seen.over(inside[0], inside[-1] + 1) and seen.words[inside[0]].capital:
        seen.put(Piece(inside[0], inside[-1] + 1, "organisation", noun="outlet"))
