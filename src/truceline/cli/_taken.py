"""What the commands share that take something out of a casebook: the kinds that there are, the reading."""

from __future__ import annotations

from collections.abc import Mapping

from truceline.casebook import Casebook
from truceline.errors import UsageError
from truceline.model import Reading

__all__ = ["print_kinds", "read_book", "the_book"]


def print_kinds(kinds: Mapping[str, str]) -> None:
    """Print each kind with what it holds."""
    width = max(map(len, kinds))
    for name, what in kinds.items():
        print(f"{name:<{width}}  {what}")


def the_book(book: str | None) -> str:
    """The casebook that is meant.

    Raises:
        UsageError: none is named.
    """
    if book is None:
        raise UsageError("nothing says which casebook is meant", cure="name it with --book FILE")
    return book


def read_book(book: str, ceasefire: str | None) -> tuple[Reading, str | None]:
    """All that a casebook holds, and the whole id of a ceasefire of it that may be named by a part."""
    with Casebook.open(book, create=False) as casebook:
        wanted = casebook.find(ceasefire).id if ceasefire else None
        return casebook.reading(), wanted
