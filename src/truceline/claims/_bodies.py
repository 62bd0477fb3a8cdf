"""Bodies that watch over a truce: by their own noun ("a joint monitoring mechanism") or by whose they are
("the mission of the OSCE").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.actors import Mention, known_actor
from truceline.claims._lexicon import lemmas, verb_classes
from truceline.claims._sentences import VERBAL, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "ENTRUSTED",
    "all_bodies",
    "bodies_of",
    "carries_out",
    "is_elsewhere",
    "is_standing",
    "named_beside",
]

_LEFT_OUT = frozenset({"DET", "PRON", "NUM"})
# What stands between a body and its name: "the U.N. mission, UNAMSIL", "the force known as ECOMOG".
_NAMED = re.compile(
    r"\s*[,(–—-]?\s*(?:(?:(?:that|which) is\s+)?(?:known as|called|named)\s+(?:the\s+)?)?[“\"]?"
)
_APPOSED = re.compile(r"\s*,\s+(?:the|an?)\s+(?:[\w'’-]+\s+){0,3}")
_OWNER = re.compile(r"['’]s?\s+(?:\w+\s+)?")
_SO_CALLED = frozenset({"so", "called", "-"})
# To whom a task is left: "verification was entrusted to", "monitoring is in the hands of".
ENTRUSTED = re.compile(
    r"[^.;:,]{0,50}?\b(?:left|laid|entrusted|given|assigned|handed|delegated|confided|falls?|fell|lies"
    r"|lay|rests?|up"
    r"|in charge|in the hands|the (?:task|job|work|duty|responsibility|business)|incumbent)"
    r"\s+(?:over\s+)?(?:to|with|of|on)\s+",
    re.I,
)
_MEETING = re.compile(
    r"\b(?:session|meeting|talks|sitting|round) (?:of|in)\s+(?:the\s+)?$|\b(?:agreed|reached"
    r"|signed)\b[^.;]*\b(?:in|at)\s+the\s+$",
    re.I,
)
_LIGHT = frozenset(
    {
        "make",
        "carry",
        "conduct",
        "do",
        "ensure",
        "provide",
        "undertake",
        "perform",
        "exercise",
        "assume",
        "take",
    }
)
_NEAR = 40
"""Characters within which a body follows what is left to it."""
_GLUED = re.compile(r"\d+$")
_ARMED = frozenset({"force", "unit", "patrol"})
_SHARED = frozenset({"joint", "mixed"})
"""Marks that make no monitors by themselves."""


def bodies_of(sentence: Sentence, token: Token) -> list[tuple[int, int]]:
    """The bodies to which a word of watching belongs: those it modifies, its subject or its agent.

    Args:
        sentence: the sentence of the word.
        token: the word ("monitoring", "verify", "observers").

    Returns:
        Article offsets of the noun phrases, without determiners and numbers.
    """
    head = entrusted(sentence, token) or _head_of(sentence, token)
    if head is None:
        return []
    heads = [w for w in (head, *head.conjuncts) if w.lower_ in lemmas("roles.bodies")]
    return [_phrase(sentence, w) for w in heads]


def entrusted(sentence: Sentence, token: Token) -> Token | None:
    """The body to which watching is left: "monitoring falls to a commission"."""
    end = sentence.place(token) + len(token)
    named = token.pos_ == "NOUN" or token.tag_ == "VBG"
    match = ENTRUSTED.match(sentence.article.text, end, sentence.end) if named else None
    if match is None:
        return None
    near = (w for w in sentence.span if 0 <= sentence.place(w) - match.end() <= _NEAR)
    return next((w for w in near if w.lower_ in lemmas("roles.bodies")), None)


def carries_out(sentence: Sentence, token: Token) -> Token | None:
    """Who does what a noun says: "the operation which will make the inspection of the truce"."""
    verb = token.head
    does = token.dep_ == "dobj" and verb.lemma_.lower() in _LIGHT
    return sentence.subject(verb) if does else None


def all_bodies(sentence: Sentence) -> Iterator[tuple[Token, tuple[int, int]]]:
    """Every body that a sentence speaks of: its noun, and the article offsets with what describes it."""
    for word in sentence.span:
        if word.lower_ in lemmas("roles.bodies") and word.dep_ not in {"amod", "compound"}:
            yield word, _phrase(sentence, word)


def is_standing(head: Token, *, plain: bool) -> bool:
    """Whether a body is there to watch over a truce, whatever is said of it: "the monitoring team"; with
    `plain` also where it is only called joint: "the Joint Commission"."""
    marks = {w.lower_ for w in head.lefts} & lemmas("roles.body_marks")
    return bool(marks if plain else marks - _SHARED)


def bears_arms(head: Token) -> bool:
    """Whether a body is of armed men, who do not watch merely by being joint: "a joint police force"."""
    marks = {w.lower_ for w in head.lefts} & lemmas("roles.body_marks")
    return head.lower_ in _ARMED and not marks - _SHARED


def is_elsewhere(sentence: Sentence, head: Token, body: tuple[int, int]) -> bool:
    """Whether a body is only where something was agreed, or one that speaks from afar: "at a session of the
    commission", "a monitoring group in another country reported"."""
    before = sentence.article.text[max(sentence.start, body[0] - _NEAR) : body[0]]
    speaks = head.dep_ == "nsubj" and "said" in verb_classes(head.head)
    return _MEETING.search(before) is not None or speaks


