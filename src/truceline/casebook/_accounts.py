"""What each report says by itself, kept beside the whole: and which reports a new one may bear on."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection, delete, func, insert, select

from truceline.casebook import _tables as t
from truceline.casebook._sql import ids_among
from truceline.model import Reading, dump

if TYPE_CHECKING:
    from truceline._account import Account
    from truceline._matters import Ties

__all__ = ["are_kept", "keep_accounts", "load_accounts", "reach", "with_accounts"]


def keep_accounts(connection: Connection, accounts: Iterable[Account], truceline: str) -> None:
    """Keep what some reports say by themselves, in place of what was kept of them.

    The text is left out: it stands in the article.
    """
    rows: list[dict[str, Any]] = []
    tied: list[dict[str, str]] = []
    for account in accounts:
        found = _ties(account)
        rows.append(
            {
                "article": account.id,
                "truceline": truceline,
                "ties": dump(found).decode(),
                "packed": zlib.compress(_PACK.encode(_without_text(account)), 1),
            }
        )
        tied += [{"article": account.id, "name": name} for name in found.names]
    ids = [row["article"] for row in rows]
    for table in (t.accounts, t.tied):
        connection.execute(delete(table).where(table.c.article.in_(ids_among(ids))))
    if rows:
        connection.execute(insert(t.accounts), rows)
        connection.execute(insert(t.tied), tied)


_PACK = msgspec.msgpack.Encoder()


def _without_text(account: Account) -> Account:
    dated = account.dated and msgspec.structs.replace(account.dated, text="")
    return msgspec.structs.replace(
        account, alone=msgspec.structs.replace(account.alone, text=""), dated=dated
    )


def load_accounts(connection: Connection, articles: Sequence[str], truceline: str) -> dict[str, Account]:
    """The accounts of some articles, by their ids, as far as this version of truceline made them."""
    from truceline._account import Account  # noqa: PLC0415

    decoder = msgspec.msgpack.Decoder(Account)
    rows = connection.execute(
        select(t.accounts.c.article, t.accounts.c.packed, t.articles.c.text)
        .join(t.articles, t.articles.c.id == t.accounts.c.article)
        .where(t.accounts.c.article.in_(ids_among(articles)), t.accounts.c.truceline == truceline)
    )
    found = {}
    for row in rows:
        bare = decoder.decode(zlib.decompress(row.packed))
        dated = bare.dated and msgspec.structs.replace(bare.dated, text=row.text)
        alone = msgspec.structs.replace(bare.alone, text=row.text)
        found[row.article] = msgspec.structs.replace(bare, alone=alone, dated=dated)
    return found


def with_accounts(reading: Reading, accounts: Mapping[str, Account]) -> dict[str, Account]:
    """The accounts of a reading's reports: those given, and the others by reading these reports again."""
    missing = [article for article in reading.articles if article.id not in accounts]
    if not missing:
        return dict(accounts)
    from truceline._report import undated  # noqa: PLC0415
    from truceline.reader import read_accounts  # noqa: PLC0415 - reading brings the language pipeline

    made = read_accounts([undated(article) for article in missing])
    return {**accounts, **{account.id: account for account in made}}


def are_kept(connection: Connection, truceline: str) -> bool:
    """Whether it is kept of every report what it says by itself, as this version of truceline reads it."""
    made, one = t.accounts.c.truceline, t.accounts.c.article
    for other in (made < truceline, made > truceline):
        if connection.execute(select(one).where(other).limit(1)).first() is not None:
            return False
    kept, read = (
        connection.execute(select(func.count()).select_from(x)).scalar() for x in (t.articles, t.accounts)
    )
    return kept == read


def reach(
    connection: Connection, reading: Reading, accounts: Mapping[str, Account], stale: frozenset[str]
) -> list[str]:
    """The kept articles that new ones may bear on, in the order in which they were kept.

    Args:
        connection: to a casebook.
        reading: what was read now.
        accounts: what its reports say by themselves.
        stale: its articles that are new or changed; none where all are to be joined again.

    Returns:
        Their ids. It must be kept of every report what it says by itself.
    """
    from truceline._matters import tied_to  # noqa: PLC0415

    fresh = {article.id for article in reading.articles if article.id in stale or not stale}
    kept = _kept_ties(connection, fresh)
    # A report that changed leaves its old matter, which may fall apart without it.
    touched = tied_to(kept, kept, lambda names: _kept_ties(connection, _who_has(connection, names)))
    new = _kept_ties(connection, touched) | {name: _ties(accounts[name]) for name in fresh}
    found = tied_to(fresh | touched, new, lambda names: _kept_ties(connection, _who_has(connection, names)))
    query = select(t.articles.c.id).where(t.articles.c.id.in_(ids_among(found)))
    return list(connection.execute(query.order_by(t.articles.c.seq)).scalars())


def _who_has(connection: Connection, names: Iterable[str]) -> list[str]:
    """The kept reports that are tied to others by one of some names."""
    query = select(t.tied.c.article).where(t.tied.c.name.in_(ids_among(names))).distinct()
    return list(connection.execute(query).scalars())


def _kept_ties(connection: Connection, articles: Iterable[str]) -> dict[str, Ties]:
    """What ties some reports to others, by their ids, as far as they are kept."""
    from truceline._matters import Ties  # noqa: PLC0415

    query = select(t.accounts.c.article, t.accounts.c.ties)
    rows = connection.execute(query.where(t.accounts.c.article.in_(ids_among(articles)))).all()
    # All at once: a call for each would take several times as long.
    told = msgspec.json.decode(f"[{','.join(row.ties for row in rows)}]", type=list[Ties])
    return {row.article: ties for row, ties in zip(rows, told, strict=True)}


def _ties(account: Account) -> Ties:
    from truceline._matters import ties  # noqa: PLC0415

    return ties(account)
