"""The words of a sentence by which people get together: a verb ("met", "phoned") or a noun with what is said
to happen to it ("held a second round of talks", "the call between").

A contact that was only asked for, refused, or did not come about is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from truceline.claims._lexicon import lemmas, words
from truceline.claims._sentences import VERBAL, Sentence
from truceline.model import ContactKind

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Gathering", "gatherings"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PLEA = frozenset({"dobj", "pobj", "xcomp", "ccomp", "acl", "prep", "pcomp", "conj", "advcl", "attr"})
"""How what is asked for hangs on the word that asks."""
_DEEPEST = 6
_NTH = {name: number for number, name in enumerate(words("parts.ordinal")[:12], start=1)}
_DIGITS = re.compile(r"(\d+)(?:st|nd|rd|th)")
_DURING = frozenset({"in", "at", "after", "during", "following", "before", "since", "until"})
"""What is told of the time of a contact, or of its course, takes it for granted."""
_PHASES = frozenset({"close", "conclusion", "end", "start", "opening", "beginning", "sidelines", "margins"})
_MEANS = frozenset({"by", "over", "on", "via", "through"})
_KINDS = frozenset(get_args(ContactKind))


@dataclass(frozen=True)
class Gathering:
    """A contact by its words: the `cue`, the verb `light` that is said of it where the cue is a noun, whether
    the light verb's subject takes part (`hold`), and what the cue says of its kind, number and time.
    """

    cue: Token
    light: Token | None
    kind: ContactKind
    holds: bool
    round: int | None
    planned: bool

    @property
    def heads(self) -> tuple[Token, ...]:
        """The words on which who, where and when hang."""
        talks = [
            c for p in self.cue.children if p.dep_ == "prep" for c in p.children if _is(c, "negotiations")
        ]
        return (self.cue, *talks, *([self.light] if self.light is not None else []))


def gatherings(sentence: Sentence) -> Iterator[Gathering]:
    """The contacts of which a sentence tells, in order."""
    for word in sentence.span:
        found = _by_verb(word) if word.pos_ in VERBAL else _by_noun(word)
        if found is not None and not _is_moot(found):
            yield found


def _by_verb(word: Token) -> Gathering | None:
    kind = next((k for k in ("meeting", "call", "talks", "visit") if _is(word, k)), None)
    if kind is None and (_is(word, "going") or _is(word, "shuttle")):
        kind = "visit"
    if kind is None and (_is(word, "together") or (word.lemma_ == "sit" and _has_particle(word, "down"))):
        kind = "meeting" if word.lemma_ == "sit" else "call" if _is_from_afar(word) else "contact"
    if kind is None or kind not in _KINDS or word.dep_ in {"amod", "compound"}:
        return None
    if any(child.dep_ in {"nsubjpass", "auxpass"} for child in word.children) and word.lemma_ != "receive":
        return None
    kind = "call" if kind == "meeting" and _is_from_afar(word) else kind
    return Gathering(word, None, kind, True, None, _lies_ahead(word))  # type: ignore[arg-type]


def _by_noun(word: Token) -> Gathering | None:
    kind = _noun_kind(word)
    if kind is None or word.dep_ in {"compound", "amod", "poss"} or _is_inside_round(word):
        return None
    light, holds = _light(word)
    joins = {"to"} if kind == "visit" else {"between", "with"}
    joined = any(c.dep_ == "prep" and c.lower_ in joins for c in word.subtree)
    if light is None and not joined and not _is_phase(word):
        return None
    ahead = light is not None and _lies_ahead(light)
    marks = {c.lemma_.lower() for c in word.children if c.dep_ == "amod"}
    waits = word.dep_ == "pobj" and word.head.lower_ == "of" and word.head.head.lower_ == "ahead"
    planned = ahead or waits or (light is None and bool(marks & lemmas("contacts.ahead_marks")))
    return Gathering(word, light, kind, holds, _number(word), planned)


def _noun_kind(word: Token) -> ContactKind | None:
    """The kind of contact that a noun is; a conversation is a call where it is by telephone."""
    ways = {c.lower_ for c in word.children if c.dep_ in {"compound", "amod", "nmod"}}
    if word.pos_ not in {"NOUN", "PROPN"} or ways & {"news", "press"}:
        return None
    afar = bool(ways & lemmas("contacts.line")) or word.lower_.startswith(("tele", "video"))
    kind: ContactKind | None = None
    if _is(word, "calls"):
        kind = "call" if afar else "contact" if word.lemma_ == "conversation" else None
    elif _is(word, "rounds"):
        inner = [c for p in word.children if p.lower_ == "of" for c in p.children]
        kind = "talks" if any(_is(c, "negotiations") for c in inner) else None
    elif _is(word, "negotiations"):
        # "talks" is plural, a talk is a lecture.
        plural = word.lemma_.lower() == "dialogue" or word.tag_ in {"NNS", "NNPS"}
        kind = ("call" if afar or _is_from_afar(word) else "talks") if plural else None
    elif _is(word, "meetings"):
        kind = "call" if afar else "meeting"
    elif _is(word, "visits"):
        kind = "visit"
    return kind


def _light(noun: Token) -> tuple[Token | None, bool]:
    """The verb by which a noun comes about, and whether the subject of the verb takes part in it."""
    head, way = noun, noun.dep_
    if way == "conj":
        head, way = noun.head, noun.head.dep_
    verb = head.head
    if way == "dobj" and verb.pos_ in VERBAL and (_is(verb, "hold") or _is(verb, "host")):
        return verb, _is(verb, "hold")
    if way == "pobj" and verb.dep_ == "prep" and verb.head.pos_ in VERBAL:
        carrier = verb.head
        if verb.lower_ in {"in", "at", "for"} and carrier.lemma_ in {
            "participate",
            "gather",
            "engage",
            "part",
        }:
            return carrier, True
        if carrier.lemma_ == "take" and any(c.lemma_ == "part" for c in carrier.children):
            return carrier, True
    if (
        way in _SUBJECTS
        and verb.pos_ in VERBAL
        and (_is(verb, "happen") or _is(verb, "hold") or _is(verb, "host"))
    ):
        # "is to be held", "are due to resume": the verb behind says what becomes of it.
        states = [c for c in verb.children if c.dep_ == "acomp" and _is(c, "ahead")]
        behind = (c for w in (verb, *states) for c in w.children if c.dep_ == "xcomp" and c.pos_ in VERBAL)
        return next(behind, verb), False
    behind = (c for c in noun.children if c.dep_ == "acl" and (_is(c, "hold") or _is(c, "host")))
    return next(behind, None), False


def _is(word: Token, name: str) -> bool:
    return word.lemma_.lower() in lemmas(f"contacts.{name}")


def _has_particle(verb: Token, word: str) -> bool:
    return any(child.lower_ == word for child in verb.children)


def _is_inside_round(word: Token) -> bool:
    """Whether a word for talks is what a round is of: the round stands for both."""
    return word.dep_ == "pobj" and word.head.lower_ == "of" and _is(word.head.head, "rounds")


def _is_phase(word: Token) -> bool:
    """Whether a part of it is told, which takes it for granted: "at the close of talks in Doha"."""
    return word.dep_ == "pobj" and word.head.lower_ == "of" and word.head.head.lower_ in _PHASES


def _is_from_afar(word: Token) -> bool:
    """Whether people spoke by a line: "by telephone", "on the phone", "via video link"."""
    for prep in (c for c in word.children if c.dep_ in {"prep", "agent"} and c.lower_ in _MEANS):
        if any(w.lower_ in lemmas("contacts.line") for w in prep.subtree):
            return True
    return False


def _number(word: Token) -> int | None:
    """Which round it is: the "third" of talks; no number for a round that nothing counts."""
    if not (_is(word, "rounds") or _is(word, "negotiations") or _is(word, "meetings")):
        return None
    for child in word.children:
        if child.lower_ in _NTH and child.dep_ in {"amod", "nummod", "compound"}:
            return _NTH[child.lower_]
        if match := _DIGITS.fullmatch(child.lower_):
            return int(match[1])
    return None


def _lies_ahead(verb: Token) -> bool:
    """Whether a verb tells of what was to come: "will meet", "are to meet", "is due to", "agreed to hold"."""
    aids = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if aids & {"will", "shall", "'ll", "’ll", "would"}:
        return True
    if verb.lemma_ in lemmas("contacts.ahead") and verb.lemma_ != "agree":
        return True
    head = verb.head
    above = verb.dep_ in {"xcomp", "ccomp", "advcl", "acl"} and "to" in aids
    return above and (head.lemma_ == "be" or _is(head, "ahead"))


def _is_moot(found: Gathering) -> bool:
    """Whether it did not come about, or was only asked for: "no talks were held", "called for a meeting"."""
    top = found.light if found.light is not None else found.cue
    if any(c.dep_ == "neg" or c.lower_ == "never" for word in {found.cue, top} for c in word.children):
        return True
    if any(c.lower_ in {"no", "neither"} for c in found.cue.children if c.dep_ in {"det", "neg", "preconj"}):
        return True
    if any(c.dep_ == "aux" and c.lower_ in lemmas("contacts.perhaps") for c in top.children):
        return True
    if any(c.dep_ in {"mark", "advmod"} and c.lower_ in {"if", "unless"} for c in top.children):
        return True
    return _is_asked_for(top)


def _is_asked_for(word: Token) -> bool:
    """Whether words over a contact ask for it, refuse it, or speak of it as possible."""
    current = word
    for _ in range(_DEEPEST):
        head = current.head
        if head == current or current.dep_ not in _PLEA:
            return False
        if current.dep_ == "prep" and current.lower_ in _DURING:
            return False
        if head.pos_ in VERBAL:
            # "said he met" tells of it; "refused to meet", "called for talks" do not.
            bound = current.dep_ != "advcl" or "to" in {c.lower_ for c in current.children if c.dep_ == "aux"}
            if bound and current.dep_ != "conj" and _is(head, "asked"):
                return True
            if head.lemma_ not in {"be", "have"} and current.dep_ not in {"xcomp", "prep", "dobj", "conj"}:
                return False
        elif _is(head, "asked_nouns") or _is(head, "asked_states"):
            return True
        current = head
    return False
