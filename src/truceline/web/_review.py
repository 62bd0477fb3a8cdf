"""Review: the values that are most in doubt, one after the other, and the log of what was decided.

The queue holds what the casebook calls doubts, less what is decided; a decision whose grounds have changed
comes back. Every decision goes into the casebook's log, where it can be taken back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from truceline.casebook import Doubt, Standing, View, same_value, say_value
from truceline.model import Ceasefire, Finding, Value
from truceline.web._desk import Lists
from truceline.web._dossier import Told, actors_of, tell
from truceline.web._pages import Page
from truceline.web._quotes import Quotes
from truceline.wording import FIELDS, Wording, counted

__all__ = ["NARROWING", "again_page", "log_page", "queue", "review_page", "seen"]

NARROWING = ("field", "conflict", "ceasefire", "because")
"""What the queue is narrowed by: a field, a conflict, a ceasefire, a reason to doubt."""

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
        asked: what narrows the queue: of NARROWING.
        place: how many values of the queue are passed over.
        guard: what a form of this page must bring back.
    """
    open_ones, decided = queue(lists, asked)
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
            "decided": decided,
            "coming": open_ones[place + 1 : place + 1 + NEXT],
            "labels": labels,
            "fields": sorted(fields.items(), key=lambda pair: -pair[1]),
            "conflicts": sorted({o.conflict for o in lists.outlines.values() if o.conflict}),
            "reasons": sorted({reason for doubt in lists.doubts for reason in doubt.reasons}),
            "narrowed": any(asked.values()),
            "asked": asked,
            "guard": guard,
            "seen": seen(lists),
            "last": _last(lists.decided),
        },
    )


def queue(lists: Lists, asked: Mapping[str, str]) -> tuple[list[Doubt], int]:
    """The values that fit and are still to be looked at, and how many that fit are decided."""
    settled: dict[tuple[str | None, str], list[Value | None]] = defaultdict(list)
    for one in lists.decided:
        if one.holds and not one.obsolete:
            settled[one.ceasefire, one.decision.field].append(one.decision.machine)
    wanted = [doubt for doubt in lists.doubts if _fits(doubt, asked, lists)]
    left = [
        doubt
        for doubt in wanted
        if not any(same_value(one, doubt.value) for one in settled.get((doubt.ceasefire, doubt.field), ()))
    ]
    return left, len(wanted) - len(left)


def seen(lists: Lists) -> int:
    """The number of the last entry of the log that a page shows."""
    return max((one.decision.number for one in lists.decided), default=0)


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
            "steps": Counter(one.decision.step for one in lists.decided if one.holds and one.decision.step),
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
        and asked.get("because", "") in {"", *doubt.reasons}
    )


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


def again_page(
    view: View, lists: Lists, form: Mapping[str, str], guard: str, *, title: str, told: str, status: int
) -> Page:
    """A decision that could not be taken, with all that was entered, to be sent again or let be.

    Args:
        view: a look into the casebook.
        lists: what there is in it.
        form: what was sent.
        guard: what a form of this page must bring back.
        title: what happened.
        told: the same in a sentence, with what to do.
        status: of the answer.
    """
    name, field = form.get("about", ""), form.get("on", "")
    ceasefire = view.ceasefire(name, lists.decided)
    findings = ceasefire.fields.get(field, ()) if ceasefire else ()
    wording = Wording(view.actors(str(f.value) for f in findings))
    return Page(
        template="again.html",
        title=title,
        about="",
        data=lambda: {"error": told},
        context={
            "told": told,
            "form": form,
            "asked": {part: form[part] for part in NARROWING if form.get(part)},
            "label": ceasefire.label if ceasefire else name,
            "field": FIELDS.get(field, field),
            "held": [wording.value(f.value, field) for f in findings if f.preferred],
            "guard": guard,
            "seen": seen(lists),
        },
        status=status,
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
        "step": sum(1 for one in holding if last.step is not None and one.step == last.step),
    }
