"""A casebook on a PostgreSQL server holds what a file holds, and says plainly what is wrong with it."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postgres import PASSWORD, USER, Server
from sample import SAMPLE, make_article
from truceline.casebook import Casebook, _tsearch, shown
from truceline.cli._app import run
from truceline.errors import CasebookError, UsageError
from truceline.model import Reading, dump


def test_no_password_is_ever_shown(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither in what is printed nor in what goes wrong."""
    address = server.new()
    with Casebook.open(address) as book:
        book.keep(SAMPLE)
        assert PASSWORD not in book.where
    assert run(["show", "--book", address]) == 0
    assert run(["search", "nowhere-to-be-found", "--book", address]) == 1
    assert run(["show", "nothing", "--book", address]) == 2
    assert run(["show", "--book", address.replace("book", "none")]) == 2
    told = capsys.readouterr()
    assert f"{USER}:***@127.0.0.1" in told.err
    assert "only%20for" not in told.out + told.err
    assert shown("postgresql://a:secret@[broken/x") == "postgresql://a:***@[broken/x"


def test_the_same_exports_byte_for_byte(server: Server, tmp_path: Path) -> None:
    """Which database holds a casebook is not to be seen in anything that is taken from it."""
    address, path = server.new(), str(tmp_path / "a.book")
    kinds = ("findings", "statements", "ethprio", "ceasefires", "timelinejs", "annotations")
    for place in (address, path):
        with Casebook.open(place) as book:
            book.keep(SAMPLE)
    for kind in kinds:
        files = [tmp_path / f"{kind}-{n}.json" for n in range(2)]
        ends = [
            run(["export", kind, "--book", place, "--out", str(file)])
            for place, file in zip((address, path), files, strict=True)
        ]
        assert ends[0] == ends[1]
        if ends == [0, 0]:
            assert files[0].read_bytes() == files[1].read_bytes()


