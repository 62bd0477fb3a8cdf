"""The values of gold and of a record in one form, so that they can be compared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from truceline.model import Ceasefire, Finding, When

__all__ = [
    "days", "gold_days", "gold_instants", "instants", "length", "one_status", "plain", "preferred",
    "some_day", "value_of",
]  # fmt: skip

_LENGTH = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
_ONE_STATUS = {"agreed": "declared", "announced": "declared"}


def preferred(ceasefire: Ceasefire | None, name: str) -> list[Finding]:
    """The preferred findings of a field; none without a record."""
    return [f for f in ceasefire.fields.get(name, ()) if f.preferred] if ceasefire else []


def value_of(ceasefire: Ceasefire | None, name: str) -> Any:
    """The first preferred value of a field, None where there is none."""
    found = preferred(ceasefire, name)
    return found[0].value if found else None


def one_status(value: Any) -> str | None:
    """A status, with announced, declared and agreed as one."""
    return _ONE_STATUS.get(value, str(value)) if value else None


def some_day(day: str | None) -> frozenset[str] | None:
    """A day of gold in the form of `days`."""
    return frozenset([day[:10]]) if day else None


def _gold_times(value: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    """The time that gold prefers, or where it prefers none the readings that it keeps."""
    if not value:
        return []
    return [value] if value.get("local") else list(value.get("readings") or [])


def gold_days(value: Mapping[str, Any] | None) -> frozenset[str]:
    """The local days (or months) of a time of gold."""
    return frozenset(str(time["local"])[:10] for time in _gold_times(value) if time.get("local"))


def gold_instants(value: Mapping[str, Any] | None) -> frozenset[str]:
    """The UTC minutes of a time of gold."""
    return frozenset(str(time["utc"]) for time in _gold_times(value) if time.get("utc"))


def _times(value: Any) -> tuple[When, ...]:
    return (value.readings or (value,)) if isinstance(value, When) else ()


def days(value: Any) -> frozenset[str]:
    """The local days of a value: a midnight between two days is the beginning of the later one."""
    return frozenset(time.edtf[:10] for time in _times(value) if time.edtf)


def instants(value: Any) -> frozenset[str]:
    """The UTC minutes of a value, as far as it is an instant."""
    return frozenset(_minute(time.earliest) for time in _times(value) if time.earliest and time.is_instant)


def _minute(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M}Z"


def length(text: Any) -> str | float | None:
    """An ISO 8601 duration in hours where its units have one length, else as written."""
    found = _LENGTH.fullmatch(str(text or ""))
    if not text or not found or not any(found.groups()):
        return str(text) if text else None
    weeks, days, hours, minutes = (int(group or 0) for group in found.groups())
    return weeks * 168 + days * 24 + hours + minutes / 60


def plain(value: Any) -> Any:
    """A value as it is printed among the misses."""
    return sorted(value) if isinstance(value, frozenset) else value
