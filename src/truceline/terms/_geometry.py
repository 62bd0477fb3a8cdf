"""How far points lie from rings and lines on the ground, many points at once.

Distances are in kilometres on a plane that touches the sphere at the shape (equirectangular, radius
6371.0088 km, IUGG): within a shape of 500 km the error stays under half a per cent, far below what datasets
locate.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

__all__ = ["distance_to_line", "signed_distance"]

RADIUS = 6371.0088
Floats = npt.NDArray[np.float64]


def distance_to_line(line: Floats, points: Floats) -> Floats:
    """The distance of each point to the nearest place of a line.

    Args:
        line: (n, 2) longitudes and latitudes in degrees, n at least 1.
        points: (m, 2), the same.

    Returns:
        (m,) kilometres.
    """
    flat_line, flat_points = _flat(line, points)
    if len(line) == 1:
        return _length(flat_points - flat_line[0])
    best = np.full(len(points), np.inf)
    for start, end in pairwise(flat_line):
        best = np.minimum(best, _to_segment(start, end, flat_points))
    return best


def signed_distance(ring: Floats, points: Floats) -> Floats:
    """How far each point lies outside a ring, in kilometres; negative within it. The ring closes itself."""
    closed = np.vstack((ring, ring[:1]))
    away = distance_to_line(closed, points)
    return np.where(_inside(closed, points), -away, away)


def _flat(shape: Floats, points: Floats) -> tuple[Floats, Floats]:
    origin = shape.mean(axis=0)
    scale = np.array([np.cos(np.radians(origin[1])), 1.0]) * np.radians(1.0) * RADIUS
    return (shape - origin) * scale, _near(points - origin) * scale


def _near(offsets: Floats) -> Floats:
    """Offsets in longitude the short way round, so that the date line cuts nothing."""
    near = offsets.copy()
    near[:, 0] = (near[:, 0] + 180.0) % 360.0 - 180.0
    return near


def _to_segment(start: Floats, end: Floats, points: Floats) -> Floats:
    along = end - start
    length = float(along @ along)
    if length == 0.0:
        return _length(points - start)
    share = np.clip((points - start) @ along / length, 0.0, 1.0)
    return _length(points - (start + share[:, None] * along))


def _length(offsets: Floats) -> Floats:
    lengths: Floats = np.hypot(offsets[:, 0], offsets[:, 1])
    return lengths


def _inside(closed: Floats, points: Floats) -> npt.NDArray[np.bool_]:
    """Whether a ray to the east crosses the ring an odd number of times (Shimrat 1962)."""
    x, y = points.T
    odd = np.zeros(len(points), dtype=bool)
    for (x1, y1), (x2, y2) in pairwise(closed):
        spans = (y1 > y) != (y2 > y)
        if y1 != y2:
            odd ^= spans & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    return odd
