"""A record's findings as terms, and entries of a review that complete them.

Only what reports say becomes a rule. That the parties to a ceasefire do not attack one another is what the
word means, and is said so. A phrase in which no kind of act is understood becomes a note, not a rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from msgspec.structs import fields

from truceline.errors import UsageError
from truceline.model import (
    Actor,
    ActorSet,
    Area,
    Ceasefire,
    Condition,
    DatedBy,
    Evidence,
    Finding,
    Period,
    Reading,
    Rule,
    Step,
    Terms,
    When,
)
from truceline.terms._periods import MAIN
from truceline.terms._taxonomy import words_of

__all__ = ["complete", "from_record"]

BREACHES = {
    "deliver_aid": ("obstruct_aid",),
    "prevent_attacks": ("attack",),
    "release_detainees": ("detention",),
}
"""Acts that break a duty, by the act that is owed."""
NEVER = {
    "rejected": "no",
    "never_in_force": "no",
    "denied": "unknown",
    "proposed": "unknown",
    "reported": "unknown",
}
"""Statuses of a ceasefire of which no report says that it came about."""
_WHOLE = re.compile(
    r"\b(?:nationwide|countrywide|whole|entire|throughout|across|all (?:of|areas|parts))\b", re.I
)
_STAND = ("agreed", "single", "disputed")


def from_record(reading: Reading, ceasefire: str | None = None) -> Terms:
    """The terms of a ceasefire as the reports of a reading tell them.

    Args:
        reading: from `truceline.read` or a casebook.
        ceasefire: its id; may be left out where the reading has one.

    Raises:
        UsageError: there is no such ceasefire, or it has to be said which.
    """
    found = [one for one in reading.ceasefires if ceasefire in (None, one.id)]
    if len(found) != 1:
        listed = ", ".join(one.id for one in reading.ceasefires) or "none"
        what = (
            f"there is no ceasefire {ceasefire!r}"
            if ceasefire
            else "it has to be said which ceasefire is meant"
        )
        raise UsageError(what, cure=f"the reading has: {listed}")
    return _Record(reading, found[0]).terms()


def complete(record: Terms, entries: Terms) -> Terms:
    """Terms of a record with what a review entered: where both say something, the entry stands.

    Sets, areas, periods and rules go by their ids. Where the entries have rules, they are the rules.
    """
    told: dict[str, Any] = {}
    for one in fields(Terms):
        ours, theirs = getattr(record, one.name), getattr(entries, one.name)
        if isinstance(theirs, dict):
            told[one.name] = {**ours, **theirs}
        elif isinstance(theirs, tuple) and one.name not in {"excluded", "rules"}:
            told[one.name] = _joined(ours, theirs)
        else:
            told[one.name] = theirs or ours
    told["ceasefire"] = record.ceasefire
    told["notes"] = (*record.notes, *entries.notes, "completed by entries of a review")
    return Terms(**told)


def _joined(ours: Sequence[Any], theirs: Sequence[Any]) -> tuple[Any, ...]:
    if not all(hasattr(one, "id") for one in (*ours, *theirs)):
        return (*ours, *theirs)
    named = {one.id for one in theirs}
    return (*(one for one in ours if one.id not in named), *theirs)


@dataclass(frozen=True)
class _Named:
    """Values of a field that are actors, and those that are phrases."""

    names: tuple[str, ...]
    phrases: tuple[str, ...]


class _Record:
    def __init__(self, reading: Reading, about: Ceasefire) -> None:
        self.about = about
        self.actors: Mapping[str, Actor] = {actor.id: actor for actor in reading.actors}
        self.claims = {claim.id: claim for claim in reading.claims}
        self.notes: list[str] = []

    def terms(self) -> Terms:
        """Everything that the findings say, as terms."""
        parties, excluded, area = self._parties(), self._excluded(), self._area()
        condition = self._condition()
        sets = [one for one in (parties, excluded) if one is not None]
        rules = self._rules(parties, excluded, condition) if parties is not None else ()
        if parties is None:
            self.notes.append("no report says between whom it is: there is nobody for a rule to bind")
        return Terms(
            ceasefire=self.about.id,
            label=self.about.label,
            conflict=self.about.conflict or "",
            zone=self._zone(),
            steps=tuple(self._steps()),
            sets=tuple(sets),
            excluded=("excluded",) if excluded is not None else (),
            areas=(area,) if area is not None else (),
            area=area.id if area is not None else "",
            periods=(self._period(),),
            conditions=(condition,) if condition is not None else (),
            rules=rules,
            notes=tuple(self.notes),
            evidence={name: found for name in self.about.fields if (found := self._evidence(name))},
        )

    def _standing(self, name: str) -> list[Finding]:
        return [one for one in self.about.fields.get(name, ()) if one.state in _STAND]

    def _evidence(self, name: str) -> tuple[Evidence, ...]:
        support = [claim for one in self._standing(name) for claim in one.support]
        pieces = [piece for claim in support if claim in self.claims for piece in self.claims[claim].evidence]
        return tuple(dict.fromkeys(pieces))

    def _named(self, *names: str) -> _Named:
        values = [str(one.value) for name in names for one in self._standing(name)]
        actors = [self.actors[value] for value in values if value in self.actors]
        known = [actor.name for actor in actors if actor.kind != "coalition"]
        phrases = [value for value in values if value not in self.actors]
        phrases += [actor.name for actor in actors if actor.kind == "coalition"]
        return _Named(tuple(dict.fromkeys(known)), tuple(dict.fromkeys(phrases)))

    def _parties(self) -> ActorSet | None:
        unilateral = any(one.preferred and one.value == "unilateral" for one in self._standing("scope"))
        named = self._named("parties", "bound", *(["declared_by"] if unilateral else []))
        if not named.names and not named.phrases:
            return None
        if named.phrases:
            told = ", ".join(f"“{phrase}”" for phrase in named.phrases)
            self.notes.append(f"whom the terms bind is told in words that name nobody: {told}")
        others: Literal["no", "perhaps"] = "perhaps" if named.phrases else "no"
        minus = ("excluded",) if self._standing("excluded") else ()
        return ActorSet(id="parties", names=named.names, associated=True, others=others, minus=minus)

    def _excluded(self) -> ActorSet | None:
        named = self._named("excluded")
        if not named.names and not named.phrases:
            return None
        if named.phrases:
            told = ", ".join(f"“{phrase}”" for phrase in named.phrases)
            self.notes.append(f"who is left out is told in words that name nobody: {told}")
        parties = self._named("parties").names
        others: Literal["no", "perhaps"] = "perhaps" if named.phrases else "no"
        return ActorSet(id="excluded", names=named.names, others=others, minus=parties)

    def _area(self) -> Area | None:
        names: list[str] = []
        for one in self._standing("area"):
            value = str(one.value)
            if value in self.actors:
                names.append(self.actors[value].name)
            elif _WHOLE.search(value) and self.about.conflict:
                names.append(self.about.conflict)
            else:
                self.notes.append(f"the area “{value}” names no place")
        names = names or ([self.about.conflict] if self.about.conflict in self._states() else [])
        return Area(id="area", names=tuple(dict.fromkeys(names))) if names else None

    def _states(self) -> set[str]:
        return {actor.name for actor in self.actors.values() if actor.kind == "state"}

    def _zone(self) -> str:
        values = [one.value for one in self._standing("effective") if isinstance(one.value, When)]
        return next((value.zone for value in values if value.zone), "")

    def _period(self) -> Period:
        """In force as the preferred account has it; whatever is disputed stands beside it."""
        starts, ends = self._times("effective"), self._times("ends")
        if not starts:
            self.notes.append("no report says when it took effect")
        if not ends:
            self.notes.append("no report says when it ends; it is taken to be open until one does")
        datings = [DatedBy(who="another report", start=other) for other in starts[1:]]
        datings += [DatedBy(who="another report", end=other) for other in ends[1:]]
        why = next((one.why for one in self._standing("effective") if one.preferred), "")
        return Period(
            id=MAIN,
            start=starts[0] if starts else "",
            end=ends[0] if ends else "",
            datings=tuple(datings),
            why=why,
        )

    def _times(self, name: str) -> list[str]:
        """The times of a field in the form that terms have, the preferred one first."""
        findings = sorted(self._standing(name), key=lambda one: not one.preferred)
        values = [one.value for one in findings if isinstance(one.value, When)]
        each = [reading for value in values for reading in (value.readings or (value,))]
        return list(dict.fromkeys(told for value in each if (told := _interval(value))))

    def _steps(self) -> Iterable[Step]:
        for one in self._standing("accepted"):
            actors = tuple(
                self.actors[name].name for name in (*one.by, str(one.value)) if name in self.actors
            )
            if actors:
                yield Step(actors=actors[:1], act="accept", at=_interval(one.when) if one.when else "")
        for one in self.about.fields.get("status", ()):
            if one.value == "ended" and one.when is not None and not self._standing("ends"):
                yield Step(actors=tuple(one.by), act="end", at=_interval(one.when))

    def _condition(self) -> Condition | None:
        """What makes every rule unsure: that no report says that the ceasefire came about."""
        status = next((str(one.value) for one in self._standing("status") if one.preferred), "")
        if status not in NEVER:
            return None
        met: Literal["no", "unknown"] = "no" if NEVER[status] == "no" else "unknown"
        text = f"the ceasefire came about (reports have it {status.replace('_', ' ')})"
        return Condition(id="came_about", text=text, met=met)

    def _rules(
        self, parties: ActorSet, excluded: ActorSet | None, condition: Condition | None
    ) -> tuple[Rule, ...]:
        given = (condition.id,) if condition is not None else ()
        base = Rule(
            id="no-attacks",
            actors=("parties",),
            deed="prohibit",
            acts=("attack",),
            targets=("parties",),
            given=given,
            text="those between whom it is do not attack one another: that is what a ceasefire means",
            evidence=self._evidence("parties") or self._evidence("bound"),
        )
        rules = [base]
        for name, deed in (("prohibited", "prohibit"), ("obligations", "oblige"), ("permitted", "permit")):
            for one in self._standing(name):
                rules += self._rule(one, deed, len(rules), excluded, given)  # type: ignore[arg-type]
        return tuple(rules)

    def _rule(
        self,
        one: Finding,
        deed: Literal["prohibit", "oblige", "permit"],
        number: int,
        excluded: ActorSet | None,
        given: tuple[str, ...],
    ) -> list[Rule]:
        """A phrase of the record as a rule, where it names acts that truceline knows."""
        text = str(one.value)
        acts = words_of(text)
        breaches = tuple(dict.fromkeys(act for owed in acts for act in BREACHES.get(owed, ())))
        if not acts or (deed == "oblige" and not breaches):
            self.notes.append(f"no rule was made of “{text}”")
            return []
        pieces = [p for claim in one.support if claim in self.claims for p in self.claims[claim].evidence]
        targets = ("excluded",) if deed == "permit" and excluded is not None else ()
        rule = Rule(
            id=f"{deed}-{number}",
            actors=("parties",),
            deed=deed,
            acts=acts,
            targets=targets,
            broken_by=breaches if deed == "oblige" else (),
            given=given,
            text=text,
            evidence=tuple(dict.fromkeys(pieces)),
        )
        return [rule]


def _interval(when: When) -> str:
    """A time as terms write it: an instant, or from when to when it may lie; empty where a bound is open."""
    if when.bounds is None:
        return ""
    first, last = (_iso(bound) for bound in when.bounds)
    return first if when.is_instant else f"{first}/{last}"


def _iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
