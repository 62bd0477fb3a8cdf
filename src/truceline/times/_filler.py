"""Stretches of a text that are no prose, and hold no time that anyone meant.

A page may come with a line of a megabyte: a table without its line ends, numbers, dots, one phrase again
and again. Reading each of its numbers as a year or a clock would take long and tell nothing, so such
stretches are blanked, character by character. Prose is never near these limits: twenty thousand characters
of it hold some nine hundred different words, and four letters to one mark or digit.
"""

from __future__ import annotations

import re

__all__ = ["without_filler"]

LETTERLESS = 2_000
"""Characters of a line without one letter that are no prose."""
PART = 20_000
"""Characters of a longer line that are judged together."""
FEW = 100
"""Different words below which such a part is no prose, unless it has fewer than ten times as many words."""

_LETTERLESS = re.compile(rf"[\W\d_]{{{LETTERLESS},}}")
_WORD = re.compile(r"[^\W\d_]+")


def without_filler(text: str) -> str:
    """The text with every stretch that is no prose as spaces; its length stays."""
    if len(text) < LETTERLESS:
        return text
    return "\n".join(line if len(line) < LETTERLESS else _prose_of(line) for line in text.split("\n"))


def _prose_of(line: str) -> str:
    """A long line without letterless runs, and without parts in which few words recur or marks prevail."""
    kept = _LETTERLESS.sub(lambda match: " " * len(match.group()), line)
    if len(kept) < PART:
        return kept
    size = -(-len(kept) // (len(kept) // PART + 1))
    parts = [kept[at : at + size] for at in range(0, len(kept), size)]
    return "".join(part if _is_prose(part) else " " * len(part) for part in parts)


def _is_prose(part: str) -> bool:
    words = _WORD.findall(part)
    letters = sum(map(len, words))
    marks = len(part) - letters - part.count(" ")
    return letters >= marks and (len(words) < 10 * FEW or len(set(words)) >= FEW)
