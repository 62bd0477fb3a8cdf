"""Marked corpora into lessons for a judge of statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from truceline.errors import UsageError
from truceline.evaluation._statement_gold import GoldText, read_gold, read_gum
from truceline.language import parse_text
from truceline.statements import Judge, Lesson, fit

__all__ = ["as_lesson", "train_judge"]

GENRES = ("academic", "court", "interview", "news")
"""The genres of GUM in which people attribute words to each other."""


def train_judge(
    *, polnear: Path | None = None, gum: Path | None = None, seen: Callable[[str], None] = lambda _: None
) -> Judge:
    """A judge trained on own copies of these corpora.

    Args:
        polnear: a part of PolNeAR (`text/`, `attributions/`), or a folder of parts of which `train` is taken.
        gum: a folder of GUM (`dep/`, `rst/`); its discourse annotation marks clauses only, so noun phrases
            teach nothing there.
        seen: told the name of every text that was read.

    Raises:
        UsageError: neither is given, or one holds no marked texts.
    """
    if polnear is None and gum is None:
        raise UsageError("there is nothing to train on", cure="give --polnear DIR, --gum DIR or both")
    named = " and ".join(name for name, path in (("PolNeAR", polnear), ("GUM", gum)) if path is not None)
    return fit(_lessons(polnear, gum, seen), about=f"trained on {named}")


def _lessons(polnear: Path | None, gum: Path | None, seen: Callable[[str], None]) -> Iterator[Lesson]:
    if polnear is not None:
        part = polnear / "train" if (polnear / "train").is_dir() else polnear
        for text in read_gold(part):
            seen(text.id)
            yield as_lesson(text)
    if gum is not None:
        texts = [text for genre in GENRES for text in read_gum(gum, genre)]
        if not texts:
            raise UsageError(
                "there are no texts of GUM here", where=str(gum), cure="give the folder of dep/ and rst/"
            )
        for text in texts:
            seen(text.id)
            yield as_lesson(text, clauses_only=True)


def as_lesson(text: GoldText, *, clauses_only: bool = False) -> Lesson:
    """What a marked text teaches; nested statements are left out, as flat corpora do."""
    marked = tuple((gold.content, gold.speech) for gold in text.gold if gold.content and not gold.nested)
    return Lesson(parse_text(text.text), marked, clauses_only)
