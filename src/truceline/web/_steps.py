"""The course of a ceasefire: its dated steps on one axis, other accounts beside them, the undated last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from truceline.figures.course import Step as Told
from truceline.figures.course import course, local_zone
from truceline.figures.strips import Axis, Shape, draw, make_axis
from truceline.model import Ceasefire, When
from truceline.web._quotes import Account, Quotes
from truceline.wording import Wording

__all__ = ["Chronicle", "Step", "chronicle"]

STEPS = 60


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

    `reports` are when the reports were published, `contacts` when people met, drawn on the same axis.
    """

    axis: Axis | None
    steps: list[Step]
    undated: list[Step]
    reports: tuple[Shape, ...]
    contacts: tuple[Shape, ...]
    more: int


def chronicle(ceasefire: Ceasefire, quotes: Quotes, wording: Wording, published: Sequence[When]) -> Chronicle:
    """The course of a ceasefire; `published` is when its reports came out. Contacts are no steps of it, and
    are only marked where they lie within.
    """
    whole = course(ceasefire)
    told = [step for step in whole if step.entry.kind != "contact"]
    talked = [step.entry.when for step in whole if step.entry.kind == "contact" and step.entry.when]
    dated = [step for step in told if step.entry.when is not None]
    axis = make_axis([step.entry.when for step in dated if step.entry.when], local_zone(ceasefire))
    steps = [_step(step, quotes, wording, axis) for step in dated]
    undated = [_step(step, quotes, wording, None) for step in told if step.entry.when is None]
    seen = [s for when in published if axis for s in draw(when, axis) if _is_within(when, axis)]
    more = max(0, len(steps) - STEPS) + max(0, len(undated) - STEPS)
    met = [s for when in talked if axis for s in draw(when, axis) if _is_within(when, axis)]
    return Chronicle(axis, steps[:STEPS], undated[:STEPS], tuple(seen), tuple(met), more)


def _is_within(when: When, axis: Axis) -> bool:
    return bool(when.earliest and axis.first <= when.earliest <= axis.last)


def _step(step: Told, quotes: Quotes, wording: Wording, axis: Axis | None) -> Step:
    entry = step.entry
    return Step(
        when=entry.when,
        text=entry.text,
        by=wording.names(entry.actors) if len(entry.text) < 40 else "",
        accounts=quotes.accounts(entry.claims),
        shapes=draw(entry.when, axis) if entry.when and axis else (),
        other=step.other,
    )
