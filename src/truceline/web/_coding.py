"""The addresses of blind coding: for reviewers who code and settle; an admin opens and closes rounds."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from truceline.casebook import Unit
from truceline.errors import UsageError
from truceline.evaluation.agreement import differing
from truceline.web._access import Form, at_least
from truceline.web._coder import coding_page, round_address, round_page, rounds_page, settling_page
from truceline.web._desk import Desk, desk_of
from truceline.web._pages import Forbidden, Page, answer
from truceline.web._visitor import visitor_of

__all__ = ["router"]

router = APIRouter(dependencies=[Depends(at_least("reviewer"))])
At = Annotated[Desk, Depends(desk_of)]
Text = Annotated[str, Query(max_length=400)]
MOST = 400
"""Values of one field that a form may bring."""


@router.get("/coding")
@router.get("/coding.json")
def rounds(request: Request, desk: At) -> Response:
    """The rounds, and a form for a new one."""
    with desk.casebook() as book, desk.look() as view:
        page = rounds_page(view, desk.lists(view), book.rounds, visitor_of(request))
        return answer(page, request, book=desk.name, revision=view.revision)


@router.post("/coding")
def begin(request: Request, desk: At, form: Form) -> Response:
    """Open a round."""
    _check_admin(request)
    with desk.look() as view:
        outlines = desk.lists(view).outlines.values()
        conflict = form.get("conflict", "")
        chosen = [o.id for o in outlines if not conflict or o.conflict == conflict]
    fields = [name.removeprefix("field-") for name in form if name.startswith("field-")]
    with desk.casebook() as book:
        made = book.rounds.open(
            form.get("name", ""), coders=form.get("coders", "").splitlines(), fields=fields,
            ceasefires=chosen if conflict else (), by=visitor_of(request).name,
        )  # fmt: skip
    return RedirectResponse(round_address(made.name), 303)


@router.get("/coding/{name}")
@router.get("/coding/{name}.json")
def one(request: Request, desk: At, name: str, at: int | None = None) -> Response:
    """A round: while it is open what its reader is to code; then how far the coders agree."""
    with desk.casebook() as book, desk.look() as view:
        about, visitor = book.rounds.one(name), visitor_of(request)
        if about.closed:
            codes, settled = book.rounds.codes(name), book.rounds.settled(name)
            page = round_page(view, desk.lists(view), about, codes=codes, settled=settled, visitor=visitor)
        elif visitor.name in about.coders:
            page = coding_page(view, about, book.rounds.own(name, visitor.name), visitor, at)
        else:
            page = Page(
                template="waiting.html",
                title=about.name,
                about="",
                data=lambda: {"round": about},
                context={
                    "round": about,
                    "coded": book.rounds.progress(name),
                    "total": len(about.units),
                    "address": round_address(name),
                    "guard": visitor.guard,
                },
            )
        return answer(page, request, book=desk.name, revision=view.revision)


@router.post("/coding/{name}")
def code(request: Request, desk: At, name: str, form: Form) -> Response:
    """Code a unit; the next one follows."""
    with desk.casebook() as book:
        unit = _unit(form)
        values = _values(form)
        book.rounds.code(name, *unit, values, by=visitor_of(request).name, note=form.get("note", ""))
    return RedirectResponse(round_address(name), 303)


@router.post("/coding/{name}/close")
def close(request: Request, desk: At, name: str, form: Form) -> Response:
    """End a round."""
    _check_admin(request)
    with desk.casebook() as book:
        book.rounds.close(name, by=visitor_of(request).name)
    return RedirectResponse(round_address(name), 303)


@router.get("/coding/{name}/settle")
def weigh(request: Request, desk: At, name: str, ceasefire: Text, field: Text) -> Response:
    """What the coders said of a unit."""
    with desk.casebook() as book, desk.look() as view:
        about, codes = book.rounds.one(name), book.rounds.codes(name)
        page = settling_page(view, about, codes, (ceasefire, field), visitor_of(request))
        return answer(page, request, book=desk.name, revision=view.revision)


@router.post("/coding/{name}/settle")
def settle(request: Request, desk: At, name: str, form: Form) -> Response:
    """Settle a unit, or all on which the coders agree."""
    visitor = visitor_of(request)
    with desk.casebook() as book:
        about, codes = book.rounds.one(name), book.rounds.codes(name)
        if form.get("all"):
            settled = book.rounds.settled(name)
            alike = [unit for unit in differing(about, codes)[0] if unit not in settled]
            agreed = [(one, next(own[one] for own in codes.values() if one in own).values) for one in alike]
            told = f"coded blind and alike by {' and '.join(about.coders)} (round {about.name})"
            book.rounds.settle(name, agreed, by=visitor.name, reason=told)
        else:
            reason = form.get("reason", "").strip() or f"settled after coding blind (round {about.name})"
            unit = _unit(form)
            like = codes.get(form.get("like", ""), {}).get(unit)
            values = like.values if like else _values(form)
            book.rounds.settle(name, [(unit, values)], by=visitor.name, reason=reason)
    return RedirectResponse(round_address(name) + "#apart", 303)


def _check_admin(request: Request) -> None:
    if not visitor_of(request).may("admin"):
        raise Forbidden("only an admin opens and closes rounds", cure="ask one of this casebook")


def _unit(form: dict[str, str]) -> Unit:
    return form.get("ceasefire", ""), form.get("field", "")


def _values(form: dict[str, str]) -> list[str]:
    """The values that were picked and written; none where it was said that none is told.

    Raises:
        UsageError: neither was said, or both.
    """
    picked = [value for name, value in form.items() if name == "pick" or name.startswith("pick-")]
    written = [line.strip() for line in form.get("written", "").splitlines() if line.strip()]
    nothing = "nothing" in picked or bool(form.get("nothing"))
    values = [*(one for one in picked if one not in {"nothing", "other"}), *written][:MOST]
    if nothing and values:
        raise UsageError("a value and “nothing told” were both chosen", cure="go back and choose one of them")
    if not nothing and not values:
        raise UsageError("nothing was chosen", cure="go back and choose a value, or that nothing is told")
    return values
