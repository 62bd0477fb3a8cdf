"""The addresses of the app, what guards them, and what is said when something is wrong."""

from __future__ import annotations

import re
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles

from truceline import __version__
from truceline.casebook import Asked
from truceline.errors import CasebookError, TrucelineError, UsageError
from truceline.web._article import article_page
from truceline.web._ceasefires import Choice, ceasefires_page
from truceline.web._desk import Desk, desk_of
from truceline.web._dossier import dossier_page
from truceline.web._pages import Conflict, Forbidden, Missing, Page, answer
from truceline.web._reviewing import router as reviewing
from truceline.web._search import reports_page, search_page
from truceline.web._speech import day_after, statement_page, statements_page

__all__ = ["LOOPBACK", "make_app"]

LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")
"""The names that a browser on this machine calls the app by."""
_AT = re.compile(r"(\d{1,9})-(\d{1,9})")

# Nothing is loaded from elsewhere, no script or style stands in a page, nobody frames it, no form leaves it.
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}

router = APIRouter()
Number = Annotated[int, Query(alias="page", ge=1, le=100_000)]
Text = Annotated[str, Query(max_length=400)]
Day = Annotated[str, Query(max_length=10)]


At = Annotated[Desk, Depends(desk_of)]


def make_app(book: Path, *, hosts: tuple[str, ...] = LOOPBACK, reviewer: str = "") -> FastAPI:
    """The app over a casebook.

    Args:
        book: the casebook's file; where there is none, every page says so.
        hosts: the names under which it may be asked; a page elsewhere cannot make a browser ask it under
            another name (DNS rebinding). ("*",) allows all.
        reviewer: who decides on the pages for review; without a name there are none.
    """
    desk = Desk(book)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(title="truceline", version=__version__, docs_url=None, redoc_url=None, lifespan=lifespan)
    app.state.desk = desk
    app.state.reviewer, app.state.guard = reviewer, secrets.token_urlsafe(32)
    app.include_router(router)
    if reviewer:
        app.include_router(reviewing)
    app.mount("/static", StaticFiles(packages=[("truceline.web", "static")]), name="static")
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    app.middleware("http")(_guarded)
    app.add_exception_handler(TrucelineError, _wrong)
    app.add_exception_handler(RequestValidationError, _misasked)
    for status in (404, 405):
        app.add_exception_handler(status, _lost)
    return app


