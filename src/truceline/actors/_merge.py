"""Many casts into one."""

from __future__ import annotations

from collections.abc import Iterable

from truceline.model import Actor, Alias

__all__ = ["merge", "unite"]


def merge(casts: Iterable[Iterable[Actor]]) -> tuple[tuple[Actor, ...], dict[str, str]]:
    """One list of actors for many articles.

    Args:
        casts: the actors of each article.

    Returns:
        The actors, by id, and a map from each id of the casts to the id under which the actor now stands. A
        person who
        is only a surname in one article becomes the person with that surname in the others, if there is
        exactly one.
    """
    joined: dict[str, Actor] = {}
    for cast in casts:
        for actor in cast:
            joined[actor.id] = _joined(joined[actor.id], actor) if actor.id in joined else actor
    moved = {key: key for key in joined}
    for short, full in (_surnames(joined) | _acronyms(joined)).items():
        moved[short] = full
        joined[full] = _joined(joined[full], joined.pop(short))
    return tuple(joined[key] for key in sorted(joined)), moved


def unite(one: Actor, other: Actor) -> Actor:
    """Two views of one actor, from reports that have nothing else to do with each other, in a form that does
    not depend on which of them came first."""
    names = {alias.name for alias in (*one.aliases, *other.aliases)} | {one.name, other.name}
    name = min(one.name, other.name)
    dated = {(a.name, a.from_ or "", a.until or ""): a for a in (*one.aliases, *other.aliases)}
    bare = {(n, "", ""): Alias(name=n) for n in names - {name} - {alias.name for alias in dated.values()}}
    aliases = bare | dated
    return Actor(
        id=one.id,
        name=name,
        kind=min(one.kind, other.kind),
        aliases=tuple(aliases[key] for key in sorted(aliases)),
        ids=dict(sorted({**other.ids, **one.ids}.items())),
        of=min(filter(None, (one.of, other.of)), default=None),
    )


def _surnames(actors: dict[str, Actor]) -> dict[str, str]:
    full: dict[str, list[str]] = {}
    for actor in actors.values():
        parts = actor.name.split()
        if actor.kind == "person" and len(parts) > 1:
            full.setdefault(parts[-1].lower(), []).append(actor.id)
    single = (actor for actor in actors.values() if actor.kind == "person" and " " not in actor.name)
    found = {actor.id: full.get(actor.name.lower(), []) for actor in single}
    return {key: owners[0] for key, owners in found.items() if len(owners) == 1}


def _acronyms(actors: dict[str, Actor]) -> dict[str, str]:
    """Groups under a short name alone in one article and spelt out, with that short name, in another."""
    full: dict[str, list[str]] = {}
    for actor in actors.values():
        for alias in actor.aliases:
            if alias.name.isupper() and actor.kind in ("armed_group", "organisation", "coalition"):
                full.setdefault(alias.name, []).append(actor.id)
    short = (
        actor
        for actor in actors.values()
        if actor.name.isupper() and actor.kind != "person" and not actor.ids
    )
    found = {actor.id: [one for one in full.get(actor.name, []) if one != actor.id] for actor in short}
    return {key: owners[0] for key, owners in found.items() if len(owners) == 1}


def _joined(one: Actor, other: Actor) -> Actor:
    """Two views of one actor: the first one's name, all aliases, all identifiers."""
    aliases = {(alias.name, alias.from_, alias.until): alias for alias in (*one.aliases, *other.aliases)}
    if other.name != one.name:
        aliases.setdefault((other.name, None, None), Alias(name=other.name))
    return Actor(
        id=one.id,
        name=one.name,
        kind=one.kind,
        aliases=tuple(aliases.values()),
        ids={**other.ids, **one.ids},
        of=one.of or other.of,
    )
