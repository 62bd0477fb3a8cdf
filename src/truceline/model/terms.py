"""The terms of a ceasefire as rules, and what they make of an incident.

Times are local: an ISO day (`2016-02-27`) or a day with a clock (`2016-02-27T00:00`), with an offset where
it is not meant in the `zone` of its terms; or counted from another moment (`start+P7D`, `end-PT48H`; `start`
and `end` are those of the ceasefire, `begin` is where the period itself begins); or
from when to when it may lie (`2016-02-27/2016-02-28`); or a day of the ceasefire
(`day 16`: the day of the start is day 1). A day without a clock leaves the hour open.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from truceline.model.spans import Evidence
from truceline.model.when import When

__all__ = [
    "ActorSet", "Area", "Condition", "Control", "DatedBy", "Designation", "Exempt", "Instrument", "Period",
    "Renewal", "Rule", "Step", "Terms", "Verdict", "VerdictKind", "ViolationClaim",
]  # fmt: skip

VerdictKind = Literal[
    "prohibited", "excluded", "outside_area", "outside_time", "permitted", "not_covered", "indeterminate"
]
StepKind = Literal[
    "announce", "accept", "accede", "reject", "suspend", "resume", "withdraw", "extend", "denounce", "end"
]


class Instrument(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text on which a ceasefire rests, in one language and version. Several may stand behind one
    ceasefire.
    """

    id: str
    title: str
    language: str = ""
    version: str = ""
    date: str = ""
    status: Literal["official", "leaked", "translated", "reported", "unwritten"] = "reported"
    source: str = ""


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an actor did towards a ceasefire: announced, accepted, acceded to, rejected, suspended, resumed,
    left, extended, denounced (gave notice) or ended it.

    `at` is when; `until` the end that it gives (`extend`); `by` the deadline that it had to meet;
    `reservation` what it reserved.
    """

    actors: tuple[str, ...]
    act: StepKind
    at: str = ""
    until: str = ""
    by: str = ""
    reservation: str = ""
    instrument: str = ""
    source: str = ""


class ActorSet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom a rule means: by name, by class, by predicate, minus exceptions.

    `names` are names of actors or ids of other sets. `associated` takes in forces that stand beside a named
    one. `accepted` takes in whoever has accepted or acceded (see `Step`) and leaves out whoever rejected or
    left. `designated_by` takes in whom that body lists on the day of the incident (see `Designation`).
    `kinds` takes in every actor of a kind (`state`, `armed_group`, `civilians`). `answers_for` are those for
    whose acts the set answers. `minus` are left out. `others` says what holds for an armed group that is not
    named: `no`, or `perhaps`, where the text speaks of groups without naming them.
    """

    id: str
    names: tuple[str, ...] = ()
    associated: bool = False
    accepted: bool = False
    designated_by: str = ""
    kinds: tuple[Literal["state", "armed_group", "civilians"], ...] = ()
    answers_for: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    others: Literal["no", "perhaps"] = "no"
    source: str = ""


class Designation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That a body lists an actor (as a terrorist organisation, say) from and until a day."""

    by: str
    actor: str
    from_: str = msgspec.field(default="", name="from")
    until: str = ""
    source: str = ""


class Area(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a rule holds.

    `names` are countries, administrative units or places, as datasets write them. `polygon` is a ring of
    (longitude, latitude) in degrees; `line` a line of such points, and `within_km` how far on either side of
    it (a corridor, a buffer). The area is all of these together with the areas `of`, without the areas
    `minus`, and without the ground that the sets in `less_held_by` hold. `as_of` is the day of the line.
    """

    id: str
    names: tuple[str, ...] = ()
    polygon: tuple[tuple[float, float], ...] = ()
    line: tuple[tuple[float, float], ...] = ()
    within_km: float | None = None
    of: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    less_held_by: tuple[str, ...] = ()
    as_of: str = ""
    source: str = ""


