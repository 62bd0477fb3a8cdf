"""Whether an expression looks back or ahead, by the words around it in its sentence."""

from __future__ import annotations

from functools import lru_cache

from truceline.times._lexicon import data_table
from truceline.times._tokens import Token

__all__ = [
    "AHEAD",
    "BACK",
    "NEAREST",
    "OPEN",
    "direction",
    "length_words",
    "office_holders",
    "saying_verbs",
    "sentence_of",
    "sentences",
]

BACK, OPEN, AHEAD, NEAREST = -1, 0, 1, 2
"""Before the anchor; undecided; after it; whichever lies nearer (future in the past: "was to begin on
Sunday").
"""

REACH = 30
"""Tokens looked at on either side: longer sentences are rare, and the governing verb stands near."""


@lru_cache(maxsize=1)
def _cues() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in data_table("cues.toml").items()}


def length_words() -> frozenset[str]:
    """The words after which "a year" is a length of time."""
    return _cues()["length_before"]


def saying_verbs() -> frozenset[str]:
    """Verbs by which somebody is said to have spoken."""
    return _cues()["saying"]


def office_holders() -> frozenset[str]:
    """Nouns for people by their office."""
    return _cues()["office_holders"]


def sentences(tokens: list[Token]) -> list[int]:
    """For each token the number of its sentence."""
    numbers: list[int] = []
    number = 0
    shortened = _cues()["shortened"]
    for i, token in enumerate(tokens):
        numbers.append(number)
        if token.text == "\n":
            number += 1
        elif token.text in {".", "!", "?"} and i + 1 < len(tokens):
            following = tokens[i + 1]
            before = tokens[i - 1].text if i else ""
            if (
                following.start > token.end
                and (following.upper or following.text == '"')
                and before not in shortened
            ):
                number += 1
    return numbers


def sentence_of(numbers: list[int], i: int) -> tuple[int, int]:
    """First and last (exclusive) token within reach of `i` in its sentence."""
    first, last = i, i + 1
    while first > 0 and numbers[first - 1] == numbers[i] and i - first < REACH:
        first -= 1
    while last < len(numbers) and numbers[last] == numbers[i] and last - i < REACH:
        last += 1
    return first, last


def direction(
    tokens: list[Token], first: int, last: int, bounds: tuple[int, int], *, timed: bool = False
) -> int:
    """Where the expression of the tokens `first` to `last` lies against its anchor.

    The preposition before it decides if it can; else the nearest verb before it, else the nearest after it
    (docs/times.md, rule 2: "said, reported look back; will, set to, due, until, from, starting look ahead").
    A sentence in the present tense that gives a clock (`timed`) announces: "guns stop at 8 a.m. on Monday".
    """
    cues = _cues()
    left = tokens[bounds[0] : first]
    if left and left[-1].text in cues["fixing"] and last < len(tokens) and tokens[last].text == "for":
        return AHEAD
    if last + 1 < len(tokens) and tokens[last].text == "'" and tokens[last + 1].text == "s":
        return _by_preposition(left, cues) or BACK
    told = bool(left) and left[-1].text == "on"  # "The rebels on Friday agreed to ..."
    if last < len(tokens) and (tokens[last].text in cues["over"] or (told and _is_past(tokens[last], cues))):
        return BACK
    for step in (_by_preposition(left, cues), _by_verbs(left[::-1], cues, reverse=True)):
        if step != OPEN:
            return step
    right = _by_verbs(tokens[last : bounds[1]], cues, reverse=False)
    if right == OPEN and not timed and [t.text for t in left[-2:]] == ["as", "of"]:
        return BACK
    return AHEAD if right == OPEN and timed and bounds[1] - bounds[0] > last - first + 3 else right


def _by_preposition(left: list[Token], cues: dict[str, frozenset[str]]) -> int:
    words = [t.text for t in left[-4:]]
    while (
        words
        and words[-1] in {"on", "at", "the", "in", "of", "around", "about"}
        and len(words) > 1
        and words[-2] in _LEADING
    ):
        words.pop()
    if not words:
        return OPEN
    if words[-1] == "since":
        return BACK
    if words[-1] in {"until", "till", "to"} and any(t.text in _LENGTHENED for t in left[-_MOVED:]):
        return AHEAD
    if words[-1] == "to" and any(t.text in cues["moving"] for t in left[-_MOVED:]):
        return AHEAD
    if words[-1] in cues["ahead_prepositions"] or (
        len(words) > 1 and " ".join(words[-2:]) in cues["ahead_phrases"]
    ):
        runs = words[-1] == "from" and words[-2:-1] and words[-2] in _RUNNING and words[-3:-2] != ["into"]
        return NEAREST if runs or _past_near(left[:-1], cues) else AHEAD
    return OPEN


