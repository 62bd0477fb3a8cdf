"""Negotiation: who met, called, visited or talked with whom, where and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from truceline.actors import Mention
from truceline.claims._drafts import Draft, draft
from truceline.claims._gatherings import Gathering, gatherings
from truceline.claims._lexicon import lemmas
from truceline.claims._parties import PARTY_KINDS
from truceline.claims._sentences import VERBAL, Sentence
from truceline.claims._venues import venue
from truceline.model import Contact, When

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["read_contacts"]

_SPEAKERS = PARTY_KINDS | {"person", "office"}
_WITH = frozenset({"with", "between", "among", "of", "by"})
_DURING = frozenset({"after", "following", "during", "in", "at", "for", "before", "on"})
_OWNERS = frozenset({"poss", "amod", "nmod", "compound", "npadvmod"})
_TWO = 2

_SIDES = frozenset({"rebel", "group", "army", "guerrilla", "insurgent"})
"""People by their side, who are of no rank."""


def read_contacts(sentence: Sentence) -> Iterator[Draft]:
    """The contacts that a sentence tells of, with the sentence itself as the value.

    `by` are all whom the sentence names or means; the contact says who of them took part, as far as the
    grammar tells.
    A contact of which a sentence tells neither two people, nor a time, nor where it was, is none.
    """
    if sentence.role != "body":
        return
    named = _named(sentence)
    value = " ".join(sentence.text.split())
    span = (sentence.start, sentence.end)
    told: list[Contact] = []
    for found in gatherings(sentence):
        who = _participants(sentence, found)
        if not _is_contact(sentence, found, who):
            continue
        contact = Contact(
            kind=found.kind, participants=who, venue=venue(sentence, found), round=found.round,
            planned=found.planned,
        )  # fmt: skip
        when = _when(sentence, found)
        if len(who) < _TWO and len(named) < _TWO and when is None and not contact.venue:
            continue
        if any(_is_part(contact, other) for other in told):
            continue
        told.append(contact)
        involved = _each_once((*named, *who))
        yield draft(sentence, "contact", value, span, by=involved, when=when, contact=contact)


def _named(sentence: Sentence) -> tuple[str, ...]:
    """Who is named in a sentence, by more than an adjective."""
    mentions = (m for m in sentence.mentions if m.kind not in {"demonym", "place"})
    return tuple(dict.fromkeys(m.actor for m in mentions if _is_speaker(sentence, m.actor)))


def _is_speaker(sentence: Sentence, actor: str) -> bool:
    found = sentence.cast.actors.get(actor)
    return found is not None and found.kind in _SPEAKERS


def _is_part(contact: Contact, other: Contact) -> bool:
    """Whether a contact is one that was told before in the same sentence: "met for talks"."""
    alike = {contact.kind, other.kind} <= {"meeting", "talks", "contact"} or contact.kind == other.kind
    return (
        alike and set(contact.participants) <= set(other.participants) and contact.venue in {"", other.venue}
    )


def _is_contact(sentence: Sentence, found: Gathering, who: Sequence[str]) -> bool:
    """Whether people got together by it: demands are met and towns visited by shells too."""
    cue = found.cue
    if found.light is not None or cue.pos_ in {"NOUN", "PROPN"}:
        return bool(who) or found.light is not None
    others = [w for w in _others(cue) if _is_people(sentence, w)]
    if found.kind == "visit":
        subject = sentence.subject(cue)
        return subject is not None and _goes(sentence, subject) and bool(venue(sentence, found))
    if cue.lemma_ in {"negotiate", "parley"}:
        return bool(others)
    if cue.lemma_.lower() in lemmas("contacts.together"):
        return len(who) >= _TWO or (found.kind == "call" and bool(who))
    if found.kind == "call" or any(c.dep_ == "dobj" and c.lower_ != "face" for c in cue.children):
        return bool(others)
    subject = sentence.subject(cue)
    return bool(others) or (subject is not None and _is_people(sentence, subject) and not _has_thing(cue))


def _has_thing(cue: Token) -> bool:
    """Whether what is met is a thing: "met with resistance"."""
    return any(c.lower_ == "with" and c.dep_ == "prep" and any(g.dep_ == "pobj" for g in c.children)
               for c in cue.children)  # fmt: skip


def _goes(sentence: Sentence, word: Token) -> bool:
    """Whether who goes somewhere is a person of rank: armies and refugees go to places too."""
    kinds = {sentence.cast.actors[a].kind for a in _actors(sentence, word) if a in sentence.cast.actors}
    return bool(kinds & {"person", "office"}) or _is_rank(word) or word.ent_type_ == "PERSON"


def _is_rank(word: Token) -> bool:
    return word.lemma_.lower() in lemmas("contacts.people") - _SIDES


def _is_people(sentence: Sentence, word: Token) -> bool:
    named = bool(_actors(sentence, word)) or word.ent_type_ == "PERSON"
    return named or word.lower_ in {"they", "we"} or word.lemma_.lower() in lemmas("contacts.people")


def _others(cue: Token) -> Iterator[Token]:
    """Whom the words after a verb or noun join to it: objects, and what "with" and "between" govern."""
    for child in cue.children:
        if child.dep_ in {"dobj", "dative"}:
            yield from (child, *child.conjuncts)
        elif child.dep_ in {"prep", "agent"} and (child.lower_ in _WITH or _speaks_to(cue, child)):
            yield from (w for g in child.children if g.dep_ in {"pobj", "pcomp"} for w in (g, *g.conjuncts))


def _speaks_to(cue: Token, prep: Token) -> bool:
    return prep.lower_ == "to" and cue.lemma_ in {"talk", "speak"}


def _participants(sentence: Sentence, found: Gathering) -> tuple[str, ...]:
    """Who took part: the subject, the objects, those with and between whom it was."""
    places: list[Token] = []
    cue, verb = found.cue, _led_by(found)
    if verb is not None:
        subject = sentence.subject(verb)
        places += [subject, *subject.conjuncts] if subject is not None else []
    if found.kind != "visit" or cue.pos_ not in VERBAL:
        nouns = [head for head in found.heads if head.pos_ in {"NOUN", "PROPN"}]
        joining = [head for head in found.heads if head is cue or head in nouns or found.holds]
        places += [w for head in joining for w in _others(head) if w not in found.heads]
        places += [w for head in nouns for w in _owners(head)]
    return _each_once(a for word in places for a in _actors(sentence, word))


def _owners(noun: Token) -> Iterator[Token]:
    """Who stands before a contact as those who hold it: "Mr Orlov's call", "US-Russian talks". Those of
    "Malaysian-brokered talks" are others.
    """
    for word in noun.lefts:
        if word.dep_ in _OWNERS:
            yield word
            yield from (w for w in word.lefts if w.dep_ in _OWNERS and word.tag_ != "VBN")


def _led_by(found: Gathering) -> Token | None:
    """The verb whose subject takes part: the one that is the contact, the one that holds it, or the one of
    which it is a circumstance ("After talks with her, he said").
    """
    cue = found.cue
    if cue.pos_ in VERBAL:
        return cue
    if found.light is not None:
        return found.light if found.holds else None
    prep = cue.head
    shared = {c.lower_ for c in cue.children if c.dep_ == "prep"}
    if cue.dep_ == "pobj" and prep.lower_ in _DURING and prep.head.pos_ in VERBAL and shared & {"with", "to"}:
        owned = any(c.dep_ == "poss" and c.pos_ != "PRON" for c in cue.children)
        return None if owned else prep.head
    return None


def _each_once(actors: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actors))


def _actors(sentence: Sentence, word: Token) -> tuple[str, ...]:
    """The actors for whom a word stands, collectives by their members, "Turkish and Syrian officers" by the
    states that the adjectives name.
    """
    at = sentence.place(word)
    for mention in sentence.mentions:
        if mention.start <= at < mention.end:
            ahead = _demonyms(sentence, word) if mention.kind == "collective" else ()
            return _each_once((*ahead, *_of(sentence, mention)))
    if word.pos_ == "PRON":
        return _subject_before(sentence) if word.lower_ in {"he", "she"} else ()
    return _demonyms(sentence, word) if word.lemma_.lower() in lemmas("contacts.people") else ()


def _demonyms(sentence: Sentence, word: Token) -> tuple[str, ...]:
    """The states that adjectives before a noun name."""
    first = [c for c in word.children if c.dep_ in {"amod", "nmod", "compound"} and c.i < word.i]
    places = [sentence.place(w) for c in first for w in (c, *c.conjuncts)]
    named = {
        m.start: m
        for m in sentence.mentions
        if m.kind not in {"place", "outlet"} and not m.start <= sentence.place(word) < m.end
    }
    return tuple(a for at in sorted(places) if at in named for a in _of(sentence, named[at]))


def _subject_before(sentence: Sentence) -> tuple[str, ...]:
    """The person of whom the sentence before speaks: its subject, by name. Nobody where it has another."""
    before = [s for s in sentence.paragraph.doc.sents if s.end <= sentence.span.start]
    if not before:
        return ()
    subject = next((c for c in before[-1].root.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None:
        return ()
    at = sentence.place(subject)
    inside = sentence.cast.within(*sentence.paragraph.offsets(before[-1]))
    named = [m.actor for m in inside if m.start <= at < m.end]
    return tuple(a for a in named if sentence.cast.actors[a].kind in {"person", "office"})


def _of(sentence: Sentence, mention: Mention) -> tuple[str, ...]:
    if mention.kind == "outlet" or (mention.kind == "place" and not _is_side(sentence, mention)):
        return ()
    return _members(sentence, (mention.actor,))


def _is_side(sentence: Sentence, mention: Mention) -> bool:
    """Whether a state that is named as a place takes part: as who acts, not as where it was."""
    word = sentence.token_at(mention.start)
    return word is not None and word.dep_ == "nsubj" and sentence.cast.actors[mention.actor].kind == "state"


def _members(sentence: Sentence, actors: Iterable[str]) -> tuple[str, ...]:
    members = sentence.cast.members
    return tuple(m for a in actors for m in members.get(a, (a,)) if _is_speaker(sentence, m))


def _when(sentence: Sentence, found: Gathering) -> When | None:
    """When it was: a time that hangs on its words, or else the one of its clause."""
    near: list[tuple[int, When]] = []
    clauses = {sentence.clause(head) for head in found.heads}
    for time in sentence.times:
        if time.when is None or time.type not in {"DATE", "TIME"}:
            continue
        word = sentence.token_at(time.start)
        if word is None:
            continue
        if found.cue in word.ancestors or sentence.clause(word) in clauses:
            near.append((abs(word.i - found.cue.i), time.when))
    return min(near, key=lambda pair: pair[0])[1] if near else None
