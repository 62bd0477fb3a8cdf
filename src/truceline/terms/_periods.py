"""When a rule holds: periods with their datings, extensions and renewals, as truths over time.

Where two who date a ceasefire differ, both datings stand, and between them nothing is decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time

from truceline.errors import UsageError
from truceline.model import DatedBy, Period, Step, Terms
from truceline.terms._kleene import NO, UNKNOWN, YES, Truth, both, either, opposite, settled
from truceline.terms._moments import ALWAYS, NEVER, Moment, Reader, length_of, say

__all__ = ["MAIN", "Dating", "Stretch", "Timespan", "hours_of", "read_periods"]

MAIN = "ceasefire"
"""The period in which the ceasefire is in force."""
ENDLESS = Moment(NEVER, NEVER)
UNDATED = Moment(ALWAYS, NEVER)
RENEWALS = 200


@dataclass(frozen=True)
class Stretch:
    """From a start to an end, either of which may be known to lie within an interval only."""

    start: Moment
    end: Moment

    def holds(self, us: int) -> Truth:
        """Whether an instant lies within."""
        return both((_passed(self.start, us), opposite(_passed(self.end, us))))


@dataclass(frozen=True)
class Dating:
    """The stretches that one account gives; `who` is empty for the terms' own."""

    who: str
    stretches: tuple[Stretch, ...]

    def holds(self, us: int) -> Truth:
        """Whether an instant lies within, by this account."""
        return either(stretch.holds(us) for stretch in self.stretches)


@dataclass(frozen=True)
class Timespan:
    """A period over time. `hours` are the hours of the day, on the clock of `zone`, empty for all day."""

    id: str
    zone: str
    datings: tuple[Dating, ...]
    hours: tuple[tuple[time, time], ...] = ()

    @property
    def first(self) -> Stretch:
        """The first stretch of the terms' own account."""
        return self.datings[0].stretches[0]

    @property
    def last(self) -> Stretch:
        """The last stretch of the terms' own account."""
        return self.datings[0].stretches[-1]

    def holds(self, us: int) -> Truth:
        """Whether an instant lies within, its hour of the day left aside."""
        return settled(dating.holds(us) for dating in self.datings)

    def why(self, us: int) -> str:
        """Why it cannot be told whether an instant lies within."""
        told: dict[Truth, list[str]] = {}
        for dating in self.datings:
            told.setdefault(dating.holds(us), []).append(dating.who or "the text")
        if len(told) > 1:
            words = {YES: "hold that it was in force", NO: "that it was not", UNKNOWN: "leave it open"}
            each = "; ".join(
                f"{_and(who)}: {words[truth]}" for truth, who in sorted(told.items(), reverse=True)
            )
            return f"accounts differ on whether the {self._noun} was then in force ({each})"
        if self.first.start == UNDATED:
            return f"no source says when the {self._noun} began"
        return f"the hour at which the {self._noun} began or ended is not known"

    def bounds(self) -> Iterator[tuple[int, str]]:
        """The instants at which something changes, with what it is."""
        for dating in self.datings:
            by = f" (by the account of {dating.who})" if dating.who else ""
            for stretch in dating.stretches:
                yield from _edges(stretch.start, f"the {self._noun} begins", by, self.zone)
                yield from _edges(stretch.end, f"the {self._noun} ends", by, self.zone)

    @property
    def _noun(self) -> str:
        return "ceasefire" if self.id == MAIN else f"period “{self.id.replace('_', ' ').replace('-', ' ')}”"


def read_periods(terms: Terms, reader: Reader) -> dict[str, Timespan]:
    """The periods of terms; the one of the ceasefire is always there, undated where the terms do not date
    it.

    Raises:
        UsageError: a time cannot be read.
    """
    listed = {period.id: period for period in terms.periods}
    main = _timespan(listed.pop(MAIN, Period(id=MAIN)), terms, reader)
    found = {MAIN: main}

    def named(name: str) -> Moment | None:
        owner, _, edge = name.rpartition(".")
        span = found.get(owner or MAIN)
        if span is None or edge not in {"start", "end"}:
            return None
        return span.first.start if edge == "start" else span.last.end

    counting = replace(reader, named=named)
    for period in listed.values():
        found[period.id] = _timespan(period, terms, counting)
    return found


