"""Third parties: who mediates, who guarantees, who watches.

A role word ("mediated", "guarantors", "observers") is tied to its players by what stands around it, tried in order:
the agent or origin behind it ("brokered by", "mediators from"), a hyphen before it ("Qatari-mediated"), the owner of a
relative clause ("Egypt, whose mediators", "the deal, which Egypt mediated"), the subject of its verb or copula, the
name right beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.actors import Mention
from truceline.claims._drafts import Draft, draft
from truceline.claims._lexicon import pattern
from truceline.claims._sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["coordinated", "third_parties"]

_FIELDS = ("mediators", "guarantors", "monitors")
_BREAK = re.compile(
    r"[.;:]|\b(?:after|before|in which|that|who|which|since|said|says|under|through|brokered|mediated|will|has|have|is|was|were|are|by|when|while)\b", re.I)  # fmt: skip
_OTHER_NOUN = re.compile(r",|\band\b|\b(?:truce|cease-?fire|agreement|deal|accord|talks|hostilities|text|peace)\b", re.I)
_ORIGIN = re.compile(r"\s*(?:(?!and\b|that\b|to\b)[\w'’-]+\s+){0,5}?(?:by|of|from|:)\s+", re.I)
_AGENTIVE = re.compile(r"\b(?:by|from|auspices of|mediation of|offices of|mediators? (?:of|from)|intermediation of|supervision of|guarantee of|monitoring of|verification of|oversight of|observers? (?:of|from)|help of|eyes of|invitation of|leadership of|chairmanship of|sponsorship of|group of|mission of|force of|forces of|monitors? (?:of|from)|guarantors? (?:of|from)|:)\s+$", re.I)
_TALKS = re.compile(r"\b(?:talks?|negotiations?|mediation|mediators|delegations?|rounds?|sides|parties|truce|cease-?fire|deal|agreement|accord|meeting|pact|text|document)\b", re.I)
_LOOSE = re.compile(r"facilitat(?:e|es|ed|ing)|arranged|negotiated|sponsored", re.I)
_SAFETY = re.compile(r"\s+(?:the\s+)?(?:safety|safe|security|access|passage|delivery|that|free|rights?|him|them|his|their|to)\b", re.I)


def third_parties(sentence: Sentence, speaks: bool) -> Iterator[Draft]:
    """The claims on third parties in a sentence; `speaks` says whether it, or the text before it, names a truce."""
    text = sentence.article.text
    for field in _FIELDS:
        seen: set[str] = set()
        for match in pattern(f"roles.{field}").finditer(text, sentence.start, sentence.end):
            if field == "guarantors" and match.group().lower().startswith("guarantee") and _SAFETY.match(text, match.end()):
                continue
            if re.match(r"(?:led|hosted|help|invit|chair)", match.group(), re.I) and not _TALKS.search(sentence.text):
                continue
            if _LOOSE.fullmatch(match.group()) and not (_TALKS.search(text[match.end() : match.end() + 60]) or re.match(r"\s+(?:\w+\s+){0,2}by\b", text[match.end() : match.end() + 30])):
                continue
            token = sentence.token_at(match.start())
            if token is None or _refused(token):
                continue
            for mention in _players(sentence, token, match.start(), match.end()):
                actor = _player(sentence, mention, field)
                adjective = mention.kind == "demonym" and not 0 <= match.start() - mention.end <= 2
                if actor is None or actor in seen or adjective:
                    continue
                seen.add(actor)
                yield draft(
                    sentence, field, actor, (mention.start, mention.end), (match.start(), match.end()),
                    weight=1.0 if speaks else 0.8,
                )  # fmt: skip


def _refused(token: Token) -> bool:
    return any(c.dep_ == "neg" for c in token.children) or any(c.lower_ in {"no", "without"} for c in token.children)


def _player(sentence: Sentence, mention: Mention, field: str) -> str | None:
    """The actor that plays the part: whoever holds an office plays it for whom the office is held."""
    actor = sentence.cast.actors.get(mention.actor)
    if actor is None or actor.kind in {"outlet", "place"}:
        return None
    if actor.kind in {"person", "office"} and actor.of and actor.of in sentence.cast.actors:
        former = re.search(r"\b(?:former|ex-?|retired|late)\b", mention.text, re.I)
        if not former or field != "mediators":
            return sentence.cast.actors[actor.of].id
    return actor.id if actor.kind != "office" else None


def coordinated(sentence: Sentence, start: int) -> list[Mention]:
    """The mentions of a list that begins at an offset: "X and Y", "X, Y and Z"."""
    found: list[Mention] = []
    for mention in sentence.mentions:
        if mention.start < start:
            continue
        gap = sentence.article.text[found[-1].end if found else start : mention.start]
        limit = 45 if not found else 60
        if len(gap) > limit or _BREAK.search(gap) or (not found and _OTHER_NOUN.search(gap)):
            break
        if found and not re.search(r"\band\b|,|&|\bor\b|\bwith\b|-|–|/", gap):
            continue
        found.append(mention)
    return found


def _players(sentence: Sentence, token: Token, start: int, end: int) -> list[Mention]:
    """Who plays a role, by the first tie that holds."""
    for tie in (_behind, _hyphened, _owner, _subject, _beside):
        found = tie(sentence, token, start, end)
        if found:
            return found
    return []


def _behind(sentence: Sentence, token: Token, start: int, end: int) -> list[Mention]:
    text = sentence.article.text
    origin = _ORIGIN.match(text, end, min(sentence.end, end + 70))
    if origin is None or not _AGENTIVE.search(text[start : origin.end()]):
        inverted = re.match(r"\s+(?:acted|acts|act|performed?|served?|will (?:act|perform|serve))\s+(?:the\s+)?(?:\w+\s+){0,5}", text[end : end + 70], re.I)
        return coordinated(sentence, end + (inverted.end() if inverted else 0))[:1] if inverted else []
    return coordinated(sentence, origin.end())


def _hyphened(sentence: Sentence, token: Token, start: int, end: int) -> list[Mention]:
    text = sentence.article.text
    if start and text[start - 1] != "-":
        return []
    near = [m for m in sentence.mentions if 0 <= start - m.end <= 1]
    return _list_before(sentence, near[-1]) if near else []


def _owner(sentence: Sentence, token: Token, start: int, end: int) -> list[Mention]:
    """ "Egypt, whose mediators ...", "Qatar, which negotiated the deal together with Egypt"."""
    text = sentence.article.text
    for mention in reversed(sentence.mentions):
        if mention.end > start:
            continue
        between = text[mention.end : start]
        if len(between) > 60:
            break
        if re.fullmatch(r"\s*,?\s*(?:whose|who|which)\s+(?:(?!said|says)[\w'’]+\s+){0,5}", between, re.I):
            joined = re.search(r"\b(?:together|along|jointly) with\s+(?:the\s+)?", text[end : min(sentence.end, end + 50)], re.I)
            more = coordinated(sentence, end + joined.end()) if joined else []
            return [*_list_before(sentence, mention), *more]
    return []


def _subject(sentence: Sentence, token: Token, start: int, end: int) -> list[Mention]:
    """The subject of the role word's verb, or of the copula whose complement it is."""
    verb = token if token.pos_ in {"VERB", "AUX"} else sentence.clause(token)
    if token.pos_ in {"VERB", "AUX"}:
        if any(c.dep_ in {"nsubjpass", "auxpass"} for c in token.children) or (token.tag_ == "VBN" and token.dep_ == "acl"):
            return []
    elif not (token.dep_ in {"attr", "oprd", "conj", "appos"} or _as_role(sentence, start)):
        return []
    subject = sentence.subject(verb)
    if subject is None or subject == token:
        return []
    left, right = sentence.extent(subject)
    right = right if right <= start or left > start else start
    found = sentence.actors_in(left, right)
    if not found and subject.pos_ == "PRON":
        who = sentence.cast.who(left, right)
        return [Mention(left, right, sentence.article.text[left:right], who.actor, "collective", who.why)] if who else []
    return [m for m in found if not re.search(r"\b(?:in|at|near|against)\s+(?:the\s+)?$", sentence.article.text[max(left, m.start - 12) : m.start], re.I)]


