"""Whose report it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from truceline.model import Metadatum, Segment
from truceline.sources._dateline import find_dateline
from truceline.sources._words import agency_named

__all__ = ["outlet_of"]

_SELF = re.compile(r"(?:comment via|via the|©|copyright|follow|about|read more (?:on|at)|told) +(?:\d{4} +)?(?:the +)?(?P<name>[A-Z][\w.&' -]{1,30})", re.IGNORECASE)


def outlet_of(text: str, parts: Sequence[Segment], metadata: Sequence[Metadatum]) -> str | None:
    """The outlet: as given, else the agency of the dateline, else as the page names itself. None where none is named."""
    for origin in ("user", "file", "page"):
        for datum in metadata:
            if datum.name == "outlet" and datum.origin == origin:
                known = agency_named(datum.value)
                return known.name if known else datum.value
    for segment in parts:
        if segment.role == "dateline":
            found = find_dateline(text[segment.start : segment.end + 1])
            if found and found.agency:
                return found.agency
    for segment in parts:
        if segment.role == "chrome" and segment.end - segment.start < 200:
            line = text[segment.start : segment.end]
            at = line.lower().rfind("comment via ")
            if at >= 0 and (known := agency_named(line[at + 12 :])):
                return known.name
    return None
