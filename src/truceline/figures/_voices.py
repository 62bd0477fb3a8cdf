"""Who spoke when, below a line of time: a row per speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from truceline.figures._sheet import LEFT, RIGHT, SMALL, Sheet
from truceline.figures.course import moment
from truceline.figures.strips import Axis, draw
from truceline.model import Ceasefire, Reading, Statement, When
from truceline.wording import ACTS, Wording, and_list, is_told, plural, say_when

__all__ = ["Said", "Voice", "draw_voices", "said_of", "voices_height", "voices_of"]

SPEAKERS = 8
HEADING, ROW = 0.42, 0.24
Said = tuple[When, Statement]
"""A statement with when it was made, or else published."""


@dataclass(frozen=True)
class Voice:
    """A speaker, and the times at which he spoke with what he did."""

    name: str
    told: str
    times: tuple[When, ...]

    @property
    def twin(self) -> str:
        """The same in words."""
        times = "; ".join(say_when(when, briefly=True) for when in self.times)
        return f"{self.name} {self.told}: {times}."


def said_of(reading: Reading, ceasefire: Ceasefire) -> list[Said]:
    """The statements of the ceasefire's reports with when they were made, or else published."""
    return [
        (when, statement)
        for article in reading.articles
        if article.id in ceasefire.articles
        for statement in article.statements
        if statement.actor and is_told(statement)
        if (when := statement.said or article.published) is not None
    ]


def voices_of(said: Sequence[Said], axis: Axis, wording: Wording) -> tuple[list[Voice], int]:
    """Who spoke within the time of the axis, those with most to say first; and how many statements have no
    place there.
    """
    by_actor: dict[str, list[Said]] = defaultdict(list)
    for when, statement in said:
        at = moment(when)
        if statement.actor and at is not None and axis.first <= at <= axis.last:
            by_actor[statement.actor].append((when, statement))
    order = sorted(by_actor, key=lambda actor: (-len(by_actor[actor]), actor))[:SPEAKERS]
    elsewhere = len(said) - sum(len(by_actor[actor]) for actor in order)
    return [_voice(actor, by_actor[actor], wording) for actor in order], elsewhere


def _voice(actor: str, said: Sequence[Said], wording: Wording) -> Voice:
    acts: dict[str, int] = defaultdict(int)
    for _, statement in said:
        acts[ACTS.get(statement.act, statement.act)] += 1
    if wording.are_several(actor):
        acts = {plural(act): n for act, n in acts.items()}
    told = and_list([act if n == 1 else f"{act} {n} times" for act, n in acts.items()])
    times = tuple(
        sorted({str(when.earliest): when for when, _ in said}.values(), key=lambda w: str(w.earliest))
    )
    return Voice(wording.title(actor), told, times)


def draw_voices(sheet: Sheet, voices: Sequence[Voice], axis: Axis, y: float) -> None:
    """Draw them from the height `y` down."""
    if not voices:
        return
    sheet.line([(LEFT, y + 0.06), (RIGHT, y + 0.06)], alpha=0.6)
    sheet.text(LEFT, y + 0.23, "Who spoke", size=SMALL, color=sheet.ground.faint, bold=True)
    y += HEADING
    for voice in voices:
        spans = [
            sheet.shape(shape, LEFT, RIGHT, y, sheet.ground.faint, thin=True)
            for when in voice.times
            for shape in draw(when, axis)
        ]
        sheet.beside(f"{voice.name}: {voice.told}", spans, y)
        y += ROW


def voices_height(voices: Sequence[Voice]) -> float:
    """Inches that they take."""
    return HEADING + ROW * len(voices) + 0.08 if voices else 0.0
