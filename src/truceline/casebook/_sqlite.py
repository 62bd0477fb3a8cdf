"""A casebook in a file: SQLite."""

from __future__ import annotations

import os
import re
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from truceline.casebook._store import Stamp
from truceline.errors import CasebookError

__all__ = ["APPLICATION", "PAGE", "RAISED", "SQLite", "told"]

APPLICATION = 0x54525543
"""What `PRAGMA application_id` holds in a casebook: "TRUC" in ASCII."""

PAGE = 16_384
"""Bytes read from a casebook at once, told when it is made. The words of a large one lie far apart, and each
place costs a way to the disk: with SQLite's usual 4,096 bytes a first search takes 1.6 times as long."""

RAISED = (sqlite3.DatabaseError,)
"""What the driver raises by itself."""

_MAGIC = b"SQLite format 3\0"
_BUSY = "another program is writing to this casebook", "wait for it and try again"
_SOMETHING_ELSE = "this file is not a casebook", "name a casebook, or a file that does not exist yet"

_OTHER_TABLES = re.compile(r"no such (?:column|table)|has no column named")
"""What SQLite says where a statement names what is not there."""
_CURE_TABLES = (
    "an early truceline or another program made them so: carry decisions over with truceline review "
    "--export, and read the sources into a new casebook"
)

# What SQLite reports (https://www.sqlite.org/rescode.html), in words, with what to do about it.
_TROUBLE = {
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_FULL": ("the disk is full; nothing of this reading was kept", "make room and read again"),
    "SQLITE_READONLY": ("the casebook or its folder cannot be written to", "copy it to where you may write"),
    "SQLITE_CANTOPEN": ("the casebook cannot be opened here", "check the folder and who may write there"),
    "SQLITE_NOTADB": _SOMETHING_ELSE,
    "SQLITE_CORRUPT": ("the casebook is damaged", "restore a copy, or read the sources into a new one"),
    "SQLITE_IOERR": ("the casebook cannot be read from or written to its disk", "check the disk"),
}


def told(error: BaseException) -> tuple[str, str] | None:
    """What went wrong, and what to do; None if it is no error of SQLite that is known."""
    if isinstance(error, sqlite3.IntegrityError):
        what = f"this reading contradicts itself and was not kept ({error})"
        return what, "please report it with the sources that were read"
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_ERROR" and _OTHER_TABLES.search(str(error)):
        return f"the tables of this casebook are not those of its version ({error})", _CURE_TABLES
    return next((both for start, both in _TROUBLE.items() if name.startswith(start)), None)


class SQLite:
    """See `_store.Store`."""

    something_else = _SOMETHING_ELSE

    def __init__(self, where: str | Path) -> None:
        """`where` is a path or a `sqlite:///` URL."""
        self.path = _path(str(where))
        self.name = str(self.path)

    def engine(self, *, create: bool, patience: float) -> Engine:
        _check(self.path, create)
        engine = create_engine(
            "sqlite://", creator=lambda: _connect(self.path, create, patience), poolclass=NullPool
        )
        event.listen(engine, "begin", _begin)
        return engine

    def stamp(self, connection: Connection) -> Stamp:
        def one(sql: str) -> Any:
            return connection.exec_driver_sql(sql).scalar()

        application = int(one("PRAGMA application_id"))
        tables = int(one("SELECT count(*) FROM sqlite_master"))
        known = one("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'")
        version = one("SELECT version_num FROM alembic_version") if known else None
        return Stamp(application == APPLICATION, version, tables == 0 and application in (0, APPLICATION))

    def prepare(self, connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        driver.execute(f"PRAGMA page_size = {PAGE}")
        driver.execute("PRAGMA journal_mode = WAL")

    def missing(self) -> CasebookError:
        what, cure = _SOMETHING_ELSE
        return CasebookError(what, where=self.name, cure=cure)


def _path(where: str) -> Path:
    _, mark, rest = where.partition("://")
    if not mark:
        return Path(where).expanduser()
    if not rest.startswith("/") or len(rest) == 1:
        what = "this address names no file"
        raise CasebookError(what, where=where, cure="give a path or sqlite:///PATH")
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
        what, cure = _SOMETHING_ELSE
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
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
