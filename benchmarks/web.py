"""How long the pages of the local app take on a large casebook.

    python benchmarks/web.py [ARTICLES] [--book FILE]

Makes a casebook of made-up reports (the same every time), serves it on this machine, asks for each kind of
page many times, and prints how long the answers took, and how much processor time: what they would take on
a machine that does nothing else. A casebook that is there already is measured as it is.
"""

from __future__ import annotations

import argparse
import random
import socket
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles

import uvicorn

from truceline import __version__
from truceline.casebook import Asked, Casebook
from truceline.model import (
    Actor,
    Article,
    Ceasefire,
    Claim,
    Evidence,
    Finding,
    Reading,
    Segment,
    Source,
    Span,
    Speaker,
    Statement,
    StatementGroup,
    TimeExpression,
    TimelineEntry,
    When,
)
from truceline.web import make_app

ASKED = 40
"""How often each kind of page is asked for."""
REPORTS = 25
"""Reports on one ceasefire."""
TOLD = """
truce ceasefire army rebels minister said that would begin talks on Monday after a night of shelling near the
river bridge convoy aid mediators hoped both sides had agreed monitors reported calm except for one village
where fire was exchanged until noon spokesman denied it president welcomed the step and asked for guarantees
"""
WORDS = TOLD.split()
FIELDS = ("effective", "declared", "ends", "parties", "mediators", "area", "purpose", "scope")


def day(number: int) -> When:
    """The day so many days after the first of 2015."""
    start = datetime(2015, 1, 1, tzinfo=UTC) + timedelta(days=number)
    return When(
        earliest=start, latest=start + timedelta(days=1), edtf=f"{start:%Y-%m-%d}", zone="UTC", why="stated"
    )


def make_article(n: int, chance: random.Random) -> Article:
    """The nth report: a headline, twelve paragraphs, eight statements, ten times."""
    name = f"a{n:07}"
    text = "\n".join(" ".join(chance.choices(WORDS, k=12 if p == 0 else 40)) for p in range(13))
    places = [chance.randrange(len(text) - 90) for _ in range(18)]
    statements = tuple(
        Statement(
            id=f"{name}.s{i}", start=p, end=p + 80, actor=f"person-{chance.randrange(2000)}", cue=None,
            mode="indirect",
            speaker=Speaker(start=p, end=p + 12, text=text[p : p + 12], actor=None, why="named"),
            content=(Span(start=p + 20, end=p + 80),), act=chance.choice(("asserts", "denies", "warns")),
        )
        for i, p in enumerate(places[:8])
    )  # fmt: skip
    times = tuple(
        TimeExpression(
            start=p, end=p + 9, text=text[p : p + 9], type="DATE", timex="2016-01-01", when=day(n % 4000)
        )
        for p in sorted(places[8:])
    )
    return Article(
        id=name, source=Source(uri=f"reports/{name}.txt", sha256=f"{n:064x}"), text=text,
        title=text.split("\n")[0],
        outlet=f"Outlet {chance.randrange(300)}", published=day(n % 4000), statements=statements, times=times,
        segments=(Segment(start=0, end=len(text), role="body"),),
    )  # fmt: skip


def make_claims(article: Article, ceasefire: str, chance: random.Random) -> Iterator[Claim]:
    """What a report says of its ceasefire, a field each."""
    for i, field in enumerate(FIELDS):
        at = chance.randrange(len(article.text) - 40)
        words = Evidence(article=article.id, start=at, end=at + 30, text=article.text[at : at + 30])
        value = day(chance.randrange(4000)) if i < 3 else f"person-{chance.randrange(2000)}"
        yield Claim(
            id=f"{article.id}.c{i}",
            article=article.id,
            ceasefire=ceasefire,
            field=field,
            value=value,
            evidence=(words,),
        )


