"""The negotiation: one row per meeting, round of talks, call or visit of which a report tells."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.exports._columns import Column, Row, Table
from truceline.exports._index import Index
from truceline.model import Contact

__all__ = ["CONTACTS"]

_COLUMNS = (
    Column("claim", "text", "id of the claim"),
    Column("ceasefire", "text", "id of the ceasefire in the casebook"),
    Column("label", "text", "what the ceasefire is called"),
    Column(
        "kind",
        "text",
        "what it was",
        "meeting; talks; call; visit; contact: the report does not say how they spoke",
    ),
    Column("round", "integer", "which round of talks it was, where that is told"),
    Column("participants", "text", "who took part, as far as the sentence has it, with no host or mediator"),
    Column("participant_ids", "text", "their ids in the casebook, in the same order"),
    Column("named", "text", "all whom the sentence names"),
    Column("venue", "text", "where, in the words of the report"),
    Column("planned", "boolean", "whether it lay ahead when the report was written"),
    Column("when", "text", "when, EDTF (ISO 8601-2)"),
    Column("earliest", "text", "the first instant that it can be, UTC"),
    Column("latest", "text", "the last instant that it can be, UTC"),
    Column(
        "stance",
        "text",
        "how it was put: asserted, reported, proposed, denied, declined, conditional, unsaid",
    ),
    Column("outlet", "text", "who published the article"),
    Column("published", "text", "when, EDTF"),
    Column("article", "text", "id of the article"),
    Column("words", "text", "the sentence that tells of it"),
    Column("start", "integer", "its first character in the article's text, from 0"),
    Column("end", "integer", "the character after its last"),
)
_UNTOLD = Contact(kind="contact")


def _rows(index: Index) -> Iterator[Row]:
    labels = {ceasefire.id: ceasefire.label for ceasefire in index.reading.ceasefires}
    for claim in index.reading.claims:
        if claim.field != "contact":
            continue
        contact, when = claim.contact or _UNTOLD, claim.when
        article = index.articles.get(claim.article)
        [words, *_] = claim.evidence
        yield {
            "claim": claim.id,
            "ceasefire": claim.ceasefire,
            "label": labels.get(claim.ceasefire or ""),
            "kind": contact.kind,
            "round": contact.round,
            "participants": "; ".join(index.name(a) for a in contact.participants) or None,
            "participant_ids": "; ".join(contact.participants) or None,
            "named": "; ".join(index.name(a) for a in claim.by) or None,
            "venue": contact.venue or None,
            "planned": contact.planned,
            "when": when.edtf if when else None,
            "earliest": when.earliest.isoformat() if when and when.earliest else None,
            "latest": when.latest.isoformat() if when and when.latest else None,
            "stance": claim.stance,
            "outlet": article.outlet if article else None,
            "published": article.published.edtf if article and article.published else None,
            "article": claim.article,
            "words": " ".join(words.text.split()),
            "start": words.start,
            "end": words.end,
        }


CONTACTS = Table("contacts", "who met, called or visited whom, when and where, by report", _COLUMNS, _rows)
