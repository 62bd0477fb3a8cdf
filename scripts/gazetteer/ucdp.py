"""Write `src/truceline/actors/data/ucdp.tsv` from the UCDP Actor Dataset.

    python scripts/gazetteer/ucdp.py ucdp-actor.csv [ged.csv.gz ...]

Reads the Actor Dataset of the Uppsala Conflict Data Program (https://ucdp.uu.se/downloads, CC BY 4.0; the
file in the package was written from version 22.1). Of each formally organised group (Org 1) it takes the
English name, the name in its own language, the short name, and the later names of the same group; where it
fights becomes where it is at home. A group that the hand-made lists hold already keeps its id there: its line
here adds the names and the identifier that those lack. Left out are governments, communities, umbrella
labels, and single words that are ordinary English (more frequent than one in a million, by the `wordfreq`
package, which this script alone needs). Further files (GED, or the Dyadic Dataset: side_b, side_b_new_id,
country) add groups that no list has.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from wordfreq import zipf_frequency  # type: ignore[import-not-found]

from truceline.actors import lookup
from truceline.actors._gazetteer import Entry, gazetteer
from truceline.actors._words import fold_name, slug

TARGET = Path(__file__).parents[2] / "src/truceline/actors/data/ucdp.tsv"
HEAD = """\
# Armed groups of the UCDP Actor Dataset (version 22.1, CC BY 4.0): those that groups.tsv lacks, and further
# names of those that it has.
# Gleditsch et al. (2002), Journal of Peace Research 39(5); Sundberg and Melander (2013), same journal 50(4).
# Written by scripts/gazetteer/ucdp.py. Columns: id, kind, name, other names, states, identifiers.
"""
UMBRELLA = re.compile(
    r"government of|insurgents|civilians|irregulars|supporters of|opponents of|military faction|forces of |"
    r"presidential guard|parliamentary forces|^republic of \w+$|clan\b|tribe|protesters|unknown|hells angels|"
    r"^the \w+$|^islamic party$|^unity$",
    re.IGNORECASE,
)
ORGANISED = "1"
EVERYDAY = 3.0
"""Frequency (Zipf scale: 3 is one in a million words) from which a single word is no name by itself."""


def main(paths: list[str]) -> int:
    """Write the list anew; prints how many groups it holds, and how many of these have an id elsewhere."""
    if not paths:
        print("give the UCDP Actor Dataset (.csv), then other files", file=sys.stderr)
        return 2
    # What this script wrote before must not count as known when the lists are read below.
    TARGET.write_text(HEAD, encoding="utf-8")
    held = gazetteer().entries
    by_number = {entry.ids["ucdp"]: entry for entry in held.values() if "ucdp" in entry.ids}
    lines: dict[str, str] = {}
    told: set[tuple[str, ...]] = {fold_name(name.text) for entry in held.values() for name in entry.names}
    for row in (*_actors(paths[0]), *(row for path in paths[1:] for row in _sides(path, told))):
        names = list(_names(row))
        if not names or UMBRELLA.search(row["NameData"]):
            continue
        states = _states(row["Location"])
        entry = by_number.get(row["ActorId"]) or _same(names, states, held)
        key = entry.id if entry is not None else f"ucdp-{slug(row['NameData'])}"
        if key in lines:
            key += f"-{row['ActorId']}" if entry is None else ""
        told.update(map(fold_name, names))
        if key not in lines:
            lines[key] = _line(key, names, states, row["ActorId"])
    TARGET.write_text(HEAD + "".join(sorted(lines.values())), encoding="utf-8")
    print(f"{TARGET.name}: {len(lines)} groups, {len(lines.keys() & held.keys())} of them in other lists too")
    return 0


def _read(path: str) -> list[dict[str, str]]:
    data = Path(path).read_bytes()
    text = (gzip.decompress(data) if path.endswith(".gz") else data).decode("utf-8-sig", errors="replace")
    return list(csv.DictReader(io.StringIO(text)))


def _actors(path: str) -> list[dict[str, str]]:
    """The formally organised groups of the Actor Dataset."""
    return [row for row in _read(path) if row["Org"] == ORGANISED]


def _sides(path: str, told: set[tuple[str, ...]]) -> Iterator[dict[str, str]]:
    """The non-state sides of an event or dyad file that are not told yet, in the Actor Dataset's columns."""
    empty = dict.fromkeys(("NameOrig", "NameOrigFull", "NameOrigFullEng", "NewName", "NewNameFullEng"), "")
    for row in _read(path):
        bare = re.sub(r"\s*\(.*\)", "", row["side_b"]).strip()
        if "," not in bare and fold_name(bare) not in told and lookup(bare) is None:
            told.add(fold_name(bare))
            number = (row.get("side_b_new_id") or row.get("side_b_id") or "").partition(".")[0]
            place = row.get("country") or row.get("side_a", "").removeprefix("Government of ")
            yield {**empty, "NameData": bare, "ActorId": number, "Location": place}


def _names(row: dict[str, str]) -> Iterator[str]:
    """The names of a group, the one to show first: in English, in full; its short one; its own; its later."""
    told: dict[tuple[str, ...], None] = {}
    columns = ("NameOrigFullEng", "NameData", "NameOrig", "NameOrigFull", "NewName", "NewNameFullEng")
    for column in columns:
        for name in _spellings(row[column], later=column.startswith("New")):
            key = fold_name(name)
            if key and key not in told and _telling(name):
                told[key] = None
                yield name


def _spellings(text: str, *, later: bool) -> Iterator[str]:
    """A cell as names: the parts of a list (of later names), both sides of a stroke between two names."""
    plain = " ".join(re.sub(r"\s*\([^)]*\)|[\"“”]", " ", text).replace("’", "'").split())
    for part in re.split(r"\s*,\s*", plain) if later else [plain]:
        name = re.sub(r"\s*[-–]\s*", "-", re.sub(r"\s*\bfaction\b", "", part)).strip(" -.;:")
        if name.lower() not in {"", "n/a", "na"} and not UMBRELLA.search(name):
            yield name
            halves = name.split("/")
            if len(halves) == 2 and all(len(half) > 6 for half in halves):
                yield from (half.strip() for half in halves)


def _telling(name: str) -> bool:
    """Whether a name can be known as one: a short form in capitals, several words, or one that is no everyday
    word."""
    if not re.search(r"[A-Za-z]", name) or len(name) > 90:
        return False
    if name.isupper():
        return len(name) > 2 and not (len(name) < 5 and zipf_frequency(name, "en") > 4)
    words = fold_name(name)
    return len(words) > 1 or (len(name) > 3 and zipf_frequency(name, "en") < EVERYDAY)


def _same(names: Iterable[str], states: set[str], held: dict[str, Entry]) -> Entry | None:
    """The entry of another list that has one of the names in full, or its short form and a state too."""
    for name in names:
        for found in gazetteer().called(name):
            entry = held.get(found.actor)
            if entry is None or entry.kind not in {"armed_group", "coalition", "organisation"}:
                continue
            shared = bool(states.intersection(entry.where))
            if shared or (not entry.where and not name.isupper()):
                return entry
    return None


def _states(text: str) -> set[str]:
    bare = [re.sub(r"\s*\(.*", "", part).strip() for part in text.split(",")]
    found = [lookup(part) for part in bare if part]
    return {actor.id for actor in found if actor is not None and actor.kind == "state"}


def _line(key: str, names: list[str], states: Iterable[str], number: str) -> str:
    columns = [key, "armed_group", names[0], "|".join(names[1:]), "|".join(sorted(states)), f"ucdp={number}"]
    return "\t".join(columns) + "\n"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
