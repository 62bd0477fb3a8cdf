"""Words on a figure: what can be drawn of them, how wide they are, and where their lines break."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from anyascii import anyascii
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import TextToPath

__all__ = ["FAMILY", "clean", "fit", "seen", "width", "wrap"]

FAMILY = "DejaVu Sans"
"""The one family that comes with matplotlib, so that a figure is the same on every machine. It is wider than
what a viewer without it takes instead: labels that do not touch here touch nowhere.
"""
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_MEASURE = TextToPath()


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """A text on one line, without characters that are not seen. Letters that the family lacks, or that run
    from right to left (which the drawing does not join), are put into Latin ones.
    """
    kept = " ".join(seen(text).split())
    return " ".join("".join(c if _is_drawn(c) else anyascii(c) for c in kept).split())


def seen(text: str) -> str:
    """A text without characters that are not seen: controls, overrides of direction, unpaired surrogates."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _UNSEEN)


@lru_cache(maxsize=4096)
def _is_drawn(character: str) -> bool:
    if unicodedata.bidirectional(character) in _RIGHT_TO_LEFT:
        return False
    return bool(_face().get_char_index(ord(character)))


@lru_cache(maxsize=1)
def _face() -> FT2Font:
    return get_font(findfont(FontProperties(family=FAMILY)))


@lru_cache(maxsize=16384)
def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a text is as it is drawn, in inches; `size` in points."""
    font = FontProperties(family=FAMILY, size=size, weight="bold" if bold else "normal")
    points, _, _ = _MEASURE.get_text_width_height_descent(clean(text), font, ismath=False)
    return float(points) / 72


def wrap(text: str, room: float, size: float, *, bold: bool = False, most: int = 99) -> list[str]:
    """A text in lines of at most `room` inches; what goes beyond `most` lines is cut with an ellipsis."""
    lines: list[str] = []
    words = clean(text).split()
    while words:
        if len(lines) == most - 1:
            return [*lines, fit(" ".join(words), room, size, bold=bold)]
        count = 1
        while count < len(words) and width(" ".join(words[: count + 1]), size, bold) <= room:
            count += 1
        lines.append(fit(" ".join(words[:count]), room, size, bold=bold))
        words = words[count:]
    return lines


def fit(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """A text on one line of at most `room` inches, cut with an ellipsis where it is longer."""
    told = clean(text)
    if width(told, size, bold) <= room:
        return told
    low, high = 0, len(told)
    while low < high:
        middle = (low + high + 1) // 2
        if width(f"{told[:middle].rstrip(' ,;:')}…", size, bold) <= room:
            low = middle
        else:
            high = middle - 1
    return f"{told[:low].rstrip(' ,;:')}…" if low else "…"
