"""The casebook as its users see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from msgspec import structs
from sqlalchemy import Connection, Engine, select

from truceline.casebook import _deciding as deciding
from truceline.casebook import _tables as t
from truceline.casebook._change import Change
from truceline.casebook._deciding import Wanted
from truceline.casebook._decision import Decision, Kind, now
from truceline.casebook._engine import check_stamp, explained, in_one_step, open_engine, shown
from truceline.casebook._identity import settle
from truceline.casebook._keeping import Step, join_with, part_for, with_views
from truceline.casebook._load import load_ceasefires, load_reading
from truceline.casebook._log import load_decisions, sources_of
from truceline.casebook._overlay import Standing, laid_over, standing
from truceline.casebook._part import articles_about, load_part
from truceline.casebook._rounds import Rounds
from truceline.casebook._search import Hit, find_words, rebuild_index
from truceline.casebook._users import Users
from truceline.casebook._verify import Fault, find_faults
from truceline.casebook._view import View
from truceline.casebook._write import revision_of, stale_articles, write_nothing
from truceline.errors import CasebookError, UsageError
from truceline.model import Ceasefire, Reading

__all__ = ["Casebook"]

if TYPE_CHECKING:
    from truceline._account import Account

T = TypeVar("T")
ATTEMPTS = 5
"""How often a reading is joined anew because others have written to the casebook meanwhile."""


class Casebook:
    """Readings kept in one file, or in one PostgreSQL database. Open it with `Casebook.open`, and use it in a
    `with` block or close it.

    Everything raises `CasebookError` when it cannot be read or written (locked, damaged, disk full, server
    out of reach).
    """

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self.where = where

    @classmethod
    def open(cls, where: str | Path, *, create: bool = True, patience: float = 5.0) -> Casebook:
        """Open the casebook at a path, or at a `sqlite:///` or `postgresql://` URL.

        Args:
            where: the file, whose folder must exist; or the database, which must exist.
            create: make the casebook if there is none; with False it must exist.
            patience: seconds to wait for another program that is writing to it.

        Raises:
            CasebookError: it is not there, is something else, was written by a newer truceline, or cannot be
                opened.
        """
        return cls(open_engine(where, create=create, patience=patience), shown(where))

    def __enter__(self) -> Casebook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or server."""
        self._engine.dispose()

    def faults(self) -> list[Fault]:
        """Everything that is wrong in this casebook; nothing, if it is whole.

        Others may write to it meanwhile: it is looked at as it is at the beginning. Only the index of words
        of a file is compared with the texts while nobody writes.

        Raises:
            CasebookError: another program is writing to the file when it comes to its index of words.
        """
        with explained(self.where), self._engine.connect() as connection:
            return find_faults(connection, self._write)

    def reindex(self) -> None:
        """Make the index of words anew from the texts."""

        def work(connection: Connection) -> None:
            for table in ("articles", "statements"):
                rebuild_index(connection, table)

        self._write(work)

    @property
    def users(self) -> Users:
        """Who may do what with this casebook where it is served to several people."""
        return Users(self._engine, self.where)

    @property
    def rounds(self) -> Rounds:
        """Rounds of blind coding."""
        return Rounds(self._engine, self.where)

    def keep(
        self, reading: Reading, *, again: bool = False, accounts: Mapping[str, Account] | None = None,
        at: str | None = None,
    ) -> Change:  # fmt: skip
        """Keep a reading, joined with what is kept already, in one transaction.

        An article is known by its id, the digest of its bytes, what was said about it by hand, and the
        version of truceline that read it. When all articles are known, nothing is written, so that reading
        the same sources twice changes nothing. A ceasefire keeps its id when it is read again.

        Only the reports that the new ones may bear on are joined with them; what these say by themselves is
        kept, so that none is read again. The work grows with the reports on the same conflict, not with the
        casebook.

        Args:
            reading: from `truceline.read`.
            again: join the reading even where all its articles are known.
            accounts: what its reports say by themselves, from `truceline.read`; those that are left out are
                read again where that is needed.
            at: when it is kept, as an ISO instant in UTC; now, if left out. It is told by `View.developments`
                alone.

        Returns:
            What is new, changed, removed and unchanged.

        Raises:
            CasebookError: it could not be written; the casebook is then as it was.
        """
        known = dict(accounts or {})
        for _ in range(ATTEMPTS):
            with explained(self.where), self._engine.connect() as connection:
                revision, stale = revision_of(connection), stale_articles(connection, reading)
                part = part_for(connection, reading, known, stale) if stale or again else None
            if part is None:
                return self._write(lambda writing: write_nothing(writing, reading))
            # Joining can take long and others may write meanwhile: nothing is locked until it is known what
            # to write, and it is worked out anew where the casebook has changed.
            united, made = join_with(reading, part.before, part.accounts)
            after, renamed = settle(united, part.before, part.others)
            before = part.before
            if not part.whole:
                with explained(self.where), self._engine.connect() as connection:
                    after, before = with_views(connection, after, before)
            fresh = [account for account in made if part.kept.get(account.id) is not account]
            step = Step(after, before, reading, stale, revision, fresh, at or now())
            change = self._write(step.take)
            if change is not None:
                return replace(change, renamed=tuple(renamed.items()))
            known = {
                account.id: account for account in made if account.id in {a.id for a in reading.articles}
            }
        cure = "wait until they have finished and try again"
        raise CasebookError("others keep writing to this casebook", where=self.where, cure=cure)

    def _write(self, work: Callable[[Connection], T]) -> T:
        return in_one_step(self._engine, self.where, work)

    @contextmanager
    def look(self) -> Iterator[View]:
        """A look at what is kept, of which only what is asked for is read; all of the same moment."""
        with explained(self.where), self._engine.connect() as connection:
            check_stamp(connection, self.where)
            yield View(connection)

    def reading(self, *, as_read: bool = False) -> Reading:
        """Everything that is kept, as one reading, in the order in which it was first kept.

        Args:
            as_read: leave out what people decided on it.
        """
        with explained(self.where), self._engine.connect() as connection:
            kept = load_reading(connection)
            if as_read:
                return kept
            return structs.replace(kept, ceasefires=_with_decisions(connection, kept.ceasefires))

    def about(self, articles: Iterable[str]) -> Reading:
        """What is kept of some articles, by their ids, and of all others that speak of the same ceasefires,
        with what people decided on these.
        """
        with explained(self.where), self._engine.connect() as connection:
            part = load_part(connection, articles_about(connection, list(articles)))
            return structs.replace(part, ceasefires=_with_decisions(connection, part.ceasefires))

    def ceasefires(self) -> tuple[Ceasefire, ...]:
        """The ceasefires that are kept, with what people decided on them."""
        with explained(self.where), self._engine.connect() as connection:
            return _with_decisions(connection, load_ceasefires(connection))

    def find(self, name: str) -> Ceasefire:
        """The ceasefire with an id, or with the only id that begins so.

        Raises:
            UsageError: none or several ceasefires are meant; the message lists what there is.
        """
        with explained(self.where), self._engine.connect() as connection:
            meant = _meant(connection, name, self.where)
            return _with_decisions(connection, load_ceasefires(connection, meant))[0]

    def decide(
        self, ceasefire: str, field: str, decision: Kind, *, by: str, reason: str, at: str | None = None,
        value: str | None = None, of: str | None = None, words: str | None = None, seen: int | None = None,
    ) -> Decision:  # fmt: skip
        """Complete or correct a record by hand. The log of decisions grows by one; what was read stays.

        Args:
            ceasefire: its id, or how that begins.
            field: as in `Ceasefire.fields`.
            decision: "accept" a value that was read, "reject" it, "correct" it into `value`, or "add" a value
                where none was read (to a list: beside those that were).
            by: who decides.
            reason: why.
            at: when, as an ISO instant; now, if left out.
            value: what it is to be, for "correct" and "add", as a person writes it.
            of: the value that was read and is decided on; may be left out where one is preferred.
            words: words of a report that show it, to the letter.
            seen: the number of the last decision that is known to who decides.

        Raises:
            Overtaken: somebody has decided on the same since the entry `seen`.
            UsageError: something does not fit; the message says what would.
        """

        def work(connection: Connection) -> Decision:
            name = _meant(connection, ceasefire, self.where)
            one = Wanted(name, field, decision, value=value, of=of, words=words)
            return deciding.decide(connection, [one], by=by, reason=reason, at=at, seen=seen)[0]

        return self._write(work)

    def decide_all(
        self,
        wanted: Sequence[Wanted],
        *,
        by: str,
        reason: str,
        at: str | None = None,
        seen: int | None = None,
    ) -> list[Decision]:
        """Decide on several values as one step, which can be taken back as one: all of it, or nothing.

        Raises:
            Overtaken: somebody has decided on one of them since the entry `seen`.
            UsageError: something does not fit; the message says what would.
        """
        return self._write(
            lambda connection: deciding.decide(connection, wanted, by=by, reason=reason, at=at, seen=seen)
        )

    def withdraw(
        self, number: int, *, by: str, reason: str, at: str | None = None, step: bool = False
    ) -> list[Decision]:
        """Take back an earlier decision, by its number, and with `step` all that were decided at once with
        it. The log grows by as many.

        Raises:
            UsageError: there is no such decision, or it does not hold any more.
        """
        return self._write(
            lambda connection: deciding.withdraw(
                connection, number, by=by, reason=reason, at=at, step=step, where=self.where
            )
        )

    def decisions(self) -> list[Standing]:
        """The log of all decisions, and how each stands: whether it holds, and what has changed since."""
        with explained(self.where), self._engine.connect() as connection:
            return _standing(connection, load_ceasefires(connection))

    def log(self) -> tuple[Decision, ...]:
        """The decisions alone, as `replay` takes them; the records that they are about are not looked at."""
        with explained(self.where), self._engine.connect() as connection:
            return load_decisions(connection)

    def replay(self, log: Sequence[Decision]) -> tuple[int, list[str]]:
        """Take over the decisions of another casebook, with their authors and dates.

        Each goes to the record with which it shares most sources. One that is in the log already is passed
        over, so that replaying a log twice changes nothing.

        Returns:
            How many were taken over, and in a sentence each what could not be.
        """
        return self._write(lambda connection: deciding.replay(connection, log))

    def search(self, query: str, *, limit: int = 20) -> list[Hit]:
        """Where all words of `query` stand: statements first, then articles, the best first.

        Args:
            query: words; "in quotation marks" side by side; `word*` for all words that begin so.
            limit: the most hits of each kind.

        Raises:
            UsageError: the query holds no word.
        """
        with explained(self.where), self._engine.connect() as connection:
            return find_words(connection, query, limit)


