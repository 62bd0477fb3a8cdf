"""Verbs with which something is called something: what they say of it, and where they only give its name."""

from __future__ import annotations

from truceline.statements._cue import CueVerb
from truceline.statements._lexicon import lexicon

__all__ = ["has_predicate", "is_name_of"]

_ONESELF = {"himself", "herself", "themselves", "itself"}
_NOMINAL = {"dobj", "attr", "oprd"}


def is_name_of(cue: CueVerb) -> bool:
    """Whether "called" names what stands right before it: "a new group called the Valley Guard"."""
    if cue.frame.lemma != "call" or cue.speaker is None or cue.speaker[1] != cue.last - 1:
        return False
    doc = cue.page.doc
    behind, head = doc[cue.last + 1 : cue.last + 3], doc[cue.speaker[1]]
    named = any(t.pos_ == "PROPN" for t in behind) and behind[0].pos_ in {"PROPN", "DET"}
    new = doc[cue.speaker[0]].lower_ in {"a", "an", "one", "another"}
    person = head.pos_ == "PROPN" or head.lemma_.lower() in lexicon()["offices"]
    return named and new and not person and cue.token.tag_ in {"VBD", "VBN"}


def has_predicate(cue: CueVerb) -> bool:
    """Whether "called" says what something was called, rather than whom somebody telephoned or what "he
    calls" it."""
    right = [c for c in cue.token.children if c.i > cue.last]
    if cue.frame.lemma == "call" and any(c.lower_ in _ONESELF for c in right):
        return False
    if any(c.lower_ in {"what", "which"} for c in cue.token.children):
        return False
    if any(c.dep_ in {"oprd", "xcomp", "ccomp", "acomp", "attr"} for c in right) or len(right) > 2:
        return True
    if cue.frame.lemma != "call" and any(c.dep_ == "prep" and c.lower_ in {"as", "to"} for c in right):
        return True
    start = cue.page.doc[cue.last].idx
    return any(c.dep_ in _NOMINAL and cue.page.overlapped(start, c.right_edge.idx) for c in right)
