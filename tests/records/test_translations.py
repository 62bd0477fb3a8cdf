"""A story in two translations is one source; two reports on one event are two."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from msgspec.structs import replace

from truceline.model import Article, When
from truceline.records import mark_translations
from truceline.sources import article_from_text

STORIES = Path(__file__).parent / "stories"
"""Stories of wars that never were: each as a translation or two made it, by another outlet that was there,
and what its agency wrote next. The rule was fitted to `fit.txt`; `heldout.txt` was written with it, and
measures.
"""
LEAST = {"fit": (1.0, 1.0), "heldout": (1.0, 0.75)}
"""Precision and recall by pairs."""


@cache
def stories(part: str) -> dict[str, Article]:
    """The articles of a file, by their names."""
    blocks = (STORIES / f"{part}.txt").read_text("utf-8").split("# ")[1:]
    found = {}
    for block in blocks:
        name, text = block.split("\n", 1)
        found[name] = article_from_text(text.strip() + "\n", id=name.replace(" ", "-"), uri=name)
    return found


def are_one(one: Article, other: Article) -> bool:
    """Whether one is marked as the other's copy."""
    return any(article.copies_of for article in mark_translations([one, other]))


def is_true(one: str, other: str) -> bool:
    """Whether two articles are one story."""
    names = one.split(), other.split()
    return names[0][0] == names[1][0] and not {"independent", "next"} & {names[0][1], names[1][1]}


@pytest.mark.parametrize("part", LEAST)
def test_translations_are_found_and_reports_of_their_own_are_not(part: str) -> None:
    """Other outlets quote the same remark, and agencies repeat their background; no two of these are one."""
    articles = stories(part)
    pairs = list(combinations(articles, 2))
    found = {pair for pair in pairs if are_one(articles[pair[0]], articles[pair[1]])}
    true = {pair for pair in pairs if is_true(*pair)}
    precision, recall = LEAST[part]
    assert len(found & true) >= precision * len(found)
    assert len(found & true) >= recall * len(true)


def dated(article: Article, day: int) -> Article:
    """An article published on a day of July 2031."""
    start = datetime(2031, 7, day, tzinfo=UTC)
    end = start + timedelta(days=1)
    return replace(article, published=When(earliest=start, latest=end, edtf=start.date().isoformat()))


def test_the_original_is_the_one_that_came_first() -> None:
    """In whatever order they are read; of one day, the one that is not known to be a translation."""
    wire, translated = (stories("fit")[name] for name in ("port wire", "port translated"))
    for day, later, first in ((2, 3, "port-wire"), (3, 2, "port-translated")):
        for articles in (
            [dated(wire, day), dated(translated, later)],
            [dated(translated, later), dated(wire, day)],
        ):
            copies = {a.copies_of for a in mark_translations(articles)}
            assert copies == {None, first}
    told = replace(dated(translated, 2), translated_from="es")
    assert [a.copies_of for a in mark_translations([told, dated(wire, 2)])] == ["port-wire", None]


def test_what_copies_a_translation_copies_the_original() -> None:
    """So that all of them are one source."""
    wire, translated = (stories("fit")[name] for name in ("port wire", "port translated"))
    cut = replace(translated, id="cut", copies_of=translated.id)
    marked = mark_translations([cut, dated(translated, 3), dated(wire, 2)])
    assert [a.copies_of for a in marked] == ["port-wire", "port-wire", None]


def test_a_story_told_again_weeks_later_is_another_report() -> None:
    """Translations come within days."""
    wire, translated = (stories("fit")[name] for name in ("port wire", "port translated"))
    assert not are_one(dated(wire, 2), dated(translated, 20))


def test_another_days_report_in_the_same_words_is_no_translation() -> None:
    """A monitor's daily figures."""
    reports = [
        article_from_text(
            f"Daily report of the Kessel Mission\n\n"
            f"KESSEL, {n} March 2031 - On {n} March the mission saw {n * 3} breaches of it at Orla.\n\n"
            f"Of these {n + 4} were explosions near Dunmore and {n + 50} were bursts from guns at Tarn.\n\n"
            "The mission observes the truce under the paper that Marrow and the League signed in Suva.\n\n"
            f"Its {n + 20} patrols went where they wished, except on the road from Orla to Tarn.\n",
            id=f"day{n}",
        )
        for n in (3, 5)
    ]
    assert not are_one(*reports)
