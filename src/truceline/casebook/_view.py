"""Looking into a casebook without reading all of it: what a page of a large casebook needs, and no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, select

from truceline.casebook import _tables as t
from truceline.casebook._decision import Origin
from truceline.casebook._developments import Development, developments
from truceline.casebook._doubts import Doubt, find_doubts
from truceline.casebook._load import (
    load_actors,
    load_anomalies,
    load_articles,
    load_ceasefires,
    load_claims,
    load_groups,
)
from truceline.casebook._log import load_decisions, sources_of
from truceline.casebook._overlay import Standing, laid_over, located, standing
from truceline.casebook._said import Asked, Said, find_said, published, said_in, speakers, stamp
from truceline.casebook._search import Hit, find_words
from truceline.casebook._write import revision_of
from truceline.model import Actor, Anomaly, Article, Ceasefire, Claim, Failure, Finding, StatementGroup, When

__all__ = ["Counts", "Head", "News", "Outline", "View"]

OUTLINED = ("status", "effective", "ends", "declared", "parties")
"""The fields whose preferred values an outline holds."""


@dataclass(frozen=True)
class Head:
    """What is said about an article above its text."""

    id: str
    uri: str
    title: str | None
    outlet: str | None
    published: When | None
    translated_from: str | None
    copies_of: str | None


@dataclass(frozen=True)
class Outline:
    """A ceasefire in a list: its preferred values, what is disputed, and which reports tell of it.

    `articles` are the ids of its reports. `sources` counts them, a report and its copies as one. `slips`
    counts what looks wrong in them. `told` are the first and last time that one of them was published.
    """

    id: str
    label: str
    conflict: str | None
    preferred: dict[str, tuple[Finding, ...]]
    disputed: tuple[str, ...]
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    sources: int
    slips: int
    told: tuple[datetime | None, datetime | None]


@dataclass(frozen=True)
class News:
    """How many reports since a day tell of a ceasefire, and on which fields they say what none before did."""

    reports: int
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Counts:
    """How much a casebook holds, and which version of truceline read it last."""

    articles: int
    ceasefires: int
    statements: int
    failures: int
    truceline: str


class View:
    """One look into a casebook: everything in it is of the same moment. From `Casebook.look`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def revision(self) -> tuple[int, int]:
        """How often the casebook has been written to, and how many decisions there are in its log."""
        decisions = self._connection.execute(select(func.count()).select_from(t.decisions)).scalar()
        return revision_of(self._connection), int(decisions or 0)

    def decisions(
        self, before: Sequence[Standing] = (), sources: Mapping[str, Origin] | None = None
    ) -> list[Standing]:
        """The log of decisions, and how each stands.

        Args:
            before: how the first entries of the log stood when it ended with them, nothing having been read
                since; only what later entries bear on is then looked at again.
            sources: what `sources` gives, where that is known.
        """
        log = load_decisions(self._connection)
        touched = {entry.ceasefire for entry in log[len(before) :]}
        kept = [one for one in before if one.decision.ceasefire not in touched]
        rest = [entry for entry in log if entry.ceasefire in touched]
        if not rest:
            return kept
        sources = self.sources() if sources is None else sources
        named = load_ceasefires(self._connection, sorted(touched))
        by_id = {one.id: one for one in named}
        if not all(located(entry, by_id, sources) == entry.ceasefire for entry in rest):
            named = load_ceasefires(self._connection)
        return sorted([*kept, *standing(rest, named, sources.items())], key=lambda one: one.decision.number)

    def sources(self) -> dict[str, Origin]:
        """Where each article comes from, by its id."""
        return sources_of(self._connection)

    def doubts(self) -> list[Doubt]:
        """Values that a person should look at, the most urgent first; what was decided is not left out."""
        return find_doubts(self._connection)

    def counts(self) -> Counts:
        """How much there is."""

        def count(table: Any) -> int:
            return int(self._connection.execute(select(func.count()).select_from(table)).scalar() or 0)

        version = self._connection.execute(select(t.about.c.value).where(t.about.c.name == "truceline"))
        return Counts(
            articles=count(t.articles),
            ceasefires=count(t.ceasefires),
            statements=count(t.statements),
            failures=count(t.failures),
            truceline=version.scalar() or "",
        )

    def outlines(self) -> dict[str, Outline]:
        """All ceasefires as they were read, by id, in the order in which they were first kept."""
        parts = _OutlineParts(self._connection)
        rows = self._connection.execute(select(t.ceasefires).order_by(t.ceasefires.c.seq))
        return {row.id: parts.outline(row) for row in rows}

    def redrawn(self, outlines: Mapping[str, Outline], decided: Sequence[Standing]) -> dict[str, Outline]:
        """Those of some outlines that change by what was `decided` on their ceasefires."""
        names = sorted({one.ceasefire for one in decided if one.holds and one.ceasefire} & outlines.keys())
        changed = {}
        for ceasefire in laid_over(load_ceasefires(self._connection, names), decided):
            fields = ceasefire.fields.items()
            held = {n: tuple(f for f in found if f.preferred) for n, found in fields if n in OUTLINED}
            disputed = tuple(n for n, found in fields if any(f.state == "disputed" for f in found))
            changed[ceasefire.id] = replace(outlines[ceasefire.id], preferred=held, disputed=disputed)
        return changed

    def ceasefire(self, name: str, decided: Sequence[Standing] = ()) -> Ceasefire | None:
        """The ceasefire with this id, with what was `decided` on it."""
        return next(iter(laid_over(load_ceasefires(self._connection, name), decided)), None)

    def claims_of(self, ceasefire: str) -> tuple[Claim, ...]:
        """What reports say of a ceasefire."""
        return load_claims(self._connection, [ceasefire], by="ceasefire")

    def shares_reports(self, ceasefire: str) -> bool:
        """Whether a report on a ceasefire tells of others too."""
        own, other = t.ceasefire_articles.alias("own"), t.ceasefire_articles.alias("other")
        both = (other.c.article == own.c.article, other.c.ceasefire != own.c.ceasefire)
        query = select(own.c.n).join(other, and_(*both)).where(own.c.ceasefire == ceasefire).limit(1)
        return self._connection.execute(query).first() is not None

    def claims_in(self, article: str) -> tuple[Claim, ...]:
        """What a report says of any ceasefire."""
        return load_claims(self._connection, [article], by="article")

    def articles(self, ids: Iterable[str]) -> tuple[Article, ...]:
        """Articles with everything marked in them."""
        return load_articles(self._connection, list(ids))

    def article(self, name: str) -> Article | None:
        """The article with this id."""
        return next(iter(self.articles([name])), None)

    def heads(self, ids: Iterable[str]) -> dict[str, Head]:
        """What stands above the text of articles, by id."""
        wanted = list(ids)
        rows = self._connection.execute(_HEADS.where(t.articles.c.id.in_(wanted)))
        found = {row.id: Head(*row) for row in rows}
        return {name: found[name] for name in wanted if name in found}

    def newest(self, limit: int, offset: int = 0, outlet: str = "") -> list[Head]:
        """The articles that were published last, those without a date at the end."""
        query = _HEADS.order_by(PUBLISHED.desc().nulls_last(), t.articles.c.seq).limit(limit).offset(offset)
        if outlet:
            query = query.where(t.articles.c.outlet == outlet)
        return [Head(*row) for row in self._connection.execute(query)]

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """The texts of articles, by id."""
        query = select(t.articles.c.id, t.articles.c.text).where(t.articles.c.id.in_(set(ids)))
        return {row.id: row.text for row in self._connection.execute(query)}

    def slips(self, ids: Iterable[str]) -> list[tuple[str, Anomaly]]:
        """What looks wrong in articles: their ids, each with one slip."""
        return load_anomalies(self._connection, list(ids))

    def new_since(self, ceasefire: str, since: datetime) -> News:
        """What reports that were published since an instant add to a ceasefire."""
        own, f, fc, c = t.ceasefire_articles.c, t.findings.c, t.finding_claims.c, t.claims.c
        reports = (
            select(func.count())
            .join(t.articles, t.articles.c.id == own.article)
            .where(own.ceasefire == ceasefire, stamp(since) <= PUBLISHED)
        )
        fields = (
            select(f.field)
            .join(
                t.finding_claims,
                and_(fc.ceasefire == f.ceasefire, fc.field == f.field, fc.finding == f.n),
            )
            .join(t.claims, c.id == fc.claim)
            .join(t.articles, t.articles.c.id == c.article)
            .where(f.ceasefire == ceasefire, fc.side == "support")
            .group_by(f.field, f.n)
            .having(func.min(func.coalesce(PUBLISHED, "")) >= stamp(since))
            .order_by(f.field, f.n)
        )
        count = self._connection.execute(reports).scalar() or 0
        return News(count, tuple(dict.fromkeys(self._connection.execute(fields).scalars())))

    def developments(self, since: datetime, ceasefire: str | None = None) -> list[Development]:
        """What changed in the records since an instant, by when it was kept; of all or of one."""
        return developments(self._connection, since, ceasefire)

    def actors(self, ids: Iterable[str]) -> tuple[Actor, ...]:
        """Actors and those for whom they act."""
        found = load_actors(self._connection, sorted(set(ids)))
        wholes = {a.of for a in found if a.of} - {a.id for a in found}
        return found + (load_actors(self._connection, sorted(wholes)) if wholes else ())

    def statements(self, asked: Asked, limit: int, offset: int = 0) -> list[Said]:
        """Statements that fit, the last published first; of those that say the same only the first."""
        return find_said(self._connection, asked, limit, offset)

    def said(self, ids: Iterable[str]) -> list[Said]:
        """Statements by their ids, in that order."""
        return said_in(self._connection, ids)

    def speakers(self, limit: int) -> list[tuple[str, str, int]]:
        """Who speaks most: id, name, and how many statements."""
        return speakers(self._connection, limit)

    def groups(self, ids: Iterable[str]) -> tuple[StatementGroup, ...]:
        """Groups of statements that say the same."""
        return load_groups(self._connection, sorted(set(ids)))

    def outlets(self) -> list[tuple[str, int]]:
        """Who published the articles, the busiest first."""
        count = func.count()
        query = select(t.articles.c.outlet, count).where(t.articles.c.outlet.is_not(None))
        rows = self._connection.execute(
            query.group_by(t.articles.c.outlet).order_by(count.desc(), t.articles.c.outlet)
        )
        return [(row[0], row[1]) for row in rows]

    def search(self, query: str, limit: int) -> list[Hit]:
        """As `Casebook.search`."""
        return find_words(self._connection, query, limit)

    def failures(self, limit: int = 500) -> tuple[Failure, ...]:
        """Documents that were set aside, at most `limit`."""
        rows = self._connection.execute(select(t.failures).order_by(t.failures.c.seq).limit(limit))
        return tuple(Failure(uri=row.uri, reason=row.reason) for row in rows)