def make_ceasefire(n: int, articles: list[Article], claims: list[Claim]) -> Ceasefire:
    """A ceasefire of which these reports tell; on each field two accounts."""
    fields = {}
    for field in FIELDS:
        own = [claim for claim in claims if claim.field == field]
        parts = own[: len(own) * 2 // 3 + 1], own[len(own) * 2 // 3 + 1 :]
        fields[field] = tuple(
            Finding(
                value=p[0].value,
                state="disputed",
                preferred=not k,
                why="more",
                support=tuple(c.id for c in p),
            )
            for k, p in enumerate(parts)
            if p
        )
    fields["status"] = (
        Finding(value="agreed", state="single", preferred=True, why="", support=(claims[0].id,)),
    )
    entry = TimelineEntry(when=day(n % 4000), kind="effective", text="takes effect", claims=(claims[0].id,))
    return Ceasefire(
        id=f"ceasefire-{n}", label=f"Ceasefire {n}", conflict=f"Conflict {n % 60}", fields=fields,
        timeline=(entry,), articles=tuple(a.id for a in articles),
    )  # fmt: skip


def make_reading(count: int) -> Reading:
    """So many reports on fewer ceasefires."""
    chance = random.Random(7)
    articles = [make_article(n, chance) for n in range(count)]
    claims: list[Claim] = []
    ceasefires = []
    for n in range(0, count, REPORTS):
        own = articles[n : n + REPORTS]
        said = [claim for a in own for claim in make_claims(a, f"ceasefire-{n // REPORTS}", chance)]
        claims += said
        ceasefires.append(make_ceasefire(n // REPORTS, own, said))
    groups = tuple(
        StatementGroup(
            id=f"g{n}", statements=(f"a{n:07}.s0", f"a{n + 1:07}.s0"), first=f"a{n:07}.s0", alike="trimmed"
        )
        for n in range(0, count - 1, 4)
    )
    actors = tuple(Actor(id=f"person-{n}", name=f"Person {n}", kind="person") for n in range(2000))
    return Reading(
        truceline=__version__, articles=tuple(articles), actors=actors, claims=tuple(claims),
        ceasefires=tuple(ceasefires), statement_groups=groups,
    )  # fmt: skip


def pages(book: Path) -> dict[str, list[str]]:
    """Addresses of each kind of page."""
    chance = random.Random(11)
    with Casebook.open(book) as casebook, casebook.look() as view:
        ceasefires = list(view.outlines())
        heads = [head.id for head in view.newest(2000)]
        said = [s.statement.id for s in view.statements(Asked(alike=True), 200)]
        speakers = [speaker for speaker, _, _ in view.speakers(100)]
        outlets = [name for name, _ in view.outlets()] or [""]
    words = [" ".join(chance.sample(WORDS, k)) for k in (1, 1, 2, 2, 3) for _ in range(ASKED // 5)]

    def some(things: list[str]) -> list[str]:
        return [chance.choice(things).replace(" ", "+") for _ in range(ASKED)]

    return {
        "ceasefires": [f"/ceasefires?page={n % 20 + 1}&sort=newest" for n in range(ASKED)],
        "ceasefires, what was read": [f"/ceasefires?since=2025-0{n % 9 + 1}-01" for n in range(ASKED)],
        "ceasefires, what was published": [
            f"/ceasefires?since=2025-0{n % 9 + 1}-01&by=published" for n in range(ASKED)
        ],
        "dossier": [f"/ceasefires/{name}" for name in some(ceasefires)],
        "who said what": [f"/statements?page={n % 5 + 1}" for n in range(ASKED)],
        "who said what, one speaker": [f"/statements?speaker={name}" for name in some(speakers)],
        "who said what, one outlet": [f"/statements?outlet={name}&act=denies" for name in some(outlets)],
        "who said what, words": [f"/statements?q={'+'.join(w.split())}" for w in words],
        "versions": [f"/statements/{name}" for name in some(said)],
        "reports": [f"/articles?page={n % 20 + 1}" for n in range(ASKED)],
        "report": [f"/articles/{name}" for name in some(heads)],
        "review": [f"/review?place={n * 7}" for n in range(ASKED)],
        "review, before all at once": [f"/review/bulk?conflict=Conflict+{n}" for n in range(ASKED)],
        "search": [f"/search?q={'+'.join(w.split())}" for w in words],
    }


def measure(book: Path) -> None:
    """Print a table: milliseconds at the median and the 95th percentile of each kind of page, by the clock
    and of processor time.
    """
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(book, reviewer="A. Reader"), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    try:
        first, spent = _ask(address + "/ceasefires")
        print(f"first page of all: {first:.0f} ms, {spent:.0f} ms of processor time")
        every: list[tuple[float, float]] = []
        print(f"{'':<32}{'by the clock, ms':>20}{'processor time, ms':>20}")
        print(f"{'page':<32}{'median':>10}{'95th':>10}{'median':>10}{'95th':>10}")
        for kind, addresses in pages(book).items():
            took = [_ask(address + path) for path in addresses]
            every += took
            _tell(kind, took)
        _tell("all", every)
    finally:
        server.should_exit = True
        thread.join()


def _tell(kind: str, took: list[tuple[float, float]]) -> None:
    told = (quantiles(column, n=20)[at] for column in zip(*took, strict=True) for at in (9, 18))
    print(f"{kind:<32}" + "".join(f"{number:>10.0f}" for number in told), flush=True)


def _ask(address: str) -> tuple[float, float]:
    """How many milliseconds an answer takes, by the clock and of processor time (with the asking)."""
    start, spent = time.perf_counter(), time.process_time()
    with urllib.request.urlopen(address, timeout=120) as got:
        got.read()
    return (time.perf_counter() - start) * 1000, (time.process_time() - spent) * 1000


def main() -> None:
    """Make the casebook where there is none, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=int, default=10_000)
    parser.add_argument("--book", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        book = given.book or Path(folder) / "large.book"
        if not book.exists():
            start = time.perf_counter()
            with Casebook.open(book) as casebook:
                casebook.keep(make_reading(given.articles))
            took = time.perf_counter() - start
            print(f"{given.articles:,} reports kept in {took:.0f} s, {book.stat().st_size / 1e6:,.0f} MB")
        measure(book)


if __name__ == "__main__":
    main()
