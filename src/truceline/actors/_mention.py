"""The small types of this room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Mention", "MentionKind", "Resolution"]

MentionKind = Literal[
    "name", "office", "collective", "metonym", "demonym", "list", "unknown_group", "outlet", "place"
]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for an actor.

    `start` and `end` count code points of the article's text, `text` is what stands there. `actor` is the id
    of the actor in the same cast. `kind` says how it is named: by a name, an office, as a collective ("Syrian
    forces"), by a metonym (a capital, a palace), by a demonym used as an adjective ("Russian"), in a list, as
    a group that no list knows, as an outlet, or as no more than a place ("in Syria"). `why` is the reason
    in a sentence. `name` is the place of the bare name in it ("Dmitry Peskov" in "Kremlin spokesman Dmitry
    Peskov"), `of` the actor for whom an office or party stands.
    """

    start: int
    end: int
    text: str
    actor: str
    kind: MentionKind
    why: str
    name: tuple[int, int] | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """The actor behind a phrase, and why it is taken for that actor."""

    actor: str
    why: str
