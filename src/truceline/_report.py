"""One report on its way through the rooms."""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from truceline import statements, times
from truceline.actors import Cast
from truceline.language import Parsed
from truceline.model import Article, When

__all__ = ["Report", "undated"]


@dataclass(frozen=True)
class Report:
    """An article with its parse, its actors, and the place of its conflict, whose clocks "local" means.

    `sure` is False where the place is a guess from little: a second clock may then show that it is wrong.
    `first` is the article dated by itself, where that is at hand.
    """

    article: Article
    parsed: Parsed
    cast: Cast
    place: str | None
    sure: bool = True
    first: Article | None = None

    def dated(self, near: When | None = None) -> Report:
        """The same with its publication and times read; `near` is about when it must have been published."""
        known = self.first if near is None else None
        read = times.read(self.article, near=near, place=self.place, sure=self.sure, dated=known)
        return replace(self, article=read)

    def dated_again(self, near: When) -> Report:
        """The same with its times read anew, now that something is known of its publication."""
        return replace(self, article=undated(self.article), first=None).dated(near)

    def spoken(self) -> Report:
        """The same with its statements read."""
        found = statements.extract(Parsed(self.article, self.parsed.paragraphs), cast=self.cast)
        return replace(self, article=msgspec.structs.replace(self.article, statements=found))


def undated(article: Article) -> Article:
    """An article without anything that was read from it: its parts and metadata are left."""
    return msgspec.structs.replace(
        article, published=None, times=(), constraints=(), anomalies=(), statements=()
    )
