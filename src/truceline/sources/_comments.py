"""Where the readers' comments begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from truceline.sources._dateline import MONTH, WEEKDAY
from truceline.sources._signals import Signals

__all__ = ["comments_from"]

_AHEAD = 14
"""Within how many units marks of comments count together: two or three comments."""
_ENOUGH = 3.5
_STRONG, _WEAK, _SPOKEN = 2.0, 1.2, 1.0
"""What "Reply" or "Posted by" is worth, a time of posting beside a name, and a name with "says:" (which
records of questions and answers have too): two, three and four of them are enough.
"""
_POSTED = re.compile(r"(?:posted |comment |written )?by:? \S+", re.IGNORECASE)
_NAME_FIRST = re.compile(
    rf"(?!{WEEKDAY}|{MONTH}|(?i:published|posted|updated|on|at|last|date|time|by"
    rf"|source)\b)[^\W\d][\w.-]{{1,24}}(?: [\w.-]{{1,20}})?(?:\s{{2,}}| on | at | [|·•–-] ?|, )\S",
    re.IGNORECASE,
)
_BUTTONS = frozenset({"share", "link", "like", "likes", "report", "quote", "up", "down", "permalink"})


def comments_from(signals: Sequence[Signals]) -> int:
    """The index of the first unit of the readers' comments; the number of units where there are none.

    They begin at a heading for comments below the first sentences of the article, if marks of comments follow
    it, or a name under a heading that counts them, or less than half as much prose as came before; or,
    without a heading, at the name above the first of several marks that stand close together.
    """
    before, left = 0, sum(s.kind == "prose" for s in signals)
    for index, signal in enumerate(signals):
        if signal.kind == "prose":
            before, left = before + 1, left - 1
        if not before or index < 3:
            continue
        if signal.kind == "comment_label":
            marked = _weight(signals, index + 1, index + 30) >= 2 * _WEAK
            if marked or left * 2 <= before or _names_follow(signals, index):
                return index
        elif before > 1 and _mark(signals, index) and _weight(signals, index, index + _AHEAD) >= _ENOUGH:
            return _first_line(signals, index)
    return len(signals)


def _names_follow(signals: Sequence[Signals], index: int) -> bool:
    """Whether a heading that counts comments ("3 Comments") has a line with nothing but a name below it."""
    counted = re.search(r"[1-9]\d*", signals[index].unit.text) is not None
    below = signals[index + 1] if index + 1 < len(signals) else None
    return counted and below is not None and below.kind == "short" and below.words <= 3


def _weight(signals: Sequence[Signals], start: int, stop: int) -> float:
    return sum(_mark(signals, index) for index in range(start, min(stop, len(signals))))


def _mark(signals: Sequence[Signals], index: int) -> float:
    """How plainly a unit is a mark of comments: 0.0 where it is none."""
    signal = signals[index]
    if signal.kind == "comment_mark":
        if signal.folded in _BUTTONS:
            return 0.0
        return _SPOKEN if signal.unit.text.endswith(":") else _STRONG
    if signal.kind != "published" or index == 0:
        return 0.0
    if _POSTED.match(signal.unit.text):
        return _STRONG
    above = signals[index - 1]
    named_above = (above.kind == "short" or "ago" in signal.folded.split()) and above.words <= 4
    return _WEAK if named_above or _NAME_FIRST.match(signal.unit.text) else 0.0


def _first_line(signals: Sequence[Signals], index: int) -> int:
    """The line with which the comment begins to which a mark belongs.

    "Reply" stands below its comment: then that is the nearest name within a few lines above, or the text.
    """
    if signals[index].kind != "comment_mark" or signals[index].unit.text.endswith(":"):
        return index - (signals[index - 1].kind in {"short", "chrome"})
    for above in range(index - 1, max(index - 5, 0), -1):
        if signals[above].kind in {"short", "published", "comment_mark", "comment_label"}:
            named = signals[above].kind == "published" and signals[above - 1].kind == "short"
            return above - named
    return index - 1
