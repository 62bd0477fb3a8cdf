"""What a ceasefire says: where and what for it holds, what it forbids, allows and demands, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from truceline.claims._areas import read_areas
from truceline.claims._drafts import Draft, draft
from truceline.claims._lexicon import pattern
from truceline.claims._sentences import Sentence
from truceline.model import Value

__all__ = ["read_terms"]

_WRITTEN = re.compile(
    r"\b(?:sign(?:ed|ing|atories|ature)|signed (?:the|an?) (?:agreement|document|protocol|memorandum)|written"
    r"|in writing|text of the (?:agreement|truce|cease-?fire|statement|deal)|article \d|joint statement"
    r"|decree|memorandum|protocol)\b",
    re.I,
)
_DEFINITIVE = re.compile(
    r"\b(?:permanent|definitive|final|comprehensive and permanent|lasting) "
    r"(?:bilateral |and comprehensive |mutual )?"
    r"(?:cease-?fire|truce|cessation|end to (?:the )?(?:hostilities|war))",
    re.I,
)
_COMPLIANCE = re.compile(
    r"\b(?:monitor|verif|observ|joint (?:commission|committee|mechanism)|commission|mechanism|peacekeep"
    r"|withdraw|disengag|buffer zone|separation of forces)\w*",
    re.I,
)
_PHRASE_END = re.compile(r"[.;]|,\s")
_AIMED = re.compile(
    r"\b(?:to|for|over|during|allow\w*|enabl\w*|pave|so that|in order|ahead of|mark\w*|on the occasion)\b"
    r"[^.;]{0,60}$",
    re.I,
)
_WILL_NOT = re.compile(r"(?:will|would|should) not\b", re.I)
_FAILS = re.compile(r"\bfail\w*|\bcollaps\w*|\bplan\W+b\b", re.I)
_NEXT_STEP = re.compile(
    r"\b(?:talks|negotiations|campaign|conference|meeting|dialogue|summit|operations)\b", re.I
)
_STRICT_CONDITION = re.compile(
    r"\b(?:provided|on condition|only if|as long as|unless|conditional|in exchange|in return)\b", re.I
)
_TO_BE_HELD = re.compile(
    r"\b(?:will|would|is to|are to|due to|plans? to|scheduled|expected|set to)\b[^.;]{0,60}"
    r"\b(?:held|begin|start|resume|meet|convene|continue|take place|open|launch|follow)\w*",
    re.I,
)
_TO_BE_SETTLED = re.compile(
    r"\b(?:will|are to|is to|have yet to|has yet to|remains? to be)\s+(?:\w+\s+){0,3}?(?:to\s+)?"
    r"(?:determined?|settled?|decided?|work(?:ed)? out|delineated?|agreed? (?:on|in addition|separately))\b",
    re.I,
)
_BREACH = re.compile(r"\bviolat|\bbreach", re.I)
_WILL = re.compile(r"\b(?:will|would|shall|may)\b", re.I)
_PURPOSES = ("humanitarian", "peace_process", "holiday", "election")
_PROVISIONS = (
    ("prohibited", "terms.prohibit"),
    ("permitted", "terms.permit"),
    ("obligations", "terms.oblige"),
)


def read_terms(sentence: Sentence, context: bool) -> Iterator[Draft]:
    """The claims on terms in a sentence; `context` says whether the text just before it speaks of a truce."""
    if not (context or sentence.truces_of("name", "act")):
        return
    if sentence.role not in {"body", "subhead", "headline"}:
        return
    yield from read_areas(sentence)
    yield from _purpose(sentence)
    yield from _class(sentence)
    if sentence.role == "body":
        yield from _provisions(sentence)
        yield from _conditions(sentence)


def _phrase_end(text: str, start: int, stop: int) -> int:
    end = _PHRASE_END.search(text, start, stop)
    return end.start() if end else stop


def _purpose(sentence: Sentence) -> Iterator[Draft]:
    """What it is for, where a word of a purpose stands near the truce or behind "to allow", "during"."""
    named = sentence.truces_of("name", "act")
    if not named:
        return
    for value in _PURPOSES:
        match = pattern(f"purposes.{value}").search(sentence.text)
        if match is None:
            continue
        start, end = sentence.offsets(match)
        near = min(abs(start - t.end) for t in named) <= 40
        if near or _AIMED.search(sentence.text[: match.start()]):
            yield draft(sentence, "purpose", value, (start, end))


def _class(sentence: Sentence) -> Iterator[Draft]:
    """Its class (definitive, or preliminary with means of compliance) and whether it is in writing."""
    yield from _first(sentence, _DEFINITIVE, "class", "definitive")
    if sentence.truces_of("name"):
        yield from _first(sentence, _COMPLIANCE, "class", "preliminary", weight=0.5)
    if sentence.truces_of("name", "anaphor", "peace"):
        yield from _first(sentence, _WRITTEN, "written", True)


def _first(
    sentence: Sentence, words: re.Pattern[str], field: str, value: Value, *, weight: float = 1.0
) -> Iterator[Draft]:
    """A claim at the first place where a pattern stands."""
    match = words.search(sentence.text)
    if match:
        yield draft(sentence, field, value, sentence.offsets(match), weight=weight)


def _provisions(sentence: Sentence) -> Iterator[Draft]:
    """What is forbidden, allowed and owed: of each the first phrase on a matter of war or relief."""
    if not (sentence.truces or pattern("terms.bearers").search(sentence.text)):
        return
    text = sentence.article.text
    for field, name in _PROVISIONS:
        for match in pattern(name).finditer(sentence.text):
            start, end = sentence.offsets(match)
            end = _phrase_end(text, end, sentence.end)
            forecast = field == "prohibited" and _WILL_NOT.match(match.group())
            if forecast and sentence.statement_at(start) is None:
                continue
            matter = sentence.text if field == "permitted" else text[start:end]
            if pattern("terms.matters").search(matter):
                yield draft(sentence, field, " ".join(text[start:end].split()), (start, end))
                break


def _conditions(sentence: Sentence) -> Iterator[Draft]:
    """Conditions, what follows, what failure or breach leads to: the whole sentence is the value."""
    text = sentence.text
    said = sentence.statements and (sentence.truces_of("name") or _FAILS.search(text))
    if said and _found(sentence, "contingency"):
        yield _whole(sentence, "contingency")
    condition = _found(sentence, "condition")
    if condition and (sentence.truces or pattern("terms.bearers").search(text)):
        if _NEXT_STEP.search(text):
            yield _whole(sentence, "follow_up")
        elif _STRICT_CONDITION.search(condition.group()):
            yield _whole(sentence, "conditions")
        return
    if (_found(sentence, "follow") and _TO_BE_HELD.search(text)) or _TO_BE_SETTLED.search(text):
        yield _whole(sentence, "follow_up")
    if _found(sentence, "enforce") and _BREACH.search(text) and _WILL.search(text):
        yield _whole(sentence, "enforcement")


def _found(sentence: Sentence, name: str) -> re.Match[str] | None:
    return pattern(f"terms.{name}").search(sentence.text)


def _whole(sentence: Sentence, field: str) -> Draft:
    return draft(sentence, field, " ".join(sentence.text.split()), (sentence.start, sentence.end))
