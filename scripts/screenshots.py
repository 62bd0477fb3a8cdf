"""Take the pictures of the local app that stand in docs/screenshots, from the example reports.

    python scripts/screenshots.py [FOLDER]

Needs Chromium (scripts/browser) and the tools of requirements-dev.lock. The pictures are reduced with
ImageMagick where it is installed.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from truceline.casebook import Casebook, say_value
from truceline.model import StatementGroup
from truceline.reader import read
from truceline.records import LIST_FIELDS
from truceline.web import make_app

ROOT = Path(__file__).parent.parent
DOSSIER = "/ceasefires/sudan-2023-04-25"
READER = "A. Reader"
WIDE, PHONE, PAPER = (1200, 1000), (360, 740), (794, 1123)
PICTURES = {
    "ceasefires": ("/ceasefires", WIDE, "light"),
    "dossier": (DOSSIER, WIDE, "light"),
    "dossier-dark": (DOSSIER, WIDE, "dark"),
    "dossier-phone": (DOSSIER, PHONE, "light"),
    "dossier-print": (DOSSIER, PAPER, "print"),
    "statements": ("/statements", WIDE, "light"),
    "article": ("", WIDE, "light"),
    "search": ("/search?q=humanitarian", WIDE, "light"),
    "review": ("/review", WIDE, "light"),
    "versions": ("", WIDE, "light"),
    "coding": ("/coding/spring%20sample?at=4", WIDE, "light"),
    "agreement": ("/coding/first%20trial", WIDE, "light"),
}
ADMIN, PASSWORD = "Cleo", "only for pictures"
INSIDE = {
    "login": ("/login", WIDE, "light"),
    "users": ("/users", WIDE, "light"),
}
"""Pages of a server for several people: what a stranger sees, and what an admin does."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


def make_book(book: Path) -> None:
    """A casebook of the example reports."""
    folders = sorted(path.parent for path in (ROOT / "examples").glob("*/expected.json"))
    with Casebook.open(book) as casebook:
        for folder in folders:
            casebook.keep(read(sorted(path for path in folder.iterdir() if path.name != "expected.json")))
        for name, role in ((ADMIN, "admin"), (READER, "reviewer"), ("Ben", "reviewer"), ("Rita", "reader")):
            casebook.users.add(name, role, PASSWORD)
        code_blind(casebook, "first trial", (READER, "Ben"))
        casebook.rounds.open("spring sample", coders=(READER, "Ben"), by="Cleo")


def code_blind(casebook: Casebook, name: str, coders: tuple[str, str]) -> None:
    """A round that two have coded, of whom the second sees some things otherwise."""
    rounds = casebook.rounds
    for n, (ceasefire, field) in enumerate(rounds.open(name, coders=coders, by="Cleo").units):
        told = [say_value(f.value) for f in casebook.find(ceasefire).fields.get(field, ())]
        several = field in LIST_FIELDS
        other = told[: -1 if n % 3 == 0 else None] if several else told[-1:] if n % 5 == 0 else told[:1]
        rounds.code(name, ceasefire, field, told if several else told[:1], by=coders[0])
        rounds.code(name, ceasefire, field, other, by=coders[1])
    rounds.close(name, by="Cleo")


def most_alike(casebook: Casebook) -> str:
    """The statement that shares most words with another version of it which is not the same."""
    groups = casebook.reading().statement_groups
    with casebook.look() as view:
        told = [one for group in groups for one in view.said(group.statements)]
    words = {one.statement.id: set(one.words.split()) for one in told}

    def shared(group: StatementGroup) -> int:
        first, *others = (words[one] for one in group.statements)
        return max((len(first & other) for other in others if other != first), default=0)

    return max(groups, key=shared).first


@contextmanager
def serving(book: Path, **how: Any) -> Iterator[str]:
    """The app over a casebook, by its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(book, **how), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def log_in(page: Page, address: str) -> None:
    """Fill in the login form as the admin."""
    page.goto(f"{address}/login")
    page.get_by_label("Name").fill(ADMIN)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{address}/ceasefires")


def take(  # noqa: PLR0917 - where, how large, how, whereto, who
    browser: Browser,
    address: str,
    path: str,
    size: tuple[int, int],
    scheme: str,
    out: Path,
    inside: bool = False,
) -> None:
    """One picture of what stands on the first screen, or on the first sheet of paper; `inside` of a server
    with users after logging in.
    """
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    if inside:
        log_in(page, address)
    page.goto(address + path)
    if scheme == "print":
        page.emulate_media(media="print")
    page.screenshot(path=out)
    context.close()
    if reducer := shutil.which("convert"):
        subprocess.run([reducer, out, "-strip", "-colors", "96", f"PNG8:{out}"], check=True)
    print(f"{out.name:<22}{out.stat().st_size / 1000:>8.0f} kB")


def main(folder: Path) -> None:
    """Serve the examples and take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        book = Path(place) / "examples.book"
        make_book(book)
        with Casebook.open(book) as casebook, casebook.look() as view:
            outlines = view.outlines()
            article = outlines[DOSSIER.rsplit("/", 1)[1]].articles[0]
            first = most_alike(casebook)
        found = {"article": f"/articles/{article}", "versions": f"/statements/{first}"}
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        with serving(book, reviewer=READER) as address:
            for name, (path, size, scheme) in PICTURES.items():
                take(browser, address, path or found[name], size, scheme, folder / f"{name}.png")
        with serving(book, accounts=True) as address:
            for name, (path, size, scheme) in INSIDE.items():
                take(browser, address, path, size, scheme, folder / f"{name}.png", inside=name != "login")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/screenshots")
