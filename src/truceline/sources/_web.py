"""One page from the web, fetched politely and carefully, because a user asked for it.

Polite: the site's robots.txt is kept to, one request at a time, a name that says who asks. Careful: http and
https only; a host is looked up once, every address of it must be public, and the connection goes to the very
address that was checked, so that a name cannot lead elsewhere a moment later; every redirect is checked anew;
what comes is cut off at a size and a time.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from truceline.errors import SourceError
from truceline.sources._decode import LARGEST

if TYPE_CHECKING:
    from protego import Protego
    from urllib3 import BaseHTTPResponse

__all__ = ["Page", "fetch"]

AGENT = "truceline (reads one page that its user named)"
NAME = "truceline"
"""What robots.txt may call us."""
PRIVATE = "TRUCELINE_PRIVATE_ADDRESSES"
"""The environment variable that, set to 1, allows addresses of the machine itself and its own network."""
CONNECT, READ, WHOLE = 10.0, 20.0, 60.0
"""Seconds for a connection, for silence within an answer, and for one page with all its redirects."""
REDIRECTS = 5
_ROBOTS_SIZE = 512 * 2**10
_CHUNK = 2**16
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Page:
    """What came back: from which address in the end, the bytes, a name for them, and the declared type."""

    url: str
    data: bytes
    name: str
    media_type: str


def fetch(address: str) -> Page:
    """The page at an address.

    Args:
        address: http or https.

    Raises:
        SourceError: it may not be fetched, cannot be reached, or is too large; the message says which.
    """
    deadline = time.monotonic() + WHOLE
    here = address
    for _ in range(REDIRECTS + 1):
        parts = _checked(here)
        if not _allowed(parts, here):
            raise SourceError(
                "the site's robots.txt asks programs not to fetch this page",
                where=here, cure="open it in a browser, save it, and read the file",
            )  # fmt: skip
        with _answer(parts, here) as answer:
            if answer.status in {301, 302, 303, 307, 308} and answer.headers.get("Location"):
                here = urljoin(here, answer.headers["Location"])
                continue
            if answer.status != 200:
                raise SourceError(
                    f"the site answers {answer.status} {answer.reason or ''}".rstrip(), where=here,
                    cure="check the address in a browser; if it opens there, save the page and read the file",
                )  # fmt: skip
            media_type = answer.headers.get("Content-Type", "").split(";")[0].strip().lower()
            data = _body(answer, here, LARGEST, deadline)
            return Page(here, data, PurePosixPath(parts.path).name, media_type)
    raise SourceError(
        f"it leads on more than {REDIRECTS} times",
        where=address,
        cure="name the address that the browser ends at",
    )


def _checked(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise SourceError("this is no address of a page", where=address, cure="check it") from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise SourceError(
            "only http and https addresses are fetched", where=address, cure="save the page and read the file"
        )
    if parts.username or parts.password or port == 0:
        raise SourceError(
            "addresses with a name or password in them are not fetched", where=address, cure="save it"
        )
    return parts


def _look_up(parts: SplitResult, where: str) -> str:
    """The address of a host, of which all addresses must be public."""
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise SourceError(
            f"the host {host} cannot be found", where=where, cure="check the address and the connection"
        ) from error
    for address in found:
        if not _is_public(address) and os.environ.get(PRIVATE) != "1":
            raise SourceError(
                f"{host} is an address of this machine or its own network ({address})", where=where,
                cure=f"set {PRIVATE}=1 if you mean to read from there",
            )  # fmt: skip
    return found[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (inner is None or bool(inner.is_global))


@contextmanager
def _answer(parts: SplitResult, where: str) -> Iterator[BaseHTTPResponse]:
    """The answer to one request, sent to the address that was checked under the name that was asked for."""
    import urllib3  # noqa: PLC0415 - nothing is fetched unless asked for

    host, address = parts.hostname or "", _look_up(parts, where)
    timeout = urllib3.Timeout(connect=CONNECT, read=READ)
    port = parts.port or _PORTS[parts.scheme]
    pool: urllib3.HTTPConnectionPool
    if parts.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(
            address, port, timeout=timeout, retries=False, server_hostname=host, assert_hostname=host
        )
    else:
        pool = urllib3.HTTPConnectionPool(address, port, timeout=timeout, retries=False)
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    named = f"[{host}]" if ":" in host else host
    headers = {
        "Host": named if port == _PORTS[parts.scheme] else f"{named}:{port}", "User-Agent": AGENT,
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
        "Accept-Encoding": "gzip",
    }  # fmt: skip
    try:
        answer = pool.request("GET", target, headers=headers, redirect=False, preload_content=False)
        try:
            yield answer
        finally:
            answer.close()
    except urllib3.exceptions.HTTPError as error:
        raise SourceError(
            f"{host} cannot be read from ({_reason(error)})", where=where,
            cure="try again later, or open it in a browser and save it",
        ) from error  # fmt: skip
    finally:
        pool.close()


def _reason(error: Exception) -> str:
    name = type(error).__name__
    return "it does not answer in time" if "Timeout" in name else (str(error).splitlines() or [name])[0][:200]


def _body(answer: BaseHTTPResponse, where: str, most: int, deadline: float) -> bytes:
    """The body of an answer, unpacked, up to a size and a time."""
    pieces, size = [], 0
    for piece in answer.stream(_CHUNK, decode_content=True):
        size += len(piece)
        if size > most:
            raise SourceError(
                f"the page is larger than {most >> 20} MB",
                where=where,
                cure="save it and split it, then read the files",
            )
        if time.monotonic() > deadline:
            raise SourceError(
                f"the page did not come within {WHOLE:.0f} seconds", where=where,
                cure="try again later, or open it in a browser and save it",
            )  # fmt: skip
        pieces.append(piece)
    return b"".join(pieces)


def _allowed(parts: SplitResult, address: str) -> bool:
    """Whether the site's robots.txt lets us fetch an address (RFC 9309: none there means yes, an error of the
    site's own means no).
    """
    rules = _rules(parts.scheme, parts.netloc)
    return rules is not None and bool(rules.can_fetch(address, NAME))


@lru_cache(maxsize=512)
def _rules(scheme: str, host: str) -> Protego | None:
    """A site's rules; None where the site does not say them because it is out of order."""
    from protego import Protego  # noqa: PLC0415 - only for the web

    here = f"{scheme}://{host}/robots.txt"
    for _ in range(REDIRECTS + 1):
        parts = _checked(here)
        with _answer(parts, here) as answer:
            if answer.status in {301, 302, 303, 307, 308} and answer.headers.get("Location"):
                here = urljoin(here, answer.headers["Location"])
                continue
            if answer.status >= 500:
                return None
            text = _body(answer, here, _ROBOTS_SIZE, time.monotonic() + READ) if answer.status == 200 else b""
            return Protego.parse(text.decode("utf-8", "replace"))
    return Protego.parse("")
