"""Codings made by hand, in the columns of the ETH/PRIO dataset, and what cannot be right in them."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz

from truceline.errors import UsageError
from truceline.exports._lengths import days_of

__all__ = ["CodedActor", "Coding", "Day", "Defect", "codings_of", "read_codings"]

Day = tuple[int, int | None, int | None]
"""Year, month, day of the month; the last two None where they are not coded."""

NEEDED = ("location", "actor_name", "cf_dec_yr", "cf_effect_yr", "side")
PURPOSES = ("humanitarian", "peaceprocess", "holiday", "election", "other")
RANGES: dict[str, tuple[int, int]] = {
    "region": (1, 5),
    "side": (1, 3),
    "partial": (0, 1),
    "written": (0, 2),
    "fixed": (0, 1),
    "nsa_frac": (0, 2),
    "ceasefire_class": (1, 3),
    "timing": (0, 3),
    "mediator_nego": (0, 1),
    "implement": (0, 1),
    "enforcement": (0, 3),
    "ended": (0, 4),
}
"""The codes that a column of the dataset holds, besides -1 for unknown."""

ALIKE = 93
"""Likeness (of 100, by edits) above which two names of actors that differ look like one name and a slip of
the pen.
"""
RARE = 5
"""How many times more often the other name must stand in the file for the rarer one to be the slip."""


@dataclass(frozen=True, slots=True)
class CodedActor:
    """An actor of a coding: its name, UCDP's number (None if not coded) and when it declared or accepted."""

    name: str
    ucdp: int | None
    declared: Day | None


@dataclass(frozen=True, slots=True)
class Coding:
    """One ceasefire as coded: the rows with one `uniq_id` taken together. None is unknown throughout.

    `rows` are the numbers of its lines in the file, the header being line 1. `never` says that it is coded as
    never having taken effect. `days` is its fixed length, `length` the cell as it is written.
    """

    id: str
    location: str
    actors: tuple[CodedActor, ...]
    effective: Day | None
    never: bool
    end: Day | None
    side: int | None
    partial: int | None
    written: int | None
    days: float | None
    length: str
    purposes: frozenset[str]
    purpose_unclear: bool
    klass: int | None
    mediated: int | None
    mediators: str
    ended: int | None
    rows: tuple[int, ...]
    truceline_id: str = ""

    @property
    def declared(self) -> Day | None:
        """The first day on which one of its actors declared or accepted it."""
        days = [actor.declared for actor in self.actors if actor.declared]
        return min(days, key=lambda d: (d[0], d[1] or 13, d[2] or 32), default=None)


@dataclass(frozen=True, slots=True)
class Defect:
    """Something in a table of codings that cannot be right: in which lines, of which ceasefire, and why."""

    rows: tuple[int, ...]
    ceasefire: str
    kind: str
    message: str


Cells = Mapping[str, str]


def read_codings(source: str | Path) -> tuple[list[Coding], list[Defect]]:
    """Read a table in the columns of the ETH/PRIO dataset (CSV, UTF-8, comma or semicolon).

    Columns that are missing besides those that name a ceasefire count as unknown. Rows are grouped by
    `uniq_id`, or by `location` and `cf_id` where that is missing.

    Returns:
        The ceasefires in the order of the file, and the defects of the table: impossible dates, a start
        before the declaration, an end before the start, codes that the dataset does not have, rows of one
        ceasefire that contradict each other, names that look like slips of the pen.

    Raises:
        UsageError: the file cannot be read, or is no such table.
    """
    rows = _rows(Path(source))
    return codings_of(rows), _defects(rows)


