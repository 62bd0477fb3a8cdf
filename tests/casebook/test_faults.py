"""A casebook that cannot be used says why, and one that was interrupted is as it was before."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from msgspec.structs import replace
from sqlalchemy import Index, Table

from byhand import by_hand, locked
from sample import SAMPLE, make_article
from truceline.casebook import Casebook, _engine, _sqlite, _tables
from truceline.errors import CasebookError
from truceline.model import Article, Reading, dump


@pytest.fixture
def kept(place: str) -> str:
    with Casebook.open(place) as book:
        book.keep(SAMPLE)
    return place


# Indexes on expressions cannot be compared.
@pytest.mark.filterwarnings("ignore:autogenerate skipping", "ignore:Skipped unsupported")
def test_the_migrations_make_the_tables_that_the_code_uses(kept: str) -> None:
    """Tables and migrations are two accounts of one thing, and must not drift apart."""
    engine = _engine.open_engine(kept, create=False, patience=1)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), _tables.metadata)
    engine.dispose()
    assert [d for d in differences if not _is_told_elsewhere(d)] == []


def _is_told_elsewhere(difference: Any) -> bool:
    """What stands in migrations alone: the search tables, the mark of a casebook, indexes on expressions."""
    deed, thing, *_ = difference
    if isinstance(thing, Table):
        return "_search" in thing.name or deed == "remove_table_comment"
    on_expressions = {"ix_articles_head", "ix_articles_published"}
    return isinstance(thing, Index) and ("_search" in thing.table.name or thing.name in on_expressions)


def test_the_newest_migration_is_the_one_that_is_expected() -> None:
    """Opening compares with a constant, because reading the migrations takes a third of a second."""
    scripts = ScriptDirectory(str(Path(_engine.__file__).parent / "migrations"))
    assert scripts.get_heads() == [_engine.HEAD]
    older = [script.revision for script in scripts.walk_revisions() if script.revision != _engine.HEAD]
    assert sorted(older) == sorted(_engine._OLDER)


def test_there_is_none(tmp_path: Path) -> None:
    """Showing a casebook that does not exist does not make one."""
    with pytest.raises(CasebookError, match="there is no casebook here"):
        Casebook.open(tmp_path / "none.book", create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"Minutes of the meeting\n" * 400, bytes(range(256)) * 40, b"x"])
def test_some_other_file_is_not_a_casebook(tmp_path: Path, content: bytes) -> None:
    """A file that is something else is left exactly as it is."""
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(CasebookError, match=r"notes\.txt: this file is not a casebook"):
        Casebook.open(path)
    assert path.read_bytes() == content


def test_some_other_database_is_not_a_casebook(tmp_path: Path) -> None:
    """Another program's SQLite file is not taken over."""
    with sqlite3.connect(tmp_path / "bookmarks.sqlite") as other:
        other.execute("CREATE TABLE places (id INTEGER)")
    with pytest.raises(CasebookError, match="this file is not a casebook"):
        Casebook.open(tmp_path / "bookmarks.sqlite")


def test_a_newer_casebook_is_not_touched(kept: str) -> None:
    """Tables of a version that is not known yet are not guessed at."""
    by_hand(kept, "UPDATE alembic_version SET version_num = '9000'")
    with pytest.raises(CasebookError, match=r"written by a newer truceline .*9000.*update truceline"):
        Casebook.open(kept)


def test_a_casebook_of_other_tables_gives_its_decisions_back(kept: str) -> None:
    """A casebook whose tables are not those that its version number says cannot be shown. It says so, and
    what was decided by hand can be carried over.
    """
    with Casebook.open(kept) as book:
        [ceasefire, *_] = SAMPLE.ceasefires
        decided = book.decide(ceasefire.id, "effective", "accept", by="Ada", reason="as signed")
    by_hand(kept, "ALTER TABLE rules DROP COLUMN rule")
    with Casebook.open(kept) as book:
        with pytest.raises(CasebookError, match=r"not those of its version .*read the sources into a new"):
            book.reading()
        assert book.log() == (decided,)


def test_another_program_is_writing(kept: str) -> None:
    """A locked casebook is waited for, then named as locked, and the wait can be chosen."""
    with (
        locked(kept),
        Casebook.open(kept, patience=0.05) as book,
        pytest.raises(CasebookError, match="another program is writing"),
    ):
        book.keep(SAMPLE)


