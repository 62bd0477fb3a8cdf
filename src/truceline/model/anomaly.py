"""What looks wrong in a report."""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.model.spans import Evidence
from truceline.model.when import When

__all__ = ["Anomaly", "AnomalyKind"]

AnomalyKind = Literal[
    "weekday_mismatch", "zone_mismatch", "impossible_date", "order", "date_conflict", "duration_mismatch",
    "name_variant", "headline_conflict", "count_conflict",
]  # fmt: skip


class Anomaly(msgspec.Struct, frozen=True, kw_only=True):
    """Something in a report that cannot be right as it stands.

    `message` is a sentence that a person understands, with the arithmetic in it. `evidence` holds the words
    that disagree. `suggestion` is the value that truceline takes instead: a time, a name, or None where it
    cannot tell.
    """

    kind: AnomalyKind
    message: str
    evidence: tuple[Evidence, ...]
    suggestion: When | str | None = None
