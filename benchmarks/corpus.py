"""How reading grows with a corpus: web archives of 1,000 to 100,000 pages of which one in a hundred is a
report on a ceasefire; and one of many gigabytes.

Run: python benchmarks/corpus.py [MOST]           pages, by default 10,000
     python benchmarks/corpus.py --archive GB     needs as much room in the folder for temporary files

For each size a packed web archive is made and gone through, each time in processes of their own:

- unpacked: fastwarc alone, the physical limit;
- first pass: the documents are met and looked through, and none is read;
- read, 1 and read, 2: what the first pass keeps is read in depth by one and two processes, joined, and kept
  in a casebook;
- spaCy alone: the bare language pipeline over the text of 60 pages, for all pages.

Processor seconds and memory (proportional set size) are those of all processes together, looked up ten times
a second. The filler is made of a few sentences in random order; no two of the reports are the same, and they
tell of 49 wars.
"""

from __future__ import annotations

import gzip
import os
import random
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

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
PLACES = """
Afghanistan Angola Armenia Azerbaijan Bosnia Burundi Cambodia Cameroon Chad Colombia Congo Croatia Cyprus
Egypt Ethiopia Georgia Guatemala Haiti India Indonesia Iran Iraq Israel Jordan Kosovo Lebanon Liberia Libya
Mali Moldova Mozambique Myanmar Nepal Niger Nigeria Pakistan Peru Philippines Rwanda Senegal Somalia Sudan
Syria Tajikistan Thailand Turkey Uganda Ukraine Yemen
"""
MONTHS = "January February March April May June July August September October November December"


def report(number: int, dice: random.Random) -> list[str]:
    """The paragraphs of a report on a truce."""
    place, month, day = dice.choice(PLACES.split()), dice.choice(MONTHS.split()), dice.randrange(1, 28)
    year, hours, name = (
        dice.randrange(1990, 2025),
        dice.choice((24, 48)),
        dice.choice(("Amin", "Petrov", "Diaz")),
    )
    verb, weekday = dice.choice(("signed", "agreed on", "declared")), dice.choice(("Monday", "Friday"))
    return [
        f"{place.upper()}, {month} {day}, {year} (Reuters) - The government of {place} and the rebels {verb}"
        f" a ceasefire of {hours} hours on {weekday}, mediators of the United Nations said.",
        f'"The guns will fall silent at midnight," the army\'s spokesman, {name} Karim, told reporters. He'
        f" denied that his men had shelled {dice.randrange(90)} villages on the eve of the talks.",
        "The rebels said that they would hold to the truce if prisoners were let go and if aid reached the"
        f" town within {dice.randrange(2, 9)} days. {dice.randrange(3, 40)} observers are to watch over it.",
        f"It is the {dice.choice(('second', 'third', 'fourth'))} ceasefire in {place} since {year - 1}. The"
        f" last one broke down after {dice.randrange(2, 30)} days, when both sides accused each other.",
        f"More than {number + 1_000} people have been killed in the war, according to the Red Cross.",
    ]


