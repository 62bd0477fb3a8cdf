"""Third parties: who mediates, who guarantees, who watches.

A role word ("mediated", "guarantors", "observers") is tied to its players by what stands around it, tried in
order: a name that holds it ("observers of the African Union"), the agent or origin behind it ("brokered by",
"mediators from"), a hyphen before it ("Qatari-mediated"), the owner of a relative clause ("Egypt, whose
mediators", "the deal, which Egypt mediated"), the subject of its verb or copula, the name right beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.actors import Mention
from truceline.claims._bodies import ENTRUSTED, bodies_of, carries_out
from truceline.claims._charged import charged, sender
from truceline.claims._drafts import Draft, draft
from truceline.claims._lexicon import pattern, verb_classes
from truceline.claims._lists import beside_whom, coordinated, explained, is_where, list_before
from truceline.claims._parties import GENERIC, owns_next
from truceline.claims._plans import read_plans
from truceline.claims._playing import may_call, playing
from truceline.claims._role_senses import is_other_sense
from truceline.claims._sentences import VERBAL, Sentence
from truceline.claims._watching import read_bodies, watching

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["third_parties"]

_FIELDS = ("mediators", "guarantors", "monitors")
_NAMING = frozenset({"PROPN", "NOUN"})
_TITLE_REACH = 14
"""Characters between a name and a role that is its title."""
_AS_REACH, _FOR_REACH, _OWNER_REACH = 30, 50, 90
"""Characters between a name and its role: "X as mediator", "mediates for X", "X, who mediates"."""
_ORIGIN = re.compile(
    r"\s*(?:(?!and\b|that\b|to\b)[\w'’-]+\s+){0,5}?(?:by|of|from|:|\w+:)\s+(?:the\s+)?", re.I
)
_AGENTIVE = re.compile(
    r"(?:\b(?:by|from)|:"
    r"|\b(?:help|assistance|support) (?:of|from)"
    r"|\b(?:auspices|aegis|patronage|umbrella|eyes?|presence|mediation|offices|intermediation|supervision"
    r"|guarantee|monitoring|verification|oversight|help|invitation|urging|request|prompting|instigation|suggestion|behest|initiative|call|appeal|insistence|leadership|chairmanship|sponsorship"
    r"|group|mission|force|forces|mediators?|observers?|monitors?"
    r"|guarantors?) of)\s+(?:the\s+)?$",
    re.I,
)
# "Mediators acted ...": the players follow the verb.
_INVERTED = re.compile(
    r"\s+(?:acted|acts|act|performed?|served?|will (?:act|perform|serve))\s+(?:the\s+)?(?:\w+\s+){0,5}", re.I
)
# Whoever only gives a roof to the talks, or looks on, mediates where nobody else does.
_ROOF = re.compile(
    r"hosted by|host(?:ed|s|ing)|in the presence|under the eyes?|had a (?:hand|share|part)|part|role|hand"
    r"|summoned|at the (?:urging|request|prompting|suggestion|behest|call|appeal|insistence)",
    re.I,
)
_ROOF_WEIGHT = 0.6
_FOR = re.compile(r"\s+(?:on behalf of|for|in the name of)\s+(?:the\s+)?(?:[\w-]+\s+){0,4}?$", re.I)
# "No longer acts as a facilitator", "gave up mediating".
_NO_LONGER = re.compile(
    r"\b(?:no longer|ceased|stopped|gave up|declined|refused|quit|withdrew|resigned|instead of"
    r"|rather than)\s+"
    r"(?:[\w-]+\s+){0,4}$",
    re.I,
)
_OFFERING = frozenset({"offer", "volunteer", "want", "wish", "hope", "propose", "decline", "refuse"})
"""Verbs before a role that nobody has taken: "offered to mediate"."""
_STANDING = frozenset({"stand", "act", "serve", "become", "remain"})
"""Verbs behind which a role stands without an article: "stood guarantor"."""
_LEFT_OFF_REACH = 45
"""Characters before a role in which it is said to have been left."""
_AS = re.compile(
    r"\s*,?\s*(?:as|(?:also\s+)?(?:took|takes?|taking) part in|participat\w+ in|helped (?:with|in)"
    r"|joined(?: in)?)"
    r"\s+(?:an?\s+|the\s+|its\s+|their\s+|joint\s+|main\s+|chief\s+|co-|(?:countr\w+|states?|powers?)-)*",
    re.I,
)
_RELATIVE = re.compile(
    r"\s*,?\s*(?:(?:in|under) )?(?:whose|who|which)\s+(?:(?!said|says)[\w'’-]+\s+){0,9}", re.I
)
_AS_ROLE = re.compile(r"\bas\s+(?:an?\s+|the\s+|main\s+|joint\s+|co-?|chief\s+)*$", re.I)
_TITLE = re.compile(
    r"[-\s,'’s]*(?:the\s+)?(?:(?:chief|main|peace|peacekeeping|military|special|ceasefire)\s+)?"
)
# "Russia, an ally, was once again the".
_BEING = re.compile(
    r"\s*(?:,[^,.;]{0,50},)?\s+(?:(?:has|have|had|will|would)\s+)?(?:is|was|were|are|been|be)\s+"
    r"(?:(?:again|also|once)\s+)*"
    r"(?:(?:the|an?|its|their|main|chief|sole|only|as|acting|serving|acted|served)\s+)*",
    re.I,
)
# Under whom monitors are, wherever they come from.
_UNDER = re.compile(
    r"\b(?:under|at) (?:the\s+)?(?:orders?|command|control|flag|auspices|authority|aegis|leadership"
    r"|banner|roof|supervision|responsibility)"
    r" of\s+",
    re.I,
)
_TEAM = re.compile(
    r"(?:\s*(?:-|–|,|and)\s*[A-Z]\w+)*\s+(?:\w+\s+)?"
    r"(?:team|mission|delegation|mediators?|diplomats?|envoys?|officials?|troika|officers?|negotiators?"
    r"|duo|clergy)\b"
)
# "Swiss and American mediators".
_SHARED = re.compile(r"\s*(?:,|and)\s+(?:[A-Z]\w+\s*(?:,|and)?\s*){1,3}")


def third_parties(sentence: Sentence, speaks: bool) -> Iterator[Draft]:
    """The claims on third parties; `speaks` says whether the sentence or the text before names a truce."""
    for field in _FIELDS:
        seen: set[str] = set()
        if field == "monitors":
            yield from read_bodies(sentence, seen, speaks)
        for match in pattern(f"roles.{field}").finditer(sentence.article.text, sentence.start, sentence.end):
            token = sentence.token_at(match.start())
            if token is None or is_other_sense(sentence, field, match) or _is_refused(sentence, token):
                continue
            weight = 1.0 if speaks else 0.8
            weight = _ROOF_WEIGHT if _ROOF.fullmatch(match.group()) else weight
            if field == "monitors" and (bodies := bodies_of(sentence, token)):
                for body in bodies:
                    yield from watching(sentence, body, match.span(), seen, weight)
                continue
            for mention in _players(sentence, token, match):
                between = sentence.article.text[mention.end : match.start()]
                beside = 0 <= match.start() - mention.end <= 2 or _SHARED.fullmatch(between)
                adjective = mention.kind == "demonym" and not beside
                if (adjective and not _of_team(sentence, mention, match.end())) or owns_next(
                    sentence, mention, sentence.end
                ):
                    continue
                for actor in playing(sentence, mention, field):
                    if match.group().lower() == "called by" and not may_call(sentence, actor):
                        continue
                    if actor not in seen and not (field == "mediators" and GENERIC.match(actor)):
                        seen.add(actor)
                        words = (mention.start, mention.end)
                        yield draft(sentence, field, actor, words, match.span(), weight=weight)
        if field == "mediators" and speaks:
            yield from read_plans(sentence, seen)


def _of_team(sentence: Sentence, mention: Mention, role_end: int) -> bool:
    """Whether an adjective behind a role tells whose people play it: "mediated by a Swiss-American team"."""
    return (
        mention.kind == "demonym"
        and mention.start >= role_end
        and _TEAM.match(sentence.article.text, mention.end, sentence.end) is not None
    )


def _is_refused(sentence: Sentence, token: Token) -> bool:
    """Whether a role is negated: "no mediator", "did not mediate", "no longer acts as a facilitator"."""
    place = sentence.place(token)
    if _NO_LONGER.search(sentence.article.text, max(sentence.start, place - _LEFT_OFF_REACH), place):
        return True
    if token.dep_ == "xcomp" and token.tag_ == "VB" and token.head.lemma_.lower() in _OFFERING:
        return True
    return any(c.dep_ == "neg" or c.lower_ in {"no", "without"} for c in token.children)


def _in_role(sentence: Sentence, token: Token, role: re.Match[str]) -> list[Mention]:
    """ "With Russia as facilitator", "took part in the mediation", "mediates for ECOWAS"."""
    text, start, end = sentence.article.text, role.start(), role.end()
    before = [
        m for m in sentence.mentions if 0 <= start - m.end <= _AS_REACH and _AS.match(text[m.end : start])
    ]
    if before and _AS.fullmatch(text, before[-1].end, start):
        return list_before(sentence, before[-1])
    if role.group().lower().endswith("messages"):
        return []
    behind = [m for m in sentence.mentions if 0 <= m.start - end <= _FOR_REACH]
    return behind[:1] if behind and _FOR.fullmatch(text[end : behind[0].start]) else []


def _players(sentence: Sentence, token: Token, role: re.Match[str]) -> list[Mention]:
    """Who plays a role, by the first tie that holds."""
    does = token.pos_ in VERBAL and any(c.dep_ == "nsubj" and c.pos_ in _NAMING for c in token.children)
    ties = (
        _under,
        _within,
        _in_role,
        _behind,
        _explained,
        _hyphened,
        _owner,
        _charged,
        _subject,
        _beside,
        _apposed,
        _sender,
        _copula,
    )
    watches = role.re is pattern("roles.monitors")
    for tie in (_within, _in_role, _charged, _subject, *ties) if does else ties:
        if watches and tie is _explained:
            continue  # "the observer countries of the talks, X and Y", only looked on
        found = tie(sentence, token, role)
        if found:
            return [*found, *beside_whom(sentence, role.end())]
    return []


def _under(sentence: Sentence, token: Token, role: re.Match[str]) -> list[Mention]:
    """ "The observers will be under the orders of the Union", "monitoring was left to the Union"."""
    text, end = sentence.article.text, role.end()
    over = ENTRUSTED.match(text, end, sentence.end) if token.pos_ in _NAMING else None
    over = over or (_UNDER.search(text, end, sentence.end) if token.tag_ == "NNS" else None)
    return coordinated(sentence, over.end()) if over is not None else []


def _within(sentence: Sentence, token: Token, role: re.Match[str]) -> list[Mention]:
    """ "Observers of the United Nations" as one name."""
    return [m for m in sentence.mentions if m.start <= role.start() and role.end() <= m.end]


def _behind(sentence: Sentence, token: Token, role: re.Match[str]) -> list[Mention]:
    """ "Brokered by Egypt and Qatar", "mediators from Norway"."""
    text, end = sentence.article.text, role.end()
    if role.group().lower().endswith(" by"):
        return coordinated(sentence, end) or explained(sentence, end)
    origin = _ORIGIN.match(text, end, min(sentence.end, end + 70))
    if origin is not None and _AGENTIVE.search(text[role.start() : origin.end()]):
        roof = _ROOF.fullmatch(role.group())
        return coordinated(sentence, origin.end()) or ([] if roof else explained(sentence, origin.end()))
    inverted = _INVERTED.match(text[end : end + 70])
    return coordinated(sentence, end + inverted.end())[:1] if inverted else []


def _explained(sentence: Sentence, token: Token, role: re.Match[str]) -> list[Mention]:
    """ "The four guarantor countries, X, Y and Z", "the guarantors of the treaty (X and Y)"."""
    if token.pos_ not in {"NOUN", "PROPN", "ADJ"} or token.dep_ == "attr":
        return []
    found = explained(sentence, role.end())
    return found if len(found) > 1 else []


def _hyphened(sentence: Sentence, token: Token, role: re.Match[str]) -> list[Mention]:
    """ "Egypt- and Qatar-brokered"."""
    start = role.start()
    if start and sentence.article.text[start - 1] != "-":
        return []
    near = [m for m in sentence.mentions if 0 <= start - m.end <= 1]
    return list_before(sentence, near[-1]) if near else []


def _owner(sentence: Sentence, token: Token, role: re.Match[str]) -> list[Mention]:
    """ "Egypt, whose mediators ...", "Qatar, which negotiated the deal together with Egypt"."""
    text = sentence.article.text
    for mention in reversed(sentence.mentions):
        if mention.end > role.start():
            continue
        between = text[mention.end : role.start()]
        if len(between) > _OWNER_REACH:
            break
        if _RELATIVE.fullmatch(between):
            return list_before(sentence, mention)
    return []


def _subject(sentence: Sentence, token: Token, role: re.Match[str]) -> list[Mention]:
    """The subject of the role word's verb, or of the copula whose complement it is."""
    start = role.start()
    as_role = _is_as_role(sentence, start)
    verbal = token.pos_ in {"VERB", "AUX"} and not as_role
    if verbal:
        passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in token.children)
        perfect = any(c.lemma_.lower() == "have" for c in token.children if c.dep_ == "aux")
        bare = token.tag_ == "VBN" and not perfect and not any(c.dep_ == "nsubj" for c in token.children)
        if passive or bare:
            return []
    doer = carries_out(sentence, token)
    as_role = as_role or token.dep_ in {"attr", "oprd", "conj", "appos"}
    as_role = as_role or (token.dep_ == "dobj" and token.head.lemma_.lower() in _STANDING)
    if not verbal and doer is None and not as_role:
        return []
    subject = doer or sentence.subject(token if verbal else sentence.clause(token.head if as_role else token))
    if subject is None or subject == token:
        return []
    text = sentence.article.text
    left, right = sentence.extent(subject)
    right = right if right <= start or left > start else start
    found = sentence.actors_in(left, right)
    if found and found[0].start == left:
        found = (*list_before(sentence, found[0])[:-1], *found)
    if not found and subject.pos_ == "PRON":
        said = _who_said_it(sentence, token)
        if said:
            return said
        who = sentence.cast.who(left, right)
        return [Mention(left, right, text[left:right], who.actor, "collective", who.why)] if who else []
    return [m for m in found if not is_where(sentence, m) and not _is_apposed(sentence, m, subject)]


