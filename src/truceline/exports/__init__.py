"""Readings into the formats of the field, and beside the codings that others made by hand.

In comes a `Reading`, from `truceline.read` or a casebook. `export` writes one kind of table or document
(`KINDS` lists them); `read_codings` reads a table in the columns of the ETH/PRIO dataset and says what cannot
be right in it; `compare` lays a reading beside such codings.
"""

from truceline.exports._codings import Coding, Defect, read_codings
from truceline.exports._compare import Comparison, Difference, Match, compare
from truceline.exports._formats import KINDS, export

__all__ = [
    "KINDS",
    "Coding",
    "Comparison",
    "Defect",
    "Difference",
    "Match",
    "compare",
    "export",
    "read_codings",
]
