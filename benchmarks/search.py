"""How long it takes to find words in a large casebook.

    python benchmarks/search.py BOOK [ARTICLES] [--seconds N]

Made-up reports are written to the file BOOK until it holds as many as are asked for (1,000,000 if left out,
ten statements each), or N seconds are over; what is there is gone on from. Then words are looked up in it,
every kind of query many times, and a table says how long the answers took. Words are as frequent as in
English (the nth about 1/n as often as the first), and queries are drawn from the texts themselves.

Beside it stands the plain query of SQLite's full-text index: all places ranked, the best shown (--plain).
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles
from typing import Any

import numpy as np

from truceline.casebook import Casebook

WORDS = 60_000
LENGTH = 400
"""Words of a report."""
SAID = 10
"""Statements of a report."""
SAID_LENGTH = 25
BATCH = 2_000
ASKED = 40
"""Queries of each kind."""
COMMON = """
the of to and in a that was for on is with by it as at from his be had he an have which not are or
but were they been has their who would will one said all there no if its when more we than out so up
after two about into new other some time president army minister government ceasefire truce rebels
forces talks agreement prisoners convoy monitors peace fighting
"""
SYLLABLES = [consonant + vowel for consonant in "bcdfghklmnprstvz" for vowel in "aeiou"]

Row = tuple[Any, ...]


def vocabulary() -> list[str]:
    """The most frequent first; no word twice."""
    chance = random.Random(1)
    words = dict.fromkeys(COMMON.split())
    while len(words) < WORDS:
        words["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4, 5))))] = None
    return list(words)


def reports(
    batch: int, words: np.ndarray[Any, Any], up_to: np.ndarray[Any, Any]
) -> Iterator[tuple[Row, list[Row]]]:
    """The articles of a batch, each with its statements; the same every time."""
    chance = np.random.default_rng(batch)
    texts = words[np.searchsorted(up_to, chance.random((BATCH, LENGTH)))]
    starts = chance.integers(0, LENGTH - SAID_LENGTH, (BATCH, SAID))
    for n, (text, begins) in enumerate(zip(texts.tolist(), starts.tolist(), strict=True)):
        name = f"a{batch * BATCH + n:08}"
        lines = "\n".join(" ".join(text[at : at + 40]) for at in range(0, LENGTH, 40))
        said = [
            _statement(name, i, " ".join(text[at : at + SAID_LENGTH])) for i, at in enumerate(sorted(begins))
        ]
        day = f"20{10 + batch % 14:02}-0{1 + n % 9}-1{n % 10}T00:00:00Z"
        when = f'{{"earliest":"{day}","latest":"{day}","edtf":"{day[:10]}"}}'
        digest = hashlib.sha256(lines.encode()).hexdigest()
        article = (
            name,
            f"reports/{name}.txt",
            digest,
            "text/plain",
            lines,
            f"Outlet {n % 40}",
            when,
            "benchmark",
        )
        yield article, said


def _statement(article: str, i: int, words: str) -> Row:
    actor = f"person-{hash_of(words) % 2000}"
    return (
        f"{article}.s{i}",
        article,
        0,
        80,
        actor,
        "named",
        "[]",
        words,
        "indirect",
        "asserts",
        "say",
        "body",
        "[]",
        0.9,
    )


def hash_of(text: str) -> int:
    """A number for a text, the same in every run."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "big")


ARTICLE = "id uri sha256 media_type text outlet published truceline"
STATEMENT = "id article start stop actor why content words mode act verb part chain confidence"


