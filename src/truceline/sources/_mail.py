"""Mail: single messages, mailboxes, and pages that a browser saved as one file (MHTML)."""

from __future__ import annotations

import email
import io
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import cast

from truceline.errors import SourceError
from truceline.model import Failure, Metadatum
from truceline.sources._decode import LARGEST
from truceline.sources._document import Document, Expand, Found, Kind, as_failure, read_whole, too_large

__all__ = ["documents_in_mail", "documents_in_mbox", "documents_in_mhtml"]

_READABLE = frozenset({
    "application/pdf", "application/rtf", "text/rtf", "message/rfc822", "application/zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet",
})  # fmt: skip
_SUFFIXES = (
    ".pdf", ".docx", ".odt", ".rtf", ".html", ".htm", ".txt", ".eml", ".zip", ".csv", ".xlsx", ".xls", ".ods",
    ".jsonl",
)  # fmt: skip
_CURE = "save the message's text as .txt and read that"


def documents_in_mail(found: Found, expand: Expand) -> Iterator[Document | Failure]:
    """The text of a message, then the documents attached to it."""
    data, cut = read_whole(found)
    yield from _message(data, found, expand)
    if cut is not None:
        yield as_failure(found.uri, cut)


def documents_in_mbox(found: Found, expand: Expand) -> Iterator[Document | Failure]:
    """The messages of a mailbox, one after the other."""
    lines: list[bytes] = []
    number, size, cut = 0, 0, None
    blank = True
    stream = found.stream
    while True:
        try:
            line = stream.readline(LARGEST)
        except SourceError as error:
            line, cut = b"", error
        starts = blank and line.startswith(b"From ")
        if (starts or not line) and lines:
            number += 1
            yield from _one_of(b"".join(lines), size, number, found, expand)
            lines, size = [], 0
        if not line:
            break
        if not starts:
            size += len(line)
            if size <= LARGEST:
                lines.append(line[1:] if line.startswith(b">From ") else line)
        blank = not line.strip()
    if cut is not None:
        raise cut
    if not number:
        raise SourceError("there is no message in this mailbox", where=found.uri, cure="export it again")


def _one_of(
    data: bytes, size: int, number: int, found: Found, expand: Expand
) -> Iterator[Document | Failure]:
    uri = f"{found.uri}#{number}"
    if size > LARGEST:
        yield as_failure(uri, too_large(uri, size))
        return
    within = found.within(io.BytesIO(), uri, "message.eml")
    try:
        yield from _message(data, within, expand)
    except SourceError as error:
        yield as_failure(uri, error)


def documents_in_mhtml(found: Found, expand: Expand) -> Iterator[Document | Failure]:
    """The page in a file that holds a page with its pictures."""
    data, cut = read_whole(found)
    message = email.message_from_bytes(data)
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            url = _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
            told = (Metadatum(name="url", value=url, origin="file"),) if url.startswith("http") else ()
            html = _bytes(part)
            yield Document(found.uri, html, "html", (*found.known, *told), media_type="text/html")
            break
    else:
        raise SourceError(
            "there is no page in this saved file", where=found.uri, cure="save the page again as HTML"
        )
    if cut is not None:
        yield as_failure(found.uri, cut)


def _message(data: bytes, found: Found, expand: Expand) -> Iterator[Document | Failure]:
    message = email.message_from_bytes(data)
    body = _body(message)
    attached = list(_attached(message))
    if body is None and not attached:
        raise SourceError("there is no text in this message", where=found.uri, cure=_CURE)
    if body is not None:
        text = _bytes(body)
        if text.strip() or not attached:
            kind: Kind = "html" if body.get_content_type() == "text/html" else "text"
            told = (*found.known, *_told(message))
            yield Document(found.uri, text, kind, told, media_type="message/rfc822")
    for number, part in enumerate(attached, 1):
        name, payload = _attachment(part, number)
        yield from expand(found.within(io.BytesIO(payload), f"{found.uri}#{number}", name))


def _attachment(part: Message, number: int) -> tuple[str, bytes]:
    """The name and the bytes of an attachment; of a forwarded message the message."""
    inner = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(inner, list) and inner:
        return "message.eml", cast("Message", inner[0]).as_bytes()
    return part.get_filename() or f"attachment-{number}", _bytes(part)


def _body(message: Message) -> Message | None:
    """The part that holds the message's text: the plain one, unless it is a stub beside an HTML part."""
    parts = [
        p for p in message.walk() if not p.is_multipart() and p.get_content_disposition() != "attachment"
    ]
    plain = next((p for p in parts if p.get_content_type() == "text/plain"), None)
    page = next((p for p in parts if p.get_content_type() == "text/html"), None)
    if plain is not None and page is not None:
        return plain if 10 * len(_bytes(plain)) > len(_bytes(page)) else page
    return plain or page


def _attached(message: Message) -> Iterator[Message]:
    for part in message.walk():
        name = (part.get_filename() or "").lower()
        if part.get_content_type() == "message/rfc822" or (
            part.get_content_disposition() == "attachment"
            and (part.get_content_type() in _READABLE or name.endswith(_SUFFIXES))
        ):
            yield part


def _bytes(part: Message) -> bytes:
    """The text of a part as UTF-8 where it declares its encoding, else as it is."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    if charset and part.get_content_maintype() == "text" and charset not in {"utf-8", "us-ascii", "ascii"}:
        try:
            return raw.decode(charset).encode("utf-8")
        except (LookupError, UnicodeDecodeError):
            return raw
    return raw


def _told(message: Message) -> Iterator[Metadatum]:
    """What the head of a message says. An alert with several articles is not dated by it."""
    if sent := _sent(message):
        yield Metadatum(name="sent", value=sent, origin="file")
    if subject := _header(message, "Subject"):
        yield Metadatum(name="subject", value=subject, origin="file")


def _sent(message: Message) -> str:
    try:
        return parsedate_to_datetime(str(message.get("Date") or "")).isoformat()
    except (TypeError, ValueError, IndexError):
        return ""


def _header(message: Message, name: str) -> str:
    value = message.get(name)
    try:
        told = str(make_header(decode_header(str(value)))) if value else ""
    except (HeaderParseError, LookupError, UnicodeDecodeError, ValueError):
        told = str(value)
    return " ".join(told.split())
