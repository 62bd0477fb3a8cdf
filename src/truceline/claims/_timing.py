"""When a ceasefire was declared, begins and ends, how long it lasts, and until when it may be accepted.

Each time expression of a sentence gets one office, decided in this order: the words right before it ("from",
"until", "by"), the predicate of its clause ("take effect", "expires", "agreed"), the noun it hangs on ("a
truce at midnight"). A time has an office only where the sentence, or the one before it, names a truce.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from truceline.claims._drafts import Draft, draft
from truceline.claims._lexicon import compose, pattern, verb_classes
from truceline.claims._sentences import Sentence
from truceline.claims._settled import settled
from truceline.claims._theme import is_modified
from truceline.model import Constraint, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Office", "is_restated", "office_of", "read_timing"]

Office = Literal["start", "end", "declared", "deadline", "other", "broken"]
_FIELDS: dict[Office, str] = {
    "start": "effective",
    "end": "ends",
    "declared": "declared",
    "deadline": "acceptance_deadline",
}

_BEFORE_START = re.compile(
    r"(?:\b(?:from|since|as of|as from|effective(?: from| on| at| as of)?|with effect from"
    r"|with immediate effect from|(?:start|beginn?|commenc)ing(?: on| at| from| as of)?|starts?|begins?|began"
    r"|started|start(?:ing)? (?:time )?(?:on|at|of)|takes? effect|took effect|into (?:force|effect)"
    r"|in (?:force|effect)(?: from| since)?|which (?:starts|begins))"
    r"(?: on| at| from| around| about| early| late)?(?: the)?)\s*$",
    re.I,
)
_BEFORE_END = re.compile(
    r"\b(?:until|till|til|through|thru|up to|up until|to last (?:until|to)|expir(?:es?|ed|ing|y)(?: on| at)?"
    r"|end(?:s|ed|ing)?(?: on| at)?|valid (?:until|to|through)|due to (?:end|expire)(?: on| at)?"
    r"|laps(?:es?|ed)(?: on| at)?)(?: the end of)?(?: on| at)?(?: the)?\s*$",
    re.I,
)
_BEFORE_DEADLINE = re.compile(
    r"\b(?:by|before|no later than|not later than|deadline (?:of|is|on))(?: the end of)?(?: on| at)?\s*$",
    re.I,
)
_ANSWER = re.compile(r"\b(accept|respond|reply|answer|sign|join|agree)\w*", re.I)
_ATTACHED = r"<named>\s*,?\s*(?:in \w+ )?(?:at|from)\s*$"
_NAMED_AFTER = r"(?:['’]s)?\s+(?:holiday\s+|festival\s+)?<named>"
_NAMES_DAY = re.compile(
    r"day\b|to-?day|tomorrow|tonight|midnight|noon|morning|evening|dawn|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\d{4}-\d\d",
    re.I,
)
_DAY = re.compile(r"\d|day\b", re.I)
_OPENING = re.compile(r"[(\[]\s*(?:or |i\.e\.,? |that is,? )?$")
_BRACKETED = re.compile(r"\([^()]*\)")
_RANGE_TO = re.compile(r"^\W*(?:to|until|till|–|-|through)\W*(?:at\W+)?$", re.I)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_ANAPHOR_SUBJECT = frozenset({"it", "this", "which", "that", "they"})

# Lengths: "72-hour truce"; "a truce of seven days"; "will last for another week".
_LENGTH = re.compile(r"^P(?!X)\w+$")
_LENGTH_OF = (
    r"[-\s,]*(?:long\s+)?(?:(?!and\b|of\b|in\b)[\w'’-]+\s+){0,4}(?:<named>|pause|calm|halt|moratorium)"
)
_OF_LENGTH = (
    r"(?:<named>|pause|calm|<acts>)(?:[^.;]{0,150}?)\b(?:of|for|last(?:s|ing)?(?: for)?"
    r"|initial(?:ly)?(?: for)?|period of|valid for|duration of)\s*"
    r"(?:an? |the |a further |another |at least |about |up to |(?:an )?initial )*$"
)
_LASTING = re.compile(
    r"\b(?:last(?:s|ing)?|appl(?:y|ies)|first (?:phase|stage) of|run|hold|remain in (?:force|effect)"
    r"|be in (?:force|effect|place)|extend(?:ed|s|ing)?(?: it)?)\s+(?:for\s+)?"
    r"(?:an? |another |a further |the |at least |up to )*$",
    re.I,
)
_LAST = re.compile(r"last\s+", re.I)
_PART_OF = re.compile(r"\b(?:first|second|third|\d+th|minutes|hours) (?:hours|days) of\b", re.I)
_FROM_EVENT = re.compile(r"\s*(?:before|after|prior|ahead|following)\b", re.I)
_EXTENDED = re.compile(r"\b(?:extend|prolong|renew)\w*", re.I)


def read_timing(sentence: Sentence, context: bool) -> Iterator[Draft]:
    """The claims on times in a sentence; `context` says whether the text just before it speaks of a truce."""
    if not context and not sentence.truces_of("name", "act"):
        return
    hung = [one for one in sentence.article.constraints if sentence.start <= one.start < sentence.end]
    for one in hung:
        yield from _by_event(sentence, one, context)
    for time in sentence.times:
        if any(time in one and one.offset.endswith(time.timex) and one.bound != "during" for one in hung):
            continue
        if time.type in {"DURATION", "SET"}:
            yield from _duration(sentence, time)
        elif time.when is not None and not time.timex.endswith("_REF"):
            field = _FIELDS.get(office_of(sentence, time, context))
            if field is not None and not (sentence.role == "headline" and _is_bare_clock(time)):
                yield draft(sentence, field, settled(sentence, time.when), (time.start, time.end))


def _by_event(sentence: Sentence, one: Constraint, context: bool) -> Iterator[Draft]:
    """A time that is reckoned from an event, and solved: "comes into force 24 hours after the signing"."""
    if one.when is None or one.bound != "at" or one.event == "effective":
        return
    time = TimeExpression(
        start=one.start, end=one.end, text=one.text, type="DATE", timex=one.offset, when=one.when
    )
    field = _FIELDS.get(office_of(sentence, time, context))
    if field is not None:
        told = [(one.dated.start, one.dated.end)] if one.dated is not None else []
        yield draft(sentence, field, one.when, (one.start, one.end), *told)


def _is_bare_clock(time: TimeExpression) -> bool:
    """Whether a time names a clock and no day; in a headline, its day is the text's to say."""
    return time.type == "TIME" and not _NAMES_DAY.search(time.text)