class Control(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That an actor held an area from and until a time. What no entry covers is not known."""

    by: str
    area: str
    from_: str = msgspec.field(default="", name="from")
    until: str = ""
    source: str = ""


class Renewal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tacit renewal: for another `length` each time, unless notice (a `denounce` step) was given `notice`
    before (both ISO 8601 durations).
    """

    length: str
    notice: str = "P0D"


class DatedBy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another dating of a period: what `who` gives for its start or end. `open` says that they give it no
    end.
    """

    who: str
    start: str = ""
    end: str = ""
    open: bool = False
    source: str = ""


class Period(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a rule holds. The period `ceasefire` is the one in which the ceasefire is in force.

    `end` is empty where none was set. `hours` are hours of each day (`10:00-18:00`). Where datings differ,
    all of them stand in `datings`, and what lies between them is not decided. `why` says how the times are
    known.
    """

    id: str
    start: str = ""
    end: str = ""
    zone: str = ""
    hours: tuple[str, ...] = ()
    renewal: Renewal | None = None
    datings: tuple[DatedBy, ...] = ()
    why: str = ""
    source: str = ""


class Condition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """On what a rule depends, and whether that came about, as far as known, from `at` on."""

    id: str
    text: str
    met: Literal["yes", "no", "unknown"] = "unknown"
    at: str = ""
    source: str = ""


class Exempt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a rule does not forbid although its words would: self-defence, policing, retaliation after a
    procedure, or anything once the other side has broken the terms (`reciprocity`).

    `lapses` is for reciprocity: `by_itself` with the first breach, or only when a side `invoked` it (a
    `suspend` or `withdraw` step).
    """

    id: str
    kind: Literal["self_defence", "policing", "retaliation", "reciprocity"]
    lapses: Literal["by_itself", "invoked"] = "invoked"
    source: str = ""


class ViolationClaim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many breaches somebody counts, of what, by whom. It stays a claim: no verdict rests on it."""

    by: str
    count: int | None = None
    against: tuple[str, ...] = ()
    what: str = ""
    from_: str = msgspec.field(default="", name="from")
    until: str = ""
    source: str = ""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A term as a rule: who must, must not or may do what to whom, where and when, unless what.

    `actors` and `targets` are ids of actor sets, or names of actors; no `targets` means anyone. `acts` are
    kinds of acts (`truceline.terms.ACTS`), `objects` kinds of things hit, `means` weapons or domains.
    `broken_by` are the acts that break a duty. `offensive` limits a rule to whoever takes the initiative.
    `area` and `period` are ids; `window` is the time where it was read from a text. `unless` are exemptions,
    `given` conditions. `text` is the term in words; `source` where it stands.
    """

    id: str
    actors: tuple[str, ...]
    deed: Literal["prohibit", "oblige", "permit"]
    acts: tuple[str, ...]
    targets: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    broken_by: tuple[str, ...] = ()
    offensive: bool = False
    area: str | None = None
    period: str | None = None
    window: When | None = None
    unless: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    text: str = ""
    source: str = ""
    evidence: tuple[Evidence, ...] = ()


class Terms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The terms of one ceasefire.

    `excluded` are the sets (or names) that it leaves out, `area` the id of the area in which it holds.
    `completes` is the id of a record that these entries complete. `notes` say what was taken from where, and
    what was inferred; `evidence` the words of reports, by the part of the terms that they stand for.
    """

    ceasefire: str
    label: str = ""
    conflict: str = ""
    zone: str = ""
    completes: str = ""
    instruments: tuple[Instrument, ...] = ()
    steps: tuple[Step, ...] = ()
    sets: tuple[ActorSet, ...] = ()
    designations: tuple[Designation, ...] = ()
    excluded: tuple[str, ...] = ()
    excluded_source: str = ""
    areas: tuple[Area, ...] = ()
    area: str = ""
    control: tuple[Control, ...] = ()
    periods: tuple[Period, ...] = ()
    conditions: tuple[Condition, ...] = ()
    exemptions: tuple[Exempt, ...] = ()
    rules: tuple[Rule, ...] = ()
    violation_claims: tuple[ViolationClaim, ...] = ()
    notes: tuple[str, ...] = ()
    evidence: dict[str, tuple[Evidence, ...]] = msgspec.field(default_factory=dict)


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What the terms of a ceasefire make of an incident.

    `possible` are the verdicts that what is not known leaves open (one, where the verdict is certain).
    `reasons` are sentences; `rules` the rules on which they rest, `evidence` the words behind these. No
    verdict says who broke the terms.
    """

    incident: str
    ceasefire: str
    verdict: VerdictKind
    reasons: tuple[str, ...]
    possible: tuple[VerdictKind, ...] = ()
    rules: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
