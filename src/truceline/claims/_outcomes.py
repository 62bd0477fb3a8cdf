"""Truces that talks and go-betweens brought about: "the talks produced a truce", "ended with the signing of
an agreement to stop firing", "after the signing of a ceasefire".

What is brought is the verb's object or hangs on its preposition, and is the truce itself, or a noun of
concluding one ("signing", "agreement on").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.claims._drafts import Draft, draft
from truceline.claims._reality import is_future, is_real
from truceline.claims._sentences import Sentence, Truce

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["outcome_of", "read_outcome"]

_BY_OBJECT = frozenset({"produce", "yield", "secure", "deliver", "achieve", "see", "bring"})
"""Verbs whose object is brought about."""
_BY_PREPOSITION = {
    "lead": frozenset({"to"}), "result": frozenset({"in"}), "culminate": frozenset({"in", "with"}),
    "end": frozenset({"in", "with"}), "conclude": frozenset({"in", "with"}), "close": frozenset({"with"}),
    "finish": frozenset({"with"}), "crown": frozenset({"by", "with"}), "seal": frozenset({"by", "with"}),
}  # fmt: skip
"""Verbs that bring about what stands behind one of these prepositions."""
_CONCLUDING = frozenset({
    "signing", "signature", "conclusion", "announcement", "adoption", "agreement", "accord", "deal", "pact",
    "declaration", "acceptance", "initialling",
})  # fmt: skip
_AFTER = frozenset({"after", "following", "upon", "since"})
_HAPPENS = frozenset({"take", "occur", "happen", "come"})
_COMPLEMENTS = frozenset({"prep", "prt", "ccomp", "acl", "advcl", "xcomp"})
_BROUGHT = 0.9


def read_outcome(sentence: Sentence) -> Iterator[Draft]:
    """The claim that a truce was agreed, where something brought it about, or follows its signing."""
    for truce in sentence.truces_of("name", "act"):
        verb = _bringer(sentence, truce) or _dated_by(sentence, truce)
        if verb is None or not is_real(verb) or is_future(verb):
            continue
        start = min(sentence.place(verb), truce.start)
        end = max(sentence.place(verb) + len(verb), truce.end)
        yield draft(sentence, "status", "agreed", (start, end), weight=_BROUGHT)
        return


def outcome_of(sentence: Sentence, verb: Token) -> bool:
    """Whether a predicate tells that it brought a truce about."""
    return any(_bringer(sentence, truce) == verb for truce in sentence.truces_of("name", "act"))


def _bringer(sentence: Sentence, truce: Truce) -> Token | None:
    """The verb that brings a truce about; its subject is none itself."""
    brought = _concluded(sentence, truce)
    if brought is None:
        return None
    verb = _verb_over(brought)
    if verb is None or _moves(verb):
        return None
    subject = sentence.subject(verb)
    if subject is None or any(t.start <= sentence.place(subject) < t.end for t in sentence.truces):
        return None
    return verb


def _verb_over(brought: Token) -> Token | None:
    over, lemma = brought.head, brought.head.lemma_.lower()
    if brought.dep_ == "dobj" and lemma in _BY_OBJECT:
        return over
    if brought.dep_ == "pobj" and over.dep_ in {"prep", "agent"}:
        allowed = _BY_PREPOSITION.get(over.head.lemma_.lower(), frozenset())
        return over.head if over.lower_ in allowed else None
    return None


def _moves(verb: Token) -> bool:
    """Whether what is brought is brought somewhere: "brought the truce to an end", "into question"."""
    return verb.lemma_.lower() in {"bring", "see"} and any(
        c.dep_ in _COMPLEMENTS and c.lower_ not in {"on", "in", "about", "at"} for c in verb.children
    )


def _dated_by(sentence: Sentence, truce: Truce) -> Token | None:
    """The predicate that follows the conclusion of a truce, or tells where it took place."""
    noun = _concluded(sentence, truce)
    if noun is None or noun.lemma_.lower() not in {"signing", "signature", "conclusion", "announcement"}:
        return None
    if noun.dep_ == "nsubj" and noun.head.lemma_.lower() in _HAPPENS:
        return noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ in _AFTER and noun.head.head.tag_ in {"VBD", "VBN", "VBZ"}:
        return noun.head.head
    return None


def _concluded(sentence: Sentence, truce: Truce) -> Token | None:
    """The noun of concluding over a truce; the truce itself where there is none."""
    last = sentence.token_at(truce.end - 1)
    if last is None:
        return None
    if last.dep_ == "compound" and last.head.lemma_.lower() in _CONCLUDING:
        last = last.head
    elif last.dep_ == "compound":
        return None
    at = last
    for _ in range(6):
        if at.lemma_.lower() in _CONCLUDING and at.dep_ in {"pobj", "dobj", "nsubj"}:
            last = at
        if at.dep_ not in {"pobj", "prep", "acl", "relcl", "compound", "xcomp", "dobj"} or at.head == at:
            break
        at = at.head
        if at.pos_ == "VERB" and at.dep_ not in {"acl", "xcomp", "relcl"}:
            break
    return last if last.pos_ in {"NOUN", "PROPN", "VERB"} else None
