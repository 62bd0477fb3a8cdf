"""Figures for print and screen: courses of ceasefires, who said and reported what, incidents, maps.

In goes a `Reading` or a check (`truceline.terms.Check`); out comes a `Drawing`, with its text twin, as SVG or
PNG, on light or dark ground. `draw` makes one of the `kinds`, `draw_tested` one of verdicts that are there
already; `draw_check` all figures of a check, into a folder. Nothing outside the package
is needed: the borders of the maps come with it. `point_of` tells where a place that is named lies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from truceline.figures._draw import draw_check
    from truceline.figures._drawing import Drawing
    from truceline.figures._kinds import draw, draw_tested, kinds
    from truceline.figures._points import Point, point_of

__all__ = ["Drawing", "Point", "draw", "draw_check", "draw_tested", "kinds", "point_of"]

_HOMES = {
    "Drawing": "_drawing", "Point": "_points", "draw": "_kinds", "draw_check": "_draw",
    "draw_tested": "_kinds", "kinds": "_kinds", "point_of": "_points",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    # `figures.strips` and `figures.course` are used where nothing is drawn: the library for drawing, which
    # takes a second to load, is imported when a figure is first asked for.
    from importlib import import_module  # noqa: PLC0415

    if name not in _HOMES:
        raise AttributeError(f"module 'truceline.figures' has no attribute {name!r}")
    return getattr(import_module(f"truceline.figures.{_HOMES[name]}"), name)
