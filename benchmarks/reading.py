"""How long truceline takes: `truceline --help`, and reading a folder of reports, beside spaCy alone on the
same text.

    python benchmarks/reading.py [PATH...]

Processor seconds of one process, the pipeline loaded before the clock starts; the best of three runs. Without
a path the example reports are read.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import spacy

from truceline import reader
from truceline.language import model_name

EXAMPLES = Path(__file__).parent.parent / "examples"
RUNS = 3
STAGES = (
    ("parts of articles", "truceline.sources", "load"),
    ("language pipeline", "truceline._account", "parse"),
    ("times", "truceline.times", "read"),
    ("actors", "truceline.actors", "find"),
    ("statements", "truceline.statements", "extract"),
    ("claims", "truceline.claims", "read"),
    ("records", "truceline.records", "reconcile"),
)
"""What is timed inside a reading: a name, and the function behind it."""


def help_seconds() -> float:
    """Processor seconds of `truceline --help` in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", "from truceline.cli import main; main()", "--help"]
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def best(work: Callable[[], Any]) -> tuple[float, Any]:
    """The fewest processor seconds of some runs, and what the last of them gave."""
    seconds, given = float("inf"), None
    for _ in range(RUNS):
        start = time.process_time()
        given = work()
        seconds = min(seconds, time.process_time() - start)
    return seconds, given


class Clock:
    """Processor seconds spent in each stage, told by standing between the reader and the rooms."""

    def __init__(self) -> None:
        self.seconds = {name: 0.0 for name, _, _ in STAGES}

    def stand_between(self) -> None:
        """Replace the stages' functions by ones that take the time."""
        for name, room, function in STAGES:
            module = import_module(room)
            setattr(module, function, self._timed(name, getattr(module, function)))

    def _timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            start = time.process_time()
            given = function(*arguments, **options)
            if hasattr(given, "__next__"):
                given = iter(list(given))
            self.seconds[name] += time.process_time() - start
            return given

        return call


def spacy_alone(texts: list[str]) -> Callable[[], Any]:
    """Nothing but the pipeline, over the same text."""
    pipeline = spacy.load(model_name())
    return lambda: list(pipeline.pipe(texts))


def main() -> None:
    """Print the table."""
    paths = sys.argv[1:] or sorted(map(str, EXAMPLES.iterdir()))
    print(
        f"truceline --help              {min(help_seconds() for _ in range(RUNS)):6.2f} s of processor time\n"
    )

    first = reader.read(paths)
    words = sum(len(article.text.split()) for article in first.articles)
    alone, _ = best(spacy_alone([a.text[s.start : s.end] for a in first.articles for s in a.segments]))
    whole, _ = best(lambda: reader.read(paths))
    clock = Clock()
    clock.stand_between()
    reader.read(paths)
    print(f"{len(first.articles)} reports, {words:,} words          seconds   words/s  of the whole")
    print(f"{'truceline read':<28}{whole:9.2f}{words / whole:10,.0f}")
    print(f"{'spaCy alone, same text':<28}{alone:9.2f}{words / alone:10,.0f}{alone / whole:13.0%}")
    total = sum(clock.seconds.values())
    for name, seconds in clock.seconds.items():
        print(f"  {name:<26}{seconds:9.2f}{'':>10}{seconds / (total or 1):13.0%}")


if __name__ == "__main__":
    main()
