"""Who said how much when: a square for each statement, in rows by speaker, coloured by what it does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from truceline.errors import UsageError
from truceline.figures._drawing import Drawing
from truceline.figures._sheet import BODY, LEFT, RIGHT, SMALL, Sheet, title_height
from truceline.figures._style import Ground
from truceline.figures._words import width, wrap
from truceline.figures.course import moment
from truceline.figures.strips import Axis, make_axis
from truceline.model import Reading, Statement, When
from truceline.wording import ACTS, Wording, counted, is_told, say_when

__all__ = ["draw_spoken"]

DOES = {
    "says": ("asserts", "confirms"),
    "agrees": ("accepts", "welcomes", "promises", "declares"),
    "moves": ("proposes", "asks", "orders"),
    "refuses": ("denies", "rejects", "declines", "evades"),
    "warns": ("warns", "accuses"),
}
"""What statements do, from the base of a pile up."""
LABELS = {
    "says": "says or confirms", "agrees": "accepts, welcomes, promises or declares",
    "moves": "proposes, asks or orders", "refuses": "denies, rejects or declines",
    "warns": "warns or accuses",
}  # fmt: skip
MARKS = {"says": "s", "agrees": "P", "moves": "^", "refuses": "X", "warns": "D"}
"""Each has a mark of its own besides its colour."""
SPEAKERS = 20
CELL = 0.095
"""Inches from one mark to the next, sideways and upwards."""
TALLEST = 9
"""Marks in the highest pile; where there are more, one mark stands for several statements."""
NAMES = 2.6
UNDATED = 0.85
"""Inches at the right end for statements without a date."""


@dataclass(frozen=True)
class _Remark:
    """A statement that was made once, however many reports carry it."""

    actor: str
    does: str
    act: str
    when: When | None


@dataclass(frozen=True)
class _Voice:
    """A speaker with his remarks, in piles by place on the axis (-1: undated)."""

    name: str
    remarks: tuple[_Remark, ...]
    piles: dict[int, Counter[str]]

    @property
    def tallest(self) -> int:
        return max(sum(pile.values()) for pile in self.piles.values())


def draw_spoken(reading: Reading, title: str, ground: Ground) -> Drawing:
    """The figure of the statements of a reading.

    Raises:
        UsageError: there is none with a speaker.
    """
    remarks = _remarks(reading)
    if not remarks:
        raise UsageError(
            "no statement with a known speaker is kept, so there is nothing to draw",
            cure="read further reports",
        )
    wording = Wording(reading.actors)
    axis = make_axis([r.when for r in remarks if r.when and moment(r.when)], None)
    voices, left_out = _voices(remarks, axis, wording)
    unit = -(-max(voice.tallest for voice in voices) // TALLEST)
    heights = [_height(voice, unit) for voice in voices]
    about = [_about(remarks, reading)]
    low = wrap(_foot(unit, left_out), RIGHT - LEFT, 7.5)
    key = _key_rows(remarks)
    top = title_height(title, about) + 0.2 * len(key) + 0.5
    sheet = Sheet(ground, top + sum(heights) + 0.3 + 0.14 * len(low) + 0.12)
    y = sheet.head(title, about)
    _draw_key(sheet, key, y + 0.08)
    _draw_axis(sheet, axis, top, top + sum(heights), any(-1 in voice.piles for voice in voices))
    y = top
    for voice, height in zip(voices, heights, strict=True):
        y += height
        _draw_voice(sheet, voice, y, unit)
    sheet.foot(low)
    text = "\n".join([*about, *(_twin(voice) for voice in voices), *low])
    return Drawing(title, text, sheet.figure)


def _remarks(reading: Reading) -> list[_Remark]:
    """The statements with a speaker; those that several reports carry once, as the earliest has them."""
    later = {one for group in reading.statement_groups for one in group.statements if one != group.first}
    found = [
        (statement, statement.said or article.published)
        for article in reading.articles
        if article.copies_of is None
        for statement in article.statements
        if statement.actor and is_told(statement) and statement.id not in later
    ]
    return [_remark(statement, when) for statement, when in found]


def _remark(statement: Statement, when: When | None) -> _Remark:
    does = next((name for name, acts in DOES.items() if statement.act in acts), "says")
    return _Remark(str(statement.actor), does, statement.act, when)


def _voices(
    remarks: Sequence[_Remark], axis: Axis | None, wording: Wording
) -> tuple[list[_Voice], tuple[int, int]]:
    """The speakers, those with most to say first; and how many speakers and remarks are left out."""
    by_actor: dict[str, list[_Remark]] = defaultdict(list)
    for remark in remarks:
        by_actor[remark.actor].append(remark)
    order = sorted(by_actor, key=lambda actor: (-len(by_actor[actor]), wording.name(actor), actor))
    voices = []
    for actor in order[:SPEAKERS]:
        piles: dict[int, Counter[str]] = defaultdict(Counter)
        for remark in by_actor[actor]:
            at = moment(remark.when)
            piles[_column(axis.place(at)) if axis and at else -1][remark.does] += 1
        voices.append(_Voice(wording.title(actor), tuple(by_actor[actor]), dict(piles)))
    rest = order[SPEAKERS:]
    return voices, (len(rest), sum(len(by_actor[actor]) for actor in rest))


def _left() -> float:
    return LEFT + NAMES


def _right() -> float:
    return RIGHT - UNDATED


def _column(at: float) -> int:
    """The column of marks into which a place of the axis (0 to 100) falls."""
    return int((_right() - _left()) * at / 100 / CELL)


def _height(voice: _Voice, unit: int) -> float:
    lines = len(wrap(voice.name, NAMES - 0.25, SMALL, most=2))
    return max(0.16 + 0.14 * lines, 0.14 + CELL * -(-voice.tallest // unit))


def _about(remarks: Sequence[_Remark], reading: Reading) -> str:
    dated = sum(1 for r in remarks if moment(r.when))
    told = f"{counted(len(remarks), 'statement')} by {counted(len({r.actor for r in remarks}), 'speaker')}"
    told += f" in {counted(sum(1 for a in reading.articles if a.copies_of is None), 'report')}"
    return f"{told}; {len(remarks) - dated} of them undated." if dated < len(remarks) else f"{told}."


def _key_rows(remarks: Sequence[_Remark]) -> list[list[tuple[str, str]]]:
    """The key, in as many rows as it needs: what statements do, and how many do it."""
    counts = Counter(remark.does for remark in remarks)
    rows: list[list[tuple[str, str]]] = [[]]
    x = 0.0
    for does in DOES:
        if not counts[does]:
            continue
        label = f"{LABELS[does]} {counts[does]:,}"
        if x and x + width(label, BODY) + 0.2 > RIGHT - LEFT:
            rows.append([])
            x = 0.0
        rows[-1].append((does, label))
        x += width(label, BODY) + 0.45
    return rows


def _draw_key(sheet: Sheet, rows: Sequence[Sequence[tuple[str, str]]], y: float) -> None:
    for row in rows:
        x = LEFT
        for does, label in row:
            sheet.point(x + 0.05, y, sheet.ground.acts[does], mark=MARKS[does], size=7)
            sheet.text(x + 0.17, y, label, va="center_baseline")
            x += width(label, BODY) + 0.45
        y += 0.2


def _draw_axis(sheet: Sheet, axis: Axis | None, top: float, bottom: float, undated: bool) -> None:
    sheet.line([(LEFT, top), (RIGHT, top)])
    if axis is not None:
        sheet.scale(axis, _left(), _right(), top, bottom)
        sheet.text(LEFT, top - 0.06, axis.years, size=SMALL, color=sheet.ground.faint)
    if undated:
        sheet.text(_right() + 0.12, top - 0.06, "undated", size=SMALL, color=sheet.ground.faint)


def _draw_voice(sheet: Sheet, voice: _Voice, base: float, unit: int) -> None:
    """A row: the name on its base line, the piles standing on it."""
    sheet.line([(LEFT, base), (RIGHT, base)], alpha=0.25)
    names = wrap(voice.name, NAMES - 0.25, SMALL, most=2)
    for n, name in enumerate(reversed(names)):
        sheet.text(LEFT, base - 0.055 - 0.14 * n, name, size=SMALL)
    count = f"{len(voice.remarks):,}"
    sheet.text(_left() - 0.1, base - 0.055, count, size=SMALL, color=sheet.ground.faint, ha="right")
    for column, pile in sorted(voice.piles.items()):
        x = _right() + 0.16 if column < 0 else _left() + CELL * (column + 0.5)
        level = 0
        for does in DOES:
            for _ in range(-(-pile[does] // unit) if pile[does] else 0):
                y = base - CELL * (level + 0.62)
                sheet.point(x, y, sheet.ground.acts[does], mark=MARKS[does], size=5.6)
                level += 1


def _foot(unit: int, left_out: tuple[int, int]) -> str:
    told = "A mark is a statement" if unit == 1 else f"A mark is up to {unit} statements of a kind"
    told += ", at the day on which it was made, else reported; what several reports carry counts once."
    speakers, statements = left_out
    if speakers:
        told += f" {counted(speakers, 'further speaker')} with {counted(statements, 'statement')} left out."
    return told


def _twin(voice: _Voice) -> str:
    acts = Counter(remark.act for remark in voice.remarks)
    told = ", ".join(f"{ACTS.get(act, act)} {n:,}" for act, n in acts.most_common())
    days = dict.fromkeys(say_when(r.when, briefly=True) for r in voice.remarks if r.when)
    return f"{voice.name}: {told}. On: {'; '.join(days) or 'no known day'}."