def fill(book: str, wanted: int, seconds: float) -> int:
    """Write reports until there are as many as wanted, or the time is over; how many there are."""
    Casebook.open(book).close()
    words = np.array(vocabulary(), dtype=object)
    shares = 1 / np.arange(1, WORDS + 1)
    up_to = np.cumsum(shares / shares.sum())
    until = time.monotonic() + seconds
    with sqlite3.connect(book, isolation_level=None) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -262144")
        there = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
        while there < wanted and time.monotonic() < until:
            made = list(reports(there // BATCH, words, up_to))
            connection.execute("BEGIN")
            connection.executemany(_insert("articles", ARTICLE), [article for article, _ in made])
            connection.executemany(
                _insert("statements", STATEMENT), [row for _, said in made for row in said]
            )
            connection.execute("COMMIT")
            there += BATCH
    return there


def _insert(table: str, columns: str) -> str:
    names = columns.split()
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def queries() -> dict[str, list[str]]:
    """What is asked, by kind."""
    words = vocabulary()
    chance = random.Random(2)
    shares = 1 / np.arange(1, WORDS + 1)
    up_to = np.cumsum(shares / shares.sum())

    def among(first: int, last: int) -> str:
        return words[chance.randrange(first, last)]

    def beginning(letters: int) -> str:
        longer = (word for word in iter(lambda: among(0, WORDS), "") if len(word) >= letters)
        return next(longer)[:letters] + "*"

    def told(count: int, skip: int = 1) -> list[str]:
        """Words that stand in a report, some way from each other or side by side."""
        batch = chance.randrange(2)
        [text] = [
            a[4] for n, (a, _) in enumerate(reports(batch, np.array(words, dtype=object), up_to)) if n == 7
        ]
        tokens = text.split()
        at = chance.randrange(len(tokens) - count * skip)
        return tokens[at : at + count * skip : skip]

    kinds = {
        "a rare word": lambda: among(10_000, WORDS),
        "a word": lambda: among(300, 10_000),
        "a common word": lambda: among(0, 100),
        "two common words": lambda: f"{among(0, 100)} {among(0, 100)}",
        "a common word and a rare one": lambda: f"{among(0, 100)} {among(5_000, WORDS)}",
        "two words of a report": lambda: " ".join(told(2, 4)),
        "three words of a report": lambda: " ".join(told(3, 4)),
        "a phrase of two words": lambda: '"' + " ".join(told(2)) + '"',
        "a phrase of three words": lambda: '"' + " ".join(told(3)) + '"',
        "a beginning of four letters": lambda: beginning(4),
        "a beginning of three": lambda: beginning(3),
    }
    return {kind: [make() for _ in range(ASKED)] for kind, make in kinds.items()}


def measure(book: str, plain: bool) -> None:
    """Print how long answers take, by kind of query."""
    columns = f"{'median':>8} {'95th':>8} {'longest':>8}"
    print(f"{'milliseconds':<30} {'asked first':>26} {'asked again':>26}")
    print(f"{'':<30} {columns} {columns}{'  plain query' * plain}")
    first: list[float] = []
    again: list[float] = []
    with Casebook.open(book, create=False) as casebook:
        for kind, asked in queries().items():
            took, more = ([_timed(lambda q=q: casebook.search(q)) for q in asked] for _ in range(2))
            first += took
            again += more
            beside = f"{_plainly(book, asked):>13,.0f}" if plain else ""
            print(f"{kind:<30} {_row(took)} {_row(more)}{beside}", flush=True)
    print(f"{'all':<30} {_row(first)} {_row(again)}")


def _timed(work: Any) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _row(took: list[float]) -> str:
    cuts = quantiles(took, n=20)
    return f"{cuts[9]:>8,.1f} {cuts[18]:>8,.1f} {max(took):>8,.1f}"


def _plainly(book: str, asked: list[str]) -> float:
    query = "SELECT rowid FROM statements_search WHERE statements_search MATCH ? ORDER BY rank LIMIT 20"
    with sqlite3.connect(book) as connection:
        took = [_timed(lambda q=q: connection.execute(query, [q]).fetchall()) for q in asked[:5]]
    return sorted(took)[len(took) // 2]


def main() -> None:
    """Make what is missing, then measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("book")
    parser.add_argument("articles", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--plain", action="store_true", help="measure the plain query too; it is slow")
    given = parser.parse_args()
    start = time.monotonic()
    there = fill(given.book, given.articles, given.seconds)
    size = sum(path.stat().st_size for path in Path(given.book).parent.glob(Path(given.book).name + "*"))
    took = time.monotonic() - start
    print(f"{there:,} articles, {there * SAID:,} statements, {size / 1e9:.1f} GB, written in {took:,.0f} s")
    if there >= given.articles:
        measure(given.book, given.plain)


if __name__ == "__main__":
    main()