_LEADING = {
    "starting",
    "beginning",
    "commencing",
    "effective",
    "until",
    "till",
    "since",
    "by",
    "from",
    "as",
    "end",
}


_RUNNING = {"acts", "operates", "functions", "works", "applies", "holds", "valid", "force", "effect"}
"""What a truce does from its start on: the start may lie behind ("in force from Saturday")."""
_LENGTHENED = {
    "extend", "extended", "extending", "lengthen", "lengthened", "prolong", "prolonged", "prolonging",
    "renew", "renewed", "renewing",
}  # fmt: skip
_MOVED = 7
"""Tokens between what was put off and the day to which it was ("postponed on Tuesday to Saturday")."""


def _past_near(left: list[Token], cues: dict[str, frozenset[str]]) -> bool:
    for token in left[::-1][:8]:
        if token.text in cues["future"]:
            return False
        if _is_past(token, cues):
            return True
    return False


def _is_past(token: Token, cues: dict[str, frozenset[str]]) -> bool:
    word = token.text
    return word in cues["past"] or (len(word) > 4 and word.endswith("ed") and word not in cues["not_past"])


def _by_verbs(  # noqa: PLR0911 - one rule a line
    words: list[Token], cues: dict[str, frozenset[str]], *, reverse: bool
) -> int:
    """The direction of the nearest verb; `words` run away from the expression."""
    for i, token in enumerate(words):
        if token.text == "set" and (words[i - 1] if reverse and i else token).text in {"to", "for"}:
            return AHEAD
        if reverse and i + 1 < len(words) and words[i + 1].text == "to" and token.text in cues["beginnings"]:
            continue
        if token.text in cues["future"]:
            return AHEAD if not _was_before(words, i, cues, reverse=reverse) else NEAREST
        if _is_past(token, cues):
            if reverse and _future_passive(words, i, cues):
                return AHEAD
            return BACK
        if token.text == "to" and _infinitive(words, i, cues, reverse=reverse):
            before = words[i + 1].text if reverse else words[i - 1].text
            return NEAREST if before in {"was", "were"} else AHEAD
        if token.text == ";":
            return OPEN
    return OPEN


def _infinitive(words: list[Token], i: int, cues: dict[str, frozenset[str]], *, reverse: bool) -> bool:
    """ "agreed to stop", "is to begin": what is said with an infinitive under such a word lies ahead."""
    left, right = (i + 1, i - 1) if reverse else (i - 1, i + 1)
    if not (0 <= left < len(words) and 0 <= right < len(words)):
        return False
    verb = words[right]
    governed = (
        words[left].text in cues["infinitive_governors"] | {"was", "were"} or verb.text in cues["beginnings"]
    )
    return governed and not verb.upper and verb.text.isalpha() and verb.text not in cues["not_infinitive"]


def _future_passive(words: list[Token], i: int, cues: dict[str, frozenset[str]]) -> bool:
    """ "will be held", "is to be signed", "set to be launched", "to be answered", "is expected": a
    participle under a future. The month of May is none.
    """
    nearer = {t.text for t in words[i + 1 : i + 5] if not (t.upper and t.text == "may")}
    if [t.text for t in words[i + 1 : i + 3]] == ["be", "to"]:
        return True
    if nearer & {"will", "would", "shall", "should", "must", "may", "can", "could"}:
        return True
    return words[i].text in cues["future_participles"] and bool(nearer & {"is", "are", "be"})


def _was_before(words: list[Token], i: int, cues: dict[str, frozenset[str]], *, reverse: bool) -> bool:
    near = words[i + 1 : i + 4] if reverse else words[max(0, i - 3) : i]
    return words[i].text in cues["future_in_past"] and any(t.text in {"was", "were", "had"} for t in near)
