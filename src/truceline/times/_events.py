"""Events of a peace process in a text: where they are named, and which of them the text dates.

"The accord was signed on 3 May" dates the signing; "24 hours after the signing" only names it. The words
stand in `data/events.toml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_args

from truceline.model import EventKind, Span, TimeExpression, When
from truceline.times._lexicon import data_table

__all__ = ["Dated", "Event", "apart", "dated_events", "events_in", "next_event", "theme_at"]

LEFT, RIGHT = 80, 60
"""Characters between an event and the date after or before it that tells when it is."""
SUBJECT = 80
"""Characters before "begins" in which what begins is looked for."""


@dataclass(frozen=True)
class Event:
    """Words that name an event, at `start` to `end` of the text. `verb` tells a clause from a noun."""

    start: int
    end: int
    kind: EventKind
    verb: bool


@dataclass(frozen=True)
class Dated:
    """An event with the time that the text gives it, and the words that do."""

    kind: EventKind
    when: When
    by: Span


@lru_cache(maxsize=1)
def _forms() -> dict[str, tuple[str, bool]]:
    """Each form of each event: its kind, or which boundary of its theme it is, and whether it is a verb."""
    forms: dict[str, tuple[str, bool]] = {}
    table = data_table("events.toml")
    for kind in get_args(EventKind):
        forms |= dict.fromkeys(table.get(kind, {}).get("verbs", ()), (kind, True))
        forms |= dict.fromkeys(table.get(kind, {}).get("nouns", ()), (kind, False))
    for name in ("start", "end"):
        forms |= dict.fromkeys(table["boundaries"][f"{name}_verbs"], (name, True))
        forms |= dict.fromkeys(table["boundaries"][f"{name}_nouns"], (name, False))
    return forms


@lru_cache(maxsize=1)
def _themes() -> dict[str, dict[str, Any]]:
    """Each word for what begins or ends, with the events that its beginning and its end are."""
    themes = data_table("events.toml")["themes"].values()
    return {word: theme for theme in themes for word in theme["words"]}


def _theme(words: str) -> dict[str, Any]:
    """The theme that some words of a text name."""
    return _themes()[" ".join(words.lower().split())]


def _any_of(words: Sequence[str]) -> str:
    """A pattern for any of some phrases, the longest first."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    nouns = [word for word in _themes() if word != "it"]
    denied = data_table("events.toml")["denied"]["words"]
    return {
        "event": re.compile(rf"\b{_any_of(list(_forms()))}\b", re.IGNORECASE),
        "theme": re.compile(rf"\b{_any_of(nouns)}\b|\b(?-i:It)(?=\s+(?:\w+\s+){{0,3}}$)", re.IGNORECASE),
        "of_theme": re.compile(
            rf"\s+of\s+(?:the\s+|an?\s+|this\s+|any\s+)?(?:[\w'-]{{1,20}}\s+){{0,2}}?({_any_of(nouns)})\b",
            re.IGNORECASE,
        ),
        "theme_noun": re.compile(
            rf"(?:the|its|their|this|a)\s+(?:[\w'-]{{1,20}}\s+){{0,2}}?({_any_of(nouns)})\b", re.IGNORECASE
        ),
        "denied": re.compile(rf"\b(?:{'|'.join(denied)})\b[^.;]{{0,16}}$", re.IGNORECASE),
    }


def events_in(plain: str) -> list[Event]:
    """The events that a normalised text names, in order."""
    return list(_events(plain))


def _events(plain: str) -> Iterator[Event]:
    for match in _patterns()["event"].finditer(plain):
        kind, verb = _forms()[" ".join(match.group().lower().split())]
        start, end = match.span()
        if kind in {"start", "end"}:
            found = _boundary(plain, start, end, kind, verb=verb)
            if found is not None:
                yield found
        else:
            yield Event(start, end, _kind(kind), verb)


def _kind(name: str) -> EventKind:
    return next(kind for kind in get_args(EventKind) if kind == name)


def _boundary(plain: str, start: int, end: int, name: str, *, verb: bool) -> Event | None:
    """The beginning or end of a truce, a war, a vote, by what begins or ends; None where that is not said."""
    if not verb:
        of = _patterns()["of_theme"].match(plain, end)
        return Event(start, of.end(), _kind(_theme(of.group(1))[name]), verb) if of is not None else None
    before = plain[max(0, start - SUBJECT) : start]
    found = [m for m in _patterns()["theme"].finditer(before) if not apart(before[m.end() :])]
    if not found:
        return None
    return Event(start, end, _kind(_theme(found[-1].group())[name]), verb)


