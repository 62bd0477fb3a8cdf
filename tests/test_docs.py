"""The documentation is true: its commands run, its examples in Python too, its links lead somewhere.

What a page calls `reports/` or `syria.book` is laid out in a folder, and the commands are run there in the
order of the page. What cannot run here (the network, a cluster, corpora that may not be shared) is at least
parsed: its command and options exist.
"""

from __future__ import annotations

import getpass
import glob
import gzip
import importlib.util
import io
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typer.main
from msgspec.structs import replace

import truceline.cli._serve
from sample import SAMPLE
from truceline.casebook import Casebook
from truceline.cli._app import app, run
from truceline.exports import export
from truceline.model import Reading, TimelineEntry, When, load
from truceline.records import about

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
ELSEWHERE = (
    "https://example.org",  # a connection
    "tcp://scheduler",  # a cluster
    "/data/2020",  # a year of news
    "train statements",  # a corpus that may not be shared
    "TRUCELINE_JUDGE=", "TRUCELINE_MODEL=",  # what was trained on it, and a larger pipeline
)  # fmt: skip
"""What cannot run here."""
PASSWORD = "correct horse battery staple"


@dataclass(frozen=True)
class Command:
    """A command of a page, with the line on which its block begins."""

    page: str
    line: int
    text: str


def _commands(page: Path) -> list[Command]:
    found = []
    text = page.read_text("utf-8")
    for block in BLOCK.finditer(text):
        if block[1] in {"", "sh", "console"}:
            line = text[: block.start()].count("\n") + 1
            for told in block[2].replace("\\\n", " ").splitlines():
                if re.match(r"(?:\w+=\S+ |cat \S+ \| |\S*/)?truceline ", told.strip()):
                    found.append(Command(page.name, line, told.strip()))
    return found


COMMANDS = {page.name: _commands(page) for page in PAGES if _commands(page)}


def _arguments(text: str) -> list[str]:
    """What `truceline` is called with, without what the shell does around it."""
    words = shlex.split(text, comments=True)
    start = next(n for n, word in enumerate(words) if word.endswith("truceline")) + 1
    end = next((n for n, word in enumerate(words[start:], start) if word in {">", "||", "|"}), len(words))
    return words[start:end]


