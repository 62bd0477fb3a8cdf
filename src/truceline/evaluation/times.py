"""`truceline.times` against gold: spans, types and values as in TempEval-3, and the field's own measures.

Gold comes in four shapes: TimeML files (TimeBank, AQUAINT, TempEval), WikiWars (TIMEX2 inline), the list of
expressions from ceasefire reports, and whole reports that are marked, with their checks. None of it is part
of the project; a path is given.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from truceline.errors import UsageError
from truceline.model import Article, Segment, Source, TimeExpression
from truceline.times import Relation, find, read, relate

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

Row = dict[str, Any]
"""One line of a table: set, measure, precision, recall, f1, right, of."""


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


# ---------------------------------------------------------------------- expressions of ceasefire reports


def _relative(item: dict[str, Any]) -> bool:
    """Whether an expression is reckoned from an event, and has a measure of its own."""
    return bool(item["kind"] == "constraint")


_MEASURES: dict[str, Callable[[dict[str, Any]], bool]] = {
    "start date": lambda item: bool(item["start_local"] or item["end_local"]) and not _relative(item),
    "clock start": lambda item: "T" in (item["start_local"] or "") and not _relative(item),
    "both ends": lambda item: item["kind"] == "interval",
    "UTC instant": lambda item: item["kind"] == "instant" and bool(item["utc_start"]),
}


def score_expressions(name: str, items: Sequence[dict[str, Any]]) -> list[Row]:
    """The field's own measures over a list of expressions with context, anchor, zone and both ends (local
    and UTC).

    Args:
        name: of the set, for the table.
        items: with `expr`, `context`, `anchor`, `zone`, `kind`, `start_local`, `end_local`, `utc_start`.
    """
    counts = {measure: [0, 0] for measure in _MEASURES}
    for item in items:
        judged = judge(item)
        for measure, applies in _MEASURES.items():
            if applies(item):
                counts[measure][1] += 1
                counts[measure][0] += judged[measure]
    return [_share(name, measure, right, of) for measure, (right, of) in counts.items()]


def _share(name: str, measure: str, right: int, of: int) -> Row:
    share = round(right / of, 4) if of else 0.0
    return {
        "set": name,
        "measure": measure,
        "precision": share,
        "recall": share,
        "f1": share,
        "right": right,
        "of": of,
    }


def judge(item: dict[str, Any]) -> dict[str, bool]:
    """Which measures hold for one expression."""
    text = item["context"]
    place = item["zone"] if item["zone"] and "?" not in item["zone"] else None
    times = find(text, anchor=date.fromisoformat(item["anchor"]), place=place)
    first, last, instant = _ends(text, item["expr"], times)
    start, end = _local(item["start_local"]), _local(item["end_local"])
    wanted = start or end
    shown = first if start else (last or first)
    return {
        "start date": bool(
            wanted
            and shown
            and (shown.date() == wanted.date() or (not start and _same_end(shown, end, item)))
        ),
        "clock start": first is not None and first == start,
        "both ends": first is not None and last is not None and first == start and _same_end(last, end, item),
        "UTC instant": instant is not None and instant == _utc(item["utc_start"]),
    }


def _same_end(last: datetime, end: datetime | None, item: dict[str, Any]) -> bool:
    """A day as an end is met by that day's end."""
    if end is None:
        return str(item["value"]).endswith("..")
    if "T" not in (item["end_local"] or "") or (item["end_local"] or "").endswith("T24:00"):
        return end.date() in {last.date(), last.date() + timedelta(days=1)}
    return last == end


def _ends(
    text: str, expression: str, times: Sequence[TimeExpression]
) -> tuple[datetime | None, datetime | None, datetime | None]:
    """Local start and end and the UTC start of what stands in `expression`: of the range in it, else of
    its first dated expression."""
    at = text.find(expression)
    inside = [t for t in times if t.start < at + len(expression) and at < t.end]
    related: list[Relation] = [
        r for r in relate(text, times) if r.kind == "range" and (r.first in inside or r.second in inside)
    ]
    dated = [t for t in inside if t.when is not None and t.when.earliest is not None]
    when = related[0].when if related else (dated[0].when if dated else None)
    if when is None or when.earliest is None:
        return None, None, None
    chosen = when.readings[0] if when.readings else when
    edges = chosen.edtf.strip("[]").replace(",", "/").split("/")
    close = (dated[-1].when or chosen).edtf.split("/")[-1] if not related and len(dated) > 1 else edges[-1]
    return _local(edges[0]), _local(close, end=True), chosen.earliest


def _local(value: str | None, *, end: bool = False) -> datetime | None:
    """The wall-clock time that an ISO date or date-time writes; 24:00 is the next day's midnight."""
    match = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d))?", value or "")
    if match is None:
        return None
    day = datetime(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    if end and match[3] is None:
        day = datetime(day.year + (day.month == 12 or not match[2]), day.month % 12 + 1 if match[2] else 1, 1)
        return day - timedelta(days=1)
    return day + timedelta(hours=int(match[4] or 0), minutes=int(match[5] or 0))


def _utc(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value.replace("Z", "+00:00")) if value else None


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
    return [_share("times", "value", right, of), _row("times", "slips", len(slips & gold), counts)]


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
