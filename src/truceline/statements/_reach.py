"""How far the noun phrase of a speaker goes: without the clause of the cue, on its own side of the quotation
marks, with the name behind an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from truceline.statements._lexicon import lexicon
from truceline.statements._page import Page
from truceline.statements._tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_a_name", "is_time", "reach"]

_OCCASION = {"to", "during", "after", "before", "on"}
"""After "said the envoy" these begin to whom and when it was said, and no longer name the envoy."""
_THEN = {"earlier", "later", "meanwhile", "also", "today", "yesterday", "then", "now", "previously"}
_LONGEST = 60
"""Tokens: a longer noun phrase is a parsing error."""


def is_time(head: Token) -> bool:
    return head.ent_type_ in {"DATE", "TIME"} and head.pos_ != "PRON"


def reach(page: Page, verb: Token, head: Token) -> tuple[int, int] | None:
    """The noun phrase of `head`, without the clause that holds the cue, and not into or out of quotation
    marks."""
    if head.lower_ == "there" or head.dep_ == "expl":
        return None
    first, last = int(head.left_edge.i), int(head.right_edge.i)
    last = min(last, first + _LONGEST)
    for child in head.children:
        if child.i > head.i and _holds(child, verb):
            last = min(last, int(child.left_edge.i) - 1)
    if first <= verb.i <= last:
        first, last = (verb.i + 1, last) if head.i > verb.i else (first, verb.i - 1)
    if head.i > verb.i:
        told = [int(c.left_edge.i) for c in children(head, "prep") if c.lower_ in _OCCASION]
        last = min([last, *(start - 1 for start in told if start > head.i)])
    first, last = _unquoted(page, first, head.i, max(last, head.i))
    return first, _with_name(page, last, verb.i) if head.i < verb.i else last


def _with_name(page: Page, last: int, verb: int) -> int:
    """The last token of a name right behind an office, where the tree hangs the name on the verb ("army chief
    Abdel Fattah al-Burhan on Tuesday rejected")."""
    end = last
    while end + 1 < verb and (page.doc[end + 1].pos_ == "PROPN" or page.doc[end + 1].text in {"-", "‑"}):
        end += 1
    named = (
        end > last
        and page.doc[last + 1].ent_type_ in {"PERSON", ""}
        and page.inside[end] == page.inside[last]
    )
    office = page.doc[last].lemma_.lower() in lexicon()["offices"]
    return end if named and office and page.doc[end].pos_ == "PROPN" else last


def _holds(child: Token, verb: Token) -> bool:
    return bool(child.left_edge.i <= verb.i <= child.right_edge.i)


def _unquoted(page: Page, first: int, head: int, last: int) -> tuple[int, int]:
    """The range kept on the side of the quotation marks on which its head stands; short names in marks are
    let in."""
    region = page.inside[head]
    while first < head and page.inside[first] != region:
        first += 1
    stop = head
    while stop < last and (page.inside[stop + 1] == region or (region == -1 and _is_short(page, stop + 1))):
        stop += 1
    sentence_start, sentence_end = page.sentence(page.doc[head].idx)
    first = min(head, max(first, page.token_at(sentence_start)))
    while first < head and page.doc[first].pos_ == "ADV" and page.doc[first].lower_ in _THEN:
        first += 1
    while stop > head and page.doc[stop].idx >= sentence_end:
        stop -= 1
    return first, stop


def is_a_name(page: Page, token: int) -> bool:
    """Whether the quotation around a token is short and does not end like something said ("A fine talk,")."""
    return _is_short(page, token) and page.raw[page.quotes[page.inside[token]].inner_end - 1] not in ",.!?"


def _is_short(page: Page, token: int) -> bool:
    return page.words(page.quotes[page.inside[token]]) <= 4
