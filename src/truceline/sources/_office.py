"""Word documents, OpenDocument texts and RTF into text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from truceline.errors import SourceError
from truceline.sources._decode import LARGEST
from truceline.sources._document import UNPACKING, Budget

if TYPE_CHECKING:
    from docx.document import Document as Word

__all__ = ["require_parts", "text_of_docx", "text_of_odt", "text_of_rtf"]

_MAIN = re.compile(r"(?:word/document\d?|content)\.xml$")
_TITLES = frozenset({"Title", "Heading 1"})


def text_of_docx(data: bytes, uri: str) -> tuple[str, str | None]:
    """The text of a Word document, an empty line between its paragraphs and rows of tables; and its title,
    where a paragraph is marked as one.

    Args:
        data: the file.
        uri: where it is, for the message.

    Raises:
        SourceError: it is damaged, locked, or unpacks to more than any text does.
    """
    import docx  # noqa: PLC0415 - only for Word documents
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415

    require_parts(data, uri, "Word document")
    try:
        word = docx.Document(io.BytesIO(data))
        lines = list(_lines(word))
    except (PackageNotFoundError, etree.XMLSyntaxError, AttributeError, *UNPACKING) as error:
        what = (str(error).splitlines() or [type(error).__name__])[0]
        raise SourceError(
            f"this Word document is damaged ({what})",
            where=uri, cure="open it and save it again, or save its text as .txt",
        ) from error  # fmt: skip
    text = "\n\n".join(line for line, _ in lines)
    if not text.strip():
        raise SourceError(
            "there is no text in this Word document",
            where=uri,
            cure="if it holds pictures of pages, run text recognition",
        )
    return text, next((line for line, style in lines if style in _TITLES), None)


def require_parts(data: bytes, uri: str, what: str) -> None:
    """Raise SourceError before anything is unpacked that is not meant to be."""
    budget = Budget.of(len(data))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for part in parts.infolist():
                budget.spend(part.file_size, uri)
                if _MAIN.match(part.filename) and part.file_size > LARGEST:
                    raise SourceError(
                        f"its text is larger than {LARGEST >> 20} MB", where=uri, cure="split the document"
                    )
    except UNPACKING as error:
        raise SourceError(
            f"this {what} is damaged or cut short",
            where=uri,
            cure="fetch it again, or save its text as .txt",
        ) from error


def _lines(word: Word) -> Iterator[tuple[str, str]]:
    """The paragraphs and the rows of tables that hold text, with the name of their style."""
    from docx.table import Table  # noqa: PLC0415

    for block in word.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
                if line := " ".join(filter(None, cells)):
                    yield line, ""
        elif line := " ".join(block.text.split()):
            yield line, str(block.style.name) if block.style is not None else ""


_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_BESIDE = frozenset({f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note-citation"})
"""What stands in an OpenDocument and is not its text: what was deleted, and what readers noted beside it."""
_SPACES = frozenset({f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"})


def text_of_odt(data: bytes, uri: str) -> tuple[str, str | None]:
    """The text of an OpenDocument text, an empty line between its paragraphs and rows of tables; and its
    title, where a paragraph is marked as one.

    Args:
        data: the file.
        uri: where it is, for the message.

    Raises:
        SourceError: it is damaged, locked, or unpacks to more than any text does.
    """
    from lxml import etree  # noqa: PLC0415 - only for such files

    require_parts(data, uri, "OpenDocument text")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            locked = b"encryption-data" in parts.read("META-INF/manifest.xml")
            content = parts.read("content.xml")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = None if locked else etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, *UNPACKING) as error:
        what = (str(error).splitlines() or [type(error).__name__])[0]
        raise SourceError(
            f"this OpenDocument text is damaged ({what})",
            where=uri, cure="open it and save it again, or save its text as .txt",
        ) from error  # fmt: skip
    if root is None:
        raise SourceError(
            "this OpenDocument text is locked", where=uri, cure="open it and save it without a password"
        )
    parents = {
        s.get(f"{_STYLE}name"): s.get(f"{_STYLE}parent-style-name") for s in root.iter(f"{_STYLE}style")
    }
    lines, title = [], None
    for block in _blocks(root.find(f".//{_OFFICE}text")):
        line = " ".join("".join(_words(block)).split())
        if line:
            lines.append(line)
            style = block.get(f"{_TEXT}style-name")
            is_title = "Title" in (style, parents.get(style)) or block.get(f"{_TEXT}outline-level") == "1"
            title = line if title is None and is_title else title
    if not lines:
        raise SourceError(
            "there is no text in this OpenDocument text",
            where=uri,
            cure="if it holds pictures of pages, run text recognition",
        )
    return "\n\n".join(lines), title


def _blocks(part: Any) -> Iterator[Any]:
    """The paragraphs, headings and rows of tables, in order."""
    for block in part if part is not None else ():
        if block.tag in {f"{_TEXT}p", f"{_TEXT}h", f"{_TABLE}table-row"}:
            yield block
        elif block.tag not in _BESIDE:
            yield from _blocks(block)


def _words(block: Any) -> Iterator[str]:
    """The text of a block, and a space where the format has a sign for one or a paragraph ends."""
    yield block.text or ""
    for piece in block:
        if piece.tag in _SPACES:
            yield " "
        elif isinstance(piece.tag, str) and piece.tag not in _BESIDE:
            yield from _words(piece)
            yield " " if piece.tag in {f"{_TEXT}p", f"{_TEXT}h"} else ""
        yield piece.tail or ""


def text_of_rtf(data: bytes, uri: str) -> str:
    """The text of a rich-text file.

    Raises:
        SourceError: there is none in it.
    """
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - only for RTF

    text: str = rtf_to_text(data.decode("latin-1"), encoding="cp1252", errors="replace")  # type: ignore[no-untyped-call]
    if not text.strip():
        raise SourceError(
            "there is no text in this RTF file", where=uri, cure="open it and save its text as .txt"
        )
    return text
