"""Where a ceasefire lies: the areas that it names, or else the conflict, with the point of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from truceline.actors import known_actor
from truceline.model import Actor, Ceasefire, Finding

if TYPE_CHECKING:
    from truceline.figures._points import Point

__all__ = ["Place", "places_of", "states_of", "two_letters"]

_SIDES = ("parties", "bound", "declared_by")


class Place(NamedTuple):
    """A place of a ceasefire: what it is called, the finding that names it (None where it is that of the
    conflict), its point where one is known, and what lies there: the place, or the conflict.
    """

    name: str
    area: Finding | None
    point: Point | None
    at: str


def places_of(ceasefire: Ceasefire, actors: Mapping[str, Actor]) -> list[Place]:
    """The places of a ceasefire, one at least. Where no gazetteer has any of its areas, they stand at the
    point of the conflict, which says of itself that it is a whole country's.

    Args:
        ceasefire: the record.
        actors: those of its reading, by id.
    """
    from truceline.figures._points import point_of  # noqa: PLC0415 - brings NumPy

    known = known_actor(ceasefire.conflict) if ceasefire.conflict else None
    home = known.name if known else ceasefire.conflict or ""
    code = next((two for state in states_of(ceasefire, actors) if (two := two_letters(state))), None)
    areas = [(_name(area.value, actors), area) for area in _kept(ceasefire, "area")]
    points = [point_of(name, code) or point_of(name) for name, _ in areas]
    if not areas:
        return [Place(home, None, point_of(home), home)]
    if not any(points):
        return [Place(name, area, point_of(home), home) for name, area in areas]
    return [Place(name, area, point, name) for (name, area), point in zip(areas, points, strict=True)]


def states_of(ceasefire: Ceasefire, actors: Mapping[str, Actor]) -> Iterator[str]:
    """The ids of the states to which a conflict may belong, the likeliest first: that of its name, those that
    its area names, those among the sides or for which they act.
    """
    yield (ceasefire.conflict or "").lower().replace(" ", "-")
    yield from (str(finding.value) for finding in _kept(ceasefire, "area"))
    for field in _SIDES:
        for finding in _kept(ceasefire, field):
            actor = actors.get(str(finding.value))
            state = (actor.id if actor.kind == "state" else actor.of) if actor else None
            if state:
                yield state


def two_letters(state: str) -> str | None:
    """The ISO 3166 code of two letters for a state by its id, None for what is none."""
    known = known_actor(state)
    return _two_letters().get(known.ids.get("iso3", "")) if known is not None else None


@lru_cache(maxsize=1)
def _two_letters() -> dict[str, str]:
    data = resources.files("truceline.figures").joinpath("data/iso_3166.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in data.splitlines() if not line.startswith("#"))
    return {three: two for three, two, _ in rows}


def _kept(ceasefire: Ceasefire, field: str) -> list[Finding]:
    """The findings of a field that stand."""
    return [
        f
        for f in ceasefire.fields.get(field, ())
        if f.preferred and f.stance not in {"denied", "unsaid"} and isinstance(f.value, str)
    ]


def _name(value: object, actors: Mapping[str, Actor]) -> str:
    return actors[str(value)].name if str(value) in actors else str(value)
