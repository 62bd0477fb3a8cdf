"""Word documents and RTF into text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.errors import SourceError
from truceline.sources._decode import LARGEST
from truceline.sources._document import UNPACKING, Budget

if TYPE_CHECKING:
    from docx.document import Document as Word

__all__ = ["text_of_docx", "text_of_rtf"]

_MAIN = re.compile(r"word/document\d?\.xml$")
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

    _check_parts(data, uri)
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


def _check_parts(data: bytes, uri: str) -> None:
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
            "this Word document is damaged or cut short",
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
