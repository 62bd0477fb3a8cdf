"""A brief for word processors (Office Open XML), its sources as footnotes."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING

from truceline.exports._brief import Line, Part, Section, brief
from truceline.exports._footnotes import Footnotes
from truceline.exports._index import Index

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

__all__ = ["write_brief_docx"]

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff￾￿]")
"""Characters that XML 1.0 cannot hold."""
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The same bytes for the same reading: no clock goes into the file."""


def write_brief_docx(index: Index, file: IO[bytes]) -> int:
    """Write the brief; the ceasefires in it."""
    import docx  # noqa: PLC0415 - only for this format
    from docx.shared import Pt  # noqa: PLC0415

    told = brief(index)
    document = docx.Document()
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Normal"].font.size = Pt(10.5)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = _clean(told.title)[:255], "truceline", ""
    properties.created = properties.modified = _MADE
    notes = Footnotes(
        [
            _clean(f"{note.where}: “{note.words}” {note.uri}, SHA-256 {note.digest[:16]}")
            for note in told.notes
        ]
    )
    for part in told.parts:
        _part(document, part, notes)
    if not told.parts:
        document.add_heading(_clean(told.title), level=1)
    notes.add_to(document)
    document.save(file)
    return len(told.parts)


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
    for line in section.lines:
        label, words = table.add_row().cells
        label.width, words.width = Cm(3.6), Cm(12.4)
        label.text = _clean(line.label)
        _fill(words.paragraphs[0], line, notes)


def _fill(paragraph: Paragraph, line: Line, notes: Footnotes) -> None:
    run = paragraph.add_run(("also told: " if line.aside else "") + _clean(line.text))
    run.italic = line.aside or None
    notes.cite(paragraph, line.notes)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
