"""Where a place that a report names lies, as far as the package knows places."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Literal, NamedTuple

from truceline.actors import lookup
from truceline.figures._borders import world

__all__ = ["Point", "point_of"]


class Point(NamedTuple):
    """Degrees, WGS 84, and what lies there: a city, or the middle of a region or country."""

    longitude: float
    latitude: float
    kind: Literal["city", "region", "country"]


def point_of(name: str, country: str | None = None) -> Point | None:
    """The point of a place.

    Args:
        name: a city, region or country, as a report or the field `area` has it.
        country: the ISO 3166 code (two letters) of the country in which it is meant; a place elsewhere is
            then not taken.

    Returns:
        None where no such place is known, or where several are and no country decides.
    """
    told = name.strip().removeprefix("the ").removeprefix("The ")
    homes = _places().get(told.casefold(), {})
    state = lookup(told)
    whole = _countries().get(state.id) if state is not None else None
    if whole is not None and state is not None and (not homes or state.name == told):
        return whole
    if country is not None:
        return homes.get(country)
    return next(iter(homes.values())) if len(homes) == 1 else None


@lru_cache(maxsize=1)
def _countries() -> dict[str, Point]:
    """By the id of the state, the point at which its name stands on a map."""
    named = ((lookup(name), x, y) for name, x, y in world()["names"])
    return {state.id: Point(x, y, "country") for state, x, y in named if state is not None}


@lru_cache(maxsize=1)
def _places() -> dict[str, dict[str, Point]]:
    """By the name in small letters, then by country."""
    found: dict[str, dict[str, Point]] = {}
    data = resources.files("truceline.figures").joinpath("data/points.tsv").read_text(encoding="utf-8")
    for line in data.splitlines():
        if not line.startswith("#"):
            name, country, x, y, kind = line.split("\t")
            point = Point(float(x), float(y), "region" if kind == "region" else "city")
            found.setdefault(name.casefold(), {})[country] = point
    return found
