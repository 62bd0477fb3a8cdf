"""A casebook served to tests, over a real socket."""

from __future__ import annotations

import http.client
import json
import re
import socket
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, TypeVar

import uvicorn

from truceline.casebook import Casebook
from truceline.model import Reading
from truceline.web import make_app

__all__ = ["HIDDEN", "Answer", "Guest", "Site", "keep", "logged_in", "serving"]

HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    text: str
    headers: dict[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass(frozen=True)
class Site:
    """A served casebook."""

    address: str
    book: str | Path

    def get(self, path: str, **headers: str) -> Answer:
        """What stands at a path."""
        return self._ask(urllib.request.Request(self.address + path, headers=headers))

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        """What is answered to a form; where it sends on, what stands there."""
        body = urllib.parse.urlencode(fields).encode()
        return self._ask(urllib.request.Request(self.address + path, data=body, headers=headers))

    def _ask(self, request: urllib.request.Request) -> Answer:
        try:
            with urllib.request.urlopen(request, timeout=30) as got:
                return Answer(got.status, got.read().decode(), dict(got.headers))
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.read().decode(), dict(error.headers))


def logged_in(site: Site, name: str, password: str) -> Guest:
    """A user who has logged in."""
    guest = Guest(site)
    assert guest.log_in(name, password).status == 303
    return guest


class Guest:
    """Somebody who visits a site as a browser does: keeps its cookies, and says where forms come from. Goes
    nowhere by itself.
    """

    def __init__(self, site: Site) -> None:
        self.site, self.cookies = site, dict[str, str]()

    def get(self, path: str, **headers: str) -> Answer:
        """What is answered to a request for a page."""
        return self._ask("GET", path, None, headers)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        """What is answered to a form."""
        own = {"Origin": self.site.address, "Sec-Fetch-Site": "same-origin"}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urllib.parse.urlencode(fields), {**kind, **own, **headers})

    def form(self, path: str) -> dict[str, str]:
        """What the first form of a page brings back unseen."""
        page = re.search(r"<form[^>]*method=\"post\".*?</form>", self.get(path).text, re.DOTALL)
        return {name: unescape(value) for name, value in HIDDEN.findall(page[0] if page else "")}

    def log_in(self, name: str, password: str, goal: str = "") -> Answer:
        """Fill in the login form and send it."""
        form = self.form("/login" + (f"?next={urllib.parse.quote(goal)}" if goal else ""))
        return self.post("/login", {**form, "name": name, "password": password})

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        connection = http.client.HTTPConnection(self.site.address.removeprefix("http://"), timeout=30)
        sent = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body, {**({"Cookie": sent} if sent else {}), **headers})
        got = connection.getresponse()
        text = got.read().decode()
        for name, value in got.getheaders():
            if name.lower() == "set-cookie":
                for morsel in SimpleCookie(value).values():
                    self.cookies[morsel.key] = morsel.value
                    if morsel["max-age"] == "0":
                        del self.cookies[morsel.key]
        connection.close()
        return Answer(got.status, text, {name.lower(): value for name, value in got.getheaders()})


@contextmanager
def serving(book: str | Path, reviewer: str = "", **how: Any) -> Iterator[Site]:
    """The app over a casebook, at a port of its own; `how` as `make_app` takes it."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(book, reviewer=reviewer, **how), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}", book)
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


Place = TypeVar("Place", str, Path)


def keep(reading: Reading, book: Place) -> Place:
    """A casebook that holds a reading, by its file or address."""
    with Casebook.open(book) as casebook:
        casebook.keep(reading)
    return book
