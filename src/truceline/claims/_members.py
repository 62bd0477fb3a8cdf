"""Who sits in a body that watches over a truce: "a committee of six: two officers of each side and two of the
United Nations", "a team led by X, with members from Y and Z", "a mechanism that X chairs".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from truceline.actors import Mention
from truceline.claims._charged import sender
from truceline.claims._lists import coordinated
from truceline.claims._sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Members", "members_of"]

_THE_SIDES = re.compile(
    r"\b(?:(?:each|both|either|all) of the|both|all(?: the)?|the)\s+"
    r"(?:(?:two|three|four|five|six|warring|opposing|rival|belligerent|signatory)\s+)*"
    r"(?:sides|parties|armies|camps|signatories|belligerents|factions|governments|combatants)\b"
    r"|\b(?:each|every|either)\s+(?:side|party|army|camp|signatory|faction|government)\b",
    re.I,
)
# What ties those who sit in it to a body, after the body or after others who do.
_TIE = re.compile(
    r"[\s,(–—-]*(?:and\s+|but\s+)?(?:(?:that|which|it)\s+)?"
    r"(?:(?:is|are|was|were|will|would|shall|to|has|have|being|been|be)\s+)*(?:jointly\s+|mainly\s+)?"
    r"(?:(?P<head>(?:led|headed|chaired|co-?chaired|commanded|run|directed|presided over|overseen) by"
    r"|under(?: the (?:command|orders|chairmanship|leadership|direction|flag|auspices|aegis|authority"
    r"|supervision) of)?)"
    r"|(?P<member>(?:made up|composed|comprised|formed|consist(?:s|ing)?|drawn) (?:of|by|from)"
    r"|compris(?:es?|ing)"
    r"|includ(?:es?|ing)|representing|bring(?:s|ing)? together|grouping|joining|joined by"
    r"|(?:set up|provided|deployed|sent|sponsored|fielded|supplied|formed|financed) by"
    r"|with the (?:participation|presence|help|support) of|of|from|with|among (?:them|which)"
    r"|(?:on|in) which)|:)\s*",
    re.I,
)
# "An African Union-led commission".
_LEADS = re.compile(r"-(?:led|chaired|headed|run|sponsored)\s+(?:[\w-]+\s+){0,3}[\w-]+$", re.I)
_OTHERS = re.compile(r"\b(?:with|led|headed|chaired)\b", re.I)
_SKIPPED = 60
"""Characters of those of whom nobody is named: "led by a general of that army, with two officers of"."""


# "Of four states, X, Y and Z".
_COUNTED = re.compile(
    r"(?:(?!the\b|each\b|both\b)"
    r"(?-i:[a-z])[\w-]*\s+){0,3}?(?-i:[a-z])[\w-]*\s*[,:(]\s*(?=(?:the\s+)?(?-i:[A-Z]))",
    re.I,
)


@dataclass(frozen=True)
class Members:
    """Those who sit in a body, and those who only lead it."""

    sitting: tuple[Mention, ...]
    leading: tuple[Mention, ...]

    @property
    def is_mixed(self) -> bool:
        """Whether the sides of the truce sit in it."""
        return any(map(_is_all, self.sitting))

    @property
    def outside(self) -> bool:
        """Whether others than the sides sit in it."""
        return not all(map(_is_all, self.sitting))


def _is_all(mention: Mention) -> bool:
    """Whether words mean all sides of the truce, whoever they are."""
    return _THE_SIDES.fullmatch(mention.text) is not None


def members_of(sentence: Sentence, body: tuple[int, int], head: Token | None) -> Members:
    """Who sits in a body, by what follows it in its sentence or by the verb that it depends on.

    Args:
        sentence: the sentence of the body.
        body: the article offsets of its noun phrase.
        head: its noun.
    """
    text = sentence.article.text
    sides = _sides_in(sentence)
    sitting: list[Mention] = list(sender(sentence, head)) if head is not None else []
    leading = [m for m in sentence.mentions if _LEADS.match(text, m.end, body[1])]
    at = body[1]
    while tie := _TIE.match(text, at, sentence.end):
        counted = _COUNTED.match(text, tie.end(), sentence.end)
        start = tie.end() if counted is None else counted.end()
        found = _before_next(sentence, coordinated(sentence, start, sides))
        if found:
            (leading if tie["head"] else sitting).extend(found)
            at = found[-1].end
            continue
        further = next((t for t in _TIE.finditer(text, tie.end(), sentence.end)), None)
        if (
            further is None
            or further.start() - tie.end() > _SKIPPED
            or not _is_phrase(sentence, tie.end(), further.start())
        ):
            break
        at = further.start()
    return Members(tuple(dict.fromkeys(sitting)), tuple(dict.fromkeys(leading)))


def _before_next(sentence: Sentence, found: list[Mention]) -> list[Mention]:
    """The names of a list up to where others are told in another way: "led by X, with members from Y"."""
    text = sentence.article.text
    for number, (one, two) in enumerate(pairwise(found), start=1):
        if _OTHERS.search(text, one.end, two.start):
            return found[:number]
    return found


def _is_phrase(sentence: Sentence, start: int, end: int) -> bool:
    """Whether what stands between two article offsets has no verb and no full stop."""
    words = [t for t in sentence.span if start <= sentence.place(t) < end]
    return not any(t.tag_ in {"VBZ", "VBD", "VBP", "MD"} or t.text in ".;" for t in words)


def _sides_in(sentence: Sentence) -> Sequence[Mention]:
    """The words of a sentence for all sides of its truce, where the cast does not tell who they are."""
    return [
        Mention(left, right, match.group(), match.group().lower(), "collective", "all sides of the truce")
        for match in _THE_SIDES.finditer(sentence.text)
        for left, right in [sentence.offsets(match)]
        if not any(m.start < right and left < m.end for m in sentence.mentions)
    ]
