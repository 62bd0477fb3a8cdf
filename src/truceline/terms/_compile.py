"""Terms made ready for testing: checked, with time cut where anything changes.

Between two neighbouring cuts nothing in the terms changes, so that the verdict of an incident depends on the
segments of time that it touches and on no instant.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from truceline.errors import UsageError
from truceline.model import Exempt, Rule, Terms
from truceline.terms._kleene import NO, UNKNOWN, YES, Truth, either
from truceline.terms._moments import ALWAYS, NEVER, Moment, Reader
from truceline.terms._periods import MAIN, Timespan, read_periods
from truceline.terms._sets import Answer, Members
from truceline.terms._taxonomy import acts, known, objects

__all__ = ["Compiled", "compile_terms"]


@dataclass(frozen=True)
class _Hold:
    """That somebody held an area from and until a moment."""

    by: str
    area: str
    first: Moment
    last: Moment


@dataclass(frozen=True)
class Compiled:
    """Terms with their sets, periods and cuts. `lapsed` is when the terms lapsed by a breach, where they
    do.
    """

    terms: Terms
    periods: dict[str, Timespan]
    members: Members
    holds: tuple[_Hold, ...]
    met: dict[str, Moment]
    lapsed: int | None = None

    @cached_property
    def cuts(self) -> tuple[int, ...]:
        """The instants at which anything in the terms changes, in order."""
        return tuple(sorted(us for us in self.changes if ALWAYS < us < NEVER))

    @cached_property
    def changes(self) -> dict[int, list[str]]:
        """What changes at an instant, in words."""
        found: dict[int, list[str]] = defaultdict(list)
        for span in self.periods.values():
            for us, what in span.bounds():
                found[us].append(what)
        for us, what in self.members.bounds():
            found[us].append(what)
        for hold in self.holds:
            for moment in (hold.first, hold.last):
                for us in (moment.earliest, moment.latest):
                    found[us].append(f"the ground “{hold.area}” changes hands")
        for name, moment in self.met.items():
            for us in (moment.earliest, moment.latest):
                found[us].append(f"the condition “{name}” comes about")
        if self.lapsed is not None:
            found[self.lapsed].append("an earlier incident may have released a side")
        return found

    @property
    def areas(self) -> tuple[str, ...]:
        """The ids of the areas, in the order in which their truths are told."""
        return tuple(area.id for area in self.terms.areas)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules, each with its own area and period or those of the ceasefire."""
        return tuple(
            replace(rule, area=rule.area or self.terms.area or None, period=rule.period or MAIN)
            for rule in self.terms.rules
        )

    @cached_property
    def exemptions(self) -> dict[str, Exempt]:
        """The exemptions by id."""
        return {one.id: one for one in self.terms.exemptions}

    def segment(self, us: int) -> int:
        """The number of the segment in which an instant lies."""
        return bisect_right(self.cuts, us)

    def start_of(self, segment: int) -> int:
        """The first instant of a segment."""
        return self.cuts[segment - 1] if segment else ALWAYS

    def dead(self) -> list[bool]:
        """For each segment, whether no period of the terms can hold in it."""
        starts = [self.start_of(n) for n in range(len(self.cuts) + 1)]
        return [either(span.holds(us) for span in self.periods.values()) is NO for us in starts]

    def ground(self, area: str | None, truths: dict[str, Truth], at: int) -> Answer:
        """Whether an incident lies in an area, given the truths of its place, at a time."""
        if area is None:
            return Answer(YES, "the terms name no area")
        about = next(one for one in self.terms.areas if one.id == area)
        inside = truths[area]
        if inside is not YES:
            why = f"the place is known too vaguely to tell whether it lies in “{_plain(area)}”"
            return Answer(inside, why if inside is UNKNOWN else f"the place lies outside “{_plain(area)}”")
        if not about.less_held_by:
            return Answer(YES, f"the place lies in “{_plain(area)}”")
        return self._held(about.less_held_by, truths, at)

    def _held(self, sets: tuple[str, ...], truths: dict[str, Truth], at: int) -> Answer:
        """Whether ground is other than what the sets hold: unknown where no entry says who held it."""
        for hold in self.holds:
            if not hold.first.latest <= at < hold.last.earliest or truths[hold.area] is not YES:
                continue
            if hold.by in sets:
                return Answer(NO, f"the ground was held by {_plain(hold.by)}")
            return Answer(YES, f"the ground was held by {_plain(hold.by)}")
        groups = ", ".join(_plain(name) for name in sets)
        return Answer(
            UNKNOWN, f"who held the ground on that day is not known, and ground held by {groups} is left out"
        )

    def given(self, names: Iterable[str], at: int) -> Answer:
        """Whether all conditions of a rule had come about."""
        for name in names:
            condition = next(one for one in self.terms.conditions if one.id == name)
            moment = self.met.get(name)
            if condition.met == "no":
                return Answer(NO, f"its condition did not come about: {condition.text}")
            if condition.met == "unknown" or (moment and moment.earliest <= at < moment.latest):
                return Answer(UNKNOWN, f"whether its condition had come about is not known: {condition.text}")
            if moment and at < moment.earliest:
                return Answer(NO, f"its condition had not yet come about: {condition.text}")
        return Answer(YES, "")


