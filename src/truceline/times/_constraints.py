"""Times that hang on an event: "24 hours after the signing", "from the moment of signature", "once the last
captive is freed", "on the second day of the truce".

Each becomes a `Constraint`: the kind of event, the distance from it, and the side on which the time lies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from truceline.model import Bound, Constraint, EventKind, TimeExpression, When
from truceline.times._events import Event, dated_events, events_in, next_event, theme_at
from truceline.times._lexicon import lexicon
from truceline.times._solve import solved
from truceline.times._tokens import normalise

__all__ = ["constraints", "events", "solve"]

CHAIN = 3
"""How many times over what one constraint dates may date another: signing, entry into force, withdrawal."""
NONE = "PT0S"
"""The offset of a time that is the event's own."""
CLAUSE = 70
"""Characters between "once" or "after" and the words that name the event."""


def constraints(text: str, times: Sequence[TimeExpression]) -> list[Constraint]:
    """The times of a text that hang on events, each solved where the text dates its event.

    Args:
        text: the text that `times` were read from.
        times: its expressions, as `find` or `read` gives them.

    Returns:
        Constraints in the order of the text. `when` is None where the text does not date the event, or dates
        it differently in several places.
    """
    plain = normalise(text)
    named = events_in(plain)
    found = sorted(_all(text, plain, times, named), key=lambda c: (c.start, -c.end))
    kept = _outermost(found)
    known = dated_events(plain, times, named)
    for _ in range(CHAIN):
        kept = [one if one.when is not None else solved(plain, one, known) for one in kept]
        reached = [_as_time(one) for one in kept if one.when is not None and one.bound == "at"]
        more = [event for event in dated_events(plain, reached, named) if event not in known]
        if not more:
            break
        known += more
    return kept


def solve(found: Sequence[Constraint], events: Mapping[EventKind, When]) -> list[Constraint]:
    """Constraints with those solved whose event has a date from elsewhere.

    Args:
        found: as `constraints` gives them; those already solved stay as they are.
        events: when events of these kinds were or will be.

    Returns:
        The constraints in the same order.
    """
    return [
        one if one.when is not None or one.event not in events else solved("", one, [], events[one.event])
        for one in found
    ]


def events(text: str, times: Sequence[TimeExpression]) -> dict[EventKind, When]:
    """When the events that a text dates are; an event that it dates in several ways is left out.

    Args:
        text: the text that `times` were read from.
        times: its expressions, as `find` or `read` gives them.
    """
    plain = normalise(text)
    known = dated_events(plain, times, events_in(plain))
    probes = {
        kind: solved("", Constraint(start=0, end=0, text="", event=kind, offset=NONE, bound="at"), known)
        for kind in dict.fromkeys(one.kind for one in known)
    }
    return {kind: probe.when for kind, probe in probes.items() if probe.when is not None}


def _as_time(one: Constraint) -> TimeExpression:
    """A solved constraint as an expression that may date the event of its own clause."""
    return TimeExpression(
        start=one.start, end=one.end, text=one.text, type="DATE", timex=one.offset, when=one.when
    )


def _outermost(found: Sequence[Constraint]) -> list[Constraint]:
    """Without those that begin inside another."""
    kept: list[Constraint] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _all(
    text: str, plain: str, times: Sequence[TimeExpression], named: Sequence[Event]
) -> Iterator[Constraint]:
    for time in times:
        if time.type == "DURATION" and re.fullmatch(r"P[\dTDHMWY.]+", time.timex):
            yield from _from_length(text, plain, time, named)
    for pattern, bound, offset in _FORMS:
        for match in pattern.finditer(plain):
            event = next_event(plain, named, match.end(), CLAUSE)
            if event is not None and _fits(plain, match, event):
                yield _made(text, (match.start(), event.end), event.kind, offset, bound)
    yield from _conditions(text, plain, named)
    yield from _counted_days(text, plain, named)


def _made(text: str, span: tuple[int, int], kind: EventKind, offset: str, bound: Bound) -> Constraint:
    start, end = span
    return Constraint(start=start, end=end, text=text[start:end], event=kind, offset=offset, bound=bound)


