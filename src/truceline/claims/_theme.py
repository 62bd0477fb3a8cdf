"""Which truce a predicate speaks of, and how the truce hangs on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from truceline.claims._lexicon import lemmas, pattern, verb_classes
from truceline.claims._sentences import VERBAL, Sentence, Truce

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "find_theme",
    "governs",
    "head_text",
    "is_beside",
    "is_modified",
    "is_object",
    "is_plural",
    "is_subject",
    "is_within_complement",
    "predicate_span",
    "qualifies",
]

_UNNAMED = frozenset({"anaphor", "peace"})
_INSIDE_PHRASE = frozenset({"compound", "amod", "det", "nmod", "nummod", "poss", "conj", "pobj", "prep"})
_NOUN_PHRASE = frozenset({"compound", "amod", "nmod"})
_GOVERNED = frozenset({
    "dobj", "nsubjpass", "pobj", "prep", "amod", "compound", "det", "nmod", "conj", "attr", "nummod", "nsubj",
})  # fmt: skip
_ENDING_IN_S = ("hostilities", "operations", "actions", "attacks", "activities")
"""Plurals in the name of a single truce: "a cessation of hostilities"."""
_COMPLEMENT = re.compile(r"\s+(?:of|on|to|in|from|against)\s+")
"""What parts the noun that names a truce from what it stops."""
_TIME_WORDS = frozenset({
    "during", "after", "before", "since", "amid", "following", "throughout", "within", "despite", "under",
})  # fmt: skip
"""What makes of a truce the time of something else."""
_MADE = frozenset({"agreed", "declared"})
_CLAUSAL = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "mark", "oprd", "attr", "dobj", "xcomp"})
"""What a participle that only tells how a truce was made has not."""
_BESIDE = 60
"""Characters before a verb without a subject in which a truce still counts as its subject."""


def find_theme(sentence: Sentence, verb: Token, context: bool) -> Truce | None:
    """The truce that a predicate speaks of: named in its clause, as subject or object, or standing for one.

    `context` says whether the text just before the sentence speaks of a truce.
    """
    place = sentence.place(verb)
    subject = sentence.subject(verb)
    best: Truce | None = None
    for truce in sentence.truces:
        if truce.start <= place < truce.end:
            return truce if truce.kind == "act" else None
        if qualifies(sentence, truce) or (truce.kind == "anaphor" and _is_verb(sentence, truce)):
            continue
        if _is_of_player(sentence, verb, truce) or _is_tried(sentence, subject, truce):
            continue
        if not _in_clause(sentence, verb, truce, subject) or _clause_between(sentence, verb, truce, subject):
            continue
        if truce.kind not in _UNNAMED:
            if best is None or best.kind in _UNNAMED:
                best = truce
        elif best is None and (context or truce.kind == "peace" or sentence.truces_of("name")):
            best = truce if truce.text.lower() not in {"it", "this", "which"} else None
    told = context or any(t.kind in {"name", "act"} and t.end <= place for t in sentence.truces)
    if best is None and told and subject is not None:
        return _pronoun(sentence, verb, subject)
    return best


def qualifies(sentence: Sentence, truce: Truce) -> bool:
    """Whether a truce only says which talks, monitors or line are meant: "suspended the ceasefire talks"."""
    token = sentence.token_at(truce.end - 1)
    if token is None or truce.kind not in {"name", "peace"}:
        return False
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    if after.lower_ == "talks" or (after.pos_ == "NOUN" and after.lemma_.lower() in lemmas("beside.nouns")):
        return True
    while token.dep_ in _NOUN_PHRASE and token.head.i > token.i:
        token = token.head
    return token.lemma_.lower() in lemmas("beside.nouns")


def _is_of_player(sentence: Sentence, verb: Token, truce: Truce) -> bool:
    """Whether a truce only says what somebody guards or mediates: "agreed to be guarantor of the truce"."""
    token = sentence.token_at(truce.end - 1)
    while token is not None and token.dep_ in _NOUN_PHRASE and token.head.i > token.i:
        token = token.head
    if token is None or token.dep_ != "pobj" or token.head.lower_ not in {"of", "to"}:
        return False
    player = token.head.head
    return player.lemma_.lower() in lemmas("beside.players") and not any(a == player for a in verb.ancestors)


def _is_tried(sentence: Sentence, subject: Token | None, truce: Truce) -> bool:
    """Whether a truce is what a subject tries to bring about: "an attempt to sign a truce fell through"."""
    if subject is None or subject.lemma_.lower() not in lemmas("beside.tries"):
        return False
    left, right = sentence.extent(subject)
    return left <= truce.start < right


def _is_verb(sentence: Sentence, truce: Truce) -> bool:
    """Whether a word that could stand for a truce is a verb here: "to deal with"."""
    token = sentence.token_at(truce.start)
    return token is not None and token.pos_ == "VERB"


def _in_clause(sentence: Sentence, verb: Token, truce: Truce, subject: Token | None) -> bool:
    """Whether a truce stands in a predicate's subtree or in the phrase of its subject."""
    left, right = sentence.extent(verb)
    if left <= truce.start < right or is_modified(sentence, verb, truce):
        return True
    if subject is None:
        return False
    start, end = sentence.phrase(subject)
    return start <= truce.start < end or _is_of_whole(sentence, verb, subject, truce)


