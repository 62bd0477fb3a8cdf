"""The steps by which a paragraph is cut into pieces, in their order."""

from __future__ import annotations

from truceline.actors._gazetteer import Gazetteer
from truceline.actors._groups import dateline_outlets, groups, organisations
from truceline.actors._match import hits
from truceline.actors._offices import offices
from truceline.actors._parties import parties, places
from truceline.actors._persons import persons
from truceline.actors._scan import Piece, Scan
from truceline.actors._words import case_of, words
from truceline.language import Paragraph

__all__ = ["scan"]


def scan(paragraph: Paragraph, text: str, known: Gazetteer) -> Scan:
    """All pieces of a paragraph; `text` is its own text."""
    found = words(text, paragraph.start)
    seen = Scan(paragraph, text, found, case_of(text))
    for hit in hits(found, text, paragraph.start, seen.case, known):
        person = all(known.entries[name.actor].kind == "person" for name in hit.names)
        seen.put(Piece(hit.first, hit.last, "person" if person else "known", hit.names))
    dateline_outlets(seen)
    persons(seen, known)
    parties(seen, known)
    groups(seen, known)
    organisations(seen)
    places(seen, known)
    offices(seen)
    return seen
