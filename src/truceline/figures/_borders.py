"""Borders of the world's countries, and where their names stand (Natural Earth, public domain)."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np

__all__ = ["world"]

STEP = 100
"""Parts of a degree in which the borders are kept."""


@lru_cache(maxsize=1)
def world() -> dict[str, Any]:
    """`arcs`: lines of points (longitude, latitude in degrees); `names`: name, longitude, latitude."""
    packed = resources.files("truceline.figures").joinpath("data", "borders.json.gz").read_bytes()
    told: dict[str, Any] = json.loads(gzip.decompress(packed))
    told["arcs"] = [np.asarray(arc, dtype=float).reshape(-1, 2) / STEP for arc in told["arcs"]]
    return told
