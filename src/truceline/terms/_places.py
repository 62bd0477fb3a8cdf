"""Where incidents happened, against the areas of terms: yes, no, or unknown, for each distinct place once.

A dataset says how closely it knows a place. A point that is known to 25 km lies within an area only where the
whole circle does; a place that is known by its province alone lies somewhere in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import polars as pl

from truceline.actors import lookup
from truceline.model import Area
from truceline.terms._geometry import distance_to_line, signed_distance
from truceline.terms._labels import fold

__all__ = ["LEVELS", "Places", "country_id", "evaluate_areas"]

LEVELS = ("exact", "near", "adm2", "adm1", "fuzzy", "country", "unknown")
"""How closely a place is known: the place itself, within 25 km of it, its district, its province, a stretch
or vague region, the country, not at all.
"""
RADIUS = {"exact": 0.0, "near": 25.0, "adm2": 500.0, "adm1": 500.0}
"""Kilometres from the point given within which the place lies: UCDP GED's precision 2 is 25 km; a district
or a province is taken to reach no further than 500 km from its point, more than any in GED does.
"""
NAMES = ("country", "adm_1", "adm_2", "place")
Truths = npt.NDArray[np.int8]
_UNITS = re.compile(
    r"\b(?:governorate|oblast|province|region|district|raion|state|department|city|town|village|area|county"
    r"|municipality|prefecture|muhafazat|the)\b"
)
_BRACKETS = re.compile(r"\s*\([^)]*\)")


class Places:
    """Distinct places, with the ways of writing of each name that occurs looked up once."""

    def __init__(self, frame: pl.DataFrame) -> None:
        """`frame` has the columns `country`, `adm_1`, `adm_2`, `place` (text), `latitude`, `longitude`
        (degrees or null), `level` (one of `LEVELS`).
        """
        texts = [pl.col(name).cast(pl.String).fill_null("") for name in NAMES]
        self.frame = frame.with_columns(texts)
        self._written: dict[tuple[str, Callable[[str], str]], dict[str, list[str]]] = {}

    def matches(self, column: str, wanted: str, read: Callable[[str], str]) -> pl.Expr:
        """Whether a column's text, read by `read`, is what is wanted; never for an empty text."""
        found = self._written.get((column, read))
        if found is None:
            found = self._written.setdefault((column, read), {})
            for text in self.frame[column].unique(maintain_order=True).to_list():
                if text:
                    found.setdefault(read(text), []).append(text)
        return pl.col(column).is_in(found.get(wanted, []))


def evaluate_areas(areas: Sequence[Area], places: Places) -> dict[str, Truths]:
    """Each area (its `less_held_by` left aside) over distinct places.

    Args: areas: areas, whose `of` and `minus` name one another. places: columns `country`, `adm_1`, `adm_2`,
    `place` (text), `latitude`, `longitude` (degrees or null), `level` (one of `LEVELS`).

    Returns:
        For each area by id, one value of `Truth` a row.
    """
    found: dict[str, Truths] = {}
    listed = {area.id: area for area in areas}
    for area in areas:
        _evaluate(area.id, listed, places, found)
    return found


_WITHIN = {
    "abkhazia": "georgia", "nagorno-karabakh": "azerbaijan", "northern-cyprus": "cyprus",
    "somaliland": "somalia", "south-ossetia": "georgia", "transnistria": "moldova",
}  # fmt: skip
"""States that few recognise, and the member of the United Nations under whose name datasets list what happens
there (UCDP GED codebook 24.1, `country`): whether an incident in that country was there is not known, unless
a unit or place of it is named."""


@lru_cache(maxsize=4096)
def country_id(name: str) -> str:
    """The id of the state that a dataset's name of a country means: `Yemen (North Yemen)` is `yemen`."""
    plain = _BRACKETS.sub("", name).strip()
    state = lookup(plain) if plain else None
    return state.id if state and state.kind in {"state", "government"} else fold(plain)


