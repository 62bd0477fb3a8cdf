"""The negotiation of a ceasefire on its page: each step with the words that tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from truceline.casebook import Asked, Head, View
from truceline.figures.talks import ACTS, Talk, say_talk, talks, words_of
from truceline.model import Ceasefire, Claim, When
from truceline.web._quotes import Account, Quotes
from truceline.wording import STANCES, Wording

__all__ = ["Told", "talks_of", "tell_talks"]

MOST = 200
"""Statements that are looked at."""


@dataclass(frozen=True)
class Told:
    """A step in words: what was done, by or between whom, where, when, and the reports of it."""

    deed: str
    who: str
    where: str
    when: When | None
    stance: str
    statement: str | None
    accounts: list[Account]


def talks_of(
    view: View, ceasefire: Ceasefire, claims: Sequence[Claim], heads: Mapping[str, Head]
) -> list[Talk]:
    """The steps of the negotiation."""
    said = view.statements(Asked(ceasefire=ceasefire.id, acts=tuple(ACTS), tied="perhaps"), MOST)
    texts = view.texts({one.article for one in said})
    spoken = [(words_of(one.statement, one.article, texts[one.article]), one.statement) for one in said]
    return talks(ceasefire, claims, spoken, {name: head.published for name, head in heads.items()})


def tell_talks(found: Iterable[Talk], quotes: Quotes, wording: Wording) -> list[Told]:
    """The same in words."""
    told = []
    for talk in found:
        deed, who, where = say_talk(talk, wording)
        stance = STANCES.get(talk.stance, talk.stance)
        told.append(Told(deed, who, where, talk.when, stance, talk.statement, quotes.cited(talk.evidence)))
    return told
