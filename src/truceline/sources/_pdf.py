"""PDF files into text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from truceline.errors import SourceError

__all__ = ["text_of_pdf"]

MOST_PAGES = 2_000
"""Pages that are read of one file; the longest agreements have a few hundred."""
_EDGE = 3
"""Lines at the top and the bottom of a page among which running heads and page numbers stand."""
_OFTEN = 3
_DIGITS = re.compile(r"\d+")
_HYPHEN = re.compile(r"(?:\x02|\ufffe|\u00ad)\r?\n?")


def text_of_pdf(data: bytes, uri: str) -> str:
    """The text of a PDF, page after page, without the heads and feet that its pages share.

    Args:
        data: the file.
        uri: where it is, for the message.

    Raises:
        SourceError: it is locked, damaged, or holds pictures of pages instead of text.
    """
    import pypdfium2 as pdfium  # type: ignore[import-untyped]  # noqa: PLC0415 - only for PDFs

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise SourceError(
                "this PDF is locked with a password", where=uri,
                cure="open it with the password, print it into a new PDF, and read that",
            ) from error  # fmt: skip
        raise SourceError(
            f"this PDF is damaged ({error})", where=uri, cure="fetch it again, or open it and export its text"
        ) from error
    try:
        pages = [_page_text(document, number) for number in range(min(len(document), MOST_PAGES))]
    finally:
        document.close()
    text = "\n".join(_without_edges(pages)) or "\n".join(line for page in pages for line in page)
    if not text.strip():
        raise SourceError(
            f"there is no text in this PDF, only pictures of its {len(pages)} pages", where=uri,
            cure="run text recognition over it (for instance ocrmypdf) and read the result",
        )  # fmt: skip
    return text


def _page_text(document: object, number: int) -> list[str]:
    """The lines of one page; none where the page cannot be loaded."""
    import pypdfium2 as pdfium  # noqa: PLC0415

    try:
        page = document[number]  # type: ignore[index]
        text = page.get_textpage().get_text_range(errors="replace")
        page.close()
    except pdfium.PdfiumError:
        return []
    return _HYPHEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _without_edges(pages: Sequence[list[str]]) -> list[str]:
    """The pages' lines, without what three pages or more have at the same edge, numbers apart."""
    seen = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    common = {key for key, count in seen.items() if count >= max(_OFTEN, len(pages) // 3) and key}
    kept = []
    for page in pages:
        top, bottom = min(_EDGE, len(page)), max(len(page) - _EDGE, 0)
        kept += [
            line
            for index, line in enumerate(page)
            if not ((index < top or index >= bottom) and _key(line) in common)
        ]
    return kept


def _edges(page: Sequence[str]) -> list[str]:
    return [*page[:_EDGE], *page[-_EDGE:]]


def _key(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()))
