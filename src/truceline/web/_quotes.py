"""The passages that a value was read from, as they stand in the reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from truceline.casebook import Head, View
from truceline.model import Claim, Evidence
from truceline.web._pages import article_address
from truceline.wording import STANCES, Wording

__all__ = ["Account", "Passage", "Quotes", "outlet_of"]

MARGIN = 110
"""Characters told on either side of the words that a value was read from."""
TOGETHER = 240
"""Places of an article that lie at most so far apart are quoted together."""
PASSAGES = 2
"""Passages told of one report for one value."""
_UNDATED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Passage:
    """Words of an article in pieces, those marked that a value was read from, and where they stand."""

    pieces: tuple[tuple[str, bool], ...]
    address: str


@dataclass(frozen=True)
class Account:
    """What one report says: the report, how it puts it, through whom it has it, and its words.

    `more` counts the passages that are not told.
    """

    article: Head
    outlet: str
    stance: str
    chain: tuple[str, ...]
    passages: tuple[Passage, ...]
    more: int


class Quotes:
    """The reports behind claims."""

    def __init__(self, view: View, claims: Iterable[Claim], wording: Wording) -> None:
        self.claims = {claim.id: claim for claim in claims}
        self._wording = wording
        self.heads: dict[str, Head] = {}
        self._texts: dict[str, str] = {}
        self.take(view, {e.article for claim in self.claims.values() for e in claim.evidence})

    def take(self, view: View, articles: Iterable[str]) -> None:
        """Have the texts of more articles at hand."""
        missing = sorted(set(articles) - set(self._texts))
        if missing:
            self.heads.update(view.heads(missing))
            self._texts.update(view.texts(missing))

    def accounts(self, ids: Iterable[str]) -> list[Account]:
        """The reports that make these claims, those that were published first at the top."""
        by_article: dict[str, list[Claim]] = defaultdict(list)
        for name in ids:
            if name in self.claims:
                by_article[self.claims[name].article].append(self.claims[name])
        found = [self._account(self.heads[a], claims) for a, claims in by_article.items() if a in self.heads]
        return sorted(found, key=lambda account: published_at(account.article) or _UNDATED)

    def cited(self, places: Iterable[Evidence]) -> list[Account]:
        """The reports in which these words stand, those that were published first at the top."""
        by_article: dict[str, set[Evidence]] = defaultdict(set)
        for place in places:
            by_article[place.article].add(place)
        found = [self._quoted(self.heads[a], those) for a, those in by_article.items() if a in self.heads]
        return sorted(found, key=lambda account: published_at(account.article) or _UNDATED)

    def _quoted(self, head: Head, places: Iterable[Evidence]) -> Account:
        """What stands in one report, without how it puts it and from whom it has it."""
        passages = self.passages(sorted(places, key=lambda e: (e.start, -e.end)))
        return Account(
            article=head, outlet=outlet_of(head), stance="", chain=(), passages=tuple(passages[:PASSAGES]),
            more=max(0, len(passages) - PASSAGES),
        )  # fmt: skip

    def _account(self, head: Head, claims: Sequence[Claim]) -> Account:
        quoted = self._quoted(head, {e for claim in claims for e in claim.evidence})
        stances = dict.fromkeys(STANCES.get(claim.stance, claim.stance) for claim in claims)
        chain = dict.fromkeys(self._wording.name(a) for claim in claims for a in claim.chain)
        return replace(
            quoted,
            stance="" if "" in stances else ", ".join(stances),
            chain=tuple(name for name in chain if name.casefold() != quoted.outlet.casefold()),
        )

    def passages(self, places: Sequence[Evidence]) -> list[Passage]:
        """The places in their context, those close to each other in one passage."""
        parts: list[list[Evidence]] = []
        for place in places:
            if parts and parts[-1][0].article == place.article and _near(parts[-1], place):
                parts[-1].append(place)
            else:
                parts.append([place])
        return [_passage(self._texts[part[0].article], part) for part in parts]


def published_at(head: Head) -> datetime | None:
    """The earliest time at which a report can have been published."""
    return head.published.earliest if head.published else None


def outlet_of(head: Head) -> str:
    """Who published a report, or the name of its file where that is not known."""
    return head.outlet or head.uri.rstrip("/").rsplit("/", 1)[-1]


def _near(part: Sequence[Evidence], place: Evidence) -> bool:
    return place.start - max(e.end for e in part) <= TOGETHER


def _passage(text: str, places: Sequence[Evidence]) -> Passage:
    first, last = places[0].start, max(place.end for place in places)
    pieces = [(_before(text, first), False)]
    at = first
    for start, end in merged((place.start, place.end) for place in places):
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces.append((_after(text, last), False))
    address = article_address(places[0].article, first, places[0].end)
    return Passage(tuple((words, marked) for words, marked in pieces if words), address)


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch each other as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _before(text: str, start: int) -> str:
    """What stands before words on their line, cut at a word."""
    line = text.rfind("\n", 0, start) + 1
    if start - line <= MARGIN:
        return text[line:start]
    cut = text[start - MARGIN : start]
    return "… " + (cut.split(" ", 1)[1] if " " in cut else cut)


def _after(text: str, end: int) -> str:
    """What stands after words on their line, cut at a word."""
    line = text.find("\n", end)
    line = len(text) if line < 0 else line
    if line - end <= MARGIN:
        return text[end:line]
    cut = text[end : end + MARGIN]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut) + " …"


def since_when(heads: Mapping[str, Head], articles: Iterable[str]) -> datetime | None:
    """When the first of these reports was published; None where one of them is not dated."""
    dates = [published_at(heads[name]) for name in articles if name in heads]
    known = [at for at in dates if at is not None]
    return min(known) if known and len(known) == len(dates) else None
