"""The ceasefires of a conflict, or of a whole casebook: a row each, from taking effect to the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby

from truceline.errors import UsageError
from truceline.figures._drawing import Drawing
from truceline.figures._sheet import BODY, LEFT, RIGHT, SMALL, Sheet, title_height
from truceline.figures._style import Ground
from truceline.figures._words import fit, width, wrap
from truceline.figures.course import local_zone, moment, preferred_when, stage_of
from truceline.figures.strips import Axis, make_axis
from truceline.model import Ceasefire, Reading, When
from truceline.wording import Wording, and_list, counted, current_status, say_when

__all__ = ["draw_conflict"]

ROW = 0.27
NAMES = 3.3
"""Inches that the names of the ceasefires take on the left."""
END = RIGHT - 0.75
"""Where the axis ends: beyond is room for the status of what ends last."""
OPEN = 0.45
"""Inches over which a ceasefire with no known end dissolves."""
SHORTEST = timedelta(days=12)
"""What an axis spans at least."""
MOST = 1000
"""Ceasefires that one figure holds."""
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class _Line:
    """A ceasefire as a row: from when to when, whether these are known, and what it is called."""

    ceasefire: Ceasefire
    name: str
    status: str
    start: datetime
    end: datetime | None
    began: When | None
    ended: When | None

    @property
    def is_backwards(self) -> bool:
        """Whether its end lies before its beginning."""
        return self.end is not None and self.end < self.start


def draw_conflict(reading: Reading, title: str, ground: Ground) -> Drawing:
    """The figure of the ceasefires of a reading, by conflict.

    Raises:
        UsageError: none of them is dated.
    """
    wording = Wording(reading.actors)
    told = [_line(one, wording) for one in reading.ceasefires]
    lines = sorted((line for line in told if line), key=lambda one: (_conflict(one), one.start))
    undated = [one for one, line in zip(reading.ceasefires, told, strict=True) if line is None]
    if not lines:
        raise UsageError(
            "no report dates any of these ceasefires, so there is nothing to draw on a line of time",
            cure="read further reports, or draw `sources`",
        )
    if len(lines) > MOST:
        raise UsageError(
            f"{len(lines):,} ceasefires are more than the {MOST:,} that a figure holds",
            cure="draw one conflict with --conflict",
        )
    axis = _axis(lines)
    about = [_about(lines, undated)]
    many = len({_conflict(line) for line in lines}) > 1
    low = [part for text in _foot(undated, wording) for part in wrap(text, RIGHT - LEFT, 7.5, most=3)]
    top = title_height(title, about) + 0.38
    heads = 0.3 * len({_conflict(line) for line in lines}) if many else 0.0
    bottom = top + 0.08 + sum(map(_height, lines)) + heads
    sheet = Sheet(ground, bottom + 0.34 + 0.14 * len(low) + 0.12)
    sheet.head(title, about)
    sheet.scale(axis, LEFT + NAMES, END, top, bottom)
    sheet.line([(LEFT, top), (RIGHT, top)])
    if not any(tick.label.isdigit() for tick in axis.ticks):
        sheet.text(LEFT, top - 0.06, axis.years, size=SMALL, color=ground.faint)
    y = top + 0.04
    for name, part in groupby(lines, _conflict):
        if many:
            sheet.text(LEFT, y + 0.22, name or "No conflict named", size=BODY, bold=True)
            y += 0.3
        for line in part:
            _draw_line(sheet, line, axis, y)
            y += _height(line)
    sheet.foot(low)
    text = "\n".join([*about, *(_twin(line) for line in lines), *low])
    return Drawing(title, text, sheet.figure)


def _conflict(line: _Line) -> str:
    return line.ceasefire.conflict or ""


def _line(ceasefire: Ceasefire, wording: Wording) -> _Line | None:
    began = preferred_when(ceasefire, "effective", "declared")
    ended = preferred_when(ceasefire, "ends")
    if began is None:
        dated = [e.when for e in ceasefire.timeline if e.kind != "ends" and moment(e.when)]
        began = dated[0] if dated else None
    start = moment(began) or moment(ended)
    if start is None:
        return None
    end = (ended.latest or ended.earliest) if ended else None
    return _Line(
        ceasefire, _name(ceasefire, wording), current_status(ceasefire), start, end if end != start else None,
        began, ended,
    )  # fmt: skip


def _name(ceasefire: Ceasefire, wording: Wording) -> str:
    """Its parties, where they are told; else what it is called."""
    parties = [wording.value(f.value) for f in ceasefire.fields.get("parties", ()) if f.preferred]
    return (
        and_list(parties[:3] + ([f"{len(parties) - 3} more"] if len(parties) > 3 else [])) or ceasefire.label
    )


def _axis(lines: Sequence[_Line]) -> Axis:
    """An axis for all rows, with room for what has no end. Behind the last day that is known it has no ticks:
    nothing is told of that time.
    """
    bounds = sorted(at for line in lines for at in (line.start, line.end) if at)
    first, known = bounds[0], bounds[-1]
    wide = END - LEFT - NAMES
    last = max([known, *(first + (o.start - first) * wide / (wide - OPEN) for o in lines if o.end is None)])
    spare = max(SHORTEST - (last - first), timedelta()) / 2
    zones = {local_zone(line.ceasefire) for line in lines}
    whole = When(earliest=first - spare, latest=last + spare, edtf="")
    axis = make_axis([whole], next(iter(zones)) if len(zones) == 1 else None)
    assert axis is not None
    return replace(axis, ticks=tuple(t for t in axis.ticks if t.at <= axis.place(known + spare)))


def _inch(axis: Axis, at: datetime) -> float:
    return LEFT + NAMES + (END - LEFT - NAMES) * axis.place(at) / 100


def _draw_line(sheet: Sheet, line: _Line, axis: Axis, y: float) -> None:
    ground = sheet.ground
    middle = y + _height(line) / 2
    color = ground.stages[stage_of(line.status)]
    start, end = _span(line, axis)
    fades = "left" if line.began is None else "right" if line.end is None else ""
    hollow = stage_of(line.status) == "talks" or line.is_backwards
    sheet.bar(start, end, middle, color, fades=fades, hollow=hollow)
    names = wrap(line.name, NAMES - 0.95, SMALL, most=2)
    for n, name in enumerate(names):
        sheet.text(LEFT, middle + 0.14 * (n - (len(names) - 1) / 2), name, size=SMALL, va="center_baseline")
    day = LEFT + NAMES - 0.12
    sheet.text(day, middle, _day(line), size=7.5, color=ground.faint, ha="right", va="center_baseline")
    told = line.status.replace("_", " ") or "status not told"
    _say_status(sheet, told + (", ends before it begins" if line.is_backwards else ""), (start, end), middle)
    sheet.line([(LEFT, y + _height(line)), (RIGHT, y + _height(line))], alpha=0.18)


def _height(line: _Line) -> float:
    return ROW + (0.12 if width(line.name, SMALL) > NAMES - 0.95 else 0.0)


def _span(line: _Line, axis: Axis) -> tuple[float, float]:
    """Where the bar of a ceasefire lies, in inches."""
    if line.end is None:
        start = _inch(axis, line.start)
        return (start - OPEN, start) if line.began is None else (start, start + OPEN)
    first, last = sorted((_inch(axis, line.start), _inch(axis, line.end)))
    return first, max(last, first + 0.07)


def _say_status(sheet: Sheet, told: str, span: tuple[float, float], y: float) -> None:
    """The status right of its bar, or left of it where the sheet ends."""
    start, end = span
    wide, room = width(told, SMALL), RIGHT - end - 0.06
    if wide <= room or start - LEFT - NAMES < wide:
        sheet.text(end + 0.06, y, fit(told, room, SMALL), size=SMALL, va="center_baseline")
    else:
        sheet.text(start - 0.06, y, told, size=SMALL, ha="right", va="center_baseline")


def _day(line: _Line) -> str:
    """The day of beginning, as short as it can be told."""
    when = line.began or line.ended
    assert when is not None
    year, _, rest = when.edtf.partition("-")
    if len(rest) >= 5 and rest[:2].isdigit() and rest[3:5].isdigit() and year.isdigit():
        return f"{int(rest[3:5])} {datetime(2000, int(rest[:2]), 1):%b} {year}"
    if rest[:2].isdigit() and year.isdigit() and 1 <= int(rest[:2]) <= 12:
        return f"{datetime(2000, int(rest[:2]), 1):%b} {year}"
    return year if year.isdigit() else f"{line.start:%b %Y}"


def _about(lines: Sequence[_Line], undated: Sequence[Ceasefire]) -> str:
    reports = len({a for line in lines for a in line.ceasefire.articles})
    open_ends = sum(1 for line in lines if line.end is None)
    told = f"{counted(len(lines), 'ceasefire')} from {counted(reports, 'report')}"
    told += f"; the end of {open_ends} is not known" if open_ends else ""
    return f"{told}; {len(undated)} not dated." if undated else f"{told}."


def _foot(undated: Sequence[Ceasefire], wording: Wording) -> list[str]:
    told: list[str] = []
    if undated:
        names = [f"{_name(one, wording)} ({_status(one)})" for one in undated]
        told.append(f"Not dated: {'; '.join(names)}.")
    told.append(
        "A bar runs from taking effect (else from being declared) to the end. One that dissolves has no "
        "known end, and its length says nothing; a hollow one was not agreed, or its dates contradict "
        "each other."
    )
    return told


def _status(ceasefire: Ceasefire) -> str:
    return current_status(ceasefire).replace("_", " ") or "status not told"


def _twin(line: _Line) -> str:
    began = f"from {say_when(line.began)}" if line.began else "beginning not known"
    ended = f"to {say_when(line.ended)}" if line.ended else "end not known"
    status = line.status.replace("_", " ") or "status not told"
    return f"{line.ceasefire.label} ({line.name}): {began}, {ended}; {status}."
