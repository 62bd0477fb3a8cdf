"""What changed since a day: by when it came into the casebook, or by when reports were published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from truceline.casebook import Decision, Development, Standing, View
from truceline.wording import FIELDS, Wording, and_list, counted

__all__ = ["Changed", "Gone", "Since", "gone_since", "in_words", "named_in", "told_changes", "told_in_full"]


@dataclass(frozen=True)
class Since:
    """The day from which changes are told, and by what they are dated: "kept" or "published"."""

    day: datetime
    by: str = "kept"


@dataclass(frozen=True)
class Changed:
    """A change in words: when, what, and from which values to which where a value changed."""

    at: str
    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Gone:
    """A ceasefire that is no longer kept: its id, what it was called, when it went, and the ids of those that
    hold now what had been read on it.
    """

    id: str
    label: str
    at: str
    now: tuple[str, ...]


def gone_since(view: View, since: datetime, held: Container[str], name: str | None = None) -> list[Gone]:
    """The ceasefires that went since an instant and have not come back, the last first.

    Args:
        view: a look into the casebook.
        since: from when on.
        held: the ids of those that are kept.
        name: only the one of this id.
    """
    last = {
        one.ceasefire: one
        for one in view.developments(since)
        if one.kind == "removed" and one.ceasefire not in held
    }

    def now(name: str, seen: frozenset[str] = frozenset()) -> Iterator[str]:
        """Where what one held is at last: what took it over may itself have gone since."""
        for other in last[name].into if name in last else ():
            if other in held:
                yield other
            elif other not in seen:
                yield from now(other, seen | {name})

    asked = [one for one in last.values() if name in {None, one.ceasefire}]
    return [
        Gone(one.ceasefire, one.label or one.ceasefire, one.at, tuple(dict.fromkeys(now(one.ceasefire))))
        for one in reversed(asked)
    ]


def told_changes(view: View, decided: Sequence[Standing], since: datetime) -> dict[str, str]:
    """In a few words for each ceasefire in which anything changed since an instant."""
    come: dict[str, list[Development]] = defaultdict(list)
    for one in view.developments(since):
        come[one.ceasefire].append(one)
    by_hand: dict[str, list[Decision]] = defaultdict(list)
    for standing in decided:
        if standing.ceasefire and _at(standing.decision) >= since:
            by_hand[standing.ceasefire].append(standing.decision)
    return {name: _briefly(come[name], by_hand[name]) for name in {*come, *by_hand}}


def told_in_full(
    view: View, decided: Iterable[Standing], since: datetime, ceasefire: str
) -> list[tuple[str, Development | Decision]]:
    """Everything that changed in one record since an instant, with when it did, in order."""
    found: list[tuple[str, Development | Decision]] = [
        (one.at, one) for one in view.developments(since, ceasefire)
    ]
    found += [
        (one.decision.at, one.decision)
        for one in decided
        if one.ceasefire == ceasefire and _at(one.decision) >= since
    ]
    return sorted(found, key=lambda pair: pair[0])


def named_in(found: Iterable[tuple[str, Development | Decision]]) -> set[str]:
    """The ids of actors that changes may name."""
    named: set[object] = set()
    for _, one in found:
        if isinstance(one, Decision):
            named |= {str(one.machine), str(one.value)}
        else:
            named |= {str(value) for shift in one.shifts for value in (*shift.before, *shift.after)}
    return {name for name in named if isinstance(name, str)}


def in_words(found: Iterable[tuple[str, Development | Decision]], wording: Wording) -> list[Changed]:
    """The same in words."""
    told: list[Changed] = []
    for at, one in found:
        if isinstance(one, Decision):
            told.append(_decided(at, one, wording))
        else:
            told += _developed(at, one, wording)
    return told


def _decided(at: str, one: Decision, wording: Wording) -> Changed:
    field = FIELDS.get(one.field, one.field)
    before, after = (_value(v, one.field, wording) for v in (one.machine, one.value))
    deed = f"{field}: {one.decision}"
    if one.withdraws:
        deed = f"decision {one.withdraws} on {field} taken back"
    return Changed(at, f"{deed} by {one.by}", before, after if one.decision in {"correct", "add"} else "")


def _developed(at: str, one: Development, wording: Wording) -> Iterator[Changed]:
    many = counted(one.reports, "report")
    if one.kind == "new":
        yield Changed(at, f"new, from {many}")
    elif one.reports:
        yield Changed(at, f"{many} more")
    elif not one.shifts:
        yield Changed(at, "grounds or words changed, no value did")
    for shift in one.shifts:
        before, after = (
            "; ".join(wording.value(v, shift.field) for v in values) or "nothing told"
            for values in (shift.before, shift.after)
        )
        yield Changed(at, FIELDS.get(shift.field, shift.field), before, after)


def _value(value: object, field: str, wording: Wording) -> str:
    return wording.value(value, field) if value is not None else ""  # type: ignore[arg-type]


def _briefly(come: Sequence[Development], by_hand: Sequence[Decision]) -> str:
    parts = []
    reports = sum(one.reports for one in come)
    if any(one.kind == "new" for one in come):
        parts.append(f"new, from {counted(reports, 'report')}")
    elif reports:
        parts.append(counted(reports, "new report"))
    fields = list(dict.fromkeys(FIELDS.get(s.field, s.field) for one in come for s in one.shifts))
    if fields:
        parts.append(f"changed: {and_list(fields)}")
    decided = list(dict.fromkeys(FIELDS.get(one.field, one.field) for one in by_hand))
    if decided:
        parts.append(f"decided: {and_list(decided)}")
    return "; ".join(parts) or "no value changed"


def _at(decision: Decision) -> datetime:
    try:
        at = datetime.fromisoformat(decision.at)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
