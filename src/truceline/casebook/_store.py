"""What a database must offer to hold a casebook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection, Engine

from truceline.errors import CasebookError

__all__ = ["Stamp", "Store"]


@dataclass(frozen=True)
class Stamp:
    """What stands in a database: a casebook, of which version of its tables; or nothing at all."""

    casebook: bool
    version: str | None
    empty: bool


class Store(Protocol):
    """A place where a casebook is, or may be made."""

    name: str
    """The place as it is shown: without a password."""
    something_else: tuple[str, str]
    """What is said, and what to do, where there is something else than a casebook."""

    def engine(self, *, create: bool, patience: float) -> Engine:
        """An engine on it, whatever stands there.

        Raises:
            CasebookError: it is out of reach, or can be seen to be something else.
        """

    def stamp(self, connection: Connection) -> Stamp:
        """What stands there."""

    def prepare(self, connection: Connection) -> None:
        """Before the first tables are made."""

    def missing(self) -> CasebookError:
        """What is raised where there is no casebook and none is to be made."""
