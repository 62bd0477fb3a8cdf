"""The whole line of work: sources to a `Reading`.

Stages: (1) sources into articles; (2) parse; (3) times and publication; (4) actors; (5) statements; (6) the same
statement across reports; (7) undated reports dated by the dated ones that carry the same statement, and read again;
(8) claims; (9) ceasefires.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from truceline import actors as actors_room
from truceline import claims as claims_room
from truceline import records, sources, statements, times
from truceline.language import Parsed, parse
from truceline.model import Actor, Article, Ceasefire, Claim, Failure, Reading, StatementGroup, When

if TYPE_CHECKING:
    from truceline.actors import Cast

__all__ = ["join", "read", "read_articles"]

WIDE = timedelta(days=20)
"""A publication interval wider than this says too little to resolve "Monday"; sibling reports may narrow it."""
SIBLING_REACH = timedelta(hours=12)
"""Reports of the same remark are published within about this time of each other."""
MATTER_REACH = timedelta(days=9)
"""Reports on the same matter that name the same actors are taken to be at most this far apart."""
SAME_MATTER = 0.5
"""Share of actors in common from which two reports count as on the same matter."""


def read(
    paths: Iterable[str | Path], *, published: str | None = None, outlet: str | None = None,
    stdin: BinaryIO | None = None, progress: Callable[[int, str], None] | None = None,
) -> Reading:  # fmt: skip
    """Read sources into a record.

    Args:
        paths: files, folders, globs, or "-" for standard input.
        published: when the text was published, if the user knows it (a date or an ISO instant).
        outlet: who published it, if the user knows it.
        stdin: where "-" reads from.
        progress: called with the number of documents read so far and the address of the last.

    Returns:
        Everything that was read; documents that could not be read stand in `failures`.

    Raises:
        UsageError: the call does not fit (no paths, a date that is none).
        ModelError: the language pipeline cannot be loaded.
    """
    found: list[Article] = []
    failures: list[Failure] = []
    for number, item in enumerate(sources.load(paths, published=published, outlet=outlet, stdin=stdin), start=1):
        if isinstance(item, Failure):
            failures.append(item)
        else:
            found.append(item)
        if progress is not None:
            progress(number, item.uri if isinstance(item, Failure) else item.source.uri)
    reading = read_articles(_distinct(found))
    return msgspec.structs.replace(reading, failures=tuple(failures))


def read_articles(articles: Sequence[Article]) -> Reading:
    """Read articles whose parts are marked into a record.

    Args:
        articles: from `truceline.sources`, each id once.

    Returns:
        The reading, without failures.
    """
    from truceline import __version__  # noqa: PLC0415 - the package's front imports this module lazily

    parsed = list(parse(articles))
    dated = [times.date_article(article) for article in articles]
    casts = [actors_room.find(p, at=a.published) for p, a in zip(parsed, dated, strict=True)]
    where = [_where(a, k) for a, k in zip(articles, casts, strict=True)]
    dated = [times.read(article, place=place) for article, place in zip(articles, where, strict=True)]
    spoken = _speak(dated, parsed, casts)
    groups = records.group_statements(spoken)
    everyone, renamed = actors_room.merge(casts)
    names = {a.id: _names(a, k, renamed) for a, k in zip(spoken, casts, strict=True)}
    spoken, groups = _date_by_siblings(spoken, parsed, casts, groups, names, where)
    by_id = {a.id: a for a in everyone}
    read_out = [claims_room.read(p, a, k) for a, p, k in zip(spoken, parsed, casts, strict=True)]
    places = {
        a.id: {renamed.get(n, n): v for n, v in claims_room.places(a, k, c).items()}
        for a, k, c in zip(spoken, casts, read_out, strict=True)
    }
    claims = [_renamed(c, renamed) for found in read_out for c in found]
    ceasefires, bound = records.reconcile(spoken, claims, by_id, groups, places, names)
    finished = [_finished(a, k, renamed) for a, k in zip(spoken, casts, strict=True)]
    used = _used(finished, bound, ceasefires, by_id)
    return Reading(
        truceline=__version__, articles=tuple(finished), actors=tuple(a for a in everyone if a.id in used),
        claims=bound, ceasefires=ceasefires, statement_groups=tuple(groups),
    )  # fmt: skip


def join(reading: Reading, earlier: Reading) -> Reading:
    """Reconcile a new reading with an earlier one.

    The reports of both are read together, since the date, the speakers and the ceasefires of one report are decided
    with the help of the others. So reports that come one by one end as if they had been read at once. The work grows
    with all reports of both.

    Args:
        reading: what was read now.
        earlier: what was read before; a report that is in both is taken from `reading`.

    Returns:
        Everything that both hold, with the failures of `reading`.
    """
    newer = {article.id: article for article in reading.articles}
    kept = [newer.pop(article.id, article) for article in earlier.articles]
    joined = read_articles([_undated(article) for article in (*kept, *newer.values())])
    return msgspec.structs.replace(joined, failures=reading.failures)


def _where(article: Article, cast: Cast) -> str | None:
    """The state or place of the conflict, whose clocks an unnamed zone means."""
    found = claims_room.places(article, cast, ())
    best = max(found, key=lambda name: (found[name], name), default=None)
    if best is None or found[best] < 0.75:
        return None
    actor = cast.actors.get(best) or actors_room.lookup(best)
    return actor.name if actor is not None else None


def _distinct(articles: Iterable[Article]) -> list[Article]:
    """Each article once: the same text read from two places is the same report."""
    kept: dict[str, Article] = {}
    for article in articles:
        kept.setdefault(article.id, article)
    return list(kept.values())


def _speak(articles: Sequence[Article], parsed: Sequence[Parsed], casts: Sequence[Cast]) -> list[Article]:
    return [
        msgspec.structs.replace(a, statements=statements.extract(Parsed(a, p.paragraphs), cast=k))
        for a, p, k in zip(articles, parsed, casts, strict=True)
    ]


def _names(article: Article, cast: Cast, renamed: Mapping[str, str]) -> frozenset[str]:
    """The actors that an article's own text names."""
    return frozenset(
        renamed.get(m.actor, m.actor)
        for m in cast.mentions
        if m.kind != "outlet" and article.role_at(m.start) in {"body", "headline", "subhead", "caption"}
    )


