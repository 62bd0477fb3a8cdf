"""What stands around a cue: to whom and when it was said, and who passed it on."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from truceline.model import Article, TimeExpression, When
from truceline.statements._draft import Draft, Place
from truceline.statements._lexicon import lexicon
from truceline.statements._page import Page
from truceline.statements._tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["agency_place", "hearer", "said_at", "via"]

_AGENCY = re.compile(r"[/(]\s?(?P<name>[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,3})\s?[/)]\.?\s*(?:[-–—]|\Z)?")
_LONGEST_DATELINE = 160
_HEARING = {
    "tell",
    "inform",
    "notify",
    "brief",
    "remind",
    "assure",
    "reassure",
    "warn",
    "advise",
    "ask",
    "urge",
}


def hearer(page: Page, draft: Draft) -> Place | None:
    """The words that name those to whom it was said."""
    if draft.token < 0:
        return None
    verb = page.doc[draft.token]
    for child in verb.children:
        if child.i < verb.i or page.inside[child.i] != page.inside[verb.i]:
            continue
        if child.dep_ == "dative" or (child.dep_ == "dobj" and verb.lemma_.lower() in _HEARING):
            named = _phrase(page, draft, _object(child) or child)
            if named is not None:
                return named
        if child.dep_ == "prep" and child.lower_ in {"to", "in", "during", "with"}:
            named = _told(page, draft, child)
            if named is not None:
                return named
    return None


def _object(child: Token) -> Token | None:
    return next(iter(children(child, "pobj")), None) if child.pos_ == "ADP" else child


def _told(page: Page, draft: Draft, prep: Token) -> Place | None:
    """ "said to reporters", "said in an interview with the agency", "said in a telephone call with his
    counterpart"."""
    noun = next(iter(children(prep, "pobj")), None)
    if noun is None:
        return None
    if prep.lower_ == "to":
        kind = noun.lemma_.lower() in lexicon()["hearers"] or noun.ent_type_ in {"ORG", "PERSON"}
        return _phrase(page, draft, noun) if kind else None
    if noun.lemma_.lower() in lexicon()["occasions"]:
        for inner in children(noun, "prep"):
            if inner.lower_ in {"with", "to"}:
                partner = next(iter(children(inner, "pobj")), None)
                return _phrase(page, draft, partner) if partner is not None else None
    return None


def _phrase(page: Page, draft: Draft, noun: Token) -> Place | None:
    first = int(noun.left_edge.i)
    last = noun.i
    while (
        last + 1 < len(page.doc)
        and page.doc[last + 1].dep_ in {"compound", "case"}
        and page.doc[last + 1].head == noun
    ):
        last += 1
    if first <= draft.token <= last:
        return None
    place = page.place(first, last)
    if place is None or (draft.speaker and place[0] < draft.speaker[1] and draft.speaker[0] < place[1]):
        return None
    if any(s < place[1] and place[0] < e for s, e in draft.content):
        return None
    return place


def via(page: Page, draft: Draft) -> tuple[Place, ...]:
    """The words that name who passed the statement on: "was quoted as saying by agencies", "told TASS"."""
    if draft.token < 0:
        return ()
    verb = page.doc[draft.token]
    found: list[Place] = []
    if verb.dep_ == "pcomp" and verb.head.head.lemma_.lower() in {"quote", "cite"}:
        for node in (verb, verb.head.head):
            for child in children(node, "agent", "prep"):
                if child.lower_ == "by":
                    found += [
                        p for n in children(child, "pobj") if (p := _phrase(page, draft, n)) is not None
                    ]
        quoter = next(iter(children(verb.head.head, "nsubj")), None)
        if (
            quoter is not None
            and (place := _phrase(page, draft, quoter)) is not None
            and place != draft.speaker
        ):
            found.append(place)
    return tuple(found)


def said_at(article: Article, page: Page, draft: Draft) -> When | None:
    """The time in the sentence of the cue, outside the content and the speaker: "on Wednesday", "earlier"."""
    if draft.cue is None or not article.times:
        return None
    offset = page.paragraph.start
    low, high = page.sentence(draft.cue[0] - offset)
    best: tuple[int, TimeExpression] | None = None
    at = bisect_left(article.times, offset + low, key=lambda t: t.start)
    for time in article.times[at : at + 40]:
        if time.start >= offset + high:
            break
        apart = any(
            s < time.end and time.start < e
            for s, e in (*draft.content, *((draft.speaker,) if draft.speaker else ()))
        )
        if apart or time.when is None or time.type not in {"DATE", "TIME"} or not _is_near(page, draft, time):
            continue
        distance = min(abs(time.start - draft.cue[1]), abs(draft.cue[0] - time.end))
        if best is None or distance < best[0]:
            best = distance, time
    return best[1].when if best else None


def _is_near(page: Page, draft: Draft, time: TimeExpression) -> bool:
    """Whether only words of the cue's own clause stand between the time and the cue."""
    cue = draft.cue or (0, 0)
    between = (cue[1], time.start) if time.start >= cue[1] else (time.end, cue[0])
    inside = any(s >= between[0] and e <= between[1] for s, e in draft.content)
    return not inside or between[1] - between[0] < 60 or time.end <= cue[0]


def agency_place(article: Article, pages: list[Page]) -> Place | None:
    """The agency that a dateline names ("MOSCOW, December 28. /TASS/.", "GENEVA (Reuters) -")."""
    heads = [(s.start, s.end) for s in article.segments if s.role == "dateline"]
    heads += [(p.paragraph.start, p.paragraph.start + 90) for p in pages if p.role == "body"][:2]
    for start, end in heads:
        match = _AGENCY.search(article.text, start, min(end, start + _LONGEST_DATELINE, len(article.text)))
        if match is not None:
            return match.span("name")
    return None
