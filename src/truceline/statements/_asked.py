"""Questions put to somebody: "Asked whether the truce held, she ...", "he was pressed on the dead"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.statements._draft import Draft, Place
from truceline.statements._lexicon import lexicon
from truceline.statements._page import Page
from truceline.statements._speakers import agent_of
from truceline.statements._tree import children, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["asked_drafts"]

_ABOUT = {"about", "on", "over", "regarding", "concerning"}
_FEWEST = 3
"""Words of a quotation that is a question."""


def asked_drafts(page: Page) -> Iterator[Draft]:
    """The questions of one paragraph of which the report says to whom they were put.

    Who asked is named only after "by"; otherwise the statement has no speaker. Whoever was asked speaks in
    the answer, which is a statement of its own.
    """
    asking = lexicon()["asking"]
    for token, lemma in page.telling:
        if lemma not in asking or not _is_passive(token):
            continue
        piece = _question(page, token)
        if piece is None:
            continue
        first, last = verb_group(token)
        who = agent_of(page, token)
        yield Draft(
            page.index, page.place(first, last), page.place(*who) if who else None, (piece,), act="asks",
            rule="asked", lemma=lemma, token=token.i, confidence=0.75,
        )  # fmt: skip


def _is_passive(verb: Token) -> bool:
    """Whether the subject is who was asked: "was asked", "when asked", and "Asked" at the head of a sentence,
    which the parser may take for the past tense."""
    if verb.tag_ == "VBN":
        helped = any(c.lower_ in {"has", "have", "had", "'ve", "’ve", "'d"} for c in children(verb, "aux"))
        return not helped or any(True for _ in children(verb, "auxpass"))
    led = verb.i == verb.sent.start or any(
        c.lower_ in {"when", "if"} for c in children(verb, "advmod", "mark")
    )
    return (
        verb.tag_ == "VBD" and verb.dep_ == "advcl" and led and not any(True for _ in children(verb, "nsubj"))
    )


def _question(page: Page, verb: Token) -> Place | None:
    """What was asked: a clause, what stands behind "about", or the quotation right behind the verb."""
    end = verb.idx + len(verb)
    number = page.quote_after(end)
    near = number is not None and not page.raw[end : page.quotes[number].start].strip(" ,:")
    if near and number is not None and page.words(page.quotes[number]) >= _FEWEST:
        quote = page.quotes[number]
        return page.within(quote.inner_start, quote.inner_end)
    askers = [o for c in children(verb, "agent") for o in children(c, "pobj")]
    for child in (*verb.children, *(c for o in askers for c in children(o, "prep"))):
        if child.i <= verb.i or page.inside[child.i] != page.inside[verb.i]:
            continue
        if child.dep_ in {"ccomp", "advcl"} and _asks(child, verb) and child.left_edge.nbor().text != ",":
            return _up_to(page, verb, int(child.left_edge.i), int(child.right_edge.i))
        about = child.dep_ == "prep" and child.lower_ in _ABOUT and child.right_edge.i > child.i
        if about and not _dates(child):
            return _up_to(page, verb, child.i + 1, int(child.right_edge.i))
    return None


def _dates(prep: Token) -> bool:
    """ "Asked on Monday": when, not about what."""
    return any(o.ent_type_ in {"DATE", "TIME"} for o in children(prep, "pobj"))


def _asks(clause: Token, verb: Token) -> bool:
    """Whether a clause right behind the verb (and at most who asked, and when) is a question."""
    edge = clause.left_edge
    wondering = edge.lower_ in {"if", "whether"} or edge.tag_ in {"WP", "WRB", "WDT", "WP$"}
    answers = edge.i > 0 and edge.nbor(-1).text == "," and not wondering
    return (clause.dep_ == "ccomp" and not answers) or (wondering and edge.i - verb.i <= 8)


def _up_to(page: Page, verb: Token, first: int, last: int) -> Place | None:
    """The tokens as a place within the sentence of the verb, without the clause that answers."""
    end = page.sentence(verb.idx)[1]
    while last > first and page.doc[last].idx >= end:
        last -= 1
    return page.place(first, last)
