"""`truceline user`."""

from __future__ import annotations

import getpass
import sys
from dataclasses import asdict
from typing import cast

from truceline.casebook import Casebook, Role
from truceline.errors import UsageError
from truceline.model import dump

__all__ = ["add_user", "change_password", "change_role", "list_users", "remove_user"]


def add_user(book: str, name: str, role: str, *, given: bool) -> int:
    """Make a user; the exit status."""
    with Casebook.open(book, create=False) as casebook:
        made = casebook.users.add(name, cast(Role, role), _password(given))
    print(f"{made.name} may log in as {_a(made.role)}")
    return 0


def list_users(book: str, *, as_json: bool) -> int:
    """Print the users; the exit status."""
    with Casebook.open(book, create=False) as casebook:
        users = casebook.users.all()
    if as_json:
        sys.stdout.buffer.write(dump([asdict(user) for user in users], indent=2) + b"\n")
    elif not users:
        print("Nobody may log in. Make an admin with: truceline user add NAME --role admin --book FILE")
    else:
        width = max(len(user.name) for user in users)
        for user in users:
            print(f"{user.name:<{width}}  {user.role:<8}  since {user.since[:10]}")
    return 0


def change_role(book: str, name: str, role: str) -> int:
    """Give a user another role; the exit status."""
    with Casebook.open(book, create=False) as casebook:
        changed = casebook.users.change(name, role=cast(Role, role))
    print(f"{changed.name} is {_a(changed.role)} now")
    return 0


def change_password(book: str, name: str, *, given: bool) -> int:
    """Give a user another password; the exit status."""
    with Casebook.open(book, create=False) as casebook:
        changed = casebook.users.change(name, password=_password(given))
    print(f"{changed.name} has another password now")
    return 0


def remove_user(book: str, name: str) -> int:
    """Remove a user; the exit status."""
    with Casebook.open(book, create=False) as casebook:
        casebook.users.remove(name)
    print(f"{name} may not log in any more")
    return 0


def _password(given: bool) -> str:
    """A password from the terminal, or from standard input; it never stands on a command line, where others
    on the machine could read it.
    """
    if given:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError("there is no terminal to ask for a password at", cure="give --password-stdin")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != first:
        raise UsageError("the password was not written twice alike", cure="try again")
    return first


def _a(role: str) -> str:
    return f"an {role}" if role == "admin" else f"a {role}"