def hours_of(texts: tuple[str, ...], where: str) -> tuple[tuple[time, time], ...]:
    """Hours of the day, `10:00-18:00`, also over midnight.

    Raises:
        UsageError: they are written otherwise.
    """
    found = []
    for text in texts:
        first, _, last = text.partition("-")
        try:
            found.append((time.fromisoformat(first.strip()), time.fromisoformat(last.strip())))
        except ValueError as error:
            cure = "write for instance 10:00-18:00"
            raise UsageError(f"{text!r} are no hours of the day", where=where, cure=cure) from error
    return tuple(found)


def _timespan(period: Period, terms: Terms, reader: Reader) -> Timespan:
    zone = period.zone or terms.zone
    own = _Dater(period, terms, replace(reader, zone=zone))
    datings = [Dating("", own.stretches(DatedBy(who="")))]
    datings += [Dating(other.who, own.stretches(other)) for other in period.datings]
    return Timespan(period.id, zone, tuple(datings), hours_of(period.hours, reader.where))


@dataclass(frozen=True)
class _Dater:
    """Dates one period by one account after another."""

    period: Period
    terms: Terms
    reader: Reader

    def stretches(self, account: DatedBy) -> tuple[Stretch, ...]:
        """The stretches by an account, which overrides what it dates itself."""
        start_text = account.start or self.period.start
        start = self.reader.moment(start_text) if start_text else UNDATED
        own = "start" if self.period.id == MAIN else "begin"
        counting = replace(self.reader, named=lambda name: start if name == own else self.reader.named(name))
        end_text = "" if account.open else account.end or self.period.end
        end = counting.moment(end_text) if end_text else ENDLESS
        if self.period.renewal is not None and not account.end:
            end = self._renewed(start, end, counting)
        found = (Stretch(start, end),)
        if self.period.id != MAIN or account.end or account.open:
            return found
        return self._ended(self._extended(found, counting), counting)

    def _extended(self, found: tuple[Stretch, ...], reader: Reader) -> tuple[Stretch, ...]:
        """Extensions in the order in which they were made: each moves the end, or opens it again."""
        for step in self._steps("extend"):
            *before, last = found
            until = _counting(reader, last).moment(step.until) if step.until else ENDLESS
            made = reader.moment(step.at) if step.at else last.end
            if made.earliest <= last.end.latest:
                found = (*before, Stretch(last.start, until))
            else:
                found = (*before, last, Stretch(made, until))
        return found

    def _ended(self, found: tuple[Stretch, ...], reader: Reader) -> tuple[Stretch, ...]:
        for step in self._steps("end"):
            *before, last = found
            at = reader.moment(step.at)
            if at.earliest < last.end.earliest:
                found = (*before, Stretch(last.start, at))
        return found

    def _renewed(self, start: Moment, end: Moment, reader: Reader) -> Moment:
        """The end of the term that notice ended; none where no notice was given."""
        renewal = self.period.renewal
        given = [reader.moment(step.at) for step in self._steps("denounce")]
        if renewal is None or not given or end is ENDLESS:
            return ENDLESS
        length, notice = (length_of(text, reader.where) for text in (renewal.length, renewal.notice))
        term = end
        for _ in range(RENEWALS):
            if any(one.latest <= reader.add(term.earliest, -notice) for one in given):
                return term
            term = Moment(reader.add(term.earliest, length), reader.add(term.latest, length))
        return ENDLESS

    def _steps(self, act: str) -> list[Step]:
        steps = [step for step in self.terms.steps if step.act == act]
        return sorted(steps, key=lambda step: step.at)


def _counting(reader: Reader, last: Stretch) -> Reader:
    """A reader that counts from the end as it stood."""
    return replace(reader, named=lambda name: last.end if name == "end" else reader.named(name))


def _passed(moment: Moment, us: int) -> Truth:
    if moment == UNDATED:
        return UNKNOWN
    if us >= moment.latest:
        return YES
    return UNKNOWN if us >= moment.earliest else NO


def _edges(moment: Moment, what: str, by: str, zone: str) -> Iterator[tuple[int, str]]:
    if moment in (UNDATED, ENDLESS):
        return
    if moment.earliest == moment.latest:
        yield moment.earliest, f"{what} on {say(moment.earliest, zone)}{by}"
        return
    day = say(moment.earliest, zone).partition(",")[0]
    yield moment.earliest, f"{what} on {day}, at an hour that is not told{by}"
    yield moment.latest, f"{what} on {day}, at an hour that is not told{by}"


def _and(names: list[str]) -> str:
    return " and ".join(names)