def _as_role(sentence: Sentence, start: int) -> bool:
    before = sentence.article.text[max(sentence.start, start - 25) : start]
    return re.search(r"\bas\s+(?:an?\s+|the\s+|main\s+|joint\s+|co-?|chief\s+)*$", before, re.I) is not None


def _beside(sentence: Sentence, token: Token, start: int, end: int) -> list[Mention]:
    text = sentence.article.text
    after = [m for m in sentence.mentions if 0 <= m.start - end <= 2]
    if after:
        return after[:1]
    before = [m for m in sentence.mentions if 0 <= start - m.end <= 14 and re.fullmatch(r"[-\s,'’s]*(?:the\s+)?(?:(?:chief|main|peace|peacekeeping|military|special|ceasefire)\s+)?", text[m.end : start])]
    return _list_before(sentence, before[-1]) if before else []


def _list_before(sentence: Sentence, last: Mention) -> list[Mention]:
    """The list that ends with a mention: "Egypt- and Qatar-brokered", "US and Saudi mediators"."""
    found = [last]
    for mention in reversed(sentence.mentions):
        if mention.end <= found[0].start and re.fullmatch(r"[-\s]*(?:,|and|&|,\s*and|/|–|-)\s*(?:the\s+)?", sentence.article.text[mention.end : found[0].start]):
            found.insert(0, mention)
    return found
