"""The commands of a team and their options: users of a casebook. What they do is in the modules that they
import when they run.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["users"]

HELP = {"help_option_names": ["-h", "--help"]}

users = typer.Typer(
    help="Who may log in where a casebook is served to several people, and as what.",
    context_settings=HELP,
    no_args_is_help=True,
)

Book = Annotated[Path, typer.Option("--book", metavar="FILE", help="The casebook.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The user's name, which their decisions bear.")]
Role = Annotated[
    str,
    typer.Option(
        "--role", metavar="ROLE", help="reader: sees all; reviewer: decides too; admin: makes users too."
    ),
]
Given = Annotated[
    bool, typer.Option("--password-stdin", help="Take the password from standard input, without asking.")
]


@users.command("add")
def add(name: Name, book: Book, role: Role = "reader", password_stdin: Given = False) -> int:
    """Make a user; the password is asked for."""
    from truceline.cli._user import add_user  # noqa: PLC0415

    return add_user(book, name, role, given=password_stdin)


@users.command("list")
def show(
    book: Book, as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False
) -> int:
    """Print who may log in, and as what."""
    from truceline.cli._user import list_users  # noqa: PLC0415

    return list_users(book, as_json=as_json)


@users.command("role")
def role(
    name: Name,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="reader, reviewer or admin.")],
    book: Book,
) -> int:
    """Give a user another role; their sessions end."""
    from truceline.cli._user import change_role  # noqa: PLC0415

    return change_role(book, name, role)


@users.command("password")
def password(name: Name, book: Book, password_stdin: Given = False) -> int:
    """Give a user another password; their sessions end."""
    from truceline.cli._user import change_password  # noqa: PLC0415

    return change_password(book, name, given=password_stdin)


@users.command("remove")
def remove(name: Name, book: Book) -> int:
    """Remove a user; what they decided stays in the log."""
    from truceline.cli._user import remove_user  # noqa: PLC0415

    return remove_user(book, name)
