"""Three-valued logic (Kleene's strong logic): yes, no, and what is not known.

The order no < unknown < yes makes "and" the least, "or" the greatest, and "not" the mirror image.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

__all__ = ["NO", "UNKNOWN", "YES", "Truth", "both", "either", "opposite", "settled"]


class Truth(IntEnum):
    """Whether something holds."""

    NO = 0
    UNKNOWN = 1
    YES = 2


NO, UNKNOWN, YES = Truth.NO, Truth.UNKNOWN, Truth.YES


def both(values: Iterable[Truth]) -> Truth:
    """Whether all of them hold; yes where there are none."""
    return min(values, default=YES)


def either(values: Iterable[Truth]) -> Truth:
    """Whether at least one of them holds; no where there are none."""
    return max(values, default=NO)


def opposite(value: Truth) -> Truth:
    """Whether it does not hold."""
    return Truth(2 - value)


def settled(values: Iterable[Truth]) -> Truth:
    """What several accounts of the same thing amount to: what all of them say, else unknown."""
    found = set(values)
    return found.pop() if len(found) == 1 else UNKNOWN
