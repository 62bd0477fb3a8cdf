"""Readings, records and statements in a notebook, and as frames."""

from __future__ import annotations

import io
from pathlib import Path

import polars as pl
import pytest
from IPython.core.interactiveshell import InteractiveShell
from lxml import html
from msgspec.structs import replace

import truceline
from sample import SAMPLE
from truceline.errors import UsageError
from truceline.exports import export
from truceline.model import Actor, Reading

TENTH = "karabakh-2020-10-10"


def words(shown: str) -> str:
    """The text of some HTML, which must be whole."""
    page = html.fragment_fromstring(shown, create_parent="div")
    return " ".join(" ".join(page.itertext()).split())


def test_a_reading_shows_its_ceasefires() -> None:
    """One look tells what was read: counts, a row per ceasefire, what was set aside."""
    shown = truceline.show(SAMPLE)
    told = words(shown._repr_html_())
    assert told.startswith("3 reports, 2 ceasefires, 5 statements, 1 document set aside")
    assert "Karabakh truce of 10 October 2020 (karabakh-2020-10-10)" in told
    assert "12:00 Yerevan (UTC+4) = 08:00 UTC" in told
    assert "reports/scan.bin: this is no text" in told
    assert "Armenia, Azerbaijan" in str(shown)


def test_a_record_shows_each_value_with_its_words() -> None:
    """Behind each value stand the reason and the passages; other accounts stand below it."""
    told = words(truceline.show(SAMPLE, TENTH).html)
    assert "takes effect Sat 10 Oct 2020, 12:00 Yerevan" in told
    assert "also told: Sun 11 Oct 2020" in told
    assert "“from noon on Saturday” wire:2" in told
    assert "No report says when it ends" in told
    assert truceline.show(SAMPLE, SAMPLE.ceasefires[0]).html == truceline.show(SAMPLE, TENTH).html


def test_a_statement_shows_its_words() -> None:
    """Who, what, when and where."""
    told = words(truceline.show(SAMPLE, "wire-s1").html)
    assert told.startswith("Sergei Lavrov (Russia) says The ceasefire is declared from 12:00 on October 10")
    assert "through Northern Wire" in told
    assert "[wire:3]" in told


def test_what_is_not_there_is_told() -> None:
    """An id of another reading is a mistake, not an empty page."""
    with pytest.raises(UsageError, match="no ceasefire and no statement with the id 'atlantis'"):
        truceline.show(SAMPLE, "atlantis")


def test_markup_in_reports_stays_text() -> None:
    """What a report holds cannot run in a notebook."""
    bad = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    ceasefires = tuple(replace(c, label=bad, id=bad) for c in SAMPLE.ceasefires[:1])
    articles = tuple(replace(a, outlet=bad) for a in SAMPLE.articles)
    actors = tuple(replace(a, name=bad) for a in SAMPLE.actors)
    hostile = replace(SAMPLE, ceasefires=ceasefires, articles=articles, actors=actors)
    for shown in (truceline.show(hostile), truceline.show(hostile, bad), truceline.show(hostile, "wire-s1")):
        page = html.fragment_fromstring(shown.html, create_parent="div")
        assert not [element for element in page.iter() if element.tag in {"script", "img"}]


def test_plain_values_show_themselves_in_ipython() -> None:
    """After `%load_ext truceline` a reading, a ceasefire and a statement have a face in IPython."""
    shell = InteractiveShell.instance()
    shell.extension_manager.load_extension("truceline")
    show = shell.display_formatter.format
    said = SAMPLE.articles[0].statements[0]
    assert "2 ceasefires" in words(show(SAMPLE)[0]["text/html"])
    assert "also told" in words(show(SAMPLE.ceasefires[0])[0]["text/html"])
    assert "truceline.show(reading, statement)" in words(show(said)[0]["text/html"])
    InteractiveShell.clear_instance()


def test_frames_hold_what_the_exports_hold(tmp_path: Path) -> None:
    """The frames are the tables of `truceline export`, typed, and join on their ids."""
    frames = truceline.frames(SAMPLE)
    for kind, frame in zip(frames._fields, frames, strict=True):
        out = tmp_path / f"{kind}.parquet"
        assert export(SAMPLE, kind, out) == frame.height
        assert pl.read_parquet(out).equals(frame)
    joined = frames.claims.join(frames.statements, on="statement", how="inner")
    assert joined.height == 4
    assert frames.findings["sources"].dtype == pl.Int64


def test_frames_of_nothing_are_typed_too() -> None:
    """A reading without anything gives empty frames with all columns."""
    frames = truceline.frames(Reading(truceline="0"))
    assert [frame.height for frame in frames] == [0, 0, 0]
    assert frames.claims.schema["confidence"] == pl.Float64
    assert io.StringIO(frames.claims.write_csv()).readline().startswith("claim,ceasefire,article")


def test_two_who_speak_together_say() -> None:
    """Several have a verb in the plural in a notebook too."""
    both = Actor(id="armenia-and-azerbaijan", name="Armenia and Azerbaijan", kind="coalition")
    first, *others = SAMPLE.articles
    said = replace(first.statements[0], actor=both.id)
    articles = (replace(first, statements=(said,)), *others)
    told = truceline.show(replace(SAMPLE, actors=(*SAMPLE.actors, both), articles=articles), said)
    assert "Armenia and Azerbaijan say" in told._repr_html_()
    assert "Armenia and Azerbaijan says" not in told._repr_html_()
