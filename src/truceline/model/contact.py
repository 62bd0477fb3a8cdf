"""A contact between those who make, mediate or break a ceasefire."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = ["Contact", "ContactKind"]

ContactKind = Literal["meeting", "talks", "call", "visit", "contact"]


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """Who met, called or visited whom, where.

    `kind` is a meeting, a round of talks, a call, a visit, or no more than a contact, where the text does not
    say how they spoke. `participants` are the ids of those who took part as the grammar of the sentence has
    it: nobody who is only named in it, and no host or mediator of the others. Of whom the text gives no name
    nobody stands here. `venue` is where, in the words of the text; "" where it does not say. `round` counts
    the rounds of talks. `planned` says that it lay ahead when the report was written.
    """

    kind: ContactKind
    participants: tuple[str, ...] = ()
    venue: str = ""
    round: int | None = None
    planned: bool = False
