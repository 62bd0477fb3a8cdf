"""One paragraph as the rules see it: its parse, its quotations, and which token stands in which quotation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from truceline.language import Paragraph
from truceline.statements._draft import Place
from truceline.statements._quotes import Quote, find_quotes

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Page", "open_page"]

_EDGE = " \t\r\n\u00a0\u202f\u2009\u200b,;:–—-―"
_MARKS = "\"“”„‟«»'‘’`"


@dataclass(frozen=True)
class Page:
    """A paragraph of the article.

    `raw` are its characters as they stand in the article, `quotes` its quotations with offsets in `raw`, and
    `inside[i]` the number of the quotation around token `i`, -1 for none.
    """

    index: int
    paragraph: Paragraph
    raw: str
    quotes: tuple[Quote, ...]
    inside: tuple[int, ...]

    @property
    def doc(self) -> Doc:
        """The parse."""
        return self.paragraph.doc

    @property
    def role(self) -> str:
        """The role of the segment that the paragraph stands in."""
        return self.paragraph.role

    def place(self, first: int, last: int) -> Place | None:
        """Article offsets of the tokens `first` to `last` (included), without punctuation at the ends; None if empty."""
        if first > last:
            return None
        start, end = self.doc[first].idx, self.doc[last].idx + len(self.doc[last])
        return self.trimmed(start, end)

    def trimmed(self, start: int, end: int) -> Place | None:
        """Article offsets of a stretch of `raw` without blanks, commas and unpaired marks at the ends; None if empty."""
        raw = self.raw
        while start < end and raw[start] in _EDGE:
            start += 1
        while end > start and raw[end - 1] in _EDGE:
            end -= 1
        if end > start and raw[end - 1] == "." and not _abbreviated(raw, end):
            end -= 1
        if start >= end or not any(c.isalnum() for c in raw[start:end]):
            return None
        return self.paragraph.start + start, self.paragraph.start + end

    def quote_before(self, offset: int) -> int | None:
        """The number of the last quotation that ends at or before an offset in `raw`."""
        low, high = 0, len(self.quotes)
        while low < high:
            middle = (low + high) // 2
            if self.quotes[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return low - 1 if low else None

    def quote_after(self, offset: int) -> int | None:
        """The number of the first quotation that starts at or after an offset in `raw`."""
        before = self.quote_before(offset)
        number = 0 if before is None else before + 1
        while number < len(self.quotes) and self.quotes[number].start < offset:
            number += 1
        return number if number < len(self.quotes) else None

    def words(self, quote: Quote) -> int:
        """How many words a quotation has, counted up to 60."""
        return len(self.raw[quote.inner_start : min(quote.inner_end, quote.inner_start + 600)].split())

    def left(self, token: Token) -> int:
        """The first token of a subtree that is in the same quotation (or as much outside) as its root."""
        first: int = token.left_edge.i
        while first < token.i and self.inside[first] != self.inside[token.i]:
            first += 1
        return first


def _abbreviated(raw: str, end: int) -> bool:
    """Whether the full stop before `end` belongs to a word such as U.S. or Ill."""
    word = raw[max(0, end - 6) : end - 1].split()[-1:] or [""]
    return "." in word[0] or (len(word[0]) == 1 and word[0].isupper())


def open_page(index: int, paragraph: Paragraph, raw: str) -> Page:
    """Find the quotations of a paragraph and place every token in or out of them."""
    quotes = find_quotes(raw)
    inside, number = [], 0
    for token in paragraph.doc:
        while number < len(quotes) and quotes[number].end <= token.idx:
            number += 1
        within = number < len(quotes) and quotes[number].start <= token.idx < quotes[number].end
        inside.append(number if within else -1)
    return Page(index, paragraph, raw, quotes, tuple(inside))
