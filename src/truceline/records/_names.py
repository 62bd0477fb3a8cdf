"""Ceasefires under other ids."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from truceline.model import Ceasefire, Reading

__all__ = ["renamed"]


def renamed(reading: Reading, names: Mapping[str, str]) -> Reading:
    """A reading whose ceasefires have other ids, wherever they are referred to.

    Args:
        reading: any reading.
        names: the new id of each ceasefire that gets one.
    """
    if all(old == new for old, new in names.items()):
        return reading
    claims = tuple(
        replace(claim, ceasefire=names.get(claim.ceasefire, claim.ceasefire)) if claim.ceasefire else claim
        for claim in reading.claims
    )
    ceasefires = tuple(_renamed(ceasefire, names) for ceasefire in reading.ceasefires)
    return replace(reading, ceasefires=ceasefires, claims=claims)


def _renamed(ceasefire: Ceasefire, names: Mapping[str, str]) -> Ceasefire:
    linked = tuple(
        replace(link, ceasefire=names.get(link.ceasefire, link.ceasefire)) for link in ceasefire.linked
    )
    return replace(ceasefire, id=names.get(ceasefire.id, ceasefire.id), linked=linked)
