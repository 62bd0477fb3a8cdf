"""Reports that were read elsewhere, as they land: tables in Parquet, shard by shard.

    DIR/manifest.json             what is read, how, and the files of each shard
    DIR/accounts/00017-000.parquet   what each report says by itself, packed, with what ties it to others
    DIR/articles/00017-000.parquet   the same reports as a table that any tool reads: text, title, outlet, day
    DIR/failures/00017.parquet    what could not be read, and why
    DIR/done/00017.json           how many documents were met, passed over and read: the shard is whole

Each file appears under its name only when it is whole; a shard counts when its last file, in `done`, is
there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import polars as pl

from truceline._account import Account
from truceline._matters import Ties
from truceline.corpus._batch import Packed, account_of_packed
from truceline.corpus._journal import Head, Label
from truceline.corpus._shelf import Shelf
from truceline.errors import SourceError, UsageError
from truceline.model import Failure

__all__ = [
    "Landed",
    "Manifest",
    "Numbers",
    "land",
    "numbers_of",
    "open_landed",
    "read_manifest",
    "write_whole",
]

PIECE = 5_000
"""Reports in one file at most, so that it is made in little memory."""


class Manifest(msgspec.Struct, frozen=True):
    """What lands in a folder: the head of the run, the folder from which its paths go (none where they are
    absolute), and the paths of each shard.
    """

    head: Head
    base: str
    shards: list[list[str]]


class Numbers(msgspec.Struct, frozen=True):
    """How many documents of a shard were met, passed over, read as reports, and could not be read."""

    documents: int = 0
    skipped: int = 0
    reports: int = 0
    failed: int = 0
    pieces: int = 0

    def __add__(self, other: Numbers) -> Numbers:
        return Numbers(*(getattr(self, f) + getattr(other, f) for f in self.__struct_fields__))


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a folder; None where nothing lands there.

    Raises:
        UsageError: its manifest is damaged, or of another version.
    """
    try:
        return msgspec.json.decode((folder / "manifest.json").read_bytes(), type=Manifest)
    except FileNotFoundError:
        return None
    except (msgspec.MsgspecError, OSError) as error:
        cure = "delete the folder and read the documents again"
        raise UsageError(f"its manifest cannot be read ({error})", where=str(folder), cure=cure) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all.

    Raises:
        SourceError: the disk is full, or the folder cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        cure = "make room on the disk and run the same command again: it goes on from here"
        raise SourceError(f"it cannot be written ({error.strerror})", where=str(path), cure=cure) from error


def land(shelf: Shelf, folder: Path, shard: int, met: tuple[int, int]) -> Numbers:
    """Write what was read of a shard.

    Args:
        shelf: its reports.
        folder: where they land.
        shard: its number.
        met: how many of its documents were met, and passed over.
    """
    names, failures = shelf.ids, list(shelf.failures())
    pieces = [names[start : start + PIECE] for start in range(0, len(names), PIECE)]
    for number, piece in enumerate(pieces):
        packed = [shelf.packed(name) for name in piece]
        accounts = [account_of_packed(one.data) for one in packed]
        write_whole(folder / f"accounts/{shard:05}-{number:03}.parquet", _parquet(_accounts_table(packed)))
        write_whole(folder / f"articles/{shard:05}-{number:03}.parquet", _parquet(_articles_table(accounts)))
    table = pl.DataFrame(
        {"uri": [f.uri for f in failures], "reason": [f.reason for f in failures]},
        schema={"uri": pl.String, "reason": pl.String},
    )
    write_whole(folder / f"failures/{shard:05}.parquet", _parquet(table))
    numbers = Numbers(*met, len(names), len(failures), len(pieces))
    write_whole(folder / f"done/{shard:05}.json", msgspec.json.encode(numbers))
    return numbers


def _parquet(table: pl.DataFrame) -> bytes:
    target = BytesIO()
    table.write_parquet(target, compression="zstd")
    return target.getvalue()


def _accounts_table(packed: Sequence[Packed]) -> pl.DataFrame:
    columns = {
        "id": [one.id for one in packed],
        "digest": [one.digest for one in packed],
        "names": [list(one.ties.names) for one in packed],
        "days": [None if one.ties.days is None else list(one.ties.days) for one in packed],
        "account": [one.data for one in packed],
    }
    kinds: dict[str, Any] = dict.fromkeys(columns, pl.String)
    kinds |= {"names": pl.List(pl.String), "days": pl.List(pl.Int32), "account": pl.Binary}
    return pl.DataFrame(columns, schema=kinds)


