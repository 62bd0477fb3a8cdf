"""What goes into a casebook comes out of it, once, and whole."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from readings import readings
from sample import SAMPLE
from truceline.casebook import Casebook
from truceline.errors import UsageError
from truceline.model import Article, Reading, dump


def _merge(reading: Reading, earlier: Reading, accounts: object = None) -> tuple[Reading, tuple[()]]:
    """A join that does no more than put two readings beside each other, the newer one first heard."""

    def both(name: str) -> tuple[Any, ...]:
        return tuple(
            {thing.id: thing for thing in (*getattr(earlier, name), *getattr(reading, name))}.values()
        )

    names = ("articles", "actors", "claims", "ceasefires", "statement_groups")
    return replace(reading, **{name: both(name) for name in names}), ()


@pytest.fixture(autouse=True)
def _plain_join(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "truceline.reader", SimpleNamespace(join=_merge))  # type: ignore[arg-type]


@pytest.fixture
def book(place: str) -> Iterator[Casebook]:
    with Casebook.open(place) as casebook:
        yield casebook


def _part(*names: str) -> Reading:
    """The sample with these articles alone, and what rests on them."""
    ceasefires = tuple(c for c in SAMPLE.ceasefires if set(c.articles) & set(names))
    return replace(
        SAMPLE,
        articles=tuple(a for a in SAMPLE.articles if a.id in names),
        claims=tuple(c for c in SAMPLE.claims if c.article in names),
        ceasefires=tuple(
            replace(
                c,
                articles=tuple(a for a in c.articles if a in names),
                fields={},
                timeline=(),
                linked=(),
                rules=(),
            )
            for c in ceasefires
        ),
        statement_groups=(),
        failures=(),
    )


def _reread(article: Article, **more: Any) -> Article:
    return replace(article, source=replace(article.source, sha256="0" * 64), **more)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(reading=readings())
def test_a_reading_comes_back_byte_for_byte(places: Callable[[], str], reading: Reading) -> None:
    """Nothing that was read is lost or altered by keeping it, down to the order of things."""
    with Casebook.open(places()) as casebook:
        casebook.keep(reading)
        assert dump(casebook.reading()) == dump(reading)
        assert not casebook.keep(reading)
        assert dump(casebook.reading()) == dump(reading)


def test_the_same_sources_twice_change_nothing(book: Casebook) -> None:
    """A second reading of known sources writes nothing, even where it was read in other company."""
    assert book.keep(SAMPLE).articles_new == ("wire", "diary", "second")
    before = dump(book.reading())
    for again in (SAMPLE, _part("wire"), _part("second", "diary")):
        change = book.keep(again)
        assert not change
        assert set(change.articles_unchanged) == {article.id for article in again.articles}
    assert dump(book.reading()) == before


def test_what_is_new_is_told_from_what_was_there(book: Casebook) -> None:
    """A change names the articles and ceasefires that were added, altered and left alone."""
    book.keep(_part("wire", "diary"))
    change = book.keep(_part("second", "wire"))
    assert change.articles_new == ("second",)
    assert change.articles_unchanged == ("wire",)
    assert change.ceasefires_new == ("karabakh-2020-10-18",)
    assert {article.id for article in book.reading().articles} == {"wire", "diary", "second"}


def test_a_source_that_changed_is_read_anew(book: Casebook) -> None:
    """An article with other bytes under the same id replaces what was kept of it."""
    book.keep(_part("second"))
    [second] = _part("second").articles
    change = book.keep(replace(_part("second"), articles=(_reread(second, text=second.text.upper()),)))
    assert change.articles_changed == ("second",)
    assert book.reading().articles[0].text == second.text.upper()
    assert [hit.article for hit in book.search('"october 18"')] == ["second"]


def test_metadata_given_by_hand_makes_a_new_reading(book: Casebook) -> None:
    """A user who now says when a text was published is not told that nothing changed."""
    book.keep(_part("wire"))
    [wire] = _part("wire").articles
    assert book.keep(replace(_part("wire"), articles=(replace(wire, metadata=()),))).articles_changed == (
        "wire",
    )


def test_another_version_of_truceline_reads_again(book: Casebook) -> None:
    """What an older truceline read is replaced by what this one reads, and kept as such."""
    book.keep(_part("wire"))
    newer = replace(_part("wire"), truceline="9.9")
    assert book.keep(newer).articles_changed == ("wire",)
    assert not book.keep(newer)
    assert book.reading().truceline == "9.9"


def test_a_ceasefire_that_is_read_again_keeps_its_id(book: Casebook) -> None:
    """An id that was cited stays, whatever name a later reading would have given."""
    book.keep(_part("wire", "diary"))
    again = _part("wire", "diary")
    renamed = replace(
        again,
        truceline="9.9",
        claims=tuple(replace(claim, ceasefire="other-name") for claim in again.claims),
        ceasefires=tuple(replace(c, id="other-name", label="Truce of Saturday") for c in again.ceasefires),
    )
    with_old = replace(renamed, truceline="9.9")
    sys.modules["truceline.reader"].join = lambda reading, earlier, accounts: (reading, ())  # type: ignore[attr-defined]
    change = book.keep(with_old)
    assert change.renamed == (("other-name", "karabakh-2020-10-10"),)
    assert change.ceasefires_changed == ("karabakh-2020-10-10",)
    assert not change.ceasefires_new
    assert not change.ceasefires_removed
    assert {claim.ceasefire for claim in book.reading().claims} == {"karabakh-2020-10-10"}
    assert book.find("karabakh").label == "Truce of Saturday"


def test_two_ceasefires_in_the_same_reports_do_not_swap_ids(book: Casebook) -> None:
    """Where two ceasefires share all articles, the words that they were read from tell which is which."""
    both = _part("wire", "diary", "second")
    shared = tuple(replace(c, articles=("wire", "diary", "second")) for c in both.ceasefires)
    book.keep(replace(both, ceasefires=shared))
    first, second = (c.id for c in shared)
    swapped = {first: "b", second: "a", None: None}
    later = replace(
        both,
        truceline="9.9",
        claims=tuple(replace(claim, ceasefire=swapped[claim.ceasefire]) for claim in both.claims),
        ceasefires=tuple(replace(c, id=str(swapped[c.id])) for c in reversed(shared)),
    )
    sys.modules["truceline.reader"].join = lambda reading, earlier, accounts: (reading, ())  # type: ignore[attr-defined]
    assert dict(book.keep(later).renamed) == {"b": first, "a": second}


def test_a_ceasefire_that_nothing_speaks_of_any_more_goes(book: Casebook) -> None:
    """When a better reading finds no ceasefire where an older one did, the record goes and is named."""
    book.keep(_part("second"))
    bare = replace(_part("second"), truceline="9.9", ceasefires=(), claims=())
    sys.modules["truceline.reader"].join = lambda reading, earlier, accounts: (reading, ())  # type: ignore[attr-defined]
    assert book.keep(bare).ceasefires_removed == ("karabakh-2020-10-18",)
    assert book.ceasefires() == ()


def test_a_failure_is_kept_until_its_source_is_read(book: Casebook) -> None:
    """A document that could not be read stays on the books until a later run reads it."""
    book.keep(SAMPLE)
    [failed] = book.reading().failures
    [second] = _part("second").articles
    mended = replace(second, id="scan", source=replace(second.source, uri=failed.uri), statements=())
    book.keep(Reading(truceline="0.1.0", articles=(mended,)))
    assert book.reading().failures == ()


def test_find_takes_a_prefix_and_says_what_there_is(book: Casebook) -> None:
    """A unique beginning is enough; anything else is answered with the choice."""
    book.keep(SAMPLE)
    assert book.find("karabakh-2020-10-18").id == "karabakh-2020-10-18"
    with pytest.raises(UsageError, match="choose one of: karabakh-2020-10-10, karabakh-2020-10-18"):
        book.find("karabakh")
    with pytest.raises(UsageError, match="no ceasefire is called 'minsk'"):
        book.find("minsk")


def test_ceasefires_equal_those_of_the_reading(book: Casebook) -> None:
    """Asking for the ceasefires alone gives the same as asking for everything."""
    book.keep(SAMPLE)
    assert book.ceasefires() == SAMPLE.ceasefires
    assert tuple(book.find(c.id) for c in SAMPLE.ceasefires) == SAMPLE.ceasefires
