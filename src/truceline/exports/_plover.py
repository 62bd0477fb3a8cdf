"""Steps of ceasefires and contacts as PLOVER events, one JSON object a line.

PLOVER Manual (Halterman, Bagozzi, Beger, Schrodt and Scarborough), names of fields from its table "PLOVER
JSON". A ceasefire that is declared is CONCEDE, one that is observed RETREAT (mode ceasefire), one that is
offered or agreed AGREE; a call for one is REQUEST, a refusal REJECT (mode yield). CAMEO's "violate ceasefire"
became ASSAULT there; a report that a ceasefire broke down says of no attack who made it, so such steps are
left out, as are rumours of a ceasefire, and steps without a day: an event has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from truceline.exports._index import Index
from truceline.model import Actor, Ceasefire, Evidence, Finding, TimelineEntry, When

__all__ = ["plover_events"]


class _Event(NamedTuple):
    category: str
    mode: str = ""
    context: str = ""


_QUAD = {"AGREE": 1, "CONSULT": 1, "CONCEDE": 1, "RETREAT": 2, "REQUEST": 3, "REJECT": 3}
"""Quad categories, from the manual's table of them."""
_BY_STATUS = {
    "proposed": _Event("AGREE"),
    "declared": _Event("CONCEDE"),
    "agreed": _Event("AGREE"),
    "in_force": _Event("RETREAT", "ceasefire"),
    "extended": _Event("CONCEDE"),
    "rejected": _Event("REJECT", "yield"),
    "denied": _Event("AGREE", "", "negation"),
}
_ACCEPTED = _Event("AGREE")
_CALL = _Event("REQUEST", "yield")
"""A ceasefire proposed by one who is no party to it."""
_MODES = {"call": "phone", "visit": "visit"}
_MANY = 3
"""From how many who meet on a contact is multilateral."""
_SECTORS = {"government": "GOV", "state": "GOV", "armed_group": "REB", "office": "GOV", "outlet": "JRN"}
_MILITARY = ("army", "armed-forces", "military")
_DAY = frozenset({"day", "part_of_day", "hour", "minute", "second"})
"""Precisions at which a time has one day."""


def plover_events(index: Index) -> Iterator[dict[str, Any]]:
    """An event per dated step of the status and per dated contact, in the order of the reading; contacts that
    were only planned are none.
    """
    for ceasefire in index.reading.ceasefires:
        for number, (event, when, who, words) in enumerate(_steps(ceasefire, index), start=1):
            yield {
                "id": f"{ceasefire.id}-{number:03}",
                **_dated(when),
                "actor": [_entity(one, index) for one in who],
                "recipient": [],
                "event": [event.category],
                "event_text": [" ".join(one.text.split()) for one in words],
                "quad_code": _QUAD[event.category],
                "mode": [event.mode] if event.mode else [],
                "context": ["military", *([event.context] if event.context else [])],
                "link": ceasefire.id,
                "text_info": [{"start": one.start, "end": one.end, "article": one.article} for one in words],
                "cite_info": [_cited(article, index) for article in dict.fromkeys(w.article for w in words)],
                "coder": "truceline",
                "comment": ceasefire.label,
            }


_Step = tuple[_Event, When, tuple[str, ...], list[Evidence]]


def _steps(ceasefire: Ceasefire, index: Index) -> Iterator[_Step]:
    parties = {f.value for name in ("parties", "bound") for f in index.kept(ceasefire, name)}
    for finding in ceasefire.fields.get("status", ()):
        event = _event_of(finding, parties)
        if event is not None and finding.when is not None and _has_day(finding.when):
            who = finding.by or _sides(event, ceasefire, index)
            yield event, finding.when, who, index.evidence(finding)
    for finding in index.kept(ceasefire, "accepted"):
        if finding.when is not None and _has_day(finding.when):
            yield _ACCEPTED, finding.when, (str(finding.value),), index.evidence(finding)
    for entry in ceasefire.timeline:
        planned = entry.contact is not None and entry.contact.planned
        if entry.kind == "contact" and not planned and entry.when is not None and _has_day(entry.when):
            who, met = _met(entry)
            yield met, entry.when, who, _words(entry, index)


def _met(entry: TimelineEntry) -> tuple[tuple[str, ...], _Event]:
    """Who took part in a contact, all who are named with it where that is not told; and its mode."""
    contact = entry.contact
    if contact is None:
        return entry.actors, _Event("CONSULT")
    many = "multilateral" if len(contact.participants) >= _MANY else ""
    return contact.participants or entry.actors, _Event("CONSULT", _MODES.get(contact.kind, many))


def _event_of(finding: Finding, parties: Iterable[object]) -> _Event | None:
    """What PLOVER calls a step of the status; None where it has no word for it."""
    if finding.value == "proposed" and finding.by and not set(finding.by) & set(parties):
        return _CALL
    return _BY_STATUS.get(str(finding.value))


def _sides(event: _Event, ceasefire: Ceasefire, index: Index) -> tuple[str, ...]:
    """Who took a step of which no report says who: the parties, where the step is one of all of them."""
    if event.category not in {"AGREE", "RETREAT"} or event.context:
        return ()
    return tuple(str(f.value) for f in index.kept(ceasefire, "parties"))


def _words(entry: TimelineEntry, index: Index) -> list[Evidence]:
    return [words for claim in index.claims(entry.claims) for words in claim.evidence]


def _has_day(when: When) -> bool:
    return when.precision in _DAY and when.readings is None and "/" not in when.edtf


def _dated(when: When) -> dict[str, str]:
    """`date`, and `time` where a clock is told: together an ISO 8601 instant, local where it is known."""
    date, _, clock = when.edtf.partition("T")
    told = {"date": date.rstrip("~?%")}
    return {**told, "time": clock} if clock and when.is_instant else told


def _entity(actor: str, index: Index) -> dict[str, str]:
    known = index.actors.get(actor)
    told = {"entity_text": index.name(actor)}
    if known is None:
        return told
    home = known if known.kind == "state" else index.actors.get(known.of or "")
    code = known.ids.get("iso3") or (home.ids.get("iso3") if home else None)
    told |= {"code": code} if code else {}
    told |= {"sector": sector} if (sector := _sector(_of(known, index))) else {}
    wikidata = known.ids.get("wikidata")
    told |= {"identifier_id": wikidata, "identifier_text": known.name} if wikidata else {}
    return told


def _sector(actor: Actor) -> str:
    if any(word in actor.id for word in _MILITARY):
        return "MIL"
    return _SECTORS.get(actor.kind, "")


def _of(actor: Actor, index: Index) -> Actor:
    """For whom a person stands, where that is known: a president for the state."""
    return index.actors.get(actor.of or "", actor) if actor.kind == "person" else actor


def _cited(article: str, index: Index) -> dict[str, str]:
    found = index.articles.get(article)
    if found is None:
        return {"citation": article}
    told = {"citation": found.id, "url": found.source.uri, "title": found.title, "publication": found.outlet}
    return {name: text for name, text in told.items() if text}
