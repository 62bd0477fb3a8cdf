"""Readings into the formats of the field, and beside the codings that others made by hand.

In comes a `Reading`, from `truceline.read` or a casebook. `export` writes one kind of table or document
(`kinds` lists them); `read_codings` reads a table in the columns of the ETH/PRIO dataset and says what cannot
be right in it; `compare` lays a reading beside such codings.
"""

from truceline.exports._codings import Coding, Defect, read_codings
from truceline.exports._compare import Comparison, Difference, Match, compare
from truceline.exports._formats import export, kinds

__all__ = [
    "Coding",
    "Comparison",
    "Defect",
    "Difference",
    "Match",
    "compare",
    "export",
    "kinds",
    "read_codings",
]
