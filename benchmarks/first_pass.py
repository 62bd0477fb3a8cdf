"""What the first pass costs, and what it keeps and loses.

Run: python benchmarks/first_pass.py [--deep] [SHARED]

Prints three tables:

- speed over the same bytes, beside a bare Aho-Corasick scan for the same words (`ahocorasick_rs`), over plain
  text and over markup;
- recall on reports that speak of a ceasefire: the gold of this project, the examples, the seeds, and of the
  public test data in SHARED (default: ../shared beside the project) the histories of WikiWars and the
  Security Council's resolutions on truces;
- what is kept of general news (PolNeAR, TimeBank, AQUAINT, the article-extraction benchmark). With `--deep`
  the relevant ones among these are told by the reading itself: a document is relevant if reading it in depth
  makes a record of a ceasefire. That takes minutes.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from tomllib import loads

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from truceline.sources import article_from_text, may_concern

ROOT = Path(__file__).resolve().parent.parent
Texts = list[tuple[str, bytes]]
TAG = re.compile(rb"<[^>]+>")
ROUNDS = 5


def gold(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The reports of sets of gold that speak of a ceasefire."""
    for expected in sorted(folder.glob("*/expected.json")):
        ceasefires = json.loads(expected.read_text("utf-8"))["ceasefires"]
        for name in sorted({name for entry in ceasefires for name in entry["reports"]}):
            file, _, line = name.partition("#")
            text = (expected.parent / file).read_bytes()
            if line:
                text = next(row for row in text.split(b"\n") if json.loads(row)["id"] == line)
            yield f"{expected.parent.name}/{name}", text


def below(folder: Path, pattern: str) -> Texts:
    """The files of a folder."""
    return [(path.name, path.read_bytes()) for path in sorted(folder.glob(pattern)) if path.is_file()]


def pages(path: Path) -> Texts:
    """The pages of the article-extraction benchmark, a paragraph per line."""
    if not path.exists():
        return []
    told = json.loads(path.read_text("utf-8")).items()
    return [
        (name, "\n".join(f'<div class="line"><p>{x}</p></div>' for x in page["lines"]).encode())
        for name, page in told
    ]


def speed(name: str, texts: Texts) -> None:
    """One row: megabytes a second, and how many times the bare scan's seconds."""
    lists = loads((files("truceline.sources") / "data/first_pass.toml").read_text("utf-8"))
    words = [word.encode() for word in (*lists["sure"]["words"], *lists["near"]["stops"])]
    bare = BytesAhoCorasick(words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)
    size = sum(len(text) for _, text in texts) / 1e6
    scan, ours = timed(bare.find_matches_as_indexes, texts), timed(may_concern, texts)
    print(f"{name:44}{size:8.1f}{size / scan:10.0f}{size / ours:10.0f}{ours / scan:10.1f}")


def timed(work: Callable[[bytes], object], texts: Texts) -> float:
    """The fewest processor seconds of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for _, text in texts:
            work(text)
        best = min(best, time.process_time() - start)
    return best


def recall(name: str, texts: Texts) -> None:
    """One row: how many of these reports are kept, and which are not."""
    missed = [title for title, text in texts if not may_concern(text)]
    if texts:
        share = 1 - len(missed) / len(texts)
        print(f"{name:44}{len(texts):8}{share:10.3f}   {', '.join(missed)}")


def general(name: str, texts: Texts, *, deep: bool) -> None:
    """One row: what is kept of general news; with `deep`, how much makes a record, and what was lost."""
    if not texts:
        return
    kept = {title for title, text in texts if may_concern(text)}
    row = f"{name:44}{len(texts):8}{len(kept) / len(texts):10.3f}"
    if deep:
        relevant = {title for title, text in texts if makes_a_record(title, text)}
        row += f"{len(relevant):10}{len(relevant & kept) / max(1, len(relevant)):10.3f}"
        row += f"{len(relevant & kept) / max(1, len(kept)):10.3f}   {', '.join(sorted(relevant - kept))}"
    print(row)


def makes_a_record(name: str, text: bytes) -> bool:
    """Whether reading a document in depth makes a record of a ceasefire."""
    from truceline.reader import read_articles  # noqa: PLC0415 - the language pipeline, for `--deep` alone

    plain = TAG.sub(b" ", text).decode("utf-8", "replace")
    return bool(read_articles([article_from_text(plain, uri=name, id="a")]).ceasefires)


def main(shared: Path, *, deep: bool) -> None:
    """Print the tables."""
    data = shared / "data"
    news = {
        "PolNeAR, politics of the United States": below(data, "quotes/polnear/*/text/**/*.txt"),
        "TimeBank, general news": below(data, "time/tbaq/TimeBank/*.tml"),
        "AQUAINT, general news": below(data, "time/tbaq/AQUAINT/*.tml"),
        "article-extraction benchmark, pages": pages(data / "reading/aeb_plaintext_lines.json"),
    }
    print(f"{'speed, one core':44}{'MB':>8}{'scan MB/s':>10}{'ours MB/s':>10}{'times':>10}")
    for name, texts in news.items():
        if texts:
            speed(name, texts)
    print(f"\n{'recall on reports of ceasefires':44}{'reports':>8}{'kept':>10}   missed")
    recall("gold of this project", [*gold(ROOT / "tests/gold/records"), *gold(ROOT / "examples")])
    recall("seeds", below(shared, "seeds/*.txt"))
    recall("WikiWars, histories of wars", below(data, "time/wikiwars/in/*"))
    recall("Security Council, resolutions on truces", below(data, "field/unsc/*"))
    print(
        f"\n{'general news':44}{'reports':>8}{'kept':>10}"
        + (f"{'relevant':>10}{'recall':>10}{'precision':>10}   lost" if deep else "")
    )
    for name, texts in news.items():
        general(name, texts, deep=deep)


if __name__ == "__main__":
    named = [argument for argument in sys.argv[1:] if argument != "--deep"]
    main(Path(named[0]) if named else ROOT.parent / "shared", deep="--deep" in sys.argv)
