"""A folder of documents of every kind: some on one of several truces, some broken, most on other things."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import made_files as made

WARS = (
    ("Juba", "South Sudan", "the rebels of Riek Machar", 2014), ("Bogota", "Colombia", "the ELN", 2017),
    ("Manila", "the Philippines", "the New People's Army", 2016), ("Sanaa", "Yemen", "the Houthis", 2018),
    ("Tripoli", "Libya", "the forces of Khalifa Haftar", 2020), ("Kyiv", "Ukraine", "Russia", 2015),
)  # fmt: skip


def report(number: int) -> str:
    """A short report on a truce: of another war, day and wording with every number."""
    city, state, side, year = WARS[number % len(WARS)]
    day = 1 + number % 27
    told = ("the mediators said", "a spokesman said", "the foreign minister told reporters")[number % 3]
    verb = ("signed", "agreed on", "declared", "broke")[number % 4]
    dateline = f"{city.upper()}, March {day}, {year} (Nile Wire) - " if number % 5 else ""
    return (
        f"{dateline}The government of {state} and {side} {verb} a ceasefire, {told}.\n\n"
        f"It takes effect at midnight and lasts {2 + number % 9} days. {number} monitors watch over it.\n"
    )


def page(number: int) -> bytes:
    """A page, one in three of them on a truce."""
    text = (
        report(number) if number % 3 == 0 else f"The shop in street {number} sold {number} loaves of bread."
    )
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n\n"))
    return f"<html><head><title>Page {number}</title></head><body><article>{paragraphs}</article>".encode()


def make(folder: Path) -> Path:
    """Write the folder: 123 documents, of which 42 are reports, and 3 failures."""
    lines = [
        json.dumps({"text": report(n) if n % 3 == 0 else f"The fair sold {n} cakes.", "id": f"k{n}"})
        for n in range(60)
    ]
    made.write(folder, "a.jsonl", "\n".join([*lines[:30], "{broken", *lines[30:]]).encode())
    made.write(folder, "a2.jsonl", json.dumps({"text": report(700), "id": "k0"}).encode())
    records = [
        made.warc_record("response", made.http(page(n)), url=f"https://news.example/{n}")
        for n in range(60, 100)
    ]
    made.write(folder, "b.warc.gz", b"".join(map(gzip.compress, records)))
    for n in range(100, 118):
        made.write(folder, f"c/{n}.html", page(n))
    made.write(folder, "c/118.txt", report(60).encode())
    made.write(folder, "d.pdf", made.pdf(password="x"))
    made.write(folder, "e.pdf", made.pdf(blank=True))
    return folder
