"""Who is in a ceasefire and in which part: parties, declarers, accepters, mediators, guarantors, monitors, excluded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.actors import Cast, Mention
from truceline.claims._drafts import Draft, draft
from truceline.claims._lexicon import pattern
from truceline.claims._sentences import Sentence
from truceline.model import Actor

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["parties_in", "party", "read_roles"]

PARTY_KINDS = frozenset({"state", "government", "armed_group", "organisation", "coalition"})
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
    """The parties named between two article offsets, each once, in order; places and outlets are no parties."""
    found: list[str] = []
    for mention in sentence.actors_in(start, end):
        actor = _as_party(sentence.cast, mention)
        if actor is not None and actor not in found and not _is_location(sentence, mention, start):
            found.append(actor)
    return tuple(found)


def _is_location(sentence: Sentence, mention: Mention, start: int) -> bool:
    """Whether a state or place only says where: "the parties to the war in Bosnia", "talks in Cairo"."""
    before = sentence.article.text[max(start, mention.start - 14) : mention.start]
    return re.search(r"\b(?:in|at|near|inside|across|over|outside|throughout)\s+(?:the\s+)?$", before, re.I) is not None


def _as_party(cast: Cast, mention: Mention) -> str | None:
    actor_id = party(cast, mention.actor)
    actor = cast.actors.get(actor_id)
    return actor_id if actor is not None and actor.kind in PARTY_KINDS else None


def read_roles(sentence: Sentence, context: bool, steps: list[Draft]) -> Iterator[Draft]:
    """The claims on who takes part and how; `steps` are the status claims already read from this sentence."""
    speaks = bool(sentence.truces_of("name", "act")) or context
    if not speaks:
        return
    third = list(_third_parties(sentence))
    left_out = list(_excluded(sentence))
    apart = {d.value for d in third if d.field in {"mediators", "monitors"}} | {d.value for d in left_out}
    for step in steps:
        yield from _step_parties(sentence, step, apart)
    yield from _between(sentence, apart)
    yield from _bound(sentence)
    yield from third
    yield from left_out


def _step_parties(sentence: Sentence, step: Draft, apart: set[object]) -> Iterator[Draft]:
    field = _STEP_FIELD.get(str(step.value))
    if field is None or step.stance in {"denied"}:
        return
    span = (step.evidence[0].start, step.evidence[0].end)
    for actor_id in step.by:
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
    nouns = pattern("nouns.named").pattern
    deal = r"(?:\s+(?:agreements?|deals?|accords?|pacts?|plans?|proposals?|arrangement))?"
    for match in re.finditer(rf"(?:{nouns}){deal}(?:[^.;:]{{0,60}}?)\s(between|among|with)\s", text[sentence.start : sentence.end], re.I):
        start = sentence.start + match.end()
        group = _coordinated(sentence, start)
        if match.group(1).lower() == "with":
            if len(match.group().split()) > 4:
                continue
            group = group[:1]
        for mention in group:
            actor = _as_party(sentence.cast, mention)
            if actor is not None and actor not in apart:
                yield draft(sentence, "parties", actor, (mention.start, mention.end))
    for match in re.finditer(r"\b(?:fighting|war|conflict|hostilities|clashes|battles|dispute)\b[^.;:]{0,40}?\sbetween\s", text[sentence.start : sentence.end], re.I):
        for mention in _coordinated(sentence, sentence.start + match.end()):
            actor = _as_party(sentence.cast, mention)
            if actor is not None and actor not in apart:
                yield draft(sentence, "parties", actor, (mention.start, mention.end), weight=0.5)


def _coordinated(sentence: Sentence, start: int) -> list[Mention]:
    """The mentions of a list that begins at an offset: "X and Y", "X, Y and Z"."""
    found: list[Mention] = []
    for mention in sentence.mentions:
        if mention.start < start:
            continue
        gap = sentence.article.text[found[-1].end if found else start : mention.start]
        limit = 45 if not found else 60
        if len(gap) > limit or re.search(r"[.;:]|\b(?:after|before|in which|that|who|which|since|said|under|through|brokered|mediated|will|has|have|is|was|were|are|by)\b", gap, re.I):
            break
        if found and not re.search(r"\band\b|,|&|\bor\b|\bwith\b|-|–|/", gap):
            continue
        found.append(mention)
    return found


def _bound(sentence: Sentence) -> Iterator[Draft]:
    match = _ALL_PARTIES.search(sentence.text)
    if match and re.search(r"\b(?:appl(?:y|ies|ied)|bind(?:s|ing)?|bound|cover(?:s|ed)?|observ\w+|respect\w*|agree\w*|accept\w*|order\w*|include[sd]?|oblig\w+)\b", sentence.text, re.I):
        span = (sentence.start + match.start(), sentence.start + match.end())
        yield draft(sentence, "bound", re.sub(r"\s+", " ", match.group()), span)


def _third_parties(sentence: Sentence) -> Iterator[Draft]:
    text = sentence.article.text
    for field in ("mediators", "guarantors", "monitors"):
        for match in pattern(f"roles.{field}").finditer(text, sentence.start, sentence.end):
            word = match.group().lower()
            token = sentence.token_at(match.start())
            if token is None or _figurative_role(field, word, text[match.end() : match.end() + 30]):
                continue
            for mention in _players(sentence, token, match.start(), match.end()):
                actor = mention.actor
                known = sentence.cast.actors.get(actor)
                if known is None or known.kind in {"outlet", "place"}:
                    continue
                if known.kind == "person" and known.of and field != "mediators":
                    actor = party(sentence.cast, actor)
                yield draft(sentence, field, actor, (mention.start, mention.end), (match.start(), match.end()))


def _figurative_role(field: str, word: str, after: str) -> bool:
    return field == "guarantors" and word.startswith("guarantee") and re.match(r"\s+(?:the\s+)?(?:safety|safe|security|access|passage|delivery|that|free)", after, re.I) is not None


def _players(sentence: Sentence, token: Token, start: int, end: int) -> list[Mention]:
    """Who plays a role: the agent after "by", the subject of the role's verb, the noun that the role word names."""
    text = sentence.article.text
    after = text[end : min(sentence.end, end + 60)]
    by = re.match(r"\s*(?:\w+\s+){0,3}?(?:by|of|from)\s+", after)
    if by and re.search(r"\b(?:by|from)\s+$|(?:auspices|mediation|offices|brokerage|facilitation|supervision|guarantee|monitoring|verification|oversight)\s+of\s+$", text[start : end + by.end()], re.I):
        return _coordinated(sentence, end + by.end())
    if re.match(r"-?(?:brokered|mediated|sponsored|facilitated|negotiated|backed|monitored|supervised|guaranteed)", text[start:end], re.I):
        hyphened = [m for m in sentence.mentions if 0 <= start - m.end <= 1 and text[m.end : start] in {"-", "", " "}]
        if hyphened:
            return _before(sentence, hyphened[-1])
    if token.pos_ == "VERB" or token.pos_ == "AUX":
        subject = sentence.subject(token)
        passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in token.children) or (token.tag_ == "VBN" and token.dep_ == "acl")
        if subject is not None and not passive:
            return list(_subject_mentions(sentence, subject, start))
        return []
    if token.dep_ in {"attr", "pobj", "oprd", "dobj"}:
        verb = sentence.clause(token)
        subject = sentence.subject(verb)
        if subject is not None and subject != token:
            left = list(_subject_mentions(sentence, subject, start))
            if left and (token.dep_ in {"attr", "oprd"} or re.search(r"\bas\s+(?:an?\s+|the\s+|main\s+|joint\s+|co-?)*$", text[max(0, start - 20) : start], re.I)):
                return left
    beside = [m for m in sentence.mentions if 0 <= m.start - end <= 2 or (0 <= start - m.end <= 8 and re.fullmatch(r"[-\s,'’s]*(?:the\s+|who\s+\w+\s+as\s+the\s+)?", text[m.end : start]))]
    return _before(sentence, beside[0]) if beside else _clausal(sentence, start)


