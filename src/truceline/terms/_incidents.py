"""Incidents of any dataset in one shape.

A day of an event dataset is a day on the clocks of the place (UCDP GED codebook 19.1, "local time"), so that
it is an interval between two instants. Where the country's zone is not known the interval covers the day
everywhere on earth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import polars as pl

from truceline import times
from truceline.errors import UsageError
from truceline.terms._layouts import Layout, layout_of, read_mapping, version_of
from truceline.terms._moments import zone_named
from truceline.terms._places import LEVELS
from truceline.terms._rows import LINE, RowFailure, Rows, read_rows
from truceline.terms._taxonomy import acts, objects

__all__ = ["SCHEMA", "Incidents", "read_incidents"]

SCHEMA: dict[str, pl.DataType] = {
    "id": pl.String(),
    "line": pl.UInt32(),
    "start": pl.Date(),
    "end": pl.Date(),
    "t0": pl.Int64(),
    "t1": pl.Int64(),
    "clock": pl.Categorical(),
    "side_a": pl.Categorical(),
    "side_b": pl.Categorical(),
    "with_a": pl.Categorical(),
    "with_b": pl.Categorical(),
    "acted": pl.Categorical(),
    "acts": pl.Categorical(),
    "objects": pl.Categorical(),
    "means": pl.Categorical(),
    "level": pl.Categorical(),
    "latitude": pl.Float64(),
    "longitude": pl.Float64(),
    "country": pl.Categorical(),
    "adm_1": pl.Categorical(),
    "adm_2": pl.Categorical(),
    "place": pl.String(),
    "best": pl.Int64(),
    "low": pl.Int64(),
    "high": pl.Int64(),
    "headline": pl.String(),
    "source": pl.String(),
}
"""The columns of `Incidents.frame`. `t0` and `t1` bound the incident in microseconds since 1970 in UTC, `t1`
left out (equal for an instant); `clock` says whether it is told by `instant`, `day` or several `days`.
"""

DATES = (
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%dT%H:%M:%S%.f",
    "%d %B %Y",
    "%d-%B-%Y",
    "%d %b %Y",
    "%d-%b-%Y",
)
"""Ways of writing a day that mean one day only."""
SLASHED = (("%d/%m/%Y", "%m/%d/%Y"), ("%d-%m-%Y", "%m-%d-%Y"), ("%d.%m.%Y", "%m.%d.%Y"))
"""Ways that differ in which number is the month: decided by the column as a whole, where one of them does
not fit.
"""


@dataclass(frozen=True)
class Incidents:
    """Incidents with where they come from: the dataset, its version, the digest of the file; the rows that
    could not be used, with line and reason; and notes on how the file was read.
    """

    frame: pl.DataFrame
    dataset: str
    version: str = ""
    sha256: str = ""
    where: str = ""
    failures: tuple[RowFailure, ...] = ()
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return self.frame.height

    @property
    def cited(self) -> str:
        """The dataset with its version, as it is cited."""
        return " ".join(filter(None, (self.dataset, self.version)))


def read_incidents(
    path: str | Path, *, mapping: str | Path | None = None, version: str | None = None
) -> Incidents:
    """Read a table of incidents: UCDP GED and Candidate, ACLED, or any other by a mapping file.

    Args:
        path: CSV (also gzip), Parquet or XLSX.
        mapping: a mapping file (TOML) where the layout is none of these.
        version: the dataset's version where the file's name does not tell it.

    Raises:
        SourceError: the file cannot be read.
        UsageError: its layout is not known, or the mapping does not fit it.
    """
    file = Path(path)
    given = read_mapping(Path(mapping)) if mapping is not None else None
    rows = read_rows(file, delimiter=given.delimiter if given else "")
    header = [name for name in rows.frame.columns if name != LINE]
    layout = given or layout_of(header, str(file))
    _check_columns(layout, header, str(file))
    frame, failures = _Import(rows, layout, header).run()
    return Incidents(
        frame=frame,
        dataset=layout.dataset,
        version=version or version_of(layout, file.name),
        sha256=rows.sha256,
        where=str(file),
        failures=tuple(sorted((*rows.failures, *failures), key=lambda failure: failure.line)),
        notes=rows.notes,
    )


def _check_columns(layout: Layout, header: list[str], where: str) -> None:
    missing = [
        name for name, columns in layout.columns.items() if columns and layout.column(name, header) is None
    ]
    if layout.needs:
        missing = [name for name in missing if name in {"id", "start", "side_a"}]
    if missing:
        columns = ", ".join(layout.columns[missing[0]])
        cure = f"the file has: {', '.join(header)}"
        raise UsageError(f"there is no column {columns} for {missing[0]!r}", where=where, cure=cure)


class _Import:
    """One table on its way into the common shape; each step sets aside the rows that it cannot use."""

    def __init__(self, rows: Rows, layout: Layout, header: list[str]) -> None:
        self.layout, self.header = layout, header
        self.raw = rows.frame
        self.failures: list[RowFailure] = []

    def run(self) -> tuple[pl.DataFrame, list[RowFailure]]:
        """The incidents in the shape of `SCHEMA`, and the rows that were set aside."""
        frame = self.raw.select(
            pl.col(LINE).alias("line"),
            *(self._text(name) for name in ("id", "side_a", "side_b", "with_a", "with_b", "acted")),
            *(self._text(name) for name in ("country", "adm_1", "adm_2", "place", "headline", "source")),
            *(self._coded(name) for name in ("acts", "objects", "means", "level", "spread")),
            *(self._number(name) for name in ("latitude", "longitude", "best", "low", "high")),
            *self._days(),
        )
        frame = self._with_ids(frame)
        if self.layout.sole_acts:
            sole = (pl.col("side_b") == "") & (pl.col("with_b") == "")
            frame = frame.with_columns(pl.when(sole).then(pl.lit("a")).otherwise("acted").alias("acted"))
        frame = self._set_aside(frame, self._faults())
        frame = self._once(frame)
        frame = _with_bounds(_with_defaults(frame), self.layout.zone)
        return frame.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items()), self.failures

    def _column(self, name: str) -> str | None:
        return self.layout.column(name, self.header)

    def _text(self, name: str) -> pl.Expr:
        column = self._column(name)
        if column is None:
            return pl.lit("").alias(name)
        text = pl.col(column).str.strip_chars().fill_null("")
        return (_whole_number(text) if name == "id" else text).alias(name)

    def _coded(self, name: str) -> pl.Expr:
        text = _whole_number(self._text(name)) if self._column(name) else pl.lit("")
        codes = self.layout.values.get(name)
        return (text.replace(codes) if codes else text).alias(name)

    def _number(self, name: str) -> pl.Expr:
        column = self._column(name)
        if column is None:
            return pl.lit(None, dtype=pl.Float64).alias(name)
        text = pl.col(column).str.strip_chars()
        number = text.cast(pl.Float64, strict=False)
        bad = text.is_not_null() & (text != "") & number.is_null()
        # NaN marks what is there but is no number, so that it is told from what is missing.
        return pl.when(bad).then(float("nan")).otherwise(number).alias(name)

    def _days(self) -> Iterator[pl.Expr]:
        for name in ("start", "end"):
            column = self._column(name)
            if column is None:
                yield pl.lit(None, dtype=pl.Date).alias(name)
                yield pl.lit("").alias(f"{name}_told")
                continue
            text = pl.col(column).str.strip_chars().fill_null("")
            yield pl.lit(_day(self.raw[column], self.layout.date_formats, column)).alias(name)
            yield text.alias(f"{name}_told")
        column = self._column("time")
        text = pl.col(column).str.strip_chars().fill_null("") if column else pl.lit("")
        yield text.alias("time")

    def _with_ids(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Rows of a table without ids are named by their line."""
        if self._column("id") is not None:
            return frame
        return frame.with_columns(("row-" + pl.col("line").cast(pl.String)).alias("id"))

    def _faults(self) -> Iterator[tuple[pl.Expr, Callable[[dict[str, object]], str]]]:
        """What makes a row useless, and how that is told."""
        yield pl.col("id") == "", lambda row: "it has no id"
        told = pl.col("start").is_null() & (pl.col("time") == "")
        yield told, lambda row: f"its day {row['start_told']!r} cannot be read"
        bad_end = pl.col("end").is_null() & (pl.col("end_told") != "")
        yield bad_end, lambda row: f"its last day {row['end_told']!r} cannot be read"
        yield (
            pl.col("end") < pl.col("start"),
            lambda row: f"it ends ({row['end']}) before it begins ({row['start']})",
        )
        for name, most in (("latitude", 90), ("longitude", 180)):
            wrong = pl.col(name).is_nan() | (pl.col(name).abs() > most)
            yield wrong, lambda row, name=name: f"its {name} is no number of degrees"  # type: ignore[misc]
        for name in ("best", "low", "high"):
            wrong = pl.col(name).is_nan() | (pl.col(name) < 0)
            yield wrong, lambda row, name=name: f"its number of deaths ({name}) is no count"  # type: ignore[misc]
        for name, listed in (("acts", acts().within), ("objects", objects().within)):
            known = pl.col(name).str.split(",").list.eval(pl.element().str.strip_chars().is_in(["", *listed]))
            wrong = ~known.list.all()
            yield wrong, lambda row, name=name: f"the code {row[name]!r} for {name} is not known"  # type: ignore[misc]
        wrong = (pl.col("level") != "") & ~pl.col("level").is_in(LEVELS)
        yield wrong, lambda row: f"the code {row['level']!r} for how closely the place is known is not known"
        wrong = (pl.col("spread") != "") & pl.col("spread").cast(pl.Int64, strict=False).is_null()
        yield wrong, lambda row: f"the code {row['spread']!r} for how closely the day is known is not known"

    def _set_aside(
        self, frame: pl.DataFrame, faults: Iterator[tuple[pl.Expr, Callable[[dict[str, object]], str]]]
    ) -> pl.DataFrame:
        for wrong, tell in faults:
            bad = frame.filter(wrong.fill_null(value=False))
            if bad.height:
                self.failures += [RowFailure(row["line"], tell(row)) for row in bad.iter_rows(named=True)]
                frame = frame.filter(~wrong.fill_null(value=False))
        return frame

    def _once(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Each id once: the first row stands, and later ones are told of."""
        again = frame.filter(~pl.col("id").is_first_distinct())
        self.failures += [
            RowFailure(line, f"an incident with the id {name!r} came before")
            for name, line in again.select("id", "line").iter_rows()
        ]
        return frame.filter(pl.col("id").is_first_distinct()) if again.height else frame


def _whole_number(text: pl.Expr) -> pl.Expr:
    """`14085.0`, as tables that went through a spreadsheet have it, is `14085`."""
    return text.str.replace(r"^(\d+)\.0+$", "$1")


def _day(told: pl.Series, formats: tuple[str, ...], column: str) -> pl.Series:
    """A column of days, each row by the first format that fits it.

    Raises:
        UsageError: days and months cannot be told apart.
    """
    text = told.str.strip_chars().fill_null("")
    found = pl.Series(told.name, [None], dtype=pl.Date).new_from_index(0, len(text))
    for form in formats or DATES:
        found = found.zip_with(found.is_not_null(), _as_day(text, form))
    if formats:
        return found
    for first, second in SLASHED:
        left = found.is_null() & (text != "")
        if not left.any():
            break
        by_first, by_second = _as_day(text, first), _as_day(text, second)
        first_fits = not (left & by_second.is_not_null() & by_first.is_null()).any()
        second_fits = not (left & by_first.is_not_null() & by_second.is_null()).any()
        fit = (by_first.is_not_null() & left).any()
        if fit and first_fits and second_fits and (by_first != by_second).any():
            example = text.filter(left)[0]
            cure = 'say which is meant in a mapping file: date_formats = ["%d/%m/%Y"]'
            raise UsageError(
                f"the day {example!r} can be read in two ways", where=f"column {column}", cure=cure
            )
        chosen = by_first if first_fits else by_second
        found = found.zip_with(found.is_not_null(), chosen)
    return found


def _as_day(text: pl.Series, form: str) -> pl.Series:
    if any(mark in form for mark in ("%H", "%I")):
        return text.str.to_datetime(form, strict=False, time_unit="us").dt.date()
    return text.str.to_date(form, strict=False)


def _with_defaults(frame: pl.DataFrame) -> pl.DataFrame:
    """What a table leaves out: one number of deaths stands for all three, and a place without a precision is
    taken for as vague as what is told of it.
    """
    closely = (
        pl.when(pl.col("level") != "").then(pl.col("level"))
        .when((pl.col("place") != "") & pl.col("latitude").is_not_null()).then(pl.lit("exact"))
        .when(pl.col("adm_2") != "").then(pl.lit("adm2"))
        .when(pl.col("adm_1") != "").then(pl.lit("adm1"))
        .when(pl.col("country") != "").then(pl.lit("country"))
        .otherwise(pl.lit("unknown"))
    )  # fmt: skip
    return frame.with_columns(
        closely.alias("level"),
        pl.coalesce("low", "best").alias("low"),
        pl.coalesce("high", "best").alias("high"),
    )


def _with_bounds(frame: pl.DataFrame, zone: str) -> pl.DataFrame:
    """The instants between which each incident lies, its days taken on the clocks of its country."""
    spread = pl.col("spread").cast(pl.Int64, strict=False).fill_null(0)
    frame = frame.with_columns(
        (pl.col("start") - pl.duration(days=spread)).alias("from"),
        (pl.coalesce("end", "start") + pl.duration(days=spread)).alias("to"),
        pl.coalesce("end", "start").alias("end"),
    )
    parts = [
        _bounded(part, zone or _zone_of(str(country[0])))
        for country, part in frame.partition_by("country", as_dict=True, maintain_order=True).items()
    ]
    whole = pl.concat(parts).sort("line") if parts else _bounded(frame, zone)
    days = (pl.col("to") - pl.col("from")).dt.total_days()
    clock = (
        pl.when(pl.col("t0") == pl.col("t1")).then(pl.lit("instant"))
        .when(days > 0).then(pl.lit("days")).otherwise(pl.lit("day"))
    )  # fmt: skip
    return whole.with_columns(clock.alias("clock"))


def _bounded(frame: pl.DataFrame, zone: str | None) -> pl.DataFrame:
    at = _instants(frame["time"], zone)
    if zone:
        first = (
            pl.col("from")
            .cast(pl.Datetime("us"))
            .dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
        )
        last = (
            (pl.col("to") + pl.duration(days=1))
            .cast(pl.Datetime("us"))
            .dt.replace_time_zone(zone, ambiguous="latest", non_existent="null")
        )
        # A zone whose clocks go forward at midnight has no such instant on that day; the next hour begins it.
        spare = [
            (pl.col(name).cast(pl.Datetime("us")) + pl.duration(days=more, hours=1)).dt.replace_time_zone(
                zone
            )
            for name, more in (("from", 0), ("to", 1))
        ]
        edges = [first.fill_null(spare[0]).dt.epoch("us"), last.fill_null(spare[1]).dt.epoch("us")]
    else:
        hours = 3_600_000_000
        edges = [
            pl.col("from").cast(pl.Datetime("us")).dt.epoch("us") - 14 * hours,
            (pl.col("to") + pl.duration(days=1)).cast(pl.Datetime("us")).dt.epoch("us") + 12 * hours,
        ]
    bounded = frame.with_columns(edges[0].alias("t0"), edges[1].alias("t1"), at.alias("at"))
    day = pl.col("at").cast(pl.Datetime("us")).dt.date()
    return bounded.with_columns(
        pl.coalesce("at", "t0").alias("t0"),
        pl.coalesce("at", "t1").alias("t1"),
        pl.coalesce("start", day).alias("start"),
        pl.coalesce("end", day).alias("end"),
    ).drop("at")


def _instants(told: pl.Series, zone: str | None) -> pl.Series:
    """A column of instants in microseconds: with an offset, or on the clocks of the zone."""
    text = told.cast(pl.String).str.replace(" ", "T")
    found = text.str.to_datetime("%Y-%m-%dT%H:%M%#z", strict=False, time_unit="us").dt.epoch("us")
    for form in ("%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M%:z"):
        more = text.str.to_datetime(form, strict=False, time_unit="us").dt.epoch("us")
        found = found.zip_with(found.is_not_null(), more)
    if zone:
        for form in ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S%.f"):
            local = text.str.to_datetime(form, strict=False, time_unit="us")
            more = local.dt.replace_time_zone(zone, ambiguous="null", non_existent="null").dt.epoch("us")
            found = found.zip_with(found.is_not_null(), more)
    return found


@lru_cache(maxsize=1024)
def _zone_of(country: str) -> str | None:
    """The zone of a country's clocks, that of its capital where it has several; None where it is not
    known.
    """
    plain = country.partition("(")[0].strip()
    if not plain:
        return None
    day = date(2016, 1, 1)
    found = times.find("at noon local time on 1 January 2016", anchor=day + timedelta(days=1), place=plain)
    zone = next((one.when.zone for one in found if one.when is not None and one.when.zone), None)
    if zone is not None:
        zone_named(zone, country)
    return zone
