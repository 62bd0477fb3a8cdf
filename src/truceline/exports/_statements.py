"""Who said what: one row per statement."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.exports._columns import Column, Row, Table
from truceline.exports._index import Index

__all__ = ["STATEMENTS"]

_COLUMNS = (
    Column("statement", "text", "id of the statement"),
    Column("group", "text", "id of the group of reports and translations of the same remark"),
    Column("first", "boolean", "whether this is the earliest known of its group"),
    Column("speaker", "text", "who said it"),
    Column("speaker_as_named", "text", "the words that name the speaker"),
    Column("speaker_why", "text", "why these words are taken for this speaker"),
    Column("through", "text", "through whom it reached the page, the outermost first"),
    Column("addressee", "text", "to whom it was said"),
    Column("act", "text", "what kind of act it is: asserts, denies, declines, proposes, ..."),
    Column("mode", "text", "how it is told", "direct, indirect or mixed"),
    Column("verb", "text", "the class of its verb", "speech, position or thought"),
    Column("said", "text", "when it was said, EDTF"),
    Column("content", "text", "what was said, pieces joined by [...]"),
    Column(
        "part",
        "text",
        "the part of the article in which it stands; comments and related links feed no record",
    ),
    Column("outlet", "text", "who published the article"),
    Column("published", "text", "when, EDTF"),
    Column("article", "text", "id of the article"),
    Column("start", "integer", "first character of the statement in the article's text, from 0"),
    Column("end", "integer", "the character after its last"),
)


def _rows(index: Index) -> Iterator[Row]:
    groups = {one: group for group in index.reading.statement_groups for one in group.statements}
    for article in index.reading.articles:
        for said in article.statements:
            group = groups.get(said.id)
            yield {
                "statement": said.id,
                "group": group.id if group else None,
                "first": group.first == said.id if group else None,
                "speaker": index.name(said.actor) or None,
                "speaker_as_named": said.speaker.text if said.speaker else None,
                "speaker_why": (said.speaker.why if said.speaker else "") or said.why or None,
                "through": " > ".join(index.name(a) for a in said.chain) or None,
                "addressee": said.addressee,
                "act": said.act,
                "mode": said.mode,
                "verb": said.verb,
                "said": said.said.edtf if said.said else None,
                "content": " [...] ".join(article.text[c.start : c.end] for c in said.content),
                "part": said.part,
                "outlet": article.outlet,
                "published": article.published.edtf if article.published else None,
                "article": article.id,
                "start": said.start,
                "end": said.end,
            }


STATEMENTS = Table("statements", "who said what, in which report, through whom", _COLUMNS, _rows)
