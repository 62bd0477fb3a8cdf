"""Verdicts that follow from reading the sources' headlines, against those of the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.errors import UsageError
from truceline.evaluation import evaluate

GOLD = Path(__file__).parent.parent / "gold" / "verdicts"


@pytest.mark.parametrize(("name", "least"), [("syria-2016", 40), ("ukraine-2014", 11)])
def test_verdicts_agree_with_a_reader(name: str, least: int) -> None:
    """The hand-picked events get the verdict that their row and headlines lead a reader to."""
    [whole] = [row for row in evaluate("verdicts", [GOLD / name]) if row["measure"] == "verdict"]
    assert whole["misses"] == []
    assert whole["of"] >= least


def test_gold_that_names_no_event_is_told(tmp_path: Path) -> None:
    """A wrong id in the gold is an error, not a miss."""
    for file in (GOLD / "ukraine-2014").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    settings = (tmp_path / "gold.toml").read_text("utf-8").replace("../../../..", str(GOLD.parents[2]))
    (tmp_path / "gold.toml").write_text(settings, "utf-8")
    with (tmp_path / "expected.tsv").open("a", encoding="utf-8") as file:
        file.write("999\tukraine-2015-02-15\tprohibited\tno such event\n")
    with pytest.raises(UsageError, match="999"):
        evaluate("verdicts", [tmp_path])
