"""Documents as they were read, and what stands where in them."""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.model.anomaly import Anomaly
from truceline.model.spans import Span
from truceline.model.statement import Statement
from truceline.model.when import Constraint, TimeExpression, When

__all__ = ["Article", "Metadatum", "Role", "Segment", "Source"]

Role = Literal[
    "headline", "dateline", "published", "crawl_date", "byline", "section", "caption", "body", "subhead",
    "related", "comment", "chrome", "tag",
]  # fmt: skip


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where the bytes came from. `sha256` is the hex digest of the raw bytes of this document."""

    uri: str
    sha256: str
    media_type: str = "text/plain"


class Segment(Span, frozen=True, kw_only=True):
    """A stretch of text with one role. Segments of an article are in order and do not overlap; together they
    cover every character that is not white space.
    """

    role: Role


class Metadatum(msgspec.Struct, frozen=True, kw_only=True):
    """Something said about a document outside its text: by the user, by the file it came in, or by the page's
    markup.

    `name` is one of `published`, `outlet`, `title`, `byline`, `url`, `language`, `modified`; `value` is as
    given. `mended` says that the text was repaired when it was decoded, and how.
    """

    name: str
    value: str
    origin: Literal["user", "file", "page"]


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One report. `text` is the decoded source text (for HTML: as extracted); all offsets count its code
    points.
    """

    id: str
    source: Source
    text: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    place: str | None = None
    language: str | None = None
    translated_from: str | None = None
    published: When | None = None
    metadata: tuple[Metadatum, ...] = ()
    segments: tuple[Segment, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    statements: tuple[Statement, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()
    copies_of: str | None = None

    def role_at(self, offset: int) -> Role:
        """The role of the segment at a character offset; `chrome` where no segment lies (white space)."""
        for segment in self.segments:
            if segment.start <= offset < segment.end:
                return segment.role
        return "chrome"
