"""Incidents against ceasefires: how long and how much memory, and how it grows.

    python benchmarks/terms.py [INCIDENTS]

Made-up events of the size asked for (1,000,000 if left out), and of a half and a quarter of it, against
twenty ceasefires made from the worked examples in terms/. Beside it stands what people do now: a merge in
pandas of events and ceasefires on the country that keeps the days between start and end, and knows nothing
of actors, acts and areas (it is left out where pandas is not installed). Time is processor time, memory the
most that the process held, the making of the events included.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec
import numpy as np
import polars as pl

from truceline.model import Terms
from truceline.terms import check, load_terms, read_incidents

ROOT = Path(__file__).parent.parent
CEASEFIRES = 20
SIDES = {
    "Syria": (
        "Government of Syria", "Syrian insurgents", "IS", "SDF", "Ahrar al-Sham", "Jaysh al-Islam",
        "Fatah Halab", "Ahrar al-Sham, Jabhat Fateh al-Sham", "Levant Front", "Civilians",
    ),
    "Ukraine": ("Government of Ukraine", "DPR", "LPR", "United Armed Forces of Novorossiya", "Russia"),
    "Sudan": ("SAF", "RSF", "Civilians", "Unidentified Armed Group (Sudan)"),
    "Yemen (North Yemen)": ("Government of Yemen (North Yemen)", "Houthis", "AQAP"),
    "Colombia": ("Government of Colombia", "EMC", "ELN"),
    "Lebanon": ("Government of Lebanon", "Hezbollah", "Israel"),
}  # fmt: skip
BOXES = {
    "Syria": (35.7, 42.3, 32.4, 37.2), "Ukraine": (37.0, 40.0, 47.0, 49.5), "Sudan": (22.0, 37.0, 9.0, 21.0),
    "Yemen (North Yemen)": (42.6, 52.0, 12.7, 18.5), "Colombia": (-78.0, -68.0, -2.0, 11.0),
    "Lebanon": (35.1, 36.6, 33.1, 34.6),
}  # fmt: skip


def main() -> None:
    """Each size in a process of its own, so that memory is its own."""
    if len(sys.argv) > 2:
        print(" ".join(map(str, _measure(sys.argv[1], int(sys.argv[2])))))
        return
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    print(f"{'':34}{'incidents':>12}{'seconds':>10}{'MB':>8}{'per 1,000':>11}")
    for kind in ("truceline", "truceline from CSV", "pandas merge on country and day"):
        for share in (4, 2, 1):
            many = size // share
            command = [sys.executable, __file__, kind, str(many)]
            told = subprocess.run(command, capture_output=True, text=True, check=False)
            if told.returncode:
                print(f"{kind:34}{told.stderr.strip().splitlines()[-1]}")
                break
            seconds, megabytes = map(float, told.stdout.split())
            each = 1000 * seconds / many
            print(f"{kind:34}{many:>12,}{seconds:>10.1f}{megabytes:>8.0f}{each:>11.4f}")


def _measure(kind: str, many: int) -> tuple[float, float]:
    """Processor seconds (without the making of the events) and the most megabytes of one run."""
    if kind == "pandas merge on country and day":
        return _with_pandas(many)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("ged.csv" if kind.endswith("CSV") else "ged.parquet")
        frame = _events(many)
        frame.write_csv(path) if path.suffix == ".csv" else frame.write_parquet(path)
        del frame
        start = time.process_time()
        done = check(read_incidents(path), _ceasefires())
        done.counts()
        return time.process_time() - start, _megabytes()


def _with_pandas(many: int) -> tuple[float, float]:
    import pandas as pd  # noqa: PLC0415 - only this comparison needs it

    days = [pl.col(name).cast(pl.Datetime("ns")) for name in ("date_start", "date_end")]
    columns = _events(many).select("country", *days).to_dict()
    events = pd.DataFrame({name: column.to_numpy() for name, column in columns.items()})
    forever = pd.Timestamp("2030-01-01")
    rows = [(c.ceasefire, c.conflict, pd.Timestamp(c.periods[0].start[:10]), forever) for c in _ceasefires()]
    ceasefires = pd.DataFrame(rows, columns=["ceasefire", "country", "start", "end"])
    start = time.process_time()
    merged = events.merge(ceasefires, on="country")
    inside = (merged["date_start"] >= merged["start"]) & (merged["date_end"] <= merged["end"])
    merged[inside].groupby("ceasefire").size()
    return time.process_time() - start, _megabytes()


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _ceasefires() -> list[Terms]:
    """The worked examples, and again under other ids until there are twenty."""
    found = [load_terms(path) for path in sorted((ROOT / "terms").glob("*.toml"))]
    more = [msgspec.structs.replace(one, ceasefire=f"{one.ceasefire}-again") for one in found]
    return (found + more)[:CEASEFIRES]


def _events(many: int) -> pl.DataFrame:
    """Events in the layout of UCDP GED: 2010 to 2025, 20,000 places, some days and places vague."""
    chance = np.random.default_rng(1)
    countries = list(SIDES)
    pick = chance.integers(0, len(countries), many)
    place = chance.integers(0, 20_000, many)
    spot = np.random.default_rng(2).random((20_000, 2))
    boxes = np.array([BOXES[name] for name in countries])[pick]
    days = chance.integers(0, 5844, many)
    length = np.where(chance.random(many) < 0.1, chance.integers(1, 9, many), 0)
    start = np.datetime64("2010-01-01") + days.astype("timedelta64[D]")
    sides = [np.array(SIDES[name], dtype=object) for name in countries]
    a, b = (np.empty(many, dtype=object) for _ in range(2))
    for n, names in enumerate(sides):
        rows = np.flatnonzero(pick == n)
        first = chance.integers(0, len(names), len(rows))
        a[rows] = names[first]
        b[rows] = names[(first + chance.integers(1, len(names), len(rows))) % len(names)]
    best = chance.integers(1, 30, many)
    return pl.DataFrame(
        {
            "id": np.arange(many),
            "type_of_violence": chance.choice([1, 2, 3], many, p=[0.7, 0.2, 0.1]),
            "side_a": a.tolist(),
            "side_b": b.tolist(),
            "where_prec": chance.choice([1, 2, 3, 4, 5, 6], many, p=[0.5, 0.3, 0.05, 0.1, 0.04, 0.01]),
            "where_coordinates": np.char.add("place ", place.astype(str)),
            "adm_1": np.char.add("Province ", (place % 40).astype(str)),
            "latitude": boxes[:, 2] + (boxes[:, 3] - boxes[:, 2]) * spot[place, 1],
            "longitude": boxes[:, 0] + (boxes[:, 1] - boxes[:, 0]) * spot[place, 0],
            "country": np.array(countries)[pick],
            "date_start": start,
            "date_end": start + length.astype("timedelta64[D]"),
            "best": best,
            "low": best,
            "high": best + chance.integers(0, 5, many),
        }
    )


if __name__ == "__main__":
    main()