def _clausal(sentence: Sentence, start: int) -> list[Mention]:
    """ "X, who acts as the mediator": the mention before a relative clause that holds the role word."""
    text = sentence.article.text
    for mention in reversed(sentence.mentions):
        if mention.end <= start and re.fullmatch(r",?\s+(?:who|which)\s+(?:\w+\s+){0,4}?(?:as\s+)?(?:an?\s+|the\s+)?", text[mention.end : start]):
            return [mention]
    return []


def _subject_mentions(sentence: Sentence, subject: Token, before: int) -> tuple[Mention, ...]:
    left, right = sentence.extent(subject)
    return sentence.actors_in(left, right if right <= before or left > before else before)


def _before(sentence: Sentence, last: Mention) -> list[Mention]:
    """The list that ends with a mention: "Egypt- and Qatar-brokered", "US and Saudi mediators"."""
    found = [last]
    for mention in reversed(sentence.mentions):
        if mention.end <= found[0].start and re.fullmatch(r"[-\s]*(?:,|and|&|,\s*and|/|–|-)\s*(?:the\s+)?", sentence.article.text[mention.end : found[0].start]):
            found.insert(0, mention)
    return found


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
        value = " ".join(match.group().split()).strip(" ,“”\"")
        if any(m.start < match.end() and match.start() < m.end for m in named) and not re.match(r"(?:other|any|all)\b", value, re.I):
            continue
        if named and any(0 <= m.start - match.end() <= 3 for m in named):
            continue
        yield draft(sentence, "excluded", value, (match.start(), match.end()), trigger)
