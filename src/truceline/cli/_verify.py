"""`truceline verify`."""

from __future__ import annotations

import sys
from dataclasses import asdict

from truceline.casebook import Casebook
from truceline.model import dump

__all__ = ["verify_command"]


def verify_command(book: str, *, reindex: bool, as_json: bool) -> int:
    """Say whether a casebook is whole; 1 if it is not."""
    with Casebook.open(book, create=False) as casebook:
        if reindex:
            casebook.reindex()
        faults = casebook.faults()
        with casebook.look() as view:
            counts = view.counts()
        where = casebook.where
    if as_json:
        sys.stdout.buffer.write(dump([asdict(fault) for fault in faults], indent=2) + b"\n")
    elif not faults:
        print(
            f"{where} is whole: {counts.articles:,} reports, {counts.statements:,} statements, "
            f"{counts.ceasefires:,} ceasefires"
        )
    else:
        for fault in faults:
            print(f"{fault.where}: {fault.what}; {fault.cure}")
        print(f"truceline: {where} is not whole", file=sys.stderr)
    return 1 if faults else 0
