"""The course of a ceasefire: its dated steps on one axis, other accounts beside them, the undated last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from msgspec.structs import replace

from truceline.model import Ceasefire, TimelineEntry, When
from truceline.web._quotes import Account, Quotes
from truceline.web._strips import Axis, Shape, draw, make_axis
from truceline.wording import FIELDS, Wording

__all__ = ["Chronicle", "Step", "chronicle"]

STEPS = 60
DISPUTED = " (disputed)"
"""How a record's timeline tells a step that is not the preferred account."""
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Step:
    """One step: when, what, by whom, and by which reports.

    `other` says that this is another account than the preferred one.
    """

    when: When | None
    text: str
    by: str
    accounts: list[Account]
    shapes: tuple[Shape, ...]
    other: bool


@dataclass(frozen=True)
class Chronicle:
    """The steps in order of time, and the axis that they are drawn on. `more` counts what is left out.

    `reports` are when the reports were published, drawn on the same axis.
    """

    axis: Axis | None
    steps: list[Step]
    undated: list[Step]
    reports: tuple[Shape, ...]
    more: int


def chronicle(ceasefire: Ceasefire, quotes: Quotes, wording: Wording, published: Sequence[When]) -> Chronicle:
    """The course of a ceasefire; `published` is when its reports came out."""
    entries = [_told(entry) for entry in ceasefire.timeline]
    held = {(entry.kind, str(entry.when)) for entry, _ in entries}
    entries += [(e, True) for e in _other_accounts(ceasefire) if (e.kind, str(e.when)) not in held]
    dated = [(entry, other) for entry, other in entries if entry.when is not None]
    axis = make_axis([entry.when for entry, _ in dated if entry.when], _local_zone(ceasefire))
    dated.sort(key=lambda pair: _first(pair[0].when))
    steps = [_step(entry, other, quotes, wording, axis) for entry, other in dated]
    undated = [_step(entry, False, quotes, wording, None) for entry, _ in entries if entry.when is None]
    seen = [s for when in published if axis for s in draw(when, axis) if _is_within(when, axis)]
    more = max(0, len(steps) - STEPS) + max(0, len(undated) - STEPS)
    return Chronicle(axis, steps[:STEPS], undated[:STEPS], tuple(seen), more)


def _told(entry: TimelineEntry) -> tuple[TimelineEntry, bool]:
    """A step, and whether it is one that other reports tell otherwise and that is not preferred."""
    plain = entry.text.removesuffix(DISPUTED)
    return replace(entry, text=plain), plain != entry.text


def _other_accounts(ceasefire: Ceasefire) -> list[TimelineEntry]:
    return [
        TimelineEntry(when=f.value, kind=name, text=FIELDS.get(name, name), claims=f.support)
        for name, findings in ceasefire.fields.items()
        for f in findings
        if isinstance(f.value, When) and not f.preferred and f.state == "disputed"
    ]


def _local_zone(ceasefire: Ceasefire) -> str | None:
    """The zone that the axis is in: that of taking effect, else the first that any time has."""
    times = [f.value for name in ("effective", "ends", "declared") for f in ceasefire.fields.get(name, ())]
    times += [entry.when for entry in ceasefire.timeline if entry.when]
    return next((t.zone for t in times if isinstance(t, When) and t.zone), None)


def _first(when: When | None) -> datetime:
    return (when and (when.earliest or when.latest)) or _LAST


def _is_within(when: When, axis: Axis) -> bool:
    return bool(when.earliest and axis.first <= when.earliest <= axis.last)


def _step(entry: TimelineEntry, other: bool, quotes: Quotes, wording: Wording, axis: Axis | None) -> Step:
    return Step(
        when=entry.when,
        text=entry.text,
        by=wording.names(entry.actors) if len(entry.text) < 40 else "",
        accounts=quotes.accounts(entry.claims),
        shapes=draw(entry.when, axis) if entry.when and axis else (),
        other=other,
    )
