"""Review: the values that are most in doubt, one after the other, and the log of what was decided.

The queue holds what the casebook calls doubts, less what is decided; a decision whose grounds have changed
comes back. Every decision goes into the casebook's log, where it can be taken back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from truceline.casebook import Doubt, Standing, View, same_value, say_value
from truceline.model import Ceasefire, Finding
from truceline.web._desk import Lists
from truceline.web._dossier import Told, actors_of, tell
from truceline.web._pages import Page
from truceline.web._quotes import Quotes
from truceline.wording import FIELDS, Wording, counted

__all__ = ["log_page", "review_page"]

NEXT = 8
"""Values of the queue that are listed beside the one that is looked at."""
LOGGED = 200


@dataclass(frozen=True)
class Item:
    """A value to decide on: its ceasefire and field, how decisions name it, and what is known of it."""

    doubt: Doubt
    ceasefire: Ceasefire
    finding: Finding
    of: str
    told: Told
    others: list[Told]
    obsolete: str


def review_page(view: View, lists: Lists, asked: Mapping[str, str], place: int, guard: str) -> Page:
    """The value at a place (from 0) of the queue.

    Args:
        view: a look into the casebook.
        lists: what there is in it.
        asked: what narrows the queue: `field`, `conflict`, `ceasefire`.
        place: how many values of the queue are passed over.
        guard: what a form of this page must bring back.
    """
    wanted = [doubt for doubt in lists.doubts if _fits(doubt, asked, lists)]
    open_ones = [doubt for doubt in wanted if not _is_decided(view, doubt, lists.decided)]
    place = min(max(0, place), max(0, len(open_ones) - 1))
    item = _item(view, open_ones[place], lists.decided) if open_ones else None
    fields = Counter(doubt.field for doubt in lists.doubts)
    labels = {name: outline.label for name, outline in lists.outlines.items()}
    return Page(
        template="review.html",
        title="Review",
        about="Review queue",
        data=lambda: {"open": len(open_ones), "place": place, "queue": open_ones[place : place + 50]},
        context={
            "item": item,
            "place": place,
            "total": len(open_ones),
            "decided": len(wanted) - len(open_ones),
            "coming": open_ones[place + 1 : place + 1 + NEXT],
            "labels": labels,
            "fields": sorted(fields.items(), key=lambda pair: -pair[1]),
            "conflicts": sorted({o.conflict for o in lists.outlines.values() if o.conflict}),
            "asked": asked,
            "guard": guard,
            "seen": max((one.decision.number for one in lists.decided), default=0),
            "last": _last(lists.decided),
        },
    )


def log_page(view: View, lists: Lists, guard: str) -> Page:
    """The log of decisions, the last one at the top."""
    shown = lists.decided[::-1][:LOGGED]
    values = [v for one in shown for v in (one.decision.value, one.decision.machine) if isinstance(v, str)]
    wording = Wording(view.actors(values))
    return Page(
        template="log.html",
        title="Decisions",
        about="Log of decisions",
        data=lambda: {"decisions": lists.decided},
        context={
            "shown": shown,
            "total": len(lists.decided),
            "wording": wording,
            "labels": {name: outline.label for name, outline in lists.outlines.items()},
            "guard": guard,
            "told": counted(len(lists.decided), "decision"),
        },
    )


def _fits(doubt: Doubt, asked: Mapping[str, str], lists: Lists) -> bool:
    outline = lists.outlines.get(doubt.ceasefire)
    return (
        outline is not None
        and asked.get("field", "") in {"", doubt.field}
        and asked.get("ceasefire", "") in {"", doubt.ceasefire}
        and asked.get("conflict", "") in {"", outline.conflict or ""}
    )


def _is_decided(view: View, doubt: Doubt, decided: Sequence[Standing]) -> bool:
    """Whether a decision on this value holds and nothing has changed since."""
    on_field = [
        one
        for one in decided
        if one.holds
        and not one.obsolete
        and one.ceasefire == doubt.ceasefire
        and one.decision.field == doubt.field
    ]
    if not on_field:
        return False
    finding = _finding(view, doubt)[1]
    return any(same_value(one.decision.machine, finding.value) for one in on_field)


def _finding(view: View, doubt: Doubt) -> tuple[Ceasefire, Finding]:
    ceasefire = view.ceasefire(doubt.ceasefire)
    assert ceasefire is not None
    return ceasefire, ceasefire.fields[doubt.field][doubt.n]


def _item(view: View, doubt: Doubt, decided: Sequence[Standing]) -> Item:
    ceasefire, finding = _finding(view, doubt)
    findings = ceasefire.fields[doubt.field]
    ids = {c for f in findings for c in f.support}
    claims = [c for c in view.claims_of(ceasefire.id) if c.id in ids]
    wording = Wording(view.actors(actors_of(ceasefire, claims)))
    quotes = Quotes(view, claims, wording)
    again = [
        one.obsolete
        for one in decided
        if one.holds
        and one.obsolete
        and one.ceasefire == doubt.ceasefire
        and one.decision.field == doubt.field
    ]
    return Item(
        doubt=doubt,
        ceasefire=ceasefire,
        finding=finding,
        of=say_value(finding.value),
        told=tell(finding, doubt.field, quotes, wording, None),
        others=[tell(f, doubt.field, quotes, wording, finding) for f in findings if f is not finding][:8],
        obsolete=again[-1] if again else "",
    )


def _last(decided: Sequence[Standing]) -> dict[str, Any] | None:
    """The last decision that holds, which is the one that undoing takes back."""
    holding = [one.decision for one in decided if one.holds]
    if not holding:
        return None
    last = max(holding, key=lambda one: one.number)
    return {
        "number": last.number,
        "what": last.decision,
        "field": FIELDS.get(last.field, last.field),
        "by": last.by,
    }
