"""A judge: weights, learned from a corpus, that tell which candidates report speech and where content ends.

The rules do without one. `truceline train statements` makes one from an own copy of a corpus; `use_judge` or
the environment's TRUCELINE_JUDGE takes it into use.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from truceline.errors import ModelError
from truceline.statements._draft import Draft
from truceline.statements._ends import other_ends
from truceline.statements._features import features
from truceline.statements._page import Page

__all__ = ["Judge", "chosen_judge", "is_within", "judged", "read_judge", "use_judge", "write_judge"]

SETTING = "TRUCELINE_JUDGE"
_FORMAT = 1
_DEEPEST = 12


class Judge(msgspec.Struct, frozen=True, kw_only=True):
    """Weights by the names of properties.

    `keep` are the log odds of reporting speech, `ends` those of being where the content ends. A candidate of
    the rules is kept from `least` on, one that no rule trusts from `least_wide` on; another end is chosen
    where its log odds are `margin` better than those of the rules' own. `about` says what it was trained on.
    """

    format: int = _FORMAT
    about: str
    keep: Mapping[str, float]
    ends: Mapping[str, float]
    least: float = 0.35
    least_wide: float = 0.4
    margin: float = 0.0

    def belief(self, properties: Iterable[str]) -> float:
        """How sure it is that a candidate reports speech, from 0 to 1."""
        return _logistic(_sum(self.keep, properties))

    def with_end(self, page: Page, draft: Draft) -> Draft:
        """The draft, its content ended where it most likely ends."""
        ends = [(other, _sum(self.ends, properties)) for other, properties in other_ends(page, draft)]
        own = ends[0][1]
        best, odds = max(ends, key=lambda end: end[1])
        return best if odds > own + self.margin else draft


def _sum(weights: Mapping[str, float], properties: Iterable[str]) -> float:
    return sum(weights.get(name, 0.0) for name in properties) + weights.get("", 0.0)


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def read_judge(path: str | Path) -> Judge:
    """A judge from the file that `truceline train statements` wrote.

    Raises:
        ModelError: there is no such file, or it holds no judge of this format.
    """
    try:
        judge = msgspec.json.decode(Path(path).read_bytes(), type=Judge)
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(
            f"no judge of statements can be read ({error})", where=str(path),
            cure="make one with: truceline train statements --polnear DIR --out FILE",
        ) from error  # fmt: skip
    if judge.format != _FORMAT:
        raise ModelError(
            f"the judge is of format {judge.format}, this version reads {_FORMAT}", where=str(path),
            cure="train it again",
        )  # fmt: skip
    return judge


def write_judge(judge: Judge, path: str | Path) -> None:
    """Keep a judge in a file; the same judge is the same bytes."""
    Path(path).write_bytes(msgspec.json.format(msgspec.json.encode(judge), indent=1) + b"\n")


_chosen: list[Judge | None] = []


def use_judge(judge: Judge | None) -> None:
    """Read statements with this judge from now on; None for the rules alone."""
    _chosen[:] = [judge]


def chosen_judge() -> Judge | None:
    """What `use_judge` set, else the one that the environment's TRUCELINE_JUDGE names, else none."""
    if _chosen:
        return _chosen[0]
    path = os.environ.get(SETTING)
    return _read_once(path) if path else None


@lru_cache(maxsize=1)
def _read_once(path: str) -> Judge:
    return read_judge(path)


def judged(pages: list[Page], drafts: list[Draft], judge: Judge) -> list[Draft]:
    """The drafts (in text order) that the judge keeps, with the ends that it chooses.

    What stands in the content of a kept one is judged by the rules alone: corpora mark no statements within
    statements.
    """
    kept: list[Draft] = []
    for draft in drafts:
        if any(is_within(draft, other) for other in kept[-_DEEPEST:]):
            if draft.rule != "wide":
                kept.append(draft)
            continue
        page = pages[draft.paragraph]
        belief = judge.belief(features(page, draft)) if draft.content else 1.0
        if belief >= (judge.least_wide if draft.rule == "wide" else judge.least):
            kept.append(judge.with_end(page, draft))
    return kept


def is_within(inner: Draft, outer: Draft) -> bool:
    """Whether cue and content of one stand in a piece of the content of the other."""
    first = min(p[0] for p in (*inner.content, *((inner.cue,) if inner.cue else ())))
    last = max(p[1] for p in (*inner.content, *((inner.cue,) if inner.cue else ())))
    return any(start <= first and last <= end + 1 for start, end in outer.content)
