"""Names spoilt by translation or spelling, recognised by reasoning over sound, dictionary and position.

Nothing is taken for another name on likeness alone: a surname given as a common noun needs a person of the
same text
whose surname has that noun for its stem, a place as a bare speaker, no introduction of its own, and marks of
translation in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from truceline.actors._gazetteer import Entry, Name, gazetteer
from truceline.actors._lexicon import lexicon, rows
from truceline.actors._people import People, Person
from truceline.actors._scan import Piece, Scan
from truceline.actors._sound import sound, sound_key
from truceline.actors._words import fold_name

__all__ = ["Translated", "begins", "heard", "labels", "translated", "translated_names", "translation_marks"]

_MARKS = (
    re.compile(
        r"\b(?:cease|high|stop) (?:to |of )?the fire\b|\bin vigou?r\b|\b[Tt]he \d{1,2} of [A-Z][a-z]+"
    ),
    re.compile(
        r"\b[Mm]achine.translat|\b[Aa]utomatic(?:ally)? translat|\b[Tt]ranslated (?:from|by)\b|Google Transl"
    ),
    re.compile(r"[”\"»],?\s?[–—-]\s?(?:said|added|explained|stressed|noted|told|he|she|the)\b"),
    re.compile(
        r"\b(?:press|foreign|security|prime|defense|defence|general|air|state|special) (?:Secretary|Ministry|"
        r"Minister|Council|Secretariat|Representative|Envoy|Staff)\b"
    ),
    re.compile(r"\b[Tt]ime of (?:[A-Z]\w+)"),
    re.compile(r"\bthe USA\b|\bUSA and\b|\bRF\b|\binter-[A-Z]\w+"),
    re.compile(
        r"\bon the occasion of|\bin the form of a truce|\bcease-fire regime|\bregime of (?:silence|ceasefire)"
    ),
    re.compile(r"\b(?:al|en|an|el|ban)[ -][A-Z]\w+|\b[A-Z]{2}-[A-Z][a-z]+"),
    re.compile(
        r"\bthe (?:President|Head|Representative)['’]s (?:press|of)\b|\bof the state\b.{0,20}\bof the state\b"
    ),
)
_ENDINGS = {
    "ru": r"(?:ov|ev|yov|iov|in|yn|ova|eva|ina|yna|sky|skiy|skii|skyi|ski|skaya|ska|tsev|tsov|ko|enko|chenko|"
    r"uk|yuk|chuk|ak|yak|ik|nik|ich|ych|ovich|evich|nyi|niy|oy|yi|iy|yy|ets|ishin|yan|ian)",
    "tr": r"(?:oglu|li|lu|ci|cu|lar|ler|tas|er|kaya|han|can|bas|men|soy|kan|demir|)",
    "ar": r"(?:i|y|in|awi|ani|ah|a|een|)",
    "fa": r"(?:i|zadeh|pour|ian|nejad|zade|)",
    "he": r"(?:i|an|man|ov|sky|)",
    "sh": r"(?:ic|ovic|evic|ac|ov|ski|ar|an|cic|kovic|)",
    "pl": r"(?:ski|ska|icz|czyk|ek|ik|ak|)",
    "hy": r"(?:yan|ian|etyan|)",
    "es": r"",
    "pt": r"",
    "fr": r"",
    "de": r"",
    "ka": r"(?:dze|shvili|ia|ani|adze|ishvili|)",
}


@dataclass(frozen=True, slots=True)
class Translated:
    """A bare word that stands for a person's surname, and why."""

    word: str
    person: str
    why: str
    places: tuple[tuple[int, int], ...]


