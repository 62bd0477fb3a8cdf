"""The patterns are data that anyone may extend: each is tested by its own example."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from truceline.times import constraints, find
from truceline.times._calendars import falls, merge_names
from truceline.times._find import pieces
from truceline.times._lexicon import data_table
from truceline.times._tokens import normalise, tokenise
from truceline.times._zones import tz, zone_of_place

PATTERNS = data_table("patterns.toml")
DOCS = Path(__file__).parents[2] / "docs" / "times.md"


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_finds_its_own_example(name: str) -> None:
    """The example in the file is what the pattern finds, and no other pattern takes it away."""
    found = pieces(merge_names(tokenise(normalise(PATTERNS[name]["example"]))))
    assert name in {piece.name for piece in found}, [piece.name for piece in found]


def test_every_zone_of_the_lists_exists() -> None:
    """No name leads to a zone that the zone database lacks."""
    zones = data_table("zones.toml")
    named = {
        *zones["abbreviations"].values(),
        *zones["names"].values(),
        *(z for t in zones["ambiguous"].values() for z in t),
    }
    for zone in named:
        assert tz(zone) is not None
    for adjective in zones["demonyms"]:
        assert zone_of_place(adjective) is not None, adjective


def test_every_feast_has_a_day() -> None:
    """Each rule of the feasts gives a date in the years that all tables cover."""
    for key in data_table("holidays.toml"):
        if key != "months":
            for year in (2001, 2016, 2024):
                feasts = falls(key, year) or falls(key, year + 1)
                assert feasts, (key, year)


def rows() -> list[tuple[str, str, str, str]]:
    """The rows of the tables of examples in the documentation."""
    found = []
    for line in DOCS.read_text("utf-8").splitlines():
        cells = [cell.strip().strip("`") for cell in line.strip().strip("|").split(" | ")]
        if len(cells) == 4 and re.fullmatch(r"\d{4}-\d\d-\d\d|-", cells[1]):
            found.append((cells[0], cells[1], cells[2], cells[3]))
    return found


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0][:60])
def test_the_documentation_says_what_is_read(row: tuple[str, str, str, str]) -> None:
    """Every example of docs/times.md is read as the page says."""
    words, written, place, expected = row
    anchor = None if written == "-" else date.fromisoformat(written)
    found = find(words, anchor=anchor, place=None if place == "-" else place)
    shown = [t.when.edtf if t.when is not None else t.timex for t in found]
    for one in constraints(words, found):
        shown.append(one.when.edtf if one.when else f"open: {one.event} {one.offset} {one.bound}")
    assert expected in shown


def test_the_documentation_has_an_example_of_each_rule() -> None:
    """Each numbered rule is followed by a table of examples."""
    text = DOCS.read_text("utf-8")
    numbers = re.findall(r"^### (\d+)\.", text, re.MULTILINE)
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    for section in re.split(r"^### \d+\.", text, flags=re.MULTILINE)[1:]:
        assert re.search(r"^\| `", section, re.MULTILINE), section[:60]
