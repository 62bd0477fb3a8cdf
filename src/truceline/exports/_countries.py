"""The numbers under which datasets of the field keep states."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from truceline.exports._index import Index
from truceline.figures.places import states_of
from truceline.model import Ceasefire

__all__ = ["Country", "country_of"]

Country = tuple[str, int, int]
"""Id of a state, its Gleditsch-Ward number, its region."""


@lru_cache(maxsize=1)
def _numbers() -> dict[str, tuple[int, int]]:
    data = resources.files("truceline.exports").joinpath("data/gleditsch_ward.tsv")
    lines = data.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {state: (int(number), int(region)) for state, number, region in rows}


def country_of(ceasefire: Ceasefire, index: Index) -> Country | None:
    """The state under which the field files a conflict: that of its name, else that of a state or government
    among the sides; None where the reports name none.
    """
    for name in states_of(ceasefire, index.actors):
        if name in _numbers():
            number, region = _numbers()[name]
            return name, number, region
    return None
