"""Lengths of time in ISO 8601 as days."""

from __future__ import annotations

import re

__all__ = ["days_of"]

_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_DAYS = (365, 30, 7, 1, 1 / 24, 1 / 1440, 1 / 86400)
"""A year counts 365 days and a month 30, as coders of the field count them."""


def days_of(length: str) -> float | None:
    """`PT72H` as 3.0 days; None for anything that is no ISO 8601 length."""
    found = _LENGTH.fullmatch(length)
    if not found or not any(found.groups()):
        return None
    return sum(int(n) * days for n, days in zip(found.groups(), _DAYS, strict=True) if n)