def test_what_others_keep_meanwhile_is_not_lost(kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two programs that keep at the same time both have their say: the later one joins what the earlier one
    kept.
    """
    *_, second = SAMPLE.articles
    seen: list[int] = []

    def join(reading: Reading, earlier: Reading, accounts: object) -> tuple[Reading, tuple[()]]:
        seen.append(len(earlier.articles))
        if len(seen) == 1:
            with Casebook.open(kept) as other:
                other.keep(_only(replace(second, id="between", statements=())))
        return replace(earlier, articles=(*earlier.articles, *reading.articles)), ()

    monkeypatch.setattr("truceline.casebook._book.join_with", join)
    with Casebook.open(kept) as book:
        book.keep(_only(replace(second, id="later", statements=())))
        assert {a.id for a in book.reading().articles} == {"wire", "diary", "second", "between", "later"}
    assert seen[0] == 3
    assert seen[-1] == 4


def _only(article: Article) -> Reading:
    return Reading(truceline="0.1.0", articles=(article,))


def test_reading_goes_on_while_another_program_writes(kept: str) -> None:
    """Who only looks is not kept waiting by who writes."""
    with locked(kept), Casebook.open(kept, create=False, patience=0.05) as book:
        assert dump(book.reading()) == dump(SAMPLE)


def test_a_place_where_nothing_can_be_written() -> None:
    """A folder that takes no files is named as such."""
    with pytest.raises(CasebookError, match=r"cannot be opened|cannot be written"):
        Casebook.open("/proc/truceline.book")


@pytest.mark.parametrize(
    ("where", "told"),
    [
        (".", "this is a folder"),
        ("no/such/folder/a.book", "does not exist"),
        ("mysql://host/book", "addresses are not supported"),
        ("sqlite:///", "names no file"),
    ],
)
def test_places_that_cannot_be_casebooks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, told: str
) -> None:
    """Each wrong place gets a sentence that says what is wrong with it."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CasebookError, match=told):
        Casebook.open(where)


def test_a_sqlite_address_is_a_path(tmp_path: Path) -> None:
    """`sqlite:///PATH` is the same casebook as PATH."""
    with Casebook.open(f"sqlite:///{tmp_path}/a.book") as book:
        book.keep(SAMPLE)
    with Casebook.open(tmp_path / "a.book", create=False) as book:
        assert len(book.ceasefires()) == 2


def test_a_full_disk_leaves_the_casebook_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full the error says so, and nothing of the reading is half kept."""
    path = tmp_path / "a.book"
    Casebook.open(path).close()
    connect = _sqlite._connect
    long = make_article("long", "The guns fell silent at noon.\n" * 20_000)

    def small(*arguments: object) -> sqlite3.Connection:
        connection = connect(*arguments)  # type: ignore[arg-type]
        [pages] = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        return connection

    monkeypatch.setattr(_sqlite, "_connect", small)
    with Casebook.open(path) as book, pytest.raises(CasebookError, match="the disk is full"):
        book.keep(replace(SAMPLE, articles=(long, *SAMPLE.articles)))
    monkeypatch.undo()
    with Casebook.open(path) as book:
        assert book.reading().articles == ()
        assert book.keep(SAMPLE).ceasefires_new


def test_a_killed_run_leaves_the_casebook_as_it_was(kept: str, tmp_path: Path) -> None:
    """A process that dies while it writes leaves no trace of what it was writing."""
    script = tmp_path / "dies.py"
    script.write_text(
        textwrap.dedent("""
            import os, signal, sys
            sys.path.insert(0, sys.argv[2])
            from msgspec.structs import replace
            from sample import SAMPLE, make_article
            from truceline.casebook import Casebook, _book, _write

            def die(*arguments):
                os.kill(os.getpid(), signal.SIGKILL)

            _write._write_failures = die
            _book.join_with = lambda reading, kept, accounts: (reading, ())
            with Casebook.open(sys.argv[1]) as book:
                book.keep(replace(SAMPLE, truceline="9.9", ceasefires=(), statement_groups=(), claims=()))
        """)
    )
    tests = Path(__file__).parent.parent
    ended = subprocess.run([sys.executable, str(script), str(kept), str(tests)], check=False)
    assert ended.returncode == -9
    with Casebook.open(kept) as book:
        assert dump(book.reading()) == dump(SAMPLE)


def test_a_reading_that_contradicts_itself_is_refused(place: str) -> None:
    """A claim on an article that is not there would lead to no words: it is not kept."""
    with Casebook.open(place) as book:
        with pytest.raises(CasebookError, match="contradicts itself"):
            book.keep(replace(SAMPLE, articles=SAMPLE.articles[:1]))
        assert book.reading().articles == ()
