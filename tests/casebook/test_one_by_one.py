"""Reports that come one by one end as if they had been read at once, and none is read again for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import to_builtins
from msgspec.structs import replace

from truceline import sources
from truceline._account import Account, is_dated
from truceline.casebook import Casebook
from truceline.model import Article, Ceasefire, Reading
from truceline.reader import combine, read_accounts

GOLD = Path(__file__).parents[1] / "gold/records"
SETS = ("aceh-2002-2005", "burundi-2006", "gaza-2012", "gaza-2014", "iran-iraq-1988", "nepal-2005-2006")


@pytest.fixture(scope="module")
def accounts() -> tuple[Account, ...]:
    """Reports on four conflicts, some of them without a date, read once."""
    folders = [str(GOLD / name) for name in SETS]
    found = [item for item in sources.load(folders) if isinstance(item, Article)]
    return read_accounts(found)


def _plain(reading: Reading) -> dict[str, Any]:
    """What a reading says, whatever the ids of its ceasefires and the order in which things are listed."""
    named = {c.id: _sign(c, {}) for c in reading.ceasefires}
    return {
        "articles": sorted((to_builtins(a) for a in reading.articles), key=lambda a: a["id"]),
        "actors": sorted((to_builtins(a) for a in reading.actors), key=lambda a: a["id"]),
        "claims": sorted(
            (to_builtins(replace(c, ceasefire=named.get(c.ceasefire or ""))) for c in reading.claims),
            key=lambda c: c["id"],
        ),
        "ceasefires": sorted(_sign(c, named) for c in reading.ceasefires),
        "groups": sorted((to_builtins(g) for g in reading.statement_groups), key=lambda g: g["id"]),
    }


def _sign(ceasefire: Ceasefire, named: dict[str, str]) -> str:
    plain = to_builtins(replace(ceasefire, id="", linked=()))
    linked = sorted((link.how, named.get(link.ceasefire, "")) for link in ceasefire.linked) if named else ""
    return repr((plain, linked))


def _kept(folder: Path, batches: Sequence[Sequence[Account]]) -> dict[str, Any]:
    with Casebook.open(folder / "a.book") as book:
        for batch in batches:
            book.keep(combine(batch), accounts={account.id: account for account in batch})
        return _plain(book.reading())


@settings(
    max_examples=12, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(data=st.data())
def test_at_once_or_in_any_batches(
    accounts: tuple[Account, ...], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """However the reports are ordered and cut into batches, the casebook holds what it would hold had they
    come at once in that order."""
    ordered = data.draw(st.permutations(accounts))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(ordered) - 1), max_size=5)))
    batches = [ordered[a:b] for a, b in zip([0, *cuts], [*cuts, len(ordered)], strict=True)]
    one_by_one = _kept(tmp_path_factory.mktemp("books"), batches)
    at_once = _kept(tmp_path_factory.mktemp("books"), [ordered])
    for part in at_once:
        assert one_by_one[part] == at_once[part]


def test_an_older_casebook_learns_which_reports_are_tied(
    accounts: tuple[Account, ...], tmp_path: Path
) -> None:
    """What ties the reports of an older casebook to new ones is worked out from what is kept of them, and
    `verify` sees where it is not there."""
    path = tmp_path / "a.book"
    ties = "SELECT article, name FROM tied ORDER BY article, name"
    with Casebook.open(path) as book:
        book.keep(combine(accounts), accounts={account.id: account for account in accounts})
    with sqlite3.connect(path) as connection:
        before = connection.execute(ties).fetchall()
        connection.execute("DROP TABLE tied")
        connection.execute("DROP INDEX ix_accounts_truceline")
        connection.execute("UPDATE alembic_version SET version_num = '0008'")
    with Casebook.open(path) as book:
        assert book.faults() == []
        with sqlite3.connect(path) as connection:
            assert connection.execute(ties).fetchall() == before
            connection.execute("DELETE FROM tied WHERE article = ?", before[0][:1])
        assert [fault.where for fault in book.faults()] == [f"accounts {before[0][0]}"]


def test_no_report_is_read_again_when_another_comes(
    accounts: tuple[Account, ...], place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What single reports say is kept: the next report costs no parse of the earlier ones."""
    dated = [account for account in accounts if is_dated(account.alone)]
    first, last = dated[:-1], dated[-1]
    with Casebook.open(place) as book:
        book.keep(combine(first), accounts={account.id: account for account in first})
        monkeypatch.setattr("truceline._account.parse", lambda articles: _refuse(list(articles)))
        change = book.keep(combine([last]), accounts={last.id: last})
    assert change.articles_new == (last.id,)


def _refuse(articles: list[Article]) -> list[object]:
    assert articles == []
    return []


def test_what_has_nothing_to_do_with_a_report_is_left_alone(
    accounts: tuple[Account, ...], place: str
) -> None:
    """A report on one conflict is joined with the reports on that conflict, and changes no others."""
    with Casebook.open(place) as book:
        aceh = [a for a in accounts if "aceh" in a.alone.source.uri]
        others = [a for a in accounts if "aceh" not in a.alone.source.uri]
        book.keep(combine(others), accounts={account.id: account for account in others})
        before = {c.id: c for c in book.ceasefires()}
        change = book.keep(combine(aceh), accounts={account.id: account for account in aceh})
        after = {c.id: c for c in book.ceasefires()}
    assert change.ceasefires_new
    assert not change.ceasefires_changed
    assert all(after[name] == ceasefire for name, ceasefire in before.items())
