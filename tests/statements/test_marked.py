"""Marked press reports as they are read in earnest: with their parts, their times and their actors."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline import sources, times
from truceline.actors import find
from truceline.evaluation.statements import _Compared, read_gold
from truceline.language import parse
from truceline.model import Article
from truceline.statements import extract

REPORTING = {"body", "headline", "caption"}
LEAST_RIGHT, MOST_SPURIOUS = 79, 3


@pytest.fixture(scope="module")
def compared(shared: Path) -> list[_Compared]:
    folder = shared / "seeds"
    if not (folder / "statements.json").exists():
        pytest.skip(f"no {folder}/statements.json among the test data")
    pairs = []
    for gold in read_gold(folder / "statements.json"):
        [article] = [a for a in sources.load([folder / gold.id]) if isinstance(a, Article)]
        [parsed] = parse([times.read(article)])
        pairs.append(_Compared(gold, list(extract(parsed, cast=find(parsed)))))
    return pairs


def test_what_is_reported_is_found_with_its_speaker(compared: list[_Compared]) -> None:
    """79 of the 83 statements in body, headline and caption, and all refusals, denials and evasions as
    such."""
    right, acts = 0, []
    for text in compared:
        for number, gold in enumerate(text.gold):
            found, overlap = text.pairs.get(number, (-1, 0.0))
            if gold.part in REPORTING and not gold.optional:
                hit = overlap >= 0.5 and text._same_source(number, found)
                right += hit
                acts += [hit and text.found[found].act == gold.act] if gold.act else []
    assert right >= LEAST_RIGHT
    assert all(acts)


def test_next_to_nothing_is_made_up(compared: list[_Compared]) -> None:
    """At most three statements in these parts that nobody marked; thoughts and plans enter no record."""
    spurious = []
    for text in compared:
        paired = {found for found, overlap in text.pairs.values() if overlap >= 0.3}
        spurious += [
            s
            for number, s in enumerate(text.found)
            if number not in paired and s.part in REPORTING and s.verb != "thought"
        ]
    assert len(spurious) <= MOST_SPURIOUS


def test_what_stands_within_anothers_words_has_its_chain(compared: list[_Compared]) -> None:
    """Six of the seven nested statements name the one around them, and through whom they came."""
    chained = 0
    for text in compared:
        for number, gold in enumerate(text.gold):
            found, overlap = text.pairs.get(number, (-1, 0.0))
            if gold.nested and overlap >= 0.5:
                statement = text.found[found]
                chained += statement.nested_in is not None and bool(statement.chain)
    assert chained >= 6
