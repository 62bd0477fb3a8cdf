"""Measure what the README quotes. With --write, put the table and an excerpt of a brief into README.md.

Public test data that cannot stand in this repository is looked for in $TRUCELINE_SHARED (default: ../shared);
what is not there is left out of the print, and is an error with --write.
"""

from __future__ import annotations

import io
import os
import re
import sys
from pathlib import Path
from typing import Any

from truceline.cli._brief import print_brief
from truceline.evaluation import evaluate
from truceline.reader import read

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("TRUCELINE_SHARED", ROOT.parent / "shared"))
RECORDS = {
    "report": "reports that tell of a ceasefire, told from others",
    "joining": "reports of the same ceasefire joined (B-cubed)",
    "ceasefire": "ceasefires found",
    "status": "status",
    "text_status": "status, each report by itself",
    "declared": "day declared or agreed",
    "effective_date": "day of taking effect",
    "effective_utc": "instant of taking effect, in UTC",
    "ends_date": "day of the end",
    "duration": "duration",
    "parties": "parties",
    "excluded": "whom it leaves out",
    "mediators": "mediators",
    "declared_by": "declared by",
    "anomaly": "slips in reports",
}
FIGURES: tuple[tuple[str, str, Path, dict[str, str]], ...] = (
    (
        "Records, reports that no writer of a rule had seen (`tests/gold/unseen`)",
        "records",
        ROOT / "tests/gold/unseen",
        RECORDS,
    ),
    (
        "Records, reports of agency length (`tests/gold/agency`)",
        "records",
        ROOT / "tests/gold/agency",
        RECORDS,
    ),
    (
        "Records, shorter reports (`tests/gold/records`)",
        "records",
        ROOT / "tests/gold/records",
        RECORDS,
    ),
    (
        "Times in reports on ceasefires",
        "times",
        SHARED / "data/time/ceasefire_timex.json",
        {"start date": "day", "UTC instant": "instant in UTC"},
    ),
    ("Times, TimeBank", "times", SHARED / "data/time/tbaq/TimeBank", {"relaxed": "found", "value": "value"}),
    ("Times, AQUAINT", "times", SHARED / "data/time/tbaq/AQUAINT", {"relaxed": "found", "value": "value"}),
    ("Times, WikiWars", "times", SHARED / "data/time/wikiwars", {"relaxed": "found", "value": "value"}),
    (
        "Statements, PolNeAR dev",
        "statements",
        SHARED / "data/quotes/polnear/dev",
        {"half": "content, half or more", "triple": "content and source"},
    ),
    (
        "Statements, GUM",
        "statements",
        SHARED / "data/quotes/gum",
        {"half": "content", "triple": "content and source"},
    ),
    (
        "Parts of plain text, pages of the article-extraction benchmark",
        "parts",
        SHARED / "data/reading/aeb_plaintext_lines.json",
        {"lines": "lines of the article", "text": "text of the article"},
    ),
)
EXAMPLE = ("examples/karabakh-2020/*.txt", "examples/karabakh-2020/*.html")


def table(*, whole: bool) -> str:
    """The figures as a Markdown table.

    Args:
        whole: fail where a set is not there, instead of leaving it out.
    """
    lines = ["| | precision | recall | F1 | right of |", "|---|---|---|---|---|"]
    for title, kind, path, measures in FIGURES:
        if not path.exists() and not whole:
            print(f"{path} is not there; left out", file=sys.stderr)
            continue
        lines.append(f"| **{title}** | | | | |")
        rows = evaluate(kind, [path])
        sets = list(dict.fromkeys(row["set"] for row in rows))
        chosen = next((name for name in sets if name.endswith("speech")), sets[0])
        found = {row["measure"]: row for row in rows if row["set"] == chosen}
        lines += [_line(told, found[measure]) for measure, told in measures.items()]
    return "\n".join(lines) + "\n"


def _line(told: str, row: dict[str, Any]) -> str:
    shares = " | ".join(
        f"{row[name]:.2f}" if row.get(name) is not None else "" for name in ("precision", "recall", "f1")
    )
    counts = f"{row['right']:,} of {row['of']:,}" if row.get("right") is not None else f"{row['of']:,}"
    return f"| {told} | {shares} | {counts} |"


def main() -> int:
    """Measure, and print or write; the exit status."""
    write = "--write" in sys.argv[1:]
    told = table(whole=write)
    if not write:
        print(told, end="")
        return 0
    readme = ROOT / "README.md"
    text = _put(readme.read_text("utf-8"), "figures", told)
    readme.write_text(_put(text, "excerpt", f"```\n{excerpt()}```\n"), "utf-8")
    return 0


def excerpt() -> str:
    """The first ceasefire of the brief of the example reports, without its timeline."""
    file = io.StringIO()
    print_brief(read([path for pattern in EXAMPLE for path in sorted(ROOT.glob(pattern))]), file=file)
    brief = file.getvalue()
    return brief[: brief.index("\nTimeline\n")]


def _put(text: str, name: str, told: str) -> str:
    """The text with `told` between the marks `name` and `end of name`."""
    start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    return re.sub(rf"{start}.*?{end}", lambda _: f"{start}\n\n{told}\n{end}", text, flags=re.S)


if __name__ == "__main__":
    sys.exit(main())
