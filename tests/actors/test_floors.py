"""How many actors of real reports are found, against floors that are kept in a file."""

from __future__ import annotations

import json
import os
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from actors.marks import count, texts
from truceline.actors import Cast, find, lookup
from truceline.evaluation._names import alike, names_of
from truceline.language import parse_text

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
GOLD = HERE.parent / "gold/records"
SHARED = Path(os.environ.get("TRUCELINE_SHARED", HERE.parents[2] / "shared"))
FIELDS = ("parties", "excluded", "mediators", "guarantors", "monitors", "declared_by")


def reports() -> Iterator[tuple[list[str], list[Cast]]]:
    """Per ceasefire of every third gold set: its actors by name, and the casts of its plain reports."""
    for folder in sorted(path.parent for path in GOLD.glob("*/expected.json"))[::3]:
        gold = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        casts = {
            name: find(parse_text((folder / name).read_text(encoding="utf-8", errors="replace")))
            for name in gold["reports"]
            if name.endswith(".txt") and (folder / name).exists()
        }
        for ceasefire in gold["ceasefires"]:
            if held := [casts[name] for name in ceasefire["reports"] if name in casts]:
                yield [name for field in FIELDS for name in ceasefire.get(field) or []], held


def named(cast: Cast) -> set[str]:
    ids = {mention.actor for mention in cast.mentions}
    ids |= {member for key in ids for member in cast.members.get(key, ())}
    return {name for key in ids for name in names_of(key, cast.actors)}


def test_the_actors_of_ceasefires_are_named_in_the_casts_of_their_reports() -> None:
    found = [
        any(alike(name, other) for cast in casts for other in named(cast))
        for names, casts in reports()
        for name in names
    ]
    assert len(found) > 50
    assert sum(found) / len(found) >= FLOORS["coverage"]


def right(speaker: str, cast: Cast, actor: str | None) -> bool:
    if actor is None:
        return False
    place = lookup(speaker.removeprefix("the "))
    return (place is not None and place.id == actor) or any(
        alike(speaker, name) for name in names_of(actor, cast.actors)
    )


@pytest.mark.skipif(not (SHARED / "seeds/statements.json").exists(), reason=f"no marked reports in {SHARED}")
def test_the_speakers_of_marked_reports_are_resolved() -> None:
    """Speakers without a name (media, readers) and documents without an issuer are left out."""
    marked = json.loads((SHARED / "seeds/statements.json").read_text(encoding="utf-8"))["files"]
    scores = []
    for name, held in marked.items():
        with (SHARED / "seeds" / name).open(encoding="utf-8", newline="") as file:
            cast = find(parse_text(file.read()))
        focus: list[str] = []
        for statement in sorted(held["statements"], key=lambda one: (one["source"] or {"start": 0})["start"]):
            source, speaker = statement["source"], statement["speaker"]
            if source is None or (not speaker[0].isupper() and not speaker.startswith("the Kremlin")):
                continue
            found = cast.who(source["start"], source["end"], focus=tuple(focus))
            scores.append(right(speaker, cast, found.actor if found else None))
            if found is not None and cast.actors[found.actor].kind == "person":
                focus.append(found.actor)
    assert len(scores) > 50
    assert sum(scores) / len(scores) >= FLOORS["speakers"], sum(scores) / len(scores)


def test_marked_texts_are_read_as_they_are_marked() -> None:
    """Short texts on varied conflicts: who acts is found, with the right kind, as the right actor."""
    total: Counter[str] = Counter()
    for text in texts():
        counts, _ = count(text, text.read())
        total += counts
    assert total["marks"] > 150
    assert total["found"] / total["marks"] >= FLOORS["marked_found"]
    assert total["kind"] / total["marks"] >= FLOORS["marked_kind"]
    assert total["identity"] / total["marks"] >= FLOORS["marked_identity"]
    assert 1 - total["false"] / total["mentions"] >= FLOORS["marked_precision"]
