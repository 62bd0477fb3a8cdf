"""Reports without a date, dated by reports that have one.

Two reports that carry the same remark of the same speaker are of the same days. A report that gives a day and
a month but no year, and names the same actors as a dated one of those days, is of the same year. One that
turns out to be about the ceasefire of dated reports is of the year that brings it nearest to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from truceline import records
from truceline._account import Account, is_dated, is_guessed
from truceline.model import Article, Claim, Reading, StatementGroup, When

__all__ = ["date_by_ceasefires", "date_by_siblings"]

SIBLING_REACH = timedelta(hours=12)
"""Reports of the same remark are published within about this time of each other."""
MATTER_REACH = timedelta(days=9)
"""Reports on the same matter that name the same actors are taken to be at most this far apart."""
SAME_MATTER = 0.5
"""Share of actors in common (`records.overlap`) from which two reports count as on the same matter."""
SAME_YEAR = timedelta(days=150)
"""Reports on one ceasefire are at most this far apart, where one of them has no year of its own."""
FATE = timedelta(days=330)
"""The same for a report on the fate of a ceasefire, which lies behind those on its making."""
_FATES = frozenset({"broken", "ended", "suspended"})
_NEWS = frozenset({"agreed", "declared"})
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


def date_by_ceasefires(accounts: Sequence[Account], whole: Reading) -> dict[str, When]:
    """About when reports were published that give a day without a year, by what others say of the ceasefire.

    A day of the ceasefire that a dated report gives with its year goes before; then the dated reports that
    it is joined with; then a day of an older ceasefire, of which it tells by the way.

    Args:
        accounts: of the reports.
        whole: what they say together.

    Returns:
        For the id of each such report for which there is a year, the days around its own.
    """
    claims = [c for account in accounts for c in account.claims]
    own_topic = {c.id for c in claims if c.ceasefire == c.article}
    bound = {c.id: c.ceasefire for c in whole.claims}
    dated = {a.id: low for a in accounts if is_dated(a.article) and (low := _middle(a.article.published))}
    nears: dict[str, When] = {}
    for account in accounts:
        own = account.article.published
        if own is None or own.bounds is not None or not _YEARLESS.match(own.edtf) or not dated:
            continue
        mine = [c for c in account.claims if c.id in own_topic]
        with_it = {bound[c.id] for c in mine} - {None}
        joined = {c.article for c in claims if c.id in own_topic and bound[c.id] in with_it}
        others = [dated[name] for name in sorted(joined) if name in dated]
        moments = _told_with_year(mine, [c for c in claims if c.article in dated])
        moments = moments or _told_with_month(
            own, mine, [c for c in claims if c.article in joined & dated.keys()]
        )
        moments = (
            moments or others or _told_with_year(account.claims, [c for c in claims if c.article in dated])
        )
        is_fate = any(c.field == "status" and c.value in _FATES for c in mine)
        day = _in_best_year(own.edtf, moments, is_fate=is_fate)
        if day is not None:
            nears[account.id] = _interval(
                day - MATTER_REACH, day + MATTER_REACH, "a report on the same ceasefire"
            )
    return nears


def _told_with_year(mine: Sequence[Claim], others: Sequence[Claim]) -> list[datetime]:
    """The days that claims give without a year, as other claims give them with one.

    None where they give them with several.
    """
    days = {when.edtf[5:10] for when in _days_told(mine) if _YEARLESS.match(when.edtf)}
    dated = ((when.edtf[:10], when.bounds) for when in _days_told(others) if when.edtf[5:10] in days)
    found = {day: bounds[0] for day, bounds in dated if bounds is not None}
    return list(found.values()) if len({day[:4] for day in found}) == 1 else []


def _told_with_month(own: When, mine: Sequence[Claim], others: Sequence[Claim]) -> list[datetime]:
    """The months with a year that claims give in which the days lie that a report gives without one: its own,
    where it has the ceasefire as news, and those of its claims.

    None where they give them with several.
    """
    days = [when.edtf for when in _days_told(mine)]
    days += [own.edtf for c in mine if c.field == "status" and c.value in _NEWS]
    months = {day[5:7] for day in days if _YEARLESS.match(day)}
    found = {w.edtf: w.bounds[0] for w in _days_told(others) if w.edtf[5:] in months and w.bounds is not None}
    return list(found.values()) if len(found) == 1 else []


def _days_told(claims: Sequence[Claim]) -> list[When]:
    """The days on which ceasefires were made, begin and end, by claims."""
    return [
        c.value for c in claims
        if c.field in {"declared", "effective", "ends"} and isinstance(c.value, When)
    ]  # fmt: skip


def _in_best_year(edtf: str, moments: Sequence[datetime], *, is_fate: bool) -> datetime | None:
    """A day without a year in the year that brings it nearest to moments; None where it stays far.

    What became of a ceasefire is told behind them (`is_fate`).
    """
    partial = _YEARLESS.match(edtf)
    assert partial is not None
    found = []
    for year in sorted({moment.year + step for moment in moments for step in (-1, 0, 1)}):
        try:
            day = datetime(year, int(partial.group(1)), int(partial.group(2)), 12, tzinfo=UTC)
        except ValueError:  # 29 February, in a year that has none
            continue
        gap = min(abs(day - moment) for moment in moments)
        behind = day >= min(moments)
        if gap <= MATTER_REACH or gap <= (SAME_YEAR if not is_fate else FATE if behind else timedelta(0)):
            found.append((gap, day))
    return min(found)[1] if found else None


def _middle(when: When | None) -> datetime | None:
    bounds = _bounds(when)
    return bounds[0] + (bounds[1] - bounds[0]) / 2 if bounds is not None else None


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
    return _interval(earliest, latest, why)


def _interval(earliest: datetime, latest: datetime, why: str) -> When:
    edtf = f"{earliest.date()}/{latest.date()}"
    return When(earliest=earliest, latest=latest, edtf=edtf, precision="day", basis="inferred", why=why)


def _bounds(when: When | None) -> tuple[datetime, datetime] | None:
    """Both bounds of a time, where both are known."""
    return when.bounds if when is not None else None
