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
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from truceline.casebook import Casebook, say_value
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
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


def make_book(book: Path) -> None:
    """A casebook of the example reports."""
    folders = sorted(path.parent for path in (ROOT / "examples").glob("*/expected.json"))
    with Casebook.open(book) as casebook:
        for folder in folders:
            casebook.keep(read(sorted(path for path in folder.iterdir() if path.name != "expected.json")))
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
    """The statement that shares most words with another report's version of it."""
    groups = casebook.reading().statement_groups
    with casebook.look() as view:
        told = [one for group in groups for one in view.said(group.statements)]
    words = {one.statement.id: set(one.words.split()) for one in told}
    return max(groups, key=lambda group: len(words[group.statements[0]] & words[group.statements[1]])).first


def take(browser: Browser, address: str, size: tuple[int, int], scheme: str, out: Path) -> None:
    """One picture of what stands on the first screen, or on the first sheet of paper."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(address)
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
        listening = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(make_app(book, reviewer=READER), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name, (path, size, scheme) in PICTURES.items():
            take(browser, address + (path or found[name]), size, scheme, folder / f"{name}.png")
        browser.close()
        server.should_exit = True
        thread.join()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/screenshots")
