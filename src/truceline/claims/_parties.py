"""The parties that the words of a sentence name.

A party is a state, government, armed group, organisation or coalition. Persons and offices stand for theirs,
collectives ("both governments") for their members, "the rebels" for the only group that the article names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from truceline.actors import Cast, Mention
from truceline.claims._lexicon import lemmas, verb_classes
from truceline.claims._sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "GENERIC",
    "PARTY_KINDS",
    "agents",
    "is_aside",
    "is_attribute",
    "owners_of_proposal",
    "owns_next",
    "parties_at",
    "parties_in",
    "party",
    "sides",
]

PARTY_KINDS = frozenset({"state", "government", "armed_group", "organisation", "coalition"})
"""The kinds of actors that can be a party."""
GENERIC = re.compile(r"(?:rebels|fighters|insurgents|separatists|official|opposition)-of-")
"""Ids of actors that a text calls only by what they are: `rebels-of-yemen`."""

# What may stand between a list of parties and its predicate: an aside, then adverbs and auxiliaries.
_ADVERBS = re.compile(
    r"(?:/[A-Z][\w'’ -]{1,30}?)?\s*(?:\([^)]{0,40}\)|,[^,.;]{0,60},)?\s*"
    r"(?:(?:has|have|had|both|also|jointly|finally|formally|on|late|early|yesterday|today|will|again|then|each|all"
    r"|together|would|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\w+ly)\s+){0,4}",
    re.I,
)
# What may stand between two parties of one list.
_LINK = re.compile(
    r"\s*(?:\([^)]{0,40}\))?\s*"
    r"(?:,|and|&|,\s*and|as well as|along with|together with|, as well as)\s*"
    r"(?:its |the |its ally |rebels of |fighters of |with )*(?:the\s+)?(?:[\w-]+\s+){0,3}",
    re.I,
)
_OWNED = re.compile(
    r"(?:\s+(?:administration|government))?['’]s?\s+[“\"]?(?:[\w-]+\s+){0,2}"
    r"(?:proposals?|plan|offer|initiative|draft|blueprint)\b",
    re.I,
)
# "Liberia's warring parties", "Libya's two rival camps", "Congo's main rebel movement".
_THEIR_SIDES = re.compile(
    r"\s?['’]s?\s+(?:[\w-]+\s+){0,4}?"
    r"(?:part(?:y|ies)(?: to| in)?|sides?|camps?|factions?|gangs?|foes|enem(?:y|ies)|rivals?|belligerents"
    r"|combatants"
    r"|generals|warlords|militias?|clans?|tribes?|(?:rebel|armed|opposition|guerrilla|insurgent|separatist|ethnic)\s+"
    r"(?:\w+\s+)?(?:groups?|movements?|armies|alliances?|leaders?|organi[sz]ations?)|rebels?|guerrillas?|insurgents?"
    r"|communities|neighbou?rs?)\b",
    re.I,
)
_POSSESSIVE = re.compile(r"\s?['’]s?\s")
_JOINING = re.compile(r",|\b(?:and|with|or)\b")
_OWNED_REACH = 40
"""Characters between a state and whom it is said to own: "Iraq's Shi'ite cleric Sadr"."""
_TIES_REACH = 45
"""Characters before a group in which it is said to be only what another has to do with."""
_TIES = re.compile(
    r"\b(?:ties|links?|close|allegiance|loyal|allied|linked|affiliated|opposed|support|belong\w*|similar|akin"
    r"|split)\s+(?:to|with|for|from)\s+(?:the\s+)?(?:\w+\s+)?$"
    r"|\b(?:former|ex-?|once|offshoot of|splinter of|from the ranks of)\s*(?:the\s+)?$"
    r"|\b(?:backed|supported|armed|trained|funded|held|controlled|ruled|captured|killed|besieged) by\s+"
    r"(?:(?:the|an?)\s+)?$",
    re.I,
)
# "The coalition led by X": it is the coalition that acts.
_LED_BY = re.compile(
    r"\b(?:led|headed|commanded|dominated|supported|backed|armed|financed|recogni[sz]ed) by\s+(?:the\s+)?$",
    re.I,
)
_REBEL = re.compile(
    r"\b(?:rebel|guerrilla|insurgent|separatist|secessionist|mutinous|mutineer|renegade|dissident|breakaway)\b",
    re.I,
)
_REBEL_NEXT = re.compile(
    r"(?:['’]s)?\s+(?:main\s+|former\s+|ex-)?"
    r"(?:rebel|guerrilla|insurgent|separatist|secessionist|mutinous|renegade|dissident|breakaway)\s+"
    r"(?:general|colonel|leader|chief|commander|warlord|officer|spokesman|head|captain|major)s?\b",
    re.I,
)
_FOR_GOVERNMENT = re.compile(r"\b(?:pro-?government|(?:government|army|state)-\w+)\s+(?:\w+\s+)?$", re.I)
"""What says of a group that it is not "the rebels"."""
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|inside|across|over|outside|throughout)\s+(?:the\s+)?(?:(?-i:[A-Z][a-z]{1,2})\s+)?$",
    re.I,
)


_PAIR_REACH = 220
"""Characters before "they" in which two sides stand that it means."""
_AND = re.compile(r"(?:['’]s? (?:\w+ )?(?:army|government|forces))?,? and (?:the )?(?:[a-z-]+ ){0,2}")
_TWO = 2
_BELLIGERENT = frozenset({"state", "government", "army", "armed_group", "coalition", "faction"})


def party(cast: Cast, actor_id: str) -> str:
    """The party that an actor stands for: a person or an office is its government, group or organisation."""
    seen = {actor_id}
    actor = cast.actors.get(actor_id)
    while actor is not None and actor.kind in {"person", "office"} and actor.of and actor.of not in seen:
        seen.add(actor.of)
        parent = cast.actors.get(actor.of)
        if parent is None:
            return actor.of
        actor = parent
    return actor.id if actor is not None else actor_id


def parties_in(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    """The parties named between two article offsets, each once, in order; places and outlets are none.

    "Both governments" counts as its members; "the rebels" as the only group that the article names, where it
    names one.
    """
    found: list[str] = []
    for mention in sentence.actors_in(start, end):
        if not owns_next(sentence, mention, end):
            found += [a for a in parties_at(sentence, mention, start) if a not in found]
    return tuple(found)


def parties_at(sentence: Sentence, mention: Mention, start: int | None = None) -> list[str]:
    """The parties for which a mention stands where it does: none where it only says where, whose or of what
    kind something else is; a person who belongs to no side known stands for his own.

    `start` bounds the words before it that are looked at (by default those of the sentence).
    """
    left = sentence.start if start is None else start
    if mention.kind in {"demonym", "place"} or _is_location(sentence, mention, left):
        return []
    if _is_rebel(sentence, mention) or _LED_BY.search(sentence.article.text, sentence.start, mention.start):
        return []
    if is_attribute(sentence, mention) or _owns_sides(sentence, mention):
        return []
    found = sides(sentence.cast, mention)
    actor = sentence.cast.actors.get(mention.actor)
    if not found and actor is not None and actor.kind == "person" and actor.of is None:
        return [actor.id]
    return found


def sides(cast: Cast, mention: Mention) -> list[str]:
    """The parties behind a mention: the members of a collective, else the party itself; none for places."""
    members = cast.members.get(mention.actor, (mention.actor,))
    return [a for member in members if (a := _as_party(cast, member)) is not None]


def is_attribute(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name only tells of what kind a thing is: "an army camp", "a Hamas rocket".

    Before nouns for people it is they who act: "Hamas fighters", "army officers".
    """
    token = sentence.token_at(mention.end - 1)
    if sentence.article.text[mention.end : mention.end + 1] == "/":
        return False  # "the Movement/Nuba Mountains"
    if token is None or token.dep_ not in {"compound", "amod", "nmod"} or token.head.i <= token.i:
        return False
    if sentence.place(token.head) < mention.end or sentence.role == "headline":
        return False
    return token.head.pos_ in {"NOUN", "PROPN"} and not lemmas("roles.groups", "roles.acting") & {
        token.head.lemma_.lower(), token.head.lower_,
    }  # fmt: skip


