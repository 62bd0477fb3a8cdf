"""Incidents of a dataset against the terms of a ceasefire: verdicts, days, map, tables that say the same.

The dataset is read once, when the app starts. A ceasefire is tested when its page is first asked for, against
the terms that the reports tell, completed by files of terms where there are any.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from truceline.casebook import View
from truceline.errors import UsageError
from truceline.model import Reading, Terms
from truceline.terms import Check, Incidents, check, complete, from_record, phases
from truceline.web._desk import Lists
from truceline.web._dossier import actors_of
from truceline.web._pages import Missing, Page

__all__ = ["Dataset", "figure_of", "incidents_page"]

HELD = 32
"""Ceasefires whose verdicts are kept at hand."""
LISTED = 200
"""Incidents that are listed one by one."""
REASONS = 3
FIGURES = {"days": "incidents", "map": "incidents-map"}
_DRAWING = threading.Lock()


@dataclass(frozen=True)
class Tested:
    """What the terms of a ceasefire make of the incidents, and its figures as they were drawn so far."""

    done: Check
    figures: dict[tuple[str, bool], bytes]


class Dataset:
    """A dataset of incidents that ceasefires are tested with. Safe to use from several threads."""

    def __init__(self, incidents: Incidents, entries: Sequence[Terms] = ()) -> None:
        """`entries` are terms from files; each names the record that it completes."""
        self.incidents = incidents
        self._entries = {one.completes or one.ceasefire: one for one in entries}
        self._held: OrderedDict[tuple[str, object], Tested] = OrderedDict()
        self._working = threading.Lock()

    def check_known(self, names: set[str]) -> None:
        """See that every file of terms is of a ceasefire that there is.

        Raises:
            UsageError: one is not.
        """
        for name, one in self._entries.items():
            if name not in names:
                cure = f'write completes = "ID" in its file, with one of: {", ".join(sorted(names)[:12])}'
                raise UsageError(f"the terms of {one.ceasefire!r} complete no ceasefire here", cure=cure)

    def of(self, view: View, lists: Lists, name: str) -> Tested:
        """The verdicts on one ceasefire, as the casebook now is.

        Raises:
            Missing: there is no such ceasefire.
        """
        key = name, view.revision
        with self._working:
            if key not in self._held:
                terms = from_record(_record(view, lists, name), name)
                if name in self._entries:
                    terms = complete(terms, self._entries[name])
                self._held[key] = Tested(check(self.incidents, [terms]), {})
                while len(self._held) > HELD:
                    self._held.popitem(last=False)
            self._held.move_to_end(key)
            return self._held[key]


def incidents_page(view: View, lists: Lists, dataset: Dataset, name: str) -> Page:
    """The page of a ceasefire's incidents.

    Raises:
        Missing: there is no such ceasefire.
    """
    tested = dataset.of(view, lists, name)
    done, [one] = tested.done, tested.done.tested
    table = done.table()
    forbidden = table.filter(pl.col("verdict") == "prohibited").sort("start", "incident")
    reasons = done.reasons()
    counts = [
        {**row, "reasons": _reasons(reasons, row["verdict"])} for row in done.counts().iter_rows(named=True)
    ]
    stretches = phases(done)
    incidents = dataset.incidents
    title = f"Incidents beside {lists.outlines[name].label}"
    return Page(
        template="incidents.html",
        title=title,
        about=title,
        data=lambda: {
            "dataset": incidents.dataset,
            "version": incidents.version,
            "sha256": incidents.sha256,
            "terms": one.terms,
            "counts": done.counts().to_dicts(),
            "phases": stretches.to_dicts(),
            "verdicts": list(done.verdicts()),
        },
        context={
            "name": name,
            "label": lists.outlines[name].label,
            "dataset": incidents.cited,
            "many": len(incidents),
            "failures": len(incidents.failures),
            "counts": counts,
            "phases": [
                (phase[0], part["days"][0], part.to_dicts())
                for phase, part in stretches.group_by("phase", maintain_order=True)
            ]
            if stretches.width
            else [],
            "figures": [kind for kind in FIGURES if figure_of(tested, kind, dark=False)],
            "notes": one.terms.notes,
            "forbidden": forbidden.head(LISTED).to_dicts(),
            "forbidden_many": forbidden.height,
        },
    )


def figure_of(tested: Tested, kind: str, *, dark: bool) -> bytes:
    """A figure as SVG; nothing where there is nothing to draw.

    Raises:
        Missing: there is no such figure.
    """
    if kind not in FIGURES:
        raise Missing(f"there is no figure called {kind!r}", cure=f"choose one of: {', '.join(FIGURES)}")
    from truceline.figures import draw_tested  # noqa: PLC0415 - drawing takes a second to load

    # The library for drawing is not safe to use from several threads.
    with _DRAWING:
        if (kind, dark) not in tested.figures:
            [one] = tested.done.tested
            drawn = draw_tested(tested.done.incidents, one, FIGURES[kind], dark=dark)
            tested.figures[kind, dark] = drawn.svg() if drawn else b""
        return tested.figures[kind, dark]


def _reasons(reasons: pl.DataFrame, verdict: str) -> list[dict[str, Any]]:
    return reasons.filter(pl.col("verdict") == verdict).head(REASONS).to_dicts()


def _record(view: View, lists: Lists, name: str) -> Reading:
    ceasefire = view.ceasefire(name, lists.decided)
    if ceasefire is None:
        raise Missing(f"no ceasefire is called {name!r}", cure="choose one of the list of ceasefires")
    claims = view.claims_of(name)
    return Reading(
        truceline=lists.counts.truceline, articles=view.articles(ceasefire.articles),
        actors=view.actors(actors_of(ceasefire, claims)), claims=claims, ceasefires=(ceasefire,),
    )  # fmt: skip
