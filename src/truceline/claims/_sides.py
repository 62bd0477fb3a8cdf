"""Who stands against whom: sides that a sentence names without saying that they agreed.

In order of weight: those for whom a truce was signed ("X signed for the government") and whom it commits;
the two names of a truce ("the Israel-Hamas truce"); those between whom there is fighting or talk; those who
fight against or accuse each other. The lighter ones count where a report names fewer than two outright.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from truceline.actors import Mention
from truceline.claims._drafts import Draft, draft
from truceline.claims._lexicon import compose
from truceline.claims._lists import coordinated, list_before
from truceline.claims._parties import parties_at
from truceline.claims._sentences import Sentence

__all__ = ["FOUGHT", "read_armed", "read_opponents", "read_signatories", "read_umbrellas"]

SIGNED, NAMED_TOGETHER, FOUGHT, OPPOSED = 1.0, 0.9, 0.5, 0.45
"""What each way of naming a side weighs."""
_REACH = 60
"""Characters between a verb of signing and the one for whom it was done."""
# "Signed for the government", "put his name to it on behalf of the rebels", "signed in the name of".
_SIGNING = re.compile(
    r"\b(?:sign(?:ed|s|ing)?|initial(?:l?ed|s)|ink(?:ed|s)|countersigned"
    r"|put (?:his|her|its|their) (?:names?|signatures?)|held the pen|signator(?:y|ies)|signatures?)\b",
    re.I,
)
_ON_BEHALF = re.compile(
    r"(?:^|[\s,(])(?:on behalf of|in the name of|for|representing|on the part of|from the side of)\s+"
    r"(?:(?:the|its|his|her|their)\s+)?(?-i:[a-z][\w-]*\s+){0,3}"
    r"(?-i:[a-z]+,\s+the\s+)?$",
    re.I,
)
# "Signed in Abuja by X of the one, Y and Z of the other": all that is named up to the next clause.
_SIGNED_BY = re.compile(
    r"\b(?:signed|initial(?:l)?ed|inked|countersigned|concluded|endorsed)\b(?:[^.;:,]{0,40}?|,[^,.;]{0,40},)\s+by\s+",
    re.I,
)
_OTHER_CLAUSE = re.compile(
    r"[;:]|\b(?:said|says|after|before|while|but|under|in the presence|witness\w*|brokered|mediated"
    r"|as well as by|with the|is|was|were|are|will|would)\b",
    re.I,
)
# What a truce does to its sides: "commits the army and the rebels to", "obliges both".
_COMMITS = re.compile(
    r"\b(?:commit(?:s|ted|ting)?|bind(?:s|ing)?|oblig(?:e|es|ed|ing)|requir(?:e|es|ed|ing)|requires of"
    r"|stipulates that|provides for|calls for|demands (?:of|that)|foresees that)\s+(?:the\s+|both\s+)?",
    re.I,
)
_TO_DO = re.compile(r"\s+(?:to|shall|will|must|should)\b")
_ENDS_IN_TRUCE = compose(r"<named>(?:\s+(?:agreement|deal|accord|pact))?$")
_PAIR = re.compile(r"\s*(?:[-–—/]|,|\band\b|,\s*and\b)\s*(?:the\s+)?", re.I)
_BEFORE_TRUCE = r"\s+(?P<between>[\w-]+\s+)?<named>"
# "Fighting between X and Y", "the border of X and Y".
_BETWEEN = re.compile(
    r"\b(?:fighting|fights?|war|conflict|hostilities|clash(?:es)?|battles?|dispute|combats?|exchanges?"
    r"(?: of fire)?|violence|confrontations?|skirmishes|shelling|gun ?battles?|firefights?|feud|stand-?off"
    r"|peace|line (?:that )?(?:of )?(?:contact|separat\w+|dividing))\b"
    r"[^.;:]{0,40}?\s(?:between|among|opposing|pitting)\s|\b(?:border|frontier) (?:of|between)\s"
    r"|\bp(?:it|its|itted|itting)\s|\bseparat(?:es|ed|ing)\s",
    re.I,
)
# Talk: of sides only where one of them bears arms without being a state.
_TALK = re.compile(
    r"\b(?:(?:talks?|negotiations?|dialogue|meetings?|consultations|contacts|agreements?|accords?|deals?)\b"
    r"[^.;:]{0,40}?\s(?:between|among)|(?:brings?|brought|bringing) together)\s",
    re.I,
)
_AGAINST = re.compile(
    r"\b(?:war|offensive|campaign|uprising|insurgency|rebellion|attacks?|raids?|assaults?|operations?|struggle|revolt"
    r"|jihad|strikes|onslaught|fight(?:s|ing)?|fought|fire|battl(?:e|es|ed|ing)|arms|insurrection)\s+"
    r"(?:[\w-]+\s+){0,2}?(?:against|with|on)\s+(?:the\s+)?$",
    re.I,
)
_ACCUSED = re.compile(r"\b(?:accus(?:e|es|ed|ing)|blam(?:e|es|ed|ing))\s+(?:the\s+)?$", re.I)
_EACH_OTHER = re.compile(
    r"\b(?:accused|blamed|denounced|fired (?:on|at)|shelled|attacked|bombarded)\s+(?:each other|one another)"
    r"|\b(?:traded|exchanged|exchanging|trading)\s+(?:\w+\s+){0,2}(?:fire|accusations|blame|charges|shots|shells)",
    re.I,
)


# "The guns of X and Y fell silent", "guns fell silent along the border between X and Y".
_ARMS_OF = re.compile(
    r"\b(?:guns|weapons|arms|artillery|fighting|hostilities)\s+(?:of|between)\s+(?:the\s+)?", re.I
)
_ACT_BETWEEN = re.compile(r"\s+(?:(?!that\b|who\b)[\w'’-]+\s+){0,5}?between\s+(?:the\s+)?", re.I)


# Whom a body of several groups stands for.
_JOINS = re.compile(
    r"[\s,(–—-]+(?:(?:which|that|who)\s+)?"
    r"(?:(?:group|unite|join|comprise|include|represent|embrace|speak for|bring together)s?"
    r"|(?:speaks|brings) (?:for|together)|(?:speaking|acting|fronting) for|grouping|uniting|representing"
    r"|comprising|(?:made up|composed|consisting) of|on behalf of"
    r"|(?:an?|the)\s+(?:\w+\s+){0,2}?(?:alliance|umbrella|coalition|grouping|bloc)(?:\s+\w+)? (?:of|for))"
    r"\s+(?:the\s+)?",
    re.I,
)


def read_signatories(sentence: Sentence, apart: Set[str]) -> Iterator[Draft]:
    """Those for whom somebody signed, those whom a truce commits, and those after whom it is named."""
    text = sentence.article.text
    signing = _SIGNING.search(sentence.text)
    for mention in sentence.mentions if signing is not None else ():
        before = text[max(sentence.start, mention.start - _REACH) : mention.start]
        if (behalf := _ON_BEHALF.search(before)) and not _is_truce_for(
            sentence, mention, before[: behalf.start()]
        ):
            yield from _of(sentence, [mention], apart, SIGNED)
    for match in _SIGNED_BY.finditer(sentence.text):
        start, signed = sentence.start + match.end(), sentence.start + match.start()
        if not any(signed - _REACH < truce.start < start for truce in sentence.truces):
            continue
        stop = _OTHER_CLAUSE.search(text, start, sentence.end)
        named = sentence.actors_in(start, stop.start() if stop else sentence.end)
        yield from _of(sentence, named, apart, NAMED_TOGETHER)
    for match in _COMMITS.finditer(sentence.text):
        listed = _listed(sentence, sentence.start + match.end())
        if listed and _TO_DO.match(text, listed[-1].end):
            yield from _of(sentence, listed, apart, NAMED_TOGETHER)
    before_truce = compose(_BEFORE_TRUCE)
    for one, two in zip(sentence.mentions, sentence.mentions[1:], strict=False):
        truce = before_truce.match(text, two.end, sentence.end)
        if truce is not None and _PAIR.fullmatch(text, one.end, two.start) and _describes(sentence, truce):
            yield from _of(sentence, [one, two], apart, NAMED_TOGETHER)


def read_armed(sentence: Sentence, apart: Set[str]) -> Iterator[Draft]:
    """Those whose guns are told to be silent: "the guns of X and Y fell silent", "X and Y guns",
    "guns fell silent between X and Y"."""
    text = sentence.article.text
    for act in sentence.truces_of("act"):
        for match in (
            _ARMS_OF.search(text, act.start, act.end),
            _ACT_BETWEEN.match(text, act.end, sentence.end),
        ):
            listed = _listed(sentence, match.end()) if match is not None else []
            if len(listed) > 1:
                yield from _of(sentence, listed, apart, NAMED_TOGETHER)
        whose = [m for m in sentence.mentions if m.start < act.start < m.end]
        if whose and len(listed := list_before(sentence, whose[0])) > 1:
            yield from _of(sentence, listed, apart, NAMED_TOGETHER)


def read_umbrellas(sentence: Sentence, apart: Set[str]) -> Iterator[Draft]:
    """The groups in whose name a body of theirs acts: "the alliance, which groups X, Y and Z"."""
    text = sentence.article.text
    for mention in sentence.mentions:
        actor = sentence.cast.actors.get(mention.actor)
        joins = _JOINS.match(text, mention.end, sentence.end)
        if joins is None or actor is None or actor.kind not in {"armed_group", "coalition"}:
            continue
        listed = [m for m in _listed(sentence, joins.end()) if _is_armed(sentence, m)]
        if len(listed) > 1:
            yield from _of(sentence, listed, apart, NAMED_TOGETHER)


def read_opponents(sentence: Sentence, apart: Set[str]) -> Iterator[Draft]:
    """Those who fight, talk or quarrel with each other, whether or not the sentence names a truce."""
    text = sentence.article.text
    for match in _BETWEEN.finditer(sentence.text):
        listed = _listed(sentence, sentence.start + match.end())
        if len(listed) > 1:
            yield from _of(sentence, listed, apart, FOUGHT)
    for match in _TALK.finditer(sentence.text):
        listed = _listed(sentence, sentence.start + match.end())
        if len(listed) > 1 and any(_is_armed(sentence, m) for m in listed):
            yield from _of(sentence, listed, apart, OPPOSED)
    mutual = _EACH_OTHER.search(sentence.text)
    if mutual is not None:
        left = [m for m in sentence.mentions if m.end <= sentence.start + mutual.start()]
        if len(left) > 1 and _PAIR.fullmatch(text, left[-2].end, left[-1].start):
            yield from _of(sentence, left[-2:], apart, FOUGHT)
    for number, mention in enumerate(sentence.mentions):
        before = text[max(sentence.start, mention.start - _REACH) : mention.start]
        if _AGAINST.search(before) is None and _ACCUSED.search(before) is None:
            continue
        others = [m for m in sentence.mentions[:number] if parties_at(sentence, m)]
        if others and parties_at(sentence, mention):
            yield from _of(sentence, [others[-1], mention], apart, OPPOSED)


def _is_truce_for(sentence: Sentence, mention: Mention, before: str) -> bool:
    """Whether it is the truce that is for a state ("signed a ceasefire for Sudan"), not the signature."""
    actor = sentence.cast.actors.get(mention.actor)
    return actor is not None and actor.kind == "state" and _ENDS_IN_TRUCE.search(before) is not None


def _listed(sentence: Sentence, start: int) -> list[Mention]:
    """The sides of a list that begins at an article offset."""
    return [m for m in coordinated(sentence, start) if parties_at(sentence, m)]


def _describes(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the word between two names and the truce, if there is one, belongs to the truce's name."""
    if match["between"] is None:
        return True
    token = sentence.token_at(match.start("between"))
    return token is not None and token.pos_ in {"ADJ", "NOUN", "PROPN"} and token.tag_ not in {"VBD", "VBZ"}


def _is_armed(sentence: Sentence, mention: Mention) -> bool:
    actors = (sentence.cast.actors.get(a) for a in parties_at(sentence, mention))
    return any(a is not None and a.kind in {"armed_group", "coalition"} for a in actors)


def _of(sentence: Sentence, mentions: Sequence[Mention], apart: Set[str], weight: float) -> Iterator[Draft]:
    for mention in mentions:
        for actor in parties_at(sentence, mention):
            if actor not in apart:
                yield draft(sentence, "parties", actor, (mention.start, mention.end), weight=weight)