# ---------------------------------------------------------------------- a length and an event

_CONNECTED = re.compile(
    r"\s*-?\s*(?P<word>after|following|from|of|upon|before|prior\s+to|ahead\s+of)\s+"
    r"(?:the\s+)?(?:(?:date|day|time|moment|hour)\s+of\s+)?",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:within|(?:in\s+)?(?:no|not)\s+(?:later|more)\s+than|at\s+most|up\s+to|less\s+than|(?:in|during|over)\s+the)"
    r"\s+(?:a\s+period\s+of\s+|the\s+first\s+|the\s+)?$",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(r"\b(?:at\s+least|(?:no|not)\s+later\s+than)\s+$", re.IGNORECASE)
_DUTY = re.compile(r"\b(?:must|shall|is\s+to|are\s+to|to\s+be)\b[^.;]{1,80}$", re.IGNORECASE)
_DEED = re.compile(
    r"\b(?:withdraw\w*|pull\w*|exchange\w*|releas\w+|freed|disarm\w*|deploy\w*|complet\w+|remov\w+|dismantl\w+)\b",
    re.IGNORECASE,
)
_OF_TRUCE = re.compile(
    r"[-\s]+(?:long\s+)?(?:[\w'-]{1,20}\s+){0,2}?(?:truce|cease-?\s?fire|pause|lull|armistice|cessation)\b",
    re.IGNORECASE,
)


def _from_length(text: str, plain: str, time: TimeExpression, named: Sequence[Event]) -> Iterator[Constraint]:
    """ "72 hours after signing", "within five days of the withdrawal", "two days before the vote"."""
    before = plain[max(0, time.start - 60) : time.start]
    limit = _LIMIT.search(before)
    start = time.start - (len(before) - limit.start()) if limit else time.start
    connected = _CONNECTED.match(plain, time.end)
    if connected is not None:
        event = next_event(plain, named, connected.end(), CLAUSE)
        word = connected["word"].lower()
        if event is None or (word == "of" and limit is None and event.kind != "signing"):
            return
        if word in {"after", "following", "from", "of", "upon"}:
            yield _made(text, (start, event.end), event.kind, time.timex, "within" if limit else "at")
        else:
            least = _AT_LEAST.search(before)
            side: Bound = "before" if least else "at"
            yield _made(text, (time.start, event.end), event.kind, f"-{time.timex}", side)
    elif limit is not None and _DUTY.search(before[: limit.start()]) and _DEED.search(before):
        yield _made(text, (start, time.end), "effective", time.timex, "within")
    elif re.search(r"\bthe\s+$", before) or time.text.lower().startswith("the "):
        whole = _OF_TRUCE.match(plain, time.end)
        if whole is not None:
            yield _made(text, (time.start, whole.end()), "effective", time.timex, "during")


# ---------------------------------------------------------------------- an event alone


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_THE = r"(?:the\s+|its\s+|their\s+)?"
_FORMS: tuple[tuple[re.Pattern[str], Bound, str], ...] = (
    (
        _form(
            r"\b(?:from|since|as\s+of|with|at|on|effective)\s+the\s+(?:very\s+)?"
            rf"(?:moment|time|date|day|hour)\s+of\s+{_THE}"
        ),
        "at",
        NONE,
    ),
    (_form(r"\b(?:immediately|right|straight|directly)\s+(?:after|upon|following|on)\s+"), "at", NONE),
    (
        _form(rf"\b(?:upon|on)\s+{_THE}(?=sign(?:ing|ature)|entry\s+into|coming\s+into)"),
        "at",
        NONE,
    ),
    (_form(r"\b(?:the|a|one)\s+day\s+(?:after|following)\s+"), "at", "P1D"),
    (_form(r"\b(?:the|a|one)\s+day\s+before\s+"), "at", "-P1D"),
    (_form(r"\b(?:a|one)\s+week\s+(?:after|following)\s+"), "at", "P1W"),
    (_form(r"\b(?:a|one)\s+week\s+before\s+"), "at", "-P1W"),
    (_form(r"\b(?:after|following)\s+(?=(?:the|its|their|a)\s)"), "after", NONE),
    (
        _form(r"\b(?:until|till|before|pending|ahead\s+of|prior\s+to)\s+(?=(?:the|its|their|a)\s)"),
        "before",
        NONE,
    ),
)
"""Words before an event, the side of it on which the time lies, and how far off."""
_NOUN_ONLY = re.compile(r"(?:after|following|ahead|prior|pending)", re.IGNORECASE)
_PLAIN_NOUN = re.compile(
    r"(?:(?:the|its|their|a|full|complete|formal|total|final|planned)\s+){0,3}", re.IGNORECASE
)


