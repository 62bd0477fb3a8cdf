"""In which language a text is written, and from which it was translated by a machine."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from truceline.sources._words import words

__all__ = ["language_of", "translated_from"]

_SAMPLE = 4_000
_FEWEST = 40
_LETTERS = re.compile(r"[^\W\d_]")
_READ = 20_000
_ENOUGH = 2.0
_SHARE = 0.2
_STATED = re.compile(
    r"\b(?:machine[- ]|automatically )?translat(?:ed|ion)\b[^.\n]{0,30}\bfrom (?:the )?"
    r"(?P<name>Russian|Ukrainian|Arabic|Spanish|Turkish|Chinese|French|German|Persian|Farsi|Hebrew"
    r"|Armenian|Portuguese)\b",
    re.IGNORECASE,
)
_CODES = {
    "russian": "ru", "ukrainian": "uk", "arabic": "ar", "spanish": "es", "turkish": "tr",
    "chinese": "zh", "french": "fr", "german": "de", "persian": "fa", "farsi": "fa", "hebrew": "he",
    "armenian": "hy", "portuguese": "pt",
}  # fmt: skip


@dataclass(frozen=True)
class _Mark:
    language: str
    weight: float
    hints: tuple[str, ...]
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def _marks() -> tuple[_Mark, ...]:
    with (files("truceline.sources") / "data" / "translation.toml").open("rb") as file:
        entries = tomllib.load(file)["mark"]
    return tuple(
        _Mark(entry["language"], entry["weight"], tuple(entry["hint"]), re.compile(entry["pattern"]))
        for entry in entries
    )


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text`, or None where it is too short to tell.

    A fifth of English function words settles it, which resiliparse's detector is unsure of in short texts;
    else that detector, on lower case (it takes English in capitals for something else).
    """
    sample = text[:_SAMPLE].lower().strip()
    if len(_LETTERS.findall(sample[: 4 * _FEWEST])) < _FEWEST:
        return None
    tokens = sample.split()
    if sum(token in words("function_word") for token in tokens) >= _SHARE * len(tokens):
        return "en"
    from resiliparse.parse.lang import detect_fast  # noqa: PLC0415 - only needed once something is read

    code, _ = detect_fast(sample, cutoff=1500)
    return None if code == "unknown" else str(code)


def translated_from(text: str) -> str | None:
    """The language from which an English text was translated, where the text says so or bears the marks of
    it.

    Args:
        text: the text of the article, without its furniture.

    Returns:
        An ISO 639-1 code, or None. Marks (`data/translation.toml`) count once each; the language with the
        most weight is taken if that is 2.0 or more from at least two marks.
    """
    head = text[:_READ]
    if "ranslat" in head and (stated := _STATED.search(head)):
        return _CODES[stated["name"].lower()]
    weights: dict[str, list[float]] = {}
    for mark in _marks():
        if any(hint in head for hint in mark.hints) and mark.pattern.search(head):
            weights.setdefault(mark.language, []).append(mark.weight)
    best = max(weights, key=lambda language: sum(weights[language]), default=None)
    return best if best and sum(weights[best]) >= _ENOUGH and len(weights[best]) > 1 else None
