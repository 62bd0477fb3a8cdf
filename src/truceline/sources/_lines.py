"""Text into units: the lines of a text, with hard-wrapped lines joined into the paragraphs that they were."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Line", "Unit", "lines_of", "units_of"]

_LINE = re.compile(r"[^\n\r\f\v\x85]*[^\s][^\n\r\f\v\x85]*")
_ENDS = re.compile(r"[.!?…:;][\"”’')\]»]*$")
NARROWEST, WIDEST = 40, 110
"""Between how many columns teleprinters, mail programs and text archives wrap their lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: characters `start` to `end` of the text, without white space at either end.

    `indent` counts the white space before it; `gap` is whether a blank line stands above it.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """One or more lines that are one paragraph, heading, label or entry. `text` has one space for each line
    break.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: bool
    lines: int = 1


def lines_of(text: str) -> list[Line]:
    """The lines of `text` that hold anything but white space."""
    lines: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        body = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        start = match.start() + indent
        gap = (
            not lines
            or text.count("\n", last, match.start()) > 1
            or text.count("\r", last, match.start()) > 1 + (text.count("\n", last, match.start()) == 1)
        )
        lines.append(Line(start, start + len(body), body, indent, gap))
        last = match.end()
    return lines


def units_of(text: str, *, all_capitals: bool = False) -> list[Unit]:
    """The paragraphs of a text: its lines, joined where a line break is only the end of a column.

    `all_capitals`: the text is in capitals, so that no small letter shows where a sentence goes on.
    """
    lines = lines_of(text)
    runs_on = _runs_on_in_capitals if all_capitals else _runs_on
    width = _wrap_width(lines, runs_on)
    units: list[Unit] = []
    group: list[Line] = []
    for line in lines:
        if group and not _continues(group, line, width, runs_on):
            units.append(_unit(group, text))
            group = []
        group.append(line)
    if group:
        units.append(_unit(group, text))
    return units


def _unit(group: list[Line], text: str) -> Unit:
    first, last = group[0], group[-1]
    whole = first.text if len(group) == 1 else " ".join(line.text for line in group)
    return Unit(first.start, last.end, whole, first.indent, first.gap, len(group))


def _runs_on(line: Line, following: Line) -> bool:
    """Whether the sentence of one line plainly goes on in the next: no stop at its end, a small letter at
    the start.
    """
    return not following.gap and following.text[0].islower() and not _ENDS.search(line.text[-4:])


def _runs_on_in_capitals(line: Line, following: Line) -> bool:
    return not following.gap and line.end - line.start >= NARROWEST and not _ENDS.search(line.text[-4:])


def _wrap_width(lines: list[Line], runs_on: Callable[[Line, Line], bool]) -> int | None:
    """The column at which the text was wrapped, or None where its line breaks are its paragraphs.

    Lines that plainly run on show the width. It counts as wrapped where at least two do, where they are a
    quarter of the lines, and where hardly any line is longer.
    """
    running = sorted(a.end - a.start + a.indent for a, b in pairwise(lines) if runs_on(a, b))
    running = [width for width in running if NARROWEST <= width <= WIDEST]
    if len(running) < 2:
        return None
    width = running[-1]
    longer = sum(line.end - line.start + line.indent > width + 8 for line in lines)
    return width if longer <= len(lines) // 12 and len(running) * 6 >= len(lines) else None


def _continues(
    group: list[Line], line: Line, width: int | None, runs_on: Callable[[Line, Line], bool]
) -> bool:
    last = group[-1]
    if line.gap:
        return False
    if width is None:
        return False
    if line.indent > last.indent + 1 and (len(group) > 1 or not runs_on(last, line)):
        return False
    if last.text.isupper() != line.text.isupper() and not runs_on(last, line):
        return False
    first_word, _, others = line.text.partition(" ")
    if _ENDS.search(last.text[-4:]) and not others and line.text.isalpha():
        return False
    full = last.end - last.start + last.indent + 1 + len(first_word) > width - 4
    return full or (runs_on(last, line) and len(last.text) > NARROWEST // 2)
