"""What a report's own day settles: midnights of two readings, and starts "with immediate effect"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from truceline.claims._drafts import Draft, draft
from truceline.claims._governor import before, governor_of
from truceline.claims._lexicon import verb_classes
from truceline.claims._office import is_feast, names_truce
from truceline.claims._sentences import Sentence
from truceline.model import Claim, TimeExpression, When

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["holds_at_once", "read_announced", "read_immediate", "settled"]

_IMMEDIATE = re.compile(
    r"\b(?:(?:with|takes?|took|has|had|of) immediate effects?|effective immediately|at once"
    r"|(?<!not )immediately"
    r"(?! (?:after|before|available|clear|known|apparent|(?!halt|stop|ceas|suspend)\w+ed)\b)"
    r"|(?:an? )?immediate(?:ly)? (?:and \w+ |bilateral |unilateral |complete |full |humanitarian )*"
    r"(?:cease-?fire|truce|cessation|halt|end)"
    r"|as of that (?:moment|day)|(?:up)?on (?:its |their )?signature"
    r"|from the (?:day|date) of (?:its |the )?sign\w+"
    r"|not later than (?:the |its )?sign\w+|from that moment|from the moment of (?:the )?sign\w+"
    r"|forthwith)\b",
    re.I,
)
_GOES_ON = re.compile(
    r"^\W*(?:it|this|the (?:order|decree|agreement|deal|accord|truce|cease-?fire|halt|pause|document|text"
    r"|measure|decision))\s",
    re.I,
)
"""A sentence about what the one before it told."""
_EFFECTIVE = re.compile(r"effect|signature", re.I)
"""Words that are said of a truce there is: "the truce, effective immediately, was meant to"."""
_BEHIND = re.compile(
    r"\b(?:began|started|took effect|came into|went into|entered|has been|have been|had begun|expired"
    r"|ended|fell|took hold|commenced)\b",
    re.I,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|would|must|is to|are to|to (?:begin|start|take|come|enter|go|be)|set to|due to|agreed?"
    r"|announc\w+|declar\w+|order\w*|begins|starts|takes effect|comes into|beginning|starting|from)\b",
    re.I,
)
# Before a time that is not that of the saying: "who have fought them since August, said".
_UNSAID = re.compile(
    r"\b(?:since|until|till|from|by|before|after|for|over|during|through(?:out)?)\s+(?:the\s+|last\s+|late\s+|early\s+)?$",
    re.I,
)
_BARE_MIDNIGHT = re.compile(r"midnight(?:\s*\([^()]*\)?)?|00[:.]00(?:\s*hours)?", re.I)
_MADE_KNOWN = frozenset({"agreed", "declared"})
_TOLD = frozenset({"asserted", "reported"})
_RETELL = frozenset({"add", "note", "recall", "repeat", "confirm", "explain", "stress", "reiterate"})
_STEPS = frozenset({"agreed", "declared", "accepted", "in_force"})


def settled(sentence: Sentence, time: TimeExpression, when: When) -> When:
    """A time with two readings, settled where only one of them fits the time of writing.

    What lies ahead cannot have been at midnight before the day of the report; what is past cannot be after
    it. A bare midnight behind a day ("announced on Monday a halt from midnight") is the one that follows it.
    """
    published = sentence.article.published
    if when.readings is None or published is None or published.earliest is None or published.latest is None:
        return when
    day = _day(published)
    told = _day_before(sentence, time)
    if _BEHIND.search(sentence.text):
        fitting = [r for r in when.readings if _is_behind(r, day, published.latest)]
        why = "the other midnight lies after the report, which speaks of it as past"
    elif told is not None:
        fitting = [r for r in when.readings if _day(r) == told + timedelta(days=1)]
        why = "the midnight that follows the day told before it"
    elif _AHEAD.search(sentence.text):
        fitting = [r for r in when.readings if r.earliest is not None and r.earliest > published.earliest]
        why = "the other midnight lies before the report, which speaks of it as ahead"
    else:
        return when
    if len(fitting) != 1:
        return when
    return msgspec.structs.replace(fitting[0], why=f"{fitting[0].why}; {why}".strip("; "))


def _is_behind(reading: When, day: date | None, latest: datetime) -> bool:
    """Whether a midnight is past: not that at the end of the day of the report."""
    own = _day(reading)
    if own is not None and day is not None:
        return own <= day
    return reading.earliest is not None and reading.earliest < latest


def _day_before(sentence: Sentence, time: TimeExpression) -> date | None:
    """The one day that a sentence tells before a midnight that has no day of its own."""
    if _BARE_MIDNIGHT.fullmatch(time.text) is None:
        return None
    days = {
        _day(t.when)
        for t in sentence.times
        if t.end <= time.start and t.when is not None and t.type == "DATE"
    }
    return days.pop() if len(days) == 1 else None


def _day(when: When) -> date | None:
    """The day of the calendar on which a time lies, or with which it begins."""
    try:
        return date.fromisoformat(when.edtf[:10])
    except ValueError:
        return None


_NOT = re.compile(r"\b(?:not|never)(?:\s+\w+){0,3}\s+$|n['’]t(?:\s+\w+){0,3}\s+$")
"""What takes an immediate start back: "will not begin at once"."""


def read_immediate(
    sentence: Sentence, steps: Iterable[Draft], timing: Sequence[Draft], made: When | None = None
) -> Iterator[Draft]:
    """The start of a ceasefire that is agreed or declared "with immediate effect": the day of that step.

    Args:
        sentence: the sentence to read.
        steps: the claims on status read from it.
        timing: the claims on times read from it; a start among them goes before, a declaration dates it.
        made: the day on which the sentences just before have it agreed or declared ("They signed on Friday.
            It took effect at once.").
    """
    match = _IMMEDIATE.search(sentence.text)
    if match is None or any(d.field == "effective" for d in timing):
        return
    if _NOT.search(sentence.text[: match.start()]):
        return
    step = next((d for d in steps if d.value in _STEPS and d.stance in _TOLD), None)
    made_known = next((d.value for d in timing if d.field == "declared" and isinstance(d.value, When)), None)
    if step is not None:
        when = step.when or made_known or made or _today(sentence)
        told = [(step.evidence[0].start, step.evidence[0].end)]
    else:
        goes_on = _GOES_ON.search(sentence.text) or (
            sentence.truces_of("name") and _EFFECTIVE.search(match.group())
        )
        when, told = made if goes_on else None, []
    if when is None:
        return
    start = msgspec.structs.replace(
        when, basis="inferred", why="said to hold at once, on the day of the step itself"
    )
    yield draft(sentence, "effective", start, sentence.offsets(match), *told, weight=0.8)


def holds_at_once(claim: Claim) -> bool:
    """Whether a start is told by words such as "with immediate effect", "upon signing"."""
    words = (evidence.text for evidence in claim.evidence)
    return claim.field == "effective" and any(_IMMEDIATE.fullmatch(text) for text in words)


def read_announced(sentence: Sentence, steps: Iterable[Draft], timing: Sequence[Draft]) -> Iterator[Draft]:
    """The day on which a step that bears no date of its own was made known: "have agreed, he said on Monday".

    A start that lies ahead is made known too: "a truce will begin on Friday, the envoy announced on Monday".

    Args:
        sentence: the sentence to read.
        steps: the claims on status read from it.
        timing: the claims on times read from it; a declaration among them goes before.
    """
    step = next((d for d in steps if d.value in _MADE_KNOWN and d.stance in _TOLD), None)
    if step is None or step.when is not None or any(d.field == "declared" for d in timing):
        return
    known = _announcements if step.weight < 1 else _words
    for time in sentence.times:
        verb = governor_of(sentence, time)
        if verb is None or time.when is None or time.type != "DATE" or not known(verb):
            continue
        led = before(sentence, time.start, 30)
        hung = is_feast(time) and not led.rstrip().lower().endswith(" on")
        if hung or _UNSAID.search(led) or names_truce(sentence, time):
            continue
        if not any(d.evidence[0].start == time.start for d in timing):
            told = (step.evidence[0].start, step.evidence[0].end)
            weight = 0.7 if step.weight >= 1 else 0.6
            yield draft(sentence, "declared", time.when, (time.start, time.end), told, weight=weight)
            return


def _words(verb: Token) -> bool:
    """Whether a verb is one of saying, announcing or agreeing."""
    return bool(verb_classes(verb) & {"said", "declared", "agreed"})


def _announcements(verb: Token) -> bool:
    """Whether a verb makes known what was not known before; "said" may tell again what is."""
    return _words(verb) and verb.lemma_.lower() not in _RETELL


def _today(sentence: Sentence) -> When | None:
    """The day on which the article was published, where it is known to the day."""
    published = sentence.article.published
    if published is None or not published.is_dated:
        return None
    if published.precision in {"day", "part_of_day"}:
        return published
    return msgspec.structs.replace(published, edtf=published.edtf[:10], precision="day")