async def _guarded(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call(request)
    response.headers.update(_HEADERS)
    return response


@router.get("/", include_in_schema=False)
def home() -> Response:
    """The list of ceasefires is the first page."""
    return RedirectResponse("/ceasefires")


@router.get("/ceasefires")
@router.get("/ceasefires.json")
def ceasefires(
    request: Request,
    desk: At,
    *,
    conflict: Text = "",
    status: Text = "",
    year: Text = "",
    source: Text = "",
    q: Text = "",
    since: Day = "",
    sort: Text = "kept",
    number: Number = 1,
) -> Response:
    """The ceasefires of the casebook, narrowed by what is asked."""
    choice = Choice(
        conflict=conflict, status=status, year=year, source=source, words=q, since=_midnight(since),
        sort=sort or "kept",
    )  # fmt: skip
    with desk.look() as view:
        page = ceasefires_page(view, desk.lists(view), choice, number)
        return answer(page, request, book=desk.name, revision=view.revision)


@router.get("/ceasefires/{name}")
@router.get("/ceasefires/{name}.json")
def ceasefire(request: Request, desk: At, name: str, since: Day = "") -> Response:
    """The dossier of a ceasefire."""
    with desk.look() as view:
        page = dossier_page(view, desk.lists(view), name, _midnight(since))
        return answer(page, request, book=desk.name, revision=view.revision)


@router.get("/statements")
@router.get("/statements.json")
def statements(
    request: Request,
    desk: At,
    *,
    speaker: Text = "",
    act: Text = "",
    outlet: Text = "",
    ceasefire: Text = "",
    since: Day = "",
    until: Day = "",
    q: Text = "",
    alike: bool = False,
    number: Number = 1,
) -> Response:
    """Who said what, narrowed by what is asked."""
    last = day_after(_midnight(until))
    asked = Asked(
        speaker=speaker, act=act, outlet=outlet, ceasefire=ceasefire, since=_midnight(since), until=last,
        words=q, alike=alike,
    )  # fmt: skip
    query = {
        "speaker": speaker, "act": act, "outlet": outlet, "ceasefire": ceasefire, "since": since,
        "until": until, "q": q, "alike": "1" if alike else "",
    }  # fmt: skip
    with desk.look() as view:
        page = statements_page(view, desk.lists(view), asked, query, number)
        return answer(page, request, book=desk.name, revision=view.revision)


@router.get("/statements/{name}")
@router.get("/statements/{name}.json")
def statement(request: Request, desk: At, name: str) -> Response:
    """A statement beside those that say the same."""
    with desk.look() as view:
        return answer(statement_page(view, name), request, book=desk.name, revision=view.revision)


@router.get("/articles")
@router.get("/articles.json")
def articles(request: Request, desk: At, outlet: Text = "", number: Number = 1) -> Response:
    """The reports, and the documents that were set aside."""
    with desk.look() as view:
        page = reports_page(view, desk.lists(view), outlet, number)
        return answer(page, request, book=desk.name, revision=view.revision)


@router.get("/articles/{name:path}")
@router.get("/articles/{name:path}.json")
def article(
    request: Request, desk: At, name: str, at: Annotated[str, Query(max_length=20)] = "", part: int = 1
) -> Response:
    """A report with everything marked in it; `at=START-END` marks these characters and shows them."""
    place = _AT.fullmatch(at)
    with desk.look() as view:
        at_place = (int(place[1]), int(place[2])) if place else None
        page = article_page(view, desk.lists(view), name, at_place, part)
        return answer(page, request, book=desk.name, revision=view.revision)


@router.get("/search")
@router.get("/search.json")
def search(request: Request, desk: At, q: Text = "") -> Response:
    """Words in statements and reports."""
    with desk.look() as view:
        return answer(search_page(view, q), request, book=desk.name, revision=view.revision)


def _midnight(day: str) -> datetime | None:
    """The first instant of a day in UTC.

    Raises:
        UsageError: it is no day.
    """
    if not day.strip():
        return None
    try:
        return datetime.combine(date.fromisoformat(day.strip()), time(), UTC)
    except ValueError as error:
        raise UsageError(f"{day!r} is no day", cure="write it as 2020-10-31") from error


def _message(request: Request, title: str, what: str, cure: str, status: int) -> Response:
    desk: Desk = request.app.state.desk
    page = Page(
        template="message.html",
        title=title,
        about=title,
        data=lambda: {"error": what, "cure": cure},
        context={"what": what, "cure": cure},
        status=status,
    )
    return answer(page, request, book=desk.name, revision=None)


async def _wrong(request: Request, error: Exception) -> Response:
    """What truceline itself finds wrong: a casebook that cannot be read, a name that does not exist."""
    assert isinstance(error, TrucelineError)
    cure = f"{error.cure[:1].upper()}{error.cure[1:]}." if error.cure else ""
    what = f"{error.what[:1].upper()}{error.what[1:]}."
    if isinstance(error, CasebookError):
        return _message(request, "The casebook cannot be read", f"{error.where}: {what}", cure, 503)
    if isinstance(error, Missing):
        return _message(request, "Not found", what, cure, 404)
    if isinstance(error, Conflict):
        return _message(request, "Decided meanwhile", what, cure, 409)
    if isinstance(error, Forbidden):
        return _message(request, "Not allowed", what, cure, 403)
    return _message(request, "This does not fit", what, cure, 400)


async def _misasked(request: Request, error: Exception) -> Response:
    """A query that does not fit."""
    assert isinstance(error, RequestValidationError)
    parts = [f"“{one['loc'][-1]}”: {one['msg']}" for one in error.errors()]
    return _message(request, "This address does not fit", "; ".join(parts) + ".", "Change the address.", 400)


async def _lost(request: Request, error: Exception) -> Response:
    """An address that there is not."""
    cure = "Start from the list of ceasefires."
    status = getattr(error, "status_code", 404)
    return _message(request, "Not found", f"There is no page at {request.url.path}.", cure, status)
