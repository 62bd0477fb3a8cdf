"""When an article was published: an interval with what it rests on.

An article dates itself by what is known of it (metadata), by the date line of the page, by its dateline. The
clock of the page when it was saved is an upper bound only, the date of a photograph a lower one. Where it
does not date itself, its own text bounds it: it was written after the latest past date it mentions, before
the earliest future one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import msgspec

from truceline.model import Anomaly, Article, Basis, Evidence, TimeExpression, When
from truceline.times._direction import AHEAD, BACK
from truceline.times._engine import Traced, trace
from truceline.times._openings import (
    SAVED,
    Dating,
    dateline_zone,
    finest,
    names_day,
    opening_dates,
    sent_date,
    with_basis,
)

__all__ = ["Dating", "date_article", "dates_in", "in_year"]

TOO_LONG_AGO = timedelta(days=400)


def date_article(article: Article, *, near: When | None = None) -> Article:
    """The article with `published` set, and anomalies where its dates contradict each other.

    Args:
        article: with its segments marked.
        near: when reports of the same matter were published: it chooses the year of a date without one, and
            bounds an
            article that does not date itself.

    Returns:
        A copy. `published` is None if nothing at all bounds it; a year that nothing decides stays undecided
        (`edtf` "XXXX-02-24", bounds None).
    """
    own = _consistent(article, _own_dates(article, near))
    bounds = _Bounds.of(article, own[0].when if own else None)
    if own:
        published: When | None = _decided(own, bounds, near)
    else:
        published = bounds.as_when(near)
    anomalies = [*article.anomalies, *_conflicts(article, own, published, bounds)]
    return msgspec.structs.replace(article, published=published, anomalies=tuple(anomalies))


# ---------------------------------------------------------------------- what the article says of itself

_ORIGINS: tuple[tuple[str, Basis, str], ...] = (
    ("user", "stated", "given by the user"),
    ("file", "page", "given by the file it came in"),
    ("page", "page", "given by the page's markup"),
)


def _own_dates(article: Article, near: When | None) -> list[Dating]:
    """Dates of publication that the article carries, the most trusted first."""
    found: list[Dating] = []
    for origin, basis, why in _ORIGINS:
        for item in article.metadata:
            if item.name == "published" and item.origin == origin:
                best = finest(trace(item.value, anchor=near))
                if best is not None and best.expression.when is not None:
                    found.append(Dating(with_basis(best.expression.when, basis, why), None, origin))
    closed = sent_date(article)
    written = dates_in(article, "published", "page", "the date line of the page", near)
    written += dates_in(article, "dateline", "dateline", "the dateline", near)
    found += closed
    found += [d for d in written if not any(_within(d, other) for other in closed)]
    if not found:
        found += opening_dates(article)
    return sorted(found, key=lambda d: d.source in {"dateline"})


def _within(one: Dating, other: Dating) -> bool:
    """Whether a date stands in the words of another."""
    return (
        one.expression is not None
        and other.expression is not None
        and one.expression.overlaps(other.expression)
    )


def dates_in(article: Article, role: str, basis: Basis, why: str, near: When | None) -> list[Dating]:
    """The dates that the segments of a role name."""
    spans = [(s.start, s.end) for s in article.segments if s.role == role]
    if not spans:
        return []
    zone = dateline_zone(article)
    found = []
    for span in spans:
        best = finest(
            [
                item
                for item in trace(article.text, anchor=None, place=zone, spans=[span])
                if role == "crawl_date"
                or not SAVED.search(article.text[max(0, item.expression.start - 40) : item.expression.start])
            ]
        )
        if best is not None and best.expression.when is not None:
            when, weekday = with_basis(best.expression.when, basis, why), best.resolved.found.slots.weekday
            found.append(Dating(when, best.expression, role, weekday))
    return found


def _consistent(article: Article, own: list[Dating]) -> list[Dating]:
    """The dates with the one first under which the weekdays in the text agree best with their dates; a date
    that the user gave stays first.
    """
    if len(own) < 2 or own[0].source == "user" or len({d.when.edtf[:10] for d in own}) < 2:
        return own
    slips = {id(d): _weekday_slips(article, d.when) for d in own if d.when.earliest is not None}
    return sorted(own, key=lambda d: slips.get(id(d), 0) if slips else 0)


def _weekday_slips(article: Article, written: When) -> int:
    """How many weekdays stand beside a date of another weekday if the article was written then."""
    found = 0
    for item in _body(article, written):
        slots, extent = item.resolved.found.slots, item.resolved.extent
        at = item.resolved.written_day or (extent.first_day if extent is not None else None)
        if (
            slots.weekday
            and slots.month
            and slots.day
            and at is not None
            and at.isoweekday() != slots.weekday
        ):
            found += 1
    return found


# ---------------------------------------------------------------------- what bounds it


@dataclass(frozen=True)
class _Bound:
    """A moment before or after which it was written, the local day of that moment, and the words that say
    so.
    """

    moment: datetime
    day: str
    by: TimeExpression | None


@dataclass(frozen=True)
class _Bounds:
    """Not before `after`, not after `before`.

    `years` are those that the text names, `months` the days, or beginnings of months, that it names with
    their years, and whether they are past, `weekday` (1 is Monday) the first one that it reports from,
    `pairs` the days without a year that it gives with their weekday (month, day, weekday).
    """

    after: _Bound | None
    before: _Bound | None
    crawled: Dating | None
    years: tuple[int, ...]
    months: tuple[tuple[date, bool], ...] = ()
    weekday: int | None = None
    pairs: tuple[tuple[int, int, int], ...] = ()

    @classmethod
    def of(cls, article: Article, own: When | None) -> _Bounds:
        """From the page's clock, the captions and the text itself."""
        crawled = next(
            iter(dates_in(article, "crawl_date", "page", "the clock of the saved page", None)), None
        )
        captions = dates_in(article, "caption", "page", "the date of a photograph", None)
        lower = [_first(d.when, d.expression) for d in captions]
        upper = [_last(crawled.when, crawled.expression)] if crawled is not None else []
        years = []
        months: list[tuple[date, bool]] = []
        weekday: int | None = None
        pairs = []
        for item in _body(article, own):
            slots = item.resolved.found.slots
            if slots.weekday and slots.month and slots.day and slots.year is None:
                pairs.append((slots.month, slots.day, slots.weekday))
            if slots.year is not None:
                years.append(slots.year)
                named = _date_in(slots.year, slots.month, slots.day or 1) if slots.month else None
                months += [(named, item.resolved.ahead == BACK)] if named is not None else []
            elif weekday is None and slots.weekday and slots.month is None and item.resolved.ahead == BACK:
                weekday = slots.weekday
            if item.expression.when is None or not names_day(item):
                continue
            if item.resolved.ahead == BACK:
                lower.append(_first(item.expression.when, item.expression))
            elif item.resolved.ahead == AHEAD:
                upper.append(_until(item.expression.when, item.expression))
        after = max((b for b in lower if b is not None), key=lambda b: b.moment, default=None)
        ceilings = [b for b in upper if b is not None and (after is None or b.moment >= after.moment)]
        before = min(ceilings, key=lambda b: b.moment, default=None)
        return cls(after, before, crawled, tuple(years), tuple(months), weekday, tuple(pairs))

    def as_when(self, near: When | None) -> When | None:
        """The interval of an article that does not date itself."""
        after, before, why = self.after, self.before, "bounded by the dates in its text and around it"
        if near is not None:
            start = max(filter(None, (after, _first(near, None))), key=lambda b: b.moment, default=None)
            end = min(filter(None, (before, _last(near, None))), key=lambda b: b.moment, default=None)
            if start is None or end is None or start.moment <= end.moment:
                after, before, why = start, end, "bounded by its own dates and by reports of the same matter"
        if after is None and before is None:
            return None
        return When(
            earliest=after.moment if after else None,
            latest=before.moment if before else None,
            edtf=f"{after.day if after else '..'}/{before.day if before else '..'}",
            zone=None,
            precision="day",
            basis="inferred",
            why=why,
        )


