"""What is different between two ways of telling the same."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

__all__ = ["Piece", "differences"]

Piece = tuple[str, bool]
"""Some words, and whether they are different."""

_TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]+")
LONGEST = 600
"""Words of a statement that are compared; the time that it takes grows with their square."""


def differences(text: str, other: str) -> list[Piece]:
    """`text` in pieces, those that `other` has as well told from those that it has not.

    Case and punctuation do not count. The pieces together are `text`.
    """
    here, there = (list(_TOKEN.finditer(t))[:LONGEST] for t in (text, other))
    mine, theirs = ([t[0].casefold() for t in tokens] for tokens in (here, there))
    same = [False] * len(here)
    for block in SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks():
        for n in range(block.a, block.a + block.size):
            same[n] = True
    pieces: list[Piece] = []
    at = 0
    for n, token in enumerate(here):
        # A mark of punctuation is as its neighbour is.
        different = not same[n] and (token[0][0].isalnum() or bool(pieces and pieces[-1][1]))
        if pieces and pieces[-1][1] == different:
            pieces[-1] = pieces[-1][0] + text[at : token.end()], different
        elif different:
            gap = text[at : token.start()]
            if gap:
                pieces.append((gap, False))
            pieces.append((token[0], True))
        else:
            pieces.append((text[at : token.end()], False))
        at = token.end()
    return [*pieces, (text[at:], False)] if at < len(text) else pieces
