"""Quotation marks of every kind into quoted stretches.

Quoting in news is untidy: marks of three styles in one text, straight marks that open and close alike, marks
that never close, paragraphs that reopen what the last one left open, apostrophes that look like closing
marks, and (in tokenised text) blanks on both sides of every mark. One pass from left to right over the marks
decides each from its neighbours and from what is open.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

__all__ = ["Quote", "find_quotes"]

_MARKS = re.compile("[\"“”„‟«»‘’]|(?<=\\S)'(?=''(?!'))|''|``|(?<!\\w)'|'(?!\\w)")
_OPENERS = {"“": "“”", "„": "“”„", "‟": "“”", "«": "»", "‘": "’'", "``": "'' "}
_CLOSERS = {"”", "»"}
_EITHER = {'"', "''"}
_SINGLE = {"'", "’"}
_SINGLES = {"'", "’", "‘"}
_SINGLE_END = re.compile(r"(?<=[\w.,!?])['’](?!\w)")
_CONTRACTED = re.compile(r"(?:s|re|ve|ll|d|m|t|em|n)\b", re.IGNORECASE)
_LONGEST_SINGLE = 400
"""Characters. A single mark with no partner that near is an apostrophe."""


@dataclass(frozen=True)
class Quote:
    """A quoted stretch at the outermost level.

    `start` and `end` (offsets in the text given) include the marks; `inner_start` and `inner_end` leave them
    out. `closed` is False where the closing mark is missing; the stretch then runs to the end of the text.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True


def find_quotes(text: str) -> tuple[Quote, ...]:
    """The outermost quoted stretches of one paragraph, in order, in one pass over its marks."""
    found: list[Quote] = []
    stack: list[tuple[str, int, int]] = []
    ends = [m.start() for m in _SINGLE_END.finditer(text)]
    odd = {mark for mark in _EITHER if text.count(mark) % 2}
    for match in _MARKS.finditer(text):
        mark, start, end = match.group(), match.start(), match.end()
        if mark in odd and stack and stack[-1][0] == mark and _looks_open(text, start, end):
            del stack[-1]
            odd.discard(mark)
        closes = _closes(text, mark, start, end, stack)
        if closes is not None:
            opened = stack[closes]
            del stack[closes:]
            if opened[0] not in _SINGLES and all(m in _SINGLES for m, _, _ in stack):
                stack.clear()
            if not stack:
                found.append(Quote(opened[1], end, opened[2], start))
        elif (
            not (stack or found)
            and (mark in odd or mark in _CLOSERS)
            and _only_closes(text, mark, start, end)
        ):
            found.append(Quote(0, end, 0, start))
        elif _opens(text, mark, start, end) and (mark not in _SINGLES or _is_paired(ends, end)):
            stack.append((mark, start, end))
    while stack and stack[0][0] in _SINGLES:
        del stack[0]
    if stack:
        stop = len(text.rstrip())
        _, start, inner = stack[0]
        if inner < stop:
            found.append(Quote(start, stop, inner, stop, closed=False))
    return tuple(found)


def _closes(text: str, mark: str, start: int, end: int, stack: list[tuple[str, int, int]]) -> int | None:
    """The place in the stack of what this mark closes; None where it closes nothing."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if mark in _SINGLE:
        if after.isalnum() or (before.isspace() and not after.isspace()):
            return None
        return _innermost(stack, {"‘", "'", "‚"}, start)
    if mark == "«" and stack and stack[-1][0] == "»" and not before.isspace():
        return len(stack) - 1
    if mark in {"“", "„", "‟", "«", "‘", "``"}:
        closing = mark == "“" and stack and not before.isspace() and not after.isalnum()
        return _innermost(stack, {"„", "“", '"'}, None) if closing else None
    if mark in _CLOSERS:
        return _innermost(stack, {"«"} if mark == "»" else {"“", "„", "‟", '"', "”"}, None)
    return _innermost(stack, {mark, "“", "``"} if mark == "''" else {mark, "“", "„"}, None)


def _is_paired(ends: list[int], start: int) -> bool:
    """Whether a single mark may close what opens at `start` before it is too far."""
    at = bisect_left(ends, start + 1)
    return at < len(ends) and ends[at] - start <= _LONGEST_SINGLE


def _only_closes(text: str, mark: str, start: int, end: int) -> bool:
    """Whether a double mark can only close, so that its quotation began before the text (a paragraph not
    reopened)."""
    if mark in _SINGLES or mark in {"“", "„", "«", "``"} or start == 0 or text[start - 1].isspace():
        return False
    return end == len(text) or text[end].isspace() or text[end] in ",.;:!?)"


def _looks_open(text: str, start: int, end: int) -> bool:
    """Whether a straight mark can only open: blank before it, a letter after it."""
    return (start == 0 or text[start - 1].isspace()) and end < len(text) and text[end].isalnum()


def _innermost(stack: list[tuple[str, int, int]], openers: set[str], near: int | None) -> int | None:
    for place in range(len(stack) - 1, max(-1, len(stack) - 4), -1):
        if stack[place][0] in openers and (near is None or near - stack[place][1] <= _LONGEST_SINGLE):
            return place
    return None


def _opens(text: str, mark: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else ""
    if mark in _SINGLE:
        if _CONTRACTED.match(text, end):
            return False
        return mark == "'" and (before.isspace() or before in '([—–-“"') and after.isalpha()
    if mark in {"”", "»"}:
        return before.isspace() and after.isalnum()
    if mark == "‘":
        return after.isalnum() and not before.isalnum()
    return bool(after.strip()) or bool(text[end : end + 2].strip())