def office_of(sentence: Sentence, time: TimeExpression, context: bool) -> Office:
    """What a time expression dates.

    Args:
        sentence: the sentence in which it stands.
        time: the expression.
        context: whether the text just before the sentence speaks of a truce.

    Returns:
        The start, the end, the declaration, the deadline of a truce, its breach, or something else.
    """
    if is_restated(sentence, time):
        return "other"
    if _names_truce(sentence, time):
        return "start" if _DAY.search(time.text) else "other"
    range_start = _range_partner(sentence, time)
    if range_start is not None:
        return "end" if office_of(sentence, range_start, context) == "start" else "other"
    verb = sentence.clause_at(time.start)
    governed = verb is not None and _is_about_truce(sentence, verb, context)
    office = _by_words_before(sentence, time, governed)
    if office is not None:
        return office
    if verb is None or not governed:
        return "start" if _is_attached(sentence, time) else "other"
    return _by_predicate(sentence, verb, time)


def _by_words_before(sentence: Sentence, time: TimeExpression, governed: bool) -> Office | None:
    """The office that the words right before a time give to it, or None where they give none.

    `governed` says whether the clause is about a truce.
    """
    before = _before(sentence, time.start, 60)
    if _BEFORE_END.search(before):
        return "end" if governed or _is_near_truce(sentence, time) else "other"
    if _BEFORE_START.search(before):
        near = _is_near_truce(sentence, time) and not _begins_another(sentence, time)
        return "start" if governed or near else "other"
    if _BEFORE_DEADLINE.search(before):
        stops = governed and any(t.kind == "act" and t.end <= time.start for t in sentence.truces)
        return "deadline" if _ANSWER.search(sentence.text) else "start" if stops else "other"
    return None


