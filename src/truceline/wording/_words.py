"""How fields, steps and ways of speaking are worded for people."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model import Actor, Ceasefire, Finding, Value, When
from truceline.wording._times import say_duration, say_when

__all__ = [
    "BY_WORDING", "FIELDS", "LINKS", "STANCES", "Wording", "and_list", "counted", "current_status", "hedge",
    "open_questions", "say_published",
]  # fmt: skip

FIELDS = {
    "status": "status", "declared": "declared", "accepted": "accepted by", "effective": "takes effect",
    "acceptance_deadline": "to be accepted by", "ends": "ends", "duration": "duration",
    "declared_by": "declared by", "parties": "parties", "bound": "bound", "excluded": "excluded",
    "mediators": "mediators", "guarantors": "guarantors", "monitors": "monitors", "area": "area",
    "purpose": "purpose", "class": "class", "scope": "scope", "written": "written down",
    "prohibited": "prohibited", "permitted": "permitted", "obligations": "obligations",
    "conditions": "conditions", "enforcement": "enforcement", "follow_up": "follow-up",
    "contingency": "if it fails", "contact": "contacts",
}  # fmt: skip
"""The fields of a ceasefire in the order in which they are told."""

EXPECTED = {
    "effective": "when it takes effect", "ends": "when it ends", "parties": "between whom it is",
    "excluded": "whom it leaves out", "area": "where it holds", "mediators": "who mediated it",
    "guarantors": "who guarantees it", "monitors": "who monitors it",
    "enforcement": "what follows on a breach",
}  # fmt: skip
"""What an analyst asks of any ceasefire, as the object of "no report says"."""

STANCES = {
    "asserted": "", "reported": "reported, not confirmed", "proposed": "as proposed", "denied": "denied",
    "declined": "comment declined", "conditional": "on a condition", "unsaid": "left unsaid",
}  # fmt: skip

LINKS = {
    "extends": "extends", "renews": "renews", "replaces": "replaces", "accedes_to": "accedes to",
    "part_of": "is part of",
}  # fmt: skip
"""How a ceasefire relates to another, as a verb."""

_BASES = {"inferred": ", inferred", "page": ", by the page", "dateline": ", by the dateline"}


BY_WORDING = "the wording of the latest report speaks for it"
"""Why a status is preferred that no sentence tells."""


def hedge(finding: Finding, told: str) -> str:
    """How the reports put a finding, in brackets behind what was `told` of it; empty where they assert it.

    A status "reported" or "proposed" says itself how it is put.
    """
    if finding.why == BY_WORDING:
        return " (by the wording of the report)"
    if finding.value == "reported":
        return " (not confirmed)"
    stance = "" if finding.value == finding.stance else STANCES.get(finding.stance, finding.stance)
    return f" ({stance})" if stance and stance not in told else ""


def and_list(parts: Sequence[str], last: str = "and") -> str:
    """`a, b and c`."""
    *rest, end = parts or [""]
    return f"{', '.join(rest)} {last} {end}" if rest else end


def counted(number: int, noun: str) -> str:
    """`1 report`, `12,000 reports`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def current_status(ceasefire: Ceasefire) -> str:
    """The preferred status, or "" where no report gives one."""
    found = [f.value for f in ceasefire.fields.get("status", ()) if f.preferred]
    return str(found[0]) if found else ""


def say_published(when: When | None) -> str:
    """When a report was published, and how that is known, the year apart where it had to be worked out."""
    if when is None:
        return "publication not dated"
    _, mark, year = when.why.partition("; the year is ")
    return f"{say_when(when)}{_BASES.get(when.basis, '')}" + (f"; year: {year}" if mark else "")


def open_questions(ceasefire: Ceasefire) -> list[str]:
    """What the reports leave open, in a sentence each: times that can be read in two ways, and what none of
    them says.
    """
    missing = [
        text
        for name, text in EXPECTED.items()
        if not any(f.preferred for f in ceasefire.fields.get(name, ()))
    ]
    if "ends" not in ceasefire.fields and "duration" in ceasefire.fields:
        missing = [text for text in missing if text != EXPECTED["ends"]]
    unsure = [
        FIELDS.get(name, name)
        for name, found in ceasefire.fields.items()
        for f in found
        if f.preferred and getattr(f.value, "readings", None)
    ]
    told = [f"No report decides between the two readings of “{and_list(unsure)}”."] if unsure else []
    return told + ([f"No report says {and_list(missing, 'or')}."] if missing else [])


class Wording:
    """Values and names in words, knowing the actors of a reading."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self.actors = {actor.id: actor for actor in actors}

    def name(self, actor: str) -> str:
        """What an actor is called."""
        return self.actors[actor].name if actor in self.actors else actor.replace("-", " ")

    def all_names(self, actor: str) -> list[str]:
        """What an actor is called, and its other names."""
        found = self.actors.get(actor)
        return [self.name(actor), *(alias.name for alias in (found.aliases if found else ()))]

    def names(self, actors: Sequence[str]) -> str:
        """`Armenia and Azerbaijan`."""
        return and_list([self.name(actor) for actor in actors])

    def are_several(self, actor: str | None) -> bool:
        """Whether an actor is several taken together ("Armenia and Azerbaijan")."""
        found = self.actors.get(actor or "")
        return found is not None and found.kind == "coalition" and "-and-" in found.id

    def title(self, actor: str) -> str:
        """A name with whom it speaks for: `Sergei Lavrov (Russia)`."""
        found = self.actors.get(actor)
        name, whose = self.name(actor), self.name(found.of) if found and found.of else ""
        return f"{name} ({whose})" if whose and whose not in name else name

    def value(self, value: Value, field: str = "") -> str:
        """A value as a person would write it."""
        if isinstance(value, When):
            return say_when(value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if not isinstance(value, str):
            return str(value)
        if value in self.actors:
            return self.name(value)
        if field == "duration":
            return say_duration(value)
        return value.replace("_", " ") if field in {"status", "purpose", "class", "scope"} else value

    def step(self, finding: Finding, field: str) -> str:
        """A value with who took the step, when, and how the reports put it."""
        told = self.value(finding.value, field)
        if finding.by and field in {"status", "declared"}:
            told += f" {'for' if finding.value == 'in_force' else 'by'} {self.names(finding.by)}"
        if finding.when is not None:
            told += f", {say_when(finding.when)}"
        return told + hedge(finding, told)
