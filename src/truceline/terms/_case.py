"""The verdict of one case: incidents that the terms cannot tell apart.

A case is tested in each segment of time that it touches, and in each direction that it may have had: event
data list sides, not attackers, so that of "A against B" and "B against A" either may be meant. What is
possible in any of these worlds is kept, and reduced to one verdict at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from truceline.model import Evidence, Rule, VerdictKind
from truceline.terms._compile import Compiled
from truceline.terms._kleene import NO, UNKNOWN, YES, Truth, both, either, opposite
from truceline.terms._labels import Who, resolve
from truceline.terms._periods import MAIN
from truceline.terms._sets import Answer
from truceline.terms._taxonomy import acts, may_involve, means_of, objects

__all__ = ["Case", "Found", "decide"]

ORDER: tuple[VerdictKind, ...] = (
    "prohibited", "excluded", "permitted", "not_covered", "outside_area", "outside_time"
)  # fmt: skip
HARD = ("air_strike", "shelling", "anti_tank_missile", "naval_attack", "chemical_weapon", "mine_explosion")
"""Acts that no police work amounts to."""


@dataclass(frozen=True)
class Case:
    """What the terms look at in an incident.

    `sides` are the names of the two sides as the dataset writes them, each with those associated; `acted` is
    the side of which a source says that it began ("a", "b", or empty). `told` are actors whom the source's
    text names in place of an umbrella. `segments` are the first and last segment of time; `era` is the last
    day on or before the incident on which a name of its sides came into use. `hours` say of periods with
    hours of the day whether the incident fell in them. `ground` are the truths of its place by area.
    """

    sides: tuple[tuple[str, ...], tuple[str, ...]]
    acts: tuple[str, ...]
    objects: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    acted: str = ""
    told: tuple[str, ...] = ()
    segments: tuple[int, int] = (0, 0)
    clock: str = "day"
    era: str | None = None
    hours: dict[str, Truth] = field(default_factory=dict)
    ground: dict[str, Truth] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """A verdict with what was possible, the reasons, the rules and the evidence that it rests on."""

    verdict: VerdictKind
    possible: tuple[VerdictKind, ...]
    reasons: tuple[str, ...]
    rules: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass
class _Notes:
    """Reasons by the verdict that they speak for, and those for which something stays open."""

    told: dict[str, dict[str, None]] = field(default_factory=dict)
    open: dict[str, None] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)

    def tell(self, verdict: str, why: str) -> None:
        self.told.setdefault(verdict, {})[why] = None

    def leave_open(self, why: str) -> None:
        if why and not any(told.startswith(why) for told in self.open):
            self.open[why] = None


@dataclass(frozen=True)
class _Match:
    """A rule against an incident in one direction."""

    rule: Rule
    truth: Truth
    act: Truth
    but_for_place: bool = False
    but_for_time: bool = False


def decide(case: Case, terms: Compiled) -> Found:
    """What the terms make of a case."""
    notes = _Notes()
    first, last = case.segments
    worlds = [_Tested(case, terms, terms.start_of(n), notes).possible() for n in range(first, last + 1)]
    verdict, kept = _reduce(set().union(*worlds))
    for n, (before, after) in enumerate(pairwise(worlds)):
        if before != after:
            _tell_cut(case, terms, terms.cuts[first + n], notes)
    reasons = list(notes.told.get(verdict, ()))
    if verdict == "indeterminate":
        reasons = [*notes.open] or [f"it may be any of: {', '.join(kept)}"]
    reasons += _late_names(case)
    if case.told:
        reasons.append(f"the source's headline names {' and '.join(case.told)}")
    rules = tuple(notes.rules.values()) if verdict in {"prohibited", "permitted", "indeterminate"} else ()
    evidence = dict.fromkeys(piece for rule in rules for piece in rule.evidence)
    if verdict == "excluded":
        evidence = dict.fromkeys(terms.terms.evidence.get("excluded", ()))
    return Found(verdict, kept, tuple(reasons), tuple(rule.id for rule in rules), tuple(evidence))


def _late_names(case: Case) -> list[str]:
    """Names that datasets carry back to before they were in use."""
    late = {who.label: who.since for names in case.sides for name in names for who in resolve(name)
            if who.since and case.era is not None and who.since > case.era}  # fmt: skip
    return [f"the data write the name “{name}”, in use from {since}, into an earlier event"
            for name, since in late.items()]  # fmt: skip


def _reduce(possible: set[VerdictKind]) -> tuple[VerdictKind, tuple[VerdictKind, ...]]:
    """One verdict of what is possible.

    Where the terms forbid it in some worlds only, it is indeterminate. Where they forbid it in none and only
    the time or place is unsure, what it is within both stands: an act of a group that is left out is left
    out, whether or not the ceasefire had begun.
    """
    kept = tuple(kind for kind in ORDER if kind in possible)
    if len(kept) == 1:
        return kept[0], kept
    if "prohibited" in possible:
        return "indeterminate", kept
    inner = [kind for kind in kept if not kind.startswith("outside")]
    if len(inner) == 1:
        return inner[0], kept
    return ("indeterminate" if inner else kept[0]), kept


def _tell_cut(case: Case, terms: Compiled, cut: int, notes: _Notes) -> None:
    """Why an incident lies on both sides of a change."""
    vague = {
        "day": "the incident has a day but no hour",
        "days": "the incident lasted, or is dated within, several days",
        "instant": "the incident's time is vague",
    }.get(case.clock, "the incident's date is vague")
    notes.leave_open(f"{vague}; {terms.changes[cut][0]}")


class _Tested:
    """A case at one time."""

    def __init__(self, case: Case, terms: Compiled, at: int, notes: _Notes) -> None:
        self.case, self.terms, self.at, self.notes = case, terms, at, notes
        self.sides = tuple(_side(names, case.told) for names in case.sides)

    def possible(self) -> set[VerdictKind]:
        """The verdicts that are possible at this time."""
        main = self.terms.periods[MAIN]
        time, ground = main.holds(self.at), self._ground(self.terms.terms.area or None)
        within = self._within()
        found: set[VerdictKind] = set()
        if time is not YES:
            self.notes.tell("outside_time", self._outside(main.first.start.earliest > self.at))
        if time is NO:
            return _instead(within, "outside_time")
        if time is UNKNOWN:
            self.notes.leave_open(main.why(self.at))
            found.add("outside_time")
        if ground.truth is not YES:
            self.notes.tell("outside_area", ground.why)
        if ground.truth is NO:
            return found | _instead(within, "outside_area")
        if ground.truth is UNKNOWN:
            self.notes.leave_open(ground.why)
            found.add("outside_area")
        return found | within

    def _outside(self, before: bool) -> str:
        return f"the ceasefire {'had not begun' if before else 'was no longer in force'}"

    def _within(self) -> set[VerdictKind]:
        """What the incident is, taken that the ceasefire is in force there and then."""
        excluded = self._excluded()
        if excluded.truth is YES:
            self.notes.tell("excluded", f"the terms leave this group out: {excluded.why}")
            return {"excluded"}
        found: set[VerdictKind] = set()
        if excluded.truth is UNKNOWN:
            self.notes.leave_open(f"{excluded.why}: perhaps one that the terms leave out")
            found.add("excluded")
        return found | self._by_rules()

    def _excluded(self) -> Answer:
        names = self.terms.terms.excluded
        known = [side for side in self.sides if side]
        if not names or not known:
            return Answer(NO, "")
        answers = [self.terms.members.within(side, names, self.at) for side in known]
        truth = either(answer.truth for answer in answers)
        return next(answer for answer in answers if answer.truth is truth)

    def _by_rules(self) -> set[VerdictKind]:
        directions = [self._matches(by, on) for by, on in self._directions()]
        if not directions:
            self.notes.tell("not_covered", self._no_rule())
            return {"not_covered"}
        for matches in directions:
            self._leave_acts_open(matches)
        forbidden = [_strongest(matches, ("prohibit", "oblige")) for matches in directions]
        found: set[VerdictKind] = set()
        for n, matches in enumerate(directions):
            found |= self._direction(matches, forbidden, n)
        if len(directions) > 1 and "prohibited" in found and len(found) > 1 and _differ(forbidden):
            self.notes.leave_open("the terms forbid it to one side only, and the data do not say who acted")
        return found

    def _leave_acts_open(self, matches: list[_Match]) -> None:
        """Note acts that the data do not tell, unless another rule looks at what they do tell."""
        live = [match for match in matches if match.truth is not NO]
        if any(match.act is YES for match in live):
            return
        for match in live:
            asked = match.rule.broken_by if match.rule.deed == "oblige" else match.rule.acts
            kinds = " or ".join(name.replace("_", " ") for name in asked)
            self.notes.leave_open(f"the data do not say whether it was, or involved, {kinds}")

    def _direction(self, matches: list[_Match], forbidden: list[Truth], n: int) -> set[VerdictKind]:
        permitted = _strongest(matches, ("permit",))
        if permitted is YES:
            self._tell("permitted", matches, ("permit",))
            return {"permitted"}
        found: set[VerdictKind] = {"permitted"} if permitted is UNKNOWN else set()
        ban = forbidden[n]
        if ban is YES and self._may_be_defence(matches, forbidden, n):
            self.notes.leave_open(
                "it may have been self-defence, which the terms allow; the data do not say who began"
            )
            ban = UNKNOWN
        if ban is not NO:
            self._tell("prohibited", matches, ("prohibit", "oblige"))
            found.add("prohibited")
        if ban is not YES:
            found.add(self._neither(matches))
        return found

    def _may_be_defence(self, matches: list[_Match], forbidden: list[Truth], n: int) -> bool:
        """Whether self-defence may excuse it: where both sides are forbidden to attack, one of them did."""
        if self.case.acted or len(forbidden) < 2 or all(ban is YES for ban in forbidden):
            return False
        certain = [m.rule for m in matches if m.truth is YES and m.rule.deed != "permit"]
        kinds = self.terms.exemptions
        return all(
            rule.offensive or any(kinds[name].kind == "self_defence" for name in rule.unless)
            for rule in certain
        )

    def _neither(self, matches: list[_Match]) -> VerdictKind:
        if any(match.but_for_place for match in matches):
            self.notes.tell(
                "outside_area", "the place lies outside the area of the rule that would forbid it"
            )
            return "outside_area"
        if any(match.but_for_time for match in matches):
            self.notes.tell(
                "outside_time", "it falls outside the hours or days of the rule that would forbid it"
            )
            return "outside_time"
        self.notes.tell("not_covered", self._no_rule())
        return "not_covered"

    def _no_rule(self) -> str:
        what = " and ".join(one.replace("_", " ") for one in self.case.acts) or "what happened"
        names = [", ".join(dict.fromkeys(who.label for who in side)) for side in self.sides]
        between = " and ".join(name for name in names if name)
        return f"no rule of the terms forbids or allows {what} between {between or 'those named'}"

    def _directions(self) -> Iterator[tuple[tuple[Who, ...], tuple[Who, ...]]]:
        """Who may have acted against whom. People without arms attack nobody."""
        a, b = self.sides
        if self.case.acted != "b" and not _unarmed(a):
            yield a, b
        if self.case.acted != "a" and not _unarmed(b) and (b or not _unarmed(a)):
            yield b, a

    def _matches(self, by: tuple[Who, ...], on: tuple[Who, ...]) -> list[_Match]:
        return [self._match(rule, by, on) for rule in self.terms.rules]

    def _match(self, rule: Rule, by: tuple[Who, ...], on: tuple[Who, ...]) -> _Match:
        """A rule against the incident, dimension by dimension; what stays open is noted where it decides."""
        actor = self.terms.members.within(by, rule.actors, self.at)
        what = both((actor.truth, act := self._act(rule)))
        if what is NO or (rule.targets and set(rule.targets) <= set(self.terms.terms.excluded)):
            # Whoever is left out was dealt with before any rule.
            return _Match(rule, NO, act)
        target = self.terms.members.within(on, rule.targets, self.at) if rule.targets else Answer(YES, "")
        thing, condition, excuse = (
            self._thing(rule),
            self.terms.given(rule.given, self.at),
            self._excuse(rule),
        )
        what = both((what, target.truth, thing.truth, condition.truth, opposite(excuse.truth)))
        ground, time = self._ground(rule.area), self._time(rule)
        truth = both((what, ground.truth, time.truth))
        if truth is UNKNOWN:
            for answer in (actor, target, thing, condition, excuse, ground, time):
                if answer.truth is UNKNOWN:
                    self.notes.leave_open(answer.why)
        ruled = rule.deed != "permit" and what is YES
        return _Match(rule, truth, act, ruled and ground.truth is NO, ruled and time.truth is NO)

    def _act(self, rule: Rule) -> Truth:
        asked = rule.broken_by if rule.deed == "oblige" else rule.acts
        direct = acts().any_is(self.case.acts, asked)
        along = acts().any_is(may_involve(self.case.acts), asked)
        value = either((direct, UNKNOWN if along is not NO else NO))
        return both((value, self._by_means(rule.means)))

    def _by_means(self, wanted: tuple[str, ...]) -> Truth:
        if not wanted:
            return YES
        told = means_of(self.case.acts) | set(self.case.means)
        if told & set(wanted):
            return YES
        return NO if self.case.means else UNKNOWN

    def _thing(self, rule: Rule) -> Answer:
        if not rule.objects:
            return Answer(YES, "")
        if not self.case.objects:
            return Answer(UNKNOWN, "the data do not say what was hit")
        return Answer(
            objects().any_is(self.case.objects, rule.objects), "the data do not say what exactly was hit"
        )

    def _excuse(self, rule: Rule) -> Answer:
        """Whether an exemption of the rule holds. Self-defence is weighed when both directions are known."""
        answers = [self._exempt(name) for name in rule.unless]
        truth = either(answer.truth for answer in answers)
        return next((answer for answer in answers if answer.truth is truth), Answer(NO, ""))

    def _exempt(self, name: str) -> Answer:
        one = self.terms.exemptions[name]
        if one.kind == "policing":
            if acts().any_is(self.case.acts, ("detention",)) is YES:
                return Answer(YES, "")
            hard = any(acts().is_a(act, kind) is YES for act in self.case.acts for kind in HARD)
            return Answer(
                NO if hard else UNKNOWN, "it may have been police work, which the terms leave alone"
            )
        if one.kind == "retaliation":
            return Answer(UNKNOWN, "it may have been an answer that the terms allow after a procedure")
        if one.kind == "reciprocity" and self.terms.lapsed is not None and self.at >= self.terms.lapsed:
            return Answer(UNKNOWN, "an earlier breach may have released one side from the terms")
        return Answer(NO, "")

    def _ground(self, area: str | None) -> Answer:
        return self.terms.ground(area, self.case.ground, self.at)

    def _time(self, rule: Rule) -> Answer:
        span = self.terms.periods[rule.period or MAIN]
        hours = self.case.hours.get(span.id, YES)
        truth = both((span.holds(self.at), hours))
        why = span.why(self.at) if hours is not UNKNOWN else "the hour of the incident is not known"
        return Answer(truth, why)

    def _tell(self, verdict: str, matches: list[_Match], deeds: tuple[str, ...]) -> None:
        for match in matches:
            if match.truth is not NO and match.rule.deed in deeds:
                self.notes.tell(verdict, _say_rule(match.rule, self.terms))
                self.notes.rules[match.rule.id] = match.rule


def _instead(within: set[VerdictKind], outside: VerdictKind) -> set[VerdictKind]:
    """What is possible outside the ceasefire's time or area: what a rule with bounds of its own says, or
    nothing.
    """
    ruled: set[VerdictKind] = within & {"prohibited", "permitted"}
    return ruled | {outside} if within - ruled else ruled


def _strongest(matches: Iterable[_Match], deeds: Sequence[str]) -> Truth:
    return either(match.truth for match in matches if match.rule.deed in deeds)


def _differ(forbidden: list[Truth]) -> bool:
    return len(set(forbidden)) > 1


def _unarmed(side: tuple[Who, ...]) -> bool:
    return bool(side) and all(who.kind == "civilians" for who in side)


@lru_cache(maxsize=65536)
def _side(names: tuple[str, ...], told: tuple[str, ...]) -> tuple[Who, ...]:
    """Those on one side; where the source names an actor, it stands for the umbrella."""
    found = [who for name in names for who in resolve(name)]
    if told and any(who.kind == "umbrella" for who in found):
        named = [who for name in told for who in resolve(name)]
        found = [who for who in found if who.kind != "umbrella"] + named
    return tuple(dict.fromkeys(found))


def _say_rule(rule: Rule, terms: Compiled) -> str:
    if rule.text:
        return rule.text
    members = terms.members
    what = ", ".join(
        name.replace("_", " ") for name in (rule.broken_by if rule.deed == "oblige" else rule.acts)
    )
    verb = {"prohibit": "must not", "oblige": "must see that there is no", "permit": "may"}[rule.deed]
    on = f" against {members.title(rule.targets)}" if rule.targets else ""
    return f"{members.title(rule.actors)} {verb}: {what}{on}"
