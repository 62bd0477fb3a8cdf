"""A map of ceasefires: where each holds, as far as the place is known, named beside its mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from truceline.errors import UsageError
from truceline.figures._borders import world
from truceline.figures._drawing import Drawing
from truceline.figures._points import Point
from truceline.figures._sheet import LEFT, RIGHT, SMALL, Sheet, title_height
from truceline.figures._style import Ground
from truceline.figures._words import fit, width, wrap
from truceline.figures.course import preferred_when, stage_of
from truceline.figures.places import places_of
from truceline.model import Ceasefire, Reading
from truceline.wording import and_list, counted, current_status, say_when

__all__ = ["draw_where"]

NEAREST = {"city": 6.0, "region": 8.0, "country": 17.0}
"""Degrees that the map shows across at least, by the widest kind of place on it."""
TALL = (3.4, 6.2)
"""Inches of the map's height, at least and at most."""
LABEL = 0.145
"""Inches from one line of a label to the next."""
LONGEST = 2.4
"""Inches of a label at most."""
CROWDED = 25
"""Places from which on a label is one line only."""
WIDE = 60.0
"""Degrees across up to which the countries around are named."""
FARTHEST = 0.55
"""Inches from a mark to its label at most; a place with no room that near is named below the map."""


@dataclass(frozen=True)
class _Place:
    """A point with the ceasefires that are of it."""

    name: str
    point: Point
    ceasefires: tuple[Ceasefire, ...]


