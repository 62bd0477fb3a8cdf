"""A brief as PDF, its sources as footnotes on the page that cites them.

Typst sets it: a program without a connection or a clock, so that the same reading makes the same bytes. What
a report says goes in as JSON and is never read as markup.
"""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import IO, Any

from truceline.errors import UsageError
from truceline.exports._brief import Brief, Line, brief
from truceline.exports._index import Index

__all__ = ["write_brief_pdf"]

UNNAMED = "A ceasefire without a name"
"""A heading: who has a PDF read out finds a part by its heading, so that none is empty."""


def write_brief_pdf(index: Index, file: IO[bytes]) -> int:
    """Write the brief; the ceasefires in it.

    Raises:
        UsageError: Typst is not installed.
    """
    import matplotlib  # noqa: PLC0415 - for the letters that Typst's own fonts lack

    try:
        import typst  # noqa: PLC0415 - only for this format
    except ImportError as error:
        cure = "install it with: pip install 'truceline[pdf]'; or export the brief as .html or .docx"
        raise UsageError("a PDF needs the package typst, which is not installed", cure=cure) from error

    told = brief(index)
    template = resources.files("truceline.exports").joinpath("data/brief.typ").read_bytes()
    letters = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    page = typst.compile(
        template,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(letters)]),
        sys_inputs={"told": json.dumps(_told(told), ensure_ascii=False)},
    )
    file.write(page)
    return len(told.parts)


def _told(brief: Brief) -> dict[str, Any]:
    """The brief as the template reads it. A note stands in full where it is cited first."""
    cited: set[int] = set()
    return {
        "title": brief.title.strip() or UNNAMED,
        "parts": [
            {
                "title": part.title.strip() or UNNAMED,
                "under": part.under,
                "sections": [
                    {
                        "heading": section.heading,
                        "labelled": any(line.label for line in section.lines),
                        "lines": [_line(line, brief, cited) for line in section.lines],
                    }
                    for section in part.sections
                ],
            }
            for part in brief.parts
        ],
    }


def _line(line: Line, brief: Brief, cited: set[int]) -> dict[str, Any]:
    notes = []
    for number in line.notes:
        note = brief.notes[number - 1]
        document = "" if note.again else f"{note.uri}, SHA-256 {note.digest[:16]}"
        told = {"where": note.again or note.where, "words": note.words, "document": document}
        notes.append({"number": number, "first": number not in cited, **told})
        cited.add(number)
    return {"label": line.label, "text": line.text, "aside": line.aside, "notes": notes}
