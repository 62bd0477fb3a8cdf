"""What one report says by itself: all that is read from it before it is held against other reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

import msgspec

from truceline import actors as actors_room
from truceline import claims as claims_room
from truceline import times
from truceline._report import Report, undated
from truceline.actors import Cast
from truceline.language import Parsed, parse
from truceline.model import Actor, Anomaly, Article, Claim, When

__all__ = ["Account", "Desk", "is_dated", "is_guessed"]

OWN_PARTS = frozenset({"body", "headline", "subhead", "caption"})
"""Roles of the text that is a report's own: not its page, its related links or its readers' comments."""
CLEAR = 0.75
"""Weight from which a place counts as that of the conflict: the home of one group that is named."""
SURE = 3.0
"""Weight from which "local time" is that of the place whatever a second clock says: one mention beside a
word for the war, or the homes of four groups."""
WIDE = timedelta(days=20)
"""A publication interval wider than this says too little to resolve "Monday"; other reports may narrow it."""
_WORKED_OUT = "; the year is "
AT_HAND = 100
"""Parses that a desk holds at most: that of a report of 500 words takes half a megabyte."""


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One report, read. It depends on nothing but the report itself, and on `near` where that is given.

    `alone` is the article as it is dated by itself, `near` about when other reports say that it was
    published, and `dated` the article as it is dated with their help (None without it). `names` are the ids
    of the actors that its own text names, `slips` what looks wrong in its names and claims, `places` how much
    each state or place belongs to its truce. Ids of actors are those of this report.
    """

    alone: Article
    near: When | None = None
    dated: Article | None = None
    actors: tuple[Actor, ...] = ()
    names: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    slips: tuple[Anomaly, ...] = ()
    places: dict[str, float] = {}

    @property
    def article(self) -> Article:
        """The article as it is dated best."""
        return self.dated if self.dated is not None else self.alone

    @property
    def id(self) -> str:
        """The article's."""
        return self.alone.id


def is_dated(article: Article) -> bool:
    """Whether it is known closely enough when an article was published."""
    bounds = article.published.bounds if article.published is not None else None
    return bounds is not None and bounds[1] - bounds[0] <= WIDE and not is_guessed(article.published)


def is_guessed(when: When | None) -> bool:
    """Whether a day and month were told, and their year was worked out from other dates in the text."""
    return when is not None and _WORKED_OUT in when.why


class Desk:
    """Reads reports, and reads them again when other reports say more of when they were published."""

    def __init__(self, kept: Iterable[Account] = (), *, other: Desk | None = None) -> None:
        """`kept` are accounts made before: what they hold is not read again. `other` is a desk on which they
        were made, and whose parses are still at hand.
        """
        self._reports: dict[tuple[str, str, str], Report] = other._reports if other is not None else {}
        self._made = {(*_which(account.alone), account.near): account for account in kept}
        self._taken: dict[str, Account] = {}

    def accounts(self, articles: Sequence[Article]) -> list[Account]:
        """An account of each article, dated by itself; those made before are taken."""
        new = [article for article in articles if (*_which(article), None) not in self._made]
        for article, parsed in zip(new, parse(new), strict=True):
            report = report_of(article, parsed)
            made = self._made[*_which(article), None] = _account(report, None)
            if not is_dated(made.alone):
                # It may be read again; the parses of the others are let go.
                self._hold(report)
        return [self._made[*_which(article), None] for article in articles]

    def again(self, account: Account, near: When | None) -> Account:
        """The account of the same report with another idea of when it was published."""
        which = _which(account.alone)
        if (*which, near) not in self._made:
            if which not in self._reports:
                article = undated(account.alone)
                [parsed] = parse([article])
                self._hold(report_of(article, parsed))
            self._made[*which, near] = _account(self._reports[which], near)
        return self._made[*which, near]

    def _hold(self, report: Report) -> None:
        """Keep the parse of a report at hand, and let go the one that lies longest."""
        self._reports[_which(report.article)] = report
        if len(self._reports) > AT_HAND:
            del self._reports[next(iter(self._reports))]

    def took(self, accounts: Iterable[Account]) -> None:
        """Note the accounts that a reading was made of."""
        self._taken.update((account.id, account) for account in accounts)

    def latest(self, articles: Iterable[Article]) -> tuple[Account, ...]:
        """The accounts that the last reading was made of, for some of its articles."""
        return tuple(self._taken[article.id] for article in articles)


def _which(article: Article) -> tuple[str, str, str]:
    """What tells a report from all others: two files may give theirs the same id, and two may hold the same
    text.
    """
    return article.id, article.source.uri, article.text


def _account(report: Report, near: When | None) -> Account:
    """All that is read from a report."""
    alone = report.dated().spoken()
    read = alone if near is None else report.dated_again(near).spoken()
    said = claims_room.read(read.parsed, read.article, read.cast)
    conflicts = claims_room.conflicts(read.article, read.cast, said)
    claims = claims_room.outweighed(said, conflicts)
    slips = read.cast.anomalies + conflicts
    return Account(
        alone=alone.article,
        near=near,
        dated=None if near is None else read.article,
        actors=tuple(report.cast.actors.values()),
        names=tuple(sorted(_names(read))),
        claims=tuple(claims),
        slips=tuple(slips),
        places=dict(claims_room.places(read.article, read.cast, claims)),
    )


def report_of(article: Article, parsed: Parsed) -> Report:
    """A report with its actors, as they were known when it was published, and the place of its conflict."""
    first = times.date_article(article)
    cast = actors_room.find(parsed, at=first.published)
    place, sure = _where(article, cast)
    return Report(article, parsed, cast, place, sure, first)


def _where(article: Article, cast: Cast) -> tuple[str | None, bool]:
    """The name of the state or place of the conflict, where one is named clearly enough, and whether that is
    sure."""
    found = claims_room.places(article, cast, ())
    best = max(found, key=lambda name: (found[name], name), default=None)
    if best is None or found[best] < CLEAR:
        return None, False
    actor = cast.actors.get(best) or actors_room.lookup(best)
    return (actor.name if actor is not None else None), found[best] >= SURE


def _names(report: Report) -> frozenset[str]:
    """The actors that a report's own text names."""
    return frozenset(
        m.actor
        for m in report.cast.mentions
        if m.kind != "outlet" and report.article.role_at(m.start) in OWN_PARTS
    )
