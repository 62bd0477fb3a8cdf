"""Many incidents against the terms of several ceasefires.

Incidents that the terms cannot tell apart are one case, which is decided once: what depends on an incident
alone (its segments of time, its place against the areas) is worked out column by column, and the rest once
for each distinct pair of sides, kind of act and place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from truceline.model import Terms, Verdict, VerdictKind
from truceline.terms._case import Case, Found, decide
from truceline.terms._compile import Compiled, compile_terms
from truceline.terms._headlines import told_actors
from truceline.terms._incidents import Incidents
from truceline.terms._kleene import Truth
from truceline.terms._labels import resolve
from truceline.terms._periods import MAIN, Timespan
from truceline.terms._places import Places, evaluate_areas

__all__ = ["ALL_VERDICTS", "Check", "Tested", "check"]

ALL_VERDICTS: tuple[VerdictKind, ...] = (
    "prohibited", "indeterminate", "permitted", "excluded", "not_covered", "outside_area", "outside_time"
)  # fmt: skip
"""The verdicts in the order in which they are told."""
SIDES = ("side_a", "side_b", "with_a", "with_b", "acted")
DEEDS = ("acts", "objects", "means")
PLACES = ("country", "adm_1", "adm_2", "place", "latitude", "longitude", "level")
TOLD = (
    "id", "start", "end", "side_a", "side_b", "acts", "country", "adm_1", "place", "latitude", "longitude",
    "level", "best", "low", "high",
)  # fmt: skip
"""What a table of verdicts repeats of each incident."""
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Tested:
    """The verdicts of one ceasefire: `case` gives for each incident the place of its `Found` in `found`."""

    terms: Terms
    case: npt.NDArray[np.uint32]
    found: tuple[Found, ...]

    @cached_property
    def verdict(self) -> pl.Series:
        """The verdict of each incident, in the order of the incidents."""
        kinds = pl.Series([one.verdict for one in self.found], dtype=pl.Enum(ALL_VERDICTS))
        return kinds.gather(pl.Series(self.case)).alias("verdict")


@dataclass(frozen=True)
class Check:
    """Incidents, and what the terms of each ceasefire make of them."""

    incidents: Incidents
    tested: tuple[Tested, ...]

    def table(self) -> pl.DataFrame:
        """One row per incident and ceasefire: the verdict, what else is possible, the reasons, the rules, and
        what the dataset tells of the incident.
        """
        base = self.incidents.frame.select(TOLD).rename({"id": "incident"})
        parts = [
            base.with_columns(
                pl.lit(one.terms.ceasefire).alias("ceasefire"),
                one.verdict,
                *(_column(one, name) for name in ("possible", "reasons", "rules")),
            )
            for one in self.tested
        ]
        first = ["incident", "ceasefire", "verdict", "reasons", "possible", "rules"]
        whole = pl.concat(parts) if parts else base
        dataset = pl.lit(self.incidents.cited).alias("dataset")
        return whole.select(*first, pl.exclude(first), dataset) if parts else whole

    def verdicts(self) -> Iterator[Verdict]:
        """Every verdict with its evidence, ceasefire by ceasefire."""
        names = self.incidents.frame["id"]
        for one in self.tested:
            for name, case in zip(names, one.case.tolist(), strict=True):
                found = one.found[case]
                yield Verdict(
                    incident=name,
                    ceasefire=one.terms.ceasefire,
                    verdict=found.verdict,
                    reasons=found.reasons,
                    possible=found.possible,
                    rules=found.rules,
                    evidence=found.evidence,
                )

    def counts(self) -> pl.DataFrame:
        """Incidents and deaths (best, low, high) by ceasefire and verdict, in the order of `ALL_VERDICTS`."""
        parts = [
            self.incidents.frame.select("best", "low", "high")
            .with_columns(one.verdict, pl.lit(one.terms.ceasefire).alias("ceasefire"))
            .group_by("ceasefire", "verdict")
            .agg(pl.len().alias("incidents"), pl.col("best", "low", "high").sum())
            .sort("verdict")
            for one in self.tested
        ]
        return pl.concat(parts) if parts else pl.DataFrame()

    def reasons(self) -> pl.DataFrame:
        """How many incidents each reason holds for, by ceasefire and verdict, the most frequent first."""
        rows: list[tuple[str, str, str, int]] = []
        for one in self.tested:
            many = np.bincount(one.case, minlength=len(one.found)).tolist()
            for found, count in zip(one.found, many, strict=True):
                rows += [(one.terms.ceasefire, found.verdict, reason, count) for reason in found.reasons]
        schema: dict[str, Any] = {
            "ceasefire": pl.String,
            "verdict": pl.Enum(ALL_VERDICTS),
            "reason": pl.String,
            "incidents": pl.Int64,
        }
        frame = pl.DataFrame(rows, schema=schema, orient="row")
        keys = ("ceasefire", "verdict", "reason")
        counted = frame.group_by(keys, maintain_order=True).agg(pl.col("incidents").sum())
        order = {one.terms.ceasefire: n for n, one in enumerate(self.tested)}
        ranked = counted.with_columns(pl.col("ceasefire").replace_strict(order, default=0).alias("__n__"))
        down = [False, False, True, False]
        return ranked.sort("__n__", "verdict", "incidents", "reason", descending=down).drop("__n__")


def check(incidents: Incidents, terms: Sequence[Terms], *, headlines: bool = True) -> Check:
    """What the terms of each ceasefire make of each incident.

    Args:
        incidents: from `read_incidents`.
        terms: the terms of one or several ceasefires; an incident gets a verdict for each.
        headlines: let the source's own headline decide whom an umbrella name means, where it says so.

    Raises:
        UsageError: terms name what is not there, or give a time that cannot be read.
    """
    columns = _Columns(incidents, headlines=headlines)
    return Check(incidents, tuple(_test(compile_terms(one), columns) for one in terms))


class _Columns:
    """What all ceasefires need of the incidents, numbered once: distinct sides, deeds and places."""

    def __init__(self, incidents: Incidents, *, headlines: bool) -> None:
        frame = incidents.frame
        self.frame, self.headlines = frame, headlines
        self.t0, self.t1 = frame["t0"].to_numpy(), frame["t1"].to_numpy()
        self.sides, self.side = _numbered(frame, SIDES)
        self.deeds, self.deed = _numbered(frame, DEEDS)
        places, self.place = _numbered(frame, PLACES)
        self.places = Places(places)
        self.clocks, self.clock = _numbered(frame, ("clock",))
        self.eras, self.era = _eras(frame, self.sides)
        self.told: list[tuple[str, ...]] = [()]
        self.naming = np.zeros(frame.height, dtype=np.int64)
        if headlines:
            self._name()

    def _name(self) -> None:
        """Number the actors whom headlines name where a side is an umbrella."""
        vague = [
            any(who.kind == "umbrella" for n in row[:2] for who in resolve(n or ""))
            for row in self.sides.rows()
        ]
        rows = (
            np.flatnonzero(np.asarray(vague, dtype=bool)[self.side])
            if vague
            else np.array([], dtype=np.int64)
        )
        read = ("headline", "side_a", "side_b", "place", "adm_1", "adm_2")
        texts, number = _numbered(self.frame.select(read)[rows], read)
        known: dict[tuple[str, ...], int] = {(): 0}
        codes = []
        for headline, a, b, *places in texts.iter_rows():
            told = _told(headline or "", a or "", b or "", [place for place in places if place])
            codes.append(known.setdefault(told, len(known)))
        self.told = list(known)
        if codes:
            self.naming[rows] = np.asarray(codes, dtype=np.int64)[number]


def _told(headline: str, a: str, b: str, places: list[str]) -> tuple[str, ...]:
    """The groups that a headline names in place of the umbrella on either side."""
    found: dict[str, None] = {}
    for side, other in ((resolve(a), resolve(b)), (resolve(b), resolve(a))):
        for who in side:
            if who.kind == "umbrella" and headline:
                found.update(dict.fromkeys(told_actors(headline, places, who, other)))
    return tuple(found)


def _numbered(frame: pl.DataFrame, columns: Sequence[str]) -> tuple[pl.DataFrame, Ints]:
    """The distinct rows of some columns, and for each row the number of its like."""
    keys = frame.select(columns)
    distinct = keys.unique(maintain_order=True).with_row_index("__n__")
    joined = keys.join(distinct, on=list(columns), how="left", nulls_equal=True, maintain_order="left")
    return distinct.drop("__n__"), joined["__n__"].cast(pl.Int64).to_numpy()


def _eras(frame: pl.DataFrame, sides: pl.DataFrame) -> tuple[list[str], Ints]:
    """The days on which names of sides came into use, and how many of them had passed at each incident."""
    labels = {name for row in sides.select(SIDES[:4]).iter_rows() for name in row if name}
    days = sorted({who.since for label in labels for who in resolve(label) if who.since})
    if not days:
        return [""], np.zeros(frame.height, dtype=np.int64)
    starts = frame["start"].cast(pl.Int32).to_numpy()
    marks = pl.Series(days).str.to_date("%Y-%m-%d").cast(pl.Int32).to_numpy()
    return ["", *days], np.searchsorted(marks, starts, side="right").astype(np.int64)


def _test(terms: Compiled, columns: _Columns) -> Tested:
    tested = _cases(terms, columns)
    if any(one.kind == "reciprocity" and one.lapses == "by_itself" for one in terms.terms.exemptions):
        breach = _first_breach(tested, columns)
        if breach is not None:
            tested = _cases(replace(terms, lapsed=breach), columns)
    return tested


def _first_breach(tested: Tested, columns: _Columns) -> int | None:
    """When the first incident that the terms certainly forbid was over."""
    forbidden = (tested.verdict == "prohibited").to_numpy()
    over = np.maximum(columns.t1, columns.t0 + 1)
    return int(over[forbidden].min()) if forbidden.any() else None


def _cases(terms: Compiled, columns: _Columns) -> Tested:
    cuts = np.asarray(terms.cuts, dtype=np.int64)
    first = np.searchsorted(cuts, columns.t0, side="right")
    last = np.searchsorted(cuts, np.maximum(columns.t0, columns.t1 - 1), side="right")
    truths = evaluate_areas(terms.terms.areas, columns.places)
    ground, grounds = _grounds(truths, columns.places.frame.height)
    hours = _hours(terms, columns)
    keys = {
        "first": first, "last": last, "ground": ground[columns.place], "side": columns.side,
        "deed": columns.deed, "clock": columns.clock, "era": columns.era, "naming": columns.naming, **hours,
    }  # fmt: skip
    # Outside the time and the place of every rule nothing else matters.
    nothing = (
        _all_dead(terms, first, last) | _all_far(terms, truths, columns.places.frame.height)[columns.place]
    )
    for name in ("side", "deed", "era", "naming", *hours):
        keys[name] = np.where(nothing, -1, keys[name])
    distinct, case = _numbered(pl.DataFrame(keys), tuple(keys))
    found = tuple(_decide(row, terms, columns, grounds) for row in distinct.iter_rows(named=True))
    return Tested(terms.terms, case.astype(np.uint32), found)


def _decide(
    row: dict[str, int], terms: Compiled, columns: _Columns, grounds: list[dict[str, Truth]]
) -> Found:
    case = Case(
        sides=((), ()),
        acts=(),
        segments=(row["first"], row["last"]),
        clock=str(columns.clocks.row(row["clock"])[0]),
        ground=grounds[row["ground"]],
        hours={
            name[6:]: Truth(code) for name, code in row.items() if name.startswith("hours:") and code >= 0
        },
    )
    if row["side"] >= 0:
        a, b, with_a, with_b, acted = columns.sides.row(row["side"])
        told = tuple(_listed(codes) for codes in columns.deeds.row(row["deed"]))
        case = replace(
            case,
            sides=(tuple(filter(None, (a, with_a))), tuple(filter(None, (b, with_b)))),
            acts=told[0],
            objects=told[1],
            means=told[2],
            acted=_acted(acted or "", a or "", b or ""),
            told=columns.told[row["naming"]],
            era=columns.eras[row["era"]],
        )
    return decide(case, terms)


def _acted(told: str, a: str, b: str) -> str:
    """The side that began, told by its letter or by its name."""
    if told.lower() in {"a", "b"}:
        return told.lower()
    return "a" if told and told == a else "b" if told and told == b else ""


def _listed(codes: str | None) -> tuple[str, ...]:
    return tuple(code.strip() for code in (codes or "").split(",") if code.strip())


def _grounds(truths: dict[str, npt.NDArray[np.int8]], places: int) -> tuple[Ints, list[dict[str, Truth]]]:
    """For each place the number of its combination of truths, and the combinations."""
    if not truths:
        return np.zeros(places, dtype=np.int64), [{}]
    distinct, number = _numbered(pl.DataFrame(truths), tuple(truths))
    named = [{name: Truth(code) for name, code in row.items()} for row in distinct.iter_rows(named=True)]
    return number, named


def _all_dead(terms: Compiled, first: Ints, last: Ints) -> npt.NDArray[np.bool_]:
    """Which incidents lie in segments of time in which nothing in the terms can hold."""
    alive = np.concatenate(([0], np.cumsum(~np.asarray(terms.dead(), dtype=bool))))
    dead: npt.NDArray[np.bool_] = alive[last + 1] == alive[first]
    return dead


def _all_far(terms: Compiled, truths: dict[str, npt.NDArray[np.int8]], places: int) -> npt.NDArray[np.bool_]:
    """Which places lie outside the area of the ceasefire and of every rule."""
    used = {rule.area for rule in terms.rules} | {terms.terms.area or None}
    if None in used:
        return np.zeros(places, dtype=bool)
    far: npt.NDArray[np.bool_] = np.max([truths[name] for name in used if name], axis=0) == 0
    return far


def _hours(terms: Compiled, columns: _Columns) -> dict[str, Ints]:
    """For each period with hours of the day, whether each incident fell in them."""
    return {
        f"hours:{span.id}": _in_hours(span, columns)
        for span in terms.periods.values()
        if span.hours and span.id != MAIN
    }


def _in_hours(span: Timespan, columns: _Columns) -> Ints:
    """Within the hours for what has an instant; unknown for what has a day only."""
    local = pl.from_epoch(pl.Series(columns.t0), time_unit="us").dt.replace_time_zone("UTC")
    clock = local.dt.convert_time_zone(span.zone or "UTC").dt.time()
    inside = np.zeros(len(clock), dtype=bool)
    for first, last in span.hours:
        after, before = (clock >= first).to_numpy(), (clock < last).to_numpy()
        inside |= (after & before) if first < last else (after | before)
    instant = columns.t0 == columns.t1
    return np.where(instant, np.where(inside, 2, 0), 1).astype(np.int64)


def _column(one: Tested, name: str) -> pl.Series:
    mark = "; " if name == "reasons" else ", "
    texts = pl.Series([mark.join(getattr(found, name)) for found in one.found], dtype=pl.String)
    return texts.gather(pl.Series(one.case)).alias(name)