def is_aside(sentence: Sentence, mention: Mention) -> bool:
    """Whether a group only tells of another's ties or past: "with links to X", "former X fighters"."""
    before = sentence.article.text[max(sentence.start, mention.start - _TIES_REACH) : mention.start]
    return _TIES.search(before) is not None


def _is_rebel(sentence: Sentence, mention: Mention) -> bool:
    """Whether a state is only where somebody rebels: "a Congo rebel general"."""
    actor = sentence.cast.actors.get(mention.actor)
    if actor is None or actor.kind not in {"state", "office", "government"}:
        return False
    return _REBEL.search(mention.text) is not None or (
        actor.kind == "state"
        and _REBEL_NEXT.match(sentence.article.text, mention.end, sentence.end) is not None
    )


def _owns_sides(sentence: Sentence, mention: Mention) -> bool:
    """Whether a state is only the one whose sides or gangs are spoken of: "Liberia's warring parties"."""
    actor = sentence.cast.actors.get(party(sentence.cast, mention.actor))
    if actor is None or actor.kind != "state":
        return False
    return _THEIR_SIDES.match(sentence.article.text, mention.end, sentence.end) is not None


def agents(sentence: Sentence, verb: Token, *, pronouns: bool) -> tuple[str, ...]:
    """The parties that did it: the subject of an active predicate, the agent of a passive one.

    `pronouns` says whether "they" may stand for them.
    """
    for child in verb.children:
        if child.dep_ == "agent":
            return parties_in(sentence, *sentence.extent(child))
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children):
        return ()
    place = sentence.place(verb)
    beside = _left_of(sentence, place)
    subject = sentence.subject(verb)
    if subject is None:
        return beside
    start, end = sentence.extent(subject)
    found = parties_in(sentence, start, min(end, max(place, start + 1)) if start < place else end)
    aside = {
        a
        for t in subject.subtree
        if t.dep_ in {"relcl", "acl"}
        for a in parties_in(sentence, *sentence.extent(t))
    }
    found = tuple(a for a in found if a not in aside) or found  # "the cleric whose men fought X"
    if beside and not set(beside) <= set(found):
        return beside
    if found or not pronouns:
        return found
    return _speakers_of(sentence, verb, subject) or _denoted(sentence, start, end)


