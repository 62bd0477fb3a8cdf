"""Reports without a date, dated by reports that have one.

Two reports that carry the same remark of the same speaker are of the same days. A report that gives a day and
a month but no year, and names the same actors as a dated one of those days, is of the same year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from truceline import records
from truceline._account import Account, is_dated, is_guessed
from truceline.model import Article, StatementGroup, When

__all__ = ["date_by_siblings"]

SIBLING_REACH = timedelta(hours=12)
"""Reports of the same remark are published within about this time of each other."""
MATTER_REACH = timedelta(days=9)
"""Reports on the same matter that name the same actors are taken to be at most this far apart."""
SAME_MATTER = 0.5
"""Share of actors in common (`records.overlap`) from which two reports count as on the same matter."""
_YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)")


def date_by_siblings(
    accounts: Sequence[Account],
    groups: tuple[StatementGroup, ...],
    names: Mapping[str, frozenset[str]],
    again: Callable[[Account, When], Account],
) -> tuple[dict[str, When], tuple[StatementGroup, ...]]:
    """Date the undated by the dated, as long as that dates another one.

    Args:
        accounts: of the reports, whatever was known of their days when they were made.
        groups: the same statements across the reports as each is read alone.
        names: for each article id, the ids of all actors that it names.
        again: reads a report again, with about when it was published.

    Returns:
        For the id of each report that others date, about when it was published; and the groups of statements
        of the reports read so.
    """
    found = {account.id: account.alone for account in accounts}
    nears: dict[str, When] = {}
    for _ in accounts:
        known = {key: article for key, article in found.items() if is_dated(article)}
        changed = False
        for account in accounts:
            article = found[account.id]
            if account.id in known:
                continue
            near = _by_remark(article, known, groups) or _by_matter(article, known, names)
            if near is None:
                continue
            read = again(account, near).article
            if read.published != article.published:
                changed = True
                found[account.id], nears[account.id] = read, near
        if not changed:
            break
        groups = records.group_statements(list(found.values()))
    return nears, groups


def _by_remark(
    article: Article, known: Mapping[str, Article], groups: Sequence[StatementGroup]
) -> When | None:
    """The days of the dated reports that share a statement with an article."""
    shared: list[Article] = []
    for group in groups:
        members = {s.rsplit(".s", 1)[0] for s in group.statements}
        if article.id in members:
            shared += [known[m] for m in sorted(members) if m in known]
    return _around(shared, SIBLING_REACH, "reports that carry the same remark")


def _by_matter(
    article: Article, known: Mapping[str, Article], names: Mapping[str, frozenset[str]]
) -> When | None:
    """The days of the dated reports on the same matter, for an article that lacks the year or an end.

    None where such reports are of different years: each could be the right one.
    """
    own = article.published
    if own is None:
        return None
    fitting = [
        known[key]
        for key in sorted(known)
        if records.overlap(names[article.id], names[key]) >= SAME_MATTER
        and _may_meet(own, known[key].published)
        and _names_day_of(article, known[key])
    ]
    near = _around(fitting[:1], MATTER_REACH, "a report on the same matter")
    if near is None or not all(_may_meet(near, other.published) for other in fitting):
        return None
    return near


def _names_day_of(article: Article, other: Article) -> bool:
    """Whether the days without a year that an article names, if any, include one near a dated report."""
    days = [t.when.edtf for t in article.times if t.when is not None and _YEARLESS.match(t.when.edtf)]
    bounds = _bounds(other.published)
    return not days or (bounds is not None and any(_falls_near(day, bounds[0]) for day in days))


def _may_meet(own: When, other: When | None) -> bool:
    """Whether a date without a year, or an open interval, can be of the same days as a known one."""
    bounds = _bounds(other)
    if bounds is None:
        return False
    if own.earliest is None and own.latest is None:
        return any(_falls_near(own.edtf, moment) for moment in bounds)
    if is_guessed(own):
        return any(_falls_near(f"XXXX{own.edtf[4:10]}", moment) for moment in bounds)
    late_enough = own.earliest is None or bounds[1] + MATTER_REACH >= own.earliest
    early_enough = own.latest is None or bounds[0] - MATTER_REACH <= own.latest
    return late_enough and early_enough


def _falls_near(edtf: str, moment: datetime) -> bool:
    """Whether a day and month without a year fall near a moment, in its year."""
    partial = _YEARLESS.match(edtf)
    if partial is None:
        return False
    try:
        day = moment.replace(month=int(partial.group(1)), day=int(partial.group(2)))
    except ValueError:  # 29 February, in a year that has none
        return False
    return abs(day - moment) <= MATTER_REACH


def _around(found: Sequence[Article], reach: timedelta, why: str) -> When | None:
    """The time from the first to the last publication, widened by a reach on either side."""
    known = [bounds for a in found if (bounds := _bounds(a.published)) is not None]
    if not known:
        return None
    earliest = min(low for low, _ in known) - reach
    latest = max(high for _, high in known) + reach
    edtf = f"{earliest.date()}/{latest.date()}"
    return When(earliest=earliest, latest=latest, edtf=edtf, precision="day", basis="inferred", why=why)


def _bounds(when: When | None) -> tuple[datetime, datetime] | None:
    """Both bounds of a time, where both are known."""
    return when.bounds if when is not None else None
