"""How fast times are read, beside other systems, and how well on the gold at a path.

    python benchmarks/times.py [GOLD_FOLDER]

Prints characters per second of one core on generated reports of growing length (the rate must not fall as
they grow), on lines of a megabyte that are no prose, and of `dateparser.search`, if it is installed, on the
same reports; and, if a folder is given, the measures of `truceline.evaluation.times`. Rates of other systems
are those that were measured for the project's notes on one machine, in thousands of characters a second;
they need Java, or more, and are quoted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec
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
FILLER = ("12:", "1", ".", "of the of the ", "2016 ", "the first ", "Jan. 5 ", "GMT +")
QUOTED = {
    "HeidelTime 2.2.1": "1-3", "SUTime": "1-4", "TERNIP": "1", "recognizers-text": "0.5-0.7",
    "Duckling": "19", "dateparser.search": "6", "chrono-node": "24-200",
}  # fmt: skip
"""Thousands of characters a second."""


def rate(read: Callable[[str], object], text: str) -> float:
    """Characters per second of processor time."""
    begun = process_time()
    read(text)
    return len(text) / (process_time() - begun)


def ours(text: str) -> object:
    """The reader measured."""
    return find(text, anchor=date(2024, 5, 1), place="Khartoum")


def peer() -> Callable[[str], object] | None:
    """`dateparser.search`, if it is installed."""
    if find_spec("dateparser") is None:
        return None
    search = import_module("dateparser.search").search_dates

    def read(text: str) -> object:
        return search(text, languages=["en"], settings={"RELATIVE_BASE": datetime(2024, 5, 1)})

    return read


def main() -> None:
    """Print the tables."""
    ours(PARAGRAPH)
    print(f"{'characters':>12} {'per second':>12}")
    for copies in (1, 10, 100, 1000):
        print(f"{len(PARAGRAPH) * copies:>12,} {rate(ours, PARAGRAPH * copies):>12,.0f}")
    print(f"\n{'a megabyte of':<20} {'seconds':>8}")
    for filler in FILLER:
        text = (filler * 1_000_000)[:1_000_000]
        print(f"{filler!r:<20} {len(text) / rate(ours, text):>8.2f}")
    print(f"\n{'system':<28} {'thousand characters a second':>28}")
    print(f"{'truceline.times':<28} {rate(ours, PARAGRAPH * 100) / 1000:>28,.0f}")
    other = peer()
    if other is not None:
        other(PARAGRAPH)
        print(f"{'dateparser.search, here':<28} {rate(other, PARAGRAPH * 10) / 1000:>28,.1f}")
    for name, told in QUOTED.items():
        print(f"{name + ', quoted':<28} {told:>28}")
    if len(sys.argv) > 1:
        print(f"\n{'set':<18} {'measure':<12} {'F1':>7} {'right':>7} {'of':>6}")
        for row in evaluate(Path(sys.argv[1])):
            print(f"{row['set']:<18} {row['measure']:<12} {row['f1']:>7.3f} {row['right']:>7} {row['of']:>6}")


if __name__ == "__main__":
    main()
