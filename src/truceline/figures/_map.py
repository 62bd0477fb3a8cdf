"""A map of incidents by verdict, drawn from what comes with the package."""

from __future__ import annotations

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patheffects import withStroke

from truceline.figures._borders import world
from truceline.figures._drawing import Drawing
from truceline.figures._style import MARKS, STACK, Ground, blank, say_counts, titled, verdict_line
from truceline.model import Terms, VerdictKind
from truceline.terms import Incidents, Tested

__all__ = ["draw_map"]

SHARE = 0.005
"""Share of the incidents on each side that may lie outside the frame: one wrong point does not shrink a
country.
"""
PLACES = 8
"""Provinces that are named."""
EXACT = ("exact", "near", "adm2")


def draw_map(incidents: Incidents, tested: Tested, ground: Ground) -> Drawing | None:
    """The figure, of incidents that are located to a district or better; None where there are none."""
    frame = incidents.frame.select("latitude", "longitude", "level", "adm_1").with_columns(tested.verdict)
    placed = frame.filter(
        pl.col("level").cast(pl.String).is_in(EXACT)
        & pl.col("latitude").is_not_null()
        & pl.col("longitude").is_not_null()
    )
    if not placed.height:
        return None
    left, right, low, high = _extent(placed)
    squeeze = float(np.cos(np.radians((low + high) / 2)))
    shape = (high - low) / ((right - left) * squeeze)
    height = min(9.0, max(4.5, 8.8 * shape + 1.6))
    figure = blank(ground, height)
    axes = figure.add_axes((0.055, 0.75 / height, 0.92, 1 - 1.75 / height))
    axes.set_facecolor(ground.paper)
    axes.set_axis_off()
    axes.set_aspect(1 / squeeze)
    axes.set_xlim(left, right)
    axes.set_ylim(low, high)
    _borders(axes, ground, (left, right, low, high))
    _areas(axes, tested.terms, ground)
    _points(axes, placed, ground)
    _names(axes, placed, ground)
    unplaced = frame.height - placed.height
    name = tested.terms.label or tested.terms.ceasefire
    titled(figure, ground, f"{name}: where incidents lie", _foot(incidents, unplaced))
    counts = dict(placed["verdict"].value_counts().iter_rows())
    told: dict[VerdictKind, int] = {verdict: counts.get(verdict, 0) for verdict in STACK}
    verdict_line(figure, ground, told, 1 - 0.5 / height, MARKS)
    return Drawing(f"Map of incidents by verdict: {name}", _twin(placed, told, unplaced), figure)


def _extent(placed: pl.DataFrame) -> tuple[float, float, float, float]:
    """The frame: nearly all incidents, with a margin."""
    sides = []
    for name in ("longitude", "latitude"):
        first = float(placed[name].quantile(SHARE) or 0.0)
        last = float(placed[name].quantile(1 - SHARE) or 0.0)
        margin = max(0.15, 0.09 * (last - first))
        sides += [first - margin, last + margin]
    return sides[0], sides[1], sides[2], sides[3]


def _borders(axes: Axes, ground: Ground, frame: tuple[float, float, float, float]) -> None:
    left, right, low, high = frame
    near = [
        arc
        for arc in world()["arcs"]
        if len(arc) > 1
        and arc[:, 0].max() >= left and arc[:, 0].min() <= right
        and arc[:, 1].max() >= low and arc[:, 1].min() <= high
    ]  # fmt: skip
    axes.add_collection(LineCollection(near, colors=ground.faint, linewidths=0.9), autolim=False)
    for name, x, y in world()["names"]:
        if left < x < right and low < y < high:
            axes.text(x, y, name.upper(), size=8, color=ground.faint, ha="center", va="center", alpha=0.75)


def _areas(axes: Axes, terms: Terms, ground: Ground) -> None:
    """Rings and lines that the terms draw."""
    for area in terms.areas:
        points = (*area.polygon, area.polygon[0]) if area.polygon else area.line
        if points:
            xs, ys = zip(*points, strict=True)
            axes.plot(xs, ys, color=ground.ink, linewidth=1, linestyle=(0, (4, 2)))
            told = area.id.replace("_", " ").replace("-", " ")
            axes.annotate(
                told, (xs[-1], ys[-1]), (4, -9), textcoords="offset points", size=8, color=ground.ink,
                path_effects=[withStroke(linewidth=2.4, foreground=ground.paper)], annotation_clip=True,
            )  # fmt: skip


def _points(axes: Axes, placed: pl.DataFrame, ground: Ground) -> None:
    """One mark a place and verdict, its size by the number of incidents; what the terms forbid lies on
    top.
    """
    many = placed.group_by("verdict", "longitude", "latitude").len().sort("longitude", "latitude")
    for verdict in reversed(STACK):
        part = many.filter(pl.col("verdict") == verdict)
        if part.height:
            sizes = 14 + 16 * np.sqrt(part["len"].to_numpy())
            axes.scatter(
                part["longitude"], part["latitude"], sizes, marker=MARKS[verdict], alpha=0.8, linewidths=0.4,
                color=ground.verdicts[verdict], edgecolors=ground.paper, zorder=3,
            )  # fmt: skip


def _names(axes: Axes, placed: pl.DataFrame, ground: Ground) -> None:
    """The provinces with the most incidents, named where these lie."""
    provinces = (
        placed.filter(pl.col("adm_1").cast(pl.String) != "")
        .group_by(pl.col("adm_1").cast(pl.String))
        .agg(pl.len().alias("n"), pl.col("longitude", "latitude").median())
        .sort("n", "adm_1", descending=[True, False])
        .head(PLACES)
    )
    halo = [withStroke(linewidth=2.6, foreground=ground.paper)]
    for name, _, x, y in provinces.iter_rows():
        short = name.removesuffix(" Governorate").removesuffix(" oblast").removesuffix(" Oblast")
        axes.text(
            x, y, short, size=9, color=ground.ink, ha="center", va="center", path_effects=halo, zorder=4
        )


def _twin(placed: pl.DataFrame, counts: dict[VerdictKind, int], unplaced: int) -> str:
    """What the map shows: the counts by verdict, and those of each province."""
    lines = [say_counts(counts), f"{unplaced:,} incidents are located no closer than by province."]
    provinces = placed.with_columns(pl.col("adm_1").cast(pl.String)).sort("adm_1")
    for (name,), part in provinces.group_by("adm_1", maintain_order=True):
        told = dict(part["verdict"].value_counts().iter_rows())
        lines.append(f"{name or 'no province told'}: {say_counts(told)}")
    return "\n".join(lines)


def _foot(incidents: Incidents, unplaced: int) -> str:
    return (
        f"Size by number of incidents. Data: {incidents.cited}; {unplaced:,} incidents known no closer than\n"
        "by province are left out. Borders: Natural Earth. A verdict says whether an incident is of\n"
        "a kind that the terms forbid, never who broke them."
    )
