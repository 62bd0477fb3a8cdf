"""From the parse of an article to its cast."""

from __future__ import annotations

import re
from collections.abc import Iterator

from truceline.actors._cast import Cast
from truceline.actors._collectives import collectives, speak_together
from truceline.actors._gazetteer import gazetteer
from truceline.actors._lookup import day_of
from truceline.actors._match import hits
from truceline.actors._mention import Mention
from truceline.actors._names import written
from truceline.actors._reading import Reading
from truceline.actors._scanning import scan
from truceline.actors._variants import spoilt_names
from truceline.actors._where import sent_from
from truceline.actors._words import case_of, slug, words
from truceline.language import Parsed
from truceline.model import Actor, Anomaly, When

__all__ = ["find"]

_BRACKETED = re.compile(r"[(/]\s*([^\W\d_][^()/\n]{1,40}?)\s*[)/]")
"""The agency of a dateline: "(Silk Route News)", "/TASS/"."""
_CLOCK_BEFORE = re.compile(
    r"(?:\d|[ap]\.?\s?m\.?|\b(?:hours?|hrs|noon|midday|midnight|o['’]?clock|local|in))[\s,(]*$", re.I
)
_ZONE = re.compile(
    r"\s+(?:(?:local|standard|summer|winter|daylight)\s+)?time\b(?!\s+(?:and|after|to)\b)", re.I
)
"""What makes a capital the name of a clock: "at 6 p.m. Moscow time"."""
_OUTLET_ROLES = frozenset({"dateline", "byline", "published", "section"})


def find(parsed: Parsed, *, at: When | None = None) -> Cast:
    """Every mention of an actor in an article.

    Args:
        parsed: the article's parse (its prose); outlets in datelines and bylines are read from the
        article's segments.
        at: when it was published, as far as known: it decides between holders of one office and between
        dated names.
            Without it `parsed.article.published` is taken.

    Returns:
        The cast: actors, mentions in the order of the text, anomalies of the kind `name_variant`.
    """
    known, article = gazetteer(), parsed.article
    scans = [scan(one, article.text[one.start : one.end], known) for one in parsed.paragraphs]
    reading = Reading(article, scans, known, day_of(at or article.published))
    reading.dateline = sent_from(article, known)
    reading.served.update([reading.dateline] if reading.dateline is not None else [])
    reading.introduce()
    anomalies = spoilt_names(reading)
    mentions = _apart([*_spoken_of(reading), *_outlets(reading)])
    mentions = _apart([*mentions, *collectives(reading, mentions)])
    speak_together(reading, mentions)
    return _cast(reading, mentions, anomalies)


def _spoken_of(reading: Reading) -> Iterator[Mention]:
    """The mentions of actors, without the capitals that only tell by which clock a time is given."""
    text = reading.article.text
    for mention in reading.mentions():
        before = text[max(0, mention.start - 12) : mention.start]
        if not (_ZONE.match(text, mention.end) and _CLOCK_BEFORE.search(before)):
            yield mention


def _apart(mentions: list[Mention]) -> list[Mention]:
    """The mentions in order, without overlap; of two that overlap, the one that begins first or is longer."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _cast(reading: Reading, mentions: list[Mention], anomalies: list[Anomaly]) -> Cast:
    people = reading.people.all
    actors = reading.actors | {person.id: person.actor() for person in people.values()}
    pending = list(actors.values())
    while pending:
        owner = pending.pop().of
        if owner and owner not in actors and owner in reading.known.entries:
            actors[owner] = reading.known.entries[owner].actor()
            pending.append(actors[owner])
    named = {mention.actor for mention in mentions} | (reading.paired - people.keys())
    named |= {member for key in named for member in reading.members.get(key, ())}
    while owners := {of for key in named if (of := actors[key].of) and of in actors} - named:
        named |= owners
    return Cast(
        text=reading.article.text,
        actors={key: actors[key] for key in actors if key in named},
        mentions=tuple(mentions),
        anomalies=tuple(anomalies),
        members={key: value for key, value in reading.members.items() if key in named},
        genders={key: person.sex for key, person in people.items() if person.sex},
        roles={key: tuple(dict.fromkeys(person.offices)) for key, person in people.items()},
    )


def _outlets(reading: Reading) -> Iterator[Mention]:
    """Outlets and agencies in datelines and bylines; in a dateline also one that no list holds."""
    article, known = reading.article, reading.known
    for segment in article.segments:
        if segment.role not in _OUTLET_ROLES:
            continue
        text = article.text[segment.start : segment.end]
        found = words(text, segment.start)
        listed = [
            (hit, name)
            for hit in hits(found, text, segment.start, case_of(text), known)
            if (name := next((one for one in hit.names if known.entries[one.actor].kind == "outlet"), None))
        ]
        for hit, name in listed:
            entry = known.entries[name.actor]
            reading.actors.setdefault(entry.id, entry.actor())
            start, end = found[hit.first].start, found[hit.last - 1].end
            why = f"the {segment.role} names {entry.name}"
            yield Mention(start, end, article.text[start:end], entry.id, "outlet", why)
        named = None if listed or segment.role != "dateline" else _BRACKETED.search(text)
        if named is not None:
            start, end = segment.start + named.start(1), segment.start + named.end(1)
            said = written(named[1]) if named[1].isupper() and " " in named[1] else named[1]
            reading.actors.setdefault(slug(said), Actor(id=slug(said), name=said, kind="outlet"))
            yield Mention(start, end, named[1], slug(said), "outlet", "the dateline gives it in brackets")
