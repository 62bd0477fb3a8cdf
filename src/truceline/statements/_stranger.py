"""Whom "he" or "she" means, where it is somebody whom the report does not name: "A farmer stopped his cart.
“They took the cows,” he said."
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from truceline.statements._draft import Place
from truceline.statements._lexicon import lexicon
from truceline.statements._page import Page
from truceline.statements._tree import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["stranger_before"]

_SEX = {"he": "m", "she": "f"}
_OF_SEX = {
    "man": "m", "boy": "m", "father": "m", "grandfather": "m", "uncle": "m", "monk": "m", "imam": "m",
    "priest": "m", "husband": "m", "brother": "m", "son": "m", "widower": "m", "woman": "f", "girl": "f",
    "mother": "f", "grandmother": "f", "aunt": "f", "nun": "f", "wife": "f", "sister": "f", "daughter": "f",
    "widow": "f", "housewife": "f", "seamstress": "f", "midwife": "f",
}  # fmt: skip
_ARTICLES = frozenset({"a", "an", "one", "another", "the", "this", "that"})
_NO_PERSON = frozenset({"GPE", "LOC", "ORG", "NORP", "FAC"})
_SENTENCES = 3
"""Sentences up to and with that of the pronoun in which its stranger is looked for."""


def stranger_before(
    pages: Sequence[Page], number: int, place: Place, is_known: Callable[[Place], bool]
) -> str:
    """The words for the unnamed person that a pronoun stands for, or nothing.

    It is the last subject before it that can be one person, where that is nobody with a name.

    Args:
        pages: the paragraphs of the article.
        number: that of the pronoun.
        place: the pronoun (article offsets).
        is_known: whether words at a place name an actor.
    """
    sex = _SEX.get(pages[number].text(place).lower())
    if sex is None:
        return ""
    for page, subject in _subjects(pages, number, place[0]):
        if subject.lower_ in _SEX:
            if _SEX[subject.lower_] == sex:
                continue
            return ""
        found = page.place(subject.left_edge.i, subject.i)
        if found is None:
            continue
        if _is_person(subject) and _OF_SEX.get(subject.lemma_.lower(), sex) == sex:
            article = subject.left_edge.lower_
            whole = page.place(subject.left_edge.i, subject.right_edge.i) or found
            new = article in _ARTICLES and not is_known(whole)
            return page.text(_with_description(page, subject) or found) if new else ""
        if _is_person(subject) or (subject.pos_ == "PROPN" and subject.ent_type_ not in _NO_PERSON):
            return ""
    return ""


def _subjects(pages: Sequence[Page], number: int, offset: int) -> Iterator[tuple[Page, Token]]:
    """The subjects of clauses before an offset, the nearest first, outside quotations, a few sentences back,
    into the paragraph before at the farthest."""
    left = _SENTENCES
    for page in (pages[number], *(pages[number - 1 : number] if number else ())):
        if page.role != pages[number].role:
            return
        end = offset - page.paragraph.start
        for token in reversed(page.each):
            if token.idx >= end:
                continue
            if token.dep_ in SUBJECTS and page.inside[token.i] == -1:
                yield page, token
            if token.idx in page.breaks:
                left -= 1
            if left == 0:
                return
        left -= 1
        if left <= 0:
            return


def _is_person(noun: Token) -> bool:
    """Whether a noun is one for a single person by what he is or does."""
    lemma = noun.lemma_.lower()
    one = noun.pos_ in {"NOUN", "PROPN"} and noun.tag_ in {"NN", "NNP"}
    return one and (lemma in lexicon()["persons"] | lexicon()["offices"] or lemma.endswith(("man", "woman")))


def _with_description(page: Page, noun: Token) -> Place | None:
    """A noun with the prepositions that hang on it: "a fighter of 28", "a man from the hills"."""
    last = noun.i
    for child in noun.rights:
        if child.dep_ != "prep" or child.i != last + 1:
            break
        last = child.right_edge.i
    return page.place(noun.left_edge.i, last)