def page(number: int, dice: random.Random, *, relevant: bool, weight: int = 0) -> bytes:
    """One page with the furniture of a site around its text, and so many bytes of script."""
    filler = [" ".join(dice.choices(SENTENCES, k=4)) for _ in range(PARAGRAPHS)]
    paragraphs = report(number, dice) if relevant else filler
    links = "".join(
        f"<li><a href='/{n}'>Story number {dice.randrange(10**6)} of the day</a></li>" for n in range(40)
    )
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    script = b64encode(dice.randbytes(weight // 4)).decode() + "var stories = [];" * (weight // 24)
    return (
        f"<!DOCTYPE html><html lang=en><head><title>Page {number}</title><script>{script}</script>"
        f"<style>{'p { margin: 1em }' * 50}</style></head><body><nav><ul>{links}</ul></nav>"
        f"<article><h1>Report {number}</h1>{body}</article><footer>{links}</footer>"
    ).encode()


def record(number: int, content: bytes) -> bytes:
    """A packed record of a web archive."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + content
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
        f"WARC-Target-URI: https://news.example/{number}\r\nWARC-Date: 2020-10-11T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{number:032x}>\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode()
    return gzip.compress(head + block + b"\r\n\r\n", 6)


def make(path: Path, count: int) -> int:
    """Write a web archive of `count` pages; the bytes of its pages."""
    dice, size = random.Random(count), 0
    with path.open("wb") as file:
        for number in range(count):
            content = page(number, dice, relevant=number % SHARE == 0)
            size += len(content)
            file.write(record(number, content))
    return size


def make_archive(path: Path, size: int) -> tuple[int, int]:
    """Write a web archive of `size` packed bytes; how many pages it has, and how many bytes these.

    Pages weigh 60 KB, as news pages do. 2,000 of them are repeated; two reports stand behind each round.
    """
    dice = random.Random(size)
    pages = [page(n, dice, relevant=False, weight=55_000) for n in range(2_000)]
    round_ = b"".join(record(n, content) for n, content in enumerate(pages))
    count = total = 0
    with path.open("wb") as file:
        while file.tell() < size:
            file.write(round_)
            reports = [page(count + n, dice, relevant=True, weight=55_000) for n in range(2)]
            file.write(b"".join(record(count + n, content) for n, content in enumerate(reports)))
            count += len(pages) + 2
            total += sum(map(len, pages)) + sum(map(len, reports))
    return count, total


def unpacked(path: str) -> None:
    """All pages, by fastwarc alone."""
    from fastwarc.warc import ArchiveIterator  # noqa: PLC0415 - each measure has a process of its own

    print(sum(bool(record.reader.read()) for record in ArchiveIterator(path, parse_http=True)))


def first_pass(path: str) -> None:
    """The pages that the first pass keeps."""
    from truceline.sources import batches  # noqa: PLC0415

    print(sum(len(batch.wanted) for batch in batches([path], first_pass="auto")))


def read(path: str, workers: int) -> None:
    """The pages that are kept, read in depth, joined, and kept in a casebook."""
    from truceline.cli._app import run  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        run(["read", path, "--book", f"{folder}/a.book", "--jobs", str(workers)])


def pipeline(_: str) -> None:
    """The bare language pipeline over the text of 60 pages: seconds a page."""
    import spacy  # noqa: PLC0415

    from truceline.language import model_name  # noqa: PLC0415

    dice = random.Random(1)
    texts = [" ".join(dice.choices(SENTENCES, k=4)) for _ in range(60 * PARAGRAPHS)]
    nlp = spacy.load(model_name())
    start = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    print((time.process_time() - start) / 60)


MEASURES: dict[str, Callable[[str], None]] = {
    "unpacked": unpacked, "first pass": first_pass, "read, 1": lambda path: read(path, 1),
    "read, 2": lambda path: read(path, 2), "spaCy alone": pipeline,
}  # fmt: skip


def measured(name: str, path: Path) -> tuple[float, float, float, str]:
    """What a measure took: seconds of the clock, processor seconds, peak megabytes; and what it printed."""
    start, peak, spent = time.perf_counter(), 0.0, {}
    command = [sys.executable, __file__, name, path]
    run = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )
    while run.poll() is None:
        used = [(pid, *of) for pid in session(run.pid) if (of := usage(pid)) is not None]
        spent |= {pid: seconds for pid, seconds, _ in used}
        peak = max(peak, sum(megabytes for *_, megabytes in used))
        time.sleep(0.1)
    clock = time.perf_counter() - start
    assert run.stdout is not None
    return clock, sum(spent.values()), peak, run.stdout.read().strip()


def session(leader: int) -> list[int]:
    """The processes of a session."""
    found = []
    for name in os.listdir("/proc"):
        try:
            if name.isdigit() and os.getsid(int(name)) == leader:
                found.append(int(name))
        except OSError:
            continue
    return found


def usage(pid: int) -> tuple[float, float] | None:
    """Processor seconds and megabytes of a process; None if it has gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text().split("Pss:")
    except OSError:
        return None
    ticks = os.sysconf("SC_CLK_TCK")
    return (int(fields[11]) + int(fields[12])) / ticks, int(rollup[1].split()[0]) / 1024 if len(
        rollup
    ) > 1 else 0.0


def row(count: int, size: float, name: str, path: Path) -> float:
    """Print one line; its processor seconds."""
    clock, spent, peak, _ = measured(name, path)
    print(f"{count:10,}{size:8,.0f}{name:>12}{clock:9.1f}{spent:8.1f}{count / clock:11,.0f}", end="")
    print(f"{count / max(spent, 0.1):13,.0f}{peak:9.0f}", flush=True)
    return spent


def head() -> None:
    """Print the head of the table."""
    print(f"{'pages':>10}{'MB':>8}{'measure':>12}{'clock s':>9}{'cpu s':>8}{'pages/s':>11}", end="")
    print(f"{'pages/cpu s':>13}{'peak MB':>9}")


def growth(most: int) -> None:
    """The table over sizes, and how much longer the bare pipeline takes."""
    with tempfile.TemporaryDirectory() as folder:
        bare = float(measured("spaCy alone", Path(folder))[3])
        head()
        for count in (size for size in SIZES if size <= most):
            path = Path(folder) / f"{count}.warc.gz"
            size = make(path, count) / 1e6
            spent = [row(count, size, name, path) for name in list(MEASURES)[:4]]
            print(f"{count:10,}{size:8,.0f}{'spaCy alone':>12}{'':9}{bare * count:8,.0f}", end="")
            print(
                f"{'':11}{1 / bare:13,.1f}   ({bare * count / spent[2]:.0f} times as long as read, 1)",
                flush=True,
            )


def archive(gigabytes: float) -> None:
    """The table for one large archive."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.warc.gz"
        count, size = make_archive(path, int(gigabytes * 1e9))
        packed = path.stat().st_size / 1e9
        print(f"{packed:.1f} GB packed, {size / 1e9:.0f} GB unpacked, {count // 1_001} reports")
        head()
        row(count, size / 1e6, "read, 2", path)


if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1] in MEASURES:
        MEASURES[sys.argv[1]](sys.argv[2])
    elif sys.argv[1:2] == ["--archive"]:
        archive(float(sys.argv[2]))
    else:
        growth(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
