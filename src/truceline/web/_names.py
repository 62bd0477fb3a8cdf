"""Where the actors of a report are named in its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from truceline.model import Actor

__all__ = ["named"]

_WORD = re.compile(r"[^\W_]+")
_LEAST = 3
"""Letters of a name that is looked for; shorter ones are words of other things too."""


def named(
    text: str, actors: Iterable[Actor], places: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, str]]:
    """The names of actors in a text: where each stands, and the actor's id.

    A name that several of them bear tells of none. Of two names at one place the longer one stands.

    Args:
        text: the text.
        actors: those whose names are looked for.
        places: the parts of the text (first character, and the one after the last) in which they are.
    """
    known = _by_first_word(actors)
    for start, end in places:
        last = start
        for word in _WORD.finditer(text, start, end):
            if word.start() < last:
                continue
            for name, actor in known.get(word[0], ()):
                stop = word.start() + len(name)
                whole = stop <= end and not text[stop : stop + 1].isalnum()
                if whole and text.startswith(name, word.start()):
                    yield word.start(), stop, actor
                    last = stop
                    break


def _by_first_word(actors: Iterable[Actor]) -> Mapping[str, list[tuple[str, str]]]:
    """Names with whose they are, the longest first, by their first word."""
    bearers: dict[str, set[str]] = {}
    for actor in actors:
        for name in (actor.name, *(alias.name for alias in actor.aliases)):
            if len(name) >= _LEAST and name[:1].isupper():
                bearers.setdefault(name, set()).add(actor.id)
    known: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(bearers, key=lambda name: (-len(name), name)):
        first = _WORD.match(name)
        if first is not None and len(bearers[name]) == 1:
            [bearer] = bearers[name]
            known.setdefault(first[0], []).append((name, bearer))
    return known
