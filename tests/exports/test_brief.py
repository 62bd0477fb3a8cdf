"""A brief says what the record says, with a source for every line, and holds nothing that runs."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from readings import readings
from sample import SAMPLE
from truceline.exports import export
from truceline.exports._brief import brief
from truceline.exports._brief_docx import write_brief_docx
from truceline.exports._brief_html import write_brief_html
from truceline.exports._index import Index
from truceline.model import Reading


def test_every_known_line_has_a_source_in_each_report_that_says_it() -> None:
    """Who is handed the brief can go back to the words, report by report."""
    told = brief(Index(SAMPLE))
    lines = [line for part in told.parts for s in part.sections if s.heading == "Known" for line in s.lines]
    assert lines
    for line in lines:
        assert line.notes
        wheres = [told.notes[n - 1].where.rpartition(", line")[0] for n in line.notes]
        assert len(wheres) == len(set(wheres))


def test_notes_are_numbered_in_the_order_in_which_they_are_first_cited() -> None:
    """The reader finds note 1 before note 2."""
    told = brief(Index(SAMPLE))
    cited = [n for part in told.parts for s in part.sections for line in s.lines for n in line.notes]
    first_cited = list(dict.fromkeys(cited))
    assert sorted(first_cited) == list(range(1, len(told.notes) + 1))
    assert first_cited[0] == 1


@given(readings())
@settings(max_examples=40)
def test_any_reading_makes_a_brief_in_both_formats(reading: Reading) -> None:
    """Whatever a report holds, both files can be opened: no character breaks them."""
    import io  # noqa: PLC0415

    import docx  # noqa: PLC0415
    from lxml import html  # noqa: PLC0415

    page, document = io.BytesIO(), io.BytesIO()
    index = Index(reading)
    assert write_brief_html(index, page) == write_brief_docx(index, document) == len(reading.ceasefires)
    tree = html.fromstring(page.getvalue().decode())
    titles = tree.xpath("//h1 | //h2")
    assert len(titles) == max(1, len(reading.ceasefires))
    headings = [p for p in docx.Document(document).paragraphs if p.style and p.style.name == "Heading 1"]
    assert len(headings) == max(1, len(reading.ceasefires))


def test_a_hostile_report_stays_text_in_the_page(tmp_path: Path) -> None:
    """Markup in a title or a label is shown, not run; nothing is loaded from elsewhere."""
    bad = '<script src="http://x.example/a.js"></script><img onerror=alert(1)>'
    hostile = replace(
        SAMPLE,
        articles=tuple(replace(a, title=bad, outlet=bad) for a in SAMPLE.articles),
        ceasefires=tuple(replace(c, label=bad) for c in SAMPLE.ceasefires),
    )
    export(hostile, "brief", tmp_path / "b.html")
    page = (tmp_path / "b.html").read_text(encoding="utf-8")
    assert "&lt;script" in page
    assert not re.search(r"<(script|img|link|iframe|object)\b|@import|url\(", page)


def test_the_same_reading_makes_the_same_bytes(tmp_path: Path) -> None:
    """Two people who export the same casebook hold the same file."""
    for kind in ("html", "docx"):
        export(SAMPLE, "brief", tmp_path / f"one.{kind}")
        export(SAMPLE, "brief", tmp_path / f"two.{kind}")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.docx") as one, zipfile.ZipFile(tmp_path / "two.docx") as two:
        assert {n: one.read(n) for n in one.namelist()} == {n: two.read(n) for n in two.namelist()}


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_the_brief_of_nothing_says_so(kind: str, tmp_path: Path) -> None:
    """An empty record is told, not an empty page."""
    export(replace(SAMPLE, ceasefires=()), "brief", tmp_path / f"b.{kind}")
    path = tmp_path / f"b.{kind}"
    with zipfile.ZipFile(path) if kind == "docx" else path.open("rb") as file:
        data = file.read("word/document.xml") if kind == "docx" else file.read()  # type: ignore[call-arg]
    assert f"No ceasefire in {len(SAMPLE.articles)} reports".encode() in data


def test_a_word_document_has_its_sources_as_footnotes(tmp_path: Path) -> None:
    """Each source stands at the foot of the page where it is first cited, with its words and digest."""
    from lxml import etree  # noqa: PLC0415

    export(SAMPLE, "brief", tmp_path / "b.docx")
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(tmp_path / "b.docx") as file:
        body, foot = (etree.fromstring(file.read(f"word/{part}.xml")) for part in ("document", "footnotes"))
        types = file.read("[Content_Types].xml").decode()
    assert "wordprocessingml.footnotes+xml" in types
    cited = [one.get(f"{name}id") for one in body.iter(f"{name}footnoteReference")]
    notes = {one.get(f"{name}id"): "".join(one.itertext()) for one in foot.iter(f"{name}footnote")}
    assert cited
    assert len(set(cited)) == len(cited)
    assert set(cited) == {number for number, text in notes.items() if text}
    told = brief(Index(SAMPLE)).notes
    for number in cited:
        note = told[int(number or 0) - 1]
        assert note.words in notes[number]
        assert (note.again or note.digest[:16]) in notes[number]


def test_a_report_is_told_in_full_once_for_each_ceasefire() -> None:
    """Notes stay short: title, place and digest of a report stand in the first of them, and the others point
    there.
    """
    told = brief(Index(SAMPLE))
    for part in told.parts:
        cited = dict.fromkeys(n for s in part.sections for line in s.lines for n in line.notes)
        notes = {n: told.notes[n - 1] for n in cited}
        full = [note.uri for note in notes.values() if not note.again]
        assert len(set(full)) == len(full)
        for number, note in notes.items():
            if note.again:
                meant = int(note.again.partition("as in note ")[2].partition(",")[0])
                assert meant < number
                assert told.notes[meant - 1].uri == note.uri
                assert not told.notes[meant - 1].again


def test_the_labels_of_a_word_document_leave_the_width_to_the_words(tmp_path: Path) -> None:
    """The grid of a table, which word processors go by, gives the words more than twice the labels' width."""
    import docx  # noqa: PLC0415

    export(SAMPLE, "brief", tmp_path / "b.docx")
    document = docx.Document(str(tmp_path / "b.docx"))
    [sheet] = document.sections
    assert document.tables
    for table in document.tables:
        labels, words = (column.width or 0 for column in table.columns)
        assert words > 2 * labels > 0
        assert labels + words <= sheet.page_width - sheet.left_margin - sheet.right_margin