def _date_by_siblings(
    articles: list[Article], parsed: Sequence[Parsed], casts: Sequence[Cast],
    groups: Sequence[StatementGroup], names: Mapping[str, frozenset[str]], where: Sequence[str | None],
) -> tuple[list[Article], Sequence[StatementGroup]]:  # fmt: skip
    """Date the undated by the dated, as long as that dates another one.

    Two reports that carry the same remark of the same speaker are of the same days. A report that gives a day and a
    month but no year, and names the same actors as a dated one of those days, is of the same year.
    """
    for _ in range(len(articles)):
        known = {a.id: a for a in articles if _dated(a)}
        changed = False
        for index, article in enumerate(articles):
            if article.id in known:
                continue
            near = _by_remark(article, known, groups) or _by_matter(article, known, names)
            if near is None:
                continue
            again = times.read(_undated(article), near=near, place=where[index])
            if again.published != article.published:
                changed = True
                articles[index] = _speak([again], [parsed[index]], [casts[index]])[0]
        if not changed:
            break
        groups = records.group_statements(articles)
    return articles, groups


def _dated(article: Article) -> bool:
    when = article.published
    return when is not None and when.earliest is not None and when.latest is not None and when.latest - when.earliest <= WIDE


def _undated(article: Article) -> Article:
    return msgspec.structs.replace(article, published=None, times=(), anomalies=(), statements=())


def _by_remark(article: Article, known: Mapping[str, Article], groups: Sequence[StatementGroup]) -> When | None:
    """The days of the dated reports that share a statement with an article."""
    shared: list[Article] = []
    for group in groups:
        members = {s.rsplit(".s", 1)[0] for s in group.statements}
        if article.id in members:
            shared += [known[m] for m in sorted(members) if m in known]
    return _around(shared, SIBLING_REACH, "reports that carry the same remark")


