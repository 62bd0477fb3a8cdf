"""Who may see and do what: sessions, roles, forms that can come from no other page, and limits.

Every address but that of the login asks for a role, as a dependency of its router. A form is taken only from
a page of the app: the browser says where it comes from, and it brings back a secret that hangs on the
visitor's session (OWASP, Cross-Site Request Forgery Prevention, "signed double submit").
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

from fastapi import Depends, FastAPI, Request, Response
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from truceline.casebook import Role
from truceline.web._desk import Desk, desk_of
from truceline.web._pages import Forbidden, Stranger, TooMany
from truceline.web._visitor import NOBODY, Visitor, visitor_of

__all__ = ["Form", "Limits", "asker", "at_least", "login_guard", "set_session", "set_up", "token_of"]

LARGEST = 64_000
"""Bytes of a form."""
WINDOW = 15
"""Minutes over which wrong passwords are counted."""
WRONG_TOGETHER, WRONG_FROM, WRONG_FOR = 5, 20, 60
"""Wrong passwords in that time: for one name from one address, from one address, for one name."""
ASKED = 600
"""Pages a minute that one address may ask for."""


class Limits:
    """How often anything may be tried. Counted in memory: a restart begins anew."""

    def __init__(self) -> None:
        self._counted = MovingWindowRateLimiter(MemoryStorage())
        self._asked = RateLimitItemPerMinute(ASKED)
        self._wrong = {
            "both": RateLimitItemPerMinute(WRONG_TOGETHER, WINDOW),
            "from": RateLimitItemPerMinute(WRONG_FROM, WINDOW),
            "for": RateLimitItemPerMinute(WRONG_FOR, WINDOW),
        }

    def check_asked(self, address: str) -> None:
        """Count a request.

        Raises:
            TooMany: there were too many within a minute.
        """
        if not self._counted.hit(self._asked, address):
            raise TooMany("this address asks for too many pages", wait=60)

    def check_login(self, address: str, name: str) -> None:
        """See that a password may be tried.

        Raises:
            TooMany: too many wrong ones were tried.
        """
        for kind, keys in self._keys(address, name).items():
            if not self._counted.test(self._wrong[kind], kind, *keys):
                raise TooMany("too many wrong passwords were tried", wait=WINDOW * 60)

    def count_wrong(self, address: str, name: str) -> None:
        """Count a wrong password."""
        for kind, keys in self._keys(address, name).items():
            self._counted.hit(self._wrong[kind], kind, *keys)

    def _keys(self, address: str, name: str) -> dict[str, tuple[str, ...]]:
        plain = hashlib.sha256(name.strip().casefold().encode()).hexdigest()
        return {"both": (address, plain), "from": (address,), "for": (plain,)}


def set_up(app: FastAPI, *, reviewer: str, accounts: bool) -> None:
    """What the functions of this module need to know of an app."""
    app.state.reviewer, app.state.accounts = reviewer, accounts
    app.state.secret, app.state.limits = secrets.token_bytes(32), Limits()


def asker(request: Request, desk: Annotated[Desk, Depends(desk_of)]) -> Visitor:
    """Find out who asks; `visitor_of` then knows."""
    if request.app.state.accounts:
        token = token_of(request)
        user = desk.ask(lambda book: book.users.who(token)) if token else None
        visitor = Visitor(user.name, user.role, _signed(token.encode(), "form")) if user else NOBODY
    else:
        name = request.app.state.reviewer
        visitor = Visitor(name, "admin" if name else "reader", _signed(request.app.state.secret, "form"))
    request.state.visitor = visitor
    return visitor


def at_least(role: Role) -> Callable[[Request, Visitor], None]:
    """A dependency that lets nobody pass who may not do what `role` may."""

    def check(request: Request, visitor: Annotated[Visitor, Depends(asker)]) -> None:
        if not visitor.role and request.method == "POST":
            what = "nobody is logged in any more, and what was sent was not taken"
            cure = (
                "log in in another window, then go back from here: what you wrote is still in the form. Copy "
                "it, and load the page anew before you send it"
            )
            raise Stranger(what, cure=cure)
        if not visitor.role:
            raise Stranger("nobody is logged in", cure="log in at /login")
        if not visitor.may(role) and request.app.state.accounts:
            what = f"this is for users who are {role}s; you are a {visitor.role}"
            raise Forbidden(what, cure="ask an admin of this casebook for that role")
        if not visitor.may(role):
            what = "nobody reviews here: the app was started without the name of a reviewer"
            raise Forbidden(what, cure="start it with --by NAME")

    return check


def token_of(request: Request) -> str:
    """The token of the session that a request says it belongs to."""
    return request.cookies.get(_cookie(request, "session"), "")


def set_session(request: Request, response: Response, token: str) -> None:
    """Tell the browser the token of its session; "" ends it."""
    _set(request, response, "session", token)


def login_guard(request: Request, response: Response | None = None) -> str:
    """The secret of the login form: it hangs on a cookie that is set with the form. Without a response to set
    it on, that of the cookie which the request brings.
    """
    seed = request.cookies.get(_cookie(request, "login"), "")
    if response is not None and not seed:
        seed = secrets.token_urlsafe(32)
        _set(request, response, "login", seed)
    return _signed(request.app.state.secret, f"login {seed}") if seed else ""


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form that this app has served to this visitor.

    Raises:
        Forbidden: it comes from elsewhere, or is too large.
    """
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise Forbidden("this form is larger than any that the app serves", cure="go back and try again")
    _check_origin(request)
    fields = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    visitor = visitor_of(request)
    wanted = visitor.guard if visitor.role else login_guard(request)
    if not wanted or not hmac.compare_digest(fields.get("guard", "").encode(), wanted.encode()):
        raise Forbidden("this form is not of this session", cure="load the page anew and decide again")
    return fields


def _check_origin(request: Request) -> None:
    """See that a form was sent by a page of the app, by what the browser says of that."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    elsewhere = origin is not None and urlsplit(origin).netloc != request.url.netloc
    if elsewhere or site not in {None, "same-origin", "none"}:
        raise Forbidden("this form was sent by a page from elsewhere", cure="open the app itself")


Form = Annotated[dict[str, str], Depends(_form)]


def _signed(key: bytes, what: str) -> str:
    return hmac.new(key, what.encode(), hashlib.sha256).hexdigest()


def _cookie(request: Request, kind: str) -> str:
    """`__Host-` cookies are taken by browsers only over TLS, for this host and the whole of it."""
    return f"{'__Host-' if request.url.scheme == 'https' else ''}truceline-{kind}"


def _set(request: Request, response: Response, kind: str, value: str) -> None:
    response.set_cookie(
        _cookie(request, kind), value, max_age=None if value else 0, path="/", httponly=True,
        samesite="lax" if kind == "session" else "strict", secure=request.url.scheme == "https",
    )  # fmt: skip
