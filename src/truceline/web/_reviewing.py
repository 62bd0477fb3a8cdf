"""The addresses under which a person reviews: for reviewers, and for who sits at the machine."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from truceline.casebook import Kind
from truceline.errors import UsageError
from truceline.web._access import Form, at_least
from truceline.web._desk import Desk, desk_of
from truceline.web._pages import Conflict, answer
from truceline.web._review import log_page, review_page
from truceline.web._visitor import visitor_of
from truceline.wording import FIELDS

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(at_least("reviewer"))])
At = Annotated[Desk, Depends(desk_of)]
Text = Annotated[str, Query(max_length=400)]
NARROWING = ("field", "conflict", "ceasefire")
REASONS = {
    "accept": "checked against the words of the reports",
    "reject": "the reports do not say so",
    "correct": "corrected after the reports",
}
"""What stands in the log where the reviewer gives no reason."""


@router.get("/review")
@router.get("/review.json")
def review(
    request: Request, desk: At, *, field: Text = "", conflict: Text = "", ceasefire: Text = "", place: int = 0
) -> Response:
    """The next value that a person should look at."""
    asked = {"field": field, "conflict": conflict, "ceasefire": ceasefire}
    with desk.look() as view:
        page = review_page(view, desk.lists(view), asked, place, visitor_of(request).guard)
        return answer(page, request, book=desk.name, revision=view.revision)


@router.get("/review/log")
@router.get("/review/log.json")
def log(request: Request, desk: At) -> Response:
    """What was decided, by whom and why."""
    with desk.look() as view:
        page = log_page(view, desk.lists(view), visitor_of(request).guard)
        return answer(page, request, book=desk.name, revision=view.revision)


@router.post("/review")
def decide(request: Request, desk: At, form: Form) -> Response:
    """Decide on a value; the next one follows."""
    kinds: dict[str, Kind] = {"accept": "accept", "reject": "reject", "correct": "correct"}
    what = form.get("decision", "")
    if what not in kinds:
        raise UsageError(f"{what!r} is no decision", cure="accept, correct or reject")
    ceasefire, field = form.get("about", ""), form.get("on", "")
    _check_unchanged(desk, ceasefire, field, int(form.get("seen") or 0))
    with desk.casebook() as book:
        book.decide(
            ceasefire, field, kinds[what],
            by=visitor_of(request).name,
            reason=form.get("reason", "").strip() or REASONS[what],
            of=form.get("of"),
            value=form.get("value") if what == "correct" else None,
        )  # fmt: skip
    return _back(form, form.get("place", "0"))


@router.post("/review/undo")
def undo(request: Request, desk: At, form: Form) -> Response:
    """Take back a decision."""
    with desk.casebook() as book:
        number = int(form.get("number") or 0)
        book.withdraw(
            number, by=visitor_of(request).name, reason=form.get("reason", "").strip() or "taken back"
        )
    return (
        RedirectResponse("/review/log", 303)
        if form.get("from") == "log"
        else _back(form, form.get("place", "0"))
    )


def _check_unchanged(desk: Desk, ceasefire: str, field: str, seen: int) -> None:
    """See that nobody has decided on the same meanwhile.

    Raises:
        Conflict: somebody has.
    """
    with desk.look() as view:
        newer = [
            one.decision
            for one in desk.lists(view).decided
            if one.decision.number > seen and one.ceasefire == ceasefire and one.decision.field == field
        ]
    if newer:
        last = newer[-1]
        told = f"{last.by} has decided on “{FIELDS.get(field, field)}” of this ceasefire meanwhile"
        raise Conflict(f"{told} (decision {last.number})", cure="look at the log, then decide again")


def _back(form: dict[str, str], place: str) -> Response:
    asked = {name: form[name] for name in NARROWING if form.get(name)}
    return RedirectResponse("/review?" + urlencode({**asked, "place": place}), 303)
