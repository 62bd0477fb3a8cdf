"""Whether a role word speaks of a truce at all: "guarantees access", "hosted a summit", "attended as
observers" name no guarantor, mediator or monitor of one.
"""

from __future__ import annotations

import re

from truceline.claims._lexicon import pattern
from truceline.claims._sentences import Sentence

__all__ = ["is_other_sense"]

# Role words that need a word for the talks or the deal in their sentence, or right behind them.
_HOSTING = re.compile(r"(?:led by|hosted by|chaired by|overseen by|presided over by)", re.I)
_HOSTED = re.compile(
    r"\s+(?:the\s+|a\s+)?(?:[\w-]+\s+){0,4}?(?:talks|negotiations|meetings?|signing|summit|forum|conference|parties|sides)\b",
    re.I,
)
_OF_TALKS = re.compile(
    r"\b(?:talks|negotiations?|mediation|mediators|rounds?|efforts?|process|meetings?|conference|summit|bid"
    r"|initiative|dialogue|consultations)(?:\s+[\w,'’-]+){0,5}\W*$",
    re.I,
)
_NEAR = 70
"""Characters around a role word in which talks or a ceremony are looked for."""
_INVITING = re.compile(r"help|invit", re.I)
_LOOSE = re.compile(
    r"facilitat(?:e|es|ed|ing)|arranged|negotiated|sponsor\w*|secured|obtained|clinched|engineered|won|wins|got"
    r"|persuaded|wrung|coaxed|cajoled|nudged",
    re.I,
)
_PLAN = re.compile(r"\b(?:plan|draft|points?|proposal|roadmap)\b", re.I)
_PASSIVE = re.compile(r"(?:\w+ )+(?:by|for by)", re.I)
# What mediators bring about.
_BROUGHT_ABOUT = re.compile(
    r"\b(?:consent|assent|signatures?|commitments?|pledges?|promises?|halt|understanding|pause|calm|acceptance"
    r"|to (?:accept|sign|agree|stop|sit)|it|them)\b",
    re.I,
)
# What is won of the sides of a truce, not an office or a cup.
_WON = re.compile(
    r"\s+(?:(?!office\b)[\w'’-]+\s+){0,6}?"
    r"(?:consent|assent|agreements?|signatures?|commitments?|pledges?|promises?|halt|understanding|pause|calm"
    r"|acceptance|approval|truce|cease-?fire|backing|to (?:accept|sign|agree|stop|sit|hold|lay|silence))\b",
    re.I,
)
_IT = re.compile(r"\W*(?:it|this|that one|the (?:deal|accord|agreement|pact))\b", re.I)
_BY = re.compile(r"\s+(?:\w+\s+){0,2}by\b")
_KEEPING = re.compile(
    r"[^.;]{0,50}\b(?:truce|cease-?fire|agreement|deal|accord|pact|implementation|compliance|peace|cessation|it)\b"
    r"|\s+by\b",
    re.I,
)
# Observers of talks and ceremonies watch over no truce.
_ATTENDED = re.compile(
    r"\b(?:attend\w*|looked on|looking on|sat in|took part|joined by|were present|was present"
    r"|in the room|at the (?:talks|table|ceremony|signing|meeting)|participat\w*)\b[^.;]*\bobserv"
    r"|\bobserv\w*[^.;]{0,50}\b(?:attend\w*|looked on|sat in|took part|were present|was present"
    r"|at the (?:talks|table|ceremony|signing))\b",
    re.I,
)
_ONE = re.compile(r"\ban?\s+$", re.I)
"""One observer was sent to talks, not to a front."""
_WATCHED = re.compile(
    r"\b(?:deploy\w*|verif\w+|monitor\w*|supervis\w*|oversee\w*|to watch|will watch|sen(?:ds?|t)"
    r"|station\w*)\b",
    re.I,
)
# Peacekeepers watch over a truce where they are said to; else they are only there.
_KEEPING_PEACE = re.compile(
    r"\b(?:deploy\w*|verif\w+|monitor\w*|supervis\w*|oversee\w*|watch\w*|patrol\w*|polic(?:e|ed|es|ing)\b"
    r"|(?:will|would|shall|to) (?:keep|separate|be (?:placed|stationed|sent)|guard|stand|observe|check|secure"
    r"|take up)"
    r"|interpos\w*|enforce\w*)",
    re.I,
)
_LOOKED_ON = re.compile(
    r"[^.;]{0,90}\b(?:sat (?:in|at|on)|signed (?:it )?as (?:a )?witness\w*|witnessed|looked on"
    r"|(?:were|was) present)\b",
    re.I,
)
# What somebody else mediated before: no part in this one.
_EARLIER = re.compile(
    r"\s+(?:\w+\s+)?(?:earlier|previous|past|other|former|last year['’]s)\s+(?:\w+\s+)?"
    r"(?:truces?|cease-?fires?|deals?|agreements?|accords?|rounds?|pacts?)\b",
    re.I,
)
# "Guarantee the safety of aid workers": no guarantee of a truce.
_SAFETY = re.compile(
    r"\s+(?:the\s+)?"
    r"(?:safety|safe|security|access|passage|delivery|that|free|rights?|him|them|his|their|to)\b",
    re.I,
)


