"""The list of ceasefires, narrowed by what is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from truceline.casebook import Outline, View
from truceline.model import Finding, When
from truceline.web._changes import gone_since, told_changes
from truceline.web._desk import Lists
from truceline.web._pages import Page
from truceline.wording import FIELDS, Wording, hedge, say_when

__all__ = ["Choice", "ceasefires_page"]

LISTED = 50
"""Ceasefires on one page."""
_EARLY = datetime.min.replace(tzinfo=UTC)
SORTS = {"kept": "as first read", "newest": "last to take effect", "oldest": "first to take effect",
         "sources": "most sources", "disputes": "most disputes"}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """What narrows the list; "" asks nothing. `since` is a day: only what is new since then, `by` when it
    was kept or published.
    """

    conflict: str = ""
    status: str = ""
    year: str = ""
    source: str = ""
    words: str = ""
    since: datetime | None = None
    by: str = "kept"
    sort: str = "kept"

    def fits(self, outline: Outline) -> bool:
        """Whether a ceasefire is wanted."""
        return (
            (not self.conflict or (outline.conflict or "") == self.conflict)
            and (not self.status or _status(outline) == self.status)
            and (not self.year or _year(outline) == self.year)
            and (not self.source or self.source in outline.outlets)
            and all(w in f"{outline.label} {outline.id}".casefold() for w in self.words.casefold().split())
        )

    def changed(self, view: View, lists: Lists) -> dict[str, str] | None:
        """What changed in which ceasefires since the day asked for, by when it was kept; None where that is
        not asked for.
        """
        asked = self.since is not None and self.by == "kept"
        return told_changes(view, lists.decided, self.since) if asked and self.since else None

    def told(self, outline: Outline, changed: Mapping[str, str] | None) -> bool:
        """Whether anything is new in a ceasefire since the day asked for."""
        if changed is not None:
            return outline.id in changed
        return self.since is None or (outline.told[1] is not None and outline.told[1] >= self.since)


@dataclass(frozen=True)
class Line:
    """A ceasefire in words. `fresh` is what reports since the day asked for say for the first time."""

    outline: Outline
    status: str
    status_words: str
    starts: When | None
    ends: str
    parties: str
    disputed: str
    fresh: str


def ceasefires_page(view: View, lists: Lists, choice: Choice, number: int) -> Page:
    """The `number`th page (from 1) of the ceasefires that are wanted."""
    outlines = list(lists.outlines.values())
    changed = choice.changed(view, lists)
    wanted = _sorted([o for o in outlines if choice.fits(o) and choice.told(o, changed)], choice.sort)
    shown = wanted[(number - 1) * LISTED : number * LISTED]
    wording = Wording(view.actors(a for o in shown for a in _named(o)))
    fresh = changed if changed is not None else _fresh(view, shown, choice.since) if choice.since else {}
    by_kept = choice.since is not None and choice.by == "kept"
    first = by_kept and number == 1
    gone = gone_since(view, choice.since, lists.outlines) if first and choice.since else []
    lines = [_line(o, wording, fresh.get(o.id, "")) for o in shown]
    return Page(
        template="ceasefires.html",
        title="Ceasefires",
        about="List of ceasefires",
        data=lambda: {
            "total": len(wanted),
            "page": number,
            "ceasefires": [_told(line) for line in lines],
            **({"removed": gone} if by_kept else {}),
        },
        context={
            "lines": lines,
            "gone": gone,
            "labels": {now: lists.outlines[now].label for one in gone for now in one.now},
            "total": len(wanted),
            "counts": lists.counts,
            "disputed": sum(1 for o in outlines if o.disputed),
            "choice": choice,
            "facets": _facets(outlines),
            "sorts": SORTS,
            "asked": _asked(choice),
            "number": number,
            "last": max(1, -(-len(wanted) // LISTED)),
        },
    )


def _asked(choice: Choice) -> dict[str, str]:
    """The choice as a query string says it."""
    since = f"{choice.since:%Y-%m-%d}" if choice.since else ""
    sort = "" if choice.sort == "kept" else choice.sort
    by = choice.by if since and choice.by != "kept" else ""
    return {
        "conflict": choice.conflict, "status": choice.status, "year": choice.year, "source": choice.source,
        "q": choice.words, "since": since, "by": by, "sort": sort,
    }  # fmt: skip


def _facets(outlines: Sequence[Outline]) -> dict[str, list[tuple[str, str, int]]]:
    """What the list can be narrowed by: the value, how it is told, and how many there are."""

    def count(values: Iterable[str], newest: bool = False) -> list[tuple[str, str, int]]:
        found = Counter(value for value in values if value)
        order = sorted(found, reverse=True) if newest else sorted(found)
        return [(value, value.replace("_", " "), found[value]) for value in order]

    return {
        "conflict": count(o.conflict or "" for o in outlines),
        "status": count(_status(o) for o in outlines),
        "year": count((_year(o) for o in outlines), newest=True),
        "source": count(name for o in outlines for name in o.outlets),
    }


def _first(outline: Outline, *fields: str) -> Finding | None:
    return next((f for name in fields for f in outline.preferred.get(name, ())), None)


def _status(outline: Outline) -> str:
    found = _first(outline, "status")
    return str(found.value) if found else ""


def _starts(outline: Outline) -> datetime | None:
    found = _first(outline, "effective", "declared")
    return found.value.earliest if found and isinstance(found.value, When) else None


def _year(outline: Outline) -> str:
    """The year of taking effect, else of being declared, else of the first report."""
    found = _first(outline, "effective", "declared")
    if found and isinstance(found.value, When) and found.value.edtf[:4].isdigit():
        return found.value.edtf[:4]
    return str(outline.told[0].year) if outline.told[0] else ""


def _sorted(outlines: list[Outline], sort: str) -> list[Outline]:
    if sort in {"newest", "oldest"}:
        dated = sorted((o for o in outlines if _starts(o)), key=lambda o: _starts(o) or _EARLY)
        undated = [o for o in outlines if not _starts(o)]
        return (dated[::-1] if sort == "newest" else dated) + undated
    if sort in {"sources", "disputes"}:
        return sorted(outlines, key=lambda o: -(o.sources if sort == "sources" else len(o.disputed)))
    return outlines


def _named(outline: Outline) -> set[str]:
    return {str(f.value) for f in outline.preferred.get("parties", ())}


def _line(outline: Outline, wording: Wording, fresh: str) -> Line:
    status, starts, ends = (_first(outline, name) for name in ("status", "effective", "ends"))
    words = wording.value(status.value, "status") if status else "not told"
    parties = [wording.value(f.value) for f in outline.preferred.get("parties", ())]
    return Line(
        outline=outline,
        status=_status(outline),
        status_words=words + (hedge(status, words) if status else ""),
        starts=starts.value if starts and isinstance(starts.value, When) else None,
        ends=say_when(ends.value, briefly=True) if ends and isinstance(ends.value, When) else "",
        parties=", ".join(parties),
        disputed=", ".join(FIELDS.get(name, name) for name in outline.disputed),
        fresh=fresh,
    )


def _told(line: Line) -> dict[str, Any]:
    o = line.outline
    return {
        "id": o.id,
        "label": o.label,
        "conflict": o.conflict,
        "status": line.status or None,
        "preferred": {name: [f.value for f in found] for name, found in o.preferred.items()},
        "disputed": list(o.disputed),
        "reports": len(o.articles),
        "sources": o.sources,
        "outlets": list(o.outlets),
        "looks_wrong": o.slips,
        "first_report": o.told[0],
        "last_report": o.told[1],
        **({"new": line.fresh} if line.fresh else {}),
    }


def _fresh(view: View, outlines: Sequence[Outline], since: datetime) -> dict[str, str]:
    """What changed since a day: new reports, and the fields on which they say what no earlier report did."""
    told = {}
    for outline in outlines:
        new = view.new_since(outline.id, since)
        fields = ", ".join(FIELDS.get(name, name) for name in new.fields)
        reports = f"{new.reports} new report{'' if new.reports == 1 else 's'}"
        told[outline.id] = reports + (
            f"; new on: {fields}" if fields else "; nothing that was not told before"
        )
    return told
