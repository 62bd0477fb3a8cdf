"""Web archives: WARC (responses, resources) and WET (their plain text), packed or not."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.errors import SourceError
from truceline.model import Failure, Metadatum
from truceline.sources._decode import LARGEST
from truceline.sources._document import Document, Expand, Found, Kind

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

__all__ = ["documents_in_warc"]

_KINDS: dict[str, Kind] = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "application/pdf": "pdf",
}  # fmt: skip
_AGAIN = "what came before was read; fetch or copy the file again to have the rest"
_REDIRECTED = 300
_CHUNK = 2**16


def documents_in_warc(found: Found, expand: Expand) -> Iterator[Document | Failure]:
    """Every page of text in a web archive, in order. Requests, redirects, errors, pictures and scripts are
    passed over; the day of the crawl is not taken for the day of publication.

    Args:
        found: the archive.
        expand: not needed: a record is one document.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - only for web archives

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    number, last = 0, 0
    try:
        for record in ArchiveIterator(found.stream, record_types=wanted, parse_http=False):
            number += 1
            last = record.stream_pos
            _check_size(record, found)
            yield from _document(record, f"{found.uri}#{number}", found)
    except (OSError, ValueError, EOFError) as error:
        raise SourceError(
            f"this web archive is damaged behind record {number} ({_first_line(error)})",
            where=found.uri,
            cure=_AGAIN,
        ) from error
    if not number:
        raise SourceError(
            "there is no response or text in this web archive", where=found.uri, cure="check that it is whole"
        )
    if _is_cut(found, last):
        raise SourceError(
            f"this web archive is cut short behind record {number}", where=found.uri, cure=_AGAIN
        )


def _is_cut(found: Found, last: int) -> bool:
    """Whether a file breaks off behind the beginning of its last page, which the reader passes over in
    silence. Only where one can go back to it, and it is not far.
    """
    stream = found.stream
    if found.depth or not stream.seekable() or stream.seek(0, io.SEEK_END) - last > LARGEST:
        return False
    stream.seek(last)
    if stream.peek(2)[:2] == b"\x1f\x8b":
        return _members_are_cut(stream)
    return stream.peek(5)[:5] == b"WARC/" and _records_are_cut(stream)


def _members_are_cut(stream: io.BufferedReader) -> bool:
    member = zlib.decompressobj(31)
    while data := stream.read(_CHUNK):
        while data:
            if member.eof:
                member = zlib.decompressobj(31)
            try:
                member.decompress(data)
            except zlib.error:
                return True
            data = member.unused_data
    return not member.eof


def _records_are_cut(stream: io.BufferedReader) -> bool:
    while line := stream.readline(_CHUNK):
        if not line.strip():
            continue
        length = -1
        while line.strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" and value.strip().isdigit() else length
            line = stream.readline(_CHUNK)
        if length < 0 or not line.endswith(b"\n") or len(stream.read(length)) < length:
            return True
    return False


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _check_size(record: WarcRecord, found: Found) -> None:
    """Give a file up whose records unpack to far more than the file holds."""
    if record.content_length > LARGEST:
        found.budget.spend(record.content_length, found.uri)


def _document(record: WarcRecord, uri: str, found: Found) -> Iterator[Document | Failure]:
    """A record's page, if it is one."""
    kind, packed = _kind(record)
    if kind is None or record.reader is None:
        return
    expected = record.content_length
    data = record.reader.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield Failure(uri=uri, reason=f"it is larger than {LARGEST >> 20} MB; save this page alone as text")
        return
    if data.strip():
        url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
        told = (Metadatum(name="url", value=url, origin="file"),) if url else ()
        media_type = "text/html" if kind == "html" else "text/plain"
        yield Document(uri, data, kind, (*found.known, *told), media_type=media_type, corpus=True)
    if len(data) < expected and not packed:
        raise SourceError("this web archive is cut short within its last record", where=uri, cure=_AGAIN)


def _kind(record: WarcRecord) -> tuple[Kind | None, bool]:
    """What a record holds, None if no text; and whether its answer came packed, its size unknown."""
    if not record.is_http:
        content = (record.headers.get("Content-Type") or "text/plain").split(";")[0].strip().lower()
        return _KINDS.get(content), False
    record.parse_http(auto_decode="all")
    headers = record.http_headers
    if headers is None or (headers.status_code or 200) >= _REDIRECTED:
        return None, False
    packed = bool(headers.get("Content-Encoding") or headers.get("Transfer-Encoding"))
    content = (record.http_content_type or "text/html").split(";")[0].strip().lower()
    return _KINDS.get(content), packed
