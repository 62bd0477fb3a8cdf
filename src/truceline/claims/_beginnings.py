"""What a predicate of beginning ("took effect"), or of stopping to fight, tells of a truce by its tense."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from truceline.claims._given import is_for_a_time, is_order
from truceline.claims._lexicon import verb_classes
from truceline.claims._nominal import PROPOSAL, is_urged
from truceline.claims._reality import (
    MADE,
    is_future,
    is_hedged,
    is_indirect_question,
    is_present_passive,
    is_real,
)
from truceline.claims._sentences import Sentence
from truceline.claims._settled import settled
from truceline.claims._theme import head_text
from truceline.model import When

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["act_status", "beginning_status"]

_PROPOSAL = re.compile(rf"\b{PROPOSAL}\b", re.I)
_TAKES_HOLD = re.compile(r"takes? hold\b", re.I)
"""In a headline what is so, where "takes effect" may be what is to come."""
_GOING_ON = frozenset({"remain", "stay", "continue"})


def beginning_status(sentence: Sentence, verb: Token) -> str | None:
    """In force or agreed, for a predicate of beginning: by its tense, in the present by its date."""
    if is_future(verb):
        goes_on = "in_force" if verb.lemma_ in _GOING_ON else "agreed"
        if any(c.lower_ == "would" for c in verb.children) and _PROPOSAL.search(_lead(sentence, verb)):
            return "proposed"
        asked = is_indirect_question(verb) and verb.dep_ not in {"relcl", "advcl"}
        return None if is_hedged(verb) or asked else goes_on
    if not is_real(verb):
        return None
    past = verb.tag_ in {"VBD", "VBN"} and not is_present_passive(verb)
    return "in_force" if past or verb.lemma_ in _GOING_ON else _in_the_present(sentence, verb)


def _in_the_present(sentence: Sentence, verb: Token) -> str:
    """In force or agreed, as the time in a present predicate's clause has come or not."""
    start = _start_of(sentence, verb)
    published = sentence.article.published
    if start is None and sentence.role == "headline" and _TAKES_HOLD.match(head_text(sentence, verb)):
        return "in_force"
    if start is not None and start.earliest is not None and published is not None and published.latest:
        return "agreed" if start.earliest > published.latest or _is_ahead(sentence, start) else "in_force"
    return "in_force" if verb.lemma_ == "be" else "agreed"


def _is_ahead(sentence: Sentence, start: When) -> bool:
    """Whether a time lies behind the publication of its report, or may, where no year is known."""
    published = sentence.article.published
    if start.earliest is None or published is None or published.earliest is None:
        return True
    return start.earliest > published.earliest


def _lead(sentence: Sentence, verb: Token) -> str:
    """The words of a sentence before a predicate."""
    return sentence.article.text[sentence.start : sentence.place(verb)]


def _start_of(sentence: Sentence, verb: Token) -> When | None:
    """The first time in a predicate's own clause, a midnight settled where only one can be meant."""
    for time in sentence.times:
        if time.when is not None and time.type in {"DATE", "TIME"} and sentence.clause_at(time.start) == verb:
            return settled(sentence, time, time.when)
    return None


def act_status(sentence: Sentence, verb: Token) -> str | None:
    """The status that "stop firing" amounts to: what governs it decides."""
    if _is_planned(verb):
        return None
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"}
    if not (verb.dep_ in {"xcomp", "pcomp"} or (verb.dep_ in {"ccomp", "advcl"} and not finite)):
        return _by_itself(sentence, verb)
    governor = verb.head.head if verb.head.pos_ == "ADP" else verb.head
    if governor.lemma_ == "be" and governor.tag_ == "VBD":
        return None  # "the militia was to stop firing": a term, or a plan that came to nothing
    classes = verb_classes(governor)
    name = next((n for n in ("agreed", "declared", "accepted", "proposed", "rejected") if n in classes), None)
    if name is None:
        return "declared" if _will_be(sentence, verb) or is_order(verb) else None
    if (name in MADE and not is_real(governor)) or (name == "proposed" and is_urged(sentence)):
        return None
    return name


def _by_itself(sentence: Sentence, verb: Token) -> str | None:
    """The status of an act that no other predicate governs: it is done, or will be."""
    past = verb.tag_ in {"VBD", "VBN"} and is_real(verb) and not is_future(verb)
    start = _start_of(sentence, verb) if past and is_present_passive(verb) else None
    if start is not None and _is_ahead(sentence, start):
        return "agreed"
    if past and not _is_infinitive(verb):
        return "declared" if is_for_a_time(sentence, verb) else "in_force"
    return "declared" if _will_be(sentence, verb) else None


def _will_be(sentence: Sentence, verb: Token) -> bool:
    return is_future(verb) and not is_urged(sentence) and not is_hedged(verb)


def _is_planned(verb: Token) -> bool:
    """Whether a verb is the "were" of "the guns were to fall silent"."""
    return verb.lemma_ == "be" and any(c.dep_ == "xcomp" and _is_infinitive(c) for c in verb.children)


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
