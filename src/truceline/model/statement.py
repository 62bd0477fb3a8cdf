"""Who said what."""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.model.spans import Span
from truceline.model.when import When

__all__ = ["Act", "Cue", "Mode", "Speaker", "Statement", "StatementGroup", "VerbClass"]

Mode = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "asserts", "denies", "declines", "evades", "confirms", "proposes", "welcomes", "warns", "promises",
    "accepts", "rejects", "asks", "orders", "accuses", "declares",
]  # fmt: skip
VerbClass = Literal["speech", "position", "thought"]


class Speaker(Span, frozen=True, kw_only=True):
    """The words that name the speaker, the actor behind them, and `why` they are taken for that actor."""

    text: str
    actor: str | None = None
    why: str = ""


class Cue(Span, frozen=True, kw_only=True):
    """The words that introduce the statement: "said", "according to", "declined to comment on"."""

    text: str


class Statement(Span, frozen=True, kw_only=True):
    """Something that a report says somebody said.

    `start` and `end` span all of it (speaker, cue and content). `content` are its pieces without the outer
    quotation marks. `actor` is the id of who said it, also where no words name the speaker (`speaker` is then
    None and `why` says how it is known). `chain` are the actors through whom it reached the page, the
    outermost first, the speaker left out. `verb` is the class of the cue: speech (said), position (welcomed,
    considers), thought (plans, expects); only speech and position enter a record. `part` is the role of the
    segment in which it stands. `nested_in` is the id of the statement in whose content this one stands.
    """

    id: str
    speaker: Speaker | None
    actor: str | None
    why: str = ""
    cue: Cue | None
    content: tuple[Span, ...]
    mode: Mode
    act: Act
    verb: VerbClass = "speech"
    part: str = "body"
    said: When | None = None
    chain: tuple[str, ...] = ()
    addressee: str | None = None
    nested_in: str | None = None
    confidence: float = 1.0


class StatementGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The same statement in several places. `first` is the earliest known; `alike` is the weakest likeness
    within.
    """

    id: str
    statements: tuple[str, ...]
    first: str
    alike: Literal["exact", "trimmed", "paraphrase", "translation"]
