"""The course of one ceasefire: each step with how sure its time is, then who spoke when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from truceline.errors import UsageError
from truceline.figures._drawing import Drawing
from truceline.figures._sheet import BODY, LEFT, LINE, RIGHT, SMALL, Sheet, title_height
from truceline.figures._style import Ground
from truceline.figures._voices import Said, Voice, draw_voices, said_of, voices_height, voices_of
from truceline.figures._words import wrap
from truceline.figures.course import Step, course, local_zone, moment, preferred_when
from truceline.figures.strips import Axis, Shape, draw, make_axis
from truceline.model import Ceasefire, Reading, When
from truceline.wording import (
    Sources,
    Wording,
    backwards,
    counted,
    current_status,
    open_questions,
    say_contact,
    say_when,
)

__all__ = ["draw_timeline"]

NARROW = 2.6
"""Inches that the words beside a mark need at least; else they stand below it."""
LONGEST = 110
"""Characters of a step's words."""
AROUND = timedelta(days=2)
"""How long before the first step and after the last a statement is still drawn at least."""
GAP = 0.13


@dataclass(frozen=True)
class _Row:
    """A step as it is drawn: its shapes, where they lie in inches, and the lines of its words."""

    step: Step
    shapes: tuple[Shape, ...]
    span: tuple[float, float]
    place: str
    bold: list[str]
    plain: list[str]

    @property
    def height(self) -> float:
        lines = len(self.bold) + len(self.plain) + (1 if self.place == "below" else 0)
        return LINE * lines + GAP


def draw_timeline(reading: Reading, ceasefire: Ceasefire, ground: Ground) -> Drawing:
    """The figure of one ceasefire of a reading.

    Raises:
        UsageError: no report dates anything about it.
    """
    steps = course(ceasefire)
    dated = [step for step in steps if moment(step.entry.when)]
    said = said_of(reading, ceasefire)
    axis = _axis(ceasefire, [step.entry.when for step in dated if step.entry.when], said)
    if axis is None:
        raise UsageError(
            f"no report dates any step of {ceasefire.id}, so there is nothing to draw on a line of time",
            cure="draw `sources` or `statements` instead, or read further reports",
        )
    wording, sources = Wording(reading.actors), Sources(reading)
    rows = [_row(step, axis, wording, sources) for step in dated]
    undated = [_told(step, wording) for step in steps if not moment(step.entry.when)]
    voices, elsewhere = voices_of(said, axis, wording)
    about = _about(ceasefire)
    low = [line for text in _foot(ceasefire, undated, elsewhere) for line in wrap(text, RIGHT - LEFT, 7.5)]
    top = title_height(ceasefire.label, about) + 0.42
    body = sum(row.height for row in rows)
    spoken = voices_height(voices)
    sheet = Sheet(ground, top + body + spoken + 0.42 + 0.14 * len(low) + 0.2)
    sheet.head(ceasefire.label, about)
    _frame(sheet, axis, top, top + body + spoken, ceasefire)
    y = top + 0.16
    for row in rows:
        _draw_row(sheet, row, y)
        y += row.height
    draw_voices(sheet, voices, axis, y)
    sheet.foot(low)
    text = "\n".join([*about, *_twin(steps, voices, wording, sources), " ".join(low)])
    return Drawing(f"Timeline: {ceasefire.label}", text, sheet.figure)


def _about(ceasefire: Ceasefire) -> list[str]:
    status = current_status(ceasefire).replace("_", " ")
    start = preferred_when(ceasefire, "effective")
    end = preferred_when(ceasefire, "ends")
    told = [f"{status[:1].upper()}{status[1:]}" if status else "Status not told"]
    told.append(f"takes effect {say_when(start)}" if start else "when it takes effect is not known")
    told.append(f"ends {say_when(end)}" if end else "no end is known")
    return [f"{'; '.join(told)}. {counted(len(ceasefire.articles), 'report')}.", *backwards(ceasefire)]


