"""Bytes into text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from truceline.errors import SourceError

__all__ = ["LARGEST", "LONGEST_LINE", "Decoded", "decode", "require_text"]

LARGEST = 32 * 2**20
"""Bytes of a single document. The longest agreements are under one megabyte; what is larger is a
collection.
"""
LONGEST_LINE = 2**20
"""Bytes of one line of plain text. No paragraph of a report comes near it."""

_SAMPLE = 65_536
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE
)
_FORMATS = (
    (b"%PDF", "a PDF", "export its text and read that"),
    (b"PK\x03\x04", "a zip archive or office document", "save it as plain text or HTML"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text or HTML"),
    (b"\x1f\x8b", "compressed with gzip", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd", "unpack it first"),
    (b"\x89PNG", "a picture", "read the text of the page instead"),
    (b"\xff\xd8\xff", "a picture", "read the text of the page instead"),
    (b"GIF8", "a picture", "read the text of the page instead"),
    (b"SQLite format 3", "a database", "name it with --book if it is a casebook"),
)
# UTF-8 that was read as Windows-1252 or Latin-1: the second bytes of the letters and marks that news copy
# uses.
_MOJIBAKE = re.compile(
    "[ÃÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
    "|â€|â\u0080[\u0090-\u00bf]|[ÐÑ][\u0080-\u00bf]|ï»¿"
)


@dataclass(frozen=True)
class Decoded:
    """A text, and what had to be done to it (None if nothing)."""

    text: str
    mended: str | None = None


def decode(raw: bytes, where: str) -> Decoded:
    """The text of `raw`, a whole document.

    A byte-order mark decides, then UTF-8 if it fits, then what an HTML page declares, then
    charset-normalizer's best guess. Where UTF-8 had once been read as something else (mojibake), ftfy mends
    it; it leaves quotation marks alone, since they are evidence.

    Args:
        raw: the bytes.
        where: the path or address, for the message.

    Raises:
        SourceError: there is nothing in it, or it is not text.
    """
    require_text(raw, where)
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _mended(raw.decode(encoding, "replace"))
    return _mended(_as_utf8(raw) or _as_declared(raw) or _as_guessed(raw, where))


def require_text(raw: bytes, where: str) -> None:
    """Raise SourceError where the bytes are empty or plainly not text."""
    if not raw.strip(b" \t\r\n\x00\xef\xbb\xbf\xfe\xff\xc2\xa0"):
        raise SourceError("the file is empty", where=where, cure="save the page or text again")
    for magic, name, cure in _FORMATS:
        if raw.startswith(magic):
            raise SourceError(f"this is {name}, not text", where=where, cure=cure)
    sample = raw[:_SAMPLE]
    if (
        not raw.startswith(tuple(mark for mark, _ in _BOMS))
        and len(_CONTROL.findall(sample)) > len(sample) // 200
    ):
        raise SourceError(
            "this is binary data, not text", where=where, cure="save it as plain text, HTML or JSON lines"
        )


def _as_utf8(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _as_declared(raw: bytes) -> str | None:
    found = _DECLARED.search(raw[:2048])
    try:
        return raw.decode(found[1].decode("ascii")) if found else None
    except (UnicodeDecodeError, LookupError):
        return None


def _as_guessed(raw: bytes, where: str) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only for files that are not UTF-8

    best = from_bytes(raw[:_SAMPLE]).best()
    if best is None:
        raise SourceError("its encoding cannot be told", where=where, cure="save it as UTF-8")
    return raw.decode(best.encoding, "replace")


def _mended(text: str) -> Decoded:
    if not _MOJIBAKE.search(text):
        return Decoded(text)
    import ftfy  # noqa: PLC0415 - only where there is mojibake

    better = ftfy.fix_text(
        text, uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False, unescape_html=False,
        fix_line_breaks=False, remove_terminal_escapes=False, remove_control_chars=False, normalization=None,
    )  # fmt: skip
    return (
        Decoded(better, "letters that had been read in a wrong encoding were mended (ftfy)")
        if better != text
        else Decoded(text)
    )
