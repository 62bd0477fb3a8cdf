"""Users of a casebook that is served to several people, and their sessions.

A reader sees everything that the casebook holds, a reviewer decides on it too, an admin also says who is
which. A session is known by a token of 256 random bits, of which the casebook keeps only the digest: neither
can a token be made up, nor does a copy of the casebook let anybody in. Leaving, another role, another
password and removal end sessions at once.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import time
import unicodedata
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from truceline.casebook import _tables as t
from truceline.casebook._decision import now
from truceline.casebook._engine import explained, in_one_step
from truceline.casebook._passwords import check_new, hashed, is_right, is_weak
from truceline.errors import UsageError

__all__ = ["SESSION", "Role", "User", "Users"]

Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
SESSION = 12 * 3600
"""Seconds after which a user has to log in again: a long working day."""
_NAME = re.compile(r"[^\W_](?:[\w .,'’@+-]{0,62}[\w.)])?")


@dataclass(frozen=True)
class User:
    """Somebody who may log in: under which name (that of their decisions), as what, and since when."""

    name: str
    role: Role
    since: str


class Users:
    """The users of one casebook. From `Casebook.users`; names go without regard to capitals."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self._where = where

    def all(self) -> list[User]:
        """All users, by name."""
        with explained(self._where), self._engine.connect() as connection:
            return [_user(row) for row in connection.execute(select(t.users).order_by(t.users.c.key))]

    def add(self, name: str, role: Role, password: str) -> User:
        """Make a user.

        Raises:
            UsageError: the name is taken or is no name, the role is none, or the password cannot be taken.
        """
        plain = " ".join(unicodedata.normalize("NFC", name).split())
        if not _NAME.fullmatch(plain):
            cure = "write letters, digits and blanks, at most 64"
            raise UsageError(f"{name!r} is no name for a user", cure=cure)
        _check_role(role)
        check_new(plain, password)
        row = {"key": _key(plain), "name": plain, "role": role, "password": hashed(password), "since": now()}

        def work(connection: Connection) -> User:
            if _row(connection, plain) is not None:
                raise UsageError(f"there is a user {plain!r} already", cure="choose another name")
            connection.execute(insert(t.users), [row])
            return _user(_row(connection, plain))

        return in_one_step(self._engine, self._where, work)

    def change(self, name: str, *, role: Role | None = None, password: str | None = None) -> User:
        """Give a user another role or another password; their sessions end.

        Raises:
            UsageError: there is no such user, something cannot be taken, or no admin would be left.
        """
        new: dict[str, str] = {}
        if role is not None:
            _check_role(role)
            new["role"] = role
        if password is not None:
            check_new(name, password)
            new["password"] = hashed(password)

        def work(connection: Connection) -> User:
            held = self._one(connection, name)
            if held.role == "admin" and role not in (None, "admin"):
                self._check_admins(connection)
            if new:
                connection.execute(update(t.users).where(t.users.c.key == held.key).values(new))
                connection.execute(delete(t.sessions).where(t.sessions.c.user == held.key))
            return _user(_row(connection, name))

        return in_one_step(self._engine, self._where, work)

    def remove(self, name: str) -> None:
        """Remove a user. What they decided stays in the log under their name.

        Raises:
            UsageError: there is no such user, or no admin would be left.
        """

        def work(connection: Connection) -> None:
            held = self._one(connection, name)
            if held.role == "admin":
                self._check_admins(connection)
            connection.execute(delete(t.users).where(t.users.c.key == held.key))

        in_one_step(self._engine, self._where, work)

    def enter(self, name: str, password: str, *, at: float | None = None) -> str | None:
        """Log a user in: the token of a new session, or None where name and password do not go together.

        Args:
            name: as it was typed.
            password: as it was typed.
            at: seconds since 1970; now, if left out.
        """
        with explained(self._where), self._engine.connect() as connection:
            held = _row(connection, name)
        if not is_right(held.password if held else None, password):
            return None
        token, moment = secrets.token_urlsafe(32), time.time() if at is None else at
        again = hashed(password) if is_weak(held.password) else held.password

        def work(connection: Connection) -> str | None:
            still = _row(connection, name)
            if still is None or still.password != held.password:
                return None
            connection.execute(update(t.users).where(t.users.c.key == held.key).values(password=again))
            connection.execute(delete(t.sessions).where(t.sessions.c.expires <= int(moment)))
            row = {"digest": _digest(token), "user": held.key, "expires": int(moment) + SESSION}
            connection.execute(insert(t.sessions), [row])
            return token

        return in_one_step(self._engine, self._where, work)

    def who(self, token: str, *, at: float | None = None) -> User | None:
        """Whose session a token is of; None where it has ended or never was."""
        moment = time.time() if at is None else at
        query = (
            select(t.users)
            .join(t.sessions, t.sessions.c.user == t.users.c.key)
            .where(t.sessions.c.digest == _digest(token), t.sessions.c.expires > int(moment))
        )
        with explained(self._where), self._engine.connect() as connection:
            found = connection.execute(query).first()
        return _user(found) if found is not None else None

    def leave(self, token: str) -> None:
        """End a session."""
        query = delete(t.sessions).where(t.sessions.c.digest == _digest(token))
        in_one_step(self._engine, self._where, lambda connection: connection.execute(query))

    def _one(self, connection: Connection, name: str) -> Any:
        held = _row(connection, name)
        if held is None:
            told = ", ".join(connection.execute(select(t.users.c.name).order_by(t.users.c.key)).scalars())
            cure = f"choose one of: {told}" if told else "make one with truceline user add"
            raise UsageError(f"there is no user {name!r}", cure=cure)
        return held

    def _check_admins(self, connection: Connection) -> None:
        many = connection.execute(select(func.count()).where(t.users.c.role == "admin")).scalar() or 0
        if many < 2:
            raise UsageError("no admin would be left", cure="make somebody else an admin first")


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _row(connection: Connection, name: str) -> Any:
    return connection.execute(select(t.users).where(t.users.c.key == _key(name))).first()


def _user(row: Any) -> User:
    return User(name=row.name, role=row.role, since=row.since)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise UsageError(f"{role!r} is no role", cure=f"choose one of: {', '.join(ROLES)}")
