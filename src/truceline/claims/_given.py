"""What a side undertakes, tells its own to do, or will not prolong: words given on a truce.

All functions take the predicate's token in the dependency parse.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from truceline.claims._governor import before
from truceline.claims._lexicon import lemmas, verb_classes
from truceline.claims._main import lies_ahead
from truceline.claims._nominal import PROPOSAL, is_not_yet
from truceline.claims._older import is_indefinite
from truceline.claims._parties import agents
from truceline.claims._reality import is_future, is_hedged, is_negated, is_on_condition, is_real
from truceline.claims._sentences import Sentence, Truce
from truceline.claims._theme import is_object, is_plural, is_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "answered", "binds_itself", "follows", "is_announced", "is_begun", "is_broken_by", "is_for_a_time",
    "is_of_deal", "is_order", "is_the_known", "renewed",
]  # fmt: skip

_PROPOSAL = re.compile(rf"\b{PROPOSAL}\b", re.I)
_PENDING = re.compile(
    rf"\b(?:{PROPOSAL}|proposed|expected|possible|future|would-be|planned|any|no|resolution)\b", re.I
)
"""What makes an agreement one that nobody has made yet."""
_POSSIBLE = frozenset({"would", "could", "may", "might", "should"})
_THE = re.compile(r"\b(?:the|this|that|it)\s+(?:[\w-]+\s+){0,2}$", re.I)
_THE_REACH = 25
_FOR = re.compile(r"\bfor (?:as long as |up to |at least |the next |another )?$", re.I)
_FOR_REACH = 20
_WITH_CHANGES = re.compile(
    r"\bwith (?:(?:some|several|minor|a few|certain|its own) )?"
    r"(?:comments|reservations|conditions|amendments|changes|remarks|caveats)\b",
    re.I,
)
"""With which a plan is not yet accepted."""


def is_order(verb: Token) -> bool:
    """Whether a side tells its own to do it: "told its units to hold their fire"."""
    told = verb.dep_ == "xcomp" and verb.head.lemma_ == "tell" and is_real(verb.head)
    return told and any(
        c.dep_ == "dobj" and any(owner.tag_ == "PRP$" for owner in c.children) for c in verb.head.children
    )


def is_of_deal(sentence: Sentence, verb: Token) -> bool:
    """Whether an agreement that there is sets out its terms: "the deal calls for", not "a draft would"."""
    subject = sentence.subject(verb)
    if subject is None or subject.lemma_.lower() not in lemmas("nouns.texts") or not is_real(verb):
        return False
    if {c.lower_ for c in verb.children if c.dep_ == "aux"} & _POSSIBLE:
        return False
    left, right = sentence.phrase(subject)
    return _PENDING.search(sentence.article.text, left, right) is None


def follows(sentence: Sentence, verb: Token, truce: Truce) -> bool:
    """Whether a side orders its own to keep a truce that there is: "ordered troops to keep the truce"."""
    known = truce.kind == "name" and is_the_known(sentence, truce)
    passive = any(c.dep_ == "auxpass" for c in verb.head.children)
    return known and not passive and sentence.subject(verb.head) is not None


def is_the_known(sentence: Sentence, truce: Truce) -> bool:
    """Whether a truce is named as one that there is: "the truce", "this fragile ceasefire"."""
    return _THE.search(before(sentence, truce.start, _THE_REACH)) is not None


def binds_itself(sentence: Sentence, verb: Token, truce: Truce) -> bool:
    """Whether one side says that it will keep a truce not spoken of before: it declares one."""
    new = truce.kind == "name" and is_indefinite(sentence, truce)
    return new and len(agents(sentence, verb, pronouns=True)) < 2


def is_announced(sentence: Sentence, verb: Token) -> bool:
    """Whether a headline tells what is to come: "army, rebels to observe holiday truce"."""
    if sentence.role != "headline" or verb.tag_ != "VB":
        return False
    alone = verb.dep_ in {"ROOT", "xcomp", "relcl", "acl"}
    return alone and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def answered(sentence: Sentence, verb: Token, name: str) -> str | None:
    """What a yes amounts to: to another's plan an acceptance, on a condition nothing."""
    if name == "agreed" and verb.lemma_ == "agree" and _is_to_plan(verb):
        return "proposed" if _WITH_CHANGES.search(sentence.text) else "accepted"
    if name == "accepted" and is_on_condition(verb):
        return None
    return "proposed" if name == "agreed" and is_not_yet(sentence) else name


