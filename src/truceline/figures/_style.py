"""How figures look: colours, grounds and marks.

Colours are those of Okabe and Ito ("Color universal design", 2008), which are told apart with any colour
vision; verdicts without weight are grey. On the map each verdict has a mark of its own besides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from truceline.model import VerdictKind

__all__ = [
    "DARK", "LIGHT", "MARKS", "STACK", "Ground", "blank", "name_of", "plain", "say_counts", "titled",
    "verdict_line",
]  # fmt: skip

STACK: tuple[VerdictKind, ...] = (
    "prohibited", "indeterminate", "permitted", "excluded", "not_covered", "outside_area", "outside_time"
)  # fmt: skip
"""Verdicts from the bottom of a stack to its top: what the terms forbid stands on the base line."""
MARKS: dict[VerdictKind, str] = {
    "prohibited": "X", "indeterminate": "o", "permitted": "P", "excluded": "s", "not_covered": "D",
    "outside_area": "v", "outside_time": ".",
}  # fmt: skip
WIDTH = 9.6
DPI = 160


@dataclass(frozen=True)
class Ground:
    """A ground with the colours that are read on it."""

    name: str
    paper: str
    ink: str
    faint: str
    band: str
    verdicts: dict[VerdictKind, str]
    stages: dict[str, str]
    acts: dict[str, str]


LIGHT = Ground(
    "light", "#ffffff", "#1a1a1a", "#6b6b6b", "#eef2f6",
    {"prohibited": "#d55e00", "indeterminate": "#e69f00", "permitted": "#009e73", "excluded": "#0072b2",
     "not_covered": "#9a6a8a", "outside_area": "#8c8c8c", "outside_time": "#c9c9c9"},
    {"talks": "#7d7d7d", "made": "#0072b2", "holds": "#009e73", "over": "#d55e00", "": "#7d7d7d"},
    {"says": "#9b9b9b", "agrees": "#009e73", "moves": "#0072b2", "refuses": "#d55e00", "warns": "#b0709a"},
)  # fmt: skip
DARK = Ground(
    "dark", "#14171a", "#f2f2f2", "#a3a9b0", "#232a31",
    {"prohibited": "#ff7a1a", "indeterminate": "#f0c04a", "permitted": "#22c795", "excluded": "#56b4e9",
     "not_covered": "#cc79a7", "outside_area": "#8a9097", "outside_time": "#4a5057"},
    {"talks": "#a3a9b0", "made": "#56b4e9", "holds": "#22c795", "over": "#ff7a1a", "": "#a3a9b0"},
    {"says": "#8a9097", "agrees": "#22c795", "moves": "#56b4e9", "refuses": "#ff7a1a", "warns": "#cc79a7"},
)  # fmt: skip


def blank(ground: Ground, height: float) -> Figure:
    """An empty figure."""
    return Figure(figsize=(WIDTH, height), facecolor=ground.paper, dpi=DPI)


def titled(figure: Figure, ground: Ground, title: str, foot: str) -> None:
    """The title above and the foot below a figure, both flush left."""
    size = min(13.5, 13.5 * 76 / len(title))  # 76 signs of this size fill a line
    figure.text(0.055, 0.975, title, size=size, weight="bold", color=ground.ink, va="top")
    figure.text(0.055, 0.015, foot, size=7.5, color=ground.faint, va="bottom", linespacing=1.4)


def verdict_line(
    figure: Figure,
    ground: Ground,
    counts: dict[VerdictKind, int],
    top: float,
    marks: dict[VerdictKind, str] | None,
) -> None:
    """Each verdict that occurs, in its colour, with its count: the key, where the eye begins."""
    axes = figure.add_axes((0.055, top - 0.05, 0.92, 0.05))
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    x, y = 0.0, 0.5
    for verdict in STACK:
        if not counts.get(verdict):
            continue
        mark = marks[verdict] if marks else "s"
        axes.plot([x + 0.008], [y], mark, color=ground.verdicts[verdict], markersize=7, clip_on=False)
        label = f"{name_of(verdict)} {counts[verdict]:,}"
        axes.text(x + 0.021, y, label, size=9, color=ground.ink, va="center")
        x += 0.036 + 0.0098 * len(label)


def name_of(verdict: str) -> str:
    """A verdict in words."""
    return verdict.replace("_", " ")


def say_counts(counts: Mapping[VerdictKind, int]) -> str:
    """Verdicts with their counts, in words: `prohibited 12, excluded 3.`"""
    told = [f"{name_of(verdict)} {counts[verdict]:,}" for verdict in STACK if counts.get(verdict)]
    return f"{', '.join(told)}."


def plain(axes: Axes, ground: Ground) -> None:
    """Axes with no more ink than is read."""
    axes.set_facecolor(ground.paper)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(ground.faint)
    axes.tick_params(colors=ground.faint, labelsize=8.5, length=3)
    axes.grid(axis="y", color=ground.faint, alpha=0.25, linewidth=0.6)
    axes.set_axisbelow(True)
