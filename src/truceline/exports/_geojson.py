"""Where ceasefires hold, as GeoJSON (RFC 7946): a feature per ceasefire and area.

Where the package knows neither the area nor the country of the conflict, there is no geometry (null, as the
standard allows); nothing is put on a point that no gazetteer gives. `located` says what the point stands for:
a point for a country is where its name stands on a map, not where the ceasefire holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from truceline.exports._index import Index
from truceline.figures.places import Place, places_of
from truceline.model import Ceasefire, When
from truceline.wording import current_status

if TYPE_CHECKING:
    from truceline.figures import Point

__all__ = ["write_geojson"]


def write_geojson(index: Index, file: IO[bytes]) -> int:
    """Write one FeatureCollection; the features in it."""
    file.write(b'{"type": "FeatureCollection", "features": [')
    count = 0
    for count, feature in enumerate(_features(index), start=1):
        file.write(b"\n" if count == 1 else b",\n")
        file.write(json.dumps(feature, ensure_ascii=False).encode())
    file.write(b"\n]}\n")
    return count


def _features(index: Index) -> Iterator[dict[str, Any]]:
    for ceasefire in index.reading.ceasefires:
        places = places_of(ceasefire, index.actors)
        for number, place in enumerate(places, start=1):
            yield {
                "type": "Feature",
                "id": f"{ceasefire.id}-{number}" if len(places) > 1 else ceasefire.id,
                "geometry": _geometry(place.point),
                "properties": _properties(ceasefire, place, index),
            }


def _geometry(point: Point | None) -> dict[str, Any] | None:
    return {"type": "Point", "coordinates": [point.longitude, point.latitude]} if point else None


def _properties(ceasefire: Ceasefire, place: Place, index: Index) -> dict[str, Any]:
    told, area, point, _ = place
    start = index.preferred(ceasefire, "effective")
    when = start.value if start is not None and isinstance(start.value, When) else None
    return {
        "ceasefire": ceasefire.id,
        "label": ceasefire.label,
        "area": told or None,
        "area_of": "the terms" if area else ("the conflict" if told else None),
        "located": point.kind if point else None,
        "status": current_status(ceasefire) or None,
        "effective": when.edtf if when else None,
        "effective_earliest_utc": when.earliest.isoformat() if when and when.earliest else None,
        "effective_latest_utc": when.latest.isoformat() if when and when.latest else None,
        "parties": [index.name(str(f.value)) for f in index.kept(ceasefire, "parties")],
        "reports": len(ceasefire.articles),
        "sources": index.quoted(area) if area else None,
    }
