"""The course of a ceasefire as steps in order, and the stage that each step brings it to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from msgspec.structs import replace

from truceline.model import Ceasefire, TimelineEntry, When
from truceline.wording import FIELDS

__all__ = ["STAGES", "Step", "course", "local_zone", "moment", "preferred_when", "stage_of"]

DISPUTED = " (disputed)"
"""How a record's timeline tells a step that is not the preferred account."""
STAGES = {
    "proposed": "talks", "reported": "talks", "denied": "talks", "rejected": "talks", "contact": "talks",
    "agreed": "made", "declared": "made", "accepted": "made", "acceptance_deadline": "made",
    "in_force": "holds", "effective": "holds", "extended": "holds",
    "suspended": "over", "broken": "over", "ended": "over", "ends": "over", "replaced": "over",
    "never_in_force": "over",
}  # fmt: skip
"""The four stages of a ceasefire (talks, made, holds, over), and the step that begins each."""
_RANK = {"talks": 0, "made": 1, "holds": 2, "over": 3}
_SAID = {"talks": "talks", "made": "agreement", "holds": "being in force", "over": "its end"}
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Step:
    """A step of a ceasefire. `other` says that it is another account than the preferred one; `back` is the
    stage from which the step leads back to an earlier one, "" where it does not.
    """

    entry: TimelineEntry
    other: bool
    back: str = ""

    @property
    def stage(self) -> str:
        """The stage that the step brings about."""
        return stage_of(self.entry.kind)


def course(ceasefire: Ceasefire) -> list[Step]:
    """The steps in order of time, the undated last; other accounts of a time beside the preferred one."""
    told = [
        Step(replace(entry, text=entry.text.removesuffix(DISPUTED)), entry.text.endswith(DISPUTED))
        for entry in ceasefire.timeline
    ]
    held = {(step.entry.kind, str(step.entry.when)) for step in told}
    told += [
        Step(entry, True) for entry in _other_accounts(ceasefire) if (entry.kind, str(entry.when)) not in held
    ]
    return _with_ways_back(sorted(told, key=lambda step: moment(step.entry.when) or _LAST))


def _other_accounts(ceasefire: Ceasefire) -> list[TimelineEntry]:
    return [
        TimelineEntry(when=f.value, kind=name, text=FIELDS.get(name, name), claims=f.support)
        for name, findings in ceasefire.fields.items()
        for f in findings
        if isinstance(f.value, When) and not f.preferred and f.state == "disputed"
    ]


def _with_ways_back(steps: Iterable[Step]) -> list[Step]:
    """The steps, those marked that come after a later stage. Contacts go on beside the stages, and an end
    that is only set for later does not end anything yet.
    """
    found: list[Step] = []
    reached = ""
    for step in steps:
        if step.other or step.entry.when is None or step.entry.kind in {"contact", "ends"}:
            found.append(step)
            continue
        back = reached if reached and _RANK.get(step.stage, 0) < _RANK[reached] else ""
        found.append(Step(step.entry, step.other, _SAID[back]) if back else step)
        reached = step.stage or reached
    return found


def stage_of(kind: str) -> str:
    """The stage that a status or step brings a ceasefire to; "" for one that is no stage."""
    return STAGES.get(kind, "")


def moment(when: When | None) -> datetime | None:
    """The first instant that a time can be, or the last where no first is known."""
    return (when.earliest or when.latest) if when else None


def preferred_when(ceasefire: Ceasefire, *fields: str) -> When | None:
    """The time that a record stands by, of the first of these fields that has one."""
    return next(
        (
            f.value
            for name in fields
            for f in ceasefire.fields.get(name, ())
            if f.preferred and isinstance(f.value, When) and moment(f.value)
        ),
        None,
    )


def local_zone(ceasefire: Ceasefire) -> str | None:
    """The zone that an axis is in: that of taking effect, else the first that any time has."""
    times = [f.value for name in ("effective", "ends", "declared") for f in ceasefire.fields.get(name, ())]
    times += [entry.when for entry in ceasefire.timeline if entry.when]
    return next((t.zone for t in times if isinstance(t, When) and t.zone), None)