def _pronoun(sentence: Sentence, verb: Token, subject: Token) -> Truce | None:
    """ "It" as a truce, where its predicate is one of truces ("it collapsed", "it took effect")."""
    if subject.lower_ not in {"it", "which", "that"}:
        return None
    told = verb_classes(verb) & {"broken", "extended", "ended", "suspended"}
    if not told and not pattern("phrases.start").match(head_text(sentence, verb)):
        return None
    start, end = sentence.extent(subject)
    return Truce(start, end, sentence.article.text[start:end], "anaphor")


def _clause_between(sentence: Sentence, verb: Token, truce: Truce, subject: Token | None) -> bool:
    """Whether the truce belongs to another clause than the verb's ("said that the truce had begun")."""
    token = sentence.token_at(truce.start)
    if token is None:
        return True
    head = sentence.clause(token)
    nearest = next((a for a in token.ancestors if a.pos_ in VERBAL), None)
    if verb in (head, nearest) or is_modified(sentence, verb, truce):
        return False
    if subject is not None:
        start, end = sentence.phrase(subject)
        if start <= truce.start < end or _is_of_whole(sentence, verb, subject, truce):
            return False
    if truce.kind == "act":
        return not (head.dep_ in {"xcomp", "pcomp", "ccomp"} and head.head == verb)
    complement = head.dep_ in {"xcomp", "acl", "pcomp"} and verb in head.ancestors
    return not (complement and _clauses_up(head, verb) <= 1)


def _clauses_up(head: Token, verb: Token) -> int:
    """How many verbs lie between a clause's head and a verb over it."""
    count = 0
    current = head
    while current not in (verb, current.head):
        current = current.head
        count += current.pos_ in VERBAL and current != verb
    return count


def head_text(sentence: Sentence, verb: Token) -> str:
    """The text from a predicate on, as far as fixed expressions reach ("came into force")."""
    start = sentence.place(verb)
    return sentence.article.text[start : min(sentence.end, start + 45)].replace("\u00a0", " ")


def predicate_span(sentence: Sentence, verb: Token, truce: Truce) -> tuple[int, int]:
    """The article offsets from the predicate to the truce word, whichever comes first."""
    place = sentence.place(verb)
    return min(place, truce.start), max(place + len(verb), truce.end)


def is_subject(sentence: Sentence, verb: Token, truce: Truce) -> bool:
    """Whether the truce is a predicate's subject, or stands right before one that has none."""
    subject = sentence.subject(verb)
    if subject is None:
        return truce.end <= sentence.place(verb) < truce.end + _BESIDE
    start, end = sentence.phrase(subject)
    return start <= truce.start < end or _is_of_whole(sentence, verb, subject, truce)


def _is_of_whole(sentence: Sentence, verb: Token, subject: Token, truce: Truce) -> bool:
    """Whether a relative clause that is hung on the end of a truce's phrase tells of the truce itself: "a
    truce with the government that expired"."""
    if verb.dep_ != "relcl" or not verb_classes(verb) & {"ended", "broken"}:
        return False
    head = subject
    while head.dep_ in {"pobj", "prep"}:
        head = head.head
    return head != subject and truce.start <= sentence.place(head) < truce.end