@pytest.mark.parametrize("page", sorted(COMMANDS))
def test_every_command_exists_with_its_options(page: str) -> None:
    """No page names a command or option that there is not."""
    group: Any = typer.main.get_command(app)
    for command in COMMANDS[page]:
        name, *rest = _arguments(command.text)
        found = group
        context = found.make_context("truceline", [name, *rest], resilient_parsing=True)
        while hasattr(found, "commands") and name in found.commands:
            found = found.commands[name]
            name, *rest = rest or [""]
        assert found is not group, f"{page}:{command.line}: {command.text}"
        known = {option for parameter in found.params for option in getattr(parameter, "opts", ())}
        used = {word.split("=")[0] for word in (name, *rest) if re.match(r"--?[a-z]", word)}
        assert used <= known | {"--help"}, f"{page}:{command.line}: {command.text}"
        context.close()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which everything lies that the pages speak of."""
    for name in ("examples", "terms"):
        (tmp_path / name).symlink_to(ROOT / name)
    reports = sorted((ROOT / "examples/karabakh-2020").glob("*.txt"))
    for home in ("reports", "inbox", "resolutions"):
        (tmp_path / home).mkdir()
        shutil.copy(reports[0], tmp_path / home)
    shutil.copy(reports[2], tmp_path / "statement.txt")
    shutil.copy(reports[1], tmp_path / "page.txt")
    shutil.copy(ROOT / "examples/karabakh-2020/4-evening-mirror.html", tmp_path / "page.html")
    for sets in ("tests/gold/records", "path/to/your/own/sets"):
        shutil.copytree(ROOT / "tests/gold/records/inla-1998", tmp_path / sets / "inla-1998")
    _archives(tmp_path, reports[1].read_text("utf-8"))
    _tables(tmp_path)
    _books(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _archives(home: Path, text: str) -> None:
    place = importlib.util.spec_from_file_location("made_files", ROOT / "tests/sources/made_files.py")
    assert place is not None
    assert place.loader is not None
    made = importlib.util.module_from_spec(place)
    place.loader.exec_module(made)
    (home / "export.rtf").write_bytes(made.rtf(text))
    (home / "alerts.mbox").write_bytes(made.mailbox(made.message(text=text)))
    (home / "crawl.warc.gz").write_bytes(b"".join(gzip.compress(part) for part in made.warc()))
    (home / "2020").mkdir()
    shutil.copy(home / "crawl.warc.gz", home / "2020")


def _tables(home: Path) -> None:
    shutil.copy(ROOT / "tests/gold/verdicts/syria-2016/incidents.csv", home / "ged_syria.csv")
    (home / "corpus.csv").write_text("day,body_en\n2020-10-10,A truce began at noon.\n", "utf-8")
    (home / "events.csv").write_text("No,Day,Type,Side 1,Side 2\n1,25.05.2015,Air raid,A,B\n", "utf-8")
    terms = (ROOT / "docs/terms.md").read_text("utf-8")
    (home / "events.toml").write_text(BLOCK.search(terms, terms.index("```toml"))[2], "utf-8")  # type: ignore[index]
    export(SAMPLE, "ethprio", home / "codings.csv")


def _books(home: Path) -> None:
    """Casebooks of the sample: one with a truce in Syria beside it, and one with a single ceasefire."""
    [first, _] = SAMPLE.ceasefires
    start = datetime(2016, 2, 26, 22, tzinfo=UTC)
    when = When(earliest=start, latest=start, edtf="2016-02-27T00:00:00+02:00", zone="Asia/Damascus",
                precision="minute")  # fmt: skip
    fields = {"effective": (replace(first.fields["effective"][0], value=when, against=()),)}
    steps = (TimelineEntry(when=when, kind="effective", text="takes effect", claims=("wire-c2",)),)
    syria = replace(
        first, id="syria-2016-02-27", label="Truce in Syria", conflict="Syria", fields=fields, timeline=steps
    )
    one = about(SAMPLE, [first.id])
    several = replace(SAMPLE, ceasefires=(*SAMPLE.ceasefires, syria))
    for name, reading in (("syria.book", several), ("war.book", one), ("FILE", one)):
        with Casebook.open(home / name) as book:
            book.keep(reading)


def _run(text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> int:
    """A command as a shell would run it, in this process: with globs, a file to read and one to write."""
    words = shlex.split(text, comments=True)
    stdin = io.TextIOWrapper(io.BytesIO(Path(words[1]).read_bytes()) if words[0] == "cat" else io.BytesIO())
    monkeypatch.setattr(stdin, "isatty", lambda: words[0] != "cat", raising=False)
    monkeypatch.setattr(sys, "stdin", stdin)
    monkeypatch.setattr(getpass, "getpass", lambda *_, **__: PASSWORD)
    arguments = [
        one
        for word in _arguments(text)
        for one in (sorted(glob.glob(word)) or [word] if "*" in word and " " not in word else [word])
    ]
    arguments = ["karabakh-2020-10-10" if word == "CEASEFIRE" else word for word in arguments]
    status = run(arguments)
    if ">" in words:
        Path(words[words.index(">") + 1]).write_text(capsys.readouterr().out, "utf-8")
    return status


@pytest.mark.parametrize("page", sorted(COMMANDS))
def test_every_command_of_a_page_runs(
    page: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who types what a page says, in the order of the page, meets no error."""

    def serve(where: str, **_: object) -> None:
        Casebook.open(where, create=False).close()

    monkeypatch.setattr(truceline.cli._serve, "serve", serve)
    for command in COMMANDS[page]:
        if any(mark in command.text for mark in ELSEWHERE):
            continue
        status = _run(command.text, monkeypatch, capsys)
        told = capsys.readouterr()
        place = f"{page}:{command.line}: {command.text}"
        # 1 says that rows or documents were set aside, which the page may be about.
        assert status in ({0, 1} if "check" in command.text or "read" in command.text else {0}), (
            f"{place}\n{told.err}{told.out[-500:]}"
        )


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "```python" in page.read_text("utf-8")], ids=lambda p: p.name
)
def test_every_example_in_python_runs(page: Path, folder: Path) -> None:
    """The examples of a page run one after the other, with a `reading` at hand."""
    if page.name == "api.md":
        pytest.skip("signatures, which scripts/api.py writes")
    export(SAMPLE, "ethprio", folder / "coded.csv")
    run(["read", "reports/", "--book", "some.book", "--quiet"])
    (folder / "reading.json").write_bytes(truceline.dump(SAMPLE))
    space: dict[str, Any] = {"reading": load(truceline.dump(SAMPLE), Reading)}
    for block in BLOCK.finditer(page.read_text("utf-8")):
        if block[1] == "python":
            exec(compile(block[2], f"{page.name}: {block[2][:40]!r}", "exec"), space)


def _anchors(page: Path) -> Iterator[str]:
    for heading in re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.M):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    """No link to a page, picture or heading that is not there."""
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), f"{page.name}: {link}"
        if anchor and target.suffix == ".md":
            assert anchor in set(_anchors(target)), f"{page.name}: {link}"


def test_every_page_can_be_found() -> None:
    """Each page of docs/ stands in the list of the README."""
    listed = (ROOT / "README.md").read_text("utf-8")
    assert [
        page.name for page in PAGES if f"docs/{page.name}" not in listed and page.name != "README.md"
    ] == []


def test_make_does_what_the_pages_say() -> None:
    """The targets that are named exist."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    named = {
        name for page in PAGES for block in BLOCK.findall(page.read_text("utf-8"))
        for name in re.findall(r"^make (\w+)", block[1], re.M)
    }  # fmt: skip
    assert named <= targets
