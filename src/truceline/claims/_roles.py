"""Who is in a ceasefire and in which part: parties, declarers, accepters, those bound by it.

Stages: (1) third parties and those left out are read first, since they are no parties; (2) who did the steps
of the sentence; (3) who is named as one side of it ("a truce between X and Y"); (4) groups that are only
named beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from truceline.actors import Cast, Mention
from truceline.claims._drafts import Draft, draft
from truceline.claims._excluded import read_excluded
from truceline.claims._lexicon import compose, lemmas, verb_classes
from truceline.claims._lists import coordinated
from truceline.claims._parties import GENERIC, PARTY_KINDS, is_aside, parties_at, party
from truceline.claims._sentences import Sentence
from truceline.claims._sides import read_armed, read_opponents, read_signatories, read_umbrellas
from truceline.claims._third import third_parties
from truceline.model import Actor, Statement

__all__ = ["read_roles"]

_PAIRED = (
    r"<named>(?:\s+(?:agreements?|deals?|accords?|pacts?|plans?|proposals?|arrangement))?"
    r"(?:[^.;:]{0,60}?)\s(between|among|with)\s"
)
_STEP_FIELD = {
    "agreed": "parties", "accepted": "accepted", "declared": "declared_by",
    "extended": "parties", "ended": "parties", "suspended": "parties", "in_force": "parties",
}  # fmt: skip
_MADE = frozenset({"agreed", "accepted", "declared"})
_WEAK_STEPS = frozenset({"extended", "ended", "suspended", "in_force"})
"""Steps whose doer is a party where nobody is called one outright."""
_COMMON = frozenset({
    "two", "three", "four", "five", "six", "seven", "rival", "warring", "both", "armed", "opposing", "main",
    "other", "several", "many", "all", "leading", "various", "different", "more", "same", "new", "last",
    "key", "major", "feuding", "competing", "hostile", "contending", "fighting", "ethnic", "rebel",
})  # fmt: skip
"""Words that tell nobody apart: "the two rival factions"."""
# "All the warring parties (to the conflict)".
_ALL_PARTIES = re.compile(
    r"\b(?:all|both|the (?:two|warring|opposing|rival))\s+(?:the\s+)?"
    r"(?:armed\s+|warring\s+|fighting\s+|conflicting\s+|rival\s+)?"
    r"(?:parties|sides|groups|factions|belligerents|armies|combatants|forces)"
    r"(?:\s+(?:to|in|of)\s+(?:the\s+)?(?:\w+\s+)?(?:conflict|war|fighting|hostilities))?",
    re.I,
)
_AND = re.compile(r"\s+and\s+(?:the\s+)?", re.I)
# Who does what the other side did: "followed suit", "issued a similar order".
_LIKEWISE = re.compile(
    r"\b(?:follow(?:ed|s|ing) suit|d(?:id|oes|oing) (?:the same|likewise|so too|as much)"
    r"|respond(?:ed|s) in kind|reciprocated"
    r"|said (?:it|they|he) (?:too )?accept(?:ed|s)?"
    r"(?=(?: it| the (?:truce|cease-?fire|offer|deal))?(?: too)?(?:[.,;]|$))"
    r"|(?:issu|mad|gav|announc)e?d? a (?:similar|like|matching|parallel) \w+"
    r"|(?:has|have|had)? ?also (?:signed|agreed|accepted|joined|signed up)\b"
    r"|signed(?= (?:after|at|late|early|under|yesterday|separately|too|as well)\b)"
    r"|(?:is|are|was|were) (?:also )?among the signatories|also signed|signed it as well)",
    re.I,
)
_SIGNED = re.compile(r"sign|agreed|accept|joined", re.I)
"""What makes a side of one truce of several; the others declare each their own."""
_BINDS = re.compile(
    r"\b(?:appl(?:y|ies|ied)|bind(?:s|ing)?|bound|cover(?:s|ed)?|observ\w+|respect\w*|agree\w*|accept\w*|order\w*"
    r"|include[sd]?|oblig\w+)\b",
    re.I,
)


def read_roles(sentence: Sentence, context: bool, steps: list[Draft]) -> Iterator[Draft]:
    """The claims on who takes part and how.

    Args:
        sentence: the sentence to read.
        context: whether the text just before it speaks of a truce.
        steps: the claims on status already read from it.
    """
    speaks = bool(sentence.truces_of("name", "act")) or context
    third = list(third_parties(sentence, speaks))
    if not speaks:
        if sentence.truces_of("anaphor"):
            yield from read_excluded(sentence)
        yield from (d for d in _likewise(sentence, set()) if d.field != "declared_by")
        yield from third
        yield from read_opponents(sentence, {str(d.value) for d in third})
        return
    left_out = list(read_excluded(sentence))
    apart = {str(d.value) for d in third if d.field in {"mediators", "guarantors", "monitors"}}
    apart |= {str(d.value) for d in left_out}
    for step in steps:
        yield from _step_parties(sentence, step, apart)
        yield from _unnamed_sides(sentence, step)
    yield from _between(sentence, apart)
    yield from read_signatories(sentence, apart)
    yield from read_armed(sentence, apart)
    yield from read_umbrellas(sentence, apart)
    yield from read_opponents(sentence, apart)
    yield from _named_groups(sentence, apart)
    yield from _likewise(sentence, apart)
    yield from _bound(sentence)
    yield from third
    yield from left_out


def _step_parties(sentence: Sentence, step: Draft, apart: Set[str]) -> Iterator[Draft]:
    """Those who took a step: who agreed is a party, who declared a declarer, who accepted both."""
    field = _STEP_FIELD.get(str(step.value))
    if field is None or step.stance == "denied":
        return
    if not step.by and step.value in _MADE:
        yield from _of_subject(sentence, step, apart)
    span = (step.evidence[0].start, step.evidence[0].end)
    for actor_id in (m for a in step.by for m in sentence.cast.members.get(a, (a,))):
        actor = party(sentence.cast, actor_id)
        if actor in apart or not _can_be_party(sentence.cast, actor):
            continue
        where = _span_of(sentence, actor_id, span) or span
        if field == "accepted":
            yield draft(sentence, field, actor, where, span, by=(actor,), when=step.when, stance=step.stance)
        kind = "parties" if field == "accepted" else field
        weight = 0.6 if step.value in _WEAK_STEPS else 1.0
        yield draft(sentence, kind, actor, where, span, stance=step.stance, weight=weight)


def _of_subject(sentence: Sentence, step: Draft, apart: Set[str]) -> Iterator[Draft]:
    """The sides in the subject of the sentence's verb, where it is not that of the step: "the ministers of X
    and Y put their names to an order to stop"."""
    verb = sentence.span.root
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or "said" in verb_classes(verb) or lemmas("governors.unreal") & {verb.lemma_.lower()}:
        return
    left, right = sentence.extent(subject)
    if right > step.evidence[0].start:
        return
    for mention in sentence.actors_in(left, right):
        for actor in parties_at(sentence, mention):
            if actor not in apart and _can_be_party(sentence.cast, actor):
                yield draft(sentence, "parties", actor, (mention.start, mention.end), weight=0.45)


