"""Logging in and out, and a user's own account. The one page that is for everybody."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from truceline.errors import UsageError
from truceline.web._access import Form, at_least, login_guard, set_session, token_of
from truceline.web._desk import Desk, desk_of
from truceline.web._pages import Missing, Page, answer
from truceline.web._visitor import visitor_of

__all__ = ["account", "login"]

HOME = "/ceasefires"
# A path of this app: with one stroke before it and nothing in it that a browser reads as another machine.
_OWN = re.compile(r"/(?![/\\])[^\x00-\x20\\\x7f-\x9f]*")


def _with_accounts(request: Request) -> None:
    if not request.app.state.accounts:
        raise Missing("this app is served without accounts", cure="nobody needs to log in")


login = APIRouter(dependencies=[Depends(_with_accounts)], include_in_schema=False)
account = APIRouter(
    dependencies=[Depends(_with_accounts), Depends(at_least("reader"))], include_in_schema=False
)
At = Annotated[Desk, Depends(desk_of)]
Next = Annotated[str, Query(alias="next", max_length=2000)]


@login.get("/login")
def ask(request: Request, goal: Next = "") -> Response:
    """The form."""
    return _form(request, _own(goal), "", 200)


@login.post("/login")
def enter(request: Request, desk: At, form: Form) -> Response:
    """Begin a session. The one that the browser had before ends, so that none can be foisted on a user."""
    name, address, limits = form.get("name", ""), _address(request), request.app.state.limits
    limits.check_login(address, name)
    with desk.casebook() as book:
        token = book.users.enter(name, form.get("password", ""))
        if token is None:
            limits.count_wrong(address, name)
            return _form(
                request, _own(form.get("next", "")), "This name and password do not go together.", 401
            )
        if token_of(request):
            book.users.leave(token_of(request))
    response = RedirectResponse(_own(form.get("next", "")), 303)
    set_session(request, response, token)
    return response


@account.post("/logout")
def leave(request: Request, desk: At, form: Form) -> Response:
    """End the session, here and in the casebook."""
    with desk.casebook() as book:
        book.users.leave(token_of(request))
    response = RedirectResponse("/login", 303)
    set_session(request, response, "")
    return response


@account.get("/account")
def own(request: Request, desk: At) -> Response:
    """Who one is, and one's password."""
    return answer(_account(request), request, book=desk.name, revision=None)


@account.post("/account")
def change(request: Request, desk: At, form: Form) -> Response:
    """Take another password; all other sessions of this user end."""
    name, address, limits = visitor_of(request).name, _address(request), request.app.state.limits
    new = form.get("new", "")
    if new != form.get("again", ""):
        raise UsageError("the new password was not written twice alike", cure="go back and write it again")
    limits.check_login(address, name)
    with desk.casebook() as book:
        if book.users.enter(name, form.get("old", "")) is None:
            limits.count_wrong(address, name)
            raise UsageError("the old password is not right", cure="go back and write it again")
        book.users.change(name, password=new)
        token = book.users.enter(name, new)
    response = RedirectResponse("/account?changed=1", 303)
    set_session(request, response, token or "")
    return response


def _own(goal: str) -> str:
    """Where to go after the login: a page of this app, whatever an address asks for."""
    return goal if _OWN.fullmatch(goal) and not goal.startswith("/log") else HOME


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _form(request: Request, goal: str, told: str, status: int) -> Response:
    page = Page(
        template="login.html",
        title="Log in",
        about="",
        context={"goal": goal, "told": told, "guard": ""},
        status=status,
    )
    # The cookie that the form's secret hangs on is set with the page.
    carrier = Response()
    page.context["guard"] = login_guard(request, carrier)  # type: ignore[index]
    response = answer(page, request, book="", revision=None)
    response.headers.raw.extend(one for one in carrier.headers.raw if one[0] == b"set-cookie")
    return response


def _account(request: Request) -> Page:
    visitor = visitor_of(request)
    return Page(
        template="account.html",
        title=visitor.name,
        about="",
        context={"guard": visitor.guard, "changed": "changed" in request.query_params},
    )
