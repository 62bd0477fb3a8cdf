"""A sheet to draw on: everything is placed in inches from its top left corner."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke

from truceline.figures._style import WIDTH, Ground, blank
from truceline.figures._words import clean, fit, width, wrap
from truceline.figures.strips import Axis, Shape

__all__ = ["BODY", "LEFT", "LINE", "RIGHT", "SMALL", "Sheet", "title_height"]

LEFT, RIGHT = 0.53, WIDTH - 0.53
TITLE, BODY, SMALL = 13.5, 9.0, 8.0
"""Sizes of type, in points."""
LINE = 0.165
"""From one line of body type to the next, in inches."""
THICK = 0.085
"""How thick a bar is, in inches."""
DISSOLVE = (0.30, 0.22, 0.15, 0.09, 0.05)
"""The dashes in which a bar ends whose end is not known, as parts of its last stretch."""
STRETCH = 0.42
"""How long that last stretch is at most, in inches."""


def title_height(title: str, about: Sequence[str]) -> float:
    """Inches that the head of a sheet takes."""
    lines = wrap(title, RIGHT - LEFT, TITLE, bold=True, most=2)
    told = [line for text in about for line in wrap(text, RIGHT - LEFT, BODY, most=3)]
    return 0.36 + 0.25 * len(lines) + LINE * len(told)


class Sheet:
    """An empty figure, `height` inches high, on which words, lines, bars and points are put."""

    def __init__(self, ground: Ground, height: float) -> None:
        self.ground = ground
        self.height = height
        self.figure = blank(ground, height)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(height, 0)

    def grow(self, more: float) -> None:
        """Add inches at the bottom, once it is known what goes there."""
        self.height += more
        self.figure.set_size_inches(WIDTH, self.height)
        self.axes.set_ylim(self.height, 0)

    def head(self, title: str, about: Sequence[str]) -> float:
        """The title and what stands under it; how far down it reaches."""
        y = 0.32
        for line in wrap(title, RIGHT - LEFT, TITLE, bold=True, most=2):
            self.text(LEFT, y, line, size=TITLE, bold=True)
            y += 0.25
        for text in about:
            for line in wrap(text, RIGHT - LEFT, BODY, most=3):
                self.text(LEFT, y, line, color=self.ground.faint)
                y += LINE
        return y

    def foot(self, lines: Sequence[str]) -> None:
        """What stands at the bottom, in small type."""
        for n, line in enumerate(reversed(lines)):
            self.text(LEFT, self.height - 0.16 - 0.14 * n, line, size=7.5, color=self.ground.faint)

    def text(
        self, x: float, y: float, words: str, *, size: float = BODY, color: str | None = None,
        bold: bool = False, ha: str = "left", va: str = "baseline", turned: float = 0, halo: bool = False,
    ) -> None:  # fmt: skip
        """Words as they are, on one line; a `halo` sets them off from lines that they stand on."""
        around = [withStroke(linewidth=2.4, foreground=self.ground.paper)] if halo else None
        self.axes.text(
            x, y, clean(words), size=size, color=color or self.ground.ink, ha=ha, va=va, rotation=turned,
            weight="bold" if bold else "normal", rotation_mode="anchor", parse_math=False,
            path_effects=around, zorder=5,
        )  # fmt: skip

    def line(
        self, points: Sequence[tuple[float, float]], *, color: str | None = None, thick: float = 0.6,
        alpha: float = 1.0, under: bool = True,
    ) -> None:  # fmt: skip
        """A line through points; `thick` in points of type."""
        drawn = LineCollection(
            [list(points)], colors=color or self.ground.faint, linewidths=thick, alpha=alpha,
            zorder=1 if under else 2.5,
        )  # fmt: skip
        self.axes.add_collection(drawn, autolim=False)

    def box(self, x: float, y: float, wide: float, high: float, color: str, *, under: bool = False) -> None:
        """A filled rectangle from its upper left corner."""
        self.axes.add_patch(
            Rectangle((x, y), wide, high, facecolor=color, linewidth=0, zorder=0 if under else 2)
        )

    def point(
        self, x: float, y: float, color: str, *, hollow: bool = False, mark: str = "o", size: float = 7
    ) -> None:
        """A mark; `size` in points across."""
        self.axes.plot(
            [x], [y], mark, markersize=size, markeredgewidth=1.4 if hollow else 0, zorder=4, clip_on=False,
            markerfacecolor=self.ground.paper if hollow else color, markeredgecolor=color,
        )  # fmt: skip

    def bar(
        self,
        start: float,
        end: float,
        y: float,
        color: str,
        *,
        fades: str = "",
        hollow: bool = False,
        thick: float = THICK,
    ) -> None:
        """A bar about the height `y`; at an end that is not known it dissolves into dashes."""
        for first, last in _pieces(start, end, fades):
            if hollow:
                outline = Rectangle(
                    (first, y - thick / 2), last - first, thick, facecolor=self.ground.paper, edgecolor=color,
                    linewidth=1, zorder=3,
                )  # fmt: skip
                self.axes.add_patch(outline)
            else:
                self.box(first, y - thick / 2, last - first, thick, color)

    def shape(
        self,
        shape: Shape,
        left: float,
        right: float,
        y: float,
        color: str,
        *,
        other: bool = False,
        thin: bool = False,
    ) -> tuple[float, float]:
        """A time on the stretch of the axis between two places; from where to where it is seen."""
        start, end = (left + (right - left) * at / 100 for at in (shape.start, shape.end))
        if shape.kind in {"point", "hollow"}:
            self.point(start, y, color, hollow=other or shape.kind == "hollow", size=5 if thin else 7)
            return start - 0.06, start + 0.06
        if shape.kind == "tie":
            self.line([(start, y), (end, y)], color=color, thick=1)
            return start, end
        end = max(end, start + 0.07)
        self.bar(start, end, y, color, fades=shape.fades, hollow=other, thick=THICK / 2 if thin else THICK)
        return start, end

    def scale(
        self, axis: Axis, left: float, right: float, top: float, bottom: float, *, above: bool = True
    ) -> None:
        """The ticks of an axis: words over it (or under it), and a hair line down through the drawing."""
        for tick in axis.ticks:
            x = left + (right - left) * tick.at / 100
            self.line([(x, top), (x, bottom)], alpha=0.28)
            self.text(
                x, top - 0.06 if above else bottom + 0.14, tick.label, size=SMALL, color=self.ground.faint,
                ha="center",
            )  # fmt: skip

    def beside(self, words: str, spans: Sequence[tuple[float, float]], y: float) -> None:
        """Words in small type on one line, near marks that reach from and to: to the right of them all, else
        to their left, else between two of them; where there is no room anywhere, on the marks.
        """
        marks = sorted(spans)
        ends = [max(end for _, end in marks[: n + 1]) + 0.08 for n in range(len(marks))]
        starts = [start - 0.08 for start, _ in marks]
        wide = width(clean(words), SMALL)
        if wide <= RIGHT - ends[-1]:
            self.text(ends[-1], y, clean(words), size=SMALL, va="center_baseline")
            return
        gaps = [(LEFT, starts[0]), *zip(ends[:-1], starts[1:], strict=True)]
        free = [right for left, right in gaps if right - left >= wide]
        told = fit(words, RIGHT - LEFT - 0.2, SMALL)
        x = free[-1] - wide if free else max(LEFT + 0.1, min(marks[0][0] + 0.3, RIGHT - wide))
        if not free:
            self.line(
                [(x - 0.05, y), (x + width(told, SMALL) + 0.05, y)],
                color=self.ground.paper,
                thick=9,
                under=False,
            )
        self.text(x, y, told, size=SMALL, va="center_baseline")


def _pieces(start: float, end: float, fades: str) -> list[tuple[float, float]]:
    """The stretches of a bar that are inked: one, and dashes towards an end at which it dissolves."""
    stretch = min(STRETCH, (end - start) / (3 if fades == "both" else 1.5))
    gap = (1 - sum(DISSOLVE)) / len(DISSOLVE) * stretch
    left = start + (stretch if fades in {"left", "both"} else 0)
    right = end - (stretch if fades in {"right", "both"} else 0)
    pieces = [(left, right)]
    away = 0.0
    for part in DISSOLVE:
        away += gap
        if fades in {"right", "both"}:
            pieces.append((right + away, right + away + part * stretch))
        if fades in {"left", "both"}:
            pieces.append((left - away - part * stretch, left - away))
        away += part * stretch
    return pieces
