"""How a name sounds, whatever the spelling or the way it was carried into Latin letters."""

from __future__ import annotations

import re
from functools import lru_cache

from truceline.actors._lexicon import lexicon
from truceline.actors._words import fold, fold_name

__all__ = ["sound", "sound_key"]

# One letter for each sound that several systems of transliteration write in several ways (BGN/PCGN, ALA-LC,
# French
# and German press spellings of Arabic, Cyrillic, Persian and Hebrew names), the longer spellings first.
_SPELLINGS = (
    ("dzh", "j"), ("dj", "j"), ("tsch", "c"), ("shch", "s"), ("sch", "s"), ("tch", "c"), ("ch", "c"),
    ("sh", "s"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ts", "s"),
    ("tz", "s"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "v"),
    ("y", "i"), ("z", "s"),
)  # fmt: skip
_SOFT_C = re.compile(r"c(?=[eiy])")
_SILENT = re.compile(r"(?<=[aeiou])j(?![aeiou])")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"(?<=.)[aeiou]")


@lru_cache(maxsize=32768)
def sound(word: str) -> str:
    """The consonants of a word, with its first letter, one sign for each sound: `Jebhat` and `dzhabhat` are
    one."""
    key = _SILENT.sub("", _SOFT_C.sub("s", fold(word)))
    for spelling, sign in _SPELLINGS:
        key = key.replace(spelling, sign)
    key = re.sub(r"c(?!h)", "k", key) if not key.startswith("c") else key
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", key))


def sound_key(name: str) -> str:
    """The sounds of a whole name without its articles and particles (`al-`, `en-`, `de`)."""
    particles = lexicon("particle")
    return " ".join(sound(word) for word in fold_name(name) if word not in particles and word != "the")
