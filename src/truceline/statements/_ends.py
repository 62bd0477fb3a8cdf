"""Where indirect content may end, for a judge to choose from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from truceline.statements._draft import Draft
from truceline.statements._page import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["other_ends"]

_FEWEST = 2
"""Tokens that a content keeps in any case."""
_FARTHEST = 70
_MOST = 24
_MARKS = {",", "—", "–", "-", ";", ":", "”", '"', "''"}
_OPENERS = {"cc", "mark", "prep", "advmod", "nsubj"}
_OPENING_TAGS = {"WDT", "WP", "WRB", "VBG", "TO"}
_LENGTHS = (3, 5, 8, 12, 18, 26)


def other_ends(page: Page, draft: Draft) -> list[tuple[Draft, tuple[str, ...]]]:
    """The draft itself, then the same with its last piece ending elsewhere; each with its properties.

    Quoted content ends at its marks and has no other end; a list of one.
    """
    offset = page.paragraph.start
    if not draft.content or draft.rule in {"carried", "silence", "headline"}:
        return [(draft, ())]
    start, end = (place - offset for place in draft.content[-1])
    tokens = page.tokens(start, end)
    around = page.overlapped(start, end)
    if len(tokens) <= _FEWEST or any(
        page.quotes[n].start <= start and end <= page.quotes[n].end for n in around
    ):
        return [(draft, ())]
    first, last = tokens[0].i, tokens[-1].i
    here = (draft, _properties(page, draft, first, last + 1, last + 1))
    found = [here]
    for stop in _stops(page, first, page.token_at(page.sentence(start)[1])):
        place = page.place(first, stop - 1)
        if place is not None and place not in {other.content[-1] for other, _ in found}:
            changed = replace(draft, content=(*draft.content[:-1], place))
            found.append((changed, _properties(page, draft, first, stop, last + 1)))
    return found[:_MOST]


def _stops(page: Page, first: int, high: int) -> Iterator[int]:
    doc = page.doc
    for at in range(first + _FEWEST, min(high, first + _FARTHEST) + 1):
        if at >= len(doc) or at == high:
            yield at
            return
        token = doc[at]
        if token.text in _MARKS or token.dep_ in _OPENERS or token.tag_ in _OPENING_TAGS:
            yield at


def _properties(page: Page, draft: Draft, first: int, stop: int, own: int) -> tuple[str, ...]:
    doc = page.doc
    last = doc[stop - 1]
    after = doc[stop] if stop < len(doc) else None
    length = sum(stop - first >= least for least in _LENGTHS)
    side = "own" if stop == own else "less" if stop < own else "more"
    found = [
        f"side={side}", f"length={length}", f"side,length={side},{length}", f"last={last.tag_}",
        f"side,rule={side},{draft.rule}", f"own={_apart(stop, own)}", f"lemma,side={draft.lemma},{side}",
        f"quotes={_open_quote(page, first, stop)}", f"verb={_has_verb(page, first, stop)},{side}",
    ]  # fmt: skip
    if after is None:
        return (*found, "after=end")
    attached = _attached(page, draft, first, stop, after)
    opener = _opener(page, stop)
    mark = after.text if after.text in _MARKS else ""
    found += [
        f"after={mark or after.tag_}", f"after.dep={after.dep_}", f"attached={attached}",
        f"dep,attached,side={after.dep_},{attached},{side}", f"opener={opener.lower_}",
        f"opener.tag={opener.tag_}", f"opener.dep={opener.dep_}", f"opener,side={opener.lower_},{side}",
        f"mark={mark},{opener.tag_},{side}", f"opener.head={opener.head.dep_},{side}",
        f"opener.head.tag={opener.head.tag_},{opener.tag_},{side}", f"ent={opener.ent_type_},{side}",
    ]  # fmt: skip
    return tuple(dict.fromkeys(found))


def _apart(stop: int, own: int) -> int:
    """How far from the end that the rules found, in coarse steps."""
    apart = abs(stop - own)
    return (1 if stop > own else -1) * sum(apart >= least for least in (1, 4, 9, 16))


def _open_quote(page: Page, first: int, stop: int) -> str:
    inside = page.inside
    if stop < len(inside) and inside[stop - 1] >= 0 and inside[stop] == inside[stop - 1]:
        return "cut"
    return "some" if any(inside[i] != inside[first] for i in range(first, stop)) else "none"


def _has_verb(page: Page, first: int, stop: int) -> bool:
    return any(t.pos_ in {"VERB", "AUX"} for t in page.doc[first:stop])


def _opener(page: Page, stop: int) -> Token:
    """The first word behind the end, marks left out."""
    at = stop
    while at + 1 < len(page.doc) and page.doc[at].is_punct:
        at += 1
    return page.doc[at]


def _attached(page: Page, draft: Draft, first: int, stop: int, after: Token) -> str:
    """To what the tree hangs the words behind the end: the cue, the content's own head, or deeper."""
    node = after
    for _ in range(12):
        if node.head is node or node.head.i < stop:
            break
        node = node.head
    head = node.head
    if draft.token >= 0 and head.i == draft.token:
        return f"cue,{node.dep_}"
    if first <= head.i < stop:
        root = page.doc[first:stop].root
        return f"root,{node.dep_}" if head.i == root.i else f"deep,{node.dep_}"
    return f"out,{node.dep_}"