def _body(article: Article, own: When | None) -> list[Traced]:
    """The expressions of the running text."""
    spans = [(s.start, s.end) for s in article.segments if s.role in {"body", "headline", "subhead"}]
    return trace(article.text, anchor=own, spans=(spans or None) if article.segments else None)


def _first(when: When, by: TimeExpression | None) -> _Bound | None:
    """The beginning of a time as a lower bound."""
    return _Bound(when.earliest, when.edtf.split("/")[0][:10], by) if when.earliest else None


def _last(when: When, by: TimeExpression | None) -> _Bound | None:
    """The end of a time as an upper bound."""
    return _Bound(when.latest, when.edtf.split("/")[-1][:10], by) if when.latest else None


def _until(when: When, by: TimeExpression | None) -> _Bound | None:
    """The beginning of a time ahead as an upper bound: the day before a day, the day itself for a clock on
    it.
    """
    chosen = when.readings[0] if when.readings else when
    text = chosen.edtf.split("/")[0].rstrip("~")
    if when.earliest is None or not text[:4].isdigit() or len(text) < 10:
        return None
    local = datetime.fromisoformat(text[:19]) - timedelta(seconds=1)
    return _Bound(when.earliest, local.date().isoformat(), by)


# ---------------------------------------------------------------------- deciding


