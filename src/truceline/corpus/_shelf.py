"""The accounts of many reports, on the disk, and what they say together, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol

import msgspec

from truceline import reader
from truceline._account import Account, Desk
from truceline._matters import Ties, matters
from truceline._report import undated
from truceline.corpus._batch import Outcome, Packed, account_of_packed, pack
from truceline.corpus._journal import Label
from truceline.model import Failure, Reading

__all__ = ["Part", "Shelf"]

PART = 500
"""Reports from which the matters of a part are told by themselves. A matter is never parted."""


@dataclass(frozen=True)
class Part:
    """Some of the reports, with all that have to do with them: what they say together, and each by itself."""

    reading: Reading
    accounts: dict[str, Account]


class Store(Protocol):
    """Where packed accounts lie: a journal, or tables that landed."""

    def packed(self, label: Label) -> Packed: ...
    def failures(self) -> Iterator[Failure]: ...
    def close(self, *, done: bool = False) -> None: ...


class Shelf:
    """Accounts of reports in the order in which they were met, each report once. In memory are their labels.

    Two documents with the same text are one report. Where a file gives a report an id that another one has,
    it gets one of its own.
    """

    def __init__(self, store: Store, desk: Desk | None = None) -> None:
        """`desk` is where some of them were read, and may have their parses."""
        self._store, self._desk = store, desk or Desk()
        self._labels: dict[str, Label] = {}
        self._tied: dict[tuple[str, ...], tuple[str, ...]] = {}

    def __len__(self) -> int:
        return len(self._labels)

    def __enter__(self) -> Shelf:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def close(self, *, done: bool = False) -> None:
        """Let go of the file; `done` says that it is not needed any more, and it is removed."""
        self._store.close(done=done)

    @property
    def is_large(self) -> bool:
        """Whether there are more reports than one part has."""
        return len(self._labels) > PART

    @property
    def ids(self) -> list[str]:
        """The ids of the reports, in order."""
        return list(self._labels)

    def put(self, frame: int, outcome: Outcome) -> None:
        """Take in the accounts of a batch, which stand in a frame of the journal."""
        self.take(
            Label(packed.id, packed.digest, packed.ties, frame, place)
            for place, packed in enumerate(outcome.accounts)
        )

    def take(self, labels: Iterable[Label]) -> None:
        """Take in accounts by their labels."""
        for label in labels:
            name = label.id
            while self._labels.get(name, label).digest != label.digest:
                name = "a" + label.digest[: max(12, 2 * len(name))]
            if name not in self._labels:
                names = self._tied.setdefault(label.ties.names, label.ties.names)
                self._labels[name] = label._replace(ties=Ties(names, label.ties.days))

    def failures(self) -> Iterator[Failure]:
        """The documents that could not be read, in order."""
        return self._store.failures()

    def whole(self) -> Part:
        """All reports at once."""
        return self._part(list(self._labels), tuple(self.failures()))

    def parts(self) -> Iterator[Part]:
        """The reports matter by matter, so many matters together that a part has some hundred reports. The
        last part has the failures.
        """
        names = list(self._labels)
        rows = [[names[n] for n in row] for row in _rows([label.ties for label in self._labels.values()])]
        place = {name: number for number, name in enumerate(names)}
        for number, row in enumerate(rows, start=1):
            failures = tuple(self.failures()) if number == len(rows) else ()
            yield self._part(sorted(row, key=place.__getitem__), failures)

    def _part(self, names: Sequence[str], failures: tuple[Failure, ...]) -> Part:
        accounts = [self.account(name) for name in names]
        desk = Desk(accounts, other=self._desk)
        reading = msgspec.structs.replace(reader.combine(accounts, desk), failures=failures)
        return Part(reading, {account.id: account for account in desk.latest(reading.articles)})

    def account(self, name: str) -> Account:
        """The account of a report, by its id."""
        account = account_of_packed(self._store.packed(self._labels[name]).data)
        if account.id == name:
            return account
        # Its id stands in all that was read from it, so it is read again under its own.
        [own] = Desk().accounts([msgspec.structs.replace(undated(account.alone), id=name)])
        return own

    def packed(self, name: str) -> Packed:
        """The account of a report, by its id, packed."""
        packed = self._store.packed(self._labels[name])
        return packed if packed.id == name else pack(self.account(name))


def _rows(tied: Sequence[Ties]) -> list[list[int]]:
    rows: list[list[int]] = []
    for matter in matters(tied):
        if rows and len(rows[-1]) + len(matter) <= PART:
            rows[-1] += matter
        else:
            rows.append(list(matter))
    return rows
