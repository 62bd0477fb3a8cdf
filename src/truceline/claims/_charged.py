"""Those to whom a part falls through another verb: who sends observers, whom the sides invite to watch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from truceline.actors import Mention
from truceline.claims._lexicon import lemmas
from truceline.claims._lists import list_before
from truceline.claims._sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["charged", "sender"]

_SENDING = frozenset({
    "send", "deploy", "provide", "contribute", "dispatch", "supply", "second", "lend", "field", "lead",
    "head", "command", "chair", "run", "join", "station", "form", "staff", "man",
})  # fmt: skip
_SITTING = frozenset({"sit", "serve", "contribute", "belong", "second", "participate"})
"""Verbs that tell by a preposition in which body one has a part: "sit on", "contribute to"."""
_WITHIN = frozenset({"amod", "compound", "nmod", "acl", "relcl", "conj"})
_CHARGING = frozenset({
    "invite", "mandate", "task", "authorise", "authorize", "entrust", "appoint", "charge", "ask", "request",
})  # fmt: skip
"""Verbs whose object is to do what their infinitive says: "invited the mission to monitor"."""


def sender(sentence: Sentence, token: Token) -> list[Mention]:
    """ "New Zealand will send unarmed monitors", "the Union leads a commission to watch over it"."""
    noun = token
    while noun.dep_ in _WITHIN and noun.head != noun:
        noun = noun.head
    verb = noun.head
    if noun.dep_ == "pobj":
        verb = noun.head.head
        fits = verb.lemma_.lower() in _SITTING
    else:
        sent = noun.dep_ == "dobj" or (noun.dep_ in {"advcl", "xcomp"} and _has_object(verb))
        fits = sent and verb.lemma_.lower() in _SENDING and verb.tag_ != "VBN"
    if not fits:
        return []
    if verb.dep_ in {"xcomp", "ccomp"} and verb.head.lemma_.lower() in lemmas("governors.unreal") | {"offer"}:
        return []
    subject = sentence.subject(verb)
    if subject is None or subject.dep_ == "nsubjpass":
        return []
    left, right = sentence.extent(subject)
    found = sentence.actors_in(left, min(right, sentence.place(verb)))
    return [*list_before(sentence, found[0])[:-1], *found] if found else []


def _has_object(verb: Token) -> bool:
    return any(c.dep_ == "dobj" for c in verb.children)


def charged(sentence: Sentence, verb: Token) -> list[Mention]:
    """ "MINURCAT" in "invited MINURCAT to monitor the truce"."""
    over = verb.head
    if verb.dep_ not in {"xcomp", "ccomp", "advcl"} or over.lemma_.lower() not in _CHARGING:
        return []
    object_ = next((c for c in (*over.children, *verb.children) if c.dep_ == "dobj" and c.i < verb.i), None)
    own = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    found = own or object_
    return list(sentence.actors_in(*sentence.extent(found))) if found is not None else []
