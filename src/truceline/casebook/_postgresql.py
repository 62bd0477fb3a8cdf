"""A casebook on a server: PostgreSQL."""

from __future__ import annotations

import getpass
import os
import socket
import ssl
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from truceline.casebook._store import Stamp
from truceline.errors import CasebookError

__all__ = ["MARK", "PostgreSQL", "told", "without_password"]

MARK = "a casebook of truceline"
"""What is noted on the table `about` of a casebook."""

WRITER = 0x54525543
"""The number of the lock that who writes to a casebook holds: "TRUC" in ASCII."""

REACHED_WITHIN = 10.0
"""Seconds after which a server that does not answer counts as out of reach."""

SSL_MODES = ("disable", "prefer", "require", "verify-full")
"""Whether the connection is encrypted, as PostgreSQL's own programs name it."""

_LOST = "the connection to the server was lost; nothing of this was kept", "see that it runs, and try again"
_BUSY = "another program is writing to this casebook", "wait for it and try again"

# What PostgreSQL reports (https://www.postgresql.org/docs/current/errcodes-appendix.html), whole codes before
# classes.
_TROUBLE = {
    "28P01": (
        "the server does not take this user with this password",
        "check both; PGPASSWORD can hold the password",
    ),
    "28000": ("the server does not let this user in from here", "ask who runs it (pg_hba.conf)"),
    "3D000": ("the server has no such database", "make it with: createdb NAME"),
    "42501": ("this user may not do that in this database", "ask who runs the server"),
    "53100": ("the server's disk is full; nothing of this reading was kept", "make room and read again"),
    "53300": ("the server has no connection left", "try again later"),
    "55P03": _BUSY,
    "40001": _BUSY,
    "40P01": _BUSY,
    "25006": ("this database cannot be written to", "name the server that can"),
    "42P01": (
        "the tables of this casebook are not those of its version",
        "restore a copy, or read the sources into a new one",
    ),
    "42703": (
        "the tables of this casebook are not those of its version",
        "restore a copy, or read the sources into a new one",
    ),
    "57P": _LOST,
    "08": _LOST,
    "23": (
        "this reading contradicts itself and was not kept",
        "please report it with the sources that were read",
    ),
    "53": (
        "the server has run out of room or memory; nothing of this reading was kept",
        "make room and read again",
    ),
    "58": ("the server cannot read from or write to its disk", "check the server's disk"),
    "XX": ("the casebook is damaged", "restore a copy, or read the sources into a new one"),
}


def told(error: BaseException) -> tuple[str, str] | None:
    """What went wrong, and what to do; None if it is no error of PostgreSQL that is known."""
    report = error.args[0] if error.args else None
    if isinstance(report, dict):
        code, words = str(report.get("C", "")), str(report.get("M", ""))
        for start, (what, cure) in _TROUBLE.items():
            if code.startswith(start):
                return f"{what} ({words})", cure
        return f"the database failed ({code}: {words})", "please report it"
    lost = isinstance(error, OSError) or type(error).__module__.startswith("pg8000")
    return (f"{_LOST[0]} ({error})", _LOST[1]) if lost else None


class PostgreSQL:
    """See `_store.Store`."""

    something_else = (
        "this database holds something else than a casebook",
        "name an empty database, or a casebook",
    )

    def __init__(self, where: str) -> None:
        """`where` is a `postgresql://` URL."""
        self.name = without_password(where)
        self._url = _parsed(where)

    def engine(self, *, create: bool, patience: float) -> Engine:
        _check_driver(self.name)
        engine = create_engine(
            "postgresql+pg8000://", creator=lambda: _connect(self._url, self.name), pool_pre_ping=True
        )
        # Rows are sent many at a time, not each by itself.
        engine.dialect.use_insertmanyvalues_wo_returning = True
        event.listen(engine, "begin", lambda connection: _begin(connection, patience))
        return engine

    def stamp(self, connection: Connection) -> Stamp:
        def one(sql: str) -> Any:
            return connection.exec_driver_sql(sql).scalar()

        tables = one("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")
        mark = one("SELECT obj_description(to_regclass('about'), 'pg_class')")
        known = one("SELECT to_regclass('alembic_version') IS NOT NULL")
        version = one("SELECT version_num FROM alembic_version") if known else None
        return Stamp(mark == MARK, version, tables == 0)

    def prepare(self, connection: Connection) -> None:
        """See that every character can be kept."""
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
        if encoding != "UTF8":
            what = f"this database keeps text as {encoding}, and cannot hold every character"
            raise CasebookError(what, where=self.name, cure="make one with: createdb --encoding UTF8 NAME")
        connection.rollback()

    def missing(self) -> CasebookError:
        what, cure = (
            "this database is empty: there is no casebook in it",
            "make one with: truceline read PATH --book URL",
        )
        return CasebookError(what, where=self.name, cure=cure)


