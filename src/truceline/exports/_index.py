"""A reading with its parts at hand: claims by id, names of actors, sources of a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from truceline.model import (
    Actor,
    Article,
    Ceasefire,
    Claim,
    Evidence,
    Finding,
    Reading,
    Value,
    When,
)

__all__ = ["ACTOR_FIELDS", "Index", "say_value"]

ACTOR_FIELDS = frozenset(
    {"parties", "bound", "excluded", "mediators", "guarantors", "monitors", "declared_by", "accepted"}
)
"""Fields whose values are ids of actors, or the words of a text where no actor is known."""


class Index:
    """Looks things up in one reading; nothing is read anew."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.actors: dict[str, Actor] = {actor.id: actor for actor in reading.actors}
        self.articles: dict[str, Article] = {article.id: article for article in reading.articles}
        self._claims: dict[str, Claim] = {claim.id: claim for claim in reading.claims}

    def name(self, actor: str | None) -> str:
        """The name of an actor; what stands in place of an id is given back as it is."""
        if actor is None:
            return ""
        return self.actors[actor].name if actor in self.actors else actor

    def value(self, value: Value) -> str:
        """A value as text: names for actors and for places that are actors, EDTF for times."""
        return self.name(value) if isinstance(value, str) else say_value(value)

    def claims(self, ids: Iterable[str]) -> Iterator[Claim]:
        """The claims with these ids, in their order."""
        return (self._claims[one] for one in ids if one in self._claims)

    def evidence(self, finding: Finding) -> list[Evidence]:
        """The words that a finding was read from, each passage once."""
        found = {(e.article, e.start, e.end): e for c in self.claims(finding.support) for e in c.evidence}
        return list(found.values())

    def source(self, article: str) -> str:
        """An article as it is cited: its outlet, or the file it was read from, and its day."""
        found = self.articles.get(article)
        if found is None:
            return article
        day = found.published.edtf if found.published else ""
        return ", ".join(part for part in (found.outlet or PurePosixPath(found.source.uri).name, day) if part)

    def quoted(self, finding: Finding) -> str:
        """The sources of a finding with the words in them: `Outlet, 2020-10-10: “the words”; ...`."""
        told = (f"{self.source(e.article)}: “{' '.join(e.text.split())}”" for e in self.evidence(finding))
        return "; ".join(told)

    def origins(self, finding: Finding) -> int:
        """How many independent reports carry a finding: copies of one story count once."""
        reports = {e.article for e in self.evidence(finding)}
        return len({self.articles[a].copies_of or a for a in reports if a in self.articles})

    @staticmethod
    def preferred(ceasefire: Ceasefire, field: str) -> Finding | None:
        """The preferred finding of a field with one value."""
        return next((f for f in ceasefire.fields.get(field, ()) if f.preferred), None)

    @staticmethod
    def kept(ceasefire: Ceasefire, field: str) -> list[Finding]:
        """The findings of a field with many values that stand: what a person rejected is left out."""
        return [
            finding
            for finding in ceasefire.fields.get(field, ())
            if finding.preferred and finding.stance not in {"denied", "unsaid"}
        ]


def say_value(value: Value) -> str:
    """A value as text: a time in EDTF (ISO 8601-2), true and false as such."""
    if isinstance(value, When):
        return value.edtf
    return str(value).lower() if isinstance(value, bool) else str(value)
