"""Sides that a report tells of without a name where they agree: "both sides", "two rebel movements".

Whom it means is told elsewhere in it: the armed groups that it names, and the government or army that they
fight. What is taken so counts for less than what is named outright, and only where fewer than two are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from truceline.actors import Mention
from truceline.claims._drafts import Draft, draft
from truceline.claims._parties import GENERIC, is_aside, parties_at
from truceline.claims._sentences import Sentence

__all__ = ["read_shared", "read_unnamed"]

COUNTED, RESOLVED, ONLY = 0.75, 0.5, 0.3
"""What is weighed: as many named as were counted; the sides of "both sides"; the only one that is left."""
_TWO = 2
_MOST = 6
"""Groups beyond which a report names too many to tell the sides from the others."""
_STEPS = frozenset({"agreed", "accepted", "in_force", "extended", "broken", "ended", "suspended", "proposed"})
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "both": 2}
_COUNTED = re.compile(
    r"\b(?P<count>two|three|four|five|six|both)\s+(?:[\w'’-]+\s+){0,4}?"
    r"(?P<noun>sides|camps|parties|factions|groups|movements|armies|militias|forces|foes|rivals|enemies|leaders"
    r"|warlords|gangs|organi[sz]ations|belligerents|fronts)\b",
    re.I,
)
_TOLD = re.compile(
    r"\b(?:the|all|rival|warring|opposing|feuding)\s+(?:[\w'’-]+\s+){0,2}?"
    r"(?:sides|parties|factions|camps|foes|rivals|enemies|belligerents|combatants|militias)\b",
    re.I,
)
# Sides that are no governments: "two rebel movements", "two Kurdish parties", but not "both parties".
_ARMED = re.compile(
    r"\b(?:rebel|guerrilla|insurgent|armed|ethnic|militant|separatist|opposition)\b"
    r"|\b(?:factions|groups|movements|militias|warlords|gangs|organi[sz]ations|fronts)$"
    r"|\b[A-Z][a-z]+ (?:parties|forces|leaders)$",
)
_ALIAS = re.compile(r",?\s+(?:or|alias|also known as)\s+(?:the\s+)?$")
"""What makes a name another of the one before it: "the Seventh Brigade, or Kaniyat"."""
# What makes a group another than the sides: "a splinter of", "the rival X", "X, another faction".
_ANOTHER = re.compile(
    r"\b(?:split|splinter|breakaway|broke (?:away|with)|rival|offshoot|dissident|(?<!one )another"
    r"|(?<!each )other|outside)\b",
    re.I,
)
_BEFORE, _BEHIND = 25, 45
"""Characters around a name in which it is called another."""
_STANDS_ASIDE = frozenset({
    "refuse", "reject", "boycott", "denounce", "condemn", "welcome", "stay", "split", "oppose", "dismiss",
})  # fmt: skip
"""Verbs whose subject is no side of the truce that is told of."""


def read_unnamed(views: Sequence[Sentence], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The sides of a report's own ceasefire that it names elsewhere.

    Args:
        views: every sentence of the report.
        drafts: what its sentences say one by one.
    """
    own = [d for d in drafts if not d.topic]
    steps = [d for d in own if d.field == "status" and d.value in _STEPS and d.stance != "denied"]
    known = {str(d.value) for d in own if d.field in {"parties", "declared_by"} and d.weight >= COUNTED}
    if not steps or len(known) >= _TWO:
        return
    others = {"mediators", "guarantors", "monitors", "excluded"}
    apart = {str(d.value) for d in drafts if d.field in others} | known
    groups = list(_named(views, apart, powers=False))
    powers = list(_named(views, apart, powers=True))
    if not 0 < len(groups) <= _MOST:
        return
    told = _how_told(steps)
    if told is not None:
        yield from _resolved(told, groups, powers, has_power=bool(known))
    elif len(groups) + len(known) <= _TWO:
        lone = groups + (powers[:1] if not known and len(groups) == 1 else [])
        for sentence, mention, actor in lone:
            yield draft(sentence, "parties", actor, (mention.start, mention.end), weight=ONLY)


_Named = tuple[Sentence, Mention, str]


def _resolved(
    told: re.Match[str], groups: list[_Named], powers: list[_Named], *, has_power: bool
) -> Iterator[Draft]:
    """Those meant by words such as "both sides" or "two rebel movements"."""
    count = _NUMBERS.get((told.groupdict().get("count") or "").lower(), 0)
    chosen = groups
    if count and len(groups) >= count and (_ARMED.search(told.group()) or not powers or has_power):
        chosen = groups[:count]
    elif count == _TWO and powers and not has_power and not _ARMED.search(told.group()):
        chosen = [powers[0], groups[0]]
    elif count and powers and not has_power and len(groups) >= count - 1:
        chosen = [powers[0], *groups[: count - 1]]
    for sentence, mention, actor in chosen:
        weight = COUNTED if len(chosen) == count else RESOLVED
        yield draft(sentence, "parties", actor, (mention.start, mention.end), weight=weight)


