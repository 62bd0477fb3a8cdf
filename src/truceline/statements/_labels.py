"""Speakers set before or behind their words by a mark: headlines ("Envoy: talks go on") and transcripts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from truceline.statements._draft import Draft
from truceline.statements._lexicon import lexicon
from truceline.statements._page import Page
from truceline.statements._speakers import speaker_of
from truceline.statements._tree import children, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["headline_drafts", "indented_drafts", "titled_drafts", "transcript_drafts"]

_HEADLINES = {"headline", "subhead", "related", "caption", "chrome"}
_DASHED = re.compile(
    r"(?P<content>\S.{12,}?)\s*(?P<cue>[–—―]|(?<=\s)-{1,2}(?=\s))\s*(?P<source>[^–—―:;.!?]{2,60})\.?\s*\Z"
)
_COLON = re.compile(r"(?P<source>[^:“”\"!?;,]{2,70})(?P<cue>:)\s+(?P<content>\S.{12,})\Z", re.DOTALL)
_LABEL = re.compile(r"(?P<source>(?:[A-Z][\w.’'-]*)(?: (?:of|for|[A-Z(][\w.’')-]*)){0,5})(?P<cue>:)\s+(?=\S)")
_WORDS = re.compile(r"[^\W\d_]")
_LONGEST_NAME = 3
_LONGEST_HEADLINE = 250
_FEWEST_TURNS = 3
"""Labelled paragraphs that make a transcript."""


def headline_drafts(page: Page) -> Iterator[Draft]:
    """ "Talks to go on — ministry", "Ministry source: no plan B": attribution by a mark, in headlines and
    links."""
    text = page.raw.rstrip()
    if (
        len(text) > _LONGEST_HEADLINE
        or "\n" in text
        or (page.role == "body" and (len(text) > 160 or page.breaks))
    ):
        return
    match = _DASHED.match(text)
    if match and _names_source(page, match.start("source"), match.end("source")):
        yield _by_mark(page, match)
        return
    match = _COLON.match(text)
    if match and _names_source(page, match.start("source"), match.end("source")):
        yield _by_mark(page, match)


def _by_mark(page: Page, match: re.Match[str]) -> Draft:
    offset = page.paragraph.start
    content = page.trimmed(match.start("content"), match.end("content"))
    cue = (offset + match.start("cue"), offset + match.end("cue"))
    return Draft(
        page.index,
        cue,
        page.trimmed(match.start("source"), match.end("source")),
        (content,) if content else (),
        rule="headline",
        lemma=match["cue"],
        confidence=0.75,
    )


def _names_source(page: Page, start: int, end: int) -> bool:
    """Whether these words name somebody who can speak: a person, an office, a body or "media", and do
    nothing else."""
    tokens = list(page.tokens(start, end))
    if (
        not tokens
        or len(tokens) > 10
        or any(t.pos_ in {"VERB", "AUX"} and t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in tokens)
    ):
        return False
    words = {t.lower_ for t in tokens} | {t.lemma_.lower() for t in tokens}
    if page.raw[start:end].strip().casefold() in lexicon()["no_speakers"]:
        return False
    if words & lexicon()["crowd_sources"]:
        return True
    if page.role == "body" and (len(tokens) > 5 or any(t.pos_ != "PROPN" for t in tokens)):
        return False
    return any(t.ent_type_ in {"PERSON", "ORG", "NORP"} for t in tokens)


def titled_drafts(pages: list[Page]) -> Iterator[Draft]:
    """A headline that begins with a bare name ("Lund: no pause before spring"), where the text below shows
    that it is the name of a person."""
    heads = [p for p in pages if p.index == 0 or p.role in _HEADLINES]
    for page in heads:
        match = _COLON.match(page.raw.rstrip()) if len(page.raw) <= _LONGEST_HEADLINE else None
        words = match["source"].split() if match else []
        if not match or not 0 < len(words) <= _LONGEST_NAME or not all(w[:1].isupper() for w in words):
            continue
        if match["source"].casefold() not in lexicon()["no_speakers"] and _is_person(pages, page, words[-1]):
            yield _by_mark(page, match)


def _is_person(pages: list[Page], heading: Page, name: str) -> bool:
    """Whether a word is part of a person's name somewhere in the body."""
    return any(
        t.ent_type_ == "PERSON" and t.text == name
        for page in pages
        if page is not heading and page.role == "body"
        for t in page.doc
    )


def transcript_drafts(pages: list[Page]) -> Iterator[Draft]:
    """What is said in a transcript: paragraphs that begin with the name of who speaks, or "Q", and a colon.

    One such paragraph may be a dateline or a list; it takes three, and a label that comes back.
    """
    turns = [
        (page, match)
        for page in pages
        if page.is_readable and (match := _LABEL.match(page.raw)) and _WORDS.search(page.raw, match.end())
    ]
    labels = Counter(match["source"].split()[-1].casefold() for _, match in turns)
    if len(turns) < _FEWEST_TURNS or not labels or max(labels.values()) == 1:
        return
    for page, match in turns:
        offset = page.paragraph.start
        content = page.within(match.end(), len(page.raw.rstrip()))
        if content is None or _is_heading(page, match):
            continue
        asks = match["source"].casefold() in {"q", "question"}
        yield Draft(
            page.index, (offset + match.start("cue"), offset + match.end("cue")),
            (offset + match.start("source"), offset + match.end("source")), (content,),
            act="asks" if asks else "asserts", rule="label", lemma=":", confidence=0.85,
        )  # fmt: skip


def indented_drafts(pages: list[Page]) -> Iterator[Draft]:
    """What is set below "The ministry said:" as a paragraph of its own, without quotation marks."""
    for page, below in pairwise(pages):
        told = page.raw.rstrip()
        if not told.endswith(":") or below.role != page.role or not (page.is_readable and below.is_readable):
            continue
        low = page.sentence(len(told) - 1)[0]
        verb = next((t for t in reversed(page.tokens(low, len(told))) if _introduces(page, t)), None)
        who = speaker_of(page, verb) if verb is not None else None
        raw = below.raw
        bare = not (below.quotes and not raw[: below.quotes[0].start].strip())
        bare = bare and len(raw.split()) >= _FEWEST_INDENTED
        content = below.within(0, len(raw.rstrip())) if bare else None
        if verb is None or who is None or content is None or not raw[:1].isupper() or _LABEL.match(raw):
            continue
        yield Draft(
            page.index, page.place(*verb_group(verb)), page.place(*who), (content,), rule="label",
            lemma=verb.lemma_.lower(), confidence=0.6,
        )  # fmt: skip


_FEWEST_INDENTED = 5
_SETS_DOWN = {"say", "write", "read", "state", "declare", "reply", "post", "tweet", "announce"}


def _introduces(page: Page, token: Token) -> bool:
    """A finite verb of saying in the report's own words whose content is still to come."""
    if token.lemma_.lower() not in _SETS_DOWN or token.tag_ not in {"VBD", "VBZ", "VBP"}:
        return False
    said = any(c.i > token.i for c in children(token, "ccomp", "dobj"))
    return page.inside[token.i] < 0 and not said


def _is_heading(page: Page, match: re.Match[str]) -> bool:
    """Whether the label is that of a note rather than of a speaker."""
    return match["source"].casefold() in lexicon()["no_speakers"]