def without_password(where: str) -> str:
    """An address as it may be shown and logged."""
    try:
        return make_url(where).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        scheme, _, rest = where.partition("://")
        return f"{scheme}://{rest.rpartition('@')[2]}"


def _parsed(where: str) -> URL:
    name = without_password(where)
    cure = "write postgresql://USER@HOST:PORT/DATABASE"
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as error:
        raise CasebookError("this address cannot be understood", where=name, cure=cure) from error
    unknown = sorted(set(url.query) - {"host", "sslmode"})
    if unknown:
        what = f"the address asks for {', '.join(unknown)}, which is not known"
        raise CasebookError(
            what, where=name, cure="leave it out; host=FOLDER and sslmode=... can be asked for"
        )
    if url.query.get("sslmode", "prefer") not in SSL_MODES:
        what = f"sslmode={url.query['sslmode']} is not known"
        raise CasebookError(what, where=name, cure=f"write one of: {', '.join(SSL_MODES)}")
    if not url.database:
        raise CasebookError("the address names no database", where=name, cure=cure)
    return url


def _check_driver(name: str) -> None:
    try:
        import pg8000  # noqa: F401, PLC0415 - an extra: most casebooks are files
    except ImportError as error:
        what, cure = "what speaks to PostgreSQL is not installed", "pip install 'truceline[postgresql]'"
        raise CasebookError(what, where=name, cure=cure) from error


def _connect(url: URL, name: str) -> Any:
    import pg8000.dbapi  # noqa: PLC0415

    mode = "disable" if _folder(url) else url.query.get("sslmode", "prefer")
    try:
        return pg8000.dbapi.connect(
            user=url.username or os.environ.get("PGUSER") or getpass.getuser(),
            password=url.password or os.environ.get("PGPASSWORD"),
            database=url.database,
            host=url.host or "localhost",
            sock=_reached(url, name),
            ssl_context=_encryption(str(mode)),
            application_name="truceline",
        )
    except ssl.SSLError as error:
        what = f"the server's certificate is not trusted ({error.reason or error})"
        raise CasebookError(what, where=name, cure="ask who runs the server for one that is") from error
    except pg8000.dbapi.InterfaceError as error:
        if "SSL" not in str(error):
            raise
        cure = "leave sslmode out if the network is trusted"
        raise CasebookError("the server offers no encryption", where=name, cure=cure) from error


def _folder(url: URL) -> str:
    """The folder of the server's socket, where it is reached through one."""
    host = str(url.query.get("host", ""))
    return host if host.startswith("/") else ""


def _reached(url: URL, name: str) -> socket.socket:
    host, port = url.host or str(url.query.get("host", "localhost")), url.port or 5432
    place = f"{_folder(url)}/.s.PGSQL.{port}" if _folder(url) else f"{host}, port {port}"
    try:
        if _folder(url):
            reached = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            reached.settimeout(REACHED_WITHIN)
            reached.connect(place)
        else:
            reached = socket.create_connection((host, port), REACHED_WITHIN)
    except OSError as error:
        what = f"no server can be reached at {place} ({error.strerror or error})"
        raise CasebookError(
            what, where=name, cure="see that it runs, and that host and port are right"
        ) from error
    reached.settimeout(None)
    reached.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    return reached


def _encryption(mode: str) -> ssl.SSLContext | bool | None:
    """What the driver is told for an `sslmode`; None asks for encryption and does without."""
    if mode in {"disable", "prefer"}:
        return False if mode == "disable" else None
    context = ssl.create_default_context()
    if mode == "require":
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _begin(connection: Connection, patience: float) -> None:
    # Who reads sees one moment; who writes waits for those who write.
    if not connection.get_execution_options().get("writing"):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, round(patience * 1000))}")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER})")
