"""A casebook served to tests, over a real socket."""

from __future__ import annotations

import json
import socket
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn

from truceline.casebook import Casebook
from truceline.model import Reading
from truceline.web import make_app

__all__ = ["Answer", "Site", "keep", "serving"]


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
    book: Path

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


@contextmanager
def serving(book: Path, reviewer: str = "") -> Iterator[Site]:
    """The app over a casebook, at a port of its own."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(book, reviewer=reviewer), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}", book)
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


def keep(reading: Reading, book: Path) -> Path:
    """A casebook that holds a reading."""
    with Casebook.open(book) as casebook:
        casebook.keep(reading)
    return book
