"""truceline against gold: the figures that the README quotes, and every miss behind them.

In go a kind (`times`, `statements`, `parts`, `records`, `verdicts`) and paths of gold, out come rows of a
table: a set, a measure, precision, recall and F1 where they apply, and how many were right of how many.
"""

from truceline.evaluation._run import KINDS, evaluate
from truceline.evaluation._table import as_json, print_misses, print_table

__all__ = ["KINDS", "as_json", "evaluate", "print_misses", "print_table"]