def is_modified(sentence: Sentence, verb: Token, truce: Truce) -> bool:
    """Whether a relative clause tells what somebody did to the truce: "a truce that Egypt arranged", "a truce
    that Egypt says it arranged"; or a participle behind it that the tree hangs on the verb before it."""
    if _is_participle_behind(sentence, verb, truce):
        return True
    top = verb.head if verb.dep_ == "ccomp" and _is_said(verb.head) else verb
    if top.dep_ != "relcl" or not all(_has_subject(clause) for clause in {top, verb}):
        return False
    start, end = sentence.phrase(top.head)
    objects = (c for c in verb.children if c.dep_ == "dobj" and c.lower_ not in {"that", "which"})
    return start <= truce.start < end and next(objects, None) is None


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" and c.tag_ not in {"WDT", "WP"} for c in verb.children)


def _is_said(verb: Token) -> bool:
    return "said" in verb_classes(verb) or verb.lemma_.lower() in lemmas("verbs.claimed")


def _is_participle_behind(sentence: Sentence, verb: Token, truce: Truce) -> bool:
    """Whether a bare participle stands right behind the phrase of the truce, hung on the last noun of that
    or on a verb over the truce: "a truce with the rebels declared on Friday"."""
    if verb.tag_ not in {"VBN", "VBD"} or not verb_classes(verb) & _MADE:
        return False
    if any(c.dep_ in _CLAUSAL for c in verb.children):
        return False
    token = sentence.token_at(truce.end - 1)
    if verb.dep_ == "acl":
        head = verb.head
        while head.dep_ in {"pobj", "prep", "conj"}:
            head = head.head
        return token is not None and head == token != verb.head
    if verb.dep_ not in {"advcl", "ccomp", "oprd"}:
        return False
    if token is None or verb.head not in token.ancestors or token.dep_ not in {"dobj", "pobj", "nsubjpass"}:
        return False
    return token.right_edge.i + 1 == verb.i


def is_object(sentence: Sentence, verb: Token, truce: Truce, *, through: bool = False) -> bool:
    """Whether the truce is a verb's object or passive subject (`through`: or hangs on its preposition)."""
    if is_modified(sentence, verb, truce):
        return True
    token = sentence.token_at(truce.start)
    links = _INSIDE_PHRASE | {"dobj", "nsubjpass"} if through else _INSIDE_PHRASE
    while token is not None and token.head not in (token, verb) and token.dep_ in links:
        if token.head.dep_ == "prt":
            break
        if token.dep_ == "prep" and token.lower_ not in {"of", "on", "to", "for"} and not through:
            return False
        token = token.head
    if token is not None and token.dep_ == "pobj" and token.head.dep_ == "prt":
        token = token.head  # "called off a truce"
    ends = {"dobj", "nsubjpass", "attr", "prt"} | ({"prep"} if through else set())
    return token is not None and token.head == verb and token.dep_ in ends


def is_beside(sentence: Sentence, verb: Token, truce: Truce) -> bool:
    """Whether a truce only tells when something else is said to be: "rejected in talks after the truce"."""
    token = sentence.token_at(truce.start)
    if token is None or not any(ancestor == verb for ancestor in token.ancestors):
        return False
    while token.head != verb:
        token = token.head
        if token.lower_ in _TIME_WORDS:
            return True
    return False


def governs(sentence: Sentence, verb: Token, truce: Truce) -> bool:
    """Whether the truce hangs on a verb with no clause between the two."""
    token = sentence.token_at(truce.start)
    while token is not None and token not in (token.head, verb):
        if token.dep_ not in _GOVERNED:
            return False
        token = token.head
    return token == verb


def is_within_complement(sentence: Sentence, verb: Token, truce: Truce) -> bool:
    """Whether the truce stands in a clause that complements the verb: "announced that ... the truce"."""
    token = sentence.token_at(truce.start)
    while token is not None and token not in (token.head, verb):
        if token.dep_ in {"xcomp", "ccomp", "advcl"}:
            return True
        token = token.head
    return False


def is_plural(truce: Truce) -> bool:
    """Whether the word for the truce speaks of several."""
    if truce.kind == "act":
        return False
    # "A moratorium on strikes" is one.
    head = _COMPLEMENT.split(truce.text.lower(), maxsplit=1)[0]
    return head.startswith("those ") or (head.endswith("s") and not head.endswith(_ENDING_IN_S))
