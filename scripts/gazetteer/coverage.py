"""How many of the actors that datasets of conflicts and ceasefires name are known here, conflict by conflict.

    python scripts/gazetteer/coverage.py ucdp-actor.csv ceasefires.csv pax.csv ged.csv.gz [--blanks]

Reads, by their columns, the Actor Dataset of the Uppsala Conflict Data Program (NameData), the ETH/PRIO Civil
Conflict Ceasefire Dataset (actor_name, location), the metadata of PA-X (Part, ThrdPart) and UCDP GED (side_a,
side_b). A name is *listed* where the gazetteers hold it, by any of the spellings that the dataset gives;
*in place* where the entry is also at home in a state that the dataset gives (or is itself a state, or an
organisation without one); *read* where it is found, whole, in a plain sentence that names the state. Prints a
table per dataset; with `--blanks` also each conflict's names that are neither listed nor read.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from truceline.actors import find, lookup
from truceline.actors._gazetteer import gazetteer
from truceline.language import parse_text

UNNAMED = re.compile(
    r"insurgents$|civilians|irregulars|supporters of|military faction|^forces of |faction\b|clan\b|tribe|"
    r"^fulani$|protesters|unknown|^dinka|^nuer|^sabaot|^\W*$",
    re.IGNORECASE,
)
"""Umbrella labels of the datasets, and communities that fight without a name of their own."""


@dataclass(frozen=True)
class Named:
    """An actor of a dataset: its conflict (or place), spellings, and the ids of the states it belongs to."""

    conflict: str
    names: tuple[str, ...]
    states: frozenset[str]


def named(path: str) -> Iterator[Named]:
    """Every actor of a file, each once for each conflict."""
    data = gzip.decompress(Path(path).read_bytes()) if path.endswith(".gz") else Path(path).read_bytes()
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig", errors="replace"))))
    if "NameData" in rows[0]:
        for row in (row for row in rows if row["Org"] in ("1", "4")):  # organised groups and states
            places = _places(row["Location"])
            full = (row["NameOrigFullEng"], row["NameData"], row["NewNameFullEng"], row["NewName"])
            yield Named(row["Location"].partition(",")[0], _spellings(full), places)
    elif "actor_name" in rows[0]:
        for row in rows:
            yield Named(row["location"], _spellings([row["actor_name"]]), _places(row["location"]))
    elif "ThrdPart" in rows[0]:
        for row in rows:
            for part in re.split(
                r"[;\n]", re.sub(r"<[^>]+>|\[[^]]*\]", ";", row["Part"] + ";" + row["ThrdPart"])
            ):
                if 2 < len(bare := part.strip(" ,.'\"")) < 90:
                    yield Named(row["Con"], _spellings([bare]), _places(row["Con"].replace("/", ",")))
    else:
        for row in rows:
            for side in ("side_a", "side_b"):
                place = _places(row.get("country", ""))
                yield Named(row.get("conflict_name", ""), _spellings([row[side]]), place)


def _spellings(given: Iterable[str]) -> tuple[str, ...]:
    """The spellings of a name: what stands before brackets, what stands in them, both sides of a dash."""
    found: dict[str, None] = {}
    for name in given:
        plain = " ".join((name or "").split())
        outside = re.sub(r"\s*\([^)]*\)", "", plain).strip()
        inside = re.findall(r"\(([^)]{2,})\)", plain)
        for one in (plain, outside, *inside, *re.split(r"\s+[-–:]\s+|:\s+", outside)):
            if len(one) > 1 and one.lower() not in {"n/a", "na"}:
                found[one] = None
    return tuple(found)


def _places(text: str) -> frozenset[str]:
    bare = [re.sub(r"\s*\(.*", "", part).strip() for part in re.split(r"[,;]", text)]
    known = [lookup(part) for part in bare if part]
    return frozenset(actor.id for actor in known if actor is not None and actor.kind == "state")


def is_listed(one: Named) -> tuple[bool, bool]:
    """Whether an actor is held by the lists, and whether at home in its state."""
    entries = gazetteer().entries
    best = (False, False)
    for name in one.names:
        plain = re.sub(r"^(?:Government of|Forces of)\s+(?:the\s+)?", "", name)
        for hit in gazetteer().called(plain):
            entry = entries[hit.actor]
            home = not one.states or not entry.where or bool({entry.id, *entry.where} & one.states)
            best = max(best, (True, home))
    return best


def is_read(one: Named) -> bool:
    """Whether the name, whole, is an actor in a plain sentence."""
    place = gazetteer().entries[min(one.states)].name if one.states else "the country"
    name = max(one.names, key=len)
    if "(" in name:
        name = name.partition("(")[0].strip() or name
    text = f"Fighting went on in {place} on Monday. A delegate of {name} said the truce would be kept."
    start = text.index(name)
    cast = find(parse_text(text))
    spans = [(m.start, m.end, cast.actors[m.actor].kind) for m in cast.mentions]
    return (
        any(
            abs(s - start) <= 4
            and abs(e - start - len(name)) <= 2
            and kind not in {"person", "outlet", "place"}
            for s, e, kind in spans
        )
        or cast.who(start, start + len(name)) is not None
    )


def main(arguments: list[str]) -> int:
    """Print the table."""
    blanks, paths = "--blanks" in arguments, [a for a in arguments if not a.startswith("--")]
    if not paths:
        print("give one or more datasets", file=sys.stderr)
        return 2
    for path in paths:
        actors = list(dict.fromkeys(named(path)))
        kept = [one for one in actors if one.names and not UNNAMED.search(one.names[0])]
        told: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        missing: dict[str, list[str]] = defaultdict(list)
        for one in kept:
            listed, home = is_listed(one)
            read = home or is_read(one)
            for place, value in enumerate((1, listed, home, read)):
                told[one.conflict][place] += value
            if not listed:
                missing[one.conflict].append(("" if read else "! ") + one.names[0])
        total = [sum(counts[n] for counts in told.values()) for n in range(4)]
        shares = [f"{count / total[0]:.1%}" for count in total]
        left_out = len(actors) - total[0]
        print(f"{Path(path).name}: {len(actors)} names in {len(told)} conflicts")
        print(f"  named {total[0]} ({left_out} umbrella labels left out), ", end="")
        print(f"listed {shares[1]}, in place {shares[2]}, read {shares[3]}")
        empty = [name for name, counts in told.items() if not counts[1]]
        print(
            f"  conflicts without any listed name: {len(empty)}"
            + (f" ({'; '.join(empty[:12])})" if empty else "")
        )
        if blanks:
            for conflict, names in sorted(missing.items()):
                print(f"    {conflict}: {'; '.join(names)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
