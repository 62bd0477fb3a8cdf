"""JSON lines, JSON lists and tables: many articles in one file."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from truceline.errors import SourceError
from truceline.model import Article, Failure, Metadatum
from truceline.sources._article import article_from_text
from truceline.sources._decode import LARGEST, decode

__all__ = ["articles_from_json", "articles_from_lines", "articles_from_table", "looks_like_records"]

_NAMES = ("published", "outlet", "title", "byline", "url", "language", "modified")
_SAFE = re.compile(r"\w[\w.:@+-]{0,119}")
_CURE = 'each line is one object, the article under "text"'
LONGEST_RECORD = 8 * 2**20
"""Bytes of one line of JSON. A line holds one article, and no article is that long."""


def looks_like_records(head: str) -> bool:
    """Whether a text begins as JSON lines of articles do."""
    start = head.lstrip("\ufeff \t\r\n")
    return start.startswith("{") and '"text"' in start[:20_000]


def articles_from_lines(
    file: BinaryIO, uri: str, known: tuple[Metadatum, ...]
) -> Iterator[Article | Failure]:
    """One article or failure per line of JSON, read one at a time.

    Args:
        file: open for reading bytes.
        uri: where it is; `#` and the number of the line are added.
        known: what the user said about all of them.
    """
    taken: set[str] = set()
    number = 0
    while line := file.readline(LONGEST_RECORD + 1):
        number += 1
        here = f"{uri}#{number}"
        if len(line) > LONGEST_RECORD:
            _skip_line(file)
            yield Failure(
                uri=here,
                reason=f"line {number} is longer than {LONGEST_RECORD >> 20} MB; {_CURE}",
            )
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _from_line(line, here, number, known, taken)


def _skip_line(file: BinaryIO) -> None:
    while (rest := file.readline(2**20)) and not rest.endswith(b"\n"):
        pass


def _from_line(
    line: bytes, here: str, number: int, known: tuple[Metadatum, ...], taken: set[str]
) -> Article | Failure:
    try:
        entry = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except json.JSONDecodeError as error:
        return Failure(
            uri=here, reason=f"line {number} is broken JSON ({error.msg} at character {error.colno}); {_CURE}"
        )
    except UnicodeDecodeError as error:
        return Failure(
            uri=here, reason=f"line {number} is not UTF-8 (byte {error.start + 1}); save the file as UTF-8"
        )
    except RecursionError:
        return Failure(uri=here, reason=f"line {number} is nested too deeply; {_CURE}")
    return _article(entry, here, known, taken)


def articles_from_json(text: str, uri: str, known: tuple[Metadatum, ...]) -> Iterator[Article | Failure]:
    """One article or failure per entry of a JSON list, or of a single object; JSON lines are taken too."""
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        if text.lstrip().startswith("{") and error.msg.startswith("Extra data"):
            yield from articles_from_lines(io.BytesIO(text.encode("utf-8", "replace")), uri, known)
        else:
            yield Failure(
                uri=uri,
                reason=f"broken JSON ({error.msg}: line {error.lineno}, character {error.colno}); mend it",
            )
        return
    except RecursionError:
        yield Failure(uri=uri, reason=f"this JSON is nested too deeply; {_CURE}")
        return
    taken: set[str] = set()
    for number, entry in enumerate(whole if isinstance(whole, list) else [whole], 1):
        yield _article(entry, f"{uri}#{number}" if isinstance(whole, list) else uri, known, taken)


def articles_from_table(
    text: str, uri: str, known: tuple[Metadatum, ...], *, delimiter: str
) -> Iterator[Article | Failure]:
    """One article or failure per row of a table whose first row names its columns (`text`, `title`, ...)."""
    csv.field_size_limit(LARGEST)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    taken: set[str] = set()
    try:
        if "text" not in (rows.fieldnames or ()):
            yield Failure(
                uri=uri,
                reason='no column "text"; name the columns in the first row, the article\'s one "text"',
            )
            return
        for row in rows:
            yield _article(row, f"{uri}#{rows.line_num}", known, taken)
    except csv.Error as error:
        yield Failure(
            uri=f"{uri}#{rows.line_num}", reason=f"broken table ({error}); mend row {rows.line_num}"
        )


def _article(entry: Any, uri: str, known: tuple[Metadatum, ...], taken: set[str]) -> Article | Failure:
    if not isinstance(entry, Mapping):
        return Failure(uri=uri, reason=f"not an object but {type(entry).__name__}; {_CURE}")
    text = entry.get("text")
    if not isinstance(text, str) or not text.strip():
        return Failure(uri=uri, reason=f'no "text" in it; {_CURE}')
    try:
        decoded = decode(text.encode("utf-8", "replace"), uri)
    except SourceError as error:
        return Failure(uri=uri, reason=f"{error.what}; {error.cure}")
    given = [
        Metadatum(name=name, value=str(entry[name]), origin="file")
        for name in _NAMES
        if entry.get(name) not in (None, "")
    ]
    if decoded.mended:
        given.append(Metadatum(name="mended", value=decoded.mended, origin="file"))
    return article_from_text(
        decoded.text, uri=uri, metadata=(*known, *given), media_type="application/json",
        raw=text.encode("utf-8", "replace"),
        id=_own_id(entry.get("id"), taken),
    )  # fmt: skip


def _own_id(given: Any, taken: set[str]) -> str | None:
    """The identifier that a file gives, where it is a plain word or number that no article before it had."""
    name = str(given) if isinstance(given, str | int) and not isinstance(given, bool) else ""
    if not _SAFE.fullmatch(name) or name in taken:
        return None
    taken.add(name)
    return name
