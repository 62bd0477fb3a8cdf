"""What is known of a ceasefire."""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.model.contact import Contact
from truceline.model.spans import Evidence
from truceline.model.terms import Rule
from truceline.model.when import When

__all__ = [
    "Ceasefire",
    "Claim",
    "Finding",
    "FindingState",
    "Link",
    "Review",
    "Stance",
    "TimelineEntry",
    "Value",
]

Stance = Literal["asserted", "reported", "proposed", "denied", "declined", "conditional", "unsaid"]
FindingState = Literal["agreed", "disputed", "single", "superseded"]
Value = When | str | bool | int | float


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What one report says of one field of a ceasefire.

    `ceasefire` is None until the claim was joined to a record. `chain` are the actors who vouch for it, the
    outlet or agency first. `by` is the actor whom a value is about (who accepted, who declared); `when` is
    the date of the step that the value names (for `status`). `stance` is how the report puts it. `confidence`
    below 1 marks a value that decides only where nothing firmer is said. `contact` says how and where people
    met (for `contact`, whose `value` is the sentence that tells of it and whose `by` are all named in it).
    """

    id: str
    article: str
    ceasefire: str | None = None
    field: str
    value: Value
    stance: Stance = "asserted"
    by: tuple[str, ...] = ()
    when: When | None = None
    chain: tuple[str, ...] = ()
    statement: str | None = None
    evidence: tuple[Evidence, ...]
    confidence: float = 1.0
    contact: Contact | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"a claim on {self.field!r} has no evidence")


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """A person's decision on a finding, with who made it, when (ISO instant) and why.

    `value` is what holds by this decision, `machine` what was read before it; `number` is its place in the
    casebook's log. `obsolete` says in a clause what has changed since, and is empty where nothing has.
    """

    by: str
    at: str
    decision: Literal["accept", "correct", "reject", "add"]
    value: Value | None = None
    note: str = ""
    machine: Value | None = None
    number: int | None = None
    obsolete: str = ""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One value of one field, with the claims for and against it.

    `by` and `when` are the actor and date of a step (fields `status` and `accepted`). `why` says in a
    sentence why it is preferred or not.
    """

    value: Value
    state: FindingState
    preferred: bool
    why: str
    support: tuple[str, ...]
    against: tuple[str, ...] = ()
    stance: Stance = "asserted"
    by: tuple[str, ...] = ()
    when: When | None = None
    review: Review | None = None


class TimelineEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A dated step: of the ceasefire itself, of its negotiation, or of what is to follow. `contact` says how
    and where people met, for the kind `contact`.
    """

    when: When | None
    kind: str
    text: str
    actors: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    contact: Contact | None = None


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """How this ceasefire relates to another."""

    ceasefire: str
    how: Literal["extends", "renews", "replaces", "accedes_to", "part_of"]


class Ceasefire(msgspec.Struct, frozen=True, kw_only=True):
    """One ceasefire, proposed or real, with all that the reports say of it."""

    id: str
    label: str
    conflict: str | None
    articles: tuple[str, ...]
    fields: dict[str, tuple[Finding, ...]]
    timeline: tuple[TimelineEntry, ...] = ()
    rules: tuple[Rule, ...] = ()
    linked: tuple[Link, ...] = ()