@lru_cache(maxsize=1)
def _nouns() -> dict[str, list[tuple[str, str]]]:
    """English noun to (language, stem)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for nouns, language, stems in rows("translated.tsv"):
        for noun in nouns.split("|"):
            found.setdefault(noun, []).extend((language, stem) for stem in dict.fromkeys(stems.split("|")))
    return found


def translation_marks(text: str) -> int:
    """How many kinds of marks of machine translation a text shows."""
    return sum(1 for mark in _MARKS if mark.search(text))


def translated(scans: list[Scan], people: People, text: str, *, marked: bool) -> Iterator[Translated]:
    """Surnames of introduced people that the text gives as common nouns.

    Args:
        scans: the paragraphs, after the people with full names have entered `people`.
        people: the people of the article.
        text: the article's text.
        marked: whether the article is known to be a translation.
    """
    marks = translation_marks(text)
    if not marked and not marks:
        return
    for key, places in _bare_speakers(scans).items():
        if people.has(key):
            continue
        owners = [(person, language) for person in people.all.values() if (language := _stem_of(key, person))]
        if len({person.id for person, _ in owners}) == 1:
            person, language = owners[0]
            word = text[places[0][0] : places[0][1]]
            why = (
                f"“{word}” speaks {len(places)} times without being introduced, is a common noun, and is "
                f"what the stem of {person.name}’s surname means ({language}); the text shows marks of "
                "translation"
            )
            yield Translated(word, person.id, why, tuple(places))


def translated_names(
    scans: list[Scan], people: People, text: str, states: Collection[str], *, marked: bool
) -> Iterator[Translated]:
    """Surnames given as common nouns after a given name or an office: "Alexander Swan", "president Saints".

    They stand for a person whose surname has that noun for its stem: one who is introduced in the text
    under the right
    name with the same given name, or else the one known holder of an office for whom the given name, or the
    office and
    a state of the text, fit as well.
    """
    if not marked and not translation_marks(text):
        return
    for seen in scans:
        for piece in seen.pieces:
            if piece.sort != "person":
                continue
            first, last = piece.core or (piece.first, piece.last)
            noun, given = seen.key(last - 1), seen.key(first) if last - first > 1 else ""
            addressed = seen.key(first - 1) in lexicon("address")
            if noun not in _nouns() or not (given or piece.role or addressed):
                continue
            known = people.known.entries
            fits = {
                person.id: (person, language)
                for person in (*people.all.values(), *_holders(known, states))
                if (language := _stem_of(noun, person)) and _suits(person, given, piece)
            }
            if len(fits) == 1:
                person, language = next(iter(fits.values()))
                word = seen.reads(first, last)
                ground = "the given name fits" if given else "the office or the state fits"
                why = (
                    f"“{word}” ends in a common noun that is what the stem of {person.name}’s surname means "
                    f"({language}); {ground}, and the text shows marks of translation"
                )
                yield Translated(word, person.id, why, (seen.span(first, last),))


def _holders(known: Mapping[str, Entry], states: Collection[str]) -> Iterator[Person]:
    """The known holders of offices of some states, as people."""
    for entry in known.values():
        if entry.kind == "person" and any(tenure.of in states for tenure in entry.tenures):
            offices = [tenure.office for tenure in entry.tenures]
            yield Person(entry.id, entry.name, fold_name(entry.name), entry, entry.of, entry.sex, offices)


def _suits(person: Person, given: str, piece: Piece) -> bool:
    if given:
        return fuzz.ratio(person.keys[0], given) >= 75
    return piece.role is None or piece.role.office in person.offices


def _stem_of(noun: str, person: Person) -> str | None:
    """The language in which a noun is the stem of a person's surname, if any."""
    if len(person.keys) < 2 or noun in person.keys:
        return None
    surname = person.keys[-1]
    for language, stem in _nouns().get(noun, ()):
        endings = _ENDINGS.get(language, "")
        bare = surname == stem and len(stem) > 3
        if bare or (len(stem) > 2 and endings and re.fullmatch(stem + endings, surname)):
            return language
    return None


def _bare_speakers(scans: list[Scan]) -> dict[str, list[tuple[int, int]]]:
    """Capitalised common nouns of one word that stand where a speaker stands, never with a name, title or
    article."""
    speakers: dict[str, list[tuple[int, int]]] = {}
    barred: set[str] = set()
    for seen in scans:
        for place, word in enumerate(seen.words):
            if word.key not in _nouns() or (seen.case == "mixed" and not word.capital):
                continue
            piece = seen.at(place)
            if piece is not None and (piece.last - piece.first > 1 or piece.sort != "person"):
                barred.add(word.key)
            elif _speaks(seen, place):
                speakers.setdefault(word.key, []).append(seen.span(place, place + 1))
            elif _introduced(seen, place):
                barred.add(word.key)
    return {key: places for key, places in speakers.items() if key not in barred}


