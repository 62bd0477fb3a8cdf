"""Terms as the command line names them: a file of terms, a record's JSON, or `CASEBOOK:ID`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from truceline.model import Terms
from truceline.terms import load_terms

__all__ = ["find_terms"]


def find_terms(names: Sequence[str]) -> list[Terms]:
    """The terms that are named.

    Raises:
        UsageError: something named is not there, or holds no terms.
    """
    return [load_terms(Path(name)) for name in names]
