"""How well the parts of pages are told apart. Floors stand in `floors.toml`; lowering one is a decision,
not an accident.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from gold_pages import GoldPage, found_roles, gold_pages

from truceline.evaluation.parts import evaluate
from truceline.sources import article_from_text

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", gold_pages(), ids=lambda page: page.name)
def test_what_is_known_of_a_page_is_found(page: GoldPage) -> None:
    """Title, outlet, place and language of origin as a reader would note them; nothing where nothing is
    said.
    """
    article = article_from_text(page.text)
    assert {name: getattr(article, name) for name in page.facts} == page.facts


def test_no_comment_or_link_is_read_as_reporting() -> None:
    """The costliest mistake: a reader's claim or another story's headline among the paragraphs."""
    wrong = [
        (page.name, line)
        for page in gold_pages()
        for gold, found, line in zip(
            page.roles, found_roles(article_from_text(page.text)), page.text.split("\n"), strict=True
        )
        if gold in {("comment",), ("related",)} and "body" in found
    ]
    assert not wrong


def test_roles_on_the_gold_pages_reach_their_floors() -> None:
    """F1 per role over the lines of all pages."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for page in gold_pages():
        for gold, roles in zip(page.roles, found_roles(article_from_text(page.text)), strict=True):
            right.update(set(gold) & set(roles))
            found.update(set(roles))
            wanted.update(set(gold))
    below = {
        role: 2 * right[role] / (found[role] + wanted[role])
        for role, floor in FLOORS["pages"].items()
        if 2 * right[role] < floor * (found[role] + wanted[role])
    }
    assert not below


@pytest.mark.parametrize(
    ("name", "path"), [("seeds", "seeds/lines.json"), ("lines", "data/reading/aeb_plaintext_lines.json")]
)
def test_public_gold_reaches_its_floors(name: str, path: str, shared: Path) -> None:
    """The marked reports and the plain lines of the article-extraction benchmark, where they are at hand."""
    measured = {row["measure"]: row["f1"] for row in evaluate(shared / path)}
    below = {
        measure: measured.get(measure)
        for measure, floor in FLOORS[name].items()
        if measured.get(measure, 0) < floor
    }
    assert not below
