"""When a ceasefire was declared, begins and ends, how long it lasts, and until when it may be accepted.

Each time expression of a sentence gets one office, decided in this order: the words right before it ("from", "until",
"by"), the predicate of its clause ("take effect", "expires", "agreed"), the noun it hangs on ("truce", "deadline").
A time has an office only where the sentence, or the one before it in the same paragraph, names a truce.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

import msgspec

from truceline.claims._drafts import Draft, draft
from truceline.claims._lexicon import compose, pattern, verb_classes
from truceline.claims._sentences import Sentence
from truceline.model import TimeExpression, When

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Office", "office_of", "read_immediate", "read_timing"]

Office = Literal["start", "end", "declared", "deadline", "other", "broken"]

_BEFORE_START = re.compile(
    r"(?:\b(?:from|since|as of|as from|effective(?: from| on| at| as of)?|with effect from|with immediate effect from|"
    r"(?:start|beginn?|commenc)ing(?: on| at| from| as of)?|starts?|begins?|began|started|start(?:ing)? (?:time )?(?:on|at|of)|"
    r"takes? effect|took effect|into (?:force|effect)|in (?:force|effect)(?: from| since)?|which (?:starts|begins))"
    r"(?: on| at| from| around| about| early| late)?(?: the)?)\s*$", re.I)  # fmt: skip
_BEFORE_END = re.compile(
    r"\b(?:until|till|til|through|thru|up to|up until|to last (?:until|to)|expir(?:es?|ed|ing|y)(?: on| at)?|"
    r"end(?:s|ed|ing)?(?: on| at)?|valid (?:until|to|through)|due to (?:end|expire)(?: on| at)?|laps(?:es?|ed)(?: on| at)?)"
    r"(?: the end of)?(?: on| at)?(?: the)?\s*$", re.I)  # fmt: skip
_BEFORE_DEADLINE = re.compile(r"\b(?:by|before|no later than|not later than|deadline (?:of|is|on))(?: the end of)?(?: on| at)?\s*$", re.I)
_RANGE_TO = re.compile(r"^\s*(?:to|until|till|-|–|—|through|and)\s*$", re.I)
_TRUCE_LENGTH = re.compile(r"[-\s]*(?:long\s+)?(?:[\w-]+\s+){0,3}$")
_ANAPHOR_SUBJECT = frozenset({"it", "this", "which", "that", "they"})
_LENGTH_OF = r"[-\s,]*(?:long\s+)?(?:(?!and\b|of\b|in\b)[\w'’-]+\s+){0,4}(?:<named>|pause|calm|halt|moratorium)"
_OF_LENGTH = (
    r"(?:<named>|pause|calm|<acts>)(?:[^.;]{0,150}?)\b(?:of|for|last(?:s|ing)?(?: for)?|initial(?:ly)?(?: for)?|period of|"
    r"valid for|duration of)\s*(?:an? |the |a further |another |at least |about |up to |(?:an )?initial )*$"
)
_IMMEDIATE = re.compile(
    r"\b(?:with immediate effect|effective immediately|immediately|at once|(?:an? )?immediate(?:ly)? (?:and \w+ |bilateral |unilateral |complete |full |humanitarian )*(?:cease-?fire|truce|cessation|halt|end)|from that moment|from the moment of (?:the )?sign\w+|forthwith)\b", re.I)  # fmt: skip


def read_timing(sentence: Sentence, context: bool) -> Iterator[Draft]:
    """The claims on times in a sentence; `context` says whether the text just before it speaks of a truce."""
    named = bool(sentence.truces_of("name", "act")) or (context and bool(sentence.truces_of("anaphor", "peace")))
    if not named and not context:
        return
    for time in sentence.times:
        if time.type == "DURATION" or time.type == "SET":
            yield from _duration(sentence, time)
            continue
        if time.when is None or time.timex.endswith("_REF"):
            continue
        office = office_of(sentence, time, context)
        field = {"start": "effective", "end": "ends", "declared": "declared", "deadline": "acceptance_deadline"}.get(office)
        if field is None:
            continue
        yield draft(sentence, field, settled(sentence, time.when), (time.start, time.end))


_BEHIND = re.compile(r"\b(?:began|started|took effect|came into|went into|entered|has been|have been|had begun|expired|ended|fell|took hold|commenced)\b", re.I)
_AHEAD = re.compile(r"\b(?:will|shall|would|is to|are to|to (?:begin|start|take|come|enter|go|be)|set to|due to|agreed?|announc\w+|declar\w+|order\w*|begins|starts|takes effect|comes into|beginning|starting|from)\b", re.I)


def settled(sentence: Sentence, when: When) -> When:
    """A time with two readings, settled where only one of them fits the time of writing.

    What lies ahead cannot have been at midnight before the day of the report; what is past cannot be after it.
    """
    published = sentence.article.published
    if when.readings is None or published is None or published.earliest is None or published.latest is None:
        return when
    if _BEHIND.search(sentence.text):
        fitting = [r for r in when.readings if r.earliest is not None and r.earliest < published.latest]
        why = "the other midnight lies after the report, which speaks of it as past"
    elif _AHEAD.search(sentence.text):
        fitting = [r for r in when.readings if r.earliest is not None and r.earliest > published.earliest]
        why = "the other midnight lies before the report, which speaks of it as ahead"
    else:
        return when
    return msgspec.structs.replace(fitting[0], why=f"{fitting[0].why}; {why}".strip("; ")) if len(fitting) == 1 else when


def read_immediate(sentence: Sentence, steps: Iterable[Draft], timing: Iterable[Draft]) -> Iterator[Draft]:
    """The start of a ceasefire that is agreed or declared "with immediate effect": the day of that step."""
    if any(d.field == "effective" for d in timing):
        return
    match = _IMMEDIATE.search(sentence.text)
    if match is None:
        return
    for step in steps:
        if step.value not in {"agreed", "declared", "accepted", "in_force"} or step.stance != "asserted":
            continue
        when = step.when or _today(sentence)
        if when is None:
            return
        start = msgspec.structs.replace(when, basis="inferred", why="said to hold at once, on the day of the step itself")
        span = (sentence.start + match.start(), sentence.start + match.end())
        yield draft(sentence, "effective", start, span, (step.evidence[0].start, step.evidence[0].end), weight=0.8)
        return


def _today(sentence: Sentence) -> When | None:
    """The day on which the article was published, where it is known to the day."""
    published = sentence.article.published
    if published is None or published.earliest is None or published.latest is None:
        return None
    if published.latest - published.earliest > timedelta(days=2):
        return None
    return published if published.precision in {"day", "part_of_day"} else msgspec.structs.replace(
        published, edtf=published.edtf[:10], precision="day"
    )


def office_of(sentence: Sentence, time: TimeExpression, context: bool) -> Office:  # noqa: PLR0911 - one rule a line
    """What a time expression dates: the start, the end, the declaration, a deadline, or something else."""
    before = sentence.article.text[max(sentence.start, time.start - 60) : time.start].replace("\u00a0", " ")
    verb = sentence.clause_at(time.start)
    governed = verb is not None and _about_truce(sentence, verb, context)
    if _restated(sentence, time):
        return "other"
    range_start = _range_partner(sentence, time)
    if range_start is not None:
        return "end" if office_of(sentence, range_start, context) == "start" else "other"
    if _BEFORE_END.search(before):
        return "end" if governed or _near_truce(sentence, time) else "other"
    if _BEFORE_START.search(before):
        return "start" if governed or _near_truce(sentence, time) else "other"
    if _BEFORE_DEADLINE.search(before):
        return "deadline" if re.search(r"\b(accept|respond|reply|answer|sign|join|agree)\w*", sentence.text, re.I) else "other"
    if verb is None or not governed:
        return "start" if _attached(sentence, time) else "other"
    return _by_predicate(sentence, verb, time)


def _by_predicate(sentence: Sentence, verb: Token, time: TimeExpression) -> Office:
    """The office that a clause's predicate gives to its time."""
    left, right = sentence.extent(verb)
    spoken = sentence.article.text[max(left, sentence.start) : right]
    head = sentence.article.text[sentence.place(verb) : min(right, sentence.place(verb) + 40)]
    classes = verb_classes().get(verb.lemma_.lower(), frozenset())
    place = sentence.place(verb)
    if any(t.kind == "act" and t.start <= place < t.end for t in sentence.truces):
        return "start"
    if pattern("phrases.start").match(head):
        return "start"
    if pattern("phrases.end").match(head) and "agreed" not in classes:
        return "end"
    if pattern("phrases.collapsed").match(head) or classes & {"broken", "violated"}:
        return "broken"
    if classes & {"agreed", "declared", "accepted"}:
        return "start" if _attached(sentence, time) else "declared"
    if pattern("phrases.start").search(spoken) and not classes & {"said", "talked", "proposed"}:
        return "start"
    return "start" if _attached(sentence, time) else "other"


