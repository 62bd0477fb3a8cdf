"""What is fetched from the web, and what is not: against a server of the test's own."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import made_files as made
import pytest

from truceline.model import Article, Failure
from truceline.sources import _web as web
from truceline.sources import load

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A site whose answers a test sets, and the requests that it got."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, self.headers["Host"], self.headers["User-Agent"]))
                site.answers.get(self.path, status(404))(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                pass  # a client that hangs up is what some of the tests are about

        self.server = Quiet(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"


def status(code: int, body: bytes = b"", **headers: str) -> Answer:
    """An answer with this status, body and headers."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def page(**headers: str) -> Answer:
    """The page of the tests."""
    return status(200, made.PAGE.encode(), Content_Type="text/html; charset=utf-8", **headers)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A running site, and leave to read from it."""
    monkeypatch.setenv(web.PRIVATE, "1")
    web._rules.cache_clear()
    here = Site()
    threading.Thread(target=here.server.serve_forever, args=(0.01,), daemon=True).start()
    yield here
    here.server.shutdown()
    here.server.server_close()


def failure(url: str) -> str:
    """Why an address cannot be read."""
    (found,) = load([url])
    assert isinstance(found, Failure)
    assert "; " in found.reason
    return found.reason


def test_a_page_is_read_with_its_address(site: Site) -> None:
    """Like a file, and named by what it answers."""
    site.answers["/truce?a=1"] = page()
    (found,) = load([f"{site.url}/truce?a=1"])
    assert isinstance(found, Article)
    assert found.title == made.TITLE
    assert [d.value for d in found.metadata if d.name == "url"] == [f"{site.url}/truce?a=1"]
    assert [path for path, _, _ in site.asked] == ["/robots.txt", "/truce?a=1"]
    assert all("truceline" in agent for _, _, agent in site.asked)


def test_other_formats_come_from_addresses_too(site: Site) -> None:
    """A PDF and a feed, whatever the address ends in."""
    site.answers["/a"] = status(200, made.pdf(), Content_Type="application/pdf")
    site.answers["/b"] = status(200, made.rss("One", "Two"), Content_Type="application/rss+xml")
    assert [type(item) for item in load([f"{site.url}/a", f"{site.url}/b"])] == [Article] * 3


def test_robots_are_kept_out_where_they_are_asked_to(site: Site) -> None:
    """The page itself is never asked for; other pages are; the rules are asked for once."""
    site.answers["/robots.txt"] = status(200, b"User-agent: *\nDisallow: /private/\nAllow: /private/press*\n")
    site.answers |= dict.fromkeys(["/private/a", "/private/press-1", "/open"], page())
    assert "robots.txt" in failure(f"{site.url}/private/a")
    assert len(list(load([f"{site.url}/private/press-1", f"{site.url}/open"]))) == 2
    assert [path for path, _, _ in site.asked] == ["/robots.txt", "/private/press-1", "/open"]


def test_rules_that_cannot_be_read_mean_no(site: Site) -> None:
    """RFC 9309: while the site itself is out of order, nothing is fetched."""
    site.answers |= {"/robots.txt": status(503), "/a": page()}
    assert "robots.txt" in failure(f"{site.url}/a")


def test_redirects_are_followed_and_checked(site: Site) -> None:
    """To other pages of the web only, a few times only."""
    site.answers["/a"] = status(301, Location="/b")
    site.answers["/b"] = status(302, Location=f"{site.url}/c")
    site.answers["/c"] = page()
    (found,) = load([f"{site.url}/a"])
    assert isinstance(found, Article)
    assert ("url", f"{site.url}/c") in {(d.name, d.value) for d in found.metadata}
    site.answers["/circle"] = status(302, Location="/circle")
    assert "more than 5 times" in failure(f"{site.url}/circle")
    for number, target in enumerate(
        ("file:///etc/passwd", "ftp://example.org/a", "gopher://x", "http://u:p@h/")
    ):
        site.answers[f"/out{number}"] = status(302, Location=target)
        assert "fetched" in failure(f"{site.url}/out{number}")


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.0.0.8/", "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/", "http://0.0.0.0/", "http://2130706433/", "http://0x7f.1/",
        "http://[::ffff:127.0.0.1]/", "http://[fd00::1]/", "http://224.0.0.1/", "http://100.64.0.1/",
        "http://[2002:7f00:1::]/",
    ],
)  # fmt: skip
def test_nothing_is_fetched_from_the_machine_and_its_network(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However the address is written, and before a connection is opened."""
    monkeypatch.delenv(web.PRIVATE, raising=False)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert "own network" in failure(address) or "cannot be found" in failure(address)


def refuse(*_: object) -> None:
    """A connection that must not be opened."""
    raise AssertionError("a connection was opened")


def test_a_redirect_to_the_machine_itself_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page in the open must not lead us home."""
    site.answers["/a"] = status(302, Location="http://inside.example/secret")
    monkeypatch.delenv(web.PRIVATE)
    monkeypatch.setattr(web, "_is_public", lambda address: address == "127.0.0.1")

    def resolve(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        address = "10.0.0.1" if host.startswith("inside") else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert "own network" in failure(f"http://open.example:{site.server.server_port}/a").replace("\n", " ")


def test_a_name_that_changes_its_address_gains_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to the address that was checked; the name is not looked up again."""
    site.answers["/a"] = page()
    monkeypatch.delenv(web.PRIVATE)
    monkeypatch.setattr(web, "_is_public", lambda address: address == "127.0.0.1")
    asked: list[str] = []

    def resolve(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        address = "127.0.0.1" if host == "127.0.0.1" or asked.count(host) <= 2 else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    port = site.server.server_port
    (found,) = load([f"http://news.example:{port}/a"])
    assert isinstance(found, Article)
    assert asked.count("news.example") == 2, "once for robots.txt, once for the page"
    assert {host for _, host, _ in site.asked} == {f"news.example:{port}"}


def test_what_is_too_large_or_too_slow_is_cut_off(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """By size after unpacking, by silence, and by the time of the whole."""
    site.answers["/bomb"] = status(200, gzip.compress(b" " * (64 << 20)), Content_Encoding="gzip")
    assert "larger than 32 MB" in failure(f"{site.url}/bomb")
    monkeypatch.setattr(web, "READ", 0.2)
    site.answers["/silent"] = lambda request: time.sleep(1)
    assert "in time" in failure(f"{site.url}/silent")
    monkeypatch.setattr(web, "WHOLE", 0.3)

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        for _ in range(20):
            request.wfile.write(b"<p>" * 30_000)
            time.sleep(0.05)

    site.answers["/drip"] = drip
    assert "seconds" in failure(f"{site.url}/drip")


@pytest.mark.parametrize("code", [401, 403, 404, 410, 429, 500])
def test_refusals_are_told(site: Site, code: int) -> None:
    """With the number that the site gives."""
    site.answers["/a"] = status(code)
    assert str(code) in failure(f"{site.url}/a")


@pytest.mark.parametrize(
    "url", ["http://", "http://[", "https://nowhere.invalid/", "http://host:99999/", "http://a b/"]
)
def test_addresses_that_are_none_are_failures(url: str) -> None:
    """Nothing is raised."""
    assert failure(url)


def test_a_site_that_is_down_is_a_failure(site: Site) -> None:
    """As is one that hangs up in the middle."""
    site.answers["/a"] = lambda request: request.connection.close()
    assert failure(f"{site.url}/a")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert failure(f"http://127.0.0.1:{taken.getsockname()[1]}/a")
