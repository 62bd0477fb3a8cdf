"""Before, during and after, as a table that can stand in a report."""

from __future__ import annotations

import polars as pl
from matplotlib.axes import Axes

from truceline.figures._drawing import Drawing
from truceline.figures._style import Ground, blank, name_of, titled
from truceline.model import Terms

__all__ = ["draw_phases"]

LINE = 0.27
"""Inches a row."""
COLUMNS = (
    (0.0, "left", ""),
    (0.52, "right", "incidents"),
    (0.70, "right", "deaths"),
    (0.98, "right", "low to high"),
)


def draw_phases(table: pl.DataFrame, terms: Terms, ground: Ground) -> Drawing | None:
    """The figure of one ceasefire's rows of `truceline.terms.phases`; None where there are none."""
    rows = table.filter(pl.col("ceasefire") == terms.ceasefire)
    if not rows.height:
        return None
    lines = rows.height + 2 * rows["phase"].n_unique() + 1
    height = LINE * lines + 1.5
    figure = blank(ground, height)
    axes = figure.add_axes((0.055, 0.6 / height, 0.6, 1 - 1.2 / height))
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(lines, 0)
    for x, side, title in COLUMNS:
        axes.text(x, 0.4, title, size=8.5, color=ground.faint, ha=side)
    _rows(axes, rows, ground)
    name = terms.label or terms.ceasefire
    titled(
        figure, ground, name,
        "Verdicts as if the ceasefire had been in force throughout, so that the phases compare. Before\n"
        "and after are as long as the ceasefire, as far as the data reach. Deaths: best, and low to high.",
    )  # fmt: skip
    return Drawing(f"Incidents before, during and after: {name}", _twin(rows), figure)


def _twin(rows: pl.DataFrame) -> str:
    return "\n".join(
        f"{row['phase']}: {name_of(row['verdict'])}, {row['incidents']:,} incidents, {row['best']:,} deaths "
        f"({row['low']:,} to {row['high']:,})."
        for row in rows.iter_rows(named=True)
    )


def _rows(axes: Axes, rows: pl.DataFrame, ground: Ground) -> None:
    y = 1.0
    for (phase,), part in rows.group_by("phase", maintain_order=True):
        days = part["days"][0]
        title = f"{str(phase).capitalize()}, {days:,} days" if days is not None else "Across the start or end"
        y += 0.6
        axes.text(0, y, title, size=10, weight="bold", color=ground.ink, va="center")
        axes.plot([0, 0.98], [y + 0.5, y + 0.5], color=ground.faint, linewidth=0.6)
        y += 1.1
        for row in part.iter_rows(named=True):
            axes.plot([0.008], [y], "s", color=ground.verdicts[row["verdict"]], markersize=7)
            axes.text(0.03, y, name_of(row["verdict"]), size=9.5, color=ground.ink, va="center")
            told = (f"{row['incidents']:,}", f"{row['best']:,}", f"{row['low']:,} to {row['high']:,}")
            for (x, side, _), text in zip(COLUMNS[1:], told, strict=True):
                axes.text(x, y, text, size=9.5, color=ground.ink, va="center", ha=side)
            y += 1.0
