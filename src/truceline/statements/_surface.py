"""Who said a quotation by the look of the words behind it, where the tree is of no help.

A verb of saying is told by its form ("“...,” screenwriter Cole Haddon wrote"), or a name stands behind a
dash ("“...” — Ana Lund").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from truceline.statements._draft import Draft, Place
from truceline.statements._lexicon import Frame, lexicon
from truceline.statements._page import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["signed", "spelt"]

_LONGEST = 12
"""Tokens between a closing mark and the verb, or in a name behind a dash."""
_PAST = {"said": "say", "told": "tell", "wrote": "write", "read": "read", "spoke": "speak", "says": "say"}
_BUSY = {"VBD", "VBZ", "VBP", "MD", "WDT", "WP", "IN", "TO"}
_SIGNATURE = re.compile(r"\s*[–—―‒-]{1,2}\s*(?P<name>[^\W\d_][^\n\"“”«»;:!?]{1,90}?)\s*\.?\s*\Z")


def spelt(page: Page, number: int, place: Place) -> Draft | None:
    """The report behind a quotation that ends in a comma, its verb told by its form and its speaker by where
    it stands: between the mark and the verb, from an article, a noun or a capital on."""
    quote = page.quotes[number]
    words = page.within(place[0] - page.paragraph.start, quote.inner_end)
    tail = list(page.tokens(quote.end, page.sentence(quote.end)[1]))[: _LONGEST + 1]
    for at, token in enumerate(tail):
        if at and _frame(token) is not None and words is not None:
            if not _names(tail[:at]):
                return None
            return Draft(
                page.index, page.place(token.i, token.i), page.place(tail[0].i, token.i - 1), (words,),
                rule="quote", lemma=token.lower_, token=token.i, confidence=0.7,
            )  # fmt: skip
        if page.inside[token.i] >= 0 or token.text in {".", ";", ":", "("}:
            return None
    return None


def _frame(token: Token) -> Frame | None:
    """The frame of a word that has the form of a past tense of a verb of saying, whatever its tag."""
    lower, verbs = token.lower_, lexicon().verbs
    stems = [_PAST[lower]] if lower in _PAST else []
    if lower.endswith("ed"):
        stems += [lower[:-2], lower[:-1], f"{lower[:-3]}y"]
    for stem in stems:
        frame = next((f for f in verbs.get(stem, ()) if not f.particle and "quote" in f.takes), None)
        if frame is not None:
            return frame
    return None


def _names(words: list[Token]) -> bool:
    """Whether words can be a noun phrase: an article, a pronoun or a capital first, and no verb or clause
    before a comma."""
    first = words[0]
    person = first.pos_ in {"DET", "PRON"} or first.lower_.endswith(("er", "or", "ist"))
    if not (first.text[0].isupper() or person):
        return False
    comma = next((n for n, t in enumerate(words) if t.text == ","), len(words))
    return not any(t.tag_ in _BUSY and t.lower_ != "of" for t in words[1:comma])


def signed(pages: list[Page], page: Page, number: int, place: Place) -> Draft | None:
    """The name behind a dash after a quotation, in its paragraph or at the head of the next, as under a
    letter or a motto."""
    quote = page.quotes[number]
    whole = page.raw[quote.inner_start : quote.inner_end].rstrip()[-1:] in {".", "!", "?", "…"}
    if page.raw[: quote.start].strip() or page.words(quote) < _FEWEST or not whole:
        return None
    here, at = page, quote.end
    if not page.raw[at:].strip(" .") and page.index + 1 < len(pages):
        here, at = pages[page.index + 1], 0
    match = _SIGNATURE.match(here.raw, at)
    if match is None:
        return None
    tokens = list(here.tokens(match.start("name"), match.end("name")))
    name = 0 < len(tokens) <= _LONGEST and tokens[0].text[0].isupper()
    if not name or any(t.tag_ in {"VBD", "VBZ", "MD"} for t in tokens):
        return None
    who = here.place(tokens[0].i, tokens[-1].i)
    return Draft(page.index, None, who, (place,), rule="label", confidence=0.7) if who is not None else None


_FEWEST = 3
"""Words of a quotation that somebody signs."""
