"""How fast times are read, and how well on the gold at a path.

    python benchmarks/times.py [GOLD_FOLDER]

Prints characters per second of one core on generated reports of growing length (the rate must not fall as
they grow), and, if a folder is given, the measures of `truceline.evaluation.times`. Rates of other systems
on like machines, in thousands of characters a second, as their users measured them: HeidelTime 1 to 3,
SUTime 1 to 4, Duckling 19, dateparser 6.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from time import process_time

from truceline.evaluation.times import evaluate
from truceline.times import find

PARAGRAPH = (
    "The two armies agreed on Tuesday to stop firing from 6 a.m. local time (0400 GMT) on Friday, 3 "
    "May, for 72 hours. Mediators who had met both delegations since the previous week said that "
    "convoys would move every day between 9 a.m. and noon, and that the arrangement could be renewed "
    "before midnight on Monday. Residents spoke of a quiet night in the northern districts, where "
    "shops had been closed and streets empty while the shelling went on.\n\n"
)


def rate(copies: int) -> float:
    """Characters per second of processor time on so many paragraphs."""
    text = PARAGRAPH * copies
    begun = process_time()
    find(text, anchor=date(2024, 5, 1), place="Khartoum")
    return len(text) / (process_time() - begun)


def main() -> None:
    """Print both tables."""
    rate(1)
    print(f"{'characters':>12} {'per second':>12}")
    for copies in (1, 10, 100, 1000):
        print(f"{len(PARAGRAPH) * copies:>12,} {rate(copies):>12,.0f}")
    if len(sys.argv) > 1:
        print(f"\n{'set':<18} {'measure':<12} {'F1':>7} {'right':>7} {'of':>6}")
        for row in evaluate(Path(sys.argv[1])):
            print(f"{row['set']:<18} {row['measure']:<12} {row['f1']:>7.3f} {row['right']:>7} {row['of']:>6}")


if __name__ == "__main__":
    main()
