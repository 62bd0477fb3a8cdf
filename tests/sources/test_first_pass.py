"""The first pass drops what has no word of a ceasefire, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.sources import may_concern

ROOT = Path(__file__).parents[2]
RECALL = 0.99

KEPT = [
    "The CEASEFIRE was to begin at noon.", "A cease-fire, the envoy said, had been agreed.",
    "a cease\n  fire along the river", "the cease‑fire (no-break hyphen) held", "the cease\u00adfire held",
    "<p>the cease<b>fire</b> held</p>", "<p>a cease&nbsp;fire</p>", "<p>a cease&#45;fire</p>",
    "Both sides agreed to halt attacks; the army confirmed it.",
    "The rebels will suspend all offensive operations.",
    "The guns fell silent at dawn.", "Armistice Day", "The regime of silence began in the Donbas.",
    "The parties declared the high to the fire.",
    "Cessation of the armed confrontation; the guerrilla agreed.",
    "The army and the militia are to stop shooting at each other.",
    "A 72-hour humanitarian pause was announced.",
    "Troops must stop the bloodshed, the mediator said.",
    "the general ordered his soldiers to cease all combat",
]  # fmt: skip
DROPPED = [
    "", "The bank halted trading in its shares.", "Warm and calm, with light winds from the west.",
    "She stopped at the shop to buy bread.", "Police fired at the car.", "The film ends with a quiet scene.",
    "The company suspended its operations in three states.", "function pause(){audio.stop();}",
    "The army marched through the capital on its holiday.", "Fire fighters put out a blaze in the old town.",
]  # fmt: skip


@pytest.mark.parametrize("text", KEPT)
def test_a_report_is_kept_however_it_is_written(text: str) -> None:
    """In text and in markup, in any case, broken over lines, word for word from other languages."""
    assert may_concern(text.encode())
    assert may_concern(text.encode("utf-16"))


@pytest.mark.parametrize("text", DROPPED)
def test_other_news_are_dropped(text: str) -> None:
    """Words that also have another sense decide nothing alone."""
    assert not may_concern(text.encode())


def test_reports_on_ceasefires_are_kept() -> None:
    """Of the gold's reports that speak of a ceasefire, 99 in a hundred at least."""
    texts = [text for folder in ("tests/gold/records", "examples") for text in speaking(ROOT / folder)]
    missed = [name for name, text in texts if not may_concern(text)]
    assert len(texts) > 200
    assert len(missed) <= (1 - RECALL) * len(texts), missed


def speaking(folder: Path) -> list[tuple[str, bytes]]:
    """The reports in sets of gold that speak of a ceasefire."""
    found = []
    for gold in sorted(folder.glob("*/expected.json")):
        entries = json.loads(gold.read_text())["ceasefires"]
        for name in sorted({name for entry in entries for name in entry["reports"]}):
            file, _, line = name.partition("#")
            text = (gold.parent / file).read_bytes()
            if line:
                text = next(row for row in text.split(b"\n") if json.loads(row)["id"] == line)
            found.append((f"{gold.parent.name}/{name}", text))
    return found


@pytest.mark.parametrize("folder", ["time/wikiwars/in", "field/unsc"])
def test_histories_of_wars_and_resolutions_are_kept(folder: str, shared: Path) -> None:
    """Histories of whole wars and the Security Council's resolutions on truces: every one speaks of one."""
    texts = [path for path in sorted((shared / "data" / folder).iterdir()) if path.is_file()]
    assert [path.name for path in texts if not may_concern(path.read_bytes())] == []


@given(st.binary(max_size=300), st.binary(max_size=300), st.sampled_from(["truce", "Ceasefire", "ARMISTICE"]))
def test_what_stands_around_a_word_does_not_hide_it(before: bytes, after: bytes, word: str) -> None:
    """Any bytes at all, unless they claim to be UTF-16."""
    data = b" " + before + word.encode() + after
    assert may_concern(data)