def _evaluate(name: str, listed: Mapping[str, Area], places: Places, found: dict[str, Truths]) -> Truths:
    if name in found:
        return found[name]
    area = listed[name]
    parts: list[Truths] = []
    if area.names:
        parts.append(_by_name(area.names, places))
    if area.polygon:
        parts.append(_by_shape(np.asarray(area.polygon, dtype=float), 0.0, places, ring=True))
    if area.line:
        parts.append(_by_shape(np.asarray(area.line, dtype=float), area.within_km or 0.0, places, ring=False))
    parts += [_evaluate(other, listed, places, found) for other in area.of]
    whole = np.max(parts, axis=0) if parts else np.full(places.frame.height, 2, dtype=np.int8)
    for other in area.minus:
        whole = np.minimum(whole, 2 - _evaluate(other, listed, places, found))
    found[name] = whole.astype(np.int8)
    return found[name]


def _by_shape(shape: npt.NDArray[np.float64], within: float, places: Places, *, ring: bool) -> Truths:
    points = places.frame.select(
        pl.col("longitude").cast(pl.Float64).fill_null(float("nan")),
        pl.col("latitude").cast(pl.Float64).fill_null(float("nan")),
    ).to_numpy()
    measure = signed_distance if ring else distance_to_line
    away = measure(shape, points) - within
    levels = places.frame["level"].cast(pl.String)
    radius = levels.replace_strict(RADIUS, default=float("inf"), return_dtype=pl.Float64).to_numpy()
    with np.errstate(invalid="ignore"):
        inside, outside = away <= -radius, away > radius
    # An area that is exact to the point holds the points on its border.
    return np.where(inside, 2, np.where(outside, 0, 1)).astype(np.int8)


def _by_name(names: Iterable[str], places: Places) -> Truths:
    """Column by column: names are compared once for each distinct text, not for each place."""
    truths = [_named(*_wanted(name), places) for name in names]
    return places.frame.select(pl.max_horizontal(truths).cast(pl.Int8).alias("truth"))["truth"].to_numpy()


def _wanted(name: str) -> tuple[str, str]:
    """A level (`country`, `adm1`, `adm2`, `place`, or empty for any) and a name."""
    level, mark, rest = name.partition(":")
    known = mark and level in {"country", "adm1", "adm2", "place"}
    return (level, rest.strip()) if known else ("", name.strip())


def _named(level: str, name: str, places: Places) -> pl.Expr:
    """Whether each place lies in what a name means, as far as names tell."""
    told = pl.col("country") != ""
    same_country = places.matches("country", country_id(name), country_id)
    if level == "country" or (not level and _is_country(name)):
        return pl.when(same_country).then(2).when(told).then(0).otherwise(1)
    within = _WITHIN.get(country_id(name)) if not level else None
    units = {"adm1": ("adm_1",), "adm2": ("adm_2",), "place": ("place",)}.get(
        level, ("place", "adm_2", "adm_1")
    )
    whole = pl.any_horizontal([places.matches(unit, fold(name), fold) for unit in units])
    loose = pl.any_horizontal([places.matches(unit, _plain(name), _plain) for unit in units])
    if within is not None:
        elsewhere = told & ~places.matches("country", within, country_id)
        return pl.when(same_country | whole | loose).then(2).when(elsewhere).then(0).otherwise(1)
    # A city and its province often bear one name: one that fits the province alone is not decided.
    city = pl.lit(bool(level)) | places.matches("place", _plain(name), _plain)
    precise = pl.col("level").cast(pl.String).is_in(LEVELS[:2])
    named = (pl.col("adm_1") != "") | (pl.col("place") != "")
    elsewhere = (pl.col("adm_1") != "") if level == "adm1" else pl.lit(False)
    country = same_country if not level else pl.lit(False)
    return (
        pl.when(country | whole).then(2)
        .when(loose & city).then(2)
        .when(loose).then(1)
        .when(elsewhere | (precise & named)).then(0)
        .otherwise(1)
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _is_country(name: str) -> bool:
    state = lookup(name)
    return state is not None and state.kind == "state" and state.id not in _WITHIN


@lru_cache(maxsize=65536)
def _plain(name: str) -> str:
    return " ".join(_UNITS.sub(" ", fold(name)).split())