def _articles_table(accounts: Sequence[Account]) -> pl.DataFrame:
    articles = [account.alone for account in accounts]
    texts = ("id", "title", "outlet", "byline", "place", "language", "translated_from", "text")
    columns: dict[str, list[object]] = {name: [getattr(a, name) for a in articles] for name in texts}
    columns |= {name: [getattr(a.source, name) for a in articles] for name in ("uri", "sha256", "media_type")}
    kinds: dict[str, Any] = dict.fromkeys(columns, pl.String)
    for name in ("earliest", "latest"):
        columns[f"published_{name}"] = [a.published and getattr(a.published, name) for a in articles]
        kinds[f"published_{name}"] = pl.Datetime("us", "UTC")
    columns["statements"] = [len(a.statements) for a in articles]
    columns["claims"] = [len(account.claims) for account in accounts]
    return pl.DataFrame(columns, schema={**kinds, "statements": pl.Int32, "claims": pl.Int32})


def open_landed(folder: Path) -> tuple[Shelf, Numbers]:
    """The reports that have landed in a folder, in the order of its shards, and how many there are.

    Raises:
        UsageError: a shard is missing, or the folder was written by another version of truceline.
    """
    from truceline import __version__  # noqa: PLC0415 - the package's front imports this room lazily

    manifest = read_manifest(folder)
    if manifest is None:
        raise UsageError("no reports have landed here", where=str(folder), cure="name a folder made by --out")
    if manifest.head.truceline != __version__:
        what = f"this was read by truceline {manifest.head.truceline}"
        raise UsageError(what, where=str(folder), cure=f"read the documents again with {__version__}")
    landed = Landed(folder)
    shelf, numbers = Shelf(landed), Numbers()
    for shard in range(len(manifest.shards)):
        done = numbers_of(folder, shard)
        if done is None:
            missing = sum(numbers_of(folder, n) is None for n in range(len(manifest.shards)))
            what = f"{missing} of {len(manifest.shards)} shards have not landed"
            cure = "run the command that reads them again: it goes on"
            raise UsageError(what, where=str(folder), cure=cure)
        numbers += done
        for piece in range(done.pieces):
            shelf.take(landed.labels(shard, piece))
    return shelf, numbers


def numbers_of(folder: Path, shard: int) -> Numbers | None:
    """What a shard came to; None where it has not landed."""
    try:
        return msgspec.json.decode((folder / f"done/{shard:05}.json").read_bytes(), type=Numbers)
    except FileNotFoundError:
        return None


class Landed:
    """The tables in a folder, as what a `Shelf` takes its accounts from."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pieces: list[str] = []
        self._column = lru_cache(maxsize=2)(self._read_column)

    def labels(self, shard: int, piece: int) -> Iterator[Label]:
        """The labels of the accounts in a file."""
        name = f"{shard:05}-{piece:03}.parquet"
        self._pieces.append(name)
        columns = ["id", "digest", "names", "days"]
        table = pl.read_parquet(self._folder / "accounts" / name, columns=columns)
        for place, (id_, digest, names, days) in enumerate(table.iter_rows()):
            ties = Ties(tuple(names), None if days is None else tuple(days))
            yield Label(id_, digest, ties, len(self._pieces) - 1, place)

    def packed(self, label: Label) -> Packed:
        """The packed account with a label."""
        return Packed(
            label.id, label.digest, label.ties, self._column(self._pieces[label.frame])[label.place]
        )

    def failures(self) -> Iterator[Failure]:
        """All failures, in the order of the documents."""
        for path in sorted((self._folder / "failures").glob("*.parquet")):
            for uri, reason in pl.read_parquet(path).iter_rows():
                yield Failure(uri=uri, reason=reason)

    def close(self, *, done: bool = False) -> None:
        """Let go of what was read; the folder stays, whether or not it is done with."""
        self._column.cache_clear()

    def _read_column(self, name: str) -> list[bytes]:
        return pl.read_parquet(self._folder / "accounts" / name, columns=["account"])["account"].to_list()
