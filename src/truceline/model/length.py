"""Lengths of time: the values of the field `duration`, in ISO 8601."""

from __future__ import annotations

import re

__all__ = ["length_parts"]

_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")


def length_parts(text: str) -> tuple[int | None, ...] | None:
    """The years, months, weeks, days, hours, minutes and seconds of a length ("PT72H"), None for each that it
    does not name; None for anything that is no ISO 8601 length of whole numbers.
    """
    found = _LENGTH.fullmatch(text)
    if found is None or not any(found.groups()):
        return None
    return tuple(int(part) if part else None for part in found.groups())