def _is_to_plan(verb: Token) -> bool:
    """Whether what is agreed to was put forward by another: "agreed to the draft", "agree to a plan"."""
    behind = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"to", "with"}]
    nouns = [noun for c in behind for noun in c.children if noun.dep_ == "pobj"]
    return any(_PROPOSAL.fullmatch(noun.text) for noun in nouns)


def renewed(sentence: Sentence, verb: Token, truce: Truce) -> str | None:
    """What an extension amounts to that is none of the truce, None where it is one.

    A side that renews its word is still bound ("renewed its commitment to the truce": in force), one that
    renews a call wishes for it (""), one that will not prolong its truce has it end.
    """
    words = lemmas("governors.bound_by", "governors.wished")
    nouns = (c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} and c.lemma_.lower() in words)
    named = sentence.truces_of("name", "act", "peace")
    word = next((n for n in nouns if not any(t.start <= sentence.place(n) < t.end for t in named)), None)
    if word is None:
        return "ended" if _is_let_lapse(sentence, verb, truce) else None
    bound = word.lemma_.lower() in lemmas("governors.bound_by") and is_real(verb) and not is_future(verb)
    return "in_force" if bound and not is_indefinite(sentence, truce) else ""


def _is_let_lapse(sentence: Sentence, verb: Token, truce: Truce) -> bool:
    """Whether a side will not prolong its truce: "would not renew the ceasefire", "refused to extend it".

    Where the sentence gives a time to come, the truce runs until then.
    """
    if any(time.when is not None and lies_ahead(sentence, time.when) for time in sentence.times):
        return False
    if not is_object(sentence, verb, truce) or is_plural(truce) or is_hedged(verb):
        return False
    governor = verb.head.head if verb.head.pos_ == "ADP" else verb.head
    if verb.dep_ == "xcomp" and verb_classes(governor) & {"rejected"} and is_real(governor):
        return True
    return is_negated(verb) and not is_not_yet(sentence) and sentence.subject(verb) is not None


def is_begun(sentence: Sentence, verb: Token, truce: Truce) -> bool:
    """Whether sides have begun a truce: "began a pause of their operations on Sunday"."""
    if verb.lemma_ not in {"begin", "start"} or verb.tag_ not in {"VBD", "VBN"} or truce.kind != "name":
        return False
    return is_real(verb) and not is_future(verb) and is_object(sentence, verb, truce) and not is_plural(truce)


def is_for_a_time(sentence: Sentence, verb: Token) -> bool:
    """Whether sides stop what they do for a time to come: "suspended attacks on Sunday for three months"."""
    if verb.tag_ != "VBD" or sentence.subject(verb) is None or verb.dep_ not in {"ROOT", "ccomp", "conj"}:
        return False
    lengths = (t for t in sentence.times if t.type == "DURATION" and t.start > sentence.place(verb))
    own = (t for t in lengths if sentence.clause_at(t.start) == verb)
    return any(_FOR.search(before(sentence, t.start, _FOR_REACH)) for t in own)


def _tells_how(clause: Token) -> bool:
    """Whether a clause tells by what a truce was broken: "when gunmen opened fire on a post"."""
    return (
        clause.dep_ == "advcl" and clause.tag_ == "VBD" and any(c.lower_ == "when" for c in clause.children)
    )


def is_broken_by(sentence: Sentence, verb: Token, truce: Truce) -> bool:
    """Whether a side is told to have broken it, as a fact: "was broken by the army, which took a hill".

    Who only says so of the other side is known by the chain of the claim.
    """
    if verb.lemma_ != "break" or not is_real(verb) or is_future(verb) or is_plural(truce):
        return False
    told = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and any(c.lemma_ == "have" for c in verb.children))
    told = told or (sentence.role == "headline" and verb.tag_ in {"VBZ", "VBP"})
    told = told and sentence.statement_at(sentence.place(verb)) is None
    if told and is_object(sentence, verb, truce) and verb.dep_ in {"ROOT", "ccomp", "conj", "relcl", "advcl"}:
        return not any(c.dep_ == "prt" for c in verb.children)
    passive = any(c.dep_ == "auxpass" and c.lower_ in {"was", "were", "been"} for c in verb.children)
    doers = (noun for c in verb.children if c.dep_ == "agent" for noun in c.children if noun.dep_ == "pobj")
    side = any(noun.lemma_.lower() in lemmas("roles.groups") for noun in doers)
    side = side or bool(agents(sentence, verb, pronouns=False)) or any(_tells_how(c) for c in verb.children)
    return passive and side and is_subject(sentence, verb, truce)
