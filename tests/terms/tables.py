"""Small tables of incidents for tests, by way of a mapping file, as a user would have them read."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from truceline.model import Terms
from truceline.terms import Check, Incidents, check, load_terms, read_incidents

TERMS = Path(__file__).parent.parent.parent / "terms"
NAMES = (
    "id",
    "start",
    "end",
    "time",
    "spread",
    "side_a",
    "side_b",
    "with_a",
    "with_b",
    "acted",
    "acts",
    "objects",
    "means",
    "level",
    "latitude",
    "longitude",
    "country",
    "adm_1",
    "adm_2",
    "place",
    "best",
    "low",
    "high",
    "headline",
    "source",
)


def table(folder: Path, *rows: dict[str, Any], zone: str = "") -> Incidents:
    """Incidents from rows by the names of `truceline.terms`; what a row leaves out is empty."""
    path, mapping = folder / "incidents.csv", folder / "mapping.toml"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, NAMES)
        writer.writeheader()
        for n, row in enumerate(rows):
            writer.writerow({"id": f"i{n}", "acts": "attack", **row})
    columns = "\n".join(f'{name} = "{name}"' for name in NAMES)
    mapping.write_text(f'dataset = "test"\nzone = "{zone}"\n[columns]\n{columns}\n', encoding="utf-8")
    return read_incidents(path, mapping=mapping)


def terms(name: str) -> Terms:
    """The terms of a worked example."""
    return load_terms(TERMS / f"{name}.toml")


def run(folder: Path, about: Terms, *rows: dict[str, Any], zone: str = "") -> Check:
    """Rows against terms."""
    return check(table(folder, *rows, zone=zone), [about])


def verdicts(folder: Path, about: Terms, *rows: dict[str, Any], zone: str = "") -> list[str]:
    """The verdict of each row."""
    return run(folder, about, *rows, zone=zone).table()["verdict"].to_list()
