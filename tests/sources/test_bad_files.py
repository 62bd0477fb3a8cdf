"""Files that are broken or meant to do harm: none crashes or hangs the run, none loses what was read, each is
told with what to do.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import resource
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import made_files as made
import pytest
import zstandard

from truceline.model import Article, Failure, Reading, dump
from truceline.sources import load

MINUTE_OF_WORK = 20.0
"""Processor seconds that the worst file may take."""
MEMORY = 600
"""Megabytes by which the process may grow for it."""


def read(path: Path) -> tuple[list[Article], list[Failure]]:
    """The articles and the failures of a path, each failure one line with a cure, in bounded time and
    memory.
    """
    peak()
    start, before = time.process_time(), peak()
    found = list(load([path]))
    assert time.process_time() - start < MINUTE_OF_WORK
    assert peak() - before < MEMORY
    failures = [item for item in found if isinstance(item, Failure)]
    assert all("; " in f.reason and "\n" not in f.reason for f in failures)
    return [item for item in found if isinstance(item, Article)], failures


def peak() -> float:
    """The most megabytes that the process has held since this was asked last, where the system tells."""
    if not PEAK.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    most = next(line for line in PEAK.read_text().splitlines() if line.startswith("VmHWM"))
    Path("/proc/self/clear_refs").write_text("5")
    return int(most.split()[1]) / 1024


PEAK = Path("/proc/self/status")


def failure(path: Path) -> Failure:
    """The only thing that comes of a file that cannot be read."""
    articles, failures = read(path)
    assert not articles
    (found,) = failures
    return found


def zeros(count: int) -> bytes:
    """So many megabytes of white space."""
    return b" " * (count << 20)


BOMBS: dict[str, Callable[[], bytes]] = {
    "a.txt.gz": lambda: gzip.compress(zeros(1)) * 150,
    "a.jsonl.gz": lambda: gzip.compress(zeros(1)) * 150,
    "a.csv.zst": lambda: zstandard.ZstdCompressor().compress(zeros(150)),
    "a.zip": lambda: made.zipped(**{f"{n}__txt": zeros(30) for n in range(4)}),
    "a.docx": lambda: made.zipped(**{"word/document__xml": zeros(100)}),
    "a.odt": lambda: made.zipped(**{"content__xml": zeros(100)}),
    "a.xlsx": lambda: made.zipped(**{"xl/sharedStrings__xml": zeros(100)}),
    "nested.zip": lambda: nested(6),
    "a.warc.gz": lambda: gzip.compress(made.warc_record("response", made.http(zeros(150)))) * 2,
}


def nested(depth: int) -> bytes:
    """Archives within archives, three in each."""
    data = made.TEXT.encode()
    for level in range(depth):
        data = made.zipped(**{f"{level}-{n}__zip": data for n in range(3)})
    return data


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_given_up(tmp_path: Path, name: str) -> None:
    """What unpacks to far more than it holds is told, not unpacked."""
    articles, failures = read(made.write(tmp_path, name, BOMBS[name]()))
    assert not articles
    assert failures


def test_a_billion_laughs_end(tmp_path: Path) -> None:
    """Entities that multiply are not expanded, in feeds and in Word documents."""
    laughs = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(12)
    ) + "]>"  # fmt: skip
    feed = f'<?xml version="1.0"?>{laughs}<rss version="2.0"><channel><title>&m;</title></channel></rss>'
    assert failure(made.write(tmp_path, "feed.xml", feed.encode()))
    document = io.BytesIO(made.word())
    hostile = io.BytesIO()
    with zipfile.ZipFile(document) as old, zipfile.ZipFile(hostile, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "word/document.xml":
                data = data.replace(
                    b"<w:document", laughs.replace("x [", "w:document [").encode() + b"<w:document", 1
                )
                data = data.replace(made.TITLE.encode(), b"&m;")
            new.writestr(entry.filename, data)
    articles, failures = read(made.write(tmp_path, "a.docx", hostile.getvalue()))
    assert failures or len(articles[0].text) < 10_000


@pytest.mark.parametrize("share", [0.35, 0.6, 0.9])
@pytest.mark.parametrize("packing", ["records", "plain", "zstd"])
def test_a_cut_web_archive_gives_what_came_before(tmp_path: Path, packing: str, share: float) -> None:
    """The whole records before the cut are read, and the cut is told."""
    records = made.warc(20)
    pack = {"records": gzip.compress, "plain": bytes, "zstd": zstandard.ZstdCompressor().compress}[packing]
    pieces = [pack(record) for record in records]
    data = b"".join(pieces)
    cut = int(len(data) * share)
    suffix = {"records": ".warc.gz", "plain": ".warc", "zstd": ".warc.zst"}[packing]
    articles, failures = read(made.write(tmp_path, f"a{suffix}", data[:cut]))
    whole, size = 0, 0
    for record, piece in zip(records, pieces, strict=True):
        size += len(piece)
        whole += (
            size <= cut and b"WARC-Type: response" in record and b"200 OK" in record and b"<html" in record
        )
    assert len(articles) in {whole, whole + 1}
    assert failures


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.txt.gz", "a.csv.gz", "a.mbox.gz"])
def test_what_stands_before_a_cut_is_read(tmp_path: Path, name: str) -> None:
    """A packed file that breaks off gives all that is whole, and then says that it is cut."""
    dice = random.Random(7)
    texts = [f"{made.TEXT} {dice.random()} {dice.random()}" for _ in range(200)]
    data = {
        "a.jsonl.gz": "\n".join(json.dumps({"text": t}) for t in texts).encode(),
        "a.txt.gz": "\n\n".join(texts).encode(),
        "a.csv.gz": b"text\n" + b"".join(f'"{t}"\n'.encode() for t in texts),
        "a.mbox.gz": made.mailbox(*(made.message(text=t) for t in texts)),
    }[name]
    packed = gzip.compress(data)
    articles, failures = read(made.write(tmp_path, name, packed[: len(packed) * 3 // 4]))
    assert sum(len(a.text) for a in articles) > len("".join(texts)) // 2
    assert any("cut short" in f.reason or "breaks off" in f.reason for f in failures)


def test_a_locked_pdf_says_so(tmp_path: Path) -> None:
    """With the way out."""
    assert "password" in failure(made.write(tmp_path, "a.pdf", made.pdf(password="x"))).reason


def test_a_pdf_of_pictures_asks_for_text_recognition(tmp_path: Path) -> None:
    """It has pages, and no text on them."""
    found = failure(made.write(tmp_path, "a.pdf", made.pdf(blank=True, pages=2)))
    assert "2 pages" in found.reason
    assert "text recognition" in found.reason


def test_a_locked_archive_names_its_locked_files(tmp_path: Path) -> None:
    """One failure each; nobody is asked for a password."""
    data = bytearray(made.zipped(a__txt=made.TEXT.encode()))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in failure(made.write(tmp_path, "a.zip", bytes(data))).reason


WHOLE: dict[str, Callable[[], bytes]] = {
    "a.pdf": made.pdf, "a.docx": made.word, "a.odt": made.open_text, "a.rtf": made.rtf,
    "a.xlsx": lambda: made.workbook([["text"], [made.TEXT], [made.TEXT * 2]]),
    "a.eml": lambda: made.message(attach=made.pdf()), "a.mhtml": made.mhtml,
    "a.xml": lambda: made.rss("One", "Two"), "a.html": made.PAGE.encode,
    "a.zip": lambda: made.zipped(a__txt=made.TEXT.encode(), b__html=made.PAGE.encode()),
    "a.warc": lambda: b"".join(made.warc()), "a.warc.gz": lambda: b"".join(map(gzip.compress, made.warc())),
    "a.mbox": lambda: made.mailbox(made.message(), made.message()),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_damage_anywhere_ends_in_articles_or_reasons(tmp_path: Path, name: str) -> None:
    """Cut anywhere, with bytes changed anywhere: no exception, and something is said."""
    dice = random.Random(name)
    data = WHOLE[name]()
    for _ in range(25):
        hurt = bytearray(data[: dice.randrange(1, len(data))] if dice.random() < 0.5 else data)
        for _ in range(dice.randrange(1, 20)):
            hurt[dice.randrange(len(hurt))] = dice.randrange(256)
        articles, failures = read(made.write(tmp_path, name, bytes(hurt)))
        assert articles or failures


@pytest.mark.parametrize(
    "suffix", [".txt", ".jsonl", ".csv", ".json", ".html", ".warc", ".mbox", ".zip", ".pdf"]
)
def test_two_gigabytes_of_nothing_are_told_at_once(tmp_path: Path, suffix: str) -> None:
    """A sparse file, as a broken download leaves it."""
    path = tmp_path / f"a{suffix}"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    assert failure(path)


def test_a_name_with_line_feeds_is_one_line_of_a_message(tmp_path: Path) -> None:
    """Names are any bytes; what is kept and printed is text."""
    made.write(tmp_path, "a\nb.txt", b"")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/c\xff.txt")).write_text(made.TEXT)
    articles, failures = read(tmp_path)
    assert dump(Reading(truceline="test", articles=tuple(articles), failures=tuple(failures)))
    assert articles[0].source.uri.endswith(r"c\xff.txt")


def test_links_in_circles_end(tmp_path: Path) -> None:
    """Links to folders are not followed; a link to itself is a failure."""
    made.write(tmp_path, "a/b.txt", made.TEXT.encode())
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self.txt").symlink_to(tmp_path / "a" / "self.txt")
    articles, failures = read(tmp_path)
    assert len(articles) == 1
    assert len(failures) == 1


def test_twenty_thousand_tiny_files_are_read(tmp_path: Path) -> None:
    """One by one, in order, without holding them open."""
    for number in range(20_000):
        path = tmp_path / f"{number % 100:02}" / f"{number}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text("Truce.")
    found = [item.source.uri for item in load([tmp_path]) if isinstance(item, Article)]
    assert len(found) == 20_000
    assert found == sorted(found)


@pytest.mark.parametrize("declared", ["utf-8", "utf-16", "x-unknown", "ascii"])
def test_a_wrong_encoding_in_a_page_costs_no_text(tmp_path: Path, declared: str) -> None:
    """What a page says of its encoding may be wrong: the text comes out all the same."""
    page = made.PAGE.replace("<head>", f"<head><meta charset='{declared}'>").replace(
        "governor", "gobernador José"
    )
    (found,), _ = read(made.write(tmp_path, "a.html", page.encode("cp1252")))
    assert "gobernador José" in found.text


@pytest.mark.parametrize("depth", [1_000, 200_000])
def test_markup_nested_without_end_is_read(tmp_path: Path, depth: int) -> None:
    """Elements that never close."""
    page = "<html><body>" + "<div><b>" * depth + made.SENTENCES[0]
    articles, failures = read(made.write(tmp_path, "a.html", page.encode()))
    assert failures or made.SENTENCES[0] in articles[0].text
