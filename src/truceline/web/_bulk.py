"""One decision on all values of the queue that a filter leaves: counted before, one step in the log."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from truceline.casebook import Doubt, Kind, View, Wanted, say_value
from truceline.errors import UsageError
from truceline.web._desk import Lists
from truceline.web._pages import Conflict, Page
from truceline.web._review import queue, seen
from truceline.wording import FIELDS, Wording, counted

__all__ = ["bulk_page", "wanted_in_bulk"]

SHOWN = 30
"""Values that are listed before all of them are decided on."""


def bulk_page(view: View, lists: Lists, asked: Mapping[str, str], guard: str) -> Page:
    """What would be decided on.

    Raises:
        UsageError: nothing narrows the queue.
    """
    doubts = _narrowed(lists, asked)
    wording = Wording(view.actors(str(doubt.value) for doubt in doubts[:SHOWN]))
    fields = Counter(FIELDS.get(doubt.field, doubt.field) for doubt in doubts)
    return Page(
        template="bulk.html",
        title=f"{counted(len(doubts), 'value')} at once",
        about="",
        data=lambda: {"open": len(doubts), "queue": doubts},
        context={
            "total": len(doubts),
            "ceasefires": len({doubt.ceasefire for doubt in doubts}),
            "fields": sorted(fields.items(), key=lambda pair: (-pair[1], pair[0])),
            "shown": [(doubt, wording.value(doubt.value, doubt.field)) for doubt in doubts[:SHOWN]],
            "labels": {name: outline.label for name, outline in lists.outlines.items()},
            "asked": asked,
            "guard": guard,
            "mark": _mark(doubts),
            "seen": seen(lists),
        },
    )


def wanted_in_bulk(lists: Lists, asked: Mapping[str, str], decision: Kind, mark: str) -> list[Wanted]:
    """The decisions, on exactly the values that were counted.

    Raises:
        Conflict: these are not the same any more.
        UsageError: nothing narrows the queue.
    """
    doubts = _narrowed(lists, asked)
    if not doubts or _mark(doubts) != mark:
        what = f"the values that this filter leaves have changed meanwhile; now it leaves {len(doubts)}"
        raise Conflict(what, cure="look at them again, then decide")
    return [Wanted(one.ceasefire, one.field, decision, of=say_value(one.value)) for one in doubts]


def _narrowed(lists: Lists, asked: Mapping[str, str]) -> list[Doubt]:
    if not any(asked.values()):
        raise UsageError("everything is not decided on at once", cure="narrow the queue first")
    return queue(lists, asked)[0]


def _mark(doubts: Sequence[Doubt]) -> str:
    """What tells one set of values from another."""
    told = "\n".join(f"{one.ceasefire}\t{one.field}\t{say_value(one.value)}" for one in doubts)
    return hashlib.sha256(told.encode()).hexdigest()
