"""Teach the judge of wording (src/truceline/claims/data/wording.json), and print how well it does.

    python scripts/train_wording.py

It learns from every report of tests/gold/{agency,records,varied} and of training/wording whose status is
marked, each read alone. The table is of cross-validation in which no set of gold is split: what the rules
read, what the judge alone says, and both together, as `records._worded` joins them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from truceline import claims
from truceline._account import report_of
from truceline.evaluation._by_text import status_in_gold, status_read
from truceline.evaluation.records import find_sets, name_in_gold
from truceline.language import parse
from truceline.model import Article, Metadatum
from truceline.reader import read_articles
from truceline.records import is_told_at_head, outweighing
from truceline.sources import article_from_text, load

ROOT = Path(__file__).parent.parent
GOLD = ("agency", "records", "varied")
SHORT = ROOT / "training" / "wording"
OUT = ROOT / "src" / "truceline" / "claims" / "data" / "wording.json"
FEWEST = 4
"""Sets of gold, or short reports, in which a property must occur to get a weight."""
STRENGTH = 0.2
"""The inverse of the penalty on large weights; 0.1 and 0.03 do as well, 1 worse."""
FOLDS = 6
_ONE = {"never_in_force": "broken", "denied": "rejected", "reported": "proposed", "accepted": "agreed",
        "declared": "agreed"}  # fmt: skip
_LEAST = 0.005


@dataclass(frozen=True)
class Lesson:
    """A report with its properties, its status by gold and by the rules, whether that is its news, and its
    set.
    """

    article: Article
    seen: frozenset[str]
    status: str
    read: str
    at_head: bool
    group: str


def main() -> None:
    """Train, measure and write."""
    lessons = [lesson for lesson in (*_of_gold(), *_of_short()) if lesson.seen]
    vectors = CountVectorizer(analyzer=sorted, vocabulary=_common(lessons), binary=True)
    seen = vectors.transform([lesson.seen for lesson in lessons])
    status = np.array([lesson.status for lesson in lessons])
    _table(lessons, seen, status)
    model = _model().fit(seen, status)
    names = vectors.get_feature_names_out()
    weights = {
        name: [round(float(w), 2) for w in column]
        for name, column in sorted(zip(names, model.coef_.T, strict=True))
        if abs(column).max() >= _LEAST
    }
    judge = {
        "about": "reports written for truceline (tests/gold, training/wording), Apache-2.0",
        "statuses": list(model.classes_),
        "bias": [round(float(b), 3) for b in model.intercept_],
        "weights": weights,
        "taught": sorted({claims.digest_of(lesson.article) for lesson in lessons}),
    }
    OUT.write_text(json.dumps(judge, ensure_ascii=False, indent=None, separators=(",", ":")) + "\n", "utf-8")
    print(f"{len(lessons)} reports, {len(weights)} properties, {OUT.stat().st_size // 1024} KB")


def _common(lessons: list[Lesson]) -> list[str]:
    """The properties that are no matter of a single conflict: those of several sets."""
    told: dict[str, set[str]] = {}
    for lesson in lessons:
        for name in lesson.seen:
            told.setdefault(name, set()).add(lesson.group)
    return sorted(name for name, groups in told.items() if len(groups) >= FEWEST)


def _model() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=500)


def _of_gold() -> Iterator[Lesson]:
    for name in GOLD:
        for folder in find_sets(ROOT / "tests" / "gold" / name):
            gold = json.loads((folder / "expected.json").read_text("utf-8"))
            paths = sorted(path for path in folder.iterdir() if path.name != "expected.json")
            for article in load(paths):
                if isinstance(article, Article):
                    status = status_in_gold(gold["ceasefires"], name_in_gold(gold, article))
                    if status is not None:
                        yield _lesson(article, status, f"{name}/{folder.name}")


def _of_short() -> Iterator[Lesson]:
    for path in sorted(SHORT.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            told = json.loads(line)
            known = (Metadatum(name="published", value=told["day"], origin="user"),)
            article = article_from_text(told["text"], uri=f"{path.stem}-{number}", metadata=known)
            yield _lesson(article, told["status"], f"{path.stem}-{number}")


def _lesson(article: Article, status: str, group: str) -> Lesson:
    [parsed] = parse([article])
    report = report_of(article, parsed).dated().spoken()
    seen = claims.wording(report.parsed, report.article, report.cast)
    with claims.without_wording(everything=True):
        alone = read_articles([article])
    read = status_read(alone)
    told = [c for c in alone.claims if c.field == "status" and c.value == read]
    at_head = any(is_told_at_head(alone.articles[0], claim) for claim in told)
    return Lesson(article, seen, _one(status), _one(read), at_head, group)


def _one(status: str | None) -> str:
    """A status of those that the judge tells apart."""
    return _ONE.get(str(status), str(status))


def _table(lessons: list[Lesson], seen: np.ndarray, status: np.ndarray) -> None:
    """How often the rules, the judge and both are right, in cross-validation."""
    groups = [lesson.group for lesson in lessons]
    read = np.array([lesson.read for lesson in lessons])
    alone, both = read.copy().astype(object), read.copy().astype(object)
    for rest, fold in GroupKFold(FOLDS).split(seen, status, groups):
        model = _model().fit(seen[rest], status[rest])
        for place, odds in zip(fold, model.predict_proba(seen[fold]), strict=True):
            beliefs = dict(zip(model.classes_, odds, strict=True))
            alone[place] = max(beliefs, key=lambda one: beliefs[one])
            both[place] = outweighing(beliefs, read[place], at_head=lessons[place].at_head) or read[place]
    kinds = np.array([group.split("/")[0] if "/" in group else "short" for group in groups])
    print(f"{'reports':<10} {'n':>5} {'rules':>6} {'judge':>6} {'both':>6}")
    for kind in (*dict.fromkeys(kinds), "all"):
        own = (kinds == kind) | (kind == "all")
        told = [f"{(found[own] == status[own]).mean():>6.3f}" for found in (read, alone, both)]
        print(f"{kind:<10} {own.sum():>5} {' '.join(told)}")


if __name__ == "__main__":
    main()