def _meant(connection: Connection, name: str, where: str) -> str:
    """The id of the ceasefire with an id, or with the only id that begins so."""
    ids = list(connection.execute(select(t.ceasefires.c.id).order_by(t.ceasefires.c.seq)).scalars())
    meant = [name] if name in ids else [i for i in ids if i.startswith(name)]
    if len(meant) == 1:
        return meant[0]
    told = ", ".join((meant or ids)[:12])
    what = f"several ceasefires begin with {name!r}" if meant else f"no ceasefire is called {name!r}"
    raise UsageError(what, where=where, cure=f"choose one of: {told}" if told else "none is kept here yet")


def _standing(connection: Connection, ceasefires: Sequence[Ceasefire]) -> list[Standing]:
    """How the decisions stand that are about some ceasefires, or about none that is kept any more."""
    log = load_decisions(connection)
    if not log:
        return []
    others = {*connection.execute(select(t.ceasefires.c.id)).scalars()} - {c.id for c in ceasefires}
    near = [decision for decision in log if decision.ceasefire not in others]
    return standing(near, ceasefires, sources_of(connection).items())


def _with_decisions(connection: Connection, ceasefires: tuple[Ceasefire, ...]) -> tuple[Ceasefire, ...]:
    return laid_over(ceasefires, _standing(connection, ceasefires))