def theme_at(plain: str, at: int) -> tuple[EventKind, int] | None:
    """The event whose beginning "the second day of the truce" counts from, and where its words end; `at` is
    where "of" ends.
    """
    match = _patterns()["theme_noun"].match(plain, at)
    if match is None:
        return None
    kind = _theme(match.group(1))["start"]
    return (_kind(kind), match.end()) if kind in {"effective", "outbreak"} else None


_APART = re.compile(r"[;\n]|(?<![ap]\.m)(?<!\b\w)[.!?][\"')]?\s+[A-Z\"]")


def apart(between: str) -> bool:
    """Whether a sentence ends between two places of a text."""
    return _APART.search(between) is not None


_BETWEEN = re.compile(r"[.,;:\n()\d]|\b(?:and|or)\b", re.IGNORECASE)
"""What parts a connecting word from the event: a mark, a number, another clause."""


def next_event(plain: str, events: Sequence[Event], at: int, reach: int) -> Event | None:
    """The first event named at most `reach` characters after an offset, with no mark between."""
    i = bisect_left(events, at, key=lambda e: e.start)
    if i == len(events) or events[i].start - at > reach:
        return None
    return None if _BETWEEN.search(plain[at : events[i].start]) else events[i]


# ---------------------------------------------------------------------- which of them are dated

_GOVERNED = re.compile(
    r"\b(?:after|before|following|upon|until|till|of|prior\s+to|ahead\s+of|once|as\s+soon\s+as|from)\s+"
    r"(?:the\s+|its\s+|their\s+|a\s+)?(?:[\w'-]{1,20}\s+){0,3}$",
    re.IGNORECASE,
)
"""Before an event that only serves to reckon from."""
_DAYS = frozenset({"second", "minute", "hour", "part_of_day", "day"})


def dated_events(plain: str, times: Sequence[TimeExpression], events: Sequence[Event]) -> list[Dated]:
    """The events that a text dates, in the order of their dates.

    Args:
        plain: the normalised text.
        times: its expressions of time.
        events: as `events_in` gives them.
    """
    found: list[Dated] = []
    days = sorted((t for t in times if _names_day(t)), key=lambda t: t.start)
    last = 0
    for time in days:
        event = _before(plain, events, time, last) or _behind(plain, events, time)
        if event is not None and time.when is not None and not _denied(plain, event):
            found.append(Dated(event.kind, time.when, Span(start=time.start, end=time.end)))
        last = max(last, time.end)
    return found


def _names_day(time: TimeExpression) -> bool:
    when = time.when
    known = when is not None and when.earliest is not None and when.precision in _DAYS
    return known and time.type in {"DATE", "TIME"} and not time.timex.endswith("_REF")


def _before(plain: str, events: Sequence[Event], time: TimeExpression, last: int) -> Event | None:
    """The event that stands nearest before a date; no other date may stand between."""
    i = bisect_right(events, time.start, key=lambda e: e.end) - 1
    if i < 0 or time.start - events[i].end > LEFT or events[i].end < last:
        return None
    event, between = events[i], plain[events[i].end : time.start]
    aside = "," in between and not re.match(r"\s*,\s*(?:which|that)\b", between)
    if apart(between) or (aside and _governed(plain, event)):
        return None
    return event


_OTHER = re.compile(r"\b(?:day\s+of|that|which|who|when)\b", re.IGNORECASE)
"""Between a date and an event behind it: the date belongs to something else."""


def _behind(plain: str, events: Sequence[Event], time: TimeExpression) -> Event | None:
    """The event that stands nearest behind a date: "on Friday they sign"."""
    i = bisect_left(events, time.end, key=lambda e: e.start)
    if i == len(events) or events[i].start - time.end > RIGHT:
        return None
    event, between = events[i], plain[time.end : events[i].start]
    own = _OTHER.search(between) is not None
    return None if own or apart(between) or _governed(plain, event) else event


def _governed(plain: str, event: Event) -> bool:
    return _GOVERNED.search(plain[max(0, event.start - 70) : event.start]) is not None


def _denied(plain: str, event: Event) -> bool:
    return _patterns()["denied"].search(plain[max(0, event.start - 40) : event.start]) is not None