def _about_truce(sentence: Sentence, verb: Token, context: bool) -> bool:
    """Whether a clause speaks of a truce: it names one, or its subject stands for one named just before."""
    left, right = sentence.extent(verb)
    subject = sentence.subject(verb)
    if subject is not None:
        a, b = sentence.phrase(subject)
        if any(a <= t.start < b and t.kind in {"name", "act"} for t in sentence.truces):
            return True
        if context or sentence.truces_of("name", "act"):
            if subject.lower_ in _ANAPHOR_SUBJECT:
                return True
            if any(a <= t.start < b and t.kind in {"anaphor", "peace"} for t in sentence.truces):
                return True
    for truce in sentence.truces_of("name", "act"):
        if left <= truce.start < right:
            inner = sentence.clause_at(truce.start)
            if inner == verb or (truce.kind == "act"):
                return True
    return False


def _near_truce(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a truce is named within some twenty words before the time, or right after it."""
    window = sentence.article.text[max(sentence.start, time.start - 140) : time.end + 40]
    return bool(pattern("nouns.named", "nouns.acts").search(window.replace("\u00a0", " ")))


def _attached(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a time hangs on a truce noun itself: "a truce at midnight", "the Friday ceasefire"."""
    before = sentence.article.text[max(sentence.start, time.start - 30) : time.start].replace("\u00a0", " ")
    return compose(r"<named>\s*,?\s*(?:in \w+ )?(?:at|from)\s*$").search(before) is not None


def _restated(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a time only repeats another in brackets: "7 a.m. (0500 GMT)"."""
    text = sentence.article.text
    before = text[max(sentence.start, time.start - 12) : time.start]
    opened = re.search(r"[(\[]\s*(?:or |i\.e\.,? |that is,? )?$", before)
    earlier = [t for t in sentence.times if t.end <= time.start and time.start - t.end < 30 and t.type in {"DATE", "TIME"}]
    return opened is not None and bool(earlier)


def _range_partner(sentence: Sentence, time: TimeExpression) -> TimeExpression | None:
    """The first half of a range whose second half this is: "from noon on 6 January to midnight on 7 January"."""
    earlier = [t for t in sentence.times if t.end <= time.start and t.when is not None and t.type in {"DATE", "TIME"}]
    if not earlier:
        return None
    between = sentence.article.text[earlier[-1].end : time.start]
    between = re.sub(r"\([^()]*\)", " ", between)
    return earlier[-1] if re.match(r"^\W*(?:to|until|till|–|-|through)\W*(?:at\W+)?$", between, re.I) else None


def _duration(sentence: Sentence, time: TimeExpression) -> Iterator[Draft]:
    """A length of time as the truce's duration: "72-hour truce", "a truce of seven days", "for a week"."""
    if not re.match(r"^P(?!X)\w+$", time.timex):
        return
    text = sentence.article.text
    after = text[time.end : min(sentence.end, time.end + 70)].replace("\u00a0", " ")
    verb = re.match(r"last\s+", time.text, re.I)
    edge = time.start + (verb.end() if verb else 0)
    before = text[max(sentence.start, edge - 190) : edge].replace("\u00a0", " ")
    joined = compose(_LENGTH_OF).match(after)
    behind = compose(_OF_LENGTH).search(before)
    lasting = re.search(r"\b(?:last(?:s|ing)?|appl(?:y|ies)|first (?:phase|stage) of|run|hold|remain in (?:force|effect)|be in (?:force|effect|place)|extend(?:ed|s|ing)?(?: it)?)\s+(?:for\s+)?(?:an? |another |a further |the |at least |up to )*$", before, re.I)
    if not (joined or behind or lasting):
        return
    if re.search(r"\b(?:first|second|third|\d+th|minutes|hours) (?:hours|days) of\b", before[-30:] + time.text, re.I):
        return
    extended = re.search(r"\b(?:extend|prolong|renew)\w*", before, re.I) is not None
    yield draft(sentence, "duration", time.timex, (time.start, time.end), weight=0.5 if extended else 1.0)
