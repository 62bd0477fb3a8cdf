"""`truceline.times` against gold: spans, types and values as in TempEval-3, and the field's own measures.

Gold comes in four shapes: TimeML files (TimeBank, AQUAINT, TempEval), WikiWars (TIMEX2 inline), the list of
expressions from ceasefire reports, and whole reports that are marked, with their checks. None of it is part
of the project; a path is given.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from truceline.errors import UsageError
from truceline.evaluation._expressions import Row, score_expressions, share_row
from truceline.model import Article, Segment, Source, TimeExpression
from truceline.times import find, read

__all__ = [
    "GoldDocument",
    "GoldTimex",
    "MarkedReport",
    "MarkedTimex",
    "Row",
    "evaluate",
    "read_marked",
    "read_timeml",
    "read_wikiwars",
    "score",
    "score_expressions",
    "score_marked",
]


@dataclass(frozen=True)
class GoldTimex:
    """A marked expression: offsets in the document's text, TIMEX3 type and value."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True)
class GoldDocument:
    """A text with its expressions; `written` is None where the text is a narrative that dates itself."""

    name: str
    text: str
    written: date | datetime | None
    timexes: tuple[GoldTimex, ...]


# ---------------------------------------------------------------------- gold readers

_TAG = re.compile(r"<[^>]+>")
_TIMEX3 = re.compile(r"<TIMEX3\b([^>]*)>|</TIMEX3>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def read_timeml(folder: Path) -> list[GoldDocument]:
    """The documents of a folder of TimeML files (`*.tml`), without their headers.

    Raises:
        UsageError: the folder holds no such file.
    """
    return [_timeml(path) for path in _files(folder, "*.tml")]


def _files(folder: Path, pattern: str) -> list[Path]:
    found = sorted(folder.rglob(pattern))
    if not found:
        raise UsageError(f"no {pattern} files", where=str(folder), cure="give the folder that holds the gold")
    return found


def _timeml(path: Path) -> GoldDocument:
    source = path.read_text("utf-8", "replace")
    stamp = re.search(r"<DCT>.*?value=\"([^\"]+)\"", source, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    text, marks = _inline(body.group(1) if body else "", "TIMEX3")
    timexes = tuple(
        GoldTimex(start, end, attributes.get("type", "DATE"), attributes.get("value", ""))
        for start, end, attributes in marks
    )
    return GoldDocument(path.stem, text, _moment(stamp.group(1)) if stamp else None, timexes)


def _inline(source: str, tag: str) -> tuple[str, list[tuple[int, int, dict[str, str]]]]:
    """Text without tags, and where the elements `tag` stood in it with their attributes; inner ones come
    first.
    """
    out: list[str] = []
    length = 0
    stack: list[tuple[int, dict[str, str]]] = []
    marks: list[tuple[int, int, dict[str, str]]] = []
    position = 0
    for match in _TAG.finditer(source):
        piece = html.unescape(source[position : match.start()])
        out.append(piece)
        length += len(piece)
        position = match.end()
        if match.group().startswith(f"<{tag}"):
            stack.append((length, dict(_ATTRIBUTE.findall(match.group()))))
        elif match.group().startswith(f"</{tag}") and stack:
            start, attributes = stack.pop()
            marks.append((start, length, attributes))
    out.append(html.unescape(source[position:]))
    return "".join(out), sorted(marks, key=lambda m: (m[0], -m[1]))


def _moment(value: str) -> date | datetime | None:
    match = re.match(r"(\d{4})-?(\d\d)-?(\d\d)", value)
    return date(int(match[1]), int(match[2]), int(match[3])) if match else None


def read_wikiwars(folder: Path) -> list[GoldDocument]:
    """The narratives of WikiWars from its `keyinline` folder. They date themselves, so none has a date of
    writing.

    Raises:
        UsageError: the folder holds no such file.
    """
    documents = []
    for path in _files(folder, "*.key.xml"):
        source = path.read_text("utf-8", "replace")
        body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
        text, marks = _inline(body.group(1) if body else "", "TIMEX2")
        timexes = tuple(
            GoldTimex(start, end, _type(attributes), attributes.get("val", ""))
            for start, end, attributes in marks
        )
        documents.append(GoldDocument(path.name.split(".")[0], text, None, timexes))
    return documents


def _type(attributes: dict[str, str]) -> str:
    value = attributes.get("val", "")
    if attributes.get("set"):
        return "SET"
    if value.startswith("P") and not value.startswith(("PAST", "PRESENT")):
        return "DURATION"
    return "TIME" if "T" in value and value[0] in "0123456789X" else "DATE"


# ---------------------------------------------------------------------- TempEval-3 measures


def score(name: str, documents: Sequence[GoldDocument]) -> list[Row]:
    """Relaxed and strict span F1, type F1 and value F1 (UzZaman et al. 2013: an attribute's F1 is the
    relaxed F1 times the share of matched expressions whose attribute is right).

    Args:
        name: of the set, for the table.
        documents: gold.
    """
    totals = {"gold": 0, "found": 0, "matched": 0, "strict": 0, "type": 0, "value": 0}
    for document in documents:
        found = [t for t in find(document.text, anchor=document.written) if not _nested(t, document)]
        totals["gold"] += len(document.timexes)
        totals["found"] += len(found)
        for gold, system in pairs(document.timexes, found):
            totals["matched"] += 1
            totals["strict"] += (gold.start, gold.end) == (system.start, system.end)
            totals["type"] += gold.type == system.type
            totals["value"] += gold.value == system.timex
    return [
        _row(name, "relaxed", totals["matched"], totals),
        _row(name, "strict", totals["strict"], totals),
        _row(name, "type", totals["type"], totals),
        _row(name, "value", totals["value"], totals),
    ]


def _nested(expression: TimeExpression, document: GoldDocument) -> bool:
    return not expression.text.strip()


def pairs(
    gold: Sequence[GoldTimex], found: Sequence[TimeExpression]
) -> Iterator[tuple[GoldTimex, TimeExpression]]:
    """Each gold expression with the first one found that overlaps it, each used once."""
    used: set[int] = set()
    for mark in gold:
        exact = [
            i for i, t in enumerate(found) if i not in used and (t.start, t.end) == (mark.start, mark.end)
        ]
        over = exact or [
            i for i, t in enumerate(found) if i not in used and t.start < mark.end and mark.start < t.end
        ]
        if over:
            used.add(over[0])
            yield mark, found[over[0]]


def _row(name: str, measure: str, right: int, totals: dict[str, int]) -> Row:
    precision = right / totals["found"] if totals["found"] else 0.0
    recall = right / totals["gold"] if totals["gold"] else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {
        "set": name, "measure": measure, "precision": round(precision, 4), "recall": round(recall, 4),
        "f1": round(f1, 4), "right": right, "of": totals["gold"],
    }  # fmt: skip


# ---------------------------------------------------------------------- marked reports


_SLIPS = {
    "weekday_mismatch": "weekday_mismatch",
    "equivalence_mismatch": "zone_mismatch",
    "header_not_publication": "date_conflict",
}
"""The checks of the gold that a single report's anomalies answer, and the kind of anomaly that does."""


@dataclass(frozen=True)
class MarkedTimex:
    """A marked expression of a marked report; `values` are the TIMEX3 values that are right."""

    start: int
    end: int
    text: str
    values: tuple[str, ...]

    def read_in(self, times: Sequence[TimeExpression]) -> bool:
        """Whether one of the expressions found there has a right value."""
        return any(t.start < self.end and self.start < t.end and t.timex in self.values for t in times)


@dataclass(frozen=True)
class MarkedReport:
    """A marked report as an article with its segments, the expressions that a calendar resolves, and the
    kinds of its slips.
    """

    article: Article
    timexes: tuple[MarkedTimex, ...]
    slips: frozenset[str]


def read_marked(folder: Path) -> list[MarkedReport]:
    """The marked reports of a folder with `times.json` and `lines.json`.

    Raises:
        UsageError: the folder lacks one of them.
    """
    try:
        marked = json.loads((folder / "times.json").read_text("utf-8"))
        lines = json.loads((folder / "lines.json").read_text("utf-8"))["files"]
    except FileNotFoundError as error:
        raise UsageError(
            "no times.json and lines.json", where=str(folder), cure="give the folder of both"
        ) from error
    reports = []
    for document in marked["docs"]:
        text = (folder / document["path"]).read_bytes().decode("utf-8")
        source = Source(uri=document["path"], sha256="")
        article = Article(
            id=document["id"],
            source=source,
            text=text,
            segments=_segments(text, lines[document["path"]]["lines"]),
        )
        timexes = tuple(
            MarkedTimex(t["start"], t["end"], t["text"], (t["timex3"], *t.get("accept", ())))
            for t in document["timexes"]
            if t["core"]
        )
        slips = frozenset(
            _SLIPS[check["kind"]]
            for check in marked.get("checks", ())
            if check["kind"] in _SLIPS and article.id in check["docs"]
        )
        reports.append(MarkedReport(article, timexes, slips))
    return reports


def _segments(text: str, lines: Sequence[dict[str, Any]]) -> tuple[Segment, ...]:
    """The marked lines as segments; a part of a line with a role of its own is one by itself."""
    starts = [0]
    for raw in text.split("\n"):
        starts.append(starts[-1] + len(raw) + 1)
    found: list[Segment] = []
    for line in lines:
        begin, end = starts[line["index"]], starts[line["index"] + 1] - 1
        position = begin
        for part in sorted(line.get("spans", ()), key=lambda s: s["start"]):
            first, last = begin + part["start"], begin + part["end"]
            if first > position:
                found.append(Segment(start=position, end=first, role=line["role"]))
            found.append(Segment(start=first, end=last, role=part["role"]))
            position = last
        if position < end:
            found.append(Segment(start=position, end=end, role=line["role"]))
    return tuple(found)


def score_marked(reports: Sequence[MarkedReport]) -> list[Row]:
    """How many resolvable expressions are read with a right value, the reports dating one another, and which
    slips are reported.

    Args:
        reports: as `read_marked` gives them, in order.
    """
    near = None
    right = of = 0
    gold: set[tuple[str, str]] = set()
    slips: set[tuple[str, str]] = set()
    for report in reports:
        found = read(report.article, near=near)
        near = near or found.published
        right += sum(timex.read_in(found.times) for timex in report.timexes)
        of += len(report.timexes)
        gold |= {(found.id, kind) for kind in report.slips}
        slips |= {(found.id, anomaly.kind) for anomaly in found.anomalies}
    counts = {"found": len(slips), "gold": len(gold)}
    return [share_row("times", "value", right, of), _row("times", "slips", len(slips & gold), counts)]


# ---------------------------------------------------------------------- the front


def evaluate(gold_path: Path) -> list[Row]:
    """All measures that a path's gold allows.

    Args:
        gold_path: a JSON list of expressions, a `times.json` of whole marked reports (or its folder, with
            `lines.json` beside it), a folder of TimeML files, WikiWars' `keyinline` folder, or a folder that
            holds some of these.

    Returns:
        One row per set and measure.

    Raises:
        UsageError: nothing there is gold of a known shape.
    """
    if gold_path.is_file():
        items = json.loads(gold_path.read_text("utf-8"))
        if isinstance(items, list):
            return score_expressions(gold_path.stem, items)
        if isinstance(items, dict) and "docs" in items:
            return score_marked(read_marked(gold_path.parent))
        raise UsageError(
            "not a list of expressions", where=str(gold_path), cure="give a list or a folder of gold"
        )
    rows: list[Row] = []
    if (gold_path / "times.json").is_file():
        return score_marked(read_marked(gold_path))
    for path in sorted(gold_path.glob("*.json")):
        rows += score_expressions(path.stem, json.loads(path.read_text("utf-8")))
    for folder in sorted({p.parent for p in gold_path.rglob("*.tml") if p.parent.name != "testpipeline"}):
        rows += score(folder.name, read_timeml(folder))
    for folder in sorted({p.parent for p in gold_path.rglob("*.key.xml")}):
        rows += score("WikiWars", read_wikiwars(folder))
    if not rows:
        raise UsageError(
            "no gold of a known shape", where=str(gold_path), cure="see docs/times.md for the shapes"
        )
    return rows
