"""Passive cues: "was stated by", "was rejected by", "it was announced that", "was told that"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from truceline.statements._draft import Place
from truceline.statements._page import Page
from truceline.statements._speakers import agent_of, predicates
from truceline.statements._tree import SUBJECTS, children

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Passive", "passive_of"]

_EMPTY = {"it", "there"}
_POINTING = {"this", "that", "which", "these"}


@dataclass(frozen=True)
class Passive:
    """Who said it (None where nobody is named), and the subject where that is what was said (else None)."""

    speaker: tuple[int, int] | None
    content: tuple[Place, ...] | None


def passive_of(page: Page, verb: Token, takes: frozenset[str]) -> Passive | None:
    """How a passive cue shares out its parts; None for a verb in the active voice."""
    if verb.tag_ != "VBN" or not any(True for _ in children(verb, "auxpass", "nsubjpass")):
        return None
    speaker = agent_of(page, verb)
    own = next(iter(children(verb, *SUBJECTS)), None)
    said = own is not None and own.lower_ in _POINTING
    if (
        own is None
        or own.lower_ in _EMPTY
        or not (said or "object" in takes)
        or speaker is None
        or page.inside[own.i] != page.inside[verb.i]
    ):
        return Passive(speaker, None)
    if any(c.i > verb.i for c in children(verb, "ccomp", "xcomp")):
        return Passive(speaker, None)
    if own.lower_ in {"which", "that", "who"} and verb.dep_ == "relcl":
        said_of = page.place(int(verb.head.left_edge.i), max(verb.head.i, int(own.i) - 1))
    else:
        said_of = page.place(int(own.left_edge.i), min(int(own.right_edge.i), verb.i - 1))
    if said_of is None:
        return Passive(speaker, None)
    named = _named(page, verb, bare="predicate" in takes)
    return Passive(speaker, (said_of, named) if named else (said_of,))


def _named(page: Page, verb: Token, *, bare: bool) -> Place | None:
    """What something "was called" or "was described as" by somebody; with `bare`, also where the tree takes
    it for an object."""
    name = next((one for one in predicates(verb) if bare or one.dep_ != "dobj"), None)
    if name is None:
        return None
    by = next((t.i for t in page.doc[name.left_edge.i : name.right_edge.i + 1] if t.lower_ == "by"), None)
    return page.place(int(name.left_edge.i), int(name.right_edge.i) if by is None else by - 1)
