"""Terms in files: entries made by people, in TOML or JSON, each with its source."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec

from truceline.errors import UsageError
from truceline.model import Terms
from truceline.terms._compile import compile_terms

__all__ = ["load_terms"]


def load_terms(path: str | Path) -> Terms:
    """The terms in a file (TOML, or JSON of the same shape), checked.

    Raises:
        UsageError: it is not there, is of another shape, or names what it does not define.
    """
    file = Path(path)
    try:
        text = file.read_text("utf-8")
        told: Any = msgspec.json.decode(text) if file.suffix == ".json" else tomllib.loads(text)
        terms = msgspec.convert(told, Terms)
    except OSError as error:
        raise UsageError(f"cannot read the terms: {error.strerror}", where=str(file)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.DecodeError) as error:
        cure = "docs/terms.md shows a file of terms"
        raise UsageError(f"these are no terms: {error}", where=str(file), cure=cure) from error
    compile_terms(terms, where=str(file))
    return terms
