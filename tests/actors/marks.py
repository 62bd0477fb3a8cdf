"""The marked texts: reading them, and counting what is found of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from truceline.actors import Cast, Mention, find, lookup
from truceline.actors._gazetteer import gazetteer
from truceline.language import parse_text
from truceline.model import When

__all__ = ["Mark", "Text", "count", "texts"]

FILE = Path(__file__).parent / "marked.txt"
_MARK = re.compile(r"\{([^{}=]+)=(\w+)(?::([^{}]+))?\}")
_ASIDE = frozenset({"place", "demonym", "outlet"})
"""Kinds of mentions that are no actors of the story: where it happens, who reports it."""


@dataclass(frozen=True)
class Mark:
    """Words that stand for an actor of a kind, known as `name`; "?" where no listed one may be taken."""

    start: int
    end: int
    words: str
    kind: str
    name: str


@dataclass(frozen=True)
class Text:
    """A text, the day of its report, and its marks."""

    key: str
    day: date
    text: str
    marks: tuple[Mark, ...]

    def read(self) -> Cast:
        """What is found in it."""
        start = datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC)
        when = When(earliest=start, latest=start + timedelta(days=1), edtf=self.day.isoformat())
        return find(parse_text(self.text), at=when)


def texts() -> Iterator[Text]:
    """The texts of the file."""
    for block in FILE.read_text(encoding="utf-8").split("\n== ")[1:]:
        head, _, body = block.partition("\n")
        key, _, day = head.strip().partition(" ")
        plain, marks, last = "", [], 0
        for match in _MARK.finditer(body.strip()):
            plain += body.strip()[last : match.start()]
            words, kind, name = match.group(1), match.group(2), match.group(3) or match.group(1)
            marks.append(Mark(len(plain), len(plain) + len(words), words, kind, name))
            plain += words
            last = match.end()
        plain += body.strip()[last:]
        yield Text(key, date.fromisoformat(day), plain, tuple(marks))


def count(text: Text, cast: Cast) -> tuple[Counter[str], list[str]]:
    """How many marks there are, how many are found, of the right kind and identity, how many mentions there
    are and how many of them stand for nobody marked; and the misses, told."""
    counts: Counter[str] = Counter(marks=len(text.marks))
    misses: list[str] = []
    used: set[int] = set()
    for mark in text.marks:
        over = [m for m in cast.mentions if m.start < mark.end and mark.start < m.end]
        used |= {m.start for m in over}
        best = next((m for m in reversed(over) if _is(mark, m, cast)), None) or (over[-1] if over else None)
        if best is None:
            misses.append(f"missed {mark.words!r}")
            continue
        actor = cast.actors[best.actor]
        counts["found"] += 1
        same = _is(mark, best, cast)
        owner = same and actor.kind in {"person", "office"} and mark.kind != actor.kind
        kind = owner or _alike(actor.kind, mark.kind)
        counts["kind"] += kind
        counts["identity"] += same
        if not kind or not same:
            misses.append(f"{mark.words!r} is {mark.kind} {mark.name!r}, taken for {actor.kind} {actor.id}")
    for mention in cast.mentions:
        if mention.kind not in _ASIDE:
            counts["mentions"] += 1
            if mention.start not in used:
                counts["false"] += 1
                misses.append(f"nobody: {mention.text!r} taken for {mention.actor} ({mention.kind})")
    return counts, misses


def _alike(one: str, other: str) -> bool:
    """Whether two kinds say the same of who acts: a faction's party or coalition is an armed group's wing."""
    sides = {"armed_group", "coalition", "organisation"}
    return one == other or (one in sides and other in sides) or {one, other} == {"state", "government"}


def _is(mark: Mark, mention: Mention, cast: Cast) -> bool:
    """Whether a mention stands for the marked actor."""
    actor = cast.actors[mention.actor]
    if mark.name == "?":
        return actor.id not in gazetteer().entries
    listed = lookup(mark.name)
    if listed is not None and mark.kind != "person":
        # "ECOWAS mediator X" is one mention: of the person, who acts for the organisation.
        inside = mark.end - mark.start < mention.end - mention.start
        return actor.id == listed.id or (inside and listed.id in {mention.of, actor.of})
    names = {actor.name, *(alias.name for alias in actor.aliases)}
    return any(_same(name, mark.name) for name in names)


def _same(one: str, other: str) -> bool:
    bare = (re.sub(r"^the\s|\W+", "", name, flags=re.IGNORECASE).casefold() for name in (one, other))
    return next(bare) == next(bare)