def _can_be_party(cast: Cast, actor_id: str) -> bool:
    """Whether an actor can be a side: also a person who is known to belong to none ("General X agreed")."""
    actor = cast.actors.get(actor_id)
    return actor is not None and (actor.kind in PARTY_KINDS or (actor.kind == "person" and actor.of is None))


def _unnamed_sides(sentence: Sentence, step: Draft) -> Iterator[Draft]:
    """Sides that are told by what they are, where no actor is named: "Sunni and Shi'ite tribes agreed"."""
    if step.by or str(step.value) not in {"agreed", "accepted", "declared"} or step.stance != "asserted":
        return
    start, end = step.evidence[0].start, step.evidence[0].end
    for word in sentence.span:
        if word.pos_ not in {"VERB", "AUX"} or not start <= sentence.place(word) < end:
            continue
        subject = next((c for c in word.children if c.dep_ == "nsubj"), None)
        for noun in (subject, *subject.conjuncts) if subject is not None else ():
            telling = [w for w in noun.lefts if w.dep_ in {"amod", "compound"} and w.lower_ not in _COMMON]
            known = noun.lemma_.lower() in lemmas("roles.groups") - {"party"} and noun.tag_ == "NNS"
            if known and telling:
                span = (sentence.place(telling[0]), sentence.place(noun) + len(noun))
                words = " ".join(sentence.article.text[slice(*span)].split())
                yield draft(sentence, "parties", words, span, weight=0.7)
        return


def _span_of(sentence: Sentence, actor_id: str, near: tuple[int, int]) -> tuple[int, int] | None:
    """The mention of an actor closest to a place, by its own name rather than through a member."""
    own = [m for m in sentence.mentions if m.actor == actor_id]
    found = own or [m for m in sentence.mentions if party(sentence.cast, m.actor) == actor_id]
    best = min(found, key=lambda m: min(abs(m.start - near[0]), abs(m.end - near[0])), default=None)
    return None if best is None else (best.start, best.end)