def _by_matter(article: Article, known: Mapping[str, Article], names: Mapping[str, frozenset[str]]) -> When | None:
    """The days of the dated reports on the same matter, for an article whose own date lacks the year or an end."""
    own = article.published
    if own is None:
        return None
    fitting = [
        other for key, other in sorted(known.items())
        if likeness(names[article.id], names[key]) >= SAME_MATTER and other.published is not None and _may_meet(own, other.published)
    ]  # fmt: skip
    return _around(fitting[:1], MATTER_REACH, "a report on the same matter")


def likeness(one: frozenset[str], two: frozenset[str]) -> float:
    """The share of actors that two reports have in common, 0 to 1."""
    return len(one & two) / max(1, min(len(one), len(two)))


def _may_meet(own: When, other: When) -> bool:
    """Whether a date without a year, or an open interval, can be of the same days as a known one."""
    assert other.earliest is not None and other.latest is not None
    if own.earliest is None and own.latest is None:
        partial = re.match(r"XXXX-(\d\d)-(\d\d)", own.edtf)
        if partial is None:
            return False
        for moment in (other.earliest, other.latest):
            try:
                day = moment.replace(month=int(partial.group(1)), day=int(partial.group(2)))
            except ValueError:
                continue
            if abs(day - moment) <= MATTER_REACH:
                return True
        return False
    late_enough = own.earliest is None or other.latest + MATTER_REACH >= own.earliest
    early_enough = own.latest is None or other.earliest - MATTER_REACH <= own.latest
    return late_enough and early_enough


def _around(found: Sequence[Article], reach: timedelta, why: str) -> When | None:
    bounds = [(a.published.earliest, a.published.latest) for a in found if a.published is not None]
    known = [(e, l) for e, l in bounds if e is not None and l is not None]
    if not known:
        return None
    earliest = min(e for e, _ in known) - reach
    latest = max(l for _, l in known) + reach
    return When(
        earliest=earliest, latest=latest, edtf=f"{earliest.date()}/{latest.date()}", precision="day", basis="inferred", why=why
    )


def _renamed(claim: Claim, renamed: Mapping[str, str]) -> Claim:
    value = renamed.get(claim.value, claim.value) if isinstance(claim.value, str) else claim.value
    return msgspec.structs.replace(
        claim, value=value, by=tuple(renamed.get(b, b) for b in claim.by), chain=tuple(renamed.get(b, b) for b in claim.chain)
    )


def _finished(article: Article, cast: Cast, renamed: Mapping[str, str]) -> Article:
    """The article with the anomalies of its names, and its speakers under their common ids."""
    said = tuple(
        msgspec.structs.replace(
            s,
            actor=renamed.get(s.actor, s.actor) if s.actor else None,
            speaker=msgspec.structs.replace(s.speaker, actor=renamed.get(s.speaker.actor, s.speaker.actor)) if s.speaker and s.speaker.actor else s.speaker,
            chain=tuple(renamed.get(c, c) for c in s.chain),
            addressee=renamed.get(s.addressee, s.addressee) if s.addressee else None,
        )
        for s in article.statements
    )
    return msgspec.structs.replace(article, statements=said, anomalies=article.anomalies + cast.anomalies)


def _used(articles: Sequence[Article], claims: Sequence[Claim], ceasefires: Sequence[Ceasefire], actors: Mapping[str, Actor]) -> set[str]:
    """The actors that anything refers to, with those to whom they belong."""
    found: set[str] = set()
    for article in articles:
        for s in article.statements:
            found.update(filter(None, (s.actor, s.addressee, *s.chain)))
    for claim in claims:
        found.update(claim.by, claim.chain, {claim.value} if isinstance(claim.value, str) else ())
    pending = list(found)
    while pending:
        actor = actors.get(pending.pop())
        if actor is not None and actor.of and actor.of not in found:
            found.add(actor.of)
            pending.append(actor.of)
    return found
