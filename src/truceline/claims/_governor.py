"""The predicate to which a time belongs, and the words that lead up to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from truceline.claims._sentences import Sentence
from truceline.model import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["before", "governor_of"]

# "Said on Monday", "told reporters late on Friday", "said in a video on Wednesday": the parser often gives
# such a time to the clause that follows.
_RIGHT_BEFORE = re.compile(
    r"\b(?P<verb>[A-Za-z]+)"
    r"(?:\s+(?:reporters|journalists|the\s+nation|parliament|lawmakers)|\s+in\s+an?\s+(?:[\w-]+\s+){0,2}"
    r"(?:statement|video|broadcast|speech|message|interview|address|communiqu[eé]|letter)"
    r"|\s+on\s+(?:state\s+)?(?:television|radio|TV))?"
    r",?(?:\s+(?:late|early|only|again|here|earlier|later|back))*(?:\s+(?:on|at|in|by))?(?:\s+the)?\s*$"
)
_REACH = 90


def before(sentence: Sentence, offset: int, reach: int) -> str:
    """At most `reach` characters of the sentence before an article offset."""
    return sentence.article.text[max(sentence.start, offset - reach) : offset].replace("\u00a0", " ")


def governor_of(sentence: Sentence, time: TimeExpression) -> Token | None:
    """The predicate that a time dates: a verb right before it, else the head of its clause."""
    led = before(sentence, time.start, _REACH)
    match = _RIGHT_BEFORE.search(led)
    if match is not None:
        token = sentence.token_at(time.start - len(led) + match.start("verb"))
        if token is not None and token.tag_.startswith("VB") and not _is_in_name(sentence, token):
            return token
    return sentence.clause_at(time.start)


def _is_in_name(sentence: Sentence, token: Token) -> bool:
    """Whether a verb is a later word of what stands for a truce: "shooting" in "stop shooting"."""
    place = sentence.place(token)
    return any(t.start < place < t.end for t in sentence.truces)