def compile_terms(terms: Terms, *, where: str = "") -> Compiled:
    """Check terms and make them ready.

    Raises:
        UsageError: something in them names what is not there, or a time cannot be read.
    """
    place = where or terms.ceasefire
    _check(terms, place)
    reader = Reader(terms.zone, place)
    periods = read_periods(terms, reader)
    main = periods[MAIN]
    edges = {"start": main.first.start, "end": main.last.end}
    counting = dataclasses.replace(reader, named=edges.get)
    holds = tuple(
        _Hold(
            one.by,
            one.area,
            counting.moment(one.from_) if one.from_ else Moment(ALWAYS, ALWAYS),
            counting.moment(one.until) if one.until else Moment(NEVER, NEVER),
        )
        for one in terms.control
    )
    met = {one.id: counting.moment(one.at) for one in terms.conditions if one.at}
    return Compiled(terms, periods, Members(terms, counting), holds, met)


def _check(terms: Terms, where: str) -> None:
    """Every name in the terms leads somewhere."""
    for rule in terms.rules:
        known(acts(), (*rule.acts, *rule.broken_by), f"{where}, rule {rule.id}")
        known(objects(), rule.objects, f"{where}, rule {rule.id}")
        if not rule.actors:
            raise UsageError(
                "the rule binds nobody", where=f"{where}, rule {rule.id}", cure="give its actors"
            )
    areas = {one.id for one in terms.areas}
    uses = [(f"rule {rule.id}", rule.area, areas, "area") for rule in terms.rules]
    uses += [("terms", terms.area or None, areas, "area")]
    uses += [(f"area {a.id}", name, areas, "area") for a in terms.areas for name in (*a.of, *a.minus)]
    uses += [(f"control by {one.by}", one.area, areas, "area") for one in terms.control]
    periods = {MAIN, *(one.id for one in terms.periods)}
    uses += [(f"rule {rule.id}", rule.period, periods, "period") for rule in terms.rules]
    exempt = {one.id for one in terms.exemptions}
    uses += [(f"rule {rule.id}", name, exempt, "exemption") for rule in terms.rules for name in rule.unless]
    given = {one.id for one in terms.conditions}
    uses += [(f"rule {rule.id}", name, given, "condition") for rule in terms.rules for name in rule.given]
    for user, name, listed, noun in uses:
        if name is not None and name not in listed:
            cure = f"define it, or use one of: {', '.join(sorted(listed)) or 'none is defined'}"
            raise UsageError(f"{user} names the {noun} {name!r}, which is not there", where=where, cure=cure)


def _plain(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")
