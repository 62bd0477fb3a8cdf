"""Reading the gold pages of this folder: `role<TAB>line`, facts on top as `#name value`, blank lines kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from truceline.model import Article

FOLDER = Path(__file__).parent / "gold"


@dataclass(frozen=True)
class GoldPage:
    """A page as text, the roles of each of its lines, and what is known of it as a whole."""

    name: str
    text: str
    roles: tuple[tuple[str, ...], ...]
    facts: dict[str, str | None]


def gold_pages() -> list[GoldPage]:
    return [_page(path) for path in sorted(FOLDER.glob("*.tsv"))]


def _page(path: Path) -> GoldPage:
    facts: dict[str, str | None] = {}
    lines: list[str] = []
    roles: list[tuple[str, ...]] = []
    for raw in path.read_text(encoding="utf-8").split("\n"):
        if raw.startswith("#") and "\t" not in raw:
            name, _, value = raw[1:].partition(" ")
            facts[name] = None if value == "None" else value
            continue
        role, _, line = raw.partition("\t")
        lines.append(line)
        roles.append(tuple(role.split("+")) if line else ())
    return GoldPage(path.stem, "\n".join(lines), tuple(roles), facts)


def found_roles(article: Article) -> list[tuple[str, ...]]:
    """The roles on each line of an article, in order."""
    from truceline.evaluation.parts import line_roles  # noqa: PLC0415 - the room under test must not import it

    return [tuple(roles) for roles in line_roles(article)]
