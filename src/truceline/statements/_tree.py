"""Reading the dependency tree: subjects, verb groups, and what governs what (labels of ClearNLP, as spaCy
has them)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.statements._lexicon import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["SUBJECTS", "children", "governor", "is_negated", "issued", "subject", "verb_group"]

SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_GROUP = {"aux", "auxpass", "neg"}
_CLIMB = {"conj", "advcl", "xcomp", "acl", "pcomp", "prep", "dep"}
_FARTHEST = 6
_TAKEN = {"dobj", "pobj", "attr", "dative"}
_RELATIVE = {"who", "which", "that"}


def children(token: Token, *labels: str) -> Iterator[Token]:
    """The children with one of these dependency labels, in order."""
    return (child for child in token.children if child.dep_ in labels)


def subject(verb: Token) -> Token | None:
    """The word that heads the subject: the verb's own, that of the verb it is joined to, or what it
    modifies.

    For a relative clause the subject is the word that the relative pronoun stands for; for "saying",
    "adding" and infinitives that of the verb which governs them; for "issued a statement saying" that of
    "issued".
    """
    node = verb
    for _ in range(_FARTHEST):
        own = _own(node)
        if own is None and node is verb:
            own = _listed(verb)
        if own is not None and _is_told(node):
            node = node.head
            continue
        if own is not None:
            return node.head if node.dep_ == "relcl" and own.lower_ in _RELATIVE else own
        if node.dep_ == "relcl":
            return node.head
        if node.dep_ == "acl" and node.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            issuer = issued(node.head) or _reporting(node)
            if issuer is None:
                return node.head
            node = issuer
            continue
        if node.dep_ not in _CLIMB or node.head is node:
            return None
        node = _doer(node) or node.head
    return None


def _own(verb: Token) -> Token | None:
    """The verb's own subject; of two in front of it, as in "Holding signs, the crowd chanted", the nearer,
    and never what is kept in "a truce which both say they will keep"."""
    found = list(children(verb, *SUBJECTS))
    own = [one for one in found if one.lower_ not in _RELATIVE] or found
    front = [one for one in own if one.i < verb.i]
    apart = len(front) > 1 and any(t.text == "," for t in verb.doc[front[-2].i : front[-1].i])
    return front[-1] if apart else next(iter(own), None)


def _doer(verb: Token) -> Token | None:
    """The verb before a finite one that the tree joins to a noun: "adopted an accent and joked"."""
    noun = verb.head
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"} and verb.pos_ == "VERB"
    if verb.dep_ != "conj" or not finite or noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ not in _TAKEN:
        return None
    node = noun
    for _ in range(_ABOVE):
        node = node.head
        if node.pos_ in {"VERB", "AUX"}:
            return node
    return None


def _is_told(participle: Token) -> bool:
    """Whether what looks like the subject of "saying" is who was told: "emailed supporters saying ..."."""
    if (
        participle.tag_ != "VBG"
        or participle.dep_ != "ccomp"
        or any(True for _ in children(participle, "aux"))
    ):
        return False
    return participle.head.lemma_.lower() in lexicon().verbs


def _listed(verb: Token) -> Token | None:
    """The first of several names right before a verb without a subject, where the tree hangs them on the last
    noun of what they say ("... an agreement for a ceasefire, Qatar and Egypt said")."""
    last = verb.nbor(-1) if verb.i else None
    if last is None or last.pos_ != "PROPN" or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    first = last
    while first.dep_ == "conj" and first.head.pos_ == "PROPN":
        first = first.head
    hung = first.dep_ in {"appos", "conj"} and first.head.pos_ == "NOUN"
    comma = first.left_edge.i > 0 and first.left_edge.nbor(-1).text == ","
    return first if first != last and hung and comma else None


_ABOVE = 4
_QUOTING = {"quote", "cite"}


def _reporting(participle: Token) -> Token | None:
    """The verb whose subject speaks in a participle that the tree hangs on another noun: "emailed supporters
    saying ...", "gave a reference to the war, remarking ..."; None where the noun itself speaks ("a source
    saying")."""
    noun = participle.head
    if participle.tag_ != "VBG" or noun.dep_ in SUBJECTS or noun.dep_ in {"attr", "appos", "conj"}:
        return None
    hears, sent = noun.dep_ in {"dobj", "dative"}, _is_sent(noun)
    told = hears and noun.head.lemma_.lower() in lexicon().verbs and noun.head.lemma_ not in _QUOTING
    if not (_is_set_off(participle) or told or sent) and (not hears or _can_speak(noun)):
        return None
    node = noun
    for _ in range(_ABOVE):
        node = node.head
        if node.pos_ == "VERB" and any(True for _ in children(node, "nsubj")):
            return node
        if node.head is node:
            return None
    return None


def _is_sent(noun: Token) -> bool:
    """Whether a noun is who a message goes to: "sent a letter to voters saying ..."."""
    to = noun.head
    if noun.dep_ != "pobj" or to.lower_ != "to":
        return False
    message = next(iter(children(to.head, "dobj")), to.head)
    return message.lemma_.lower() in lexicon()["artifacts"]


def _is_set_off(participle: Token) -> bool:
    first = participle.left_edge.i
    while first > 1 and participle.doc[first - 1].text in {"”", '"', "''", "’"}:
        first -= 1
    return first > 0 and participle.doc[first - 1].text in {",", "—", "–"}


def _can_speak(noun: Token) -> bool:
    lists, lemma = lexicon(), noun.lemma_.lower()
    named = noun.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}
    return named or lemma in lists["offices"] or lemma in lists["artifacts"]


def issued(noun: Token) -> Token | None:
    """The verb by which a statement, report or letter was given out ("issued" of "issued a joint
    statement")."""
    verb = noun.head
    lists = lexicon()
    if (
        noun.dep_ == "dobj"
        and noun.lemma_.lower() in lists["artifacts"]
        and verb.lemma_.lower() in lists["issuing"]
    ):
        return verb
    return None


def governor(verb: Token) -> Token | None:
    """The verb of which this one is the infinitive or gerund complement ("refused" of "refused to
    comment")."""
    if verb.dep_ in {"xcomp", "advcl", "acl", "ccomp"}:
        return verb.head
    if verb.dep_ == "pcomp":
        return verb.head.head
    if verb.dep_ == "conj" and verb.head.dep_ == "xcomp":
        return verb.head.head
    return None


def is_negated(verb: Token) -> bool:
    """Whether the verb's own group holds "not", "never" or "no longer"."""
    return any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children)


def verb_group(verb: Token) -> tuple[int, int]:
    """First and last token of the verb with its auxiliaries, "not" and the adverbs between them, and its
    particle."""
    first = verb.i
    helpers = [c.i for c in verb.children if c.dep_ in _GROUP and c.i < verb.i]
    if helpers and verb.i - min(helpers) <= 5 and not _is_broken(verb, min(helpers)):
        first = min(helpers)
    last = verb.i
    for child in verb.children:
        if child.dep_ == "prt" and child.i == last + 1:
            last = child.i
    return first, last


def _is_broken(verb: Token, first: int) -> bool:
    """Whether something other than helpers and adverbs stands between a helper and its verb (an inverted
    subject)."""
    return any(t.dep_ not in _GROUP | {"advmod"} for t in verb.doc[first : verb.i])