Inch = Callable[[float, float], tuple[float, float]]
"""From degrees (longitude, latitude) to a place on the sheet."""
Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in inches."""


def draw_where(reading: Reading, title: str, ground: Ground) -> Drawing:
    """The map of the ceasefires of a reading.

    Raises:
        UsageError: the place of none of them is known.
    """
    places, lost = _places(reading)
    if not places:
        raise UsageError(
            "no place of these ceasefires is known, so there is nothing to put on a map",
            cure="draw `conflict`, or add the area by hand with `truceline review CEASEFIRE area --add`",
        )
    left, right, low, high = _extent(places)
    squeeze = float(np.cos(np.radians(np.clip((low + high) / 2, -70, 70))))
    tall = min(TALL[1], max(TALL[0], (RIGHT - LEFT) * (high - low) / ((right - left) * squeeze)))
    left, right, low, high = _fitted((left, right, low, high), squeeze, tall)
    about = [_about(reading, places, lost)]
    top = title_height(title, about) + 0.08
    sheet = Sheet(ground, top + tall)
    sheet.head(title, about)

    def inch(x: float, y: float) -> tuple[float, float]:
        return (
            LEFT + (x - left) / (right - left) * (RIGHT - LEFT),
            top + (high - y) / (high - low) * tall,
        )

    frame = (LEFT, top, RIGHT, top + tall)
    _draw_borders(sheet, (left, right, low, high), frame)
    taken, unnamed = _draw_places(sheet, places, inch, frame)
    if len(places) <= CROWDED and right - left <= WIDE:
        _draw_countries(sheet, taken, inch, frame, {place.name for place in places})
    foot = [line for text in _foot(unnamed, lost) for line in wrap(text, RIGHT - LEFT, 7.5, most=4)]
    sheet.grow(0.3 + 0.14 * len(foot) + 0.1)
    sheet.foot(foot)
    text = "\n".join([*about, *(_twin(place) for place in places), *foot])
    return Drawing(title, text, sheet.figure)


def _places(reading: Reading) -> tuple[list[_Place], list[Ceasefire]]:
    """The places, each once with its ceasefires; and the ceasefires whose place is not known."""
    found: dict[Point, list[tuple[str, Ceasefire]]] = defaultdict(list)
    lost = []
    actors = {actor.id: actor for actor in reading.actors}
    for ceasefire in reading.ceasefires:
        located = [(place.at, place.point) for place in places_of(ceasefire, actors) if place.point]
        if not located:
            lost.append(ceasefire)
        for name, point in located:
            found[point].append((name, ceasefire))
    places = [
        _Place(told[0][0], point, tuple({one.id: one for _, one in told}.values()))
        for point, told in found.items()
    ]
    return sorted(places, key=lambda place: (-len(place.ceasefires), place.name)), lost


def _extent(places: Sequence[_Place]) -> tuple[float, float, float, float]:
    sides: list[float] = []
    nearest = max(NEAREST[place.point.kind] for place in places)
    for values in ([p.point.longitude for p in places], [p.point.latitude for p in places]):
        first, last = min(values), max(values)
        margin = max(0.12 * (last - first), (nearest - (last - first)) / 2)
        sides += [first - margin, last + margin]
    return sides[0], sides[1], max(sides[2], -85.0), min(sides[3], 85.0)


def _fitted(
    extent: tuple[float, float, float, float], squeeze: float, tall: float
) -> tuple[float, float, float, float]:
    """The extent made wider or higher, so that a degree is as long both ways."""
    left, right, low, high = extent
    wide = (right - left) * squeeze
    wanted = (RIGHT - LEFT) / tall
    if wide / (high - low) < wanted:
        more = ((high - low) * wanted - wide) / squeeze / 2
        return left - more, right + more, low, high
    more = (wide / wanted - (high - low)) / 2
    return left, right, low - more, high + more


def _draw_borders(sheet: Sheet, extent: tuple[float, float, float, float], frame: Box) -> None:
    left, right, low, high = extent
    x0, y0, x1, y1 = frame
    near = []
    for arc in (piece for whole in world()["arcs"] for piece in _unwrapped(whole)):
        xs, ys = arc[:, 0], arc[:, 1]
        if xs.max() >= left and xs.min() <= right and ys.max() >= low and ys.min() <= high:
            x = x0 + (xs - left) / (right - left) * (x1 - x0)
            y = y0 + (high - ys) / (high - low) * (y1 - y0)
            near.append(np.column_stack([x, y]))
    lines = LineCollection(near, colors=sheet.ground.faint, linewidths=0.7, alpha=0.55, zorder=0)
    sheet.axes.add_collection(lines, autolim=False)
    lines.set_clip_path(Rectangle((x0, y0), x1 - x0, y1 - y0, transform=sheet.axes.transData))


def _unwrapped(arc: Any) -> list[Any]:
    """A line in the pieces that do not run round the back of the world."""
    cuts = np.flatnonzero(np.abs(np.diff(arc[:, 0])) > 180) + 1
    return [piece for piece in np.split(arc, cuts) if len(piece) > 1]


def _draw_places(
    sheet: Sheet, places: Sequence[_Place], inch: Inch, frame: Box
) -> tuple[list[Box], list[_Place]]:
    """Marks first, then each label at the nearest place where it touches neither a mark nor another label.
    What is taken, and the places for whose label there was no room.
    """
    taken: list[Box] = []
    for place in places:
        x, y = inch(*place.point[:2])
        size = _size(place)
        color = sheet.ground.stages[stage_of(current_status(place.ceasefires[-1]))]
        sheet.point(x, y, color, size=size, hollow=place.point.kind == "country")
        half = size / 72 / 2 + 0.02
        taken.append((x - half, y - half, x + half, y + half))
    unnamed = []
    for place in places:
        at = inch(*place.point[:2])
        told = _label(place, len(places) > CROWDED)
        lines = [fit(line, LONGEST, SMALL, bold=n == 0) for n, line in enumerate(told)]
        wide = max(width(line, SMALL, n == 0) for n, line in enumerate(lines)) + 0.04
        spot = _spot(at, _size(place) / 144 + 0.05, (wide, LABEL * len(lines)), taken, frame)
        if spot is None:
            unnamed.append(place)
            continue
        taken.append(spot)
        _write(sheet, lines, spot, at)
    return taken, unnamed


def _draw_countries(sheet: Sheet, taken: list[Box], inch: Inch, frame: Box, named: set[str]) -> None:
    """The countries around, where their names touch nothing."""
    for name, longitude, latitude in world()["names"]:
        x, y = inch(longitude, latitude)
        half = width(name.upper(), 7) / 2 + 0.04
        box = (x - half, y - 0.08, x + half, y + 0.08)
        if name in named or not _within(box, frame) or any(_overlap(box, other) for other in taken):
            continue
        taken.append(box)
        sheet.text(
            x, y, name.upper(), size=7, color=sheet.ground.faint, ha="center", va="center_baseline", halo=True
        )


def _size(place: _Place) -> float:
    return 6.5 + 2.2 * min(6.0, float(np.sqrt(len(place.ceasefires) - 1)))


def _spot(
    at: tuple[float, float], away: float, size: tuple[float, float], taken: Sequence[Box], frame: Box
) -> Box | None:
    """The free place for a label nearest to a mark; None where there is none near it."""
    x, y = at
    wide, high = size
    for far, (dx, dy) in product(np.arange(away, FARTHEST, 0.06), ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))):  # fmt: skip # noqa: E501
        left = x + far if dx > 0 else x - far - wide if dx < 0 else x - wide / 2
        top = y + far if dy > 0 else y - far - high if dy < 0 else y - high / 2
        box = (left, top, left + wide, top + high)
        if _within(box, frame) and not any(_overlap(box, other) for other in taken):
            return box
    return None


def _within(box: Box, frame: Box) -> bool:
    return frame[0] <= box[0] and frame[1] <= box[1] and box[2] <= frame[2] and box[3] <= frame[3]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _write(sheet: Sheet, lines: Sequence[str], box: Box, at: tuple[float, float]) -> None:
    near = min(max(at[0], box[0]), box[2]), min(max(at[1], box[1]), box[3])
    if np.hypot(near[0] - at[0], near[1] - at[1]) > 0.22:
        sheet.line([at, near], thick=0.5)
    right = box[2] <= at[0]
    for n, line in enumerate(lines):
        sheet.text(
            box[2] - 0.02 if right else box[0] + 0.02, box[1] + LABEL * (n + 0.78), line, size=SMALL,
            bold=not n, color=sheet.ground.faint if n else sheet.ground.ink,
            ha="right" if right else "left", halo=True,
        )  # fmt: skip


def _label(place: _Place, briefly: bool) -> list[str]:
    if briefly:
        return [place.name + (f" {len(place.ceasefires)}" if len(place.ceasefires) > 1 else "")]
    if len(place.ceasefires) == 1:
        [one] = place.ceasefires
        return [place.name, f"{_years(place)} {current_status(one).replace('_', ' ')}".strip()]
    return [place.name, f"{counted(len(place.ceasefires), 'ceasefire')}, {_years(place)}".rstrip(", ")]


def _years(place: _Place) -> str:
    told = [preferred_when(one, "effective", "declared", "ends") for one in place.ceasefires]
    years = sorted({when.edtf[:4] for when in told if when and when.edtf[:4].isdigit()})
    return f"{years[0]} to {years[-1]}" if len(years) > 1 else "".join(years)


def _about(reading: Reading, places: Sequence[_Place], lost: Sequence[Ceasefire]) -> str:
    shown = len(reading.ceasefires) - len(lost)
    told = f"{counted(shown, 'ceasefire')} in {counted(len(places), 'place')}"
    return f"{told}; the place of {len(lost)} is not known." if lost else f"{told}."


def _foot(unnamed: Sequence[_Place], lost: Sequence[Ceasefire]) -> list[str]:
    told = (
        "A ring stands for a country as a whole, a point for a place in it; the larger, the more ceasefires. "
    )
    told += "The colour is the last status: blue agreed, green in force, red over, grey talks or not told. "
    told += "Borders: Natural Earth."
    names = [one.label for one in lost]
    found = [f"Not on the map: {'; '.join(names)}."] if names else []
    if unnamed:
        found.append(f"Marked, with no room for the name: {', '.join(place.name for place in unnamed)}.")
    return [*found, told]


def _twin(place: _Place) -> str:
    told = []
    for one in place.ceasefires:
        start = preferred_when(one, "effective")
        when = f", from {say_when(start, briefly=True)}" if start else ""
        told.append(f"{one.label}{when} ({current_status(one).replace('_', ' ') or 'status not told'})")
    x, y = place.point.longitude, place.point.latitude
    where = f"{abs(y):.1f}° {'N' if y >= 0 else 'S'}, {abs(x):.1f}° {'E' if x >= 0 else 'W'}"
    return f"{place.name} ({where}, {place.point.kind}): {and_list(told)}."