def _between(sentence: Sentence, apart: Set[str]) -> Iterator[Draft]:
    """ "A truce between X and Y", "a ceasefire with Y"."""
    for match in compose(_PAIRED).finditer(sentence.text):
        group = coordinated(sentence, sentence.start + match.end())
        if match.group(1).lower() == "with":
            if len(match.group().split()) > 4:
                continue
            group = group[:1]
            said = sentence.statement_at(sentence.start + match.start())
            speaker = party(sentence.cast, said.actor) if said is not None and said.actor else None
            if speaker and speaker not in apart and _is_side(sentence.cast, speaker) and said is not None:
                yield draft(sentence, "parties", speaker, _of_speaker(sentence, said), weight=0.7)
        yield from _as_parties(sentence, group, apart, weight=1.0)


def _is_side(cast: Cast, actor_id: str) -> bool:
    """Whether a speaker's side can be that of a truce "with" somebody: a state, its army or a group."""
    actor = cast.actors.get(actor_id)
    return actor is not None and actor.kind in {"state", "government", "armed_group"}


def _of_speaker(sentence: Sentence, said: Statement) -> tuple[int, int]:
    """The words that name a speaker, the sentence where they stand elsewhere."""
    if said.speaker is not None and sentence.start <= said.speaker.start < said.speaker.end <= sentence.end:
        return said.speaker.start, said.speaker.end
    return sentence.start, sentence.end


def _as_parties(
    sentence: Sentence, mentions: list[Mention], apart: Set[str], *, weight: float
) -> Iterator[Draft]:
    for mention in mentions:
        for actor in parties_at(sentence, mention):
            if actor not in apart:
                yield draft(sentence, "parties", actor, (mention.start, mention.end), weight=weight)


def _named_groups(sentence: Sentence, apart: Set[str]) -> Iterator[Draft]:
    """Armed groups and governments named beside a truce: parties where nobody is named as one outright."""
    if not sentence.truces_of("name", "act"):
        return
    for place, mention in enumerate(sentence.mentions):
        actor = sentence.cast.actors.get(mention.actor)
        if mention.actor in sentence.cast.members or actor is None or actor.id in apart:
            continue
        if not _is_side_by_kind(actor) and not (actor.kind == "state" and _beside_group(sentence, place)):
            continue
        if parties_at(sentence, mention) and not is_aside(sentence, mention):
            yield draft(sentence, "parties", actor.id, (mention.start, mention.end), weight=0.4)


def _likewise(sentence: Sentence, apart: Set[str]) -> Iterator[Draft]:
    """Who did as the other side had done."""
    for match in _LIKEWISE.finditer(sentence.text):
        token = sentence.token_at(sentence.offsets(match)[0])
        verb = sentence.clause(token) if token is not None else None
        subject = sentence.subject(verb) if verb is not None else None
        if subject is None:
            continue
        field = "parties" if _SIGNED.search(match.group()) else "declared_by"
        left, right = sentence.extent(subject)
        doers = [m for m in coordinated(sentence, left) if m.end <= min(right, sentence.offsets(match)[0])]
        for mention in doers:
            for actor in parties_at(sentence, mention):
                if actor not in apart:
                    words = (mention.start, mention.end)
                    yield draft(sentence, field, actor, words, sentence.offsets(match), weight=0.9)
                    if "accept" in match.group().lower():
                        yield draft(sentence, "accepted", actor, words, sentence.offsets(match), by=(actor,))


def _is_side_by_kind(actor: Actor) -> bool:
    """Whether an actor is of a kind that fights, and more than "rebels"."""
    return actor.kind in {"armed_group", "government", "coalition"} and GENERIC.match(actor.id) is None


def _beside_group(sentence: Sentence, place: int) -> bool:
    """Whether a state stands in one list with a group: "South Africa and SWAPO"."""
    text, one = sentence.article.text, sentence.mentions[place]
    for other in sentence.mentions[max(0, place - 1) : place + 2]:
        gap = text[min(one.end, other.end) : max(one.start, other.start)]
        actor = sentence.cast.actors.get(other.actor)
        if other is not one and actor is not None and _is_side_by_kind(actor) and _AND.fullmatch(gap):
            return True
    return False


def _bound(sentence: Sentence) -> Iterator[Draft]:
    """Parties that are bound without being named: "all parties to the conflict"."""
    match = _ALL_PARTIES.search(sentence.text)
    if match and _BINDS.search(sentence.text):
        yield draft(sentence, "bound", re.sub(r"\s+", " ", match.group()), sentence.offsets(match))