def _denoted(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    """Whom a pronoun or another phrase stands for, a collective as its members."""
    who = sentence.cast.who(start, end)
    found = sentence.cast.members.get(who.actor, (who.actor,)) if who is not None else ()
    if sentence.article.text[start:end].lower() in {"they", "both"}:
        pair = _last_pair(sentence, start)
        return pair if pair and (not found or set(found) <= set(pair)) else found
    return found


def _last_pair(sentence: Sentence, place: int) -> tuple[str, ...]:
    """The two sides that were last named side by side before a place: "the army and the rebels fought"."""
    text, cast = sentence.article.text, sentence.cast
    near = [m for m in cast.mentions if place - _PAIR_REACH <= m.start and m.end <= place]
    for one, other in reversed(list(pairwise(near))):
        if party(cast, one.actor) == party(cast, other.actor):
            continue  # "Houthi rebels" names them twice
        others = sides(cast, other)
        if _AND.fullmatch(text, one.end, other.start) is not None:
            pair = tuple(dict.fromkeys([*sides(cast, one), *others]))
            return pair if len(pair) == _TWO and _kinds(cast, pair) <= _BELLIGERENT else ()
        if "armed_group" in _kinds(cast, others):
            return ()  # "Qatar and Egypt met the men of X. They agreed"
    return ()


def _kinds(cast: Cast, names: Iterable[str]) -> set[str]:
    return {actor.kind for name in names if (actor := cast.actors.get(name)) is not None}


def _speakers_of(sentence: Sentence, verb: Token, subject: Token) -> tuple[str, ...]:
    """The parties that say of themselves what they did: "the group told two states that it accepted"."""
    if verb.dep_ != "ccomp" or subject.tag_ != "PRP" or "said" not in verb_classes(verb.head):
        return ()
    speaker = sentence.subject(verb.head)
    return parties_in(sentence, *sentence.phrase(speaker)) if speaker is not None else ()


def owners_of_proposal(sentence: Sentence) -> tuple[str, ...]:
    """The parties whose proposal, plan or offer a sentence speaks of: "the ministry's final proposal"."""
    text = sentence.article.text
    found: list[str] = []
    for mention in sentence.mentions:
        if _OWNED.match(text, mention.end, min(sentence.end, mention.end + 60)):
            found += [a for a in sides(sentence.cast, mention) if a not in found]
    return tuple(found)


def _left_of(sentence: Sentence, place: int) -> tuple[str, ...]:
    """The parties of the list that stands right before a predicate: "X and Y (on Friday) agreed"."""
    text = sentence.article.text
    chain: list[Mention] = []
    edge = place
    for mention in reversed([m for m in sentence.mentions if m.end <= place]):
        gap = text[mention.end : edge]
        fits = _LINK.fullmatch(gap) if chain else _ADVERBS.fullmatch(gap)
        if not fits:
            break
        chain.insert(0, mention)
        edge = mention.start
    return parties_in(sentence, chain[0].start, chain[-1].end) if chain else ()


def owns_next(sentence: Sentence, mention: Mention, end: int) -> bool:
    """Whether a state only says whose another actor is: "Iraq's Sadr"."""
    actor = sentence.cast.actors.get(mention.actor)
    if (
        actor is None
        or actor.kind != "state"
        or not _POSSESSIVE.match(sentence.article.text, mention.end, end)
    ):
        return False
    behind = next((m for m in sentence.mentions if m.start >= mention.end), None)
    return (
        behind is not None
        and behind.start < end
        and behind.start - mention.end <= _OWNED_REACH
        and (_JOINING.search(sentence.article.text, mention.end, behind.start) is None)
    )


def _is_location(sentence: Sentence, mention: Mention, start: int) -> bool:
    """Whether a state or place only says where: "the parties to the war in Bosnia", "talks in Cairo"."""
    before = sentence.article.text[max(start, mention.start - 14) : mention.start]
    return _LOCATIVE.search(before) is not None


def _as_party(cast: Cast, actor_id: str) -> str | None:
    actor = cast.actors.get(party(cast, actor_id))
    if actor is None or actor.kind not in PARTY_KINDS:
        return None
    return _sole_group(cast, actor.id) if GENERIC.match(actor.id) else actor.id


def _sole_group(cast: Cast, generic: str) -> str:
    """ "The rebels" are the one armed group that an article names; else they stay "the rebels"."""
    named = {m.actor for m in cast.mentions if _is_own_name(cast, m)}
    return next(iter(named)) if len(named) == 1 else generic


def _is_own_name(cast: Cast, mention: Mention) -> bool:
    """Whether a mention names an armed group that is no wing of another and is more than "rebels"."""
    actor = cast.actors[mention.actor] if mention.kind in {"name", "unknown_group"} else None
    return (
        actor is not None
        and actor.kind == "armed_group"
        and actor.of is None
        and not GENERIC.match(mention.actor)
        and not _FOR_GOVERNMENT.search(cast.text, max(0, mention.start - _OWNED_REACH), mention.start)
    )
