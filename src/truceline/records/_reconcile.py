"""All claims of a run into ceasefires.

Stages: (1) claims of one article on one ceasefire are a topic; (2) topics on the same ceasefire join; (3)
each cluster becomes a record; (4) claims are bound to their records.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from truceline.model import Actor, Article, Ceasefire, Claim, Link, StatementGroup
from truceline.records._assemble import assemble
from truceline.records._attach import attach
from truceline.records._join import join
from truceline.records._topics import Topic, topics

__all__ = ["reconcile"]


def reconcile(
    articles: Sequence[Article],
    claims: Sequence[Claim],
    *,
    actors: Mapping[str, Actor],
    groups: Sequence[StatementGroup],
    places: Mapping[str, Mapping[str, float]],
    names: Mapping[str, frozenset[str]],
) -> tuple[tuple[Ceasefire, ...], tuple[Claim, ...]]:
    """Ceasefires from the claims of all articles.

    Args:
        articles: the articles of the run, dated.
        claims: their claims; `ceasefire` holds the local key of each.
        actors: every actor by id.
        groups: the same statements across the articles.
        places: for each article id, how much each state or place (actor id) belongs to its truce.
        names: for each article id, the ids of all actors that it names.

    Returns:
        The ceasefires, the earliest first, and the claims with `ceasefire` set to the id of their record
        (None where a claim belongs to none).
    """
    found = topics(articles, claims, actors=actors, places=places, names=names)
    older = [t for t in found if not t.is_main]
    clusters = join([t for t in found if t.is_main and t.is_concrete], groups, actors, older)
    clusters = attach(older, clusters, actors)
    taken: set[str] = set()
    records: list[Ceasefire] = []
    bound: dict[str, Claim] = {}
    for cluster in clusters:
        record, joined = assemble(cluster, actors, taken)
        records.append(record)
        bound.update((c.id, c) for c in joined)
    records = _linked(records, clusters)
    loose = (bound.get(c.id) or msgspec.structs.replace(c, ceasefire=None) for c in claims)
    return tuple(records), tuple(loose)


_HOW: dict[str, Literal["extends", "renews", "replaces"]] = {
    "extends": "extends", "renews": "renews", "replaces": "replaces",
}  # fmt: skip
"""What claims on `link` may say."""


def _linked(records: Sequence[Ceasefire], clusters: Sequence[Sequence[Topic]]) -> list[Ceasefire]:
    """The records with links to older ones that their own reports mention.

    How the two are tied is what a report says of it; of an older one that is only mentioned nothing is said.
    """
    linked: list[Ceasefire] = []
    for index, record in enumerate(records):
        mine = {t.article.id for t in clusters[index] if t.is_main}
        links: list[Link] = []
        for other, cluster in enumerate(clusters):
            told = [t for t in cluster if not t.is_main and t.article.id in mine]
            if other == index or not told or not _same_sides(clusters[index], cluster):
                continue
            said = [str(c.value) for t in told for c in t.claims if c.field == "link"]
            if any("replaced" in t.statuses for t in told):
                said = ["replaces"]
            links += [Link(ceasefire=records[other].id, how=_HOW[how]) for how in said[:1]]
        linked.append(msgspec.structs.replace(record, linked=tuple(links)) if links else record)
    return linked


def _same_sides(one: Sequence[Topic], two: Sequence[Topic]) -> bool:
    """Whether two ceasefires share a party, as far as the parties of both are known."""
    first = {p for t in one for p in t.parties}
    second = {p for t in two for p in t.parties}
    return not first or not second or bool(first & second)
