"""Figures as a table and as JSON."""

from __future__ import annotations

import io
import json

from truceline.evaluation import as_json, print_misses, print_table

ROWS = [
    {
        "set": "examples",
        "measure": "status",
        "precision": 1.0,
        "recall": 0.5,
        "f1": 2 / 3,
        "right": 2,
        "of": 4,
        "misses": [{"file": "a.txt", "field": "status", "expected": "ended", "got": None}],
    },
    {
        "set": "examples",
        "measure": "joining",
        "precision": None,
        "recall": None,
        "f1": 0.75,
        "right": None,
        "of": 12000,
        "misses": [],
    },
    {"set": "seeds", "measure": "status", "precision": 1.0, "recall": 1.0, "f1": 1.0, "right": 3, "of": 3},
]


def test_numbers_stand_under_each_other() -> None:
    """Figures are compared by eye, so they are aligned, and what was not measured is left blank."""
    file = io.StringIO()
    print_table(ROWS, file=file)
    lines = file.getvalue().split("\n")
    assert lines[0].split() == ["set", "measure", "precision", "recall", "f1", "right", "of"]
    assert lines[2].split() == ["examples", "status", "1.000", "0.500", "0.667", "2", "4"]
    assert lines[3].split() == ["examples", "joining", "0.750", "12,000"]
    end = lines[2].index("0.667") + 5
    assert lines[3][end - 5 : end] == "0.750"
    assert sum(set(line) == {"-", " "} for line in lines) == 2


def test_an_empty_table_is_a_table() -> None:
    """No rows are no reason to fail."""
    file = io.StringIO()
    print_table([], file=file)
    assert file.getvalue() == "\n"


def test_misses_are_listed_one_a_line() -> None:
    """Developers work from the list: where, what was expected, what came."""
    file = io.StringIO()
    print_misses(ROWS, file=file)
    assert "examples: status, 1 missed\n  a.txt status: expected 'ended', got None\n" in file.getvalue()


def test_json_holds_every_miss() -> None:
    """The JSON is the rows as they are."""
    assert json.loads(as_json(ROWS)) == ROWS
