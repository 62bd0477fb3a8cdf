"""The whole line of work: sources to a `Reading`.

Stages: (1) sources into articles; (2) parse; (3) actors, and the place of the conflict; (4) times and
publication; (5) statements; (6) claims: that is the account of one report. Then, of the reports that may have
to do with each other: (7) copies of one story marked; (8) the same statement across them; (9) undated reports
dated by the dated ones that carry the same statement, and read again; (10) ceasefires.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from truceline import actors as actors_room
from truceline import records, sources
from truceline._account import Account, Desk
from truceline._matters import matters, ties
from truceline._report import undated
from truceline._siblings import date_by_ceasefires, date_by_siblings
from truceline.model import Actor, Article, Claim, Failure, Reading, Statement, StatementGroup

__all__ = ["combine", "join", "read", "read_accounts", "read_articles"]


def read(
    paths: str | Path | Iterable[str | Path], *, published: str | None = None, outlet: str | None = None,
    columns: Mapping[str, str] | None = None, stdin: BinaryIO | None = None,
    progress: Callable[[int, str], None] | None = None, accounts: dict[str, Account] | None = None,
) -> Reading:  # fmt: skip
    """Read sources into a record, in this process and its memory; `truceline.corpus` reads many.

    Args:
        paths: one, or several: files, folders, patterns, addresses, or "-" for standard input.
        published: when the text was published, if the user knows it (a date or an ISO instant).
        outlet: who published it, if the user knows it.
        columns: which column of tables and key of JSON lines holds what (`{"text": "body_en"}`).
        stdin: where "-" reads from.
        progress: called with the number of documents read so far and the address of the last.
        accounts: where given, what each report says by itself is put in here under its id, for
            `Casebook.keep`.

    Returns:
        Everything that was read; documents that could not be read stand in `failures`.

    Raises:
        UsageError: the call does not fit (no paths, a date that is none).
        ModelError: the language pipeline cannot be loaded.
    """
    found = sources.load(paths, published=published, outlet=outlet, columns=columns, stdin=stdin)
    articles: list[Article] = []
    failures: list[Failure] = []
    for number, item in enumerate(found, start=1):
        if isinstance(item, Failure):
            failures.append(item)
        else:
            articles.append(item)
        if progress is not None:
            progress(number, item.uri if isinstance(item, Failure) else item.source.uri)
    desk = Desk()
    reading = combine(desk.accounts(_distinct(articles)), desk)
    if accounts is not None:
        accounts.update({account.id: account for account in desk.latest(reading.articles)})
    return msgspec.structs.replace(reading, failures=tuple(failures))


def read_articles(articles: Sequence[Article]) -> Reading:
    """Read articles whose parts are marked into a record.

    Args:
        articles: from `truceline.sources`, each id once.

    Returns:
        The reading, without failures.
    """
    desk = Desk()
    return combine(desk.accounts(articles), desk)


def read_accounts(articles: Sequence[Article]) -> tuple[Account, ...]:
    """What each of some articles says by itself, before they are held against each other."""
    return tuple(Desk().accounts(articles))


def combine(accounts: Sequence[Account], desk: Desk | None = None) -> Reading:
    """What reports say together: the records of the ceasefires of which they speak.

    Reports are held against each other within their matter (`truceline._matters`); the result does not depend
    on how the matters of other reports come out.

    Args:
        accounts: of the reports, each once. Those made with the help of others are made anew where these
            others now say something else.
        desk: what reads reports again; it may still have their parses.

    Returns:
        The reading, without failures; articles and claims in the order of the accounts.
    """
    from truceline import __version__  # noqa: PLC0415 - the package's front imports this module lazily

    desk = desk or Desk(accounts)
    found = matters([ties(account) for account in accounts])
    parts = [_matter([accounts[number] for number in numbers], desk) for numbers in found]
    if len(parts) == 1:
        [whole] = parts
    else:
        whole = _side_by_side(parts, [account.id for account in accounts])
    united = {actor.id: actors_room.unite(actor, actor) for actor in whole.actors}
    return msgspec.structs.replace(
        whole, truceline=__version__, actors=tuple(united[key] for key in sorted(united))
    )


def _matter(accounts: Sequence[Account], desk: Desk) -> Reading:
    """The records of reports that may have to do with each other."""
    everyone, renamed = actors_room.merge(account.actors for account in accounts)
    names = {a.id: frozenset(renamed.get(name, name) for name in a.names) for a in accounts}
    groups = records.group_statements([account.alone for account in accounts])
    nears, groups = date_by_siblings(accounts, groups, names, desk.again)
    accounts = [a if a.near == nears.get(a.id) else desk.again(a, nears.get(a.id)) for a in accounts]
    whole = _held_together(accounts, groups, everyone, renamed, names)
    later = date_by_ceasefires(accounts, whole)
    if later:
        accounts = [desk.again(a, later[a.id]) if a.id in later else a for a in accounts]
        groups = records.group_statements([account.article for account in accounts])
        whole = _held_together(accounts, groups, everyone, renamed, names)
    desk.took(accounts)
    return whole


def _held_together(
    accounts: Sequence[Account], groups: tuple[StatementGroup, ...], everyone: Sequence[Actor],
    renamed: Mapping[str, str], names: Mapping[str, frozenset[str]],
) -> Reading:  # fmt: skip
    """The reading of reports whose days are settled."""
    by_id = {actor.id: actor for actor in everyone}
    claims = [_renamed(claim, renamed) for account in accounts for claim in account.claims]
    places = {
        account.id: {renamed.get(name, name): weight for name, weight in account.places.items()}
        for account in accounts
    }
    for place in {place for weights in places.values() for place in weights} - by_id.keys():
        if (known := actors_room.known_actor(place)) is not None:
            by_id[place] = known
    copied = {a.id: a.copies_of for a in sources.mark_copies([account.alone for account in accounts])}
    articles = records.mark_translations(
        [msgspec.structs.replace(a.article, copies_of=copied[a.id]) for a in accounts]
    )
    ceasefires, bound = records.reconcile(
        articles, claims,
        actors=by_id, groups=groups, places=places, names=names,
    )  # fmt: skip
    finished = [_finished(a, account, renamed) for a, account in zip(articles, accounts, strict=True)]
    used = _used(finished, bound, by_id)
    return Reading(
        truceline="",
        articles=tuple(finished),
        actors=tuple(actor for actor in everyone if actor.id in used),
        claims=bound,
        ceasefires=ceasefires,
        statement_groups=groups,
    )


def _side_by_side(parts: Sequence[Reading], order: Sequence[str]) -> Reading:
    """Readings that share no report as one: ids that several ceasefires would have are told apart."""
    place = {article: number for number, article in enumerate(order)}
    taken: set[str] = set()
    named = [_apart(part, taken) for part in parts]
    actors: dict[str, Actor] = {}
    for actor in (actor for part in named for actor in part.actors):
        actors[actor.id] = actors_room.unite(actors[actor.id], actor) if actor.id in actors else actor
    articles = sorted((a for part in named for a in part.articles), key=lambda a: place[a.id])
    days = {article.id: _day(article) for article in articles}
    ceasefires = [c for part in named for c in part.ceasefires]
    claims = sorted((c for part in named for c in part.claims), key=lambda c: place[c.article])
    groups = [group for part in named for group in part.statement_groups]
    return Reading(
        truceline="",
        articles=tuple(articles),
        actors=tuple(actors.values()),
        claims=tuple(claims),
        ceasefires=tuple(sorted(ceasefires, key=lambda c: min(days[a] for a in c.articles))),
        statement_groups=tuple(sorted(groups, key=lambda g: place[g.first.rsplit(".s", 1)[0]])),
    )


def _day(article: Article) -> datetime:
    known = article.published.bounds if article.published is not None else None
    return known[0] if known is not None else datetime.max.replace(tzinfo=UTC)


def _apart(part: Reading, taken: set[str]) -> Reading:
    """A reading whose ceasefires have none of the ids that are taken; its own are then taken too."""
    names: dict[str, str] = {}
    for ceasefire in part.ceasefires:
        name, number = ceasefire.id, 1
        while name in taken:
            number += 1
            name = f"{ceasefire.id}-{number}"
        taken.add(name)
        names[ceasefire.id] = name
    return records.renamed(part, names)


def join(
    reading: Reading, earlier: Reading, accounts: Mapping[str, Account] | None = None
) -> tuple[Reading, tuple[Account, ...]]:
    """Reconcile a new reading with an earlier one.

    The date, the speakers and the ceasefires of one report are decided with the help of the others; so
    reports that come one by one end as if they had been read at once.

    Args:
        reading: what was read now.
        earlier: what was read before, or as much of it as may have to do with the new reports; a report that
            is in both is taken from `reading`.
        accounts: what single reports say, by article id, as far as that was kept. Other reports are read
            again.

    Returns:
        Everything that both hold, with the failures of `reading`; and the account of every report in it.
    """
    newer = {article.id: article for article in reading.articles}
    kept = [newer.pop(article.id, article) for article in earlier.articles]
    articles = [*kept, *newer.values()]
    known = accounts or {}
    desk = Desk(known.values())
    fresh = desk.accounts([undated(article) for article in articles if article.id not in known])
    held = {**known, **{account.id: account for account in fresh}}
    final = [held[article.id] for article in articles]
    joined = combine(final, desk)
    return msgspec.structs.replace(joined, failures=reading.failures), desk.latest(joined.articles)


def _distinct(articles: Iterable[Article]) -> list[Article]:
    """Each article once: the same text read from two places is the same report. Where two files give their
    reports the same id, the later one gets one of its own.
    """
    kept: dict[str, Article] = {}
    for article in articles:
        name = article.id
        while name in kept and kept[name].text != article.text:
            digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
            name = "a" + digest[: max(12, 2 * len(name))]
        kept.setdefault(name, article if name == article.id else msgspec.structs.replace(article, id=name))
    return list(kept.values())


def _renamed(claim: Claim, renamed: Mapping[str, str]) -> Claim:
    """A claim with its actors under the ids that they have across the reports."""
    value = renamed.get(claim.value, claim.value) if isinstance(claim.value, str) else claim.value
    contact = claim.contact and msgspec.structs.replace(
        claim.contact, participants=_all_renamed(claim.contact.participants, renamed)
    )
    return msgspec.structs.replace(
        claim,
        value=value,
        by=_all_renamed(claim.by, renamed),
        chain=_all_renamed(claim.chain, renamed),
        contact=contact,
    )


def _all_renamed(ids: tuple[str, ...], renamed: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(renamed.get(name, name) for name in ids)


def _finished(article: Article, account: Account, renamed: Mapping[str, str]) -> Article:
    """The article with the anomalies of its names and claims, and its speakers under their common ids."""
    said = tuple(_statement_renamed(s, renamed) for s in article.statements)
    return msgspec.structs.replace(article, statements=said, anomalies=article.anomalies + account.slips)


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
        found.update(claim.contact.participants if claim.contact is not None else ())
    pending = list(found)
    while pending:
        actor = actors.get(pending.pop())
        if actor is not None and actor.of and actor.of not in found:
            found.add(actor.of)
            pending.append(actor.of)
    return found
