"""Bodies that watch over a truce: by their own noun ("a joint monitoring mechanism") or by whose they are
("the mission of the OSCE").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.actors import Mention
from truceline.claims._lexicon import lemmas
from truceline.claims._sentences import VERBAL, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["bodies_of", "named_behind", "standing_bodies"]

_LEAST_WORDS = 2
"""Words from which a body is named: "the mission" alone is none."""
_OWNED = re.compile(
    r"\s*,?\s*(?:(?:that|which)\s+(?:is|will be|consists|includes|comprises)\s+)?"
    r"(?:of|from|under|led by|run by|set up by|provided by|headed by|made up of|composed of|formed (?:by|of)"
    r"|consisting of|drawn from|comprising|including"
    r"|with (?:members|officers|delegates|representatives) (?:of|from)"
    r"|(?:of \w+ )?in which (?:they )?take part|(?:national and international )?with the mission of)"
    r"\s+(?:the\s+|both\s+)?",
    re.I,
)
_LEFT_OUT = frozenset({"DET", "PRON", "NUM"})
_NAMED_BEHIND = 3
"""Characters between a body and its name behind it: "the U.N. mission, UNAMSIL"."""


def bodies_of(sentence: Sentence, token: Token) -> list[tuple[int, int]]:
    """The bodies to which a word of watching belongs: those it modifies, its subject or its agent.

    Args:
        sentence: the sentence of the word.
        token: the word ("monitoring", "verify", "observers").

    Returns:
        Article offsets of the noun phrases, without determiners and numbers.
    """
    head = _head_of(sentence, token)
    if head is None:
        return []
    heads = [w for w in (head, *head.conjuncts) if w.lower_ in lemmas("roles.bodies")]
    return [span for w in heads if (span := _phrase(sentence, w)) is not None]


def standing_bodies(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Bodies that are called joint or of the ceasefire, whatever is said of them: "the Joint Commission"."""
    for word in sentence.span:
        if word.lower_ not in lemmas("roles.bodies") or word.dep_ in {"amod", "compound"}:
            continue
        if {w.lower_ for w in word.lefts} & lemmas("roles.body_marks"):
            span = _phrase(sentence, word)
            if span is not None:
                yield span


def named_behind(sentence: Sentence, body: tuple[int, int]) -> tuple[list[Mention], int | None]:
    """Names that stand in a body's phrase or right behind it, and where a list of its owners begins."""
    start, end = body
    inside = [m for m in sentence.mentions if start <= m.start and m.end <= end and m.kind != "demonym"]
    beside = [m for m in sentence.mentions if 0 <= m.start - end <= _NAMED_BEHIND]
    owned = _OWNED.match(sentence.article.text, end, sentence.end)
    return beside[:1] or inside, owned.end() if owned is not None else None


def _head_of(sentence: Sentence, token: Token) -> Token | None:
    if token.pos_ in VERBAL and token.dep_ not in {"amod", "compound"}:
        agents = (g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj")
        return next(agents, None) or sentence.subject(token)
    head = token.head if token.dep_ in {"amod", "compound", "nmod", "conj"} else token
    return head.head if head.dep_ in {"amod", "compound", "nmod"} else head


def _phrase(sentence: Sentence, head: Token) -> tuple[int, int] | None:
    """A noun with the words before it, without determiners and numbers; None for a bare noun."""
    words = [
        w
        for w in head.subtree
        if w.i <= head.i
        and w.pos_ not in _LEFT_OUT
        and w.dep_ not in {"det", "nummod", "poss", "case"}
        and (w == head or w.dep_ in {"amod", "compound", "nmod", "conj", "cc", "punct"})
    ]
    words = words[next((n for n, w in enumerate(words) if w.dep_ not in {"cc", "punct"}), 0) :]
    if len(words) < _LEAST_WORDS:
        return None
    return sentence.place(words[0]), sentence.place(head) + len(head)
