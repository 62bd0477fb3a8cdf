"""Who acts and who speaks."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = ["Actor", "ActorKind", "Alias"]

ActorKind = Literal[
    "state", "government", "armed_group", "organisation", "coalition", "person", "office", "outlet", "place"
]


class Alias(msgspec.Struct, frozen=True, kw_only=True):
    """Another name, with the days from and until which it was in use (ISO dates; None is open)."""

    name: str
    from_: str | None = msgspec.field(default=None, name="from")
    until: str | None = None


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """A state, government, armed group, organisation, coalition, person, office, outlet or place.

    `id` is a slug that is stable from run to run (`russia`, `dmitry-peskov`). `of` is the id of the actor to
    which this one belongs or for which it speaks. `ids` are identifiers elsewhere (wikidata, ucdp, iso3).
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[Alias, ...] = ()
    ids: dict[str, str] = msgspec.field(default_factory=dict)
    of: str | None = None