def _how_told(steps: Sequence[Draft]) -> re.Match[str] | None:
    """The words that tell of the sides in the sentence of a step: counted ones before others."""
    for pattern in (_COUNTED, _TOLD):
        for step in steps:
            if (found := pattern.search(step.sentence.text)) is not None:
                return found
    return None


def _named(views: Sequence[Sentence], apart: set[str], *, powers: bool) -> Iterator[_Named]:
    """The armed groups that a report names as acting, each where it is named first; with `powers` the
    governments and armies."""
    seen = set(apart)
    for view in views:
        if view.role != "body":
            continue
        for mention in view.mentions:
            for actor_id in parties_at(view, mention):
                actor = view.cast.actors[actor_id]
                army = actor.kind == "armed_group" and actor.of is not None
                fits = (
                    actor.kind == "government" or army if powers else _is_group(view, actor_id) and not army
                )
                if actor_id in seen or not fits or is_aside(view, mention) or _stands_aside(view, mention):
                    continue
                seen.add(actor_id)
                yield view, mention, actor_id


def _is_group(view: Sentence, actor_id: str) -> bool:
    kind = view.cast.actors[actor_id].kind
    return kind in {"armed_group", "coalition"} and GENERIC.match(actor_id) is None


def _stands_aside(view: Sentence, mention: Mention) -> bool:
    """Whether a group is called another than the sides, or its clause says what it does not do."""
    text = view.article.text
    left, right = max(view.start, mention.start - _BEFORE), min(view.end, mention.end + _BEHIND)
    if _ANOTHER.search(text[left:right]) or _ALIAS.search(text[left : mention.start]):
        return True
    verb = view.clause_at(mention.start)
    if verb is None or mention.start > view.place(verb):
        return False
    negated = any(c.dep_ == "neg" or c.lower_ in {"nothing", "nobody", "never"} for c in verb.children)
    return negated or verb.lemma_.lower() in _STANDS_ASIDE


_MUTUAL = frozenset({"agreed", "accepted", "in_force", "extended", "broken", "ended"})


def read_shared(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The sides of an older truce of which a report says nothing but that it was: those of its own.

    Only of a mutual one, in sentences that name nobody but these sides and who helped them.
    """
    told_of = [d for d in drafts if not d.topic and d.field in {"parties", "declared_by"} and _bears_arms(d)]
    known = {_side_of(d): d for d in sorted(told_of, key=lambda d: d.weight)}
    if len(known) == 1:
        yield from _own_truces(drafts, *known.values())
    if len(known) != _TWO:
        return
    third = {str(d.value) for d in drafts if d.field in {"mediators", "guarantors", "monitors"}}
    for topic in sorted({d.topic for d in drafts if d.topic}):
        own = [d for d in drafts if d.topic == topic]
        told = [d for d in own if d.field == "status"]
        if any(d.field in {"parties", "declared_by", "accepted"} for d in own) or not told:
            continue
        mutual = all(d.value in _MUTUAL and d.stance == "asserted" and not d.by for d in told)
        if mutual and not any(_names_another(d.sentence, set(known) | third) for d in own):
            for side in known.values():
                words = (side.evidence[0], *told[0].evidence[:1])
                yield replace(side, field="parties", evidence=words, topic=topic, weight=ONLY)


def _own_truces(drafts: Sequence[Draft], side: Draft) -> Iterator[Draft]:
    """The side of the older truces of a group that alone declared that of the report: "truces declared in
    1998 and 1989", in sentences that name nobody else."""
    if GENERIC.match(str(side.value)) or side.sentence.cast.actors[str(side.value)].kind != "armed_group":
        return
    if not any(d.field == "declared_by" and not d.topic for d in drafts):
        return
    third = {str(d.value) for d in drafts if d.field in {"mediators", "guarantors", "monitors"}}
    for topic in sorted({d.topic for d in drafts if d.topic}):
        own = [d for d in drafts if d.topic == topic]
        told = [d for d in own if d.field == "status"]
        if any(d.field in {"parties", "declared_by", "accepted"} or d.by for d in own) or not told:
            continue
        if any(_names_another(d.sentence, {_side_of(side)} | third) for d in own):
            continue
        words = (side.evidence[0], *told[0].evidence[:1])
        yield replace(side, field="parties", evidence=words, topic=topic, weight=ONLY)
        if any(d.value == "declared" for d in told):
            yield replace(side, field="declared_by", evidence=words, topic=topic, weight=ONLY)


def _bears_arms(found: Draft) -> bool:
    """Whether a draft names a state or group, not an organisation or one person."""
    actor = found.sentence.cast.actors.get(str(found.value))
    return actor is not None and actor.kind in {"state", "government", "armed_group", "coalition"}


def _side_of(found: Draft) -> str:
    """The state of a government or army; a group itself."""
    actor = found.sentence.cast.actors[str(found.value)]
    return actor.of or actor.id


def _names_another(view: Sentence, expected: set[str]) -> bool:
    """Whether a sentence names somebody besides those expected."""
    for mention in view.mentions:
        for actor in parties_at(view, mention):
            if actor not in expected and (view.cast.actors[actor].of or actor) not in expected:
                return True
    return False
