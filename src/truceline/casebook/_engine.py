"""Opening the file behind a casebook, and saying plainly what is wrong with it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.pool import NullPool

from truceline.errors import CasebookError

__all__ = ["APPLICATION", "HEAD", "check_stamp", "explained", "in_one_step", "open_engine"]

T = TypeVar("T")

APPLICATION = 0x54525543
"""What `PRAGMA application_id` holds in a casebook: "TRUC" in ASCII."""

HEAD = "0006"
"""The newest migration. A casebook that stands at another one is migrated, or is too new to be read."""

_MAGIC = b"SQLite format 3\0"

_OLDER: tuple[str, ...] = ("0001", "0002", "0003", "0004", "0005")
"""The migrations before `HEAD`, from which a casebook can be brought up to date."""

# What SQLite reports (https://www.sqlite.org/rescode.html), in words, with what to do about it.
_TROUBLE = {
    "SQLITE_BUSY": ("another program is writing to this casebook", "wait for it and try again"),
    "SQLITE_LOCKED": ("another program is writing to this casebook", "wait for it and try again"),
    "SQLITE_FULL": ("the disk is full; nothing of this reading was kept", "make room and read again"),
    "SQLITE_READONLY": ("the casebook or its folder cannot be written to", "copy it to where you may write"),
    "SQLITE_CANTOPEN": ("the casebook cannot be opened here", "check the folder and who may write there"),
    "SQLITE_NOTADB": ("this file is not a casebook", "name a casebook, or a file that does not exist yet"),
    "SQLITE_CORRUPT": ("the casebook is damaged", "restore a copy, or read the sources into a new one"),
    "SQLITE_IOERR": ("the casebook cannot be read from or written to its disk", "check the disk"),
}


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn what SQLite raises inside the block into a `CasebookError` about the casebook at `where`."""
    try:
        yield
    except IntegrityError as error:
        raise CasebookError(
            f"this reading contradicts itself and was not kept ({error.orig})",
            where=where,
            cure="please report it with the sources that were read",
        ) from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise _told(error, where) from error


def in_one_step(engine: Engine, where: str, work: Callable[[Connection], T]) -> T:
    """What `work` gives, run in one transaction that holds the right to write from its beginning."""
    with explained(where), engine.connect() as connection:
        writing = connection.execution_options(begin="BEGIN IMMEDIATE")
        with writing.begin():
            return work(writing)


def _told(error: DatabaseError | sqlite3.DatabaseError, where: str) -> CasebookError:
    inner = error.orig if isinstance(error, DatabaseError) else error
    name = getattr(inner, "sqlite_errorname", "")
    for start, (what, cure) in _TROUBLE.items():
        if name.startswith(start):
            return CasebookError(what, where=where, cure=cure)
    return CasebookError(f"the database failed ({inner})", where=where, cure="please report it")


def open_engine(where: str | Path, *, create: bool, patience: float) -> Engine:
    """An engine on the casebook at `where`, at the newest version of its tables.

    Args:
        where: a path, or a `sqlite:///` URL.
        create: whether a casebook that does not exist is made.
        patience: how many seconds to wait for another program that is writing.

    Raises:
        CasebookError: there is none and `create` is false; the file is something else, or too new, or out of
            reach.
    """
    path = _path(str(where))
    _check(path, create)
    engine = create_engine("sqlite://", creator=lambda: _connect(path, create, patience), poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    with explained(str(path)), engine.connect() as connection:
        _bring_up_to_date(connection, path, create)
    return engine


def _path(where: str) -> Path:
    scheme, mark, rest = where.partition("://")
    if not mark:
        return Path(where).expanduser()
    if scheme != "sqlite" or not rest.startswith("/") or len(rest) == 1:
        raise CasebookError(
            f"casebooks at {scheme}:// addresses are not supported",
            where=where,
            cure="give a path or sqlite:///PATH",
        )
    return Path(rest[1:])


def _check(path: Path, create: bool) -> None:
    if path.is_dir():
        raise CasebookError(
            "this is a folder, not a casebook", where=str(path), cure="give the path of a file"
        )
    if path.exists():
        _check_head(path)
    elif not create:
        cure = "make one with: truceline read PATH --book FILE"
        raise CasebookError("there is no casebook here", where=str(path), cure=cure)
    elif not path.parent.is_dir():
        what = f"the folder {path.parent} does not exist"
        raise CasebookError(what, where=str(path), cure="make it, or choose another")


def _check_head(path: Path) -> None:
    # SQLite takes any file of a few bytes for an empty database and would write over it.
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        what = f"the casebook cannot be opened ({error.strerror})"
        raise CasebookError(what, where=str(path), cure="check who may read it") from error
    if head not in (b"", _MAGIC):
        what, cure = _TROUBLE["SQLITE_NOTADB"]
        raise CasebookError(what, where=str(path), cure=cure)


def _connect(path: Path, create: bool, patience: float) -> sqlite3.Connection:
    # A casebook on a disk that cannot be written to has no log beside it, and is read as it stands.
    frozen = not create and not os.access(path.parent, os.W_OK)
    mode = "mode=ro&immutable=1" if frozen else "mode=rwc" if create else "mode=rw"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=patience,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def _begin(connection: Connection) -> None:
    # The driver's own notion of transactions would commit before changing tables: it is switched off above,
    # and readers and writers say themselves how they begin.
    connection.exec_driver_sql(str(connection.get_execution_options().get("begin", "BEGIN")))


def check_stamp(connection: Connection, where: str) -> None:
    """See that the file is still a casebook of this version: it may have been put in the place of another.

    Raises:
        CasebookError: it is not.
    """
    application, version, _ = _stamp(connection)
    if application != APPLICATION:
        what, cure = _TROUBLE["SQLITE_NOTADB"]
        raise CasebookError(what, where=where, cure=cure)
    if version != HEAD:
        raise CasebookError(
            f"another casebook was put in this place, with tables of version {version} instead of {HEAD}",
            where=where,
            cure="open it anew",
        )


def _bring_up_to_date(connection: Connection, path: Path, create: bool) -> None:
    application, version, empty = _stamp(connection)
    if application == APPLICATION and version == HEAD:
        return
    if not (empty and create) and application != APPLICATION:
        what, cure = _TROUBLE["SQLITE_NOTADB"]
        raise CasebookError(what, where=str(path), cure=cure)
    if not empty and version not in _OLDER:
        raise CasebookError(
            f"this casebook was written by a newer truceline (its tables are at version {version}, "
            f"this truceline knows {HEAD})",
            where=str(path),
            cure="update truceline: pip install --upgrade truceline",
        )
    connection.rollback()
    if empty:
        connection.connection.driver_connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[union-attr]
    _migrate(connection)


def _stamp(connection: Connection) -> tuple[int, str | None, bool]:
    def one(sql: str) -> Any:
        return connection.exec_driver_sql(sql).scalar()

    application = int(one("PRAGMA application_id"))
    tables = int(one("SELECT count(*) FROM sqlite_master"))
    known = one("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'")
    version = one("SELECT version_num FROM alembic_version") if known else None
    return application, version, tables == 0 and application in (0, APPLICATION)


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - only a new or an old casebook needs it
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection.execution_options(begin="BEGIN IMMEDIATE")
    with connection.begin():
        command.upgrade(config, "head")
