"""The addresses of the app, what guards them, and what is said when something is wrong."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles

from truceline import __version__
from truceline.casebook import Asked, Overtaken
from truceline.errors import CasebookError, TrucelineError, UsageError
from truceline.web._access import at_least, set_up
from truceline.web._article import article_page
from truceline.web._ceasefires import Choice, ceasefires_page
from truceline.web._changes import Since
from truceline.web._coding import router as coding
from truceline.web._desk import Desk, desk_of
from truceline.web._dossier import dossier_page
from truceline.web._incidents import Dataset, figure_of, incidents_page
from truceline.web._login import account, login
from truceline.web._pages import Conflict, Forbidden, Gone, Missing, Page, Stranger, TooMany, answer
from truceline.web._reviewing import router as reviewing
from truceline.web._search import reports_page, search_page
from truceline.web._speech import day_after, statement_page, statements_page
from truceline.web._users import router as users

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

router = APIRouter(dependencies=[Depends(at_least("reader"))])
Number = Annotated[int, Query(alias="page", ge=1, le=100_000)]
Text = Annotated[str, Query(max_length=400)]
By = Literal["kept", "published"]
Day = Annotated[str, Query(max_length=10)]


At = Annotated[Desk, Depends(desk_of)]


def make_app(
    book: str | Path, *, hosts: tuple[str, ...] = LOOPBACK, reviewer: str = "", accounts: bool = False,
    dataset: Dataset | None = None,
) -> FastAPI:  # fmt: skip
    """The app over a casebook.

    Args:
        book: the casebook, a file or an address; where there is none, every page says so.
        hosts: the names under which it may be asked; a page elsewhere cannot make a browser ask it under
            another name (DNS rebinding). ("*",) allows all.
        reviewer: who decides on the pages for review; without a name nobody does.
        accounts: only users of the casebook who have logged in see anything, and each what their role
            allows; `reviewer` is then not asked for.
        dataset: incidents that each ceasefire is tested with.
    """
    desk = Desk(book)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(
        title="truceline", version=__version__, docs_url=None, redoc_url=None, lifespan=lifespan,
        openapi_url=None if accounts else "/openapi.json",
    )  # fmt: skip
    app.state.desk, app.state.dataset = desk, dataset
    set_up(app, reviewer=reviewer, accounts=accounts)
    for pages in (router, reviewing, coding, login, account, users):
        app.include_router(pages)
    app.mount("/static", StaticFiles(packages=[("truceline.web", "static")]), name="static")
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    app.middleware("http")(_guarded)
    app.add_exception_handler(TrucelineError, _wrong)
    app.add_exception_handler(RequestValidationError, _misasked)
    for status in (404, 405):
        app.add_exception_handler(status, _lost)
    return app


async def _guarded(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
    try:
        if request.app.state.accounts and not request.url.path.startswith("/static/"):
            request.app.state.limits.check_asked(request.client.host if request.client else "")
        response = await call(request)
    except TooMany as error:
        response = await _wrong(request, error)
    response.headers.update(_HEADERS)
    if request.app.state.accounts and not request.url.path.startswith("/static/"):
        # What one user has seen stays in no cache for the next.
        response.headers["Cache-Control"] = "no-store"
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
    by: By = "kept",
    sort: Text = "kept",
    number: Number = 1,
) -> Response:
    """The ceasefires of the casebook, narrowed by what is asked."""
    choice = Choice(
        conflict=conflict, status=status, year=year, source=source, words=q, since=_midnight(since),
        by=by, sort=sort or "kept",
    )  # fmt: skip
    with desk.look() as view:
        page = ceasefires_page(view, desk.lists(view), choice, number)
        return answer(page, request, book=desk.name, revision=view.revision)


@router.get("/ceasefires/{name}")
@router.get("/ceasefires/{name}.json")
def ceasefire(request: Request, desk: At, name: str, since: Day = "", by: By = "kept") -> Response:
    """The dossier of a ceasefire."""
    day = _midnight(since)
    with desk.look() as view:
        page = dossier_page(view, desk.lists(view), name, Since(day, by) if day else None)
        return answer(page, request, book=desk.name, revision=view.revision)


@router.get("/ceasefires/{name}/incidents")
@router.get("/ceasefires/{name}/incidents.json")
def incidents(request: Request, desk: At, name: str) -> Response:
    """The incidents of the dataset against the terms of a ceasefire."""
    dataset = _testing(request)
    with desk.look() as view:
        page = incidents_page(view, desk.lists(view), dataset, name)
        return answer(page, request, book=desk.name, revision=view.revision)


@router.get("/ceasefires/{name}/incidents/{kind}.svg")
def figure(request: Request, desk: At, name: str, kind: str, dark: bool = False) -> Response:
    """The same drawn."""
    dataset = _testing(request)
    with desk.look() as view:
        drawn = figure_of(dataset.of(view, desk.lists(view), name), kind, dark=dark)
    if not drawn:
        raise Missing("there is nothing to draw here", cure="look at the table of verdicts")
    return Response(drawn, media_type="image/svg+xml")


def _testing(request: Request) -> Dataset:
    dataset: Dataset | None = request.app.state.dataset
    if dataset is None:
        raise Missing("no dataset of incidents is loaded", cure="start the app with --incidents FILE.csv")
    return dataset


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
    tied: Literal["", "surely", "perhaps"] = "",
    number: Number = 1,
) -> Response:
    """Who said what, narrowed by what is asked."""
    last = day_after(_midnight(until))
    asked = Asked(
        speaker=speaker, act=act, outlet=outlet, ceasefire=ceasefire, since=_midnight(since), until=last,
        words=q, alike=alike, tied=tied,
    )  # fmt: skip
    query = {
        "speaker": speaker, "act": act, "outlet": outlet, "ceasefire": ceasefire, "since": since,
        "until": until, "q": q, "alike": "1" if alike else "",
        "tied": tied,
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


_KINDS: dict[type[TrucelineError], tuple[str, int]] = {
    Gone: ("No longer kept", 410),
    Missing: ("Not found", 404),
    Conflict: ("Decided meanwhile", 409),
    Overtaken: ("Decided meanwhile", 409),
    Forbidden: ("Not allowed", 403),
    Stranger: ("Not logged in", 401),
    TooMany: ("Too often", 429),
}


def _message(  # noqa: PLR0917 - what is said, and where to go on
    request: Request, title: str, what: str, cure: str, status: int, instead: Sequence[tuple[str, str]] = ()
) -> Response:
    desk: Desk = request.app.state.desk
    page = Page(
        template="message.html",
        title=title,
        about=title,
        data=lambda: {
            "error": what,
            "cure": cure,
            **({"instead": [a for a, _ in instead]} if instead else {}),
        },
        context={"what": what, "cure": cure, "instead": instead},
        status=status,
    )
    return answer(page, request, book=desk.name, revision=None)


async def _wrong(request: Request, error: Exception) -> Response:
    """What truceline itself finds wrong: a casebook that cannot be read, a name that does not exist."""
    assert isinstance(error, TrucelineError)
    if isinstance(error, Stranger) and request.method == "GET" and not request.url.path.endswith(".json"):
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse("/login?" + urlencode({"next": request.url.path + query}), 303)
    cure = f"{error.cure[:1].upper()}{error.cure[1:]}." if error.cure else ""
    what = f"{error.what[:1].upper()}{error.what[1:]}."
    if isinstance(error, CasebookError):
        # Where the file lies is for those who sit at the machine.
        where = "" if request.app.state.accounts else f"{error.where}: "
        if request.method == "POST":
            cure = f"{cure} What you wrote is still in the form: go back to it from here.".lstrip()
            return _message(request, "What you sent was not kept", where + what, cure, 503)
        return _message(request, "The casebook cannot be read", where + what, cure, 503)
    for kind, (title, status) in _KINDS.items():
        if isinstance(error, kind):
            instead = error.instead if isinstance(error, Missing) else ()
            if isinstance(error, Stranger) and not request.url.path.endswith(".json"):
                instead = (("/login", "Log in"),)
            response = _message(request, title, what, cure, status, instead)
            if isinstance(error, TooMany):
                response.headers["Retry-After"] = str(error.wait)
            return response
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
