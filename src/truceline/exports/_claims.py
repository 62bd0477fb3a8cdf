"""What each report says: one row per claim, with the words that it was read from."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.exports._columns import Column, Row, Table
from truceline.exports._index import Index
from truceline.exports._values import VALUE_COLUMNS, value_cells

__all__ = ["CLAIMS"]

_COLUMNS = (
    Column("claim", "text", "id of the claim"),
    Column("ceasefire", "text", "id of the ceasefire in the casebook"),
    Column("article", "text", "id of the article"),
    Column("outlet", "text", "who published the article"),
    Column("published", "text", "when, EDTF"),
    *VALUE_COLUMNS,
    Column(
        "stance",
        "text",
        "how it was put: asserted, reported, proposed, denied, declined, conditional, unsaid",
    ),
    Column("chain", "text", "who vouches for it, the outermost first"),
    Column("statement", "text", "id of the statement in which it stands, where it stands in one"),
    Column("confidence", "number", "below 1 where it decides only if nothing firmer is said"),
    Column("words", "text", "the words that it was read from, passages joined by [...]"),
    Column("start", "integer", "first character of the first passage in the article's text, from 0"),
    Column("end", "integer", "the character after its last"),
)


def _rows(index: Index) -> Iterator[Row]:
    for claim in index.reading.claims:
        article = index.articles.get(claim.article)
        yield {
            "claim": claim.id,
            "ceasefire": claim.ceasefire,
            "article": claim.article,
            "outlet": article.outlet if article else None,
            "published": article.published.edtf if article and article.published else None,
            **value_cells(claim.field, claim, index),
            "stance": claim.stance,
            "chain": " > ".join(index.name(a) for a in claim.chain) or None,
            "statement": claim.statement,
            "confidence": claim.confidence,
            "words": " [...] ".join(" ".join(e.text.split()) for e in claim.evidence),
            "start": claim.evidence[0].start,
            "end": claim.evidence[0].end,
        }


CLAIMS = Table("claims", "what each report says of each field, with its words", _COLUMNS, _rows)
