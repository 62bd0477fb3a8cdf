"""Who a ceasefire leaves out: by name, or by description ("other terrorist groups")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from truceline.actors import Mention
from truceline.claims._drafts import Draft, draft
from truceline.claims._lexicon import pattern
from truceline.claims._parties import party
from truceline.claims._sentences import Sentence

__all__ = ["read_excluded"]

_EXCLUDABLE = frozenset({"armed_group", "organisation", "coalition"})
# A group by what it is, and what it is said to be: "any armed groups designated by the council as such".
_DESCRIPTION = re.compile(
    r"\b(?:(?:other|any|all|the|certain|some)\s+)*(?:(?:[\w'’-]+\s+){0,2})?"
    r"(?:terrorists?|extremists?|jihadists?|radical|militants?|armed|foreign|dissident|splinter|rogue)\s+"
    r"(?:groups?|organi[sz]ations?|fighters|factions|forces|elements|entities|movements?)"
    r"(?:\s*,?\s*(?:so\s+)?"
    r"(?:that|which|who|as|recogni[sz]ed|designated|identified|listed|considered|blacklisted|linked|allied"
    r"|affiliated|not)\b[^.;,)”\"]{0,90})?",
    re.I,
)
# Those who follow a person: "the group of Ivan Horvat", "fighters loyal to the former governor".
_FOLLOWERS = re.compile(
    r"\b(?:the\s+|any\s+|all\s+)?"
    r"(?:groups?|factions?|fighters|forces|followers|men|supporters|militias?|units?|wing)\s+"
    r"(?:of|led by|loyal to|under|commanded by)\s+(?:the\s+)?(?:[\w'’-]+\s+){0,2}?"
    r"(?:[A-Z][\w'’-]+)(?:\s+[A-Z][\w'’-]+)*"
)
_CONTINUING = re.compile(r"continu|only|solely|exclusively", re.I)
_AGAINST = re.compile(r"against|fight|strike|target|attack|bomb|pursue", re.I)
_LIST_END = re.compile(
    r"[;:]|\b(?:will|would|must|should|is|are|was|were|said|says|but|while|after|until)\b|(?<!\bno)\.\s"
)
# A name behind one of these is no item of the list: "groups backed by Iran".
_DEPENDENT = re.compile(r"\b(?:by|of|to|from|with|in)\s+(?:the\s+)?$", re.I)
_LEADING_LINK = re.compile(r"^(?:as|and|or)\s+")
_EVERY_OTHER = re.compile(r"(?:other|any|all)\b", re.I)


def read_excluded(sentence: Sentence) -> Iterator[Draft]:
    """Who is left out: named after "except", "does not cover", or named before "is not part of"."""
    text = sentence.article.text
    for match in pattern("roles.excluding").finditer(text, sentence.start, sentence.end):
        if _CONTINUING.match(match.group()) and not _AGAINST.search(match.group()):
            continue
        stop = _LIST_END.search(text, match.end(), sentence.end)
        end = stop.start() if stop else sentence.end
        yield from _left_out(sentence, match.end(), end, match.span())
    for match in pattern("roles.excluded_subject").finditer(text, sentence.start, sentence.end):
        token = sentence.token_at(match.start())
        verb = sentence.clause(token) if token is not None else None
        subject = sentence.subject(verb) if verb is not None else None
        if subject is None:
            continue
        start, end = sentence.extent(subject)
        yield from _left_out(sentence, start, min(end, match.start()), match.span())


def _left_out(sentence: Sentence, start: int, end: int, trigger: tuple[int, int]) -> Iterator[Draft]:
    """What is named or described between two offsets, with the words that exclude it as second evidence."""
    text = sentence.article.text
    named: list[Mention] = []
    for mention in sentence.actors_in(start, end):
        actor = sentence.cast.actors.get(party(sentence.cast, mention.actor))
        if actor is None or actor.kind not in _EXCLUDABLE:
            continue
        if _DEPENDENT.search(text[max(start, mention.start - 9) : mention.start]):
            continue
        named.append(mention)
        yield draft(sentence, "excluded", actor.id, (mention.start, mention.end), trigger)
    for match in (*_DESCRIPTION.finditer(text, start, end), *_FOLLOWERS.finditer(text, start, end)):
        value = _LEADING_LINK.sub("", " ".join(match.group().split()).strip(' ,“”"'))
        holds_name = any(m.start < match.end() and match.start() < m.end for m in named)
        before_name = any(0 <= m.start - match.end() <= 3 for m in named)
        if before_name or (holds_name and not _EVERY_OTHER.match(value)):
            continue
        yield draft(sentence, "excluded", value, match.span(), trigger)