def _begins_another(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether the clause of a time tells what else began: "since the war began on 7 October"."""
    verb = sentence.clause_at(time.start)
    if verb is None or not pattern("phrases.start").match(
        sentence.article.text, sentence.place(verb), sentence.end
    ):
        return False
    return any(c.dep_ in {"nsubj", "nsubjpass"} and c.lower_ not in _ANAPHOR_SUBJECT for c in verb.children)


def _by_predicate(sentence: Sentence, verb: Token, time: TimeExpression) -> Office:
    """The office that a clause's predicate gives to its time."""
    place = sentence.place(verb)
    left, right = sentence.extent(verb)
    spoken = sentence.article.text[max(left, sentence.start) : right]
    head = sentence.article.text[place : min(right, place + 40)]
    classes = verb_classes(verb)
    act = any(t.kind == "act" and t.start <= place < t.end for t in sentence.truces)
    if act or pattern("phrases.start").match(head):
        return "start"
    if pattern("phrases.end").match(head) and "agreed" not in classes:
        return "end"
    if pattern("phrases.collapsed").match(head) or classes & {"broken", "violated"}:
        return "broken"
    if classes & {"agreed", "declared", "accepted"}:
        return "start" if _is_attached(sentence, time) else "declared"
    match = pattern("phrases.start").search(spoken)
    begun = match is not None and not classes & {"said", "talked", "proposed"}
    if begun and match is not None:
        reached = max(left, sentence.start) + match.end()
        between = (t for t in sentence.span if reached <= sentence.place(t) < time.start)
        begun = not any(t.tag_ in _FINITE for t in between)
    return "start" if begun or _is_attached(sentence, time) else "other"


def _is_about_truce(sentence: Sentence, verb: Token, context: bool) -> bool:
    """Whether a clause speaks of a truce: it names one, or its subject stands for one named just before."""
    subject = sentence.subject(verb)
    firm = sentence.truces_of("name", "act")
    if subject is not None:
        start, end = sentence.phrase(subject)
        kinds = {t.kind for t in sentence.truces if start <= t.start < end}
        if kinds & {"name", "act"}:
            return True
        if (context or firm) and (kinds or subject.lower_ in _ANAPHOR_SUBJECT):
            return True
    if any(is_modified(sentence, verb, truce) for truce in firm):
        return True
    left, right = sentence.extent(verb)
    return any(
        left <= t.start < right and (t.kind == "act" or sentence.clause_at(t.start) == verb) for t in firm
    )


def _is_near_truce(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a truce is named within some twenty words before the time, or right after it."""
    window = sentence.article.text[max(sentence.start, time.start - 140) : min(sentence.end, time.end + 40)]
    return pattern("nouns.named", "nouns.acts").search(window.replace("\u00a0", " ")) is not None


def _is_attached(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a time hangs on a truce noun itself: "a truce at midnight", "the ceasefire from Friday"."""
    return compose(_ATTACHED).search(_before(sentence, time.start, 30)) is not None


def _names_truce(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a time is part of the truce's name: "the New Year truce", "a Christmas ceasefire"."""
    return compose(_NAMED_AFTER).match(sentence.article.text, time.end, sentence.end) is not None


def is_restated(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a time only repeats another, in brackets or inside it: "7 a.m. (0500 GMT) on Friday"."""
    if any(t.start < time.start and time.end <= t.end for t in sentence.times):
        return True
    before = sentence.article.text[max(sentence.start, time.start - 12) : time.start]
    return _OPENING.search(before) is not None and any(
        t.type in {"DATE", "TIME"} and 0 <= time.start - t.end < 30 for t in sentence.times
    )


def _range_partner(sentence: Sentence, time: TimeExpression) -> TimeExpression | None:
    """The first half of a range whose second half this is: "from noon on 6 June to midnight on 7 June"."""
    earlier = [
        t for t in sentence.times if t.end <= time.start and t.when is not None and t.type in {"DATE", "TIME"}
    ]
    if not earlier:
        return None
    between = _BRACKETED.sub(" ", sentence.article.text[earlier[-1].end : time.start])
    return earlier[-1] if _RANGE_TO.match(between) else None


def _duration(sentence: Sentence, time: TimeExpression) -> Iterator[Draft]:
    """A length of time as the truce's duration: "72-hour truce", "a truce of seven days", "for a week"."""
    if not _LENGTH.match(time.timex):
        return
    verb = _LAST.match(time.text)
    before = _before(sentence, time.start + (verb.end() if verb else 0), 190)
    after = sentence.article.text[time.end : min(sentence.end, time.end + 70)].replace("\u00a0", " ")
    of_truce = (
        compose(_LENGTH_OF).match(after) or compose(_OF_LENGTH).search(before) or _LASTING.search(before)
    )
    if _FROM_EVENT.match(after) or not of_truce or _PART_OF.search(before[-30:] + time.text):
        return
    weight = 0.5 if _EXTENDED.search(before) else 1.0
    yield draft(sentence, "duration", time.timex, (time.start, time.end), weight=weight)


def _before(sentence: Sentence, offset: int, reach: int) -> str:
    """At most `reach` characters of the sentence before an article offset."""
    return sentence.article.text[max(sentence.start, offset - reach) : offset].replace("\u00a0", " ")
