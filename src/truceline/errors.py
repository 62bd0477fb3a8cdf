"""Everything that truceline raises, as one tree.

    TrucelineError
    ├── SourceError      a document could not be read (the run goes on without it)
    ├── UsageError       the caller asked for something that does not exist or does not fit
    ├── CasebookError    a casebook is missing, damaged, locked or of another version
    └── ModelError       the language pipeline that was asked for cannot be loaded

Each error has a `code` that can be searched in the documentation, and its text says what happened, where, and
what to do about it.
"""

from __future__ import annotations

from typing import Any

__all__ = ["CasebookError", "ModelError", "SourceError", "TrucelineError", "UsageError"]


class TrucelineError(Exception):
    """The root of all errors that truceline raises on purpose."""

    code = "truceline"

    def __init__(self, what: str, *, where: str = "", cure: str = "") -> None:
        """`what` happened, `where` (a path, address or line), and the `cure` (what its reader can do)."""
        self.what = what
        self.where = where
        self.cure = cure
        super().__init__(what, where, cure)

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), self.what, self.where, self.cure)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        cure = f"; {self.cure}" if self.cure else ""
        return f"{place}{self.what}{cure}"


def _again(kind: type[TrucelineError], what: str, where: str, cure: str) -> TrucelineError:
    """An error as it comes out of another process."""
    return kind(what, where=where, cure=cure)


class SourceError(TrucelineError):
    """A document could not be read. It is set aside and named in the summary; the run goes on."""

    code = "source"


class UsageError(TrucelineError):
    """The call itself is wrong: an unknown option, a value that does not fit, nothing to read."""

    code = "usage"


class CasebookError(TrucelineError):
    """A casebook is missing, locked, damaged, or written by another version."""

    code = "casebook"


class ModelError(TrucelineError):
    """The language pipeline that was asked for cannot be loaded."""

    code = "model"
