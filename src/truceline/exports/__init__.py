"""Readings into the formats of the field, and beside the codings that others made by hand.

In comes a `Reading`, from `truceline.read` or a casebook. `export` writes one kind of table or document
(`kinds` lists them); `read_codings` reads a table in the columns of the ETH/PRIO dataset and says what cannot
be right in it; `compare` lays a reading beside such codings. `frames` gives the tables as polars frames.
"""

from truceline.exports._codings import Coding, Defect, read_codings
from truceline.exports._compare import Comparison, Difference, Match, compare
from truceline.exports._formats import export, kinds
from truceline.exports._frames import Frames, frames

__all__ = [
    "Coding",
    "Comparison",
    "Defect",
    "Difference",
    "Frames",
    "Match",
    "compare",
    "export",
    "frames",
    "kinds",
    "read_codings",
]