# "Guarantee that the commitments are respected".
_KEPT = re.compile(
    r"\s+that\s+(?:the\s+|its\s+)?(?:commitments?|undertakings|terms|provisions|obligations|truce|cease-?fire|it|accord"
    r"|agreement|deal)\s[^.;]{0,30}\b(?:respect|kept|honou?r|observ|carried|implement|hold)",
    re.I,
)


def is_other_sense(sentence: Sentence, field: str, match: re.Match[str]) -> bool:
    """Whether a role word speaks of something other than a truce.

    Args:
        sentence: the sentence of the word.
        field: mediators, guarantors or monitors.
        match: the word, found in the article's text.
    """
    of_field = {"guarantors": _guards_another, "monitors": _watches_another, "mediators": _brings_another}
    return of_field[field](sentence, match)


def _guards_another(sentence: Sentence, match: re.Match[str]) -> bool:
    """ "Guarantees the safety of aid workers"."""
    text, end = sentence.article.text, match.end()
    verb = match.group().lower().startswith("guarantee")
    if verb and _KEPT.match(text, end, sentence.end):
        return False
    return verb and (bool(_SAFETY.match(text, end)) or not _KEEPING.match(text, end, sentence.end))


def _watches_another(sentence: Sentence, match: re.Match[str]) -> bool:
    """ "Attended the talks as observers", "the group, which controlled the town"."""
    text, end = sentence.article.text, match.end()
    around = text[max(sentence.start, match.start() - _NEAR) : min(sentence.end, end + _NEAR)]
    if _ATTENDED.search(around):
        return not _WATCHED.search(sentence.text)
    if match.group().lower().startswith("peacekeep") and not _KEEPING_PEACE.search(sentence.text):
        return True
    if _LOOKED_ON.search(text, end, sentence.end):
        return not _WATCHED.search(sentence.text)
    if match.group().lower() == "observer" and _ONE.search(text, sentence.start, match.start()):
        return True
    return match.group().lower() == "controlled" and _KEEPING.match(text, end, sentence.end) is None


def _brings_another(sentence: Sentence, match: re.Match[str]) -> bool:
    """ "Hosted a summit", "won the cup", "led by a retired general"."""
    text, end, word = sentence.article.text, match.end(), match.group().lower()
    talks = pattern("roles.subjects")
    unwon = word in {"won", "wins", "got"} and _WON.match(text, end, sentence.end) is None
    if unwon or _EARLIER.match(text, end, sentence.end):
        return True
    if word.startswith(("host", "chair")) and not word.endswith(" by"):
        return _HOSTED.match(text, end, sentence.end) is None
    if _HOSTING.match(word):
        return _OF_TALKS.search(text[max(sentence.start, match.start() - _NEAR) : match.start()]) is None
    if _INVITING.search(word):
        return not (sentence.truces or talks.search(sentence.text))
    return _brings_loosely(sentence, match)


def _brings_loosely(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether words of many senses ("secured", "put together by") have no truce or talks for their object."""
    text, end, word = sentence.article.text, match.end(), match.group().lower()
    talks, named = pattern("roles.subjects"), pattern("nouns.named")
    near = text[max(sentence.start, match.start() - 60) : min(sentence.end, end + 60)]
    about = bool(named.search(near) or talks.search(near))
    if _PASSIVE.fullmatch(word):
        return not (about or _IT.match(sentence.text) or (sentence.truces and _PLAN.search(near)))
    if not _LOOSE.fullmatch(word):
        return False
    behind = text[end : min(sentence.end, end + 60)]
    brought = talks.search(behind) or named.search(behind) or _BROUGHT_ABOUT.search(behind)
    return not (brought or (_BY.match(behind) and (about or _IT.match(sentence.text))))
