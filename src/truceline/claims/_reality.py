"""Whether a predicate is said to have happened: its tense, its negation, and what governs it.

All functions take the predicate's token in the dependency parse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from truceline.claims._lexicon import lemmas, verb_classes

if TYPE_CHECKING:
    from spacy.tokens import Token

    from truceline.claims._sentences import Sentence

__all__ = [
    "MADE",
    "changes_another",
    "is_awaited",
    "is_future",
    "is_hedged",
    "is_indirect_question",
    "is_negated",
    "is_offered",
    "is_on_condition",
    "is_past",
    "is_present_passive",
    "is_real",
    "is_resolved",
    "is_scheduled",
    "is_transitive",
]

_AHEAD = frozenset({"will", "shall", "'ll", "would", "should"})
_UNREAL = frozenset({"ought", "could", "may", "might", "should", "can", "must", "wo"})
_POSSIBLE = frozenset({"could", "may", "might"})
_UNDONE = frozenset({"without", "instead", "against"})
"""Prepositions before what was not done: "left without signing"."""
MADE = frozenset({"agreed", "declared", "accepted"})
"""Classes of verbs by which a truce comes about."""


def is_future(verb: Token) -> bool:
    """Whether a predicate lies ahead: "will begin", "is to begin", "set to take effect", "due to start"."""
    auxiliaries = _auxiliaries(verb)
    if auxiliaries & _AHEAD:
        return True
    infinitive = "to" in auxiliaries or (verb.dep_ == "xcomp" and verb.tag_ == "VB")
    return infinitive and verb.head.lemma_.lower() in lemmas("governors.ahead")


def is_negated(verb: Token) -> bool:
    """Whether a predicate is negated, itself or through its subject or object ("no truce was agreed")."""
    if any(c.dep_ == "neg" or c.lower_ in {"never", "not", "neither"} for c in verb.children):
        return True
    return any(
        c.dep_ in {"dobj", "nsubjpass", "nsubj"} and any(g.lower_ in {"no", "neither"} for g in c.children)
        for c in verb.children
    )


def is_hedged(verb: Token) -> bool:
    """Whether a predicate is only possible ("may begin") or stands under a condition ("if it holds")."""
    if _auxiliaries(verb) & _POSSIBLE:
        return True
    return any(
        c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"}
        for clause in (verb, *verb.ancestors)
        for c in clause.children
    )


def is_real(verb: Token) -> bool:
    """Whether a predicate is said to be so: not wished for, possible, conditional or denied.

    What lies ahead counts as real; `is_future` tells it.
    """
    if is_negated(verb) or is_hedged(verb) or _is_undone(verb) or _is_wished(verb):
        return False
    if _auxiliaries(verb) & _UNREAL or _is_only_meant(verb):
        return False
    unreal = lemmas("governors.unreal")
    if verb.tag_ == "VBN" and verb.dep_ in {"xcomp", "ccomp", "oprd"} and not _auxiliaries(verb):
        return verb.head.lemma_.lower() not in unreal
    return not (verb.tag_ == "VBG" and verb.head.lemma_.lower() in unreal)


def _is_wished(verb: Token) -> bool:
    """Whether a passive stands in the subjunctive, under a verb that settles nothing: "suggested that the
    truce be extended", unlike "decided that it be extended".
    """
    bare = any(c.dep_ == "auxpass" and c.lower_ == "be" for c in verb.children)
    if not bare or any(c.dep_ == "aux" for c in verb.children) or verb.dep_ in {"xcomp", "conj"}:
        return False
    return verb.head.lemma_.lower() not in lemmas("governors.settling") and not is_resolved(verb)


def _is_undone(verb: Token) -> bool:
    """Whether what governs a predicate says that it was not done: "without signing", "did not move to renew",
    "a truce has to be agreed"."""
    if verb.dep_ == "pcomp":
        return verb.head.lower_ in _UNDONE
    if verb.dep_ != "xcomp":
        return False
    due = verb.head.lemma_ == "have" and verb.head.tag_ in {"VBZ", "VBP"}
    return due or (verb.tag_ == "VB" and is_negated(verb.head))


def _is_only_meant(verb: Token) -> bool:
    """Whether an infinitive hangs on a word for what is wished for, tried or possible, or on a noun."""
    if verb.tag_ != "VB" and not (
        verb.tag_ == "VBN" and "to" in {c.lower_ for c in verb.children if c.dep_ == "aux"}
    ):
        return False
    governor = verb.head.head if verb.head.pos_ == "ADP" else verb.head
    noun = governor.pos_ in {"NOUN", "ADJ"} and not _is_resolution(governor)
    return noun or governor.lemma_.lower() in lemmas("governors.unreal")


def _is_resolution(noun: Token) -> bool:
    """Whether a noun says that something was resolved on: "its decision to end the truce"."""
    known = any(c.dep_ == "poss" or c.lower_ in {"the", "this", "that"} for c in noun.children)
    return known and noun.lemma_.lower() in lemmas("governors.resolution") and not is_negated(noun.head)


def is_on_condition(verb: Token) -> bool:
    """Whether a predicate holds on a condition: "it is over if ...", "should they attack, it is over"."""
    if verb.sent[0].lower_ == "should":
        return True
    return any(
        c.dep_ == "advcl" and any(w.lower_ in {"if", "unless", "should"} for w in (c, *c.lefts))
        for c in verb.children
    )


def is_awaited(verb: Token) -> bool:
    """Whether a clause tells only before what something was done: "minutes before the truce ran out"."""
    return any(c.dep_ == "mark" and c.lower_ == "before" for c in verb.children)


def is_scheduled(sentence: Sentence, verb: Token) -> bool:
    """Whether a present tense tells what is to come: "runs out on 20 June", outside headlines."""
    return verb.tag_ in {"VBZ", "VBP"} and verb.lemma_ != "be" and sentence.role == "body"


def is_past(verb: Token) -> bool:
    """Whether a predicate is told as past or perfect: "held", "did not hold", "has never been kept"."""
    return verb.tag_ in {"VBD", "VBN"} or bool(_auxiliaries(verb) & {"did", "had", "was", "were"})


def is_resolved(verb: Token) -> bool:
    """Whether a step ahead is already resolved on: "agreed to extend", "decided to suspend"."""
    return bool(verb_classes(verb.head) & MADE)


def is_offered(verb: Token) -> bool:
    """Whether somebody is ready to do a thing, or offers it: "said it was ready to extend the truce"."""
    governor = verb.head.head if verb.head.pos_ == "ADP" else verb.head
    return (
        governor != verb and governor.lemma_.lower() in lemmas("governors.ready") and not is_negated(governor)
    )


def is_indirect_question(verb: Token) -> bool:
    """Whether a clause is an indirect question: "how the ceasefire is kept"."""
    return any(c.tag_ in {"WRB", "WP"} or c.lower_ in {"whether", "if"} for c in verb.children) or any(
        g.tag_ == "WDT" for c in verb.children if c.dep_ == "prep" for g in c.children
    )


def is_present_passive(verb: Token) -> bool:
    """Whether a predicate is in the present passive: "the truce is started"."""
    return any(c.dep_ == "auxpass" and c.lower_ in {"is", "are", "being"} for c in verb.children)


def is_transitive(verb: Token) -> bool:
    """Whether a verb has an object of its own, other than in "take effect", "take hold"."""
    objects = {c.lower_ for c in verb.children if c.dep_ == "dobj" and not _is_time(c)}
    return bool(objects) and not objects & {"effect", "force", "hold"}


def _is_time(token: Token) -> bool:
    """Whether what looks like an object tells when: "ended the next spring", not "ended days of fighting"."""
    return token.ent_type_ in {"DATE", "TIME"} and not any(c.dep_ == "prep" for c in token.children)


def changes_another(verb: Token) -> bool:
    """Whether what is agreed is to change a truce that there is: the changing verb then tells the status."""
    return any(
        c.dep_ in {"xcomp", "ccomp"} and verb_classes(c) & {"extended", "suspended"} for c in verb.children
    )


def _auxiliaries(verb: Token) -> set[str]:
    """A verb's auxiliaries, with those that it shares with the verb over it."""
    found = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"} and not _is_month(c)}
    if verb.dep_ in {"xcomp", "conj"} and verb.head.pos_ in {"VERB", "AUX"}:
        found |= {c.lower_ for c in verb.head.children if c.dep_ == "aux" and not _is_month(c)}
    return found


def _is_month(token: Token) -> bool:
    """Whether what the tree takes for an auxiliary is a month: "the talks of 28 May produced a truce"."""
    return token.text == "May" and not token.is_sent_start
