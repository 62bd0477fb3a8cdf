"""Accuracy of records is a gate: no change may fall below `floors.toml` without saying so."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from truceline.evaluation.records import evaluate

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FLOORS: dict[str, dict[str, Any]] = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))


def digest(folder: Path) -> str:
    """One digest for all gold and reports in a folder, in the order of their names."""
    total = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"):
        total.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


@pytest.mark.parametrize("name", FLOORS)
def test_records_are_read_as_well_as_before(name: str) -> None:
    """Which reports tell of a ceasefire, which of the same one, and every field of each."""
    floors = FLOORS[name]
    assert digest(ROOT / name) == floors["sha256"], (
        f"{name} changed: run scripts/floors.py, and say why in the commit"
    )
    reached = {row["measure"]: row["f1"] or 0.0 for row in evaluate(ROOT / name)}
    short = {measure: reached[measure] for measure, least in floors["f1"].items() if reached[measure] < least}
    assert not short, f"{name} fell below its floors: {short}"
