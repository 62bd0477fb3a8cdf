"""How long it takes to find words in a large casebook.

    python benchmarks/search.py BOOK... [--articles N] [--seconds N]

BOOK is a file, the address of a PostgreSQL database, or the word `server`: then a PostgreSQL server is
started in a folder of its own, and removed at the end. Made-up reports are written to each BOOK until it
holds as many as are asked for (1,000,000 if left out, ten statements each), or N seconds are over; what is
there is gone on from. Then words are looked up, every kind of query many times, and a table says how long
the answers took, the books side by side. Before a file is first asked, what the machine holds of it in
memory is let go. Words are as frequent as in English (the nth about 1/n as often as the first), and queries
are drawn from the texts themselves.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any

import numpy as np
from sqlalchemy import Connection

from truceline.casebook import Casebook
from truceline.casebook._engine import open_engine
from truceline.casebook._search import fill_index

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
    engine = open_engine(book, create=False, patience=5)
    on_file = engine.dialect.name == "sqlite"
    with engine.connect().execution_options(writing=True) as connection:
        if on_file:
            connection.connection.driver_connection.executescript(  # type: ignore[union-attr]
                "PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;"
            )
        there = connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one()
        connection.rollback()
        while there < wanted and time.monotonic() < until:
            made = list(reports(there // BATCH, words, up_to))
            said = [row for _, rows in made for row in rows]
            with connection.begin():
                if on_file:
                    connection.exec_driver_sql(_insert("articles", ARTICLE), [row for row, _ in made])
                    connection.exec_driver_sql(_insert("statements", STATEMENT), said)
                else:
                    _copy(connection, "articles", ARTICLE, [row for row, _ in made])
                    _copy(connection, "statements", STATEMENT, said)
                    fill_index(connection, "articles", {row[0]: row[4] for row, _ in made})
                    fill_index(connection, "statements", {row[0]: row[7] for row in said})
            there += BATCH
    if not on_file:
        raw: Any = engine.raw_connection().driver_connection
        raw.autocommit = True
        raw.cursor().execute("VACUUM ANALYZE")
    engine.dispose()
    return there


def _insert(table: str, columns: str) -> str:
    names = columns.split()
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def _copy(connection: Connection, table: str, columns: str, rows: list[Row]) -> None:
    """Rows to a server, all at once; their texts hold nothing that would have to be marked."""
    told = "".join("\t".join(str(v).replace("\n", "\\n") for v in row) + "\n" for row in rows)
    cursor = connection.connection.cursor()
    cursor.execute(f"COPY {table} ({', '.join(columns.split())}) FROM STDIN", stream=io.StringIO(told))


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


def measure(books: list[str]) -> None:
    """Print how long answers take, by kind of query."""
    columns = f"{'median':>9}{'95th':>9}{'longest':>9}"
    print(f"{'milliseconds':<30}" + "".join(f"{_kind(book):>28}{'asked again':>28}" for book in books))
    print(f"{'':<30}" + f" {columns}" * 2 * len(books))
    every: list[list[float]] = [[] for _ in range(2 * len(books))]
    for book in books:
        _let_go(book)
    with ExitStack() as stack:
        opened = [stack.enter_context(Casebook.open(book, create=False)) for book in books]
        for kind, asked in queries().items():
            took = [[_timed(lambda q=q, b=b: b.search(q)) for q in asked] for b in opened for _ in range(2)]
            for n, part in enumerate(took):
                every[n] += part
            print(f"{kind:<30}" + "".join(map(_row, took)), flush=True)
    print(f"{'all':<30}" + "".join(map(_row, every)))


def _kind(book: str) -> str:
    return f"{'a server' if '://' in book else 'a file'}, asked first"


def _let_go(book: str) -> None:
    """Have the machine forget what it holds of a file: the first questions are to go to the disk."""
    if "://" not in book and hasattr(os, "posix_fadvise"):
        with open(book, "rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _timed(work: Any) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _row(took: list[float]) -> str:
    cuts = quantiles(took, n=20)
    return f" {cuts[9]:>9,.1f}{cuts[18]:>9,.1f}{max(took):>9,.1f}"


def _size(book: str) -> int:
    if "://" not in book:
        return sum(path.stat().st_size for path in Path(book).parent.glob(Path(book).name + "*"))
    with open_engine(book, create=False, patience=5).connect() as connection:
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())


@contextmanager
def _places(books: list[str]) -> Iterator[list[str]]:
    """The files and addresses, a server started for each that is to be one."""
    with ExitStack() as stack:
        sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
        from postgres import running  # noqa: PLC0415 - only where a server is wanted

        yield [stack.enter_context(running()).new() if book == "server" else book for book in books]


def main() -> None:
    """Make what is missing, then measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("book", nargs="+")
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    given = parser.parse_args()
    with _places(given.book) as books:
        full = True
        for book in books:
            start = time.monotonic()
            there = fill(book, given.articles, given.seconds)
            took = time.monotonic() - start
            print(
                f"{'server' if '://' in book else book}: {there:,} articles, {there * SAID:,} statements, "
                f"{_size(book) / 1e9:.1f} GB, written in {took:,.0f} s"
            )
            full = full and there >= given.articles
        if full:
            measure(books)


if __name__ == "__main__":
    main()
