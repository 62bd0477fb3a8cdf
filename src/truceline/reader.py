"""The whole line of work: sources to a `Reading`.

Stages: (1) sources into articles; (2) copies of one story marked; (3) parse; (4) actors, and the place of the
conflict; (5) times and publication; (6) statements; (7) the same statement across reports; (8) undated ones
dated by the dated ones that carry the same statement, and read again; (9) claims; (10) ceasefires.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from truceline import actors as actors_room
from truceline import claims as claims_room
from truceline import records, sources, times
from truceline._report import Report, undated
from truceline._siblings import date_by_siblings
from truceline.actors import Cast
from truceline.language import Parsed, parse
from truceline.model import Actor, Anomaly, Article, Claim, Failure, Reading, Statement

__all__ = ["join", "read", "read_articles", "read_found"]

OWN_PARTS = frozenset({"body", "headline", "subhead", "caption"})
"""Roles of the text that is a report's own: not its page, its related links or its readers' comments."""
CLEAR = 0.75
"""Weight from which a place counts as that of the conflict: the home of one group that is named."""
SURE = 3.0
"""Weight from which "local time" is that of the place whatever a second clock says: one mention beside a
word for the war, or the homes of four groups."""


def read(
    paths: Iterable[str | Path], *, published: str | None = None, outlet: str | None = None,
    columns: Mapping[str, str] | None = None, stdin: BinaryIO | None = None,
    progress: Callable[[int, str], None] | None = None,
) -> Reading:  # fmt: skip
    """Read sources into a record.

    Args:
        paths: files, folders, globs, or "-" for standard input.
        published: when the text was published, if the user knows it (a date or an ISO instant).
        outlet: who published it, if the user knows it.
        columns: which column of tables and key of JSON lines holds what (`{"text": "body_en"}`).
        stdin: where "-" reads from.
        progress: called with the number of documents read so far and the address of the last.

    Returns:
        Everything that was read; documents that could not be read stand in `failures`.

    Raises:
        UsageError: the call does not fit (no paths, a date that is none).
        ModelError: the language pipeline cannot be loaded.
    """
    found = sources.load(paths, published=published, outlet=outlet, columns=columns, stdin=stdin)
    return read_found(found, progress=progress)


def read_found(
    found: Iterable[Article | Failure], *, progress: Callable[[int, str], None] | None = None
) -> Reading:
    """Read what `truceline.sources` gave into a record.

    Args:
        found: articles and failures, as `sources.load` and `sources.gather` yield them.
        progress: called with the number of documents read so far and the address of the last.
    """
    articles: list[Article] = []
    failures: list[Failure] = []
    for number, item in enumerate(found, start=1):
        if isinstance(item, Failure):
            failures.append(item)
        else:
            articles.append(item)
        if progress is not None:
            progress(number, item.uri if isinstance(item, Failure) else item.source.uri)
    reading = read_articles(_distinct(articles))
    return msgspec.structs.replace(reading, failures=tuple(failures))


def read_articles(articles: Sequence[Article]) -> Reading:
    """Read articles whose parts are marked into a record.

    Args:
        articles: from `truceline.sources`, each id once.

    Returns:
        The reading, without failures.
    """
    from truceline import __version__  # noqa: PLC0415 - the package's front imports this module lazily

    articles = sources.mark_copies(articles)
    reports = [_report(article, parsed) for article, parsed in zip(articles, parse(articles), strict=True)]
    reports = [report.dated().spoken() for report in reports]
    everyone, renamed = actors_room.merge([r.cast for r in reports])
    names = {r.article.id: _names(r, renamed) for r in reports}
    groups = records.group_statements([r.article for r in reports])
    reports, groups = date_by_siblings(reports, groups, names)
    by_id = {a.id: a for a in everyone}
    claims: list[Claim] = []
    places: dict[str, dict[str, float]] = {}
    slips: dict[str, tuple[Anomaly, ...]] = {}
    for report in reports:
        found = claims_room.read(report.parsed, report.article, report.cast)
        claims += [_renamed(c, renamed) for c in found]
        slips[report.article.id] = claims_room.conflicts(report.article, report.cast, found)
        weights = claims_room.places(report.article, report.cast, found)
        places[report.article.id] = {renamed.get(name, name): value for name, value in weights.items()}
    read_out = [r.article for r in reports]
    ceasefires, bound = records.reconcile(
        read_out, claims, actors=by_id, groups=groups, places=places, names=names
    )
    finished = [_finished(r, renamed, slips[r.article.id]) for r in reports]
    used = _used(finished, bound, by_id)
    return Reading(
        truceline=__version__,
        articles=tuple(finished),
        actors=tuple(a for a in everyone if a.id in used),
        claims=bound,
        ceasefires=ceasefires,
        statement_groups=groups,
    )


def join(reading: Reading, earlier: Reading) -> Reading:
    """Reconcile a new reading with an earlier one.

    The reports of both are read together, since the date, the speakers and the ceasefires of one report are
    decided with the help of the others. So reports that come one by one end as if they had been read at once.
    The work grows with all reports of both.

    Args:
        reading: what was read now.
        earlier: what was read before; a report that is in both is taken from `reading`.

    Returns:
        Everything that both hold, with the failures of `reading`.
    """
    newer = {article.id: article for article in reading.articles}
    kept = [newer.pop(article.id, article) for article in earlier.articles]
    joined = read_articles([undated(article) for article in (*kept, *newer.values())])
    return msgspec.structs.replace(joined, failures=reading.failures)


def _report(article: Article, parsed: Parsed) -> Report:
    """A report with its actors, as they were known when it was published, and the place of its conflict."""
    published = times.date_article(article).published
    cast = actors_room.find(parsed, at=published)
    place, sure = _where(article, cast)
    return Report(article, parsed, cast, place, sure)


def _where(article: Article, cast: Cast) -> tuple[str | None, bool]:
    """The name of the state or place of the conflict, where one is named clearly enough, and whether that is
    sure."""
    found = claims_room.places(article, cast, ())
    best = max(found, key=lambda name: (found[name], name), default=None)
    if best is None or found[best] < CLEAR:
        return None, False
    actor = cast.actors.get(best) or actors_room.lookup(best)
    return (actor.name if actor is not None else None), found[best] >= SURE


def _distinct(articles: Iterable[Article]) -> list[Article]:
    """Each article once: the same text read from two places is the same report."""
    kept: dict[str, Article] = {}
    for article in articles:
        kept.setdefault(article.id, article)
    return list(kept.values())


def _names(report: Report, renamed: Mapping[str, str]) -> frozenset[str]:
    """The actors that a report's own text names."""
    return frozenset(
        renamed.get(m.actor, m.actor)
        for m in report.cast.mentions
        if m.kind != "outlet" and report.article.role_at(m.start) in OWN_PARTS
    )


