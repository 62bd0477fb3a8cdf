"""Refusals, evasions and what they are about: the statements that were not made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.model import Act
from truceline.statements._draft import Draft, Place
from truceline.statements._lexicon import lexicon
from truceline.statements._page import Page
from truceline.statements._speakers import speaker_of
from truceline.statements._tree import is_negated, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["no_comment_drafts", "silence_drafts"]


_NO = re.compile(r"\bno\b", re.IGNORECASE)
_COMMENTS = {"comment", "comments", "response", "reply", "reaction", "statement"}


def silence_drafts(page: Page) -> Iterator[Draft]:
    """ "Declined to comment on X", "did not directly answer whether X", "would not say what X", "cannot
    confirm X"."""
    words = lexicon()
    for token, lemma in page.telling:
        if lemma not in words["answering"] or token.tag_[:1] != "V":
            continue
        found = _silence(token)
        if found is None:
            continue
        act, first, last = found
        pieces, last = _topic(page, token, last)
        if not pieces and lemma in words["needs_topic"]:
            continue
        if not pieces:
            pieces, last = _refused(page, token, first, last)
        cue = page.place(first, last)
        if cue is None:
            continue
        reach = speaker_of(page, token)
        if reach is not None and page.inside[token.i] >= 0 and page.doc[reach[0]].lower_ in {"i", "we"}:
            continue
        yield Draft(
            page.index,
            cue,
            page.place(*reach) if reach else None,
            pieces,
            act=act,
            rule="silence",
            lemma=lemma,
            confidence=0.85,
            token=token.i,
        )


def no_comment_drafts(page: Page) -> Iterator[Draft]:
    """ "The army had no immediate comment", "there was no response from the capital": a refusal as a noun."""
    for noun in page.each if _NO.search(page.raw) else ():
        if noun.lower_ not in _COMMENTS or not any(c.lower_ == "no" for c in noun.children):
            continue
        verb, reach = noun.head, None
        if noun.dep_ == "dobj" and verb.lemma_.lower() in {"have", "make", "offer", "give", "issue"}:
            reach = speaker_of(page, verb)
        elif noun.dep_ in {"attr", "nsubj"} and verb.lemma_.lower() == "be":
            source = next(
                (c for c in (*noun.children, *verb.children) if c.dep_ == "prep" and c.lower_ == "from"), None
            )
            who = next((c for c in source.children if c.dep_ == "pobj"), None) if source is not None else None
            reach = (int(who.left_edge.i), int(who.right_edge.i)) if who is not None else None
        topic = next(
            (c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"on", "about", "to"}), None
        )
        cue = page.place(noun.left_edge.i, noun.i)
        if reach is None or cue is None or page.inside[noun.i] >= 0:
            continue
        place = page.place(topic.i + 1, int(topic.right_edge.i)) if topic is not None else None
        yield Draft(
            page.index, cue, page.place(*reach), (place,) if place else (), act="declines", rule="silence",
            lemma=noun.lower_, confidence=0.8, token=noun.i,
        )  # fmt: skip


def _silence(token: Token) -> tuple[Act, int, int] | None:
    """The act, and the first and last token of the cue, where this verb is not done."""
    first, last = verb_group(token)
    ruled = _ruled(token)
    if ruled is not None:
        return *ruled, last
    if not (is_negated(token) or _by_nobody(token)) or any(c.dep_ == "auxpass" for c in token.children):
        return None
    if any(c.lower_ in {"directly", "clearly", "specifically"} for c in token.children):
        return "evades", first, last
    if token.lemma_.lower() in _OF_DETAILS and not _leaves_open(token):
        return None
    modal = any(c.tag_ == "MD" for c in token.children)
    return "declines" if modal or token.lemma_.lower() in {"comment", "confirm"} else "evades", first, last


_OF_DETAILS = {"give", "provide", "address", "predict", "respond", "reply", "return"}


def _leaves_open(token: Token) -> bool:
    """Whether what was not given or answered is a detail or a question: "gave no date", "did not respond to
    a request for comment", "did not return calls"."""
    lists = lexicon()
    if token.lemma_.lower() == "return":
        return any(c.dep_ == "dobj" and c.lemma_.lower() in lists["requests"] for c in token.children)
    asked = (o for c in token.children if c.dep_ == "prep" and c.lower_ == "to" for o in c.children)
    if any(o.dep_ == "pobj" and o.lemma_.lower() in lists["requests"] for o in asked):
        return True
    return any(c.dep_ == "dobj" and c.lemma_.lower() in lists["details"] for c in token.children)


def _refused(page: Page, token: Token, first: int, last: int) -> tuple[tuple[Place, ...], int]:
    """What was refused where no topic is named: "to comment" of "declined to comment", with the last token of
    the cue that is left."""
    to = next((c for c in token.children if c.dep_ == "aux" and c.lower_ == "to"), None)
    place = page.place(to.i, last) if to is not None and to.i > first else None
    return ((place,), to.i - 1) if to is not None and place else ((), last)


def _ruled(token: Token) -> tuple[Act, int] | None:
    """The act and the first token of the cue where another verb undoes this one: "refused to", "avoided"."""
    if token.dep_ not in {"xcomp", "pcomp", "acl", "ccomp", "advcl"}:
        return None
    words = lexicon()
    ruler = token.head if token.dep_ != "pcomp" else token.head.head
    lemma = ruler.lemma_.lower()
    if lemma in words["refusing"] and token.dep_ != "ccomp":
        return "declines", verb_group(ruler)[0]
    if lemma in words["avoiding"] and token.dep_ in {"xcomp", "pcomp"}:
        return "evades", verb_group(ruler)[0]
    unable = lemma in {"able", "ready", "willing", "position"}
    return (
        ("declines", ruler.i) if unable and is_negated(ruler.head if ruler.pos_ == "ADJ" else ruler) else None
    )


def _by_nobody(token: Token) -> bool:
    """ "Neither side would comment", "no one answered": the "not" is in the subject."""
    subjects = [c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}]
    return any(
        c.lower_ in {"nobody", "none", "neither"} or c.left_edge.lower_ in {"neither", "no", "none"}
        for c in subjects
    )


def _topic(page: Page, token: Token, last: int) -> tuple[tuple[Place, ...], int]:
    """What was not spoken of: the rest of the clause after the verb and its preposition."""
    right = [
        c
        for c in token.children
        if c.i > last and c.dep_ not in {"punct", "advmod", "cc", "conj", "npadvmod"}
    ]
    right = [c for c in right if not (c.dep_ == "advcl" and c.tag_ == "VBG")]
    if not right:
        return (), last
    start = right[0].left_edge.i
    if right[0].dep_ == "prep":
        if right[0].lower_ not in {"on", "about", "to", "upon", "regarding", "over"}:
            return (), last
        last = right[0].i if right[0].i == last + 1 else last
        start = right[0].i + 1
    stop = max(c.right_edge.i for c in right)
    end = page.token_at(page.sentence(token.idx)[1]) - 1
    question = page.doc[min(right[0].i, stop)].lower_ in {"question", "questions"}
    stop = max(stop, end) if question or right[0].dep_ in {"ccomp", "advcl"} else min(stop, max(end, start))
    place = page.place(max(start, last + 1), stop)
    return ((place,) if place else ()), last
