"""Lengths of time in ISO 8601 as days."""

from __future__ import annotations

from truceline.model import length_parts

__all__ = ["days_of"]

_DAYS = (365, 30, 7, 1, 1 / 24, 1 / 1440, 1 / 86400)
"""A year counts 365 days and a month 30, as coders of the field count them."""


def days_of(length: str) -> float | None:
    """`PT72H` as 3.0 days; None for anything that is no ISO 8601 length."""
    parts = length_parts(length)
    return sum((n or 0) * days for n, days in zip(parts, _DAYS, strict=True)) if parts else None