def named_beside(sentence: Sentence, body: tuple[int, int]) -> tuple[Mention, ...]:
    """The name of a body or of its owner: within its words, right behind it or right before it."""
    text, (start, end) = sentence.article.text, body
    beside = [m for m in sentence.mentions if m.start >= end and _NAMED.fullmatch(text, end, m.start)]
    inside = [
        m for m in sentence.mentions if m.start < end and start < m.end <= end and _is_name(sentence, m)
    ]
    owner = [m for m in sentence.mentions if m.end <= start and _OWNER.fullmatch(text, m.end, start)]
    before = [m for m in sentence.mentions if m.end <= start and _APPOSED.fullmatch(text, m.end, start)]
    return tuple(beside[:1] or inside or owner[-1:] or before[-1:])


def _is_name(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention names somebody who is known or his people, and is not the body by its own noun."""
    actor = sentence.cast.actors.get(mention.actor)
    named = {mention.actor, actor.of or ""} if actor is not None else {mention.actor}
    return mention.kind != "demonym" and any(known_actor(one) is not None for one in named)


def _head_of(sentence: Sentence, token: Token) -> Token | None:
    if token.pos_ in VERBAL and token.dep_ not in {"amod", "compound"}:
        agents = (g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj")
        return next(agents, None) or sentence.subject(token)
    clause = sentence.clause(token)
    if clause.dep_ == "relcl" and token.dep_ == "prep" and token.head == clause:
        return clause.head  # "to which violations are reported"
    doer = carries_out(sentence, token)
    if doer is not None:
        return doer
    head = token.head if token.dep_ in {"amod", "compound", "nmod", "conj"} else token
    return head.head if head.dep_ in {"amod", "compound", "nmod"} else head


def _phrase(sentence: Sentence, head: Token) -> tuple[int, int]:
    """A noun with the words before it, without determiners and numbers."""
    words = [
        w
        for w in head.subtree
        if w.i <= head.i
        and w.pos_ not in _LEFT_OUT
        and w.lower_ not in _SO_CALLED
        and w.dep_ not in {"det", "nummod", "poss", "case"}
        and (w == head or w.dep_ in {"amod", "compound", "nmod", "conj", "cc", "punct"})
    ]
    words = words[next((n for n, w in enumerate(words) if w.dep_ not in {"cc", "punct"}), 0) :] or [head]
    start = sentence.place(words[0])
    glued = _GLUED.search(sentence.article.text, sentence.start, start)
    joined = glued is not None and sentence.article.text[start] == "+"
    return glued.start() if glued and joined else start, sentence.place(head) + len(head)
