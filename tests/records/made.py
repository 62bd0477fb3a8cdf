"""Reports and claims built by hand, to test how claims become records without reading any text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from truceline.model import Actor, Article, Ceasefire, Claim, Evidence, Segment, Source, StatementGroup, When
from truceline.records import reconcile

__all__ = ["ACTORS", "claim", "day", "instant", "reconciled", "report"]

ACTORS = {
    a.id: a
    for a in (
        Actor(id="sudan", name="Sudan", kind="state", ids={"iso3": "SDN"}),
        Actor(id="sudanese-army", name="Sudanese army", kind="government", of="sudan"),
        Actor(id="rsf", name="Rapid Support Forces", kind="armed_group"),
        Actor(id="splm-n", name="Sudan People's Liberation Movement-North", kind="armed_group"),
        Actor(id="chad", name="Chad", kind="state", ids={"iso3": "TCD"}),
    )
}
TEXT = "The truce of which this report tells."


def day(date: str) -> When:
    """A day in UTC."""
    start = datetime.fromisoformat(date).replace(tzinfo=UTC)
    return When(earliest=start, latest=start + timedelta(days=1), edtf=date, zone="UTC")


def instant(moment: str) -> When:
    """A minute in UTC."""
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return When(earliest=at, latest=at, edtf=at.isoformat(), zone="UTC", precision="minute")


def report(name: str, published: str | None = None, **more: Any) -> Article:
    """A report of one line, published on a day or undated."""
    return Article(
        id=name,
        source=Source(uri=f"{name}.txt", sha256=name),
        text=TEXT,
        segments=(Segment(start=0, end=len(TEXT), role="body"),),
        published=day(published) if published else None,
        **more,
    )


def claim(article: Article, field: str, value: Any, **more: Any) -> Claim:
    """A claim read from the one line of a report; its id tells its field and value."""
    told = value.edtf if isinstance(value, When) else value
    evidence = (Evidence(article=article.id, start=0, end=len(TEXT), text=TEXT),)
    given = {"id": f"{article.id}.{field}.{told}", "ceasefire": article.id, **more}
    return Claim(article=article.id, field=field, value=value, evidence=evidence, **given)


def reconciled(
    articles: Sequence[Article],
    claims: Iterable[Claim],
    *,
    groups: Sequence[StatementGroup] = (),
    places: Mapping[str, Mapping[str, float]] | None = None,
    names: Mapping[str, frozenset[str]] | None = None,
) -> tuple[tuple[Ceasefire, ...], tuple[Claim, ...]]:
    """The records of some claims; all reports are on Sudan where `places` says nothing else."""
    where = {a.id: {"sudan": 4.0} for a in articles} | dict(places or {})
    return reconcile(articles, list(claims), actors=ACTORS, groups=groups, places=where, names=names or {})
