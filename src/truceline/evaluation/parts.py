"""Measuring the parts of articles: which line of a page is what.

Two layouts of gold are read. The one of `lines.json` gives each line of a text its role; the one of
`reading/aeb_plaintext_lines.json` (lines of pages of the public article-extraction benchmark) says of each
line whether it belongs to the article.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from truceline.errors import SourceError
from truceline.model import Article, Failure
from truceline.sources import article_from_text, load

__all__ = ["evaluate", "line_roles", "shingle_score"]

_READ = frozenset({"body", "subhead", "dateline"})
"""The roles that an article extractor is expected to give out as the article."""
_OTHERS = frozenset({"related", "comment"})
"""The roles whose words others have written: taken for the report's own, they cost most."""
_TOKEN = re.compile(r"\w+")


def evaluate(gold_path: Path) -> list[dict[str, Any]]:
    """The measures of a gold file.

    Args:
        gold_path: a file of either layout; of the first, the texts stand beside it.

    Returns:
        Rows of `set`, `measure`, `precision`, `recall`, `f1`, `right` (what was found and is right) and
        `of` (what was to be found). For lines with roles one row per role, and one for the
        links and comments that are not read as the report's own words; else `lines` and `text`.

    Raises:
        SourceError: the file has neither layout.
    """
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    if isinstance(gold, dict) and "files" in gold:
        return _by_role(gold_path, gold["files"])
    if isinstance(gold, dict) and all({"lines", "body"} <= set(page) for page in gold.values()):
        return _by_page(gold_path, gold)
    raise SourceError(
        "no gold of article parts",
        where=str(gold_path),
        cure='give it "files" with lines, or pages with "lines" and "body"',
    )


def line_roles(article: Article) -> list[list[str]]:
    """The roles on each line of the article's text (split at line feeds), in order of their place on the
    line.
    """
    roles: list[list[str]] = [[] for _ in range(article.text.count("\n") + 1)]
    starts = [0, *(m.end() for m in re.finditer("\n", article.text))]
    line = 0
    for segment in article.segments:
        while line + 1 < len(starts) and starts[line + 1] <= segment.start:
            line += 1
        last = line
        while last < len(starts) and starts[last] < segment.end:
            roles[last].append(segment.role)
            last += 1
    return roles


def _by_role(gold_path: Path, files: dict[str, Any]) -> list[dict[str, Any]]:
    pairs = [pair for name, page in files.items() for pair in _pairs(gold_path.parent / name, page["lines"])]
    right = Counter(gold for gold, found in pairs if gold == found)
    wanted, found = Counter(gold for gold, _ in pairs), Counter(role for _, role in pairs)
    others = [role for gold, role in pairs if gold in _OTHERS]
    apart = sum(role not in _READ for role in others)
    return [
        *(
            _row(gold_path.stem, f"role {role}", right[role], found[role], wanted[role])
            for role in sorted(wanted | found)
        ),
        _row(gold_path.stem, "links, comments left out", apart, len(others), len(others)),
    ]


def _pairs(path: Path, lines: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """The gold role and the found one of every line, and of every span on a line that has a role of its
    own.
    """
    article = next(iter(load([path])))
    if isinstance(article, Failure):
        yield from ((line["role"], "unread") for line in lines)
        return
    starts = [0, *(m.end() for m in re.finditer("\n", article.text)), len(article.text) + 1]
    for line in lines:
        here, end = starts[line["index"]], starts[line["index"] + 1] - 1
        taken = set()
        for span in line.get("spans", ()):
            taken |= set(range(here + span["start"], here + span["end"]))
            yield span["role"], article.role_at(here + span["start"])
        places = [i for i in range(here, end) if i not in taken and not article.text[i].isspace()]
        yield line["role"], article.role_at(places[0])


def _by_page(gold_path: Path, pages: dict[str, Any]) -> list[dict[str, Any]]:
    right = found = wanted = 0
    scores: list[tuple[float, float]] = []
    for page in pages.values():
        article = article_from_text("\n".join(page["lines"]))
        keep = [bool(_READ.intersection(roles)) for roles in line_roles(article)]
        gold = [flag == 1 for flag in page["body"]]
        right += sum(k and g for k, g in zip(keep, gold, strict=True))
        found, wanted = found + sum(keep), wanted + sum(gold)
        scores.append(shingle_score(_kept(page["lines"], gold), _kept(page["lines"], keep)))
    precision, recall = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    text = {
        "set": gold_path.stem,
        "measure": "text",
        "precision": precision,
        "recall": recall,
        "f1": _f1(precision, recall),
    }
    return [
        _row(gold_path.stem, "lines", right, found, wanted),
        {**text, "right": len(scores), "of": len(scores)},
    ]


def _kept(lines: Sequence[str], keep: Sequence[bool]) -> str:
    return "\n".join(line for line, flag in zip(lines, keep, strict=True) if flag)


def shingle_score(gold: str, found: str, *, size: int = 4) -> tuple[float, float]:
    """Precision and recall of a text by its runs of `size` words: the measure of the article-extraction
    benchmark.
    """
    wanted, got = _shingles(gold, size), _shingles(found, size)
    shared = (wanted & got).total()
    precision = shared / got.total() if got else float(not wanted)
    return precision, shared / wanted.total() if wanted else float(not got)


def _shingles(text: str, size: int) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    return (
        Counter(tuple(tokens[i : i + size]) for i in range(max(1, len(tokens) - size + 1)))
        if tokens
        else Counter()
    )


def _row(name: str, measure: str, right: int, found: int, wanted: int) -> dict[str, Any]:
    precision = right / found if found else float(not wanted)
    recall = right / wanted if wanted else float(not found)
    f1 = _f1(precision, recall)
    return {
        "set": name,
        "measure": measure,
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "right": right,
        "of": wanted,
    }


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
