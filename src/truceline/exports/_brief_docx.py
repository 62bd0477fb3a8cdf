"""A brief for word processors (Office Open XML), its sources as footnotes."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING

from truceline.exports._brief import Line, Note, Part, Section, brief
from truceline.exports._footnotes import Footnotes
from truceline.exports._index import Index

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

__all__ = ["write_brief_docx"]

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff￾￿]")
"""Characters that XML 1.0 cannot hold."""
_COLUMNS = (3.6, 13.0)
"""Centimetres of the labels, and of what stands beside them."""
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The same bytes for the same reading: no clock goes into the file."""


def write_brief_docx(index: Index, file: IO[bytes]) -> int:
    """Write the brief; the ceasefires in it."""
    import docx  # noqa: PLC0415 - only for this format

    told = brief(index)
    document = docx.Document()
    _lay_out(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = _clean(told.title)[:255], "truceline", ""
    properties.created = properties.modified = _MADE
    notes = Footnotes(document, [_clean(_source(note)) for note in told.notes])
    for part in told.parts:
        _part(document, part, notes)
    if not told.parts:
        document.add_heading(_clean(told.title), level=1)
    notes.add_to(document)
    document.save(file)
    return len(told.parts)


def _lay_out(document: Document) -> None:
    """A sheet of A4 with room for the labels beside the text, and nothing between the lines of a table."""
    from docx.shared import Cm, Pt  # noqa: PLC0415

    [sheet] = document.sections
    sheet.page_width, sheet.page_height = Cm(21), Cm(29.7)
    sheet.left_margin = sheet.right_margin = Cm((21 - sum(_COLUMNS)) / 2)
    sheet.top_margin = sheet.bottom_margin = Cm(2.2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Georgia", Pt(10.5)
    normal.paragraph_format.space_after = Pt(3)


def _source(note: Note) -> str:
    """A footnote: a report is told in full once, and in short from then on."""
    if note.again:
        return f"{note.again}: “{note.words}”"
    return f"{note.where}: “{note.words}” {note.uri}, SHA-256 {note.digest[:16]}"


def _part(document: Document, part: Part, notes: Footnotes) -> None:
    document.add_heading(_clean(part.title), level=1)
    for under in part.under:
        document.add_paragraph(_clean(under))
    for section in part.sections:
        _section(document, section, notes)


def _section(document: Document, section: Section, notes: Footnotes) -> None:
    from docx.shared import Cm  # noqa: PLC0415

    document.add_heading(section.heading, level=2)
    if not any(line.label for line in section.lines):
        for line in section.lines:
            _fill(document.add_paragraph(), line, notes)
        return
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, _COLUMNS, strict=True):
        column.width = Cm(width)
    for line in section.lines:
        label, words = table.add_row().cells
        label.width, words.width = (Cm(width) for width in _COLUMNS)
        label.text = _clean(line.label)
        _fill(words.paragraphs[0], line, notes)


def _fill(paragraph: Paragraph, line: Line, notes: Footnotes) -> None:
    run = paragraph.add_run(("also told: " if line.aside else "") + _clean(line.text))
    run.italic = line.aside or None
    notes.cite(paragraph, line.notes)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
