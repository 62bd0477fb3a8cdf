"""Users of the casebook, for its admins: who there is, as what, and since when."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from truceline.casebook import Role, User
from truceline.errors import UsageError
from truceline.web._access import Form, at_least
from truceline.web._desk import Desk, desk_of
from truceline.web._pages import Missing, Page, answer
from truceline.web._visitor import ROLES, Visitor, visitor_of

__all__ = ["router"]


def _with_accounts(request: Request) -> None:
    if not request.app.state.accounts:
        cure = "truceline user add NAME --role ROLE --book FILE makes users for a shared server"
        raise Missing("this app is served without accounts", cure=cure)


router = APIRouter(
    dependencies=[Depends(at_least("admin")), Depends(_with_accounts)], include_in_schema=False
)
At = Annotated[Desk, Depends(desk_of)]


@router.get("/users")
@router.get("/users.json")
def users(request: Request, desk: At) -> Response:
    """The list, and a form for one more."""
    page = _page(desk.ask(lambda book: book.users.all()), visitor_of(request))
    return answer(page, request, book=desk.name, revision=None)


@router.post("/users")
def change(request: Request, desk: At, form: Form) -> Response:
    """Add a user, give one another role or password, or remove one."""
    name, deed, role = form.get("name", ""), form.get("deed", ""), cast(Role, form.get("role", ""))
    if deed not in {"add", "role", "password", "remove"}:
        raise UsageError(f"{deed!r} is nothing that can be done with a user", cure="go back to the list")
    with desk.casebook() as book:
        if deed == "add":
            book.users.add(name, role, form.get("password", ""))
        elif deed == "role":
            book.users.change(name, role=role)
        elif deed == "password":
            book.users.change(name, password=form.get("password", ""))
        else:
            book.users.remove(name)
    return RedirectResponse("/users", 303)


def _page(listed: list[User], visitor: Visitor) -> Page:
    return Page(
        template="users.html",
        title="Users",
        about="",
        data=lambda: {"users": [{"name": u.name, "role": u.role, "since": u.since} for u in listed]},
        context={"users": listed, "roles": ROLES, "guard": visitor.guard},
    )
