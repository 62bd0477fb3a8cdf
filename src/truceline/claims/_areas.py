"""Where a ceasefire holds: the land that a report names behind it, before it, or as the field of the war.

In order of weight: set phrases ("nationwide"); what it is said to cover; the place behind words for the truce
or for ceasing to fight ("a truce in and around Goma", "stop firing along their border"); the place before
them ("the Darfur ceasefire"); the place of the fighting that it is to end. A place in which there were talks,
or in which the deal was signed, is not the land on which it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from truceline.actors import Mention
from truceline.claims._drafts import Draft, draft
from truceline.claims._lexicon import pattern, words
from truceline.claims._sentences import Sentence, Truce

__all__ = ["nearest_areas", "read_areas"]

COVERED, BEHIND, BEFORE, FOUGHT = 1.0, 0.7, 0.6, 0.4
"""What each way of naming the land weighs."""
_REACH = 90
"""Characters behind a word for a truce in which its place is looked for."""
_HOLDS = re.compile(r"\b(?:in force|apply|applies|cover|covers|hold|effect)\b", re.I)
_PHRASE_END = re.compile(r"[.;]|,\s")

_PARTS = (
    r"(?:(?:all|parts?|much|most|the whole|the rest|several areas|areas|the north|the south|the east|the west"
    r"|the outskirts|the suburbs) of\s+)?"
)
_SIDES = (
    r"(?:(?:north|south|east|west|cent(?:er|re)|upper|lower)(?:-?(?:eastern|western|east|west|ern|ral))?\s+"
    r"|central\s+|\w+ern\s+|mainly\s+|besieged\s+|disputed\s+|war-\w+\s+|restive\s+"
    r"|[\w-]+-(?:held|hit|controlled|affected|stricken|ridden|torn|run)\s+)*"
)
_LAND = "(?:" + "|".join(words("areas.land")) + ")"
_ARTICLE = r"(?:(?:al|el|as|ad|ash|an|ar|de|la|le|los|las|del)[- ])?"
_WORD = r"[A-Z][\w'’-]*"
_NAME = rf"{_ARTICLE}{_WORD}(?:[ -](?:de la |de |del |al-|el-|sur |ou |d')?{_WORD}){{0,3}}"
# A name that a verb follows is no item of a list of land: "in Goma and Congo said".
_NO_VERB = r"(?!\s+(?:said|says|have|has|had|will|would|were|was)\b)"
_NEXT = rf"(?:,\s+|\s+and\s+|,\s+and\s+)(?:in\s+)?(?:the\s+)?(?:{_LAND}\s+of\s+)?{_NAME}{_NO_VERB}"
_NAMES = rf"{_NAME}(?:{_NEXT})*"
_NAMED_LAND = rf"{_NAMES}(?:\s+{_LAND}\b)?"
_TOLD_LAND = (
    rf"(?:{_NAME}\s+)?(?:\w+\s+)?{_LAND}(?:\s+and\s+(?:the\s+)?{_LAND})?"
    rf"(?:\s+of\s+(?:the\s+)?{_SIDES}{_NAMES})?(?!\s*-)\b"
)
_PLACE = rf"(?:and\s+around\s+)?{_PARTS}(?:the\s+|its\s+|their\s+)?{_SIDES}(?:{_TOLD_LAND}|{_NAMED_LAND})"
# Unnamed land that says nothing: "in the region", "in the area".
_VAGUE = re.compile(
    r"(?:the\s+|their\s+|its\s+|all\s+|other\s+|this\s+|that\s+|such\s+)*"
    r"(?:regions?|areas?|zones?|cit(?:y|ies)|towns?|territory|capital|camps?|villages?|states?|provinces?|districts?|ports?"
    r"|neighbou?rhoods?|sea|\w+ (?:capital|camps?))",
    re.I,
)
_IN = r"(?:in|across|throughout|around|inside|over|on|along|for|at)"
_BEHIND = re.compile(rf"\b(?P<prep>{_IN})\s+(?P<place>{_PLACE})")
_COVERS = re.compile(
    r"\b(?:covers?|covered|covering|appl(?:y|ies|ied) (?:to|in)|extends? to|(?<!not )includes?"
    r"|(?:is )?(?:limited|confined|restricted) to"
    r"|holds? (?:in|for|across)|(?:is |be )?valid (?:in|for|on)|in force (?:in|across|on|throughout)"
    r"|in effect (?:in|across|on|throughout))\s+(?:only\s+)?"
    rf"(?P<place>{_PLACE})"
)
# The land of the fighting: "six weeks of fighting in the upper Cenepa", "the war in Yemen".
_FIGHTING = re.compile(
    r"\b(?:fighting|war|conflict|violence|clashes|hostilities|rebellion|insurgency|bloodshed|offensives?|battles?"
    r"|uprising|revolt|combat|fire|shooting|assaults?|operations?|attacks?|bombardments?|bombing|shelling|killing|confrontation)\s+"
    rf"(?P<prep>in|across|around|along|on)\s+(?P<place>{_PLACE})"
)
_ENDS = re.compile(r"\b(?:end|ends|cease|ceases|stop|stops|halt|halts|suspend|suspends)\b", re.I)
# What may stand between the truce and the preposition: its length, its kind, its sides, its beginning.
_OTHER_CLAUSE = re.compile(
    r"\b(?:said|says|told|signed|brokered|mediated|negotiated|hosted|arranged|talks"
    r"|meeting|that|which|who|but|while|after|before|when|as|because|if|held|met|under|despite|until|killed|died"
    r"|sponsored|proposed|concluded|clinched|accused?|to (?!(?:be|take|come|begin|start|last|end)\b))\b"
    r"|[“”\";]",
    re.I,
)
# What it does itself: its place may stand behind that, whatever stands before.
_BEGUN = re.compile(
    r"\b(?:came|comes?|coming|took|takes?|went|goes?|entered)\s+(?:in)?(?:to )?(?:force|effect)\b"
    r"|\b(?:began|begins?|start(?:s|ed)?|held|holds?|holding|reigned|reigns|prevailed"
    r"|(?:in|into) (?:force|effect))\b",
    re.I,
)
_MADE = re.compile(
    r"\b(?:sign\w*|agree\w*|reach\w*|clinch\w*|conclud\w*|negotiat\w*|broker\w*|initial\w*|met|talks|meeting|accept\w*"
    r"|secur\w*|mediat\w*)\b",
    re.I,
)
# "A truce for Darfur", "truce signed for the island".
_FOR = re.compile(r"\s*(?:(?:signed|agreed|announced|declared)\s+)?", re.I)
_AGREED = re.compile(r"\b(?:agreed|reached|announced|declared|accepted|secured)\b", re.I)
_MADE_REACH = 60
_VENUE = (
    r"\b(?:talks|met|meet|meeting|signed|negotiat\w+|summit|gathered|mediat\w+|hosted|flew|arrived|conference"
    r"|delegations?|hotel|round|consultations|ceremony|palace|convened|summoned)\b[^.;:]{0,60}?\s(?:in|at|to|near)\s+"
)
_OWNING = re.compile(r"['’]s?$")
"""Behind a name that only tells whose something is: "in Liberia's war"."""
_AT_WAR = re.compile(
    r"\b(?:active|fight\w*|attack\w*|war|operat\w+|advanc\w+|resum\w+|strike|offensive)\W+(?:\w+\W+){0,2}$",
    re.I,
)
"""Before "on all fronts", of which war is told and no truce."""
_NOT_LAND = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|Ramadan|Eid|Easter|Christmas|New Year|GMT|God|Lent|Friday|Geneva|English"
    r"|Muslim|Mr|President|Prime|Minister|General|I|He|She|They|It|We|The)\b",
)
_PERSONLIKE = frozenset({"person", "organisation", "armed_group", "coalition", "outlet", "office"})


def read_areas(sentence: Sentence) -> Iterator[Draft]:
    """The claims on where a truce holds in a sentence that speaks of one."""
    text, named = sentence.article.text, sentence.truces_of("name", "act")
    for match in pattern("areas.whole").finditer(text, sentence.start, sentence.end):
        if named or _HOLDS.search(sentence.text):
            start, end = match.span()
            if _AT_WAR.search(text, max(sentence.start, start - 40), start):
                continue
            if match.group().lower() == "in all areas":
                stop = _PHRASE_END.search(text, end, sentence.end)
                end = stop.start() if stop else sentence.end
            yield _area(sentence, (start, end), (start, end), COVERED)
    if sentence.text.isupper():
        return
    for match in _COVERS.finditer(text, sentence.start, sentence.end):
        if named or sentence.truces_of("anaphor"):
            yield from _land(sentence, match, (match.start(), match.end()), COVERED)
    for truce in named:
        yield from _behind(sentence, truce)
        yield from _before(sentence, truce)
    ends = named or _ENDS.search(sentence.text)
    for match in _FIGHTING.finditer(text, sentence.start, sentence.end) if ends else ():
        land = _land(sentence, match, match.span(), FOUGHT)
        yield from (d for d in land if d.value not in sentence.cast.actors)  # a whole state tells too little


def nearest_areas(drafts: Sequence[Draft]) -> list[Draft]:
    """Of the areas of each ceasefire of a report those told most firmly; other claims as they are."""
    best: dict[str, float] = {}
    for found in drafts:
        if found.field == "area":
            best[found.topic] = max(best.get(found.topic, 0.0), found.weight)
    return [d for d in drafts if d.field != "area" or d.weight >= best[d.topic]]


def _behind(sentence: Sentence, truce: Truce) -> Iterator[Draft]:
    """ "A truce of ten days in Darfur", "stop all fighting along their border", "took effect in Goma"."""
    text = sentence.article.text
    for match in _BEHIND.finditer(text, truce.end, sentence.end):
        if match.start() > truce.end + _REACH:
            return
        *begun, between = _BEGUN.split(text[truce.end : match.start()])
        prep = match["prep"].lower()
        if prep == "for":
            if not _FOR.fullmatch(between):
                continue
        elif _OTHER_CLAUSE.search(between):
            return
        made = not begun and (_AGREED.search(between) or _is_made(sentence, truce))
        if prep in {"in", "at"} and truce.kind == "name" and made and _is_venue(sentence, match):
            return
        found = list(_land(sentence, match, (truce.start, truce.end), BEHIND))
        if found:
            yield from found
            return


def _is_made(sentence: Sentence, truce: Truce) -> bool:
    """Whether words of signing or agreeing stand shortly before a truce."""
    start = max(sentence.start, truce.start - _MADE_REACH)
    return _MADE.search(sentence.article.text, start, truce.start) is not None


def _before(sentence: Sentence, truce: Truce) -> Iterator[Draft]:
    """ "The Darfur ceasefire", "a Gaza truce": a name of land alone, never that of a state or a venue."""
    text = sentence.article.text
    match = re.search(
        rf"(?<![\w'’-])(?P<place>{_NAME})\s+$", text[max(sentence.start, truce.start - 40) : truce.start]
    )
    if (
        match is None
        or "'" in match["place"]
        or _NOT_LAND.match(match["place"])
        or _told_as_venue(sentence, match["place"])
    ):
        return
    start = truce.start - len(match.group())
    end = start + len(match["place"])
    token = sentence.token_at(start)
    land = token is not None and token.ent_type_ in {"GPE", "LOC", "FAC"}
    if not land or any(m.start < end and start < m.end and m.kind != "place" for m in sentence.mentions):
        return
    yield _area(sentence, (start, end), (truce.start, truce.end), BEFORE)


def _land(
    sentence: Sentence, match: re.Match[str], evidence: tuple[int, int], weight: float
) -> Iterator[Draft]:
    """The place of a match, where it is one at all."""
    start, end = match.span("place")
    told = match["place"]
    names = [m for m in sentence.mentions if m.start < end and start < m.end]
    if _OWNING.search(told) or sentence.article.text[end : end + 1] in {"'", "’"}:
        return
    if _VAGUE.fullmatch(told) or _NOT_LAND.match(re.sub(r"^(?:the|and around) ", "", told)):
        return
    kinds = {
        a.kind for m in names if (a := sentence.cast.actors.get(m.actor)) is not None and m.kind != "place"
    }
    if kinds & _PERSONLIKE:
        return
    if any(t.start < end and start < t.end for t in sentence.times):
        return
    yield _area(sentence, (start, end), evidence, weight)


def _area(sentence: Sentence, place: tuple[int, int], evidence: tuple[int, int], weight: float) -> Draft:
    """A state by its id, other land by the words for it."""
    told = " ".join(sentence.article.text[slice(*place)].split())
    mention = next((m for m in sentence.mentions if (m.start, m.end) == place), None)
    actor = sentence.cast.actors.get(mention.actor) if mention is not None else None
    if actor is not None and actor.kind == "state" and mention is not None and mention.kind != "metonym":
        names = {actor.name, *(alias.name for alias in actor.aliases)}
        told = actor.id if told.removeprefix("the ") in names else told
    return draft(sentence, "area", told, place, evidence, weight=weight)


def _is_venue(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a place behind words of agreeing is one of talks: told so elsewhere, or another capital."""
    start, end = match.span("place")
    named = next((m for m in sentence.mentions if (m.start, m.end) == (start, end)), None)
    if named is not None and named.kind == "metonym":
        return True
    return _told_as_venue(sentence, match["place"]) or (named is not None and _holds_venue(sentence, named))


def _holds_venue(sentence: Sentence, state: Mention) -> bool:
    """Whether the report is from a city of a state that is none of its sides: a truce "signed in Ghana", told
    from Accra."""
    first = next((m for m in sentence.cast.mentions if m.text.isupper()), None)
    if first is None or first.actor != state.actor or first.kind != "place":
        return False
    return not any(m.kind == "collective" and m.of == state.actor for m in sentence.cast.mentions)


def _told_as_venue(sentence: Sentence, place: str) -> bool:
    """Whether the report tells of talks or of a signing in the place."""
    name = place.split(",", maxsplit=1)[0].removeprefix("the ")
    return re.search(_VENUE + re.escape(name) + r"\b", sentence.article.text) is not None
