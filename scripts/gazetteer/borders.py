"""Write the borders that maps are drawn on: src/truceline/figures/data/borders.json.gz.

In goes `countries-50m.json` of the npm package world-atlas 2.0.2 (ISC), which is Natural Earth 1:50m (public
domain) as TopoJSON. Kept are its arcs, to a hundredth of a degree, and for each country a point for its
name.

Usage: python scripts/gazetteer/borders.py countries-50m.json
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

HOME = Path(__file__).parents[2] / "src" / "truceline" / "figures" / "data" / "borders.json.gz"
STEP = 100
"""Parts of a degree that are kept."""
FULL = {
    "Antigua and Barb.": "Antigua and Barbuda",
    "Bosnia and Herz.": "Bosnia and Herzegovina", "Br. Indian Ocean Ter.": "British Indian Ocean Territory",
    "Cayman Is.": "Cayman Islands", "Central African Rep.": "Central African Republic",
    "Congo": "Republic of the Congo", "Cook Is.": "Cook Islands",
    "Dem. Rep. Congo": "Democratic Republic of the Congo", "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea", "Faeroe Is.": "Faroe Islands", "Falkland Is.": "Falkland Islands",
    "Fr. Polynesia": "French Polynesia", "Marshall Is.": "Marshall Islands",
    "N. Cyprus": "Northern Cyprus", "N. Mariana Is.": "Northern Mariana Islands",
    "Pitcairn Is.": "Pitcairn Islands", "S. Sudan": "South Sudan", "Solomon Is.": "Solomon Islands",
    "St. Vin. and Gren.": "Saint Vincent and the Grenadines", "Turks and Caicos Is.": "Turks and Caicos",
    "U.S. Virgin Is.": "U.S. Virgin Islands", "W. Sahara": "Western Sahara",
}  # fmt: skip
"""Names that Natural Earth cuts short."""


def main() -> None:
    """Read, thin, write."""
    world = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    scale, move = world["transform"]["scale"], world["transform"]["translate"]
    arcs = [_degrees(arc, scale, move) for arc in world["arcs"]]
    names = [_label(one, arcs) for one in world["objects"]["countries"]["geometries"]]
    told = {"arcs": [_thin(arc) for arc in arcs], "names": [one for one in names if one]}
    packed = json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode()
    HOME.parent.mkdir(exist_ok=True)
    HOME.write_bytes(gzip.compress(packed, 9, mtime=0))


def _degrees(arc: list[list[int]], scale: list[float], move: list[float]) -> list[tuple[float, float]]:
    """The points of an arc, whose numbers are differences from the point before."""
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
    return points


def _thin(arc: list[tuple[float, float]]) -> list[int]:
    """Hundredths of degrees, flat, without points that fall together."""
    flat: list[int] = []
    for x, y in arc:
        point = [round(x * STEP), round(y * STEP)]
        if flat[-2:] != point:
            flat += point
    return flat


def _label(country: dict, arcs: list[list[tuple[float, float]]]) -> list | None:
    """A country's name and the middle of its largest ring."""
    groups = country.get("arcs", [])
    polygons = [groups] if country.get("type") == "Polygon" else groups
    rings = [_ring(polygon[0], arcs) for polygon in polygons]
    if not rings:
        return None
    ring = max(rings, key=lambda points: abs(_area(points)))
    xs, ys = zip(*ring, strict=True)
    if max(xs) - min(xs) > 180:  # it lies across the line where the degrees begin again
        xs = tuple(x + 360 if x < 0 else x for x in xs)
    x, y = ((min(side) + max(side)) / 2 for side in (xs, ys))
    name = country["properties"]["name"]
    return [FULL.get(name, name), round(x - 360 if x > 180 else x, 2), round(y, 2)]


def _ring(numbers: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for number in numbers:
        points += arcs[number] if number >= 0 else arcs[~number][::-1]
    return points


def _area(points: list[tuple[float, float]]) -> float:
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


if __name__ == "__main__":
    main()
