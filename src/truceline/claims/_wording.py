"""What a judge of wording sees of a report: its words by where they stand, what they hang on, its times.

Names are put away (their kind stays), and so are figures: what is learnt is how truces are told, not which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from truceline.claims._drafts import Draft
from truceline.claims._lexicon import verb_classes
from truceline.claims._sentences import LAST_OF_NEWS, Sentence, Truce
from truceline.model import When

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["of_report", "of_sentence"]

_VERBAL = frozenset({"VERB", "AUX"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "prt", "aux", "neg"})
_DATED = frozenset({"effective", "ends", "declared"})
_NAMED = frozenset({"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
"""Kinds of names, as the parse tells them."""
_HIGHEST = 3
"""How many words over the name of a truce are looked at."""


def of_report(sentences: Iterable[Sentence], drafts: Iterable[Draft]) -> tuple[frozenset[str], ...]:
    """The properties of a report, sentence by sentence, and last those of the times that were read from it.

    Args:
        sentences: its sentences; those that neither tell its news nor name a truce have no properties.
        drafts: the claims on its own ceasefire.
    """
    told = [frozenset(of_sentence(one)) for one in sentences]
    return (*told, frozenset(_of_times(drafts)))


def of_sentence(sentence: Sentence) -> Iterator[str]:
    """The properties of one sentence: none where it neither tells the news nor names a truce."""
    if sentence.index > LAST_OF_NEWS + 1 and not sentence.truces:
        return
    place = _place(sentence)
    for token in sentence.span:
        if token.is_punct or token.is_space:
            continue
        word = _word(token)
        yield f"{place} {word}"
        yield f"word {word}"
        if token.pos_ in _VERBAL:
            yield from (f"{word} {c.dep_} {_word(c)}" for c in token.children if c.dep_ in _ARGUMENTS)
    for time in sentence.times:
        yield f"{place} time {_relation(time.when, sentence.article.published)}"
    for truce in sentence.truces_of("name", "act", "peace"):
        yield from _over(sentence, truce)


def _place(sentence: Sentence) -> str:
    """Where a sentence stands: in the headline, at the head of the text, further down."""
    if sentence.role == "headline":
        return "headline"
    return "lead" if sentence.index <= LAST_OF_NEWS else "below"


def _word(token: Token) -> str:
    """A word by its lemma; a name by its kind, a figure as one."""
    if token.ent_type_ in _NAMED:
        return f"<{token.ent_type_}>"
    if token.pos_ == "PROPN" or (token.is_title and not token.is_sent_start):
        return "<NAME>"
    if token.like_num or any(c.isdigit() for c in token.text):
        return "#"
    return str(token.lemma_.lower())


def _over(sentence: Sentence, truce: Truce) -> Iterator[str]:
    """What the name of a truce hangs on, with the form of the first verb over it."""
    token = sentence.token_at(truce.end - 1)
    path: str = truce.kind
    for _ in range(_HIGHEST):
        if token is None or token.head == token:
            return
        path += f" {token.dep_}"
        token = token.head
        yield f"{path} {_word(token)}"
        yield from (f"{path} <{name}>" for name in verb_classes(token))
        if token.pos_ in _VERBAL:
            auxiliaries = "+".join(c.lower_ for c in token.children if c.dep_ in {"aux", "auxpass", "neg"})
            yield f"{path} {token.tag_} {auxiliaries}"
            return


def _of_times(drafts: Iterable[Draft]) -> Iterator[str]:
    """Whether the start, the end and the making of the truce lie ahead of the report, today or behind."""
    for found in drafts:
        if found.field in _DATED and not found.topic and isinstance(found.value, When):
            yield f"{found.field} {_relation(found.value, found.sentence.article.published)}"


def _relation(when: When | None, published: When | None) -> str:
    """How a time lies to the publication: ahead, today, behind, or unknown."""
    if when is None or published is None or None in (when.earliest, when.latest):
        return "unknown"
    if published.earliest is None or published.latest is None or when.earliest is None or when.latest is None:
        return "unknown"
    if when.earliest > published.latest:
        return "ahead"
    return "behind" if when.latest <= published.earliest else "today"
