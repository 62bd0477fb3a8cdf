"""The commands of a team and their options: users of a casebook, and rounds of blind coding. What they do is
in the modules that they import when they run.
"""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["coding", "users"]

HELP = {"help_option_names": ["-h", "--help"]}

users = typer.Typer(
    help="Say who may log in where a casebook is served, and as what.",
    context_settings=HELP,
    no_args_is_help=True,
)

coding = typer.Typer(
    help="Several people code the same ceasefires, each alone.",
    context_settings=HELP,
    no_args_is_help=True,
)

Book = Annotated[str, typer.Option("--book", metavar="FILE", help="The casebook.")]
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


Round = Annotated[str, typer.Argument(metavar="ROUND", help="The name of the round.")]
By = Annotated[
    str,
    typer.Option("--by", metavar="NAME", envvar="TRUCELINE_REVIEWER", help="Who does this."),
]
Values = Annotated[
    list[str] | None,
    typer.Option("--value", metavar="VALUE", help="A value that holds; again for several of a list."),
]
Nothing = Annotated[bool, typer.Option("--nothing", help="No report tells any value.")]
Ceasefire = Annotated[str, typer.Argument(metavar="CEASEFIRE", help="The id of the ceasefire.")]
Field = Annotated[str, typer.Argument(metavar="FIELD", help="The field.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@coding.command("open")
def open_round(
    round: Round,
    *,
    book: Book,
    coder: Annotated[
        list[str], typer.Option(metavar="NAME", help="Who codes; give it for each, two at least.")
    ],
    field: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD", help="What is coded; again for several. If left out: the main fields."),
    ] = None,
    ceasefire: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Which ceasefires; again for several. If left out: all."),
    ] = None,
    by: By,
) -> int:
    """Begin a round."""
    from truceline.cli._coding import open_round as work  # noqa: PLC0415

    return work(book, round, coders=coder, fields=field or [], ceasefires=ceasefire or [], by=by)


@coding.command("list")
def list_rounds(book: Book, as_json: AsJson = False) -> int:
    """Print the rounds, and how far each coder has come."""
    from truceline.cli._coding import list_rounds as work  # noqa: PLC0415

    return work(book, as_json=as_json)


@coding.command("code")
def code(
    round: Round, ceasefire: Ceasefire, field: Field, *, book: Book, value: Values = None,
    nothing: Nothing = False, note: Annotated[str, typer.Option(metavar="TEXT", help="A note.")] = "", by: By,
) -> int:  # fmt: skip
    """Say what the reports tell of a field. The web app (/coding) lays their words beside it."""
    from truceline.cli._coding import code as work  # noqa: PLC0415

    return work(book, round, (ceasefire, field), value or [], nothing=nothing, note=note, by=by)


@coding.command("close")
def close(round: Round, book: Book, by: By) -> int:
    """End a round, after which all see what was coded."""
    from truceline.cli._coding import close as work  # noqa: PLC0415

    return work(book, round, by=by)


@coding.command("agreement")
def agreement(round: Round, book: Book, as_json: AsJson = False) -> int:
    """Print how far the coders of a closed round agree.

    Field by field, with where they differ.
    """
    from truceline.cli._coding import agreement as work  # noqa: PLC0415

    return work(book, round, as_json=as_json)


@coding.command("settle")
def settle(
    round: Round,
    ceasefire: Annotated[
        str | None,
        typer.Argument(metavar="[CEASEFIRE", help="Which; else all that coders agree on."),
    ] = None,
    field: Annotated[str | None, typer.Argument(metavar="FIELD]", help="The field that is settled.")] = None,
    *,
    book: Book,
    value: Values = None,
    nothing: Nothing = False,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why.")] = "",
    by: By,
) -> int:
    """Put into the record what is agreed on or settled.

    Without a ceasefire, what all coders agree on; with one, what holds where they differ.
    """
    from truceline.cli._coding import settle as work  # noqa: PLC0415

    unit = (ceasefire, field) if ceasefire and field else None
    return work(book, round, unit, value or [], nothing=nothing, reason=reason, by=by)