def _told(step: Step, wording: Wording) -> str:
    """A step in words, with who took it where the words do not say so."""
    contact = step.entry.contact
    text = step.entry.text
    if contact is not None and (contact.venue or len(contact.participants) > 1):
        return say_contact(contact, wording)
    by = wording.names(step.entry.actors) if len(text) < 40 and step.entry.actors else ""
    told = f"{text}{f' by {by}' if by else ''}"
    return told if len(told) <= LONGEST else told[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def _title(step: Step, wording: Wording) -> str:
    told = _told(step, wording)
    told = f"{told[:1].upper()}{told[1:]}"
    return f"{told}, by another account" if step.other else told


def _row(step: Step, axis: Axis, wording: Wording, sources: Sources) -> _Row:
    assert step.entry.when is not None
    shapes = draw(step.entry.when, axis)
    start = _inch(min(shape.start for shape in shapes)) - 0.06
    end = _inch(max(shape.end for shape in shapes)) + 0.06
    right, left = RIGHT - end - 0.1, start - LEFT - 0.1
    place = "right" if right >= min(NARROW + 1.0, max(left, NARROW)) else "left"
    if max(right, left) < NARROW:
        place = "below"
    room = {"right": right, "left": left, "below": RIGHT - LEFT - 2.0}[place]
    marks = [sources.mark(a) for a in dict.fromkeys(c.article for c in sources.claims(step.entry.claims))]
    cited = ", ".join(marks[:3]) + (f" and {len(marks) - 3} more" if len(marks) > 3 else "")
    plain = wrap(say_when(step.entry.when), room, SMALL, most=3)
    plain += wrap(f"A step back from {step.back}", room, SMALL) if step.back else []
    plain += wrap(cited, room, SMALL, most=2) if cited else []
    title = wrap(_title(step, wording), room, BODY, bold=step.entry.kind != "contact", most=3)
    return _Row(step, shapes, (start, end), place, title, plain)


def _inch(at: float) -> float:
    """A hundredth of the axis as inches from the left of the sheet."""
    return LEFT + (RIGHT - LEFT) * at / 100


def _frame(sheet: Sheet, axis: Axis, top: float, bottom: float, ceasefire: Ceasefire) -> None:
    """The axis above, in local time; below, in UTC; and the time in force as a band."""
    start, end = preferred_when(ceasefire, "effective"), preferred_when(ceasefire, "ends")
    first, last = moment(start), moment(end)
    if first and (last is None or last > first):
        left, right = _inch(axis.place(first)), _inch(axis.place(last)) if last else RIGHT
        sheet.box(left, top, right - left, bottom - top, sheet.ground.band, under=True)
    sheet.scale(axis, LEFT, RIGHT, top, bottom)
    sheet.line([(LEFT, top), (RIGHT, top)])
    caption = f"{axis.years}, {axis.place_name} time" if axis.place_name != "UTC" else f"{axis.years}, UTC"
    sheet.text(LEFT, top - 0.24, caption, size=SMALL, color=sheet.ground.faint)
    if axis.zone != "UTC" and axis.is_fine:
        sheet.line([(LEFT, bottom), (RIGHT, bottom)])
        for tick in axis.in_zone("UTC").ticks:
            x = _inch(tick.at)
            sheet.line([(x, bottom), (x, bottom + 0.05)])
            sheet.text(x, bottom + 0.17, tick.label, size=SMALL, color=sheet.ground.faint, ha="center")
        sheet.text(RIGHT, bottom + 0.31, "UTC", size=SMALL, color=sheet.ground.faint, ha="right")


def _draw_row(sheet: Sheet, row: _Row, y: float) -> None:
    ground = sheet.ground
    color = ground.faint if row.step.other else ground.stages[row.step.stage]
    for shape in row.shapes:
        sheet.shape(shape, LEFT, RIGHT, y, color, other=row.step.other)
    if row.place == "below":
        x, ha = min(max(LEFT, row.span[0] + 0.06), RIGHT - 5.0), "left"
        y += LINE
    else:
        x = row.span[1] + 0.1 if row.place == "right" else row.span[0] - 0.1
        ha = "left" if row.place == "right" else "right"
    y += 0.045
    for line in row.bold:
        sheet.text(x, y, line, bold=row.step.entry.kind != "contact" and not row.step.other, ha=ha)
        y += LINE
    for line in row.plain:
        back = line.startswith("A step back")
        sheet.text(
            x, y - 0.01, line, size=SMALL, color=ground.stages["over"] if back else ground.faint, ha=ha
        )
        y += LINE


def _axis(ceasefire: Ceasefire, steps: Sequence[When], said: Sequence[Said]) -> Axis | None:
    """An axis for the steps, and for what was said not long before and after them."""
    bounds = sorted(bound for when in steps for bound in (when.earliest, when.latest) if bound)
    if not bounds:
        return None
    around = max(AROUND, (bounds[-1] - bounds[0]) / 4)
    near = [
        when
        for when, _ in said
        if (known := when.bounds) and bounds[0] - around <= known[0] and known[1] <= bounds[-1] + around
    ]
    return make_axis([*steps, *near], local_zone(ceasefire))


def _foot(ceasefire: Ceasefire, undated: Sequence[str], elsewhere: int) -> list[str]:
    told = []
    if undated:
        listed = "; ".join(text.rstrip(".") for text in undated[:4])
        told.append(f"Not dated: {listed}{'; and others' if len(undated) > 4 else ''}.".replace("….", "…"))
    told += open_questions(ceasefire)
    if elsewhere:
        told.append(f"{counted(elsewhere, 'further statement')} outside this time or by further speakers.")
    told.append(
        "A point is an instant, a bar an interval, which dissolves where an end is not known; two rings are "
        "two readings; hollow is another account; the band is the time in force as far as it is known."
    )
    return told


def _twin(steps: Sequence[Step], voices: Sequence[Voice], wording: Wording, sources: Sources) -> list[str]:
    """The steps and the voices in words, a line each."""
    lines = []
    for step in steps:
        when = say_when(step.entry.when) if step.entry.when else "not dated"
        cited = sources.cite_claims(step.entry.claims)
        back = f" (a step back from {step.back})" if step.back else ""
        lines.append(f"{when}: {_title(step, wording)}{back}{f' [{cited}]' if cited else ''}.")
    lines += [voice.twin for voice in voices]
    return lines
