"""Running the app."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from truceline.casebook import Casebook
from truceline.errors import UsageError
from truceline.web._app import LOOPBACK, make_app

__all__ = ["serve"]


def serve(book: Path, *, host: str, port: int, reviewer: str, ready: Callable[[str], None] = print) -> None:
    """Serve a casebook until interrupted.

    Args:
        book: the casebook.
        host: the address to listen at; on any other than this machine's own, everybody who reaches it can
            read everything, and nobody can review.
        port: the port; 0 takes any that is free.
        reviewer: who decides on the pages for review.
        ready: is told the address of the first page once the app listens.

    Raises:
        CasebookError: the casebook cannot be read.
        UsageError: nothing can listen at that address.
    """
    Casebook.open(book, create=False).close()
    listening = _listen(host, port)
    own = host in LOOPBACK
    app = make_app(book, hosts=LOOPBACK if own else ("*",), reviewer=reviewer if own else "")
    # The first look at a large casebook takes seconds: nobody should wait for it on the first page.
    with app.state.desk.look() as view:
        app.state.desk.lists(view)
    name = f"[{host}]" if ":" in host else host
    ready(f"http://{name}:{listening.getsockname()[1]}/")
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(
            f"nothing can listen at {host}, port {port} ({error.strerror})",
            cure="choose another with --port, or 0 for any that is free",
        ) from error
