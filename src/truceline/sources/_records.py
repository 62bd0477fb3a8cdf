"""JSON lines, JSON lists and tables: many articles in one file, each under named columns."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from truceline.errors import SourceError
from truceline.model import Failure, Metadatum
from truceline.sources._decode import LARGEST, decode, require_text
from truceline.sources._document import Document, Expand, Found, as_failure, read_whole

__all__ = [
    "columns_of", "document_of", "documents_in_json", "documents_in_lines", "documents_in_table", "required",
]  # fmt: skip

COLUMNS = {
    "text": ("text", "body", "content", "full_text", "fulltext", "article_text", "article", "maintext",
             "plain_text"),
    "title": ("title", "headline", "heading"),
    "published": ("published", "date_publish", "published_at", "publish_date", "publication_date", "pub_date",
                  "pubdate", "date_published", "datetime", "date"),
    "outlet": ("outlet", "publisher", "newspaper", "source_name", "source_domain", "publication", "domain"),
    "byline": ("byline", "author", "authors"),
    "url": ("url", "link", "source_url", "uri"),
    "language": ("language", "lang"),
    "modified": ("modified", "date_modify", "updated_at"),
    "id": ("id", "article_id", "doc_id", "document_id"),
}  # fmt: skip
"""The names under which public news corpora (CC-News, news-please, Common Crawl extracts, GDELT exports) put
these; the first that is there is taken where the user names none.
"""
_SAFE = re.compile(r"\w[\w.:@+-]{0,119}")
_MARKUP = re.compile(r"</(?:p|div|h[1-6]|li|span|a|strong|em)>|<br ?/?>", re.IGNORECASE)
_CURE = 'each line is one object, the article under "text"'
LONGEST_RECORD = 8 * 2**20
"""Bytes of one line of JSON. A line holds one article, and no article is that long."""


def columns_of(names: Iterable[str], told: Mapping[str, str]) -> dict[str, str]:
    """Which of the columns `names` holds what: as the user told, else by the usual names in any case."""
    there = {name.strip().lower().replace(" ", "_").replace("-", "_"): name for name in reversed(list(names))}
    columns = {}
    for meaning, usual in COLUMNS.items():
        if meaning in told:
            columns[meaning] = told[meaning]
        elif (name := next((there[name] for name in usual if name in there), None)) is not None:
            columns[meaning] = name
    return columns


def required(columns: Mapping[str, str], names: Iterable[str], uri: str) -> None:
    """Raise SourceError where a table has no column for the text, or lacks one that the user named."""
    names = list(names)
    for meaning, name in columns.items():
        if name not in names:
            raise SourceError(
                f'no column "{name}" for the {meaning}; there are: {", ".join(names)[:300]}', where=uri,
                cure=f"name the right one with --column {meaning}=NAME",
            )  # fmt: skip
    if "text" not in columns:
        raise SourceError(
            f'no column "text"; there are: {", ".join(names)[:300]}', where=uri,
            cure="name the one that holds the article with --column text=NAME",
        )  # fmt: skip


def documents_in_lines(found: Found, expand: Expand) -> Iterator[Document | Failure]:
    """One document or failure per line of JSON, read one at a time."""
    require_text(found.head(), found.uri)
    taken: set[str] = set()
    number = 0
    while line := found.stream.readline(LONGEST_RECORD + 1):
        number += 1
        here = f"{found.uri}#{number}"
        if len(line) > LONGEST_RECORD:
            _skip_line(found)
            yield Failure(uri=here, reason=f"line {number} is longer than {LONGEST_RECORD >> 20} MB; {_CURE}")
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _from_line(line, here, number, found, taken)


def _skip_line(found: Found) -> None:
    while (rest := found.stream.readline(2**20)) and not rest.endswith(b"\n"):
        pass


def _from_line(line: bytes, here: str, number: int, found: Found, taken: set[str]) -> Document | Failure:
    try:
        entry = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except json.JSONDecodeError as error:
        reason = f"line {number} is broken JSON ({error.msg} at character {error.colno}); {_CURE}"
        return Failure(uri=here, reason=reason)
    except UnicodeDecodeError as error:
        reason = f"line {number} is not UTF-8 (byte {error.start + 1}); save the file as UTF-8"
        return Failure(uri=here, reason=reason)
    except RecursionError:
        return Failure(uri=here, reason=f"line {number} is nested too deeply; {_CURE}")
    return _entry(entry, here, found, taken)


def documents_in_json(found: Found, expand: Expand) -> Iterator[Document | Failure]:
    """One document or failure per entry of a JSON list, or of a single object; JSON lines are taken too."""
    data, cut = read_whole(found)
    if cut is not None:
        raise cut
    text = decode(data, found.uri).text
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        if text.lstrip().startswith("{") and error.msg.startswith("Extra data"):
            stream = io.BytesIO(text.encode("utf-8", "replace"))
            yield from documents_in_lines(found.within(stream, found.uri, "lines.jsonl"), expand)
            return
        raise SourceError(
            f"broken JSON ({error.msg}: line {error.lineno}, character {error.colno})",
            where=found.uri,
            cure="mend it",
        ) from error
    except RecursionError as error:
        raise SourceError("this JSON is nested too deeply", where=found.uri, cure=_CURE) from error
    taken: set[str] = set()
    for number, entry in enumerate(whole if isinstance(whole, list) else [whole], 1):
        yield _entry(entry, f"{found.uri}#{number}" if isinstance(whole, list) else found.uri, found, taken)


def documents_in_table(found: Found, expand: Expand) -> Iterator[Document | Failure]:
    """One document or failure per row of a table whose first row names its columns, read one at a time."""
    csv.field_size_limit(LARGEST)
    lines = _decoded_lines(found)
    first = next(lines, "")
    delimiter = "\t" if found.suffix == ".tsv" else _delimiter(first)
    rows = csv.DictReader(chain([first], lines), delimiter=delimiter)
    names = [name for name in rows.fieldnames or () if name]
    columns = columns_of(names, found.told.columns)
    required(columns, names, found.uri)
    taken: set[str] = set()
    try:
        for row in rows:
            yield document_of(row, columns, f"{found.uri}#{rows.line_num}", found.known, taken)
    except csv.Error as error:
        here = f"{found.uri}#{rows.line_num}"
        yield Failure(uri=here, reason=f"broken table ({error}); mend row {rows.line_num}")


def _delimiter(first: str) -> str:
    """What parts the columns, by the row of their names: a comma, or what stands there instead."""
    return max(",;\t|", key=lambda sign: (first.count(sign), sign == ","))


def _decoded_lines(found: Found) -> Iterator[str]:
    """The lines of a table as text, in the encoding that its first bytes are in."""
    require_text(found.head(), found.uri)
    encoding = _encoding(found)
    reader = io.TextIOWrapper(found.stream, encoding=encoding, errors="replace", newline="")
    while line := reader.readline(LARGEST):
        yield line


def _encoding(found: Found) -> str:
    head = found.head()
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        head[: head.rfind(b"\n") + 1].decode("utf-8")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - only for files that are not UTF-8

        best = from_bytes(head).best()
        return best.encoding if best is not None else "utf-8"
    return "utf-8-sig"


def _entry(entry: Any, uri: str, found: Found, taken: set[str]) -> Document | Failure:
    if not isinstance(entry, Mapping):
        return Failure(uri=uri, reason=f"not an object but {type(entry).__name__}; {_CURE}")
    return document_of(entry, columns_of(map(str, entry), found.told.columns), uri, found.known, taken)


def document_of(
    entry: Mapping[str, Any],
    columns: Mapping[str, str],
    uri: str,
    known: tuple[Metadatum, ...],
    taken: set[str],
) -> Document | Failure:
    """The document of one row or object.

    Args:
        entry: its values by their names.
        columns: which name holds what.
        uri: where it is.
        known: what is known of it from outside.
        taken: the identifiers that were given before; its own is added.
    """
    name = columns.get("text", "text")
    text = entry.get(name)
    if not isinstance(text, str) or not text.strip():
        return Failure(uri=uri, reason=_no_text(entry, name))
    try:
        decoded = decode(_without_markup(text).encode("utf-8", "replace"), uri)
    except SourceError as error:
        return as_failure(uri, error)
    given = [
        Metadatum(name=meaning, value=_told(entry[name]), origin="file")
        for meaning, name in columns.items()
        if meaning not in {"text", "id"} and entry.get(name) not in (None, "", [])
    ]
    if decoded.mended:
        given.append(Metadatum(name="mended", value=decoded.mended, origin="file"))
    return Document(
        uri, decoded.text.encode("utf-8", "replace"), "record", (*known, *given),
        id=_own_id(entry.get(columns.get("id", "id")), taken), media_type="application/json", corpus=True,
    )  # fmt: skip


def _no_text(entry: Mapping[str, Any], name: str) -> str:
    """Why a row or object is no article."""
    if name in entry:
        return f'its "{name}" is empty or no text; leave it out, or mend it'
    there = ", ".join(map(str, entry))[:200]
    cure = "name the one that holds the article with --column text=NAME, or leave the file out"
    return f'this is no article: there is no "{name}" in it, only {there or "nothing"}; {cure}'


def _without_markup(text: str) -> str:
    """The text of a column; of one that holds a piece of a page, what a browser would show of it."""
    if not _MARKUP.search(text):
        return text
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - only where there is markup

    return str(extract_plain_text(f"<html><body>{text}</body></html>", preserve_formatting=True)) or text


def _told(value: Any) -> str:
    """A value as text: the names of a list parted by commas, a time in ISO 8601."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _own_id(given: Any, taken: set[str]) -> str | None:
    """The identifier that a file gives, where it is a plain word or number that no article before it had."""
    name = str(given) if isinstance(given, str | int) and not isinstance(given, bool) else ""
    if not _SAFE.fullmatch(name) or name in taken:
        return None
    taken.add(name)
    return name
