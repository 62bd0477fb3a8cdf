"""A slip of arithmetic as a piece of SVG for a page: as wide as the page allows, legible from 300 pixels on.

Every place along it is in hundredths of its width, so that its letters keep their size. What is kept is full
and what is not is hollow, and both are labelled; colours are the page's (`.slip-sum` in its style sheet).
"""

from __future__ import annotations

from html import escape

from truceline.figures.slips import PUBLISHED, Mark, Sum
from truceline.figures.strips import Axis, Shape

__all__ = ["slip_svg"]

LINE = 15
"""Pixels from one line of letters to the next."""
LANE = 20
ROW = 2 * LINE + LANE + 6
GAP = 34
LONGEST = 46
"""Letters of the report's words at most; all of them stand beside the drawing."""
CELL = 40
MARGIN = 2
EDGE = 5
"""Hundredths at either side where a tick has no room for its label."""


def slip_svg(told: Sum) -> str:
    """The drawing, with its text twin as its name. What a report says is escaped."""
    body, height = _days(told) if told.days else _axis(told)
    return (
        f'<svg class="slip-sum" width="100%" height="{height}" role="img" aria-label="{escape(told.text)}">'
        f"{''.join(body)}</svg>"
    )


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    side = f' text-anchor="{anchor}"' if anchor != "start" else ""
    look = f' class="{kind}"' if kind else ""
    return f'<text x="{x}%" y="{y}"{look}{side}>{escape(words)}</text>'


def _axis(told: Sum) -> tuple[list[str], int]:
    assert told.axis is not None
    bottom = ROW * len(told.marks)
    found = [
        f'<line class="grid" x1="{tick.at}%" x2="{tick.at}%" y1="0" y2="{bottom + GAP}"/>'
        for tick in told.axis.ticks
    ]
    found += [
        f'<line class="drop" x1="{at}%" x2="{at}%" y1="{LINE * 2}" y2="{bottom + 8}"/>'
        for at in (told.start, told.end)
    ]
    for n, mark in enumerate(told.marks):
        found += _row(mark, n * ROW)
    found += _gap(told, bottom + 8)
    foot = bottom + GAP + LINE
    found += [
        _text(tick.at, foot, tick.label, "tick", "middle")
        for tick in told.axis.ticks
        if EDGE < tick.at < 100 - EDGE
    ]
    found.append(_text(0, foot + LINE, _stretch(told.axis), "tick"))
    return found, foot + LINE + 6


def _stretch(axis: Axis) -> str:
    """What the ticks leave unsaid: the days of the axis, or its years where it is long."""
    first, last = axis.first, axis.last
    if not axis.is_fine:
        return f"{axis.years}, UTC"
    year = f" {first.year}" if first.year != last.year else ""
    begun = f"{first.day} {first:%B}{year} to " if first.date() != last.date() else ""
    return f"{begun}{last.day} {last:%B} {last.year}, UTC"


def _row(mark: Mark, top: int) -> list[str]:
    words = mark.words if len(mark.words) <= LONGEST else mark.words[:LONGEST].rstrip() + " …"
    found = [
        _text(0, top + LINE - 3, f"“{words}”" if words else PUBLISHED, "cited"),
        _text(0, top + 2 * LINE - 3, f"{mark.local}{', kept' if mark.kept else ''}", "local"),
    ]
    y = top + 2 * LINE + LANE / 2
    found += [_shape(shape, y, kept=mark.kept) for shape in mark.shapes]
    if mark.utc:
        at = mark.shapes[-1]
        offset, side = (-9, "end") if at.start > 60 else (9, "start")
        found.append(
            f'<text class="clock" x="{at.start}%" dx="{offset}" y="{y + 4}" text-anchor="{side}">'
            f"{escape(mark.utc)}</text>"
        )
    return found


def _shape(shape: Shape, y: float, *, kept: bool) -> str:
    look = "kept" if kept else "not-kept"
    if shape.kind == "tie":
        return f'<line class="tie" x1="{shape.start}%" x2="{shape.end}%" y1="{y}" y2="{y}"/>'
    if shape.kind == "bar":
        return (
            f'<rect class="{look}" x="{shape.start}%" width="{shape.width}%" y="{y - 4}" height="8" rx="1"/>'
        )
    return f'<circle class="{look}" cx="{shape.start}%" cy="{y}" r="5.5"/>'


def _gap(told: Sum, y: int) -> list[str]:
    """A line from one reading to the other, and how far they lie apart."""
    middle = round((told.start + told.end) / 2, 2)
    anchor = "start" if middle < 25 else "end" if middle > 75 else "middle"
    x = told.start if anchor == "start" else told.end if anchor == "end" else middle
    return [
        f'<line class="gap" x1="{told.start}%" x2="{told.end}%" y1="{y}" y2="{y}"/>',
        *(
            f'<line class="gap" x1="{at}%" x2="{at}%" y1="{y - 4}" y2="{y + 4}"/>'
            for at in (told.start, told.end)
        ),
        _text(x, y + LINE + 2, told.gap, "apart", anchor),
    ]


def _days(told: Sum) -> tuple[list[str], int]:
    wide = 100 / len(told.days)
    found = []
    for n, day in enumerate(told.days):
        look = "day kept" if day.kept else "day told" if day.told else "day"
        x, middle = round(n * wide, 2), round((n + 0.5) * wide, 2)
        found.append(f'<rect class="{look}" x="{x}%" width="{wide:.2f}%" y="{MARGIN}" height="{CELL}"/>')
        kind = "in-kept" if day.kept else ""
        found.append(_text(middle, MARGIN + 17, f"{day.day:%a}", kind, "middle"))
        found.append(_text(middle, MARGIN + 33, f"{day.day.day} {day.day:%b}", kind or "tick", "middle"))
    found += _gap(told, CELL + 14)
    foot = CELL + GAP + LINE + 2
    kept = next(day.day for day in told.days if day.kept)
    weekday = next(day.day for day in told.days if day.told)
    found.append(
        _text(0, foot + 4, f"full: the date, {kept.day} {kept:%B} {kept.year}, a {kept:%A}, kept", "local")
    )
    found.append(_text(0, foot + 4 + LINE, f"dashed: the weekday told, {weekday:%A}", "local"))
    return found, foot + LINE + 10
