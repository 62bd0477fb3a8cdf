"""Who reports what: a row per report, a column per field, and whether the record stands by what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from truceline.errors import UsageError
from truceline.figures._drawing import Drawing
from truceline.figures._sheet import BODY, LEFT, RIGHT, SMALL, Sheet, title_height
from truceline.figures._style import Ground
from truceline.figures._words import fit, width, wrap
from truceline.figures.course import moment
from truceline.model import Article, Reading
from truceline.wording import FIELDS, Sources, counted, say_when

__all__ = ["draw_reported"]

ROW = 0.23
NAMES = 2.75
WIDEST = 0.42
"""Inches from one column to the next at most."""
REPORTS = 60
"""Reports that get a row of their own; where there are more, a row is an outlet."""
OUTLETS = 80
SLANT = 50
"""Degrees at which the fields are written over their columns."""
TOLD = {
    "held": "what the record stands by",
    "both": "that, and another account",
    "other": "another account only",
}


@dataclass(frozen=True)
class _Row:
    """A report or an outlet: per field, how many of its values hold and how many do not."""

    name: str
    day: str
    held: Counter[str]
    other: Counter[str]
    copy: bool

    def says(self, field: str) -> str:
        """`held`, `both`, `other`, or "" where it says nothing of the field."""
        if self.held[field]:
            return "both" if self.other[field] else "held"
        return "other" if self.other[field] else ""


def draw_reported(reading: Reading, title: str, ground: Ground) -> Drawing:
    """The figure of the reports of a reading.

    Raises:
        UsageError: none of them says anything of a ceasefire.
    """
    by_article = _by_article(reading)
    fields = [
        name for name in FIELDS if any(held[name] or other[name] for held, other in by_article.values())
    ]
    if not fields:
        raise UsageError(
            "no report says anything of a ceasefire, so there is nothing to draw", cure="read further reports"
        )
    rows, more = _rows(reading, by_article)
    about = [_about(rows, reading, fields)]
    low = [line for text in _foot(rows, more) for line in wrap(text, RIGHT - LEFT, 7.5)]
    tall = 0.2 + 0.78 * max(width(FIELDS[name], SMALL) for name in fields)
    top = title_height(title, about) + 0.42 + tall
    sheet = Sheet(ground, top + ROW * (len(rows) + 1) + 0.36 + 0.14 * len(low) + 0.12)
    _draw_key(sheet, sheet.head(title, about) + 0.1, rows, fields)
    step = min(WIDEST, (RIGHT - LEFT - NAMES - 0.9) / max(1, len(fields) - 1))
    places = {name: LEFT + NAMES + 0.15 + step * n for n, name in enumerate(fields)}
    _draw_heads(sheet, places, top)
    for n, row in enumerate(rows):
        _draw_row(sheet, row, places, top + ROW * (n + 0.5))
    _draw_sums(sheet, rows, places, top + ROW * (len(rows) + 0.5))
    sheet.foot(low)
    text = "\n".join([*about, *(_twin(row, fields) for row in rows), *low])
    return Drawing(title, text, sheet.figure)


def _by_article(reading: Reading) -> dict[str, tuple[Counter[str], Counter[str]]]:
    """Per article, the fields of which it supports a value that holds, and of which one that does not."""
    home = {claim.id: claim.article for claim in reading.claims}
    found: dict[str, tuple[Counter[str], Counter[str]]] = {}
    for ceasefire in reading.ceasefires:
        for field, findings in ceasefire.fields.items():
            for finding in findings:
                # A step of a history that others followed is no other account.
                holds = finding.preferred or finding.state != "disputed"
                for article in {home[claim] for claim in finding.support if claim in home}:
                    found.setdefault(article, (Counter(), Counter()))[0 if holds else 1][field] += 1
    return found


def _rows(
    reading: Reading, by_article: dict[str, tuple[Counter[str], Counter[str]]]
) -> tuple[list[_Row], int]:
    """The rows in order of publication, or of outlets by how much they tell; and how many are left out."""
    sources = Sources(reading)
    articles = [article for article in reading.articles if article.id in by_article]
    if len(articles) <= REPORTS:
        rows = [_row(article, sources.mark(article.id), *by_article[article.id]) for article in articles]
        order = {sources.mark(a.id): str(moment(a.published) or "~") for a in articles}
        return sorted(rows, key=lambda row: (order[row.name], row.name)), 0
    merged: dict[str, list[Article]] = {}
    for article in articles:
        merged.setdefault(article.outlet or "outlet not told", []).append(article)
    outlets = [_outlet(name, found, by_article) for name, found in merged.items()]
    outlets.sort(key=lambda row: (-sum((row.held + row.other).values()), row.name))
    return outlets[:OUTLETS], max(0, len(outlets) - OUTLETS)


def _row(article: Article, mark: str, held: Counter[str], other: Counter[str]) -> _Row:
    day = say_when(article.published, briefly=True).partition(",")[0] if article.published else "undated"
    parts = day.split()
    # "Sat 10 Oct 2020" goes without its weekday, which nobody needs in a table.
    return _Row(mark, " ".join(parts[-3:]) if len(parts) == 4 else day, held, other, bool(article.copies_of))


def _outlet(
    name: str, articles: Sequence[Article], by_article: dict[str, tuple[Counter[str], Counter[str]]]
) -> _Row:
    held: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for article in articles:
        held += by_article[article.id][0]
        other += by_article[article.id][1]
    return _Row(name, counted(len(articles), "report"), held, other, False)


def _about(rows: Sequence[_Row], reading: Reading, fields: Sequence[str]) -> str:
    sources = sum(1 for row in rows if not row.copy)
    told = f"{counted(len(reading.ceasefires), 'ceasefire')}, {counted(sources, 'independent source')}"
    alone = [
        FIELDS[name] for name in fields if sum(1 for row in rows if row.says(name) and not row.copy) == 1
    ]
    return f"{told}. Told by one source alone: {', '.join(alone)}." if alone and len(rows) > 1 else f"{told}."


def _draw_key(sheet: Sheet, y: float, rows: Sequence[_Row], fields: Sequence[str]) -> None:
    used = {row.says(name) for row in rows for name in fields}
    x = LEFT
    for kind, words in TOLD.items():
        if kind in used:
            _draw_mark(sheet, kind, x + 0.06, y, copy=False)
            sheet.text(x + 0.19, y, words, va="center_baseline")
            x += 0.5 + width(words, BODY)


def _draw_heads(sheet: Sheet, places: dict[str, float], top: float) -> None:
    sheet.line([(LEFT, top), (RIGHT, top)])
    for name, x in places.items():
        sheet.text(x, top - 0.08, FIELDS[name], size=SMALL, turned=SLANT)


def _draw_row(sheet: Sheet, row: _Row, places: dict[str, float], y: float) -> None:
    ground = sheet.ground
    sheet.line([(LEFT, y + ROW / 2), (RIGHT, y + ROW / 2)], alpha=0.18)
    name = f"{row.name} (copy)" if row.copy else row.name
    room = NAMES - 0.2 - width(row.day, 7.5)
    sheet.text(LEFT, y, fit(name, room, SMALL), size=SMALL, va="center_baseline")
    sheet.text(LEFT + NAMES - 0.1, y, row.day, size=7.5, color=ground.faint, ha="right", va="center_baseline")
    for field, x in places.items():
        if kind := row.says(field):
            _draw_mark(sheet, kind, x, y, copy=row.copy)


def _draw_mark(sheet: Sheet, kind: str, x: float, y: float, *, copy: bool) -> None:
    color = sheet.ground.faint if copy else sheet.ground.stages["made" if kind != "other" else "over"]
    if kind == "both":
        sheet.point(x + 0.045, y, sheet.ground.stages["over"], mark="D", hollow=True, size=5)
        sheet.point(x - 0.03, y, color, size=8)
    elif kind == "held":
        sheet.point(x, y, color, size=8)
    else:
        sheet.point(x, y, color, mark="D", hollow=True, size=5)


def _draw_sums(sheet: Sheet, rows: Sequence[_Row], places: dict[str, float], y: float) -> None:
    sheet.text(LEFT, y, "sources", size=SMALL, color=sheet.ground.faint, va="center_baseline")
    for field, x in places.items():
        many = sum(1 for row in rows if row.says(field) and not row.copy)
        sheet.text(x, y, f"{many}", size=SMALL, color=sheet.ground.faint, ha="center", va="center_baseline")


def _foot(rows: Sequence[_Row], more: int) -> list[str]:
    told = ["An empty place means that the report says nothing of it, which is not the same as a no."]
    if any(row.copy for row in rows):
        told.append("Copies of one story are grey and count as one source.")
    if more:
        told.append(f"{counted(more, 'further outlet')} left out.")
    return [" ".join(told)]


def _twin(row: _Row, fields: Sequence[str]) -> str:
    told = []
    for kind, words in TOLD.items():
        if named := [FIELDS[name] for name in fields if row.says(name) == kind]:
            told.append(f"{words}: {', '.join(named)}")
    return f"{row.name}{' (copy)' if row.copy else ''}, {row.day}: {'; '.join(told)}."
