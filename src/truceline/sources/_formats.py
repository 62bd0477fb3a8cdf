"""Files into documents: what a file is, and what is in it.

The first bytes decide, then the name: what people have is often named wrongly.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from importlib import import_module
from typing import cast

from truceline.errors import SourceError
from truceline.model import Failure
from truceline.sources._decode import LARGEST, require_text
from truceline.sources._document import HEAD, Document, Expand, Found, as_failure, read_whole

__all__ = ["PAGES", "documents_in"]

PAGES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
LARGEST_PDF = 128 * 2**20
"""Bytes of a PDF or office document; pictures may be most of it."""
DEEPEST = 4
"""How many archives may lie within each other."""

_NAMED = {".jsonl": "lines", ".ndjson": "lines", ".json": "json", ".csv": "table", ".tsv": "table"}
_PACKED = ((b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz"))
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_MAIL_HEADER = re.compile(
    rb"(?:[A-Za-z][A-Za-z-]{1,40}:[ \t][^\r\n]{0,2000}\r?\n(?:[ \t][^\r\n]{0,2000}\r?\n){0,40}){3}"
)
_MAIL_NAMES = re.compile(
    rb"^(?:Received|Return-Path|Message-ID|MIME-Version|Delivered-To):", re.IGNORECASE | re.MULTILINE
)
_SAVED_PAGE = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)

# Where each kind of file is taken apart: module and function, imported when the first such file is met.
_READERS = {
    "lines": ("_records", "documents_in_lines"),
    "json": ("_records", "documents_in_json"),
    "table": ("_records", "documents_in_table"),
    "parquet": ("_parquet", "documents_in_parquet"),
    "sheets": ("_sheets", "documents_in_sheets"),
    "warc": ("_warc", "documents_in_warc"),
    "mail": ("_mail", "documents_in_mail"),
    "mbox": ("_mail", "documents_in_mbox"),
    "mhtml": ("_mail", "documents_in_mhtml"),
    "feed": ("_feeds", "documents_in_feed"),
    "zip": ("_archives", "documents_in_zip"),
    "tar": ("_archives", "documents_in_tar"),
    "gzip": ("_archives", "documents_in_packed"),
    "zstd": ("_archives", "documents_in_packed"),
    "bzip2": ("_archives", "documents_in_packed"),
    "xz": ("_archives", "documents_in_packed"),
}


def documents_in(found: Found) -> Iterator[Document | Failure]:
    """The documents of a file, one after the other, whatever it is. A broken one becomes a failure."""
    try:
        kind = _kind(found)
        if kind not in _READERS:
            yield from _single(found, kind)
            return
        if found.depth > DEEPEST:
            raise SourceError(
                f"there are more than {DEEPEST} archives within each other",
                where=found.uri,
                cure="unpack it by hand",
            )
        module, name = _READERS[kind]
        reader = getattr(import_module(f"truceline.sources.{module}"), name)
        yield from cast("Iterator[Document | Failure]", reader(found, cast("Expand", documents_in)))
    except SourceError as error:
        yield as_failure(found.uri, error)


def _single(found: Found, kind: str) -> Iterator[Document | Failure]:
    """A file that is one document."""
    data, cut = read_whole(found, LARGEST_PDF if kind in {"pdf", "docx", "odt"} else LARGEST)
    if kind in {"text", "html"}:
        require_text(data, found.uri)
    yield Document(found.uri, data, kind, found.known)  # type: ignore[arg-type]
    if cut is not None:
        yield as_failure(found.uri, cut)


def _kind(found: Found) -> str:
    """What a file is: the name of a reader, or the kind of its one document."""
    head, suffix = found.head(), found.suffix
    if head and not head.strip(b"\x00"):
        raise SourceError(
            "the file is empty: it begins with zeros only", where=found.uri, cure="fetch or copy it again"
        )
    for magic, name in _PACKED:
        if head.startswith(magic):
            return "warc" if _holds_warc(head, name, found.name) else name
    if head.startswith(b"%PDF") or b"%PDF-1." in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", _OLD_OFFICE)):
        return _old_office(found) if head.startswith(_OLD_OFFICE) else _office_or_zip(found)
    for start, name in ((b"WARC/", "warc"), (b"PAR1", "parquet"), (rb"{\rtf", "rtf")):
        if head.startswith(start):
            return name
    if head[257:262] == b"ustar":
        return "tar"
    return _textual(head.removeprefix(b"\xef\xbb\xbf").lstrip(), suffix, found.media_type)


def _textual(head: bytes, suffix: str, media_type: str) -> str:
    """The same for files of text: by their name, then by how they begin."""
    if suffix in _NAMED:
        return _NAMED[suffix]
    if (mail := _mail(head, suffix)) is not None:
        return mail
    opening = head[:1024].lower()
    if suffix in PAGES or media_type in _PAGE_TYPES or _is_page(head):
        return "html"
    if opening.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf", b"<!--")) and _FEED.search(head):
        return "feed"
    bare = not suffix and head.startswith(b"{") and b'"text"' in head
    return "json" if media_type == "application/json" else "lines" if bare else "text"


def _mail(head: bytes, suffix: str) -> str | None:
    if suffix in {".mht", ".mhtml"}:
        return "mhtml"
    if suffix == ".mbox" or (head.startswith(b"From ") and _MAIL_NAMES.search(head)):
        return "mbox"
    if suffix == ".eml" or (_MAIL_HEADER.match(head) and _MAIL_NAMES.search(head)):
        return "mhtml" if suffix != ".eml" and _SAVED_PAGE.search(head) and b"Snapshot-" in head else "mail"
    return None


def _is_page(head: bytes) -> bool:
    low = head.replace(b"\x00", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \t\r\n").lower()
    low = re.sub(rb"^<\?xml[^>]{0,200}\?>\s*", b"", low)
    return low.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        b"<html" in low and b"<head" in low
    )


def _old_office(found: Found) -> str:
    """Files of Word, Excel and PowerPoint before 2007 begin alike: their ending tells."""
    if found.suffix == ".xls":
        return "sheets"
    if found.suffix == ".doc":
        raise SourceError(
            "this is an old Word document, which can only be read by Word or LibreOffice", where=found.uri,
            cure="open it and save it as DOCX, or many at once: soffice --headless --convert-to docx *.doc",
        )  # fmt: skip
    raise SourceError("this is an old office document", where=found.uri, cure="save it as plain text or HTML")


def _office_or_zip(found: Found) -> str:
    """Office documents are zip archives too: they name their parts within the first entries, or their ending
    tells.
    """
    head = found.head()
    for kind, suffixes, signs in (
        ("docx", {".docx", ".docm"}, (b"word/",)),
        (
            "sheets",
            {".xlsx", ".xlsm", ".ods"},
            (b"xl/", b"mimetypeapplication/vnd.oasis.opendocument.spread"),
        ),
        ("odt", {".odt"}, (b"mimetypeapplication/vnd.oasis.opendocument.text",)),
    ):
        if found.suffix in suffixes or any(sign in head for sign in signs):
            return kind
    for sign, suffix, name in (
        (b"ppt/", ".pptx", "a set of slides; export its text"),
        (b"mimetypeapplication/vnd.oasis", ".odp", "an OpenDocument file; save it as PDF or text"),
        (b"mimetypeapplication/epub", ".epub", "an e-book; export its text"),
    ):
        if found.suffix == suffix or sign in head:
            what, cure = name.split("; ")
            raise SourceError(f"this is {what}", where=found.uri, cure=cure)
    return "zip"


def _holds_warc(head: bytes, packing: str, name: str) -> bool:
    """Whether a packed file is a web archive: by what it unpacks to, or by its name."""
    if ".warc" in name.lower() or ".wet" in name.lower().split("/")[-1]:
        return True
    if packing != "gzip":
        return False
    try:
        return zlib.decompressobj(31).decompress(head[:HEAD], 16).startswith(b"WARC/")
    except zlib.error:
        return False
