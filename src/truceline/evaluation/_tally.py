"""Counts of one measure, and their row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Tally"]


@dataclass
class Tally:
    """Counts of one measure: `right` of `expected` in gold, and of `given` by truceline; `misses` tell the
    others, `confusion` what was taken for what.
    """

    right: float = 0
    expected: int = 0
    given: float = 0
    misses: list[dict[str, Any]] = field(default_factory=list)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, right: float, expected: int, given: float, misses: Iterable[dict[str, Any]] = ()) -> None:
        """Count a case."""
        self.right += right
        self.expected += expected
        self.given += given
        self.misses += misses

    def confuse(self, expected: Any, got: Any) -> None:
        """Note what was taken for what; "none" where gold or truceline has no value."""
        self.confusion[str(expected or "none"), str(got or "none")] += 1

    def row(self, of: str, measure: str) -> dict[str, Any]:
        """The row of this measure."""
        precision = self.right / self.given if self.given else None
        recall = self.right / self.expected if self.expected else None
        both = (precision or 0.0) + (recall or 0.0)
        return {
            "set": of,
            "measure": measure,
            "precision": precision,
            "recall": recall,
            "f1": 2 * (precision or 0.0) * (recall or 0.0) / both
            if both
            else (0.0 if self.expected else None),
            "right": int(self.right),
            "of": self.expected,
            "misses": self.misses,
            "confusion": [
                {"expected": expected, "got": got, "count": count}
                for (expected, got), count in sorted(self.confusion.items(), key=lambda i: (-i[1], i[0]))
            ],
        }
