"""The day from which an article's own text reckons "on Monday" and "tomorrow"."""

from __future__ import annotations

from datetime import timedelta

from truceline.model import Article, When
from truceline.times._dating import dates_in, in_year
from truceline.times._openings import Dating

__all__ = ["day_of_writing"]

DELAY = timedelta(days=3)
"""How long after the day of its dateline a report may be published: a weekly's pages, a weekend."""


def day_of_writing(article: Article) -> When | None:
    """The day from which an article's own text reckons: that of its dateline, where it was published shortly
    after ("GAZA, Aug 7 -" in the paper of 8 August), else that of its publication.
    """
    published = article.published
    if published is None or published.earliest is None:
        return published
    lines = dates_in(article, "dateline", "dateline", "the dateline", published)
    for line in lines:
        when = _in_year_of(line, published) if line.when.edtf.startswith("XXXX-") else line.when
        if when is None or when.earliest is None or when.latest is None or published.latest is None:
            continue
        if timedelta(0) < published.earliest - when.earliest <= DELAY:
            return when
    return published


def _in_year_of(dating: Dating, published: When) -> When | None:
    """A date without a year, in the year in which it comes shortly before publication."""
    assert published.earliest is not None
    year = published.earliest.year
    found = (in_year(dating, y, "the year is that of publication") for y in (year, year - 1))
    return next((w for w in found if w and w.earliest and w.earliest <= published.earliest), None)