def _decided(own: list[Dating], bounds: _Bounds, near: When | None) -> When:
    """The most trusted date; its year from the page, the text or sibling reports if it names none."""
    first = own[0].when
    if first.earliest is not None:
        return first
    if not first.edtf.startswith("XXXX-"):
        return first
    for year, why in _years(own, bounds, near):
        dated = in_year(own[0], year, why)
        if dated is not None:
            return dated
    return first


def _years(own: list[Dating], bounds: _Bounds, near: When | None) -> list[tuple[int, str]]:
    years: list[tuple[int, str]] = []
    for other in own[1:]:
        if other.when.earliest is not None:
            years.append((other.when.earliest.year, f"the year is that of {other.source}"))
    crawled = bounds.crawled.when if bounds.crawled else None
    if crawled is not None and crawled.earliest is not None and crawled.edtf[5:10] == own[0].when.edtf[5:10]:
        years.append((int(crawled.edtf[:4]), "the year is that of the page's own date"))
    if near is not None and near.earliest is not None and near.latest is not None:
        middle = near.earliest + (near.latest - near.earliest) / 2
        month, day = int(own[0].when.edtf[5:7]), int(own[0].when.edtf[8:10])
        candidates = [middle.year - 1, middle.year, middle.year + 1]
        best = min(candidates, key=lambda y: abs(datetime(y, month, min(day, 28), tzinfo=UTC) - middle))
        years.append((best, "the year is that of reports of the same matter"))
    found = _year_in_text(own[0], bounds)
    if found is not None:
        years.append((found[0], f"the year is {found[1]}"))
    return years


LATER = 6
"""How many years after the last that a text names its dateline's weekday may pick one of them."""
SOON = 3
"""The same for the weekday of which the text reports, after the last month that the text names."""
CLOSE = timedelta(days=120)
"""How far from the day of publication a date in the text lies that is taken for one of the same year."""


