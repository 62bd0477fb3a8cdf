"""Which documents are worth reading in depth: a pass over their bytes that costs next to nothing.

Of general news one document in fifty speaks of a ceasefire, and reading one in depth costs a thousand times
as much as looking through its bytes. So nothing is parsed here: the bytes of text or of a page's markup are
scanned once for the words of `data/first_pass.toml` (Aho-Corasick). It is meant to keep too much rather than
too little; what it keeps is read, and may then turn out to be about something else.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

__all__ = ["may_concern"]

_TABLE = bytes(
    0x20 if byte < 0x20 or byte >= 0x80 or byte in b"-_\x7f" else ord(chr(byte).lower())
    for byte in range(256)
)
"""Every byte in lower case; white space, hyphens and what is outside ASCII as a space."""
_GAPS = re.compile(
    rb" {2,}|&(?:nbsp|shy|#160|#173|#8209|#45|#x2011|#xa0|#xad);"
    rb"|</?(?:b|i|em|strong|a|span)(?: [^<>]{0,200})?>"
)
_BEGINNINGS = ("cease", "cessation")
_NEVER = 1_000
_WIDE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class _Words:
    """The lists, ready for use. The first `sure` patterns of `scan` decide alone; the others do if one of
    `fights` stands within so many bytes and so many different ones of `war` stand anywhere (`reaches`).
    `broken` are the patterns that may be the beginning of a word whose end is elsewhere.
    """

    scan: BytesAhoCorasick
    sure: int
    broken: frozenset[int]
    fights: re.Pattern[bytes]
    reaches: tuple[tuple[int, int], ...]
    war: BytesAhoCorasick


def may_concern(data: bytes) -> bool:
    """Whether a document may be about a ceasefire or talks on one.

    Args:
        data: its text or markup in an encoding that holds ASCII (UTF-8, Latin, Windows code pages), or in
            UTF-16 with its mark.

    Returns:
        False where it certainly has none of the words that a report on a ceasefire has.
    """
    if data.startswith(_WIDE):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    words = _words()
    plain = data.translate(_TABLE)
    hits = words.scan.find_matches_as_indexes(plain)
    if not hits:
        return False
    if _decide(plain, hits, words):
        return True
    if not any(which in words.broken for which, _, _ in hits):
        return False
    # Words that are broken by spaces at a line's end, an entity or a tag: rare, and dear to mend.
    mended = _GAPS.sub(b" ", plain)
    return _decide(mended, words.scan.find_matches_as_indexes(mended), words)


def _decide(plain: bytes, hits: list[tuple[int, int, int]], words: _Words) -> bool:
    needed = _NEVER
    for which, start, end in hits:
        if which < words.sure:
            return True
        for reach, enough in words.reaches:
            if enough < needed and words.fights.search(plain, max(0, start - reach), end + reach):
                needed = enough
    return (
        needed < _NEVER and len({word for word, _, _ in words.war.find_matches_as_indexes(plain)}) >= needed
    )


@cache
def _words() -> _Words:
    lists = tomllib.loads((files(__package__) / "data/first_pass.toml").read_text(encoding="utf-8"))
    sure, near = lists["sure"]["words"], lists["near"]
    patterns = [*sure, *near["stops"], *_BEGINNINGS]
    return _Words(
        _automaton(patterns),
        len(sure),
        frozenset(i for i, word in enumerate(patterns) if word.strip().startswith(_BEGINNINGS)),
        re.compile(b"|".join(re.escape(word.encode()) for word in near["fights"])),
        ((near["bytes"], near["enough"]), (near["tight"], near["enough_tight"])),
        _automaton(near["war"]),
    )


def _automaton(words: Sequence[str]) -> BytesAhoCorasick:
    from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind  # noqa: PLC0415 - only where it is used

    patterns = [word.encode() for word in words]
    return BytesAhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)
