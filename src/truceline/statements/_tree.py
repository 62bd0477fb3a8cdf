"""Reading the dependency tree: subjects, verb groups, and the reach of a phrase."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["children", "governor", "is_negated", "noun_reach", "subject", "verb_group"]

SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_GROUP = {"aux", "auxpass", "neg"}
_CLIMB = {"conj", "advcl", "xcomp", "acl", "ccomp", "pcomp", "prep", "dep", "parataxis"}
_FARTHEST = 6


def children(token: Token, *labels: str) -> Iterator[Token]:
    """The children with one of these dependency labels, in order."""
    return (child for child in token.children if child.dep_ in labels)


def subject(verb: Token) -> Token | None:
    """The word that heads the subject: the verb's own, that of the verb it is joined to, or what it modifies.

    For a relative clause the subject is the word that the relative pronoun stands for; for "saying", "adding" and
    infinitives that of the verb which governs them.
    """
    node = verb
    for _ in range(_FARTHEST):
        own = next(iter(children(node, *SUBJECTS)), None)
        if own is not None:
            return _antecedent(own, node)
        if node.dep_ == "relcl":
            return node.head
        if node.dep_ == "acl" and node.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return node.head
        if node.dep_ not in _CLIMB or node.head is node:
            return None
        node = node.head
    return None


def _antecedent(own: Token, verb: Token) -> Token:
    """The noun that "who" or "which" stands for."""
    if own.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl" and own.tag_ in {"WP", "WDT"}:
        return verb.head
    return own


def governor(verb: Token) -> Token | None:
    """The verb of which this one is the infinitive or gerund complement ("refused" of "refused to comment")."""
    if verb.dep_ in {"xcomp", "advcl"} and verb.head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}:
        return verb.head
    if verb.dep_ == "pcomp" and verb.head.head.pos_ in {"VERB", "AUX"}:
        return verb.head.head
    return None


def is_negated(verb: Token) -> bool:
    """Whether the verb's own group holds "not", "never" or "no longer"."""
    return any(c.dep_ == "neg" or c.lower_ in {"never", "neither"} for c in verb.children)


def verb_group(verb: Token) -> tuple[int, int]:
    """First and last token of the verb with the auxiliaries, "not" and the adverbs between them, and its particle."""
    first = verb.i
    helpers = [c.i for c in verb.children if c.dep_ in _GROUP and c.i < verb.i]
    if helpers and verb.i - min(helpers) <= 4 and not _broken(verb, min(helpers)):
        first = min(helpers)
    last = verb.i
    for child in verb.children:
        if child.dep_ == "prt" and child.i == last + 1:
            last = child.i
    return first, last


def _broken(verb: Token, first: int) -> bool:
    """Whether something other than helpers and adverbs stands between a helper and its verb (an inverted subject)."""
    return any(t.dep_ not in _GROUP | {"advmod"} for t in verb.doc[first : verb.i])


def noun_reach(head: Token) -> tuple[int, int]:
    """First and last token of the noun phrase of `head`: modifiers, appositions and relative clauses included."""
    first, last = head.left_edge.i, head.right_edge.i
    return first, last
