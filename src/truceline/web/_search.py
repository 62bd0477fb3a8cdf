"""Words found in statements and reports; the list of all reports; what was set aside."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from truceline.casebook import Hit, View
from truceline.errors import UsageError
from truceline.web._desk import Lists
from truceline.web._pages import Page
from truceline.wording import ACTS

__all__ = ["reports_page", "search_page"]

HITS = 40
LISTED = 100


@dataclass(frozen=True)
class Found:
    """A hit in pieces, those marked that were asked for."""

    hit: Hit
    head: str
    pieces: list[tuple[str, bool]]


def search_page(view: View, query: str) -> Page:
    """Where words stand; without words, how to ask."""
    hits: list[Hit] = []
    told = ""
    if query.strip():
        try:
            hits = view.search(query, HITS)
        except UsageError as error:
            told = f"{error.what}: {error.cure}."
    return Page(
        template="search.html",
        title=f"Search: {query}" if query.strip() else "Search",
        about=f"Search for {query}" if query.strip() else "Search",
        data=lambda: {"query": query, "hits": [asdict(hit) for hit in hits]},
        context={
            "query": query,
            "found": [Found(hit, _head(hit), _pieces(hit)) for hit in hits],
            "told": told,
            "most": HITS,
        },
    )


def reports_page(view: View, lists: Lists, outlet: str, number: int) -> Page:
    """The `number`th page (from 1) of the reports, those that were published last first."""
    heads = view.newest(LISTED + 1, (number - 1) * LISTED, outlet)
    failures = view.failures() if number == 1 and not outlet else ()
    return Page(
        template="reports.html",
        title="Reports",
        about="List of reports",
        data=lambda: {"page": number, "articles": heads[:LISTED], "failures": failures},
        context={
            "heads": heads[:LISTED],
            "more": len(heads) > LISTED,
            "number": number,
            "outlet": outlet,
            "outlets": sorted(name for name, _ in lists.outlets),
            "failures": failures,
            "counts": lists.counts,
        },
    )


def _head(hit: Hit) -> str:
    if hit.kind == "statement":
        return f"{hit.speaker or 'Somebody'} {ACTS.get(hit.act or '', 'says')}"
    return "In the text"


def _pieces(hit: Hit) -> list[tuple[str, bool]]:
    pieces, at = [], 0
    for start, end in hit.marks:
        pieces += [(hit.snippet[at:start], False), (hit.snippet[start:end], True)]
        at = end
    return [*pieces, (hit.snippet[at:], False)]
