"""Opening the database behind a casebook, and saying plainly what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from truceline.casebook import _postgresql, _sqlite
from truceline.casebook._store import Store
from truceline.errors import CasebookError

__all__ = [
    "HEAD", "WRITING", "check_stamp", "explained", "in_one_step", "open_engine", "shown", "store_of",
]  # fmt: skip

T = TypeVar("T")

HEAD = "0009"
"""The newest migration. A casebook that stands at another one is migrated, or is too new to be read."""

_OLDER: tuple[str, ...] = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")
"""The migrations before `HEAD`, from which a casebook can be brought up to date."""

WRITING = {"writing": True}
"""Execution options of a connection whose transactions write: one program at a time."""

_SCHEMES: dict[str, Callable[[str], Store]] = {
    "postgresql": _postgresql.PostgreSQL,
    "postgres": _postgresql.PostgreSQL,
    "sqlite": _sqlite.SQLite,
}


def store_of(where: str | Path) -> Store:
    """The file or server at a path or address.

    Raises:
        CasebookError: the address cannot be understood.
    """
    scheme, mark, _ = str(where).partition("://")
    if not mark:
        return _sqlite.SQLite(where)
    if scheme not in _SCHEMES:
        raise CasebookError(
            f"casebooks at {scheme}:// addresses are not supported",
            where=shown(where),
            cure="give a path, sqlite:///PATH or postgresql://USER@HOST/DATABASE",
        )
    return _SCHEMES[scheme](str(where))


def shown(where: str | Path) -> str:
    """A place as it may be shown and logged: an address without its password."""
    return _postgresql.without_password(str(where)) if "://" in str(where) else str(where)


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn what the database raises inside the block into a `CasebookError` about the casebook at `where`."""
    try:
        yield
    except (DBAPIError, *_sqlite.RAISED) as error:
        raise _told(error, where) from error


def in_one_step(engine: Engine, where: str, work: Callable[[Connection], T]) -> T:
    """What `work` gives, run in one transaction that holds the right to write from its beginning."""
    with explained(where), engine.connect() as connection:
        writing = connection.execution_options(**WRITING)
        with writing.begin():
            return work(writing)


def _told(error: Exception, where: str) -> CasebookError:
    inner = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    told = _sqlite.told(inner) or _postgresql.told(inner)
    what, cure = told or (f"the database failed ({inner})", "please report it")
    return CasebookError(what, where=where, cure=cure)


def open_engine(where: str | Path, *, create: bool, patience: float) -> Engine:
    """An engine on the casebook at `where`, at the newest version of its tables.

    Args:
        where: a path, a `sqlite:///` URL or a `postgresql://` URL.
        create: whether a casebook that does not exist is made (in PostgreSQL: in a database that is there and
            empty).
        patience: how many seconds to wait for another program that is writing.

    Raises:
        CasebookError: there is none and `create` is false; there is something else, or it is too new, or out
            of reach.
    """
    store = store_of(where)
    engine = store.engine(create=create, patience=patience)
    with explained(store.name), engine.connect() as connection:
        _bring_up_to_date(connection, store, create)
    return engine


def check_stamp(connection: Connection, where: str) -> None:
    """See that there is still a casebook of this version: a file may have been put in the place of another.

    Raises:
        CasebookError: there is not.
    """
    store = store_of(where)
    stamp = store.stamp(connection)
    if not stamp.casebook:
        raise _something_else(store)
    if stamp.version != HEAD:
        raise CasebookError(
            f"another casebook was put in this place, with tables of version {stamp.version} instead of "
            f"{HEAD}",
            where=where,
            cure="open it anew",
        )


def _bring_up_to_date(connection: Connection, store: Store, create: bool) -> None:
    stamp = store.stamp(connection)
    if stamp.casebook and stamp.version == HEAD:
        return
    if stamp.empty and not create:
        raise store.missing()
    if not stamp.empty and not stamp.casebook:
        raise _something_else(store)
    if not stamp.empty and stamp.version not in _OLDER:
        raise CasebookError(
            f"this casebook was written by a newer truceline (its tables are at version {stamp.version}, "
            f"this truceline knows {HEAD})",
            where=store.name,
            cure="update truceline: pip install --upgrade truceline",
        )
    connection.rollback()
    if stamp.empty:
        store.prepare(connection)
    _migrate(connection)


def _something_else(store: Store) -> CasebookError:
    what, cure = store.something_else
    return CasebookError(what, where=store.name, cure=cure)


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - only a new or an old casebook needs it
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection.execution_options(**WRITING)
    with connection.begin():
        command.upgrade(config, "head")
