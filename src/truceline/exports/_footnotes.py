"""Footnotes of a Word document, for which python-docx has no words: a part of their own (ECMA-376)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

__all__ = ["Footnotes"]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_RULES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote>"
)
"""The lines between the text and its footnotes, which every such part has."""


class Footnotes:
    """Numbered notes: each stands at the foot of the page on which it is first cited; where it is cited again
    stands its number.
    """

    def __init__(self, document: Document, notes: list[str]) -> None:
        """`notes` in the order of their numbers, from 1; free of what XML cannot hold."""
        from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - only for this format
        from docx.shared import Pt  # noqa: PLC0415

        self._notes = notes
        text = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
        text.font.size, text.paragraph_format.space_after = Pt(8), Pt(1)
        mark = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
        mark.font.superscript = True
        self._text, self._mark = text.style_id, mark.style_id
        self._cited: set[int] = set()

    def cite(self, paragraph: Paragraph, numbers: tuple[int, ...]) -> None:
        """Cite notes at the end of a paragraph."""
        from docx.oxml import OxmlElement  # noqa: PLC0415 - only for this format
        from docx.oxml.ns import qn  # noqa: PLC0415

        for n, number in enumerate(numbers):
            run = paragraph.add_run(", " if n else " ")
            run.font.superscript = True
            if number in self._cited:
                run.add_text(str(number))
                continue
            self._cited.add(number)
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), str(number))
            run._r.append(reference)

    def add_to(self, document: Document) -> None:
        """Put the notes that were cited into the document."""
        from docx.opc.packuri import PackURI  # noqa: PLC0415
        from docx.opc.part import Part  # noqa: PLC0415

        told = "".join(self._note(n) for n in sorted(self._cited))
        data = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="{_W}">'
            f"{_RULES}{told}</w:footnotes>"
        )
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, data.encode(), document.part.package)
        document.part.relate_to(part, _RELATION)

    def _note(self, number: int) -> str:
        text = escape(self._notes[number - 1], quote=False)
        return (
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{self._text}"/></w:pPr>'
            f'<w:r><w:rPr><w:rStyle w:val="{self._mark}"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        )
