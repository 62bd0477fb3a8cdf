"""A brief as one HTML file that needs nothing else: to read, to mail, to print."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib import resources
from typing import IO

from truceline.exports._brief import Brief, Line, Part, Section, brief
from truceline.exports._index import Index
from truceline.figures.slip_svg import slip_svg

__all__ = ["write_brief_html"]


def write_brief_html(index: Index, file: IO[bytes]) -> int:
    """Write the brief; the ceasefires in it."""
    told = brief(index)
    for piece in _pieces(told):
        file.write(piece.encode("utf-8", "replace"))
    return len(told.parts)


def _pieces(told: Brief) -> Iterator[str]:
    style = resources.files("truceline.exports").joinpath("data/brief.css").read_text(encoding="utf-8")
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(told.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
    )
    seen: set[int] = set()
    for n, part in enumerate(told.parts):
        yield from _part(part, "h1" if n == 0 else "h2", seen)
    if not told.parts:
        yield f"<h1>{escape(told.title)}</h1>\n"
    yield from _notes(told)
    yield "</main>\n</body>\n</html>\n"


def _part(part: Part, heading: str, seen: set[int]) -> Iterator[str]:
    yield f"<article>\n<{heading}>{escape(part.title)}</{heading}>\n"
    for under in part.under:
        yield f'<p class="under">{escape(under)}</p>\n'
    for section in part.sections:
        yield from _section(section, seen)
    yield "</article>\n"


def _section(section: Section, seen: set[int]) -> Iterator[str]:
    yield f"<section>\n<h3>{escape(section.heading)}</h3>\n"
    labelled = any(line.label for line in section.lines)
    if labelled:
        yield "<dl>\n"
    for line in section.lines:
        words = escape(line.text) + _marks(line, seen)
        aside = ' class="aside"' if line.aside else ""
        yield f"<dt>{escape(line.label)}</dt><dd{aside}>{words}</dd>\n" if labelled else f"<p>{words}</p>\n"
        if line.sum:
            yield slip_svg(line.sum) + "\n"
    yield "</dl>\n</section>\n" if labelled else "</section>\n"


def _marks(line: Line, seen: set[int]) -> str:
    """The numbers of the notes; the first mark of each note can be gone back to."""
    marks = []
    for number in line.notes:
        name = "" if number in seen else f' id="to{number}"'
        seen.add(number)
        marks.append(f'<a href="#note{number}"{name}>{number}</a>')
    return f"<sup>{' '.join(marks)}</sup>" if marks else ""


def _notes(told: Brief) -> Iterator[str]:
    if not told.notes:
        return
    yield "<section>\n<h3>Sources</h3>\n<ol>\n"
    for n, note in enumerate(told.notes, start=1):
        yield (
            f'<li id="note{n}">{escape(note.where)}: “{escape(note.words)}” '
            f'<a href="#to{n}" aria-label="back to the text">↩</a><br>'
            f'<span class="uri">{escape(note.uri)}, SHA-256 {note.digest[:16]}</span></li>\n'
        )
    yield "</ol>\n</section>\n"
