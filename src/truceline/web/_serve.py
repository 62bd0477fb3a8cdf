"""Running the app."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from truceline.casebook import Casebook
from truceline.errors import UsageError
from truceline.web._app import LOOPBACK, make_app
from truceline.web._incidents import Dataset

__all__ = ["is_own", "serve"]


def serve(
    book: str | Path, *, host: str, port: int, reviewer: str, accounts: bool = False,
    certificate: Path | None = None, key: Path | None = None, dataset: Dataset | None = None,
    ready: Callable[[str], None] = print,
) -> None:  # fmt: skip
    """Serve a casebook until interrupted.

    Args:
        book: the casebook.
        host: the address to listen at. On any other than this machine's own, only users of the casebook who
            have logged in see anything.
        port: the port; 0 takes any that is free.
        reviewer: who decides on the pages for review where there are no accounts.
        accounts: ask for a login at this machine's own address too, as behind a proxy.
        certificate: a file with the certificate for TLS, with those that vouch for it.
        key: the file with its private key, where that is another.
        dataset: incidents that each ceasefire is tested with.
        ready: is told the address of the first page once the app listens.

    Raises:
        CasebookError: the casebook cannot be read.
        UsageError: nothing can listen at that address, or it would be open to others without accounts.
    """
    accounts = accounts or not is_own(host)
    with Casebook.open(book, create=False) as casebook:
        if accounts and not any(user.role == "admin" for user in casebook.users.all()):
            raise UsageError(
                "the casebook would be open to others, and nobody could log in: it has no admin",
                where=str(book),
                cure="make one with: truceline user add NAME --role admin --book FILE",
            )
    for file in filter(None, (certificate, key)):
        if not file.is_file():
            raise UsageError("there is no such file", where=str(file), cure="give the path of a PEM file")
    listening = _listen(host, port)
    names = ("*",) if accounts else (*LOOPBACK, host)
    app = make_app(
        book, hosts=names, reviewer="" if accounts else reviewer, accounts=accounts, dataset=dataset
    )
    # The first look at a large casebook takes seconds: nobody should wait for it on the first page.
    with app.state.desk.look() as view:
        lists = app.state.desk.lists(view)
        if dataset is not None:
            dataset.check_known(set(lists.outlines))
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False,
        ssl_certfile=certificate, ssl_keyfile=key,
    )  # fmt: skip
    _load(config, certificate)
    name = f"[{host}]" if ":" in host else host
    ready(f"http{'s' if certificate else ''}://{name}:{listening.getsockname()[1]}/")
    uvicorn.Server(config).run(sockets=[listening])


def is_own(host: str) -> bool:
    """Whether only this machine can reach what listens at an address."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _load(config: uvicorn.Config, certificate: Path | None) -> None:
    try:
        config.load()
    except OSError as error:
        what = f"this is no certificate with its key ({error.strerror or error})"
        raise UsageError(what, where=str(certificate), cure="give PEM files that belong together") from error


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(
            f"nothing can listen at {host}, port {port} ({error.strerror})",
            cure="choose another with --port, or 0 for any that is free",
        ) from error
