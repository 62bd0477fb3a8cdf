"""Grouped statements as gold, and how many pairs of one group truceline puts together."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

from msgspec import structs

from truceline.model import Article, Source, Span, Statement

__all__ = ["count_pairs", "read_groups"]

Grouped = tuple[list[Article], dict[str, str]]


def read_groups(path: Path) -> Grouped | None:
    """Articles with one statement after the other, and the group of each statement by its id.

    The file holds `statements` with `text` and `group`; `by` is who said it, `seed` the number of the report
    it is from. Reports that lie in a folder `seeds` beside the file's folders give the time of publication.
    None for any other file.
    """
    if path.suffix != ".json" or not path.is_file():
        return None
    data = json.loads(path.read_text("utf-8"))
    if "statements" not in data or not all("group" in entry for entry in data["statements"]):
        return None
    reports: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for number, entry in enumerate(data["statements"]):
        reports[entry.get("seed", f"{number:03d}")].append(entry)
    articles: list[Article] = []
    groups: dict[str, str] = {}
    for name, entries in reports.items():
        report = _report(path, name)
        article = _placed(report, entries) if report is not None else _joined(name, entries)
        articles.append(article)
        groups |= {s.id: e["group"] for s, e in zip(article.statements, entries, strict=True)}
    return articles, groups


def count_pairs(grouped: Grouped) -> tuple[int, int, int]:
    """Pairs rightly in one group, pairs found in one group, pairs that belong in one group."""
    from truceline.records.groups import group_statements  # noqa: PLC0415 - only where groups are measured

    articles, groups = grouped
    found = [p for g in group_statements(articles) for p in combinations(g.statements, 2)]
    wanted = sum(groups[a] == groups[b] for a, b in combinations(groups, 2))
    return sum(groups[a] == groups[b] for a, b in found), len(found), wanted


def _joined(name: str, entries: list[dict[str, Any]]) -> Article:
    """An article that holds the texts of the entries, one a line."""
    text, spans = "", []
    for entry in entries:
        spans.append(Span(start=len(text), end=len(text) + len(entry["text"])))
        text += entry["text"] + "\n"
    article = Article(id=name, source=Source(uri=name, sha256=""), text=text)
    return structs.replace(article, statements=_statements(article, entries, spans))


def _placed(report: Article, entries: list[dict[str, Any]]) -> Article:
    """The report itself, with a statement where the text of each entry stands in it."""
    text = report.text.replace("\u00a0", " ")
    starts = [max(0, text.find(entry["text"])) for entry in entries]
    spans = [Span(start=s, end=s + len(e["text"])) for s, e in zip(starts, entries, strict=True)]
    return structs.replace(report, statements=_statements(report, entries, spans))


def _statements(article: Article, entries: list[dict[str, Any]], spans: list[Span]) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            id=f"{article.id}.s{number}",
            start=span.start,
            end=span.end,
            speaker=None,
            actor=entry.get("by"),
            cue=None,
            content=(span,),
            mode="indirect",
            act="asserts",
        )
        for number, (entry, span) in enumerate(zip(entries, spans, strict=True), 1)
    )


def _report(path: Path, name: str) -> Article | None:
    """The report of that number with its times, where its text lies beside the gold."""
    seeds = sorted(path.parent.parent.parent.glob(f"seeds/{name}_*.txt"))
    if len(seeds) != 1:
        return None
    from truceline import sources, times  # noqa: PLC0415 - only where the reports are at hand

    [article] = [a for a in sources.load(seeds) if isinstance(a, Article)]
    return times.read(article)
