"""Places in a text. Every offset counts Unicode code points in `Article.text`; ends are exclusive."""

from __future__ import annotations

import msgspec

__all__ = ["Evidence", "Span"]


class Span(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """The characters `start` (included) to `end` (excluded) of an article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not {self.start}..{self.end}")

    def __contains__(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


class Evidence(Span, frozen=True, kw_only=True):
    """The exact words of an article that a value was read from: `text == article.text[start:end]`."""

    article: str
    text: str

    def __post_init__(self) -> None:
        Span.__post_init__(self)
        if len(self.text) != self.end - self.start:
            raise ValueError(f"evidence of {self.end - self.start} characters cannot read {self.text!r}")
