"""Records against gold: reports, joining, the fields of each ceasefire, and what looks wrong.

Gold is a folder with an `expected.json` beside the reports (layout: `tests/gold/README.md`), or a folder of
such folders. Each set is read as one run. What is counted:

- `report`: reports that tell of a ceasefire, against those that don't.
- `joining`: which reports speak of the same ceasefire (extended B-cubed over reports).
- `ceasefire`: ceasefires of gold that have a counterpart (by overlap of reports), and ceasefires that have
  none.
- one row per field: values that are right, of those in gold (recall) and of those given (precision); the
  fields of a ceasefire without a counterpart count as missed. *Declared* and *agreed* count as one status.
  `effective_date` is the local day, `effective_utc` the instant; where gold prefers none of several
  readings, all of them and no other must be kept.
- `text_status` and the like: each report read alone (`truceline.evaluation._by_text`).
- `anomaly`: by report and kind, and `anomaly_value`: whether the suggested value is the right one.
- `false_alarm`: anomalies that are none (`right`), among so many reports (`of`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from truceline.errors import UsageError
from truceline.evaluation._alignment import align, b_cubed
from truceline.evaluation._by_text import TEXT_MEASURES, score_text
from truceline.evaluation._names import alike, names_of, pair, share_words
from truceline.evaluation._record_values import (
    days,
    gold_days,
    gold_instants,
    instants,
    length,
    one_status,
    plain,
    preferred,
    some_day,
    value_of,
)
from truceline.evaluation._tally import Tally
from truceline.model import Anomaly, Article, Ceasefire, Reading, When

__all__ = ["evaluate", "find_sets", "score_reading"]

GOLD = "expected.json"
NAMES = ("parties", "excluded", "mediators", "guarantors", "monitors", "declared_by")
MEASURES = (
    "report", "ceasefire", "status", "declared", "effective_date", "effective_utc", "ends_date", "ends_utc",
    "duration", *NAMES, "area", "purpose", "scope", "linked", *TEXT_MEASURES, "anomaly", "anomaly_value",
)  # fmt: skip
"""The measures, in the order of their rows."""


def evaluate(gold_path: Path) -> list[dict[str, Any]]:
    """Read every set of gold under `gold_path`, and count what is right.

    Reports from which the judge of wording learnt are read by the rules alone.

    Raises:
        UsageError: there is no `expected.json` in or under the path.
    """
    from truceline.claims import without_wording  # noqa: PLC0415 - reading brings the language pipeline
    from truceline.reader import read, read_articles  # noqa: PLC0415 - as above
    from truceline.sources import load  # noqa: PLC0415 - as above

    tallies: dict[str, Tally] = defaultdict(Tally)
    joined = [0.0, 0.0, 0, 0]
    reports = 0
    with without_wording():
        for folder in find_sets(gold_path):
            gold = json.loads((folder / GOLD).read_text("utf-8"))
            reports += len(gold["reports"])
            paths = sorted(path for path in folder.iterdir() if path.is_file() and path.name != GOLD)
            reading = read(paths)
            for n, count in enumerate(score_reading(gold, reading, folder, tallies)):
                joined[n] += count
            for article in load(paths) if paths else ():
                if isinstance(article, Article):
                    name = name_in_gold(gold, article)
                    alone = reading if len(reading.articles) == 1 else read_articles([article])
                    score_text(gold["ceasefires"], name, f"{folder.name}/{name}", alone, tallies)
    name = gold_path.name or str(gold_path)
    rows = [tallies[measure].row(name, measure) for measure in MEASURES if measure in tallies]
    return [rows[0], _joining(name, joined), *rows[1:], _alarms(name, tallies["anomaly"], reports)]


def find_sets(path: Path) -> list[Path]:
    """The folders of gold sets in or under a path."""
    if path.name == GOLD:
        return [path.parent]
    found = sorted(file.parent for file in path.rglob(GOLD))
    if not found:
        raise UsageError(
            f"there is no {GOLD} here or below", where=str(path), cure="give a folder of gold sets"
        )
    return found


def score_reading(
    gold: Mapping[str, Any], reading: Reading, folder: Path, tallies: dict[str, Tally]
) -> tuple[float, float, int, int]:
    """Count what is right in the reading of one set.

    Returns:
        The sums of extended B-cubed precision and recall, and how many reports each was summed over.
    """
    run = _Run(gold, reading, folder, tallies)
    run.reports()
    pairs = run.ceasefires()
    for n, expected in enumerate(gold["ceasefires"]):
        run.fields(expected, reading.ceasefires[pairs[n]] if n in pairs else None)
        run.links(expected, reading.ceasefires[pairs[n]] if n in pairs else None, pairs)
    run.anomalies()
    precision, recall, items = b_cubed(run.gold_sets, run.got_sets)
    return precision, recall, len(frozenset().union(*run.got_sets)), items


def _joining(name: str, sums: Sequence[float]) -> dict[str, Any]:
    precision = sums[0] / sums[2] if sums[2] else None
    recall = sums[1] / sums[3] if sums[3] else None
    both = (precision or 0.0) + (recall or 0.0)
    f1 = 2 * (precision or 0.0) * (recall or 0.0) / both if both else 0.0
    row = {"set": name, "measure": "joining", "precision": precision, "recall": recall, "f1": f1}
    return {**row, "right": None, "of": int(sums[3]), "misses": []}


def name_in_gold(gold: Mapping[str, Any], article: Article) -> str:
    """A report's name in gold: its file, and behind `#` the id or number of a line of JSON."""
    file, mark, part = article.source.uri.partition("#")
    name = Path(file).name
    by_id = f"{name}#{article.id}"
    return by_id if mark and by_id in gold["reports"] else f"{name}#{part}" if mark else name


