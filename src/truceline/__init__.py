"""truceline keeps the record of a ceasefire from what was written about it.

The verbs of the command line are functions here: `read` turns sources into a `Reading`, `Casebook` keeps
readings, `evaluate` measures truceline against gold. The rooms (`truceline.times`, `truceline.statements`,
...) can each be used alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from truceline.casebook import Casebook
    from truceline.errors import TrucelineError
    from truceline.evaluation import evaluate
    from truceline.model import Reading
    from truceline.reader import join, read

__version__ = "0.1.0"
__all__ = ["Casebook", "Reading", "TrucelineError", "__version__", "evaluate", "join", "read"]

_HOMES = {
    "Casebook": "truceline.casebook",
    "Reading": "truceline.model",
    "TrucelineError": "truceline.errors",
    "evaluate": "truceline.evaluation",
    "join": "truceline.reader",
    "read": "truceline.reader",
}


def __getattr__(name: str) -> Any:
    # Reading brings the language pipeline, and a casebook the database: each is imported when it is first
    # asked for.
    from importlib import import_module  # noqa: PLC0415

    if name not in _HOMES:
        raise AttributeError(f"module 'truceline' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