def _fits(plain: str, match: re.Match[str], event: Event) -> bool:
    """Whether the event follows closely enough: after a bare "after the" only a noun does."""
    between = plain[match.end() : event.start]
    if _NOUN_ONLY.match(match.group()):
        return not event.verb and _PLAIN_NOUN.fullmatch(between) is not None
    return event.verb or len(between) <= 40


_WHEN = re.compile(r"\b(?:once|as\s+soon\s+as|the\s+moment)\s+(?=[a-z])", re.IGNORECASE)
_DONE = re.compile(
    r"(?:the|all|both|its|their|an?|any|every|each|it|they|this|[\w'-]{1,20}s)\s[^.,;:\n]{0,60}?"
    r"\b(?:is|are|has|have|been)\b[^.,;:\n]{0,30}",
    re.IGNORECASE,
)


def _conditions(text: str, plain: str, named: Sequence[Event]) -> Iterator[Constraint]:
    """ "Once the last captive is freed", "as soon as both armies have pulled back"."""
    for match in _WHEN.finditer(plain):
        event = next_event(plain, named, match.end(), CLAUSE)
        if event is not None:
            end = _clause_end(plain, event.end)
            yield _made(text, (match.start(), end), event.kind, NONE, "after")
            continue
        clause = _DONE.match(plain, match.end())
        if clause is not None:
            end = match.end() + len(clause.group().rstrip())
            yield _made(text, (match.start(), end), "other", NONE, "after")


def _clause_end(plain: str, at: int) -> int:
    """The end of "is complete" after an event: the clause with what is done in it."""
    rest = re.match(r"\s+(?:is|are|has been|have been)\s+\w+", plain[at : at + 40])
    return at + (rest.end() if rest is not None else 0)


# ---------------------------------------------------------------------- counted days

_COUNTED = re.compile(
    r"\b(?P<limit>(?:no|not)\s+later\s+than\s+)?(?:on\s+)?(?:the\s+)?"
    r"(?:(?P<nth>\d{1,4}(?:st|nd|rd|th)|[a-z]{3,10}(?:-[a-z]{3,8})?)\s+day|day\s+(?P<number>\d{1,4}))\s+"
    r"(?P<word>of|after|following)\s+",
    re.IGNORECASE,
)


def _counted_days(text: str, plain: str, named: Sequence[Event]) -> Iterator[Constraint]:
    """ "On the second day of the truce" (its first day is that on which it begins), "on the third day after
    signing".
    """
    for match in _COUNTED.finditer(plain):
        number = int(match["number"]) if match["number"] else _ordinal(match["nth"].lower())
        if number is None or not 1 <= number <= 9999:
            continue
        bound: Bound = "within" if match["limit"] else "at"
        if match["word"].lower() == "of":
            theme = theme_at(plain, match.end())
            if theme is not None:
                yield _made(text, (match.start(), theme[1]), theme[0], f"P{number - 1}D", bound)
        else:
            event = next_event(plain, named, match.end(), CLAUSE)
            if event is not None:
                yield _made(text, (match.start(), event.end), event.kind, f"P{number}D", bound)


def _ordinal(word: str) -> int | None:
    """ "49th", "second", "forty-ninth"; None for anything else."""
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits.group())
    tens, _, unit = word.rpartition("-")
    ordinals, numbers = lexicon().values["ORDINAL"], lexicon().values["NUMBER"]
    if unit not in ordinals or (tens and tens not in numbers):
        return None
    return int(ordinals[unit]) + (int(numbers[tens]) if tens else 0)
