"""truceline keeps the record of a ceasefire from what was written about it.

The verbs of the command line are functions here. `read` turns sources into a `Reading`, `Casebook` keeps
readings; `show` shows one in a notebook, `frames` gives its tables, `draw` its figures, `export` its files;
`compare` lays it beside codings made by hand, `check` tests incidents against terms, `evaluate` measures
truceline against gold. The rooms (`truceline.times`, `truceline.statements`, ...) can each be used alone.

In a notebook, `%load_ext truceline` lets readings, ceasefires and statements show themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from truceline.casebook import Casebook
    from truceline.errors import TrucelineError
    from truceline.evaluation import evaluate
    from truceline.exports import compare, export, frames
    from truceline.figures import draw
    from truceline.model import Reading, dump, load
    from truceline.notebook import load_ipython_extension, show
    from truceline.reader import join, read
    from truceline.terms import check

__version__ = "0.1.0"
__all__ = [
    "Casebook", "Reading", "TrucelineError", "__version__", "check", "compare", "draw", "dump", "evaluate",
    "export", "frames", "join", "load", "load_ipython_extension", "read", "show",
]  # fmt: skip

HOMES = {
    "Casebook": "truceline.casebook",
    "Reading": "truceline.model",
    "TrucelineError": "truceline.errors",
    "check": "truceline.terms",
    "compare": "truceline.exports",
    "draw": "truceline.figures",
    "dump": "truceline.model",
    "evaluate": "truceline.evaluation",
    "export": "truceline.exports",
    "frames": "truceline.exports",
    "join": "truceline.reader",
    "load": "truceline.model",
    "load_ipython_extension": "truceline.notebook",
    "read": "truceline.reader",
    "show": "truceline.notebook",
}
"""From which room each name comes."""


def __getattr__(name: str) -> Any:
    # Reading brings the language pipeline, and a casebook the database: each is imported when it is first
    # asked for.
    from importlib import import_module  # noqa: PLC0415

    if name not in HOMES:
        raise AttributeError(f"module 'truceline' has no attribute {name!r}")
    return getattr(import_module(HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