def test_a_casebook_is_taken_for_terms(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`check --against` takes an address, with or without a ceasefire behind it."""
    address, table = server.new(like="made"), tmp_path / "events.csv"
    with Casebook.open(address) as book:
        book.keep(SAMPLE)
    table.write_text("id,date\n1,2020-10-12\n")
    for name in (address, f"{address}:karabakh-2020-10-10"):
        run(["check", str(table), "--against", name])
        assert "there are no terms here" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"password": "wrong"}, r"does not take this user with this password .*PGPASSWORD"),
        ({"database": "none"}, r"has no such database .*createdb"),
        ({"port": 1}, r"no server can be reached at 127\.0\.0\.1, port 1"),
    ],
)
def test_a_server_that_cannot_be_used(server: Server, change: dict[str, Any], told: str) -> None:
    """Out of reach, a wrong password, no such database: each in its own words, with what to do."""
    address = server.address(**{"database": "made", **change})
    with pytest.raises(CasebookError, match=told):
        Casebook.open(address)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://host", "names no database"),
        ("postgresql://a@host:port/book", "cannot be understood"),
        ("postgresql://host/book?sslmode=maybe", "sslmode=maybe is not known"),
        ("postgresql://host/book?options=-c", "asks for options, which is not known"),
        (
            "postgresql:///book?host=/no/such/folder",
            r"no server can be reached at /no/such/folder/\.s\.PGSQL",
        ),
    ],
)
def test_an_address_that_cannot_be_right(address: str, told: str) -> None:
    """What is wrong with an address is told before anything is opened."""
    with pytest.raises(CasebookError, match=told):
        Casebook.open(address)


def test_a_server_through_its_socket_and_with_a_password_from_outside(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the same machine the server's socket will do; a password need not stand on the command line."""
    database = server.new(like="made").rpartition("/")[2]
    Casebook.open(f"postgresql://{USER}@:{server.port}/{database}?host={server.folder}", create=False).close()
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    monkeypatch.setenv("PGUSER", USER)
    Casebook.open(f"postgresql://127.0.0.1:{server.port}/{database}", create=False).close()


def test_encryption_that_is_asked_for_is_not_done_without(server: Server) -> None:
    """A server without it is left alone."""
    with pytest.raises(CasebookError, match="offers no encryption"):
        Casebook.open(server.new(like="made") + "?sslmode=require")


def test_an_empty_database_is_no_casebook_yet(server: Server) -> None:
    """Looking makes none; reading makes one; and another program's tables are left alone."""
    address = server.new()
    with pytest.raises(CasebookError, match="this database is empty"):
        Casebook.open(address, create=False)
    Casebook.open(address).close()
    Casebook.open(address, create=False).close()
    other = server.new()
    server.run(other, "CREATE TABLE articles (id integer)")
    with pytest.raises(CasebookError, match="holds something else than a casebook"):
        Casebook.open(other)


def test_a_database_that_cannot_hold_every_letter_is_refused(server: Server) -> None:
    """Reports come in all scripts."""
    with pytest.raises(CasebookError, match="keeps text as LATIN1"):
        Casebook.open(server.new(encoding="LATIN1"))


def test_who_may_only_read_is_told_so(server: Server) -> None:
    """A user without the right to write looks, and is refused when writing."""
    address = server.new(like="made")
    database = address.rpartition("/")[2]
    server.run(database, f"DROP ROLE IF EXISTS {database}_reader")
    server.run(database, f"CREATE ROLE {database}_reader LOGIN PASSWORD 'x'")
    server.run(database, f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {database}_reader")
    reader = f"postgresql://{database}_reader:x@127.0.0.1:{server.port}/{database}"
    with Casebook.open(reader, create=False) as book:
        assert book.ceasefires() == ()
        with pytest.raises(CasebookError, match="this user may not do that"):
            book.keep(SAMPLE)


ENDING = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = %s AND application_name = 'truceline'
"""


def test_a_server_that_ends_the_connection(server: Server) -> None:
    """A connection that is lost is told; the next one is made anew."""
    address = server.new(like="made")
    database = address.rpartition("/")[2]
    with Casebook.open(address) as book:
        book.keep(SAMPLE)

        def look() -> None:
            with book.look() as view:
                server.run("postgres", ENDING, database)
                view.counts()

        with pytest.raises(CasebookError, match="connection to the server was lost"):
            look()
        assert dump(book.reading()) == dump(SAMPLE)


def test_without_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    """The driver is an extra: what to install is told."""
    plain = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name.startswith("pg8000"):
            raise ImportError(name)
        return plain(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(CasebookError, match=r"pip install 'truceline\[postgresql\]'"):
        Casebook.open("postgresql://host/book")


WORDS = [
    "truce", "Truce", "trüce", "TRÚCE", "noon", "Noon-time", "a", "an", "ἀνοχή", "перемирие", "Ѐ", "12:00",
    "x_y", "é", "e\u0301", "ﬁ", "ß", "停战", "'", '"', "&", "|", "!", ":*", "\\", "\n", "\0", "\ufffd",
    "\U0010fffd",
]  # fmt: skip
ASKED = [
    "truce", "noon", "TRUCE", '"noon truce"', "tru*", '"a an"', "noo*", "перемирие", "ανοχη", "é", "12",
    "x_y", "e", "&", "time*", "停战", "fi", "ss",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(WORDS), max_size=12)
QUERY = st.lists(st.sampled_from(ASKED), min_size=1, max_size=3)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(texts=st.lists(TEXT, min_size=1, max_size=4), queries=st.lists(QUERY, min_size=1, max_size=6))
def test_both_databases_find_the_same(
    server: Server, tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], queries: list[list[str]]
) -> None:
    """The same query finds the same words at the same places, whatever the letters."""
    told = [" ".join(words) for words in texts]
    reading = Reading(
        truceline="1", articles=tuple(make_article(f"a{n}", text) for n, text in enumerate(told))
    )
    with (
        Casebook.open(server.new(like="made")) as there,
        Casebook.open(tmp_path_factory.mktemp("books") / "a.book") as here,
    ):
        for book in (there, here):
            book.keep(reading)
        for query in map(" ".join, queries):
            assert _found(there, query) == _found(here, query), query


def test_the_newest_are_found_wherever_they_are_looked_for(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Near the end, far from it, or by the lists of places: the same reports, the last kept first."""
    texts = [f"Report {n}: the truce" + (" of noon" if n % 3 == 0 else "") + " holds" for n in range(400)]
    articles = tuple(make_article(f"a{n}", text) for n, text in enumerate(texts))
    wanted = [f"a{n}" for n in range(399, -1, -3)][:100]
    with Casebook.open(server.new(like="made")) as book:
        book.keep(Reading(truceline="1", articles=articles))
        for near, far in ((1_000, 1_000), (30, 1_000), (30, 400), (30, 200), (30, 0)):
            monkeypatch.setattr(_tsearch, "NEAR", dict.fromkeys(_tsearch.NEAR, near))
            monkeypatch.setattr(_tsearch, "FAR", dict.fromkeys(_tsearch.FAR, far))
            for query in ("truce noon", '"truce of noon"'):
                assert [hit.article for hit in book.search(query, limit=100)] == wanted


def _found(book: Casebook, query: str) -> object:
    try:
        return sorted(map(repr, book.search(query, limit=50)))
    except UsageError as error:
        return str(error)


LONG = "the truce held " * 300 + "word " * 17_000 + "the last stand"


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        (LONG, '"the last stand"', True),
        (LONG, '"last the"', False),
        (LONG, '"truce held the"', True),
        (" ".join(f"w{n:07}" for n in range(120_000)), '"w0119998 w0119999"', True),
        (" ".join(f"w{n:07}" for n in range(120_000)), "w0119998 w0000001", True),
        (" ".join(f"w{n:07}" for n in range(120_000)), '"w0119998 w0000001"', False),
    ],
)  # fmt: skip
def test_texts_longer_than_the_server_s_index_takes(places: Any, text: str, query: str, found: bool) -> None:
    """Reports of twenty thousand words, or of a megabyte of different ones, are found by their last words."""
    with Casebook.open(places()) as book:
        book.keep(
            Reading(truceline="1", articles=(make_article("long", text), make_article("short", "Words")))
        )
        assert [hit.article for hit in book.search(query)] == (["long"] if found else [])
