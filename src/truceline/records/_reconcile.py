"""All claims of a run into ceasefires.

Stages: (1) claims of one article on one ceasefire are a topic; (2) topics on the same ceasefire join; (3) each cluster
becomes a record; (4) claims are bound to their records.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from truceline.model import Actor, Article, Ceasefire, Claim, StatementGroup
from truceline.records._assemble import assemble
from truceline.records._join import attach, join
from truceline.records._topics import topics

__all__ = ["reconcile"]


def reconcile(
    articles: Sequence[Article], claims: Sequence[Claim], actors: Mapping[str, Actor],
    groups: Sequence[StatementGroup], places: Mapping[str, Mapping[str, float]], names: Mapping[str, frozenset[str]],
) -> tuple[tuple[Ceasefire, ...], tuple[Claim, ...]]:  # fmt: skip
    """Ceasefires from the claims of all articles.

    Args:
        articles: the articles of the run, dated.
        claims: their claims; `ceasefire` holds the local key of each.
        actors: every actor by id.
        groups: the same statements across the articles.
        places: for each article id, how much each state or place (actor id) belongs to its truce.
        names: for each article id, the ids of all actors that it names.

    Returns:
        The ceasefires, the earliest first, and the claims with `ceasefire` set to the id of their record (None where a
        claim belongs to none).
    """
    found = topics(articles, claims, actors, places, names)
    main = [t for t in found if t.concrete and t.key == t.article.id]
    clusters = join(main, groups)
    clusters = attach([t for t in found if t.key != t.article.id], clusters)
    taken: set[str] = set()
    records: list[Ceasefire] = []
    bound: dict[str, Claim] = {}
    for cluster in clusters:
        record, joined = assemble(cluster, actors, taken)
        records.append(record)
        bound.update((c.id, c) for c in joined)
    loose = (bound.get(c.id) or msgspec.structs.replace(c, ceasefire=None) for c in claims)
    return tuple(records), tuple(loose)
