"""Set the floors of records (tests/evaluation/floors.toml) to what is reached now, less a margin for
rounding.

Run it after gold was added or accuracy was gained. Where a floor falls, say why in the commit.
"""

from __future__ import annotations

import sys
from pathlib import Path

from truceline.evaluation import evaluate

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "evaluation"))
FLOORS = ROOT / "tests" / "evaluation" / "floors.toml"
GOLD = ("examples", "tests/gold/agency", "tests/gold/records", "tests/gold/unseen", "tests/gold/varied")
HEAD = """\
# The least F1 of each measure of records, per folder of gold. `sha256` is the digest of the gold on which a
# floor was set. Written by scripts/floors.py; a change that lowers a floor says why in its commit.
"""
MARGIN = 0.005
LEAST = 5
"""Measures of fewer cases than this get no floor: one case would move them by a fifth."""


def main() -> None:
    """Measure, and write the file."""
    from test_floors import digest  # noqa: PLC0415 - a test module beside the file that it reads

    told = HEAD
    for name in GOLD:
        told += f'\n["{name}"]\nsha256 = "{digest(ROOT / name)}"\n\n["{name}".f1]\n'
        for row in evaluate("records", [ROOT / name]):
            if row["of"] >= LEAST and row["f1"]:
                told += f"{row['measure']} = {max(0.0, int((row['f1'] - MARGIN) * 1000) / 1000)}\n"
    FLOORS.write_text(told, "utf-8")


if __name__ == "__main__":
    main()
