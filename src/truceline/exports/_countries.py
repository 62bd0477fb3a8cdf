"""The numbers and codes under which datasets of the field keep states."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from truceline.actors import known_actor
from truceline.exports._index import Index
from truceline.model import Actor, Ceasefire

__all__ = ["Country", "country_of", "two_letters"]

Country = tuple[str, int, int]
"""Id of a state, its Gleditsch-Ward number, its region."""

_SIDES = ("parties", "bound", "declared_by")


@lru_cache(maxsize=1)
def _numbers() -> dict[str, tuple[int, int]]:
    data = resources.files("truceline.exports").joinpath("data/gleditsch_ward.tsv")
    lines = data.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {state: (int(number), int(region)) for state, number, region in rows}


@lru_cache(maxsize=1)
def _two_letters() -> dict[str, str]:
    data = resources.files("truceline.exports").joinpath("data/iso_3166.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in data.splitlines() if not line.startswith("#"))
    return {three: two for three, two, _ in rows}


def two_letters(state: str) -> str | None:
    """The ISO 3166 code of two letters for a state by its id, None for what is none."""
    known = known_actor(state)
    return _two_letters().get(known.ids.get("iso3", "")) if known is not None else None


def country_of(ceasefire: Ceasefire, index: Index) -> Country | None:
    """The state under which the field files a conflict: that of its name, else that of a state or government
    among the sides; None where the reports name none.
    """
    named = (ceasefire.conflict or "").lower().replace(" ", "-")
    sides = [f.value for field in _SIDES for f in index.kept(ceasefire, field) if isinstance(f.value, str)]
    area = [f.value for f in index.kept(ceasefire, "area") if isinstance(f.value, str)]
    states = (_state(index.actors.get(side)) for side in sides)
    for name in (named, *area, *states):
        if name in _numbers():
            number, region = _numbers()[name]
            return name, number, region
    return None


def _state(actor: Actor | None) -> str | None:
    """The state that an actor is, or for which it acts."""
    if actor is None:
        return None
    return actor.id if actor.kind == "state" else actor.of
