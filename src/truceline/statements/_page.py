"""One paragraph as the rules see it: its parse, its quotations and sentences, and which token stands in
which quotation."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from truceline.language import Paragraph
from truceline.statements._draft import Place
from truceline.statements._lexicon import lexicon
from truceline.statements._quotes import Quote, find_quotes

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["Page", "joined", "open_page"]

_LETTERED = {"on", "via", "plan", "group", "annex", "appendix", "class", "point", "option"}
_SAMPLE = 400
"""Characters that tell the script of a paragraph."""
_EDGE = " \t\r\n\u00a0\u202f\u2009\u200b,;:–—-―"
_BREAK = re.compile(r"[.!?…](?:[\"”’'»)\]]{0,2}|\s(?:''|[\"”]))\s+(?=(?:``|''|[\"“‘(\[«„])?\s?[A-Z0-9])")
_DATELINE = re.compile(
    r"[A-Z][\w .,’'/-]{1,60}\([A-Z][\w ./]{1,30}\)\s*[-–—:]+\s+"
    r"|[A-Z][A-Z’'.-]+(?: [A-Z][A-Z’'.-]+){0,2}(?:, [\w .]{3,20})?\s[-–—]+\s+(?=[A-Z])"
)
"""Place, day and agency in front of the first sentence: "GENEVA, 3 May (Agency) - ", "PORT, May 3 - "."""


@dataclass(frozen=True)
class Page:
    """A paragraph of the article.

    `raw` are its characters as they stand in the article. `quotes` are its quotations and `breaks` the
    starts of its sentences by their spelling (the parser's sentences go wrong around quotations), both with
    offsets in `raw`. `inside[i]` is the number of the quotation around token `i`, -1 for none.
    """

    index: int
    paragraph: Paragraph
    raw: str
    quotes: tuple[Quote, ...]
    breaks: tuple[int, ...]
    inside: tuple[int, ...]

    @property
    def doc(self) -> Doc:
        """The parse."""
        return self.paragraph.doc

    @property
    def role(self) -> str:
        """The role of the segment that the paragraph stands in."""
        return self.paragraph.role

    @cached_property
    def each(self) -> tuple[Token, ...]:
        """All tokens, made once: spaCy makes them anew each time that a parse is gone through."""
        return tuple(self.doc)

    @cached_property
    def telling(self) -> tuple[tuple[Token, str], ...]:
        """The tokens with whose lemma a cue can begin, each with it: the rules look at these alone."""
        cues = lexicon().cues
        return tuple((t, lemma) for t in self.each if (lemma := t.lemma_.lower()) in cues)

    @cached_property
    def starts(self) -> list[int]:
        """Where each token begins in `raw`."""
        starts: list[int] = self.doc.to_array("IDX").tolist()
        return starts

    @cached_property
    def is_readable(self) -> bool:
        """Whether it is in Latin letters, the only ones that the rules read."""
        if self.raw.isascii():
            return True
        letters = [c for c in self.raw[:_SAMPLE] if c.isalpha()]
        return 2 * sum(c.isascii() for c in letters) > len(letters)

    def mentions(self, letters: str) -> bool:
        """Whether small letters stand in it, as they are or all in capitals."""
        return letters in self.raw or letters.upper() in self.raw

    def text(self, place: Place) -> str:
        """The words at a place of the article within this paragraph."""
        return self.raw[place[0] - self.paragraph.start : place[1] - self.paragraph.start]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets in `raw` of the tokens `first` to `last` (included)."""
        return self.doc[first].idx, self.doc[last].idx + len(self.doc[last])

    def place(self, first: int, last: int) -> Place | None:
        """Article offsets of the tokens `first` to `last` (included), trimmed; None where no word is left."""
        return self.trimmed(*self.span(first, last)) if first <= last else None

    def trimmed(self, start: int, end: int) -> Place | None:
        """Article offsets of a stretch of `raw` without blanks, commas, dashes and the full stop at its
        ends."""
        raw = self.raw
        while start < end and raw[start] in _EDGE:
            start += 1
        while end > start and raw[end - 1] in _EDGE:
            end -= 1
        if (
            end > start
            and raw[end - 1] == "."
            and raw[end - 3 : end] != "..."
            and not _is_abbreviated(raw, end)
        ):
            end -= 1
        if raw[end : end + 1] == ")" and "(" in raw[max(start, end - 200) : end]:
            opened = raw.rfind("(", start, end)
            end += ")" not in raw[opened:end]
        if start >= end or not any(c.isalnum() for c in raw[start:end]):
            return None
        return self.paragraph.start + start, self.paragraph.start + end

    def within(self, start: int, end: int) -> Place | None:
        """Article offsets of words within quotation marks: blanks, commas and dashes at the ends left out."""
        raw = self.raw
        while start < end and raw[start] in _EDGE:
            start += 1
        while end > start and (raw[end - 1].isspace() or raw[end - 1] in ",–—-―;"):
            end -= 1
        return (self.paragraph.start + start, self.paragraph.start + end) if start < end else None

    def token_at(self, offset: int) -> int:
        """The number of the first token that starts at or after an offset in `raw`."""
        return bisect_left(self.starts, offset)

    def tokens(self, start: int, end: int) -> Span:
        """The tokens that start within a stretch of `raw`."""
        first = self.token_at(start)
        return self.doc[first : max(first, self.token_at(end))]

    def quote_before(self, offset: int) -> int | None:
        """The number of the last quotation that ends at or before an offset in `raw`."""
        at = bisect_right(self.quotes, offset, key=lambda q: q.end)
        return at - 1 if at else None

    def quote_after(self, offset: int) -> int | None:
        """The number of the first quotation that starts at or after an offset in `raw`."""
        at = bisect_right(self.quotes, offset - 1, key=lambda q: q.start)
        return at if at < len(self.quotes) else None

    def overlapped(self, start: int, end: int) -> range:
        """The numbers of the quotations that share characters with a stretch of `raw`."""
        first = bisect_right(self.quotes, start, key=lambda q: q.end)
        last = bisect_right(self.quotes, end - 1, key=lambda q: q.start)
        return range(first, last)

    def words(self, quote: Quote) -> int:
        """How many words a quotation has, as far as its first 600 characters go."""
        return len(self.raw[quote.inner_start : min(quote.inner_end, quote.inner_start + 600)].split())

    def sentence(self, offset: int) -> tuple[int, int]:
        """Offsets in `raw` of the sentence around an offset; within a quotation, its part of the
        quotation."""
        at = bisect_right(self.breaks, offset)
        start = self.breaks[at - 1] if at else 0
        end = self.breaks[at] if at < len(self.breaks) else len(self.raw)
        around = self.overlapped(offset, offset + 1)
        if around:
            quote = self.quotes[around[0]]
            return max(start, quote.inner_start), min(end, quote.inner_end)
        return start, end


def _is_abbreviated(raw: str, end: int) -> bool:
    """Whether the full stop before `end` belongs to a word such as U.S. or Ill., or to an initial; the
    letter of "wrote on X." or "plan B." is none."""
    words = raw[max(0, end - 24) : end - 1].split()
    word = words[-1].lstrip("(“\"‘'").rpartition("-")[2] if words else ""
    initial = len(word) == 1 and word.isalpha() and not (len(words) > 1 and words[-2].lower() in _LETTERED)
    return "." in word or (word[:1].isupper() and word.lower() in lexicon()["abbreviations"]) or initial


def _breaks(raw: str, quotes: tuple[Quote, ...]) -> tuple[int, ...]:
    """Where sentences begin. One that ends within a quotation that goes on is no break for what stands
    around it."""
    dateline = _DATELINE.match(raw)
    found: list[int] = [dateline.end()] if dateline else []
    for match in _BREAK.finditer(raw):
        if (
            raw[match.start()] == "."
            and match.end() - match.start() < 3
            and _is_abbreviated(raw, match.start() + 1)
        ):
            continue
        if not found or match.end() > found[-1]:
            found.append(match.end())
    return tuple(found)


_INSERT = re.compile(
    r"(?<=[,.!?…])\s*[–—―]\s+(?P<words>[^–—―\"“”«»]{4,90}?)(?P<end>[.,]\s*[–—―]\s+|\.?\s*\Z)"
)


def _without_inserts(quotes: tuple[Quote, ...], doc: Doc, raw: str) -> tuple[Quote, ...]:
    """Quotations cut at a cue that stands within their marks, set off by dashes: "So it is, – said X. – It
    holds."."""
    if "–" not in raw and "—" not in raw and "―" not in raw:
        return quotes
    starts = {t.idx: t for t in doc}
    cut: list[Quote] = []
    for quote in quotes:
        start, inner = quote.start, quote.inner_start
        for match in _INSERT.finditer(raw, quote.inner_start, quote.inner_end):
            token = starts.get(match.start("words"))
            if token is not None and "quote" in _takes(token):
                cut.append(Quote(start, match.start(), inner, match.start()))
                start = inner = match.end()
        if start < quote.inner_end:
            cut.append(Quote(start, quote.end, inner, quote.inner_end, quote.closed))
    return tuple(cut)


def _takes(token: Token) -> frozenset[str]:
    frames = lexicon().verbs.get(token.lemma_.lower(), ())
    return frames[-1].takes if frames else frozenset()


def open_page(index: int, paragraph: Paragraph, raw: str) -> Page:
    """Find the quotations and sentences of a paragraph and place every token in or out of the quotations."""
    quotes = _without_inserts(find_quotes(raw), paragraph.doc, raw)
    inside, number = [-1] * len(paragraph.doc), 0
    for token, start in enumerate(paragraph.doc.to_array("IDX").tolist() if quotes else ()):
        while number < len(quotes) and quotes[number].end <= start:
            number += 1
        if number == len(quotes):
            break
        if quotes[number].start <= start:
            inside[token] = number
    return Page(index, paragraph, raw, quotes, _breaks(raw, quotes), tuple(inside))


_MOST_BETWEEN = 4
"""Paragraphs without a mark that one quotation may run over."""


def joined(pages: list[Page]) -> list[Page]:
    """The pages, with those wholly in quotation marks that stand between a mark left open and the one that
    closes it in a later paragraph, without a mark of their own."""
    for at, page in enumerate(pages):
        if page.quotes and not page.quotes[-1].closed:
            for between in _between(pages, at):
                raw = pages[between].raw
                stop = len(raw.rstrip())
                whole = (Quote(0, stop, 0, stop, closed=False),)
                inside = (0,) * len(pages[between].inside)
                pages[between] = replace(pages[between], quotes=whole, inside=inside)
    return pages


def _between(pages: list[Page], at: int) -> range:
    """The pages behind one that leaves a quotation open, up to the one that closes it."""
    for other in range(at + 1, min(len(pages), at + 2 + _MOST_BETWEEN)):
        quotes = pages[other].quotes
        if pages[other].role != pages[at].role:
            break
        if quotes:
            closes = quotes[0].start == quotes[0].inner_start == 0
            return range(at + 1, other) if closes else range(0)
    return range(0)