def _year_in_text(own: Dating, bounds: _Bounds) -> tuple[int, str] | None:
    """The year that a text gives the date of its dateline, and why; None where nothing does.

    A date in the text with a month and a year, close to that day, has its year. Else a weekday picks the
    first year that fits it: that of the dateline, and those beside days in the text ("Saturday, 29 March"),
    from the last year that the text names on; that of which the text reports, from the last month that it
    names on. A bare year alone is no more than a bound: most that a report names lie behind it.
    """
    month, day = int(own.when.edtf[5:7]), int(own.when.edtf[8:10])

    def days(first: int, last: int) -> list[date]:
        found = (_date_in(year, month, day) for year in range(first, last + 1))
        return [at for at in found if at is not None and _fits(at, bounds)]

    close = [
        (abs(at - named), at)
        for named, past in bounds.months
        for at in days(named.year - 1, named.year + 1)
        if at >= named or not past
    ]
    gap, at = min(close, default=(CLOSE, None))
    if at is not None and gap < CLOSE:
        return at.year, "that of the dates in the text"
    told: list[date] = []
    if (own.weekday is not None or bounds.pairs) and bounds.years:
        last = max(bounds.years)
        told = [at for at in days(last, last + LATER) if own.weekday in {None, at.isoweekday()}]
        told = [at for at in told if all(_near(at, *pair) for pair in bounds.pairs)]
    elif own.weekday is None and bounds.weekday is not None and bounds.months:
        latest, _ = max(bounds.months)
        after = [at for at in days(latest.year, latest.year + SOON + 1) if at > latest][:SOON]
        told = [at for at in after if at.isoweekday() == bounds.weekday]
    return (told[0].year, "the first in which the weekday fits") if told else None


def _fits(at: date, bounds: _Bounds) -> bool:
    """Whether a report may be of a day, by the dates that its text puts behind and ahead of itself."""
    slack = timedelta(days=2)
    behind = bounds.after is None or bounds.after.moment.date() <= at + slack
    ahead = bounds.before is None or at - slack <= bounds.before.moment.date()
    return behind and ahead


def _near(at: date, month: int, day: int, weekday: int) -> bool:
    """Whether a day of the year is of a weekday where it lies nearest to a date."""
    days = filter(None, (_date_in(year, month, day) for year in range(at.year - 1, at.year + 2)))
    nearest = min(days, key=lambda one: abs(one - at), default=None)
    return nearest is not None and nearest.isoweekday() == weekday


def _date_in(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 29 February, in a year that has none
        return None


def in_year(dating: Dating, year: int, why: str) -> When | None:
    """The date of `dating` in a year."""
    text = dating.words or (dating.expression.text if dating.expression is not None else "")
    month, day = int(dating.when.edtf[5:7]), int(dating.when.edtf[8:10])
    try:
        anchor = date(year, month, day)
    except ValueError:
        return None
    best = finest(trace(text, anchor=anchor, place=dating.when.zone))
    if best is None or best.expression.when is None or best.expression.when.earliest is None:
        return None
    return msgspec.structs.replace(
        best.expression.when, basis=dating.when.basis, why=f"{dating.when.why}; {why}"
    )


# ---------------------------------------------------------------------- what contradicts it


def _conflicts(article: Article, own: list[Dating], published: When | None, bounds: _Bounds) -> list[Anomaly]:
    """The page's date against the text's bounds, and against the other dates that the article carries."""
    found: list[Anomaly] = []
    if published is None or published.earliest is None or published.latest is None:
        return found
    if bounds.crawled is not None and not own and bounds.crawled.expression is not None:
        crawl = bounds.crawled
        if crawl.expression is not None and crawl.when.earliest and published.latest < crawl.when.earliest:
            gap = (crawl.when.earliest - published.latest).days
            message = (
                f"the page's clock says {crawl.when.edtf[:10]}, {gap} days after the latest day that the "
                f"report can be from ({published.edtf}): it is when the page was saved, not when the report "
                "was published"
            )
            found.append(_anomaly(article, message, [crawl.expression], published))
    for other in own[1:]:
        when = other.when
        if (
            when.earliest is None
            or when.latest is None
            or other.expression is None
            or own[0].source == other.source
        ):
            continue
        if when.latest < published.earliest - timedelta(
            days=1
        ) or when.earliest > published.latest + timedelta(days=1):
            message = (
                f"the {other.source} says {when.edtf}, but it was published {published.edtf} "
                f"({own[0].when.why}); "
                "the latter is kept"
            )
            found.append(_anomaly(article, message, [other.expression], published))
    return found


def _anomaly(article: Article, message: str, expressions: list[TimeExpression], suggestion: When) -> Anomaly:
    evidence = tuple(Evidence(article=article.id, start=e.start, end=e.end, text=e.text) for e in expressions)
    return Anomaly(kind="date_conflict", message=message, evidence=evidence, suggestion=suggestion)
