"""What a person should look at first: values by how much hangs on them and how unsure they are."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import Any

from sqlalchemy import Connection, Text, func, or_, select, type_coerce

from truceline.casebook import _tables as t
from truceline.model import Value, load
from truceline.records import LIST_FIELDS

__all__ = ["Doubt", "find_doubts"]

IMPACT = {
    "status": 1.0, "effective": 1.0, "ends": 0.9, "parties": 0.8, "declared": 0.7, "accepted": 0.7,
    "duration": 0.7, "excluded": 0.6, "declared_by": 0.6, "area": 0.5, "mediators": 0.5, "guarantors": 0.5,
    "monitors": 0.5,
}  # fmt: skip
"""How much hangs on a field: when a ceasefire holds, whether it does, and between whom, come first."""
OTHER = 0.3
DOUBT = {
    "the reports disagree": 1.0, "it can be read in two ways": 0.9, "it is not said outright": 0.5,
    "one source says so": 0.4,
}  # fmt: skip
"""What makes a value unsure, and how much."""


@dataclass(frozen=True)
class Doubt:
    """A value to look at: the `n`th finding of a field, as it was read; what, why, and how urgently."""

    ceasefire: str
    field: str
    n: int
    value: Value
    reasons: tuple[str, ...]
    score: float


def find_doubts(connection: Connection) -> list[Doubt]:
    """The preferred values that are unsure, the most urgent first.

    Urgent is what much hangs on, what is unsure, and what many reports tell of.
    """
    f, own = t.findings.c, t.ceasefire_articles.c
    sizes = select(own.ceasefire, func.count()).group_by(own.ceasefire)
    reports: dict[str, int] = {row[0]: row[1] for row in connection.execute(sizes)}
    raw = type_coerce(f.value, Text).label("raw")
    query = select(f.ceasefire, f.field, f.n, f.state, f.stance, raw).where(
        f.preferred == 1, or_(f.state == "disputed", f.state == "single", raw.contains('"readings":['))
    )
    found = [_doubt(row, reports.get(row.ceasefire, 1)) for row in connection.execute(query)]
    return sorted(found, key=lambda one: (-one.score, one.ceasefire, one.field, one.n))


def _doubt(row: Any, reports: int) -> Doubt:
    tests = (
        row.state == "disputed", '"readings":[' in row.raw, row.stance != "asserted", row.state == "single",
    )  # fmt: skip
    reasons = tuple(reason for reason, holds in zip(DOUBT, tests, strict=True) if holds)
    # Of a list the single value is one among several: less hangs on each.
    impact = IMPACT.get(row.field, OTHER) * (0.6 if row.field in LIST_FIELDS else 1.0)
    score = impact * sum(DOUBT[reason] for reason in reasons) * log2(1 + reports)
    value: Value = load(row.raw, Value)  # type: ignore[arg-type]
    return Doubt(row.ceasefire, row.field, row.n, value, reasons, round(score, 3))
