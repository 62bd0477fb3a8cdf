"""A PostgreSQL server of the tests' own."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from truceline.casebook import Casebook

__all__ = ["Server", "running"]

USER, PASSWORD = "truceline", "only for tests"


@dataclass
class Server:
    """A server that runs, and databases on it."""

    port: int
    folder: Path
    _numbers: Iterator[int] = field(default_factory=count)

    def address(self, database: str, password: str = PASSWORD, **more: object) -> str:
        """Where a database is."""
        port = more.get("port", self.port)
        return f"postgresql://{USER}:{password.replace(' ', '%20')}@127.0.0.1:{port}/{database}"

    def new(self, *, encoding: str = "", like: str = "template1") -> str:
        """The address of a new, empty database."""
        name = f"book{next(self._numbers)}"
        how = f"TEMPLATE template0 ENCODING '{encoding}' LOCALE 'C'" if encoding else f"TEMPLATE {like}"
        self.run("postgres", f"CREATE DATABASE {name} {how}")
        return self.address(name)

    def run(self, database: str, sql: str, *given: object) -> list[Any]:
        """What a statement in a database gives."""
        with self.talking(database) as cursor:
            cursor.execute(sql, given)
            return list(cursor.fetchall()) if cursor.description else []

    @contextmanager
    def talking(self, database: str) -> Iterator[Any]:
        """A connection of its own to a database (or its address), each statement done at once."""
        import pg8000.dbapi  # noqa: PLC0415 - only tests of casebooks need it

        connection = pg8000.dbapi.connect(
            user=USER,
            password=PASSWORD,
            host="127.0.0.1",
            port=self.port,
            database=database.rpartition("/")[2],
        )
        connection.autocommit = True
        try:
            yield connection.cursor()
        finally:
            connection.close()


@contextmanager
def running() -> Iterator[Server]:
    """A server in a folder of its own; the test is skipped where none is installed, save in CI."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="truceline-postgres-"))
    user = _user()
    if user is not None:
        shutil.chown(folder, user)
    (folder / "password").write_text(PASSWORD)
    (folder / "password").chmod(0o644)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    data = folder / "data"

    def call(program: str, *options: str) -> None:
        # The server takes no orders from root.
        subprocess.run(
            [programs / program, *options], check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        )  # fmt: skip

    call(
        "initdb", "-D", str(data), "-U", USER, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
        "--auth-host=scram-sha-256", "--auth-local=trust", f"--pwfile={folder / 'password'}",
    )  # fmt: skip
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off -c full_page_writes=off"
    call("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", settings, "start")
    try:
        server = Server(port, folder)
        # A casebook without anything in it, of which others are copies: making one anew takes a second.
        made = server.new()
        Casebook.open(made).close()
        server.run("postgres", f"ALTER DATABASE {made.rpartition('/')[2]} RENAME TO made")
        yield server
    finally:
        call("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _programs() -> Path:
    """The folder of the server's programs."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if folders:
        return folders[-1]
    told = "PostgreSQL is not installed (scripts/postgres)"
    if os.environ.get("CI") == "true":
        pytest.fail(told)
    pytest.skip(told)


def _user() -> str | None:
    """Who runs the server, where root runs the tests."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