PUBLISHED = published(t.articles)
_HEADS = select(
    t.articles.c.id,
    t.articles.c.uri,
    t.articles.c.title,
    t.articles.c.outlet,
    t.articles.c.published,
    t.articles.c.translated_from,
    t.articles.c.copies_of,
)


class _OutlineParts:
    """What outlines are made of, read in a few passes over whole tables."""

    def __init__(self, connection: Connection) -> None:
        f = t.findings.c
        self._preferred: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
        wanted = select(f.ceasefire, f.field, f.value, f.state, f.why, f.stance, f.by, f.dated, f.review)
        chosen = wanted.where(f.preferred == 1, f.field.in_(OUTLINED)).order_by(f.n)
        for row in connection.execute(chosen):
            self._preferred[row.ceasefire][row.field].append(_finding(row))
        disputed = (
            select(f.ceasefire, f.field)
            .where(f.state == "disputed")
            .distinct()
            .order_by(f.ceasefire, f.field)
        )
        self._disputed = _by_first(connection.execute(disputed))
        own = t.ceasefire_articles.c
        self._articles = _by_first(connection.execute(select(own.ceasefire, own.article).order_by(own.n)))
        wrong = select(t.anomalies.c.article, func.count()).group_by(t.anomalies.c.article)
        self._slips: dict[str, int] = {row[0]: row[1] for row in connection.execute(wrong)}
        a = t.articles.c
        about = select(a.id, a.outlet, a.copies_of, PUBLISHED.label("at")).where(
            a.id.in_(select(own.article).distinct())
        )
        self._about = {row.id: row for row in connection.execute(about)}

    def outline(self, row: Any) -> Outline:
        articles = [self._about[a] for a in self._articles.get(row.id, ()) if a in self._about]
        dates = sorted(datetime.fromisoformat(a.at) for a in articles if a.at)
        return Outline(
            id=row.id,
            label=row.label,
            conflict=row.conflict,
            preferred={name: tuple(found) for name, found in self._preferred.get(row.id, {}).items()},
            disputed=tuple(self._disputed.get(row.id, ())),
            articles=tuple(a.id for a in articles),
            outlets=tuple(dict.fromkeys(a.outlet for a in articles if a.outlet)),
            sources=len({a.copies_of or a.id for a in articles}),
            slips=sum(self._slips.get(a.id, 0) for a in articles),
            told=(dates[0], dates[-1]) if dates else (None, None),
        )


def _finding(row: Any) -> Finding:
    return Finding(
        value=row.value, state=row.state, preferred=True, why=row.why, support=(), stance=row.stance,
        by=row.by, when=row.dated, review=row.review,
    )  # fmt: skip


def _by_first(rows: Iterable[Sequence[Any]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for first, second in rows:
        found[first].append(second)
    return found
