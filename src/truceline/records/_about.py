"""What a reading holds on some of its ceasefires."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from truceline.model import Reading

__all__ = ["about"]


def about(reading: Reading, ceasefires: Iterable[str]) -> Reading:
    """A reading of some ceasefires alone, by their ids: their reports, and what these say of them."""
    ids = set(ceasefires)
    wanted = tuple(c for c in reading.ceasefires if c.id in ids)
    kept = {article for c in wanted for article in c.articles}
    articles = tuple(a for a in reading.articles if a.id in kept)
    said = {s.id for a in articles for s in a.statements}
    return replace(
        reading,
        articles=articles,
        claims=tuple(c for c in reading.claims if c.ceasefire in ids),
        ceasefires=wanted,
        statement_groups=tuple(g for g in reading.statement_groups if said.intersection(g.statements)),
        failures=(),
    )
