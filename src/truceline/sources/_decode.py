"""Bytes into text."""

from __future__ import annotations

import codecs
import re

from truceline.errors import SourceError

__all__ = ["LARGEST", "LONGEST_LINE", "decode"]

LARGEST = 64 * 2**20
"""Bytes of a single document. The longest official texts are under one megabyte; what is larger is a collection."""
LONGEST_LINE = 2**20
"""Bytes of one line of plain text. No paragraph of a report comes near it."""
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf©¨¼¶¤±³º]|â€|Ð[\u0080-\u00bf°±²³´µ¶·¸¹º»¼½¾¿]|Â[\u00a0«»]|ï»¿")


def decode(raw: bytes, uri: str) -> str:
    """The text of `raw`.

    Byte-order marks decide, then UTF-8, then charset-normalizer's best guess. Where UTF-8 was once read as something
    else (mojibake), ftfy mends it; quotation marks stay as they are, since they are evidence.

    Raises:
        SourceError: nothing in it, or not text.
    """
    if not raw.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise SourceError("the file is empty", where=uri, cure="save the page or text again")
    text = _marked(raw)
    if text is None:
        if b"\x00" in raw[:65536] or len(_CONTROL.findall(raw[:65536])) > len(raw[:65536]) // 200:
            raise SourceError("not text but binary data", where=uri, cure="convert it to plain text, HTML or JSON lines first")
        text = _utf8(raw) or _guessed(raw, uri)
    if not text.strip():
        raise SourceError("the file holds nothing but white space", where=uri, cure="save the page or text again")
    return _mended(text)


def _marked(raw: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    return None


def _utf8(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _guessed(raw: bytes, uri: str) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only for files that are not UTF-8

    best = from_bytes(raw[: 2**20]).best()
    if best is None:
        raise SourceError("the encoding cannot be told", where=uri, cure="save it as UTF-8")
    return raw.decode(best.encoding, "replace")


def _mended(text: str) -> str:
    if not _MOJIBAKE.search(text):
        return text
    import ftfy  # noqa: PLC0415 - only where there is mojibake

    return ftfy.fix_text(text, uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False, unescape_html=False, normalization=None)
