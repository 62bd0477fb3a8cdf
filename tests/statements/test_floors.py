"""Accuracy is a gate: no change may fall below `floors.toml` without saying so."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from truceline.evaluation._statement_gold import read_gold
from truceline.evaluation.statements import evaluate, score
from truceline.language import parse_text
from truceline.statements import extract

HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, Any]] = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))
SHARED = {
    "statements": "seeds/statements.json",
    "statement_pairs": "data/reading/statement_pairs.json",
    "quotes/gum": "data/quotes/gum",
}
KINDS = ("clean", "translated", "tokens", "upper")


def digest(path: Path) -> str:
    """One digest for a file, or for all files of a folder in the order of their names."""
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def held(name: str, path: Path, rows: list[dict[str, Any]]) -> None:
    floors = FLOORS[name]
    assert digest(path) == floors["sha256"], (
        f"{path} is not what the floors of {name!r} were set on: set them anew"
    )
    reached = {f"{row['set'].removeprefix(name).strip()} {row['measure']}".strip(): row["f1"] for row in rows}
    short = {key: reached[key] for key, least in floors["f1"].items() if reached[key] < least}
    assert not short, f"{name} fell below its floors: {short}"


@pytest.mark.parametrize("kind", KINDS)
def test_reports_of_every_make_are_read(kind: str) -> None:
    """The project's own reports: clean, translated, in tokens, in capitals."""
    texts = [gold for gold in read_gold(HERE / "reports.txt") if gold.id.startswith(kind)]
    rows = score(kind, [(gold, extract(parse_text(gold.text))) for gold in texts])
    held(kind, HERE / "reports.txt", rows)


def test_reports_written_before_they_were_read_once() -> None:
    """Reports that were tagged before the reader saw them: of every make, with quotations over paragraphs,
    speakers who change, what is called something, truces declared, offers."""
    rows = score("later", [(gold, extract(parse_text(gold.text))) for gold in read_gold(HERE / "later.txt")])
    held("later", HERE / "later.txt", rows)


def test_the_development_set_is_large_enough_to_mean_something() -> None:
    """At least 150 statements in 40 reports, of all acts that are told apart by their own rules."""
    texts = read_gold(HERE / "reports.txt")
    gold = [g for text in texts for g in text.gold]
    assert len(texts) >= 40
    assert len(gold) >= 150
    assert {"denies", "declines", "evades", "asks", "orders", "warns", "accuses"} <= {g.act for g in gold}


def test_own_groups_are_found() -> None:
    """Statements reworded and translated, and others on the same matters."""
    held("groups", HERE / "groups.json", evaluate(HERE / "groups.json"))


@pytest.mark.parametrize("name", SHARED)
def test_public_sets_are_read_as_well_as_before(name: str, shared: Path) -> None:
    """Marked reports, grouped statements, and Wikinews of GUM."""
    path = shared / SHARED[name]
    if not path.exists():
        pytest.skip(f"no {path} among the test data")
    held(name, path, evaluate(path))


def test_political_news_is_read_as_well_as_before(shared: Path) -> None:
    """Twenty articles of PolNeAR's training part; all of it takes minutes."""
    path = shared / "data/quotes/polnear/train"
    if not path.exists():
        pytest.skip(f"no {path} among the test data")
    texts = read_gold(path)[::42]
    rows = score("polnear", [(gold, extract(parse_text(gold.text))) for gold in texts])
    reached = {row["set"] + " " + row["measure"]: row["f1"] for row in rows}
    floors = FLOORS["polnear"]["f1"]
    short = {
        key: reached[f"polnear {key}"] for key, least in floors.items() if reached[f"polnear {key}"] < least
    }
    assert not short, f"PolNeAR fell below its floors: {short}"
