"""What a ceasefire says: where it holds, what for, what is forbidden, allowed and owed, under which conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from truceline.claims._drafts import Draft, draft
from truceline.claims._lexicon import pattern
from truceline.claims._sentences import Sentence

__all__ = ["read_terms"]

_ACTS = re.compile(
    r"\b(?:attack|strike|air ?strike|bomb|shell|fire|firing|fight|combat|military|weapon|offensive|flight|fly|sortie|"
    r"advance|territor|reinforc|hostilit|aid|humanitarian|relief|withdraw|prisoner|hostage|detainee|captive|road|corridor|airport|port|"
    r"convoy|troops|forces|positions|artillery|assassinat|recruit|kidnap|blockade|siege|drone|campaign|access|remains|bodies|resupply|movement)\w*", re.I)  # fmt: skip
_PLACE = re.compile(r"\b(?:in|across|throughout|around|inside|over|along|for)\s+(?:and\s+around\s+|all of\s+|the\s+(?:whole|city|town|province|region|state|district|island|enclave|territory|strip)?\s*(?:of\s+)?|parts of\s+|eastern\s+|western\s+|northern\s+|southern\s+)*$", re.I)
_WRITTEN = re.compile(r"\b(?:sign(?:ed|ing|atories|ature)|signed (?:the|an?) (?:agreement|document|protocol|memorandum)|written|in writing|text of the (?:agreement|truce|cease-?fire|statement|deal)|article \d|joint statement|decree|memorandum|protocol)\b", re.I)
_DEFINITIVE = re.compile(r"\b(?:permanent|definitive|final|comprehensive and permanent|lasting) (?:bilateral |and comprehensive |mutual )?(?:cease-?fire|truce|cessation|end to (?:the )?(?:hostilities|war))", re.I)
_COMPLIANCE = re.compile(r"\b(?:monitor|verif|observ|joint (?:commission|committee|mechanism)|commission|mechanism|peacekeep|withdraw|disengag|buffer zone|separation of forces)\w*", re.I)
_REALISED = re.compile(r"\b(?:cease-?fire|truce|armistice|cessation|pause|agreement|deal|accord|plan|proposal|it|report|statement|sides|parties|both|document|text)\b", re.I)


def read_terms(sentence: Sentence, context: bool) -> Iterator[Draft]:
    """The claims on terms in a sentence; `context` says whether the text just before it speaks of a truce."""
    if not (sentence.truces_of("name", "act") or context):
        return
    if sentence.role not in {"body", "subhead", "headline"}:
        return
    yield from _area(sentence)
    yield from _purpose(sentence)
    yield from _class(sentence)
    if sentence.role == "body":
        yield from _provisions(sentence)
        yield from _conditions(sentence)


def _area(sentence: Sentence) -> Iterator[Draft]:
    named = sentence.truces_of("name", "act")
    text = sentence.article.text
    for match in pattern("areas.whole").finditer(text, sentence.start, sentence.end):
        if named or re.search(r"\b(?:in force|apply|applies|cover|covers|hold|effect)\b", sentence.text, re.I):
            start, end = match.span()
            if match.group().lower() == "in all areas":
                end = _phrase_end(text, end, sentence.end)
            yield draft(sentence, "area", " ".join(text[start:end].split()), (start, end))
    for truce in named:
        for mention in sentence.mentions:
            if not 0 <= mention.start - truce.end <= 70:
                continue
            between = text[truce.end : mention.start]
            actor = sentence.cast.actors.get(mention.actor)
            if actor is None or actor.kind not in {"state", "place"} or re.search(r"[.;:]|\bbetween\b|\bwith\b|\bby\b", between):
                continue
            if _PLACE.search(between) and len(between) <= 30 and mention.text[:1].isupper():
                yield draft(sentence, "area", actor.id, (mention.start, mention.end), (truce.start, truce.end), weight=0.5)


def _phrase_end(text: str, start: int, stop: int) -> int:
    end = re.compile(r"[.;]|,\s").search(text, start, stop)
    return end.start() if end else stop


def _purpose(sentence: Sentence) -> Iterator[Draft]:
    if not sentence.truces_of("name", "act"):
        return
    for value in ("humanitarian", "peace_process", "holiday", "election"):
        match = pattern(f"purposes.{value}").search(sentence.text)
        if match:
            span = (sentence.start + match.start(), sentence.start + match.end())
            near = min(abs(span[0] - t.end) for t in sentence.truces_of("name", "act"))
            aimed = re.search(r"\b(?:to|for|over|during|allow\w*|enabl\w*|pave|so that|in order|ahead of|mark\w*|on the occasion)\b[^.;]{0,60}$", sentence.text[: match.start()], re.I)
            if near <= 40 or aimed:
                yield draft(sentence, "purpose", value, span)


def _class(sentence: Sentence) -> Iterator[Draft]:
    match = _DEFINITIVE.search(sentence.text)
    if match:
        yield draft(sentence, "class", "definitive", (sentence.start + match.start(), sentence.start + match.end()))
    if sentence.truces_of("name"):
        match = _COMPLIANCE.search(sentence.text)
        if match:
            yield draft(sentence, "class", "preliminary", (sentence.start + match.start(), sentence.start + match.end()), weight=0.5)
    match = _WRITTEN.search(sentence.text)
    if match and sentence.truces_of("name", "anaphor", "peace"):
        yield draft(sentence, "written", True, (sentence.start + match.start(), sentence.start + match.end()))


def _provisions(sentence: Sentence) -> Iterator[Draft]:
    if not (_REALISED.search(sentence.text) or sentence.truces):
        return
    for field, name in (("prohibited", "terms.prohibit"), ("permitted", "terms.permit"), ("obligations", "terms.oblige")):
        for match in pattern(name).finditer(sentence.text):
            start = sentence.start + match.start()
            end = _phrase_end(sentence.article.text, sentence.start + match.end(), sentence.end)
            phrase = sentence.article.text[start:end]
            if not _ACTS.search(phrase) or (field == "prohibited" and re.match(r"(?:will|would|should) not\b", match.group(), re.I) and sentence.statement_at(start) is None):
                continue
            yield draft(sentence, field, " ".join(phrase.split()), (start, end))
            break


def _conditions(sentence: Sentence) -> Iterator[Draft]:
    text = sentence.article.text
    contingency = pattern("terms.contingency").search(text, sentence.start, sentence.end)
    if contingency and (sentence.truces_of("name") or re.search(r"\bfail\w*|\bcollaps\w*|\bplan\W+b\b", sentence.text, re.I)) and sentence.statements:
        yield draft(sentence, "contingency", _value(sentence), (sentence.start, sentence.end))
    condition = pattern("terms.condition").search(text, sentence.start, sentence.end)
    if condition and (sentence.truces or _REALISED.search(sentence.text)):
        follow = re.search(r"\b(?:talks|negotiations|campaign|conference|meeting|dialogue|summit|operations)\b", sentence.text, re.I)
        if follow:
            yield draft(sentence, "follow_up", _value(sentence), (sentence.start, sentence.end))
        elif re.search(r"\b(?:provided|on condition|only if|as long as|unless|conditional|in exchange|in return)\b", condition.group(), re.I):
            yield draft(sentence, "conditions", _value(sentence), (sentence.start, sentence.end))
        return
    if pattern("terms.follow").search(sentence.text) and re.search(r"\b(?:will|would|is to|are to|due to|plans? to|scheduled|expected|set to)\b[^.;]{0,60}\b(?:held|begin|start|resume|meet|convene|continue|take place|open|launch|follow)\w*", sentence.text, re.I):
        yield draft(sentence, "follow_up", _value(sentence), (sentence.start, sentence.end))
    if pattern("terms.enforce").search(sentence.text) and re.search(r"\bviolat|\bbreach", sentence.text, re.I) and re.search(r"\b(?:will|would|shall|may)\b", sentence.text, re.I):
        yield draft(sentence, "enforcement", _value(sentence), (sentence.start, sentence.end))


def _value(sentence: Sentence) -> str:
    return " ".join(sentence.text.split())