def _rows(path: Path) -> list[tuple[int, Cells]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(
            f"cannot be read ({error.strerror})", where=str(path), cure="check its name"
        ) from error
    except UnicodeDecodeError as error:
        what = f"is not in UTF-8 (byte {error.start})"
        raise UsageError(what, where=str(path), cure="save it as CSV in UTF-8") from error
    header = text.partition("\n")[0]
    separator = ";" if header.count(";") > header.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        what = f"has no column {', '.join(missing)}: it is not in the columns of the ETH/PRIO dataset"
        raise UsageError(
            what, where=str(path), cure="`truceline export ethprio` writes a table with these columns"
        )
    found: list[tuple[int, Cells]] = []
    for row in reader:
        found.append(
            (reader.line_num, {k: (v or "").strip() for k, v in row.items() if isinstance(v, str | None)})
        )
    return found


def codings_of(rows: Iterable[tuple[int, Cells]]) -> list[Coding]:
    """Numbered rows as ceasefires, in the order of their first rows."""
    grouped: dict[str, list[tuple[int, Cells]]] = defaultdict(list)
    for number, row in rows:
        grouped[_key(row)].append((number, row))
    return [_coding(key, members) for key, members in grouped.items()]


def _key(row: Cells) -> str:
    unique = row.get("uniq_id", "")
    return unique if unique not in {"", "-1"} else f"{row.get('location', '')} {row.get('cf_id', '')}".strip()


def _coding(key: str, members: Sequence[tuple[int, Cells]]) -> Coding:
    first = members[0][1]
    length = _cell(members, "fixed_time")
    return Coding(
        id=key,
        location=first["location"],
        actors=_actors(row for _, row in members),
        effective=next((d for _, row in members if (d := _day(row, "cf_effect"))), None),
        never=any(row.get("cf_effect_yr") == "0" for _, row in members),
        end=next((d for _, row in members if (d := _day(row, "end"))), None),
        side=_code(members, "side"),
        partial=_code(members, "partial"),
        written=_code(members, "written"),
        days=_days(length),
        length=length,
        purposes=frozenset(p for p in PURPOSES if any(row.get(f"p_{p}") == "1" for _, row in members)),
        purpose_unclear=any(row.get("p_unclear") == "1" for _, row in members),
        klass=_code(members, "ceasefire_class"),
        mediated=_code(members, "mediator_nego"),
        mediators=_cell(members, "mediator_send"),
        ended=_code(members, "ended"),
        rows=tuple(number for number, _ in members),
        truceline_id=first.get("truceline_id", ""),
    )


def _actors(rows: Iterable[Cells]) -> tuple[CodedActor, ...]:
    """The actors of the rows, each once (a side has a row per dyad), with the first day that is coded."""
    found: dict[str, CodedActor] = {}
    for row in rows:
        actor = _actor(row)
        if actor.name and (actor.name not in found or found[actor.name].declared is None):
            found[actor.name] = actor
    return tuple(found.values())


def _actor(row: Cells) -> CodedActor:
    number = _number(row.get("ucdp_actor_id", ""))
    return CodedActor(row["actor_name"], number if number and number > 0 else None, _day(row, "cf_dec"))


def _number(cell: str) -> int | None:
    """A whole number, also where a spreadsheet wrote it as 3.0; None for anything else."""
    try:
        value = float(cell)
    except ValueError:
        return None
    return int(value) if value.is_integer() else None


def _code(members: Sequence[tuple[int, Cells]], column: str) -> int | None:
    """The code of a column; None if it is unknown, or if the rows differ."""
    codes = {_number(row.get(column, "")) for _, row in members} - {None, -1}
    return codes.pop() if len(codes) == 1 else None


def _cell(members: Sequence[tuple[int, Cells]], column: str) -> str:
    found = (row.get(column, "") for _, row in members)
    return next((cell for cell in found if cell not in {"", "0", "-1", "0.0", "-1.0"}), "")


def _days(length: str) -> float | None:
    try:
        return float(length)
    except ValueError:
        return days_of(length)


def _day(row: Cells, stem: str) -> Day | None:
    """The date in the three columns of a stem; None where the year is unknown or 0."""
    year, month, day = (_number(row.get(f"{stem}_{part}", "")) for part in ("yr", "month", "day"))
    if year is None or year <= 0:
        return None
    known = month if month is not None and 1 <= month <= 12 else None
    return year, known, day if known and day is not None and day > 0 else None


# ---------------------------------------------------------------------- what cannot be right


def _defects(rows: Sequence[tuple[int, Cells]]) -> list[Defect]:
    found: list[Defect] = []
    grouped: dict[str, list[tuple[int, Cells]]] = defaultdict(list)
    for number, row in rows:
        key = _key(row)
        grouped[key].append((number, row))
    for key, members in grouped.items():
        # Each actor of a ceasefire has a row, and what is wrong stands in all of them.
        lines: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, row in members:
            for wrong in _row_defects(row):
                lines[wrong].append(number)
        found += [Defect(tuple(these), key, kind, message) for (kind, message), these in lines.items()]
        found += _contradictions(key, members)
    found += _slips(rows)
    return sorted(found, key=lambda d: (d.rows[0], d.kind))


def _row_defects(row: Cells) -> Iterable[tuple[str, str]]:
    days: list[Day | None] = []
    for stem, what in (("cf_dec", "declared"), ("cf_effect", "in effect"), ("end", "ended")):
        parts = [_number(row.get(f"{stem}_{part}", "")) for part in ("yr", "month", "day")]
        possible = _possible(parts)
        # A day that does not exist is neither before another nor after it.
        days.append(_day(row, stem) if possible else None)
        if not possible:
            told = "-".join(f"{part:02}" for part in parts if part is not None)
            yield "impossible_date", f"{what} on {told}, a day that does not exist"
    declared, effective, end = days
    if declared and effective and _surely_before(effective, declared):
        yield "order", f"in effect on {_told(effective)}, before it was declared on {_told(declared)}"
    if effective and end and _surely_before(end, effective):
        yield "order", f"ended on {_told(end)}, before it took effect on {_told(effective)}"
    for column, (least, most) in RANGES.items():
        cell = row.get(column, "")
        if cell and not _in_range(cell, least, most):
            yield "unknown_code", f"{column} is {cell!r}, but its codes run from {least} to {most}, or -1"


def _in_range(cell: str, least: int, most: int) -> bool:
    number = _number(cell)
    return number is not None and (number == -1 or least <= number <= most)


def _possible(parts: Sequence[int | None]) -> bool:
    year, month, day = parts
    if year is None or year <= 0 or month is None or month == -1:
        return True
    try:
        date(year, month, 1 if day in {None, -1} else int(day or 0))
    except ValueError:
        return False
    return True


def _surely_before(one: Day, other: Day) -> bool:
    """Whether the last day that `one` can mean lies before the first that `other` can."""
    latest = (one[0], one[1] or 12, one[2] or 31)
    return latest < (other[0], other[1] or 1, other[2] or 1)


def _told(day: Day) -> str:
    return "-".join(f"{part:02}" for part in day if part is not None)


def _contradictions(key: str, members: Sequence[tuple[int, Cells]]) -> Iterable[Defect]:
    """Columns that belong to the ceasefire, and differ between the rows of its actors."""
    for column in ("ended", "pax_id", "side", "ceasefire_class", "location"):
        cells = Counter(row.get(column, "") for _, row in members)
        if len(cells) > 1:
            lines = tuple(number for number, _ in members)
            told = ", ".join(
                f"{cell or 'empty'} ({count} of {len(members)})" for cell, count in cells.most_common()
            )
            yield Defect(
                lines, key, "rows_differ", f"{column} differs between the rows of one ceasefire: {told}"
            )


def _slips(rows: Sequence[tuple[int, Cells]]) -> Iterable[Defect]:
    """Names that differ by a letter or two from one that stands in the same country much more often."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in rows:
        places[(row["location"], row["actor_name"])].append(number)
    for (location, name), lines in places.items():
        for (other_location, other), more in places.items():
            often = len(more) >= RARE * len(lines)
            if location == other_location and often and name != other and fuzz.ratio(name, other) >= ALIKE:
                message = f"{name!r} looks like {other!r}, which stands here {len(more)} times"
                yield Defect(tuple(lines), "", "name_variant", message)
                break
