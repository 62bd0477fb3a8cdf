"""How far a run has come."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from truceline.sources._walk import files_of

__all__ = ["Tally"]


@dataclass(slots=True)
class Tally:
    """What has been done of a run: documents met, passed over by the first pass, and failed; bytes of their
    files, and of all files, where that is known.
    """

    documents: int = 0
    skipped: int = 0
    failed: int = 0
    done: int = 0
    total: int = 0
    last: str = ""
    began: float = field(default_factory=time.monotonic)

    def weigh(self, paths: Iterable[str | Path]) -> None:
        """Add up the bytes of the files under some paths, so that an estimate can be made."""
        for path in paths:
            if not str(path).startswith(("http://", "https://", "-")):
                for file in files_of(path):
                    try:
                        self.total += os.stat(file).st_size
                    except OSError:
                        continue  # it is told as a failure when it is its turn

    @property
    def share(self) -> float | None:
        """How much of the bytes is done, from 0 to 1; None where that is not known."""
        return min(1.0, self.done / self.total) if self.total else None

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take if it goes on like this; None where that cannot be told yet."""
        share, spent = self.share, time.monotonic() - self.began
        return spent * (1 - share) / share if share and spent > 2 else None