def _alarms(name: str, anomalies: Tally, reports: int) -> dict[str, Any]:
    """How many anomalies are none, among how many reports."""
    row = {"set": name, "measure": "false_alarm", "precision": None, "recall": None, "f1": None}
    return {**row, "right": int(anomalies.given - anomalies.right), "of": reports, "misses": []}


class _Run:
    """One set of gold and the reading of its reports."""

    def __init__(
        self, gold: Mapping[str, Any], reading: Reading, folder: Path, tallies: dict[str, Tally]
    ) -> None:
        self.gold = gold
        self.reading = reading
        self.folder = folder.name
        self.tallies = tallies
        self.actors = {actor.id: actor for actor in reading.actors}
        self.names = {a.id: name_in_gold(gold, a) for a in reading.articles}
        self.gold_sets = [frozenset(c["reports"]) for c in gold["ceasefires"]]
        self.got_sets = [
            frozenset(self.names[a] for a in c.articles if a in self.names) for c in reading.ceasefires
        ]

    def miss(self, file: str, what: str, expected: Any, got: Any) -> dict[str, Any]:
        """One miss, as developers want to see it."""
        return {"file": f"{self.folder}/{file}", "field": what, "expected": expected, "got": got}

    def reports(self) -> None:
        """Which reports tell of a ceasefire."""
        told = frozenset().union(*self.got_sets)
        tally = self.tallies["report"]
        for name, report in self.gold["reports"].items():
            is_one, taken = bool(report["is_report"]), name in told
            misses = [self.miss(name, "report", is_one, taken)] if is_one != taken else []
            tally.add(is_one and taken, is_one, taken, misses)

    def ceasefires(self) -> dict[int, int]:
        """Pair the ceasefires of gold with those of the reading."""
        pairs = align(self.gold_sets, self.got_sets, self._closeness)
        misses = [
            self.miss(", ".join(sorted(reports)), "ceasefire", self.gold["ceasefires"][n]["label"], None)
            for n, reports in enumerate(self.gold_sets)
            if n not in pairs
        ]
        misses += [
            self.miss(", ".join(sorted(reports)), "ceasefire", None, self.reading.ceasefires[n].label)
            for n, reports in enumerate(self.got_sets)
            if n not in pairs.values()
        ]
        self.tallies["ceasefire"].add(len(pairs), len(self.gold_sets), len(self.got_sets), misses)
        return pairs

    def _closeness(self, g: int, s: int) -> float:
        """How far two ceasefires of the same reports agree on days and status, to tell them apart."""
        expected, got = self.gold["ceasefires"][g], self.reading.ceasefires[s]
        begun = gold_days(expected["effective"]) & days(value_of(got, "effective"))
        ends = gold_days(expected["ends"]) & days(value_of(got, "ends"))
        status = one_status(expected["status"]) == one_status(value_of(got, "status"))
        made = (some_day(expected["declared"]) or frozenset()) & days(value_of(got, "declared"))
        return 0.4 * bool(begun) + 0.25 * bool(made) + 0.15 * bool(ends) + 0.15 * status

    def fields(self, expected: Mapping[str, Any], got: Ceasefire | None) -> None:
        """Every field of one ceasefire of gold against its counterpart, if it has one."""
        file = f"{expected['key']} ({', '.join(expected['reports'])})"
        status, told = one_status(expected["status"]), one_status(value_of(got, "status"))
        self._one(file, "status", status, told)
        self.tallies["status"].confuse(status, told)
        self._one(file, "declared", some_day(expected["declared"]), days(value_of(got, "declared")) or None)
        for name in ("effective", "ends"):
            value = value_of(got, name)
            self._time(file, f"{name}_date", expected[name], gold_days, days(value))
            if gold_instants(expected[name]):
                self._time(file, f"{name}_utc", expected[name], gold_instants, instants(value))
        self._one(file, "duration", length(expected["duration"]), length(value_of(got, "duration")))
        for name in ("purpose", "scope"):
            values = [str(f.value) for f in preferred(got, name)]
            wanted = expected[name]
            self._one(file, name, wanted, wanted if wanted in values else ", ".join(values) or None)
        self._area(file, expected["area"], [str(f.value) for f in preferred(got, "area")])
        for name in NAMES:
            self._set(
                file,
                name,
                expected[name],
                [names_of(str(f.value), self.actors) for f in preferred(got, name)],
            )

    def _one(self, file: str, name: str, expected: Any, got: Any) -> None:
        if expected is None and got is None:
            return
        right = expected == got
        misses = [] if right else [self.miss(file, name, plain(expected), plain(got))]
        self.tallies[name].add(right, expected is not None, got is not None, misses)

    def _time(
        self, file: str, name: str, expected: Any, take: Callable[[Any], frozenset[str]], got: frozenset[str]
    ) -> None:
        """A time: what gold prefers, or all of the readings that gold keeps."""
        all_readings = take({"readings": expected["readings"]}) if (expected or {}).get("readings") else None
        wanted = all_readings if got and got == all_readings else take(expected)
        self._one(file, name, wanted or None, got or None)

    def _area(self, file: str, expected: str | None, got: list[str]) -> None:
        names = [name for value in got for name in names_of(value, self.actors)[:1]]
        right = bool(expected) and any(share_words(str(expected), name) for name in names)
        if expected or names:
            misses = [] if right else [self.miss(file, "area", expected, names or None)]
            self.tallies["area"].add(right, bool(expected), bool(names), misses)

    def _set(self, file: str, name: str, expected: list[str], got: list[tuple[str, ...]]) -> None:
        found, missed, wrong = pair(expected, got)
        misses = [self.miss(file, name, one, None) for one in missed]
        misses += [self.miss(file, name, None, names[0]) for names in wrong]
        self.tallies[name].add(found, len(expected), found + len(wrong), misses)

    def links(self, expected: Mapping[str, Any], got: Ceasefire | None, pairs: Mapping[int, int]) -> None:
        """How a ceasefire is tied to others of the set."""
        keys = [c["key"] for c in self.gold["ceasefires"]]
        ids = {keys[g]: self.reading.ceasefires[s].id for g, s in pairs.items()}
        wanted = {(ids.get(link["to"], link["to"]), link["how"]) for link in expected["linked"]}
        there = {(link.ceasefire, link.how) for link in got.linked} if got else set()
        misses = [self.miss(expected["key"], "linked", list(one), None) for one in sorted(wanted - there)]
        misses += [self.miss(expected["key"], "linked", None, list(one)) for one in sorted(there - wanted)]
        self.tallies["linked"].add(len(wanted & there), len(wanted), len(there), misses)

    def anomalies(self) -> None:
        """What looks wrong in the reports, by report and kind; and whether the right value is suggested."""
        found = [(self.names[a.id], anomaly) for a in self.reading.articles for anomaly in a.anomalies]
        tally, values = self.tallies["anomaly"], self.tallies["anomaly_value"]
        for one in self.gold["anomalies"]:
            alike_ones = [pair for pair in found if (pair[0], pair[1].kind) == (one["file"], one["kind"])]
            match = max(alike_ones, key=lambda pair: _shares_words(pair[1], one["words"]), default=None)
            if match is None:
                tally.add(0, 1, 0, [self.miss(one["file"], one["kind"], one["words"], None)])
                continue
            found.remove(match)
            tally.add(1, 1, 1)
            right = _suggests(match[1], one["right"])
            misses = [] if right else [self.miss(one["file"], one["kind"], one["right"], _told(match[1]))]
            values.add(right, 1, match[1].suggestion is not None, misses)
        alarms = [self.miss(name, anomaly.kind, None, anomaly.message) for name, anomaly in found]
        tally.add(0, 0, len(alarms), alarms)


def _shares_words(anomaly: Anomaly, words: str) -> int:
    told = {word for place in anomaly.evidence for word in place.text.lower().split()}
    return len(told & set(words.lower().split()))


def _told(anomaly: Anomaly) -> str:
    value = anomaly.suggestion
    return value.edtf if isinstance(value, When) else str(value)


def _suggests(anomaly: Anomaly, right: str) -> bool:
    """Whether the suggestion is the right value: a day, a UTC minute, or a name."""
    value = anomaly.suggestion
    if isinstance(value, When):
        return right in instants(value) or right in days(value)
    return bool(value) and (alike(str(value), right) or str(value) == right)
