"""The addresses under which a person reviews: for reviewers, and for who sits at the machine."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from truceline.casebook import Kind, Overtaken
from truceline.errors import UsageError
from truceline.web._access import Form, at_least
from truceline.web._bulk import bulk_page, wanted_in_bulk
from truceline.web._desk import Desk, desk_of
from truceline.web._pages import answer
from truceline.web._review import NARROWING, again_page, log_page, review_page
from truceline.web._visitor import visitor_of
from truceline.wording import FIELDS

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(at_least("reviewer"))])
At = Annotated[Desk, Depends(desk_of)]
Text = Annotated[str, Query(max_length=400)]
REASONS = {
    "accept": "checked against the words of the reports",
    "reject": "the reports do not say so",
    "correct": "corrected after the reports",
}
"""What stands in the log where the reviewer gives no reason."""


def _asked(field: Text = "", conflict: Text = "", ceasefire: Text = "", because: Text = "") -> dict[str, str]:
    return {"field": field, "conflict": conflict, "ceasefire": ceasefire, "because": because}


Asked = Annotated[dict[str, str], Depends(_asked)]


@router.get("/review")
@router.get("/review.json")
def review(request: Request, desk: At, asked: Asked, place: int = 0) -> Response:
    """The next value that a person should look at."""
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


@router.get("/review/bulk")
@router.get("/review/bulk.json")
def bulk(request: Request, desk: At, asked: Asked) -> Response:
    """All values that the filter leaves, before one decision is taken on them."""
    with desk.look() as view:
        page = bulk_page(view, desk.lists(view), asked, visitor_of(request).guard)
        return answer(page, request, book=desk.name, revision=view.revision)


@router.post("/review")
def decide(request: Request, desk: At, form: Form) -> Response:
    """Decide on a value; the next one follows. What cannot be taken comes back with all that was entered."""
    what = _kind(form, "accept", "reject", "correct")
    try:
        _check_meant(what, form)
        with desk.casebook() as book:
            book.decide(
                form.get("about", ""), form.get("on", ""), what,
                by=visitor_of(request).name,
                reason=form.get("reason", "").strip() or REASONS[what],
                of=form.get("of"),
                value=form.get("value") if what == "correct" else None,
                seen=_number(form, "seen"),
            )  # fmt: skip
    except UsageError as error:
        return _again(request, desk, form, error)
    return _back(form, form.get("place", "0"))


@router.post("/review/bulk")
def decide_all(request: Request, desk: At, form: Form) -> Response:
    """Accept or reject all values that were counted, as one step."""
    what = _kind(form, "accept", "reject")
    asked = {name: form[name] for name in NARROWING if form.get(name)}
    with desk.look() as view:
        wanted = wanted_in_bulk(desk.lists(view), asked, what, form.get("mark", ""))
    with desk.casebook() as book:
        book.decide_all(
            wanted, by=visitor_of(request).name, seen=_number(form, "seen"),
            reason=form.get("reason", "").strip() or REASONS[what],
        )  # fmt: skip
    return _back(form, "0")


@router.post("/review/undo")
def undo(request: Request, desk: At, form: Form) -> Response:
    """Take back a decision, or a whole step."""
    with desk.casebook() as book:
        book.withdraw(
            _number(form, "number"), by=visitor_of(request).name, step=bool(form.get("step")),
            reason=form.get("reason", "").strip() or "taken back",
        )  # fmt: skip
    if form.get("from") == "log":
        return RedirectResponse("/review/log", 303)
    return _back(form, form.get("place", "0"))


def _check_meant(what: Kind, form: dict[str, str]) -> None:
    """What is written as a correction is not thrown away by another button."""
    written = form.get("value", "").strip()
    if what != "correct" and written and not form.get("sure"):
        raise UsageError(
            f"a correction was written ({written}), and the button that was pressed is to {what} the value",
            cure="press Correct to take the correction",
        )


def _kind(form: dict[str, str], *kinds: Kind) -> Kind:
    what = form.get("decision", "")
    for kind in kinds:
        if kind == what:
            return kind
    raise UsageError(f"{what!r} is no decision", cure=f"choose one of: {', '.join(kinds)}")


def _number(form: dict[str, str], name: str) -> int:
    text = form.get(name, "") or "0"
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise UsageError(f"{text!r} is no number of a decision", cure="load the page anew")
    return int(text)


def _again(request: Request, desk: Desk, form: dict[str, str], error: UsageError) -> Response:
    overtaken = isinstance(error, Overtaken)
    told = f"{error.what[:1].upper()}{error.what[1:]}."
    if isinstance(error, Overtaken):
        field = FIELDS.get(error.decision.field, error.decision.field)
        told = (
            f"{error.decision.by} has decided on “{field}” of this ceasefire meanwhile (decision "
            f"{error.decision.number}: {error.decision.decision}, {error.decision.reason}). Yours was not "
            "taken."
        )
    elif error.cure:
        told += f" {error.cure[:1].upper()}{error.cure[1:]}."
    with desk.look() as view:
        page = again_page(
            view, desk.lists(view), form, visitor_of(request).guard, told=told,
            title="Decided meanwhile" if overtaken else "This does not fit", status=409 if overtaken else 400,
        )  # fmt: skip
        return answer(page, request, book=desk.name, revision=view.revision)


def _back(form: dict[str, str], place: str) -> Response:
    asked = {name: form[name] for name in NARROWING if form.get(name)}
    return RedirectResponse("/review?" + urlencode({**asked, "place": place}), 303)
