"""How reading grows with a corpus: web archives of 1,000 to 100,000 pages of which one in a hundred is on a
ceasefire.

Run: python benchmarks/corpus.py [MOST]

For each size (up to MOST pages, by default 10,000) a packed web archive is made, and gone through four times,
each in a process of its own, so that its memory can be told:

- pages: fastwarc alone, the physical limit;
- first pass: the documents are met and looked through, and none is read;
- read, 1 and 2: what the first pass keeps becomes articles, on one core and with two worker processes. Of
  these neither processor seconds nor memory are counted: there the clock tells, on an idle machine.

Then `truceline read` in depth over the archive of 1,000 pages, beside the bare language pipeline over as much
text. The filler is made of a few sentences in random order, the reports are the examples of this project.
"""

from __future__ import annotations

import gzip
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1_000, 10_000, 100_000)
SHARE = 100
"""One page in so many is on a ceasefire."""
PARAGRAPHS = 12
SENTENCES = (
    "The council of the town voted on Tuesday to repair the bridge before the winter comes.",
    "Prices of wheat and maize rose for the third week in a row, traders at the exchange said.",
    "The minister of transport opened a new line between the harbour and the northern suburbs.",
    "Doctors at the hospital warned that the flu had come earlier this year than in the last.",
    "The home side won by two goals after a slow first half in front of a full stadium.",
    "A fire in a warehouse kept forty engines busy until the early hours of the morning.",
    "The university will take in eight hundred more students of medicine from next autumn.",
    "Two brothers from the valley have built a small mill that runs on the water of the brook.",
)


def page(number: int, reports: list[str], dice: random.Random) -> bytes:
    """One page with the furniture of a site around its text."""
    if number % SHARE == 0:
        paragraphs = [line for line in dice.choice(reports).split("\n\n") if line.strip()]
    else:
        paragraphs = [" ".join(dice.choices(SENTENCES, k=4)) for _ in range(PARAGRAPHS)]
    links = "".join(
        f"<li><a href='/{n}'>Story number {dice.randrange(10**6)} of the day</a></li>" for n in range(40)
    )
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<!DOCTYPE html><html lang=en><head><title>Page {number}</title>"
        f"<style>{'p { margin: 1em }' * 50}</style></head><body><nav><ul>{links}</ul></nav>"
        f"<article><h1>Report {number}</h1>{body}</article><footer>{links}</footer>"
    ).encode()


def make(path: Path, count: int) -> int:
    """Write a web archive of `count` pages; the bytes of its pages."""
    reports = [text.read_text("utf-8") for text in sorted((ROOT / "examples").rglob("*.txt"))]
    dice, size = random.Random(count), 0
    with path.open("wb") as file:
        for number in range(count):
            content = page(number, reports, dice)
            size += len(content)
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + content
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
                f"WARC-Target-URI: https://news.example/{number}\r\nWARC-Date: 2020-10-11T00:00:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:{number:032x}>\r\nContent-Length: {len(block)}\r\n\r\n"
            ).encode()
            file.write(gzip.compress(head + block + b"\r\n\r\n", 6))
    return size


def pages(path: str) -> int:
    """All pages, by fastwarc alone."""
    from fastwarc.warc import ArchiveIterator  # noqa: PLC0415 - each measure has a process of its own

    return sum(bool(record.reader.read()) for record in ArchiveIterator(path, parse_http=True))


def first_pass(path: str) -> int:
    """The pages that the first pass keeps."""
    from truceline.sources import may_concern  # noqa: PLC0415
    from truceline.sources._load import documents  # noqa: PLC0415

    return sum(may_concern(item.data) for item in documents([path]) if hasattr(item, "data"))


def read(path: str, workers: int) -> int:
    """The pages that are kept, read in depth and joined."""
    from truceline.corpus import gather  # noqa: PLC0415

    with gather([path], first_pass="auto", workers=workers) as shelf:
        return sum(len(part.reading.articles) for part in shelf.parts())


def pipeline(path: str) -> int:
    """The bare language pipeline over the text of 60 pages; the words in it."""
    import spacy  # noqa: PLC0415

    from truceline.language import model_name  # noqa: PLC0415

    reports = [text.read_text("utf-8") for text in sorted((ROOT / "examples").rglob("*.txt"))]
    dice = random.Random(1)
    texts = [" ".join(dice.choices(SENTENCES, k=4)) for _ in range(60 * PARAGRAPHS)] + reports
    nlp = spacy.load(model_name())
    start = time.process_time()
    words = sum(len(doc.text.split()) for doc in nlp.pipe(texts))
    print(time.process_time() - start, words)
    return words


MEASURES = {
    "pages": pages, "first pass": first_pass, "read, 1": lambda path: read(path, 1),
    "read, 2": lambda path: read(path, 2), "pipeline": pipeline,
}  # fmt: skip


def measured(name: str, path: Path) -> list[float]:
    """What a measure in a process of its own printed: its own numbers, then seconds of the clock, processor
    seconds, and peak megabytes.
    """
    told = subprocess.run([sys.executable, __file__, name, path], capture_output=True, text=True, check=True)
    return [float(number) for number in told.stdout.split()]


def alone(name: str, path: str) -> None:
    """Take one measure, and print it."""
    start = time.perf_counter()
    MEASURES[name](path)
    clock = time.perf_counter() - start
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(clock, sum(u.ru_utime + u.ru_stime for u in used), max(u.ru_maxrss for u in used) / 1024)


def main(most: int) -> None:
    """Print the tables."""
    print(f"{'pages':>8}{'MB':>8}{'measure':>12}{'clock s':>9}{'cpu s':>8}", end="")
    print(f"{'pages/cpu s':>13}{'MB/cpu s':>10}{'peak MB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for count in (size for size in SIZES if size <= most):
            path = Path(folder) / f"{count}.warc.gz"
            size = make(path, count) / 1e6
            for name in ("pages", "first pass", "read, 1", "read, 2"):
                clock, spent, peak = measured(name, path)
                speeds = f"{count / spent:13,.0f}{size / spent:10.0f}"
                print(
                    f"{count:8,}{size:8.0f}{name:>12}{clock:9.1f}{spent:8.1f}{speeds}{peak:9.0f}", flush=True
                )
        path = Path(folder) / f"{SIZES[0]}.warc.gz"
        _, spent, peak = measured("depth", path)
        seconds, words, *_ = measured("pipeline", path)
        bare = seconds / words * SIZES[0] * PARAGRAPHS * 4 * 15
        print(
            f"\n{SIZES[0]:,} pages in depth, one in {SHARE} relevant: {spent:.0f} cpu s, peak {peak:.0f} MB"
        )
        print(f"the bare pipeline over all of their text: {bare:.0f} cpu s, {bare / spent:.0f} times as long")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        alone(sys.argv[1], sys.argv[2])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
