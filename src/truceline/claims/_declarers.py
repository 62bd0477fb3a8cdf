"""Truces that several sides declare in one report, each for itself: "the alliance declared its own halt".

Who announces one together with another, follows another's, or tells a bilateral one speaks of the same. A
truce of another side is one of its own where no agreement is told, where it is spoken of as not known yet ("a
halt to its offensives") or as that side's own, and where it has a day or a length of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from truceline.claims._beside import closest
from truceline.claims._drafts import OUTRIGHT, Draft
from truceline.claims._older import is_indefinite
from truceline.claims._parties import GENERIC, party
from truceline.claims._sentences import Sentence, Truce

__all__ = ["BY", "by_declarer"]

BY = "by-"
"""How the topic of a side's own truce begins."""
_ALONE = frozenset({"declared", "in_force"})
_DATED = frozenset({"declared", "effective", "ends", "duration"})
_OWN = re.compile(
    r"['’]s? own\b|\b(?:of|on) (?:its|their|his) own\b|\bunilateral\w*|\bseparate\w*|\bsimilar\b", re.I
)


def by_declarer(found: Sequence[Draft]) -> list[Draft]:
    """All claims of an article; those on the own truce of another side than the first have its topic."""
    told = [d for d in found if not d.topic and d.weight >= OUTRIGHT and _declarer(d) is not None]
    # "The rebels" may be any group that is named beside.
    told = [d for d in told if not GENERIC.match(_side(d))]
    if len({_side(d) for d in told}) < 2 or any(_is_mutual(d) for d in found):
        return list(found)
    first = _side(told[0])
    own = [
        (_side(claim), truce)
        for claim in told
        if (truce := _truce(claim)) is not None and _side(claim) != first
        and _is_its_own(claim.sentence, truce) and not _shares_words(claim, told)
    ]  # fmt: skip
    sides = {side for side, truce in own if any(_is_dated(d, truce) for d in found)}
    moved = {(truce.start, truce.end): f"{BY}{side}" for side, truce in own if side in sides}
    return [_moved(d, moved) for d in found]


def _moved(found: Draft, moved: dict[tuple[int, int], str]) -> Draft:
    truce = _truce(found) if moved and not found.topic else None
    topic = moved.get((truce.start, truce.end)) if truce is not None else None
    return found if topic is None else found.on(topic)


def _truce(found: Draft) -> Truce | None:
    """The word for a truce that a claim goes with in its sentence."""
    truces = found.sentence.truces_of("name", "act")
    return closest(found, truces) if truces else None


def _declarer(found: Draft) -> str | None:
    """Who by himself declares, or is told to keep, a truce."""
    if found.field == "declared_by":
        return str(found.value)
    alone = found.field == "status" and found.value in _ALONE and len(found.by) == 1
    return found.by[0] if alone else None


def _side(found: Draft) -> str:
    """The state or group that declares: an army or a government is its state's; a group that belongs to a
    place is a side by itself.
    """
    actors = found.sentence.cast.actors
    current = party(found.sentence.cast, _declarer(found) or "")
    seen = {current}
    while (actor := actors.get(current)) is not None and actor.kind != "state" and actor.of:
        over = actors.get(actor.of)
        if actor.of in seen or (actor.kind == "armed_group" and over is not None and over.kind == "place"):
            break
        current = actor.of
        seen.add(current)
    return current


def _is_mutual(found: Draft) -> bool:
    """Whether a truce of both sides is told outright as the news."""
    return (
        not found.topic and found.field == "status" and found.value == "agreed" and found.weight >= OUTRIGHT
    )


def _shares_words(claim: Draft, told: Sequence[Draft]) -> bool:
    """Whether another side declares with the same words: they do it together."""
    words = claim.evidence[-1]
    return any(
        e.start < words.end and words.start < e.end
        for other in told
        if _side(other) != _side(claim)
        for e in other.evidence
    )


def _is_its_own(sentence: Sentence, truce: Truce) -> bool:
    return truce.kind == "act" or is_indefinite(sentence, truce) or _OWN.search(sentence.text) is not None


def _is_dated(found: Draft, truce: Truce) -> bool:
    return found.field in _DATED and not found.topic and _truce(found) == truce
