"""Verdicts against gold: events with the verdict that a person gave them.

Gold is a folder with a `gold.toml` (`incidents`: a table of events, `terms`: files of terms, paths from the
folder; `map`: a mapping file, where the table needs one) and an `expected.tsv` with the columns `incident`,
`ceasefire` and `verdict`. Counted are the verdicts that are right, in all and by kind; precision is the
share of what truceline gives that is right, recall the share of what the person gave that is found.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from truceline.errors import UsageError
from truceline.terms import ALL_VERDICTS, check, load_terms, read_incidents

__all__ = ["evaluate"]

SETTINGS, EXPECTED = "gold.toml", "expected.tsv"
_Key = tuple[str, str]


def evaluate(path: Path) -> list[dict[str, Any]]:
    """Measure verdicts on one folder of gold, or on all below a folder.

    Raises:
        UsageError: there is no gold, or it names an event or ceasefire that is not there.
    """
    folders = sorted(file.parent for file in path.rglob(SETTINGS))
    if not folders:
        raise UsageError(
            f"there is no {SETTINGS} here", where=str(path), cure="give a folder of gold of verdicts"
        )
    return [row for folder in folders for row in _measure(folder)]


def _measure(folder: Path) -> Iterator[dict[str, Any]]:
    expected, got = _expected(folder), _got(folder)
    missing = next((key for key in expected if key not in got), None)
    if missing is not None:
        raise UsageError(
            f"no verdict on {' / '.join(missing)}", where=str(folder), cure="check the ids in the gold"
        )
    given = {key: got[key] for key in expected}
    for kind in ("all", *ALL_VERDICTS):
        wanted = {key for key, verdict in expected.items() if kind in {"all", verdict}}
        found = {key for key, verdict in given.items() if kind in {"all", verdict}}
        if wanted or found:
            sides = {key: (expected[key], given[key]) for key in wanted}
            yield _row(folder.name, kind, len(found), sides)


def _row(name: str, kind: str, found: int, sides: dict[_Key, tuple[str, str]]) -> dict[str, Any]:
    """One measure: what was expected and given for each of its events, and how many were given in all."""
    right = sum(one == other for one, other in sides.values())
    precision = right / found if found else None
    recall = right / len(sides) if sides else None
    misses = [
        {"file": " / ".join(key), "expected": one, "got": other}
        for key, (one, other) in sorted(sides.items())
        if one != other
    ]
    return {
        "set": name,
        "measure": "verdict" if kind == "all" else f"verdict {kind}",
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall) if precision and recall else None,
        "right": right,
        "of": len(sides),
        "misses": misses,
    }


def _expected(folder: Path) -> dict[_Key, str]:
    with (folder / EXPECTED).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {(row["incident"], row["ceasefire"]): row["verdict"] for row in rows}


def _got(folder: Path) -> dict[_Key, str]:
    settings = tomllib.loads((folder / SETTINGS).read_text("utf-8"))
    mapping = folder / settings["map"] if "map" in settings else None
    incidents = read_incidents(folder / settings["incidents"], mapping=mapping)
    done = check(incidents, [load_terms(folder / name) for name in settings["terms"]])
    rows = done.table().select("incident", "ceasefire", "verdict").iter_rows()
    return {(incident, ceasefire): verdict for incident, ceasefire, verdict in rows}
