"""Add armed groups of the UCDP datasets to `src/truceline/actors/data/ucdp.tsv`.

    python scripts/gazetteer/ucdp.py ucdp-actor.csv
    python scripts/gazetteer/ucdp.py ucdp-prio-acd.csv

Reads a file of the Uppsala Conflict Data Program (https://ucdp.uu.se/downloads, CC BY 4.0): the Actor
Dataset (columns ActorId, NameData, NameOrigFullEng, Location), the UCDP/PRIO Armed Conflict or Dyadic
Dataset (side_a, side_b, or SideA and SideB in releases before 17), or GED (side_a, side_a_new_id, side_b,
side_b_new_id). Names that the lists hold already, governments, unnamed factions and umbrella labels are
left out; what is left is written in the columns of `groups.tsv`, sorted.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from truceline.actors import lookup
from truceline.actors._words import fold_name, slug

TARGET = Path(__file__).parents[2] / "src/truceline/actors/data/ucdp.tsv"
HEAD = """\
# Armed groups named in the datasets of the Uppsala Conflict Data Program (CC BY 4.0) that groups.tsv lacks.
# Gleditsch et al. (2002), Journal of Peace Research 39(5); Sundberg and Melander (2013), same journal 50(4).
# Written by scripts/gazetteer/ucdp.py. Columns: id, kind, name, other names, states, identifiers.
"""
UMBRELLA = re.compile(
    r"government of|insurgents|civilians|irregulars|supporters of|military faction|forces of |"
    r"presidential guard|parliamentary forces|republic of|faction|clan|tribe|junta|protesters|unknown|"
    r",|;|\d{4}|peace and justice|^the |maidan|abenina|^popular front$|^rejectionist front$|^ns[af]$|"
    r"^national guard and|in opposition",
    re.IGNORECASE,
)


def main(paths: list[str]) -> int:
    """Merge the groups of some files into the list; prints how many it holds then."""
    if not paths:
        print("give one or more UCDP files (.csv or .csv.gz)", file=sys.stderr)
        return 2
    groups = _held()
    for path in paths:
        for name, identifier, states in _named(path):
            if _wanted(name):
                ids, where = groups[name]
                ids.update({identifier.partition(".")[0]} - {""})
                where.update(states)
    lines = [_line(name, ids, where) for name, (ids, where) in sorted(groups.items())]
    TARGET.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{TARGET.name}: {len(lines)} groups")
    return 0


def _held() -> dict[str, tuple[set[str], set[str]]]:
    groups: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    if TARGET.exists():
        for line in TARGET.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                _, _, name, _, where, ids = line.split("\t")
                groups[name][0].update(filter(None, ids.removeprefix("ucdp=").split("|")))
                groups[name][1].update(filter(None, where.split("|")))
    return groups


def _named(path: str) -> Iterator[tuple[str, str, set[str]]]:
    """Every non-state name in a file: the name, its identifier if given, and the states that it fights."""
    data = gzip.decompress(Path(path).read_bytes()) if path.endswith(".gz") else Path(path).read_bytes()
    for raw in csv.DictReader(io.StringIO(data.decode("utf-8", errors="replace"))):
        row = {key.lower().replace("_", ""): value or "" for key, value in raw.items() if key}
        if "namedata" in row:
            yield (
                row.get("nameorigfulleng") or row["namedata"],
                row["actorid"],
                _states(row.get("location", "")),
            )
        elif "sideb" in row:
            states = _states(row["sidea"]) or _states(row.get("country", ""))
            yield row["sideb"], row.get("sidebnewid", "") or row.get("sidebid", ""), states


def _states(text: str) -> set[str]:
    bare = [re.sub(r"\s*\(.*", "", part).strip() for part in text.removeprefix("Government of ").split(",")]
    found = [lookup(part) for part in bare if part]
    return {actor.id for actor in found if actor is not None and actor.kind == "state"}


def _wanted(name: str) -> bool:
    bare = re.sub(r"\s*\(.*\)", "", name).strip()
    return len(fold_name(bare)) > 0 and len(bare) > 2 and not UMBRELLA.search(name) and lookup(bare) is None


def _line(name: str, ids: set[str], where: set[str]) -> str:
    identifier = f"ucdp={min(ids, key=int)}" if ids else ""
    return (
        "\t".join([f"ucdp-{slug(name)}", "armed_group", name, "", "|".join(sorted(where)), identifier]) + "\n"
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
