"""Paragraphs in capitals, made readable for a parser that was trained on ordinary case."""

from __future__ import annotations

import re

from truceline.language import Paragraph, parse_text

__all__ = ["in_ordinary_case"]

_FEWEST = 16
_SHARE = 0.7
_STARTS = re.compile(r"(?:\A|[.!?:]\s+[\"“]?|[\"“])(\w)")
_WORD = re.compile(r"[^\W\d_]+")


def in_ordinary_case(paragraph: Paragraph, raw: str) -> Paragraph:
    """The paragraph parsed anew in lower case with capitals where sentences and known names begin.

    A paragraph that is not in capitals comes back as it is. Every character stays in its place.
    """
    capitals = sum(map(str.isupper, raw))
    if capitals < _SHARE * max(_FEWEST, sum(map(str.isalpha, raw))):
        return paragraph
    parsed = parse_text(_lowered(raw))
    if len(parsed.paragraphs) != 1:
        return paragraph
    [again] = parsed.paragraphs
    return Paragraph(paragraph.start + again.start, paragraph.start + again.end, paragraph.role, again.doc)


def _lowered(raw: str) -> str:
    from truceline.actors import lookup  # noqa: PLC0415 - names are only looked up for text in capitals

    low = "".join(c.lower() if len(c.lower()) == 1 else c for c in raw.replace("\n", " ").replace("\r", " "))
    characters = list(low)
    for match in _WORD.finditer(low):
        if len(match.group()) > 3 and lookup(match.group().title()) is not None:
            characters[match.start()] = characters[match.start()].upper()
    for match in _STARTS.finditer(low):
        upper = match.group(1).upper()
        characters[match.start(1)] = upper if len(upper) == 1 else match.group(1)
    return "".join(characters)