def _introduced(seen: Scan, place: int) -> bool:
    """Whether a capitalised word, not the first of its sentence, stands beside a given name, title or
    another name."""
    if seen.opens(place) or seen.between(place - 1, place) != " ":
        return False
    before = seen.words[place - 1]
    return before.capital and before.key not in lexicon("common") and before.key not in lexicon("speech")


def _speaks(seen: Scan, place: int) -> bool:
    verbs = lexicon("speech")
    if place and seen.key(place - 1) in verbs and seen.between(place - 1, place) == " ":
        return True
    if seen.key(place - 1) == "to" and seen.key(place - 2) == "according":
        return True
    bare = place == 0 or seen.opens(place) or seen.between(place - 1, place) != " "
    return bare and seen.key(place + 1) in verbs and seen.between(place, place + 1) == " "


@lru_cache(maxsize=1)
def _sounds() -> dict[str, list[Name]]:
    """Names of groups and organisations of two words or more (or long ones) by how they sound."""
    found: dict[str, list[Name]] = {}
    for entry in gazetteer().entries.values():
        if entry.kind not in ("armed_group", "coalition"):
            continue
        for name in entry.names:
            key = sound_key(name.text)
            length = len(key.replace(" ", ""))
            # A dataset's names are many and of all languages: one word is too little to hear there.
            if entry.id.startswith("ucdp-") and " " not in key:
                continue
            if (length > 5 or (length == 5 and len(name.text) > 7)) and not name.text.isupper():
                found.setdefault(key, []).append(name)
    return found


@lru_cache(maxsize=1)
def _first_sounds() -> frozenset[str]:
    return frozenset(key.split(" ", 1)[0] for key in _sounds())


def begins(word: str) -> bool:
    """Whether the name of some group sounds at its beginning like a word (in folded form)."""
    return sound(word) in _first_sounds()


def heard(seen: Scan, first: int, last: int, at_home: Callable[[str], int]) -> Name | None:
    """The known group whose name sounds like words `first` to `last`.

    Of several such groups it is the one at home in a state of the text (`at_home` says how often one is
    named), else the one that the lists made by hand have; None where that leaves more than one.
    """
    names = _sounds().get(sound_key(" ".join(word.text for word in seen.words[first:last])), [])
    near = [name for name in names if at_home(name.actor)]
    by_hand = [name for name in names if not name.actor.startswith("ucdp-")]
    for some in (names, near, by_hand):
        if len({name.actor for name in some}) == 1:
            return some[0]
    return None


_LABEL = re.compile(
    r"\b([Pp]lan|[Oo]ption|[Vv]ariant|[Gg]roup|[Zz]one|[Ll]ist|[Pp]hase|[Pp]oint|[Aa]nnex)\s+"
    r"[“\"«‘']?([A-Z][a-z]{0,5})\b[”\"»’']?"
)


def labels(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Labels that a translating machine read as words: (start, end, word, likely letter).

    `plan “And”` is plan A where the text also speaks of a plan A or B: «а» is the first letter and a word
    for "and".
    """
    found = list(_LABEL.finditer(text))
    letters = {(match[1].lower(), match[2]) for match in found if len(match[2]) == 1}
    spelt: dict[str, list[str]] = {}
    for words, _, letter in rows("letters.tsv"):
        for word in words.split("|"):
            spelt.setdefault(word, []).append(letter)
    for match in found:
        noun, word = match[1].lower(), match[2]
        used = {letter for other, letter in letters if other == noun}
        for letter in dict.fromkeys(spelt.get(word.lower(), ())):
            beside = {chr(ord(letter) - 1), chr(ord(letter) + 1)}
            if len(word) > 1 and used & {letter, *beside}:
                yield match.start(2), match.end(2), word, letter
                break
