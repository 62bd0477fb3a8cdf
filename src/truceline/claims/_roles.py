"""Who is in a ceasefire and in which part: parties, declarers, accepters, mediators, guarantors, monitors, excluded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.actors import Cast, Mention
from truceline.claims._drafts import Draft, draft
from truceline.claims._lexicon import compose, pattern
from truceline.claims._sentences import Sentence
from truceline.claims._third import coordinated, third_parties
from truceline.model import Actor


__all__ = ["parties_in", "party", "read_roles"]

PARTY_KINDS = frozenset({"state", "government", "armed_group", "organisation", "coalition"})
_GENERIC = re.compile(r"(?:rebels|fighters|insurgents|separatists|official|opposition)-of-")
_ADVERBS = re.compile(
    r"\s*(?:\([^)]{0,40}\)|,[^,.;]{0,60},)?\s*(?:(?:has|have|had|both|also|jointly|finally|formally|on|late|early|yesterday|today|will|again|then|each|all|together|would|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\w+ly)\s+){0,4}", re.I)  # fmt: skip
_LINK = re.compile(r"\s*(?:\([^)]{0,40}\))?\s*(?:,|and|&|,\s*and|as well as|along with|together with|, as well as)\s*(?:its |the |its ally |rebels of |fighters of |with )*(?:the\s+)?(?:[a-z]+\s+){0,3}", re.I)
_PAIRED = r"<named>(?:\s+(?:agreements?|deals?|accords?|pacts?|plans?|proposals?|arrangement))?(?:[^.;:]{0,60}?)\s(between|among|with)\s"
_STEP_FIELD = {"agreed": "parties", "accepted": "accepted", "declared": "declared_by"}
_NOT_PARTY = re.compile(r"\b(?:talks|meeting|hosted|capital|city|town|visit|border|near|outside|resort)\s*$", re.I)
_ALL_PARTIES = re.compile(
    r"\b(?:all|both|the (?:two|warring|opposing|rival))\s+(?:the\s+)?(?:armed\s+|warring\s+|fighting\s+|conflicting\s+|rival\s+)?(?:parties|sides|groups|factions|belligerents|armies|combatants|forces)"
    r"(?:\s+(?:to|in|of)\s+(?:the\s+)?(?:\w+\s+)?(?:conflict|war|fighting|hostilities))?", re.I)  # fmt: skip
_DESCRIPTION = re.compile(
    r"\b(?:(?:other|any|all|the|certain|some)\s+)*(?:(?:[\w'’-]+\s+){0,2})?(?:terrorists?|extremists?|jihadists?|radical|militants?|armed|foreign|dissident|splinter|rogue)\s+"
    r"(?:groups?|organi[sz]ations?|fighters|factions|forces|elements|entities|movements?)"
    r"(?:\s*,?\s*(?:so\s+)?(?:that|which|who|as|recogni[sz]ed|designated|identified|listed|considered|blacklisted|linked|allied|affiliated|not)\b[^.;,)”\"]{0,90})?", re.I)  # fmt: skip


def party(cast: Cast, actor_id: str) -> str:
    """The party that an actor stands for: a person or an office is its government, group or organisation."""
    seen = {actor_id}
    actor = cast.actors.get(actor_id)
    while actor is not None and actor.kind in {"person", "office"} and actor.of and actor.of not in seen:
        seen.add(actor.of)
        parent = cast.actors.get(actor.of)
        if parent is None:
            return actor.of
        actor = parent
    return actor.id if actor is not None else actor_id


def parties_in(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    """The parties named between two article offsets, each once, in order; places and outlets are no parties.

    "Both governments" counts as its members; "the rebels" as the only group that the article names, where it names one.
    """
    found: list[str] = []
    for mention in sentence.actors_in(start, end):
        if mention.kind == "demonym" or _is_location(sentence, mention, start):
            continue
        found += [a for a in _sides(sentence.cast, mention) if a not in found]
    return tuple(found)


def _sides(cast: Cast, mention: Mention) -> list[str]:
    """The parties behind a mention: the members of a collective, else the party itself; none for places and outlets."""
    members = cast.members.get(mention.actor, (mention.actor,))
    return [a for member in members if (a := _as_party(cast, member)) is not None]


def left_of(sentence: Sentence, place: int) -> tuple[str, ...]:
    """The parties of the list that stands right before a predicate: "X and Y (on Friday) agreed"."""
    text = sentence.article.text
    chain: list[Mention] = []
    edge = place
    for mention in reversed([m for m in sentence.mentions if m.end <= place]):
        gap = text[mention.end : edge]
        fits = _ADVERBS.fullmatch(gap) if not chain else _LINK.fullmatch(gap)
        if not fits:
            break
        chain.insert(0, mention)
        edge = mention.start
    return parties_in(sentence, chain[0].start, chain[-1].end) if chain else ()


def _is_location(sentence: Sentence, mention: Mention, start: int) -> bool:
    """Whether a state or place only says where: "the parties to the war in Bosnia", "talks in Cairo"."""
    before = sentence.article.text[max(start, mention.start - 14) : mention.start]
    return re.search(r"\b(?:in|at|near|inside|across|over|outside|throughout)\s+(?:the\s+)?$", before, re.I) is not None


def _as_party(cast: Cast, actor_id: str) -> str | None:
    actor = cast.actors.get(party(cast, actor_id))
    if actor is None or actor.kind not in PARTY_KINDS:
        return None
    return _sole_group(cast, actor.id) if _GENERIC.match(actor.id) else actor.id


def _sole_group(cast: Cast, generic: str) -> str:
    """ "The rebels" are the one armed group that an article names; with none or several they stay "the rebels"."""
    named = {
        m.actor for m in cast.mentions
        if m.kind in {"name", "unknown_group"} and cast.actors[m.actor].kind == "armed_group"
        and cast.actors[m.actor].of is None and not _GENERIC.match(m.actor)
    }  # fmt: skip
    return next(iter(named)) if len(named) == 1 else generic


def read_roles(sentence: Sentence, context: bool, steps: list[Draft]) -> Iterator[Draft]:
    """The claims on who takes part and how; `steps` are the status claims already read from this sentence."""
    speaks = bool(sentence.truces_of("name", "act")) or context
    third = list(third_parties(sentence, speaks))
    if not speaks:
        yield from third
        return
    left_out = list(_excluded(sentence))
    apart = {d.value for d in third if d.field in {"mediators", "monitors"}} | {d.value for d in left_out}
    for step in steps:
        yield from _step_parties(sentence, step, apart)
    yield from _between(sentence, apart)
    yield from _named_groups(sentence, apart)
    yield from _bound(sentence)
    yield from third
    yield from left_out


def _step_parties(sentence: Sentence, step: Draft, apart: set[object]) -> Iterator[Draft]:
    field = _STEP_FIELD.get(str(step.value))
    if field is None or step.stance in {"denied"}:
        return
    span = (step.evidence[0].start, step.evidence[0].end)
    for actor_id in (m for a in step.by for m in sentence.cast.members.get(a, (a,))):
        actor = party(sentence.cast, actor_id)
        if actor in apart or not _party_kind(sentence.cast, actor):
            continue
        where = _span_of(sentence, actor_id, span) or span
        if field == "accepted":
            yield draft(sentence, "accepted", actor, where, span, by=(actor,), when=step.when, stance=step.stance)
            yield draft(sentence, "parties", actor, where, span, stance=step.stance)
        elif field == "declared_by":
            yield draft(sentence, "declared_by", actor, where, span, stance=step.stance)
        else:
            yield draft(sentence, "parties", actor, where, span, stance=step.stance)


def _party_kind(cast: Cast, actor_id: str) -> bool:
    actor: Actor | None = cast.actors.get(actor_id)
    return actor is not None and actor.kind in PARTY_KINDS


def _span_of(sentence: Sentence, actor_id: str, near: tuple[int, int]) -> tuple[int, int] | None:
    """The mention of an actor, by its own name rather than through a member, that stands closest to a place."""
    own = [m for m in sentence.mentions if m.actor == actor_id]
    found = own or [m for m in sentence.mentions if party(sentence.cast, m.actor) == actor_id]
    best = min(found, key=lambda m: min(abs(m.start - near[0]), abs(m.end - near[0])), default=None)
    return None if best is None else (best.start, best.end)


def _between(sentence: Sentence, apart: set[object]) -> Iterator[Draft]:
    """ "a truce between X and Y", "X-Y ceasefire", "ceasefire with Y", "fighting between X and Y"."""
    text = sentence.article.text
    for match in compose(_PAIRED).finditer(text[sentence.start : sentence.end]):
        start = sentence.start + match.end()
        group = coordinated(sentence, start)
        if match.group(1).lower() == "with":
            if len(match.group().split()) > 4:
                continue
            group = group[:1]
        for mention in group:
            for actor in _sides(sentence.cast, mention):
                if actor not in apart:
                    yield draft(sentence, "parties", actor, (mention.start, mention.end))
    for match in re.finditer(r"\b(?:fighting|war|conflict|hostilities|clashes|battles|dispute)\b[^.;:]{0,40}?\sbetween\s", text[sentence.start : sentence.end], re.I):
        for mention in coordinated(sentence, sentence.start + match.end()):
            for actor in _sides(sentence.cast, mention):
                if actor not in apart:
                    yield draft(sentence, "parties", actor, (mention.start, mention.end), weight=0.5)


def _named_groups(sentence: Sentence, apart: set[object]) -> Iterator[Draft]:
    """Armed groups and governments named beside a truce: parties where nobody is named as one outright."""
    if not sentence.truces_of("name", "act"):
        return
    for mention in sentence.mentions:
        actor = sentence.cast.actors.get(mention.actor)
        if mention.actor in sentence.cast.members or actor is None or actor.kind not in {"armed_group", "government", "coalition"} or _GENERIC.match(actor.id) or actor.id in apart:
            continue
        yield draft(sentence, "parties", actor.id, (mention.start, mention.end), weight=0.4)


def _bound(sentence: Sentence) -> Iterator[Draft]:
    match = _ALL_PARTIES.search(sentence.text)
    if match and re.search(r"\b(?:appl(?:y|ies|ied)|bind(?:s|ing)?|bound|cover(?:s|ed)?|observ\w+|respect\w*|agree\w*|accept\w*|order\w*|include[sd]?|oblig\w+)\b", sentence.text, re.I):
        span = (sentence.start + match.start(), sentence.start + match.end())
        yield draft(sentence, "bound", re.sub(r"\s+", " ", match.group()), span)


def _excluded(sentence: Sentence) -> Iterator[Draft]:
    """Who is left out: named after "except", "does not cover", or named before "is not part of"."""
    text = sentence.article.text
    for match in pattern("roles.excluding").finditer(text, sentence.start, sentence.end):
        if re.match(r"continu|only|solely|exclusively", match.group(), re.I) and not re.search(r"against|fight|strike|target|attack|bomb|pursue", match.group(), re.I):
            continue
        stop = _list_end(text, match.end(), sentence.end)
        yield from _left_out(sentence, match.end(), stop, (match.start(), match.end()))
    for match in pattern("roles.excluded_subject").finditer(text, sentence.start, sentence.end):
        token = sentence.token_at(match.start())
        verb = sentence.clause(token) if token is not None else None
        subject = sentence.subject(verb) if verb is not None else None
        if subject is None:
            continue
        start, end = sentence.extent(subject)
        yield from _left_out(sentence, start, min(end, match.start()), (match.start(), match.end()))


def _list_end(text: str, start: int, end: int) -> int:
    stop = re.compile(r"[;:]|\b(?:will|would|must|should|is|are|was|were|said|says|but|while|after|until)\b|(?<!\bno)\.\s").search(text, start, end)
    return stop.start() if stop else end


def _left_out(sentence: Sentence, start: int, end: int, trigger: tuple[int, int]) -> Iterator[Draft]:
    text = sentence.article.text
    named: list[Mention] = []
    for mention in sentence.actors_in(start, end):
        actor = sentence.cast.actors.get(party(sentence.cast, mention.actor))
        if actor is None or actor.kind not in {"armed_group", "organisation", "coalition"}:
            continue
        if re.search(r"\b(?:by|of|to|from|with|in)\s+(?:the\s+)?$", text[max(start, mention.start - 9) : mention.start], re.I):
            continue
        named.append(mention)
        yield draft(sentence, "excluded", actor.id, (mention.start, mention.end), trigger)
    for match in _DESCRIPTION.finditer(text, start, end):
        value = re.sub(r"^(?:as|and|or)\s+", "", " ".join(match.group().split()).strip(" ,“”\""))
        if any(m.start < match.end() and match.start() < m.end for m in named) and not re.match(r"(?:other|any|all)\b", value, re.I):
            continue
        if named and any(0 <= m.start - match.end() <= 3 for m in named):
            continue
        yield draft(sentence, "excluded", value, (match.start(), match.end()), trigger)
