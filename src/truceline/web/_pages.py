"""What all pages share: templates, how foreign text is made harmless, addresses, and the JSON beside each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from truceline import __version__
from truceline.errors import UsageError
from truceline.model import When, dump
from truceline.web._visitor import visitor_of
from truceline.wording import ACTS, FIELDS, LINKS, STANCES, counted, say_published, say_when

__all__ = [
    "Conflict", "Forbidden", "Gone", "Missing", "Page", "Stranger", "TooMany", "answer", "article_address",
    "ceasefire_address", "render", "statement_address", "visible",
]  # fmt: skip

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters, and those that turn the direction of what follows: a name or a headline could use them
to show a reader something else than what it says (Unicode Technical Report 36, section 2.9)."""


Revision = tuple[int, int]
"""How often a casebook was written to, and how many decisions are in its log."""


class Conflict(UsageError):
    """Somebody else has decided on the same meanwhile."""


class Forbidden(UsageError):
    """A form does not come from a page of this app."""


class Stranger(UsageError):
    """Nobody is logged in."""


class TooMany(UsageError):
    """Asked too often; `wait` is in how many seconds it can be asked again."""

    def __init__(self, what: str, *, wait: int) -> None:
        super().__init__(what, cure=f"try again in {counted(-(-wait // 60), 'minute')}")
        self.wait = wait


class Missing(UsageError):
    """There is nothing by the name that an address gives; `instead` are addresses of what is there now, with
    what they are called.
    """

    def __init__(self, what: str, *, cure: str = "", instead: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(what, cure=cure)
        self.instead = instead


class Gone(Missing):
    """There was something by the name that an address gives, and it is no more."""


@dataclass(frozen=True)
class Page:
    """One page, as HTML and as JSON.

    `data` gives what the JSON holds beside the address and the citation, and is asked only for that;
    `context` is what the template is given. `about` names what is cited (a title with its outlet or id); ""
    is a page that nobody cites.
    """

    template: str
    title: str
    about: str
    data: Callable[[], Mapping[str, Any]] = dict
    context: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


def visible(text: str) -> str:
    """A text whose unseen characters are written out: `[U+202E]`."""
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def _finalize(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def article_address(article: str, start: int | None = None, end: int | None = None) -> str:
    """Where an article is shown, with the words from `start` to `end` marked."""
    address = f"/articles/{quote(article, safe='')}"
    return address if start is None else f"{address}?at={start}-{end}#at"


def ceasefire_address(ceasefire: str) -> str:
    """Where a ceasefire's dossier is."""
    return f"/ceasefires/{quote(ceasefire, safe='')}"


def statement_address(statement: str) -> str:
    """Where a statement is laid beside those that say the same."""
    return f"/statements/{quote(statement, safe='')}"


def _with(asked: Mapping[str, Any], **changed: Any) -> str:
    """A query string with some of its parts changed; empty parts are left out."""
    parts = {name: value for name, value in {**asked, **changed}.items() if value not in ("", None, False)}
    return "?" + urlencode(parts) if parts else "?"


def _one_line(text: str, most: int = 0) -> str:
    line = " ".join(text.split())
    return line if not most or len(line) <= most else line[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


_ENVIRONMENT = Environment(
    loader=PackageLoader("truceline.web"),
    autoescape=True,
    auto_reload=False,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=_finalize,
)
_ENVIRONMENT.globals.update(
    ACTS=ACTS,
    FIELDS=FIELDS,
    LINKS=LINKS,
    STANCES=STANCES,
    article_address=article_address,
    ceasefire_address=ceasefire_address,
    counted=counted,
    statement_address=statement_address,
    say_published=say_published,
    version=__version__,
    with_query=_with,
)


def told_times(when: When) -> list[tuple[str, str, str]]:
    """A time as it is told in parts: "either" or "or" where it can be read in two ways, the time in its own
    zone, and in UTC where that is told beside it.
    """
    if not when.readings:
        local, _, utc = say_when(when).partition(" = ")
        return [("", local, utc)]
    parts = [told_times(reading)[0] for reading in when.readings]
    return [("or" if n else "either", local, utc) for n, (_, local, utc) in enumerate(parts)]


_ENVIRONMENT.filters.update(when=say_when, one_line=_one_line, told_times=told_times)


def render(page: Page, request: Request, *, book: str, revision: Revision | None) -> str:
    """A page as HTML."""
    query = f"?{request.url.query}" if request.url.query else ""
    return _ENVIRONMENT.get_template(page.template).render(
        **page.context,
        title=page.title,
        book=book if visitor_of(request).role else "",
        path=request.url.path,
        visitor=visitor_of(request),
        accounts=request.app.state.accounts,
        testing=request.app.state.dataset is not None,
        json_address=f"{request.url.path}.json{query}" if page.status == 200 else "",
        citation=_citation(page, request, book, revision),
    )


def answer(page: Page, request: Request, *, book: str, revision: Revision | None) -> Response:
    """A page as HTML, or as JSON where the address ends in `.json`."""
    if not request.url.path.endswith(".json"):
        return HTMLResponse(render(page, request, book=book, revision=revision), page.status)
    address = request.url.path.removesuffix(".json")
    told = {
        "truceline": __version__,
        "address": address + (f"?{request.url.query}" if request.url.query else ""),
        "citation": _citation(page, request, book, revision),
        **page.data(),
    }
    return Response(dump(told), page.status, media_type="application/json")


def _citation(page: Page, request: Request, book: str, revision: Revision | None) -> str:
    """What a note refers to: what is shown, of which state of which casebook, and at which address."""
    if revision is None or not page.about:
        return ""
    address = str(request.url.replace(path=request.url.path.removesuffix(".json")))
    written, decisions = revision
    state = f"revision {written}" + (f" with {counted(decisions, 'decision')}" if decisions else "")
    return visible(f"{page.about}. Casebook {book}, {state}, truceline {__version__}. {address}")
