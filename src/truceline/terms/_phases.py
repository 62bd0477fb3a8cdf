"""Before, during and after: incidents and deaths by what the terms would make of them.

To compare like with like, an incident before or after gets the verdict that it would have had, had the
ceasefire been in force then.
"""

from __future__ import annotations

import polars as pl
from msgspec.structs import replace

from truceline.model import Period, Terms
from truceline.terms._check import ALL_VERDICTS, Check, check
from truceline.terms._compile import compile_terms
from truceline.terms._incidents import Incidents
from truceline.terms._moments import NEVER
from truceline.terms._periods import MAIN

__all__ = ["phases", "window_of"]

DAY = 86_400_000_000
PHASES = ("before", "during", "after", "across")


def window_of(terms: Terms, incidents: Incidents) -> tuple[int, int, bool, int] | None:
    """From when to when a ceasefire is in force by any account, in microseconds since 1970 in UTC, and
    whether an end is set; where none is, it is the last day on which an incident begins. Last the
    latest moment at which it may begin. None where no start is known.
    """
    stretches = [one for dating in compile_terms(terms).periods[MAIN].datings for one in dating.stretches]
    starts = [one.start.earliest for one in stretches if abs(one.start.earliest) < NEVER]
    if not starts or not len(incidents):
        return None
    latest = max(one.end.latest for one in stretches)
    last = int(incidents.frame["t0"].to_numpy().max()) + DAY
    set_end = latest < NEVER
    latest_start = max(one.start.latest for one in stretches if one.start.latest < NEVER)
    return min(starts), latest if set_end else max(last, *starts), set_end, latest_start


def phases(done: Check) -> pl.DataFrame:
    """Incidents and deaths (best, low, high) by ceasefire, phase and verdict.

    The phases before and after are as long as the ceasefire, as far as the incidents reach; `days` is how
    many days of a phase the incidents cover. `across` are incidents that lie on both sides of its start or
    end. Verdicts are those of the ceasefire had it been in force throughout.
    """
    parts = []
    for one in done.tested:
        window = window_of(one.terms, done.incidents)
        if window is None:
            continue
        timeless = check(done.incidents, [_throughout(one.terms)]).tested[0]
        parts.append(_counted(done.incidents.frame, timeless.verdict, window[:2], one.terms.ceasefire))
    return pl.concat(parts) if parts else pl.DataFrame()


def _throughout(terms: Terms) -> Terms:
    """The same terms without a beginning or an end, all steps taken."""
    always = Period(id=MAIN, start="1800-01-01T00:00:00Z")
    steps = tuple(replace(step, at="") for step in terms.steps if step.act in {"accept", "accede", "reject"})
    rules = tuple(replace(rule, period=None) for rule in terms.rules)
    conditions = tuple(replace(one, at="") for one in terms.conditions)
    return replace(terms, periods=(always,), steps=steps, rules=rules, conditions=conditions, control=())


def _counted(
    frame: pl.DataFrame, verdict: pl.Series, window: tuple[int, int], ceasefire: str
) -> pl.DataFrame:
    start, end = window
    length = end - start
    first, last = int(frame["t0"].to_numpy().min()), int(frame["t0"].to_numpy().max()) + DAY
    edges = {
        "before": (max(first, start - length), start),
        "during": (start, min(end, last)),
        "after": (end, min(last, end + length)),
    }
    phase = pl.lit(None, dtype=pl.String)
    for name, (begin, stop) in edges.items():
        phase = pl.when((pl.col("t0") >= begin) & (pl.col("t1") <= stop)).then(pl.lit(name)).otherwise(phase)
    touches = (pl.col("t1") > edges["before"][0]) & (pl.col("t0") < edges["after"][1])
    phase = pl.when(phase.is_null() & touches).then(pl.lit("across")).otherwise(phase)
    days = {name: max(0, round((stop - begin) / DAY)) for name, (begin, stop) in edges.items()}
    counted = (
        frame.select("t0", "t1", "best", "low", "high")
        .with_columns(verdict, phase.alias("phase"))
        .filter(pl.col("phase").is_not_null())
        .group_by("phase", "verdict")
        .agg(pl.len().alias("incidents"), pl.col("best", "low", "high").sum())
        .with_columns(
            pl.lit(ceasefire).alias("ceasefire"),
            pl.col("phase").replace_strict(days, default=None, return_dtype=pl.Int64).alias("days"),
            pl.col("phase").cast(pl.Enum(PHASES)),
            pl.col("verdict").cast(pl.Enum(ALL_VERDICTS)),
        )
        .sort("phase", "verdict")
    )
    return counted.select("ceasefire", "phase", "days", "verdict", "incidents", "best", "low", "high")
