"""Accuracy is a gate: no change may fall below `floors.toml` without saying so."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from truceline.evaluation.times import evaluate

HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, Any]] = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))
SETS = {
    "ceasefire_timex": ("data/time/ceasefire_timex.json", "*.json"),
    "TimeBank": ("data/time/tbaq/TimeBank", "*.tml"),
    "AQUAINT": ("data/time/tbaq/AQUAINT", "*.tml"),
    "WikiWars": ("data/time/wikiwars/keyinline", "*.key.xml"),
}


def digest(path: Path, pattern: str) -> str:
    """One digest for a file, or for all files of a folder in the order of their names."""
    files = [path] if path.is_file() else sorted(path.rglob(pattern))
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def held(name: str, path: Path, pattern: str) -> None:
    floors = FLOORS[name]
    if digest(path, pattern) != floors["sha256"]:
        pytest.fail(
            f"{path} is not the gold that the floors of {name!r} were set on: measure it and set them anew"
        )
    reached = {row["measure"]: row["f1"] for row in evaluate(path)}
    short = {m: reached[m] for m, least in floors.items() if m != "sha256" and reached[m] < least}
    assert not short, f"{name} fell below its floors: {short}"


def test_the_ways_in_which_ceasefires_are_reported_are_read() -> None:
    """The project's own expressions: dates, clocks, both ends, instants in UTC."""
    held("expressions", HERE / "expressions.json", "*.json")


@pytest.mark.parametrize("name", SETS)
def test_public_sets_are_read_as_well_as_before(name: str, shared: Path) -> None:
    """TimeBank, AQUAINT, WikiWars and the field's expressions, by the measures of TempEval-3 and of the
    field.
    """
    place, pattern = SETS[name]
    if not (shared / place).exists():
        pytest.skip(f"no {place} among the test data")
    held(name, shared / place, pattern)