def _renamed(claim: Claim, renamed: Mapping[str, str]) -> Claim:
    """A claim with its actors under the ids that they have across the reports."""
    value = renamed.get(claim.value, claim.value) if isinstance(claim.value, str) else claim.value
    return msgspec.structs.replace(
        claim, value=value, by=_all_renamed(claim.by, renamed), chain=_all_renamed(claim.chain, renamed)
    )


def _all_renamed(ids: tuple[str, ...], renamed: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(renamed.get(name, name) for name in ids)


def _finished(report: Report, renamed: Mapping[str, str], slips: tuple[Anomaly, ...]) -> Article:
    """The article with the anomalies of its names and claims, and its speakers under their common ids."""
    article = report.article
    said = tuple(_statement_renamed(s, renamed) for s in article.statements)
    anomalies = article.anomalies + report.cast.anomalies + slips
    return msgspec.structs.replace(article, statements=said, anomalies=anomalies)


def _statement_renamed(statement: Statement, renamed: Mapping[str, str]) -> Statement:
    def one(name: str | None) -> str | None:
        return renamed.get(name, name) if name else None

    speaker = statement.speaker
    if speaker is not None and speaker.actor:
        speaker = msgspec.structs.replace(speaker, actor=one(speaker.actor))
    return msgspec.structs.replace(
        statement,
        actor=one(statement.actor),
        speaker=speaker,
        chain=_all_renamed(statement.chain, renamed),
        addressee=one(statement.addressee),
    )


def _used(articles: Iterable[Article], claims: Iterable[Claim], actors: Mapping[str, Actor]) -> set[str]:
    """The actors that anything refers to, with those to whom they belong."""
    found: set[str] = set()
    for statement in (s for article in articles for s in article.statements):
        found.update(filter(None, (statement.actor, statement.addressee, *statement.chain)))
    for claim in claims:
        found.update(claim.by, claim.chain, {claim.value} if isinstance(claim.value, str) else ())
    pending = list(found)
    while pending:
        actor = actors.get(pending.pop())
        if actor is not None and actor.of and actor.of not in found:
            found.add(actor.of)
            pending.append(actor.of)
    return found
