"""Texts into readings, and what the tests ask of them."""

from __future__ import annotations

from truceline.model import Ceasefire, Metadatum, Reading
from truceline.reader import read_articles
from truceline.sources import article_from_text

__all__ = ["named", "only", "preferred", "reading"]


def reading(*texts: str, published: str = "2021-06-10") -> Reading:
    """Read texts that were published on a day."""
    known = (Metadatum(name="published", value=published, origin="user"),)
    return read_articles(
        [article_from_text(t, uri=f"report-{n}", metadata=known) for n, t in enumerate(texts)]
    )


def only(found: Reading) -> Ceasefire:
    """The one record of a reading."""
    assert len(found.ceasefires) == 1, [c.label for c in found.ceasefires]
    return found.ceasefires[0]


def preferred(record: Ceasefire, name: str) -> list[object]:
    """The preferred values of a field."""
    return [f.value for f in record.fields.get(name, ()) if f.preferred]


def named(found: Reading, record: Ceasefire, name: str) -> set[str]:
    """The preferred values of a field, actors by their names."""
    actors = {a.id: a.name for a in found.actors}
    return {actors.get(str(v), str(v)) for v in preferred(record, name)}
