"""Documents into articles: the dear part of reading, document by document."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from truceline.errors import SourceError
from truceline.model import Article, Failure, Metadatum
from truceline.sources._article import article_from_text
from truceline.sources._decode import LONGEST_LINE, decode
from truceline.sources._document import Document, as_failure
from truceline.sources._exports import pieces_of

__all__ = ["articles_of", "plain_text"]

_OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}


def articles_of(document: Document) -> Iterator[Article | Failure]:
    """The article of a document; several where it holds several; or a failure with its reason."""
    try:
        if document.kind == "record":
            yield _from_record(document)
        elif document.kind == "html":
            yield from _from_page(document)
        else:
            yield from _from_text(*plain_text(document), document)
    except SourceError as error:
        yield as_failure(document.uri, error)


def plain_text(document: Document) -> tuple[str, tuple[Metadatum, ...], str]:
    """The text of a document, what is known of it, and its media type. Of a page the whole markup.

    Raises:
        SourceError: it is locked, damaged, empty, or no text.
    """
    data, uri = document.data, document.uri
    if document.kind == "pdf":
        from truceline.sources._pdf import text_of_pdf  # noqa: PLC0415 - only for PDFs

        return text_of_pdf(data, uri), document.metadata, "application/pdf"
    if document.kind in {"docx", "odt"}:
        from truceline.sources._office import text_of_docx, text_of_odt  # noqa: PLC0415 - only for such files

        text, title = text_of_docx(data, uri) if document.kind == "docx" else text_of_odt(data, uri)
        told = (Metadatum(name="title", value=title, origin="file"),) if title else ()
        return text, (*document.metadata, *told), _OFFICE[document.kind]
    if document.kind == "rtf":
        from truceline.sources._office import text_of_rtf  # noqa: PLC0415 - only for RTF

        return text_of_rtf(data, uri), document.metadata, "application/rtf"
    decoded = decode(data, uri)
    mended = (Metadatum(name="mended", value=decoded.mended, origin="file"),) if decoded.mended else ()
    return decoded.text, (*document.metadata, *mended), document.media_type


def _from_record(document: Document) -> Article:
    return article_from_text(
        document.data.decode("utf-8", "replace"), uri=document.uri, metadata=document.metadata,
        id=document.id, media_type=document.media_type, raw=document.data,
    )  # fmt: skip


def _from_page(document: Document) -> Iterator[Article | Failure]:
    """The article of a page; or the articles of an archive's export that is written as a page."""
    from truceline.sources._html import article_from_html, plain_text_of_page  # noqa: PLC0415 - half a second

    html, metadata, _ = plain_text(document)
    if not document.corpus and (text := plain_text_of_page(html)) and len(pieces_of(text)) > 1:
        yield from _from_text(text, metadata, "text/html", document)
        return
    yield article_from_html(html, uri=document.uri, metadata=metadata, raw=document.data)


def _from_text(
    text: str, metadata: tuple[Metadatum, ...], media_type: str, document: Document
) -> Iterator[Article]:
    """The article of a text; or its articles, where it holds several."""
    _require_lines(text, document.uri)
    pieces = [(piece.start, piece.end, piece.metadata) for piece in pieces_of(text)]
    if not pieces:
        told = _with_day_sent(metadata)
        whole = article_from_text(
            text, uri=document.uri, metadata=told, raw=document.data, media_type=media_type, id=document.id
        )
        starts = _further_reports(whole)
        if not starts:
            yield whole
            return
        pieces = [(start, end, ()) for start, end in pairwise([0, *starts, len(text)])]
    shared = tuple(datum for datum in metadata if datum.name != "title" or datum.origin == "user")
    for number, (start, end, told) in enumerate(pieces, 1):
        piece = text[start:end]
        yield article_from_text(
            piece, uri=f"{document.uri}#{number}", metadata=(*shared, *told),
            raw=piece.encode("utf-8", "replace"), media_type=media_type,
        )  # fmt: skip


def _with_day_sent(metadata: tuple[Metadatum, ...]) -> tuple[Metadatum, ...]:
    """A message that is one report was published when it was sent; an alert with several was not."""
    names = {datum.name for datum in metadata}
    if "sent" not in names or "published" in names:
        return metadata
    sent = next(datum.value for datum in metadata if datum.name == "sent")
    return (*metadata, Metadatum(name="published", value=sent, origin="file"))


def _further_reports(article: Article) -> list[int]:
    """Where further reports begin in the text of one: at a headline below the body, with a dateline of its
    own between it and its first paragraph.
    """
    starts: list[int] = []
    headline: int | None = None
    begun = False
    for part in article.segments:
        if part.role == "headline" and begun:
            headline = part.start if headline is None else headline
        elif part.role == "dateline" and headline is not None:
            starts.append(headline)
            headline = None
        elif part.role == "body":
            begun, headline = True, None
    return starts


def _require_lines(text: str, uri: str) -> None:
    """Raise SourceError where a line is so long that the text cannot be reporting."""
    start = 0
    while len(text) - start > LONGEST_LINE:
        end = text.find("\n", start)
        if (len(text) if end < 0 else end) - start > LONGEST_LINE:
            raise SourceError(
                f"line {text.count(chr(10), 0, start) + 1} is longer than {LONGEST_LINE >> 20} MB",
                where=uri,
                cure="check what it is, and break it into paragraphs",
            )
        start = end + 1
