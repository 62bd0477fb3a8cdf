"""The kinds of figure that a reading can be drawn as."""

from __future__ import annotations

from collections.abc import Callable

from truceline.errors import UsageError
from truceline.figures._conflict import draw_conflict
from truceline.figures._days import draw_days
from truceline.figures._drawing import Drawing
from truceline.figures._map import draw_map
from truceline.figures._reported import draw_reported
from truceline.figures._spoken import draw_spoken
from truceline.figures._style import DARK, LIGHT, Ground
from truceline.figures._timeline import draw_timeline
from truceline.figures._where import draw_where
from truceline.model import Ceasefire, Reading
from truceline.records import about
from truceline.terms import Incidents, Tested, check, from_record
from truceline.wording import and_list

__all__ = ["draw", "draw_tested", "kinds"]

_OF_READINGS: dict[str, tuple[str, Callable[[Reading, str, Ground], Drawing]]] = {
    "conflict": (
        "the ceasefires of a conflict or a casebook: a row each, from start to end",
        draw_conflict,
    ),
    "statements": ("who said how much when, and what the statements do", draw_spoken),
    "sources": ("who reports what: a row per report, a column per field", draw_reported),
    "map": ("where the ceasefires hold, as far as their places are known", draw_where),
}
_OF_INCIDENTS = {
    "incidents": ("incidents of a dataset by day and verdict, beside one ceasefire", draw_days),
    "incidents-map": ("the same incidents on a map", draw_map),
}
_TITLES = {
    "conflict": "Ceasefires", "statements": "Who said what", "sources": "Who reports what",
    "map": "Where ceasefires hold",
}  # fmt: skip
LISTED = 8
"""Ceasefires and conflicts that a message names."""


def kinds() -> dict[str, str]:
    """What can be drawn: the name of each kind, and what it shows."""
    return {
        "timeline": "the course of one ceasefire: each step with how sure its time is, and who spoke when",
        **{name: what for name, (what, _) in (*_OF_READINGS.items(), *_OF_INCIDENTS.items())},
    }


def draw(
    reading: Reading,
    kind: str,
    *,
    ceasefire: str | None = None,
    conflict: str | None = None,
    incidents: Incidents | None = None,
    dark: bool = False,
) -> Drawing:
    """Draw one kind of figure of a reading.

    Args:
        reading: from `truceline.read` or `Casebook.reading`.
        kind: a name that `kinds` lists.
        ceasefire: the id of the ceasefire, or as much of it as tells it from the others. Needed for
            `timeline` and `incidents` where the reading holds several.
        conflict: only ceasefires of this conflict, by its name.
        incidents: for `incidents` and `incidents-map`, from `truceline.terms.read_incidents`; they are tested
            against the terms of the ceasefire as the reports tell them.
        dark: on dark ground.

    Returns:
        The figure with its text twin; `Drawing.save` writes it.

    Raises:
        UsageError: there is no such kind, ceasefire or conflict, or nothing in it can be drawn.
    """
    if kind not in kinds():
        raise UsageError(f"there is no figure called {kind!r}", cure=f"choose one of: {', '.join(kinds())}")
    ground = DARK if dark else LIGHT
    wanted = _wanted(reading, ceasefire, conflict)
    if kind == "timeline":
        one = _one(wanted, kind)
        return draw_timeline(about(reading, [one.id]), one, ground)
    if kind in _OF_INCIDENTS:
        return _of_incidents(kind, _one(wanted, kind), reading, incidents, ground)
    name = wanted[0].label if ceasefire else _conflicts(wanted)
    title = f"{_TITLES[kind]}: {name}" if ceasefire else f"{_TITLES[kind]}, {name}"
    part = about(reading, [one.id for one in wanted]) if ceasefire or conflict else reading
    return _OF_READINGS[kind][1](part, title, ground)


def _wanted(reading: Reading, ceasefire: str | None, conflict: str | None) -> tuple[Ceasefire, ...]:
    """The ceasefires that are asked for; at least one."""
    wanted = reading.ceasefires
    if not wanted:
        raise UsageError("no ceasefire is kept, so there is nothing to draw", cure="read reports first")
    if conflict is not None:
        names = list(dict.fromkeys(c.conflict for c in wanted if c.conflict))
        wanted = tuple(c for c in wanted if (c.conflict or "").casefold() == conflict.casefold())
        if not wanted:
            raise UsageError(f"no ceasefire is of the conflict {conflict!r}", cure=_choose(names))
    if ceasefire is not None:
        exact = tuple(c for c in wanted if c.id == ceasefire)
        found = exact or tuple(c for c in wanted if c.id.startswith(ceasefire))
        if len(found) != 1:
            told = "several ceasefires begin" if found else "no ceasefire begins"
            raise UsageError(f"{told} with {ceasefire!r}", cure=_choose([c.id for c in found or wanted]))
        wanted = found
    return wanted


def _one(wanted: tuple[Ceasefire, ...], kind: str) -> Ceasefire:
    if len(wanted) > 1:
        ids = [c.id for c in wanted]
        raise UsageError(f"{kind} shows one ceasefire, and there are {len(ids)}", cure=_choose(ids))
    return wanted[0]


def _choose(names: list[str]) -> str:
    more = [f"{len(names) - LISTED} more"] if len(names) > LISTED else []
    return f"choose {and_list([*names[:LISTED], *more], 'or')}" if names else "leave it out"


def _conflicts(wanted: tuple[Ceasefire, ...]) -> str:
    """The conflicts of some ceasefires in words: their names where they are few."""
    names = list(dict.fromkeys(c.conflict for c in wanted if c.conflict))
    few = 0 < len(names) <= 4
    return and_list(names) if few else f"{len(names)} conflicts" if names else "conflict not told"


def draw_tested(incidents: Incidents, tested: Tested, kind: str, *, dark: bool = False) -> Drawing | None:
    """A figure of verdicts that are there already.

    Args:
        incidents: the dataset.
        tested: what the terms of one ceasefire make of it, from `truceline.terms.check`.
        kind: `incidents` or `incidents-map`.
        dark: on dark ground.

    Returns:
        None where no incident lies near the days of the ceasefire, or none is located.
    """
    return _OF_INCIDENTS[kind][1](incidents, tested, DARK if dark else LIGHT)


def _of_incidents(
    kind: str, ceasefire: Ceasefire, reading: Reading, incidents: Incidents | None, ground: Ground
) -> Drawing:
    if incidents is None:
        raise UsageError(f"{kind} needs a dataset of incidents", cure="name its file with --incidents FILE")
    [tested] = check(incidents, [from_record(reading, ceasefire.id)]).tested
    drawing = draw_tested(incidents, tested, kind, dark=ground is DARK)
    if drawing is None:
        raise UsageError(
            f"no incident of the dataset can be drawn beside {ceasefire.id}: none lies near its days, or "
            "none is located",
            cure="look at the verdicts with `truceline check`",
        )
    return drawing
