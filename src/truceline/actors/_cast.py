"""Who is named in a text, and whom a stretch of its words denotes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from truceline.actors._denote import Context, denoted
from truceline.actors._mention import Mention, Resolution
from truceline.model import Actor, Anomaly

__all__ = ["Cast"]


@dataclass(frozen=True)
class Cast:
    """The actors of one article.

    `mentions` are in the order of the text and do not overlap. `members` are the actors behind a collective
    one
    (`russia-and-turkey`). `anomalies` are names that look spoilt. `genders` holds `m` or `f` for persons
    where known.
    """

    text: str
    actors: dict[str, Actor]
    mentions: tuple[Mention, ...]
    anomalies: tuple[Anomaly, ...] = ()
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that lie wholly within the characters `start` to `end`."""
        low = bisect_left(self.mentions, start, key=lambda mention: mention.start)
        found = []
        for mention in self.mentions[low:]:
            if mention.start >= end:
                break
            if mention.end <= end:
                found.append(mention)
        return tuple(found)

    def who(self, start: int, end: int, *, focus: Sequence[str] = ()) -> Resolution | None:
        """The actor that a noun phrase at `start` to `end` denotes, or None where that cannot be told.

        Args:
            start, end: code points of the article's text; the whole phrase or its head words.
            focus: ids of those who spoke so far, the most recent last. They are preferred for "he" and "the
            spokesman".
        """
        context = Context(
            self.text, self.actors, self.mentions, self.genders, self.roles, tuple(focus), self.members
        )
        return denoted(context, start, end)