def _is_apposed(sentence: Sentence, mention: Mention, subject: Token) -> bool:
    """Whether a name stands in what is told of one in a subject: "Jerry Rawlings, chairman of the bloc X"."""
    token = sentence.token_at(mention.end - 1)
    while token is not None and token not in (subject, token.head):
        if token.dep_ == "appos":
            left, _ = sentence.extent(token.head)
            named = sentence.actors_in(left, sentence.place(token))
            return bool(named) and not any(m.kind == "demonym" for m in named[-1:]) and token.pos_ == "NOUN"
        token = token.head
    return False


def _charged(sentence: Sentence, token: Token, role: re.Match[str]) -> list[Mention]:
    """ "Invited the mission to monitor"."""
    return charged(sentence, token) if token.pos_ in VERBAL else []


def _sender(sentence: Sentence, token: Token, role: re.Match[str]) -> list[Mention]:
    """ "New Zealand will send monitors"."""
    return sender(sentence, token)


def _who_said_it(sentence: Sentence, verb: Token) -> list[Mention]:
    """ "Russia" for "it" in "which Russia said it had mediated"."""
    over = verb.head
    if verb.dep_ != "ccomp" or "said" not in verb_classes(over):
        return []
    speaker = next((c for c in over.children if c.dep_ == "nsubj"), None)
    return list(sentence.actors_in(*sentence.extent(speaker))) if speaker is not None else []


