"""Who belongs to an actor set at a time: yes, no, or unknown, with the reason in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from truceline.errors import UsageError
from truceline.model import ActorSet, Terms
from truceline.terms._kleene import NO, UNKNOWN, YES, Truth, both, either, opposite
from truceline.terms._labels import Who, fold, identify, resolve
from truceline.terms._moments import ALWAYS, NEVER, Moment, Reader, say

__all__ = ["Answer", "Members"]

JOINING = {"accept": YES, "accede": YES, "resume": YES, "reject": NO, "suspend": NO, "withdraw": NO}
"""What a step makes of an actor's membership from then on."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether somebody belongs to a set, and why."""

    truth: Truth
    why: str


@dataclass(frozen=True, slots=True)
class _Turn:
    """From a moment on, whether an actor is in."""

    at: Moment
    truth: Truth
    act: str


class Members:
    """The actor sets of terms. `at` times are microseconds since 1970 in UTC."""

    def __init__(self, terms: Terms, reader: Reader) -> None:
        self._where = reader.where
        self._zone = terms.zone
        self._sets = {one.id: one for one in terms.sets}
        self._turns: dict[str, list[_Turn]] = defaultdict(list)
        self._listed: dict[str, list[tuple[str, Moment, Moment]]] = defaultdict(list)
        for step in terms.steps:
            if step.act in JOINING:
                at = reader.moment(step.at) if step.at else Moment(ALWAYS, ALWAYS)
                for actor in self._ids(step.actors):
                    self._turns[actor].append(_Turn(at, JOINING[step.act], step.act))
        for turns in self._turns.values():
            turns.sort(key=lambda turn: (turn.at.earliest, turn.at.latest))
        for one in terms.designations:
            first = reader.moment(one.from_) if one.from_ else Moment(ALWAYS, ALWAYS)
            last = reader.moment(one.until) if one.until else Moment(NEVER, NEVER)
            self._listed[fold(one.by)].append((identify(one.actor), first, last))
        self._ask = cache(self._answer)

    def bounds(self) -> Iterator[tuple[int, str]]:
        """The instants at which somebody joins, leaves or is listed."""
        for actor, turns in self._turns.items():
            for turn in turns:
                day = say(turn.at.earliest, self._zone) if abs(turn.at.earliest) < NEVER else ""
                for edge in {turn.at.earliest, turn.at.latest}:
                    yield edge, f"{actor.replace('-', ' ')}: {turn.act} on {day}"
        for entries in self._listed.values():
            for actor, first, last in entries:
                for edge in {first.earliest, first.latest, last.earliest, last.latest}:
                    yield edge, f"{actor.replace('-', ' ')} is listed or struck off"

    def within(self, who: Iterable[Who], names: tuple[str, ...], at: int) -> Answer:
        """Whether any of those on one side belongs to any of the sets or actors named.

        A side that nobody named may be anybody.
        """
        sides = tuple(who)
        if not sides:
            return Answer(UNKNOWN, "the data do not name the other side")
        answers = [self._ask(one, name, at) for one in sides for name in names]
        truth = either(answer.truth for answer in answers)
        why = next((answer.why for answer in answers if answer.truth is truth), "")
        return Answer(truth, why)

    def title(self, names: Iterable[str]) -> str:
        """The sets and actors named, in words."""
        return ", ".join(
            name.replace("_", " ").replace("-", " ") if name in self._sets else name for name in names
        )

    def _answer(self, who: Who, name: str, at: int) -> Answer:
        one = self._sets.get(name) or ActorSet(id="", names=(name,))
        answer = self._member(who, one, at)
        for other in one.minus:
            left_out = self._ask(who, other, at)
            truth = both((answer.truth, opposite(left_out.truth)))
            if truth is not answer.truth:
                answer = Answer(truth, left_out.why or answer.why)
        return answer

    def _member(self, who: Who, one: ActorSet, at: int) -> Answer:
        if who.kind == "civilians":
            return Answer(YES if "civilians" in one.kinds else NO, f"{who.label} are civilians")
        if who.kind == "unknown":
            return Answer(UNKNOWN, f"the data do not say who “{who.label}” are")
        if who.kind == "umbrella":
            return self._umbrella(who, one, at)
        return self._actor(who, one, at)

    def _actor(self, who: Who, one: ActorSet, at: int) -> Answer:
        joined = self._joined(who.id, at)
        named = self._is_named(who, one, at)
        left = joined is not None and joined.truth is not YES and named.truth is not NO
        if joined is not None and (one.accepted or left):
            return joined
        if named.truth is not NO:
            return named
        if who.kind in one.kinds:
            return Answer(YES, f"{who.name} is of the kind that the terms name")
        if who.kind == "armed_group" and one.others == "perhaps" and who.faction_of != "nobody":
            question = "accepted the ceasefire" if one.accepted else "is meant by the terms"
            return Answer(UNKNOWN, f"no source says whether {who.label} {question}")
        return named

    def _is_named(self, who: Who, one: ActorSet, at: int) -> Answer:
        """Whether a set names an actor, itself or through another set, a list, or those it answers for."""
        for name in (*one.names, *one.answers_for):
            if name in self._sets:
                answer = self._ask(who, name, at)
            elif identify(name) == who.id:
                answer = Answer(YES, _named(who))
            elif one.associated and who.beside and identify(name) == who.beside:
                answer = Answer(YES, f"{who.label} fight beside {name}")
            elif who.faction_of and identify(name) == who.faction_of:
                answer = Answer(UNKNOWN, f"{who.label} is a faction; the terms name {name}")
            else:
                continue
            if answer.truth is not NO:
                return answer
        if one.designated_by:
            return self._designated(who, one.designated_by, at)
        return Answer(NO, f"{who.name} is not among those whom the terms mean")

    def _umbrella(self, who: Who, one: ActorSet, at: int) -> Answer:
        """An umbrella belongs where all that it may hold does, and not where nothing of it can."""
        parts = [Who(label=m, id=m, name=m.replace("-", " "), kind="armed_group") for m in who.members]
        truths = {
            (self._ask(part, one.id, at) if one.id else self._member(part, one, at)).truth for part in parts
        }
        if not who.open and len(truths) == 1:
            return Answer(truths.pop(), f"all that “{who.label}” stands for are named")
        if who.open and truths <= {NO} and one.others == "no" and not self._armed_group_of(one, who):
            return Answer(NO, f"none of “{who.label}” is among those whom the terms mean")
        why = f"“{who.label}” is a name for several groups, and the data do not say which of them it was"
        return Answer(UNKNOWN, why)

    def _armed_group_of(self, one: ActorSet, who: Who) -> bool:
        """Whether a set names an armed group at home where an umbrella is, so that it may be one of it."""
        for name in (*one.names, *one.answers_for):
            if name in self._sets:
                if self._armed_group_of(self._sets[name], who):
                    return True
                continue
            for named in resolve(name):
                if named.kind == "armed_group" and (not named.states or set(named.states) & set(who.states)):
                    return True
        return False

    def _joined(self, actor: str, at: int) -> Answer | None:
        """What the last step of an actor made of it; None where none is known."""
        answer: Answer | None = None
        for turn in self._turns.get(actor, ()):
            name = actor.replace("-", " ")
            if at >= turn.at.latest:
                told = "has accepted the ceasefire" if turn.truth is YES else f"took the step “{turn.act}”"
                answer = Answer(turn.truth, f"{name} {told}")
            elif at >= turn.at.earliest:
                return Answer(
                    UNKNOWN, f"the hour of the step “{turn.act}” by {name} on that day is not known"
                )
            elif answer is None and turn.truth is YES:
                answer = Answer(NO, f"{name} accepted the ceasefire only later")
        return answer

    def _designated(self, who: Who, by: str, at: int) -> Answer:
        for actor, first, last in self._listed.get(fold(by), ()):
            if actor != who.id or at < first.earliest or at >= last.latest:
                continue
            if at < first.latest or at >= last.earliest:
                return Answer(UNKNOWN, f"{who.name} was listed by {by} or struck off on that day")
            return Answer(YES, f"{who.name} was listed by {by}")
        return Answer(NO, f"{who.name} was not listed by {by}, as far as the terms' lists go")

    def _ids(self, names: Iterable[str]) -> Iterator[str]:
        for name in names:
            if name in self._sets:
                if self._sets[name].accepted and not self._sets[name].names:
                    raise UsageError(
                        f"the set {name!r} is made of those who took a step, and cannot take one",
                        where=self._where,
                        cure="name the actors of the step",
                    )
                yield from self._ids(self._sets[name].names)
            else:
                yield identify(name)


def _named(who: Who) -> str:
    label = "" if fold(who.label) == fold(who.name) else f" (“{who.label}”)"
    return f"{who.name} is named{label}"
