"""Which expressions state the same instant, and which are the two ends of a range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from truceline.model import TimeExpression, When
from truceline.times._tokens import normalise

__all__ = ["Relation", "relate"]


@dataclass(frozen=True)
class Relation:
    """Two expressions of one text that belong together.

    `same`: `second` restates `first` (another zone's clock in brackets); `when` is the one to use, `difference` how far
    the second lies after the first. `range`: from `first` to `second`; `when` is the interval between them.
    `why` says how `when` was chosen.
    """

    kind: Literal["same", "range"]
    first: TimeExpression
    second: TimeExpression
    when: When
    difference: timedelta | None
    why: str


_SAME = re.compile(
    r"\s*(?:[.,]?\s*[(\[]\s*(?:or|i\.e\.|that is|at|about|around|which is)?|,?\s+or|/|,?\s*(?:that is|i\.e\.|which is|meaning),?|"
    r"\s-)\s*(?:at\s+|from\s+)?",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?:\s*[(\[][^()\[\]]{1,40}[)\])])?\s*,?\s*(?:to|until|till|through|up to|-|and|and ends?|and until|into|"
    r"and lasts? until|and (?:will )?(?:run|last|continue|end|expire)s?(?: until| till| to| at| on)?)"
    r"\s+(?:the\s+|at\s+|on\s+|about\s+)?|\s*-\s*",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+and\s+(?:the\s+|at\s+|on\s+)?", re.IGNORECASE)
LONGEST_GAP = 70
"""Characters between the ends of a range, a bracketed clock included."""


def relate(text: str, times: Sequence[TimeExpression]) -> list[Relation]:
    """Links between the expressions of `text`, in the order of the text.

    Args:
        text: the text that `times` were read from.
        times: expressions as `find` or `read` gives them.

    Returns:
        One `Relation` per pair. Of two clocks that should be one instant and are not, the first (the event's own) is
        preferred unless its zone was only inferred.
    """
    plain = normalise(text)
    ordered = sorted((t for t in times if t.when is not None and t.type != "SET"), key=lambda t: (t.start, -t.end))
    found: list[Relation] = []
    for i, first in enumerate(ordered):
        for second in ordered[i + 1 : i + 4]:
            if second.start - first.end > LONGEST_GAP:
                break
            relation = _pair(plain, first, second)
            if relation is not None:
                found.append(relation)
    return found


def _pair(plain: str, first: TimeExpression, second: TimeExpression) -> Relation | None:
    if second.end <= first.end:
        return _same(first, second)
    if second.start < first.end:
        return None
    between = plain[first.end : second.start]
    if _clock(first) and _clock(second) and _SAME.fullmatch(between) and _other_zone(first, second):
        return _same(first, second)
    if _RANGE.fullmatch(between) and (not _AND.fullmatch(between) or re.search(r"\bbetween\s+(?:the\s+)?$", plain[max(0, first.start - 12) : first.start], re.I)):
        return _range(first, second)
    return None


def _clock(expression: TimeExpression) -> bool:
    return expression.when is not None and expression.when.precision in {"minute", "second", "hour"}


def _other_zone(first: TimeExpression, second: TimeExpression) -> bool:
    assert first.when is not None and second.when is not None
    return first.when.zone != second.when.zone or first.when.basis != second.when.basis


def _same(first: TimeExpression, second: TimeExpression) -> Relation | None:
    a, b = first.when, second.when
    if a is None or b is None or not (_clock(first) and _clock(second)):
        return None
    difference = None
    if a.earliest and b.earliest and (a.is_instant or a.readings) and b.is_instant and a.zone:
        readings = a.readings or (a,)
        gaps = [b.earliest - r.earliest for r in readings if r.earliest]
        difference = min(gaps, key=abs) if gaps else None
    if difference is None or not difference:
        return Relation("same", first, second, a, difference, "both clocks give the same instant")
    return Relation(
        "same", first, second, a, difference, "the clocks differ; the first, which names the place's own time, is kept"
    )


def _range(first: TimeExpression, second: TimeExpression) -> Relation | None:
    a, b = first.when, second.when
    if a is None or b is None or a.earliest is None or b.latest is None:
        return None
    start = a.readings[0] if a.readings else a
    end = b.readings[0] if b.readings else b
    if start.earliest is None or end.latest is None or start.earliest > end.latest:
        return None
    when = When(
        earliest=start.earliest, latest=end.latest, edtf=f"{_first(start.edtf)}/{_last(end.edtf)}", zone=end.zone or start.zone,
        precision=start.precision, basis=start.basis, why="from the first to the second",
    )  # fmt: skip
    return Relation("range", first, second, when, end.latest - start.earliest, "a range")


def _first(edtf: str) -> str:
    return edtf.split("/")[0]


def _last(edtf: str) -> str:
    return edtf.split("/")[-1]