def _is_as_role(sentence: Sentence, start: int) -> bool:
    """Whether a role word stands behind "as": "acted as a mediator"."""
    return _AS_ROLE.search(sentence.article.text[max(sentence.start, start - 25) : start]) is not None


def _beside(sentence: Sentence, token: Token, role: re.Match[str]) -> list[Mention]:
    """ "The mediator Norway", "Norway's chief mediator", not "the chief of the observers, General X"."""
    after = [m for m in sentence.mentions if 0 <= m.start - role.end() <= 2]
    if token.tag_ == "NNS" and after and _is_person(sentence, after[0]):
        after = []
    if after:
        several = coordinated(sentence, role.end()) if token.tag_ == "NNS" else []
        return several if after[0] in several else after[:1]
    text, start = sentence.article.text, role.start()
    before = [
        m
        for m in sentence.mentions
        if 0 <= start - m.end <= _TITLE_REACH
        and _TITLE.fullmatch(text[m.end : start])
        and not is_where(sentence, m)
    ]
    return list_before(sentence, before[-1]) if before else []


def _apposed(sentence: Sentence, token: Token, role: re.Match[str]) -> list[Mention]:
    """ "Russia and Iran, the guarantor countries", not one of several in a longer phrase."""
    noun = token
    while noun.dep_ in {"compound", "amod"} and noun.head.pos_ in _NAMING:
        noun = noun.head
    if noun.dep_ != "appos":
        return []
    return list(sentence.actors_in(sentence.extent(noun.head)[0], sentence.place(noun.left_edge)))


def _copula(sentence: Sentence, token: Token, role: re.Match[str]) -> list[Mention]:
    """ "Russia was the go-between", whatever the parse makes of it."""
    text, start = sentence.article.text, role.start()
    near = [m for m in sentence.mentions if 0 <= start - m.end <= _OWNER_REACH]
    told = [m for m in near if _BEING.fullmatch(text, m.end, start)]
    return list_before(sentence, told[-1]) if told else []


def _is_person(sentence: Sentence, mention: Mention) -> bool:
    actor = sentence.cast.actors.get(mention.actor)
    return actor is not None and actor.kind == "person"
