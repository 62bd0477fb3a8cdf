"""Check `states.tsv` against GeoNames' list of countries.

    python scripts/gazetteer/states.py countryInfo.txt

The list is https://download.geonames.org/export/dump/countryInfo.txt (CC BY 4.0). Prints each state whose
code, name or capital GeoNames gives and `states.tsv` lacks. Capitals that are also the name of another
place, of a person or of an organisation (Brussels, Santiago, Georgetown, Victoria) are left out of the
list on purpose; dependent territories are skipped. The exit status is 1 where a state is missing.
"""

from __future__ import annotations

import sys
from pathlib import Path

from truceline.actors._gazetteer import gazetteer
from truceline.actors._words import fold

TERRITORIES = frozenset(
    {
        "AIA", "ALA", "ANT", "ASM", "ATA", "ATF", "ABW", "BES", "BLM", "BMU", "BVT", "CCK", "COK",
        "CUW", "CXR", "CYM", "ESH", "FLK", "FRO", "GGY", "GIB", "GLP", "GRL", "GUF", "GUM", "HKG",
        "HMD", "IMN", "IOT", "JEY", "MAC", "MAF", "MNP", "MSR", "MTQ", "MYT", "NCL", "NFK", "NIU",
        "PCN", "PRI", "PYF", "REU", "SCG", "SGS", "SHN", "SJM", "SPM", "SXM", "TCA", "TKL", "UMI",
        "VGB", "VIR", "WLF",
    }
)  # fmt: skip
CODE, NAME, CAPITAL = 1, 4, 5


def main(paths: list[str]) -> int:
    """Compare the list with one file; prints what is missing."""
    if len(paths) != 1:
        print("give GeoNames' countryInfo.txt", file=sys.stderr)
        return 2
    held = {entry.ids["iso3"]: entry for entry in gazetteer().entries.values() if "iso3" in entry.ids}
    missing = 0
    for line in Path(paths[0]).read_text(encoding="utf-8").splitlines():
        row = line.split("\t")
        if line.startswith("#") or len(row) <= CAPITAL or row[CODE] in TERRITORIES:
            continue
        names = {fold(name.text) for name in held[row[CODE]].names} if row[CODE] in held else set()
        lacking = [
            row[column] for column in (NAME, CAPITAL) if row[column] and fold(row[column]) not in names
        ]
        if lacking:
            missing += row[NAME] in lacking
            print(f"{row[CODE]}: {', '.join(lacking)}")
    return int(missing > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
